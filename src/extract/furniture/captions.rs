//! Captions whose pictures are not there.

use crate::{dom::NodeId, extract::measure::Names};

use super::Context;

/// How far up the picture may stand.
const LEVELS: usize = 3;
/// How many nodes of what is around a caption are looked through.
const MOST: usize = 300;

/// Cuts the words about something that the page shows by a script, or not at all.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    if !cx.measure.names(id).any(Names::CAPTION)
        || !cx.is_small(id)
        || !cx.is_whole(id)
        || matches!(cx.dom.name(id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
    {
        return None;
    }
    let dom = cx.dom;
    let shows = |it: NodeId| {
        dom.subtree(it).take(MOST).any(|it| {
            matches!(
                dom.name(it),
                "img"
                    | "picture"
                    | "video"
                    | "audio"
                    | "iframe"
                    | "object"
                    | "embed"
                    | "svg"
                    | "table"
                    | "pre"
                    | "math"
            )
        })
    };
    let beside = |it: NodeId| {
        let before = dom.previous(it);
        let before = match before {
            Some(it) if dom.is_text(it) => dom.previous(it),
            it => it,
        };
        shows(it) || before.is_some_and(shows)
    };
    let mut around = std::iter::once(id)
        .chain(dom.ancestors(id).take(LEVELS))
        .take_while(|it| !cx.roots.contains(it) && cx.is_small(*it));
    (!around.any(beside)).then_some("caption of nothing")
}
