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
    if 2 < lines && 8 * count.chars < 10 * count.jumps && is_contents(cx, id) {
        return Some("table of contents");
    }
    let all = 0.8 < count.link_density();
    (1 < lines && all && cx.is_small(id) && count.stops < 2 * lines as u32)
        .then_some("list of links")
}

/// Returns whether a list leads to places further down, as footnotes do not.
fn is_contents(cx: &Context<'_>, id: NodeId) -> bool {
    let first = cx.dom.named(id, "a").next().and_then(|it| cx.dom.attr(it, "href"));
    let target = first.and_then(|it| it.strip_prefix('#')).unwrap_or_default();
    !target.is_empty()
        && cx.is_small(id)
        && cx
            .roots
            .iter()
            .flat_map(|root| cx.dom.descendants(*root))
            .any(|it| cx.dom.end(id) <= it && cx.dom.html_id(it) == target)
}
