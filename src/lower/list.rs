//! Lists, numbered or not, with boxes or without, and lists of definitions.

use crate::{
    article::{Block, Definition, Item, List},
    dom::NodeId,
    report::Code,
};

use super::{Lowering, address::shorten, plain::flatten};

impl Lowering<'_> {
    pub(super) fn list(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        let dom = self.dom;
        let numbered = dom.name(id) == "ol";
        let mut items: Vec<Item> = Vec::new();
        let mut start = None;
        let children: Vec<NodeId> = dom.children(id).collect();
        for child in children {
            if dom.is_text(child) && dom.text(child).trim().is_empty() {
                continue;
            }
            if self.is_cut(child) {
                continue;
            }
            match dom.name(child) {
                "li" => {
                    if items.is_empty() {
                        start = dom.attr(child, "value").and_then(number);
                    }
                    items.extend(self.item(child, depth));
                }
                // A list between two items belongs to the one before.
                "ul" | "ol" | "menu" | "dir" => {
                    let inner = self.flow_of(child, depth + 1);
                    match items.last_mut() {
                        Some(item) => item.blocks.extend(inner),
                        None if inner.is_empty() => (),
                        None => items.push(Item { ticked: None, blocks: inner }),
                    }
                }
                _ => {
                    let mut blocks = self.flow_of(child, depth + 1);
                    // A wrapper around all of the items.
                    if let [Block::List(inner)] = &mut *blocks {
                        items.append(&mut inner.items);
                    } else if !blocks.is_empty() {
                        items.push(Item { ticked: None, blocks });
                    }
                }
            }
        }
        let start = numbered
            .then(|| dom.attr(id, "start").and_then(number).or(start).unwrap_or(1));
        if numbered && !items.is_empty() && self.counts_otherwise(id, start) {
            self.report.add(Code::ListNumbers, shorten(&dom.words(id)));
        }
        Self::list_of(start, items)
    }

    /// Returns whether a list counts in letters or Roman numbers, backwards or with
    /// gaps, for none of which the model has a word.
    fn counts_otherwise(&self, id: NodeId, start: Option<i64>) -> bool {
        let dom = self.dom;
        let style = dom.attr(id, "style").unwrap_or_default().to_ascii_lowercase();
        if matches!(dom.attr(id, "type").map(str::trim), Some("a" | "A" | "i" | "I"))
            || ["-alpha", "-roman", "-latin", "-greek"]
                .iter()
                .any(|it| style.contains(it))
            || dom.attr(id, "reversed").is_some()
        {
            return true;
        }
        let mut due = start.unwrap_or(1);
        dom.children(id).filter(|it| dom.name(*it) == "li").any(|it| {
            let given = dom.attr(it, "value").and_then(number);
            let gap = given.is_some_and(|it| it != due);
            due = due.saturating_add(1);
            gap
        })
    }

    pub(super) fn list_of(start: Option<i64>, items: Vec<Item>) -> Vec<Block> {
        if items.is_empty() {
            return Vec::new();
        }
        vec![Block::List(List { start, items })]
    }

    /// Lowers an item; nothing if there is nothing in it.
    pub(super) fn item(&mut self, id: NodeId, depth: usize) -> Option<Item> {
        let ticked = self.ticked(id);
        let blocks = self.flow(id, depth + 1);
        let kept = !blocks.is_empty() || ticked.is_some() || self.exact;
        kept.then_some(Item { ticked, blocks })
    }

    /// Returns whether the box that an item begins with is ticked.
    fn ticked(&self, id: NodeId) -> Option<bool> {
        let dom = self.dom;
        for it in dom.descendants(id).take(6) {
            if dom.is_text(it) && !dom.text(it).trim().is_empty() {
                return None;
            }
            // A box in a list inside belongs to an item of that list.
            if matches!(dom.name(it), "ul" | "ol") {
                return None;
            }
            if dom.name(it) == "input" && dom.attr_has(it, "type", "checkbox") {
                return Some(dom.attr(it, "checked").is_some());
            }
        }
        None
    }

    pub(super) fn definitions(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        let dom = self.dom;
        let mut items: Vec<Definition> = Vec::new();
        let mut loose = Vec::new();
        let mut at = NodeId(id.0 + 1);
        let end = dom.end(id);
        while at < end {
            if self.is_cut(at) {
                at = dom.end(at);
                continue;
            }
            match dom.name(at) {
                "dt" => {
                    let term = flatten(self.flow(at, super::MAX_BLOCKS + 1));
                    if !term.is_empty() {
                        match items.last_mut() {
                            Some(last) if last.senses.is_empty() => last.terms.push(term),
                            _ => items.push(Definition {
                                terms: vec![term],
                                senses: Vec::new(),
                            }),
                        }
                    }
                    at = dom.end(at);
                }
                "dd" => {
                    let sense = self.flow(at, depth + 1);
                    if !sense.is_empty() {
                        match items.last_mut() {
                            Some(last) => last.senses.push(sense),
                            None => items.push(Definition {
                                terms: Vec::new(),
                                senses: vec![sense],
                            }),
                        }
                    }
                    at = dom.end(at);
                }
                "div" => at = NodeId(at.0 + 1),
                _ => {
                    if !dom.is_text(at) || !dom.text(at).trim().is_empty() {
                        loose.extend(self.flow_of(at, depth));
                    }
                    at = dom.end(at);
                }
            }
        }
        // Some pages indent with `dl`; without a term nothing is defined.
        if items.iter().all(|it| it.terms.is_empty()) {
            loose.extend(items.into_iter().flat_map(|it| it.senses).flatten());
            return loose;
        }
        loose.insert(0, Block::Definitions { items });
        loose
    }
}

fn number(text: &str) -> Option<i64> {
    text.trim().parse().ok().filter(|it: &i64| (-1_000_000..=1_000_000_000).contains(it))
}
