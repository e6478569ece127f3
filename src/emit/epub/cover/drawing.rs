//! A cover as lines of text, which a reader sets in fonts of its own.

use crate::render::Markup;

use super::{ACCENT, FRAME, HEIGHT, NAMES, PAPER, TITLE, WIDTH, Words, named};

/// Returns an SVG drawing.
pub(super) fn draw(words: &Words<'_>) -> Vec<u8> {
    let mut out = Markup::default();
    let view = format!("0 0 {WIDTH} {HEIGHT}");
    out.tag("svg")
        .attr("xmlns", "http://www.w3.org/2000/svg")
        .attr("viewBox", &view)
        .attr("width", &WIDTH.to_string())
        .attr("height", &HEIGHT.to_string())
        .attr("font-family", "Georgia, 'Times New Roman', serif")
        .attr("text-anchor", "middle")
        .open();
    out.tag("rect")
        .attr("width", &WIDTH.to_string())
        .attr("height", &HEIGHT.to_string())
        .attr("fill", &colour(PAPER))
        .empty();
    out.tag("rect")
        .attr("x", &FRAME.to_string())
        .attr("y", &FRAME.to_string())
        .attr("width", &(WIDTH - 2 * FRAME).to_string())
        .attr("height", &(HEIGHT - 2 * FRAME).to_string())
        .attr("fill", "none")
        .attr("stroke", &colour(ACCENT))
        .attr("stroke-width", "6")
        .empty();
    let size = match words.title.chars().count() {
        0..=24 => 170,
        25..=60 => 130,
        61..=140 => 100,
        _ => 76,
    };
    let mut y = 620;
    // Fourteen lines of the smallest letters are what the upper half holds.
    for line in lines(words.title, (WIDTH - 320) * 100 / (size * 52)).iter().take(14) {
        y += size * 5 / 4;
        text(&mut out, y, size, TITLE, line);
    }
    y = y.max(1300) + 140;
    for line in lines(&named(words), 34).iter().take(5) {
        y += 96;
        text(&mut out, y, 72, NAMES, line);
    }
    if let Some(outlet) = words.outlet {
        text(&mut out, HEIGHT - 180, 60, ACCENT, outlet);
    }
    out.close();
    out.into_string().into_bytes()
}

fn text(out: &mut Markup, y: u32, size: u32, fill: [u8; 3], line: &str) {
    out.tag("text")
        .attr("x", &(WIDTH / 2).to_string())
        .attr("y", &y.to_string())
        .attr("font-size", &size.to_string())
        .attr("fill", &colour(fill))
        .around(line);
}

fn colour([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// Breaks a text into lines that are so wide at most, a letter of the West
/// counted as one.
fn lines(text: &str, width: u32) -> Vec<String> {
    textwrap::wrap(text, width.max(8) as usize)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}
