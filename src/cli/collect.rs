//! Many inputs as one edition: what `book` and `feed` have in common.

use std::{cmp::Reverse, sync::Arc};

use offprint::{
    Report,
    article::{Article, Edition},
};

use super::{
    args::{Channelled, Order, Printing, Reading},
    assets::Folders,
    batch::{self, Loaded},
    input,
    messages::{Messages, Misuse},
    originals::Originals,
};

/// The articles of an edition in printing order, and where they came from.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) edition: Edition,
    pub(super) folders: Folders,
    /// For each article, the name of its input and what loading it reported.
    pub(super) reports: Vec<(String, Report)>,
    pub(super) originals: Originals,
}

/// Loads every input. What cannot be loaded is named and left out.
pub(super) fn load(
    reading: &Reading,
    printing: &Printing,
    channel: &Channelled,
    order: Order,
    messages: &Messages,
) -> Result<Collection, Misuse> {
    let inputs = input::named(input::expand(reading)?, messages);
    let originals = Originals::of(&inputs);
    originals.spare_from_report(printing)?;
    let mut manner = reading.manner();
    manner.pictures = printing.holds_pictures();
    if 1 < inputs.len() {
        messages.did("Reading", &format!("{} files", inputs.len()));
    }
    let progress = messages.progress(inputs.len());
    let mut articles = Vec::new();
    batch::load_each(&inputs, &Arc::new(manner), Loaded::shrink, |it| {
        progress.step(1);
        match it {
            Ok(found) => {
                messages.read(1);
                articles.extend(found);
            }
            Err(it) => messages.failure(&it),
        }
    });
    drop(progress);
    for it in &mut articles {
        reading.adjust(&mut it.article);
    }
    sort(&mut articles, order);
    let mut edition = Edition::default();
    edition.channel = channel.channel();
    let mut folders = Folders { root: printing.image_root.clone(), ..Folders::default() };
    let mut reports = Vec::new();
    for it in articles {
        folders.know(&it.name, &it.article);
        folders.of.push(it.beside);
        reports.push((it.name, it.report));
        edition.articles.push(it.article);
    }
    Ok(Collection { edition, folders, reports, originals })
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
    /// Says what loading reported, then what printing did.
    pub(super) fn tell(&self, main: Option<&str>, printed: &Report, messages: &Messages) {
        for (name, report) in &self.reports {
            messages.report(name, report);
        }
        messages.report(main.unwrap_or_default(), printed);
    }
}
