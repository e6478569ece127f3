//! Headings: their level, and the names that links lead to.

use crate::{
    article::{Block, Heading, Inline, Link, Mark},
    dom::{NodeId, heading_level},
};

use super::{
    Lowering, MAX_BLOCKS,
    block::{Flow, Step},
    inline::is_blank,
    plain::flatten,
    signs,
};

/// An attribute of a heading that is deeper than any element.
const LEVEL: &str = "data-offprint-level";
/// Longer headings are not looked into for links to themselves, in bytes.
const LONGEST: usize = 2000;

impl Lowering<'_> {
    pub(super) fn heading(&mut self, flow: &mut Flow, id: NodeId, level: u8) -> Step {
        Self::end_text(flow);
        let blocks = self.flow(id, MAX_BLOCKS + 1);
        let exact = self.exact;
        let (pictures, text): (Vec<_>, Vec<_>) = blocks
            .into_iter()
            .partition(|it| !exact && matches!(it, Block::Image(_) | Block::Embed(_)));
        let mut content = flatten(text);
        if !is_blank(&content) {
            unwrap_own(&mut content, self.exact);
            flow.blocks.push(Block::Heading(Heading {
                level,
                id: self.heading_id(id),
                content,
            }));
        }
        flow.blocks.extend(pictures);
        Step::Over
    }

    /// Returns the name that a heading, or what wraps it, goes by.
    fn heading_id(&self, id: NodeId) -> Option<String> {
        let dom = self.dom;
        let name = |it: NodeId| match dom.html_id(it) {
            "" if dom.name(it) == "a" => dom.attr(it, "name").unwrap_or_default(),
            it => it,
        };
        let inside = dom.descendants(id).take(8).map(name).find(|it| !it.is_empty());
        let around = || {
            let parent = dom.parent(id)?;
            let first = dom.elements(parent).next() == Some(id);
            (first && dom.name(parent) == "section").then(|| name(parent))
        };
        let before = || {
            let place = dom.previous(id)?;
            let place = match dom.is_text(place) && dom.text(place).trim().is_empty() {
                true => dom.previous(place)?,
                false => place,
            };
            let empty = dom.is_element(place) && dom.text(place).trim().is_empty();
            (empty && matches!(dom.name(place), "a" | "span")).then(|| name(place))
        };
        Some(name(id))
            .filter(|it| !it.is_empty())
            .or(inside)
            .or_else(|| around().filter(|it| !it.is_empty()))
            .or_else(|| before().filter(|it| !it.is_empty()))
            .map(str::trim)
            .filter(|it| !it.is_empty() && !it.contains(signs::is_space))
            .map(str::to_owned)
    }

    /// Returns whether a link that a class calls a heading's own holds the words of
    /// that heading, rather than a sign beside them.
    pub(super) fn is_linked_heading(&self, id: NodeId, name: &str) -> bool {
        let dom = self.dom;
        if name != "a" {
            return false;
        }
        let is_heading = |it: NodeId| heading_level(dom.name(it)).is_some();
        if dom.descendants(id).take(8).any(is_heading) {
            return true;
        }
        let Some(heading) = dom.ancestors(id).take(8).find(|it| is_heading(*it)) else {
            return false;
        };
        let letters =
            |it: NodeId| dom.text(it).chars().filter(|it| it.is_alphanumeric()).count();
        dom.text(heading).len() < LONGEST
            && letters(id) > 0
            && letters(id) == letters(heading)
    }

    /// Returns the level that a loader says a heading has, where no element has
    /// that level.
    pub(super) fn meant_level(&self, id: NodeId) -> Option<u8> {
        if !self.exact {
            return None;
        }
        self.dom.attr(id, LEVEL)?.parse().ok()
    }

    pub(super) fn aria_level(&self, id: NodeId) -> u8 {
        let level = self.dom.attr(id, "aria-level").and_then(|it| it.trim().parse().ok());
        level.unwrap_or(2u8).clamp(1, 6)
    }
}

/// Takes off what a heading says about all of itself: a link to itself, bold.
fn unwrap_own(content: &mut Vec<Inline>, exact: bool) {
    while !exact && content.len() == 1 {
        match content.pop() {
            Some(Inline::Marked { mark: Mark::Strong, content: inner }) => {
                *content = inner;
            }
            Some(Inline::Link(Link { address, content: inner, .. }))
                if address.as_str().starts_with('#') =>
            {
                *content = inner;
            }
            other => {
                content.extend(other);
                return;
            }
        }
    }
}
