//! Running text: white space as browsers collapse it, marks, links and breaks.
//!
//! A mark is not opened until there is text to put into it, so no mark is ever
//! empty, and a space between two of them stands outside both.

use crate::{
    article::{Address, Inline, Link, Mark},
    decode::meant,
    dom::NodeId,
    report::Code,
};

use super::{Lowering, MAX_INLINES, signs};

/// An inline element that the place reached is inside of.
#[derive(Clone, Debug)]
pub(super) struct Open {
    pub(super) id: NodeId,
    pub(super) wrap: Wrap,
}

/// What an inline element does to the text inside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Wrap {
    Mark(Mark),
    Link { address: Address, title: Option<String> },
    Code,
}

/// What stands between the last piece of text and the next.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
enum Gap {
    #[default]
    Nothing,
    Space,
    Breaks(u32),
}

/// Running text while it grows, up to the next block.
#[derive(Debug, Default)]
pub(super) struct Run {
    done: Vec<Vec<Inline>>,
    out: Vec<Inline>,
    /// The marks that have text already, outermost first.
    actual: Vec<(Open, Vec<Inline>)>,
    gap: Gap,
}

impl Run {
    /// Adds text as an element has it.
    pub(super) fn text(&mut self, open: &[Open], text: &str) {
        let words = text.trim_matches(signs::is_space);
        if words.is_empty() {
            if !text.is_empty() {
                self.space();
            }
            return;
        }
        if text.starts_with(signs::is_space) {
            self.space();
        }
        // References in a page may name what no byte of it may be.
        let words = meant(words.into());
        let target = self.target(open);
        target.reserve(words.len());
        let mut rest = &*words;
        while let Some(at) = odd_space(rest) {
            target.push_str(&rest[..at]);
            target.push(' ');
            rest = rest[at..].trim_start_matches(signs::is_space);
        }
        target.push_str(rest);
        if text.ends_with(signs::is_space) {
            self.space();
        }
    }

    /// Adds text whose white space matters.
    pub(super) fn exact(&mut self, open: &[Open], text: &str) {
        if !text.is_empty() {
            self.target(open).push_str(text);
        }
    }

    pub(super) fn space(&mut self) {
        if self.gap == Gap::Nothing {
            self.gap = Gap::Space;
        }
    }

    /// Ends a line; twice in a row ends the paragraph.
    pub(super) fn line(&mut self) {
        self.gap = match self.gap {
            Gap::Breaks(count) => Gap::Breaks(count.saturating_add(1)),
            Gap::Nothing | Gap::Space => Gap::Breaks(1),
        };
    }

    /// Adds anything but text.
    pub(super) fn put(&mut self, open: &[Open], inline: Inline) {
        self.reach(open);
        self.top().push(inline);
    }

    /// Returns whether nothing has been added since the last block.
    pub(super) fn is_empty(&self) -> bool {
        self.done.is_empty() && self.out.is_empty() && self.actual.is_empty()
    }

    /// Returns whether there is anything but pictures since the last block.
    pub(super) fn has_words(&self) -> bool {
        let open = self.actual.iter().map(|it| &it.1);
        !self.done.is_empty()
            || std::iter::once(&self.out)
                .chain(open)
                .any(|it| !text_of(it).trim().is_empty())
    }

    /// Ends the text and returns its paragraphs.
    pub(super) fn finish(&mut self) -> Vec<Vec<Inline>> {
        self.close(0);
        self.gap = Gap::Nothing;
        let mut done = std::mem::take(&mut self.done);
        if !self.out.is_empty() {
            done.push(std::mem::take(&mut self.out));
        }
        done
    }

    fn top(&mut self) -> &mut Vec<Inline> {
        self.actual.last_mut().map_or(&mut self.out, |it| &mut it.1)
    }

    fn target(&mut self, open: &[Open]) -> &mut String {
        self.reach(open);
        let top = self.top();
        if !matches!(top.last(), Some(Inline::Text { .. })) {
            top.push(Inline::text(""));
        }
        match top.last_mut() {
            Some(Inline::Text { text }) => text,
            _ => unreachable!("the text was pushed above"),
        }
    }

    /// Closes the marks that no longer hold, writes the gap, opens the new ones.
    fn reach(&mut self, open: &[Open]) {
        let same = self.actual.iter().zip(open).take_while(|(a, b)| a.0.id == b.id);
        let same = same.count();
        let gap = std::mem::take(&mut self.gap);
        if let Gap::Breaks(2..) = gap {
            self.close(0);
            if !self.out.is_empty() {
                self.done.push(std::mem::take(&mut self.out));
            }
        } else {
            self.close(same);
            if !self.out.is_empty() || !self.actual.is_empty() {
                match gap {
                    Gap::Nothing => (),
                    Gap::Space => {
                        let top = self.top();
                        match top.last_mut() {
                            Some(Inline::Text { text }) => text.push(' '),
                            _ => top.push(Inline::text(" ")),
                        }
                    }
                    Gap::Breaks(_) => self.top().push(Inline::Break),
                }
            }
        }
        for it in &open[self.actual.len()..] {
            self.actual.push((it.clone(), Vec::new()));
        }
    }

    fn close(&mut self, depth: usize) {
        while depth < self.actual.len() {
            let Some((open, content)) = self.actual.pop() else { return };
            match open.wrap {
                Wrap::Mark(mark) => self.top().push(Inline::Marked { mark, content }),
                Wrap::Link { address, title } => {
                    self.top().push(Inline::Link(Link { address, title, content }));
                }
                Wrap::Code => self.top().extend(as_code(content)),
            }
        }
    }
}

/// Turns text into code, inside marks too.
fn as_code(content: Vec<Inline>) -> Vec<Inline> {
    content
        .into_iter()
        .map(|it| match it {
            Inline::Text { text } => Inline::Code { text },
            Inline::Marked { mark, content } => {
                Inline::Marked { mark, content: as_code(content) }
            }
            Inline::Link(it) => Inline::Link(Link { content: as_code(it.content), ..it }),
            Inline::Break
            | Inline::Code { .. }
            | Inline::Image(_)
            | Inline::Math(_)
            | Inline::NoteRef { .. } => it,
        })
        .collect()
}

impl Lowering<'_> {
    /// Opens an inline element; returns whether it must be closed again.
    pub(super) fn open(&mut self, id: NodeId, wrap: Wrap) -> bool {
        let repeats = match &wrap {
            // A mark in itself says nothing, but a quote in a quote does.
            Wrap::Mark(Mark::Quote | Mark::Superscript | Mark::Subscript) => false,
            Wrap::Mark(_) | Wrap::Code => self.open.iter().any(|it| it.wrap == wrap),
            Wrap::Link { .. } => {
                self.open.iter().any(|it| matches!(it.wrap, Wrap::Link { .. }))
            }
        };
        if repeats {
            return false;
        }
        if MAX_INLINES <= self.open.len() + 1 {
            self.say_once(Code::NestingFlattened, "marks inside marks");
            return false;
        }
        self.open.push(Open { id, wrap });
        true
    }

    /// Returns the marks that an element sets on its text, most of them one.
    pub(super) fn marks(&self, id: NodeId, name: &str) -> Option<Mark> {
        let mark = match name {
            "em" | "i" | "cite" | "dfn" | "var" => Mark::Emphasis,
            "strong" | "b" => {
                if self.styled(id, "font-weight", &["normal", "400"]) {
                    return None;
                }
                Mark::Strong
            }
            "del" | "s" | "strike" => Mark::Struck,
            "u" | "ins" => Mark::Underline,
            "sup" => Mark::Superscript,
            "sub" => Mark::Subscript,
            "mark" => Mark::Highlight,
            "q" => Mark::Quote,
            "span" | "font" | "small" | "big" | "bdi" => return self.styled_mark(id),
            _ => return None,
        };
        Some(mark)
    }

    fn styled_mark(&self, id: NodeId) -> Option<Mark> {
        let dom = self.dom;
        if dom.class(id).split_ascii_whitespace().any(|it| {
            matches!(
                &*it.to_ascii_lowercase(),
                "small-caps" | "smallcaps" | "small_caps" | "smcp" | "sc"
            )
        }) {
            return Some(Mark::SmallCaps);
        }
        dom.attr(id, "style")?;
        if self.styled(id, "font-style", &["italic", "oblique"]) {
            Some(Mark::Emphasis)
        } else if self.styled(id, "font-weight", &["bold", "bolder", "600", "700", "800"])
        {
            Some(Mark::Strong)
        } else if self.styled(id, "text-decoration", &["line-through"]) {
            Some(Mark::Struck)
        } else if self.styled(id, "text-decoration", &["underline"]) {
            Some(Mark::Underline)
        } else if self.styled(id, "font-variant", &["small-caps"]) {
            Some(Mark::SmallCaps)
        } else if self.styled(id, "vertical-align", &["super"]) {
            Some(Mark::Superscript)
        } else if self.styled(id, "vertical-align", &["sub"]) {
            Some(Mark::Subscript)
        } else {
            None
        }
    }

    /// Returns whether an element's own style sets a property to a value.
    pub(super) fn styled(&self, id: NodeId, property: &str, values: &[&str]) -> bool {
        let Some(style) = self.dom.attr(id, "style") else { return false };
        style.split(';').any(|rule| {
            let Some((name, value)) = rule.split_once(':') else { return false };
            name.trim().eq_ignore_ascii_case(property)
                && value
                    .trim()
                    .split_ascii_whitespace()
                    .any(|it| values.iter().any(|value| it.eq_ignore_ascii_case(value)))
        })
    }

    /// Returns the language that an element is in, where it is not the one
    /// around.
    pub(super) fn foreign_language(&self, id: NodeId) -> Option<String> {
        let tag = self.dom.attr(id, "lang").or_else(|| self.dom.attr(id, "xml:lang"))?;
        let tag = tag.trim();
        let primary = |it: &str| it.split('-').next().unwrap_or_default().to_lowercase();
        let legal = (2..=35).contains(&tag.len())
            && tag.chars().all(|it| it.is_ascii_alphanumeric() || it == '-')
            && tag.starts_with(|it: char| it.is_ascii_alphabetic());
        (legal && primary(tag) != primary(&self.language)).then(|| tag.to_owned())
    }
}

/// Returns whether there is nothing to read or look at.
pub(super) fn is_blank(content: &[Inline]) -> bool {
    content.iter().all(|it| match it {
        Inline::Text { text } => text.trim().is_empty(),
        Inline::Break => true,
        Inline::Marked { content, .. } => is_blank(content),
        Inline::Link(it) => is_blank(&it.content),
        Inline::Code { .. }
        | Inline::Image(_)
        | Inline::Math(_)
        | Inline::NoteRef { .. } => false,
    })
}

/// Appends the words alone.
pub(super) fn words(content: &[Inline], out: &mut String) {
    for inline in content {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::Marked { content, .. } => words(content, out),
            Inline::Link(it) => words(&it.content, out),
            Inline::Image(_) | Inline::Math(_) | Inline::NoteRef { .. } => (),
        }
    }
}

/// Returns where the first white space is that is not a single space, which stays
/// as it is.
fn odd_space(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let space = |it: u8| signs::is_space(char::from(it));
    let next = |at: usize| bytes.get(at + 1).is_some_and(|it| space(*it));
    let odd = |at: usize| space(bytes[at]) && (bytes[at] != b' ' || next(at));
    (0..bytes.len()).find(|at| odd(*at))
}

/// Returns the words alone.
pub(super) fn text_of(content: &[Inline]) -> String {
    let mut out = String::new();
    words(content, &mut out);
    out
}

/// Takes white space off both ends.
pub(super) fn trim(content: &mut Vec<Inline>) {
    trim_start(content);
    trim_end(content);
}

/// Takes white space off the start.
pub(super) fn trim_start(content: &mut Vec<Inline>) {
    let kept = content.iter_mut().position(|it| !is_trimmed_away(it, Side::Start));
    content.drain(..kept.unwrap_or(content.len()));
}

/// Takes white space off the end.
pub(super) fn trim_end(content: &mut Vec<Inline>) {
    let kept = content.iter_mut().rposition(|it| !is_trimmed_away(it, Side::End));
    content.truncate(kept.map_or(0, |it| it + 1));
}

#[derive(Clone, Copy, Eq, PartialEq)]
enum Side {
    Start,
    End,
}

/// Takes white space off one side, and returns whether nothing is left.
fn is_trimmed_away(it: &mut Inline, side: Side) -> bool {
    let trim = match side {
        Side::Start => trim_start,
        Side::End => trim_end,
    };
    match it {
        Inline::Text { text } if side == Side::End => {
            text.truncate(text.trim_end_matches(signs::is_space).len());
            text.is_empty()
        }
        Inline::Text { text } => {
            let kept = text.trim_start_matches(signs::is_space);
            if kept.len() != text.len() {
                *text = kept.to_owned();
            }
            text.is_empty()
        }
        Inline::Break => true,
        Inline::Marked { content, .. } => {
            trim(content);
            content.is_empty()
        }
        Inline::Link(it) => {
            trim(&mut it.content);
            it.content.is_empty()
        }
        Inline::Code { .. }
        | Inline::Image(_)
        | Inline::Math(_)
        | Inline::NoteRef { .. } => false,
    }
}
