//! From the best container to the whole of a text that is split over several.

use crate::{
    dom::{Dom, NodeId},
    extract::{Measure, Page},
};

use super::zones::Prose;

/// How much of what a wider container adds must read as prose.
const LEAST_PROSE: f32 = 0.55;
/// How much prose a wider container must add, as a share of what is there.
const LEAST_GAIN: f32 = 0.12;
/// How much of it may be inside links.
const MOST_LINKED: f32 = 0.25;

/// Returns the widest container around `top` that adds prose and little else.
pub(super) fn widen(
    page: &Page<'_>,
    measure: &Measure,
    prose: &Prose,
    top: NodeId,
) -> NodeId {
    let dom = page.dom;
    let within: Vec<NodeId> = dom
        .ancestors(top)
        .take_while(|it| *it != page.body && *it != page.html)
        .collect();
    let mut at = top;
    for wider in within {
        if adds_text(dom, measure, prose, at, wider) {
            at = wider;
        }
    }
    at
}

fn adds_text(
    dom: &Dom,
    measure: &Measure,
    prose: &Prose,
    inner: NodeId,
    outer: NodeId,
) -> bool {
    let has = prose.of(dom, measure, inner);
    let gain = prose.of(dom, measure, outer) - has;
    if (gain as f32) < LEAST_GAIN * has as f32 || gain == 0 {
        return false;
    }
    let (all, own) = (prose.seen(dom, measure, outer), prose.seen(dom, measure, inner));
    let chars = all.chars - own.chars;
    let linked = all.linked - own.linked;
    LEAST_PROSE * chars as f32 <= gain as f32
        && linked as f32 <= MOST_LINKED * chars as f32
}
