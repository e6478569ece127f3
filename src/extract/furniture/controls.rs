//! Things to click and to fill in.

use crate::dom::NodeId;

use super::Context;

/// How much of the body's prose may be inside something that is cut out.
pub(super) const MOST: f32 = 0.25;

/// Cuts menus, buttons and forms.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    let rule = match cx.dom.name(id) {
        "nav" | "menu" => "menu",
        "button" | "select" | "input" | "textarea" | "datalist" | "label" => "control",
        "form" | "fieldset" => "form",
        "dialog" => "dialog",
        "footer" => "footer",
        _ => return None,
    };
    is_small(cx, id).then_some(rule)
}

/// Returns whether an element holds little enough of the prose to be cut out.
pub(super) fn is_small(cx: &Context<'_>, id: NodeId) -> bool {
    let inside = cx.measure.of(cx.dom, id).prose as f32;
    inside <= MOST * cx.prose as f32
}
