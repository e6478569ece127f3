//! One comment on the page: which nodes are its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    dom::{Dom, NodeId},
    extract::Page,
};

use super::{
    families::{Family, Kind},
    words::{self, Words},
};

/// What every rule about comments looks at.
#[derive(Debug)]
pub(super) struct Sight<'a> {
    pub(super) dom: &'a Dom,
    pub(super) words: &'a Words,
    pub(super) language: Option<&'a str>,
}

/// A comment: where it begins and ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    pub(super) head: NodeId,
    /// The first node after it. It may stand beyond the end of the head, where a
    /// comment runs on to its head's siblings.
    pub(super) end: NodeId,
}

/// Comments of one sort, in document order.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "they are what there is of them")]
pub(super) struct Items {
    pub(super) items: Vec<Item>,
    pub(super) family: Option<&'static Family>,
    /// What found them.
    pub(super) rule: &'static str,
    /// Whether it is plain that these are answers to the page, though they may
    /// lack a date.
    pub(super) sure: bool,
    /// What the page is about, where that looks like the answers to it: the
    /// opening post of a forum.
    pub(super) opening: Option<NodeId>,
    /// For each node, whether a comment begins there.
    heads: Vec<bool>,
}

impl Items {
    pub(super) fn new(
        sight: &Sight<'_>,
        heads: &[NodeId],
        family: Option<&'static Family>,
        rule: &'static str,
    ) -> Self {
        let run = family.is_some_and(|it| it.kind == Kind::Run);
        Self::of_kind(sight, heads, family, rule, run)
    }

    pub(super) fn of_kind(
        sight: &Sight<'_>,
        heads: &[NodeId],
        family: Option<&'static Family>,
        rule: &'static str,
        run: bool,
    ) -> Self {
        let dom = sight.dom;
        let mut is_head = vec![false; dom.len()];
        for head in heads {
            is_head[head.0 as usize] = true;
        }
        let apart =
            |it: NodeId| family.is_some_and(|family| family.reply.matches(dom, it));
        let heads =
            if run { heads.to_vec() } else { distinct(sight, heads, &is_head, &apart) };
        let mut is_head = vec![false; dom.len()];
        for head in &heads {
            is_head[head.0 as usize] = true;
        }
        let items = heads.iter().map(|head| {
            let mut end = dom.end(*head);
            while run
                && let Some(parent) = dom.parent(*head)
                && end < dom.end(parent)
                && !is_head[end.0 as usize]
            {
                end = dom.end(end);
            }
            Item { head: *head, end }
        });
        Self {
            items: items.collect(),
            family,
            rule,
            sure: false,
            opening: None,
            heads: is_head,
        }
    }

    /// Comments that end with the given elements and begin where the one before
    /// has ended.
    pub(super) fn trailing(
        sight: &Sight<'_>,
        tails: &[NodeId],
        rule: &'static str,
    ) -> Self {
        let dom = sight.dom;
        let mut items = Vec::with_capacity(tails.len());
        let mut is_head = vec![false; dom.len()];
        let mut before: Option<NodeId> = None;
        for tail in tails {
            let head = match before {
                Some(it) => it,
                None => {
                    let mut at = *tail;
                    while let Some(up) = dom.previous(at)
                        && !matches!(
                            dom.name(up),
                            "h1" | "h2" | "h3" | "h4" | "h5" | "hr"
                        )
                    {
                        at = up;
                    }
                    at
                }
            };
            let end = dom.end(*tail);
            is_head[head.0 as usize] = true;
            items.push(Item { head, end });
            before = Some(end);
        }
        Self { items, family: None, rule, sure: false, opening: None, heads: is_head }
    }

    /// Leaves out lists of what was said last under other pages.
    pub(super) fn without_widgets(self, page: &Page<'_>) -> Self {
        let dom = page.dom;
        let mut lists: BTreeMap<Option<NodeId>, (usize, usize, BTreeSet<&str>)> =
            BTreeMap::new();
        for item in &self.items {
            let list = lists.entry(dom.parent(item.head)).or_default();
            list.0 += 1;
            let links = (item.head.0..item.end.0.min(item.head.0 + 40)).map(NodeId);
            for it in links.filter(|it| dom.name(*it) == "a") {
                let href = dom.attr(it, "href").unwrap_or_default();
                if dom.attr_has(it, "rel", "bookmark") && !href.contains('#') {
                    list.1 += 1;
                }
                if let Some((path, fragment)) = href.split_once('#')
                    && fragment.contains("comment")
                    && !path.is_empty()
                {
                    list.2.insert(path.split('?').next().unwrap_or(path));
                }
            }
        }
        lists.retain(|_, it| it.0 > 1 && (it.1 * 2 > it.0 || it.2.len() * 2 > it.0 + 1));
        let gone: Vec<NodeId> = self
            .items
            .iter()
            .filter(|it| lists.contains_key(&dom.parent(it.head)))
            .map(|it| it.head)
            .collect();
        self.without(&gone)
    }

    /// Leaves out those that begin at some nodes, given in document order.
    pub(super) fn without(mut self, gone: &[NodeId]) -> Self {
        self.items.retain(|it| gone.binary_search(&it.head).is_err());
        for it in gone {
            self.heads[it.0 as usize] = false;
        }
        self
    }

    /// Leaves out what holds the page's headline, and with it the article: of a
    /// forum only the first item may, which is the opening post.
    pub(super) fn without_article(self, page: &Page<'_>) -> Self {
        let dom = page.dom;
        let forum = self.family.is_some_and(|it| it.kind == Kind::Forum);
        let Some(headline) = dom.named(page.body, "h1").next() else { return self };
        // Items around it stand one inside the other, so they are few.
        let holds = |it: &Item| it.head <= headline && headline < it.end;
        let gone: Vec<NodeId> = self
            .items
            .iter()
            .skip(usize::from(forum))
            .filter(|it| holds(it))
            .map(|it| it.head)
            .collect();
        self.without(&gone)
    }

    pub(super) fn is_head(&self, id: NodeId) -> bool {
        self.heads[id.0 as usize]
    }

    /// Returns the nodes that belong to a comment and to none inside it.
    pub(super) fn own(&self, dom: &Dom, item: Item) -> Vec<NodeId> {
        let mut own = Vec::new();
        let mut at = item.head;
        while at < item.end {
            if at != item.head && self.is_head(at) {
                at = dom.end(at);
            } else {
                own.push(at);
                at = NodeId(at.0 + 1);
            }
        }
        own
    }
}

/// Leaves out elements that a selector matched inside one it had matched already
/// for the same comment: `li.comment > article.comment`.
fn distinct(
    sight: &Sight<'_>,
    heads: &[NodeId],
    is_head: &[bool],
    apart: &dyn Fn(NodeId) -> bool,
) -> Vec<NodeId> {
    let dom = sight.dom;
    let mut kept: Vec<NodeId> = Vec::new();
    for (place, head) in heads.iter().enumerate() {
        // The nearest match around this one, if that is the one just before.
        let outer = place.checked_sub(1).map(|it| heads[it]);
        let around = outer.filter(|it| dom.contains(*it, *head) && !apart(*head));
        if !around.is_some_and(|it| same(sight, it, *head, is_head)) {
            kept.push(*head);
        }
    }
    kept
}

/// Returns whether a match inside another is the same comment.
fn same(sight: &Sight<'_>, outer: NodeId, inner: NodeId, is_head: &[bool]) -> bool {
    let Sight { dom, words, .. } = *sight;
    let (a, b) = (number(dom, outer), number(dom, inner));
    if let (Some(a), Some(b)) = (a, b) {
        return a == b;
    }
    let path = dom.ancestors(inner).take_while(|it| *it != outer);
    let mut through_list =
        matches!(dom.name(inner), "li" | "dt") && matches!(dom.name(outer), "li" | "dt");
    for it in path {
        through_list |= matches!(dom.name(it), "ol" | "ul" | "dl" | "table")
            || (words.any(it, words::CHILDREN) && !words.any(it, words::TEXT));
    }
    if through_list {
        return false;
    }
    // Two comments have a name or a date each.
    let mut at = NodeId(outer.0 + 1);
    let end = dom.end(outer);
    let mut own = false;
    while at < end {
        if is_head[at.0 as usize] {
            at = dom.end(at);
            continue;
        }
        own |= words.any(at, words::AUTHOR | words::DATE) || dom.name(at) == "time";
        at = NodeId(at.0 + 1);
    }
    let inside = dom
        .descendants(inner)
        .take(400)
        .any(|it| words.any(it, words::AUTHOR | words::DATE) || dom.name(it) == "time");
    !(own && inside)
}

/// Returns the number in an element's id: 12 of `li-comment-12`.
pub(super) fn number(dom: &Dom, id: NodeId) -> Option<&str> {
    let name = dom.html_id(id);
    let end = name.trim_end_matches(|it: char| !it.is_ascii_digit()).len();
    let name = &name[..end];
    let start = name.trim_end_matches(|it: char| it.is_ascii_digit()).len();
    (start < end).then(|| &name[start..])
}
