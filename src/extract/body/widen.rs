//! From the best container to the whole of a text that is split over several.

use crate::{
    dom::{Dom, NodeId},
    extract::{Measure, Page},
};

use super::zones::{Prose, Seen};

/// How much of what a wider container adds must read as prose.
const LEAST_PROSE: f32 = 0.55;
/// How much prose a wider container must add, as a share of what is there.
const LEAST_GAIN: f32 = 0.12;
/// How much of it may be inside links.
const MOST_LINKED: f32 = 0.25;
/// How much of a part may be links, or belong to something else, for the text to
/// go on after it.
const MOST_OF_PART: f32 = 0.5;
/// Shorter parts do not end a text, in characters.
const SHORT: u32 = 60;

/// Returns the widest row of elements around `top` that adds prose and little
/// else: one element, or those side by side that the text is split over.
pub(super) fn widen(
    page: &Page<'_>,
    measure: &Measure,
    prose: &Prose,
    top: NodeId,
) -> Vec<NodeId> {
    let dom = page.dom;
    let within = dom.ancestors(top).take_while(|it| *it != page.body && *it != page.html);
    let mut at = vec![top];
    for wider in within {
        let row = row(dom, measure, prose, wider, at[0]);
        if !adds_text(dom, measure, prose, &at, &row) {
            continue;
        }
        let whole = prose.seen(dom, measure, wider).chars
            == seen(dom, measure, prose, &row).chars;
        at = if whole { vec![wider] } else { row };
        if !whole {
            break;
        }
    }
    at
}

/// Returns the children of a container that go on with the text of one of them:
/// those on both sides up to the first that holds something else.
fn row(
    dom: &Dom,
    measure: &Measure,
    prose: &Prose,
    outer: NodeId,
    inner: NodeId,
) -> Vec<NodeId> {
    let children: Vec<NodeId> = dom.elements(outer).collect();
    let Some(own) = children.iter().position(|it| dom.contains(*it, inner)) else {
        return vec![inner];
    };
    let breaks = |it: &NodeId| {
        let all = measure.of(dom, *it);
        let seen = prose.seen(dom, measure, *it);
        let other = all.chars - seen.chars + seen.linked;
        SHORT <= all.chars && MOST_OF_PART * (all.chars as f32) < other as f32
    };
    let from = children[..own].iter().rposition(breaks).map_or(0, |it| it + 1);
    let to = children[own + 1..].iter().position(breaks);
    let to = to.map_or(children.len(), |it| own + 1 + it);
    // A row that leaves most of the prose out was broken where it goes on.
    let sum = |row: &[NodeId]| -> u32 {
        row.iter().map(|it| prose.of(dom, measure, *it)).sum()
    };
    let (from, to) = match 10 * sum(&children[from..to]) < 6 * sum(&children) {
        true => (0, children.len()),
        false => (from, to),
    };
    let mut row: Vec<NodeId> = children[from..to].to_vec();
    row.retain(|it| 0 < prose.seen(dom, measure, *it).chars || dom.contains(*it, inner));
    row
}

fn seen(dom: &Dom, measure: &Measure, prose: &Prose, row: &[NodeId]) -> Seen {
    row.iter().fold(Seen::default(), |sum, it| {
        let it = prose.seen(dom, measure, *it);
        Seen {
            prose: sum.prose + it.prose,
            chars: sum.chars + it.chars,
            linked: sum.linked + it.linked,
        }
    })
}

fn adds_text(
    dom: &Dom,
    measure: &Measure,
    prose: &Prose,
    inner: &[NodeId],
    outer: &[NodeId],
) -> bool {
    let (all, own) = (seen(dom, measure, prose, outer), seen(dom, measure, prose, inner));
    let gain = all.prose - own.prose;
    if (gain as f32) < LEAST_GAIN * own.prose as f32 || gain == 0 {
        return false;
    }
    let chars = all.chars - own.chars;
    let linked = all.linked - own.linked;
    LEAST_PROSE * chars as f32 <= gain as f32
        && linked as f32 <= MOST_LINKED * chars as f32
}
