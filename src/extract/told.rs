//! The text as the page tells it to machines.
//!
//! What a page says in JSON-LD is often cut short, and what it hands to its
//! scripts may be anything. So neither is printed where the page itself has the
//! text; they say where the text is, what is no part of it, and stand in for it
//! where the page has none.

use memchr::memmem;
use serde_json::Value;

use crate::{
    article::Metadata,
    dom::{self, Dom, NodeId},
};

use super::{Measure, Page, state};

/// Shorter texts say nothing, in characters.
const LEAST: usize = 400;

/// The text as JSON-LD has it.
#[derive(Debug)]
pub(super) struct Told {
    /// As it is told, which may be plain text or markup.
    pub(super) text: String,
    /// Its letters and digits alone, in lower case.
    folded: String,
}

impl Told {
    /// Reads the longest text that JSON-LD tells.
    pub(super) fn read(page: &Page<'_>) -> Option<Self> {
        let mut longest = "";
        let mut open: Vec<&Value> = page.json_ld.iter().collect();
        while let Some(value) = open.pop() {
            match value {
                Value::Object(it) => {
                    if let Some(Value::String(text)) = it.get("articleBody")
                        && longest.len() < text.len()
                    {
                        longest = text;
                    }
                    open.extend(it.values());
                }
                Value::Array(it) => open.extend(it),
                _ => (),
            }
        }
        if longest.len() < LEAST {
            return None;
        }
        let folded = match longest.contains(['<', '&']) {
            true => {
                let (dom, _) = dom::parse_fragment(longest);
                // Markup may be written as text, and be markup again.
                let text = dom.text(Dom::ROOT);
                match text.contains("</") {
                    true => folded(dom::parse_fragment(text).0.text(Dom::ROOT)),
                    false => folded(text),
                }
            }
            false => folded(longest),
        };
        Some(Self { text: longest.to_owned(), folded })
    }

    /// Returns how long it is, in letters and digits.
    pub(super) fn len(&self) -> usize {
        self.folded.chars().count()
    }

    /// Returns which runs of the page are part of it.
    pub(super) fn runs(&self, dom: &Dom, measure: &Measure) -> Vec<bool> {
        let mut from = 0;
        let mut found = Vec::with_capacity(measure.runs.len());
        for run in &measure.runs {
            let alone = measure.range(dom, run.block).len() == 1;
            let line = folded(dom.text(if alone { run.block } else { run.last }));
            if line.len() < 16 {
                found.push(false);
                continue;
            }
            // Lines come in the order they are told, most of the time; a word
            // in the middle may differ.
            let (first, last) = ends(&line);
            let at = [first, last].into_iter().find_map(|it| {
                let finder = memmem::Finder::new(it);
                let text = self.folded.as_bytes();
                let after = finder.find(&text[from..]).map(|it| from + it);
                after.or_else(|| finder.find(&text[..text.len().min(from + it.len())]))
            });
            if let Some(at) = at {
                from = at;
            }
            found.push(at.is_some());
        }
        found
    }
}

/// Returns the first and the last letters of a line, enough to know it by.
fn ends(line: &str) -> (&str, &str) {
    const MANY: usize = 40;
    let first = line.char_indices().nth(MANY).map_or(line.len(), |it| it.0);
    let last = line.char_indices().nth_back(MANY - 1).map_or(0, |it| it.0);
    (&line[..first], &line[last..])
}

/// Folds away everything by which two printings of a text may differ.
fn folded(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Returns the smallest element that holds all the runs that are told, if they
/// are most of what is told.
pub(super) fn container(
    dom: &Dom,
    measure: &Measure,
    told: &[bool],
    whole: usize,
) -> Option<NodeId> {
    let mut runs = measure.runs.iter().zip(told).filter(|it| *it.1).map(|it| it.0);
    let first = runs.next()?;
    let mut chars = first.count.chars as usize;
    let mut around = first.block;
    for run in runs {
        chars += run.count.chars as usize;
        around = dom.closest(around, |it| dom.contains(it, run.block))?;
    }
    // Spaces and signs are not counted on either side, near enough.
    (6 * whole <= 10 * chars).then_some(around)
}

/// Names under which data hold a text.
const TEXTS: &[&str] = &[
    "articleBody",
    "article_body",
    "body",
    "bodyHtml",
    "body_html",
    "bodyText",
    "content",
    "contentHtml",
    "content_html",
    "fullText",
    "html",
    "markup",
    "rendered",
    "story",
    "storyHtml",
    "text",
    "value",
];

/// Returns the text in the data that the page's scripts start with.
pub(super) fn embedded(page: &Page<'_>, card: &Metadata) -> Option<String> {
    let dom = page.dom;
    let summary = folded(card.summary.as_deref().unwrap_or_default());
    let summary: String = summary.chars().take(40).collect();
    let mut best: Option<(usize, String)> = None;
    for id in dom.named(Dom::ROOT, "script") {
        let raw = dom.raw(id);
        let kind = dom.attr(id, "type").unwrap_or_default();
        if !state::SIZES.contains(&raw.len())
            || raw.len() < LEAST
            || kind.contains("ld+json")
        {
            continue;
        }
        for value in state::values::<Value>(raw) {
            for text in texts(&value) {
                let (inside, _) = dom::parse_fragment(&text);
                let seen = inside.text(Dom::ROOT);
                let mut worth = prose(seen);
                if worth < LEAST {
                    continue;
                }
                if 20 <= summary.len() && folded(seen).contains(&summary) {
                    worth *= 2;
                }
                if best.as_ref().is_none_or(|it| it.0 < worth) {
                    best = Some((worth, text));
                }
            }
        }
    }
    best.map(|it| it.1)
}

/// Returns the texts in data: long ones, and lists of short ones as one.
fn texts(value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(it) => {
                for name in TEXTS {
                    if let Some(Value::String(text)) = it.get(*name)
                        && LEAST <= text.len()
                    {
                        found.push(as_markup(text));
                    }
                }
                open.extend(it.values());
            }
            Value::Array(list) => {
                let lines: Vec<&str> = list.iter().filter_map(line).collect();
                if 3 <= lines.len()
                    && LEAST <= lines.iter().map(|it| it.len()).sum::<usize>()
                {
                    found.push(lines.iter().map(|it| as_markup(it)).collect());
                }
                open.extend(list);
            }
            _ => (),
        }
    }
    found
}

/// Returns the text of one member of a list.
fn line(value: &Value) -> Option<&str> {
    match value {
        Value::String(it) if it.contains(' ') => Some(it),
        Value::Object(it) => TEXTS.iter().find_map(|name| it.get(*name)?.as_str()),
        _ => None,
    }
}

/// Returns markup that says what a text says.
pub(super) fn as_markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    if text.contains("</") || text.contains("/>") {
        out.push_str("<div>");
        out.push_str(text);
        out.push_str("</div>");
        return out;
    }
    for line in text.lines().map(str::trim).filter(|it| !it.is_empty()) {
        out.push_str("<p>");
        for c in line.chars() {
            match c {
                '<' => out.push_str("&lt;"),
                _ => out.push(c),
            }
        }
        out.push_str("</p>");
    }
    out
}

/// Returns how much of a text is sentences, in bytes.
fn prose(text: &str) -> usize {
    let code = text.matches(['{', '}', ';', '=', '<']).count();
    let stops = text.matches(['.', '。', '!', '?', '！', '？', '।', '؟']).count();
    let words = text.matches(char::is_whitespace).count();
    let spaced = words * 12 >= text.len() || !text.is_ascii();
    if stops < 3 || stops < code || !spaced { 0 } else { text.trim().len() }
}

#[cfg(test)]
mod tests {
    use super::{as_markup, prose};

    #[test]
    fn code_is_no_prose() {
        let code = "var a = 1; var b = { c: 2 }; if (a == b) { d(); } ".repeat(20);
        assert_eq!(prose(&code), 0);
        let text = "The pier stands in the sea. It costs what it costs. ".repeat(20);
        assert!(900 < prose(&text));
        let text = "雾散了，山门开了。没有人来。钟也没有响。".repeat(9);
        assert!(0 < prose(&text));
    }

    #[test]
    fn plain_text_becomes_paragraphs() {
        assert_eq!(
            as_markup("One < two.\n\nThree."),
            "<p>One &lt; two.</p><p>Three.</p>"
        );
    }
}
