//! Footnotes, endnotes and sidenotes, however a page marks them.
//!
//! A note is a call and a text. The call is a link to a place on the page that
//! looks like one (a number, a dagger, raised, or named as one), and its text is
//! the block at that place. Both are found before the walk, because a page may
//! well keep its notes outside the article.

mod around;
mod find;
mod lines;
mod marks;
mod spoken;

use std::collections::HashMap;

use crate::{
    article::{Block, Inline, Note},
    dom::{Dom, NodeId},
    report::Code,
};

use self::{find::Finder, marks::begins_with};
use super::{
    Context, Lowering,
    block::{Close, Flow, Step},
    inline::{text_of, trim_start},
};

/// An attribute of a call, with the label of its note.
pub(super) const CALL: &str = "data-offprint-call";
/// An attribute of the text of a note, with its label.
pub(super) const TEXT: &str = "data-offprint-note";

/// Longer texts are chapters, not notes.
const MAX_NOTE: usize = 20_000;

/// The calls and notes of a part.
#[derive(Debug, Default)]
pub(super) struct Notes {
    roles: HashMap<NodeId, Role>,
    texts: Vec<Text>,
    /// Notes that are lines of a larger block: where each begins, and what follows it.
    lines: HashMap<NodeId, NodeId>,
    /// The notes in the order they were called.
    called: Vec<Slot>,
}

/// What a node is to a note.
#[derive(Clone, Copy, Debug)]
enum Role {
    /// It calls the note whose text is at this place.
    Call(usize),
    /// It holds nothing but notes, or leads back from one.
    Skip,
}

/// Where the text of a note is.
#[derive(Debug)]
struct Text {
    within: NodeId,
    from: NodeId,
    end: NodeId,
    /// How the text calls it: `1`, `*`.
    label: String,
    number: Option<usize>,
    /// Whether it stands where notes do, so that it is kept if never called.
    listed: bool,
}

#[derive(Debug)]
enum Slot {
    Text(usize),
    Lowered(Vec<Block>),
}

impl Notes {
    /// Finds the notes of a part.
    pub(super) fn find(cx: &Context<'_>, roots: &[NodeId], marked_only: bool) -> Self {
        let mut finder = Finder::new(cx);
        finder.marked(roots);
        if marked_only {
            return finder.notes;
        }
        let links = finder.links(roots);
        if !links.is_empty() {
            finder.linked(&links);
        }
        finder.spoken(roots);
        finder.notes
    }
}

impl Lowering<'_> {
    /// Handles an element that is a call, a note or a way back.
    pub(super) fn note(&mut self, flow: &mut Flow, id: NodeId) -> Option<Step> {
        if !self.notes.roles.is_empty()
            && let Some(role) = self.notes.roles.get(&id).copied()
        {
            if let Role::Call(text) = role {
                let note = self.number(text);
                flow.run.put(&self.open, Inline::NoteRef { note });
            }
            return Some(Step::Over);
        }
        None
    }

    /// Returns what follows a note that begins at a node and has no block of its own.
    pub(super) fn after_note(&self, id: NodeId) -> Option<NodeId> {
        if self.notes.lines.is_empty() {
            return None;
        }
        self.notes.lines.get(&id).copied()
    }

    /// Reads a note that stands in the text and is shown in the margin.
    pub(super) fn sidenote(&mut self, flow: &mut Flow, id: NodeId) -> Step {
        if !self.takes_notes {
            return Step::Into(Close::Nothing);
        }
        let open = std::mem::take(&mut self.open);
        self.takes_notes = false;
        let blocks = self.flow(id, 2);
        self.takes_notes = true;
        self.open = open;
        if !blocks.is_empty() {
            let note = self.notes.called.len();
            self.notes.called.push(Slot::Lowered(blocks));
            flow.run.put(&self.open, Inline::NoteRef { note });
        }
        Step::Over
    }

    fn number(&mut self, text: usize) -> usize {
        if let Some(number) = self.notes.texts[text].number {
            return number;
        }
        let number = self.notes.called.len();
        self.notes.texts[text].number = Some(number);
        self.notes.called.push(Slot::Text(text));
        number
    }

    /// Lowers the texts of the notes in the order they were called; a note may
    /// call another.
    pub(super) fn lower_notes(&mut self) -> Vec<Note> {
        let mut notes: Vec<Note> = Vec::new();
        let mut swept = false;
        loop {
            while notes.len() < self.notes.called.len() {
                let slot = &mut self.notes.called[notes.len()];
                let blocks = match slot {
                    Slot::Lowered(blocks) => std::mem::take(blocks),
                    Slot::Text(text) => {
                        let text = *text;
                        self.note_text(text)
                    }
                };
                let mut note = Note::default();
                note.blocks = blocks;
                notes.push(note);
            }
            if swept {
                return notes;
            }
            swept = true;
            for text in 0..self.notes.texts.len() {
                if self.notes.texts[text].number.is_none()
                    && self.notes.texts[text].listed
                {
                    let within = self.notes.texts[text].within;
                    let words: String = self.dom.words(within).chars().take(80).collect();
                    self.report.add(Code::NoteLoose, words);
                    self.number(text);
                }
            }
        }
    }

    fn note_text(&mut self, text: usize) -> Vec<Block> {
        let Text { within, from, end, ref label, .. } = self.notes.texts[text];
        let label = label.clone();
        let mut blocks = self.walk(from, within, end, 1);
        if !self.exact
            && let Some(Block::Paragraph { content }) = blocks.first_mut()
        {
            drop_label(content, &label);
            if content.is_empty() {
                blocks.remove(0);
            }
        }
        blocks
    }
}

/// Takes the number off the start of a note.
fn drop_label(content: &mut Vec<Inline>, label: &str) {
    let whole = text_of(content);
    if label.is_empty() || begins_with(&whole, label).is_none() {
        // What is left when the number was a link: a full stop, a bracket.
        if let Some(Inline::Text { text }) = content.first_mut() {
            let kept = text.trim_start_matches([' ', '\u{a0}']);
            let kept =
                kept.strip_prefix(['.', ')', ']', ':', '^', '↑']).map_or(kept, |rest| {
                    if rest.starts_with([' ', '\u{a0}']) { rest } else { kept }
                });
            *text = kept.trim_start_matches([' ', '\u{a0}']).to_owned();
        }
        trim_start(content);
        return;
    }
    match content.first_mut() {
        Some(Inline::Text { text }) => {
            if let Some(rest) = begins_with(text, label) {
                *text = rest.to_owned();
            }
        }
        Some(Inline::Marked { content: inner, .. })
            if begins_with(&text_of(inner), label) == Some("") =>
        {
            content.remove(0);
            if let Some(Inline::Text { text }) = content.first_mut() {
                *text = text
                    .trim_start_matches(['.', ')', ']', ':', ' ', '\u{a0}'])
                    .to_owned();
            }
        }
        _ => (),
    }
    trim_start(content);
}

/// Returns whether an element is the switch that shows a sidenote.
pub(super) fn is_sidenote_switch(dom: &Dom, id: NodeId) -> bool {
    dom.class(id).split_ascii_whitespace().any(|it| it == "margin-toggle")
}
