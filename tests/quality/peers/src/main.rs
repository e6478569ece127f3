//! Runs another extractor over a folder of pages and prints what it found, one
//! JSON object a line, as `offprint inspect --json` does.
//!
//! `cargo run --release -- dom-smoothie|rs-trafilatura|trafilatura FOLDER`

use std::{env, fs, panic, path::PathBuf};

use serde_json::{Value, json};

fn main() {
    let mut arguments = env::args().skip(1);
    let peer = arguments.next().expect("the name of a peer");
    let folder = arguments.next().expect("a folder of pages");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be read")
        .filter_map(|it| Some(it.ok()?.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "html"))
        .collect();
    paths.sort();
    for path in paths {
        let bytes = fs::read(&path).expect("the page can be read");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        // A peer that panics has found nothing.
        let found = panic::catch_unwind(|| match peer.as_str() {
            "dom-smoothie" => dom_smoothie(&text),
            "rs-trafilatura" => rs_trafilatura(&text),
            "trafilatura" => trafilatura(&text),
            _ => panic!("there is no peer of that name"),
        });
        let mut row = found.ok().flatten().unwrap_or_else(|| json!({}));
        row["source"] = json!(path);
        println!("{row}");
    }
}

fn dom_smoothie(text: &str) -> Option<Value> {
    let mut reader = dom_smoothie::Readability::new(text, None, None).ok()?;
    let found = reader.parse().ok()?;
    Some(json!({
        "title": found.title,
        "authors": found.byline,
        "published": found.published_time,
        "body": found.text_content.to_string(),
    }))
}

fn rs_trafilatura(text: &str) -> Option<Value> {
    let found = rs_trafilatura::extract(text).ok()?;
    Some(json!({
        "title": found.metadata.title,
        "authors": found.metadata.author,
        "published": found.metadata.date.map(|it| it.to_string()),
        "body": found.content_text,
    }))
}

fn trafilatura(text: &str) -> Option<Value> {
    let found = trafilatura::extract(text, &trafilatura::Options::default()).ok()?;
    Some(json!({
        "title": found.metadata.title,
        "authors": found.metadata.author,
        "published": found.metadata.date.map(|it| it.to_string()),
        "body": found.content_text,
    }))
}
