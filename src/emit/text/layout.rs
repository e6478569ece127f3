//! Lines: how paragraphs are broken, set in and joined to a page.

use textwrap::{
    Options as Wrap, WordSeparator, WordSplitter,
    core::{Word, display_width},
};

use super::Flowed;

/// One line of the page.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// How many `>` stand before it.
    pub(super) quotes: usize,
    /// What stands between those and the text.
    pub(super) margin: String,
    /// The text.
    pub(super) text: String,
    /// Whether the next line goes on with the same paragraph, and whether a
    /// space is between the two.
    pub(super) goes_on: Option<Gap>,
}

/// What is between a line and the one that goes on with it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Gap {
    /// A space.
    Space,
    /// Nothing: the break is between ideographs.
    Nothing,
}

/// Lines that have no blank line between them.
pub(super) type Chunk = Vec<Line>;

/// Chunks with a blank line between them.
#[derive(Debug, Default)]
pub(super) struct Page {
    chunks: Vec<Chunk>,
}

impl Page {
    pub(super) fn add(&mut self, chunks: Vec<Chunk>) {
        self.chunks.extend(chunks.into_iter().filter(|it| !it.is_empty()));
    }

    /// Returns the page, with the last line ended.
    pub(super) fn print(&self, flowed: Flowed) -> String {
        let mut out = String::new();
        for (i, chunk) in self.chunks.iter().enumerate() {
            if i != 0 {
                // Between parts of one quotation the line is part of it.
                let before = self.chunks[i - 1].last().map_or(0, |it| it.quotes);
                let quotes = before.min(chunk.first().map_or(0, |it| it.quotes));
                out.push_str(&">".repeat(quotes));
                out.push('\n');
            }
            for line in chunk {
                line.print(flowed, &mut out);
            }
        }
        out
    }
}

impl Line {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    fn print(&self, flowed: Flowed, out: &mut String) {
        out.push_str(&">".repeat(self.quotes));
        let start = out.len();
        out.push_str(&self.margin);
        out.push_str(&self.text);
        let text = &out[start..];
        // What could be taken for a quotation or an end is set in by a space.
        let stuffed = flowed != Flowed::No
            && (text.starts_with([' ', '>']) || text.starts_with("From "));
        if (0 < self.quotes && !text.is_empty()) || (stuffed && self.quotes == 0) {
            out.insert(start, ' ');
        }
        let end = out.trim_end_matches(' ').len();
        if start <= end {
            out.truncate(end);
        }
        match (flowed, self.goes_on) {
            (Flowed::Yes, Some(Gap::Space)) | (Flowed::DelSp, Some(Gap::Nothing)) => {
                out.push(' ');
            }
            (Flowed::DelSp, Some(Gap::Space)) => out.push_str("  "),
            (Flowed::Yes, Some(Gap::Nothing)) | (Flowed::No, _) | (_, None) => (),
        }
        out.push('\n');
    }
}

/// The farthest that a line of a poem is set in.
const FARTHEST: usize = 16;

/// Breaks a paragraph into lines. A `\n` in it is always kept, and so is how far the
/// line after it is set in, as in a poem.
pub(super) fn wrap(text: &str, width: usize, flowed: Flowed) -> Chunk {
    let mut out = Chunk::new();
    for (i, line) in text.split('\n').enumerate() {
        let (whole, line) = (line, line.trim());
        let inset = match i {
            0 => 0,
            _ => whole.chars().take_while(|it| it.is_whitespace()).count().min(FARTHEST),
        };
        let margin = if line.is_empty() { String::new() } else { " ".repeat(inset) };
        let set_in = |text: &str| Line { margin: margin.clone(), ..Line::new(text) };
        if width == 0 || inset + display_width(line) <= width {
            out.push(set_in(line));
            continue;
        }
        let width = width.saturating_sub(inset).max(1);
        let separator = match flowed {
            Flowed::Yes => WordSeparator::AsciiSpace,
            Flowed::No | Flowed::DelSp => WordSeparator::Custom(words),
        };
        let options = Wrap::new(width)
            .break_words(false)
            .word_separator(separator)
            .word_splitter(WordSplitter::NoHyphenation);
        let (mut at, mut begun) = (0, false);
        for piece in textwrap::wrap(line, options) {
            // The gap before a piece is what its text skips.
            let found = line[at..].find(&*piece).map_or(at, |it| at + it);
            if let Some(last) = out.last_mut()
                && begun
            {
                let gap =
                    if line[at..found].is_empty() { Gap::Nothing } else { Gap::Space };
                last.goes_on = Some(gap);
            }
            at = found + piece.len();
            out.push(match begun && flowed != Flowed::No {
                // Readers that put lines together again would find spaces within.
                true => Line::new(&*piece),
                false => set_in(&piece),
            });
            begun = true;
        }
    }
    out
}

/// Finds words at spaces, and inside those in scripts that have none, at the
/// breaks of Unicode.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let whole = WordSeparator::AsciiSpace.find_words(line);
    Box::new(whole.flat_map(|it| {
        let wide = it
            .word
            .chars()
            .any(|c| 1 < unicode_width::UnicodeWidthChar::width(c).unwrap_or(0));
        if !wide {
            return vec![it];
        }
        let mut parts: Vec<Word<'_>> =
            WordSeparator::UnicodeBreakProperties.find_words(it.word).collect();
        if let Some(last) = parts.last_mut() {
            last.whitespace = it.whitespace;
        }
        parts
    }))
}

/// Sets chunks in: one margin before the first line, another before the rest.
///
/// A line that goes on in a paragraph has no margin where readers put lines
/// together again.
pub(super) fn inset(
    chunks: Vec<Chunk>,
    first: &str,
    rest: &str,
    flowed: Flowed,
) -> Vec<Chunk> {
    let mut out = Vec::new();
    let mut begun = false;
    for mut chunk in chunks {
        let mut goes_on = false;
        for line in &mut chunk {
            let margin = if begun { rest } else { first };
            begun = true;
            if !(goes_on && flowed != Flowed::No) {
                line.margin.insert_str(0, margin);
            }
            goes_on = line.goes_on.is_some();
        }
        out.push(chunk);
    }
    out
}

/// Puts a `>` before every line.
pub(super) fn quote(mut chunks: Vec<Chunk>, depth: usize) -> Vec<Chunk> {
    for line in chunks.iter_mut().flatten() {
        line.quotes += depth;
    }
    chunks
}

/// Returns a line and a line of signs under it, as long as it is wide.
pub(super) fn underlined(text: &str, sign: &str, width: usize, flowed: Flowed) -> Chunk {
    let mut chunk = wrap(text, width, flowed);
    let longest =
        chunk.iter().map(|it| display_width(&it.text)).max().unwrap_or_default();
    for line in &mut chunk {
        line.goes_on = None;
    }
    chunk.push(Line::new(sign.repeat(longest)));
    chunk
}
