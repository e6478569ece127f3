//! `offprint inspect`: what was found on a page.

use std::{fs, io::Write, path::PathBuf, process::ExitCode};

use offprint::{
    Report,
    article::{Article, Author, Block, Body, Comment},
    load::{Source, detect},
};
use serde_json::{Value, json};

pub(super) fn run(inputs: &[PathBuf], json: bool, explain: bool) -> ExitCode {
    let mut out = anstream::stdout().lock();
    let mut failed = false;
    for path in inputs {
        let mut report = if explain { Report::explaining() } else { Report::default() };
        let row = match load(path, &mut report) {
            Ok(article) => describe(path, &article, &report),
            Err(err) => {
                failed = true;
                _ = writeln!(anstream::stderr(), "error: {}: {err}", path.display());
                json!({ "source": path, "error": err.to_string() })
            }
        };
        if json {
            _ = writeln!(out, "{row}");
        } else {
            _ = writeln!(out, "{row:#}");
        }
    }
    ExitCode::from(u8::from(failed))
}

fn load(
    path: &PathBuf,
    report: &mut Report,
) -> Result<Article, Box<dyn std::error::Error>> {
    let mut source = Source::new(fs::read(path)?);
    source.file_name = Some(path.display().to_string());
    let mut found = detect(&source)?.load(&source, report)?;
    Ok(found.remove(0))
}

fn describe(path: &PathBuf, article: &Article, report: &Report) -> Value {
    let card = &article.metadata;
    let authors: Vec<Value> = article.authors.iter().map(author).collect();
    let bio: Vec<String> = article
        .authors
        .iter()
        .filter(|it| !it.bio.is_empty())
        .map(|it| words(&it.bio))
        .collect();
    let provenance = &article.provenance;
    let notice =
        (!provenance.notice.is_empty() || provenance.original.is_some()).then(|| {
            let original = provenance.original.as_ref();
            json!({
                "text": words(&provenance.notice),
                "outlet": original.map(|it| &it.outlet.name).filter(|it| !it.is_empty()),
                "url": original.and_then(|it| it.url.as_ref().or(it.outlet.url.as_ref())),
            })
        });
    let comments: Vec<Value> = article.discussion.comments.iter().map(comment).collect();
    let found: Vec<Value> = report
        .found
        .iter()
        .map(|it| json!({ "field": it.field, "rule": it.rule, "others": it.others }))
        .collect();
    let entries: Vec<Value> = report
        .entries
        .iter()
        .map(|it| json!({ "code": it.code, "subject": it.subject }))
        .collect();
    let licence = provenance.licence.as_ref();
    json!({
        "source": path,
        "title": card.title,
        "subtitle": card.subtitle,
        "byline": card.byline,
        "authors": authors,
        "published": card.published,
        "updated": card.updated,
        "language": card.language,
        "site": provenance.outlet.as_ref().map(|it| &it.name),
        "url": card.url,
        "canonical": card.canonical,
        "categories": card.categories,
        "tags": card.tags,
        "licence": licence,
        "body": article.body.text(),
        "bio": (!bio.is_empty()).then(|| bio.join("\n")),
        "notice": notice,
        "comments": comments,
        "closed": article.discussion.closed,
        "found": found,
        "decisions": report.decisions,
        "report": entries,
    })
}

fn author(author: &Author) -> Value {
    json!({
        "name": author.name,
        "contributions": author.contributions,
        "url": author.url(),
    })
}

fn comment(comment: &Comment) -> Value {
    json!({
        "author": comment.author.as_ref().map(|it| &it.name),
        "posted": comment.posted,
        "text": words(&comment.content),
        "parent": comment.parent,
        "url": comment.url,
    })
}

fn words(blocks: &[Block]) -> String {
    let mut body = Body::default();
    body.blocks = blocks.to_vec();
    body.text()
}
