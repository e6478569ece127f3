//! The sections an article ran in, and its subject tags.

use crate::{
    dom::{Dom, NodeId},
    report::Report,
};

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
    // A theme may link to one tag and tell machines of all of them.
    let told = metas(&["article:tag", "og:article:tag", "article_tag"]);
    if tags.is_empty() {
        fill(&mut tags, "article:tag", told, false);
    } else {
        tags.extend(told);
    }
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
    // Microformats call a tag a category.
    let formats = cx.marks.hinted(Hint::Category).filter(|it| {
        dom.name(*it) == "a"
            && dom.has_class(*it, "p-category")
            && !["tag", "category"].iter().any(|rel| dom.attr_has(*it, "rel", rel))
    });
    nodes.extend(formats.map(|it| (dom.attr(it, "href").unwrap_or_default(), it)));
    for (href, id) in nodes {
        if cx.marks.is_side(id) || dom.text(id).len() > 120 || dom.name(id) == "link" {
            continue;
        }
        let Some(text) = clean(&dom.words(id)) else { continue };
        let text = without_sign(&text);
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
            if links.is_empty() || !short || linked * 3 < all * 2 && !is_labelled(dom, id)
            {
                continue;
            }
            let texts = links.iter().filter_map(|it| clean(&dom.words(*it)));
            out.extend(texts.map(|it| without_sign(&it)));
            if !out.is_empty() {
                break;
            }
        }
    }
}

/// The most words of a label that stands before a list of tags, in letters.
const LABEL: usize = 12;

/// Returns whether a list is nothing but links after a label, such as "Topics".
fn is_labelled(dom: &Dom, id: NodeId) -> bool {
    let letters = |it: &str| it.chars().filter(|it| it.is_alphanumeric()).count();
    let mut linked = 0;
    let mut first = None;
    for link in dom.named(id, "a").take(MOST) {
        let text = dom.text(link);
        first = first.or_else(|| Some(text.trim()).filter(|it| !it.is_empty()));
        linked += letters(text);
    }
    let all = dom.text(id);
    let label = first.and_then(|it| all.split_once(it)).map_or(0, |it| letters(it.0));
    (1..=LABEL).contains(&label) && label + linked == letters(all)
}

/// Returns a tag without the sign that posts set before it.
fn without_sign(text: &str) -> String {
    text.trim_start_matches(['#', '＃']).trim().to_owned()
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
            out.push(without_sign(&part));
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
