//! JSON Feed 1.1, with what it has no place for under `_offprint`.

use std::{
    borrow::Cow,
    io::{self, Write},
};

use serde_json::{Map, Value, json};
use url::Url;

use crate::{
    article::{Author, AuthorKind, Comment, Edition, Image, Original, Relation},
    error::Result,
    render::{Dialect, Printer, Words, clean, machine, plain, rfc3339},
    report::Report,
};

use super::{
    Comments, Context, Emitter, File, Format, Output,
    addresses::Addresses,
    feed::{
        Channel, Feed, Item, Kind, Options, Place, Remark, Thread, documents,
        newest_remarks,
    },
};

type Object = Map<String, Value>;

const VERSION: &str = "https://jsonfeed.org/version/1.1";

#[derive(Debug)]
pub(super) struct JsonFeed;

impl Emitter for JsonFeed {
    fn format(&self) -> Format {
        Format {
            name: "json-feed",
            summary: "a JSON Feed, full text and summaries",
            extension: "feed.json",
            media_type: "application/feed+json",
        }
    }

    fn defaults(&self) -> Value {
        serde_json::to_value(Options::default()).unwrap_or_default()
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        let options: Options = cx.settings.of(self.format())?;
        let extension = self.format().extension;
        let feed = Feed::of(cx, edition, options, Kind::Json, extension);
        let mut files = Vec::new();
        for (path, place, items) in documents(&feed, cx.stem, extension) {
            let bytes = document(cx, &feed, &place, &items);
            files.push(File { path, bytes });
        }
        if cx.settings.comments == Comments::File {
            let mut threads = Vec::new();
            for item in feed.items.iter().chain(&feed.older) {
                let Some(path) = &item.comments_path else { continue };
                let thread = Thread::of(cx, item);
                files.push(File { path: path.clone(), bytes: comments(&thread) });
                threads.push(thread);
            }
            if let Some(path) = feed.comments_path.clone() {
                files.push(File { path, bytes: all_comments(&feed, &threads) });
            }
        }
        Ok(Output { files })
    }
}

/// Adds a member that says something.
fn set(object: &mut Object, name: &str, value: impl Into<Value>) {
    let value = match value.into() {
        Value::String(it) if it.trim().is_empty() => return,
        Value::String(it) => {
            let changed = match clean(&it) {
                Cow::Owned(it) => Some(it),
                Cow::Borrowed(_) => None,
            };
            Value::String(changed.unwrap_or(it))
        }
        Value::Array(it) if it.is_empty() => return,
        Value::Object(it) if it.is_empty() => return,
        Value::Null => return,
        it => it,
    };
    object.insert(name.to_owned(), value);
}

fn written(object: &Object) -> Vec<u8> {
    let mut out = Apart(Vec::new());
    serde_json::to_writer_pretty(&mut out, object).expect("memory takes what is written");
    out.0.push(b'\n');
    out.0
}

/// Takes JSON, so that a page that includes it cannot be ended by it.
struct Apart(Vec<u8>);

impl Write for Apart {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut rest = bytes;
        // The sign stands in texts only.
        while let Some(at) = memchr::memchr(b'<', rest) {
            self.0.extend_from_slice(&rest[..at]);
            self.0.extend_from_slice(b"\\u003c");
            rest = &rest[at + 1..];
        }
        self.0.extend_from_slice(rest);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn document(
    cx: &mut Context<'_>,
    feed: &Feed<'_>,
    place: &Place,
    items: &[&Item<'_>],
) -> Vec<u8> {
    let channel = &feed.channel;
    let mut out = Object::new();
    set(&mut out, "version", VERSION);
    set(&mut out, "title", &*channel.title);
    set(&mut out, "home_page_url", channel.home.as_ref().map(Url::as_str));
    set(&mut out, "feed_url", place.own.as_ref().map(Url::as_str));
    set(&mut out, "description", channel.description.as_deref());
    set(&mut out, "icon", channel.image.as_ref().map(|it| it.0.as_str()));
    set(&mut out, "language", channel.language.as_deref());
    set(&mut out, "authors", json!([{ "name": channel.title }]));
    set(&mut out, "next_url", place.previous.as_ref().map(Url::as_str));
    let hubs = feed.options.hubs.iter();
    let hubs = hubs.map(|it| json!({ "type": "WebSub", "url": it.as_str() }));
    set(&mut out, "hubs", hubs.collect::<Vec<_>>());
    let mut own = Object::new();
    set(&mut own, "version", 1);
    set(&mut own, "comments_feed_url", feed.comments_address.as_ref().map(Url::as_str));
    set(&mut own, "rights", feed.options.rights.as_deref());
    set(&mut own, "ttl", feed.options.ttl);
    set(&mut out, "_offprint", own);
    let items = items.iter().map(|it| item(cx, channel, it)).collect::<Vec<_>>();
    out.insert("items".into(), Value::Array(items));
    written(&out)
}

fn item(cx: &mut Context<'_>, channel: &Channel, item: &Item<'_>) -> Value {
    let article = item.article;
    let metadata = &article.metadata;
    let mut out = Object::new();
    set(&mut out, "id", &*item.id);
    set(&mut out, "url", item.link.as_ref().map(Url::as_str));
    set(&mut out, "external_url", item.via.as_ref().map(Url::as_str));
    set(&mut out, "title", &*item.title);
    let summary = item.summary.as_deref();
    match &item.content {
        Some(it) => set(&mut out, "content_html", &**it),
        None => {
            let text = summary.unwrap_or(&item.title).to_owned();
            set(&mut out, "content_text", text);
        }
    }
    if !out.contains_key("content_html") && !out.contains_key("content_text") {
        out.insert("content_text".into(), Value::String(item.title.clone()));
    }
    set(&mut out, "summary", summary);
    set(&mut out, "image", item.image().as_ref().map(Url::as_str));
    set(&mut out, "date_published", item.published.map(rfc3339));
    set(&mut out, "date_modified", item.updated.map(rfc3339));
    let (authors, others) = item.people();
    let people = authors.iter().chain(&others);
    set(&mut out, "authors", people.map(|it| author(it)).collect::<Vec<_>>());
    let tags = metadata.categories.iter().chain(&metadata.tags).map(|it| it.trim());
    let tags = tags.filter(|it| !it.is_empty()).map(Value::from);
    set(&mut out, "tags", tags.collect::<Vec<_>>());
    let language = metadata.language.as_deref();
    set(
        &mut out,
        "language",
        language.filter(|it| Some(*it) != channel.language.as_deref()),
    );
    let files = item.enclosures.iter().map(|it| {
        let mut out = Object::new();
        set(&mut out, "url", it.url.as_str());
        set(&mut out, "mime_type", &*it.media_type);
        set(&mut out, "title", it.title.as_deref());
        set(&mut out, "size_in_bytes", it.size);
        Value::Object(out)
    });
    set(&mut out, "attachments", files.collect::<Vec<_>>());
    set(&mut out, "_offprint", extension(cx, item));
    Value::Object(out)
}

fn author(it: &Author) -> Value {
    let mut out = Object::new();
    set(&mut out, "name", it.name.trim());
    set(&mut out, "url", it.url().map(Url::as_str));
    let portrait = it.portrait.as_ref().and_then(|it| match &it.address {
        crate::article::Address::Web(it) => Some(it.as_str()),
        crate::article::Address::Local(_) => None,
    });
    set(&mut out, "avatar", portrait);
    Value::Object(out)
}

/// Returns what the format has no place for.
fn extension(cx: &mut Context<'_>, item: &Item<'_>) -> Object {
    let article = item.article;
    let metadata = &article.metadata;
    let mut out = Object::new();
    set(&mut out, "version", 1);
    set(&mut out, "subtitle", metadata.subtitle.as_deref());
    set(&mut out, "byline", metadata.byline.as_deref());
    let canonical =
        metadata.canonical.as_ref().filter(|it| Some(*it) != item.link.as_ref());
    set(&mut out, "canonical", canonical.map(Url::as_str));
    set(&mut out, "lead_image", metadata.image.as_ref().map(picture).unwrap_or_default());
    set(&mut out, "published", metadata.published.map(machine));
    set(&mut out, "updated", metadata.updated.map(machine));
    set(&mut out, "categories", metadata.categories.clone());
    set(&mut out, "tags", metadata.tags.clone());
    let bios = cx.settings.bio;
    let authors = article.authors.iter().filter(|it| !it.name.trim().is_empty());
    let authors = authors.map(|it| {
        let mut out = Object::new();
        set(&mut out, "name", it.name.trim());
        let roles = it.contributions.iter().map(|it| Value::from(it.marc()));
        set(&mut out, "roles", roles.collect::<Vec<_>>());
        if it.kind == AuthorKind::Organisation {
            set(&mut out, "kind", "organisation");
        }
        set(&mut out, "portrait", it.portrait.as_ref().map(picture).unwrap_or_default());
        set(&mut out, "position", it.position.as_deref());
        set(&mut out, "affiliation", it.affiliation.as_deref());
        let others = it.urls.iter().skip(1).map(|it| Value::from(it.as_str()));
        set(&mut out, "same_as", others.collect::<Vec<_>>());
        if bios && !it.bio.is_empty() {
            let mut addresses =
                Addresses::absolute(article, cx.settings.images, cx.assets, item.place);
            // What happens in a bio was reported when the content was printed.
            let mut unheard = Report::default();
            let mut printer =
                Printer::new(Dialect::Feed, article, &mut addresses, &mut unheard);
            printer.blocks(&it.bio);
            set(&mut out, "bio_html", printer.into_markup().into_string());
        }
        Value::Object(out)
    });
    set(&mut out, "authors", authors.collect::<Vec<_>>());
    if let Some(it) = &article.provenance.licence {
        let mut licence = Object::new();
        set(&mut licence, "name", it.spdx.as_deref());
        set(&mut licence, "url", it.url.as_ref().map(Url::as_str));
        set(&mut out, "license", licence);
        set(&mut out, "rights", it.statement.as_deref());
    }
    let mut republication =
        article.provenance.original.as_ref().map(original).unwrap_or_default();
    set(&mut republication, "permission", article.provenance.permission.as_deref());
    set(&mut republication, "notice", plain(&article.provenance.notice));
    set(&mut out, "republication", republication);
    let discussion = &article.discussion;
    let mut comments = Object::new();
    if item.count().is_some() || discussion.closed {
        set(&mut comments, "closed", discussion.closed);
    }
    set(&mut comments, "count", item.count());
    set(&mut comments, "url", item.discussion().map(Url::as_str));
    set(&mut comments, "feed_url", item.comments_feed.as_ref().map(Url::as_str));
    for (name, list) in
        [("items", &discussion.comments), ("mentions", &discussion.mentions)]
    {
        // What stands in the content is not said again.
        let rows: Vec<Value> = list.iter().map(|it| Value::Object(facts(it))).collect();
        let some = cx.settings.comments == Comments::End
            && rows.iter().any(|it| it.as_object().is_some_and(|it| !it.is_empty()));
        set(&mut comments, name, if some { rows } else { Vec::new() });
    }
    set(&mut out, "comments", comments);
    out
}

/// Returns what a picture shows and how large it is.
fn picture(it: &Image) -> Object {
    let mut out = Object::new();
    set(&mut out, "alt", &*it.alt);
    set(&mut out, "width", it.size.map(|it| it.0));
    set(&mut out, "height", it.size.map(|it| it.1));
    out
}

/// Returns what a comment's markup does not say.
fn facts(it: &Comment) -> Object {
    let mut out = Object::new();
    set(&mut out, "id", it.id.as_deref());
    set(&mut out, "posted_words", it.posted_words.as_deref());
    out
}

fn original(it: &Original) -> Object {
    let mut out = Object::new();
    set(&mut out, "publisher", it.outlet.name.trim());
    set(&mut out, "publisher_url", it.outlet.url.as_ref().map(Url::as_str));
    set(&mut out, "url", it.url.as_ref().map(Url::as_str));
    set(&mut out, "date", it.published.map(machine));
    let relation = match it.relation {
        Relation::Reprint => "reprint",
        Relation::Excerpt => "excerpt",
        Relation::Adaptation => "adaptation",
        Relation::Translation => "translation",
    };
    set(&mut out, "relation", relation);
    out
}

fn comments(thread: &Thread<'_>) -> Vec<u8> {
    let item = thread.item;
    let mut out = Object::new();
    set(&mut out, "version", VERSION);
    set(&mut out, "title", &*thread.title);
    set(&mut out, "home_page_url", item.link.as_ref().map(Url::as_str));
    set(&mut out, "feed_url", item.comments_feed.as_ref().map(Url::as_str));
    set(&mut out, "description", &*thread.description);
    set(&mut out, "language", item.article.metadata.language.as_deref());
    set(
        &mut out,
        "_offprint",
        json!({ "version": 1, "closed": item.article.discussion.closed }),
    );
    let items = thread.remarks.iter().map(|it| remark(it, &it.title));
    out.insert("items".into(), items.collect());
    written(&out)
}

/// Writes the comments under every article, the newest first.
fn all_comments(feed: &Feed<'_>, threads: &[Thread<'_>]) -> Vec<u8> {
    let channel = &feed.channel;
    let language = channel.language.as_deref();
    let title = Words::of(language).comments_on.replace("{}", &channel.title);
    let mut out = Object::new();
    set(&mut out, "version", VERSION);
    set(&mut out, "title", title);
    set(&mut out, "home_page_url", channel.home.as_ref().map(Url::as_str));
    set(&mut out, "feed_url", feed.comments_address.as_ref().map(Url::as_str));
    set(&mut out, "language", language);
    set(&mut out, "_offprint", json!({ "version": 1 }));
    let items = newest_remarks(threads)
        .into_iter()
        .map(|(thread, it)| remark(it, &format!("{} · {}", it.title, thread.item.title)));
    out.insert("items".into(), items.collect());
    written(&out)
}

fn remark(it: &Remark<'_>, title: &str) -> Value {
    let mut out = Object::new();
    set(&mut out, "id", &*it.id);
    set(&mut out, "url", it.link.as_ref().map(Url::as_str));
    set(&mut out, "title", title);
    out.insert("content_html".into(), Value::String(clean(&it.content).into_owned()));
    set(&mut out, "date_published", it.posted.map(rfc3339));
    let mut person =
        it.comment.author.as_ref().map_or_else(|| json!({ "name": it.author }), author);
    if it.comment.author.as_ref().is_none_or(|it| it.name.trim().is_empty()) {
        person["name"] = Value::String(it.author.clone());
    }
    set(&mut out, "authors", Value::Array(vec![person]));
    let mut own = Object::new();
    set(&mut own, "in_reply_to", &*it.answers.0);
    set(&mut own, "score", it.comment.score);
    set(&mut own, "posted_words", it.comment.posted_words.as_deref());
    set(&mut out, "_offprint", own);
    Value::Object(out)
}
