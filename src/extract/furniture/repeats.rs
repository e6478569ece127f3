//! What the metadata has said already: headline, dek, byline and date.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Context,
    lines::{Line, shows},
};

/// What is known, folded for comparing.
pub(super) struct Known {
    title: String,
    subtitle: String,
    authors: Vec<String>,
    sections: Vec<String>,
}

impl Known {
    pub(super) fn new(cx: &Context<'_>) -> Self {
        Self {
            title: folded(&cx.card.title),
            subtitle: folded(cx.card.subtitle.as_deref().unwrap_or_default()),
            authors: cx.authors.iter().map(|it| folded(&it.name)).collect(),
            sections: cx.card.categories.iter().map(|it| folded(it)).collect(),
        }
    }

    /// Cuts the headline and the like at the top of the body.
    pub(super) fn rule(&self, cx: &Context<'_>, line: &Line<'_>) -> Option<&'static str> {
        let text = folded(&line.text);
        if text.is_empty() {
            return None;
        }
        // Some pages set every heading as the first.
        let first = line.element == "h1" && (line.head || self.title.contains(&text));
        if first || (text == self.title && line.head) {
            return Some("headline again");
        }
        let linked = line.run.count.chars == line.run.count.linked;
        if line.head && linked && self.sections.contains(&text) {
            return Some("section again");
        }
        if line.head && text == self.subtitle {
            return Some("dek again");
        }
        if (line.head || line.tail) && self.is_credit(&text) && !shows(cx, line.unit) {
            return Some("byline again");
        }
        None
    }

    /// Returns whether a line is about an author and nothing else.
    fn is_credit(&self, text: &str) -> bool {
        self.authors.iter().any(|it| {
            !it.is_empty() && text.len() < it.len() + 40 && text.contains(it.as_str())
        })
    }
}

/// How often a link must stand on a line of its own to be a button.
const BUTTONS: usize = 3;

/// Returns the words of links that stand again and again on lines of their own:
/// "Up", "See it in the shop".
pub(super) fn links(cx: &Context<'_>) -> BTreeSet<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (i, run) in cx.measure.runs.iter().enumerate() {
        if cx.kept[i]
            && run.count.chars == run.count.linked + run.count.jumps
            && run.count.chars <= LONGEST_BUTTON
            && let Some(unit) = cx.unit(run)
        {
            *seen.entry(cx.dom.words(unit)).or_default() += 1;
        }
    }
    seen.retain(|_, count| BUTTONS <= *count);
    seen.into_keys().collect()
}

/// Longer links say something, in characters.
const LONGEST_BUTTON: u32 = 40;

/// Folds away everything by which two printings of a line may differ.
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            out.extend(c.to_lowercase());
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}
