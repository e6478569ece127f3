//! The score of containers: what the lines of prose inside them are worth.
//!
//! This is the arithmetic of Readability: a line counts fully for what it
//! stands in, half for what that stands in, and less and less further up, so
//! that the smallest container of most of the text has the highest score.

use crate::{
    dom::{Dom, NodeId, is_block},
    extract::{Measure, Page, measure::Run},
};

use super::zones::Prose;

/// How far up a line still counts.
const LEVELS: usize = 5;

/// What containers are worth.
#[derive(Debug)]
pub(super) struct Scores {
    pub(super) by_node: Vec<f32>,
    /// The best container, if there is any prose.
    pub(super) top: Option<NodeId>,
}

/// Adds up what every line is worth to what it stands in.
pub(super) fn scores(page: &Page<'_>, measure: &Measure, prose: &Prose) -> Scores {
    let dom = page.dom;
    let mut by_node = vec![0.0_f32; dom.len()];
    let mut scored: Vec<NodeId> = Vec::new();
    for (i, run) in measure.runs.iter().enumerate() {
        if prose.at(i) == 0 {
            continue;
        }
        let value = worth(run);
        let direct = is_shared(measure, i);
        let mut at = if direct { Some(run.block) } else { container(dom, run.block) };
        for level in 0..LEVELS {
            let Some(id) = at else { break };
            if by_node[id.0 as usize] == 0.0 {
                scored.push(id);
            }
            let divider = match level {
                0 => 1.0,
                1 => 2.0,
                it => it as f32 * 3.0,
            };
            by_node[id.0 as usize] += value / divider;
            at = container(dom, id);
        }
    }
    scored.sort_unstable();
    for id in &scored {
        by_node[id.0 as usize] *= 1.0 - measure.of(dom, *id).link_density();
    }
    let mut best: Vec<NodeId> = scored;
    best.sort_by(|a, b| by_node[b.0 as usize].total_cmp(&by_node[a.0 as usize]));
    best.truncate(5);
    let top = best.first().map(|it| climb(dom, &by_node, &best, *it, page.body));
    Scores { by_node, top }
}

fn worth(run: &Run) -> f32 {
    let count = run.count;
    1.0 + count.commas as f32 + (count.chars as f32 / 100.0).min(3.0)
}

/// Returns whether a block holds several lines of its own.
fn is_shared(measure: &Measure, i: usize) -> bool {
    let block = measure.runs[i].block;
    let same = |it: Option<usize>| {
        it.and_then(|it| measure.runs.get(it)).is_some_and(|it| it.block == block)
    };
    same(i.checked_sub(1)) || same(Some(i + 1))
}

/// Returns the nearest block above a node.
fn container(dom: &Dom, id: NodeId) -> Option<NodeId> {
    dom.parent(id)
        .and_then(|it| {
            dom.closest(it, |it| is_block(dom.name(it)) || !is_inline(dom.name(it)))
        })
        .filter(|it| *it != Dom::ROOT && dom.name(*it) != "html")
}

/// Returns whether an element is one of those that only mark text.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "cite"
            | "code"
            | "em"
            | "font"
            | "i"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
    )
}

/// Goes up from the best container to one that several good ones share, or that
/// is better still.
fn climb(
    dom: &Dom,
    by_node: &[f32],
    best: &[NodeId],
    first: NodeId,
    body: NodeId,
) -> NodeId {
    let score = |it: NodeId| by_node[it.0 as usize];
    let mut top = first;
    let good: Vec<NodeId> = best[1..]
        .iter()
        .copied()
        .filter(|it| 0.75 * score(first) <= score(*it))
        .collect();
    if 3 <= good.len() {
        let shared = dom.ancestors(first).find(|it| {
            let held = good.iter().filter(|good| dom.contains(*it, **good)).count();
            3 <= held || *it == body
        });
        top = shared.unwrap_or(first);
    }
    let mut last = score(top);
    let least = last / 3.0;
    let mut at = dom.parent(top);
    while let Some(id) = at {
        if id == body || score(id) == 0.0 {
            if id == body {
                break;
            }
            at = dom.parent(id);
            continue;
        }
        if score(id) < least {
            break;
        }
        if last < score(id) {
            top = id;
            break;
        }
        last = score(id);
        at = dom.parent(id);
    }
    while let Some(parent) = dom.parent(top)
        && parent != body
        && dom.elements(parent).nth(1).is_none()
        && dom.name(parent) != "html"
    {
        top = parent;
    }
    top
}
