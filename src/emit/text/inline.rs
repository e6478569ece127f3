//! Inlines to the text of a paragraph, not yet broken into lines.

use std::{borrow::Cow, fmt::Write as _};

use crate::{
    article::{Address, Image, Inline, Link, Mark, Math, Notation},
    emit::Images,
    report::Code,
};

use super::{Links, block::Writer};

impl Writer<'_> {
    /// Returns a paragraph, with `\n` where a line has to end.
    pub(super) fn text(&mut self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        self.flatten(&mut out, inlines);
        out.trim().to_owned()
    }

    fn flatten(&mut self, out: &mut String, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text } | Inline::Code { text } => push(out, text),
                Inline::Break => {
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push('\n');
                }
                Inline::Marked { mark, content } => self.marked(out, mark, content),
                Inline::Link(it) => self.link(out, it),
                Inline::Image(it) => {
                    let text = self.picture(it, "");
                    out.push_str(&text);
                }
                Inline::Math(it) => {
                    let text = self.formula(it);
                    push(out, &text);
                }
                Inline::NoteRef { note } => _ = write!(out, "[{}]", note + 1),
            }
        }
    }

    fn marked(&mut self, out: &mut String, mark: &Mark, content: &[Inline]) {
        let (open, close) = match mark {
            Mark::Emphasis if self.options.emphasis => ("_", "_"),
            Mark::Strong if self.options.emphasis => ("*", "*"),
            Mark::Quote => ("“", "”"),
            Mark::Superscript => ("^", ""),
            Mark::Subscript => ("_", ""),
            Mark::Struck | Mark::Underline | Mark::SmallCaps | Mark::Highlight => {
                let start = filled(out);
                self.flatten(out, content);
                let text = out[start..].trim_start_matches(' ').to_owned();
                self.report.add(Code::MarksDropped, text);
                return;
            }
            Mark::Emphasis | Mark::Strong | Mark::Language(_) => ("", ""),
        };
        let mut inner = String::new();
        self.flatten(&mut inner, content);
        // Spaces stay outside the signs.
        let word = inner.trim_matches(' ');
        let lead = inner.len() - inner.trim_start_matches(' ').len();
        out.push_str(&inner[..lead]);
        let raised = matches!(mark, Mark::Superscript | Mark::Subscript);
        if word.is_empty() {
            return;
        }
        if raised && word.contains(' ') {
            _ = write!(out, "{open}({word})");
        } else {
            _ = write!(out, "{open}{word}{close}");
        }
        out.push_str(&inner[lead + word.len()..]);
    }

    fn link(&mut self, out: &mut String, link: &Link) {
        let start = filled(out);
        self.flatten(out, &link.content);
        let address = link.address.as_str();
        let said = out[start..].trim();
        let bare = address.strip_prefix("mailto:").unwrap_or(address);
        if said == address || said == bare || is_inside(&link.address) {
            return;
        }
        match self.options.links {
            Links::List => {
                let number = self.number(address);
                let end = out.trim_end_matches(' ').len();
                let tail = out.split_off(end);
                _ = write!(out, " [L{number}]{tail}");
            }
            Links::Inline => _ = write!(out, " <{}>", in_one(address)),
            Links::None => self.report.add(Code::MarksDropped, address),
        }
    }

    /// Returns the number of an address in the list of links.
    pub(super) fn number(&mut self, address: &str) -> usize {
        if let Some(number) = self.numbers.get(address) {
            return *number;
        }
        self.links.push(in_one(address).into_owned());
        self.numbers.insert(address.to_owned(), self.links.len());
        self.links.len()
    }

    /// Returns what stands for a picture. `more` goes between the brackets too.
    pub(super) fn picture(&mut self, image: &Image, more: &str) -> String {
        let alt = image.alt.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = match (alt.is_empty(), more.is_empty()) {
            (false, _) => alt,
            (true, false) => more.to_owned(),
            (true, true) => String::new(),
        };
        let mut out = format!("[{}]", self.words.picture(&text));
        match (self.images, self.options.links) {
            (Images::None, _) | (_, Links::None) => (),
            (_, Links::List) => {
                self.report.add(Code::ImageLinked, image.address.as_str());
                let number = self.number(image.address.as_str());
                _ = write!(out, " [L{number}]");
            }
            (_, Links::Inline) => {
                self.report.add(Code::ImageLinked, image.address.as_str());
                _ = write!(out, " <{}>", in_one(image.address.as_str()));
            }
        }
        out
    }

    /// Returns a formula in words, or its source.
    pub(super) fn formula(&mut self, math: &Math) -> String {
        self.report.add(Code::MathAsSource, &math.source);
        match (&math.alt, math.notation) {
            (Some(alt), _) => alt.clone(),
            (None, Notation::Tex) => math.source.clone(),
            (None, Notation::MathMl) => without_tags(&math.source),
        }
    }
}

/// Returns an address without spaces, at which readers would end it.
fn in_one(address: &str) -> Cow<'_, str> {
    if !address.contains(char::is_whitespace) {
        return address.into();
    }
    address.split_whitespace().collect::<Vec<_>>().join("%20").into()
}

/// Returns whether an address is a place in the same text.
fn is_inside(address: &Address) -> bool {
    matches!(address, Address::Local(it) if it.starts_with('#'))
}

/// Appends text in which only spaces are blank.
fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        out.push(if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    }
}

/// Returns what markup says without its tags.
fn without_tags(markup: &str) -> String {
    let mut out = String::new();
    for (i, piece) in markup.split('<').enumerate() {
        let text =
            if i == 0 { piece } else { piece.split_once('>').map_or("", |it| it.1) };
        out.push_str(text);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the length of a line without the spaces at its end, which a break that
/// follows takes off.
fn filled(line: &str) -> usize {
    line.trim_end_matches(' ').len()
}
