//! Blocks to Markdown, one string each, without the blank lines between them.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{
    article::{
        Block, Body, Code as Listing, Heading, Image, Inline, Math, Piece, walk_blocks,
    },
    emit::Images,
    report::{Code, Report},
};

use super::{
    Links, Options,
    inline::{self, Place, longest},
    table,
};

/// The deepest heading that Markdown has.
const DEEPEST: u8 = 6;

/// Writes the blocks of one article and keeps what they cannot show.
pub(super) struct Writer<'a> {
    pub(super) options: &'a Options,
    pub(super) images: Images,
    pub(super) report: &'a mut Report,
    /// How far headings are moved down.
    pub(super) demote: u8,
    /// What is known of embeds, pictures, formulas and headings besides what
    /// the text shows.
    pub(super) asides: Known,
    /// Where pictures that were copied are now.
    copied: &'a HashMap<String, String>,
    /// How many columns of the line are taken by what is around.
    indent: usize,
    nested: usize,
    /// Addresses of reference links, in the order of their numbers.
    references: Vec<String>,
}

/// What is known of things in the text besides what the text shows.
#[derive(Debug, Default)]
pub(in crate::emit) struct Known {
    pub(super) embeds: Vec<Value>,
    pub(super) images: Vec<Value>,
    /// Formulas in TeX.
    pub(super) formulas: Vec<Value>,
    /// Formulas on lines of their own in `MathML`.
    pub(super) mathml: Vec<Value>,
    pub(super) headings: Vec<Value>,
    /// Headings seen so far.
    count: usize,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        options: &'a Options,
        images: Images,
        copied: &'a HashMap<String, String>,
        report: &'a mut Report,
    ) -> Self {
        Self {
            options,
            images,
            report,
            demote: 1,
            asides: Known::default(),
            copied,
            indent: 0,
            nested: 0,
            references: Vec::new(),
        }
    }

    /// Returns how many columns a line may have here, or 0 for any number.
    pub(super) fn width(&self) -> usize {
        match self.options.width {
            0 => 0,
            width => width.saturating_sub(self.indent).max(20),
        }
    }

    pub(super) fn has_references(&self) -> bool {
        self.options.links == Links::Reference
    }

    /// Returns the number of a link that is written by reference.
    pub(super) fn reference(&mut self, target: &str, place: Place) -> Option<usize> {
        if !self.has_references() || place == Place::Cell {
            return None;
        }
        let found = self.references.iter().position(|it| it == target);
        let at = found.unwrap_or_else(|| {
            self.references.push(target.to_owned());
            self.references.len() - 1
        });
        Some(at + 1)
    }

    /// Returns the definitions of the reference links so far.
    pub(super) fn definitions(&mut self) -> String {
        let mut out = String::new();
        for (i, target) in std::mem::take(&mut self.references).iter().enumerate() {
            let line = format!("[{}]: {target}\n", i + 1);
            out.push_str(&line);
        }
        out
    }

    /// Returns where a picture is, seen from the output.
    pub(super) fn place_of<'b>(&'b self, image: &'b Image) -> &'b str {
        let address = image.address.as_str();
        self.copied.get(address).map_or(address, String::as_str)
    }

    /// Returns the address of a picture as the output names it, or nothing if
    /// pictures are left out.
    pub(super) fn picture(&mut self, image: &Image) -> Option<String> {
        let address = image.address.as_str();
        let place = self.place_of(image);
        let mut known = json!({ "src": place });
        if place != address {
            known["from"] = address.into();
        }
        if let Some((width, height)) = image.size {
            known["width"] = width.into();
            known["height"] = height.into();
        }
        let place = place.to_owned();
        self.asides.images.push(known);
        if self.images == Images::None {
            self.report.add(Code::ImageLinked, address);
            return None;
        }
        Some(place)
    }

    /// Returns the TeX of a formula, or how else it is written.
    pub(super) fn formula(&mut self, math: &Math) -> Result<String, String> {
        if let Some(tex) = inline::tex(math) {
            let tex = inline::inert(tex);
            let mut known = json!({ "source": tex.replace('\n', " ") });
            if tex != math.source {
                known["tex"] = math.source.as_str().into();
            }
            if let Some(alt) = &math.alt {
                known["alt"] = alt.as_str().into();
            }
            self.asides.formulas.push(known);
            return Ok(tex);
        }
        self.report.add(Code::MathAsSource, &math.source);
        let text = math.alt.clone().unwrap_or_else(|| without_tags(&math.source));
        Err(inline::plain(&text))
    }

    /// Writes the text and the notes it calls.
    pub(super) fn body(&mut self, body: &Body) -> String {
        let mut parts = vec![self.blocks(&body.blocks)];
        // Readers leave out notes that nothing calls.
        let uncalled = uncalled(body);
        if !uncalled.is_empty() {
            let calls: Vec<_> =
                uncalled.iter().map(|it| format!("[^{}]", it + 1)).collect();
            parts.push(format!("<!-- offprint:notes -->\n\n{}", calls.join(" ")));
        }
        for (i, note) in body.notes.iter().enumerate() {
            let text = self.inside(4, |it| it.blocks(&note.blocks));
            parts.push(inset(&text, &format!("[^{}]: ", i + 1), "    "));
        }
        join(parts)
    }

    /// Writes blocks with a blank line between them.
    pub(super) fn blocks(&mut self, blocks: &[Block]) -> String {
        let mut parts = Vec::new();
        let mut before: Option<(bool, bool)> = None;
        let mut quoted = false;
        for block in blocks {
            // Many readers make one of two quotations that only a line parts.
            let quotes = matches!(block, Block::Quote { .. });
            if quotes && quoted {
                parts.push(("<!-- -->".to_owned(), false));
            }
            quoted = quotes;
            let text = match block {
                Block::List(it) => {
                    let ordered = it.start.is_some();
                    let other = before.is_some_and(|it| it.0 == ordered && !it.1);
                    let text = self.list(it, other);
                    if !text.is_empty() {
                        before = Some((ordered, other));
                    }
                    text
                }
                Block::Definitions { items } => {
                    let text = self.definition_list(items);
                    if matches!(parts.last(), Some((_, true))) {
                        parts.push(("<!-- -->".to_owned(), false));
                    }
                    parts.push((text, true));
                    before = None;
                    continue;
                }
                Block::Paragraph { .. }
                | Block::Heading(_)
                | Block::Quote { .. }
                | Block::Code(_)
                | Block::Image(_)
                | Block::Figure(_)
                | Block::Embed(_)
                | Block::Table(_)
                | Block::Math(_)
                | Block::Aside(_)
                | Block::Rule => {
                    let text = self.block(block);
                    if !text.is_empty() {
                        before = None;
                    }
                    text
                }
            };
            if !text.is_empty() {
                parts.push((text, false));
            }
        }
        join(parts.into_iter().map(|it| it.0))
    }

    pub(super) fn block(&mut self, block: &Block) -> String {
        match block {
            Block::Paragraph { content } => {
                inline::write(self, content, Place::Paragraph)
            }
            Block::Heading(it) => self.heading(it),
            Block::List(it) => self.list(it, false),
            Block::Definitions { items } => self.definition_list(items),
            Block::Quote { blocks, attribution } => self.quote(blocks, attribution),
            Block::Code(it) => listing(it),
            Block::Image(it) => self.image(it),
            Block::Figure(it) => self.figure(it),
            Block::Embed(it) => self.embed(it),
            Block::Table(it) => table::write(self, it),
            Block::Math(it) => self.display(it),
            Block::Aside(it) => self.aside(it),
            Block::Rule if self.nested == 0 => "* * *".into(),
            Block::Rule => "___".into(),
        }
    }

    /// Runs with fewer columns.
    pub(super) fn inside<T>(
        &mut self,
        columns: usize,
        run: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.indent += columns;
        self.nested += 1;
        let out = run(self);
        self.nested -= 1;
        self.indent -= columns;
        out
    }

    fn heading(&mut self, heading: &Heading) -> String {
        self.asides.count += 1;
        let level = heading.level.saturating_add(self.demote);
        let mut known = json!({ "place": self.asides.count });
        if let Some(id) = &heading.id {
            known["id"] = id.as_str().into();
        }
        if DEEPEST < level {
            known["level"] = heading.level.into();
        }
        if known.get("id").is_some() || known.get("level").is_some() {
            self.asides.headings.push(known);
        }
        let hashes = "#".repeat(usize::from(level.clamp(1, DEEPEST)));
        let text = inline::write(self, &heading.content, Place::Heading);
        format!("{hashes} {text}").trim_end().to_owned()
    }

    fn quote(&mut self, blocks: &[Block], attribution: &[Inline]) -> String {
        let text = self.inside(2, |it| {
            let mut parts = vec![it.blocks(blocks)];
            if !attribution.is_empty() {
                let from = inline::write(it, attribution, Place::Paragraph);
                parts.push("<!-- offprint:attribution -->".into());
                parts.push(format!("— {from}"));
            }
            join(parts)
        });
        quoted(&text)
    }
}

pub(super) fn listing(code: &Listing) -> String {
    let language = code.language.as_deref().unwrap_or_default();
    let language: String =
        language.chars().map(|it| if it.is_whitespace() { '-' } else { it }).collect();
    let sign = if language.contains('`') { '~' } else { '`' };
    let fence = sign.to_string().repeat(longest(&code.text, sign).max(2) + 1);
    let language = language.replace('\\', "\\\\").replace('&', "\\&");
    let end = if code.text.is_empty() { "" } else { "\n" };
    format!("{fence}{language}\n{}{end}{fence}", code.text)
}

/// Returns the notes that have to be called so that none is left out: those that
/// neither the text calls nor a note that is called.
fn uncalled(body: &Body) -> Vec<usize> {
    let mut called = vec![false; body.notes.len()];
    let mut out = Vec::new();
    let reach = |blocks: &[Block], called: &mut [bool]| {
        let mut todo = vec![blocks];
        while let Some(blocks) = todo.pop() {
            walk_blocks(blocks, &mut |it| {
                if let Piece::Inline(Inline::NoteRef { note }) = it
                    && let Some(known) = called.get_mut(*note)
                    && !std::mem::replace(known, true)
                {
                    todo.push(&body.notes[*note].blocks);
                }
            });
        }
    };
    reach(&body.blocks, &mut called);
    for at in 0..body.notes.len() {
        if !called[at] {
            called[at] = true;
            out.push(at);
            reach(&body.notes[at].blocks, &mut called);
        }
    }
    out
}

pub(super) fn quoted(text: &str) -> String {
    if text.is_empty() { ">".into() } else { inset(text, "> ", "> ") }
}

/// Puts one thing in front of the first line and another in front of the rest,
/// neither of which leaves spaces on a blank line.
pub(super) fn inset(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::with_capacity(text.len() + first.len());
    for (i, line) in text.split('\n').enumerate() {
        let before = if i == 0 { first } else { rest };
        if i != 0 {
            out.push('\n');
        }
        out.push_str(if line.is_empty() { before.trim_end() } else { before });
        out.push_str(line);
    }
    out
}

/// Joins what is not empty with a blank line.
pub(super) fn join(parts: impl IntoIterator<Item = String>) -> String {
    let mut out = String::new();
    for part in parts {
        if part.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(&part);
    }
    out
}

/// Returns what markup says without its tags.
fn without_tags(markup: &str) -> String {
    let mut out = String::new();
    for (i, piece) in markup.split('<').enumerate() {
        out.push_str(if i == 0 {
            piece
        } else {
            piece.split_once('>').map_or("", |it| it.1)
        });
    }
    out
}
