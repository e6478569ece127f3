//! Elements that say themselves that they hold the text.

use serde_json::Value;

use crate::{
    dom::{Dom, NodeId},
    extract::{Labels, Measure, Page, measure::Names},
};

use super::{Roots, zones::Prose};

/// A way of saying where the text is, with the share of the prose that must be
/// there for it to be believed.
struct Anchor {
    rule: &'static str,
    least: f32,
    is: fn(&Dom, &Measure, &[&str], NodeId) -> bool,
}

/// The ways, most trusted first.
const ANCHORS: &[Anchor] = &[
    Anchor {
        rule: "itemprop articleBody",
        least: 0.6,
        is: |dom, _, _, id| dom.attr_has(id, "itemprop", "articleBody"),
    },
    Anchor {
        rule: "json-ld cssSelector",
        least: 0.75,
        is: |dom, _, told, id| told.iter().any(|it| dom.has_class(id, it)),
    },
    Anchor {
        rule: "content class",
        least: 0.75,
        is: |_, measure, _, id| measure.names(id).any(Names::CONTENT),
    },
    Anchor {
        rule: "article element",
        least: 0.8,
        is: |dom, _, _, id| dom.name(id) == "article",
    },
];

/// Returns the tightest anchor that holds the text found by score.
pub(super) fn best(
    page: &Page<'_>,
    measure: &Measure,
    labels: &Labels,
    prose: &Prose,
    row: &[NodeId],
) -> Option<Roots> {
    let dom = page.dom;
    let scored: u32 = row.iter().map(|it| prose.of(dom, measure, *it)).sum();
    let told = selectors(page);
    for anchor in ANCHORS {
        let mut found: Option<(NodeId, u32)> = None;
        for id in dom.subtree(page.body) {
            if !dom.is_element(id) || !(anchor.is)(dom, measure, &told, id) {
                continue;
            }
            if !row.iter().any(|it| dom.contains(id, *it) || dom.contains(*it, id)) {
                continue;
            }
            if labels.covering(dom, id).is_some() {
                continue;
            }
            let inside = prose.of(dom, measure, id);
            // Of nested ones the innermost that holds almost as much.
            let better = found.is_none_or(|(old, most)| {
                most < inside
                    || (dom.contains(old, id) && 0.95 * most as f32 <= inside as f32)
            });
            if better {
                found = Some((id, inside));
            }
        }
        if let Some((id, inside)) = found
            && anchor.least * scored as f32 <= inside as f32
            && (inside as f32) < 2.5 * scored as f32 + 500.0
            && 0 < inside
        {
            return Some(Roots { nodes: vec![id], rule: anchor.rule });
        }
    }
    None
}

/// Returns the classes that JSON-LD gives the parts of the text, as it does for
/// those behind a wall.
fn selectors<'a>(page: &'a Page<'_>) -> Vec<&'a str> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = page.json_ld.iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(it) => {
                if let Some(Value::String(list)) = it.get("cssSelector") {
                    let classes = list.split(',').filter_map(|it| {
                        let class = it.trim().strip_prefix('.')?;
                        let plain = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
                        class.chars().all(plain).then_some(class)
                    });
                    found.extend(classes.take(8));
                }
                open.extend(it.values().filter(|it| it.is_object() || it.is_array()));
            }
            Value::Array(it) => open.extend(it),
            _ => (),
        }
    }
    found
}
