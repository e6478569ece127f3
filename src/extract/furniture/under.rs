//! What stands under a heading that leads elsewhere.
//!
//! "Related" is a line; what it is said of are the links and teasers under it,
//! in the same box or after it.

use crate::dom::NodeId;

use super::Context;

/// How much of a box may be text that is no link, in characters.
const MOST_BARE: u32 = 400;

/// Cuts what a label is said of. `unit` is the label, which is cut already.
pub(super) fn cut(cx: &mut Context<'_>, unit: NodeId) {
    if let Some(whole) = around(cx, unit) {
        cx.cut(whole, "under a label: related");
        return;
    }
    let dom = cx.dom;
    let mut at = dom.next(unit);
    while let Some(it) = at {
        at = dom.next(it);
        let count = cx.count(it);
        if !dom.is_element(it) || count.chars == 0 {
            continue;
        }
        if !is_teaser(cx, it) {
            break;
        }
        cx.cut(it, "under a label: related");
    }
}

/// Cuts the box that a label such as "About the author" opens.
pub(super) fn cut_box(cx: &mut Context<'_>, unit: NodeId) {
    let first = |it: &NodeId| {
        let runs = cx.measure.range(cx.dom, *it);
        runs.start == cx.measure.range(cx.dom, unit).start
            && !cx.roots.contains(it)
            && 5 * cx.count(*it).prose < 2 * cx.prose
    };
    if let Some(whole) = cx.dom.ancestors(unit).take_while(first).last() {
        cx.cut(whole, "under a label: about the author");
    }
}

/// Returns the largest box that holds the label, links and little else.
fn around(cx: &Context<'_>, unit: NodeId) -> Option<NodeId> {
    let mut found = None;
    for it in cx.dom.ancestors(unit) {
        if cx.roots.contains(&it) || !cx.is_small(it) {
            break;
        }
        let count = cx.count(it);
        let bare = count.chars - count.linked;
        if MOST_BARE < bare {
            break;
        }
        if 0 < count.linked && bare <= 3 * count.linked {
            found = Some(it);
        }
    }
    found
}

/// Returns whether an element is a way to another page, with a word about it.
fn is_teaser(cx: &Context<'_>, id: NodeId) -> bool {
    let count = cx.count(id);
    let bare = count.chars - count.linked;
    0 < count.linked && bare <= 12 * count.linked
}
