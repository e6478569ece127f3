//! What stands around the texts of notes: the list they are in, its heading, the
//! ways back to the calls.

use std::collections::BTreeSet;

use crate::dom::{NodeId, heading_level};

use super::{
    Role,
    find::{Finder, names},
    marks::{is_link_back, is_mark, is_notes_section, is_title, is_trim, label},
};

impl Finder<'_> {
    pub(super) fn links_back(&self, within: NodeId) -> Vec<NodeId> {
        let dom = self.dom;
        dom.named(within, "a")
            .filter(|it| {
                let href = dom.attr(*it, "href").unwrap_or_default();
                let words = dom.text(*it).trim();
                href.contains('#')
                    && (is_link_back(dom, *it)
                        || words.is_empty()
                        || is_mark(&label(words)))
            })
            .collect()
    }

    /// Skips the links at the end of a note, in whatever words, to the place where it
    /// is called.
    pub(super) fn skip_ways_back(&mut self, call: NodeId, from: NodeId, end: NodeId) {
        let dom = self.dom;
        let own = names(dom, call);
        for id in (from.0..end.0).rev().map(NodeId) {
            let linked = || dom.ancestors(id).take(3).any(|it| dom.name(it) == "a");
            if dom.name(id) == "a" {
                let place =
                    dom.attr(id, "href").and_then(|it| it.trim().strip_prefix('#'));
                if !place.is_some_and(|it| own.contains(&it)) {
                    return;
                }
                self.notes.roles.entry(id).or_insert(Role::Skip);
            } else if dom.is_text(id)
                && dom.text(id).contains(char::is_alphanumeric)
                && !linked()
            {
                return;
            }
        }
    }

    pub(super) fn skip_links_back(&mut self, within: NodeId) {
        let dom = self.dom;
        for link in self.links_back(within) {
            self.notes.roles.entry(link).or_insert(Role::Skip);
        }
        for id in dom.descendants(within).take(12) {
            let class = dom.class(id);
            if class.contains("footnote-definition-label")
                || class.contains("cite-backlink")
                || class.contains("footnote-number")
            {
                self.notes.roles.insert(id, Role::Skip);
            }
        }
    }

    /// Skips what holds notes and nothing else, with its heading and rule, and
    /// keeps the notes in it that are never called.
    pub(super) fn skip_around(&mut self, withins: &[NodeId]) {
        let dom = self.dom;
        let mut seen = BTreeSet::new();
        for within in withins {
            let Some(list) = dom.parent(*within) else { continue };
            if !seen.insert(list) {
                continue;
            }
            let mut around = None;
            if self.holds_notes(list, withins, &mut BTreeSet::new()) {
                around = Some(list);
                while let Some(it) = around.and_then(|it| dom.parent(it)) {
                    if !is_notes_section(dom, it)
                        || !dom.elements(it).all(|child| {
                            Some(child) == around
                                || is_trim(dom, child)
                                || withins.contains(&child)
                        })
                    {
                        break;
                    }
                    around = Some(it);
                }
            }
            let first = around.unwrap_or(*within);
            if let Some(it) = around {
                self.notes.roles.insert(it, Role::Skip);
            }
            let mut before = dom.previous(first);
            while let Some(it) = before {
                let blank = dom.is_text(it) && dom.text(it).trim().is_empty();
                if !blank {
                    let titled =
                        heading_level(dom.name(it)).is_some() || dom.name(it) == "p";
                    if dom.name(it) != "hr" && !(titled && is_title(dom, it)) {
                        break;
                    }
                    self.notes.roles.insert(it, Role::Skip);
                }
                before = dom.previous(it);
            }
        }
    }

    /// Returns whether all that an element holds is notes; those that are never
    /// called are taken in.
    fn holds_notes(
        &mut self,
        list: NodeId,
        withins: &[NodeId],
        _seen: &mut BTreeSet<NodeId>,
    ) -> bool {
        let dom = self.dom;
        let listed = matches!(dom.name(list), "ol" | "ul") || is_notes_section(dom, list);
        if !listed {
            return false;
        }
        let mut loose = Vec::new();
        for child in dom.children(list) {
            if dom.is_text(child) {
                if !dom.text(child).trim().is_empty() {
                    return false;
                }
            } else if withins.binary_search(&child).is_err() && !is_trim(dom, child) {
                let holds = withins.iter().any(|it| dom.contains(child, *it));
                if !holds {
                    loose.push(child);
                }
            }
        }
        let alike = |it: &NodeId| matches!(dom.name(*it), "li" | "p" | "div");
        if !loose.iter().all(alike) || withins.len() < loose.len() {
            return false;
        }
        for id in loose {
            if !dom.text(id).trim().is_empty() {
                self.add(id, id, "");
                if let Some(it) = self.notes.texts.last_mut() {
                    it.listed = true;
                }
                self.skip_links_back(id);
            }
        }
        true
    }
}
