//! Inlines to one paragraph of Markdown.
//!
//! Marks are written with signs where the rules of flanking let every reader
//! find them again, and with the element of the same meaning where not, so what
//! is read back is what was written.

mod escape;
mod line;
mod links;
mod spans;
mod target;

use std::{collections::HashMap, fmt::Write as _};

use crate::{
    article::{Inline, Mark, Piece, walk_inlines},
    emit::Images,
    report::Report,
};

use super::{Options, block::Writer};

use self::{
    escape::{Around, Signs},
    line::{close, guard, wrap},
};

pub(super) use self::{
    spans::{inert, longest, tex},
    target::target,
};

/// What Markdown takes for white space at the edges of a line.
const BLANK: &[char] = &[' ', '\t', '\n'];

/// Where a paragraph stands.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Place {
    /// On lines of its own.
    Paragraph,
    /// On one line, which cannot be broken.
    Line,
    /// On the line of a heading.
    Heading,
    /// In a cell of a pipe table.
    Cell,
}

/// A paragraph that is being written.
struct Run<'w, 'a> {
    writer: &'w mut Writer<'a>,
    out: String,
    /// Places of spaces in `out` where the line may be broken.
    breaks: Vec<usize>,
    signs: Signs,
    place: Place,
    linked: bool,
    /// Where the last code span ended in `out`.
    code_end: usize,
    /// Where the last formula ended in `out`.
    math_end: usize,
}

/// Writes a paragraph, wrapped if lines have a width.
pub(super) fn write(writer: &mut Writer<'_>, inlines: &[Inline], place: Place) -> String {
    write_with(writer, inlines, place, Signs::of(inlines))
}

/// Writes lines that readers take for one paragraph before they tell them apart.
pub(super) fn lines(writer: &mut Writer<'_>, lines: &[Vec<Inline>]) -> Vec<String> {
    let all: Vec<&[Inline]> = lines.iter().map(Vec::as_slice).collect();
    let signs = Signs::of_lines(&all);
    let write = |it: &&[Inline]| write_with(writer, it, Place::Line, signs);
    all.iter().map(write).collect()
}

fn write_with(
    writer: &mut Writer<'_>,
    inlines: &[Inline],
    place: Place,
    mut signs: Signs,
) -> String {
    signs.references = writer.has_references();
    let (out, breaks) = (String::new(), Vec::new());
    let (code_end, math_end) = (0, 0);
    let mut run =
        Run { writer, out, breaks, signs, place, linked: false, code_end, math_end };
    run.inlines(inlines, None);
    let Run { out, breaks, .. } = run;
    match place {
        Place::Paragraph => {
            let width = writer.width();
            guard(&wrap(out, &breaks, width))
        }
        Place::Line => guard(out.trim_matches(BLANK)),
        Place::Heading => close(out.trim_matches(BLANK)),
        Place::Cell => out.trim_matches(BLANK).to_owned(),
    }
}

/// Writes plain text as a paragraph of its own.
pub(super) fn plain(text: &str) -> String {
    let inlines = [Inline::text(text)];
    let mut out = String::new();
    let around = Around { brackets: false, cell: false, next: None };
    escape::text(&mut out, &mut Vec::new(), text, Signs::of(&inlines), around);
    guard(out.trim_matches(BLANK))
}

/// Writes plain text as a heading, without the hashes.
pub(super) fn heading(text: &str) -> String {
    close(&plain(text))
}

/// Writes a phrase that needs nothing of the article around it.
pub(super) fn phrase(inlines: &[Inline]) -> String {
    let (options, mut report) = (Options::default(), Report::default());
    let none = HashMap::new();
    let mut writer = Writer::new(&options, Images::Link, &none, &mut report);
    write(&mut writer, inlines, Place::Line)
}

/// Writes what a picture shows, for the place between its brackets.
pub(super) fn description(text: &str) -> String {
    let mut out = String::new();
    let around = Around { brackets: true, cell: false, next: Some(']') };
    let signs = Signs::of(&[Inline::text(text)]);
    escape::text(&mut out, &mut Vec::new(), text, signs, around);
    out
}

/// Returns whether a line is text by itself.
pub(super) fn is_text(line: &str) -> bool {
    escape::line_start(line, false).is_none()
}

/// Returns the first character that will be written, as far as the rules of
/// flanking care.
fn first(inlines: &[Inline]) -> Option<char> {
    inlines.iter().find_map(|it| match it {
        Inline::Text { text } => text.chars().next(),
        Inline::Break => Some('\\'),
        Inline::Marked { mark, .. } => Some(sign(mark)),
        Inline::Code { .. } => Some('`'),
        Inline::Link(_) | Inline::NoteRef { .. } => Some('['),
        Inline::Image(_) => Some('!'),
        Inline::Math(_) => Some('$'),
    })
}

fn last(inlines: &[Inline]) -> Option<char> {
    // A digit right after a formula is written as a reference.
    if let [.., Inline::Math(_), Inline::Text { text }] = inlines
        && escape::digit_first(text).is_some_and(|it| it.1.is_empty())
    {
        return Some(';');
    }
    inlines.iter().rev().find_map(|it| match it {
        Inline::Text { text } => text.chars().next_back(),
        Inline::Break => Some('\n'),
        Inline::Marked { mark, .. } => Some(sign(mark)),
        Inline::Code { .. } => Some('`'),
        Inline::Link(_) | Inline::Image(_) => Some(')'),
        Inline::NoteRef { .. } => Some(']'),
        Inline::Math(_) => Some('$'),
    })
}

fn sign(mark: &Mark) -> char {
    match mark {
        Mark::Emphasis | Mark::Strong => '*',
        Mark::Struck => '~',
        Mark::Underline
        | Mark::Superscript
        | Mark::Subscript
        | Mark::SmallCaps
        | Mark::Highlight
        | Mark::Quote
        | Mark::Language(_) => '<',
    }
}

impl Run<'_, '_> {
    fn inlines(&mut self, inlines: &[Inline], next: Option<char>) {
        for (i, inline) in inlines.iter().enumerate() {
            let next = first(&inlines[i + 1..]).or(next);
            self.inline(inline, next);
        }
    }

    fn inline(&mut self, inline: &Inline, next: Option<char>) {
        match inline {
            Inline::Text { text } => self.text(text, next),
            Inline::Break => self.line_break(),
            Inline::Marked { mark, content } => self.marked(mark, content, next),
            Inline::Code { text } => self.code(text, next),
            Inline::Link(it) => self.link(it),
            Inline::Image(it) => self.image(it),
            Inline::Math(it) => self.math(it),
            Inline::NoteRef { note } => {
                self.out.push_str("[^");
                self.out.push_str(&(note + 1).to_string());
                self.out.push(']');
            }
        }
    }

    fn text(&mut self, text: &str, next: Option<char>) {
        let mut text = text;
        if self.math_end == self.out.len()
            && 0 < self.math_end
            && let Some((digit, rest)) = escape::digit_first(text)
        {
            _ = write!(self.out, "&#{};", digit as u32);
            text = rest;
        }
        let around =
            Around { brackets: self.linked, cell: self.place == Place::Cell, next };
        escape::text(&mut self.out, &mut self.breaks, text, self.signs, around);
    }

    fn line_break(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        while self.breaks.last().is_some_and(|it| self.out.len() <= *it) {
            self.breaks.pop();
        }
        match self.place {
            Place::Paragraph if !self.out.is_empty() => self.out.push_str("\\\n"),
            Place::Paragraph | Place::Line | Place::Heading | Place::Cell => {
                self.out.push_str("<br>");
            }
        }
    }

    fn marked(&mut self, mark: &Mark, content: &[Inline], next: Option<char>) {
        let element = match mark {
            Mark::Emphasis => return self.signed("em", &["*", "_"], content, next),
            Mark::Strong => return self.signed("strong", &["**", "__"], content, next),
            Mark::Struck => return self.signed("del", &["~~"], content, next),
            Mark::Underline => "u",
            Mark::Superscript => "sup",
            Mark::Subscript => "sub",
            Mark::Highlight => "mark",
            Mark::Quote => "q",
            Mark::SmallCaps => {
                let open = r#"<span style="font-variant: small-caps">"#;
                return self.element(open, "</span>", content);
            }
            Mark::Language(tag) => {
                let tag: String = tag
                    .chars()
                    .filter(|it| it.is_ascii_alphanumeric() || *it == '-')
                    .collect();
                let open = format!(r#"<span lang="{tag}">"#);
                return self.element(&open, "</span>", content);
            }
        };
        self.element(&format!("<{element}>"), &format!("</{element}>"), content);
    }

    fn element(&mut self, open: &str, close: &str, content: &[Inline]) {
        self.out.push_str(open);
        self.inlines(content, Some('<'));
        self.out.push_str(close);
    }

    /// Writes a mark with the first signs that will be found again.
    fn signed(
        &mut self,
        element: &str,
        choices: &[&'static str],
        content: &[Inline],
        next: Option<char>,
    ) {
        let before = self.out.chars().next_back();
        let inside = (first(content), last(content));
        let found = choices.iter().find(|it| {
            let sign = it.chars().next();
            fits(sign, before, inside, next)
        });
        match found {
            None => {
                self.element(&format!("<{element}>"), &format!("</{element}>"), content);
            }
            Some(found) => {
                self.out.push_str(found);
                self.inlines(content, found.chars().next());
                self.out.push_str(found);
            }
        }
    }
}

/// Returns whether some of it is strong.
pub(in crate::emit) fn has_strong(inlines: &[Inline]) -> bool {
    let mut found = false;
    walk_inlines(inlines, &mut |it| {
        found |= matches!(it, Piece::Inline(Inline::Marked { mark: Mark::Strong, .. }));
    });
    found
}

/// Returns whether signs around a content will be found again.
fn fits(
    sign: Option<char>,
    before: Option<char>,
    (first, last): (Option<char>, Option<char>),
    next: Option<char>,
) -> bool {
    let (Some(first), Some(last)) = (first, last) else { return false };
    if first.is_whitespace() || last.is_whitespace() || before == sign || next == sign {
        return false;
    }
    // `[^1]` right after a sign is taken for text by some readers.
    let opens = !escape::may_be_punctuation(first) || escape::is_edge(before);
    let closes = !escape::may_be_punctuation(last) || escape::is_edge(next);
    let word = sign == Some('_');
    opens && closes && (!word || (escape::is_edge(before) && escape::is_edge(next)))
}

#[cfg(test)]
mod tests;
