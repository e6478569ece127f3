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
    let picture = picture(page, measure, labels, title, root);
    let dek = card.subtitle.as_deref().unwrap_or_default();
    blocks.retain(|it| dek.is_empty() || dom.words(*it) != dek);
    if !(LEAST <= chars && blocks.len() <= MOST_LINES) {
        blocks.clear();
    }
    blocks.extend(picture);
    blocks.sort_unstable();
    blocks.append(roots);
    *roots = blocks;
}

/// How many figures are looked at, and how many nodes of each.
const MOST_FIGURES: usize = 6;
const MOST_NODES: usize = 60;

/// Returns the picture between the headline and the text, if it has a caption. Without
/// one it is what the page calls its picture, and known by its address.
fn picture(
    page: &Page<'_>,
    measure: &Measure,
    labels: &Labels,
    title: NodeId,
    root: NodeId,
) -> Option<NodeId> {
    let dom = page.dom;
    let around = dom.closest(title, |it| dom.contains(it, root))?;
    let figures = dom.named(around, "figure").skip_while(|it| *it < title);
    figures.take_while(|it| *it < root).take(MOST_FIGURES).find(|id| {
        let inside = || dom.subtree(*id).take(MOST_NODES);
        let shows = inside().any(|it| dom.name(it) == "img");
        let said = inside().any(|it| dom.name(it) == "figcaption" && 0 < dom.shown(it));
        let other =
            dom.ancestors(*id).take_while(|it| *it != around).chain([*id]).any(|it| {
                matches!(dom.name(it), "aside" | "nav" | "footer" | "a" | "li")
                    || measure.names(it).any(NOT_ITS_OWN)
            });
        shows
            && said
            && !other
            && !dom.contains(*id, root)
            && labels.covering(dom, *id).is_none()
    })
}

/// Names of what holds the pictures of other pages, or of people.
const NOT_ITS_OWN: Names =
    Names::RELATED.or(Names::ADVERT).or(Names::BIO).or(Names::BYLINE).or(Names::COMMENT);
