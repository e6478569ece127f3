//! The head of the file, with the keys that each tool knows.
//!
//! One key means different things to different tools: `published` is a switch
//! to two of them and a date to a third, and `url`, `slug` or `type` at the top
//! change where a site puts the page. Only keys that are safe for the profile
//! are written there; all else goes into the `offprint` block.

use crate::{
    article::{Article, Author, Date},
    report::{Code, Report},
};

use super::{
    FrontMatter, Profile,
    block::Known,
    data::{Data, toml, yaml},
    facts::{facts, is_exact, is_only_a_name},
};

/// The most tags that dev.to takes.
const DEV_TAGS: usize = 4;

struct Head<'a> {
    article: &'a Article,
    out: Vec<(String, Data)>,
    /// Fields that are said exactly as a reader of this program reads them.
    said: Vec<&'static str>,
}

/// Writes the front matter, with the lines around it.
pub(super) fn write(
    article: &Article,
    known: &Known,
    profile: Profile,
    language: FrontMatter,
    report: &mut Report,
) -> String {
    let map = build(article, known, profile, report);
    match language {
        FrontMatter::Yaml => format!("---\n{}---\n", yaml(&map)),
        FrontMatter::Toml => format!("+++\n{}+++\n", toml(&map)),
        FrontMatter::None => String::new(),
    }
}

fn build(
    article: &Article,
    known: &Known,
    profile: Profile,
    report: &mut Report,
) -> Vec<(String, Data)> {
    let mut head = Head { article, out: Vec::new(), said: Vec::new() };
    match profile {
        Profile::Generic => head.generic(),
        Profile::Hugo => head.hugo(known, report),
        Profile::Jekyll => head.jekyll(),
        Profile::Zola => head.zola(known, report),
        Profile::Eleventy => head.eleventy(),
        Profile::Astro => head.astro(),
        Profile::Obsidian => head.obsidian(),
        Profile::DevTo => head.dev_to(report),
        Profile::Hashnode => head.hashnode(),
    }
    let nested = matches!(profile, Profile::Hugo | Profile::Zola);
    if !nested && profile.keeps_facts() {
        let mut facts = facts(article, known, &head.said);
        if head.article.metadata.summary.is_none() && head.says("description") {
            facts.push(("summary".into(), Data::text("")));
        }
        head.put("offprint", Data::Map(facts));
    }
    head.out
}

impl Head<'_> {
    fn put(&mut self, key: &str, value: Data) {
        self.out.push((key.to_owned(), value));
    }

    fn says(&self, key: &str) -> bool {
        self.out.iter().any(|it| it.0 == key)
    }

    /// Puts a value that is read back as it is, unless a reader of any tool's
    /// front matter may take it for something else.
    fn exact(&mut self, field: &'static str, key: &str, value: Data) {
        let fits = |it: &Data| match it {
            Data::Text(it) => is_exact(it) && !it.starts_with(['#', '<', '[']),
            Data::Date(_) | Data::Flag(_) | Data::Number(_) => true,
            Data::List(_) | Data::Map(_) => false,
        };
        let exact = match &value {
            Data::List(items) => items.iter().all(fits),
            value => fits(value),
        };
        if exact {
            self.said.push(field);
        }
        self.put(key, value);
    }

    fn title(&mut self) {
        self.exact("title", "title", Data::text(&*self.article.metadata.title));
    }

    fn subtitle(&mut self) {
        if let Some(it) = &self.article.metadata.subtitle {
            self.exact("subtitle", "subtitle", Data::text(&**it));
        }
    }

    fn description(&mut self) {
        if let Some(it) = &self.article.metadata.summary {
            self.exact("summary", "description", Data::text(&**it));
        }
    }

    /// Puts a date in a form that every reader of the two languages knows.
    fn date(&mut self, field: &'static str, key: &str, date: Option<Date>) {
        match date {
            None => (),
            Some(date @ (Date::Month { .. } | Date::Year(_))) => {
                self.exact(field, key, Data::text(date.to_string()));
            }
            Some(date @ (Date::Instant { .. } | Date::Local(_) | Date::Day(_))) => {
                self.exact(field, key, Data::Date(date.to_string()));
            }
        }
    }

    /// Puts a date for a tool that refuses a month or a year.
    fn full_date(
        &mut self,
        field: &'static str,
        key: &str,
        date: Option<Date>,
        report: &mut Report,
    ) {
        if let Some(it @ (Date::Month { .. } | Date::Year(_))) = date {
            report.add(Code::DateWidened, it.to_string());
            self.put(key, Data::Date(it.day().to_string()));
        } else {
            self.date(field, key, date);
        }
    }

    fn dates(&mut self, published: &str, updated: &str) {
        self.date("published", published, self.article.metadata.published);
        self.date("updated", updated, self.article.metadata.updated);
    }

    fn names(&self) -> Vec<String> {
        self.article.authors.iter().map(|it| it.name.clone()).collect()
    }

    /// Puts the names as a list, exact if they are all there is to the authors.
    fn authors(&mut self, key: &str) {
        if self.article.authors.is_empty() {
            return;
        }
        let names = Data::texts(&self.names());
        if self.article.authors.iter().all(is_only_a_name) {
            self.exact("authors", key, names);
        } else {
            self.put(key, names);
        }
    }

    /// Puts the names in one line.
    fn author(&mut self) {
        if !self.article.authors.is_empty() {
            self.put("author", Data::text(self.names().join(", ")));
        }
    }

    fn list(&mut self, field: &'static str, key: &str) {
        let metadata = &self.article.metadata;
        let list = if field == "tags" { &metadata.tags } else { &metadata.categories };
        if !list.is_empty() {
            self.exact(field, key, Data::texts(list));
        }
    }

    fn image(&mut self, key: &str) {
        if let Some(it) = &self.article.metadata.image {
            self.exact("image", key, Data::text(it.address.as_str()));
        }
    }

    fn canonical(&mut self, key: &str) {
        if let Some(it) = &self.article.metadata.canonical {
            self.exact("canonical", key, Data::text(it.as_str()));
        }
    }

    fn language(&mut self) {
        if let Some(it) = &self.article.metadata.language {
            self.exact("language", "lang", Data::text(&**it));
        }
    }

    fn generic(&mut self) {
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

    fn hugo(&mut self, known: &Known, report: &mut Report) {
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

    fn zola(&mut self, known: &Known, report: &mut Report) {
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

    fn jekyll(&mut self) {
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

    fn eleventy(&mut self) {
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

    fn astro(&mut self) {
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

    fn obsidian(&mut self) {
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
    fn dev_to(&mut self, report: &mut Report) {
        self.title();
        self.put("published", Data::Flag(false));
        self.description();
        self.date("published", "date", self.article.metadata.published);
        let tags = slugs(&self.article.metadata.tags, "");
        for tag in self.article.metadata.tags.iter().skip(DEV_TAGS) {
            report.add(Code::MetadataDropped, tag);
        }
        if !tags.is_empty() {
            let tags = &tags[..tags.len().min(DEV_TAGS)];
            self.put("tags", Data::text(tags.join(", ")));
        }
        self.image("cover_image");
        self.source("canonical_url");
    }

    fn hashnode(&mut self) {
        self.title();
        self.subtitle();
        let tags = slugs(&self.article.metadata.tags, "-");
        if !tags.is_empty() {
            self.put("tags", Data::text(tags.join(", ")));
        }
        self.image("cover");
        self.source("canonical");
    }

    /// Puts where the article was first, for outlets that print copies.
    fn source(&mut self, key: &str) {
        let original = self.article.provenance.original.as_ref();
        let metadata = &self.article.metadata;
        let url = metadata.canonical.as_ref();
        let url =
            url.or(original.and_then(|it| it.url.as_ref())).or(metadata.url.as_ref());
        if let Some(url) = url {
            self.put(key, Data::text(url.as_str()));
        }
    }
}

/// Reports what an outlet that strips unknown keys will not know.
pub(super) fn report_dropped(article: &Article, report: &mut Report) {
    let metadata = &article.metadata;
    let texts = [metadata.id.as_ref(), metadata.language.as_ref()];
    for text in texts.into_iter().flatten().chain(&metadata.categories) {
        report.add(Code::MetadataDropped, text);
    }
    for Author { name, position, affiliation, .. } in &article.authors {
        for fact in [position, affiliation].into_iter().flatten() {
            report.add(Code::MetadataDropped, format!("{name}: {fact}"));
        }
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
