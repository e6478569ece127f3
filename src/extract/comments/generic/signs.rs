//! What can be counted on a page that may have comments: names, dates, faces.

use std::cell::{OnceCell, RefCell};

use html5ever::local_name;

use crate::{
    dom::{AtomMap, Dom, NodeId},
    extract::date,
};

use super::super::{item::Sight, phrases, words};

/// What can be counted inside any stretch of the page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) names: u32,
    /// Links and buttons to answer, report or praise.
    pub(super) actions: u32,
    /// Headings that lead elsewhere.
    pub(super) headlines: u32,
    pub(super) avatars: u32,
    /// What only the article has: its headline, its text by name.
    pub(super) articles: u32,
}

/// Classes of what holds an article.
const ARTICLES: &[&str] = &[
    "entry-content",
    "post-content",
    "article-body",
    "hentry",
    "type-post",
    "article-content",
];

#[derive(Debug)]
pub(super) struct Signs {
    /// What stands before each node.
    before: Vec<Counts>,
    /// How many dates stand before each node, once that was asked: most pages have
    /// nothing that the rest does not rule out.
    dates: OnceCell<Vec<u32>>,
    /// Whether an element is or holds a heading over comments, once that was asked.
    pub(super) headings: RefCell<AtomMap<NodeId, bool>>,
}

impl Signs {
    pub(super) fn new(sight: &Sight<'_>) -> Self {
        let Sight { dom, words, .. } = *sight;
        let mut before = Vec::with_capacity(dom.len() + 1);
        let mut sum = Counts::default();
        // The end of the element that was counted last, for each sign: what is
        // inside it is the same sign.
        let (mut named, mut faced) = (NodeId(0), NodeId(0));
        let articles = dom.by_class(|class| {
            class
                .split_ascii_whitespace()
                .any(|it| ARTICLES.iter().any(|word| it.eq_ignore_ascii_case(word)))
        });
        for id in dom.subtree(Dom::ROOT) {
            before.push(sum);
            if dom.is_text(id) {
                let text = dom.text(id).trim();
                if text.len() < 2 {
                    continue;
                }
                let short = (4..=120).contains(&text.len());
                if text.len() < 40 && phrases::is_answer(text) {
                    sum.actions += 1;
                }
                if short && id >= named && phrases::says_name(text).is_some() {
                    sum.names += 1;
                }
                continue;
            }
            if !dom.is_element(id) {
                continue;
            }
            let roles = words.of(id);
            let name = dom.local(id);
            let size = words.size(dom, id);
            let is_name = *name == local_name!("cite")
                || (roles & (words::AUTHOR | words::NAME) != 0
                    && roles & (words::AVATAR | words::ACTION | words::FORM) == 0)
                || dom
                    .attr(id, "itemprop")
                    .is_some_and(|it| it == "author" || it == "creator");
            if is_name && id >= named && (1..160).contains(&size) {
                sum.names += 1;
                named = dom.end(id);
            }
            if (roles & words::AVATAR != 0
                || *name == local_name!("img")
                    && dom
                        .attr(id, "width")
                        .and_then(|it| it.parse().ok())
                        .is_some_and(|it: u32| (16..=100).contains(&it)))
                && id >= faced
            {
                sum.avatars += 1;
                faced = dom.end(id);
            }
            let is_article = *name == local_name!("h1")
                || dom.attr_has(id, "itemprop", "articleBody")
                || *articles.of(dom, id) && roles & words::COMMENT == 0 && size > 600;
            sum.articles += u32::from(is_article);
            let is_heading = matches!(
                *name,
                local_name!("h1")
                    | local_name!("h2")
                    | local_name!("h3")
                    | local_name!("h4")
            );
            if is_heading && size > 12 {
                let link = dom
                    .named(id, "a")
                    .next()
                    .or_else(|| dom.parent(id).filter(|it| dom.name(*it) == "a"));
                let href = link.and_then(|it| dom.attr(it, "href")).unwrap_or("#");
                if !href.starts_with('#')
                    && !href.contains("/user")
                    && !href.contains("profile")
                    && words.size(dom, id) > 24
                {
                    sum.headlines += 1;
                }
            }
        }
        before.push(sum);
        Self { before, dates: OnceCell::new(), headings: RefCell::default() }
    }

    /// Returns how many dates stand between two nodes.
    pub(super) fn dates(&self, sight: &Sight<'_>, start: NodeId, end: NodeId) -> u32 {
        let before = self.dates.get_or_init(|| dates(sight));
        before[(end.0 as usize).min(before.len() - 1)] - before[start.0 as usize]
    }

    pub(super) fn between(&self, start: NodeId, end: NodeId) -> Counts {
        let (a, b) = (
            self.before[start.0 as usize],
            self.before[(end.0 as usize).min(self.before.len() - 1)],
        );
        Counts {
            names: b.names - a.names,
            actions: b.actions - a.actions,
            headlines: b.headlines - a.headlines,
            avatars: b.avatars - a.avatars,
            articles: b.articles - a.articles,
        }
    }
}

/// Counts the dates that stand before each node.
fn dates(sight: &Sight<'_>) -> Vec<u32> {
    let Sight { dom, words, language } = *sight;
    let mut before = Vec::with_capacity(dom.len() + 1);
    let mut sum = 0;
    // What is inside the element that was counted last is the same date.
    let mut dated = NodeId(0);
    for id in dom.subtree(Dom::ROOT) {
        before.push(sum);
        if id < dated {
            continue;
        }
        if dom.is_text(id) {
            let text = dom.text(id).trim();
            let says_when = (4..=120).contains(&text.len())
                && (text.contains(|c: char| c.is_ascii_digit())
                    && date::find(text, language).is_some()
                    || text.len() < 60 && date::relative(text).is_some());
            sum += u32::from(says_when);
        } else if dom.is_element(id) {
            let (name, roles) = (dom.local(id), words.of(id));
            let size = words.size(dom, id);
            let is_date = *name == local_name!("time")
                || name.ends_with("time") && **name == *"relative-time"
                || name.ends_with("ago") && **name == *"time-ago"
                || (roles & words::DATE != 0
                    && roles & words::TEXT == 0
                    && (4..120).contains(&size)
                    && dom.text(id).contains(|c: char| c.is_ascii_digit()));
            if is_date && size < 120 {
                sum += 1;
                dated = dom.end(id);
            }
        }
    }
    before.push(sum);
    before
}
