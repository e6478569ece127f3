//! An article, a feed of it, and the article again: equal in every field that the
//! format can hold, and the report names the rest.

use std::{
    fs,
    path::{Path, PathBuf},
};

use offprint::{
    Article, Job, Report,
    article::{Edition, to_json},
    emit,
    load::{self, Source},
};
use serde_json::Value;

use super::{edition, print};
use offprint::emit::Comments;

/// What the report calls the fields it names, by how the paths to them begin and
/// end, and the code it does so under.
const NAMED: &[(&str, &str, &str, &str)] = &[
    ("/metadata/canonical", "", "facts-unkept", "canonical address"),
    ("/metadata/published", "", "facts-unkept", "of a change"),
    ("/metadata/updated", "", "facts-unkept", "of a change"),
    ("/metadata/id", "", "id-minted", ""),
    ("/authors", "/contributions", "facts-unkept", "did"),
    ("/authors", "/urls", "facts-unkept", "addresses of"),
    ("/authors", "/kind", "facts-unkept", "is an organisation"),
    ("/authors", "/portrait", "facts-unkept", "portrait of"),
    ("/provenance/original/outlet/url", "", "facts-unkept", "address of"),
    ("/provenance/original/published", "", "facts-unkept", "first printing"),
    ("/provenance/original/relation", "", "facts-unkept", "that it is"),
    ("/provenance/licence/spdx", "", "facts-unkept", "name of the licence"),
    ("/provenance/permission", "", "facts-unkept", "permission"),
    ("/provenance/pixel", "", "pixel-dropped", ""),
    ("/discussion/comments", "/id", "facts-unkept", "ids of"),
    ("/discussion/comments", "/posted_words", "facts-unkept", "in words"),
    ("/discussion/comments", "/portrait", "facts-unkept", "portraits of"),
    ("/discussion/mentions", "/id", "facts-unkept", "ids of"),
    ("/body", "", "embed-linked", ""),
    ("/body", "", "math-as-source", ""),
];

fn samples() -> Vec<(String, Article)> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut found = Vec::new();
    for folder in [samples.join("essays"), samples] {
        let mut paths: Vec<_> =
            fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
        paths.sort();
        // Who tried the README's feed left a lock beside the essays.
        let is_sample = |it: &&PathBuf| it.is_file() && !it.ends_with("offprint.lock");
        for path in paths.iter().filter(is_sample) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let mut source = Source::new(fs::read(path).unwrap());
            source.file_name = Some(name.clone());
            let Ok(all) = load::load(&source, &mut Report::default()) else { continue };
            found.extend(all.into_iter().map(|it| (name.clone(), it)));
        }
    }
    for it in edition().articles {
        found.push((it.metadata.title.clone(), it));
    }
    assert!(6 < found.len(), "the samples are gone");
    found
}

/// Returns an article as feeds can say it: every address absolute, and nothing
/// said twice.
fn plain(mut article: Article) -> Value {
    let card = &mut article.metadata;
    if card.canonical == card.url {
        card.canonical = None;
    }
    let base = card.url.clone().unwrap();
    let discussion = &mut article.discussion;
    if discussion.claimed.is_some_and(|it| it as usize == discussion.comments.len()) {
        discussion.claimed = None;
    }
    article.provenance.outlet = None;
    let mut value: Value = serde_json::from_str(&to_json(&article)).unwrap();
    absolute(&mut value, &base);
    value["article"].take()
}

fn absolute(value: &mut Value, base: &url::Url) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|it| absolute(it, base)),
        Value::Object(fields) => {
            for (key, value) in fields {
                match value {
                    Value::String(it) if key == "address" && !it.starts_with('#') => {
                        *it = base.join(it).unwrap().into();
                    }
                    _ => absolute(value, base),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
    }
}

/// Lists the paths at which two values differ.
fn differences(path: &str, was: &Value, is: &Value, out: &mut Vec<String>) {
    match (was, is) {
        (Value::Object(a), Value::Object(b)) => {
            let keys: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
            for key in keys {
                let null = &Value::Null;
                let (a, b) = (a.get(key).unwrap_or(null), b.get(key).unwrap_or(null));
                differences(&format!("{path}/{key}"), a, b, out);
            }
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            for (i, (a, b)) in a.iter().zip(b).enumerate() {
                differences(&format!("{path}/{i}"), a, b, out);
            }
        }
        (a, b) if a == b => (),
        (a, b) => {
            let short = |it: &Value| it.to_string().chars().take(400).collect::<String>();
            out.push(format!("{path}: {} became {}", short(a), short(b)));
        }
    }
}

#[test]
fn every_sample_comes_back_but_for_what_the_report_names() {
    let mut lost = Vec::new();
    for (name, mut article) in samples() {
        let card = &mut article.metadata;
        card.url =
            card.url.take().or_else(|| "https://round.example/x/trip".parse().ok());
        let mut edition = Edition::from(article.clone());
        edition.channel.title = "Round Trips".into();
        edition.channel.home = "https://round.example/".parse().ok();
        edition.channel.address = "https://round.example/feed".parse().ok();
        for format in ["rss", "atom", "json-feed"] {
            let mut report = Report::default();
            let job = Job::new(&[], emit::by_name(format).unwrap());
            let output = job.print(&edition, &mut report).unwrap();
            let source = Source::new(output.files[0].bytes.clone());
            let mut read = load::load(&source, &mut Report::default()).unwrap();
            assert_eq!(read.len(), 1);
            let mut found = Vec::new();
            let (was, is) = (plain(article.clone()), plain(read.remove(0)));
            differences("", &was, &is, &mut found);
            found.retain(|it| {
                let path = it.split(": ").next().unwrap();
                !NAMED.iter().any(|(begins, ends, code, words)| {
                    path.starts_with(begins)
                        && path.contains(ends)
                        && report
                            .entries
                            .iter()
                            .any(|it| it.code.id() == *code && it.subject.contains(words))
                })
            });
            lost.extend(found.into_iter().map(|it| format!("{name} {format} {it}")));
        }
    }
    assert!(lost.is_empty(), "{}:\n{}", lost.len(), lost.join("\n"));
}

#[test]
fn a_feed_read_back_is_the_article_it_was() {
    let was = edition().articles.remove(1);
    for format in ["rss", "atom", "json-feed"] {
        let (files, _) = print(format, Comments::End, "{}");
        let mut report = Report::default();
        let source = Source::new(files[0].1.as_bytes());
        let articles = load::load(&source, &mut report).unwrap();
        assert_eq!(articles.len(), 2, "{format}");
        let is = &articles[0];
        assert_eq!(is.metadata.title, was.metadata.title, "{format}");
        assert_eq!(is.metadata.id, was.metadata.id, "{format}");
        assert_eq!(is.metadata.url, was.metadata.url, "{format}");
        assert_eq!(is.metadata.published, was.metadata.published, "{format}");
        assert_eq!(is.metadata.updated, was.metadata.updated, "{format}");
        assert_eq!(is.metadata.subtitle, was.metadata.subtitle, "{format}");
        assert_eq!(is.metadata.summary, was.metadata.summary, "{format}");
        assert_eq!(is.metadata.language, was.metadata.language, "{format}");
        assert_eq!(is.metadata.categories, was.metadata.categories, "{format}");
        assert_eq!(is.metadata.tags, was.metadata.tags, "{format}");
        let names: Vec<&str> = is.authors.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Ana Ruiz", "Bo Lind"], "{format}");
        assert!(!is.authors[0].bio.is_empty(), "{format}");
        let (now, then) = (&is.provenance, &was.provenance);
        assert_eq!(now.licence, then.licence, "{format}");
        assert_eq!(
            now.original.as_ref().unwrap().url,
            then.original.as_ref().unwrap().url
        );
        assert!(!now.notice.is_empty(), "{format}");
        assert!(is.body.text().contains("The river rose ]]> on Tuesday <b>"), "{format}");
        assert!(
            !is.body.text().contains("Agreed"),
            "{format}: comments are not the text"
        );
        let (now, then) = (&is.discussion, &was.discussion);
        assert!(now.closed, "{format}");
        assert_eq!(now.comments.len(), 2, "{format}");
        for (now, then) in now.comments.iter().zip(&then.comments) {
            assert_eq!(now.parent, then.parent, "{format}");
            assert_eq!(now.posted, then.posted, "{format}");
            let name = |it: &offprint::article::Comment| {
                it.author.as_ref().unwrap().name.clone()
            };
            assert_eq!(name(now), name(then), "{format}");
        }
    }
}
