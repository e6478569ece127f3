//! What readers do not see.

use crate::{dom::NodeId, extract::measure::Names};

use super::Context;

/// Cuts what is hidden, or shown only where scripts do not run.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    if cx.measure.unseen.binary_search(&id).is_ok() {
        return Some("hidden");
    }
    match cx.dom.name(id) {
        "template" => Some("template"),
        "noscript" if !cx.dom.words(id).is_empty() => Some("noscript text"),
        _ => cx.measure.names(id).any(Names::UNSEEN).then_some("for screen readers"),
    }
}
