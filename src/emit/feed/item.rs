//! An article as an item of a feed.

use std::{collections::BTreeSet, sync::Arc};

use url::Url;

use crate::{
    article::{
        Address, Article, Author, Block, Contribution, Date, EmbedKind, Figure, Piece,
    },
    emit::{
        Comments, Context, Place, Settings,
        addresses::{Addresses, own},
        left_out,
    },
    render::{Dialect, Printer, beginning, identity, key, plain, titled, uuid},
    report::{Code, Report},
};

use super::{Channel, Content, Kind, Options, unkept::unkept};

/// An article as an item of a feed.
pub(in crate::emit) struct Item<'a> {
    pub(in crate::emit) article: &'a Article,
    /// Its place in the edition.
    pub(in crate::emit) place: usize,
    /// Its name that never changes, unlike any other in the feed.
    pub(in crate::emit) id: String,
    /// A short form of its name.
    pub(in crate::emit) key: String,
    pub(in crate::emit) title: String,
    /// The address of this copy.
    pub(in crate::emit) link: Option<Url>,
    /// The address of what it is a copy of.
    pub(in crate::emit) via: Option<Url>,
    pub(in crate::emit) published: Option<Date>,
    /// When it last changed, if it did after it was published.
    pub(in crate::emit) updated: Option<Date>,
    /// Plain text.
    pub(in crate::emit) summary: Option<String>,
    /// Markup.
    pub(in crate::emit) content: Option<Arc<str>>,
    pub(in crate::emit) enclosures: Vec<Enclosure>,
    /// Where the feed of its comments will be, if there is one.
    pub(in crate::emit) comments_feed: Option<Url>,
    pub(in crate::emit) comments_path: Option<String>,
}

/// A file that goes with an article.
#[derive(Clone, Debug)]
pub(in crate::emit) struct Enclosure {
    pub(in crate::emit) url: Url,
    pub(in crate::emit) media_type: String,
    /// Its size in bytes, if the file is at hand.
    pub(in crate::emit) size: Option<u64>,
    pub(in crate::emit) title: Option<String>,
}

impl<'a> Item<'a> {
    pub(super) fn of(
        cx: &mut Context<'_>,
        kind: Kind,
        article: &'a Article,
        place: usize,
        options: &Options,
        channel: &Channel,
        taken: &mut BTreeSet<String>,
    ) -> Self {
        let metadata = &article.metadata;
        // Readers set titles in lists, where they must not turn others around.
        let title = titled(&metadata.title, cx.report);
        let title = title.trim();
        let mut id = identity(article, cx.report);
        if !taken.insert(id.clone()) {
            // Two items with one name are one item to a reader.
            cx.report.add(Code::IdTaken, format!("{id} “{title}”"));
            let mut n = 1;
            while !taken.insert(id.clone()) {
                n += 1;
                let url = metadata.url.as_ref().map(Url::as_str).unwrap_or_default();
                id = uuid(&format!("{id} {url} {title} {n}"));
            }
        }
        let link = own(article).filter(|it| matches!(it.scheme(), "http" | "https"));
        let via = match &article.provenance.original {
            Some(it) => it.url.as_ref(),
            None => metadata.canonical.as_ref().filter(|it| link.as_ref() != Some(it)),
        };
        let facts = unkept(kind, article, cx.settings, link.as_ref(), via);
        if !facts.is_empty() {
            let subject = format!("“{title}”: {}", facts.join("; "));
            cx.report.add(Code::FactsUnkept, subject);
        }
        let image = metadata.image.as_ref().map(|it| &it.address);
        if let Some(Address::Local(it)) = image.filter(|_| link.is_none()) {
            cx.report.add(Code::AddressRelative, it);
        }
        for date in [metadata.published, metadata.updated].into_iter().flatten() {
            if !date.is_instant() {
                cx.report.add(Code::DateWidened, format!("{date} of “{title}”"));
            }
            let day = jiff::SignedDuration::from_hours(24);
            let ahead = cx.now.checked_add(day).is_ok_and(|it| it < date.instant());
            if ahead && cx.now != jiff::Timestamp::UNIX_EPOCH {
                cx.report.add(Code::DateAhead, format!("{date} of “{title}”"));
            }
        }
        if metadata.published.is_none() && metadata.updated.is_none() {
            cx.report.add(Code::DateMissing, title);
        }
        let key = key(&id);
        let content = match options.content {
            Content::Full => Some(text(cx, article, place, &key)),
            Content::Summary | Content::None => {
                cx.report.add(Code::TextDropped, title);
                None
            }
        };
        left_out(cx.settings, article, false, cx.report);
        let summary =
            (options.content != Content::None).then(|| summary(article)).flatten();
        let guessed = title.is_empty();
        let title = match title {
            "" => summary.as_deref().map_or_else(
                || channel.title.clone(),
                |it| titled(&beginning(it, 60), cx.report),
            ),
            title => title.to_owned(),
        };
        if guessed {
            cx.report.add(Code::TitleGuessed, &title);
        }
        Self {
            article,
            place,
            key,
            title,
            via: via.cloned(),
            link,
            published: metadata.published,
            updated: metadata.updated,
            summary,
            content,
            enclosures: enclosures(cx, article, place),
            comments_feed: None,
            comments_path: None,
            id,
        }
    }

    pub(in crate::emit) fn has_comments(&self) -> bool {
        !self.article.discussion.comments.is_empty()
    }

    /// Returns how many comments there are, if anything is known of them.
    pub(in crate::emit) fn count(&self) -> Option<usize> {
        let it = &self.article.discussion;
        let here = it.comments.len();
        let claimed = it.claimed.map(|it| it as usize);
        (here > 0 || claimed.is_some()).then(|| claimed.unwrap_or(0).max(here))
    }

    /// Returns the page where the discussion is held.
    pub(in crate::emit) fn discussion(&self) -> Option<&Url> {
        let url = self.article.discussion.url.as_ref();
        url.filter(|it| matches!(it.scheme(), "http" | "https"))
    }

    /// Returns the figure in the text that shows the article's picture.
    pub(in crate::emit) fn lead(&self) -> Option<&'a Figure> {
        let image = self.article.metadata.image.as_ref()?;
        let mut found = None;
        let article: &'a Article = self.article;
        article.body.walk(&mut |piece| {
            let Piece::Block(Block::Figure(figure)) = piece else { return };
            let shows = figure
                .content
                .iter()
                .any(|it| matches!(it, Block::Image(it) if it.address == image.address));
            if shows && found.is_none() {
                found = Some(figure);
            }
        });
        found
    }

    /// Returns the address of the article's picture, if it works anywhere.
    pub(in crate::emit) fn image(&self) -> Option<Url> {
        match &self.article.metadata.image.as_ref()?.address {
            Address::Web(it) => Some(it.clone()),
            Address::Local(it) => self.link.as_ref()?.join(it).ok(),
        }
        .filter(|it| matches!(it.scheme(), "http" | "https"))
    }

    /// Returns the authors that have names: those who wrote, and those who did
    /// other things.
    pub(in crate::emit) fn people(&self) -> (Vec<&'a Author>, Vec<&'a Author>) {
        let named = self.article.authors.iter().filter(|it| !it.name.trim().is_empty());
        let (authors, others): (Vec<&Author>, Vec<&Author>) =
            named.partition(|it| wrote(it));
        if authors.is_empty() { (others, Vec::new()) } else { (authors, others) }
    }
}

fn wrote(author: &Author) -> bool {
    author.contributions.is_empty()
        || author.contributions.iter().any(|it| match it {
            Contribution::Text
            | Contribution::Reporting
            | Contribution::Interview
            | Contribution::Compilation => true,
            Contribution::Research
            | Contribution::Photographs
            | Contribution::Film
            | Contribution::Video
            | Contribution::Direction
            | Contribution::Production
            | Contribution::Sound
            | Contribution::Music
            | Contribution::Illustrations
            | Contribution::Graphics
            | Contribution::Maps
            | Contribution::Design
            | Contribution::Narration
            | Contribution::Translation
            | Contribution::Editing
            | Contribution::Transcription
            | Contribution::Contributor
            | Contribution::Other => false,
        })
}

/// Returns everything a reader of the page would see, under its headline.
fn text(cx: &mut Context<'_>, article: &Article, place: usize, key: &str) -> Arc<str> {
    let (settings, assets) = (cx.settings, cx.assets);
    let print = |report: &mut Report| {
        let addresses = Addresses::absolute(article, settings.images, assets, place);
        content(settings, addresses, article, key, report)
    };
    match cx.texts {
        Some(texts) => texts.get((place, article), key, settings, cx.report, print),
        None => print(cx.report).into(),
    }
}

fn content(
    settings: &Settings,
    mut addresses: Addresses<'_>,
    article: &Article,
    key: &str,
    report: &mut Report,
) -> String {
    let mut printer = Printer::new(Dialect::Feed, article, &mut addresses, report)
        .prefix(format!("o{key}-"));
    printer.dek();
    // Many readers show only the first author, or the last.
    let roles = article.authors.iter().any(|it| !it.contributions.is_empty());
    if roles || article.metadata.byline.is_some() || 1 < article.authors.len() {
        printer.byline();
    }
    if settings.notice == Place::Top {
        printer.notice();
    }
    printer.body();
    printer.notes();
    if settings.notice == Place::Bottom {
        printer.notice();
    }
    if settings.bio {
        printer.bios();
    }
    match settings.comments {
        Comments::End => printer.discussion(),
        Comments::File | Comments::None => printer.closed(),
    }
    let out = printer.into_markup().into_string();
    addresses.finish(report);
    out
}

fn summary(article: &Article) -> Option<String> {
    let metadata = &article.metadata;
    let said = [metadata.summary.as_deref(), metadata.subtitle.as_deref()];
    if let Some(it) = said.into_iter().flatten().map(str::trim).find(|it| !it.is_empty())
    {
        return Some(it.to_owned());
    }
    let blocks = article.body.blocks.iter();
    let mut texts = blocks.filter(|it| matches!(it, Block::Paragraph { .. }));
    texts
        .by_ref()
        .map(|it| beginning(&plain(std::slice::from_ref(it)), 300))
        .find(|it| !it.is_empty())
}

/// Returns the files that go with an article. What the file itself says of its
/// size and kind is believed, where the caller has it.
fn enclosures(cx: &mut Context<'_>, article: &Article, place: usize) -> Vec<Enclosure> {
    let base = own(article);
    let assets = cx.assets;
    let mut found: Vec<Enclosure> = Vec::new();
    article.body.walk(&mut |piece| {
        let Piece::Block(Block::Embed(embed)) = piece else { return };
        let is_file = match embed.kind {
            EmbedKind::Video | EmbedKind::Audio | EmbedKind::Document => true,
            EmbedKind::Post | EmbedKind::Interactive => false,
        };
        let url = embed.frame.as_ref().unwrap_or(&embed.url);
        let web = matches!(url.scheme(), "http" | "https");
        if !is_file || !web || found.iter().any(|it| it.url == *url) {
            return;
        }
        let beside = || {
            let relative = base.as_ref()?.make_relative(url)?;
            assets.facts(place, &Address::Local(relative))
        };
        let facts = assets.facts(place, &Address::Web(url.clone())).or_else(beside);
        let own_type = facts.as_ref().and_then(|it| it.media_type.clone());
        let Some(media_type) = own_type.or_else(|| embed.media_type.clone()) else {
            return;
        };
        if media_type.starts_with("text/html") {
            return;
        }
        found.push(Enclosure {
            url: url.clone(),
            media_type,
            size: facts.map(|it| it.size),
            title: embed.title.clone(),
        });
    });
    for it in found.iter().filter(|it| it.size.is_none()) {
        cx.report.add(Code::LengthUnknown, it.url.as_str());
    }
    found
}
