//! The syntax tree of pandoc, so that every format pandoc writes is one pipe
//! away.
//!
//! What pandoc has no word for (bios, the notice, comments, asides, embeds) is a
//! division whose class begins with `offprint-`. What it has no place for is data
//! in the metadata, in the block that Markdown has in its front matter. Read
//! back, the tree gives the article that was written.

mod block;
mod bound;
mod inline;
mod node;
mod parts;
mod table;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    article::{Article, Edition},
    error::Result,
    render::Words,
    report::{Code, Report},
};

use super::{
    Comments, Context, Emitter, Format, Images, Output, Place, Settings, absent,
    markdown::{Data, Known, facts, is_exact, is_only_a_name},
};

use self::node::{Node, array, meta, node, text};

#[derive(Debug)]
pub(super) struct Pandoc;

/// `[emit.pandoc]` in a settings file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// The version of pandoc's types. A pandoc reads only its own.
    api: Api,
}

/// A version of pandoc's types.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "Value")]
enum Api {
    /// Of pandoc 2.11 to 2.19.
    #[serde(rename = "1.22")]
    V22,
    /// Of pandoc 3, which has figures.
    #[default]
    #[serde(rename = "1.23")]
    V23,
}

/// A setting of `1.22` on a command line is a number, in quotes it is text.
impl TryFrom<Value> for Api {
    type Error = String;

    fn try_from(value: Value) -> std::result::Result<Self, String> {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        match text.as_str() {
            "1.22" => Ok(Self::V22),
            "1.23" => Ok(Self::V23),
            _ => Err(format!("unknown version `{text}`, expected `1.22` or `1.23`")),
        }
    }
}

impl Emitter for Pandoc {
    fn format(&self) -> Format {
        Format {
            name: "pandoc",
            summary: "pandoc's syntax tree, for all the formats it writes",
            extension: "pandoc.json",
            media_type: "application/json",
        }
    }

    fn defaults(&self) -> Value {
        serde_json::to_value(Options::default()).unwrap_or_default()
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        let options: Options = cx.settings.of(self.format())?;
        let mut blocks = Vec::new();
        let several = 1 < edition.articles.len();
        let mut meta = Vec::new();
        for (i, article) in edition.articles.iter().enumerate() {
            absent::report(cx.assets, cx.settings.images, (i, article), cx.report);
            let mut tree = Tree {
                api: options.api,
                article,
                words: Words::of(article.metadata.language.as_deref()),
                pictures: cx.settings.images != Images::None,
                report: cx.report,
                in_note: false,
                calls: vec![Call::default(); article.body.notes.len()],
                level: u8::from(several),
            };
            tree.count_calls();
            if several {
                let title = text(&article.metadata.title);
                blocks.push(node("Header", array([Node::Number(1), Node::Plain, title])));
            } else {
                meta = card(article, cx.settings);
            }
            blocks.extend(tree.article(cx.settings));
        }
        bound::bound(&mut blocks, &mut |words| {
            cx.report.add(Code::MarkupUnwrapped, format!("nested too deep: {words}"));
        });
        let version = match options.api {
            Api::V22 => &[1, 22, 2, 1][..],
            Api::V23 => &[1, 23, 1],
        };
        let document =
            Document { version, meta: Node::Map(meta), blocks: Node::List(blocks) };
        let mut bytes = serde_json::to_vec(&document).unwrap_or_default();
        bytes.push(b'\n');
        Ok(Output::single(self.format(), cx.stem, bytes))
    }
}

/// The tree as a whole.
#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "pandoc-api-version")]
    version: &'a [u8],
    meta: Node,
    blocks: Node,
}

/// One article on its way into the tree.
struct Tree<'a> {
    api: Api,
    article: &'a Article,
    words: &'static Words,
    /// Whether pictures are wanted.
    pictures: bool,
    report: &'a mut Report,
    /// A note that calls a note would have no end.
    in_note: bool,
    /// What is known of the calls of each note.
    calls: Vec<Call>,
    /// How far headings are moved down.
    level: u8,
}

/// How a note is called.
#[derive(Clone, Copy, Debug, Default)]
struct Call {
    /// Whether its words are in the tree already.
    written: bool,
    /// How often the text calls it.
    count: usize,
}

/// Writes the metadata: the names that pandoc's templates know, and a block with
/// all that they do not say.
fn card(article: &Article, settings: &Settings) -> Vec<(String, Node)> {
    let metadata = &article.metadata;
    let inlines = |it: &str| node("MetaInlines", text(it));
    let list = |it: &[String]| {
        let items: Vec<Node> = it.iter().map(|it| inlines(it)).collect();
        node("MetaList", items)
    };
    let mut out = vec![("title".to_owned(), inlines(&metadata.title))];
    let mut said = Vec::new();
    let names: Vec<String> = article.authors.iter().map(|it| it.name.clone()).collect();
    if !names.is_empty() {
        out.push(("author".into(), list(&names)));
        if article.authors.iter().all(is_only_a_name)
            && names.iter().all(|it| is_exact(it) && !it.starts_with("[["))
        {
            said.push("authors");
        }
    }
    let provenance = &article.provenance;
    let rights = provenance.licence.as_ref();
    let rights = rights.and_then(|it| it.statement.clone().or_else(|| it.spdx.clone()));
    let lines = [
        ("title", "title", Some(metadata.title.clone())),
        ("subtitle", "subtitle", metadata.subtitle.clone()),
        ("summary", "abstract", metadata.summary.clone()),
        ("byline", "byline", metadata.byline.clone()),
        ("published", "date", metadata.published.map(|it| it.to_string())),
        ("updated", "updated", metadata.updated.map(|it| it.to_string())),
        ("language", "lang", metadata.language.clone()),
        ("url", "url", metadata.url.as_ref().map(ToString::to_string)),
        ("canonical", "canonical", metadata.canonical.as_ref().map(ToString::to_string)),
        ("", "identifier", metadata.id.clone()),
        ("", "rights", rights),
        ("", "publisher", provenance.outlet.as_ref().map(|it| it.name.clone())),
    ];
    for (field, name, line) in lines {
        if let Some(line) = line {
            // The title is there already.
            if name != "title" {
                out.push((name.into(), inlines(&line)));
            }
            if !field.is_empty() && is_exact(&line) {
                said.push(field);
            }
        }
    }
    for (field, name, items) in [
        ("tags", "keywords", &metadata.tags),
        ("categories", "category", &metadata.categories),
    ] {
        if !items.is_empty() {
            out.push((name.into(), list(items)));
            if items.iter().all(|it| is_exact(it) && !it.starts_with('#')) {
                said.push(field);
            }
        }
    }
    let mut shown = article.clone();
    if settings.comments == Comments::None {
        shown.discussion.comments.clear();
        shown.discussion.mentions.clear();
    }
    let facts = Data::Map(facts(&shown, &Known::default(), &said));
    out.push(("offprint".into(), meta(&facts)));
    out
}

#[cfg(test)]
mod tests;
