//! Inlines to one paragraph of Markdown.
//!
//! Marks are written with signs where the rules of flanking let every reader
//! find them again, and with the element of the same meaning where not, so what
//! is read back is what was written.

mod escape;

use unicode_width::UnicodeWidthStr;

use crate::{
    article::{Address, Image, Inline, Link, Mark, Math, Notation},
    emit::Images,
    report::{Code, Report},
};

use super::{Options, block::Writer};

use self::escape::{Around, Signs};

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
}

/// Writes a paragraph, wrapped if lines have a width.
pub(super) fn write(writer: &mut Writer<'_>, inlines: &[Inline], place: Place) -> String {
    let mut signs = Signs::of(inlines);
    signs.references = writer.has_references();
    let (out, breaks) = (String::new(), Vec::new());
    let mut run = Run { writer, out, breaks, signs, place, linked: false, code_end: 0 };
    run.inlines(inlines, None);
    let Run { out, breaks, .. } = run;
    match place {
        Place::Paragraph => {
            let width = writer.width();
            guard(&wrap(out, &breaks, width))
        }
        Place::Line => guard(out.trim()),
        Place::Heading => close(out.trim()),
        Place::Cell => out.trim().to_owned(),
    }
}

/// Writes plain text as a paragraph of its own.
pub(super) fn plain(text: &str) -> String {
    let inlines = [Inline::text(text)];
    let mut out = String::new();
    let around = Around { brackets: false, cell: false, next: None };
    escape::text(&mut out, &mut Vec::new(), text, Signs::of(&inlines), around);
    guard(out.trim())
}

/// Writes plain text as a heading, without the hashes.
pub(super) fn heading(text: &str) -> String {
    close(&plain(text))
}

/// Writes a phrase that needs nothing of the article around it.
pub(super) fn phrase(inlines: &[Inline]) -> String {
    let (options, mut report) = (Options::default(), Report::default());
    let mut writer = Writer::new(&options, Images::Link, &mut report);
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

/// Escapes what would start something at the start of a line.
fn guard(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, line) in text.split('\n').enumerate() {
        if i != 0 {
            out.push('\n');
        }
        let line = line.trim_start_matches([' ', '\t']);
        let at = escape::line_start(line, i == 0);
        match at {
            None => out.push_str(line),
            Some(at) => {
                out.push_str(&line[..at]);
                out.push('\\');
                out.push_str(&line[at..]);
            }
        }
    }
    out.truncate(out.trim_end_matches([' ', '\t']).len());
    out
}

/// Escapes what would be taken for the end of a heading.
fn close(text: &str) -> String {
    if let Some(text) = text.strip_suffix('}') {
        return format!("{text}&#125;");
    }
    let start = text.trim_end_matches('#');
    if start.len() == text.len() || !(start.is_empty() || start.ends_with(' ')) {
        return text.to_owned();
    }
    let hashes = &text[start.len()..];
    format!("{start}\\{hashes}")
}

/// Breaks lines at spaces, never where what follows would start something.
fn wrap(mut text: String, breaks: &[usize], width: usize) -> String {
    if width == 0 {
        return text;
    }
    let mut start = 0;
    let mut best = None;
    let ends = breaks.iter().copied().chain([text.len()]).collect::<Vec<_>>();
    for end in ends {
        if let Some(at) = text[start..end].rfind('\n') {
            start += at + 1;
            best = None;
        }
        if width < text[start..end].width()
            && let Some(at) = best.take()
        {
            text.replace_range(at..=at, "\n");
            start = at + 1;
        }
        let line = text.get(end + 1..).unwrap_or_default();
        let line = line.split('\n').next().unwrap_or_default();
        let word = line.split(' ').next().unwrap_or_default();
        let safe = !word.is_empty()
            && escape::line_start(line, false).is_none()
            && escape::line_start(word, false).is_none();
        if safe && end < text.len() && start < end {
            best = Some(end);
        }
    }
    text
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
            Inline::Math(it) => self.math(it, next),
            Inline::NoteRef { note } => {
                self.out.push_str("[^");
                self.out.push_str(&(note + 1).to_string());
                self.out.push(']');
            }
        }
    }

    fn text(&mut self, text: &str, next: Option<char>) {
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
        let text = text.replace(['\n', '\r'], " ");
        let text =
            if self.place == Place::Cell { text.replace('|', "\\|") } else { text };
        // A span may end like an escaped backtick: the code before it, `\`, does.
        let touches = self.out.ends_with('`')
            && (self.code_end == self.out.len() || !self.out.ends_with("\\`"));
        // A bracket and a colon could make a definition of the whole line.
        let closes = self.linked && text.contains(']');
        // Some readers take a backtick after a backslash for an escaped one.
        let misread = text.contains("\\`");
        if text.is_empty()
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

    fn math(&mut self, math: &Math, next: Option<char>) {
        match self.writer.formula(math) {
            Ok(tex) => {
                let whole = inert(&tex).replace('\n', " ");
                if is_inline_math(&whole) && !next.is_some_and(|it| it.is_ascii_digit()) {
                    let whole = match self.place {
                        Place::Cell => whole.replace('|', "\\|"),
                        Place::Paragraph | Place::Line | Place::Heading => whole,
                    };
                    self.out.push('$');
                    self.out.push_str(&whole);
                    self.out.push('$');
                } else {
                    self.writer.report.add(Code::MathAsSource, &math.source);
                    self.code(&math.source, next);
                }
            }
            Err(markup) => self.out.push_str(&markup),
        }
    }
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

/// Returns whether TeX can stand between single dollars.
fn is_inline_math(tex: &str) -> bool {
    let blank = |it: Option<char>| it.is_none_or(char::is_whitespace);
    let mut depth = 0_i32;
    for c in tex.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            '$' => return false,
            _ => (),
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0
        && !blank(tex.chars().next())
        && !blank(tex.chars().next_back())
        && !tex.ends_with('\\')
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

/// Returns what goes between the parentheses of a link.
pub(super) fn target(address: &str, title: Option<&str>, place: Place) -> String {
    let mut out = String::new();
    let bare = !address.is_empty()
        && !address.starts_with('<')
        && !address.contains(|it: char| it.is_whitespace() || it.is_control())
        && balanced(address);
    if !bare {
        out.push('<');
    }
    for (at, c) in address.char_indices() {
        let after = address[at + c.len_utf8()..].chars().next();
        match c {
            '\n' | '\r' => out.push_str(if c == '\n' { "%0A" } else { "%0D" }),
            '\\' if after.is_none_or(|it| it.is_ascii_punctuation()) => {
                out.push_str("\\\\");
            }
            '&' if escape::is_entity(&address[at..]) => out.push_str("\\&"),
            '<' | '>' => {
                out.push('\\');
                out.push(c);
            }
            '|' if place == Place::Cell => out.push_str("\\|"),
            _ => out.push(c),
        }
    }
    if !bare {
        out.push('>');
    }
    if let Some(title) = title {
        out.push_str(" \"");
        for (at, c) in title.char_indices() {
            match c {
                '"' | '\\' => {
                    out.push('\\');
                    out.push(c);
                }
                '\n' => out.push_str("&#10;"),
                '&' if escape::is_entity(&title[at..]) => out.push_str("\\&"),
                '|' if place == Place::Cell => out.push_str("\\|"),
                '<' if title[at..].starts_with("<!--") => out.push_str("&lt;"),
                _ => out.push(c),
            }
        }
        out.push('"');
    }
    out
}

fn balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => (),
        }
        if !(0..16).contains(&depth) {
            return false;
        }
    }
    depth == 0
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
