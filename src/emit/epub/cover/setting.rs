//! Texts to lines that fit a width.

use textwrap::{WordSeparator, core::Fragment, wrap_algorithms::wrap_first_fit};

use super::fonts::{Fonts, Line};

/// A word, and how wide it and the space after it are, in ems.
#[derive(Debug)]
struct Word {
    /// Where it is in the text.
    start: usize,
    end: usize,
    width: f64,
    space: f64,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width
    }

    fn whitespace_width(&self) -> f64 {
        self.space
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// A text, set in lines of about the same length.
#[derive(Debug)]
pub(super) struct Setting {
    pub(super) lines: Vec<Line>,
    /// The size of the letters.
    pub(super) size: f32,
}

/// Sets a text in the largest of the sizes, which fall, in which it fits into a
/// width and a number of lines that go with the size. In the last size what does
/// not fit is cut off.
pub(super) fn fit(
    fonts: &Fonts<'_>,
    text: &str,
    width: f32,
    sizes: &[(f32, usize)],
) -> Setting {
    let words = words(fonts, text);
    for (size, most) in sizes {
        let room = f64::from(width / size);
        let lines = wrap_first_fit(&words, &[room]);
        let fits = words.iter().all(|it| it.width <= room);
        if fits && lines.len() <= *most {
            let room = narrowest(&words, room, lines.len());
            let lines = wrap_first_fit(&words, &[room]);
            let lines = lines.iter().map(|it| fonts.set(spelt(text, it))).collect();
            return Setting { lines, size: *size };
        }
    }
    let (size, most) = sizes.last().copied().unwrap_or((64.0, 1));
    let lines = wrap_first_fit(&words, &[f64::from(width / size)]);
    let is_cut = most < lines.len();
    let mut set: Vec<Line> = Vec::new();
    for (i, line) in lines.iter().take(most).enumerate() {
        let mut spelt = spelt(text, line).to_owned();
        if is_cut && i + 1 == most {
            spelt.push_str(" …");
        }
        set.push(fonts.set(&shortened(fonts, spelt, width / size)));
    }
    Setting { lines: set, size }
}

/// Returns the narrowest width at which there are no more lines than so many:
/// lines of one length look better than a last line of one word.
fn narrowest(words: &[Word], most: f64, lines: usize) -> f64 {
    let widest = words.iter().map(|it| it.width).fold(0.0, f64::max);
    let (mut low, mut high) = (widest, most);
    for _ in 0..12 {
        let middle = f64::midpoint(low, high);
        if wrap_first_fit(words, &[middle]).len() <= lines {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}

fn words(fonts: &Fonts<'_>, text: &str) -> Vec<Word> {
    let mut at = 0;
    WordSeparator::UnicodeBreakProperties
        .find_words(text)
        .map(|it| {
            let start = at;
            let end = start + it.word.len();
            at = end + it.whitespace.len();
            let space = if it.whitespace.is_empty() { 0.0 } else { 0.26 };
            Word { start, end, width: f64::from(fonts.set(it.word).width), space }
        })
        .collect()
}

fn spelt<'t>(text: &'t str, line: &[Word]) -> &'t str {
    match (line.first(), line.last()) {
        (Some(first), Some(last)) => &text[first.start..last.end],
        (_, _) => "",
    }
}

/// Returns the beginning of a line that is no wider than so many ems.
fn shortened(fonts: &Fonts<'_>, line: String, room: f32) -> String {
    let width = fonts.set(&line).width;
    if width <= room {
        return line;
    }
    // Halved until it is found: a letter more would be too wide.
    let (mut low, mut high) = (0, line.chars().count());
    while 1 < high - low {
        let middle = usize::midpoint(low, high);
        let end = line.char_indices().nth(middle).map_or(line.len(), |it| it.0);
        if fonts.set(&line[..end]).width + 1.0 <= room {
            low = middle;
        } else {
            high = middle;
        }
    }
    let mut short: String = line.chars().take(low).collect();
    short.push('…');
    short
}
