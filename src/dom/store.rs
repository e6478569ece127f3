//! What the nodes of a growing tree hold.

use html5ever::{Attribute, local_name};

use super::{
    Attr, NONE,
    index::{self, Interner},
};

/// The first and the last of the pieces that a text is made of.
#[derive(Clone, Copy)]
pub(super) struct Pieces {
    first: u32,
    last: u32,
}

/// Where the attributes of an element are, and what is known of them.
#[derive(Clone, Copy, Default)]
pub(super) struct Attrs {
    pub(super) range: (u32, u32),
    /// Bits of their names.
    pub(super) bits: u32,
    /// The place of the value of `class`.
    pub(super) class: u32,
}

/// What the nodes hold: text and attributes, laid down as they come, so that no
/// node has memory of its own.
#[derive(Default)]
pub(super) struct Store {
    pub(super) text: String,
    /// Stretches of the text, each with the piece that goes on with it.
    pieces: Vec<(u32, u32, u32)>,
    pub(super) attrs: Vec<Attr>,
    pub(super) values: String,
    pub(super) classes: Interner,
}

impl Store {
    /// Begins a text.
    pub(super) fn text(&mut self, text: &str) -> Pieces {
        let piece = self.piece(text);
        Pieces { first: piece, last: piece }
    }

    fn piece(&mut self, text: &str) -> u32 {
        let from = self.text.len() as u32;
        self.text.push_str(text);
        self.pieces.push((from, self.text.len() as u32, NONE));
        self.pieces.len() as u32 - 1
    }

    /// Goes on with a text.
    pub(super) fn extend(&mut self, pieces: &mut Pieces, text: &str) {
        let last = &mut self.pieces[pieces.last as usize];
        if last.1 as usize == self.text.len() {
            self.text.push_str(text);
            last.1 = self.text.len() as u32;
            return;
        }
        let piece = self.piece(text);
        self.pieces[pieces.last as usize].2 = piece;
        pieces.last = piece;
    }

    /// Appends a text to another string.
    pub(super) fn copy(&self, pieces: Pieces, to: &mut String) {
        let mut at = pieces.first;
        while at != NONE {
            let (from, until, next) = self.pieces[at as usize];
            to.push_str(&self.text[from as usize..until as usize]);
            at = next;
        }
    }

    /// Appends the beginning of a text to another string, of so many bytes at most.
    pub(super) fn copy_some(&self, pieces: Pieces, most: usize, to: &mut String) {
        let mut at = pieces.first;
        let mut left = most;
        while at != NONE && 0 < left {
            let (from, until, next) = self.pieces[at as usize];
            let piece = &self.text[from as usize..until as usize];
            let piece = &piece[..piece.floor_char_boundary(left)];
            to.push_str(piece);
            left -= piece.len().max(1).min(left);
            at = next;
        }
    }

    pub(super) fn add(&mut self, attrs: Vec<Attribute>) -> Attrs {
        let start = self.attrs.len() as u32;
        let mut found = Attrs::default();
        for attr in attrs {
            let name = attr.name.local;
            found.bits |= index::bit(&name);
            let value = if name == local_name!("class") {
                let (class, value) = self.classes.add(&attr.value, &mut self.values);
                found.class = class;
                value
            } else {
                let from = self.values.len() as u32;
                self.values.push_str(&attr.value);
                (from, self.values.len() as u32)
            };
            self.attrs.push(Attr { name, value });
        }
        found.range = (start, self.attrs.len() as u32);
        found
    }
}
