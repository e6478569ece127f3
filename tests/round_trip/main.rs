//! An article written as Markdown and read back is the same article.
//!
//! Generated articles are tried too: a few hundred, or as many as
//! `OFFPRINT_ROUND_TRIP_CASES` says, from where `OFFPRINT_ROUND_TRIP_SEED` says
//! or from anywhere. `OFFPRINT_ROUND_TRIP` names one more folder
//! of pages.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says why and ends"
)]

mod generate;
mod pictures;
mod tidy;

use std::{
    borrow::Cow,
    env, fs,
    path::{Path, PathBuf},
    thread,
};

use offprint::{
    Job, Report,
    article::{Address, Article, Block, Edition, from_json, to_json},
    emit::{self, Assets, Images},
    load::{Source, detect},
};
use proptest::{
    prelude::*,
    sample::select,
    test_runner::{RngSeed, TestError, TestRunner},
};
use serde_json::{Value, json};

fn load(name: &str, bytes: Vec<u8>) -> Article {
    let mut source = Source::new(bytes);
    source.file_name = Some(name.into());
    let mut found =
        detect(&source).unwrap().load(&source, &mut Report::default()).unwrap();
    found.remove(0)
}

/// Writes an article as Markdown with these settings.
fn written(article: &Article, settings: &Value) -> Vec<u8> {
    written_as("markdown", article, settings)
}

fn written_as(format: &str, article: &Article, settings: &Value) -> Vec<u8> {
    let mut job = Job::new(&[], emit::by_name(format).unwrap());
    job.settings.emit.insert(format.into(), settings.clone());
    let edition = Edition::from(article.clone());
    job.print(&edition, &mut Report::default()).unwrap().files.remove(0).bytes
}

/// Returns where two articles first differ, and what each has there.
fn difference(a: &Article, b: &Article) -> String {
    let value = |it: &Article| serde_json::from_str::<Value>(&to_json(it)).unwrap();
    let (mut a, mut b) = (&value(a), &value(b));
    let mut path = String::new();
    loop {
        let step = match (a, b) {
            (Value::Object(x), Value::Object(y)) => {
                let names = x.keys().chain(y.keys());
                let other = |it: &&String| x.get(*it) != y.get(*it);
                names.into_iter().find(other).map(|it| (it.clone(), &a[it], &b[it]))
            }
            (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
                let at = (0..x.len()).find(|at| x[*at] != y[*at]);
                at.map(|at| (at.to_string(), &x[at], &y[at]))
            }
            _ => None,
        };
        let Some((name, x, y)) = step else { break };
        path = format!("{path}/{name}");
        (a, b) = (x, y);
    }
    format!("{path}\n{a}\n--- was read back as\n{b}")
}

/// Returns the samples, and the pages of the folder the environment names.
fn samples() -> Vec<(String, Article)> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let extra = env::var_os("OFFPRINT_ROUND_TRIP").map(Into::into);
    let mut folders: Vec<PathBuf> = vec![samples.join("essays"), samples];
    folders.extend(extra);
    let mut out = Vec::new();
    for folder in folders {
        let mut paths: Vec<_> =
            fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
        paths.sort();
        // Who tried the README's feed left a lock beside the essays.
        let is_sample = |it: &&PathBuf| it.is_file() && !it.ends_with("offprint.lock");
        for path in paths.iter().filter(is_sample) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let article = load(&name, fs::read(path).unwrap());
            out.push((name, article));
        }
    }
    assert!(!out.is_empty());
    out
}

/// Checks that the samples come back equal, and are written the same again.
fn come_back(format: &str, file: &str, settings: &Value) {
    let mut broken = Vec::new();
    let samples = samples();
    for (name, article) in &samples {
        let text = written_as(format, article, settings);
        let read = load(file, text.clone());
        if read != *article {
            let found = difference(article, &read);
            broken.push(format!("{name}: {found}"));
        } else if written_as(format, &read, settings) != text {
            broken.push(format!("{name}: written twice, not the same bytes"));
        }
    }
    println!("{} of {} came back", samples.len() - broken.len(), samples.len());
    let most = broken.len().min(12);
    assert!(broken.is_empty(), "{}:\n{}", broken.len(), broken[..most].join("\n\n"));
}

#[test]
fn samples_come_back_from_markdown() {
    come_back("markdown", "article.md", &json!({}));
}

#[test]
fn samples_come_back_from_the_tree_of_pandoc() {
    for api in ["1.22", "1.23"] {
        come_back("pandoc", "article.json", &json!({ "api": api }));
    }
}

#[test]
fn samples_come_back_from_a_web_page() {
    come_back("html", "article.html", &json!({}));
}

#[test]
fn what_once_did_not_come_back_does() {
    let text = |it: &str| json!({ "type": "text", "text": it });
    let paragraph = |it: Value| json!({ "type": "paragraph", "content": it });
    let strong =
        |it: Value| json!({ "type": "marked", "mark": "strong", "content": [it] });
    let strong_of =
        |it: Value| json!({ "type": "marked", "mark": "strong", "content": it });
    let tex = |it: &str| json!({ "type": "math", "notation": "tex", "source": it });
    let link = |it: Value| json!({ "type": "link", "address": "https://a.example/", "content": it });
    let call = json!({ "type": "note-ref", "note": 0 });
    let image = json!({ "type": "image", "address": "d.jpg", "alt": "d" });
    let small =
        json!({ "type": "image", "address": "d.jpg", "alt": "d", "size": [32, 48] });
    let large =
        json!({ "type": "image", "address": "d.jpg", "alt": "d", "size": [640, 480] });
    let cell = |it: Value| json!({ "columns": 1, "rows": 1, "blocks": it });
    let blocks = [
        // A formula before a digit, and one with dollars in its words.
        paragraph(json!([tex("x"), text("1 and "), tex("\\text{a $b$ c}")])),
        json!({ "type": "math", "notation": "tex", "source": "x", "alt": "ex" }),
        paragraph(json!([text("then "), tex("x"), text(" without words")])),
        // Formulas that dollars cannot hold, or that look like an address.
        paragraph(json!([tex("`y`"), text(" "), tex("}{"), tex("<https://a.example/>")])),
        // A digit after a formula, at the end of what is marked.
        paragraph(json!([strong_of(json!([tex("x"), text("3")])), text("b")])),
        paragraph(json!([tex("x"), text("0_a_")])),
        // Signs that could be part of an address of mail.
        paragraph(json!([text("a <"), strong(text("@b>"))])),
        // What readers could resolve twice.
        paragraph(json!([{ "type": "link", "address": "https://a.example/?a&colon;b",
                           "title": "&amp;", "content": [text("a")] }])),
        // Calls of notes in links and right before them.
        paragraph(json!([
            link(json!([call, text("to")])),
            call,
            link(json!([text("b")]))
        ])),
        // A title that is strong in parts, and one that is all strong.
        json!({ "type": "aside", "kind": "box", "title": [strong(text("a")), text(" b")],
                "blocks": [paragraph(json!([text("c")]))] }),
        json!({ "type": "aside", "kind": "box", "title": [strong(text("a"))],
                "blocks": [paragraph(json!([text("c")]))] }),
        // A figure in a list without blank lines.
        json!({ "type": "list", "start": 237, "items": [{ "blocks": [
            { "type": "figure", "content": [image], "credit": [text("Ada")] }
        ] }] }),
        // A caption that reads like a credit.
        json!({ "type": "figure", "content": [image], "caption": [text("a Photo:")],
                "credit": [text("Ada")] }),
        // A credit that says itself what it is.
        json!({ "type": "figure", "content": [image], "caption": [text("The dome")],
                "credit": [text("Photograph: Ada")] }),
        // Levels deeper than any element.
        json!({ "type": "heading", "level": 6, "id": "deep", "content": [text("a {b}")] }),
        // One picture in two sizes.
        small,
        large,
        // A column that no cell shows how to set.
        json!({ "type": "table", "columns": ["start", "end"], "rows": [
            { "cells": [{ "columns": 2, "rows": 1, "blocks": [paragraph(json!([text("a")]))] }] },
            { "cells": [cell(json!([paragraph(json!([text("b")]))])), cell(json!([]))] },
        ] }),
        // Terms with a picture in them.
        json!({ "type": "definitions", "items": [{
            "terms": [[text("a "), image, text(" b")], [text("c")]],
            "senses": [[paragraph(json!([text("d")]))]],
        }, { "terms": [[text("without a sense")]], "senses": [] }] }),
        // Ticks on items that begin with no paragraph.
        json!({ "type": "list", "items": [
            { "ticked": true, "blocks": [] },
            { "ticked": false, "blocks": [{ "type": "quote", "blocks": [paragraph(json!([text("e")]))] }] },
            { "blocks": [{ "type": "list", "items": [{ "ticked": true, "blocks": [paragraph(json!([text("f")]))] }] }] },
        ] }),
        // Signs of one term that could end in the next, and what is not seen.
        json!({ "type": "definitions", "items": [{
            "terms": [[text("a $b")], [tex("x"), text(" c")]],
            "senses": [[paragraph(json!([text("d")]))]],
        }] }),
        paragraph(json!([
            { "type": "code", "text": "a\u{feff}b\u{2028}c" },
            { "type": "link", "address": "https://a.example/", "title": "a\u{2028}b", "content": [text("c")] },
        ])),
        // A sign after a break in a cell could end what one before it starts.
        json!({ "type": "table", "columns": ["unset"], "rows": [{ "cells": [cell(json!([
            paragraph(json!([text("a{*b c"), { "type": "break" }, text("*@ d")]))
        ]))] }] }),
        // A callout that is none, and signs that some readers take for letters.
        paragraph(json!([text("[!NOTE]")])),
        paragraph(json!([text("\u{af}_(\u{30c4})_/\u{af}")])),
        // What a quotation says comes before who said it, and so do its notes.
        json!({ "type": "quote",
                "blocks": [paragraph(json!([text("a"), { "type": "note-ref", "note": 1 }]))],
                "attribution": [text("b"), { "type": "note-ref", "note": 2 }] }),
        // Signs of lists of definitions, and spaces that are no spaces.
        paragraph(json!([text(":smile: it")])),
        paragraph(json!([text("\u{a0}a\u{2003}")])),
    ];
    let note = json!({ "blocks": [paragraph(json!([text("A note.")]))] });
    let whole = json!({ "offprint": 1, "article": {
        "metadata": { "title": "no\u{a0}b", "subtitle": "c", "tags": ["#d", " e"] },
        "body": { "blocks": blocks, "notes": [note, note, note] },
    }});
    let article = from_json(&whole.to_string()).unwrap();
    for profile in ["generic", "astro", "zola"] {
        let text = written(&article, &json!({ "profile": profile }));
        let read = load("article.md", text.clone());
        let found = difference(&article, &read);
        assert!(read == article, "{}\n{found}", String::from_utf8_lossy(&text));
    }
}

#[test]
fn notes_that_nothing_calls_are_shown() {
    let paragraph = |it: Value| json!({ "type": "paragraph", "content": it });
    let text = |it: &str| json!({ "type": "text", "text": it });
    let call = |it: u32| json!({ "type": "note-ref", "note": it });
    let note = |it: Value| json!({ "blocks": [paragraph(it)] });
    let whole = json!({ "offprint": 1, "article": {
        "metadata": { "title": "T" },
        "body": {
            "blocks": [paragraph(json!([text("a"), call(0)]))],
            "notes": [
                note(json!([text("One")])), note(json!([text("Two, "), call(2)])),
                note(json!([text("Three")])), note(json!([text("Four, "), call(1)])),
            ],
        },
    }});
    let article = from_json(&whole.to_string()).unwrap();
    let written = written(&article, &json!({}));
    let shown = String::from_utf8_lossy(&written);
    assert!(shown.contains("a[^1]\n\n<!-- offprint:notes -->\n\n[^2] [^4]\n"), "{shown}");
    let read = load("article.md", written.clone());
    assert!(read == article, "{}", difference(&article, &read));
}

#[test]
fn parts_are_found_by_their_headings_in_every_language() {
    let paragraph = |it: &str| json!({ "type": "paragraph", "content": [{ "type": "text", "text": it }] });
    let mut broken = Vec::new();
    for language in ["en", "de", "nl", "fr", "es", "it", "pt", "ru", "ar", "zh", "ja"] {
        let whole = json!({ "offprint": 1, "article": {
            "metadata": { "title": "T", "language": language },
            "authors": [{ "name": "A. Keeper", "bio": [paragraph("A. Keeper keeps the lamp.")] }],
            "body": { "blocks": [paragraph("Text.")] },
            "discussion": { "closed": true, "comments": [
                { "author": { "name": "Kim" }, "posted": "2024-05-03", "content": [paragraph("One.")] },
                { "author": { "name": "Lee" }, "posted": "2024-11-28", "parent": 0,
                  "content": [paragraph("Two.")] },
            ] },
        }});
        let article = from_json(&whole.to_string()).unwrap();
        let text = String::from_utf8(written(&article, &json!({}))).unwrap();
        let lines =
            text.lines().filter(|it| !it.contains("<!-- ") || !it.contains("offprint:"));
        let bare = lines.collect::<Vec<_>>().join("\n");
        let read = load("article.md", bare.clone().into_bytes());
        if read.discussion != article.discussion || read.authors != article.authors {
            broken.push(format!("{language}: {}\n{bare}", difference(&article, &read)));
        }
        // Without what the front matter knows, as other tools leave it.
        let (_, rest) = bare[4..].split_once("---\n").unwrap();
        let read = load("article.md", rest.as_bytes().to_vec());
        let found = &read.discussion.comments;
        let days: Vec<_> =
            found.iter().map(|it| it.posted.map(|it| it.to_string())).collect();
        let wanted = [Some("2024-05-03".to_owned()), Some("2024-11-28".to_owned())];
        if days != wanted || found[1].parent != Some(0) || !read.discussion.closed {
            broken.push(format!("{language} without front matter: {days:?}\n{rest}"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
}

#[test]
fn a_bio_may_begin_with_a_heading() {
    let heading = json!({ "type": "heading", "level": 1, "content": [{ "type": "text", "text": "a" }] });
    let author = |name: &str| json!({ "name": name, "bio": [heading] });
    let whole = json!({ "offprint": 1, "article": {
        "metadata": { "title": "T" }, "authors": [author("A. Keeper"), author("B. Clerk")],
    }});
    let article = from_json(&whole.to_string()).unwrap();
    let read = load("article.md", written(&article, &json!({})));
    assert!(read == article, "{}", difference(&article, &read));
}

/// Settings under which a file holds all of an article.
fn settings() -> impl Strategy<Value = Value> {
    let profile = select(
        &["generic", "hugo", "jekyll", "zola", "eleventy", "astro", "obsidian"][..],
    );
    let language = prop_oneof![3 => Just("yaml"), 1 => Just("toml")];
    let width = prop_oneof![2 => Just(0), 1 => Just(32), 1 => Just(72)];
    let links = prop_oneof![3 => Just("inline"), 1 => Just("reference")];
    let captions = prop_oneof![3 => Just("title"), 1 => Just("below")];
    (profile, language, width, links, captions).prop_map(|it| {
        json!({
            "profile": it.0, "front-matter": it.1, "width": it.2, "links": it.3,
            "captions": it.4,
        })
    })
}

/// How many articles are tried unless the environment says otherwise.
const CASES: u32 = 200;

/// Making an article by chance takes more of the stack than a test has.
const STACK: usize = 256 << 20;

#[test]
fn any_article_comes_back_the_same() {
    let thread = thread::Builder::new().stack_size(STACK).spawn(try_any_article);
    if let Err(why) = thread.unwrap().join().unwrap() {
        panic!("{why}");
    }
}

fn try_any_article() -> Result<(), String> {
    let cases = env::var("OFFPRINT_ROUND_TRIP_CASES").ok();
    let config = ProptestConfig {
        cases: cases.as_deref().map_or(CASES, |it| it.parse().unwrap()),
        rng_seed: match (env::var("OFFPRINT_ROUND_TRIP_SEED"), &cases) {
            (Ok(seed), _) => RngSeed::Fixed(seed.parse().unwrap()),
            (Err(_), Some(_)) => RngSeed::Random,
            (Err(_), None) => RngSeed::Fixed(7),
        },
        failure_persistence: None,
        max_shrink_iters: 400,
        ..ProptestConfig::default()
    };
    let every = (generate::article(), settings());
    let result = TestRunner::new(config).run(&every, |(article, settings)| {
        let text = written(&article, &settings);
        let read = load("article.md", text.clone());
        if read != article {
            let found = difference(&article, &read);
            let text = String::from_utf8_lossy(&text);
            return Err(TestCaseError::fail(format!("{settings}\n{text}\n{found}")));
        }
        Ok(())
    });
    result.map_err(|it| match it {
        TestError::Fail(why, _) => why.to_string(),
        other @ TestError::Abort(_) => other.to_string(),
    })
}
