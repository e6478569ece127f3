//! Whether what was found is the whole text, and the only one on the page.

use serde_json::Value;

use crate::{
    article::Metadata,
    dom::NodeId,
    extract::{Measure, Page},
    report::{Code, Report},
};

use super::Roots;

/// Shorter articles beside the one that was read are teasers, in characters of
/// prose.
const LEAST: u32 = 600;

/// Returns the article that the page's headline stands in, where another one on
/// the page was taken for the longer.
pub(super) fn headed(
    page: &Page<'_>,
    measure: &Measure,
    card: &Metadata,
    found: &[NodeId],
) -> Option<Roots> {
    let dom = page.dom;
    let all = articles(page, measure);
    let own = all.iter().find(|it| found.iter().any(|root| dom.contains(**it, *root)))?;
    let has_title = |id: NodeId| {
        dom.named(id, "h1").any(|it| folded(&dom.words(it)) == folded(&card.title))
    };
    if card.title.is_empty() || has_title(*own) {
        return None;
    }
    let other = all.iter().find(|it| *it != own && has_title(**it))?;
    Some(Roots { nodes: vec![*other], rule: "article of the headline" })
}

/// Says what else there is to read.
pub(super) fn tell(
    page: &Page<'_>,
    measure: &Measure,
    found: &[NodeId],
    report: &mut Report,
) {
    if let Some(next) = next_page(page) {
        report.add(Code::TextPaged, next);
    }
    if is_live(page) {
        report.add(Code::TextLive, "LiveBlogPosting");
    }
    let dom = page.dom;
    let others = articles(page, measure).into_iter().filter(|it| {
        !found.iter().any(|root| dom.contains(*it, *root) || dom.contains(*root, *it))
    });
    for it in others {
        let head = dom.named(it, "h1").next().unwrap_or(it);
        let words: String = dom.words(head).chars().take(80).collect();
        report.add(Code::OtherArticle, words);
    }
}

/// Returns the articles of a page that have a headline and a text of their own.
fn articles(page: &Page<'_>, measure: &Measure) -> Vec<NodeId> {
    let dom = page.dom;
    let mut found: Vec<NodeId> = Vec::new();
    for id in dom.named(page.body, "article") {
        let inside = found.last().is_some_and(|it| dom.contains(*it, id));
        if !inside
            && LEAST <= measure.of(dom, id).prose
            && dom.named(id, "h1").next().is_some()
        {
            found.push(id);
        }
    }
    found
}

/// Returns the address of the next page of the same text: that of this page with
/// a number after it.
fn next_page(page: &Page<'_>) -> Option<String> {
    let dom = page.dom;
    let canonical = dom
        .named(page.html, "link")
        .find(|it| dom.attr_has(*it, "rel", "canonical"))
        .and_then(|it| page.resolve(dom.attr(it, "href")?));
    let own = canonical.or_else(|| page.base.clone())?;
    let own = own.as_str().split(['?', '#']).next()?.trim_end_matches('/');
    let next = dom.subtree(page.html).find_map(|it| {
        let says =
            matches!(dom.name(it), "a" | "link") && dom.attr_has(it, "rel", "next");
        says.then(|| page.resolve(dom.attr(it, "href")?)).flatten()
    })?;
    let rest = next.as_str().strip_prefix(own)?;
    let number = rest.trim_end_matches('/').rsplit(['/', '=', '-', '_']).next()?;
    let numbered = matches!(number.parse::<u32>(), Ok(2..=99));
    let names: &[char] = &['/', '?', '=', '-', '_', '&'];
    let plain = rest.trim_end_matches(|c: char| c.is_ascii_digit() || c == '/');
    let plain = plain.trim_matches(names);
    let known = ["", "page", "p", "pg", "seite", "pagina", "página", "pag", "paged"];
    (numbered && known.contains(&plain.to_ascii_lowercase().as_str()))
        .then(|| next.as_str().to_owned())
}

/// Returns whether the page says that it grows while things happen.
fn is_live(page: &Page<'_>) -> bool {
    const LIVE: &str = "LiveBlogPosting";
    let mut open: Vec<&Value> = page.json_ld.iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(it) => {
                let live = match it.get("@type") {
                    Some(Value::String(name)) => name == LIVE,
                    Some(Value::Array(names)) => names.iter().any(|it| it == LIVE),
                    _ => false,
                };
                if live {
                    return true;
                }
                open.extend(it.values().filter(|it| it.is_object() || it.is_array()));
            }
            Value::Array(it) => open.extend(it),
            _ => (),
        }
    }
    false
}

fn folded(text: &str) -> String {
    text.chars().filter(|it| it.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
