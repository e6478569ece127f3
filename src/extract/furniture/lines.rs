//! Single lines that are no part of the text.

use crate::extract::{furniture::phrases, measure::Run};

use super::{Context, repeats};

/// What a line says, and where it stands.
pub(super) struct Line<'a> {
    pub(super) run: &'a Run,
    /// Its words, collapsed.
    pub(super) text: String,
    /// The element that holds this line alone.
    pub(super) element: &'a str,
    /// Whether no prose has come before it.
    pub(super) head: bool,
    /// Whether no prose comes after it.
    pub(super) tail: bool,
}

/// The longest line that is read.
const LONGEST: u32 = 300;

/// Cuts lines by what they say.
pub(super) fn cut(cx: &mut Context<'_>) {
    let measure = cx.measure;
    let is_text = |cx: &Context<'_>, i: usize| {
        cx.kept[i]
            && measure.runs[i].count.prose != 0
            && 60 <= measure.runs[i].count.chars
    };
    let Some(first) = (0..measure.runs.len()).find(|i| is_text(cx, *i)) else { return };
    let last = (0..measure.runs.len()).rfind(|i| is_text(cx, *i)).unwrap_or(first);
    let known = repeats::Known::new(cx);
    for (i, run) in measure.runs.iter().enumerate() {
        if !cx.kept[i] || LONGEST < run.count.chars {
            continue;
        }
        let Some(unit) = cx.unit(run) else { continue };
        let line = Line {
            run,
            text: cx.dom.words(run.block),
            element: cx.dom.name(run.block),
            head: i < first,
            tail: last < i,
        };
        let rule = known.rule(cx, &line).or_else(|| rule(cx, &line));
        if let Some(rule) = rule {
            cx.cut(unit, rule);
        }
    }
}

fn rule(_: &Context<'_>, line: &Line<'_>) -> Option<&'static str> {
    let count = line.run.count;
    if phrases::is_chrome(&line.text) {
        return Some("label of the page");
    }
    if 0 < count.linked && phrases::leads_elsewhere(&line.text) {
        return Some("read more");
    }
    let listed = matches!(line.element, "li" | "td" | "th" | "dt" | "dd" | "pre");
    if count.chars == count.linked && !listed && !line.run.ends {
        return Some("nothing but a link");
    }
    let heading = matches!(line.element, "h2" | "h3" | "h4" | "h5" | "h6");
    if line.head && count.prose == 0 && !listed && !heading {
        return Some("before the text");
    }
    None
}
