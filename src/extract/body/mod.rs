//! Where the text of the article is.
//!
//! Two independent ways lead there: the [`score`] of the lines of prose, which
//! their containers share, and the [`anchors`] with which a page marks its text
//! itself. Neither is believed alone; what the page says is taken where the
//! score agrees that the text is there.

mod anchors;
mod lead;
mod score;
mod siblings;
mod whole;
mod widen;
mod zones;

use crate::{article::Metadata, dom::NodeId, report::Report};

use super::{
    Labels, Measure, Page,
    told::{self, Told},
};

/// The roots of the body, in order, and the rule that found them.
#[derive(Debug)]
pub(super) struct Roots {
    pub(super) nodes: Vec<NodeId>,
    pub(super) rule: &'static str,
}

/// Returns the roots of the body.
pub(super) fn roots(
    page: &Page<'_>,
    measure: &Measure,
    labels: &Labels,
    card: &Metadata,
    told: Option<(&Told, &[bool])>,
    report: &mut Report,
) -> Roots {
    let prose = zones::prose(page.dom, measure);
    let scores = score::scores(page, measure, &prose);
    let Some(top) = scores.top else {
        return Roots { nodes: vec![page.body], rule: "whole page" };
    };
    let wide = widen::widen(page, measure, &prose, top);
    let mut found = match anchors::best(page, measure, labels, &prose, &wide) {
        Some(it) => it,
        None if wide != [top] => Roots { nodes: wide, rule: "widened" },
        None => {
            let nodes = siblings::around(page.dom, measure, labels, &scores, top);
            Roots { nodes, rule: "prose score" }
        }
    };
    if let Some(it) = whole::headed(page, measure, card, &found.nodes) {
        found = it;
    }
    if let Some((told, runs)) = told
        && let Some(it) = elsewhere(page, measure, &found.nodes, told, runs)
    {
        found = Roots { nodes: vec![it], rule: "json-ld articleBody" };
    }
    lead::add(page, measure, labels, &prose, card, &mut found.nodes);
    whole::tell(page, measure, &found.nodes, report);
    found
}

/// Returns where the text is that JSON-LD tells, if most of it is outside what
/// was found.
fn elsewhere(
    page: &Page<'_>,
    measure: &Measure,
    found: &[NodeId],
    told: &Told,
    runs: &[bool],
) -> Option<NodeId> {
    let chars = |range: std::ops::Range<usize>| -> u32 {
        let told = range.filter(|it| runs[*it]);
        told.map(|it| measure.runs[it].count.chars).sum()
    };
    let inside: u32 = found.iter().map(|it| chars(measure.range(page.dom, *it))).sum();
    if chars(0..runs.len()) < 2 * inside {
        return None;
    }
    told::container(page.dom, measure, runs, told.len())
}

#[cfg(test)]
mod tests;
