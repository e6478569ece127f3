//! What nodes were taken for, and by which rule.

use crate::{
    dom::{Dom, NodeId},
    report::{Decision, Report},
};

/// What a node was taken for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Part {
    Body,
    Bio,
    Notice,
    Comment,
    /// Navigation, advertising and other things about the site, and what the
    /// metadata already says: headline, byline, dates.
    Furniture,
}

/// How much is told of the text of what is in the article, in characters. Of what
/// is not, all is told.
const BEGINNING: usize = 60;

/// Labels on nodes, each with the name of the rule that set it. A label covers
/// everything inside its node.
#[derive(Debug, Default)]
pub(crate) struct Labels {
    entries: Vec<(NodeId, Part, &'static str)>,
    /// For each node, its place in `entries` plus one.
    by_node: Vec<u32>,
    /// Labels that cut nothing out, kept for the explanation alone.
    notes: Vec<(NodeId, Part, &'static str)>,
}

impl Labels {
    pub(crate) fn new(dom: &Dom) -> Self {
        Self { by_node: vec![0; dom.len()], ..Self::default() }
    }

    /// Labels a node, unless it or anything above it has a label already.
    pub(crate) fn set(&mut self, dom: &Dom, id: NodeId, part: Part, rule: &'static str) {
        if self.covering(dom, id).is_none() {
            self.entries.push((id, part, rule));
            self.by_node[id.0 as usize] = self.entries.len() as u32;
        }
    }

    /// Says what a node was taken for without cutting it out.
    pub(crate) fn note(&mut self, _: &Dom, id: NodeId, part: Part, rule: &'static str) {
        self.notes.push((id, part, rule));
    }

    /// Returns the label set on this very node.
    pub(crate) fn get(&self, id: NodeId) -> Option<(Part, &'static str)> {
        let place = *self.by_node.get(id.0 as usize)?;
        let (_, part, rule) = self.entries.get(place.checked_sub(1)? as usize)?;
        Some((*part, rule))
    }

    /// Returns the label that covers a node: its own, or the nearest above it.
    pub(crate) fn covering(&self, dom: &Dom, id: NodeId) -> Option<(Part, &'static str)> {
        let mut at = Some(id);
        while let Some(it) = at {
            if let Some(found) = self.get(it) {
                return Some(found);
            }
            at = dom.parent(it);
        }
        None
    }

    /// Writes every label into the report, in document order, if it wants them,
    /// and with them what stands in the page but in no part of the article.
    pub(crate) fn explain(&self, dom: &Dom, page: NodeId, report: &mut Report) {
        if !report.explains() {
            return;
        }
        let labels = self.entries.iter().chain(&self.notes);
        let labels = labels.map(|it| (it.0, name(it.1), it.2));
        let mut labelled: Vec<NodeId> = labels.clone().map(|it| it.0).collect();
        labelled.sort();
        let outside = outside(dom, page, &labelled).into_iter();
        let outside = outside.map(|it| (it, "outside", "beside the article"));
        let mut all: Vec<_> = labels.chain(outside).collect();
        all.sort_by_key(|it| it.0);
        for (id, part, rule) in all {
            let mut element = dom.name(id).to_owned();
            if !dom.html_id(id).is_empty() {
                element.push('#');
                element.push_str(dom.html_id(id));
            }
            for class in dom.class(id).split_ascii_whitespace().take(3) {
                element.push('.');
                element.push_str(class);
            }
            let mut text = dom.words(id);
            if !matches!(part, "furniture" | "outside") {
                text = text.chars().take(BEGINNING).collect();
            }
            report.decisions.push(Decision {
                part: part.into(),
                rule: rule.into(),
                element,
                text,
            });
        }
    }
}

/// Returns what has text and is not in a node with a label, given all such
/// nodes in order: the largest elements of which that is true.
fn outside(dom: &Dom, page: NodeId, labelled: &[NodeId]) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut open = vec![page];
    while let Some(id) = open.pop() {
        let first = labelled.partition_point(|it| *it < id);
        match labelled.get(first) {
            Some(it) if *it == id => (),
            Some(it) if *it < dom.end(id) => open.extend(dom.children(id)),
            _ if dom.words(id).is_empty() => (),
            _ => found.push(id),
        }
    }
    found
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Body => "body",
        Part::Bio => "bio",
        Part::Notice => "notice",
        Part::Comment => "comment",
        Part::Furniture => "furniture",
    }
}
