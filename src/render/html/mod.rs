//! An article's parts as markup, for web pages, feeds and books.
//!
//! This is the one place that turns the model into HTML. What comes out is
//! written from the model alone, so nothing that could run can come through; it
//! is XHTML in syntax, so a browser and an XML parser read the same. What
//! differs between a page, a feed and a book is a [`Dialect`]; what becomes of
//! addresses is asked of a [`Resolve`].

mod address;
mod block;
mod discussion;
mod embed;
mod front;
mod ids;
mod inline;
mod math;
mod people;
mod table;

use std::{borrow::Cow, mem};

use crate::{
    article::{Address, Article, Body, Image},
    report::{Code, Report},
};

use super::{Markup, Words, is_right_to_left};

pub(crate) use self::address::{safe_image, safe_link};

/// The kind of document that markup is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Dialect {
    /// A web page, with microformats and a stylesheet.
    Page,
    /// A feed's item: no stylesheet, and readers that strip what they do not
    /// know.
    Feed,
    /// A book's chapter: XHTML, with the semantics of EPUB.
    Epub,
}

/// What becomes of addresses.
pub(crate) trait Resolve {
    /// Returns what a link goes to; nothing, if only its text is to be printed.
    fn link(&mut self, address: &Address) -> Option<String>;

    /// Returns where a picture is; nothing, if its description is to be printed
    /// in its place, with a link to it.
    fn image(&mut self, image: &Image) -> Option<String>;

    /// Returns what a link to an id in the same piece of markup goes to; nothing,
    /// if only its text is to be printed.
    fn fragment(&mut self, id: &str) -> Option<String> {
        Some(format!("#{id}"))
    }
}

/// A heading of the text, as it was printed.
#[derive(Clone, Debug)]
pub(crate) struct Section {
    /// 1 for a section of the article, 2 for a part of that, and so on, none
    /// skipped.
    pub(crate) depth: u8,
    /// Its id in the document.
    pub(crate) id: String,
    /// What it says.
    pub(crate) title: String,
}

/// A writer of one article's parts, each where its method is called.
pub(crate) struct Printer<'a> {
    dialect: Dialect,
    article: &'a Article,
    words: &'static Words,
    /// Whether the article runs from right to left.
    right_to_left: bool,
    /// Stands before every id, so that several articles can share a document.
    prefix: String,
    /// The level of the highest heading printed.
    top: u8,
    /// The levels of the sections that are open, as the model has them.
    outline: Vec<u8>,
    sections: Vec<Section>,
    ids: ids::Ids,
    /// How often each note has been called so far.
    calls: Vec<usize>,
    place: Place,
    resolve: &'a mut dyn Resolve,
    report: &'a mut Report,
    has_mathml: bool,
    out: Markup,
}

/// What surrounds the thing being printed, as far as it limits what may stand
/// in it.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each holds or not by itself")]
struct Place {
    /// In the body or its notes, where notes can be called.
    body: bool,
    /// In a link, which may not hold another.
    link: bool,
    /// In a cell that names others, which may not hold headings or sections.
    label: bool,
    /// In a figure already.
    figure: bool,
    /// In the notice, where a link to the first printing is marked as one.
    notice: bool,
}

impl<'a> Printer<'a> {
    /// Creates a printer for an article's parts. Headings start at `h2`, under a
    /// headline that the caller prints.
    pub(crate) fn new(
        dialect: Dialect,
        article: &'a Article,
        resolve: &'a mut dyn Resolve,
        report: &'a mut Report,
    ) -> Self {
        let language = article.metadata.language.as_deref();
        Self {
            dialect,
            article,
            words: Words::of(language),
            right_to_left: language.is_some_and(is_right_to_left),
            prefix: String::new(),
            top: 2,
            outline: Vec::new(),
            sections: Vec::new(),
            ids: ids::Ids::of(&article.body),
            calls: vec![0; article.body.notes.len()],
            place: Place::default(),
            resolve,
            report,
            has_mathml: false,
            out: Markup::default(),
        }
    }

    /// Puts a prefix before every id. It must begin with a letter.
    pub(crate) fn prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// Sets the level of the highest heading printed.
    pub(crate) fn top(mut self, top: u8) -> Self {
        self.top = top.clamp(1, 6);
        self
    }

    /// Prints the text, without its notes.
    pub(crate) fn body(&mut self) {
        self.place.body = true;
        self.outline.clear();
        self.blocks(&self.article.body.blocks);
        self.place.body = false;
    }

    /// Prints the notes. In a book they belong right after the text, in the same
    /// file, where readers make pop-ups of them.
    pub(crate) fn notes(&mut self) {
        let notes = &self.article.body.notes;
        if notes.is_empty() {
            return;
        }
        self.place.body = true;
        if self.dialect != Dialect::Epub {
            let tag = self.out.tag("section").attr("class", "footnotes");
            tag.attr("role", "doc-endnotes").open();
            self.out.line();
            self.heading_line(self.words.notes);
            self.out.open("ol");
            self.out.line();
        }
        for (i, note) in notes.iter().enumerate() {
            self.note(i, &note.blocks);
        }
        if self.dialect != Dialect::Epub {
            self.out.close_line();
            self.out.close_line();
        }
        self.place.body = false;
    }

    /// Returns the headings of the text printed so far.
    pub(crate) fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// Returns whether any formula was printed as MathML.
    pub(crate) fn has_mathml(&self) -> bool {
        self.has_mathml
    }

    /// Returns what has been printed since the last call.
    pub(crate) fn take(&mut self) -> Markup {
        let out = mem::take(&mut self.out);
        if out.replaced() > 0 {
            let subject =
                format!("{} in “{}”", out.replaced(), self.article.metadata.title);
            self.report.add(Code::CharactersReplaced, subject);
        }
        out
    }

    /// Returns what has been printed.
    pub(crate) fn into_markup(mut self) -> Markup {
        self.take()
    }

    /// Returns an id with this article's prefix.
    pub(crate) fn id(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Prints a heading of the program's own at the highest level.
    fn heading_line(&mut self, text: &str) {
        self.out.tag(heading(self.top)).around(text);
        self.out.line();
    }

    /// Prints something whose headings stand under a heading of their own.
    fn under(&mut self, print: impl FnOnce(&mut Self)) {
        let outline = mem::take(&mut self.outline);
        let below = (self.top + 1).min(6);
        let top = mem::replace(&mut self.top, below);
        print(self);
        self.top = top;
        self.outline = outline;
    }

    /// Prints something in another place.
    fn at(&mut self, place: Place, print: impl FnOnce(&mut Self)) {
        let old = mem::replace(&mut self.place, place);
        print(self);
        self.place = old;
    }

    /// Returns what a link goes to, if it may be printed.
    fn target(&mut self, address: &Address) -> Option<String> {
        if let Address::Local(local) = address
            && let Some(name) = local.strip_prefix('#')
        {
            if let Some(id) = self.ids.target(name) {
                let id = self.id(&id);
                return self.resolve.fragment(&id);
            }
            let target = self.resolve.link(address).filter(|it| safe_link(it));
            if target.is_none() {
                self.report.add(Code::DeadLink, address.as_str());
            }
            return target;
        }
        let target = self.resolve.link(address)?;
        if safe_link(&target) {
            return Some(target);
        }
        self.report.add(Code::AddressDropped, target);
        None
    }

    /// Returns where a picture is, if it may be printed.
    fn source(&mut self, image: &Image) -> Option<String> {
        let source = self.resolve.image(image)?;
        if safe_image(&source) {
            return Some(source);
        }
        self.report.add(Code::AddressDropped, shortened(&source));
        None
    }
}

/// Returns the names that links to places in a text may spell, each with the id
/// that the place has in print. They are in the order of the names.
pub(crate) fn anchors(body: &Body) -> Vec<(String, String)> {
    ids::Ids::of(body).pairs()
}

/// Returns the name of a heading's element.
fn heading(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// Returns the beginning of a text that may be very long.
fn shortened(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(80) {
        Some((at, _)) => Cow::Owned(format!("{}…", &text[..at])),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests;
