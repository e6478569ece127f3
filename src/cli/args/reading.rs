//! What to read and how.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use offprint::article::{Article, Author, Date};
use serde::{Deserialize, Deserializer, de::Error as _};
use url::Url;

use super::{
    before, or,
    words::{charset, read_charset, read_selector, read_selectors, selector, tag},
};
use crate::cli::{
    batch::Kept,
    fetch::{self, Fetcher},
    input::{self, Manner},
    isolate::{Budget, Workers},
    nearest,
    settings::Hosts,
};

/// What to read and how.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::cli) struct Reading {
    /// Files, folders (searched for pages and Markdown), `@LIST` for a list of
    /// them, or `-` for standard input.
    #[arg(value_name = "IN")]
    #[serde(rename = "in")]
    pub(in crate::cli) inputs: Vec<PathBuf>,
    /// The format of the inputs; told from the file where absent.
    #[arg(short, long, value_name = "FORMAT", value_parser = loader)]
    pub(in crate::cli) from: Option<String>,
    /// The address a saved page came from, which its links are relative to.
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) base_url: Option<Url>,
    /// The character set of the inputs, whatever they say themselves.
    #[arg(long, value_name = "NAME", value_parser = charset)]
    #[serde(deserialize_with = "read_charset")]
    pub(in crate::cli) charset: Option<String>,
    /// Make straight quotes in Markdown curly, and dashes of `--` and `---`.
    #[arg(long, num_args = 0, default_missing_value = "true")]
    pub(in crate::cli) smart: Option<bool>,
    /// Set a field of the metadata, such as `title=…` or `published=2024-05-03`.
    #[arg(long, value_name = "KEY=VALUE", value_parser = meta)]
    #[serde(deserialize_with = "meta_table")]
    pub(in crate::cli) meta: Vec<(String, String)>,
    /// The elements that hold the article, as a CSS selector.
    #[arg(long, value_name = "CSS", value_parser = selector)]
    #[serde(deserialize_with = "read_selector")]
    pub(in crate::cli) select: Option<String>,
    /// Elements to leave out, as a CSS selector.
    #[arg(long, value_name = "CSS", action = clap::ArgAction::Append, value_parser = selector)]
    #[serde(deserialize_with = "read_selectors")]
    pub(in crate::cli) drop: Vec<String>,
    /// Fetch the pictures of pages that are files, too. Those of a page that is
    /// fetched itself always are.
    #[arg(long, num_args = 0, default_missing_value = "true")]
    pub(in crate::cli) fetch: Option<bool>,
    /// The folder to keep what was fetched in, so that nothing is asked for twice;
    /// the system's own for such things where absent.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) cache: Option<PathBuf>,
    /// Ask again for what was fetched before.
    #[arg(long)]
    #[serde(skip)]
    pub(in crate::cli) refresh: bool,
    /// For tests: a port of this machine that may be asked.
    #[arg(long, value_name = "PORT", hide = true)]
    #[serde(skip)]
    pub(in crate::cli) fetch_loopback: Option<u16>,
    /// Stay, and print again what changes.
    #[arg(short, long)]
    #[serde(skip)]
    pub(in crate::cli) watch: bool,
    /// How many inputs are read at once; half as many again as there are cores where
    /// absent.
    #[arg(short, long, value_name = "N")]
    #[serde(skip)]
    pub(in crate::cli) jobs: Option<usize>,
    /// How many seconds each of many inputs may take, or 0 for any. [default: 60, and
    /// one for each MiB]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) page_seconds: Option<u64>,
    /// How much memory each of many inputs may take, in MiB, or 0 for any; where
    /// both are 0, they are read in one process, and where neither is given, inputs
    /// of up to 16 KiB are. [default: 2048, or 64 times the input]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) page_memory: Option<u64>,
    /// Who wrote an article that names nobody.
    #[arg(skip)]
    #[serde(skip)]
    pub(in crate::cli) authors: Vec<String>,
    /// Folders that are written to, in which nothing is looked for.
    #[arg(skip)]
    #[serde(skip)]
    pub(in crate::cli) without: Vec<PathBuf>,
    /// What else decides how things are printed, such as the settings file: where
    /// files are watched, everything is done anew when one of these changes.
    #[arg(skip)]
    #[serde(skip)]
    pub(in crate::cli) rules: Vec<PathBuf>,
    /// What was loaded before, where files are watched.
    #[arg(skip)]
    #[serde(skip)]
    pub(in crate::cli) kept: Option<Arc<Kept>>,
    /// How the pages of some hosts are read.
    #[arg(skip)]
    #[serde(skip)]
    pub(in crate::cli) hosts: Hosts,
}

impl Reading {
    /// The keys of a settings file that are read into this.
    pub(in crate::cli) const KEYS: &[&str] = &[
        "in",
        "from",
        "base-url",
        "charset",
        "smart",
        "meta",
        "select",
        "drop",
        "fetch",
        "cache",
        "page-seconds",
        "page-memory",
    ];

    /// Takes what was not said from a place that counts for less.
    pub(in crate::cli) fn over(&mut self, below: &Self) {
        if self.inputs.is_empty() {
            self.inputs.clone_from(&below.inputs);
        }
        or(&mut self.from, below.from.as_ref());
        or(&mut self.base_url, below.base_url.as_ref());
        or(&mut self.charset, below.charset.as_ref());
        or(&mut self.smart, below.smart.as_ref());
        before(&mut self.meta, &below.meta);
        or(&mut self.select, below.select.as_ref());
        or(&mut self.fetch, below.fetch.as_ref());
        or(&mut self.cache, below.cache.as_ref());
        or(&mut self.page_seconds, below.page_seconds.as_ref());
        or(&mut self.page_memory, below.page_memory.as_ref());
        before(&mut self.drop, &below.drop);
        for (name, host) in &below.hosts {
            self.hosts.entry(name.clone()).or_insert_with(|| host.clone());
        }
        if self.authors.is_empty() {
            self.authors.clone_from(&below.authors);
        }
    }

    /// Returns what the caller says about every input.
    pub(in crate::cli) fn manner(&self) -> Manner {
        Manner {
            from: self.from.clone(),
            base_url: self.base_url.clone(),
            charset: self.charset.clone(),
            smart: self.smart.unwrap_or(false),
            select: self.select.clone(),
            drop: self.drop.clone(),
            hosts: self.hosts.clone(),
            kept: self.kept.clone(),
            fetcher: self.fetches().then(|| Arc::new(Fetcher::new(&self.fetching()))),
            fetch: self.fetch.unwrap_or(false),
            pictures: false,
            workers: self.workers().map(Arc::new),
        }
    }

    /// Returns what reads inputs apart from one another, where there are several.
    fn workers(&self) -> Option<Workers> {
        let is_list = |it: &PathBuf| it.to_string_lossy().starts_with('@');
        let many = 1 < self.inputs.len()
            || self.inputs.iter().any(|it| it.is_dir() || is_list(it));
        let budget = Budget { time: self.page_seconds, memory: self.page_memory };
        (many && budget.bounds()).then(|| Workers::new(budget))
    }

    /// Returns whether anything may be fetched at all.
    fn fetches(&self) -> bool {
        let is_list = |it: &PathBuf| it.to_string_lossy().starts_with('@');
        let is_web = |it: &PathBuf| it.to_str().is_some_and(fetch::is_address);
        self.fetch == Some(true) || self.inputs.iter().any(|it| is_web(it) || is_list(it))
    }

    fn fetching(&self) -> fetch::Options {
        fetch::Options {
            cache: self.cache.clone(),
            refresh: self.refresh,
            loopback: self.fetch_loopback,
        }
    }

    /// Makes paths that are relative to a folder relative to this one.
    pub(in crate::cli) fn rebase(&mut self, folder: &Path) {
        for it in self.inputs.iter_mut().chain(&mut self.cache) {
            if it.as_os_str() != "-" {
                *it = input::rebased(folder, it);
            }
        }
    }

    /// Sets the fields that the caller names.
    pub(in crate::cli) fn adjust(&self, article: &mut Article) {
        if article.authors.is_empty() {
            article.authors.extend(self.authors.iter().map(|it| {
                let mut author = Author::default();
                author.name.clone_from(it);
                author
            }));
        }
        for (key, value) in &self.meta {
            let card = &mut article.metadata;
            let text = value.clone();
            let value = Some(value.clone());
            match key.as_str() {
                "title" => card.title = text,
                "subtitle" => card.subtitle = value,
                "summary" => card.summary = value,
                "byline" => card.byline = value,
                "language" => card.language = value,
                "id" => card.id = value,
                "published" => card.published = value.and_then(|it| it.parse().ok()),
                "updated" => card.updated = value.and_then(|it| it.parse().ok()),
                "url" => card.url = value.and_then(|it| it.parse().ok()),
                "canonical" => card.canonical = value.and_then(|it| it.parse().ok()),
                // `meta` admits no other key.
                _ => (),
            }
        }
    }
}

fn loader(name: &str) -> Result<String, String> {
    let names = input::loader_names();
    if names.contains(&name) {
        return Ok(name.into());
    }
    let near = nearest(name, &names);
    let near = near.map_or(String::new(), |it| format!("; did you mean `{it}`?"));
    Err(format!("it is one of: {}{near}", names.join(", ")))
}

/// The fields of the metadata that can be set.
const META: &[&str] = &[
    "title",
    "subtitle",
    "summary",
    "byline",
    "language",
    "id",
    "published",
    "updated",
    "url",
    "canonical",
];

fn meta(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("expected KEY=VALUE")?;
    field(key, value)
}

fn field(key: &str, value: &str) -> Result<(String, String), String> {
    if !META.contains(&key) {
        let near = nearest(key, META);
        let near = near.map_or(String::new(), |it| format!("; did you mean `{it}`?"));
        return Err(format!("the keys are: {}{near}", META.join(", ")));
    }
    let date = matches!(key, "published" | "updated");
    if date && value.parse::<Date>().is_err() {
        return Err(format!("`{value}` is not a date such as 2024-05-03"));
    }
    if matches!(key, "url" | "canonical") && Url::parse(value).is_err() {
        return Err(format!("`{value}` is not an absolute address"));
    }
    let value = if key == "language" { tag(value)? } else { value.into() };
    Ok((key.into(), value))
}

fn meta_table<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<(String, String)>, D::Error> {
    let table = std::collections::BTreeMap::<String, String>::deserialize(deserializer)?;
    let fields = table.iter().map(|(key, value)| field(key, value));
    fields.collect::<Result<_, _>>().map_err(D::Error::custom)
}
