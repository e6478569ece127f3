//! Real pages, written as Markdown and read back.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
};

use offprint::{
    Job, Report,
    article::{Article, Edition},
    emit,
    load::{self, Source},
};

use crate::shared;

/// How many pages there are at least, so that an empty folder is no success.
const LEAST: usize = 900;

fn read(name: &str, bytes: Vec<u8>) -> Option<Article> {
    let mut source = Source::new(bytes);
    source.file_name = Some(name.into());
    Some(load::load(&source, &mut Report::default()).ok()?.remove(0))
}

fn comes_back(page: &Path) -> bool {
    let Some(article) = read("page.html", fs::read(page).unwrap()) else { return true };
    let edition = Edition::from(article);
    let job = Job::new(&[], emit::by_name("markdown").unwrap());
    let mut output = job.print(&edition, &mut Report::default()).unwrap();
    let read = read("page.md", output.files.remove(0).bytes);
    read.as_ref() == edition.articles.first()
}

/// Every article, with its notes, bios, notice and thread, is the same after
/// Markdown.
#[test]
fn every_page_comes_back_from_markdown() {
    let folders = ["corpus/articles/html", "corpus/discussion/pages"];
    let mut pages: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let Some(folder) = shared(folder) else { return };
        pages.extend(fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()));
    }
    pages.sort();
    assert!(LEAST <= pages.len(), "{} pages", pages.len());
    let share = pages.len().div_ceil(thread::available_parallelism().unwrap().get());
    let changed: Vec<&PathBuf> = thread::scope(|scope| {
        let parts: Vec<_> = pages
            .chunks(share)
            .map(|some| {
                scope.spawn(|| {
                    some.iter().filter(|it| !comes_back(it)).collect::<Vec<_>>()
                })
            })
            .collect();
        parts.into_iter().flat_map(|it| it.join().unwrap()).collect()
    });
    println!("{} of {} came back", pages.len() - changed.len(), pages.len());
    assert!(changed.is_empty(), "{changed:#?}");
}
