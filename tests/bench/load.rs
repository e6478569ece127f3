//! What loading a page costs, as a ratio beside a bare parse of the same pages.
//!
//! `cargo bench --bench load [FOLDER]`: reads every page of a folder, by default
//! `../shared/corpus/articles/html` or else the samples, and prints the CPU time
//! of one thread for
//!
//! - html5ever with its reference tree, on text that is already decoded;
//! - `offprint`: decode, parse, extract every part, lower, print the JSON form.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod clock;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::RcDom;
use offprint::{
    Report, article,
    load::{self, Source},
};

use crate::clock::fastest;

fn main() {
    let pages = pages();
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let texts: Vec<String> =
        pages.iter().map(|it| String::from_utf8_lossy(it).into_owned()).collect();
    let megabytes = bytes as f64 / 1e6;
    println!("{} pages, {megabytes:.1} MB", pages.len());
    let parse = fastest(|| {
        for text in &texts {
            let dom = parse_document(RcDom::default(), ParseOpts::default());
            std::hint::black_box(dom.one(text.as_str()));
        }
    });
    let mut slowest = Duration::ZERO;
    let load = fastest(|| {
        for page in &pages {
            let start = Instant::now();
            let source = Source::new(page.clone());
            if let Ok(found) = load::load(&source, &mut Report::default()) {
                for it in found {
                    std::hint::black_box(article::to_json(&it));
                }
            }
            slowest = slowest.max(start.elapsed());
        }
    });
    let rate = |it: Duration| pages.len() as f64 / it.as_secs_f64();
    println!("html5ever  {:7.2} s CPU  {:6.0} pages/s", parse.as_secs_f64(), rate(parse));
    println!("offprint   {:7.2} s CPU  {:6.0} pages/s", load.as_secs_f64(), rate(load));
    println!("ratio      {:7.2}", load.as_secs_f64() / parse.as_secs_f64());
    println!("slowest page {:.0} ms", slowest.as_secs_f64() * 1e3);
}

fn pages() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::args().skip(1).find(|it| !it.starts_with('-'));
    let folder =
        named.map_or_else(|| root.join("../shared/corpus/articles/html"), PathBuf::from);
    let folder = if folder.is_dir() { folder } else { root.join("samples") };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be read")
        .filter_map(|it| Some(it.ok()?.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "html"))
        .collect();
    paths.sort();
    paths.iter().filter_map(|it| fs::read(it).ok()).collect()
}
