//! One walk over the page that writes down every node a rule may ask for.
//!
//! Rules read these lists; none of them walks the page again.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use html5ever::local_name;

use crate::{
    dom::{ByClass, Dom, NodeId},
    extract::{Labels, Page, finder},
};

use super::hints::{Hint, hints};

/// Something with an `itemprop`.
#[derive(Debug)]
pub(super) struct Prop<'a> {
    pub(super) node: NodeId,
    pub(super) names: &'a str,
    /// The item it belongs to, as a place in [`Marks::scopes`].
    pub(super) scope: Option<usize>,
}

/// An item of microdata.
#[derive(Debug)]
pub(super) struct Scope<'a> {
    pub(super) node: NodeId,
    /// The last part of its type.
    pub(super) kind: &'a str,
    /// The property it is the value of.
    pub(super) prop: Option<&'a str>,
}

/// The nodes that rules ask for, in page order. What is labelled as something
/// else, such as a comment, is left out.
#[derive(Debug, Default)]
pub(super) struct Marks<'a> {
    pub(super) title: Option<NodeId>,
    /// Elements with `rel`: the words, the address, the element.
    pub(super) rels: Vec<(&'a str, &'a str, NodeId)>,
    /// Links to a page about an author, by their address.
    pub(super) author_links: Vec<NodeId>,
    pub(super) props: Vec<Prop<'a>>,
    pub(super) scopes: Vec<Scope<'a>>,
    pub(super) hints: Vec<(NodeId, Hint)>,
    pub(super) times: Vec<NodeId>,
    /// Headings with their levels.
    pub(super) headings: Vec<(NodeId, u8)>,
    pub(super) images: Vec<NodeId>,
    /// What is about other things, as disjoint ranges in order.
    sides: Vec<(NodeId, NodeId)>,
    /// What is labelled as something else, likewise.
    taken: Vec<(NodeId, NodeId)>,
}

impl<'a> Marks<'a> {
    pub(super) fn new(page: &Page<'a>, labels: &Labels) -> Self {
        let dom = page.dom;
        let mut marks = Self::default();
        let classes = dom.by_class(hints);
        // The items that are open, each with where it ends.
        let mut open: Vec<(NodeId, usize)> = Vec::new();
        let mut at = page.html;
        let end = dom.end(page.html);
        while at < end {
            if !dom.is_element(at) {
                at = NodeId(at.0 + 1);
                continue;
            }
            if labels.get(at).is_some() {
                marks.taken.push((at, dom.end(at)));
                at = dom.end(at);
                continue;
            }
            while open.last().is_some_and(|it| it.0 <= at) {
                open.pop();
            }
            marks.element(dom, at, &classes, &mut open);
            at = NodeId(at.0 + 1);
        }
        marks
    }

    fn element(
        &mut self,
        dom: &'a Dom,
        id: NodeId,
        classes: &ByClass<Vec<Hint>>,
        open: &mut Vec<(NodeId, usize)>,
    ) {
        match *dom.local(id) {
            local_name!("title") if self.title.is_none() && !dom.is_foreign(id) => {
                self.title = Some(id);
            }
            local_name!("time") => self.times.push(id),
            local_name!("h1") => self.headings.push((id, 1)),
            local_name!("h2") => self.headings.push((id, 2)),
            local_name!("h3") => self.headings.push((id, 3)),
            local_name!("img") => self.images.push(id),
            local_name!("nav")
            | local_name!("footer")
            | local_name!("aside")
            | local_name!("form")
            | local_name!("dialog") => {
                self.sides.push((id, dom.end(id)));
            }
            _ => (),
        }
        let (mut names, mut rel, mut href) = ("", "", "");
        let (mut scope, mut kind) = (false, "");
        for (name, value) in dom.local_attrs(id) {
            match *name {
                local_name!("class") => self.hint(dom, id, classes.of(dom, id)),
                local_name!("id") => self.hint(dom, id, &hints(value)),
                local_name!("href") => href = value,
                local_name!("rel") => rel = value,
                local_name!("src") | local_name!("alt") | local_name!("style") => (),
                _ => match &**name {
                    "itemprop" => names = value,
                    "itemscope" => scope = true,
                    "itemtype" => kind = value,
                    "role" => match value {
                        "navigation" | "complementary" | "contentinfo" | "search" => {
                            self.sides.push((id, dom.end(id)));
                        }
                        "doc-subtitle" => self.hints.push((id, Hint::Dek)),
                        _ => (),
                    },
                    "data-testid" | "data-component" | "data-qa" => {
                        self.hint(dom, id, &hints(value));
                    }
                    _ => (),
                },
            }
        }
        if !rel.is_empty() {
            self.rels.push((rel, href, id));
        }
        if !href.is_empty()
            && *dom.local(id) == local_name!("a")
            && is_author_address(href)
        {
            self.author_links.push(id);
        }
        let parent = open.last().map(|it| it.1);
        if !names.is_empty() {
            self.props.push(Prop { node: id, names, scope: parent });
        }
        if scope {
            let kind = kind.trim_end_matches('/');
            let kind = kind.rsplit(['/', ':', '#']).next().unwrap_or(kind);
            let prop = (!names.is_empty()).then_some(names);
            open.push((dom.end(id), self.scopes.len()));
            self.scopes.push(Scope { node: id, kind, prop });
        }
    }

    /// Notes what the classes or the id of an element hint at.
    fn hint(&mut self, dom: &Dom, id: NodeId, hints: &[Hint]) {
        // State and layout of the whole page say nothing about a part of it.
        if matches!(*dom.local(id), local_name!("body") | local_name!("html")) {
            return;
        }
        for hint in hints {
            if *hint == Hint::Side {
                self.sides.push((id, dom.end(id)));
            } else if self.hints.last() != Some(&(id, *hint)) {
                self.hints.push((id, *hint));
            }
        }
    }

    /// Keeps as sides only what does not hold the headline, and is not most of
    /// the page.
    pub(super) fn settle_sides(&mut self, page: &Page<'_>, headline: Option<NodeId>) {
        let dom = page.dom;
        let whole = dom.text(page.body).len();
        let mut kept: Vec<(NodeId, NodeId)> = Vec::new();
        for (start, end) in std::mem::take(&mut self.sides) {
            let holds = headline.is_some_and(|it| start <= it && it < end);
            // Beside the headline, a small aside or footer holds the byline; at the
            // end of the article, its tags and dates.
            let is_less = |most: usize| {
                let mut size = 0;
                dom.text(start).split_whitespace().all(|it| {
                    size += it.len();
                    size < most
                })
            };
            let beside = headline.is_some_and(|it| {
                start.0.abs_diff(it.0) < 100
                    && !matches!(dom.name(start), "nav" | "form" | "dialog")
                    && is_less(300)
            });
            let foot = is_foot(dom, start)
                && is_less(1500)
                && dom.ancestors(start).any(|it| {
                    dom.name(it) == "article"
                        && headline.is_none_or(|headline| dom.contains(it, headline))
                });
            let most = dom.text(start).len() * 2 > whole;
            if !holds
                && !most
                && !beside
                && !foot
                && kept.last().is_none_or(|it| it.1 <= start)
            {
                kept.push((start, end));
            }
        }
        self.sides = kept;
    }

    /// Returns whether a node stands in something about other things.
    pub(super) fn is_side(&self, id: NodeId) -> bool {
        is_within(&self.sides, id)
    }

    /// Returns whether a node stands in something that is labelled, such as a comment.
    pub(super) fn is_taken(&self, id: NodeId) -> bool {
        is_within(&self.taken, id)
    }

    /// Returns the elements that a class or id hints at, sides left out.
    pub(super) fn hinted(&self, hint: Hint) -> impl Iterator<Item = NodeId> + '_ {
        self.hints
            .iter()
            .filter(move |it| it.1 == hint && !self.is_side(it.0))
            .map(|it| it.0)
    }

    /// Returns the elements with a relation, in lower case.
    pub(super) fn related(
        &self,
        rel: &'static str,
    ) -> impl Iterator<Item = (&'a str, NodeId)> + '_ {
        let is = move |list: &str| {
            list.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case(rel))
        };
        self.rels.iter().filter(move |it| is(it.0)).map(|it| (it.1, it.2))
    }

    /// Returns the item of microdata that is the article, if one is.
    pub(super) fn article(&self, dom: &Dom, headline: Option<NodeId>) -> Option<usize> {
        let is_article = |it: &Scope<'_>| {
            (it.kind.ends_with("Article")
                || it.kind.ends_with("Posting")
                || it.kind == "Review"
                || it.kind == "CreativeWork")
                && it.prop.is_none_or(|it| {
                    !matches!(it, "comment" | "itemListElement" | "review")
                })
        };
        let mut found = (0..self.scopes.len()).filter(|it| is_article(&self.scopes[*it]));
        let mut own = found.clone();
        let holds = |it: &usize| {
            headline.is_some_and(|id| dom.contains(self.scopes[*it].node, id))
        };
        let near = |it: &usize| {
            headline.map_or(0, |headline| self.scopes[*it].node.0.abs_diff(headline.0))
        };
        own.find(holds).or_else(|| found.by_ref().min_by_key(near))
    }

    /// Returns the elements that say a property of an item; or, where there is no
    /// such item, of no item at all.
    pub(super) fn said(
        &self,
        name: &str,
        scope: Option<usize>,
    ) -> impl Iterator<Item = NodeId> + '_ {
        let name = name.to_owned();
        let is = move |list: &str| list.split_ascii_whitespace().any(|it| it == name);
        self.props
            .iter()
            .filter(move |it| it.scope == scope && is(it.names))
            .map(|it| it.node)
    }
}

/// Returns whether one of disjoint ranges in order holds a node.
fn is_within(ranges: &[(NodeId, NodeId)], id: NodeId) -> bool {
    let at = ranges.partition_point(|it| it.0 <= id);
    at.checked_sub(1).is_some_and(|it| id < ranges[it].1)
}

/// Returns whether an element is a footer, by its name or its class.
fn is_foot(dom: &Dom, id: NodeId) -> bool {
    dom.name(id) == "footer" || dom.class(id).contains("footer")
}

/// Parts of addresses of pages about authors.
const AUTHOR_PATHS: &[&str] = &[
    "/author/",
    "/authors/",
    "/autor/",
    "/autoren/",
    "/auteur/",
    "/auteurs/",
    "/autore/",
    "/autori/",
    "/profile/",
    "/people/",
    "/contributor/",
    "/contributors/",
    "/writer/",
    "/writers/",
    "/journalist/",
    "/journalists/",
    "/columnist/",
    "/reporter/",
    "/reporters/",
    "/by/",
    "/staff/",
    "/redakteur/",
    "/person/",
    "/bio/",
    "/autores/",
    "/byline/",
];

static AUTHOR_PATH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    finder::of_words().build(AUTHOR_PATHS).expect("the table is small and constant")
});

/// Returns whether an address is, by its path, a page about an author.
fn is_author_address(href: &str) -> bool {
    let end = href.bytes().position(|it| matches!(it, b'?' | b'#'));
    let path = &href[..end.unwrap_or(href.len())];
    AUTHOR_PATH.find(path).is_some_and(|it| it.end() < path.len())
}
