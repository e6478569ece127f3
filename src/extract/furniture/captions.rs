//! Captions whose pictures are not there.

use crate::{
    dom::{NodeId, heading_level, is_media},
    extract::measure::Names,
};

use super::Context;

/// How far up the picture may stand.
const LEVELS: usize = 3;
/// How many nodes of what is around a caption are looked through.
const MOST: usize = 300;

/// Cuts the words about something that the page shows by a script, or not at all,
/// or on another page.
pub(super) fn cut(cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
    if !cx.measure.names(id).any(Names::CAPTION)
        || !cx.is_small(id)
        || !cx.is_whole(id)
        || heading_level(cx.dom.name(id)).is_some()
    {
        return None;
    }
    if leads_elsewhere(cx, id) {
        return Some("caption of another page");
    }
    let dom = cx.dom;
    let shows = |it: NodeId| {
        dom.subtree(it).take(MOST).any(|it| {
            let name = dom.name(it);
            is_media(name) || matches!(name, "svg" | "table" | "pre" | "math")
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

/// Returns whether a caption has a heading that leads where its picture does, or away
/// from a film, as the ways to films and to other articles have.
fn leads_elsewhere(cx: &Context<'_>, id: NodeId) -> bool {
    let dom = cx.dom;
    let heading = dom.descendants(id).take(MOST).find(|it| {
        matches!(dom.name(*it), "h2" | "h3" | "h4" | "h5" | "h6")
            && cx.count(*it).chars == cx.count(*it).linked
    });
    let link = heading.and_then(|it| dom.named(it, "a").next());
    let Some(target) = link.and_then(|it| dom.attr(it, "href")) else { return false };
    let plays = |it: NodeId| cx.measure.names(it).any(Names::PLAYER) && it != id;
    let shows = |it: NodeId| {
        dom.subtree(it).take(MOST).any(|it| {
            plays(it)
                || dom.name(it) == "a"
                    && dom.attr(it, "href") == Some(target)
                    && dom.named(it, "img").next().is_some()
        })
    };
    dom.ancestors(id).take(LEVELS).take_while(|it| !cx.roots.contains(it)).any(shows)
}
