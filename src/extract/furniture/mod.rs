//! What stands inside the body and is not part of it.
//!
//! First every element inside the roots is asked what it is: kept from readers,
//! a thing to click, a part that is called something else. Then every line that
//! is left is asked what it says. Every cut has the name of its rule.

mod asks;
mod captions;
mod controls;
mod foot;
mod hidden;
mod lines;
mod links;
mod named;
mod phrases;
mod repeats;
mod rest;
#[cfg(test)]
mod tests;
mod under;
mod untold;

use crate::{
    article::{Author, Metadata},
    dom::{Dom, NodeId, is_block},
};

use super::{
    Labels, Measure, Page, Part,
    measure::{Count, Run},
};

/// What the rules look at, and what they have cut out so far.
struct Context<'a> {
    dom: &'a Dom,
    measure: &'a Measure,
    card: &'a Metadata,
    authors: &'a [Author],
    roots: &'a [NodeId],
    labels: &'a mut Labels,
    /// For each run of the page, whether it is still part of the body.
    kept: Vec<bool>,
    /// The prose inside all roots.
    prose: u32,
    /// The domains that the page says are its own.
    hosts: Vec<String>,
}

/// Says why an element is to be cut out, if it is.
type Rule = fn(&Context<'_>, NodeId) -> Option<&'static str>;

/// How much of the body's prose may be inside something that is cut out.
const MOST: f32 = 0.25;

/// Labels what is to be cut out of the body.
pub(super) fn mark(
    page: &Page<'_>,
    measure: &Measure,
    body: &[NodeId],
    card: &Metadata,
    authors: &[Author],
    told: Option<&[bool]>,
    labels: &mut Labels,
) {
    let dom = page.dom;
    let mut kept = vec![false; measure.runs.len()];
    let mut prose = 0;
    for root in body {
        kept[measure.range(dom, *root)].fill(true);
        prose += measure.of(dom, *root).prose;
    }
    let mut cx = Context {
        dom,
        measure,
        card,
        authors,
        roots: body,
        labels,
        kept,
        prose,
        hosts: hosts(page),
    };
    cx.elements();
    if let Some(told) = told {
        untold::cut(&mut cx, told);
    }
    asks::cut(&mut cx);
    lines::cut(&mut cx);
    foot::cut(&mut cx);
    rest::cut(&mut cx);
}

fn hosts(page: &Page<'_>) -> Vec<String> {
    let base = page.base.as_ref().map(url::Url::as_str);
    let canonical = page
        .dom
        .named(page.html, "link")
        .find(|it| page.dom.attr_has(*it, "rel", "canonical"))
        .and_then(|it| page.dom.attr(it, "href"));
    [base, canonical, page.meta("og:url")]
        .into_iter()
        .flatten()
        .filter_map(links::host)
        .map(|it| links::domain(it).to_owned())
        .collect()
}

impl Context<'_> {
    /// Asks every element what it is.
    fn elements(&mut self) {
        let named = named::Believed::new(self);
        for root in self.roots {
            let end = self.dom.end(*root);
            let mut at = NodeId(root.0 + 1);
            while at < end {
                if self.labels.get(at).is_some() {
                    self.forget(at);
                    at = self.dom.end(at);
                    continue;
                }
                if self.dom.is_element(at)
                    && let Some(rule) = ELEMENTS
                        .iter()
                        .find_map(|rule| rule(self, at))
                        .or_else(|| named.rule(self, at))
                {
                    self.cut(at, rule);
                    at = self.dom.end(at);
                    continue;
                }
                at = NodeId(at.0 + 1);
            }
        }
    }

    /// Cuts an element out.
    fn cut(&mut self, id: NodeId, rule: &'static str) {
        self.labels.set(self.dom, id, Part::Furniture, rule);
        self.forget(id);
    }

    fn forget(&mut self, id: NodeId) {
        let range = self.measure.range(self.dom, id);
        self.kept[range].fill(false);
    }

    fn count(&self, id: NodeId) -> Count {
        self.measure.of(self.dom, id)
    }

    /// Returns whether an element holds little enough of the prose to be cut out.
    fn is_small(&self, id: NodeId) -> bool {
        self.count(id).prose as f32 <= MOST * self.prose as f32
    }

    /// Returns whether an element holds whole lines, not some words of one.
    fn is_whole(&self, id: NodeId) -> bool {
        if is_block(self.dom.name(id)) {
            return true;
        }
        let range = self.measure.range(self.dom, id);
        // The line that goes on inside it, or begins there.
        let Some(run) = range.end.checked_sub(1).map(|it| &self.measure.runs[it]) else {
            return true;
        };
        let inside = !range.is_empty() && self.dom.contains(id, run.last);
        inside
            || run.last < id
            || run.count.chars == run.count.linked
            || self.dom.text(id).trim().is_empty()
    }

    /// Returns the outermost node inside the roots that holds one run alone.
    fn unit(&self, run: &Run) -> Option<NodeId> {
        let alone = |id: NodeId| self.measure.range(self.dom, id).len() == 1;
        if self.roots.contains(&run.block) && alone(run.block) {
            return None;
        }
        let inside = |it: NodeId| !self.roots.contains(&it) && alone(it);
        // A line may share its block with others, and be a node of its own.
        let first = match alone(run.block) {
            true => run.block,
            false => run.last,
        };
        if !inside(first) {
            return None;
        }
        let mut at = first;
        while let Some(parent) = self.dom.parent(at)
            && inside(parent)
        {
            at = parent;
        }
        Some(at)
    }
}

/// Elements first: what they are does not depend on what they say.
const ELEMENTS: &[Rule] = &[hidden::cut, controls::cut, captions::cut, links::cut];
