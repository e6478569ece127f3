//! JSON Feed, 1.0 and 1.1, with what this program's own feeds add.

use serde_json::Value;
use url::Url;

use crate::{
    article::{
        Address, Article, Author, AuthorKind, Contribution, Image, Original, Outlet,
        Relation,
    },
    report::Report,
};

use super::{
    address, content, date,
    rss::file,
    thread::{licence, under},
    unread::Unread,
};

pub(super) fn articles(
    text: &str,
    report: &mut Report,
) -> Result<Vec<Article>, serde_json::Error> {
    let feed: Value = serde_json::from_str(text)?;
    let home = url(&feed, "home_page_url", None);
    let base = home.clone().or_else(|| url(&feed, "feed_url", None));
    let outlet = Outlet { name: string(&feed, "title").unwrap_or_default(), url: home };
    let items = feed["items"].as_array().map(Vec::as_slice).unwrap_or_default();
    let whole = licence(None, string(&feed["_offprint"], "rights"));
    let mut out = Vec::with_capacity(items.len());
    let mut unread = Unread::default();
    for item in items.iter().filter(|it| it.is_object()) {
        unread.json(item);
        let mut article = Article::default();
        article.provenance.outlet = Some(outlet.clone());
        article.metadata.language = string(&feed, "language");
        read(&mut article, item, &feed, base.as_ref(), report);
        under(&mut article, whole.as_ref());
        out.push(article);
    }
    unread.tell(report);
    Ok(out)
}

fn read(
    article: &mut Article,
    item: &Value,
    feed: &Value,
    base: Option<&Url>,
    report: &mut Report,
) {
    let own = &item["_offprint"];
    let metadata = &mut article.metadata;
    metadata.title = string(item, "title").unwrap_or_default();
    metadata.id = match &item["id"] {
        Value::String(it) => Some(it.clone()),
        Value::Number(it) => Some(it.to_string()),
        _ => None,
    };
    metadata.url = url(item, "url", base);
    let when = |name: &str, exact: &str| {
        let text = string(own, exact).or_else(|| string(item, name));
        text.and_then(|it| date(&it))
    };
    metadata.published = when("date_published", "published");
    metadata.updated = when("date_modified", "updated");
    if let Some(it) = string(item, "language") {
        metadata.language = Some(it);
    }
    metadata.categories = strings(&own["categories"]);
    let tags = if own.is_object() { &own["tags"] } else { &item["tags"] };
    metadata.tags = strings(tags);
    let image = url(item, "image", base).or_else(|| url(item, "banner_image", base));
    metadata.image = image.map(|it| picture(it, &own["lead_image"]));
    metadata.canonical = url(own, "canonical", base);

    let authors = [&item["authors"], &feed["authors"]];
    let authors = authors.iter().find_map(|it| it.as_array()).map(Vec::as_slice);
    let old = [&item["author"], &feed["author"]];
    let old: Vec<Value> =
        old.into_iter().filter(|it| it.is_object()).take(1).cloned().collect();
    for it in authors.unwrap_or(&old) {
        let name = string(it, "name").unwrap_or_default();
        // A feed by its own outlet names nobody.
        if name == string(feed, "title").unwrap_or_default() || name.is_empty() {
            continue;
        }
        let portrait = url(it, "avatar", base).map(|it| Image::at(Address::Web(it)));
        let urls = url(it, "url", base).into_iter().collect();
        article.authors.push(Author { name, urls, portrait, ..Author::default() });
    }
    for it in own["authors"].as_array().into_iter().flatten() {
        let name = string(it, "name").unwrap_or_default();
        let Some(author) = article.authors.iter_mut().find(|it| it.name == name) else {
            continue;
        };
        let roles = strings(&it["roles"]);
        author.contributions =
            roles.iter().filter_map(|it| Contribution::from_marc(it)).collect();
        if it["kind"] == "organisation" {
            author.kind = AuthorKind::Organisation;
        }
        author.portrait = author.portrait.take().map(|old| match old.address {
            Address::Web(url) => picture(url, &it["portrait"]),
            Address::Local(_) => old,
        });
        author.position = string(it, "position");
        author.affiliation = string(it, "affiliation");
        let same = strings(&it["same_as"]);
        author.urls.extend(same.iter().filter_map(|it| address(it, base)));
    }

    let origin = &own["republication"];
    let via = url(origin, "url", base).or_else(|| url(item, "external_url", base));
    let publisher = string(origin, "publisher");
    // This program's own feeds say of a first printing in what manner it was one.
    let reprinted = !own.is_object() || origin["relation"].is_string();
    if reprinted && (via.is_some() || publisher.is_some()) {
        let host = || via.as_ref().and_then(Url::host_str).unwrap_or_default().to_owned();
        article.provenance.original = Some(Original {
            outlet: Outlet {
                name: publisher.unwrap_or_else(host),
                url: url(origin, "publisher_url", base),
            },
            published: string(origin, "date").and_then(|it| date(&it)),
            relation: match origin["relation"].as_str() {
                Some("excerpt") => Relation::Excerpt,
                Some("adaptation") => Relation::Adaptation,
                Some("translation") => Relation::Translation,
                _ => Relation::Reprint,
            },
            url: via,
        });
    }
    article.provenance.permission = string(origin, "permission");
    article.provenance.licence =
        licence(url(&own["license"], "url", base), string(own, "rights"));
    if let Some(it) = &mut article.provenance.licence {
        it.spdx = string(&own["license"], "name").or_else(|| it.spdx.take());
    }

    let markup = string(item, "content_html").or_else(|| {
        let text = string(item, "content_text")?;
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        Some(super::rss::paragraphs(&text))
    });
    let markup = markup.unwrap_or_default();
    let link = article.metadata.url.clone();
    content(article, &markup, link.as_ref().or(base), report);
    let metadata = &mut article.metadata;
    metadata.subtitle = string(own, "subtitle").or_else(|| metadata.subtitle.take());
    metadata.byline = string(own, "byline").or_else(|| metadata.byline.take());
    let summary = string(item, "summary");
    metadata.summary = summary.filter(|it| {
        let text = article.body.text();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        metadata.subtitle.as_ref() != Some(it)
            && !text.starts_with(it.trim_end_matches(['…', ' ']))
    });
    for it in item["attachments"].as_array().into_iter().flatten() {
        let Some(url) = url(it, "url", base) else { continue };
        let media_type = string(it, "mime_type").unwrap_or_default();
        let title = string(it, "title");
        if let Some(embed) = file(&url, &media_type, title.as_deref(), &markup) {
            article.body.blocks.insert(0, embed);
        }
    }
    let comments = &own["comments"];
    let discussion = &mut article.discussion;
    discussion.closed |= comments["closed"].as_bool().unwrap_or(false);
    discussion.url = url(comments, "url", base);
    let here = discussion.comments.len();
    let claimed: Option<u32> =
        comments["count"].as_u64().and_then(|it| it.try_into().ok());
    // A feed that prints the comments says nothing new by counting them.
    discussion.claimed = claimed.filter(|it| here == 0 || *it as usize != here);
    for (name, list) in
        [("items", &mut discussion.comments), ("mentions", &mut discussion.mentions)]
    {
        for (it, row) in
            list.iter_mut().zip(comments[name].as_array().into_iter().flatten())
        {
            it.id = string(row, "id");
            it.posted_words = string(row, "posted_words");
        }
    }
}

/// Returns a picture, with what is known of it besides its address.
fn picture(url: Url, facts: &Value) -> Image {
    let side = |name: &str| facts[name].as_u64()?.try_into().ok();
    let mut image = Image::at(Address::Web(url));
    image.alt = string(facts, "alt").unwrap_or_default();
    image.size = side("width").zip(side("height"));
    image
}

fn string(value: &Value, name: &str) -> Option<String> {
    let text = value.get(name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn strings(value: &Value) -> Vec<String> {
    let list = value.as_array().into_iter().flatten();
    list.filter_map(|it| it.as_str()).map(|it| it.trim().to_owned()).collect()
}

fn url(value: &Value, name: &str, base: Option<&Url>) -> Option<Url> {
    address(value.get(name)?.as_str()?, base)
}
