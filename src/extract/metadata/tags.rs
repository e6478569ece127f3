//! The sections an article ran in, and its subject tags.

use crate::report::Report;

use super::{
    Context,
    hints::Hint,
    outlet::is_site,
    text::{clean, fold},
};

/// The most that are kept of either.
const MOST: usize = 60;

/// Returns categories and tags, each in the outlet's order.
pub(super) fn find(cx: &Context<'_>, report: &mut Report) -> (Vec<String>, Vec<String>) {
    let graph = &cx.graph;
    let mut categories: Vec<String> = Vec::new();
    let mut tags: Vec<String> = Vec::new();
    let mut rules = ("", "");
    let (mut linked_categories, mut linked_tags) = (Vec::new(), Vec::new());
    linked(cx, &mut linked_categories, &mut linked_tags);
    // Categories as printed have the outlet's own spelling and are all there.
    let article = |key: &str| {
        let mut out = Vec::new();
        for value in graph.article(key) {
            if let Some(text) = graph.name(value) {
                split(&text, &mut out);
            }
        }
        out
    };
    let metas = |names: &[&str]| {
        let mut out = Vec::new();
        for (_, text) in cx.page.meta.iter().filter(|it| names.contains(&it.0.as_str())) {
            split(text, &mut out);
        }
        out
    };
    let mut fill =
        |into: &mut Vec<String>, rule: &'static str, found: Vec<String>, which: bool| {
            if into.is_empty() && !found.is_empty() {
                *into = found;
                if which {
                    rules.0 = rule;
                } else {
                    rules.1 = rule;
                }
            }
        };
    fill(&mut categories, "rel tag", linked_categories, true);
    fill(&mut categories, "json-ld articleSection", article("articleSection"), true);
    fill(&mut categories, "itemprop articleSection", said(cx, "articleSection"), true);
    fill(
        &mut categories,
        "article:section",
        metas(&[
            "article:section",
            "parsely-section",
            "section",
            "og:article:section",
            "cxenseparse:category",
        ]),
        true,
    );
    fill(&mut tags, "rel tag", linked_tags, false);
    fill(
        &mut tags,
        "article:tag",
        metas(&["article:tag", "og:article:tag", "article_tag"]),
        false,
    );
    fill(&mut tags, "json-ld keywords", article("keywords"), false);
    fill(&mut tags, "itemprop keywords", said(cx, "keywords"), false);
    fill(
        &mut tags,
        "meta keywords",
        metas(&[
            "parsely-tags",
            "sailthru.tags",
            "news_keywords",
            "citation_keywords",
            "dcterms.subject",
            "dc.subject",
            "keywords",
        ]),
        false,
    );
    let categories = kept(categories, &cx.sites);
    let mut tags = kept(tags, &cx.sites);
    tags.retain(|it| !categories.iter().any(|other| fold(other) == fold(it)));
    if !categories.is_empty() {
        report.found("categories", rules.0, Vec::new());
    }
    if !tags.is_empty() {
        report.found("tags", rules.1, Vec::new());
    }
    (categories, tags)
}

/// Reads the links that say they go to a tag, each sorted by its address.
fn linked(cx: &Context<'_>, categories: &mut Vec<String>, tags: &mut Vec<String>) {
    let dom = cx.page.dom;
    let mut nodes: Vec<_> = cx.marks.related("tag").collect();
    nodes.extend(
        cx.marks
            .related("category")
            .filter(|it| !cx.marks.related("tag").any(|tag| tag.1 == it.1)),
    );
    for (href, id) in nodes {
        if cx.marks.is_side(id) || dom.text(id).len() > 120 || dom.name(id) == "link" {
            continue;
        }
        let Some(text) = clean(&dom.words(id)) else { continue };
        let text = text.trim_start_matches('#').trim().to_owned();
        let category = href.contains("/category/")
            || href.contains("/categories/")
            || href.contains("/section")
            || dom.attr_has(id, "rel", "category");
        if category { &mut *categories } else { &mut *tags }.push(text);
    }
    for (hint, out) in [(Hint::Tags, tags), (Hint::Category, categories)] {
        if !out.is_empty() {
            continue;
        }
        // A list of short links that a class calls tags.
        for id in cx.marks.hinted(hint).take(20) {
            if dom.text(id).len() > 800
                || !matches!(
                    dom.name(id),
                    "ul" | "div" | "p" | "span" | "section" | "footer"
                )
            {
                continue;
            }
            let links: Vec<_> = dom.named(id, "a").take(MOST).collect();
            let short = links.iter().all(|it| dom.text(*it).trim().len() < 60);
            let linked: usize = links.iter().map(|it| dom.text(*it).trim().len()).sum();
            let all: usize = dom.text(id).split_whitespace().map(str::len).sum();
            if links.is_empty() || !short || linked * 3 < all * 2 {
                continue;
            }
            out.extend(links.iter().filter_map(|it| clean(&dom.words(*it))));
            if !out.is_empty() {
                break;
            }
        }
    }
}

fn said(cx: &Context<'_>, name: &str) -> Vec<String> {
    let mut out = Vec::new();
    for id in cx.marks.said(name, cx.article).take(MOST) {
        if let Some(text) = cx.value(id) {
            split(&text, &mut out);
        }
    }
    out
}

/// Splits a list of keywords.
fn split(text: &str, out: &mut Vec<String>) {
    for part in text.split([',', ';', '|', '、', '，']) {
        if let Some(part) = clean(part) {
            out.push(part.trim_start_matches('#').trim().to_owned());
        }
    }
}

fn kept(found: Vec<String>, sites: &[String]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for it in found {
        let folded = fold(&it);
        let count = it.chars().count();
        let machine = it.contains(':') && !it.contains(' ') || it.contains('=');
        let none = matches!(
            folded.as_str(),
            "uncategorized" | "uncategorised" | "home" | "more" | "tags" | "article"
        );
        if (1..70).contains(&count)
            && !machine
            && !none
            && !folded.is_empty()
            && !is_site(&it, sites)
            && kept.len() < MOST
            && !kept.iter().any(|other| fold(other) == folded)
        {
            kept.push(it);
        }
    }
    kept
}
