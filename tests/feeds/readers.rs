//! feed-rs, a reader made by others, gets out what went in.

use std::collections::BTreeSet;

use feed_rs::{model, parser};
use offprint::{Article, emit::Comments};

use super::{edition, print};

fn text(it: Option<&model::Text>) -> &str {
    it.map_or("", |it| it.content.trim())
}

fn check(format: &str, entry: &model::Entry, article: &Article) {
    let card = &article.metadata;
    assert_eq!(text(entry.title.as_ref()), card.title, "{format}");
    assert_eq!(Some(entry.id.as_str()), card.id.as_deref(), "{format}");
    let link = card.url.as_ref().unwrap().as_str();
    assert!(entry.links.iter().any(|it| it.href == link), "{format}: {:?}", entry.links);
    let seconds = |it: offprint::article::Date| it.instant().as_second();
    assert_eq!(
        entry.published.map(|it| it.timestamp()),
        card.published.map(seconds),
        "{format}"
    );
    if format != "rss" {
        let updated = card.updated.or(card.published).map(seconds);
        let read = entry.updated.or(entry.published).map(|it| it.timestamp());
        assert_eq!(read, updated, "{format}");
    }
    let people: BTreeSet<&str> = entry
        .authors
        .iter()
        .chain(&entry.contributors)
        .map(|it| it.name.as_str())
        .collect();
    let names: BTreeSet<&str> =
        article.authors.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(people, names, "{format}");
    let terms: Vec<&str> = entry.categories.iter().map(|it| it.term.as_str()).collect();
    let filed: Vec<&str> =
        card.categories.iter().chain(&card.tags).map(String::as_str).collect();
    assert_eq!(terms, filed, "{format}");
    // A description in RSS is markup.
    let summary = text(entry.summary.as_ref()).replace("&amp;", "&");
    assert_eq!(summary, card.summary.as_deref().unwrap(), "{format}");
    let content = entry.content.as_ref().unwrap().body.as_deref().unwrap();
    for words in [
        "on Tuesday &lt;b&gt;",
        "Interview.",
        "First published by Origin Times.",
        "Ana Ruiz writes about water.",
        "A dek about rivers.",
        "Text, photos and film",
        "Nice &amp; good.",
        "Agreed.",
    ] {
        assert!(content.contains(words), "{format}: `{words}` is not in {content}");
    }
    let mut files: Vec<String> = Vec::new();
    for it in entry.media.iter().flat_map(|it| &it.content) {
        files.extend(it.url.as_ref().map(url::Url::to_string));
    }
    files.extend(entry.links.iter().map(|it| it.href.clone()));
    files.extend(
        entry.content.iter().filter_map(|it| Some(it.src.as_ref()?.href.clone())),
    );
    for name in ["a.mp3", "b.mp3"] {
        let url = format!("https://courier.example/{name}");
        assert!(files.contains(&url), "{format}: {url} is not in {files:?}");
    }
}

#[test]
fn feed_rs_reads_what_was_printed() {
    let articles = edition().articles;
    for format in ["rss", "atom", "json-feed"] {
        let (files, _) = print(format, Comments::End, "{}");
        let feed = parser::parse(files[0].1.as_bytes()).unwrap();
        assert_eq!(text(feed.title.as_ref()), "Example Courier");
        assert_eq!(feed.entries.len(), 2, "{format}");
        // The newest comes first.
        check(format, &feed.entries[0], &articles[1]);
        check(format, &feed.entries[1], &articles[0]);
    }
}

#[test]
fn feed_rs_reads_feeds_of_comments() {
    for format in ["rss", "atom", "json-feed"] {
        let (files, _) = print(format, Comments::File, "{}");
        let whole = files.last().unwrap();
        assert!(whole.0.starts_with("feed-comments."), "{}", whole.0);
        let feed = parser::parse(whole.1.as_bytes()).unwrap();
        assert_eq!(feed.entries.len(), 4, "{format}");
        let names: BTreeSet<&str> = feed
            .entries
            .iter()
            .flat_map(|it| &it.authors)
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(names, BTreeSet::from(["Kim", "Lee"]), "{format}");
        let ids: BTreeSet<&str> = feed.entries.iter().map(|it| it.id.as_str()).collect();
        assert!(ids.contains("tag:courier.example,2025:rivers/c/12"), "{ids:?}");
        assert_eq!(ids.len(), 4);
    }
}
