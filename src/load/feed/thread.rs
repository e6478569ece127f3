//! Comments in feeds: those of an export, and those this program's own feeds
//! print under a text.

use std::collections::BTreeMap;

use url::Url;

use crate::{
    article::{Article, Author, Comment, Licence, Standing},
    dom::{Dom, NodeId},
    report::Report,
};

use super::{address, elements, lowered};

/// Adds comments that name the ones they answer by their ids, in an order in
/// which answers come after what they answer. One that answers itself, or
/// nothing that is there, answers the article.
pub(super) fn add_comments(article: &mut Article, found: Vec<(Comment, Option<String>)>) {
    let by_id: BTreeMap<String, usize> = found
        .iter()
        .enumerate()
        .filter_map(|(i, (it, _))| Some((it.id.clone()?, i)))
        .collect();
    let parents: Vec<Option<usize>> =
        found.iter().map(|(_, it)| by_id.get(it.as_ref()?).copied()).collect();
    let mut comments: Vec<Option<Comment>> =
        found.into_iter().map(|it| Some(it.0)).collect();
    let mut placed: Vec<Option<usize>> = vec![None; comments.len()];
    for start in 0..comments.len() {
        // From a comment up to one that is placed, then down again.
        let mut path = Vec::new();
        let mut at = Some(start);
        while let Some(it) = at.filter(|it| placed[*it].is_none() && !path.contains(it)) {
            path.push(it);
            at = parents[it];
        }
        while let Some(it) = path.pop() {
            let Some(mut comment) = comments[it].take() else { continue };
            comment.parent =
                parents[it].filter(|it| placed[*it].is_some()).and_then(|it| placed[it]);
            placed[it] = Some(article.discussion.comments.len());
            article.discussion.comments.push(comment);
        }
    }
}

/// Reads the comments and mentions that this program prints in a feed's item.
pub(super) fn comments(
    dom: &Dom,
    section: NodeId,
    base: Option<&Url>,
    report: &mut Report,
) -> (Vec<Comment>, Vec<Comment>) {
    let mut mentions = Vec::new();
    let lists = elements(dom, section).filter(|it| dom.has_class(*it, "mentions"));
    for item in lists.flat_map(|it| dom.named(it, "li")) {
        let own = |class: &str| elements(dom, item).find(|it| dom.has_class(*it, class));
        let Some(head) = own("comment-head") else { continue };
        let mut mention = Comment::default();
        head_of(&mut mention, dom, head, base);
        mention.content =
            own("said").map(|it| lowered(dom, it, base, report)).unwrap_or_default();
        mentions.push(mention);
    }
    (said(dom, section, base, report), mentions)
}

fn said(
    dom: &Dom,
    section: NodeId,
    base: Option<&Url>,
    report: &mut Report,
) -> Vec<Comment> {
    let mut found: Vec<(usize, NodeId)> = Vec::new();
    for id in elements(dom, section).filter(|it| dom.has_class(*it, "comment")) {
        let place = dom.html_id(id).strip_prefix('c').and_then(|it| it.parse().ok());
        let Some(place) = place else { return Vec::new() };
        found.push((place, id));
    }
    found.sort_by_key(|it| it.0);
    let places: BTreeMap<NodeId, usize> =
        found.iter().enumerate().map(|(i, it)| (it.1, i)).collect();
    let mut out = Vec::with_capacity(found.len());
    for (i, (_, node)) in found.iter().enumerate() {
        let node = *node;
        let outer = dom.ancestors(node).find(|it| dom.has_class(*it, "comment"));
        // A comment's own parts are not those of its answers.
        let own = |class: &str| {
            let mut parts = elements(dom, node).filter(|it| dom.has_class(*it, class));
            parts.find(|it| {
                dom.ancestors(*it).find(|it| dom.has_class(*it, "comment")) == Some(node)
            })
        };
        let mut comment = Comment::default();
        let mut answered = None;
        if let Some(head) = own("comment-head") {
            head_of(&mut comment, dom, head, base);
            // What leads to the comment itself holds its date.
            let mut links =
                dom.named(head, "a").filter(|it| dom.named(*it, "time").next().is_none());
            answered = links.find_map(|it| {
                let place: usize =
                    dom.attr(it, "href")?.strip_prefix("#c")?.parse().ok()?;
                let place = found.binary_search_by_key(&place, |it| it.0).ok()?;
                (place < i).then_some(place)
            });
        }
        comment.parent = answered
            .or_else(|| outer.and_then(|it| places.get(&it).copied()))
            .filter(|it| *it < i);
        if own("removed").is_some() {
            comment.standing = Standing::Removed;
        }
        if let Some(said) = own("said") {
            comment.content = lowered(dom, said, base, report);
        }
        out.push(comment);
    }
    out
}

fn head_of(comment: &mut Comment, dom: &Dom, head: NodeId, base: Option<&Url>) {
    for id in elements(dom, head) {
        match dom.name(id) {
            "strong" if elements(dom, id).any(|it| dom.has_class(it, "anonymous")) => (),
            "strong" if comment.author.is_none() => {
                let mut author = Author::named(dom.words(id));
                let link = elements(dom, id).find_map(|it| dom.attr(it, "href"));
                author.urls.extend(link.and_then(|it| address(it, None)));
                comment.author = Some(author);
            }
            "time" => {
                comment.posted = dom.attr(id, "datetime").and_then(super::date);
                let link = dom.ancestors(id).find_map(|it| dom.attr(it, "href"));
                comment.url = link.and_then(|it| address(it, base));
            }
            "span" if dom.has_class(id, "staff") => comment.staff = true,
            "span" if dom.has_class(id, "featured") => {
                comment.standing = Standing::Featured;
            }
            "span" if dom.has_class(id, "score") => {
                let words = dom.words(id);
                comment.score = words.rsplit(' ').next().and_then(|it| it.parse().ok());
            }
            _ => (),
        }
    }
}

/// Returns the terms that an address and a statement tell of.
pub(super) fn licence(url: Option<Url>, statement: Option<String>) -> Option<Licence> {
    if url.is_none() && statement.is_none() {
        return None;
    }
    let spdx = url.as_ref().and_then(spdx);
    Some(Licence { spdx, url, statement })
}

/// Puts an article that states no terms under those of the feed it is in, unless it
/// was first printed somewhere else.
pub(super) fn under(article: &mut Article, feed: Option<&Licence>) {
    let provenance = &mut article.provenance;
    if provenance.licence.is_none() && provenance.original.is_none() {
        provenance.licence = feed.cloned();
    }
}

/// Returns the identifier of a Creative Commons licence by its address.
fn spdx(url: &Url) -> Option<String> {
    let host = url.host_str()?.trim_start_matches("www.");
    let mut parts = url.path_segments()?.filter(|it| !it.is_empty());
    match (host, parts.next()?) {
        ("creativecommons.org", "licenses") => {
            let terms = parts.next()?.to_ascii_uppercase();
            Some(format!("CC-{terms}-{}", parts.next()?))
        }
        ("creativecommons.org", "publicdomain") if parts.next() == Some("zero") => {
            Some(format!("CC0-{}", parts.next()?))
        }
        _ => None,
    }
}
