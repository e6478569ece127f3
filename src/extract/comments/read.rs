//! One comment, read: its author, date, words and place.

use crate::{article::Standing, dom::NodeId};

use super::{
    item::{Item, Items, Sight},
    name::{self, Named},
    phrases,
    said::{self, Said},
    threads::{self, Place},
    when::{self, When},
    words,
};

/// A comment as it was read off the page.
#[derive(Debug)]
pub(super) struct Read {
    pub(super) item: Item,
    pub(super) author: Option<Named>,
    pub(super) when: Option<When>,
    pub(super) said: Said,
    pub(super) text: String,
    pub(super) place: Place,
    /// Whether another page said that it links here.
    pub(super) mention: bool,
    pub(super) staff: bool,
    pub(super) standing: Standing,
    pub(super) score: Option<i64>,
    /// The link to the comment itself.
    pub(super) link: Option<NodeId>,
}

/// Reads every comment of a list.
pub(super) fn read(sight: &Sight<'_>, items: &Items) -> Vec<Read> {
    items.items.iter().map(|it| read_one(sight, items, *it)).collect()
}

fn read_one(sight: &Sight<'_>, items: &Items, item: Item) -> Read {
    let Sight { dom, words, .. } = *sight;
    let own = items.own(dom, item);
    let family = items.family;
    let named = said::named(sight, &own, family);
    // A name that is sure helps to find the words; one that is not is looked for
    // around them.
    let mut author = name::find(sight, &own, &named, family, name::SURE);
    let mut apart: Vec<NodeId> = author.iter().filter_map(|it| it.element).collect();
    let when = when::find(sight, &own, &named, family);
    apart.extend(when.iter().map(|it| it.element));
    if let Some(family) = family {
        apart.extend(own.iter().copied().filter(|it| family.without.matches(dom, *it)));
    }
    let mut said = named;
    if said.is_empty() {
        let mut about = when::accounts(dom, &own);
        about.extend(&apart);
        said.extend(said::likely(sight, &own, &about));
    }
    if author.is_none() {
        author = name::find(sight, &own, &said, family, 3);
        apart.extend(author.iter().filter_map(|it| it.element));
    }
    let said = said::find(sight, items, item, &own, said, &apart);
    let text = said.words(dom, items);
    let place = threads::place(sight, items, item, &own, &said.roots);
    // A form for a new comment is none, though it may look like one.
    let form = when.is_none() && own.iter().any(|it| dom.name(*it) == "textarea");
    let (said, text) = if form { (Said::default(), String::new()) } else { (said, text) };
    let author = author.filter(|_| !form);
    let head = words.of(item.head);
    let mention = head & words::PING != 0
        || (text.starts_with("[...]") || text.starts_with("[…]"))
            && (text.ends_with("[...]") || text.ends_with("[…]"));
    let marked = |role: u32| {
        head & role != 0
            || own.iter().skip(1).take(40).any(|it| {
                words.any(*it, role)
                    && words.any(*it, words::BADGE | words::AUTHOR)
                    && !said.holds(dom, *it)
            })
    };
    let gone = text.is_empty() || phrases::is_removed(&text);
    let standing = if gone && !mention {
        Standing::Removed
    } else if head & words::FEATURED != 0 {
        Standing::Featured
    } else {
        Standing::Published
    };
    let staff = marked(words::STAFF);
    let score = score(sight, &own, &said);
    // "Comment deleted" stands where the name was.
    let author = author
        .filter(|it| standing != Standing::Removed || !phrases::is_removed(&it.name));
    let link = link(sight, &own, &said, author.as_ref(), when.as_ref(), &place);
    Read { item, author, when, said, text, place, mention, staff, standing, score, link }
}

/// Returns the link to a comment: what its date links to, or what names it.
fn link(
    sight: &Sight<'_>,
    own: &[NodeId],
    said: &Said,
    author: Option<&Named>,
    when: Option<&When>,
    place: &Place,
) -> Option<NodeId> {
    let Sight { dom, words, .. } = *sight;
    let is_link = |it: &NodeId| {
        let href = dom.attr(*it, "href").unwrap_or_default();
        dom.name(*it) == "a" && href.len() > 1 && !href.starts_with("javascript:")
    };
    let names_it = |it: &NodeId| {
        let href = dom.attr(*it, "href").unwrap_or_default();
        let fragment = href.split_once('#').map_or("", |it| it.1);
        place.keys.iter().any(|key| key == fragment && !key.is_empty())
    };
    let dated = when.into_iter().flat_map(|it| {
        std::iter::once(it.element)
            .chain(dom.ancestors(it.element).take(2))
            .chain(dom.descendants(it.element).take(12))
    });
    // What the author's name links to is the author's.
    let signs = |it: &NodeId| {
        let named = author.and_then(|it| it.element);
        named.is_some_and(|name| dom.contains(*it, name) || dom.contains(name, *it))
            && !names_it(it)
    };
    let mut own = own.iter().copied().filter(|it| !said.holds(dom, *it)).filter(is_link);
    let dated: Vec<NodeId> = dated.filter(is_link).filter(|it| !signs(it)).collect();
    let named = dated.iter().copied().find(names_it);
    named.or_else(|| dated.first().copied()).or_else(|| {
        own.find(|it| {
            names_it(it)
                || dom.attr_has(*it, "class", "permalink")
                || words.any(*it, words::DATE)
        })
    })
}

/// Returns the votes that a comment's own counter gives.
fn score(sight: &Sight<'_>, own: &[NodeId], said: &Said) -> Option<i64> {
    let Sight { dom, words, .. } = *sight;
    let number = |text: &str| -> Option<i64> {
        let text = text.trim().replace('\u{2212}', "-");
        let text = text.trim_start_matches('+');
        let end =
            text.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(text.len());
        let rest = text[end..].trim();
        (rest.chars().count() <= 12).then(|| text[..end].parse().ok())?
    };
    own.iter().skip(1).find_map(|it| {
        if said.holds(dom, *it) || !dom.is_element(*it) {
            return None;
        }
        if let Some(value) = dom.attr(*it, "data-score") {
            return number(value);
        }
        let is_score =
            words.any(*it, words::SCORE) || dom.attr_has(*it, "itemprop", "upvoteCount");
        (is_score && words.size(dom, *it) < 24).then(|| number(&dom.words(*it)))?
    })
}
