//! Opening paragraphs that stand between the headline and the rest of the text.

use crate::{
    article::Metadata,
    dom::NodeId,
    extract::{Labels, Measure, Page, measure::Names},
};

use super::zones::Prose;

/// A single paragraph shorter than this is a dek rather than an opening.
const LEAST: u32 = 240;
/// An opening with more lines than this is something else.
const MOST_LINES: usize = 8;

/// Names of what stands under a headline and is not the text.
const OTHER: Names = Names::BYLINE
    .or(Names::DEK)
    .or(Names::CAPTION)
    .or(Names::SHARE)
    .or(Names::TAGS)
    .or(Names::RATING)
    .or(Names::PLAYER)
    .or(Names::TITLE);

/// Puts an opening before the roots, if there is one.
pub(super) fn add(
    page: &Page<'_>,
    measure: &Measure,
    labels: &Labels,
    prose: &Prose,
    card: &Metadata,
    roots: &mut Vec<NodeId>,
) {
    let dom = page.dom;
    let Some(root) = roots.first().copied() else { return };
    let title = dom
        .named(page.body, "h1")
        .take_while(|it| *it < root)
        .filter(|it| !dom.contains(*it, root))
        .last();
    let Some(title) = title else { return };
    let from = measure.range(dom, title).end;
    let to = measure.range(dom, root).start;
    let mut blocks: Vec<NodeId> = Vec::new();
    let mut chars = 0;
    for i in from..to {
        let run = &measure.runs[i];
        let other = dom
            .ancestors(run.block)
            .take(4)
            .chain([run.block])
            .any(|it| measure.names(it).any(OTHER) || dom.name(it) == "figure");
        if prose.at(i) == 0
            || run.count.chars < 40
            || 0 < run.count.linked && run.count.chars < 3 * run.count.linked
            || other
            || labels.covering(dom, run.block).is_some()
            || dom.contains(run.block, root)
            || measure.range(dom, run.block).len() != 1
        {
            continue;
        }
        chars += run.count.chars;
        blocks.push(run.block);
    }
    let dek = card.subtitle.as_deref().unwrap_or_default();
    blocks.retain(|it| dek.is_empty() || dom.words(*it) != dek);
    if LEAST <= chars && blocks.len() <= MOST_LINES && !blocks.is_empty() {
        blocks.append(roots);
        *roots = blocks;
    }
}
