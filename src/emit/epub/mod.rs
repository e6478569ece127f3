//! EPUB: one article, or many, as a book.
//!
//! A book is written in two passes. The first notes of every article what links
//! to it may spell ([`Plan`]); the second writes chapter by chapter, and forgets
//! each. The package document comes last, since it tells of all that was
//! written before.

mod access;
mod address;
mod bind;
mod catalogue;
mod chapter;
mod check;
mod contents;
mod contributors;
mod cover;
mod label;
mod language;
mod package;
mod packed;
mod pages;
mod people;
mod pictures;
mod plan;
mod section;
mod svg;
mod write;
mod zip;

use std::borrow::Cow;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{Error as _, Unexpected},
};
use serde_json::Value;

use crate::{article::Edition, error::Result};

pub use self::{
    check::{Problem, check},
    packed::Packed,
    plan::{Order, Plan},
    section::Section,
    write::{Tally, write},
};

pub(super) use self::{
    pictures::{Kind, fetch},
    svg::tame,
};

use super::{Context, Emitter, Format, Output};

const FORMAT: Format = Format {
    name: "epub",
    summary: "EPUB 3.3, one article or a collection as a book",
    extension: "epub",
    media_type: "application/epub+zip",
};

#[derive(Debug)]
pub(super) struct Epub;

/// `[emit.epub]` in a settings file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    /// What the book is called, instead of what its articles or channel are.
    title: Option<String>,
    /// What is on the cover.
    cover: Cover,
    /// Put the articles into the book as data too, in their own form, for whoever
    /// takes it out of the archive: `EPUB/offprint.json`, or `EPUB/record/` in a
    /// collection, which the JSON loader reads. Books themselves are not read.
    /// Unless it is said, only a single article is put in.
    record: Option<bool>,
    /// How many levels of a single article's headings to list in the table of
    /// contents.
    depth: u8,
    /// Gather the notes about authors on a page at the end of a collection, each
    /// person's once. Unless it is said, they are if there are any.
    contributors: Option<bool>,
    /// The series that the book is a part of.
    series: Option<String>,
    /// Which part of the series it is: `3`, or `3.1`.
    position: Option<Position>,
    /// Make pictures smaller that are wider or higher than so many pixels, of which
    /// there must be at least [`SMALLEST`].
    #[serde(deserialize_with = "pixels")]
    max_image: Option<u32>,
    /// Take out of pictures what cameras and programs wrote beside them, such
    /// as the place where they were taken.
    bare_images: bool,
    /// The address of a font to draw the cover with.
    cover_font: Option<String>,
}

/// To how few pixels pictures may be made smaller.
const SMALLEST: u32 = 16;

fn pixels<'de, D: Deserializer<'de>>(
    from: D,
) -> std::result::Result<Option<u32>, D::Error> {
    match Option::deserialize(from)? {
        Some(few @ ..SMALLEST) => {
            let wanted = format!("at least {SMALLEST} pixels");
            Err(D::Error::invalid_value(Unexpected::Unsigned(few.into()), &&*wanted))
        }
        it => Ok(it),
    }
}

/// A place in a series.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
enum Position {
    Number(serde_json::Number),
    Text(String),
}

impl std::fmt::Display for Position {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(it) => it.fmt(f),
            Self::Text(it) => f.write_str(it),
        }
    }
}

/// What is on the cover of a book.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Cover {
    /// The channel's picture, a single article's own picture or, without
    /// either, the title.
    #[default]
    Auto,
    /// The title, whatever pictures there are.
    Drawn,
    /// Nothing: there is no cover.
    None,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            title: None,
            cover: Cover::Auto,
            record: None,
            depth: 2,
            contributors: None,
            series: None,
            position: None,
            max_image: None,
            bare_images: false,
            cover_font: None,
        }
    }
}

impl Emitter for Epub {
    fn format(&self) -> Format {
        FORMAT
    }

    fn defaults(&self) -> Value {
        serde_json::to_value(Options::default()).unwrap_or_default()
    }

    fn emit(&self, cx: &mut Context<'_>, edition: &Edition) -> Result<Output> {
        let mut plan = Plan::default();
        for article in &edition.articles {
            plan.add(article, None);
        }
        let mut load = |at: usize| Ok(Cow::Borrowed(&edition.articles[at]));
        let (bytes, _) = write(cx, &edition.channel, &plan, &mut load, Vec::new())?;
        Ok(Output::single(FORMAT, cx.stem, bytes))
    }
}

#[cfg(test)]
mod tests;
