//! The keys of each tool.

use crate::{article::Date, report::Report};

use super::{
    super::{block::Known, data::Data, facts::facts},
    DEV_TAGS, Head,
};

impl Head<'_> {
    pub(super) fn generic(&mut self) {
        self.title();
        self.subtitle();
        self.dates("date", "lastmod");
        self.author();
        self.authors("authors");
        self.description();
        self.list("categories", "categories");
        self.list("tags", "tags");
        self.image("image");
        self.canonical("canonical_url");
        self.language();
    }

    pub(super) fn hugo(&mut self, known: &Known, report: &mut Report) {
        let metadata = &self.article.metadata;
        self.title();
        self.full_date("published", "date", metadata.published, report);
        self.full_date("updated", "lastmod", metadata.updated, report);
        self.description();
        self.list("categories", "categories");
        self.list("tags", "tags");
        if let Some(it) = &metadata.image {
            self.exact("image", "images", Data::texts(&[it.address.as_str()]));
        }
        let top = std::mem::take(&mut self.out);
        self.subtitle();
        self.author();
        self.authors("authors");
        self.canonical("canonical");
        self.nest("params", top, known);
    }

    pub(super) fn zola(&mut self, known: &Known, report: &mut Report) {
        let metadata = &self.article.metadata;
        self.title();
        self.full_date("published", "date", metadata.published, report);
        self.full_date("updated", "updated", metadata.updated, report);
        self.description();
        self.authors("authors");
        let top = std::mem::take(&mut self.out);
        // An empty term is an error that stops the whole site.
        for (field, list) in
            [("categories", &metadata.categories), ("tags", &metadata.tags)]
        {
            let terms: Vec<&str> =
                list.iter().map(|it| it.trim()).filter(|it| !it.is_empty()).collect();
            if terms.len() == list.len() && !terms.is_empty() {
                self.exact(field, field, Data::texts(&terms));
            } else if !terms.is_empty() {
                self.put(field, Data::texts(&terms));
            }
        }
        let terms = std::mem::replace(&mut self.out, top);
        if !terms.is_empty() {
            self.put("taxonomies", Data::Map(terms));
        }
        let top = std::mem::take(&mut self.out);
        self.subtitle();
        self.image("image");
        self.canonical("canonical");
        self.language();
        self.nest("extra", top, known);
    }

    /// Puts what was put last under one key, with the block in it.
    fn nest(&mut self, key: &str, top: Vec<(String, Data)>, known: &Known) {
        let facts = facts(self.article, known, &self.said);
        self.put("offprint", Data::Map(facts));
        let inner = std::mem::replace(&mut self.out, top);
        self.put(key, Data::Map(inner));
    }

    pub(super) fn jekyll(&mut self) {
        self.title();
        self.subtitle();
        let metadata = &self.article.metadata;
        for (field, key, date) in [
            ("published", "date", metadata.published),
            ("updated", "last_modified_at", metadata.updated),
        ] {
            match date {
                Some(it @ (Date::Instant { .. } | Date::Local(_))) => {
                    let (text, whole) = spaced(it);
                    if whole {
                        self.exact(field, key, Data::Date(text));
                    } else {
                        self.put(key, Data::Date(text));
                    }
                }
                Some(Date::Day(_) | Date::Month { .. } | Date::Year(_)) | None => {
                    self.date(field, key, date);
                }
            }
        }
        self.author();
        self.authors("authors");
        self.list("categories", "categories");
        self.list("tags", "tags");
        self.description();
        self.image("image");
        self.canonical("canonical_url");
        self.language();
    }

    pub(super) fn eleventy(&mut self) {
        self.title();
        self.subtitle();
        self.date("published", "date", self.article.metadata.published);
        self.description();
        self.author();
        self.authors("authors");
        self.list("tags", "tags");
        self.image("image");
        self.canonical("canonical");
        self.language();
    }

    pub(super) fn astro(&mut self) {
        self.title();
        // The starter's schema insists on a description.
        match &self.article.metadata.summary {
            Some(_) => self.description(),
            None => {
                let text = self.article.metadata.subtitle.clone().unwrap_or_default();
                self.put("description", Data::Text(text));
            }
        }
        self.dates("pubDate", "updatedDate");
        self.author();
        self.image("heroImage");
        self.list("tags", "tags");
        self.canonical("canonicalURL");
        self.language();
    }

    pub(super) fn obsidian(&mut self) {
        self.title();
        self.subtitle();
        let metadata = &self.article.metadata;
        match metadata.published {
            Some(it @ Date::Instant { .. }) => {
                let time = it.day().to_datetime(it.time().unwrap_or_default());
                self.put("date", Data::Date(time.to_string()));
            }
            it => self.date("published", "date", it),
        }
        self.authors("author");
        let tags: Vec<String> = metadata
            .tags
            .iter()
            .map(|it| it.split_whitespace().collect::<Vec<_>>().join("-"))
            .collect();
        if !tags.is_empty() {
            if tags == metadata.tags {
                self.exact("tags", "tags", Data::texts(&tags));
            } else {
                self.put("tags", Data::texts(&tags));
            }
        }
        self.description();
        self.image("image");
        self.canonical("canonical");
        self.language();
    }

    /// Puts what dev.to knows. Its files stay drafts until their owner says.
    pub(super) fn dev_to(&mut self) {
        self.title();
        self.put("published", Data::Flag(false));
        self.description();
        self.date("published", "date", self.article.metadata.published);
        let tags = slugs(&self.article.metadata.tags, "");
        if !tags.is_empty() {
            let tags = &tags[..tags.len().min(DEV_TAGS)];
            self.put("tags", Data::text(tags.join(", ")));
        }
        self.image("cover_image");
        self.source("canonical_url");
    }

    pub(super) fn hashnode(&mut self) {
        self.title();
        self.subtitle();
        let tags = slugs(&self.article.metadata.tags, "-");
        if !tags.is_empty() {
            self.put("tags", Data::text(tags.join(", ")));
        }
        self.image("cover");
        self.source("canonical");
    }
}

/// Writes a date as Jekyll does, and says whether nothing is left out.
fn spaced(date: Date) -> (String, bool) {
    let time = date.day().to_datetime(date.time().unwrap_or_default());
    let text = time.strftime("%Y-%m-%d %H:%M:%S").to_string();
    let whole = time.subsec_nanosecond() == 0;
    match date {
        Date::Instant { offset, .. } => {
            let minutes = offset.seconds() / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
            (format!("{text} {sign}{hours:02}{minutes:02}"), whole)
        }
        Date::Local(_) | Date::Day(_) | Date::Month { .. } | Date::Year(_) => {
            (text, whole)
        }
    }
}

/// Returns tags in lower case with nothing but letters and digits, and something
/// between the words.
fn slugs(tags: &[String], between: &str) -> Vec<String> {
    tags.iter()
        .map(|it| {
            let words: Vec<String> = it
                .split(|it: char| !it.is_alphanumeric())
                .filter(|it| !it.is_empty())
                .map(str::to_lowercase)
                .collect();
            words.join(between)
        })
        .filter(|it| !it.is_empty())
        .collect()
}
