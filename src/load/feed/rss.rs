//! RSS from 0.9 to 2.0, and the export of `WordPress`, which is RSS with more.

use std::collections::BTreeMap;

use url::Url;

use crate::{
    article::{
        Address, Article, Author, Block, Comment, Embed, EmbedKind, Image, Original,
        Outlet, Relation, Standing,
    },
    report::{Code, Report},
};

use super::{
    address, blocks, content, date, is_blank,
    thread::{add_comments, licence},
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
    // In RSS 1.0 the items stand beside the channel.
    let items = channel.children.iter().chain(&root.children);
    let mut out = Vec::new();
    for item in items.filter(|it| it.space.is_empty() && it.name == "item") {
        let kind = item.said("wp", "post_type");
        if kind.is_some_and(|it| it != "post" && it != "page") {
            continue;
        }
        let hidden = item.said("wp", "status").filter(|it| *it != "publish");
        if let Some(status) = hidden {
            let title = item.said("", "title").unwrap_or_default();
            report.add(Code::ArticlesDropped, format!("{title} ({status})"));
            continue;
        }
        let mut article = Article::default();
        article.metadata.language = language.map(str::to_owned);
        if !outlet.name.is_empty() || outlet.url.is_some() {
            article.provenance.outlet = Some(outlet.clone());
        }
        read(&mut article, item, &names, &pictures, home.as_ref().or(base), report);
        out.push(article);
    }
    out
}

fn read(
    article: &mut Article,
    item: &Element,
    names: &BTreeMap<&str, &str>,
    pictures: &BTreeMap<&str, &str>,
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
    let first = [
        ("", "pubDate"),
        ("dc", "date"),
        ("dcterms", "created"),
        ("wp", "post_date_gmt"),
    ];
    metadata.published =
        first.iter().find_map(|(space, name)| item.said(space, name).and_then(date));
    let changed =
        [("atom", "updated"), ("dcterms", "modified"), ("wp", "post_modified_gmt")];
    metadata.updated =
        changed.iter().find_map(|(space, name)| item.said(space, name).and_then(date));
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
    metadata.image = image(item, pictures, base);

    let creators = item.all("dc", "creator").map(|it| it.text.trim());
    for name in creators.filter(|it| !it.is_empty()) {
        let name = names.get(name).copied().unwrap_or(name);
        article.authors.push(Author::named(words(name)));
    }
    if article.authors.is_empty()
        && let Some(name) = item.said("", "author").and_then(person)
    {
        article.authors.push(Author::named(name));
    }

    provenance(article, item, base);
    let full = item.said("content", "encoded");
    let short = item.said("", "description").or_else(|| item.said("excerpt", "encoded"));
    let short = short.or_else(|| item.said("itunes", "summary"));
    let markup = full.or(short).unwrap_or_default();
    content(article, markup, base, report);
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
            ("media", "thumbnail") => true,
            ("media", "content") => {
                it.attribute("medium") == Some("image")
                    || it.attribute("type").is_some_and(|it| it.starts_with("image/"))
            }
            ("", "enclosure") => {
                it.attribute("type").is_some_and(|it| it.starts_with("image/"))
            }
            _ => false,
        };
        let url = address(it.attribute("url").filter(|_| is_picture)?, base)?;
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

fn provenance(article: &mut Article, item: &Element, base: Option<&Url>) {
    let via = item.all("atom", "link").find(|it| it.attribute("rel") == Some("via"));
    let via = via.and_then(|it| address(it.attribute("href")?, base));
    let source = item.first("", "source");
    if via.is_some() || source.is_some_and(|it| !it.text.trim().is_empty()) {
        let name = source.map(|it| words(&it.text)).filter(|it| !it.is_empty());
        let host = || via.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        let outlet = Outlet { name: name.unwrap_or_else(host), url: None };
        article.provenance.original = Some(Original {
            outlet,
            url: via,
            published: None,
            relation: Relation::Reprint,
        });
    }
    let deed = item.said("cc", "license").or_else(|| {
        let mut links = item.all("atom", "link");
        links.find(|it| it.attribute("rel") == Some("license"))?.attribute("href")
    });
    let statement = item.said("dc", "rights").map(words);
    article.provenance.licence =
        licence(deed.and_then(|it| address(it, base)), statement);
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
    if item.said("wp", "comment_status") == Some("closed") {
        discussion.closed = true;
    }
    let mut found = Vec::new();
    for it in item.all("wp", "comment") {
        let approved = it.said("wp", "comment_approved");
        if approved.is_some_and(|it| it != "1") {
            // Spam and what waits for a moderator were never printed.
            continue;
        }
        let mut comment = Comment::default();
        let id = it.said("wp", "comment_id");
        comment.id = id.map(str::to_owned);
        let name = it.said("wp", "comment_author").map(words);
        comment.author = name.filter(|it| !it.is_empty()).map(|name| {
            let url = it.said("wp", "comment_author_url");
            let urls = url.and_then(|it| address(it, None)).into_iter().collect();
            Author { name, urls, ..Author::default() }
        });
        let utc = it.said("wp", "comment_date_gmt").filter(|it| !it.starts_with("0000"));
        let utc = utc.and_then(|it| date(&format!("{}Z", it.replace(' ', "T"))));
        comment.posted = utc.or_else(|| {
            it.said("wp", "comment_date").and_then(|it| date(&it.replace(' ', "T")))
        });
        let text = it.said("wp", "comment_content").unwrap_or_default();
        comment.content = blocks(&paragraphs(text), base, report);
        if is_blank(&comment.content) {
            comment.content.clear();
            comment.standing = Standing::Removed;
        }
        let mention = it
            .said("wp", "comment_type")
            .is_some_and(|it| it == "pingback" || it == "trackback");
        if mention {
            article.discussion.mentions.push(comment);
        } else {
            let parent = it.said("wp", "comment_parent").filter(|it| *it != "0");
            found.push((comment, parent.map(str::to_owned)));
        }
    }
    if !found.is_empty() {
        add_comments(article, found);
    }
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
