//! Atom, 1.0 and the older 0.3.

use url::Url;

use crate::{
    article::{
        Address, Article, Author, Contribution, Image, Original, Outlet, Relation,
    },
    report::Report,
};

use super::{address, content, date, rss::file, thread::licence, words, xml::Element};

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
    let mut out = Vec::new();
    for entry in root.all(ATOM, "entry") {
        let mut article = Article::default();
        article.metadata.language = root.attribute("lang").map(str::to_owned);
        if !outlet.name.is_empty() || outlet.url.is_some() {
            article.provenance.outlet = Some(outlet.clone());
        }
        read(&mut article, entry, base.or(home.as_ref()), report);
        if article.authors.is_empty() {
            let name = root.first(ATOM, "author").and_then(|it| it.said(ATOM, "name"));
            // A feed by its own outlet names nobody.
            let name = name.map(words).filter(|it| *it != outlet.name);
            article.authors.extend(name.map(Author::named));
        }
        out.push(article);
    }
    out
}

fn read(article: &mut Article, entry: &Element, base: Option<&Url>, report: &mut Report) {
    let own = entry.attribute("base").and_then(|it| address(it, base));
    let base = own.as_ref().or(base);
    let said = |names: &[&str]| names.iter().find_map(|it| entry.said(ATOM, it));
    let metadata = &mut article.metadata;
    metadata.title = entry.first(ATOM, "title").map(text).unwrap_or_default();
    metadata.id = entry.said(ATOM, "id").map(str::to_owned);
    metadata.url = link(entry, "alternate", base);
    metadata.published = said(&["published", "issued", "created"]).and_then(date);
    let updated = said(&["updated", "modified"]).and_then(date);
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
    let picture =
        entry.first("media", "thumbnail").or_else(|| entry.first("media", "content"));
    metadata.image = picture.and_then(|it| {
        let url = address(it.attribute("url")?, base)?;
        let number = |name: &str| it.attribute(name)?.parse::<u32>().ok();
        let size = number("width").zip(number("height"));
        Some(Image { address: Address::Web(url), alt: String::new(), size })
    });

    for name in ["author", "contributor"] {
        for it in entry.all(ATOM, name) {
            let Some(person) = it.said(ATOM, "name") else { continue };
            let mut author = Author::named(words(person));
            let url = it.said(ATOM, "uri").or_else(|| it.said(ATOM, "url"));
            author.urls.extend(url.and_then(|it| address(it, base)));
            if name == "contributor" {
                author.contributions.push(Contribution::Contributor);
            }
            article.authors.push(author);
        }
    }

    let source = entry.first(ATOM, "source");
    let via = link(entry, "via", base);
    if source.is_some() || via.is_some() {
        let host = || via.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        let name = source.and_then(|it| it.first(ATOM, "title")).map(text);
        article.provenance.original = Some(Original {
            outlet: Outlet {
                name: name.filter(|it| !it.is_empty()).unwrap_or_else(host),
                url: source.and_then(|it| link(it, "alternate", base)),
            },
            published: source.and_then(|it| it.said(ATOM, "updated")).and_then(date),
            url: via,
            relation: Relation::Reprint,
        });
    }
    let statement = entry.first(ATOM, "rights").map(text).filter(|it| !it.is_empty());
    article.provenance.licence = licence(link(entry, "license", base), statement);

    let summary = entry.first(ATOM, "summary").map(text).filter(|it| !it.is_empty());
    let body = entry.first(ATOM, "content").map(markup);
    let markup = body.clone().filter(|it| !it.trim().is_empty());
    let shown = markup.clone().or_else(|| entry.first(ATOM, "summary").map(self::markup));
    let shown = shown.unwrap_or_default();
    content(article, &shown, base, report);
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
    article.discussion.claimed = total.or(count);
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
