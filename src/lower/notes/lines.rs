//! Notes that are lines of a block that holds more than notes, as pages made by hand
//! have them: `<a name="n1">[1]</a> The text.<br><br>`.

use std::collections::BTreeSet;

use crate::dom::{NodeId, heading_level, is_block};

use super::{
    MAX_NOTE, Role, Text,
    find::Finder,
    marks::{begins_with, is_title},
};

/// How many nodes a note of this sort may have beside one another.
const MOST: usize = 400;
/// How many nodes the label at the start of a line may be in.
const LABEL: usize = 8;
/// How many bytes at the start of a line are looked at for the label.
const START: usize = 64;

impl Finder<'_> {
    /// Returns the lines of a note as the first node and the one after the last, with
    /// the element they stand in. They begin at the place that the call names, with the
    /// call's label, and end with an empty line, a block or the next note.
    ///
    /// `places` are where all notes could be.
    pub(super) fn lines_at(
        &self,
        target: NodeId,
        label: &str,
        places: &BTreeSet<NodeId>,
    ) -> Option<(NodeId, NodeId, NodeId)> {
        let dom = self.dom;
        if is_block(dom.name(target)) || label.is_empty() {
            return None;
        }
        let path = || std::iter::once(target).chain(dom.ancestors(target));
        let from = path().take(4).find(|it| {
            dom.parent(*it).is_some_and(|up| is_block(dom.name(up)) || up.0 == 0)
        })?;
        let parent = dom.parent(from)?;
        let mut start = String::new();
        let mut next = Some(from);
        for _ in 0..LABEL {
            let Some(it) = next.filter(|_| start.len() < START) else { break };
            start.extend(dom.text(it).chars().take(START));
            next = dom.next(it);
        }
        begins_with(&start, label)?;
        let (mut end, mut breaks, mut size) = (dom.end(from), 0, dom.text(from).len());
        let mut next = dom.next(from);
        for _ in 0..MOST {
            let Some(it) = next else { break };
            let name = dom.name(it);
            let other = places.range(it..dom.end(it)).next().is_some();
            if is_block(name) || name == "hr" || breaks > 1 || other {
                break;
            }
            let blank = dom.text(it).trim().is_empty();
            breaks = if name == "br" { breaks + 1 } else { breaks * u32::from(blank) };
            size += dom.text(it).len();
            end = dom.end(it);
            next = dom.next(it);
        }
        let cut = path().any(|it| (self.cx.cut)(it));
        (size <= MAX_NOTE && !cut).then_some((from, end, parent))
    }

    /// Takes such lines for the text of a note.
    pub(super) fn add_lines(
        &mut self,
        (from, end, within): (NodeId, NodeId, NodeId),
        label: &str,
    ) {
        let dom = self.dom;
        let label = label.to_owned();
        self.notes.texts.push(Text {
            within,
            from,
            end,
            label,
            number: None,
            listed: false,
        });
        self.notes.lines.insert(from, end);
        let mut at = from;
        while at < end {
            self.skip_links_back(at);
            at = dom.end(at);
        }
        // What stands over the first of them and says no more than that they follow.
        let mut before = dom.previous(from);
        while let Some(it) = before {
            let blank = dom.text(it).trim().is_empty();
            let title = !blank
                && dom.text(it).len() < START
                && (heading_level(dom.name(it)).is_some()
                    || matches!(dom.name(it), "p" | "b" | "strong" | "u" | ""))
                && is_title(dom, it);
            match dom.name(it) {
                "hr" => _ = self.notes.roles.insert(it, Role::Skip),
                _ if title => _ = self.notes.lines.insert(it, dom.end(it)),
                _ if !blank || dom.name(it) == "img" => break,
                _ => (),
            }
            before = dom.previous(it);
        }
    }
}
