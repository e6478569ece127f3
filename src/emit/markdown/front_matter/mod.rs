//! The head of the file, with the keys that each tool knows.
//!
//! One key means different things to different tools: `published` is a switch
//! to two of them and a date to a third, and `url`, `slug` or `type` at the top
//! change where a site puts the page. Only keys that are safe for the profile
//! are written there; all else goes into the `offprint` block.

mod dropped;
mod tools;

use url::Url;

use crate::{
    article::{Article, Date},
    report::{Code, Report},
};

pub(super) use self::dropped::report as report_dropped;

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
        Profile::DevTo => head.dev_to(),
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

    /// Puts where the article was first, for outlets that print copies.
    fn source(&mut self, key: &str) {
        if let Some(url) = source(self.article) {
            self.put(key, Data::text(url.as_str()));
        }
    }
}

/// Returns where the article was first, for outlets that print copies.
fn source(article: &Article) -> Option<&Url> {
    let original = article.provenance.original.as_ref();
    let metadata = &article.metadata;
    let url = metadata.canonical.as_ref();
    url.or(original.and_then(|it| it.url.as_ref())).or(metadata.url.as_ref())
}
