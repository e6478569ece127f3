//! What is left over when something was cut out.

use crate::dom::{NodeId, heading_level};

use super::Context;

/// How many nodes after a heading are looked at.
const MOST_LOOKED: usize = 400;

/// Cuts headings that have lost what stood under them.
pub(super) fn cut(cx: &mut Context<'_>) {
    let measure = cx.measure;
    let mut under: Option<u8> = Some(0);
    let mut lost = false;
    let mut next_kept = NodeId(cx.dom.len() as u32);
    for (i, run) in measure.runs.iter().enumerate().rev() {
        if !cx.kept[i] {
            lost = true;
            continue;
        }
        let level = heading_level(cx.dom.name(run.block));
        if let (Some(level), Some(next)) = (level, under)
            && next <= level
            && (lost || next == 0)
            && let Some(unit) = cx.unit(run)
            && !is_listed(cx, unit)
            && !shows(cx, unit, next_kept)
        {
            cx.cut(unit, "heading over nothing");
            continue;
        }
        under = level;
        lost = false;
        next_kept = run.block;
    }
}

/// Returns whether a heading is set in a list or table, to be large.
fn is_listed(cx: &Context<'_>, unit: NodeId) -> bool {
    let is = |it: NodeId| matches!(cx.dom.name(it), "li" | "td" | "th" | "dt" | "dd");
    is(unit) || cx.dom.ancestors(unit).take(3).any(is)
}

/// Returns whether something to look at stands between a heading and the next
/// line.
fn shows(cx: &Context<'_>, unit: NodeId, next: NodeId) -> bool {
    let dom = cx.dom;
    let root = cx.roots.iter().find(|it| dom.contains(**it, unit));
    let end = root.map_or(next, |it| next.min(dom.end(*it)));
    (dom.end(unit).0..end.0).take(MOST_LOOKED).map(NodeId).any(|it| {
        matches!(
            dom.name(it),
            "img"
                | "video"
                | "audio"
                | "iframe"
                | "table"
                | "blockquote"
                | "math"
                | "pre"
        )
    })
}
