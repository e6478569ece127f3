//! What the page says about the article: a ladder of rules for each field.
//!
//! The page is walked once ([`marks`]), its JSON-LD read once ([`json_ld`]); then
//! every field collects the answers of all its rules, takes the most trusted and
//! reports who disagreed.

mod address;
mod authors;
mod dates;
mod image;
pub(super) mod json_ld;
mod ladder;
mod language;
mod licence;
mod marks;
mod outlet;
mod summary;
mod tags;
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
    /// The block that shows the byline, word for word.
    pub(super) byline_node: Option<NodeId>,
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
            (self.headline_node, 400, "headline"),
            (self.byline_node, 300, "byline"),
            (self.dek_node, 600, "dek"),
        ];
        for (id, most, rule) in parts {
            if let Some(id) = id.filter(|it| small(*it, most)) {
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
    let lines = around(page, labels, headline);
    let dates = dates::find(&cx, &lines, report);
    let authors = authors::find(&cx, &lines, report);
    let after: Vec<marks::Line> = match headline {
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
    card.provenance.licence = licence::find(&cx, report);
    card.provenance.outlet = outlet;
    card.authors = authors.authors;
    card.headline_node = headline;
    card.byline_node = authors.node;
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
    headline: Option<NodeId>,
) -> Vec<marks::Line> {
    let dom = page.dom;
    let end = dom.end(page.body);
    let Some(headline) = headline else {
        let until = NodeId(page.body.0 + AFTER).min(end);
        return marks::lines(page, labels, page.body, until, LINES, 1);
    };
    let after = dom.end(headline);
    let until = NodeId(after.0 + AFTER).min(end);
    let mut lines = marks::lines(page, labels, after, until, LINES, 1);
    let from = NodeId(headline.0.saturating_sub(BEFORE)).max(page.body);
    let before = marks::lines(page, labels, from, headline, usize::MAX, usize::MAX);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{AuthorKind, Contribution};
    use crate::dom::{self, Dom};

    fn card(html: &str) -> (Card, Report) {
        let (dom, _) = dom::parse(html);
        let page = Page::new(&dom, None);
        let labels = Labels::new(&dom);
        let mut report = Report::default();
        let card = find(&page, &labels, &mut report);
        (card, report)
    }

    fn names(card: &Card) -> Vec<&str> {
        card.authors.iter().map(|it| it.name.as_str()).collect()
    }

    #[test]
    fn the_headline_is_what_a_reader_sees_without_the_site() {
        let (card, _) = card(
            "<title>A calm sea, and other stories | Valley Herald</title>
             <meta property='og:title' content='A calm sea, and other stories'>
             <meta property='og:site_name' content='Valley Herald'>
             <h1 class='site'>Valley Herald</h1>
             <h1>A “calm” sea, and other stories</h1><p>Text.</p>",
        );
        assert_eq!(card.metadata.title, "A “calm” sea, and other stories");
        assert_eq!(card.provenance.outlet.unwrap().name, "Valley Herald");
    }

    #[test]
    fn a_section_inside_the_heading_is_no_part_of_the_headline() {
        let (card, _) = card(
            "<meta property='og:title' content='The long road to the sea'>
             <h1><span>Opinion</span> The long road to the sea</h1>",
        );
        assert_eq!(card.metadata.title, "The long road to the sea");
    }

    #[test]
    fn every_author_is_named_and_nobody_else() {
        let (card, _) = card(
            r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"A calm sea",
               "author":[{"@type":"Person","name":"Ana Ruiz","url":"/people/ana"},
                         {"@type":"Person","name":"admin"},
                         {"@type":"Organization","name":"Coast News Agency"}],
               "publisher":{"@type":"Organization","name":"Valley Herald"}}</script>
               <h1>A calm sea</h1><p>By Ana Ruiz and Bo Lind</p>"#,
        );
        assert_eq!(names(&card), ["Ana Ruiz", "Coast News Agency"]);
        assert_eq!(card.authors[1].kind, AuthorKind::Organisation);
        assert_eq!(card.metadata.byline.as_deref(), Some("By Ana Ruiz and Bo Lind"));
    }

    #[test]
    fn a_byline_that_names_more_authors_is_the_fuller_one() {
        let (card, report) = card(
            "<meta name='author' content='Ana Ruiz'>
             <h1>A calm sea</h1><p class=byline>By Ana Ruiz and Bo Lind</p>",
        );
        assert_eq!(names(&card), ["Ana Ruiz", "Bo Lind"]);
        assert!(report.found.iter().any(|it| it.field == "authors"));
    }

    #[test]
    fn roles_are_read_from_the_first_line_of_the_text() {
        let (card, _) = card(
            "<title>A calm sea</title><article><h1>A calm sea</h1>
             <time datetime='2024-05-03T09:30:00+02:00'>3 May 2024</time>
             <div><h5>Text, photos and film: Ana Ruiz</h5><p>The sea was calm.</p></div></article>",
        );
        assert_eq!(names(&card), ["Ana Ruiz"]);
        let did = &card.authors[0].contributions;
        assert_eq!(
            did,
            &[Contribution::Text, Contribution::Photographs, Contribution::Film]
        );
        assert_eq!(
            card.metadata.byline.as_deref(),
            Some("Text, photos and film: Ana Ruiz")
        );
        assert!(card.byline_node.is_some());
    }

    #[test]
    fn a_credit_for_a_picture_is_no_byline() {
        let (card, _) = card(
            "<h1>A calm sea</h1><p>Photo: Bo Lind/Coast Pictures</p><p>The sea was calm.</p>",
        );
        assert!(card.authors.is_empty());
        assert!(card.metadata.byline.is_none());
    }

    #[test]
    fn dates_keep_their_offset_and_their_precision() {
        let (first, _) = card(
            "<meta property='article:published_time' content='2024-05-03T09:30:00+02:00'>
             <meta property='article:modified_time' content='2024-05-04T10:00:00+02:00'><h1>A</h1>",
        );
        assert_eq!(
            first.metadata.published.unwrap().to_string(),
            "2024-05-03T09:30:00+02:00"
        );
        assert_eq!(
            first.metadata.updated.unwrap().to_string(),
            "2024-05-04T10:00:00+02:00"
        );
        let (second, _) = card(
            "<title>A calm sea</title><h1>A calm sea</h1>
             <p>Published 3 May 2024 | Updated 5 May 2024</p>",
        );
        assert_eq!(second.metadata.published.unwrap().to_string(), "2024-05-03");
        assert_eq!(second.metadata.updated.unwrap().to_string(), "2024-05-05");
    }

    #[test]
    fn figures_are_read_in_the_language_of_the_page() {
        let page = |lang: &str| {
            format!(
                "<html lang={lang}><h1>A calm sea</h1><span class=date>3/4/2024</span>"
            )
        };
        let (british, _) = card(&page("en-GB"));
        assert_eq!(british.metadata.published.unwrap().to_string(), "2024-04-03");
        let (american, _) = card(&page("en-US"));
        assert_eq!(american.metadata.published.unwrap().to_string(), "2024-03-04");
    }

    #[test]
    fn a_comment_lends_the_article_nothing() {
        let (dom, _) = dom::parse(
            "<h1>A calm sea</h1><div id=c><p>By Bo Lind</p><time datetime='2024-05-03'></time></div>",
        );
        let page = Page::new(&dom, None);
        let mut labels = Labels::new(&dom);
        let comment = dom.named(Dom::ROOT, "div").next().unwrap();
        labels.set(&dom, comment, Part::Comment, "test");
        let card = find(&page, &labels, &mut Report::default());
        assert!(card.authors.is_empty());
        assert!(card.metadata.published.is_none());
    }

    #[test]
    fn disagreement_is_reported_and_agreement_is_not() {
        let (_, report) = card(
            "<meta property='article:published_time' content='2024-05-03T09:30:00Z'>
             <meta property='og:title' content='A calm sea'><meta name='twitter:title' content='A CALM SEA!'>
             <h1>A calm sea</h1><time datetime='2023-01-02'>2 January 2023</time>",
        );
        let said: Vec<_> = report.entries.iter().map(|it| it.subject.as_str()).collect();
        assert!(said.iter().any(|it| it.starts_with("published: ")), "{said:?}");
        assert!(!said.iter().any(|it| it.starts_with("title: ")), "{said:?}");
    }

    #[test]
    fn categories_and_tags_are_told_apart() {
        let (card, _) = card(
            "<article><h1>A calm sea</h1><a rel='category tag' href='/category/coast/'>Coast</a>
             <a rel=tag href='/tag/calm/'>calm</a><a rel=tag href='/tag/sea/'>#sea</a></article>",
        );
        assert_eq!(card.metadata.categories, ["Coast"]);
        assert_eq!(card.metadata.tags, ["calm", "sea"]);
    }

    #[test]
    fn the_dek_is_told_from_the_text() {
        let (card, _) = card(
            "<h1>A calm sea</h1><p class=standfirst>What the boats bring home when the wind is low.</p>
             <p>The sea was calm that day, and it was long before noon.</p>",
        );
        let dek = "What the boats bring home when the wind is low.";
        assert_eq!(card.metadata.subtitle.as_deref(), Some(dek));
    }

    #[test]
    fn licence_language_address_and_picture() {
        let (card, report) = card(
            "<html><link rel=canonical href='https://herald.example/a-calm-sea'>
             <meta property='og:image' content='https://herald.example/sea.jpg'>
             <meta property='og:image:width' content='1200'><meta property='og:image:height' content='800'>
             <h1>A calm sea</h1><p>The sea was calm that day, and the boats lay still in the harbour
             until the evening, when the wind came up from the south and the men went out again.</p>
             <a rel=license href='https://creativecommons.org/licenses/by-nd/4.0/'>CC</a>",
        );
        let licence = card.provenance.licence.unwrap();
        assert_eq!(licence.spdx.as_deref(), Some("CC-BY-ND-4.0"));
        assert_eq!(card.metadata.language.as_deref(), Some("en"));
        assert!(report.entries.iter().any(|it| it.code.id() == "language-guessed"));
        assert_eq!(card.metadata.canonical.unwrap().path(), "/a-calm-sea");
        assert_eq!(card.metadata.image.unwrap().size, Some((1200, 800)));
    }
}
