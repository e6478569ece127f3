//! What each command is told besides what to read and how to print.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum, builder::PossibleValuesParser};
use offprint::{article::Channel, emit::epub::Section};
use serde::Deserialize;
use url::Url;

use super::{
    Printing, Reading, or,
    words::{read_tag, read_template, tag, template},
};
use crate::cli::input;

#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::cli) struct Convert {
    #[command(flatten)]
    #[serde(skip)]
    pub(in crate::cli) reading: Reading,
    /// The formats, one or several: `rss,epub,markdown`.
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',')]
    #[serde(rename = "formats")]
    pub(in crate::cli) to: Vec<String>,
    /// The file to write; its extension names the format where `-t` does not.
    #[arg(short, long, value_name = "FILE", conflicts_with = "dir")]
    #[serde(rename = "file")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// The folder to write to.
    #[arg(short, long, value_name = "DIR")]
    pub(in crate::cli) dir: Option<PathBuf>,
    /// How files are named: `{date} {slug} {stem} {author}`.
    /// [default: {date}-{slug}]
    #[arg(long, value_name = "TEMPLATE", value_parser = template)]
    #[serde(deserialize_with = "read_template")]
    pub(in crate::cli) name: Option<String>,
    /// How many articles one input may hold, such as a feed, when each is printed
    /// by itself, or 0 for any number. [default: 5000, or 250 as books]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) max_articles: Option<usize>,
    /// What feeds are called, where the settings file says.
    #[arg(skip)]
    #[serde(skip)]
    pub(in crate::cli) channel: Channelled,
    #[command(flatten)]
    #[serde(skip)]
    pub(in crate::cli) printing: Printing,
}

impl Convert {
    /// The keys of a settings file that are read into this alone.
    pub(in crate::cli) const KEYS: &[&str] =
        &["formats", "file", "dir", "name", "max-articles"];

    /// Makes paths that are relative to a folder relative to this one.
    pub(in crate::cli) fn rebase(&mut self, folder: &Path) {
        self.reading.rebase(folder);
        self.printing.rebase(folder);
        for it in [&mut self.output, &mut self.dir] {
            rebase(it, folder);
        }
    }
}

/// What a collection calls itself.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::cli) struct Channelled {
    /// The title; what the articles agree on where absent.
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) title: Option<String>,
    /// What it is about.
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) description: Option<String>,
    /// The page it belongs to.
    #[arg(long, value_name = "URL")]
    #[serde(rename = "url")]
    pub(in crate::cli) home: Option<Url>,
    /// The address the output itself will have; for several feeds, that of their
    /// folder, with a `/` at its end.
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) address: Option<Url>,
    /// The language, as a tag such as `en-GB`.
    #[arg(long, value_name = "TAG", value_parser = tag)]
    #[serde(deserialize_with = "read_tag")]
    pub(in crate::cli) language: Option<String>,
}

impl Channelled {
    /// The keys of a settings file that are read into this.
    pub(in crate::cli) const KEYS: &[&str] =
        &["title", "description", "url", "address", "language"];

    /// Takes what was not said from a place that counts for less.
    pub(in crate::cli) fn over(&mut self, below: &Self) {
        or(&mut self.title, below.title.as_ref());
        or(&mut self.description, below.description.as_ref());
        or(&mut self.home, below.home.as_ref());
        or(&mut self.address, below.address.as_ref());
        or(&mut self.language, below.language.as_ref());
    }

    /// Returns what emitters are told of it.
    pub(in crate::cli) fn channel(&self) -> Channel {
        let mut channel = Channel::default();
        channel.title = self.title.clone().unwrap_or_default();
        channel.description.clone_from(&self.description);
        channel.home.clone_from(&self.home);
        channel.address.clone_from(&self.address);
        channel.language.clone_from(&self.language);
        channel
    }
}

/// The order of the articles in a collection.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub(in crate::cli) enum Order {
    /// Oldest first.
    Date,
    /// Newest first.
    Newest,
    Title,
    Author,
    Path,
    /// As the command line names them.
    Given,
}

#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(in crate::cli) struct Book {
    #[command(flatten)]
    #[serde(skip)]
    pub(in crate::cli) reading: Reading,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    #[serde(rename = "file")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// The order of the essays. [default: given]
    #[arg(long, value_enum, value_name = "ORDER")]
    pub(in crate::cli) order: Option<Order>,
    /// Turn the order around.
    #[arg(long)]
    pub(in crate::cli) reverse: bool,
    /// Make each folder a part of the book, with its name over its essays.
    #[arg(long)]
    pub(in crate::cli) parts: bool,
    /// The parts of the book, in order.
    #[arg(skip)]
    #[serde(rename = "section")]
    pub(in crate::cli) sections: Vec<Section>,
    /// The picture on the cover, JPEG or PNG.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) cover: Option<PathBuf>,
    /// A stylesheet to use instead of the one built in.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) css: Option<PathBuf>,
    /// A font to draw the cover with, before those built in.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) cover_font: Option<PathBuf>,
    /// Make pictures smaller that are wider or higher than so many pixels.
    #[arg(long, value_name = "PIXELS", value_parser = clap::value_parser!(u32).range(16..))]
    pub(in crate::cli) max_image: Option<u32>,
    /// Take out of pictures what cameras and programs wrote beside them: places,
    /// times, names.
    #[arg(long)]
    pub(in crate::cli) bare_images: bool,
    /// Check the structure of the book once it is written, which is done unless
    /// this is switched off.
    #[arg(long, hide = true, num_args = 0, default_missing_value = "true")]
    check: Option<bool>,
    /// Do not check the structure of the book once it is written.
    #[arg(long)]
    #[serde(skip)]
    no_check: bool,
    #[command(flatten)]
    #[serde(skip)]
    pub(in crate::cli) channel: Channelled,
    #[command(flatten)]
    #[serde(skip)]
    pub(in crate::cli) printing: Printing,
}

impl Book {
    /// The keys of a settings file that are read into this alone.
    pub(in crate::cli) const KEYS: &[&str] = &[
        "file",
        "order",
        "reverse",
        "parts",
        "section",
        "cover",
        "cover-font",
        "css",
        "max-image",
        "bare-images",
        "check",
    ];

    /// Returns whether the book is checked once it is written. Who watches is
    /// waiting.
    pub(in crate::cli) fn checks(&self) -> bool {
        let never = self.no_check || self.printing.dry_run || self.reading.watch;
        !never && self.check.unwrap_or(true)
    }

    /// Makes paths that are relative to a folder relative to this one.
    pub(in crate::cli) fn rebase(&mut self, folder: &Path) {
        self.reading.rebase(folder);
        self.printing.rebase(folder);
        for it in [&mut self.output, &mut self.cover, &mut self.cover_font, &mut self.css]
        {
            rebase(it, folder);
        }
    }
}

#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(in crate::cli) struct Feed {
    #[command(flatten)]
    #[serde(skip)]
    pub(in crate::cli) reading: Reading,
    /// The folder to write to.
    #[arg(short, long, value_name = "DIR")]
    pub(in crate::cli) dir: Option<PathBuf>,
    /// The formats, one or several; all three where absent.
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = PossibleValuesParser::new(Feed::FORMATS))]
    #[serde(rename = "formats")]
    pub(in crate::cli) to: Vec<String>,
    /// How many articles at most, newest first.
    #[arg(long, value_name = "N")]
    pub(in crate::cli) limit: Option<usize>,
    /// How much of each article is printed.
    #[arg(long, value_name = "HOW", value_parser = ["full", "summary", "none"])]
    pub(in crate::cli) content: Option<String>,
    /// Keep the older articles in an archive, so many to a file.
    #[arg(long, value_name = "N")]
    pub(in crate::cli) archive: Option<usize>,
    /// A `WebSub` hub that tells readers of changes.
    #[arg(long, value_name = "URL")]
    #[serde(rename = "hubs")]
    pub(in crate::cli) hub: Vec<Url>,
    /// A picture that stands for the feed.
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) image: Option<Url>,
    /// Who holds the rights in the whole.
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) copyright: Option<String>,
    /// For how many minutes a reader may keep the feed before asking again.
    #[arg(long, value_name = "MINUTES")]
    pub(in crate::cli) ttl: Option<u32>,
    /// Print the lines for the head of a web page that lead readers to the feeds.
    #[arg(long)]
    #[serde(skip)]
    pub(in crate::cli) links: bool,
    /// The file with the names of articles that have none of their own;
    /// `offprint.lock` beside them where absent.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) lock: Option<PathBuf>,
    /// Fail if an article would get a new name or a new time.
    #[arg(long)]
    #[serde(skip)]
    pub(in crate::cli) locked: bool,
    #[command(flatten)]
    #[serde(skip)]
    pub(in crate::cli) channel: Channelled,
    #[command(flatten)]
    #[serde(skip)]
    pub(in crate::cli) printing: Printing,
}

impl Feed {
    /// The formats that feeds have.
    pub(in crate::cli) const FORMATS: &[&str] = &["rss", "atom", "json-feed"];

    /// The keys of a settings file that are read into this alone.
    pub(in crate::cli) const KEYS: &[&str] = &[
        "dir",
        "formats",
        "limit",
        "content",
        "archive",
        "hubs",
        "image",
        "copyright",
        "ttl",
        "lock",
    ];

    /// Makes paths that are relative to a folder relative to this one.
    pub(in crate::cli) fn rebase(&mut self, folder: &Path) {
        self.reading.rebase(folder);
        self.printing.rebase(folder);
        rebase(&mut self.dir, folder);
        rebase(&mut self.lock, folder);
    }
}

#[derive(Args, Clone, Debug)]
pub(in crate::cli) struct Inspect {
    #[command(flatten)]
    pub(in crate::cli) reading: Reading,
    /// Print one JSON object a line.
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// Also show which elements were taken for what.
    #[arg(long)]
    pub(in crate::cli) explain: bool,
}

/// What `publish` is told: a run of its own where formats are named, else what
/// is to be different in every output of the settings file.
#[derive(Args, Debug)]
pub(in crate::cli) struct Publish {
    #[command(flatten)]
    pub(in crate::cli) convert: Convert,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Init {
    /// The folder with the pages; this one where absent.
    #[arg(value_name = "DIR")]
    pub(in crate::cli) folder: Option<PathBuf>,
    /// Replace a settings file that is there.
    #[arg(long)]
    pub(in crate::cli) force: bool,
}

fn rebase(path: &mut Option<PathBuf>, folder: &Path) {
    if let Some(path) = path.as_mut().filter(|it| it.as_os_str() != "-") {
        *path = input::rebased(folder, path);
    }
}
