//! Inlines to one paragraph of Markdown.
//!
//! Marks are written with signs where the rules of flanking let every reader
//! find them again, and with the element of the same meaning where not, so what
//! is read back is what was written.

mod escape;
mod line;
mod target;

use std::{collections::HashMap, fmt::Write as _};

use pulldown_cmark::{Event, Options as Rules, Parser, Tag};

use crate::{
    article::{Address, Image, Inline, Link, Mark, Math, Notation, Piece, walk_inlines},
    emit::Images,
    report::{Code, Report},
};

use super::{Options, block::Writer};

use self::{
    escape::{Around, Signs},
    line::{close, guard, wrap},
};

pub(super) use self::target::target;

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

    fn code(&mut self, text: &str, next: Option<char>) {
        let mut text = text.replace(['\n', '\r'], " ");
        // A span may end like an escaped backtick: the code before it, `\`, does.
        let touches = self.out.ends_with('`')
            && (self.code_end == self.out.len() || !self.out.ends_with("\\`"));
        // A bracket and a colon could make a definition of the whole line.
        let closes = self.linked && text.contains(']');
        // Some readers take a backtick after a backslash for an escaped one.
        let misread = text.contains("\\`");
        // Only outside a span can it be written so that it is seen.
        let hidden = text.chars().any(|it| escape::is_hidden(it, None));
        if hidden
            || text.is_empty()
            || touches
            || closes
            || misread
            || (next == Some('`') && self.place == Place::Cell)
        {
            self.out.push_str("<code>");
            let around = Around {
                brackets: self.linked,
                cell: self.place == Place::Cell,
                next: Some('<'),
            };
            escape::text(&mut self.out, &mut Vec::new(), &text, Signs::all(), around);
            self.out.push_str("</code>");
            return;
        }
        if self.place == Place::Cell {
            text = text.replace('|', "\\|");
        }
        let ticks = "`".repeat(longest(&text, '`') + 1);
        let ends = |it: char| text.starts_with(it) && text.ends_with(it);
        let blank = text.bytes().all(|it| it == b' ');
        let pad = text.starts_with('`') || text.ends_with('`') || (ends(' ') && !blank);
        let pad = if pad { " " } else { "" };
        for it in [&ticks, pad, &text, pad, &ticks] {
            self.out.push_str(it);
        }
        self.code_end = self.out.len();
    }

    fn link(&mut self, link: &Link) {
        if self.linked {
            self.writer.report.add(Code::MarksDropped, format!("link {}", link.address));
            return self.inlines(&link.content, Some(']'));
        }
        let address = link.address.as_str();
        if link.title.is_none()
            && matches!(&link.address, Address::Web(_))
            && matches!(&*link.content, [Inline::Text { text }] if text == address)
            && !address.contains(['<', '>', ' ', '|', '\\'])
        {
            self.out.push('<');
            self.out.push_str(address);
            self.out.push('>');
            return;
        }
        // The call of a note is a link to readers, which no link may hold, and
        // what stands right after it in brackets is where it would lead.
        if calls(&link.content) || self.out.ends_with(']') && !self.out.ends_with("\\]") {
            return self.linked_element(link);
        }
        self.out.push('[');
        self.linked = true;
        self.inlines(&link.content, Some(']'));
        self.linked = false;
        self.out.push(']');
        let place = self.place;
        let target = target(address, link.title.as_deref(), place);
        match self.writer.reference(&target, place) {
            Some(number) => {
                self.out.push('[');
                self.out.push_str(&number.to_string());
                self.out.push(']');
            }
            None => {
                self.out.push('(');
                self.out.push_str(&target);
                self.out.push(')');
            }
        }
    }

    /// Writes a link as an element.
    fn linked_element(&mut self, link: &Link) {
        let escape = |text: &str| {
            let mut out = String::with_capacity(text.len());
            for c in text.chars() {
                match c {
                    '&' => out.push_str("&amp;"),
                    '"' => out.push_str("&quot;"),
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    // In a table it would end the cell.
                    '|' => out.push_str("&#124;"),
                    c if escape::is_hidden(c, None) => {
                        _ = write!(out, "&#x{:x};", c as u32);
                    }
                    c => out.push(c),
                }
            }
            out
        };
        let mut open = format!("<a href=\"{}\"", escape(link.address.as_str()));
        if let Some(title) = &link.title {
            _ = write!(open, " title=\"{}\"", escape(title));
        }
        open.push('>');
        self.linked = true;
        self.element(&open, "</a>", &link.content);
        self.linked = false;
    }

    fn image(&mut self, image: &Image) {
        let linked = std::mem::replace(&mut self.linked, true);
        match self.writer.picture(image) {
            Some(address) => {
                self.out.push_str("![");
                self.text(&image.alt, Some(']'));
                self.out.push_str("](");
                self.out.push_str(&target(&address, None, self.place));
                self.out.push(')');
            }
            None => self.text(&image.alt, None),
        }
        self.linked = linked;
    }

    fn math(&mut self, math: &Math) {
        match self.writer.formula(math) {
            Ok(tex) => {
                let whole = tex.replace('\n', " ");
                if is_inline_math(&whole) {
                    let whole = match self.place {
                        Place::Cell => whole.replace('|', "\\|"),
                        Place::Paragraph | Place::Line | Place::Heading => whole,
                    };
                    self.out.push('$');
                    self.out.push_str(&whole);
                    self.out.push('$');
                    self.math_end = self.out.len();
                } else {
                    self.writer.report.add(Code::MathAsSource, &math.source);
                    self.out.push_str("<span class=\"math inline\">");
                    self.code(&math.source, None);
                    self.out.push_str("</span>");
                }
            }
            Err(markup) => self.out.push_str(&markup),
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

/// Returns whether a note is called somewhere in it.
fn calls(inlines: &[Inline]) -> bool {
    let mut found = false;
    walk_inlines(inlines, &mut |it| {
        found |= matches!(it, Piece::Inline(Inline::NoteRef { .. }));
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

/// Returns TeX in which a reader that knows no formulas finds neither markup nor
/// links. Spaces mean nothing in TeX, so it says the same.
pub(super) fn inert(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len());
    let mut rest = tex.chars().peekable();
    let closes = tex.contains('>');
    while let Some(c) = rest.next() {
        out.push(c);
        let next = rest.peek().copied();
        let tag = c == '<'
            && closes
            && next.is_some_and(|it| it.is_ascii_alphabetic() || "/!?".contains(it));
        let link = c == ']' && matches!(next, Some('(' | '[' | ':'));
        if tag || link {
            out.push(' ');
        }
    }
    out
}

/// Returns whether TeX between single dollars is read as that TeX.
fn is_inline_math(tex: &str) -> bool {
    // One parser says what its like will: rules for braces and spaces differ.
    let text = format!("${tex}$");
    let mut events = Parser::new_ext(&text, Rules::ENABLE_MATH);
    !tex.starts_with('`')
        && matches!(events.next(), Some(Event::Start(Tag::Paragraph)))
        && matches!(events.next(), Some(Event::InlineMath(it)) if *it == *tex)
        && matches!(events.next(), Some(Event::End(_)))
}

/// Returns how long the longest run of a character is.
pub(super) fn longest(text: &str, c: char) -> usize {
    let (mut most, mut now) = (0, 0);
    for it in text.chars() {
        now = if it == c { now + 1 } else { 0 };
        most = most.max(now);
    }
    most
}

/// Returns the TeX of a formula in TeX.
pub(super) fn tex(math: &Math) -> Option<&str> {
    match math.notation {
        Notation::Tex => Some(&math.source),
        Notation::MathMl => None,
    }
}

#[cfg(test)]
mod tests;
