//! Lines that the page leaves out where it tells its text to machines.

use crate::{
    dom::{NodeId, is_media},
    extract::measure::Names,
};

use super::Context;

/// How much of the body must be told for the rest to be doubted.
const LEAST: f32 = 0.85;
/// How much may come after the last line that is told and still be no part of the
/// text.
const MOST_AFTER: f32 = 0.08;
/// Longer lines are part of the text all the same, in characters.
const LONGEST: u32 = 300;

/// Cuts lines that JSON-LD does not tell, if it tells nearly all of the text.
pub(super) fn cut(cx: &mut Context<'_>, told: &[bool]) {
    let measure = cx.measure;
    let (mut inside, mut all) = (0, 0);
    for (i, run) in measure.runs.iter().enumerate() {
        if cx.kept[i] {
            all += run.count.prose;
            inside += if told[i] { run.count.prose } else { 0 };
        }
    }
    if (inside as f32) < LEAST * all as f32 || all < 600 {
        return;
    }
    // What is told may break off, so much of what comes after is text.
    let mut last = told.iter().rposition(|it| *it).unwrap_or_default();
    let after = (last + 1..measure.runs.len()).filter(|i| cx.kept[*i]);
    let after: u32 = after.map(|i| measure.runs[i].count.prose).sum();
    if (after as f32) < MOST_AFTER * all as f32 {
        last = measure.runs.len();
    }
    for (i, run) in measure.runs[..last].iter().enumerate() {
        // Structure is left out of what is told, and short lines are not looked
        // for in it.
        let plain = matches!(cx.dom.name(run.block), "p" | "div" | "section" | "aside");
        if !cx.kept[i]
            || told[i]
            || !plain
            || LONGEST < run.count.chars
            || run.count.chars < 20
        {
            continue;
        }
        if let Some(unit) = cx.unit(run)
            && !illustrates(cx, unit)
        {
            cx.cut(unit, "not in the text that json-ld tells");
        }
    }
}

/// Returns whether a line stands under a picture, or holds one. Machines are told
/// the words of a text and not what it shows.
fn illustrates(cx: &Context<'_>, unit: NodeId) -> bool {
    let dom = cx.dom;
    let around = std::iter::once(unit).chain(dom.ancestors(unit).take(4));
    let mut around = around.take_while(|it| !cx.roots.contains(it));
    around.any(|it| {
        matches!(dom.name(it), "figure" | "figcaption" | "blockquote")
            || cx.measure.names(it).any(Names::CAPTION.or(Names::POST))
    }) || dom.subtree(unit).any(|it| {
        let name = dom.name(it);
        is_media(name) || name == "math"
    })
}
