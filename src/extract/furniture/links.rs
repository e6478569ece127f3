//! Ways to other pages.

use crate::dom::NodeId;

use super::{Context, controls::is_small, phrases};

/// Cuts lines and lists that only lead elsewhere.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    let dom = cx.dom;
    match dom.name(id) {
        "p" | "h2" | "h3" | "h4" | "h5" | "h6" | "div" | "li" | "span" | "strong"
        | "em" => {
            let count = cx.measure.of(dom, id);
            if count.chars == 0 || 300 < count.chars {
                return None;
            }
            let range = cx.measure.range(dom, id);
            if range.len() != 1 || cx.measure.runs[range.start].block != id {
                return None;
            }
            if 0 < count.linked && phrases::leads_elsewhere(&dom.words(id)) {
                return Some("read more");
            }
            None
        }
        "ul" | "ol" | "section" | "aside" => {
            let count = cx.measure.of(dom, id);
            let lines = cx.measure.range(dom, id).len();
            let all = 0.8 < count.link_density();
            (1 < lines && all && is_small(cx, id) && count.stops < 2 * lines as u32)
                .then_some("list of links")
        }
        _ => None,
    }
}
