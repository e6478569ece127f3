//! The ids of a document: which the article's headings have, and which are the
//! program's own.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use crate::article::{Block, Body, Piece};

/// The names that an article's headings go by, and the ids they get.
///
/// An id in XML begins with a letter and has no spaces; a name in an article may
/// be anything.
#[derive(Debug, Default)]
pub(super) struct Ids {
    by_name: BTreeMap<String, String>,
    taken: BTreeSet<String>,
    printed: BTreeSet<String>,
    unnamed: usize,
}

impl Ids {
    pub(super) fn of(body: &Body) -> Self {
        let mut ids = Self::default();
        body.walk(&mut |piece| match piece {
            Piece::Block(Block::Heading(it)) => {
                if let Some(name) = it.id.as_deref().filter(|it| !it.is_empty())
                    && !ids.by_name.contains_key(name)
                {
                    let id = ids.free(&sound(name));
                    ids.by_name.insert(name.to_owned(), id);
                }
            }
            Piece::Block(_) | Piece::Inline(_) => (),
        });
        ids
    }

    /// Returns the names and the ids they get, in the order of the names.
    pub(super) fn pairs(self) -> Vec<(String, String)> {
        self.by_name.into_iter().collect()
    }

    /// Returns the id of the heading with a name, as a link spells it.
    pub(super) fn target(&self, name: &str) -> Option<String> {
        let found = self.by_name.get(name);
        found.or_else(|| self.by_name.get(&*decoded(name))).cloned()
    }

    /// Returns the id to print on a heading: that of its name the first time the
    /// name comes up.
    pub(super) fn printed(&mut self, name: Option<&str>) -> Option<String> {
        let id = self.by_name.get(name?)?.clone();
        self.printed.insert(id.clone()).then_some(id)
    }

    /// Returns an id for a heading that has no name.
    pub(super) fn unnamed(&mut self) -> String {
        self.unnamed += 1;
        self.free(&format!("h{}", self.unnamed))
    }

    fn free(&mut self, wanted: &str) -> String {
        let mut id = wanted.to_owned();
        let mut n = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{wanted}-{n}");
            n += 1;
        }
        id
    }
}

/// Returns a name as an id that XML allows and the program does not use itself.
fn sound(name: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let letters = |c: char| plain(c) || (!c.is_ascii() && c.is_alphabetic());
    let starts = name.starts_with(|c: char| c.is_alphabetic());
    if starts && name.chars().all(letters) && !is_own(name) {
        return Cow::Borrowed(name);
    }
    let safe: String = name.chars().map(|c| if letters(c) { c } else { '-' }).collect();
    Cow::Owned(format!("s-{safe}"))
}

/// Returns whether the program uses an id itself: for notes, comments, and
/// parts of the page.
fn is_own(name: &str) -> bool {
    let digits = |it: &str| it.starts_with(|c: char| c.is_ascii_digit());
    let numbered = ["fnref", "fn", "c", "m", "h"]
        .iter()
        .any(|it| name.strip_prefix(it).is_some_and(digits));
    numbered
        || matches!(
            name,
            "article"
                | "comments"
                | "contributor-note"
                | "offprint"
                | "republication"
                | "t"
        )
}

fn decoded(name: &str) -> Cow<'_, str> {
    if !name.contains('%') {
        return Cow::Borrowed(name);
    }
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let code = match (byte, tail) {
            (b'%', [a, b, ..]) => hex(*a).zip(hex(*b)).map(|(a, b)| a * 16 + b),
            _ => None,
        };
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    Cow::Owned(String::from_utf8_lossy(&bytes).into_owned())
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|it| it as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_sound_and_never_the_programs_own() {
        assert_eq!(sound("the-dome"), "the-dome");
        assert_eq!(sound("café"), "café");
        assert_eq!(sound("fn1"), "s-fn1");
        assert_eq!(sound("2 a:b"), "s-2-a-b");
        assert_eq!(sound("comments"), "s-comments");
    }

    #[test]
    fn links_may_spell_a_name_in_percent_codes() {
        assert_eq!(decoded("caf%C3%A9%"), "café%");
    }
}
