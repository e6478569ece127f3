//! Comments that a page tells to machines: JSON-LD.
//!
//! Microdata and microformats are markup, and rows of the table of families.

use std::collections::HashMap;

use serde_json::Value;
use url::Url;

use crate::{
    article::{Author, Comment},
    extract::{Content, Page, Thread, date},
};

/// The most comments that are read from data.
const MOST: usize = 100_000;

/// Returns whether the page says that it is a text that grows while things happen.
pub(super) fn is_live(page: &Page<'_>) -> bool {
    let live = |it: &Value| is_a(it, &["LiveBlogPosting"]);
    let inside = |it: &Value| match it {
        Value::Array(list) => list.iter().any(live),
        it => it["@graph"].as_array().is_some_and(|it| it.iter().any(live)),
    };
    page.json_ld.iter().any(|it| live(it) || inside(it))
}

/// Reads the comments of the page's JSON-LD.
pub(super) fn json_ld(page: &Page<'_>) -> Thread {
    let mut thread = Thread::default();
    // What is still to be looked at: a value, and the comment it belongs to.
    let mut open: Vec<(&Value, Option<usize>)> =
        page.json_ld.iter().rev().map(|it| (it, None)).collect();
    let mut keys: HashMap<String, usize> = HashMap::new();
    let mut wanted: Vec<(usize, String)> = Vec::new();
    while let Some((value, parent)) = open.pop() {
        match value {
            Value::Array(list) => open.extend(list.iter().rev().map(|it| (it, parent))),
            Value::Object(map) => {
                let mut parent = parent;
                // Questions that the page answers itself are part of its text.
                let answers = is_a(value, &["FAQPage"]);
                let signed = || author(page, value).is_some();
                let is_comment = is_a(value, &["Comment", "CorrectionComment"])
                    || is_a(value, &["Answer"]) && signed();
                if is_comment
                    && thread.comments.len() < MOST
                    && let Some((comment, content)) = comment(page, value)
                {
                    let at = thread.comments.len();
                    for name in ["@id", "url", "identifier"] {
                        if let Some(it) = text(&value[name]) {
                            keys.entry(it).or_insert(at);
                        }
                    }
                    if let Some(it) = reference(&value["parentItem"]) {
                        wanted.push((at, it));
                    }
                    thread.comments.push((Comment { parent, ..comment }, content));
                    parent = Some(at);
                }
                for (name, inside) in map.iter().rev() {
                    let holds = matches!(
                        name.as_str(),
                        "comment"
                            | "comments"
                            | "@graph"
                            | "mainEntity"
                            | "suggestedAnswer"
                            | "acceptedAnswer"
                            | "hasPart"
                            | "mainEntityOfPage"
                    );
                    if holds && !(answers && name == "mainEntity") {
                        open.push((inside, parent));
                    }
                }
                if let Some(count) = value["commentCount"].as_u64() {
                    thread.claimed = thread.claimed.or(u32::try_from(count).ok());
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
        }
    }
    for (at, name) in wanted {
        let found = keys.get(&name).copied();
        if let Some(parent) = found.filter(|it| *it < at) {
            thread.comments[at].0.parent = Some(parent);
        }
    }
    thread
}

fn comment(page: &Page<'_>, value: &Value) -> Option<(Comment, Content)> {
    let said = ["text", "commentText", "articleBody", "description"];
    let said = said.iter().find_map(|it| text(&value[*it]))?;
    let mut comment = Comment::default();
    comment.author = author(page, value);
    let dates = ["dateCreated", "datePublished", "commentTime", "dateModified"];
    comment.posted = dates.iter().find_map(|it| date::parse(value[*it].as_str()?));
    comment.url = text(&value["url"]).and_then(|it| page.resolve(&it));
    comment.id = text(&value["identifier"]).or_else(|| text(&value["@id"]));
    comment.score = value["upvoteCount"]
        .as_i64()
        .or_else(|| value["upvoteCount"].as_str()?.parse().ok());
    Some((comment, Content::Markup(said)))
}

fn author(page: &Page<'_>, value: &Value) -> Option<Author> {
    let author = match (&value["author"], &value["creator"]) {
        (Value::Null, it) | (it, _) => it,
    };
    let author = author.get(0).unwrap_or(author);
    let name = text(author).or_else(|| text(&author["name"]))?;
    let mut found = Author::named(name);
    found.urls.extend(text(&author["url"]).and_then(|it| page.resolve(&it)));
    Some(found)
}

fn is_a(value: &Value, kinds: &[&str]) -> bool {
    let is = |it: &Value| {
        it.as_str().is_some_and(|it| kinds.contains(&it.rsplit('/').next().unwrap_or(it)))
    };
    match &value["@type"] {
        Value::Array(list) => list.iter().any(is),
        it => is(it),
    }
}

fn reference(value: &Value) -> Option<String> {
    text(value).or_else(|| text(&value["@id"])).or_else(|| text(&value["url"]))
}

pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(it) => it.trim().to_owned(),
        Value::Number(it) => it.to_string(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Returns an address that is one by itself.
pub(super) fn absolute(text: &str) -> Option<Url> {
    Url::parse(text).ok().filter(|it| matches!(it.scheme(), "http" | "https"))
}
