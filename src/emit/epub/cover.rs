//! A title to a cover.

use crate::render::Markup;

const WIDTH: usize = 1600;
const HEIGHT: usize = 2400;

/// Draws a cover with the title, the authors and the outlet on it.
pub(super) fn draw(title: &str, names: &[&str], outlet: Option<&str>) -> Vec<u8> {
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
        .attr("fill", "#f4efe4")
        .empty();
    out.tag("rect")
        .attr("x", "60")
        .attr("y", "60")
        .attr("width", &(WIDTH - 120).to_string())
        .attr("height", &(HEIGHT - 120).to_string())
        .attr("fill", "none")
        .attr("stroke", "#8a2f22")
        .attr("stroke-width", "6")
        .empty();
    let size = match title.chars().count() {
        0..=24 => 170,
        25..=60 => 130,
        61..=140 => 100,
        _ => 76,
    };
    let mut y = 620;
    for line in lines(title, (WIDTH - 320) * 100 / (size * 52)) {
        y += size * 5 / 4;
        text(&mut out, y, size, "#1f1b16", &line);
    }
    y = y.max(1300) + 140;
    for line in lines(&names.join(", "), 34).iter().take(6) {
        y += 96;
        text(&mut out, y, 72, "#5a5148", line);
    }
    if let Some(outlet) = outlet {
        text(&mut out, HEIGHT - 180, 60, "#8a2f22", outlet);
    }
    out.close();
    out.into_string().into_bytes()
}

fn text(out: &mut Markup, y: usize, size: usize, fill: &str, line: &str) {
    out.tag("text")
        .attr("x", &(WIDTH / 2).to_string())
        .attr("y", &y.to_string())
        .attr("font-size", &size.to_string())
        .attr("fill", fill)
        .around(line);
}

/// Breaks a text into lines of so many characters at most.
fn lines(text: &str, width: usize) -> Vec<String> {
    textwrap::wrap(text, width.max(8))
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}
