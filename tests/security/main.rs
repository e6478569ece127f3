//! Hostile input gives a clear error or neutral output, and loses no text.
//!
//! The vectors are in `../shared/security`; where that is missing the tests that
//! need it say so, and of the largest corpora every third is read unless
//! `OFFPRINT_VECTORS` is set. What a browser makes of the outputs, and what whole runs of the
//! program do, is checked by `tests/conformance/security.py`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test that cannot go on says why and ends"
)]

mod input;
mod lost;
mod names;
mod output;
mod text;

use std::{
    fs,
    io::{Cursor, Read},
    path::Path,
};

use data_url::forgiving_base64;
use offprint::{
    Article, Job, Report,
    article::Edition,
    emit::{self, File},
    load::Source,
};
use serde_json::Value;

/// One vector.
struct Row {
    id: String,
    bytes: Vec<u8>,
    rest: Value,
}

impl Row {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// Returns the vectors of a corpus, or none where they are not there.
fn corpus(name: &str) -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("../shared/security/corpora/{name}.jsonl"));
    let Ok(text) = fs::read_to_string(&path) else {
        println!("skipped: there is no {}", path.display());
        return Vec::new();
    };
    let surrogate = regex::Regex::new(r"(?i)\\ud[89a-f][0-9a-f]{2}").unwrap();
    let rows = text.lines().map(|line| {
        let rest: Value = serde_json::from_str(line).unwrap_or_else(|_| {
            // Some vectors have lone surrogates, which no text has.
            serde_json::from_str(&surrogate.replace_all(line, "\\ufffd")).unwrap()
        });
        let bytes = match rest["input"].as_str() {
            Some(it) => it.as_bytes().to_vec(),
            None => {
                let coded = rest["input_b64"].as_str().unwrap();
                forgiving_base64::decode_to_vec(coded.as_bytes()).unwrap()
            }
        };
        Row { id: rest["id"].as_str().unwrap().into(), bytes, rest }
    });
    rows.collect()
}

/// Returns every third vector of a corpus, or all where `OFFPRINT_VECTORS` is set.
fn sampled(name: &str) -> Vec<Row> {
    let step = if std::env::var_os("OFFPRINT_VECTORS").is_some() { 1 } else { 3 };
    corpus(name).into_iter().step_by(step).collect()
}

fn source(name: &str, bytes: impl Into<Vec<u8>>) -> Source {
    let mut source = Source::new(bytes);
    source.file_name = Some(name.into());
    source
}

/// Prints an article in a format.
fn print(article: &Article, format: &str) -> (Vec<File>, Report) {
    let mut report = Report::default();
    let edition = Edition::from(article.clone());
    let job = Job::new(&[], emit::by_name(format).unwrap());
    let output = job.print(&edition, &mut report).unwrap();
    (output.files, report)
}

fn text_of(files: &[File]) -> String {
    files.iter().map(|it| String::from_utf8_lossy(&it.bytes)).collect()
}

/// Stands around a vector so that it is part of an article.
fn framed(vector: &str) -> String {
    format!(
        "<!DOCTYPE html><html lang=en><title>A vector</title><body><article>\
         <h1>A vector</h1><p>The lamp was lit at dusk, and put out again at dawn.</p>\n\
         {vector}\n<p>The lamp was cleaned each day, as the log says.</p></article>"
    )
}

/// Returns the parts of an output that are XML.
fn xml_parts(files: &[File]) -> Vec<(String, String)> {
    let mut parts = Vec::new();
    for file in files {
        if let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(&file.bytes)) {
            for i in 0..archive.len() {
                let mut entry = archive.by_index(i).unwrap();
                let name = entry.name().unwrap().into_owned();
                if [".xhtml", ".opf", ".ncx", ".xml", ".svg"]
                    .iter()
                    .any(|it| name.ends_with(it))
                {
                    let mut text = String::new();
                    entry.read_to_string(&mut text).unwrap();
                    parts.push((name, text));
                }
            }
        } else {
            let text = String::from_utf8(file.bytes.clone()).unwrap();
            parts.push((file.path.clone(), text));
        }
    }
    parts
}
