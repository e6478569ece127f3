//! What is left over when something was cut out.

use super::Context;

/// Cuts headings that have lost what stood under them.
pub(super) fn cut(cx: &mut Context<'_>) {
    let measure = cx.measure;
    let mut under: Option<u8> = Some(0);
    let mut lost = false;
    for (i, run) in measure.runs.iter().enumerate().rev() {
        if !cx.kept[i] {
            lost = true;
            continue;
        }
        let level = level(cx.dom.name(run.block));
        if let (Some(level), Some(next)) = (level, under)
            && next <= level
            && (lost || next == 0)
            && let Some(unit) = cx.unit(run)
        {
            cx.cut(unit, "heading over nothing");
            continue;
        }
        under = level;
        lost = false;
    }
}

fn level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', it @ b'1'..=b'6'] => Some(it - b'0'),
        _ => None,
    }
}
