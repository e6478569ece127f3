//! Comments that are only in the data with which a page's scripts start.
//!
//! Nothing is run. A list of objects counts, if its place in the data is named
//! for comments and its members have words and a writer or a date.

use std::collections::HashMap;

use serde_json::{Deserializer, Value};

use crate::{
    article::{Author, Comment},
    dom::Dom,
    extract::{Content, Page, Thread, date},
};

use super::structured::{absolute, text};

/// The largest script that is looked through, and the smallest.
const SIZES: std::ops::RangeInclusive<usize> = 60..=8_000_000;
/// The most comments that are read from data.
const MOST: usize = 100_000;

const WORDS: &[&str] = &[
    "body",
    "text",
    "content",
    "message",
    "comment",
    "commentText",
    "comment_text",
    "commentBody",
    "body_html",
    "bodyHtml",
    "html",
    "raw",
    "raw_message",
    "contentHtml",
    "content_html",
    "rendered",
    "description",
    "cooked",
    "body_text",
    "comment_content",
    "renderedBody",
    "bodyText",
    "markdown",
    "parsed",
];
const AUTHORS: &[&str] = &[
    "author",
    "user",
    "creator",
    "username",
    "userName",
    "author_name",
    "authorName",
    "name",
    "nickname",
    "commenter",
    "owner",
    "postedBy",
    "displayName",
    "display_name",
    "user_name",
    "writer",
    "poster",
    "comment_author",
    "person",
    "nick",
    "screenName",
    "account",
    "createdBy",
];
const NAMES: &[&str] = &[
    "name",
    "displayName",
    "display_name",
    "username",
    "userName",
    "nickname",
    "fullName",
    "full_name",
    "screenName",
    "login",
    "nick",
    "handle",
    "title",
    "first_name",
    "actor_id",
];
const DATES: &[&str] = &[
    "createdAt",
    "created_at",
    "created",
    "date",
    "datePublished",
    "publishedAt",
    "published_at",
    "published",
    "timestamp",
    "time",
    "postedAt",
    "posted_at",
    "dateCreated",
    "created_utc",
    "createDate",
    "creationDate",
    "create_time",
    "createTime",
    "date_gmt",
    "posted",
    "postedDate",
    "createdDate",
    "comment_date",
    "dateAdded",
    "written_at",
];
const IDS: &[&str] = &[
    "id",
    "_id",
    "commentId",
    "comment_id",
    "uuid",
    "key",
    "guid",
    "comment_ID",
    "cid",
    "commentID",
];
const PARENTS: &[&str] = &[
    "parent",
    "parentId",
    "parent_id",
    "parentID",
    "replyTo",
    "reply_to",
    "inReplyTo",
    "in_reply_to",
    "parentCommentId",
    "parent_comment_id",
    "replyToId",
    "comment_parent",
    "parentComment",
    "pid",
    "reply_to_id",
];
const REPLIES: &[&str] = &[
    "replies",
    "children",
    "answers",
    "comments",
    "responses",
    "childComments",
    "subComments",
    "nodes",
    "edges",
    "node",
    "items",
    "data",
    "kids",
];
const SCORES: &[&str] = &[
    "score",
    "likes",
    "likeCount",
    "likesCount",
    "upvotes",
    "points",
    "voteCount",
    "votes",
    "like_count",
    "reaction_count",
];

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
        for value in values(raw) {
            let thread = read(page, &value);
            if thread.comments.len() > best.comments.len() {
                best = thread;
            }
        }
    }
    best
}

fn mentions(raw: &str) -> bool {
    ["omment", "eplies", "esponses", "ommentaire", "omentario"]
        .iter()
        .any(|it| raw.contains(it))
}

/// Returns the JSON in a script: the whole of it, or what is assigned in it.
fn values(raw: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let trimmed = raw.trim();
    if trimmed.starts_with(['{', '['])
        && let Ok(value) = serde_json::from_str(trimmed)
    {
        return vec![value];
    }
    let mut at = 0;
    // An attempt that fails is not repeated on what it read.
    for _ in 0..64 {
        let Some(next) = raw[at..].find(['=', '(', ':']) else { break };
        let start = at + next + 1;
        let rest = raw[start..].trim_start();
        let begin = raw.len() - rest.len();
        at = start;
        if rest.starts_with("JSON.parse(") || !rest.starts_with(['{', '[']) {
            if let Some(quoted) =
                rest.strip_prefix("JSON.parse(").filter(|it| it.starts_with('"'))
            {
                let mut stream = Deserializer::from_str(quoted).into_iter::<String>();
                if let Some(Ok(inner)) = stream.next()
                    && let Ok(value) = serde_json::from_str(&inner)
                {
                    found.push(value);
                }
            }
            continue;
        }
        let mut stream = Deserializer::from_str(rest).into_iter::<Value>();
        if let Some(Ok(value)) = stream.next() {
            at = begin + stream.byte_offset();
            if value.is_object() || value.is_array() {
                found.push(value);
            }
        }
    }
    found
}

/// Reads the longest list of comments in a value.
fn read(page: &Page<'_>, value: &Value) -> Thread {
    let mut thread = Thread::default();
    // Lists that are named for comments, outermost first.
    let mut open: Vec<(&Value, bool)> = vec![(value, false)];
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
                    let lower = name.to_ascii_lowercase();
                    let about = ["comment", "replies", "responses", "kommentar"]
                        .iter()
                        .any(|it| lower.contains(it));
                    let other =
                        ["recent", "latest", "setting", "config", "label", "i18n"]
                            .iter()
                            .any(|it| lower.contains(it));
                    open.push((
                        inside,
                        (named && REPLIES.contains(&name.as_str()) || about) && !other,
                    ));
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
