//! The words of a comment: which nodes hold them, and what to leave out.

use crate::{
    dom::{Dom, NodeId},
    extract::date,
};

use super::{
    families::Family,
    item::{Item, Items, Sight},
    phrases,
    words::{self, Words},
};

/// The words of a comment.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) roots: Vec<NodeId>,
    pub(super) without: Vec<NodeId>,
    /// Whether nothing but the words could be meant: an element of the page's
    /// own says that they are in it.
    pub(super) exact: bool,
}

impl Said {
    /// Returns whether a node is part of the words.
    pub(super) fn holds(&self, dom: &Dom, id: NodeId) -> bool {
        self.roots.iter().any(|it| dom.contains(*it, id))
    }

    pub(super) fn words(&self, dom: &Dom, items: &Items) -> String {
        let mut out = String::new();
        for root in &self.roots {
            if !out.is_empty() {
                out.push(' ');
            }
            dom.words_without(*root, &mut out, |it| {
                items.is_head(it) || self.without.contains(&it)
            });
        }
        out
    }
}

/// The longest name of an action, badge or date line.
const SHORT: usize = 160;

/// Returns the elements that hold the words by their own account, before the
/// author and the date are known.
pub(super) fn named(
    sight: &Sight<'_>,
    own: &[NodeId],
    family: Option<&Family>,
) -> Vec<NodeId> {
    let dom = sight.dom;
    if let Some(family) = family.filter(|it| !it.text.is_empty()) {
        let found = best(dom, own, |it| family.text.rank(dom, it));
        if !found.is_empty() {
            return found;
        }
    }
    best(dom, own, |it| {
        let is_text = dom.attr_has(it, "itemprop", "text")
            || dom.attr_has(it, "itemprop", "commentText");
        (is_text && dom.name(it) != "meta").then_some(0)
    })
}

/// Returns the elements of the best rank, without those inside another.
fn best(
    dom: &Dom,
    own: &[NodeId],
    rank: impl Fn(NodeId) -> Option<usize>,
) -> Vec<NodeId> {
    let mut found: Vec<NodeId> = Vec::new();
    let mut best = usize::MAX;
    for it in own {
        match rank(*it) {
            Some(rank) if rank < best => {
                best = rank;
                found = vec![*it];
            }
            Some(rank) if rank == best => {
                if !found.last().is_some_and(|outer| dom.contains(*outer, *it)) {
                    found.push(*it);
                }
            }
            Some(_) | None => (),
        }
    }
    found
}

/// Returns the element whose name says that it holds the words: the largest one
/// without the author and the date.
pub(super) fn likely(
    sight: &Sight<'_>,
    own: &[NodeId],
    apart: &[NodeId],
) -> Option<NodeId> {
    let Sight { dom, words, .. } = *sight;
    let mut sums = Vec::with_capacity(own.len() + 1);
    let mut sum = 0;
    for it in own {
        sums.push(sum);
        if dom.is_text(*it) {
            sum += words.size(dom, *it);
        }
    }
    sums.push(sum);
    let mut found: Option<(usize, usize, NodeId)> = None;
    for (place, it) in own.iter().enumerate() {
        let is_text = words.any(*it, words::TEXT)
            && !words.any(*it, words::ACTION | words::AVATAR | words::FORM);
        if place == 0 || !is_text || apart.iter().any(|it2| dom.contains(*it, *it2)) {
            continue;
        }
        let after = own.partition_point(|other| *other < dom.end(*it));
        let size = sums[after] - sums[place];
        if size == 0 {
            continue;
        }
        // Of two that hold the same words, the inner one.
        if found.is_none_or(|found| size > found.0 || (size == found.0 && *it > found.2))
        {
            found = Some((size, place, *it));
        }
    }
    found.map(|it| it.2)
}

/// Finds the words of a comment.
///
/// `apart` are the author's and the date's elements.
pub(super) fn find(
    sight: &Sight<'_>,
    items: &Items,
    item: Item,
    own: &[NodeId],
    named: Vec<NodeId>,
    apart: &[NodeId],
) -> Said {
    let dom = sight.dom;
    let mut roots = named;
    if roots.is_empty() {
        roots.extend(likely(sight, own, apart));
    }
    let exact = !roots.is_empty();
    if !exact {
        roots = tops(dom, item);
    }
    let mut parts: Vec<NodeId> = Vec::new();
    let mut without: Vec<NodeId> = Vec::new();
    for root in &roots {
        sift(sight, items, own, *root, apart, exact, &mut parts, &mut without);
    }
    trim(sight, &mut parts, &mut without, exact);
    if parts.is_empty() {
        return Said { exact, ..Said::default() };
    }
    if !exact {
        roots = around(dom, item, &parts);
    }
    let mut expanded = Vec::new();
    for root in roots {
        // What a comment stands in is not what was said.
        if matches!(
            dom.name(root),
            "blockquote"
                | "li"
                | "dd"
                | "dt"
                | "td"
                | "tr"
                | "ul"
                | "ol"
                | "dl"
                | "table"
                | "tbody"
        ) {
            let inside = dom
                .children(root)
                .filter(|it| dom.is_element(*it) || !dom.text(*it).trim().is_empty());
            expanded.extend(inside.filter(|it| !items.is_head(*it)));
        } else {
            expanded.push(root);
        }
    }
    expanded.retain(|it| !without.contains(it));
    without.retain(|it| expanded.iter().any(|root| dom.contains(*root, *it)));
    Said { roots: expanded, without, exact }
}

/// Returns the nodes at the top of a comment: its head, and the siblings that it
/// runs on to.
fn tops(dom: &Dom, item: Item) -> Vec<NodeId> {
    let mut tops = Vec::new();
    let mut at = item.head;
    while at < item.end {
        tops.push(at);
        at = dom.end(at);
    }
    tops
}

/// Sorts the text inside a root into what was said and what is to be left out.
#[expect(clippy::too_many_arguments, reason = "one caller, and two of them are results")]
fn sift(
    sight: &Sight<'_>,
    items: &Items,
    own: &[NodeId],
    root: NodeId,
    apart: &[NodeId],
    exact: bool,
    parts: &mut Vec<NodeId>,
    without: &mut Vec<NodeId>,
) {
    let dom = sight.dom;
    let end = dom.end(root);
    let mut place = own.partition_point(|it| *it < root);
    let mut expected = root;
    while let Some(at) = own.get(place).copied().filter(|it| *it < end) {
        // What is missing between two own nodes are other comments.
        while expected < at {
            without.push(expected);
            expected = dom.end(expected);
        }
        let is_top = at == root && !items.is_head(at);
        if at != root && !is_top && is_noise(sight, at, apart, exact) {
            without.push(at);
            expected = dom.end(at);
            while own.get(place).is_some_and(|it| *it < expected) {
                place += 1;
            }
            continue;
        }
        if dom.is_text(at) {
            if sight.words.size(dom, at) > 0 {
                parts.push(at);
            }
        } else if matches!(dom.name(at), "img" | "video" | "audio" | "iframe" | "picture")
        {
            let is_face = sight.words.any(at, words::AVATAR)
                || (!exact
                    && dom
                        .ancestors(at)
                        .take(3)
                        .any(|it| sight.words.any(it, words::AVATAR | words::PICTURE)));
            if is_face {
                without.push(at);
            } else if exact {
                parts.push(at);
            }
        }
        expected = NodeId(at.0 + 1);
        place += 1;
    }
    while expected < end {
        without.push(expected);
        expected = dom.end(expected);
    }
}

/// Returns whether an element is not part of what was said.
fn is_noise(sight: &Sight<'_>, id: NodeId, apart: &[NodeId], exact: bool) -> bool {
    let Sight { dom, words, .. } = *sight;
    if apart.contains(&id) {
        return true;
    }
    if !dom.is_element(id) {
        return false;
    }
    let name = dom.name(id);
    match name {
        "button" | "input" | "select" | "textarea" | "form" | "label" | "template"
        | "noscript" | "script" | "style" | "nav" | "time" => {
            return !exact || name != "time";
        }
        "blockquote" | "p" | "pre" | "br" | "em" | "i" | "code" => {
            return words.any(id, words::ACTION)
                && !words.any(id, words::TEXT)
                && words.size(dom, id) < SHORT / 2;
        }
        "a" if phrases::is_action(dom.text(id).trim()) => return true,
        _ => (),
    }
    if dom.is_foreign(id) {
        return false;
    }
    let roles = words.of(id);
    let shown = words.size(dom, id);
    if roles & words::TEXT != 0 && shown > 0 {
        return false;
    }
    let not_words = if exact {
        words::ACTION | words::AVATAR
    } else {
        words::ACTION | words::AVATAR | words::BADGE | words::PICTURE
    };
    if roles & not_words != 0 && shown <= SHORT && !holds_text(dom, words, id) {
        return name != "a" || roles & (words::ACTION | words::AVATAR) != 0;
    }
    let hidden = ["screen-reader-text", "visually-hidden", "sr-only", "hide-accessible"];
    if shown < SHORT && hidden.iter().any(|it| dom.has_class(id, it)) {
        return true;
    }
    if !exact
        && roles & (words::META | words::DATE | words::AUTHOR) != 0
        && shown <= SHORT
    {
        return apart.iter().any(|it| dom.contains(id, *it))
            || roles & (words::DATE | words::AUTHOR) != 0;
    }
    matches!(name, "span" | "div" | "li" | "small")
        && shown < 60
        && phrases::is_action(dom.text(id).trim())
        && (!exact || roles != 0 || dom.named(id, "a").next().is_some())
}

fn holds_text(dom: &Dom, words: &Words, id: NodeId) -> bool {
    dom.descendants(id)
        .take(40)
        .any(|it| words.any(it, words::TEXT) && words.size(dom, it) > 0)
}

/// Takes what only joins things away from both ends: "says:", "#3", "Reply |".
fn trim(
    sight: &Sight<'_>,
    parts: &mut Vec<NodeId>,
    without: &mut Vec<NodeId>,
    exact: bool,
) {
    let dom = sight.dom;
    let is_joint = |it: NodeId| {
        let text = dom.text(it).trim();
        dom.is_text(it)
            && (phrases::is_action(text)
                || (!exact
                    && (phrases::is_joint(text)
                        || (text.len() < 60
                            && date::parse_in(text, sight.language).is_some())
                        || date::relative(text).is_some())))
    };
    // Words that a comment may well be are left, where they are all there is.
    let real = parts.iter().filter(|it| !is_joint(**it)).count();
    if real == 0 {
        if parts.iter().all(|it| phrases::is_action(dom.text(*it).trim()))
            && parts.len() > 1
        {
            without.append(parts);
        }
        return;
    }
    if exact {
        // Inside the words only links are left at the end: "Reply | Report".
        while let Some(last) = parts.last()
            && dom.is_text(*last)
            && (dom
                .text(*last)
                .trim()
                .chars()
                .all(|c| !c.is_alphanumeric() && c.is_ascii())
                && !ends_sentence(dom.text(*last)))
            && without.iter().any(|it| it < last)
        {
            without.push(*last);
            parts.pop();
        }
        return;
    }
    let first = parts.iter().position(|it| !is_joint(*it)).unwrap_or(0);
    without.extend(parts.drain(..first));
    while parts.last().is_some_and(|it| is_joint(*it)) {
        without.extend(parts.pop());
    }
}

/// Returns whether a text of marks alone says something: "…", ":-)".
fn ends_sentence(text: &str) -> bool {
    !text.trim().chars().all(|c| matches!(c, '|' | '-' | '/' | '•' | '[' | ']' | ','))
}

/// Returns the smallest nodes inside a comment that hold all the parts.
fn around(dom: &Dom, item: Item, parts: &[NodeId]) -> Vec<NodeId> {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return vec![] };
    let mut at = *first;
    while !dom.contains(at, *last) {
        match dom.parent(at) {
            Some(up) if up >= item.head => at = up,
            _ => {
                let tops = tops(dom, item).into_iter();
                let holds = |top: &NodeId| parts.iter().any(|it| dom.contains(*top, *it));
                return tops.filter(holds).collect();
            }
        }
    }
    if dom.is_text(at)
        && let Some(up) = dom.parent(at)
        && up >= item.head
    {
        at = up;
    }
    vec![at]
}
