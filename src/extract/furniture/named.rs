//! Parts that are called what they are.

use crate::{dom::NodeId, extract::measure::Names};

use super::{Context, controls::is_small};

const KINDS: &[(Names, &str)] = &[
    (Names::COMMENT, "named: comments"),
    (Names::RELATED, "named: related"),
    (Names::SHARE, "named: sharing"),
    (Names::SIGNUP, "named: sign-up"),
    (Names::ADVERT, "named: advertising"),
    (Names::MENU, "named: menu"),
    (Names::CONSENT, "named: consent"),
    (Names::OVERLAY, "named: overlay"),
    (Names::TAGS, "named: tags"),
    (Names::RATING, "named: rating"),
    (Names::BIO, "named: author"),
    (Names::BYLINE, "named: byline"),
];

/// Cuts parts by their names, as long as they hold little of the text.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    let names = cx.measure.names(id);
    if names.is_none() || names.any(Names::CONTENT) {
        return None;
    }
    if matches!(cx.dom.name(id), "html" | "body" | "main" | "article" | "p" | "h2" | "h3")
    {
        return None;
    }
    let (_, rule) = KINDS.iter().find(|it| names.any(it.0))?;
    is_small(cx, id).then_some(*rule)
}
