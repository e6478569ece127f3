//! Spans whose signs mean nothing: code and formulas.

use pulldown_cmark::{Event, Options as Rules, Parser, Tag};

use crate::{
    article::{Math, Notation},
    report::Code,
};

use super::{
    Place, Run,
    escape::{self, Around, Signs},
};

impl Run<'_, '_> {
    pub(super) fn code(&mut self, text: &str, next: Option<char>) {
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

    pub(super) fn math(&mut self, math: &Math) {
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

/// Returns TeX in which a reader that knows no formulas finds neither markup nor
/// links. Spaces mean nothing in TeX, so it says the same.
pub(in crate::emit::markdown) fn inert(tex: &str) -> String {
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
pub(in crate::emit::markdown) fn longest(text: &str, c: char) -> usize {
    let (mut most, mut now) = (0, 0);
    for it in text.chars() {
        now = if it == c { now + 1 } else { 0 };
        most = most.max(now);
    }
    most
}

/// Returns the TeX of a formula in TeX.
pub(in crate::emit::markdown) fn tex(math: &Math) -> Option<&str> {
    match math.notation {
        Notation::Tex => Some(&math.source),
        Notation::MathMl => None,
    }
}
