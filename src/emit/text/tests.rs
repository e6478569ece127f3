use serde_json::json;
use textwrap::core::display_width;

use crate::{
    article::{self, Article},
    emit::Emitter,
    report::{Code, Report},
};

use super::Text;

fn article(value: &serde_json::Value) -> Article {
    let whole = json!({ "offprint": 1, "article": value });
    article::from_json(&whole.to_string()).unwrap()
}

fn print(value: &serde_json::Value, options: &serde_json::Value) -> (String, Vec<Code>) {
    let mut job = crate::Job::new(&[], &Text);
    job.settings.emit.insert(Text.format().name.into(), options.clone());
    let mut report = Report::default();
    let output = job.print(&article(value).into(), &mut report).unwrap();
    let text = String::from_utf8(output.files[0].bytes.clone()).unwrap();
    (text, report.entries.iter().map(|it| it.code).collect())
}

fn words(text: &str) -> serde_json::Value {
    json!({ "type": "paragraph", "content": [{ "type": "text", "text": text }] })
}

#[test]
fn the_head_says_who_and_when() {
    let (text, _) = print(
        &json!({ "metadata": {
            "title": "Dusk", "subtitle": "A dek", "byline": "Words: A. Writer",
            "published": "2025-03-01", "updated": "2025-03-02", "url": "https://a.example/dusk"
        }, "body": { "blocks": [words("Night fell.")] } }),
        &json!({}),
    );
    assert_eq!(
        text,
        "Dusk\n====\n\nA dek\n\nWords: A. Writer\n1 March 2025 (updated 2 March 2025)\n\
         https://a.example/dusk\n\nNight fell.\n"
    );
}

#[test]
fn lines_fit_by_columns() {
    let long = "the river rose and 川が増水した夜の話は長い".repeat(12);
    let (text, _) = print(
        &json!({ "body": { "blocks": [
        words(&long),
        { "type": "quote", "blocks": [words(&long)] },
        { "type": "list", "start": 9, "items": [{ "blocks": [words(&long)] }] }
    ] } }),
        &json!({}),
    );
    assert!(text.lines().all(|it| display_width(it) <= 72), "{text}");
    assert!(text.lines().filter(|it| 60 < display_width(it)).count() > 5);
}

#[test]
fn flowed_lines_can_be_put_together_again() {
    let long = "From here the river rose > and rose. ".repeat(8);
    let blocks =
        json!({ "body": { "blocks": [words(long.trim()), words("> no quote")] } });
    let (text, _) = print(&blocks, &json!({ "flowed": "yes" }));
    assert!(text.starts_with(" From"));
    assert!(text.contains("\n > no quote\n"));
    let paragraph = text.split("\n\n").next().unwrap();
    let joined: String =
        paragraph.lines().map(|it| it.strip_prefix(' ').unwrap_or(it)).collect();
    assert_eq!(joined, long.trim());
    assert!(text.lines().all(|it| it.len() <= 78));
}

#[test]
fn notes_and_links_are_listed_apart() {
    let link = |to: &str| {
        json!({ "type": "link", "address": to,
        "content": [{ "type": "text", "text": "there" }] })
    };
    let (text, _) = print(
        &json!({ "body": { "blocks": [{ "type": "paragraph", "content": [
            link("https://a.example/1"), { "type": "note-ref", "note": 0 },
            { "type": "text", "text": " and " }, link("https://a.example/1"),
            { "type": "text", "text": " or " }, link("https://a.example/2")
        ] }], "notes": [{ "blocks": [words("A note.")] }] } }),
        &json!({}),
    );
    assert_eq!(
        text,
        "there [L1][1] and there [L1] or there [L2]\n\nNotes\n-----\n\n[1] A note.\n\n\
         Links\n-----\n\n[L1] https://a.example/1\n[L2] https://a.example/2\n"
    );
}

#[test]
fn a_thread_is_quoted_by_depth() {
    let author = |name: &str| json!({ "name": name });
    let (text, _) = print(
        &json!({ "discussion": { "closed": true, "comments": [
            { "author": author("Kim"), "posted": "2025-03-02", "content": [words("Nice.")] },
            { "author": author("Lee"), "posted": "2025-03-03", "parent": 0,
              "content": [words("Agreed."), words("Twice.")] }
        ] } }),
        &json!({}),
    );
    assert_eq!(
        text,
        "Comments (2) – closed\n---------------------\n\n[c1] Kim, 2 March 2025:\nNice.\n\n\
         [c2] Lee, 3 March 2025, in reply to [c1] Kim:\n> Agreed.\n>\n> Twice.\n"
    );
}

#[test]
fn a_table_that_does_not_fit_becomes_records() {
    let cell = |text: &str| json!({ "blocks": [words(text)] });
    let row = |a: &str, b: &str| json!({ "cells": [cell(a), cell(b)] });
    let table = |long: &str| {
        json!({ "body": { "blocks": [{ "type": "table",
        "columns": ["unset", "end"], "head": [row("Town", "Level")],
        "rows": [row("Ada", long)] }] } })
    };
    let (text, said) = print(&table("12"), &json!({}));
    assert_eq!(text, "Town  Level\n----  -----\nAda      12\n");
    assert!(said.is_empty());
    let (text, said) = print(&table(&"high ".repeat(20)), &json!({}));
    assert!(text.starts_with("Town: Ada\nLevel: high high"));
    assert_eq!(said, [Code::TableUnfolded]);
}

#[test]
fn nothing_moves_the_cursor() {
    let hostile = "a\u{1b}[31mb\u{7}\u{9b}2J\u{202e}c\rd\u{2066}e\u{7f}";
    let (text, said) = print(
        &json!({ "metadata": { "title": hostile }, "body": { "blocks": [words(hostile),
            { "type": "code", "text": hostile }] } }),
        &json!({}),
    );
    assert!(text.chars().all(|it| it == '\n' || !it.is_control()), "{text:?}");
    assert!(!text.contains(['\u{202e}', '\u{2066}']));
    assert!(said.contains(&Code::CharactersReplaced));
}

#[test]
fn a_break_inside_a_mark_or_link_takes_the_spaces_before_it() {
    for around in [
        json!({ "type": "marked", "mark": "struck" }),
        json!({ "type": "link", "address": "https://a.example/" }),
    ] {
        let mut around = around;
        around["content"] = json!([{ "type": "break" }]);
        let content = json!([{ "type": "text", "text": "One   " }, around]);
        let block = json!({ "type": "paragraph", "content": content });
        let (text, _) = print(&json!({ "body": { "blocks": [block] } }), &json!({}));
        assert!(text.starts_with("One\n"), "{text:?}");
    }
}

#[test]
fn a_byline_says_what_others_did() {
    let authors = json!([
        { "name": "Ada", "contributions": ["text"] },
        { "name": "Bo", "contributions": ["photographs", "film"] },
    ]);
    let (text, _) = print(&json!({ "authors": authors }), &json!({}));
    assert!(text.contains("By Ada and Bo (photos, film)\n"), "{text}");
    let whole = json!({ "metadata": { "byline": "Words by Ada" }, "authors": authors });
    let (text, _) = print(&whole, &json!({}));
    assert!(text.contains("Words by Ada · Bo (photos, film)\n"), "{text}");
}

#[test]
fn lines_of_a_poem_keep_how_far_they_are_set_in() {
    let content = json!([
        { "type": "text", "text": "Roses are red" }, { "type": "break" },
        { "type": "text", "text": "\u{a0}\u{a0}violets are blue" },
    ]);
    let block = json!({ "type": "paragraph", "content": content });
    let (text, _) = print(&json!({ "body": { "blocks": [block] } }), &json!({}));
    assert_eq!(text, "Roses are red\n  violets are blue\n");
}
