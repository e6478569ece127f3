//! Lists of ways to other pages.

use crate::dom::NodeId;

use super::Context;

/// Cuts lists that only lead elsewhere.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    if !matches!(cx.dom.name(id), "ul" | "ol" | "section" | "aside" | "div") {
        return None;
    }
    let count = cx.count(id);
    let lines = cx.measure.range(cx.dom, id).len();
    let all = 0.8 < count.link_density();
    (1 < lines && all && cx.is_small(id) && count.stops < 2 * lines as u32)
        .then_some("list of links")
}
