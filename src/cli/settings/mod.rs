//! `offprint.toml`: what the owner of a folder wants every time.
//!
//! ```toml
//! [site]                    # what collections call themselves
//! [defaults]                # what every command does where no flag says otherwise
//! [[output]]                # what `offprint publish` makes, one table each
//! [host."north.example"]    # how the pages of one site are read
//! ```
//!
//! Paths are relative to the folder of the file.

mod init;
mod read;
mod reader;

use std::{collections::BTreeMap, path::PathBuf};

use serde::Deserialize;
use url::Url;

use super::args::{
    Book, Channelled, Convert, Feed, Order, Printing, Reading, read_selector,
    read_selectors, read_tag, read_template,
};

pub(super) use self::{init::init, read::load};

/// What a settings file says.
#[derive(Clone, Debug, Default)]
pub(super) struct Settings {
    /// Where the file is; nowhere where there is none.
    pub(super) path: Option<PathBuf>,
    pub(super) site: Site,
    pub(super) defaults: Defaults,
    pub(super) outputs: Vec<Output>,
}

/// What collections of the folder call themselves.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Site {
    title: Option<String>,
    description: Option<String>,
    url: Option<Url>,
    #[serde(deserialize_with = "read_tag")]
    language: Option<String>,
    /// Who wrote what names nobody.
    authors: Vec<String>,
}

/// What every command does where no flag and no output says otherwise.
#[derive(Clone, Debug, Default)]
pub(super) struct Defaults {
    reading: Reading,
    printing: Printing,
    own: Own,
}

/// Defaults of some commands alone.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Own {
    #[serde(deserialize_with = "read_template")]
    name: Option<String>,
    order: Option<Order>,
    limit: Option<usize>,
}

/// One thing that `offprint publish` makes.
#[derive(Clone, Debug)]
pub(super) enum Output {
    Book(Box<Book>),
    Convert(Box<Convert>),
    Feed(Box<Feed>),
}

/// How the pages of one host are read.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Host {
    /// The elements that hold the article.
    #[serde(deserialize_with = "read_selector")]
    pub(super) select: Option<String>,
    /// Elements that are left out.
    #[serde(deserialize_with = "read_selectors")]
    pub(super) drop: Vec<String>,
}

/// Settings of hosts, by name.
pub(super) type Hosts = BTreeMap<String, Host>;

impl Site {
    const KEYS: &[&str] = &["title", "description", "url", "language", "authors"];

    /// Returns what a feed of the site is called.
    fn channel(&self) -> Channelled {
        let mut channel = Channelled::default();
        channel.title.clone_from(&self.title);
        channel.description.clone_from(&self.description);
        channel.home.clone_from(&self.url);
        channel.language.clone_from(&self.language);
        channel
    }
}

impl Own {
    const KEYS: &[&str] = &["name", "order", "limit"];
}

impl Settings {
    /// Fills in what neither a flag nor an output says.
    pub(super) fn reading(&self, reading: &mut Reading) {
        reading.over(&self.defaults.reading);
        if reading.authors.is_empty() {
            reading.authors.clone_from(&self.site.authors);
        }
        reading.rules.extend(self.path.clone());
    }

    pub(super) fn convert(&self, it: &mut Convert) {
        self.reading(&mut it.reading);
        it.printing.over(&self.defaults.printing);
        it.channel.over(&self.site.channel());
        it.reading.rules.extend(it.printing.templates.clone());
        if it.name.is_none() {
            it.name.clone_from(&self.defaults.own.name);
        }
    }

    pub(super) fn feed(&self, it: &mut Feed) {
        self.reading(&mut it.reading);
        it.printing.over(&self.defaults.printing);
        it.channel.over(&self.site.channel());
        it.limit = it.limit.or(self.defaults.own.limit);
        it.reading.rules.extend(it.printing.templates.clone());
    }

    pub(super) fn book(&self, it: &mut Book) {
        self.reading(&mut it.reading);
        it.printing.over(&self.defaults.printing);
        it.order = it.order.or(self.defaults.own.order);
        let mut site = self.site.channel();
        // A book is not called what the site is called: it has a title of its own.
        (site.title, site.description) = (None, None);
        it.channel.over(&site);
        let rules = [&it.printing.templates, &it.css, &it.cover, &it.cover_font];
        it.reading.rules.extend(rules.into_iter().flatten().cloned());
    }
}
