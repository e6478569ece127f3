//! Elements that say themselves that they hold the text.

use crate::{
    dom::{Dom, NodeId},
    extract::{Labels, Measure, Page, measure::Names},
};

use super::{Roots, zones::Prose};

/// A way of saying where the text is, with the share of the prose that must be
/// there for it to be believed.
struct Anchor {
    rule: &'static str,
    least: f32,
    is: fn(&Dom, &Measure, NodeId) -> bool,
}

/// The ways, most trusted first.
const ANCHORS: &[Anchor] = &[
    Anchor {
        rule: "itemprop articleBody",
        least: 0.6,
        is: |dom, _, id| dom.attr_has(id, "itemprop", "articleBody"),
    },
    Anchor {
        rule: "content class",
        least: 0.75,
        is: |_, measure, id| measure.names(id).any(Names::CONTENT),
    },
    Anchor {
        rule: "article element",
        least: 0.8,
        is: |dom, _, id| dom.name(id) == "article",
    },
];

/// Returns the tightest anchor that holds the text found by score.
pub(super) fn best(
    page: &Page<'_>,
    measure: &Measure,
    labels: &Labels,
    prose: &Prose,
    top: NodeId,
) -> Option<Roots> {
    let dom = page.dom;
    let scored = prose.of(dom, measure, top);
    for anchor in ANCHORS {
        let mut found: Option<(NodeId, u32)> = None;
        for id in dom.subtree(page.body) {
            if !dom.is_element(id) || !(anchor.is)(dom, measure, id) {
                continue;
            }
            if !dom.contains(id, top) && !dom.contains(top, id) {
                continue;
            }
            if labels.covering(dom, id).is_some() {
                continue;
            }
            let inside = prose.of(dom, measure, id);
            // Of nested ones the innermost that holds almost as much.
            let better = found.is_none_or(|(old, most)| {
                most < inside
                    || (dom.contains(old, id) && 0.95 * most as f32 <= inside as f32)
            });
            if better {
                found = Some((id, inside));
            }
        }
        if let Some((id, inside)) = found
            && anchor.least * scored as f32 <= inside as f32
            && (inside as f32) < 2.5 * scored as f32 + 500.0
            && 0 < inside
        {
            return Some(Roots { nodes: vec![id], rule: anchor.rule });
        }
    }
    None
}
