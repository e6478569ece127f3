//! Notes that stand beside their call and are shown when it is touched.
//!
//! The call names its note for screen readers (`aria-describedby`), because it
//! leads nowhere.

use std::collections::HashMap;

use crate::dom::{Dom, NodeId};

use super::{
    MAX_NOTE, Role,
    find::Finder,
    marks::{is_mark, label},
};

/// Attributes with which a call names its note, by `id`.
const NAMING: &[&str] = &["aria-describedby", "aria-details", "aria-controls"];

impl Finder<'_> {
    /// Finds the notes of calls that lead nowhere.
    pub(super) fn spoken(&mut self, roots: &[NodeId]) {
        let dom = self.dom;
        let mut calls: Vec<(NodeId, &str)> = Vec::new();
        for root in roots {
            for id in dom.subtree(*root) {
                if matches!(dom.name(id), "a" | "button" | "sup" | "span")
                    && let Some(place) = NAMING.iter().find_map(|it| dom.attr(id, it))
                    && dom.text(id).len() <= 16
                    && is_mark(&label(dom.text(id)))
                {
                    calls.push((id, place.trim()));
                }
            }
        }
        if calls.is_empty() {
            return;
        }
        let mut places: HashMap<&str, NodeId> = HashMap::new();
        for id in dom.descendants(Dom::ROOT).filter(|it| is_note(dom, *it)) {
            places.entry(dom.html_id(id)).or_insert(id);
        }
        for (id, place) in calls {
            let Some(text) = places.get(place).copied() else { continue };
            let size = dom.text(text).len();
            let own = dom.contains(text, id) || dom.contains(id, text);
            if own || MAX_NOTE < size || self.notes.roles.contains_key(&text) {
                continue;
            }
            let at = self.notes.texts.len();
            self.add(text, text, &label(dom.text(id)));
            self.notes.roles.insert(text, Role::Skip);
            self.notes.roles.insert(self.call_at(id), Role::Call(at));
        }
    }
}

/// Returns whether an element says that it is a note to something.
fn is_note(dom: &Dom, id: NodeId) -> bool {
    let role = dom.attr(id, "role").unwrap_or_default();
    let says = matches!(role, "tooltip" | "note" | "doc-footnote")
        || dom.class(id).to_ascii_lowercase().contains("footnote");
    says && !dom.html_id(id).is_empty() && !dom.text(id).trim().is_empty()
}
