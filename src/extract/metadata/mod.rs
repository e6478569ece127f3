//! What the page says about the article: a ladder of rules for each field.
//!
//! The page is walked once ([`marks`]), its JSON-LD read once ([`json_ld`]); then
//! every field collects the answers of all its rules, takes the most trusted and
//! reports who disagreed.

mod address;
mod authors;
mod dates;
mod hints;
mod id;
mod image;
pub(super) mod json_ld;
mod ladder;
mod language;
mod licence;
mod marks;
mod outlet;
mod spaced;
mod summary;
mod tags;
#[cfg(test)]
mod tests;
mod text;
mod title;

use url::Url;

use crate::{
    article::{Author, Date, Metadata, Provenance},
    dom::NodeId,
    report::Report,
};

use self::{
    address::Addresses,
    hints::Hint,
    json_ld::{Graph, Object},
    marks::Marks,
    text::{clean, fold},
};
use super::{Labels, Page, Part, date};

/// How far before and after the headline its byline and date may stand, in
/// nodes, and how many lines are read there.
const BEFORE: u32 = 120;
const AFTER: u32 = 700;
const LINES: usize = 24;

/// What the page says about the article, and where a reader sees it.
#[derive(Debug, Default)]
pub(super) struct Card {
    pub(super) metadata: Metadata,
    pub(super) authors: Vec<Author>,
    pub(super) provenance: Provenance,
    /// The heading that shows the headline.
    pub(super) headline_node: Option<NodeId>,
    /// The blocks that show the byline, word for word.
    pub(super) byline_nodes: Vec<NodeId>,
    /// The block that shows the dek.
    pub(super) dek_node: Option<NodeId>,
    /// What shows the dates.
    pub(super) date_nodes: Vec<NodeId>,
}

impl Card {
    /// Labels what the card already says, so that the body does not say it again.
    pub(super) fn label(&self, page: &Page<'_>, labels: &mut Labels) {
        let dom = page.dom;
        let small = |it: NodeId, most: usize| {
            dom.text(it).split_whitespace().map(str::len).sum::<usize>() <= most
        };
        let parts = [
            (self.headline_node, 4 * title::MOST, "headline"),
            (self.dek_node, 600, "dek"),
        ]
        .into_iter()
        .filter_map(|(id, most, rule)| Some((id?, most, rule)));
        let bylines = self.byline_nodes.iter().map(|it| (*it, 300, "byline"));
        for (id, most, rule) in parts.chain(bylines) {
            if small(id, most) {
                labels.set(dom, id, Part::Furniture, rule);
            }
        }
        for id in &self.date_nodes {
            if small(*id, 80) {
                labels.set(dom, *id, Part::Furniture, "date");
            }
        }
    }
}

/// What every rule may look at.
struct Context<'a> {
    page: &'a Page<'a>,
    marks: Marks<'a>,
    graph: Graph<'a>,
    addresses: Addresses,
    /// Every name the site goes by, folded.
    sites: Vec<String>,
    language: Option<String>,
    headline: Option<NodeId>,
    /// The item of microdata that is the article.
    article: Option<usize>,
}

impl Context<'_> {
    /// Returns what a `<meta>` element says, cleaned.
    fn meta(&self, name: &str) -> Option<String> {
        self.page.meta.iter().filter(|it| it.0 == name).find_map(|it| clean(&it.1))
    }

    /// Returns where this copy is.
    fn address(&self) -> Option<&Url> {
        self.addresses.url.as_ref().or(self.addresses.canonical.as_ref())
    }

    /// Reads a date in the page's language.
    fn date(&self, text: &str) -> Option<Date> {
        let language = self.language.as_deref();
        date::parse_in(text, language)
            .filter(|it| it.day().year() > 1990 || it.day().year() < 1970)
    }

    /// Reads the date that an element gives, in its attributes or in its text.
    fn date_at(&self, id: NodeId) -> Option<Date> {
        let dom = self.page.dom;
        let names = ["content", "datetime", "data-datetime", "title", "data-timestamp"];
        let said =
            names.iter().find_map(|it| dom.attr(id, it).and_then(|it| self.date(it)));
        if said.is_some() || dom.text(id).len() > 300 {
            return said;
        }
        self.date(&dom.words(id))
    }

    /// Returns the value of a microdata property.
    fn value(&self, id: NodeId) -> Option<String> {
        let dom = self.page.dom;
        if let Some(content) = dom.attr(id, "content") {
            return Some(content.to_owned());
        }
        if dom.text(id).len() > 4000 {
            return None;
        }
        let text = dom.words(id);
        (!text.is_empty()).then_some(text)
    }

    /// Returns the first value of a microdata property, cleaned.
    fn said_text(&self, name: &str, scope: Option<usize>) -> Option<String> {
        self.marks.said(name, scope).find_map(|it| clean(&self.value(it)?))
    }

    /// Returns whether a node is within so many nodes of the headline.
    fn is_near(&self, id: NodeId, most: u32) -> bool {
        self.headline.is_none_or(|it| it.0.abs_diff(id.0) <= most)
    }
}

/// Reads the card.
pub(super) fn find(page: &Page<'_>, labels: &Labels, report: &mut Report) -> Card {
    let marks = Marks::new(page, labels);
    let addresses = address::find(page, &marks);
    let graph = graph(page, &addresses, &marks);
    let mut cx = Context {
        page,
        marks,
        graph,
        addresses,
        sites: Vec::new(),
        language: None,
        headline: None,
        article: None,
    };
    let mut card = Card::default();
    let (outlet, sites) = outlet::find(&cx, report);
    cx.sites = sites;
    cx.article = cx.marks.article(page.dom, None);
    let (title, headline) = title::find(&cx, report);
    cx.headline = headline;
    cx.article = cx.marks.article(page.dom, headline);
    cx.marks.settle_sides(page, headline);
    cx.language = language::find(page, &cx.graph, headline, report);
    let lines = around(page, labels, &cx.marks, headline);
    let dates = dates::find(&cx, &lines, report);
    let authors = authors::find(&cx, &lines, report);
    let after: Vec<spaced::Line> = match headline {
        Some(it) => lines.into_iter().filter(|line| it < line.node).collect(),
        None => Vec::new(),
    };
    let summary = summary::find(&cx, &title, &after, report);
    let (categories, tags) = tags::find(&cx, report);
    let it = &mut card.metadata;
    it.title = title;
    it.subtitle = summary.subtitle;
    it.summary = summary.summary;
    it.byline = authors.byline;
    it.published = dates.published;
    it.updated = dates.updated;
    it.categories = categories;
    it.tags = tags;
    it.image = image::find(&cx, report);
    it.language.clone_from(&cx.language);
    it.id = id::find(&cx, report);
    card.provenance.licence = licence::find(&cx, report);
    card.provenance.outlet = outlet;
    card.authors = authors.authors;
    card.headline_node = headline;
    card.byline_nodes = authors.nodes;
    card.dek_node = summary.node;
    card.date_nodes = dates.nodes;
    let Addresses { url, canonical } = cx.addresses;
    card.metadata.url = url;
    card.metadata.canonical = canonical;
    card
}

/// Returns the lines around the headline; the first of the page without one.
fn around(
    page: &Page<'_>,
    labels: &Labels,
    marks: &Marks<'_>,
    headline: Option<NodeId>,
) -> Vec<spaced::Line> {
    let dom = page.dom;
    let end = dom.end(page.body);
    let real = headline.is_some();
    // Without a headline, who wrote it says where to look.
    let anchor = headline.or_else(|| {
        let hint = |it: &&(NodeId, Hint)| matches!(it.1, Hint::Author | Hint::Byline);
        let far = |it: NodeId| it.0 > page.body.0 + AFTER;
        marks.hints.iter().find(hint).map(|it| it.0).filter(|it| far(*it))
    });
    let Some(headline) = anchor else {
        let until = NodeId(page.body.0 + AFTER).min(end);
        return spaced::lines(page, labels, page.body, until, LINES, 1);
    };
    let after = if real { dom.end(headline) } else { headline };
    let until = NodeId(after.0 + AFTER).min(end);
    let mut lines = spaced::lines(page, labels, after, until, LINES, 1);
    let from = NodeId(headline.0.saturating_sub(BEFORE)).max(page.body);
    let before = spaced::lines(page, labels, from, headline, usize::MAX, usize::MAX);
    lines.extend(before.into_iter().rev().take(8));
    lines
}

/// Builds the graph of JSON-LD, with the article that is this page's.
fn graph<'a>(page: &'a Page<'_>, addresses: &Addresses, marks: &Marks<'_>) -> Graph<'a> {
    let title = marks.title.map(|it| fold(page.dom.text(it))).unwrap_or_default();
    let path = |it: &str| {
        let it = it.split(['?', '#']).next().unwrap_or(it).trim_end_matches('/');
        it.split_once("://").map_or(it, |it| it.1).to_owned()
    };
    let own: Vec<String> = [&addresses.url, &addresses.canonical]
        .into_iter()
        .flatten()
        .map(|it| path(it.as_str()))
        .collect();
    Graph::new(&page.json_ld, |object: &Object| {
        let address = ["url", "mainEntityOfPage", "@id"].iter().any(|key| {
            let value = object.get(*key);
            let nested = value.and_then(|it| it.get("@id").or_else(|| it.get("url")));
            let text = value.and_then(|it| it.as_str()).or_else(|| nested?.as_str());
            text.is_some_and(|it| own.contains(&path(it)))
        });
        let headline = object.get("headline").or_else(|| object.get("name"));
        let headline = headline.and_then(|it| clean(it.as_str()?)).map(|it| fold(&it));
        let titled = headline.is_some_and(|it| !it.is_empty() && title.contains(&it));
        u32::from(address) + 2 * u32::from(titled)
    })
}
