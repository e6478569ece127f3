//! Each word that a reader of a page sees is in the article or in the report.

use std::collections::BTreeSet;

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use offprint::{ErrorKind, Report, article::to_json, load};
use serde_json::Value;

use super::{corpus, framed, source};

/// Corpora of HTML.
const HTML: &[&str] = &[
    "ammonia",
    "bluemonday",
    "feedparser_sanitize",
    "loofah",
    "own_mxss",
    "sanitize_html",
    "html5lib_tree",
    "own_text",
    "blns",
];

/// Returns the text that a reader of a page without scripts sees.
fn visible(page: &str) -> String {
    const UNSEEN: &[&str] = &[
        "head", "script", "style", "template", "title", "iframe", "noembed", "noframes",
        "frameset", "object", "canvas", "audio", "video", "datalist", "select",
        "textarea", "button", "svg", "math", "rp",
    ];
    let options = ParseOpts {
        tree_builder: html5ever::tree_builder::TreeBuilderOpts {
            scripting_enabled: false,
            ..Default::default()
        },
        ..ParseOpts::default()
    };
    let dom: RcDom = parse_document(RcDom::default(), options).one(page);
    let mut out = String::new();
    let mut open: Vec<Handle> = vec![dom.document.clone()];
    while let Some(node) = open.pop() {
        match &node.data {
            NodeData::Text { contents } => {
                out.push_str(&contents.borrow());
                out.push(' ');
            }
            NodeData::Element { name, attrs, .. } => {
                let hidden = attrs.borrow().iter().any(|it| {
                    let style = it.value.to_ascii_lowercase().replace(' ', "");
                    matches!(&*it.name.local, "hidden" | "aria-hidden")
                        || &*it.name.local == "style"
                            && ["display:none", "visibility:hidden"]
                                .iter()
                                .any(|it| style.contains(it))
                });
                if hidden || UNSEEN.contains(&&*name.local) {
                    continue;
                }
            }
            _ => (),
        }
        open.extend(node.children.borrow().iter().rev().cloned());
    }
    out
}

fn words(text: &str) -> Vec<String> {
    let text = text.split(|c: char| !c.is_alphanumeric());
    text.filter(|it| !it.is_empty()).map(str::to_lowercase).collect()
}

fn strings(value: &Value, out: &mut String) {
    match value {
        Value::String(it) => {
            out.push_str(it);
            out.push(' ');
        }
        Value::Array(it) => it.iter().for_each(|it| strings(it, out)),
        Value::Object(it) => it.values().for_each(|it| strings(it, out)),
        Value::Null | Value::Bool(_) | Value::Number(_) => (),
    }
}

/// Rows A1 to A4: each word that a reader of the page sees is in the article or
/// in what is said of it.
#[test]
fn text_is_never_lost() {
    let mut lost = Vec::new();
    let mut count = 0;
    let vectors = HTML.iter().flat_map(|it| corpus(it));
    for row in vectors {
        for (kind, page) in [("alone", row.text()), ("framed", framed(&row.text()))] {
            let seen = words(&visible(&page));
            if seen.is_empty() {
                continue;
            }
            let mut report = Report::explaining();
            let loaded = load::load(&source("vector.html", &*page), &mut report);
            let mut kept = String::new();
            match loaded {
                Ok(articles) => articles.iter().for_each(|it| {
                    strings(&serde_json::from_str(&to_json(it)).unwrap(), &mut kept);
                }),
                // That there is none is said as an error.
                Err(err) if kind == "alone" => {
                    let told = [ErrorKind::NoArticle, ErrorKind::NotText];
                    assert!(told.contains(&err.kind()), "{}: {err}", row.id);
                    continue;
                }
                Err(err) => {
                    assert_eq!(err.kind(), ErrorKind::NotText, "{}: {err}", row.id);
                    continue;
                }
            }
            strings(&serde_json::to_value(&report).unwrap(), &mut kept);
            count += 1;
            let kept = words(&kept);
            let (together, kept): (String, BTreeSet<String>) =
                (kept.concat(), kept.into_iter().collect());
            let gone: Vec<&String> = seen
                .iter()
                .filter(|it| !kept.contains(*it) && !together.contains(&***it))
                .collect();
            if !gone.is_empty() {
                lost.push(format!("{} {kind}: {gone:?}", row.id));
            }
        }
    }
    println!("{count} pages with text");
    assert!(lost.is_empty(), "{} lost:\n{}", lost.len(), lost.join("\n"));
}
