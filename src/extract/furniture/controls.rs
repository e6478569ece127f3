//! Things to click and to fill in.

use crate::{
    dom::{Dom, NodeId},
    extract::measure::Names,
};

use super::Context;

/// Cuts menus, buttons and forms.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    let rule = match cx.dom.name(id) {
        "nav" | "menu" => "menu",
        "button" | "select" | "input" | "textarea" | "datalist" | "label" => "control",
        "form" | "fieldset" => "form",
        "dialog" => "dialog",
        "footer" if !is_of_quotation(cx.dom, id) => "footer",
        // A box beside the text that is mostly a way elsewhere.
        "aside" if cx.count(id).link_density() > 0.3 => "aside of links",
        "a" if is_button(cx, id) => "button",
        "div" | "section" | "aside" if asks_for_mail(cx, id) => "box that asks for mail",
        _ if is_switch(cx, id) => "control",
        _ => return None,
    };
    cx.is_small(id).then_some(rule)
}

/// Returns whether an element is the foot of a quotation, which says whose words
/// they are.
fn is_of_quotation(dom: &Dom, id: NodeId) -> bool {
    dom.ancestors(id).take(3).any(|it| dom.name(it) == "blockquote")
}

/// Returns whether an element shows or hides the caption of a picture.
fn is_switch(cx: &Context<'_>, id: NodeId) -> bool {
    cx.measure.names(id).any(Names::CAPTION)
        && ["hide-caption", "show-caption", "toggle-caption"]
            .iter()
            .any(|it| cx.dom.has_class(id, it))
        && cx.dom.text(id).len() < 40
}

/// The most that such a box says, in characters.
const MOST_ASKED: u32 = 500;
/// The longest line of it, in characters.
const LONGEST_ASKED: u32 = 280;

/// Returns whether an element is a place to leave one's address for letters, with
/// what is said of them.
fn asks_for_mail(cx: &Context<'_>, id: NodeId) -> bool {
    let count = cx.count(id);
    count.chars <= MOST_ASKED
        && cx.dom.named(id, "input").take(8).any(|it| is_mail(cx.dom, it))
        && cx.dom.named(id, "h1").next().is_none()
        && cx.measure.runs[cx.measure.range(cx.dom, id)]
            .iter()
            .all(|it| it.count.chars <= LONGEST_ASKED)
}

fn is_mail(dom: &Dom, id: NodeId) -> bool {
    let says = |name: &str| {
        let value = dom.attr(id, name).unwrap_or_default().to_ascii_lowercase();
        value.contains("email") || value.contains("e-mail")
    };
    says("type") || says("name") || says("placeholder") || says("autocomplete")
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
