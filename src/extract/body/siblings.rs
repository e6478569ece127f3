//! Texts that are split over elements side by side.

use crate::{
    dom::{Dom, NodeId},
    extract::{Labels, Measure},
};

use super::score::Scores;

/// Returns the best container with those beside it that go on with its text.
pub(super) fn around(
    dom: &Dom,
    measure: &Measure,
    labels: &Labels,
    scores: &Scores,
    top: NodeId,
) -> Vec<NodeId> {
    let Some(parent) = dom.parent(top).filter(|it| dom.name(*it) != "html") else {
        return vec![top];
    };
    let score = |it: NodeId| scores.by_node[it.0 as usize];
    let least = (score(top) * 0.2).max(10.0);
    dom.elements(parent)
        .filter(|id| {
            if *id == top {
                return true;
            }
            if labels.get(*id).is_some() {
                return false;
            }
            let same = !dom.class(top).is_empty() && dom.class(*id) == dom.class(top);
            let bonus = if same { score(top) * 0.2 } else { 0.0 };
            if least <= score(*id) + bonus {
                return true;
            }
            let count = measure.of(dom, *id);
            dom.name(*id) == "p"
                && (80 < count.chars && count.link_density() < 0.25
                    || 0 < count.chars && count.linked == 0 && 0 < count.stops)
        })
        .collect()
}
