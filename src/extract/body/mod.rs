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
mod widen;
mod zones;

use crate::{article::Metadata, dom::NodeId};

use super::{Labels, Measure, Page};

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
) -> Roots {
    let prose = zones::prose(page.dom, measure);
    let scores = score::scores(page, measure, &prose);
    let Some(top) = scores.top else {
        return Roots { nodes: vec![page.body], rule: "whole page" };
    };
    let wide = widen::widen(page, measure, &prose, top);
    let mut found = match anchors::best(page, measure, labels, &prose, wide) {
        Some(it) => it,
        None if wide != top => Roots { nodes: vec![wide], rule: "widened" },
        None => {
            let nodes = siblings::around(page.dom, measure, labels, &scores, top);
            Roots { nodes, rule: "prose score" }
        }
    };
    lead::add(page, measure, labels, &prose, card, &mut found.nodes);
    found
}
