//! RSS from 0.9 to 2.0, and the export of `WordPress`, which is RSS with more.

use std::collections::BTreeMap;

use url::Url;

use crate::{
    article::{
        Address, Article, Author, Block, Embed, EmbedKind, Image, Licence, Original,
        Outlet, Relation,
    },
    report::Report,
};

use super::{
    address, content, date,
    export::{self, Skipped},
    precise,
    shortcodes::{self, Pictures},
    thread::{licence, under},
    unread::Unread,
    words,
    xml::Element,
};

pub(super) fn articles(
    root: &Element,
    base: Option<&Url>,
    report: &mut Report,
) -> Vec<Article> {
    let channel = root.first("", "channel").unwrap_or(root);
    let home = channel.said("", "link").and_then(|it| address(it, base));
    let outlet = Outlet {
        name: channel.said("", "title").map(words).unwrap_or_default(),
        url: home.clone(),
    };
    let language =
        channel.said("", "language").or_else(|| channel.said("dc", "language"));
    let names: BTreeMap<&str, &str> = channel
        .all("wp", "author")
        .filter_map(|it| {
            Some((it.said("wp", "author_login")?, it.said("wp", "author_display_name")?))
        })
        .collect();
    // WordPress keeps pictures as items of their own.
    let pictures: BTreeMap<&str, &str> = channel
        .all("", "item")
        .filter_map(|it| {
            Some((it.said("wp", "post_id")?, it.said("wp", "attachment_url")?))
        })
        .collect();
    let mut attached: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for it in channel.all("", "item") {
        if let (Some(parent), Some(url)) =
            (it.said("wp", "post_parent"), it.said("wp", "attachment_url"))
            && is_picture(url)
        {
            attached.entry(parent).or_default().push(url);
        }
    }
    let generator = channel.said("", "generator").unwrap_or_default();
    let site = Site {
        names,
        pictures,
        attached,
        terms: terms(channel, base),
        own_feed: generator.starts_with("offprint "),
    };
    // In RSS 1.0 the items stand beside the channel.
    let items = channel.children.iter().chain(&root.children);
    let mut out = Vec::new();
    let mut skipped = Skipped::default();
    let mut unread = Unread::default();
    for item in items.filter(|it| it.space.is_empty() && it.name == "item") {
        if skipped.takes(item) {
            continue;
        }
        unread.rss(item);
        let mut article = Article::default();
        article.metadata.language = language.map(str::to_owned);
        if !outlet.name.is_empty() || outlet.url.is_some() {
            article.provenance.outlet = Some(outlet.clone());
        }
        read(&mut article, item, &site, home.as_ref().or(base), report);
        under(&mut article, site.terms.as_ref());
        out.push(article);
    }
    skipped.tell(report);
    unread.tell(report);
    out
}

/// What holds for every item of a feed.
struct Site<'a> {
    /// The names of authors, by what an export calls them.
    names: BTreeMap<&'a str, &'a str>,
    /// The addresses of pictures, by their numbers in an export.
    pictures: BTreeMap<&'a str, &'a str>,
    /// The addresses of the pictures that were put into each item of an export.
    attached: BTreeMap<&'a str, Vec<&'a str>>,
    /// The terms of everything in the feed.
    terms: Option<Licence>,
    /// Whether this program printed the feed.
    own_feed: bool,
}

fn read(
    article: &mut Article,
    item: &Element,
    site: &Site<'_>,
    base: Option<&Url>,
    report: &mut Report,
) {
    let metadata = &mut article.metadata;
    metadata.title = item.said("", "title").map(words).unwrap_or_default();
    let guid = item.first("", "guid");
    let permalink = guid.filter(|it| it.attribute("isPermaLink") != Some("false"));
    metadata.id = guid.map(|it| it.text.trim().to_owned()).filter(|it| !it.is_empty());
    let about = item.attribute("about").filter(|_| guid.is_none());
    metadata.id = metadata.id.take().or_else(|| about.map(str::to_owned));
    metadata.url = item
        .said("", "link")
        .or_else(|| permalink.map(|it| it.text.trim()))
        .and_then(|it| address(it, base));
    let first = [("", "pubDate"), ("dc", "date"), ("dcterms", "created")];
    let said = |names: &[(&str, &str)]| {
        names.iter().find_map(|(space, name)| item.said(space, name).and_then(date))
    };
    metadata.published = export::date(item, "wp", "post_date")
        .or_else(|| precise(said(&first), said(&[("dcterms", "issued")])));
    metadata.updated = export::date(item, "wp", "post_modified").or_else(|| {
        precise(said(&[("atom", "updated")]), said(&[("dcterms", "modified")]))
    });
    // A date that is printed as both is the one that the article has.
    metadata.updated = metadata.updated.filter(|it| Some(*it) != metadata.published);
    if let Some(it) = item.said("dc", "language") {
        metadata.language = Some(it.to_owned());
    }
    for it in item.all("", "category").filter(|it| !it.text.trim().is_empty()) {
        let name = words(&it.text);
        let list = if it.attribute("domain") == Some("category") {
            &mut metadata.categories
        } else {
            &mut metadata.tags
        };
        if !list.contains(&name) {
            list.push(name);
        }
    }
    let subjects = item.all("dc", "subject").map(|it| words(&it.text));
    let keywords = item.said("itunes", "keywords").unwrap_or_default();
    for it in subjects.chain(keywords.split(',').map(words)) {
        if !it.is_empty() && !metadata.tags.contains(&it) {
            metadata.tags.push(it);
        }
    }
    metadata.subtitle = item.said("itunes", "subtitle").map(words);
    metadata.image = image(item, &site.pictures, base);

    let creators = item.all("dc", "creator").map(|it| it.text.trim());
    for name in creators.filter(|it| !it.is_empty()) {
        let name = site.names.get(name).copied().unwrap_or(name);
        article.authors.push(Author::named(words(name)));
    }
    let others = [("", "author"), ("itunes", "author")];
    for (space, name) in others {
        let Some(name) = item.said(space, name).and_then(person) else { continue };
        let known = article.authors.iter().any(|it| it.name == name);
        // A podcast names its maker again in every item.
        if !known && (space.is_empty() || article.authors.is_empty()) {
            article.authors.push(Author::named(name));
        }
    }

    provenance(article, item, base, site.own_feed);
    let full = item.markup("content", "encoded").map(|it| {
        // An export has the text as it was typed.
        if item.said("wp", "post_type").is_some() {
            let id = item.said("wp", "post_id").unwrap_or_default();
            let own = site.attached.get(id).map(Vec::as_slice).unwrap_or_default();
            let pictures = Pictures { all: &site.pictures, own };
            paragraphs(&shortcodes::read(it, pictures, report))
        } else {
            it.to_owned()
        }
    });
    let short = [("", "description"), ("excerpt", "encoded"), ("itunes", "summary")];
    let short = short.iter().find_map(|(space, name)| item.markup(space, name));
    let markup = full.as_deref().or(short).unwrap_or_default();
    let own = article.metadata.url.clone();
    content(article, markup, own.as_ref().or(base), report);
    if full.is_some()
        && let Some(short) = short
    {
        let short = words(short);
        let begins = short.trim_end_matches(['…', ' ']);
        let begins =
            begins.trim_end_matches("[&#8230;]").trim_end_matches("[…]").trim_end();
        // A summary that is only how the text begins says nothing of its own.
        let text = article.body.text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let own = !begins.is_empty() && !text.starts_with(begins);
        let dek = article.metadata.subtitle.as_deref() == Some(&short);
        article.metadata.summary = (own && !dek).then_some(short);
    }
    enclosures(article, item, base, markup);
    discussion(article, item, base, report);
}

/// Returns whether an address ends as those of pictures do.
fn is_picture(address: &str) -> bool {
    let end = address.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    matches!(&*end, "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif")
}

/// Returns the name in `user@host (Name)`, or a name alone.
fn person(text: &str) -> Option<String> {
    let named = text.split_once('(').and_then(|it| it.1.split_once(')')).map(|it| it.0);
    let name = named.unwrap_or(text).trim();
    (!name.is_empty() && !name.contains('@')).then(|| words(name))
}

fn image(
    item: &Element,
    pictures: &BTreeMap<&str, &str>,
    base: Option<&Url>,
) -> Option<Image> {
    let groups = item.all("media", "group").flat_map(|it| it.children.iter());
    let mut found = item.children.iter().chain(groups).filter_map(|it| {
        let is_picture = match (it.space, it.name.as_str()) {
            ("media", "thumbnail") | ("itunes", "image") => true,
            ("media", "content") => {
                it.attribute("medium") == Some("image")
                    || it.attribute("type").is_some_and(|it| it.starts_with("image/"))
            }
            ("", "enclosure") => {
                it.attribute("type").is_some_and(|it| it.starts_with("image/"))
            }
            _ => false,
        };
        let url = it.attribute("url").or_else(|| it.attribute("href"));
        let url = address(url.filter(|_| is_picture)?, base)?;
        let number = |name: &str| it.attribute(name)?.parse::<u32>().ok();
        Some(Image {
            address: Address::Web(url),
            alt: it.said("media", "description").map(words).unwrap_or_default(),
            size: number("width").zip(number("height")),
        })
    });
    let thumbnail = item.all("wp", "postmeta").find_map(|it| {
        let is_it = it.said("wp", "meta_key") == Some("_thumbnail_id");
        let id = it.said("wp", "meta_value").filter(|_| is_it)?;
        let url = address(pictures.get(id)?, base)?;
        Some(Image { address: Address::Web(url), alt: String::new(), size: None })
    });
    found.next().or(thumbnail)
}

fn provenance(article: &mut Article, item: &Element, base: Option<&Url>, own_feed: bool) {
    let via = item.all("atom", "link").find(|it| it.attribute("rel") == Some("via"));
    let via = via.and_then(|it| address(it.attribute("href")?, base));
    let source = item.first("", "source").map(|it| it.text.as_str());
    // Some say there where it is, and some what it is called.
    let named = source.or_else(|| item.said("dc", "source")).map(words);
    let named = named.filter(|it| !it.is_empty());
    let via = via.or_else(|| address(named.as_deref()?, None));
    let host = |it: &Option<Url>| it.as_ref()?.host_str().map(str::to_owned);
    let same = own_feed || host(&via) == host(&article.metadata.url);
    if named.is_none() && via.is_some() && same {
        // It is the same article under its other address.
        article.metadata.canonical = via;
    } else if via.is_some() || named.is_some() {
        let name = named.filter(|it| address(it, None).is_none());
        let host = || via.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        let outlet = Outlet { name: name.unwrap_or_else(host), url: None };
        article.provenance.original = Some(Original {
            outlet,
            url: via,
            published: None,
            relation: Relation::Reprint,
        });
    }
    article.provenance.licence = terms(item, base);
}

/// Returns the terms that an item or a channel states.
fn terms(of: &Element, base: Option<&Url>) -> Option<Licence> {
    let deed = of.said("cc", "license").or_else(|| {
        let mut links = of.all("atom", "link");
        links.find(|it| it.attribute("rel") == Some("license"))?.attribute("href")
    });
    let statement = of.said("dc", "rights").or_else(|| of.said("", "copyright"));
    let statement = statement.map(words).filter(|it| !it.is_empty());
    licence(deed.and_then(|it| address(it, base)), statement)
}

/// Adds the files that go with an item, where its text does not have them.
fn enclosures(article: &mut Article, item: &Element, base: Option<&Url>, markup: &str) {
    for it in item.all("", "enclosure") {
        let Some(url) = it.attribute("url").and_then(|it| address(it, base)) else {
            continue;
        };
        let media_type = it.attribute("type").unwrap_or_default();
        if let Some(embed) = file(&url, media_type, None, markup) {
            article.body.blocks.insert(0, embed);
        }
    }
}

/// Returns a file as something that plays, unless the text has it already or it
/// is a picture.
pub(super) fn file(
    url: &Url,
    media_type: &str,
    title: Option<&str>,
    markup: &str,
) -> Option<Block> {
    let kind = match media_type.split('/').next().unwrap_or_default() {
        "audio" => EmbedKind::Audio,
        "video" => EmbedKind::Video,
        "image" => return None,
        _ => EmbedKind::Document,
    };
    if markup.contains(url.as_str())
        || markup.contains(&url.as_str().replace('&', "&amp;"))
    {
        return None;
    }
    Some(Block::Embed(Box::new(Embed {
        kind,
        url: url.clone(),
        frame: Some(url.clone()),
        media_type: Some(media_type.to_owned()).filter(|it| !it.is_empty()),
        provider: None,
        title: title.map(str::to_owned),
        poster: None,
        size: None,
        fallback: Vec::new(),
    })))
}

fn discussion(
    article: &mut Article,
    item: &Element,
    base: Option<&Url>,
    report: &mut Report,
) {
    let discussion = &mut article.discussion;
    discussion.url = item.said("", "comments").and_then(|it| address(it, base));
    let count = item.said("slash", "comments").or_else(|| item.said("thr", "total"));
    discussion.claimed = count.and_then(|it| it.parse().ok());
    let here = discussion.comments.len();
    // A feed that prints the comments says nothing new by counting them.
    if discussion.claimed.is_some_and(|it| here > 0 && it as usize == here) {
        discussion.claimed = None;
    }
    export::comments(article, item, base, report);
}

/// Returns text that blank lines divide as paragraphs, as `WordPress` prints what
/// it stores.
pub(super) fn paragraphs(text: &str) -> String {
    if text.contains("<p") || text.contains("<!-- wp:") {
        return text.to_owned();
    }
    let text = text.replace("\r\n", "\n");
    let mut out = String::with_capacity(text.len());
    for paragraph in text.split("\n\n").map(str::trim).filter(|it| !it.is_empty()) {
        out.push_str("<p>");
        out.push_str(&paragraph.replace('\n', "<br>"));
        out.push_str("</p>");
    }
    out
}
