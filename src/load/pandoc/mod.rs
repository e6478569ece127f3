//! The syntax tree of pandoc, so that every format pandoc reads is one pipe
//! away.
//!
//! The tree is turned into markup and lowered like any page, so that there is
//! one meaning for an element and not two. A tree that this program wrote gives
//! the article it was written from.

mod block;
mod inline;
mod table;

use std::collections::HashSet;

use serde_json::{Map, Value};

use crate::{
    article::Article,
    error::{Error, ErrorKind, Result},
    report::{Code, Report},
};

use super::{
    Loader, Source,
    markdown::{
        assemble, card,
        facts::{self, Facts},
        markup::{Place, Section},
    },
};

/// The oldest version of pandoc's types that is read: tables have had their form
/// since then.
const OLDEST: (u64, u64) = (1, 21);

/// How deep metadata may be.
const MAX_DEPTH: usize = 32;

/// How far the writer moves headings down in the text, and in what follows it.
const SHIFTS: (u8, u8) = (0, 1);

#[derive(Debug)]
pub(super) struct Pandoc;

impl Loader for Pandoc {
    fn name(&self) -> &'static str {
        "pandoc"
    }

    fn accepts(&self, source: &Source) -> bool {
        let bytes = source.bytes.trim_ascii_start();
        bytes.starts_with(b"{")
            && memchr::memmem::find(bytes, b"\"pandoc-api-version\"").is_some()
    }

    fn load(&self, source: &Source, report: &mut Report) -> Result<Vec<Article>> {
        let malformed = || Error::new(ErrorKind::Malformed, "pandoc's JSON");
        let tree: Value = serde_json::from_slice(&source.bytes)
            .map_err(|it| malformed().because(it))?;
        let part =
            |at: usize| tree["pandoc-api-version"][at].as_u64().unwrap_or_default();
        let version = (part(0), part(1));
        if version < OLDEST || version.0 != OLDEST.0 {
            let why = format!(
                "its types are of version {}.{}; 1.21 to 1.x are read",
                version.0, version.1
            );
            return Err(malformed().because(why));
        }
        let Some(blocks) = tree["blocks"].as_array() else {
            return Err(malformed().because("it has no blocks"));
        };
        let meta = tree["meta"].as_object().cloned().unwrap_or_default();
        let head: Map<String, Value> =
            meta.iter().map(|(key, it)| (key.clone(), plain_meta(it, 0))).collect();
        let mut article = Article::default();
        card::read(&head, &mut article, report);
        let facts = facts::read(&head, &mut article);
        let base = article.metadata.url.clone().or_else(|| source.url.clone());
        if article.metadata.url.is_none() {
            article.metadata.url.clone_from(&source.url);
        }
        let base = base.filter(|_| !facts.own);
        let sections = Tree::new(&facts, report).sections(blocks);
        let length = source.bytes.len();
        assemble(&mut article, sections, length, &facts, SHIFTS, base.as_ref(), report);
        if article.body.blocks.is_empty()
            && article.metadata.title.is_empty()
            && article.discussion.comments.is_empty()
        {
            return Err(Error::new(ErrorKind::NoArticle, source.name()));
        }
        Ok(vec![article])
    }
}

/// Returns what metadata say, without the marks on their words.
fn plain_meta(value: &Value, depth: usize) -> Value {
    let content = &value["c"];
    if MAX_DEPTH < depth {
        return Value::Null;
    }
    match value["t"].as_str().unwrap_or_default() {
        "MetaMap" => {
            let map = content.as_object().into_iter().flatten();
            map.map(|(key, it)| (key.clone(), plain_meta(it, depth + 1)))
                .collect::<Map<_, _>>()
                .into()
        }
        "MetaList" => list(content).iter().map(|it| plain_meta(it, depth + 1)).collect(),
        "MetaBool" | "MetaString" => content.clone(),
        "MetaInlines" | "MetaBlocks" => {
            let mut words = String::new();
            inline::plain(content, &mut words);
            words.trim().into()
        }
        _ => Value::Null,
    }
}

/// Returns the values in a list, none if it is no list.
fn list(value: &Value) -> &[Value] {
    value.as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Returns the text, empty if it is none.
fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// An identifier, classes and attributes.
#[derive(Clone, Copy)]
struct Attr<'a>(&'a Value);

impl<'a> Attr<'a> {
    fn id(self) -> &'a str {
        text(&self.0[0])
    }

    fn classes(self) -> impl Iterator<Item = &'a str> {
        list(&self.0[1]).iter().filter_map(Value::as_str)
    }

    fn has(self, class: &str) -> bool {
        self.classes().any(|it| it == class)
    }

    /// Returns which part of an article this is, if it is one.
    fn part(self) -> Option<&'a str> {
        self.classes().find_map(|it| it.strip_prefix("offprint-"))
    }

    fn get(self, name: &str) -> Option<&'a str> {
        let pairs = list(&self.0[2]).iter();
        pairs.filter(|it| it[0] == name).find_map(|it| it[1].as_str())
    }
}

/// A tree on its way into markup.
struct Tree<'a> {
    facts: &'a Facts,
    report: &'a mut Report,
    done: Vec<Section>,
    place: Place,
    out: String,
    /// The notes, wherever in the tree they are.
    notes: String,
    /// How many notes there are so far, and what they are called.
    count: usize,
    labels: HashSet<String>,
    raw: super::markdown::raw::Open,
}

impl<'a> Tree<'a> {
    fn new(facts: &'a Facts, report: &'a mut Report) -> Self {
        Self {
            facts,
            report,
            done: Vec::new(),
            place: Place::Body,
            out: String::new(),
            notes: String::new(),
            count: 0,
            labels: HashSet::new(),
            raw: super::markdown::raw::Open::default(),
        }
    }

    fn sections(mut self, blocks: &[Value]) -> Vec<Section> {
        self.blocks(blocks);
        self.turn_to(Place::Body);
        if !self.notes.is_empty() {
            let html = std::mem::take(&mut self.notes);
            self.done.push(Section { place: Place::Body, html, raw: true });
        }
        self.done
    }

    /// Ends the part that is being written and begins another.
    fn turn_to(&mut self, place: Place) {
        let html = std::mem::take(&mut self.out);
        let place = std::mem::replace(&mut self.place, place);
        self.done.push(Section { place, html, raw: true });
    }

    /// Says that something in another format was left out.
    fn drop_raw(&mut self, format: &str, text: &str) {
        let words: String = text.chars().take(120).collect();
        self.report.add(Code::TextDropped, format!("{format}: {words}"));
    }
}

#[cfg(test)]
mod tests;
