//! What the feeds have in common: a channel, its items, and their comments.
//!
//! Everything is worked out here once, so that RSS, Atom and JSON Feed say the
//! same in their own words: what a channel that was not given is called, which
//! articles are in it and in what order, what each is named, and what it says.

mod archive;
mod channel;
mod item;
mod remark;
mod texts;
mod unkept;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::{
    article::{Date, Edition},
    report::Code,
};

use super::{Comments, Context};

pub(super) use self::{
    archive::{Place, documents},
    channel::Channel,
    item::Item,
    remark::{Remark, Thread, newest_remarks},
};
pub use self::{channel::complete_channel, texts::Texts};

/// A format of feeds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kind {
    Rss,
    Atom,
    Json,
}

/// `[emit.rss]`, `[emit.atom]` and `[emit.json-feed]` in a settings file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Options {
    /// How much of each article to print.
    pub(super) content: Content,
    /// The most articles to print, the newest first.
    pub(super) limit: Option<usize>,
    /// Print the older articles too, so many to a document of an archive.
    pub(super) archive: Option<usize>,
    /// Hubs that tell readers of changes.
    pub(super) hubs: Vec<Url>,
    /// Who holds the rights in the whole.
    pub(super) rights: Option<String>,
    /// For how many minutes a reader may keep the feed before asking again.
    pub(super) ttl: Option<u32>,
}

/// How many articles that were left out the report names one by one.
const FEW: usize = 5;

/// How much of an article a feed prints.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Content {
    /// All of it, and a summary.
    #[default]
    Full,
    /// Its summary.
    Summary,
    /// Its title and address.
    None,
}

/// Everything a feed says.
pub(super) struct Feed<'a> {
    pub(super) channel: Channel,
    /// The articles, newest first.
    pub(super) items: Vec<Item<'a>>,
    /// The articles that only the archive has, newest first.
    pub(super) older: Vec<Item<'a>>,
    /// Where the feed of all articles' comments will be, if there is one.
    pub(super) comments_address: Option<Url>,
    pub(super) comments_path: Option<String>,
    pub(super) options: Options,
}

impl<'a> Feed<'a> {
    /// Works out what a feed of an edition says. `extension` is that of the
    /// files that belong to the feed.
    pub(super) fn of(
        cx: &mut Context<'_>,
        edition: &'a Edition,
        options: Options,
        kind: Kind,
        extension: &'static str,
    ) -> Self {
        let channel = Channel::of(edition, cx.report);
        let mut order: Vec<usize> = (0..edition.articles.len()).collect();
        order.sort_by_key(|i| {
            let metadata = &edition.articles[*i].metadata;
            let date = metadata.published.or(metadata.updated);
            // Equal dates stay in the edition's order, and no date comes last.
            date.map_or((1, 0), |it| (0, -it.instant().as_second()))
        });
        let most = options.limit.unwrap_or(usize::MAX);
        let archived = options.archive.is_some() && channel.address.is_some();
        let mut taken = std::collections::BTreeSet::new();
        let mut items = Vec::new();
        let mut rest = Vec::new();
        let mut dropped: Vec<&str> = Vec::new();
        for (rank, place) in order.into_iter().enumerate() {
            let article = &edition.articles[place];
            if most <= rank && !archived {
                dropped.push(article.metadata.title.trim());
                continue;
            }
            let mut item =
                Item::of(cx, kind, article, place, &options, &channel, &mut taken);
            if cx.settings.comments == Comments::File && item.has_comments() {
                let path = format!("{}-comments/{}.{extension}", cx.stem, item.key);
                item.comments_feed = channel.beside(&path);
                item.comments_path = Some(path);
            }
            if rank < most { items.push(item) } else { rest.push(item) }
        }
        match dropped.as_slice() {
            [first, .., last] if FEW < dropped.len() => {
                let many = dropped.len();
                let subject = format!("{many} older ones, “{first}” to “{last}”");
                cx.report.add(Code::ArticlesDropped, subject);
            }
            few => few.iter().for_each(|it| cx.report.add(Code::ArticlesDropped, *it)),
        }
        if options.archive.is_some() && !archived {
            cx.report.add(Code::FeedAddressMissing, "archive");
        }
        // One article's comments need no second feed.
        let discussed = 1 < edition.articles.len()
            && items.iter().chain(&rest).any(|it| it.comments_path.is_some());
        let comments_path =
            discussed.then(|| format!("{}-comments.{extension}", cx.stem));
        let comments_address = comments_path.as_ref().and_then(|it| channel.beside(it));
        Self { channel, items, older: rest, comments_address, comments_path, options }
    }

    /// Returns when anything in the feed last changed.
    pub(super) fn updated(&self) -> Option<Date> {
        newest(self.items.iter().filter_map(|it| it.updated.or(it.published)))
    }
}

/// Returns the latest of dates.
pub(super) fn newest(dates: impl Iterator<Item = Date>) -> Option<Date> {
    dates.max_by_key(|it| it.instant())
}
