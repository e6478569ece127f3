//! Who a reader sees named as the author besides the byline: links, classes, lines.

use url::Url;

use crate::{
    article::{Author, AuthorKind},
    dom::{Dom, NodeId, is_block},
    extract::{
        byline, date,
        metadata::{
            Context,
            hints::Hint,
            spaced::{self, Line},
            text::fold,
        },
    },
};

use super::{printed::led, without_strangers};

/// Reads the links that say they go to the author.
///
/// Returns them all, and how many of the first stand in one row: those further on may
/// be of a picture, of those who checked the text, or of another article.
pub(super) fn linked(cx: &Context<'_>) -> (Vec<Author>, usize) {
    let dom = cx.page.dom;
    let all: Vec<NodeId> = cx
        .marks
        .related("author")
        .map(|it| it.1)
        .filter(|it| dom.name(*it) != "link" && dom.text(*it).len() < 200)
        .collect();
    let mut nodes: Vec<NodeId> =
        all.iter().copied().filter(|it| !cx.marks.is_side(*it)).collect();
    if nodes.is_empty() {
        // One name, wherever it stands, is that of the author.
        let mut names: Vec<String> = all.iter().map(|it| fold(dom.text(*it))).collect();
        names.retain(|it| !it.is_empty());
        names.sort();
        names.dedup();
        if names.len() == 1 {
            nodes = all;
        }
    }
    if nodes.is_empty() {
        let near = |it: &&NodeId| cx.is_near(**it, 300) && !cx.marks.is_side(**it);
        nodes.extend(cx.marks.author_links.iter().filter(near));
    }
    // Wherever it stands, "by" before the link says what it is.
    if nodes.is_empty() {
        let led = |it: &&NodeId| {
            let before = (it.0.saturating_sub(8)..it.0).rev().map(NodeId);
            let mut texts = before.filter(|it| dom.is_text(*it)).map(|it| dom.text(it));
            let text = texts.find(|it| !it.trim().is_empty());
            !cx.marks.is_side(**it) && text.is_some_and(|it| byline::is_lead(it.trim()))
        };
        nodes.extend(cx.marks.author_links.iter().find(led));
    }
    nodes.retain(|it| dom.text(*it).len() < 200);
    let first = nodes.iter().copied().find(|it| !dom.text(*it).trim().is_empty());
    let mut found = Vec::new();
    let (mut row, mut last) = (0, None);
    for id in nodes {
        // One byline: links far from the first are about other articles.
        if first.is_some_and(|it| it.0.abs_diff(id.0) > 60) {
            continue;
        }
        let text = spaced::spaced(dom, id, |it| is_decoration(cx, it));
        let mut people = byline::people(&text);
        if !dom.attr_has(id, "rel", "author") {
            people.retain(|it| byline::is_whole(&it.name));
        }
        if let [only] = people.as_mut_slice() {
            only.urls.extend(dom.attr(id, "href").and_then(|it| cx.page.resolve(it)));
        }
        if people.is_empty() {
            continue;
        }
        if row == found.len() && last.is_none_or(|it| are_joined(dom, it, id)) {
            row += people.len();
        }
        last = Some(id);
        found.extend(people);
    }
    (found, row)
}

/// Returns whether nothing stands between two links but a comma, an "and" or what the
/// first one's job is.
fn are_joined(dom: &Dom, a: NodeId, b: NodeId) -> bool {
    let mut between = String::new();
    for it in (dom.end(a).0..b.0).map(NodeId).filter(|it| dom.is_text(*it)) {
        between.push_str(dom.text(it));
        if between.len() > 200 {
            return false;
        }
    }
    let between = between.trim();
    let mut words = between.split_whitespace();
    let job = between.len() < 60
        && !between.contains(|it: char| it == ':' || it.is_ascii_digit())
        && byline::is_position(between);
    words.all(byline::joins) || job
}

/// Reads elements that a class says hold the author: nearest first, and of those
/// that are near one another the shortest, which is the name alone.
pub(super) fn classed(cx: &Context<'_>) -> Vec<Author> {
    let dom = cx.page.dom;
    let mut nodes: Vec<(u32, usize, NodeId)> = cx
        .marks
        .hinted(Hint::Author)
        .map(|it| (it, dom.text(it).trim().len()))
        .filter(|it| (2..300).contains(&it.1))
        .map(|(id, length)| {
            let far = cx.headline.map_or(0, |headline| headline.0.abs_diff(id.0));
            (far / 200, length, id)
        })
        .collect();
    nodes.sort_unstable();
    for (_, _, id) in nodes.into_iter().take(16) {
        let text = spaced::spaced(dom, id, |it| is_decoration(cx, it));
        let mut people = byline::parse(&text).authors;
        if let [only] = people.as_mut_slice() {
            only.urls.extend(address_in(cx, id));
        }
        let people = without_strangers(cx, people);
        if !people.is_empty() {
            return people;
        }
    }
    Vec::new()
}

/// Reads a line such as "Written by A. Writer", wherever on the page it stands.
pub(super) fn at_the_end(cx: &Context<'_>) -> Option<Vec<Author>> {
    let dom = cx.page.dom;
    let texts = dom
        .subtree(cx.page.body)
        .filter(|it| dom.is_text(*it) && (3..80).contains(&dom.text(*it).len()));
    texts.filter(|it| !cx.marks.is_side(*it)).find_map(|it| {
        let text = dom.text(it).trim();
        let lead = byline::begins(text) || byline::is_lead(text);
        if !lead || byline::is_short_lead(text) {
            return None;
        }
        let block = dom.closest(it, |it| dom.is_element(it) && is_block(dom.name(it)))?;
        if cx.marks.is_taken(block) {
            return None;
        }
        let line = spaced::spaced(dom, block, |it| is_decoration(cx, it));
        (line.len() < 120).then(|| led(cx, &line)).flatten()
    })
}

/// Reads a line under the headline that is a name and nothing else, where the
/// line beside it, or its other half, is a date.
pub(super) fn beside(cx: &Context<'_>, lines: &[Line]) -> Vec<Author> {
    let language = cx.language.as_deref();
    let dated = |it: Option<&Line>| {
        it.is_some_and(|it| {
            it.text.len() < 80 && date::find(&it.text, language).is_some()
        })
    };
    let after = |it: &&Line| cx.headline.is_none_or(|headline| headline < it.at);
    let near: Vec<&Line> = lines.iter().filter(after).take(8).collect();
    for (i, line) in near.iter().enumerate() {
        if line.text.len() > 80 || cx.marks.is_side(line.at) || is_label(cx, line) {
            continue;
        }
        let own = date::find(&line.text, language).is_some();
        let previous = i.checked_sub(1).and_then(|it| near.get(it)).copied();
        // Where no date stands beside it, a note that begins with the name.
        let noted = || {
            let name = byline::trimmed(&line.text);
            i < 3 && name.contains(' ') && {
                let text = cx.page.dom.text(cx.page.body);
                text.contains(&format!("{name} is "))
                    || text.contains(&format!("{name} has "))
            }
        };
        if own || dated(previous) || dated(near.get(i + 1).copied()) || noted() {
            let found = byline::parse(&line.text).authors;
            if let [only] = found.as_slice()
                && only.kind == AuthorKind::Person
                && is_alone(only, false)
            {
                return found;
            }
        }
    }
    Vec::new()
}

/// Returns whether a line is, by its class, a caption or the label of what follows,
/// or leads to the front page, as the name of the site does.
fn is_label(cx: &Context<'_>, line: &Line) -> bool {
    let dom = cx.page.dom;
    let mut classes = dom.class(line.node).split_ascii_whitespace();
    if classes.any(|it| {
        let it = it.to_ascii_lowercase();
        it.ends_with("caption") || it.ends_with("label")
    }) {
        return true;
    }
    let link = dom.subtree(line.node).find(|it| dom.name(*it) == "a");
    let link = link.filter(|it| dom.words(*it) == line.text);
    let href = link.and_then(|it| dom.attr(it, "href"));
    href.is_some_and(|it| {
        it == "/" || cx.page.resolve(it).is_some_and(|it| it.path() == "/")
    })
}

/// Returns whether a name without "by" is more than a word or two about something
/// else: a first and a last name, or, where scripts part none, one with a job or in
/// an element that is `named` for it.
pub(super) fn is_alone(author: &Author, named: bool) -> bool {
    let count = author.name.split(' ').count();
    let sure = named || author.position.is_some();
    // A last and a first name, where they are parted at all.
    let most = if byline::is_han_name(&author.name) { 3 } else { 5 };
    (2..most).contains(&count) || (count == 1 && sure && byline::is_whole(&author.name))
}

/// Returns whether an element inside a byline is no part of it: a picture, a
/// button, a date, a link to a section, or words about one of these.
pub(super) fn is_decoration(cx: &Context<'_>, id: NodeId) -> bool {
    let dom = cx.page.dom;
    match dom.name(id) {
        "script" | "style" | "button" | "svg" | "time" | "noscript" | "figure" => true,
        "a" => {
            let href = dom.attr(id, "href").unwrap_or_default();
            let section =
                ["/category/", "/categories/", "/tag/", "/tags/", "/topic", "/section"];
            section.iter().any(|it| href.contains(it))
                || dom.attr_has(id, "rel", "tag")
                || dom.attr_has(id, "rel", "category")
        }
        _ => is_spoken(cx, id),
    }
}

/// Returns whether an element holds words for screen readers that say something else
/// than who wrote the article, such as what a button is for.
fn is_spoken(cx: &Context<'_>, id: NodeId) -> bool {
    const UNSEEN: [&str; 3] = ["screen-reader-text", "sr-only", "visually-hidden"];
    let dom = cx.page.dom;
    if !UNSEEN.iter().any(|it| dom.has_class(id, it)) {
        return false;
    }
    let text = spaced::spaced(dom, id, |_| false);
    !byline::begins(&text) && !byline::is_lead(&text) && !byline::is_name(&text, true)
}

/// Returns the address of the first link in an element, or of the element.
pub(super) fn address_in(cx: &Context<'_>, id: NodeId) -> Option<Url> {
    let dom = cx.page.dom;
    let link = dom
        .subtree(id)
        .find(|it| dom.name(*it) == "a" && dom.attr(*it, "href").is_some());
    let href = dom.attr(link?, "href")?;
    cx.page.resolve(href).filter(|it| it.path() != "/")
}
