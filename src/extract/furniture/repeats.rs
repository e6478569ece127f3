//! What the metadata has said already: headline, dek, byline and date.

use crate::{
    article::{Author, Metadata},
    dom::NodeId,
    extract::{Labels, Part, measure::Run},
};

use super::Context;

/// How many lines from the top may be repeats.
const LINES: usize = 12;

/// Labels the headline and the like at the top of the body.
pub(super) fn mark(
    cx: &Context<'_>,
    body: &[NodeId],
    card: &Metadata,
    authors: &[Author],
    labels: &mut Labels,
) {
    let dom = cx.dom;
    let title = folded(&card.title);
    let subtitle = folded(card.subtitle.as_deref().unwrap_or_default());
    let mut lines = 0;
    for root in body {
        for run in cx.measure.inside(dom, *root) {
            if labels.covering(dom, run.block).is_some() {
                continue;
            }
            lines += 1;
            if LINES < lines {
                return;
            }
            let whole = alone(cx, run);
            let Some(id) = whole else { continue };
            let text = folded(&dom.words(id));
            let rule = if text.is_empty() {
                continue;
            } else if !title.is_empty() && text == title || dom.name(id) == "h1" {
                "headline again"
            } else if text == subtitle {
                "dek again"
            } else if is_credit(&text, authors) {
                "byline again"
            } else {
                continue;
            };
            labels.set(dom, id, Part::Furniture, rule);
        }
    }
}

/// Returns the block of a run that holds nothing else.
fn alone(cx: &Context<'_>, run: &Run) -> Option<NodeId> {
    (cx.measure.range(cx.dom, run.block).len() == 1).then_some(run.block)
}

/// Returns whether a short line is about an author and nothing else.
fn is_credit(text: &str, authors: &[Author]) -> bool {
    text.len() < 100
        && authors.iter().any(|it| {
            let name = folded(&it.name);
            !name.is_empty() && text.contains(&name) && text.len() < name.len() + 40
        })
}

/// Folds away everything by which two printings of a line may differ.
fn folded(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
