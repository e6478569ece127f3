use serde_json::{Value, json};

use super::*;
use crate::{article, report::Code};

fn print(whole: &Value, api: &str) -> (Value, Report) {
    let it = article::from_json(&whole.to_string()).unwrap();
    let mut job = crate::Job::new(&[], &Pandoc);
    let number: f64 = api.parse().unwrap();
    job.settings.emit.insert("pandoc".into(), json!({ "api": number }));
    let mut report = Report::default();
    let output = job.print(&it.into(), &mut report).unwrap();
    (serde_json::from_slice(&output.files[0].bytes).unwrap(), report)
}

fn paragraph(it: &str) -> Value {
    json!({ "type": "paragraph", "content": [{ "type": "text", "text": it }] })
}

#[test]
fn notes_are_where_they_are_called_and_parts_are_divisions() {
    let whole = json!({ "offprint": 1, "article": {
        "metadata": { "title": "Dusk at sea" },
        "authors": [{ "name": "A. Writer", "bio": [paragraph("A bio.")] }],
        "body": { "blocks": [{ "type": "paragraph", "content": [
            { "type": "text", "text": "Night fell" }, { "type": "note-ref", "note": 0 }
        ] }], "notes": [{ "blocks": [paragraph("At nine.")] }] }
    } });
    let (tree, _) = print(&whole, "1.22");
    let content = &tree["blocks"][0]["c"];
    assert_eq!(content[1]["t"], "Space");
    assert_eq!(content[3]["t"], "Note");
    assert_eq!(content[3]["c"][0]["c"][0]["c"], "At");
    assert_eq!(tree["blocks"][1]["c"][0][1][0], "offprint-bio");
    assert_eq!(tree["meta"]["author"]["c"][0]["c"][0]["c"], "A.");
    assert_eq!(tree["pandoc-api-version"][1], 22);
}

#[test]
fn captions_are_where_each_version_has_them() {
    let text = |it: &str| json!([{ "type": "text", "text": it }]);
    let picture = json!({ "type": "image", "address": "d.jpg", "alt": "A dome" });
    let cell = json!({ "blocks": [paragraph("1")] });
    let table =
        json!({ "type": "table", "columns": ["end"], "rows": [{ "cells": [cell] }] });
    let whole = json!({ "offprint": 1, "article": { "body": { "blocks": [
        { "type": "figure", "content": [picture], "caption": text("The dome"), "credit": text("Ada") },
        { "type": "figure", "content": [table], "caption": text("Counts") },
    ] } } });
    let (old, _) = print(&whole, "1.22");
    let image = &old["blocks"][0]["c"][0];
    assert_eq!((&image["t"], &image["c"][2][1]), (&"Image".into(), &"fig:".into()));
    assert_eq!(image["c"][0][2][0], json!(["alt", "A dome"]));
    let (new, _) = print(&whole, "1.23");
    assert_eq!(new["blocks"][0]["t"], "Figure");
    assert_eq!(new["blocks"][0]["c"][1][1][1]["c"][0][1][0], "offprint-credit");
    for tree in [old, new] {
        assert_eq!(tree["blocks"][1]["t"], "Table");
        assert_eq!(tree["blocks"][1]["c"][1][1][0]["t"], "Para");
    }
}

#[test]
fn what_is_left_out_is_reported_and_not_in_the_data() {
    let whole = json!({ "offprint": 1, "article": {
        "body": { "blocks": [paragraph("Night.")] },
        "discussion": { "comments": [
            { "author": { "name": "Kim" }, "content": [paragraph("Nice.")] }
        ] },
    } });
    let it = article::from_json(&whole.to_string()).unwrap();
    let mut job = crate::Job::new(&[], &Pandoc);
    job.settings.comments = Comments::None;
    let mut report = Report::default();
    let output = job.print(&it.into(), &mut report).unwrap();
    assert!(!String::from_utf8_lossy(&output.files[0].bytes).contains("Kim"));
    assert!(report.entries.iter().any(|it| it.code == Code::CommentsDropped));
}

#[test]
fn pictures_that_are_not_wanted_are_their_descriptions() {
    let picture = json!({ "type": "image", "address": "d.jpg", "alt": "A dome" });
    let caption = json!([{ "type": "text", "text": "The dome" }]);
    let whole = json!({ "offprint": 1, "article": { "body": { "blocks": [
        picture, { "type": "figure", "content": [picture], "caption": caption },
    ] } } });
    let it = article::from_json(&whole.to_string()).unwrap();
    let mut job = crate::Job::new(&[], &Pandoc);
    job.settings.images = Images::None;
    let mut report = Report::default();
    let output = job.print(&it.into(), &mut report).unwrap();
    let text = String::from_utf8(output.files[0].bytes.clone()).unwrap();
    assert!(!text.contains("d.jpg") && !text.contains(r#""t":"Image""#), "{text}");
    assert_eq!(text.matches("offprint-image-description").count(), 2);
    assert!(report.entries.iter().any(|it| it.code == Code::ImageLinked));
}
