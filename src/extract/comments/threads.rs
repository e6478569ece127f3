//! Which comment answers which.

use std::collections::HashMap;

use crate::dom::{Dom, NodeId};

use super::{
    item::{Item, Items, Sight},
    words,
};

/// What a comment says about its place in the thread.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// Names by which others may point to it.
    pub(super) keys: Vec<String>,
    /// The name of the one it answers, where it says so. Nothing at all means
    /// that it says nothing; an empty name, that it answers none.
    pub(super) parent: Option<String>,
    /// The name of the author it answers.
    pub(super) answers: Option<String>,
    /// How deep it says it is.
    pub(super) level: Option<u32>,
}

/// Attributes that name the comment which is answered.
const PARENTS: &[&str] = &[
    "data-parent-id",
    "data-parentid",
    "data-parent",
    "data-parent-comment-id",
    "data-comment-parent",
    "parentid",
    "data-reply-to",
    "data-in-reply-to",
    "data-replyto-id",
    "data-parent-comment",
    "data-comment-parent-id",
    "data-reply-id",
    "data-pid",
    "parent-id",
];
/// Attributes that name the comment itself.
const OWN: &[&str] = &[
    "data-comment-id",
    "data-commentid",
    "data-id",
    "data-comment",
    "data-cid",
    "data-post-id",
    "data-threadid",
    "data-shortid",
    "data-node-id",
    "thingid",
    "comment-id",
    "data-fullname",
    "data-content",
];
/// Attributes that say how deep a comment is.
const LEVELS: &[&str] = &[
    "data-depth",
    "data-level",
    "data-indent",
    "depth",
    "indent",
    "data-comment-depth",
    "aria-level",
    "data-nesting-level",
];
/// Classes that say it, before the number.
const LEVEL_CLASSES: &[&str] = &[
    "depth-",
    "depth",
    "level-",
    "level",
    "comment_level-",
    "wpd_comment_level-",
    "wc_comment_level-",
    "indent-",
    "indent",
    "lvl-",
    "lvl",
    "nesting-",
    "nested-",
    "comment-depth-",
    "comment-level-",
    "comment--level-",
    "comment-indent-",
    "comment--depth-",
    "reply-level-",
    "thread-level-",
    "d-level-",
    "indentlevel-",
    "comment-indent",
];

/// Reads what a comment says about its place.
pub(super) fn place(
    sight: &Sight<'_>,
    items: &Items,
    item: Item,
    own: &[NodeId],
    said: &[NodeId],
) -> Place {
    let Sight { dom, words, .. } = *sight;
    let mut place = Place::default();
    let head = item.head;
    // Its address may stand just before it, or around it.
    let before = dom
        .previous(head)
        .and_then(|it| if dom.is_text(it) { dom.previous(it) } else { Some(it) });
    let anchor = before.filter(|it| dom.name(*it) == "a");
    let outside = own.iter().copied().filter(|it| {
        dom.is_element(*it) && !said.iter().any(|root| dom.contains(*root, *it))
    });
    for (nth, it) in
        anchor.into_iter().chain(outside).chain(said.iter().copied()).enumerate()
    {
        let id = dom.html_id(it);
        if !id.is_empty() {
            place.keys.push(id.to_owned());
        }
        if dom.name(it) == "a"
            && let Some(name) = dom.attr(it, "name")
        {
            place.keys.push(name.to_owned());
        }
        if nth > 12 && !words.any(it, words::COMMENT) {
            continue;
        }
        for name in OWN {
            if let Some(value) =
                dom.attr(it, name).filter(|it| !it.is_empty() && it.len() < 80)
            {
                place.keys.push(value.to_owned());
            }
        }
    }
    let mut near = vec![head];
    near.extend(own.iter().skip(1).copied().filter(|it| dom.is_element(*it)).take(8));
    let around = dom.parent(head).filter(|it| dom.elements(*it).take(2).count() == 1);
    near.extend(around);
    for it in &near {
        if place.parent.is_none() {
            let found = PARENTS.iter().find_map(|name| dom.attr(*it, name));
            place.parent = found.map(|it| {
                if it == "0" || it == "null" { String::new() } else { it.to_owned() }
            });
        }
        if place.parent.is_none()
            && let Some(meta) = dom.attr(*it, "data-meta")
        {
            let found =
                meta.split([';', ',', '&']).find_map(|it| it.trim().strip_prefix("pid="));
            place.parent =
                found.map(|it| if it == "0" { String::new() } else { it.to_owned() });
        }
        if place.level.is_none() {
            place.level =
                LEVELS.iter().find_map(|name| dom.attr(*it, name)?.trim().parse().ok());
        }
    }
    if place.level.is_none() {
        let mut near = near.iter().take(2).chain(&around);
        place.level = near.find_map(|it| class_level(dom, *it));
    }
    // The cell of a table that indents.
    if place.level.is_none() {
        place.level = own.iter().take(12).chain(&around).find_map(|it| {
            let is_spacer = dom.name(*it) == "img"
                && dom.attr(*it, "height").is_some_and(|it| it == "1");
            if is_spacer {
                dom.attr(*it, "width")?.parse().ok()
            } else {
                margin(dom, *it)
            }
        });
    }
    if let Some((own, parent)) = pair(dom, head) {
        place.keys.push(own.to_owned());
        place.parent =
            Some(if parent == "0" { String::new() } else { parent.to_owned() });
    }
    if let Some(thread) = dom.attr(head, "data-threadid").filter(|it| it.contains('.')) {
        place.parent = Some(above(thread));
    }
    if place.parent.as_ref().is_none_or(String::is_empty) {
        link(sight, items, own, said, &mut place);
    }
    place
}

/// Returns the level that a class gives: 2 of `depth-2`.
fn class_level(dom: &Dom, id: NodeId) -> Option<u32> {
    dom.class(id).split_ascii_whitespace().find_map(|class| {
        let start = class.trim_end_matches(|c: char| c.is_ascii_digit());
        if start.len() == class.len() || class.len() - start.len() > 2 {
            return None;
        }
        let lower = start.to_ascii_lowercase();
        LEVEL_CLASSES.contains(&&*lower).then(|| class[start.len()..].parse().ok())?
    })
}

/// Returns the indentation that a comment's own style gives.
fn margin(dom: &Dom, id: NodeId) -> Option<u32> {
    let style = dom.attr(id, "style")?;
    let at = style
        .find("margin-left:")
        .map(|it| it + 12)
        .or_else(|| style.find("padding-left:").map(|it| it + 13))?;
    let value = style[at..].trim_start();
    let end = value.find(|c: char| !c.is_ascii_digit()).unwrap_or(value.len());
    value[..end].parse().ok()
}

/// Returns both numbers of an id that is a pair: a comment's and its parent's.
fn pair(dom: &Dom, id: NodeId) -> Option<(&str, &str)> {
    let name = dom.html_id(id);
    let rest =
        name.strip_prefix("wpd-comm-").or_else(|| name.strip_prefix("wc-comm-"))?;
    rest.split_once('_')
}

/// Returns the place above one in a dotted path: `0001.0000` of `0001.0002`.
fn above(path: &str) -> String {
    let mut parts: Vec<&str> = path.split('.').collect();
    let Some(last) = parts.iter().rposition(|it| it.chars().any(|c| c != '0')) else {
        return String::new();
    };
    if last == 0 {
        return String::new();
    }
    let zero = "0".repeat(parts[last].len());
    parts[last] = &zero;
    parts.join(".")
}

/// Finds a link in the header that says which comment this one answers.
fn link(
    sight: &Sight<'_>,
    items: &Items,
    own: &[NodeId],
    said: &[NodeId],
    place: &mut Place,
) {
    let dom = sight.dom;
    let mut text = String::new();
    for it in own.iter().copied() {
        if said.iter().any(|root| dom.contains(*root, it)) {
            text.clear();
            continue;
        }
        if dom.is_text(it) {
            let parent = dom.parent(it);
            if let Some(link) =
                parent.filter(|it| dom.name(*it) == "a" && !items.is_head(*it))
            {
                let whole = format!("{text} {}", dom.text(it));
                if answers(&whole) {
                    if let Some((_, fragment)) =
                        dom.attr(link, "href").and_then(|it| it.split_once('#'))
                        && !fragment.is_empty()
                    {
                        place.parent = Some(fragment.to_owned());
                        return;
                    }
                    if answers(&text) {
                        place.answers = Some(dom.text(it).trim().to_owned());
                        return;
                    }
                }
            }
            text = dom.text(it).trim().to_lowercase();
        }
    }
}

/// Returns whether words say that a comment answers another.
pub(super) fn answers(text: &str) -> bool {
    let text = text.trim().to_lowercase();
    [
        "in reply to",
        "replied to",
        "replying to",
        "response to",
        "in response",
        "answer to",
        "antwort auf",
        "antwortet auf",
        "als antwort",
        "en réponse",
        "réponse à",
        "en respuesta",
        "responde a",
        "em resposta",
        "in risposta",
        "in antwoord",
        "als reactie op",
        "svar på",
        "svar til",
        "som svar",
        "w odpowiedzi",
        "v odpovědi",
        "в ответ",
        "ответ на",
        "у відповідь",
        "yanıt olarak",
        "回复",
        "回覆",
        "返信",
    ]
    .iter()
    .any(|it| text.contains(it))
}

/// Finds every comment's parent, by its place in the list.
///
/// A comment's own word for it comes first, then the depth that it gives, then
/// the nesting of the page.
pub(super) fn parents(
    sight: &Sight<'_>,
    items: &Items,
    places: &[Place],
    authors: &[Option<&str>],
) -> Vec<Option<usize>> {
    let mut keys: HashMap<&str, usize> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        for key in &place.keys {
            keys.entry(key).or_insert(at);
        }
    }
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for (at, place) in places.iter().enumerate() {
        for key in &place.keys {
            if let Some(it) = digits(key) {
                numbers.entry(it).or_insert(at);
            }
        }
    }
    let explicit =
        places.iter().filter(|it| it.parent.is_some()).count() * 2 > places.len();
    let levels = levels(places);
    let nested = nesting(sight, items, levels.as_deref());
    let mut by_name: HashMap<&str, usize> = HashMap::new();
    let mut found = Vec::with_capacity(places.len());
    for (at, place) in places.iter().enumerate() {
        let named = place.parent.as_deref().filter(|it| !it.is_empty()).and_then(|it| {
            let exact = keys.get(it).copied();
            exact.or_else(|| numbers.get(digits(it)?).copied()).filter(|it| *it < at)
        });
        let by_author = place.answers.as_deref().and_then(|it| by_name.get(it).copied());
        let parent = match (named.or(by_author), &place.parent) {
            (Some(it), _) => Some(it),
            (None, Some(_)) if explicit => None,
            (None, _) => nested[at],
        };
        found.push(parent);
        if let Some(author) = authors[at] {
            by_name.insert(author, at);
        }
    }
    found
}

/// Returns the number at the end of a name: 12 of `comment-12`.
fn digits(key: &str) -> Option<&str> {
    let start = key.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    (start < key.len()).then(|| &key[start..])
}

/// Returns every comment's level, where nearly all give one and they differ.
fn levels(places: &[Place]) -> Option<Vec<u32>> {
    let given = places.iter().filter(|it| it.level.is_some()).count();
    if given * 10 < places.len() * 9 || places.is_empty() {
        return None;
    }
    let first = places.iter().find_map(|it| it.level)?;
    let mut last = first;
    let levels: Vec<u32> = places
        .iter()
        .map(|it| {
            last = it.level.unwrap_or(last);
            last
        })
        .collect();
    levels.iter().any(|it| *it != first).then_some(levels)
}

/// Finds parents by depth: the nearest comment before that is less deep, unless
/// the page keeps them apart.
fn nesting(
    sight: &Sight<'_>,
    items: &Items,
    levels: Option<&[u32]>,
) -> Vec<Option<usize>> {
    let words = sight.words;
    let mut open: Vec<usize> = Vec::new();
    let mut found = Vec::with_capacity(items.items.len());
    for (at, item) in items.items.iter().enumerate() {
        let depth = |it: usize| match levels {
            Some(levels) => levels[it],
            None => words.depth(items.items[it].head),
        };
        while open.last().is_some_and(|it| depth(*it) >= depth(at)) {
            open.pop();
        }
        let parent = open.last().copied();
        let parent = parent.filter(|it| {
            levels.is_some() || beside(sight, items.items[*it].head, item.head)
        });
        found.push(parent);
        open.push(at);
    }
    found
}

/// Returns whether a deeper comment stands inside another, or inside something
/// that follows the other at the same depth.
fn beside(sight: &Sight<'_>, parent: NodeId, child: NodeId) -> bool {
    let Sight { dom, words, .. } = *sight;
    if dom.contains(parent, child) {
        return true;
    }
    let depth = words.depth(parent);
    let up = words.depth(child).saturating_sub(depth);
    let wrapper = dom.ancestors(child).nth((up as usize).saturating_sub(1));
    let Some(wrapper) = wrapper else { return false };
    dom.parent(wrapper) == dom.parent(parent)
        || dom
            .parent(wrapper)
            .zip(dom.parent(parent))
            .is_some_and(|(a, b)| dom.parent(a) == dom.parent(b))
}
