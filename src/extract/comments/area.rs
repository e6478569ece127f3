//! Where the discussion is on the page, so that none of it stays in the body.

use crate::{
    dom::{Dom, NodeId},
    extract::{Labels, Part},
};

use super::{
    item::{Items, Sight},
    phrases, words,
};

/// What the page says about its discussion.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) closed: bool,
    pub(super) claimed: Option<u32>,
}

/// Text that is longer than this stands in a paragraph, not in a caption.
const PARAGRAPH: usize = 80;
/// How much may stand around comments in their area.
const AROUND: usize = 600;

/// Labels everything that belongs to the discussion.
pub(super) fn mark(sight: &Sight<'_>, lists: &[&Items], labels: &mut Labels) -> Claims {
    let mut claims = Claims::default();
    for items in lists {
        around(sight, items, labels, &mut claims);
    }
    rest(sight, labels, &mut claims);
    if !claims.closed {
        claims.closed = closed(sight, lists, labels);
    }
    claims
}

/// Labels the area of a list of comments.
fn around(sight: &Sight<'_>, items: &Items, labels: &mut Labels, claims: &mut Claims) {
    let Sight { dom, words, .. } = *sight;
    let (Some(first), Some(last)) = (items.items.first(), items.items.last()) else {
        return;
    };
    let mut said = 0;
    let mut covered = NodeId(0);
    for item in &items.items {
        let start = item.head.max(covered);
        if start < item.end {
            said += words.between(start, item.end);
            covered = item.end;
        }
    }
    let fits = |it: NodeId| {
        let whole = words.size(dom, it);
        let outside = whole.saturating_sub(said);
        items.opening.is_none_or(|opening| !dom.contains(it, opening))
            && outside <= AROUND + said / 5 + forms(sight, it)
            && !holds_article(dom, it, first.head)
    };
    let mut area = dom.parent(first.head);
    let holds = |it: NodeId| dom.contains(it, first.head) && last.end <= dom.end(it);
    while let Some(it) = area
        && !holds(it)
    {
        area = dom.parent(it);
    }
    let Some(mut area) = area else { return };
    let safe =
        |it: NodeId| !matches!(dom.name(it), "html" | "body" | "main" | "") && fits(it);
    if safe(area) {
        while let Some(up) = dom.parent(area)
            && safe(up)
            && (words.any(up, words::COMMENT)
                || words.size(dom, up) < words.size(dom, area) + 200)
        {
            area = up;
        }
        labels.set(dom, area, Part::Comment, items.rule);
        heading(sight, area, first.head, claims);
        beside(sight, area, labels, claims);
        return;
    }
    // The comments stand among other things: label what holds each.
    let mut labelled = NodeId(0);
    let mut top = None;
    for item in &items.items {
        if item.head < labelled {
            continue;
        }
        let mut at = item.head;
        while let Some(up) = dom.parent(at).filter(|it| *it != area)
            && words.size(dom, up) <= words.between(at, item.end.max(dom.end(at))) + 40
        {
            at = up;
        }
        top = top.or(Some(at));
        while at < item.end {
            labels.set(dom, at, Part::Comment, items.rule);
            at = dom.end(at);
        }
        labelled = at;
        after(sight, NodeId(at.0.saturating_sub(1)), labels);
    }
    if let Some(top) = top {
        beside(sight, top, labels, claims);
    }
}

/// Returns how much text stands in forms, which count for nothing.
fn forms(sight: &Sight<'_>, id: NodeId) -> usize {
    let Sight { dom, words, .. } = *sight;
    let mut sum = 0;
    let mut at = id;
    while at < dom.end(id) {
        let is_form = dom.is_element(at)
            && at != id
            && (matches!(dom.name(at), "select" | "textarea")
                || words.any(at, words::FORM)
                    && words.size(dom, at) < 3000
                    && dom.named(at, "textarea").next().is_some());
        if is_form {
            sum += words.size(dom, at);
            at = dom.end(at);
        } else {
            at = NodeId(at.0 + 1);
        }
    }
    sum
}

/// Returns whether an element holds what only an article has, before the comments.
fn holds_article(dom: &Dom, id: NodeId, first: NodeId) -> bool {
    dom.descendants(id).take_while(|it| *it < first).any(|it| {
        dom.name(it) == "h1"
            || dom.attr_has(it, "itemprop", "articleBody")
            || dom.attr_has(it, "itemprop", "mainEntity")
            || dom.has_class(it, "question")
            || ["entry-content", "post-content", "article-body", "e-content", "post-body"]
                .iter()
                .any(|class| dom.has_class(it, class))
    })
}

/// Reads the count in headings between the start of an area and its comments.
fn heading(sight: &Sight<'_>, area: NodeId, first: NodeId, claims: &mut Claims) {
    let dom = sight.dom;
    for it in dom.descendants(area).take_while(|it| *it < first) {
        if dom.is_element(it) && claims.claimed.is_none() {
            claim(sight, it, claims);
        }
    }
}

fn claim(sight: &Sight<'_>, id: NodeId, claims: &mut Claims) {
    let dom = sight.dom;
    if sight.words.size(dom, id) > 140 {
        return;
    }
    let text = dom.words(id);
    if claims.claimed.is_none() && phrases::is_heading(&text) {
        claims.claimed = phrases::claimed(&text);
    }
    claims.closed |= phrases::is_closed(&text);
}

/// Labels headings before an area, and forms and notes after it.
fn beside(sight: &Sight<'_>, area: NodeId, labels: &mut Labels, claims: &mut Claims) {
    let Sight { dom, words, .. } = *sight;
    let mut at = dom.previous(area);
    for _ in 0..8 {
        let Some(it) = at else { break };
        at = dom.previous(it);
        if words.size(dom, it) == 0 {
            continue;
        }
        if !dom.is_element(it) {
            break;
        }
        let text = dom.words(it);
        let is_heading = phrases::is_heading(&text)
            && (dom.name(it).starts_with('h')
                || words.any(it, words::COMMENT)
                || text.len() < PARAGRAPH);
        let is_form =
            words.any(it, words::COMMENT | words::FORM) && words.size(dom, it) < AROUND;
        if !is_heading && !is_form {
            break;
        }
        claim(sight, it, claims);
        labels.set(dom, it, Part::Comment, "heading");
    }
    after(sight, area, labels);
}

fn after(sight: &Sight<'_>, area: NodeId, labels: &mut Labels) {
    let Sight { dom, words, .. } = *sight;
    let mut at = dom.next(area);
    for _ in 0..8 {
        let Some(it) = at else { break };
        at = dom.next(it);
        if words.size(dom, it) == 0 {
            continue;
        }
        let belongs = dom.is_element(it)
            && words.size(dom, it) < 3000
            && (words.any(it, words::COMMENT | words::FORM | words::PING)
                || phrases::is_closed(&dom.words(it)));
        if !belongs {
            break;
        }
        labels.set(dom, it, Part::Comment, "beside comments");
    }
}

/// Labels what is for a discussion by its own account, found or not.
fn rest(sight: &Sight<'_>, labels: &mut Labels, claims: &mut Claims) {
    let Sight { dom, words, .. } = *sight;
    let whole = words.size(dom, Dom::ROOT);
    let mut at = Dom::ROOT;
    let end = dom.end(Dom::ROOT);
    while at < end {
        if labels.get(at).is_some_and(|it| it.0 == Part::Comment) {
            at = dom.end(at);
            continue;
        }
        if dom.is_element(at) && is_discussion(sight, at) {
            let size = words.size(dom, at);
            let before = words.between(Dom::ROOT, at);
            let outside = whole - size;
            let plain = size <= 300 || (before >= 400 && size < outside * 4);
            if plain
                && !holds_article(dom, at, dom.end(at))
                && !matches!(dom.name(at), "body" | "html" | "main" | "article")
            {
                for it in dom.subtree(at).take(60) {
                    if dom.is_element(it) {
                        claim(sight, it, claims);
                    }
                }
                labels.set(dom, at, Part::Comment, "discussion area");
                at = dom.end(at);
                continue;
            }
        }
        at = NodeId(at.0 + 1);
    }
}

/// Returns whether an element's own name says that it is for a discussion.
fn is_discussion(sight: &Sight<'_>, id: NodeId) -> bool {
    let Sight { dom, words, .. } = *sight;
    if !words.any(id, words::COMMENT | words::FORM) {
        return dom.name(id) == "form"
            && dom.attr(id, "action").is_some_and(|it| it.contains("comment"));
    }
    let known = |name: &str| {
        let name = name.to_ascii_lowercase();
        matches!(
            &*name,
            "comments"
                | "comments-area"
                | "comment-area"
                | "commentlist"
                | "comment-list"
                | "comments-list"
                | "comments_area"
                | "disqus_thread"
                | "respond"
                | "comment-respond"
                | "comment-respond-wrap"
                | "commentform"
                | "comment-form"
                | "comments-section"
                | "comment-section"
                | "comments-wrapper"
                | "comments-container"
                | "comments-wrap"
                | "nocomments"
                | "no-comments"
                | "comments-closed"
                | "comments-title"
                | "comments-header"
                | "post-comments"
                | "article-comments"
                | "comment-box"
                | "commentsbox"
                | "comments-box"
                | "comments-block"
                | "fb-comments"
                | "comments-respond"
                | "reply-title"
                | "wpdcom"
                | "wpcomm"
                | "comment-wrapper"
                | "entry-comments"
                | "all-comments"
                | "comments-open"
                | "comments-content"
                | "comment-preview"
                | "comments-open-content"
                | "commentarea"
                | "comments-loading"
                | "hyvor-talk-view"
                | "coral_talk_stream"
                | "spot-im-frame-inpage"
                | "livefyre-comments"
                | "kommentare"
                | "kommentar"
                | "commentaires"
                | "comentarios"
                | "reacties"
                | "discussion-comments"
        )
    };
    dom.class(id).split_ascii_whitespace().any(known) || known(dom.html_id(id))
}

/// Looks for "Comments are closed" outside the words of any comment.
fn closed(sight: &Sight<'_>, lists: &[&Items], labels: &Labels) -> bool {
    let dom = sight.dom;
    let mut at = Dom::ROOT;
    let end = dom.end(Dom::ROOT);
    while at < end {
        if lists.iter().any(|it| it.is_head(at)) {
            // Inside a comment somebody else may say so; what follows may not.
            at = dom.end(at);
            continue;
        }
        if dom.is_text(at) {
            let text = dom.text(at).trim();
            let near = || {
                dom.ancestors(at)
                    .take(6)
                    .any(|it| sight.words.any(it, words::COMMENT | words::FORM))
                    || labels.covering(dom, at).is_some_and(|it| it.0 == Part::Comment)
            };
            if (8..200).contains(&text.len())
                && (text.len() < PARAGRAPH || near())
                && phrases::is_closed(text)
            {
                return true;
            }
        }
        at = NodeId(at.0 + 1);
    }
    false
}
