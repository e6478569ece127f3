//! Things to click and to fill in.

use crate::{dom::NodeId, extract::measure::Names};

use super::Context;

/// Cuts menus, buttons and forms.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    let rule = match cx.dom.name(id) {
        "nav" | "menu" => "menu",
        "button" | "select" | "input" | "textarea" | "datalist" | "label" => "control",
        "form" | "fieldset" => "form",
        "dialog" => "dialog",
        "footer" => "footer",
        // A box beside the text that is mostly a way elsewhere.
        "aside" if cx.count(id).link_density() > 0.3 => "aside of links",
        "a" if is_button(cx, id) => "button",
        _ => return None,
    };
    cx.is_small(id).then_some(rule)
}

/// Returns whether a link looks like a button and stands alone.
fn is_button(cx: &Context<'_>, id: NodeId) -> bool {
    // What opens and shuts a part is that part's heading.
    let opens = ["aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle"];
    cx.measure.names(id).any(Names::BUTTON)
        && cx.dom.text(id).len() < 120
        && cx.is_whole(id)
        && !opens.iter().any(|it| cx.dom.attr(id, it).is_some())
}
