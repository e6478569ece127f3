//! Atom, 1.0 and the older 0.3.

use url::Url;

use crate::{
    article::{
        Address, Article, Author, Contribution, Date, Image, Licence, Original, Outlet,
        Relation,
    },
    report::Report,
};

use super::{
    address, content, date, precise,
    rss::file,
    thread::{licence, under},
    unread::Unread,
    words,
    xml::Element,
};

const ATOM: &str = "atom";

pub(super) fn articles(
    root: &Element,
    base: Option<&Url>,
    report: &mut Report,
) -> Vec<Article> {
    let own = root.attribute("base").and_then(|it| address(it, base));
    let base = own.as_ref().or(base);
    let home = link(root, "alternate", base);
    let outlet = Outlet {
        name: root.first(ATOM, "title").map(text).unwrap_or_default(),
        url: home.clone(),
    };
    let whole = terms(root, base);
    let mut out = Vec::new();
    let mut unread = Unread::default();
    let generator = root.said(ATOM, "generator");
    let manner = Manner { based: own.is_some(), own_feed: generator == Some("offprint") };
    for entry in root.all(ATOM, "entry") {
        unread.atom(entry);
        let mut article = Article::default();
        article.metadata.language = root.attribute("lang").map(str::to_owned);
        if !outlet.name.is_empty() || outlet.url.is_some() {
            article.provenance.outlet = Some(outlet.clone());
        }
        read(&mut article, entry, base.or(home.as_ref()), manner, report);
        if entry.first(ATOM, "author").is_none() {
            let source = entry.first(ATOM, "source");
            let from = source.filter(|it| it.first(ATOM, "author").is_some());
            let others = std::mem::take(&mut article.authors);
            people(&mut article, from.unwrap_or(root), "author", base);
            // A feed by its own outlet names nobody.
            article.authors.retain(|it| it.name != outlet.name);
            article.authors.extend(others);
        }
        under(&mut article, whole.as_ref());
        out.push(article);
    }
    unread.tell(report);
    out
}

/// Returns the terms that an entry or a feed states.
fn terms(of: &Element, base: Option<&Url>) -> Option<Licence> {
    let statement = of.first(ATOM, "rights").map(text).filter(|it| !it.is_empty());
    licence(link(of, "license", base), statement)
}

/// What holds for every entry of a feed.
#[derive(Clone, Copy, Debug)]
struct Manner {
    /// Whether the feed says what its links are relative to.
    based: bool,
    /// Whether this program printed it.
    own_feed: bool,
}

/// Adds the people that an element names.
fn people(article: &mut Article, element: &Element, name: &str, base: Option<&Url>) {
    for it in element.all(ATOM, name) {
        let Some(person) = it.said(ATOM, "name") else { continue };
        let mut author = Author::named(words(person));
        let url = it.said(ATOM, "uri").or_else(|| it.said(ATOM, "url"));
        author.urls.extend(url.and_then(|it| address(it, base)));
        article.authors.push(author);
    }
}

fn read(
    article: &mut Article,
    entry: &Element,
    base: Option<&Url>,
    feed: Manner,
    report: &mut Report,
) {
    let Manner { based, own_feed } = feed;
    let own = entry.attribute("base").and_then(|it| address(it, base));
    let based = based || own.is_some();
    let base = own.as_ref().or(base);
    let said = |names: &[&str]| names.iter().find_map(|it| entry.said(ATOM, it));
    let metadata = &mut article.metadata;
    metadata.title = entry.first(ATOM, "title").map(text).unwrap_or_default();
    metadata.id = entry.said(ATOM, "id").map(str::to_owned);
    metadata.url = link(entry, "alternate", base);
    metadata.published = said(&["published", "issued", "created"]).and_then(date);
    let updated = said(&["updated", "modified"]).and_then(date);
    let exact = |name: &str| entry.said("dcterms", name).and_then(date);
    metadata.published = precise(metadata.published, exact("issued"));
    let updated = match metadata.published {
        Some(first) if exact("modified").is_none() && updated == Some(widened(first)) => {
            None
        }
        _ => precise(updated, exact("modified")),
    };
    if metadata.published.is_none() {
        metadata.published = updated;
    } else {
        metadata.updated = updated.filter(|it| Some(*it) != metadata.published);
    }
    if let Some(it) = entry.attribute("lang") {
        metadata.language = Some(it.to_owned());
    }
    for it in entry.all(ATOM, "category") {
        let Some(name) = it.attribute("label").or_else(|| it.attribute("term")) else {
            continue;
        };
        let section = it.attribute("scheme").is_some_and(|it| it.ends_with("category"));
        let list = if section { &mut metadata.categories } else { &mut metadata.tags };
        list.push(words(name));
    }
    let group = entry.first("media", "group");
    let picture = [Some(entry), group].into_iter().flatten().find_map(|it| {
        let picture = it.all("media", "content").find(|it| {
            it.attribute("medium") == Some("image")
                || it.attribute("type").is_some_and(|it| it.starts_with("image/"))
        });
        picture.or_else(|| it.first("media", "thumbnail"))
    });
    metadata.image = picture.and_then(|it| {
        let url = address(it.attribute("url")?, base)?;
        let number = |name: &str| it.attribute(name)?.parse::<u32>().ok();
        let size = number("width").zip(number("height"));
        let alt = it.said("media", "description").map(words).unwrap_or_default();
        Some(Image { address: Address::Web(url), alt, size })
    });

    people(article, entry, "author", base);
    let wrote = article.authors.len();
    people(article, entry, "contributor", base);
    let source = entry.first(ATOM, "source");
    let via = link(entry, "via", base);
    let site = |it: &Option<Url>| it.as_ref()?.host_str().map(str::to_owned);
    let named = source.is_some() || entry.said("dc", "source").is_some();
    let same = own_feed || site(&via) == site(&article.metadata.url);
    if !named && via.is_some() && same {
        // It is the same article under its other address.
        article.metadata.canonical = via;
    } else if named || via.is_some() {
        let host = || via.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        let name = source.and_then(|it| it.first(ATOM, "title")).map(text);
        let name = name.or_else(|| entry.said("dc", "source").map(words));
        // Where no date of its own is known, a source has the article's.
        let when = source.and_then(|it| it.said(ATOM, "updated")).and_then(date);
        let when = when.filter(|it| Some(*it) != article.metadata.published.map(widened));
        article.provenance.original = Some(Original {
            outlet: Outlet {
                name: name.filter(|it| !it.is_empty()).unwrap_or_else(host),
                url: source.and_then(|it| link(it, "alternate", base)),
            },
            published: when,
            url: via,
            relation: Relation::Reprint,
        });
    }
    article.provenance.licence =
        terms(entry, base).or_else(|| source.and_then(|it| terms(it, base)));

    let summary = entry.first(ATOM, "summary").map(text).filter(|it| !it.is_empty());
    let body = entry.first(ATOM, "content");
    let markup = body.map(markup).filter(|it| !it.trim().is_empty());
    let shown = markup
        .clone()
        .or_else(|| entry.first(ATOM, "summary").map(self::markup))
        .or_else(|| group?.said("media", "description").map(super::rss::paragraphs));
    let shown = shown.unwrap_or_default();
    // What the feed says of its own links comes before where the entry is.
    let inner = body.and_then(|it| address(it.attribute("base")?, base));
    let link = article.metadata.url.clone();
    let inner = inner.or_else(|| based.then(|| base.cloned()).flatten()).or(link);
    content(article, &shown, inner.as_ref().or(base), report);
    for it in article.authors.iter_mut().skip(wrote) {
        // What they did besides may stand in the byline.
        if it.contributions.is_empty() {
            it.contributions.push(Contribution::Contributor);
        }
    }
    if markup.is_some() {
        article.metadata.summary = summary.filter(|summary| {
            let text = article.body.text();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let begins = summary.trim_end_matches(['…', ' ']);
            article.metadata.subtitle.as_ref() != Some(summary)
                && !text.starts_with(begins)
        });
    }
    for it in
        entry.all(ATOM, "link").filter(|it| it.attribute("rel") == Some("enclosure"))
    {
        let Some(url) = it.attribute("href").and_then(|it| address(it, base)) else {
            continue;
        };
        let media_type = it.attribute("type").unwrap_or_default();
        let embed = file(&url, media_type, it.attribute("title"), &shown);
        if let Some(embed) = embed {
            article.body.blocks.insert(0, embed);
        }
    }
    let replies =
        entry.all(ATOM, "link").filter(|it| it.attribute("rel") == Some("replies"));
    let mut count = None;
    for it in replies {
        count = count.or_else(|| it.attribute("count")?.parse().ok());
        if it.attribute("type") == Some("text/html") {
            article.discussion.url =
                it.attribute("href").and_then(|it| address(it, base));
        }
    }
    let total = entry.said("thr", "total").and_then(|it| it.parse().ok());
    let here = article.discussion.comments.len();
    // A feed that prints the comments says nothing new by counting them.
    article.discussion.claimed =
        total.or(count).filter(|it: &u32| here == 0 || *it as usize != here);
}

/// Returns the instant that a date is printed as.
fn widened(date: Date) -> Date {
    match date {
        Date::Instant { .. } => date,
        _ => Date::Instant { at: date.instant(), offset: jiff::tz::Offset::UTC },
    }
}

/// Returns where a link of a kind goes. One without a kind is an alternate.
fn link(element: &Element, rel: &str, base: Option<&Url>) -> Option<Url> {
    let mut links = element.all(ATOM, "link");
    let found = links.find(|it| {
        let page = it.attribute("type").is_none_or(|it| it.contains("html"));
        it.attribute("rel").unwrap_or("alternate") == rel && (page || rel != "alternate")
    })?;
    address(found.attribute("href")?, base)
}

/// Returns a text construct as plain text.
fn text(element: &Element) -> String {
    match element.attribute("type") {
        Some("html" | "text/html") => words(&element.text),
        Some(it) if it.contains("xhtml") => words(&element.inside),
        _ => element.text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Returns a text construct as markup.
fn markup(element: &Element) -> String {
    match element.attribute("type") {
        Some("html" | "text/html") => element.text.clone(),
        Some(it) if it.contains("xhtml") => element.inside.clone(),
        _ if element.attribute("mode") == Some("escaped") => element.text.clone(),
        _ => {
            let text = element.text.replace('&', "&amp;").replace('<', "&lt;");
            super::rss::paragraphs(&text)
        }
    }
}
