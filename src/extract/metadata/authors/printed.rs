//! The byline that a reader sees, word for word, and the lines that belong to it.

use crate::{
    article::{Author, AuthorKind, Contribution},
    dom::NodeId,
    extract::{
        byline, date,
        metadata::{
            Context,
            hints::Hint,
            spaced::{self, Line},
        },
    },
};

use super::{
    same,
    shown::{is_alone, is_decoration},
    without_strangers,
};

/// A byline as the page prints it.
#[derive(Debug)]
pub(super) struct Printed {
    pub(super) text: String,
    /// The blocks that hold it: the first, and those of the lines that say what
    /// others did.
    pub(super) nodes: Vec<NodeId>,
    pub(super) authors: Vec<Author>,
    /// Whether the words themselves say that this is a byline.
    pub(super) sure: bool,
}

/// Finds the byline that a reader sees: what a class calls one, or a line near
/// the headline that begins as one. Says whether its words leave no doubt.
pub(super) fn printed(cx: &Context<'_>, lines: &[Line]) -> (Option<Printed>, bool) {
    let dom = cx.page.dom;
    let shown: Vec<&Line> = lines
        .iter()
        .filter(|it| it.text.len() <= 300 && !cx.marks.is_side(it.node))
        .collect();
    for (i, line) in shown.iter().enumerate() {
        // "By" may stand on a line of its own, above the name.
        let joined = match shown.get(i + 1) {
            Some(next) if byline::is_lead(&line.text) && next.text.len() < 80 => {
                format!("{} {}", line.text, next.text)
            }
            _ => line.text.clone(),
        };
        // "posted on 3 May 2024 by A. Writer"
        let dated = || {
            joined.len() < 160 && date::find(&joined, cx.language.as_deref()).is_some()
        };
        if (byline::begins(&joined) || dated())
            && let Some(authors) = led(cx, &joined)
        {
            let (text, nodes) = (joined, vec![line.node]);
            let mut found = Printed { text, nodes, authors, sure: true };
            beside_it(cx, &shown, i, &mut found);
            return (Some(found), true);
        }
    }
    let mut nodes: Vec<(u32, NodeId)> = cx
        .marks
        .hints
        .iter()
        .filter(|it| {
            it.1 == Hint::Byline && !cx.marks.is_side(it.0) && cx.is_near(it.0, 500)
        })
        .map(|it| it.0)
        .filter(|it| dom.text(*it).len() < 1500)
        .filter(|it| !cx.headline.is_some_and(|id| dom.contains(*it, id)))
        .map(|it| (cx.headline.map_or(0, |headline| headline.0.abs_diff(it.0)), it))
        .collect();
    nodes.sort_unstable();
    nodes.truncate(8);
    let mut bare = None;
    let read = |node: NodeId| {
        let mut text = spaced::spaced(dom, node, |it| is_decoration(cx, it));
        text.truncate(text.floor_char_boundary(200));
        text
    };
    for (i, (_, node)) in nodes.iter().enumerate() {
        let (node, text) = (*node, read(*node));
        if let Some(authors) = led(cx, &text) {
            let mut found = Printed { text, nodes: vec![node], authors, sure: true };
            for (_, other) in nodes.iter().skip(i + 1) {
                let apart = !dom.contains(node, *other) && !dom.contains(*other, node);
                if apart && node.0.abs_diff(other.0) < 40 {
                    found.add(cx, &read(*other), *other);
                }
            }
            return (Some(found), true);
        }
        if bare.is_none() {
            let mut authors = without_strangers(cx, byline::parse(&text).authors);
            // Without a word that says so, names want a date beside them, or a
            // class that means nothing else.
            let class = dom.class(node).to_ascii_lowercase();
            let named = class.contains("byline") || class.contains("author");
            let dated = || date::find(&text, cx.language.as_deref()).is_some();
            let sure = named || dated();
            authors.retain(|it| sure && is_alone(it, named));
            if !authors.is_empty() && authors.iter().all(|it| it.contributions.is_empty())
            {
                bare = Some(Printed { text, nodes: vec![node], authors, sure: false });
            }
        }
    }
    (bare, false)
}

/// Adds the lines next to a byline that say what others did: "Photos by A. Helper".
/// What stands beyond a picture is the picture's, as is what names one picture or
/// an agency.
fn beside_it(cx: &Context<'_>, shown: &[&Line], place: usize, found: &mut Printed) {
    let dom = cx.page.dom;
    let at = shown[place].at;
    let near = |it: &NodeId| {
        let between = at.0.min(it.0)..at.0.max(it.0);
        between.len() < 40 && !cx.marks.images.iter().any(|it| between.contains(&it.0))
    };
    let mut others = 0;
    // A line may stand in an element of its own in a block that holds more.
    let own = |line: &Line| {
        let around = dom.ancestors(line.at).take_while(|it| *it != line.node);
        let around = around.filter(|it| dom.words(*it) == line.text);
        around.last().unwrap_or(line.node)
    };
    for line in shown[place + 1..].iter().take(6) {
        if !near(&line.at) || line.at < at {
            break;
        }
        if found.add(cx, &line.text, own(line)) {
            continue;
        }
        // The date, a job, where it was written.
        others += 1;
        if others > 2 || line.text.len() > 60 {
            break;
        }
    }
    for line in shown[..place].iter().rev().take(2) {
        if !near(&line.at) || !found.add(cx, &line.text, own(line)) {
            break;
        }
    }
}

impl Printed {
    /// Adds a line that names people by what they did, and returns whether it does.
    fn add(&mut self, cx: &Context<'_>, text: &str, node: NodeId) -> bool {
        if text.len() > 160 || !byline::begins(text) {
            return false;
        }
        let said = byline::parse(text);
        let authors = without_strangers(cx, said.authors);
        // Who only contributed, whatever that was, is no author for it.
        let helped = |it: &Author| {
            it.contributions.iter().any(|it| *it != Contribution::Contributor)
        };
        let of_picture = |it: &Author| {
            let photographs = it.contributions == [Contribution::Photographs];
            let house = it.affiliation.is_some() || it.kind == AuthorKind::Organisation;
            photographs && (house || text.contains('/') || byline::is_of_one(text))
        };
        if !said.led
            || authors.is_empty()
            || !authors.iter().all(helped)
            || authors.iter().any(of_picture)
        {
            return false;
        }
        for it in authors {
            match self.authors.iter_mut().find(|known| same(known, &it)) {
                Some(known) => {
                    let more = it.contributions.iter();
                    let more = more.filter(|it| !known.contributions.contains(it));
                    let more: Vec<Contribution> = more.copied().collect();
                    // Who wrote it did so whatever else they did.
                    if known.contributions.is_empty() {
                        known.contributions.push(Contribution::Text);
                    }
                    known.contributions.extend(more);
                }
                None => self.authors.push(it),
            }
        }
        self.text.push_str(" · ");
        self.text.push_str(text);
        if !self.nodes.contains(&node) {
            self.nodes.push(node);
        }
        true
    }
}

/// Reads a text that says by its words that it is a byline. A credit for a
/// picture says so too, and is none.
pub(super) fn led(cx: &Context<'_>, text: &str) -> Option<Vec<Author>> {
    let found = byline::parse(text);
    let authors = without_strangers(cx, found.authors);
    (found.led && authors.first().is_some_and(byline::wrote)).then_some(authors)
}
