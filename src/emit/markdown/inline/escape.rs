//! Text to characters that mean themselves in Markdown.
//!
//! A character is escaped where it would do something and nowhere else. What
//! can do something anywhere in a line is decided by [`Signs`], once for each
//! paragraph; what only does something at the start of a line is left to
//! [`line_start`], which sees whole lines.

use std::fmt::Write as _;

use crate::{
    article::{Inline, Mark},
    render::is_unseen,
};

/// Which signs would do something in a paragraph if they were not escaped.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each stands for a sign of its own")]
pub(super) struct Signs {
    star: bool,
    underscore: bool,
    tilde: bool,
    dollar: bool,
    /// Whether `[1]` would be read as a link.
    pub(super) references: bool,
}

/// What is around a piece of text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Around {
    /// Whether the text is inside a link or the description of a picture.
    pub(super) brackets: bool,
    /// Whether the text is in a cell of a table.
    pub(super) cell: bool,
    /// What comes right after it.
    pub(super) next: Option<char>,
}

impl Signs {
    /// Escapes each sign, for text that the scan did not see.
    pub(super) fn all() -> Self {
        Self { star: true, underscore: true, tilde: true, dollar: true, references: true }
    }

    /// Looks for pairs: a sign that nothing closes means itself.
    pub(super) fn of(inlines: &[Inline]) -> Self {
        Self::of_lines(&[inlines])
    }

    /// Looks for pairs in lines of which one could end what another starts.
    pub(super) fn of_lines(lines: &[&[Inline]]) -> Self {
        let mut scan = Scan::default();
        for (i, line) in lines.iter().enumerate() {
            if i != 0 {
                scan.text.push('\n');
            }
            scan.inlines(line);
        }
        let text: Vec<char> = scan.text.chars().collect();
        Self {
            star: scan.emphasis || pair(&text, '*'),
            underscore: scan.emphasis || pair(&text, '_'),
            tilde: scan.struck || pair(&text, '~'),
            dollar: scan.math || pair(&text, '$'),
            references: false,
        }
    }
}

/// The text of a paragraph, with a sign wherever there is anything else.
#[derive(Default)]
struct Scan {
    text: String,
    emphasis: bool,
    struck: bool,
    math: bool,
    /// Where the last formula ended in the text.
    math_end: usize,
}

impl Scan {
    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                // A digit right after a formula is written as a reference.
                Inline::Text { text }
                    if 0 < self.math_end && self.math_end == self.text.len() =>
                {
                    let rest = digit_first(text);
                    self.text.push_str(if rest.is_some() { ";" } else { "" });
                    self.text.push_str(rest.map_or(text, |it| it.1));
                }
                Inline::Text { text } => self.text.push_str(text),
                // In a cell it is an element, and no white space.
                Inline::Break | Inline::NoteRef { .. } => self.text.push('`'),
                Inline::Marked { mark, content } => {
                    match mark {
                        Mark::Emphasis | Mark::Strong => self.emphasis = true,
                        Mark::Struck => self.struck = true,
                        Mark::Underline
                        | Mark::Superscript
                        | Mark::Subscript
                        | Mark::SmallCaps
                        | Mark::Highlight
                        | Mark::Quote
                        | Mark::Language(_) => (),
                    }
                    self.around(content);
                }
                Inline::Link(it) => {
                    self.around(&it.content);
                    self.hidden(it.address.as_str());
                    self.hidden(it.title.as_deref().unwrap_or_default());
                }
                Inline::Image(it) => {
                    self.text.push('`');
                    self.text.push_str(&it.alt);
                    self.text.push('`');
                    self.hidden(it.address.as_str());
                }
                Inline::Math(_) => {
                    self.math = true;
                    self.text.push('`');
                    self.math_end = self.text.len();
                }
                Inline::Code { text } => self.hidden(text),
            }
        }
    }

    /// Notes what is not text. A formula that starts before may end in it.
    fn hidden(&mut self, text: &str) {
        self.text.push_str(if text.contains('$') { "`$`" } else { "`" });
    }

    fn around(&mut self, content: &[Inline]) {
        self.text.push('`');
        self.inlines(content);
        self.text.push('`');
    }
}

/// Returns the digit that a text begins with, and what follows it. Right after a
/// formula it is written as a reference, as a dollar before a digit ends none.
pub(super) fn digit_first(text: &str) -> Option<(char, &str)> {
    let digit = text.chars().next().filter(char::is_ascii_digit)?;
    Some((digit, &text[1..]))
}

/// Returns whether one run of a sign may open what a later one may close.
fn pair(text: &[char], sign: char) -> bool {
    let mut opened = false;
    let mut at = 0;
    while at < text.len() {
        if text[at] != sign {
            at += 1;
            continue;
        }
        let end = at + text[at..].iter().take_while(|it| **it == sign).count();
        let before = at.checked_sub(1).map(|it| text[it]);
        let (opens, closes) = flanks(sign, before, text.get(end).copied());
        if opened && closes {
            return true;
        }
        // Two dollars are a pair by themselves.
        if sign == '$' && 1 < end - at {
            return true;
        }
        opened |= opens;
        at = end;
    }
    false
}

/// Returns whether a run of a sign may open and may close, between these two.
fn flanks(sign: char, before: Option<char>, after: Option<char>) -> (bool, bool) {
    // Only what ASCII calls a space keeps a formula from starting or ending. Other
    // space may be written as a reference, which is none.
    let open = after.is_some_and(|it| !it.is_ascii_whitespace());
    let close = before.is_some_and(|it| !it.is_ascii_whitespace());
    if sign == '_' {
        // It is enough that one reader takes it for the edge of a word.
        let edge = |it: Option<char>| {
            it.is_none_or(|it| it.is_whitespace() || may_be_punctuation(it))
        };
        return (open && edge(before), close && edge(after));
    }
    (open, close)
}

/// Returns whether a word ends here by every reading of the rules.
pub(super) fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|it| it.is_whitespace() || is_punctuation(it))
}

/// Returns whether every reader takes a character for punctuation. Older ones
/// do not count symbols outside ASCII.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c,
            '¡' | '§' | '«' | '¶' | '·' | '»' | '¿'
                | '\u{2010}'..='\u{2027}'
                | '\u{2030}'..='\u{2043}'
                | '\u{2045}'..='\u{2051}'
                | '\u{3001}'..='\u{3003}'
                | '\u{3008}'..='\u{3011}'
                | '\u{3014}'..='\u{301f}'
        )
}

/// Returns whether some reader takes a character for punctuation.
pub(super) fn may_be_punctuation(c: char) -> bool {
    is_punctuation(c) || (!c.is_alphanumeric() && !c.is_whitespace())
}

/// Appends text, escaped. `start` is where the paragraph starts in `out`.
///
/// The places of spaces where a line may be broken are added to `breaks`.
pub(super) fn text(
    out: &mut String,
    breaks: &mut Vec<usize>,
    text: &str,
    signs: Signs,
    around: Around,
) {
    let bytes = text.as_bytes();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|it| it.1).or(around.next);
        let last = chars.peek().is_none();
        let before = out.chars().next_back();
        match c {
            ' ' => {
                // A backslash at the end of a line would be a line break.
                if before != Some('\\') {
                    breaks.push(out.len());
                }
                out.push(' ');
                continue;
            }
            '\n' | '\t' | '\r' => {
                out.push(' ');
                continue;
            }
            '<' if bytes[at..].starts_with(b"<!--") => {
                out.push_str("&lt;");
                continue;
            }
            // At an edge it would be lost to an editor, and to many readers.
            c if c.is_whitespace()
                && (next.is_none_or(|it| matches!(it, ']' | '\\'))
                    || before.is_none_or(|it| matches!(it, '[' | '\n'))) =>
            {
                if c == '\u{a0}' {
                    out.push_str("&nbsp;");
                } else {
                    _ = write!(out, "&#x{:x};", c as u32);
                }
                continue;
            }
            // Behind the call of a note some readers take an escaped bracket for one.
            '[' if at == 0 && before == Some(']') => {
                out.push_str("&#91;");
                continue;
            }
            // What turns the direction of letters around would do so to the
            // signs of Markdown as well, where someone edits it.
            c if is_hidden(c, before) => {
                _ = write!(out, "&#x{:x};", c as u32);
                continue;
            }
            _ => (),
        }
        let escape = match c {
            // What is written as a reference begins with a sign as well.
            '\\' => {
                last || next.is_none_or(|it| {
                    it.is_ascii_punctuation()
                        || is_hidden(it, Some(c))
                        || it.is_whitespace() && it != ' '
                })
            }
            '`' => true,
            '*' | '_' | '~' => {
                let wanted = match c {
                    '*' => signs.star,
                    '_' => signs.underscore,
                    _ => signs.tilde,
                };
                wanted && (in_run(text, at, c, around.next, before))
            }
            '$' => signs.dollar,
            '[' => around.brackets || matches!(next, Some('^' | '[')) || signs.references,
            ']' => {
                around.brackets
                    || matches!(next, Some('(' | '[' | ':'))
                    || signs.references
            }
            '(' | ':' if at == 0 => before == Some(']'),
            '!' => next == Some('['),
            '<' => {
                next.is_some_and(|it| {
                    it.is_ascii_alphabetic() || matches!(it, '/' | '!' | '?')
                }) || is_mail(&text[at + 1..], around.next)
            }
            '&' => is_entity(&text[at..]),
            '|' => around.cell,
            _ => false,
        };
        if escape {
            out.push('\\');
        }
        out.push(c);
    }
}

/// Returns whether text goes on like an address of mail in angle brackets, or may do
/// so in what comes after it: signs may be part of one.
fn is_mail(rest: &str, next: Option<char>) -> bool {
    let ends = |it: char| matches!(it, '<' | '>') || it.is_whitespace();
    match rest.find(ends) {
        Some(end) => rest[end..].starts_with('>') && rest[..end].contains('@'),
        None => next.is_some_and(|it| !ends(it)),
    }
}

/// Returns whether a character would not be seen by someone who edits the file.
pub(super) fn is_hidden(c: char, before: Option<char>) -> bool {
    is_unseen(c, before) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Returns whether the run of a sign that a place is in can open or close.
fn in_run(
    text: &str,
    at: usize,
    sign: char,
    next: Option<char>,
    before: Option<char>,
) -> bool {
    let start = text[..at].trim_end_matches(sign);
    let end = text[at..].trim_start_matches(sign);
    let before = if start.is_empty() {
        if at == 0 { before } else { None }
    } else {
        start.chars().next_back()
    };
    // At the start of the text the run may touch what is already written. Where one
    // of it is escaped all of it is.
    if start.is_empty() && end.len() + sign.len_utf8() != text.len() {
        return true;
    }
    let after = end.chars().next().or(next);
    let (opens, closes) = flanks(sign, before, after);
    opens || closes
}

/// Returns whether text starts like a character reference.
pub(super) fn is_entity(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('&') else { return false };
    let Some(end) = rest.bytes().take(33).position(|it| it == b';') else { return false };
    let name = &rest[..end];
    match name.strip_prefix('#') {
        None => !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric()),
        Some(number) => {
            let digits = number.strip_prefix(['x', 'X']).unwrap_or(number);
            !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_hexdigit())
        }
    }
}

/// Returns where in a line a backslash has to go so that the line is text, if it
/// would start something else.
///
/// `first` says that it is the first of its paragraph, which some things need
/// and others do not.
pub(super) fn line_start(line: &str, first: bool) -> Option<usize> {
    let bytes = line.as_bytes();
    let ends =
        |at: usize| bytes.get(at).is_none_or(|it| matches!(it, b' ' | b'\t' | b'\n'));
    let only = |signs: &[u8]| bytes.iter().all(|it| signs.contains(it));
    let hit = match bytes.first()? {
        // Many readers take `#1` for a heading, as Markdown once was.
        b'#' => bytes.iter().take_while(|it| **it == b'#').count() <= 6,
        // Over a colon would stand a term, and after it what that means.
        b'>' | b'|' | b':' => true,
        b'-' => ends(1) || only(b"- \t") || only(b"-:| \t"),
        b'+' => ends(1) || (first && only(b"+")),
        b'*' => ends(1) || only(b"* \t"),
        b'_' => only(b"_ \t"),
        b'=' => only(b"= \t"),
        b'~' => line.starts_with("~~~"),
        // A callout; what it would be is a link if a backslash stood before it.
        b'[' if line.starts_with("[!") => {
            let named = bytes.get(2).is_some_and(u8::is_ascii_alphabetic);
            return (named && line.trim_end().ends_with(']') && !line.contains('('))
                .then_some(1);
        }
        b'[' => ["[ ]", "[x]", "[X]"].iter().any(|it| line.starts_with(it)) && ends(3),
        b'%' => line.starts_with("%%"),
        b'0'..=b'9' => {
            let count = bytes.iter().take_while(|it| it.is_ascii_digit()).count();
            let point = matches!(bytes.get(count), Some(b'.' | b')'));
            return (count <= 9 && point && ends(count + 1)).then_some(count);
        }
        _ => false,
    };
    hit.then_some(0)
}
