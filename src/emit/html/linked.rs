//! What a page says about its article in JSON-LD.
//!
//! One object, its context and type each one string, authors without roles
//! around them: readers in use drop or misread anything else.

use serde_json::{Map, Value, json};

use crate::{
    article::{
        Address, Article, Author, AuthorKind, Block, Comment, Contribution, EmbedKind,
        Image, Outlet, Piece,
    },
    render::{machine, plain},
};

type Object = Map<String, Value>;

/// Adds a property that says something.
fn set(object: &mut Object, name: &str, value: impl Into<Value>) {
    let value = value.into();
    let empty = match &value {
        Value::Null => true,
        Value::String(it) => it.trim().is_empty(),
        Value::Array(it) => it.is_empty(),
        Value::Object(_) | Value::Bool(_) | Value::Number(_) => false,
    };
    if !empty {
        object.insert(name.to_owned(), value);
    }
}

pub(super) fn of(article: &Article, id: &str) -> Object {
    let metadata = &article.metadata;
    let provenance = &article.provenance;
    let url = metadata.url.as_ref().or(metadata.canonical.as_ref()).map(url::Url::as_str);
    let mut out = Object::new();
    set(&mut out, "@context", "https://schema.org");
    set(&mut out, "@type", "NewsArticle");
    set(&mut out, "@id", url.map(|it| format!("{it}#article")));
    set(&mut out, "identifier", id);
    set(&mut out, "headline", &*metadata.title);
    set(&mut out, "alternativeHeadline", metadata.subtitle.as_deref());
    set(&mut out, "description", metadata.summary.as_deref());
    set(&mut out, "url", url);
    set(&mut out, "mainEntityOfPage", url);
    set(&mut out, "inLanguage", metadata.language.as_deref());
    set(&mut out, "datePublished", metadata.published.map(machine));
    set(&mut out, "dateModified", metadata.updated.map(machine));

    let named = || article.authors.iter().filter(|it| !it.name.trim().is_empty());
    set(
        &mut out,
        "author",
        named().enumerate().map(|(i, it)| person(it, i)).collect::<Vec<_>>(),
    );
    let roles = named().enumerate().flat_map(|(i, it)| {
        it.contributions.iter().map(move |part| {
            json!({
                "@type": "Role",
                "roleName": role(*part),
                "contributor": { "@id": format!("#author-{}", i + 1) },
            })
        })
    });
    set(&mut out, "contributor", roles.collect::<Vec<_>>());
    set(&mut out, "publisher", provenance.outlet.as_ref().map(organisation));
    set(&mut out, "articleSection", metadata.categories.clone());
    set(&mut out, "keywords", metadata.tags.clone());
    set(&mut out, "image", metadata.image.as_ref().and_then(picture));
    media(&mut out, article);
    if let Some(original) = &provenance.original {
        let mut based = Object::new();
        set(&mut based, "@type", "NewsArticle");
        set(&mut based, "url", original.url.as_ref().map(url::Url::as_str));
        set(&mut based, "datePublished", original.published.map(machine));
        set(&mut based, "publisher", organisation(&original.outlet));
        set(&mut out, "isBasedOn", based);
    }
    if let Some(licence) = &provenance.licence {
        set(&mut out, "license", licence.url.as_ref().map(url::Url::as_str));
        set(&mut out, "copyrightNotice", licence.statement.as_deref());
    }
    set(&mut out, "creditText", plain(&provenance.notice));
    let discussion = &article.discussion;
    if !discussion.comments.is_empty() || discussion.claimed.is_some() {
        let count = discussion.claimed.unwrap_or(discussion.comments.len() as u32);
        set(&mut out, "commentCount", count.max(discussion.comments.len() as u32));
    }
    set(&mut out, "discussionUrl", discussion.url.as_ref().map(url::Url::as_str));
    let comments = discussion.comments.iter().enumerate();
    let comments = comments.map(|(i, it)| comment(it, i, url));
    set(&mut out, "comment", comments.collect::<Vec<_>>());
    out
}

fn person(author: &Author, place: usize) -> Value {
    let mut out = Object::new();
    let kind = match author.kind {
        AuthorKind::Person => "Person",
        AuthorKind::Organisation => "Organization",
    };
    set(&mut out, "@type", kind);
    set(&mut out, "@id", format!("#author-{}", place + 1));
    set(&mut out, "name", author.name.trim());
    set(&mut out, "url", author.url().map(url::Url::as_str));
    set(&mut out, "image", author.portrait.as_ref().and_then(web));
    set(&mut out, "description", plain(&author.bio));
    let others = author.urls.iter().skip(1).map(|it| it.as_str().into());
    set(&mut out, "sameAs", others.collect::<Vec<Value>>());
    if author.kind == AuthorKind::Person {
        set(&mut out, "jobTitle", author.position.as_deref());
        let place = author.affiliation.as_deref();
        let place = place.map(|it| json!({ "@type": "Organization", "name": it }));
        set(&mut out, "affiliation", place);
    }
    Value::Object(out)
}

/// Returns the name of a role in the words that schema.org's examples use.
fn role(part: Contribution) -> &'static str {
    match part {
        Contribution::Text => "writer",
        Contribution::Reporting => "reporter",
        Contribution::Research => "researcher",
        Contribution::Photographs => "photographer",
        Contribution::Film => "filmmaker",
        Contribution::Video => "videographer",
        Contribution::Direction => "director",
        Contribution::Production => "producer",
        Contribution::Sound => "sound designer",
        Contribution::Music => "composer",
        Contribution::Illustrations => "illustrator",
        Contribution::Graphics => "artist",
        Contribution::Maps => "cartographer",
        Contribution::Design => "designer",
        Contribution::Narration => "narrator",
        Contribution::Translation => "translator",
        Contribution::Interview => "interviewer",
        Contribution::Editing => "editor",
        Contribution::Compilation => "compiler",
        Contribution::Transcription => "transcriber",
        Contribution::Contributor => "contributor",
        Contribution::Other => "other",
    }
}

fn organisation(outlet: &Outlet) -> Value {
    let mut out = Object::new();
    set(&mut out, "@type", "Organization");
    set(&mut out, "name", outlet.name.trim());
    set(&mut out, "url", outlet.url.as_ref().map(url::Url::as_str));
    Value::Object(out)
}

fn web(image: &Image) -> Option<&str> {
    match &image.address {
        Address::Web(it) => Some(it.as_str()),
        Address::Local(_) => None,
    }
}

fn picture(image: &Image) -> Option<Value> {
    let mut out = Object::new();
    set(&mut out, "@type", "ImageObject");
    set(&mut out, "url", web(image)?);
    if let Some((width, height)) = image.size {
        set(&mut out, "width", width);
        set(&mut out, "height", height);
    }
    set(&mut out, "caption", &*image.alt);
    Some(Value::Array(vec![Value::Object(out)]))
}

/// Adds what the article plays.
fn media(out: &mut Object, article: &Article) {
    let (mut video, mut audio) = (Vec::new(), Vec::new());
    article.body.walk(&mut |piece| {
        let Piece::Block(Block::Embed(embed)) = piece else { return };
        let kind = match embed.kind {
            EmbedKind::Video => "VideoObject",
            EmbedKind::Audio => "AudioObject",
            EmbedKind::Post | EmbedKind::Document | EmbedKind::Interactive => return,
        };
        let mut it = Object::new();
        set(&mut it, "@type", kind);
        set(&mut it, "name", embed.title.as_deref());
        set(&mut it, "url", embed.url.as_str());
        let file = embed.media_type.is_some();
        let name = if file { "contentUrl" } else { "embedUrl" };
        set(&mut it, name, embed.frame.as_ref().map(url::Url::as_str));
        set(&mut it, "encodingFormat", embed.media_type.as_deref());
        set(&mut it, "thumbnailUrl", embed.poster.as_ref().and_then(web));
        let list = if kind == "VideoObject" { &mut video } else { &mut audio };
        list.push(Value::Object(it));
    });
    set(out, "video", video);
    set(out, "audio", audio);
}

fn comment(comment: &Comment, place: usize, url: Option<&str>) -> Value {
    let id = |place: usize| format!("{}#c{}", url.unwrap_or_default(), place + 1);
    let mut out = Object::new();
    set(&mut out, "@type", "Comment");
    set(&mut out, "@id", id(place));
    let author = comment.author.as_ref().map(|it| {
        let mut out = Object::new();
        set(&mut out, "@type", "Person");
        set(&mut out, "name", it.name.trim());
        set(&mut out, "url", it.url().map(url::Url::as_str));
        Value::Object(out)
    });
    set(&mut out, "author", author);
    set(&mut out, "dateCreated", comment.posted.map(machine));
    set(&mut out, "text", plain(&comment.content));
    set(&mut out, "url", comment.url.as_ref().map(url::Url::as_str));
    if let Some(parent) = comment.parent {
        set(&mut out, "parentItem", json!({ "@id": id(parent) }));
    }
    Value::Object(out)
}
