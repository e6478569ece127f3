//! One page as one line of JSON.

use offprint::article::{Author, Block, Body, Comment};
use serde_json::{Value, json};

use crate::cli::batch::{Failure, Loaded};

use super::running;

/// Returns the line for a page that could be read.
pub(super) fn describe(loaded: &Loaded) -> String {
    let Loaded { article, report, .. } = loaded;
    let card = &article.metadata;
    let provenance = &article.provenance;
    let discussion = &article.discussion;
    let bio: Vec<String> = article
        .authors
        .iter()
        .filter(|it| !it.bio.is_empty())
        .map(|it| words(&it.bio))
        .collect();
    let original = provenance.original.as_ref();
    let reprinted = !provenance.notice.is_empty() || original.is_some();
    let notice = reprinted.then(|| {
        json!({
            "text": words(&provenance.notice),
            "outlet": original.map(|it| &it.outlet.name).filter(|it| !it.is_empty()),
            "url": original.and_then(|it| it.url.as_ref().or(it.outlet.url.as_ref())),
        })
    });
    let row = json!({
        "source": loaded.name,
        "title": card.title,
        "subtitle": card.subtitle,
        "summary": card.summary,
        "byline": card.byline,
        "authors": article.authors.iter().map(author).collect::<Vec<_>>(),
        "published": card.published,
        "updated": card.updated,
        "language": card.language,
        "site": provenance.outlet.as_ref().map(|it| &it.name),
        "url": card.url,
        "canonical": card.canonical,
        "id": card.id,
        "image": card.image.as_ref().map(|it| &it.address),
        "categories": card.categories,
        "tags": card.tags,
        "licence": provenance.licence,
        "body": running::text(article),
        "notes": article.body.notes.iter().map(|it| words(&it.blocks)).collect::<Vec<_>>(),
        "bio": (!bio.is_empty()).then(|| bio.join("\n")),
        "notice": notice,
        "comments": discussion.comments.iter().map(comment).collect::<Vec<_>>(),
        "mentions": discussion.mentions.iter().map(comment).collect::<Vec<_>>(),
        "closed": discussion.closed,
        "claimed": discussion.claimed,
        "found": report.found.iter().map(|it| {
            json!({ "field": it.field, "rule": it.rule, "others": it.others })
        }).collect::<Vec<_>>(),
        "decisions": report.decisions,
        "report": report.entries.iter().map(|it| {
            json!({ "code": it.code, "effect": it.code.effect(), "subject": it.subject })
        }).collect::<Vec<_>>(),
    });
    format!("{row}\n")
}

/// Returns the line for a page that could not.
pub(super) fn failed(failure: &Failure) -> String {
    format!("{}\n", json!({ "source": failure.name, "error": failure.message }))
}

fn author(author: &Author) -> Value {
    json!({
        "name": author.name,
        "kind": author.kind,
        "contributions": author.contributions,
        "affiliation": author.affiliation,
        "url": author.url(),
    })
}

fn comment(comment: &Comment) -> Value {
    json!({
        "author": comment.author.as_ref().map(|it| &it.name),
        "author_url": comment.author.as_ref().and_then(Author::url),
        "posted": comment.posted,
        "posted_words": comment.posted_words,
        "text": words(&comment.content),
        "parent": comment.parent,
        "url": comment.url,
        "id": comment.id,
        "standing": comment.standing,
        "score": comment.score,
        "staff": comment.staff,
    })
}

/// Returns the words of a bio, a notice or a comment.
pub(super) fn words(blocks: &[Block]) -> String {
    let mut body = Body::default();
    body.blocks = blocks.to_vec();
    body.text()
}
