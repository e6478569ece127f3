//! A sample of a text's phrases: small, and most of it survives an edit.
//!
//! The phrases with the smallest hashes are kept (a "bottom-k sketch"; Broder,
//! "On the resemblance and containment of documents", 1997), so two samples share
//! about as much as the texts do.

use std::{collections::BTreeSet, fmt};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// How many phrases are kept.
const SIZE: usize = 24;

/// How many words a phrase has.
const WORDS: usize = 3;

/// How many letters of a word are one piece of it.
const PIECE: usize = 16;

/// How few phrases tell a text from others.
const TELLING: usize = 12;

/// The smallest hashes of a text's phrases.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sketch(BTreeSet<u32>);

impl Sketch {
    pub(super) fn of(text: &str) -> Self {
        let mut phrases = Phrases::default();
        let mut rest = text;
        while !rest.is_empty() {
            // Most letters are one byte, which needs no decoding.
            let mut hash = BASIS;
            let mut letters = 0;
            for letter in rest.bytes().map(|it| LOWER[usize::from(it)]).take(PIECE) {
                if letter == 0 {
                    break;
                }
                hash = step(hash, char::from(letter));
                letters += 1;
            }
            let mut end = letters;
            // Scripts without spaces make long words; pieces of them do as well.
            let others = rest[end..].chars().take_while(|it| it.is_alphanumeric());
            for c in others.take(PIECE - letters) {
                hash = c.to_lowercase().fold(hash, step);
                letters += 1;
                end += c.len_utf8();
            }
            if letters == 0 {
                end = rest.chars().next().map_or(rest.len(), char::len_utf8);
            } else {
                phrases.piece(hash);
            }
            rest = &rest[end..];
        }
        Self(phrases.smallest.into_iter().collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether there is enough of it to know the text by.
    pub(super) fn is_telling(&self) -> bool {
        TELLING <= self.0.len()
    }

    pub(super) fn hashes(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.iter().copied()
    }

    /// Returns how much of two texts is the same, from 0 to 1.
    pub(super) fn likeness(&self, other: &Self) -> f64 {
        let both: BTreeSet<u32> = self.0.union(&other.0).copied().take(SIZE).collect();
        if both.is_empty() {
            return 0.0;
        }
        let shared = both.iter().filter(|it| self.0.contains(it) && other.0.contains(it));
        shared.count() as f64 / both.len() as f64
    }
}

/// What is kept while a text is read.
#[derive(Default)]
struct Phrases {
    /// In order.
    smallest: Vec<u32>,
    /// The hashes of the last words.
    last: [u64; WORDS],
    read: usize,
}

impl Phrases {
    fn piece(&mut self, hash: u64) {
        self.last.rotate_left(1);
        self.last[WORDS - 1] = hash;
        self.read += 1;
        if self.read < WORDS {
            return;
        }
        let mixed = self.last.iter().fold(0, |all, it| mix(all ^ it));
        let small = (mixed >> 32) as u32;
        let full = self.smallest.len() == SIZE;
        if full && self.smallest.last().is_some_and(|it| *it <= small) {
            return;
        }
        if let Err(place) = self.smallest.binary_search(&small) {
            self.smallest.truncate(SIZE - 1);
            self.smallest.insert(place, small);
        }
    }
}

/// The small letter or digit of each byte that is one by itself, or 0.
const LOWER: [u8; 256] = {
    let mut letters = [0; 256];
    let mut at = 0_u8;
    while at < 128 {
        if at.is_ascii_alphanumeric() {
            letters[at as usize] = at.to_ascii_lowercase();
        }
        at += 1;
    }
    letters
};

/// What a hash begins with: FNV-1a, which is the same everywhere and for ever.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, c: char) -> u64 {
    (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3)
}

/// Spreads every bit over all others.
fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 30;
    hash = hash.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash ^= hash >> 27;
    hash = hash.wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

impl fmt::Display for Sketch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|it| write!(f, "{it:08x}"))
    }
}

impl Serialize for Sketch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sketch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bad = || de::Error::custom("a sample of phrases is written in hexadecimal");
        let parts = text.as_bytes().chunks(8).map(|it| {
            let it = str::from_utf8(it).ok().filter(|it| it.len() == 8);
            it.and_then(|it| u32::from_str_radix(it, 16).ok()).ok_or_else(bad)
        });
        parts.collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The sea comes and goes, and most of what has been written about \
                        it is about the coming. This is about the going. It is quieter, \
                        it happens twice a day, and afterwards there is more land.";

    #[test]
    fn an_edit_leaves_most_of_it() {
        let was = Sketch::of(TEXT);
        assert!(was.is_telling());
        let edited = Sketch::of(&TEXT.replace("quieter", "louder"));
        assert!(0.5 < was.likeness(&edited), "{}", was.likeness(&edited));
        let other = Sketch::of(&TEXT.replace(' ', " not "));
        assert!(was.likeness(&other) < 0.1);
        assert!(0.99 < was.likeness(&was));
    }

    #[test]
    fn words_are_letters_and_digits_of_any_script() {
        for text in ["", "—", "A1 b—ç’d\u{a0}é", " 海が来る。ไป 12, x ", "été", TEXT]
        {
            let mut phrases = Phrases::default();
            for word in text.split(|it: char| !it.is_alphanumeric()) {
                let letters: Vec<char> = word.chars().collect();
                for piece in letters.chunks(PIECE) {
                    let lower = piece.iter().flat_map(|it| it.to_lowercase());
                    phrases.piece(lower.fold(BASIS, step));
                }
            }
            assert_eq!(Sketch::of(text).0, phrases.smallest.into_iter().collect());
        }
    }

    #[test]
    fn it_comes_back_from_text() {
        let was = Sketch::of(TEXT);
        let json = serde_json::to_string(&was).unwrap();
        assert_eq!(serde_json::from_str::<Sketch>(&json).unwrap(), was);
        assert!(serde_json::from_str::<Sketch>("\"12\"").is_err());
    }
}
