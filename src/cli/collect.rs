//! Many inputs as one edition: what `book` and `feed` have in common.

use std::{cmp::Reverse, path::PathBuf, sync::atomic::Ordering};

use offprint::{
    Report,
    article::{Article, Channel, Edition},
};
use rayon::prelude::*;
use serde_json::json;

use super::{
    Code,
    args::{Channelled, Order, Printing, Reading},
    assets::Folders,
    batch::{self, Failure, Loaded},
    input::{self, Input, reason},
    messages::{Messages, to_stdout},
    write::{self, Written},
};

/// The articles of an edition in printing order, and where they came from.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) edition: Edition,
    pub(super) folders: Folders,
    /// For each article, the name of its input and what loading it reported.
    pub(super) reports: Vec<(String, Report)>,
}

/// Loads every input. What cannot be loaded is named and left out.
pub(super) fn load(
    reading: &Reading,
    printing: &Printing,
    channel: &Channelled,
    order: Order,
    messages: &Messages,
) -> Collection {
    let mut inputs: Vec<Input> = Vec::new();
    for input in input::expand(&reading.inputs) {
        match input {
            Ok(it) => inputs.push(it),
            Err(err) => messages.error("", &err, None),
        }
    }
    let manner = reading.manner();
    let bar = super::progress(inputs.len(), messages);
    let loaded: Vec<Result<Vec<Loaded>, Failure>> = inputs
        .par_iter()
        .map(|it| {
            let done = batch::load(it, &manner, false);
            bar.inc(1);
            done
        })
        .collect();
    bar.finish_and_clear();
    let mut articles = Vec::new();
    for it in loaded {
        match it {
            Ok(found) => articles.extend(found),
            Err(it) => messages.error(&it.name, &it.message, it.help.as_deref()),
        }
    }
    for it in &mut articles {
        reading.adjust(&mut it.article);
    }
    sort(&mut articles, order);
    let mut edition = Edition::default();
    edition.channel = channel.channel();
    let mut folders = Folders { of: Vec::new(), root: printing.image_root.clone() };
    let mut reports = Vec::new();
    for it in articles {
        folders.of.push(it.folder);
        reports.push((it.name, it.report));
        edition.articles.push(it.article);
    }
    Collection { edition, folders, reports }
}

/// Sorts stably, so that equals stay in the order they were given in.
fn sort(articles: &mut [Loaded], order: Order) {
    let day = |it: &Article| {
        let date = it.metadata.published.or(it.metadata.updated);
        date.map(offprint::article::Date::instant)
    };
    let author = |it: &Article| {
        let name = it.authors.first().map(|it| it.name.clone()).unwrap_or_default();
        // The last word stands in for the family name in a list for people.
        let last = name.rsplit(' ').next().unwrap_or_default().to_lowercase();
        (last, name)
    };
    match order {
        Order::Given => (),
        Order::Date => articles.sort_by_key(|it| day(&it.article)),
        Order::Newest => articles.sort_by_key(|it| Reverse(day(&it.article))),
        Order::Title => {
            articles.sort_by_cached_key(|it| it.article.metadata.title.to_lowercase());
        }
        Order::Author => articles.sort_by_cached_key(|it| author(&it.article)),
        Order::Path => articles.sort_by(|a, b| a.name.cmp(&b.name)),
    }
}

impl Collection {
    /// Turns the printing order around.
    pub(super) fn reverse(&mut self) {
        self.edition.articles.reverse();
        self.folders.of.reverse();
        self.reports.reverse();
    }

    /// Keeps the first articles alone.
    pub(super) fn truncate(&mut self, limit: usize) {
        self.edition.articles.truncate(limit);
        self.folders.of.truncate(limit);
        self.reports.truncate(limit);
    }

    /// Says what loading reported, then what printing did, writes the report
    /// file and returns how the run ended.
    pub(super) fn settle(
        self,
        printed: &Report,
        files: &[(PathBuf, Vec<u8>)],
        printing: &Printing,
        messages: &Messages,
    ) -> Code {
        let main = files.first().map(|it| it.0.display().to_string());
        self.tell(main.as_deref(), printed, messages);
        let mut unwritable = false;
        for (path, bytes) in files {
            if path.as_os_str() == "-" {
                unwritable |= to_stdout(bytes).is_err();
                continue;
            }
            let shown = path.display().to_string();
            match write::write(path, bytes) {
                Ok(Written::Written) => messages.did("Written", &shown),
                Ok(Written::Unchanged) => messages.did("Unchanged", &shown),
                Err(err) => {
                    unwritable = true;
                    let why = format!("cannot write {shown}: {}", reason(&err));
                    messages.error("", &why, None);
                }
            }
        }
        self.finish(main.as_deref(), printed, unwritable, printing, messages)
    }

    /// Says what loading reported, then what printing did.
    pub(super) fn tell(&self, main: Option<&str>, printed: &Report, messages: &Messages) {
        for (name, report) in &self.reports {
            messages.report(name, report);
        }
        messages.report(main.unwrap_or_default(), printed);
    }

    /// Writes the report file and returns how the run ended.
    pub(super) fn finish(
        self,
        main: Option<&str>,
        printed: &Report,
        mut unwritable: bool,
        printing: &Printing,
        messages: &Messages,
    ) -> Code {
        if let Some(path) = &printing.report {
            let mut rows: Vec<_> = self
                .reports
                .iter()
                .map(|(name, report)| json!({ "file": name, "report": report }))
                .collect();
            rows.push(json!({ "file": main, "report": printed }));
            let text = serde_json::to_string_pretty(&rows).unwrap_or_default();
            if let Err(err) = write::write(path, format!("{text}\n").as_bytes()) {
                let why = format!("cannot write {}: {}", path.display(), reason(&err));
                messages.error("", &why, None);
                unwritable = true;
            }
        }
        let failures = messages.failures.load(Ordering::Relaxed);
        let warnings = messages.warnings.load(Ordering::Relaxed);
        messages.note(&format!(
            "{} articles, {failures} failed, {warnings} warnings",
            self.edition.articles.len()
        ));
        if unwritable {
            Code::CannotWrite
        } else if failures != 0 || messages.denied() {
            Code::SomeFailed
        } else {
            Code::Done
        }
    }
}

impl Channelled {
    fn channel(&self) -> Channel {
        let mut channel = Channel::default();
        channel.title = self.title.clone().unwrap_or_default();
        channel.description.clone_from(&self.description);
        channel.home.clone_from(&self.home);
        channel.address.clone_from(&self.address);
        channel.language.clone_from(&self.language);
        channel
    }
}
