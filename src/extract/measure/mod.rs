//! How much text there is where, counted once.
//!
//! One walk over the page cuts its text into [`Run`]s, the lines a reader would
//! see, and counts the characters of each. Runs stand in document order and
//! those inside a node are a range of them, so any sum over a subtree is the
//! difference of two running totals.

mod hidden;
mod letter;
mod names;

use std::ops::Range;

use html5ever::local_name;

use crate::dom::{ByClass, Dom, NodeId};

use super::Labels;

pub(crate) use self::{hidden::is_unseen, names::Names};
use self::{
    hidden::{HIDING, is_hiding_class, is_no_text},
    letter::{Letter, letter},
};

/// A line of text between two block boundaries or line breaks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    /// The block it stands in.
    pub(crate) block: NodeId,
    /// Its last text node.
    pub(crate) last: NodeId,
    pub(crate) count: Count,
    /// Whether it ends as a sentence ends.
    pub(crate) ends: bool,
}

/// How much of what there is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Count {
    /// Visible characters, as wide as they are: an ideograph says as much as
    /// two letters and more.
    pub(crate) chars: u32,
    /// Those of them inside links.
    pub(crate) linked: u32,
    /// Those of them inside links to other places on the page, which are not
    /// among the linked.
    pub(crate) jumps: u32,
    /// Commas and what does their work.
    pub(crate) commas: u32,
    /// Ends of sentences.
    pub(crate) stops: u32,
    /// Characters of lines that read as prose.
    pub(crate) prose: u32,
    /// Lines that read as prose.
    pub(crate) lines: u32,
}

impl Count {
    /// Returns which share of the characters is inside links.
    pub(crate) fn link_density(&self) -> f32 {
        if self.chars == 0 { 0.0 } else { self.linked as f32 / self.chars as f32 }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            chars: self.chars + other.chars,
            linked: self.linked + other.linked,
            jumps: self.jumps + other.jumps,
            commas: self.commas + other.commas,
            stops: self.stops + other.stops,
            prose: self.prose + other.prose,
            lines: self.lines + other.lines,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            chars: self.chars - other.chars,
            linked: self.linked - other.linked,
            jumps: self.jumps - other.jumps,
            commas: self.commas - other.commas,
            stops: self.stops - other.stops,
            prose: self.prose - other.prose,
            lines: self.lines - other.lines,
        }
    }
}

/// The text of a page, counted.
#[derive(Debug)]
pub(crate) struct Measure {
    /// For each node, how many runs begin before it.
    before: Vec<u32>,
    pub(crate) runs: Vec<Run>,
    /// The running totals before each run, and after the last.
    totals: Vec<Count>,
    names: Vec<Names>,
    /// The topmost elements that a reader does not see.
    pub(crate) unseen: Vec<NodeId>,
}

impl Measure {
    /// Counts everything a reader sees that has no label yet.
    pub(crate) fn new(dom: &Dom, labels: &Labels) -> Self {
        let names = names::classes(dom);
        let mut found = Self::count(dom, labels, &names, true);
        // A page that hides its text until a script has run, or that was saved
        // while something lay over it, is read as if nothing were hidden.
        if !found.unseen.is_empty() {
            let seen = found.all().prose;
            let most: u32 =
                found.unseen.iter().map(|it| dom.text(*it).len() as u32).sum();
            if seen < 1000 && seen < most {
                let other = Self::count(dom, labels, &names, false);
                if 3 * seen < other.all().prose {
                    found = other;
                }
            }
        }
        found
    }

    fn count(dom: &Dom, labels: &Labels, names: &ByClass<Names>, hide: bool) -> Self {
        let mut walk = Walk {
            dom,
            names,
            hiding: dom.by_class(is_hiding_class),
            out: Self {
                before: Vec::with_capacity(dom.len() + 1),
                runs: Vec::new(),
                totals: Vec::new(),
                names: vec![Names::NONE; dom.len()],
                unseen: Vec::new(),
            },
            run: None,
            breaks: 0,
        };
        walk.page(labels, hide);
        let mut out = walk.out;
        let mut total = Count::default();
        out.totals.reserve(out.runs.len() + 1);
        for run in &out.runs {
            out.totals.push(total);
            total = total.plus(run.count);
        }
        out.totals.push(total);
        out
    }

    /// Returns what the names of an element hint at.
    pub(crate) fn names(&self, id: NodeId) -> Names {
        self.names[id.0 as usize]
    }

    /// Returns the places of the runs that begin inside a node.
    pub(crate) fn range(&self, dom: &Dom, id: NodeId) -> Range<usize> {
        let from = self.before[id.0 as usize] as usize;
        let to = self.before[dom.end(id).0 as usize] as usize;
        from..to
    }

    /// Returns how much there is inside a node.
    pub(crate) fn of(&self, dom: &Dom, id: NodeId) -> Count {
        let range = self.range(dom, id);
        self.totals[range.end].minus(self.totals[range.start])
    }

    /// Returns how much there is before a node.
    pub(crate) fn to(&self, id: NodeId) -> Count {
        self.totals[self.before[id.0 as usize] as usize]
    }

    /// Returns how much there is on the page.
    pub(crate) fn all(&self) -> Count {
        self.totals.last().copied().unwrap_or_default()
    }
}

struct Walk<'a> {
    dom: &'a Dom,
    names: &'a ByClass<Names>,
    hiding: ByClass<bool>,
    out: Measure,
    run: Option<Run>,
    /// Line breaks since the last text.
    breaks: u32,
}

/// Where a link leads.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Link {
    Page,
    Jump,
}

/// An element that has been entered.
struct Open {
    end: NodeId,
    block: bool,
    link: Option<Link>,
    id: NodeId,
}

impl Walk<'_> {
    fn page(&mut self, labels: &Labels, hide: bool) {
        let dom = self.dom;
        let end = NodeId(dom.len() as u32);
        let mut open: Vec<Open> = Vec::new();
        let mut block = Dom::ROOT;
        let mut links: Vec<Link> = Vec::new();
        let mut at = Dom::ROOT;
        while at < end {
            while open.last().is_some_and(|it| it.end <= at) {
                let it = open.pop().expect("the loop saw one");
                if it.link.is_some() {
                    links.pop();
                }
                if it.block {
                    self.flush();
                    block = open
                        .iter()
                        .rev()
                        .find(|it| it.block)
                        .map_or(Dom::ROOT, |it| it.id);
                }
            }
            self.out.before.push(self.begun());
            if dom.is_text(at) {
                self.text(at, block, links.last().copied());
            } else if dom.is_element(at) {
                let unseen = hide
                    && (*self.hiding.of(dom, at)
                        || HIDING.iter().any(|it| dom.attr(at, it).is_some()))
                    && is_unseen(dom, at);
                if unseen {
                    self.out.unseen.push(at);
                }
                if unseen || is_no_text(dom, at) || labels.get(at).is_some() {
                    if dom.is_block(at) {
                        self.flush();
                    }
                    let after = dom.end(at);
                    let begun = self.begun();
                    for _ in at.0 + 1..after.0 {
                        self.out.before.push(begun);
                    }
                    at = after;
                    continue;
                }
                self.enter(at, &mut open, &mut block, &mut links);
            }
            at = NodeId(at.0 + 1);
        }
        self.flush();
        let begun = self.begun();
        self.out.before.push(begun);
    }

    fn begun(&self) -> u32 {
        self.out.runs.len() as u32 + u32::from(self.run.is_some())
    }

    fn enter(
        &mut self,
        at: NodeId,
        open: &mut Vec<Open>,
        block: &mut NodeId,
        links: &mut Vec<Link>,
    ) {
        let dom = self.dom;
        self.out.names[at.0 as usize] = names::of(dom, at, self.names);
        if *dom.local(at) == local_name!("br") {
            self.breaks += 1;
            if 1 < self.breaks {
                self.flush();
            }
            return;
        }
        let is_block = dom.is_block(at);
        let link = (*dom.local(at) == local_name!("a"))
            .then(|| dom.attr(at, "href"))
            .flatten()
            .map(|it| if it.starts_with('#') { Link::Jump } else { Link::Page });
        if is_block {
            self.flush();
            *block = at;
        }
        links.extend(link);
        if is_block || link.is_some() {
            open.push(Open { end: dom.end(at), block: is_block, link, id: at });
        }
    }

    fn text(&mut self, at: NodeId, block: NodeId, link: Option<Link>) {
        if self.dom.is_blank(at) {
            return;
        }
        let text = self.dom.text(at);
        let (mut count, mut ends) = (Count::default(), None);
        let mut stop = false;
        for c in text.chars() {
            match letter(c) {
                Letter::Space => {
                    count.stops += u32::from(stop);
                    stop = false;
                }
                Letter::Narrow => {
                    ends = Some(false);
                    stop = false;
                    count.chars += 1;
                }
                Letter::Wide => {
                    ends = Some(false);
                    stop = false;
                    count.chars += 2;
                }
                Letter::Quote => count.chars += 1,
                Letter::Comma => {
                    count.chars += 1;
                    count.commas += 1;
                    ends = Some(false);
                    stop = false;
                }
                Letter::Stop => {
                    count.chars += 1;
                    ends = Some(true);
                    stop = true;
                }
                Letter::WideStop => {
                    count.chars += 1;
                    count.stops += 1;
                    ends = Some(true);
                }
            }
        }
        count.stops += u32::from(stop);
        if count.chars == 0 {
            return;
        }
        match link {
            Some(Link::Page) => count.linked = count.chars,
            Some(Link::Jump) => count.jumps = count.chars,
            None => (),
        }
        self.breaks = 0;
        let run = self.run.get_or_insert(Run {
            block,
            last: at,
            count: Count::default(),
            ends: false,
        });
        run.last = at;
        run.count = run.count.plus(count);
        run.ends = ends.unwrap_or(run.ends);
    }

    fn flush(&mut self) {
        self.breaks = 0;
        if let Some(mut run) = self.run.take() {
            if is_prose(&run) {
                run.count.prose = run.count.chars - run.count.linked;
                run.count.lines = 1;
            }
            self.out.runs.push(run);
        }
    }
}

/// Returns whether a line reads as part of a text rather than as a label.
fn is_prose(run: &Run) -> bool {
    let Count { chars, linked, commas, stops, .. } = run.count;
    if chars < 2 * linked {
        return false;
    }
    80 <= chars || (25 <= chars && (run.ends || 0 < commas + stops))
}

#[cfg(test)]
mod tests;
