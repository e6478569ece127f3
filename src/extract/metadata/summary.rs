//! The dek under the headline, and the summary for listings.

use crate::{
    dom::NodeId,
    extract::{byline, date},
    report::Report,
};

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
        summary.add("itemprop description", described(cx));
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
    if let Some((id, text)) = shown(cx, lines, fits) {
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
    if dek.is_empty()
        && let Some(line) = under(cx, lines, fits)
    {
        dek.add("line under the headline", Some(line.text.clone()));
        node = Some(line.node);
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

/// Returns what microdata says describes the article, which is never its whole text.
fn described(cx: &Context<'_>) -> Option<String> {
    let dom = cx.page.dom;
    let own = cx.marks.said("description", cx.article);
    own.filter(|it| !dom.attr_has(*it, "itemprop", "articleBody"))
        .find_map(|it| clean(&cx.value(it)?))
}

/// Returns whether microdata says that an element describes something else than the
/// article, such as who wrote it.
fn describes_other(cx: &Context<'_>, id: NodeId) -> bool {
    let mut props = cx.marks.props.iter().filter(|it| it.node == id);
    let scopes = &cx.marks.scopes;
    props.any(|it| it.scope.is_some_and(|at| scopes[at].kind == "Person"))
}

/// Returns the element that a class or role calls the dek, near the headline: what is
/// called so between paragraphs is a heading.
fn shown(
    cx: &Context<'_>,
    lines: &[Line],
    fits: impl Fn(&str) -> bool,
) -> Option<(NodeId, String)> {
    let dom = cx.page.dom;
    let headline = cx.headline?;
    // The first paragraph may be the dek.
    let text = lines.iter().find(|it| is_prose(&it.text)).map(|it| dom.end(it.node));
    let after = |it: &NodeId| {
        headline < *it
            && text.is_none_or(|text| *it < text)
            && it.0 - headline.0 < 200
            && !dom.contains(headline, *it)
            && dom.text(*it).len() < 1500
    };
    let deks = cx.marks.hinted(Hint::Dek).filter(after);
    deks.filter(|it| !describes_other(cx, *it)).find_map(|id| {
        let text = clean(&dom.words(id))?;
        let many =
            dom.named(id, "p").nth(2).is_some() || dom.named(id, "li").next().is_some();
        (fits(&text) && !many).then_some((id, text))
    })
}

/// How long a line is at least that is a paragraph, in bytes.
const PROSE: usize = 100;

/// Returns whether a line is a paragraph of a text.
fn is_prose(text: &str) -> bool {
    PROSE < text.len()
        && text.trim_end_matches(['”', '"', ')']).ends_with(['.', '!', '?', '。'])
}

/// How many lines under the headline are looked at for a dek without a name.
const UNDER: usize = 3;

/// Words by which a class calls what leads into a text, whether it is a part of it or
/// not.
const LEADS: &[&str] = &[
    "abstract",
    "chapeau",
    "chapo",
    "deckhead",
    "desc",
    "description",
    "entradilla",
    "excerpt",
    "ingress",
    "intro",
    "introtext",
    "lead",
    "perex",
    "preamble",
    "strapline",
    "summary",
    "tagline",
    "vorspann",
];

/// Words by which a class calls what stands there as well and is none.
const NO_DEKS: &[&str] = &[
    "attribution",
    "author",
    "bio",
    "byline",
    "caption",
    "category",
    "credit",
    "date",
    "disclosure",
    "editor",
    "eyebrow",
    "kicker",
    "meta",
];

/// Returns the line under the headline that is a dek by where it stands: in one box
/// with the headline, as a heading over the byline, or in what a class calls the lead
/// and outside the text.
fn under<'l>(
    cx: &Context<'_>,
    lines: &'l [Line],
    fits: impl Fn(&str) -> bool,
) -> Option<&'l Line> {
    let dom = cx.page.dom;
    let headline = cx.headline?;
    let boxed = dom
        .closest(headline, |it| matches!(dom.name(it), "header" | "hgroup"))
        .filter(|it| dom.text(*it).len() < 1500);
    let language = cx.language.as_deref();
    let is_dated = |text: &str| text.len() < 160 && date::find(text, language).is_some();
    let is_credit = |it: &Line| byline::begins(&it.text) || is_dated(&it.text);
    // What comes after a paragraph is under the text.
    let first = lines.iter().position(|it| is_prose(&it.text));
    let under = UNDER.min(first.map_or(lines.len(), |it| it + 1));
    for (at, line) in lines.iter().take(under).enumerate() {
        let name = dom.name(line.node);
        let heading = matches!(name, "h2" | "h3" | "h4");
        let words = line.text.split_whitespace().count();
        let says = 4 <= words || !line.text.is_ascii() && 8 <= line.text.chars().count();
        if is_credit(line)
            || !fits(&line.text)
            || !says
            || line.text.ends_with(':')
            || !(heading || matches!(name, "p" | "div"))
            || dom.named(line.node, "a").next().is_some()
            || cx.marks.is_side(line.node)
        {
            continue;
        }
        let inside = boxed.is_some_and(|it| dom.contains(it, line.node));
        let over = lines.get(at + 1).is_some_and(is_credit);
        let is_called = |words: &[&str]| {
            [Some(line.node), dom.parent(line.node)].into_iter().flatten().any(|it| {
                let mut parts = dom.class(it).split(|c: char| !c.is_ascii_alphabetic());
                let is_one =
                    |part: &str| words.iter().any(|it| part.eq_ignore_ascii_case(it));
                !dom.contains(it, headline) && parts.any(is_one)
            })
        };
        if is_called(NO_DEKS) {
            continue;
        }
        let called = is_called(LEADS);
        let apart = is_apart(cx, line);
        if inside && (heading || name == "p")
            || heading && (over || inside)
            || called && (inside || apart)
        {
            return Some(line);
        }
    }
    None
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
