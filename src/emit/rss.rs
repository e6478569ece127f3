//! RSS 2.0, with the modules that readers know.
//!
//! The order of elements matters to some readers, which take the last of two
//! that mean the same: `description` stands before `content:encoded`, and the
//! channel's own elements before its items.

use crate::{
    article::Edition,
    error::Result,
    render::{Xml, plain, rfc822, rfc3339, w3c},
};

use super::{
    Comments, Context, Emitter, File, Format, Output,
    feed::{
        Channel, Feed, Item, Kind, Options, Place, Remark, Thread, documents, newest,
        newest_remarks,
    },
};

/// The modules, by prefix.
const NAMESPACES: &[(&str, &str)] = &[
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("fh", "http://purl.org/syndication/history/1.0"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
];

const MEDIA_TYPE: &str = "application/rss+xml";
const DOCS: &str = "https://www.rssboard.org/rss-specification";

#[derive(Debug)]
pub(super) struct Rss;

impl Emitter for Rss {
    fn format(&self) -> Format {
        Format {
            name: "rss",
            summary: "an RSS 2.0 feed, full text and summaries",
            extension: "rss",
            media_type: MEDIA_TYPE,
        }
    }

    fn defaults(&self) -> serde_json::Value {
        serde_json::to_value(Options::default()).unwrap_or_default()
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        let options: Options = cx.settings.of(self.format())?;
        let extension = self.format().extension;
        let feed = Feed::of(cx, edition, options, Kind::Rss, extension);
        let mut files: Vec<File> = documents(&feed, cx.stem, extension)
            .into_iter()
            .map(|(path, place, items)| File {
                path,
                bytes: document(&feed, &place, &items),
            })
            .collect();
        if cx.settings.comments == Comments::File {
            let mut threads = Vec::new();
            for item in feed.items.iter().chain(&feed.older) {
                let Some(path) = &item.comments_path else { continue };
                let thread = Thread::of(cx, item);
                let path = path.clone();
                files.push(File { path, bytes: comments(&feed.channel, &thread) });
                threads.push(thread);
            }
            if let Some(path) = feed.comments_path.clone() {
                files.push(File { path, bytes: all_comments(&feed, &threads) });
            }
        }
        Ok(Output { files })
    }
}

fn document(feed: &Feed<'_>, place: &Place, items: &[&Item<'_>]) -> Vec<u8> {
    let channel = &feed.channel;
    let mut xml = Xml::new("rss");
    xml.open("channel", &[]);
    xml.leaf("title", &[], &channel.title);
    let home = home(channel, items.first().copied());
    xml.leaf("link", &[], &home);
    xml.leaf(
        "description",
        &[],
        &escaped(channel.description.as_deref().unwrap_or(&channel.title)),
    );
    xml.maybe("language", channel.language.as_deref());
    xml.maybe("copyright", feed.options.rights.as_deref());
    if let Some(date) = feed.updated() {
        xml.leaf("lastBuildDate", &[], &rfc822(date));
    }
    xml.leaf("generator", &[], generator());
    xml.leaf("docs", &[], DOCS);
    if let Some(ttl) = feed.options.ttl {
        xml.leaf("ttl", &[], &ttl.to_string());
    }
    if let Some((url, image)) = &channel.image {
        xml.open("image", &[]);
        xml.leaf("url", &[], url.as_str());
        xml.leaf("title", &[], &channel.title);
        xml.leaf("link", &[], &home);
        // Larger pictures are legal anywhere but here.
        if let Some((width, height)) = image.size.filter(|it| it.0 <= 144 && it.1 <= 400)
        {
            xml.leaf("width", &[], &width.to_string());
            xml.leaf("height", &[], &height.to_string());
        }
        xml.close();
    }
    let mut link = |rel: &str, href: Option<&url::Url>| {
        if let Some(href) = href {
            let attributes =
                [("href", href.as_str()), ("rel", rel), ("type", MEDIA_TYPE)];
            xml.empty("atom:link", &attributes);
        }
    };
    link("self", place.own.as_ref());
    link("current", place.current.as_ref());
    link("prev-archive", place.previous.as_ref());
    link("next-archive", place.next.as_ref());
    link("replies", feed.comments_address.as_ref());
    for hub in &feed.options.hubs {
        xml.empty("atom:link", &[("href", hub.as_str()), ("rel", "hub")]);
    }
    if place.current.is_some() {
        xml.empty("fh:archive", &[]);
    }
    for item in items {
        self::item(&mut xml, channel, item);
    }
    xml.finish(&[("version", "2.0")], NAMESPACES)
}

fn item(xml: &mut Xml, channel: &Channel, item: &Item<'_>) {
    let article = item.article;
    let metadata = &article.metadata;
    xml.open("item", &[]);
    xml.leaf("title", &[], &item.title);
    xml.maybe("link", item.link.as_ref().map(url::Url::as_str));
    let permalink = item.link.as_ref().is_some_and(|it| it.as_str() == item.id);
    let permalink = if permalink { "true" } else { "false" };
    xml.leaf("guid", &[("isPermaLink", permalink)], &item.id);
    if let Some(date) = item.published.or(item.updated) {
        xml.leaf("pubDate", &[], &rfc822(date));
    }
    for author in article.authors.iter().filter(|it| !it.name.trim().is_empty()) {
        xml.leaf("dc:creator", &[], author.name.trim());
    }
    for it in metadata.categories.iter().filter(|it| !it.trim().is_empty()) {
        xml.leaf("category", &[("domain", "category")], it.trim());
    }
    for it in metadata.tags.iter().filter(|it| !it.trim().is_empty()) {
        xml.leaf("category", &[], it.trim());
    }
    if let Some(summary) = &item.summary {
        // A description is markup, so that plain text is escaped twice.
        xml.leaf("description", &[], &escaped(summary));
    }
    if let Some(content) = &item.content {
        xml.cdata("content:encoded", content);
    }
    if let Some(file) = item.enclosures.first() {
        let length = file.size.unwrap_or(0).to_string();
        let attributes = [
            ("url", file.url.as_str()),
            ("length", &*length),
            ("type", &file.media_type),
        ];
        xml.empty("enclosure", &attributes);
    }
    if let Some(url) = item.discussion() {
        xml.leaf("comments", &[], url.as_str());
    }
    let count = item.count().map(|it| it.to_string());
    // The count means nothing to readers that do not know when it was taken.
    let dated = item.published.or(item.updated).is_some();
    if let Some(count) = count.as_deref().filter(|_| dated) {
        xml.leaf("slash:comments", &[], count);
    }
    if let Some(url) = &item.comments_feed {
        xml.leaf("wfw:commentRss", &[], url.as_str());
    }
    if let Some(count) = &count {
        xml.leaf("thr:total", &[], count);
    }
    if let Some(date) = item.updated {
        xml.leaf("atom:updated", &[], &rfc3339(date));
    }
    if let Some(via) = &item.via {
        let attributes = [("href", via.as_str()), ("rel", "via"), ("type", "text/html")];
        xml.empty("atom:link", &attributes);
    }
    let licence = article.provenance.licence.as_ref();
    let deed = licence.and_then(|it| it.url.as_ref());
    let commons = deed.filter(|it| {
        it.host_str()
            .is_some_and(|it| it.trim_start_matches("www.") == "creativecommons.org")
    });
    if let Some(deed) = deed.filter(|_| commons.is_none()) {
        xml.empty("atom:link", &[("href", deed.as_str()), ("rel", "license")]);
    }
    media(xml, item);
    if let Some(deed) = commons {
        xml.leaf("creativeCommons:license", &[], deed.as_str());
    }
    let notice = plain(&article.provenance.notice).replace('\n', " ");
    xml.maybe("dcterms:provenance", Some(&notice));
    dates(xml, item);
    let original = article.provenance.original.as_ref();
    xml.maybe("dc:source", original.map(|it| it.outlet.name.as_str()));
    if metadata.language != channel.language {
        xml.maybe("dc:language", metadata.language.as_deref());
    }
    xml.maybe("dc:rights", licence.and_then(|it| it.statement.as_deref()));
    xml.close();
}

/// Writes dates that name no instant once more, as precisely as they were meant.
pub(super) fn dates(xml: &mut Xml, item: &Item<'_>) {
    let metadata = &item.article.metadata;
    let issued = metadata.published.filter(|it| !it.is_instant()).map(w3c);
    xml.maybe("dcterms:issued", issued.as_deref());
    let modified = metadata.updated.filter(|it| !it.is_instant()).map(w3c);
    xml.maybe("dcterms:modified", modified.as_deref());
}

/// Writes the article's picture, and the files that are not the enclosure.
fn media(xml: &mut Xml, item: &Item<'_>) {
    picture(xml, item);
    for file in item.enclosures.iter().skip(1) {
        let size = file.size.map(|it| it.to_string());
        let mut attributes =
            vec![("url", file.url.as_str()), ("type", &*file.media_type)];
        attributes.extend(size.as_deref().map(|it| ("fileSize", it)));
        xml.open("media:content", &attributes);
        xml.maybe("media:title", file.title.as_deref());
        xml.close();
    }
}

/// Writes the article's picture.
pub(super) fn picture(xml: &mut Xml, item: &Item<'_>) {
    if let Some(url) = item.image() {
        let image = item.article.metadata.image.as_ref();
        let size = image.and_then(|it| it.size);
        let (width, height) = size.unwrap_or_default();
        let (width, height) = (width.to_string(), height.to_string());
        let mut attributes = vec![("url", url.as_str()), ("medium", "image")];
        if size.is_some() {
            attributes.extend([("width", &*width), ("height", &*height)]);
        }
        xml.open("media:content", &attributes);
        let text = [("type", "plain")];
        let lead = item.lead();
        let caption = lead.map(|it| crate::render::plain_inlines(&it.caption));
        if let Some(it) = caption.filter(|it| !it.trim().is_empty()) {
            xml.leaf("media:title", &text, it.trim());
        }
        if let Some(it) = image.map(|it| it.alt.trim()).filter(|it| !it.is_empty()) {
            xml.leaf("media:description", &text, it);
        }
        let credit = lead.map(|it| crate::render::plain_inlines(&it.credit));
        xml.maybe("media:credit", credit.as_deref());
        xml.close();
    }
}

fn comments(channel: &Channel, thread: &Thread<'_>) -> Vec<u8> {
    let mut xml = Xml::new("rss");
    xml.open("channel", &[]);
    xml.leaf("title", &[], &thread.title);
    xml.leaf("link", &[], &home(channel, Some(thread.item)));
    xml.leaf("description", &[], &escaped(&thread.description));
    let language = thread.item.article.metadata.language.as_deref();
    xml.maybe("language", language.or(channel.language.as_deref()));
    if let Some(date) = thread.updated() {
        xml.leaf("lastBuildDate", &[], &rfc822(date));
    }
    xml.leaf("generator", &[], generator());
    xml.leaf("docs", &[], DOCS);
    if let Some(url) = &thread.item.comments_feed {
        let attributes = [("href", url.as_str()), ("rel", "self"), ("type", MEDIA_TYPE)];
        xml.empty("atom:link", &attributes);
    }
    if thread
        .item
        .article
        .discussion
        .claimed
        .is_none_or(|it| it as usize <= thread.remarks.len())
    {
        xml.empty("fh:complete", &[]);
    }
    for remark in &thread.remarks {
        self::remark(&mut xml, &remark.title, remark);
    }
    xml.finish(&[("version", "2.0")], NAMESPACES)
}

/// Writes the comments under every article, the newest first.
fn all_comments(feed: &Feed<'_>, threads: &[Thread<'_>]) -> Vec<u8> {
    let channel = &feed.channel;
    let mut xml = Xml::new("rss");
    xml.open("channel", &[]);
    let language = channel.language.as_deref();
    let title =
        crate::render::Words::of(language).comments_on.replace("{}", &channel.title);
    xml.leaf("title", &[], &title);
    xml.leaf("link", &[], &home(channel, threads.first().map(|it| it.item)));
    xml.leaf("description", &[], &escaped(&title));
    xml.maybe("language", language);
    if let Some(date) = newest(threads.iter().filter_map(Thread::updated)) {
        xml.leaf("lastBuildDate", &[], &rfc822(date));
    }
    xml.leaf("generator", &[], generator());
    xml.leaf("docs", &[], DOCS);
    if let Some(url) = &feed.comments_address {
        let attributes = [("href", url.as_str()), ("rel", "self"), ("type", MEDIA_TYPE)];
        xml.empty("atom:link", &attributes);
    }
    for (thread, remark) in newest_remarks(threads) {
        let title = format!("{} · {}", remark.title, thread.item.title);
        self::remark(&mut xml, &title, remark);
    }
    xml.finish(&[("version", "2.0")], NAMESPACES)
}

fn remark(xml: &mut Xml, title: &str, remark: &Remark<'_>) {
    xml.open("item", &[]);
    xml.leaf("title", &[], title);
    xml.maybe("link", remark.link.as_ref().map(url::Url::as_str));
    xml.leaf("guid", &[("isPermaLink", "false")], &remark.id);
    if let Some(date) = remark.posted {
        xml.leaf("pubDate", &[], &rfc822(date));
    }
    xml.leaf("dc:creator", &[], &remark.author);
    xml.leaf("description", &[], &escaped(&remark.summary));
    xml.cdata("content:encoded", &remark.content);
    let (id, link) = &remark.answers;
    let mut attributes = vec![("ref", id.as_str())];
    if let Some(link) = link {
        attributes.extend([("href", link.as_str()), ("type", "text/html")]);
    }
    xml.empty("thr:in-reply-to", &attributes);
    xml.close();
}

/// Returns an address for a channel, which RSS does not let go without one.
fn home(channel: &Channel, item: Option<&Item<'_>>) -> String {
    let link = channel.home.as_ref().or_else(|| item?.link.as_ref());
    link.map_or_else(|| channel.id(), url::Url::to_string)
}

fn generator() -> &'static str {
    concat!("offprint ", env!("CARGO_PKG_VERSION"))
}

/// Returns plain text as markup.
fn escaped(text: &str) -> String {
    let mut out = crate::render::Markup::default();
    out.text(text);
    out.into_string()
}
