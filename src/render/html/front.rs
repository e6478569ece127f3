//! What stands around the text: byline, dek, dates, notice.

use std::fmt::Write as _;

use url::Url;

use crate::{
    article::{Address, Author, Block, Date, Original},
    render::{date::machine, plain::plain, terms::licence_name},
};

use super::{Dialect, Place, Printer};

impl Printer<'_> {
    /// Prints the line under the headline, if there is one.
    pub(crate) fn dek(&mut self) {
        let Some(dek) = present(self.article.metadata.subtitle.as_deref()) else {
            return;
        };
        let tag = self.out.tag("p");
        let tag = match self.dialect {
            Dialect::Page => tag.attr("class", "p-summary dek"),
            Dialect::Feed => tag.attr("class", "dek"),
            Dialect::Epub => tag.attr("class", "dek").attr("epub:type", "subtitle"),
        };
        tag.attr("role", "doc-subtitle").around(dek);
        self.out.line();
    }

    /// Prints who wrote it: the byline as it was, with the authors' names linked,
    /// and then any author whom it does not name.
    pub(crate) fn byline(&mut self) {
        let byline = present(self.article.metadata.byline.as_deref());
        let authors: Vec<&Author> =
            self.article.authors.iter().filter(|it| !it.name.trim().is_empty()).collect();
        if byline.is_none() && authors.is_empty() {
            return;
        }
        // A feed that is read back has to tell a byline from credits made of names.
        let feed = self.dialect == Dialect::Feed;
        let class = if feed && byline.is_none() { "byline credits" } else { "byline" };
        self.out.tag("p").attr("class", class).open();
        let mut unnamed = authors.clone();
        if let Some(byline) = byline {
            let mut named: Vec<(usize, &Author)> = Vec::new();
            for author in &authors {
                if let Some(at) = find_name(byline, author.name.trim(), &named) {
                    named.push((at, author));
                }
            }
            named.sort_by_key(|it| it.0);
            let mut done = 0;
            for (at, author) in &named {
                self.out.text(&byline[done..*at]);
                self.author(author);
                done = at + author.name.trim().len();
            }
            self.out.text(&byline[done..]);
            unnamed
                .retain(|it| !named.iter().any(|(_, other)| std::ptr::eq(*it, *other)));
            if !unnamed.is_empty() {
                if feed {
                    self.out.tag("span").attr("class", "credits").open();
                }
                self.out.text(" · ");
            }
        } else {
            self.out.text(self.words.by);
            self.out.text(" ");
        }
        for (i, author) in unnamed.iter().enumerate() {
            self.out.text(&self.words.between(i, unnamed.len()));
            self.author(author);
            self.out.text(&self.words.parts_of(author));
        }
        if feed && byline.is_some() && !unnamed.is_empty() {
            self.out.close();
        }
        self.out.close_line();
    }

    fn author(&mut self, author: &Author) {
        let name = author.name.trim();
        let address = author.url().cloned().map(Address::Web);
        let target = address.and_then(|it| self.target(&it));
        let class = (self.dialect == Dialect::Page).then_some("p-author h-card");
        match target {
            Some(it) => {
                let tag = self.out.tag("a").maybe("class", class).attr("href", &it);
                let rel = (self.dialect == Dialect::Page).then_some("author");
                tag.maybe("rel", rel).around(name);
            }
            None if class.is_some() => {
                self.out.tag("span").maybe("class", class).around(name);
            }
            None => self.out.text(name),
        }
    }

    /// Prints when it was published and when it last changed.
    pub(crate) fn dates(&mut self) {
        let metadata = &self.article.metadata;
        let updated = metadata
            .updated
            .filter(|it| metadata.published.is_none_or(|first| first.day() != it.day()));
        if metadata.published.is_none() && updated.is_none() {
            return;
        }
        self.out.tag("p").attr("class", "dates").open();
        if let Some(date) = metadata.published {
            self.time(date, Some("dt-published"), false);
        }
        if let Some(date) = updated {
            if metadata.published.is_some() {
                self.out.text(" · ");
            }
            self.out.text(self.words.updated);
            self.out.text(" ");
            self.time(date, Some("dt-updated"), false);
        }
        self.out.close_line();
    }

    /// Prints a date, with the time of day if wanted and known.
    pub(super) fn time(&mut self, date: Date, class: Option<&str>, hours: bool) {
        let language = self.article.metadata.language.as_deref();
        let mut text = self.words.date(date, language);
        if hours && let Some(time) = date.time() {
            _ = write!(text, ", {:02}:{:02}", time.hour(), time.minute());
        }
        let tag = self.out.tag("time");
        let tag = tag.maybe("class", class.filter(|_| self.dialect == Dialect::Page));
        tag.attr("datetime", &machine(date)).around(&text);
    }

    /// Prints the republication notice: what ran with the article, word for word,
    /// and in a sentence each what is known besides.
    pub(crate) fn notice(&mut self) {
        let it = &self.article.provenance;
        let said = text_of(&it.notice);
        let says = |words: &str| said.contains(&words.to_lowercase());
        let original = it.original.as_ref().filter(|it| {
            !it.outlet.name.trim().is_empty() && !says(it.outlet.name.trim())
        });
        let licence = it.licence.as_ref();
        let name = licence.and_then(|it| {
            licence_name(it).or_else(|| {
                it.url.as_ref().map(|it| it.host_str().unwrap_or_default().to_owned())
            })
        });
        let name = name.filter(|name| {
            let spdx = licence.and_then(|it| it.spdx.as_deref()).unwrap_or(name);
            !says(name) && !says(spdx)
        });
        let statement = licence.and_then(|it| present(it.statement.as_deref()));
        let statement = statement.filter(|it| !says(it));
        let permission = present(it.permission.as_deref()).filter(|it| !says(it));
        if it.notice.is_empty()
            && original.is_none()
            && name.is_none()
            && statement.is_none()
            && permission.is_none()
        {
            return;
        }
        let id = self.id("republication");
        match self.dialect {
            Dialect::Page => {
                let class = if it.original.is_some() {
                    "u-repost-of h-cite republication-notice"
                } else {
                    "republication-notice"
                };
                self.out.tag("aside").attr("class", class).attr("id", &id).open();
            }
            Dialect::Feed => {
                let tag = self.out.tag("aside").attr("class", "republication-notice");
                tag.attr("id", &id).open();
            }
            Dialect::Epub => {
                let tag = self.out.tag("section").attr("class", "republication-notice");
                let tag = tag.attr("epub:type", "notice").attr("role", "doc-notice");
                tag.attr("id", &id).attr("aria-label", self.words.notice).open();
            }
        }
        self.out.line();
        self.at(Place { notice: true, ..Place::default() }, |printer| {
            printer.under(|printer| printer.blocks(&it.notice));
            if let Some(original) = original {
                printer.origin(original);
            }
            if let Some(text) = permission {
                printer.out.tag("p").attr("class", "permission").around(text);
                printer.out.line();
            }
            if let Some(name) = &name {
                printer.licence(name, licence.and_then(|it| it.url.as_ref()));
            }
            if let Some(text) = statement {
                printer.out.tag("p").attr("class", "rights").around(text);
                printer.out.line();
            }
        });
        self.out.close_line();
    }

    fn origin(&mut self, original: &Original) {
        let (before, after) =
            self.words.origin(original.relation).split_once("{}").unwrap_or_default();
        let feed = self.dialect == Dialect::Feed;
        self.out.tag("p").maybe("class", feed.then_some("origin")).open();
        self.out.text(before);
        let url = original.url.as_ref().or(original.outlet.url.as_ref());
        let address = url.cloned().map(Address::Web);
        let target = address.and_then(|it| self.target(&it));
        let page = self.dialect == Dialect::Page;
        let name = original.outlet.name.trim();
        match target {
            Some(it) => {
                let tag = self.out.tag("a").attr("href", &it);
                tag.maybe("class", page.then_some("u-url p-publication")).around(name);
            }
            None => self.out.text(name),
        }
        let (middle, stop) = after.split_at(after.rfind('.').unwrap_or(after.len()));
        self.out.text(middle);
        if let Some(date) = original.published {
            self.out.text(" (");
            self.time(date, Some("dt-published"), false);
            self.out.text(")");
        }
        self.out.text(stop);
        self.out.close_line();
    }

    fn licence(&mut self, name: &str, url: Option<&Url>) {
        let (before, after) = self.words.licence.split_once("{}").unwrap_or_default();
        let feed = self.dialect == Dialect::Feed;
        self.out.tag("p").maybe("class", feed.then_some("licence")).open();
        self.out.text(before);
        let target = url.cloned().map(Address::Web).and_then(|it| self.target(&it));
        match target {
            Some(it) => {
                self.out.tag("a").attr("href", &it).attr("rel", "license").around(name);
            }
            None => self.out.text(name),
        }
        self.out.text(after);
        self.out.close_line();
    }

    /// Prints the sections an article ran in and its tags.
    pub(crate) fn filed(&mut self) {
        let metadata = &self.article.metadata;
        let names: Vec<&str> = metadata
            .categories
            .iter()
            .chain(&metadata.tags)
            .map(|it| it.trim())
            .filter(|it| !it.is_empty())
            .collect();
        if names.is_empty() {
            return;
        }
        self.out.tag("p").attr("class", "filed").open();
        self.out.text(self.words.filed);
        for (i, name) in names.iter().enumerate() {
            self.out.text(if i == 0 { " " } else { ", " });
            let class = (self.dialect == Dialect::Page).then_some("p-category");
            self.out.tag("span").maybe("class", class).around(name);
        }
        self.out.close_line();
    }
}

/// Returns a text that says something.
pub(super) fn present(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|it| !it.is_empty())
}

/// Returns where a name stands as words of its own, outside the names found
/// before.
fn find_name(byline: &str, name: &str, taken: &[(usize, &Author)]) -> Option<usize> {
    byline.match_indices(name).map(|it| it.0).find(|at| {
        let end = at + name.len();
        let before = byline[..*at].chars().next_back();
        let after = byline[end..].chars().next();
        let apart = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
        let free = taken.iter().all(|(other, author)| {
            end <= *other || other + author.name.trim().len() <= *at
        });
        apart(before) && apart(after) && free
    })
}

/// Returns the words of blocks, in small letters.
pub(super) fn text_of(blocks: &[Block]) -> String {
    plain(blocks).to_lowercase()
}
