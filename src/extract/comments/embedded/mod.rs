//! Comments that are only in the data with which a page's scripts start.
//!
//! Nothing is run. A list of objects counts, if its place in the data is named
//! for comments and its members have words and a writer or a date.

mod keys;
mod walk;

use std::{collections::HashMap, sync::LazyLock};

use memchr::memmem::{self, Finder};
use serde_json::Value;

use crate::{
    article::{Author, Comment},
    dom::Dom,
    extract::{
        Content, Page, Thread, date,
        state::{SIZES, values},
    },
};

use self::{
    keys::{AUTHORS, DATES, IDS, NAMES, PARENTS, REPLIES, SCORES, WORDS},
    walk::{Named, is_about, is_other},
};
use super::structured::{absolute, text};

/// The most comments that are read from data.
const MOST: usize = 100_000;

/// Reads the comments in the page's embedded data.
pub(super) fn find(page: &Page<'_>) -> Thread {
    let dom = page.dom;
    let mut best = Thread::default();
    for id in dom.named(Dom::ROOT, "script") {
        let raw = dom.raw(id);
        let kind = dom.attr(id, "type").unwrap_or_default();
        if !SIZES.contains(&raw.len()) || kind.contains("ld+json") || !mentions(raw) {
            continue;
        }
        for value in values::<Named>(raw).iter().flat_map(|it| it.0.iter().rev()) {
            let thread = read(page, value);
            if thread.comments.len() > best.comments.len() {
                best = thread;
            }
        }
    }
    best
}

/// Parts of the names that lists of comments go by.
static NAMED: LazyLock<[Finder<'static>; 3]> =
    LazyLock::new(|| ["omment", "eplies", "esponses"].map(Finder::new));

/// Returns whether a script has something that is named for comments and holds
/// something, so that it is worth to be read as data.
fn mentions(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let quoted = memmem::find(bytes, b"JSON.parse(").is_some();
    NAMED.iter().any(|it| {
        it.find_iter(bytes)
            .any(|at| quoted || is_filled(&bytes[at + it.needle().len()..]))
    })
}

/// Returns whether the name that ends here is that of a list or an object with
/// something in it: `Count":{"a"`.
fn is_filled(rest: &[u8]) -> bool {
    let Some(end) = memchr::memchr(b'"', rest) else { return false };
    let rest = rest[end + 1..].trim_ascii_start();
    let Some(rest) = rest.strip_prefix(b":") else { return false };
    match rest.trim_ascii_start() {
        [b'[', inside @ ..] => !inside.trim_ascii_start().starts_with(b"]"),
        [b'{', inside @ ..] => !inside.trim_ascii_start().starts_with(b"}"),
        _ => false,
    }
}

/// Reads the longest list of comments in a value that is named for them.
fn read(page: &Page<'_>, value: &Value) -> Thread {
    let mut thread = Thread::default();
    // What is still to be looked at, and whether it is named for comments.
    let mut open: Vec<(&Value, bool)> = vec![(value, true)];
    while let Some((value, named)) = open.pop() {
        match value {
            Value::Array(list) => {
                let objects =
                    list.iter().filter(|it| comment(page, unwrap(it)).is_some()).count();
                if named && objects * 10 >= list.len() * 7 && objects > 0 {
                    let found = collect(page, list);
                    if found.comments.len() > thread.comments.len() {
                        thread = found;
                    }
                } else {
                    open.extend(list.iter().map(|it| (it, named)));
                }
            }
            Value::Object(map) => {
                // A table of comments by their ids.
                if named
                    && map.len() > 1
                    && map.values().filter(|it| comment(page, it).is_some()).count() * 10
                        >= map.len() * 9
                {
                    let found = collect_from(page, map.values().collect());
                    if found.comments.len() > thread.comments.len() {
                        thread = found;
                    }
                    continue;
                }
                for (name, inside) in map {
                    let replies = named
                        && REPLIES.contains(&name.as_str())
                        && !is_other(&name.to_ascii_lowercase());
                    open.push((inside, replies || is_about(name)));
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
        }
    }
    thread
}

/// Returns what a wrapper such as `{"node": …}` or `{"comment": …}` holds.
fn unwrap(value: &Value) -> &Value {
    for name in ["node", "attributes"] {
        if value[name].is_object() {
            return &value[name];
        }
    }
    value
}

fn collect(page: &Page<'_>, list: &[Value]) -> Thread {
    collect_from(page, list.iter().collect())
}

fn collect_from(page: &Page<'_>, list: Vec<&Value>) -> Thread {
    let mut thread = Thread::default();
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut open: Vec<(&Value, Option<usize>)> =
        list.into_iter().rev().map(|it| (it, None)).collect();
    while let Some((value, parent)) = open.pop() {
        if let Value::Array(list) = value {
            open.extend(list.iter().rev().map(|it| (it, parent)));
            continue;
        }
        let value = unwrap(value);
        let Value::Object(map) = value else { continue };
        let mut parent = parent;
        if let Some((mut comment, content)) = comment(page, value)
            && thread.comments.len() < MOST
        {
            let at = thread.comments.len();
            let named = PARENTS.iter().find_map(|it| reference(&value[*it]));
            comment.parent = parent.or_else(|| ids.get(&named?).copied());
            if let Some(id) = &comment.id {
                ids.insert(id.clone(), at);
            }
            thread.comments.push((comment, content));
            parent = Some(at);
        }
        for name in REPLIES.iter().rev() {
            if let Some(inside) = map.get(*name)
                && (inside.is_array() || inside.is_object())
            {
                open.push((inside, parent));
            }
        }
    }
    thread
}

fn reference(value: &Value) -> Option<String> {
    text(value).or_else(|| IDS.iter().find_map(|it| text(&value[*it])))
}

/// Reads one comment, if an object is one.
fn comment(page: &Page<'_>, value: &Value) -> Option<(Comment, Content)> {
    let map = value.as_object()?;
    let said = WORDS.iter().find_map(|it| words(map.get(*it)?))?;
    let author = AUTHORS.iter().find_map(|it| author(page, map.get(*it)?));
    let posted = DATES.iter().find_map(|it| when(map.get(*it)?));
    if author.is_none() && posted.is_none() {
        return None;
    }
    // What has a headline or a place of its own is a text, not a comment.
    let own_title = ["headline", "slug", "permalink_title", "sku", "price"]
        .iter()
        .any(|it| map.contains_key(*it));
    if own_title || (author.is_none() && map.contains_key("title")) {
        return None;
    }
    let mut comment = Comment::default();
    comment.author = author;
    comment.posted = posted;
    comment.id = IDS.iter().find_map(|it| text(map.get(*it)?));
    comment.url = ["url", "permalink", "link"].iter().find_map(|it| {
        let text = text(map.get(*it)?)?;
        absolute(&text).or_else(|| page.resolve(&text))
    });
    comment.score = SCORES.iter().find_map(|it| map.get(*it)?.as_i64());
    Some((comment, Content::Markup(said)))
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(it) => {
            let shown = it.trim();
            (!shown.is_empty() && absolute(shown).is_none()).then(|| shown.to_owned())
        }
        Value::Object(map) => {
            ["rendered", "html", "text", "raw", "value"].iter().find_map(|it| {
                let text = map.get(*it)?.as_str()?.trim();
                (!text.is_empty()).then(|| text.to_owned())
            })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    }
}

fn author(page: &Page<'_>, value: &Value) -> Option<Author> {
    match value {
        Value::String(it) if !it.trim().is_empty() && it.chars().count() <= 80 => {
            Some(Author::named(it.trim()))
        }
        Value::Object(map) => {
            let name = NAMES
                .iter()
                .find_map(|it| map.get(*it)?.as_str().map(str::trim))
                .filter(|it| !it.is_empty())?;
            let mut author = Author::named(name);
            let url = ["url", "link", "profileUrl", "profile_url", "href"]
                .iter()
                .find_map(|it| map.get(*it)?.as_str());
            author.urls.extend(url.and_then(|it| page.resolve(it)));
            Some(author)
        }
        _ => None,
    }
}

fn when(value: &Value) -> Option<crate::article::Date> {
    match value {
        Value::String(it) => date::parse(it),
        Value::Number(it) => {
            let seconds = it.as_f64()?;
            date::parse(&format!("{}", seconds as i64))
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
