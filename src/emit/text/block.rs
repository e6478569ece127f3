//! Blocks to chunks of lines.

use std::collections::BTreeMap;

use crate::{
    article::{
        Aside, AsideKind, Block, Body, Code as Listing, Definition, Embed, Figure,
        Heading, Image, Inline, List,
    },
    emit::Images,
    render::{Words, is_labelled},
    report::{Code, Report},
};

use super::{
    Flowed, Options,
    layout::{Chunk, Line, inset, quote, underlined, wrap},
    table,
};

/// Writes the blocks of one article.
pub(super) struct Writer<'a> {
    pub(super) options: &'a Options,
    pub(super) images: Images,
    pub(super) words: &'a Words,
    pub(super) report: &'a mut Report,
    /// Addresses in the order of their numbers.
    pub(super) links: Vec<String>,
    pub(super) numbers: BTreeMap<String, usize>,
    /// How many columns are taken by what is around.
    pub(super) indent: usize,
}

/// The narrowest column of text, however deep it is set in.
const NARROWEST: usize = 20;

impl<'a> Writer<'a> {
    pub(super) fn new(
        options: &'a Options,
        images: Images,
        words: &'a Words,
        report: &'a mut Report,
    ) -> Self {
        let (links, numbers) = (Vec::new(), BTreeMap::new());
        Self { options, images, words, report, links, numbers, indent: 0 }
    }

    /// Returns how many columns a line may have here, or 0 for any number.
    pub(super) fn width(&self) -> usize {
        match self.options.width {
            0 => 0,
            // A line that goes on ends in a space, which counts.
            width if self.options.flowed == Flowed::No => {
                width.saturating_sub(self.indent).max(NARROWEST)
            }
            width => width.saturating_sub(self.indent + 3).max(NARROWEST),
        }
    }

    pub(super) fn wrapped(&self, text: &str) -> Chunk {
        if text.is_empty() {
            return Chunk::new();
        }
        wrap(text, self.width(), self.options.flowed)
    }

    /// Writes inlines as a paragraph.
    pub(super) fn paragraph(&mut self, inlines: &[Inline]) -> Chunk {
        let text = self.text(inlines);
        self.wrapped(&text)
    }

    /// Runs with fewer columns, and sets what comes out in.
    pub(super) fn inside(
        &mut self,
        first: &str,
        rest: &str,
        run: impl FnOnce(&mut Self) -> Vec<Chunk>,
    ) -> Vec<Chunk> {
        self.indent += rest.len();
        let chunks = run(self);
        self.indent -= rest.len();
        let mut chunks: Vec<Chunk> =
            chunks.into_iter().filter(|it| !it.is_empty()).collect();
        if chunks.is_empty() {
            chunks.push(vec![Line::default()]);
        }
        inset(chunks, first, rest, self.options.flowed)
    }

    /// Writes the text and the notes it calls.
    pub(super) fn body(&mut self, body: &Body) -> Vec<Chunk> {
        let mut out = self.blocks(&body.blocks);
        if body.notes.is_empty() {
            return out;
        }
        out.push(self.heading_line(self.words.notes));
        // As wide as the widest number, with a space after it.
        let width = format!("[{}]", body.notes.len()).len().max(3) + 1;
        let rest = " ".repeat(width);
        for (i, note) in body.notes.iter().enumerate() {
            let first = format!("{:width$}", format!("[{}]", i + 1));
            out.extend(self.inside(&first, &rest, |it| it.blocks(&note.blocks)));
        }
        out
    }

    pub(super) fn heading_line(&self, text: &str) -> Chunk {
        underlined(text, "-", self.width(), self.options.flowed)
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) -> Vec<Chunk> {
        let mut out = Vec::new();
        for block in blocks {
            out.extend(self.block(block));
        }
        out.retain(|it: &Chunk| !it.is_empty());
        out
    }

    fn block(&mut self, block: &Block) -> Vec<Chunk> {
        match block {
            Block::Paragraph { content } => vec![self.paragraph(content)],
            Block::Heading(it) => vec![self.heading(it)],
            Block::List(it) => self.list(it),
            Block::Definitions { items } => self.definitions(items),
            Block::Quote { blocks, attribution } => self.quote(blocks, attribution),
            Block::Code(it) => vec![self.code(it)],
            Block::Image(it) => vec![self.image(it)],
            Block::Figure(it) => self.figure(it),
            Block::Embed(it) => self.embed(it),
            Block::Table(it) => table::write(self, it),
            Block::Math(it) => {
                let text = self.formula(it);
                let lines = text.split('\n').map(Line::new).collect();
                inset(vec![lines], "    ", "    ", self.options.flowed)
            }
            Block::Aside(it) => self.aside(it),
            Block::Rule => vec![vec![Line::new("*       *       *")]],
        }
    }

    fn heading(&mut self, heading: &Heading) -> Chunk {
        let text = self.text(&heading.content).replace('\n', " ");
        if heading.level <= 1 && !text.is_empty() {
            return self.heading_line(&text);
        }
        self.wrapped(&text)
    }

    fn list(&mut self, list: &List) -> Vec<Chunk> {
        let flowed = self.options.flowed;
        let tight = list.items.iter().all(|it| it.blocks.len() < 2);
        let mut out: Vec<Chunk> = Vec::new();
        let first = list.start.unwrap_or_default();
        for (number, item) in (i128::from(first)..).zip(&list.items) {
            let mut mark = match list.start {
                None => "- ".to_owned(),
                Some(_) => format!("{number}. "),
            };
            if let Some(ticked) = item.ticked {
                mark.push_str(if ticked { "[x] " } else { "[ ] " });
            }
            let rest = " ".repeat(mark.len());
            let chunks = self.inside(&mark, &rest, |it| it.blocks(&item.blocks));
            match out.last_mut() {
                Some(last) if tight && chunks.len() == 1 => {
                    // Lines that may be put together must not run into the next item.
                    if let Some(line) = last.last_mut() {
                        line.goes_on = None;
                    }
                    last.extend(chunks.into_iter().flatten());
                }
                _ => out.extend(chunks),
            }
        }
        _ = flowed;
        out
    }

    fn definitions(&mut self, items: &[Definition]) -> Vec<Chunk> {
        let mut out = Vec::new();
        for item in items {
            let mut chunk = Chunk::new();
            for term in &item.terms {
                chunk.extend(self.paragraph(term));
            }
            for (i, sense) in item.senses.iter().enumerate() {
                let mut chunks =
                    self.inside("    ", "    ", |it| it.blocks(sense)).into_iter();
                if i == 0 {
                    chunk.extend(chunks.next().unwrap_or_default());
                }
                out.push(std::mem::take(&mut chunk));
                out.extend(chunks);
            }
            out.push(chunk);
        }
        out
    }

    fn quote(&mut self, blocks: &[Block], attribution: &[Inline]) -> Vec<Chunk> {
        let run = |it: &mut Self| {
            let mut out = it.blocks(blocks);
            if !attribution.is_empty() {
                let from = it.text(attribution);
                out.push(it.wrapped(&format!("— {from}")));
            }
            out
        };
        if self.options.flowed == Flowed::No {
            self.inside("    ", "    ", run)
        } else {
            self.indent += 2;
            let out = run(self);
            self.indent -= 2;
            quote(out, 1)
        }
    }

    fn code(&mut self, code: &Listing) -> Chunk {
        let lines = code.text.split('\n').map(|it| Line::new(expanded(it)));
        inset(vec![lines.collect()], "    ", "    ", self.options.flowed)
            .pop()
            .unwrap_or_default()
    }

    fn image(&mut self, image: &Image) -> Chunk {
        let text = self.picture(image, "");
        self.wrapped(&text)
    }

    fn figure(&mut self, figure: &Figure) -> Vec<Chunk> {
        let caption = self.text(&figure.caption);
        let credit = self.text(&figure.credit);
        let credit = match (credit.is_empty(), self.words.language) {
            (false, "en") if !is_labelled(&credit) => format!("Photo: {credit}"),
            _ => credit,
        };
        let below = match (caption.is_empty(), credit.is_empty()) {
            (false, false) => format!("{caption} {credit}"),
            _ => format!("{caption}{credit}"),
        };
        if let [Block::Image(image)] = &*figure.content {
            let text = self.picture(image, &below);
            let mut chunk = self.wrapped(&text);
            if !image.alt.trim().is_empty() {
                if let Some(line) = chunk.last_mut() {
                    line.goes_on = None;
                }
                chunk.extend(self.wrapped(&below));
            }
            return vec![chunk];
        }
        let mut out = self.blocks(&figure.content);
        out.push(self.wrapped(&below));
        out
    }

    fn embed(&mut self, embed: &Embed) -> Vec<Chunk> {
        self.report.add(Code::EmbedLinked, embed.url.as_str());
        let label = self.words.embed(embed.kind);
        let mut said = Vec::new();
        said.extend(embed.title.clone());
        said.extend(embed.provider.clone());
        let text = match said.is_empty() {
            true => format!("[{label}]"),
            false => format!("[{label}: {}]", said.join(", ")),
        };
        let mut chunk = self.wrapped(&text);
        chunk.push(Line::new(embed.url.as_str()));
        if let Some(poster) = &embed.poster {
            chunk.extend(self.image(poster));
        }
        let mut out = vec![chunk];
        if !embed.fallback.is_empty() {
            out.extend(self.inside("    ", "    ", |it| it.blocks(&embed.fallback)));
        }
        out
    }

    fn aside(&mut self, aside: &Aside) -> Vec<Chunk> {
        let title = self.text(&aside.title);
        let margin = match aside.kind {
            AsideKind::Box | AsideKind::Warning | AsideKind::Editorial
                if self.options.flowed == Flowed::No =>
            {
                "| "
            }
            AsideKind::Box
            | AsideKind::Warning
            | AsideKind::Editorial
            | AsideKind::PullQuote => "    ",
        };
        let chunks = self.inside(margin, margin, |it| {
            let mut out = vec![it.wrapped(&title)];
            out.extend(it.blocks(&aside.blocks));
            out
        });
        if margin != "| " {
            return chunks;
        }
        // The rule at the side is not broken between paragraphs.
        let mut joined = Chunk::new();
        for chunk in chunks {
            if !joined.is_empty() {
                joined.push(Line::new("|"));
            }
            joined.extend(chunk);
        }
        vec![joined]
    }
}

/// Returns a line with its tabs as spaces.
fn expanded(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut column = 0;
    for c in line.chars() {
        if c == '\t' {
            let more = 4 - column % 4;
            out.push_str(&" ".repeat(more));
            column += more;
        } else {
            out.push(c);
            column += 1;
        }
    }
    out
}
