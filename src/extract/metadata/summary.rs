//! The dek under the headline, and the summary for listings.

use crate::{dom::NodeId, report::Report};

use super::{
    Context,
    hints::Hint,
    ladder::Ladder,
    spaced::Line,
    text::{clean, fold, within},
};

/// What a page says an article is about, and the node that shows it as a dek.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) subtitle: Option<String>,
    pub(super) summary: Option<String>,
    pub(super) node: Option<NodeId>,
}

/// Finds both. `title` is the headline.
pub(super) fn find(
    cx: &Context<'_>,
    title: &str,
    lines: &[Line],
    report: &mut Report,
) -> Found {
    let graph = &cx.graph;
    let mut summary = Ladder::new("summary");
    for object in [graph.article, graph.page].into_iter().flatten() {
        for key in ["description", "abstract"] {
            summary.add("json-ld description", graph.string(object, key));
        }
    }
    if cx.article.is_some() {
        summary.add("itemprop description", cx.said_text("description", cx.article));
    }
    for (rule, name) in [
        ("og:description", "og:description"),
        ("meta description", "description"),
        ("dc description", "dc.description"),
        ("dc description", "dcterms.abstract"),
        ("dc description", "dcterms.description"),
        ("sailthru.description", "sailthru.description"),
        ("twitter:description", "twitter:description"),
    ] {
        summary.add(rule, cx.meta(name));
    }
    let headline = fold(title);
    let mut dek = Ladder::new("subtitle");
    let mut node = None;
    let fits = |text: &str| {
        let folded = fold(text);
        let count = text.chars().count();
        (12..400).contains(&count)
            && folded != headline
            && within(&folded, &headline).is_none_or(|it| it < 0.7)
    };
    if let Some((id, text)) = shown(cx, fits) {
        dek.add("class of the dek", Some(text));
        node = Some(id);
    }
    // The description is the dek where a reader sees it under the headline.
    let said: Vec<String> = summary.answers().iter().map(|it| fold(&it.1)).collect();
    for line in lines.iter().take(6) {
        let folded = fold(&line.text);
        if fits(&line.text)
            && folded.len() > 30
            && said.contains(&folded)
            && is_apart(cx, line)
        {
            dek.add("description under the headline", Some(line.text.clone()));
            node = node.or(Some(line.node));
            break;
        }
    }
    if let Some(article) = graph.article {
        let alternative = graph.string(article, "alternativeHeadline");
        dek.add("json-ld alternativeHeadline", alternative.filter(|it| fits(it)));
    }
    dek.add(
        "itemprop alternativeHeadline",
        cx.said_text("alternativeHeadline", cx.article).filter(|it| fits(it)),
    );
    let agree = |a: &String, b: &String| {
        let (a, b) = (fold(a), fold(b));
        a.starts_with(&b) || b.starts_with(&a) || within(&a, &b).is_some()
    };
    let subtitle = dek.settle(report, agree, Clone::clone);
    let summary = summary.settle(report, |_, _| true, Clone::clone);
    let summary = summary.filter(|it| it.chars().count() < 2000 && fold(it) != headline);
    Found { subtitle, summary, node }
}

/// Returns the element that a class or role calls the dek, near the headline.
fn shown(cx: &Context<'_>, fits: impl Fn(&str) -> bool) -> Option<(NodeId, String)> {
    let dom = cx.page.dom;
    let headline = cx.headline?;
    let after = |it: &NodeId| {
        headline < *it
            && it.0 - headline.0 < 200
            && !dom.contains(headline, *it)
            && dom.text(*it).len() < 1500
    };
    cx.marks.hinted(Hint::Dek).filter(after).find_map(|id| {
        let text = clean(&dom.words(id))?;
        let many =
            dom.named(id, "p").nth(2).is_some() || dom.named(id, "li").next().is_some();
        (fits(&text) && !many).then_some((id, text))
    })
}

/// Returns whether a line stands apart from the text: a heading, or the only
/// paragraph of its parent, rather than the first of several.
fn is_apart(cx: &Context<'_>, line: &Line) -> bool {
    let dom = cx.page.dom;
    if matches!(dom.name(line.node), "h2" | "h3" | "h4" | "h5") {
        return true;
    }
    let Some(parent) = dom.parent(line.node) else { return false };
    let paragraphs = dom
        .elements(parent)
        .filter(|it| dom.name(*it) == "p" && !dom.text(*it).trim().is_empty());
    paragraphs.take(2).count() < 2
}
