//! What loading a page costs, as a ratio beside a bare parse of the same pages.
//!
//! `cargo bench --bench load [FOLDER]`: reads every page of a folder, by default
//! `../shared/corpus/articles/html` or else the samples, and prints the CPU time
//! of one thread for
//!
//! - html5ever with its reference tree, on text that is already decoded;
//! - `offprint`: decode, parse, extract every part, lower, print the JSON form;
//! - `dom_smoothie`, which finds the body and some metadata alone, on decoded text;
//!
//! then the page that took longest, and how much memory loading took at its peak
//! above that of a program that loads nothing: of the pages that are largest,
//! each in a process of its own, the one with the most for its size.

#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]

mod clock;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

use dom_smoothie::Readability;
use html5ever::{ParseOpts, parse_document, tendril::TendrilSink};
use markup5ever_rcdom::RcDom;
use offprint::{
    Report, article,
    load::{self, Source},
};

use crate::clock::{cpu, fastest};

/// With this and a path, the program loads one page and prints its own peak.
const ALONE: &str = "--alone";
/// How many of the largest pages are loaded so.
const LARGEST: usize = 40;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    if let [first, path] = arguments.as_slice()
        && first == ALONE
    {
        alone(Path::new(path));
        return;
    }
    let paths = pages(arguments.iter().find(|it| !it.starts_with('-')));
    let read = |it: &PathBuf| fs::read(it).expect("the page can be read");
    let pages: Vec<Vec<u8>> = paths.iter().map(read).collect();
    let bytes: usize = pages.iter().map(Vec::len).sum();
    println!("{} pages, {:.1} MB", pages.len(), bytes as f64 / 1e6);
    let texts: Vec<String> =
        pages.iter().map(|it| String::from_utf8_lossy(it).into_owned()).collect();
    let parse = fastest(|| {
        for text in &texts {
            let dom = parse_document(RcDom::default(), ParseOpts::default());
            std::hint::black_box(dom.one(text.as_str()));
        }
    });
    // The first run compiles expressions and tables.
    let sources: Vec<Source> = pages.iter().map(|it| Source::new(it.clone())).collect();
    let mut took = vec![Duration::MAX; pages.len()];
    let load = fastest(|| {
        for (page, took) in sources.iter().zip(&mut took) {
            let start = cpu();
            load(page);
            *took = (*took).min(cpu().saturating_sub(start));
        }
    });
    let peer = fastest(|| {
        for text in &texts {
            let found = Readability::new(text.as_str(), None, None);
            let found = found.and_then(|mut it| it.parse());
            std::hint::black_box(found.is_ok());
        }
    });
    let row = |name: &str, time: Duration| {
        let seconds = time.as_secs_f64();
        let rate = pages.len() as f64 / seconds;
        let ratio = seconds / parse.as_secs_f64();
        println!("{name:<13}{seconds:7.2} s CPU {rate:6.0} pages/s   ratio {ratio:.2}");
    };
    row("html5ever", parse);
    row("offprint", load);
    row("dom_smoothie", peer);
    if let Some((place, most)) = took.iter().enumerate().max_by_key(|it| it.1) {
        let size = pages[place].len() / 1024;
        println!("slowest page {:7.0} ms for {size} KiB", most.as_secs_f64() * 1e3);
    }
    match peak(&paths, &pages) {
        Some((most, size)) => {
            let megabytes = |it: usize| it as f64 / f64::from(1 << 20);
            let times = most.saturating_sub(FREE) as f64 / size as f64;
            println!(
                "peak memory  {:7.1} MiB for {:.1} MiB: {:.0} MiB and {times:.1} x the page",
                megabytes(most),
                megabytes(size),
                megabytes(FREE.min(most)),
            );
        }
        None => println!("peak memory      not told by this system"),
    }
}

/// Memory that any page may take, whatever its size.
const FREE: usize = 64 << 20;

fn load(source: &Source) {
    if let Ok(found) = load::load(source, &mut Report::default()) {
        for it in found {
            std::hint::black_box(article::to_json(&it));
        }
    }
}

fn pages(folder: Option<&String>) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder =
        folder.map_or_else(|| root.join("../shared/corpus/articles/html"), PathBuf::from);
    let folder = if folder.is_dir() { folder } else { root.join("samples") };
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder can be read")
        .filter_map(|it| Some(it.ok()?.path()))
        .filter(|it| it.extension().is_some_and(|it| it == "html"))
        .collect();
    paths.sort();
    paths
}

/// Loads a page and prints the most memory that this process has had.
fn alone(path: &Path) {
    if let Ok(page) = fs::read(path) {
        load(&Source::new(page));
    }
    println!("{}", high_water().unwrap_or_default());
}

/// Returns the most memory that this process has had so far, where the system
/// tells.
fn high_water() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|it| it.strip_prefix("VmHWM:"))?;
    let kibibytes: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}

/// Returns the peak of the page that takes most for its size, and that size.
fn peak(paths: &[PathBuf], pages: &[Vec<u8>]) -> Option<(usize, usize)> {
    high_water()?;
    let own = env::current_exe().ok()?;
    let alone = |path: &Path| -> Option<usize> {
        let run = Command::new(&own).arg(ALONE).arg(path).output().ok()?;
        String::from_utf8(run.stdout).ok()?.trim().parse().ok()
    };
    let nothing = alone(Path::new(""))?;
    let mut largest: Vec<usize> = (0..pages.len()).collect();
    largest.sort_by_key(|it| std::cmp::Reverse(pages[*it].len()));
    largest.truncate(LARGEST);
    let took = largest.into_iter().filter_map(|it| {
        let most = alone(&paths[it])?.saturating_sub(nothing);
        Some((most, pages[it].len()))
    });
    // Each beside its own bound of 12 times the page.
    took.max_by(|a, b| {
        let of = |it: &(usize, usize)| it.0 as f64 / (FREE + 12 * it.1) as f64;
        of(a).total_cmp(&of(b))
    })
}
