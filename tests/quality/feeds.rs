//! Feeds of real pages keep the rules of the W3C's validator.

use std::{fs, path::PathBuf};

use offprint::{
    Article, Job, Report,
    article::Edition,
    emit::{self, Comments},
    load::{self, Source},
};

use crate::{
    rules::{HONEST, elements, events, groups, repeated_ids, said},
    shared,
};

/// Loads pages as if they were all on one site; what holds no article is left out.
fn edition(pages: impl IntoIterator<Item = PathBuf>) -> Edition {
    let mut edition = Edition::default();
    edition.channel.title = "A feed of many pages".into();
    edition.channel.home = "https://feed.example/".parse().ok();
    edition.channel.address = "https://feed.example/feed".parse().ok();
    for (i, page) in pages.into_iter().enumerate() {
        let source = Source::new(fs::read(&page).unwrap());
        let found = load::load(&source, &mut Report::default()).unwrap_or_default();
        edition.articles.extend(found.into_iter().map(|it| placed(it, i)));
    }
    edition
}

/// Returns an article with a name of its own, which copies of pages may share. Some
/// have no address, and are to have none.
fn placed(mut article: Article, i: usize) -> Article {
    article.metadata.id = Some(format!("tag:feed.example,2026:{i}"));
    article
}

fn check(edition: &Edition) {
    let now = "2026-12-01T00:00:00Z".parse().unwrap();
    let mut broken = Vec::new();
    for format in ["rss", "atom"] {
        for comments in [Comments::End, Comments::File] {
            let mut job = Job::new(&[], emit::by_name(format).unwrap());
            job.settings.comments = comments;
            job.stem = "feed".into();
            let output = job.print(edition, &mut Report::default()).unwrap();
            for (i, file) in output.files.into_iter().enumerate() {
                let text = String::from_utf8(file.bytes).unwrap();
                let found = events(&text, now);
                let found = found
                    .into_iter()
                    .filter(|it| !HONEST.iter().any(|honest| it.starts_with(honest)));
                broken.extend(found.map(|it| format!("{}: {it}", file.path)));
                if i == 0 {
                    let all = elements(&text).unwrap();
                    let (_, items) = groups(
                        &all,
                        if format == "rss" { "/rss/channel/item" } else { "/feed/entry" },
                    );
                    assert_eq!(items.len(), edition.articles.len());
                    let name =
                        if format == "rss" { "content:encoded" } else { "content" };
                    let contents = items.iter().flat_map(|it| said(it, name));
                    let twice = repeated_ids(contents.map(|it| it.text.as_str()));
                    broken
                        .extend(twice.into_iter().map(|it| format!("id {it} is twice")));
                }
            }
        }
    }
    let shown = &broken[..broken.len().min(20)];
    assert!(broken.is_empty(), "{}:\n{}", broken.len(), shown.join("\n"));
}

#[test]
fn a_feed_of_a_hundred_pages_keeps_the_rules() {
    let Some(folder) = shared("corpus/articles/html") else { return };
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    pages.sort();
    let edition = edition(pages.into_iter().step_by(8).take(100));
    assert!(90 < edition.articles.len(), "{}", edition.articles.len());
    check(&edition);
}

#[test]
fn a_feed_of_the_seed_and_of_discussions_keeps_the_rules() {
    let Some(seed) = shared("cases/seed/page.html") else { return };
    let Some(folder) = shared("corpus/discussion/pages") else { return };
    let mut pages: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    pages.sort();
    check(&edition([seed].into_iter().chain(pages.into_iter().step_by(6).take(15))));
}
