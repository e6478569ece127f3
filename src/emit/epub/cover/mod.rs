//! A title to a cover.
//!
//! Shops and old readers want a picture made of pixels, so that is what is
//! drawn, with fonts of the program's own. What those fonts lack is drawn as
//! lines of text instead, and set by the reader in fonts of its own.

mod drawing;
#[cfg(feature = "pictures")]
mod fonts;
#[cfg(feature = "pictures")]
mod setting;
#[cfg(feature = "pictures")]
#[expect(clippy::cast_sign_loss, reason = "places on the sheet are checked first")]
mod sheet;

use super::language::Direction;

/// What is on a cover.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub(super) title: &'a str,
    pub(super) names: &'a [&'a str],
    pub(super) outlet: Option<&'a str>,
    /// The direction of the book's language.
    pub(super) direction: Direction,
}

/// A cover.
#[derive(Debug)]
pub(super) struct Drawn {
    /// A PNG picture or an SVG drawing.
    pub(super) bytes: Vec<u8>,
    /// The characters that no font at hand has. Letters among them make it a
    /// drawing, signs are left off.
    pub(super) lacking: String,
}

const WIDTH: u32 = 1600;
const HEIGHT: u32 = 2400;

/// How far the frame is from the edge.
const FRAME: u32 = 60;

const PAPER: [u8; 3] = [0xf4, 0xef, 0xe4];
const TITLE: [u8; 3] = [0x1f, 0x1b, 0x16];
const NAMES: [u8; 3] = [0x5a, 0x51, 0x48];
const ACCENT: [u8; 3] = [0x8a, 0x2f, 0x22];

/// Draws a cover with the title, the authors and the outlet on it.
///
/// `font` is a font to use before those built in.
#[cfg(feature = "pictures")]
pub(super) fn draw(words: &Words<'_>, font: Option<&[u8]>) -> Drawn {
    let bytes = &*fonts::FILES;
    let fonts = fonts::Fonts::of(font.into_iter().chain(bytes.iter().map(|it| &**it)));
    let names = named(words);
    let mut lacking = String::new();
    let texts = [words.title, &names, words.outlet.unwrap_or_default()];
    for c in texts.into_iter().flat_map(str::chars) {
        if !fonts.has(c) && !lacking.contains(c) {
            lacking.push(c);
        }
    }
    // A title without a letter is another title; one without a sign is not.
    if !lacking.contains(char::is_alphanumeric) {
        let [title, names, outlet] = texts.map(|it| it.replace(|c| !fonts.has(c), ""));
        let words = sheet::Words { title: &title, names: &names, outlet: &outlet };
        if let Some(bytes) = sheet::draw(&words, &fonts) {
            return Drawn { bytes, lacking };
        }
    }
    Drawn { bytes: drawing::draw(words), lacking }
}

/// Draws a cover with the title, the authors and the outlet on it.
#[cfg(not(feature = "pictures"))]
pub(super) fn draw(words: &Words<'_>, _: Option<&[u8]>) -> Drawn {
    Drawn { bytes: drawing::draw(words), lacking: String::new() }
}

/// Returns the names as one line, the rest counted off where there are many.
///
/// The line runs in the direction of the book. Each name runs in its own, and is
/// not broken unless it is long.
fn named(words: &Words<'_>) -> String {
    const MOST: usize = 12;
    const LONG: usize = 24;
    let turned = words.direction == Direction::RightToLeft;
    let names: Vec<String> = words
        .names
        .iter()
        .take(MOST)
        .map(|name| {
            let short = name.chars().count() <= LONG;
            let name = if short { name.replace(' ', "\u{a0}") } else { (*name).into() };
            format!("{}\u{2068}{name}\u{2069}", if turned { "\u{200f}" } else { "" })
        })
        .collect();
    let mut line = names.join(", ");
    if MOST < words.names.len() {
        line.push_str(" …");
    }
    line
}

#[cfg(all(test, feature = "pictures"))]
mod tests {
    use super::*;

    fn drawn(title: &str, names: &[&str]) -> Drawn {
        draw(
            &Words {
                title,
                names,
                outlet: Some("The Harbour Review"),
                direction: Direction::LeftToRight,
            },
            None,
        )
    }

    #[test]
    fn letters_that_the_fonts_have_become_pixels() {
        for (title, name) in [
            ("The Ledger of a Pier", "Ann Ó Brolcháin"),
            ("Зима на солеварне", "Анна Ветрова"),
            ("Ένας χειμώνας στις αλυκές", "Άννα Αλυκή"),
            ("شتاء في الملّاحة", "آنا"),
            ("חורף במפעל המלח", "אנה"),
        ] {
            let drawn = drawn(title, &[name]);
            assert_eq!(drawn.lacking, "", "{title}");
            assert!(drawn.bytes.starts_with(b"\x89PNG"), "{title}");
            assert_eq!(
                imagesize::blob_size(&drawn.bytes).map(|it| (it.width, it.height)).ok(),
                Some((WIDTH as usize, HEIGHT as usize))
            );
        }
    }

    #[test]
    fn letters_that_the_fonts_lack_are_left_to_the_reader() {
        let drawn = drawn("𓂀 and ᚠ", &["A. Keeper"]);
        assert_eq!(drawn.lacking, "𓂀ᚠ");
        let text = String::from_utf8(drawn.bytes).unwrap();
        assert!(text.contains("𓂀 and ᚠ"), "{text}");
    }

    #[test]
    fn a_sign_that_the_fonts_lack_is_left_off() {
        let drawn = drawn("Tide 🌊", &["A. Keeper"]);
        assert_eq!(drawn.lacking, "🌊");
        assert!(drawn.bytes.starts_with(b"\x89PNG"));
    }

    #[test]
    fn a_title_of_any_length_fits() {
        for title in ["", "A", &"long ".repeat(400), &"x".repeat(3000)] {
            let names = vec!["A. Keeper of the Light"; 300];
            assert!(drawn(title, &names).bytes.starts_with(b"\x89PNG"));
        }
    }

    #[test]
    fn the_same_words_give_the_same_bytes() {
        let [one, other] = [0, 1].map(|_| drawn("Tide", &["A. Keeper"]).bytes);
        assert_eq!(one, other);
    }

    #[test]
    fn names_keep_their_order_and_are_not_broken() {
        let direction = Direction::LeftToRight;
        let words = Words {
            title: "Tide",
            names: &["A. Keeper", "آنا", "ليلى"],
            outlet: None,
            direction,
        };
        let line = named(&words);
        assert_eq!(
            line,
            "\u{2068}A.\u{a0}Keeper\u{2069}, \u{2068}آنا\u{2069}, \u{2068}ليلى\u{2069}"
        );
        let words = Words { direction: Direction::RightToLeft, ..words };
        assert!(named(&words).starts_with("\u{200f}\u{2068}"));
        assert_eq!(draw(&words, None).lacking, "");
    }

    #[test]
    fn what_is_no_font_is_passed_over() {
        let words = Words {
            title: "Tide",
            names: &[],
            outlet: None,
            direction: Direction::LeftToRight,
        };
        let drawn = draw(&words, Some(b"not a font"));
        assert!(drawn.bytes.starts_with(b"\x89PNG"));
    }
}
