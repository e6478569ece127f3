//! Text to lines, and lines to chunks and paragraphs.

use unicode_width::UnicodeWidthStr;

use crate::article::{Block, Inline};

/// Lines longer than this are paragraphs.
const SCREEN: usize = 110;

/// How many words a line has at least that is long for its words.
const WORDS: usize = 12;

/// A line, without the spaces around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// How far in it begins.
    pub(super) indent: usize,
    pub(super) text: String,
}

/// The lines of a file.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) lines: Vec<Line>,
    /// Whether a line is a paragraph.
    pub(super) long: bool,
    /// How wide the widest line is.
    pub(super) width: usize,
}

/// Lines with nothing blank between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Chunk {
    pub(super) lines: Vec<Line>,
    pub(super) long: bool,
    pub(super) width: usize,
}

impl Text {
    pub(super) fn new(text: &str) -> Self {
        let mut lines = Vec::new();
        for line in text.trim_start_matches('\u{feff}').lines() {
            let line = line.trim_end();
            let mut indent = 0;
            let mut start = line.len();
            for (at, c) in line.char_indices() {
                match c {
                    '\t' => indent = (indent / 8 + 1) * 8,
                    it if it.is_whitespace() => indent += 1,
                    _ => {
                        start = at;
                        break;
                    }
                }
            }
            let words: Vec<&str> = line[start..].split_whitespace().collect();
            let text: String =
                words.join(" ").chars().filter(|it| !it.is_control()).collect();
            lines.push(Line { indent, text });
        }
        let widths = || lines.iter().map(|it| it.indent + it.text.width());
        let width = widths().max().unwrap_or_default();
        // An address may be long; words are only if a line is a paragraph.
        let long = lines
            .iter()
            .any(|it| SCREEN < it.text.width() && WORDS < it.text.split(' ').count());
        let width = if long { 0 } else { width.min(SCREEN) };
        Self { lines, long, width }
    }

    /// Returns the chunks among some of the lines.
    pub(super) fn chunks(&self, places: &[usize]) -> Vec<Chunk> {
        let mut out: Vec<Chunk> = Vec::new();
        let mut before: Option<usize> = None;
        for &at in places {
            let line = &self.lines[at];
            if line.text.is_empty() {
                before = None;
                continue;
            }
            let joins = before.is_some_and(|it| it + 1 == at) && !self.long;
            before = Some(at);
            match out.last_mut() {
                Some(last) if joins => last.lines.push(line.clone()),
                _ => out.push(Chunk {
                    lines: vec![line.clone()],
                    long: self.long,
                    width: self.width,
                }),
            }
        }
        out
    }
}

impl Chunk {
    pub(super) fn first(&self) -> &str {
        self.lines.first().map_or("", |it| &it.text)
    }

    pub(super) fn indent(&self) -> usize {
        self.lines.iter().map(|it| it.indent).min().unwrap_or_default()
    }

    /// Returns the text as one line.
    pub(super) fn flat(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|it| it.text.as_str()).collect();
        lines.join(" ")
    }

    /// Returns what stands over a line of signs.
    pub(super) fn heading(&self) -> Option<String> {
        let (last, text) = self.lines.split_last()?;
        let widest = text.iter().map(|it| it.text.width()).max()?;
        let near = last.text.width().abs_diff(widest) <= 2;
        (near && 2 < last.text.len() && is_underline(&last.text))
            .then(|| text.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" "))
    }
}

/// Returns whether a text is one sign over and over.
pub(super) fn is_underline(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    matches!(first, Some('-' | '=' | '~' | '*' | '_' | '—'))
        && chars.all(|it| Some(it) == first)
}

/// Returns the number of an item, if it has one, and its text.
pub(super) fn marker(text: &str) -> Option<(Option<i64>, &str)> {
    let bullet = ["• ", "· ", "◦ ", "▪ ", "* ", "- ", "+ ", "– "];
    if let Some(rest) = bullet.iter().find_map(|it| text.strip_prefix(it)) {
        return Some((None, rest));
    }
    let end = text.find(|it: char| !it.is_ascii_digit())?;
    let rest =
        text[end..].strip_prefix(". ").or_else(|| text[end..].strip_prefix(") "))?;
    let number = text[..end].parse().ok()?;
    (end <= 4).then_some((Some(number), rest))
}

/// Puts lines together again; a line that ends before it had to stays one.
pub(super) fn paragraph(chunk: &Chunk) -> Block {
    let mut content: Vec<Inline> = Vec::new();
    let mut text = String::new();
    for (i, line) in chunk.lines.iter().enumerate() {
        if i != 0 {
            let before = &chunk.lines[i - 1];
            let word = line.text.split(' ').next().unwrap_or_default();
            let whole = before.indent + before.text.width() + 1 + word.width();
            let ends = chunk.long || whole + 4 < chunk.width.min(72);
            if ends {
                content.push(Inline::text(std::mem::take(&mut text)));
                content.push(Inline::Break);
            } else if !is_ideograph(before.text.chars().next_back())
                || !is_ideograph(line.text.chars().next())
            {
                text.push(' ');
            }
        }
        text.push_str(&line.text);
    }
    content.push(Inline::text(text));
    Block::Paragraph { content }
}

/// Returns whether no space is written next to a character.
fn is_ideograph(c: Option<char>) -> bool {
    matches!(
        c,
        Some('\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
    )
}
