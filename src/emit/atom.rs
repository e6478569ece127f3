//! Atom (RFC 4287), with threads (RFC 4685) and archives (RFC 5005).

use url::Url;

use crate::{
    article::{Author, Date, Edition},
    error::Result,
    render::{Words, Xml, rfc3339},
};

use super::{
    Comments, Context, Emitter, File, Format, Output,
    feed::{
        Channel, Feed, Item, Kind, Options, Place, Remark, Thread, documents,
        newest_remarks,
    },
};

const NAMESPACES: &[(&str, &str)] = &[
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("fh", "http://purl.org/syndication/history/1.0"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
];

const MEDIA_TYPE: &str = "application/atom+xml";

#[derive(Debug)]
pub(super) struct Atom;

impl Emitter for Atom {
    fn format(&self) -> Format {
        Format {
            name: "atom",
            summary: "an Atom feed, full text and summaries",
            extension: "atom",
            media_type: MEDIA_TYPE,
        }
    }

    fn defaults(&self) -> serde_json::Value {
        serde_json::to_value(Options::default()).unwrap_or_default()
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        let options: Options = cx.settings.of(self.format())?;
        let extension = self.format().extension;
        let feed = Feed::of(cx, edition, options, Kind::Atom, extension);
        let now = printed_now(cx);
        let mut files: Vec<File> = documents(&feed, cx.stem, extension)
            .into_iter()
            .map(|(path, place, items)| File {
                path,
                bytes: document(&feed, &place, &items, now),
            })
            .collect();
        if cx.settings.comments == Comments::File {
            let mut threads = Vec::new();
            for item in feed.items.iter().chain(&feed.older) {
                let Some(path) = &item.comments_path else { continue };
                let thread = Thread::of(cx, item);
                let bytes = comments(&feed.channel, &thread, now);
                files.push(File { path: path.clone(), bytes });
                threads.push(thread);
            }
            if let Some(path) = feed.comments_path.clone() {
                files.push(File { path, bytes: all_comments(&feed, &threads, now) });
            }
        }
        Ok(Output { files })
    }
}

/// Returns the time to print where nothing else is known.
fn printed_now(cx: &Context<'_>) -> Date {
    Date::Instant { at: cx.now, offset: jiff::tz::Offset::UTC }
}

fn link(xml: &mut Xml, rel: &str, media_type: &str, href: Option<&Url>) {
    if let Some(href) = href {
        let attributes = [("rel", rel), ("type", media_type), ("href", href.as_str())];
        xml.empty("link", &attributes);
    }
}

fn document(feed: &Feed<'_>, place: &Place, items: &[&Item<'_>], now: Date) -> Vec<u8> {
    let channel = &feed.channel;
    let mut xml = Xml::new("feed");
    let id = match (&place.own, &place.current) {
        (Some(own), Some(_)) => own.to_string(),
        _ => channel.id(),
    };
    xml.leaf("id", &[], &id);
    xml.leaf("title", &[("type", "text")], &channel.title);
    if let Some(it) = &channel.description {
        xml.leaf("subtitle", &[("type", "text")], it.trim());
    }
    let dates = items.iter().filter_map(|it| it.updated.or(it.published));
    xml.leaf("updated", &[], &rfc3339(super::feed::newest(dates).unwrap_or(now)));
    link(&mut xml, "self", MEDIA_TYPE, place.own.as_ref());
    link(&mut xml, "alternate", "text/html", channel.home.as_ref());
    link(&mut xml, "current", MEDIA_TYPE, place.current.as_ref());
    link(&mut xml, "prev-archive", MEDIA_TYPE, place.previous.as_ref());
    link(&mut xml, "next-archive", MEDIA_TYPE, place.next.as_ref());
    link(&mut xml, "replies", MEDIA_TYPE, feed.comments_address.as_ref());
    for hub in &feed.options.hubs {
        xml.empty("link", &[("rel", "hub"), ("href", hub.as_str())]);
    }
    if place.current.is_some() {
        xml.empty("fh:archive", &[]);
    }
    person(&mut xml, "author", &Author::named(channel.title.as_str()));
    generator(&mut xml);
    if let Some((url, _)) = &channel.image {
        xml.leaf("logo", &[], url.as_str());
    }
    if let Some(it) = &feed.options.rights {
        xml.leaf("rights", &[("type", "text")], it);
    }
    for item in items {
        entry(&mut xml, channel, item, now);
    }
    finish(xml, channel.language.as_deref())
}

fn finish(xml: Xml, language: Option<&str>) -> Vec<u8> {
    let mut attributes = vec![("xmlns", "http://www.w3.org/2005/Atom")];
    attributes.extend(language.map(|it| ("xml:lang", it)));
    xml.finish(&attributes, NAMESPACES)
}

fn generator(xml: &mut Xml) {
    xml.leaf("generator", &[("version", env!("CARGO_PKG_VERSION"))], "offprint");
}

fn entry(xml: &mut Xml, channel: &Channel, item: &Item<'_>, now: Date) {
    let article = item.article;
    let metadata = &article.metadata;
    let language = metadata.language.as_deref();
    let own = language.filter(|it| Some(*it) != channel.language.as_deref());
    let attributes: Vec<_> = own.into_iter().map(|it| ("xml:lang", it)).collect();
    xml.open("entry", &attributes);
    xml.leaf("id", &[], &item.id);
    xml.leaf("title", &[("type", "text")], &item.title);
    if let Some(href) = &item.link {
        let mut attributes = vec![("rel", "alternate"), ("type", "text/html")];
        attributes.extend(language.map(|it| ("hreflang", it)));
        attributes.push(("href", href.as_str()));
        xml.empty("link", &attributes);
    }
    link(xml, "via", "text/html", item.via.as_ref());
    let licence = article.provenance.licence.as_ref();
    if let Some(deed) = licence.and_then(|it| it.url.as_ref()) {
        xml.empty("link", &[("rel", "license"), ("href", deed.as_str())]);
    }
    for file in &item.enclosures {
        let size = file.size.map(|it| it.to_string());
        let mut attributes = vec![("rel", "enclosure"), ("type", &*file.media_type)];
        attributes.extend(size.as_deref().map(|it| ("length", it)));
        attributes.extend(file.title.as_deref().map(|it| ("title", it)));
        attributes.push(("href", file.url.as_str()));
        xml.empty("link", &attributes);
    }
    if let Some(href) = &item.comments_feed {
        let comments = &article.discussion.comments;
        let count = comments.len().to_string();
        let posted = super::feed::newest(comments.iter().filter_map(|it| it.posted));
        let posted = posted.map(rfc3339);
        let mut attributes = vec![("rel", "replies"), ("type", MEDIA_TYPE)];
        attributes.push(("href", href.as_str()));
        attributes.push(("thr:count", &count));
        attributes.extend(posted.as_deref().map(|it| ("thr:updated", it)));
        xml.empty("link", &attributes);
    }
    link(xml, "replies", "text/html", item.discussion());
    if let Some(count) = item.count() {
        xml.leaf("thr:total", &[], &count.to_string());
    }
    if let Some(date) = item.published {
        xml.leaf("published", &[], &rfc3339(date));
    }
    let updated = item.updated.or(item.published).unwrap_or(now);
    xml.leaf("updated", &[], &rfc3339(updated));
    let (authors, others) = item.people();
    for author in authors {
        person(xml, "author", author);
    }
    for author in others {
        person(xml, "contributor", author);
    }
    let scheme = format!(
        "{}#category",
        channel.home.as_ref().map_or_else(
            || channel.id(),
            |it| {
                let mut it = it.clone();
                it.set_fragment(None);
                it.into()
            },
        )
    );
    for it in metadata.categories.iter().map(|it| it.trim()).filter(|it| !it.is_empty()) {
        xml.empty("category", &[("term", it), ("label", it), ("scheme", &scheme)]);
    }
    for it in metadata.tags.iter().map(|it| it.trim()).filter(|it| !it.is_empty()) {
        xml.empty("category", &[("term", it), ("label", it)]);
    }
    if let Some(summary) = &item.summary {
        xml.leaf("summary", &[("type", "text")], summary);
    }
    if let Some(content) = &item.content {
        xml.leaf("content", &[("type", "html")], content);
    } else if item.link.is_none() {
        // An entry without content or address would not be one.
        xml.leaf(
            "content",
            &[("type", "text")],
            item.summary.as_deref().unwrap_or_default(),
        );
    }
    if let Some(it) = licence.and_then(|it| it.statement.as_deref()) {
        xml.leaf("rights", &[("type", "text")], it.trim());
    }
    source(xml, item);
    super::rss::picture(xml, item);
    super::rss::dates(xml, item);
    xml.close();
}

/// Writes where the first printing was, which must be known by name, address
/// and date to be a source.
fn source(xml: &mut Xml, item: &Item<'_>) {
    let Some(original) = &item.article.provenance.original else { return };
    let name = original.outlet.name.trim();
    let date = original.published.or(item.published);
    let (Some(home), Some(date), false) = (&original.outlet.url, date, name.is_empty())
    else {
        xml.maybe("dc:source", Some(name));
        return;
    };
    xml.open("source", &[]);
    xml.leaf("id", &[], home.as_str());
    xml.leaf("title", &[("type", "text")], original.outlet.name.trim());
    xml.leaf("updated", &[], &rfc3339(date));
    link(xml, "alternate", "text/html", Some(home));
    xml.close();
}

fn person(xml: &mut Xml, name: &'static str, author: &Author) {
    xml.open(name, &[]);
    xml.leaf("name", &[], author.name.trim());
    if let Some(url) = author.url() {
        xml.leaf("uri", &[], url.as_str());
    }
    xml.close();
}

fn comments(channel: &Channel, thread: &Thread<'_>, now: Date) -> Vec<u8> {
    let item = thread.item;
    let mut xml = Xml::new("feed");
    let own = item.comments_feed.as_ref();
    let id = own.map_or_else(
        || crate::render::uuid(&format!("{} comments", item.id)),
        Url::to_string,
    );
    xml.leaf("id", &[], &id);
    xml.leaf("title", &[("type", "text")], &thread.title);
    xml.leaf("subtitle", &[("type", "text")], &thread.description);
    let updated = thread.updated().or(item.published).unwrap_or(now);
    xml.leaf("updated", &[], &rfc3339(updated));
    link(&mut xml, "self", MEDIA_TYPE, own);
    link(&mut xml, "alternate", "text/html", item.discussion().or(item.link.as_ref()));
    let claimed = item.article.discussion.claimed;
    if claimed.is_none_or(|it| it as usize <= thread.remarks.len()) {
        xml.empty("fh:complete", &[]);
    }
    generator(&mut xml);
    for it in &thread.remarks {
        remark(&mut xml, &it.title, it, thread.date(it).unwrap_or(now));
    }
    let language = item.article.metadata.language.as_deref();
    finish(xml, language.or(channel.language.as_deref()))
}

/// Writes the comments under every article, the newest first.
fn all_comments(feed: &Feed<'_>, threads: &[Thread<'_>], now: Date) -> Vec<u8> {
    let channel = &feed.channel;
    let mut xml = Xml::new("feed");
    let own = feed.comments_address.as_ref();
    let id = own.map_or_else(
        || crate::render::uuid(&format!("{} comments", channel.id())),
        Url::to_string,
    );
    xml.leaf("id", &[], &id);
    let language = channel.language.as_deref();
    let title = Words::of(language).comments_on.replace("{}", &channel.title);
    xml.leaf("title", &[("type", "text")], &title);
    let updated = super::feed::newest(threads.iter().filter_map(Thread::updated));
    xml.leaf("updated", &[], &rfc3339(updated.unwrap_or(now)));
    link(&mut xml, "self", MEDIA_TYPE, own);
    link(&mut xml, "alternate", "text/html", channel.home.as_ref());
    generator(&mut xml);
    for (thread, it) in newest_remarks(threads) {
        let title = format!("{} · {}", it.title, thread.item.title);
        remark(&mut xml, &title, it, thread.date(it).unwrap_or(now));
    }
    finish(xml, language)
}

fn remark(xml: &mut Xml, title: &str, remark: &Remark<'_>, date: Date) {
    xml.open("entry", &[]);
    xml.leaf("id", &[], &remark.id);
    xml.leaf("title", &[("type", "text")], title);
    link(xml, "alternate", "text/html", remark.link.as_ref());
    xml.open("author", &[]);
    xml.leaf("name", &[], &remark.author);
    if let Some(url) = remark.comment.author.as_ref().and_then(Author::url) {
        xml.leaf("uri", &[], url.as_str());
    }
    xml.close();
    xml.leaf("published", &[], &rfc3339(date));
    xml.leaf("updated", &[], &rfc3339(date));
    let (id, href) = &remark.answers;
    let mut attributes = vec![("ref", id.as_str())];
    if let Some(href) = href {
        attributes.extend([("href", href.as_str()), ("type", "text/html")]);
    }
    xml.empty("thr:in-reply-to", &attributes);
    xml.leaf("content", &[("type", "html")], &remark.content);
    xml.close();
}
