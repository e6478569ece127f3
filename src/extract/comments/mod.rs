//! A page to its discussion: who said what, when, and in answer to whom.
//!
//! What is a comment is told in this order: by families of markup that are known
//! (a table), by repetition of things that carry a name, a date and words, and by
//! data that never reached the markup. How a comment is read, threaded and cut
//! out of the page is the same for all of them.

mod area;
mod families;
mod item;
mod name;
mod phrases;
mod said;
mod selector;
mod threads;
mod when;
mod words;

use crate::{
    article::{Author, Comment, Standing},
    dom::NodeId,
    report::Report,
};

use self::{
    families::{Family, Kind},
    item::{Item, Items, Sight},
    name::Named,
    said::Said,
    threads::Place,
    when::When,
    words::Words,
};
use super::{Content, Labels, Page, Thread};

/// Finds what readers said and labels where they said it.
pub(super) fn find(page: &Page<'_>, labels: &mut Labels, _: &mut Report) -> Thread {
    let words = Words::new(page.dom);
    let language = page.dom.attr(page.html, "lang").filter(|it| !it.is_empty());
    let sight = Sight { dom: page.dom, words: &words, language };
    let mut best: Option<(usize, Items, Vec<Read>)> = None;
    for (family, heads) in families::find(page.dom) {
        let items = Items::new(&sight, &heads, Some(family), family.name);
        let read = read(&sight, &items);
        let worth = worth(&sight, &items, &read);
        if worth > 0 && best.as_ref().is_none_or(|it| worth > it.0) {
            best = Some((worth, items, read));
        }
    }
    let lists: Vec<&Items> = best.iter().map(|it| &it.1).collect();
    let claims = area::mark(&sight, &lists, labels);
    let mut thread = match &best {
        Some((_, items, read)) => assemble(page, &sight, items, read),
        None => Thread::default(),
    };
    thread.closed = claims.closed;
    thread.claimed = claims.claimed;
    thread
}

/// A comment as it was read off the page.
#[derive(Debug)]
struct Read {
    item: Item,
    author: Option<Named>,
    when: Option<When>,
    said: Said,
    text: String,
    place: Place,
    /// Whether another page said that it links here.
    mention: bool,
    staff: bool,
    standing: Standing,
    score: Option<i64>,
}

/// Reads every comment of a list.
fn read(sight: &Sight<'_>, items: &Items) -> Vec<Read> {
    items.items.iter().map(|it| read_one(sight, items, *it)).collect()
}

fn read_one(sight: &Sight<'_>, items: &Items, item: Item) -> Read {
    let Sight { dom, words, .. } = *sight;
    let own = items.own(dom, item);
    let family = items.family;
    let named = said::named(sight, &own, family);
    let author = name::find(sight, &own, &named, family);
    let mut apart: Vec<NodeId> = author.iter().filter_map(|it| it.element).collect();
    let when = when::find(sight, &own, &named, family);
    apart.extend(when.iter().map(|it| it.element));
    if let Some(family) = family {
        apart.extend(own.iter().copied().filter(|it| family.without.matches(dom, *it)));
    }
    let said = said::find(sight, items, item, &own, named, &apart);
    let text = said.words(dom, items);
    let place = threads::place(sight, items, item, &own, &said.roots);
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
    Read { item, author, when, said, text, place, mention, staff, standing, score }
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

/// Returns how much a list of comments is worth: nothing, where it is none.
fn worth(sight: &Sight<'_>, items: &Items, read: &[Read]) -> usize {
    let mut worth = 0;
    let (mut with_text, mut signed) = (0, 0);
    for it in read.iter().filter(|it| !it.text.is_empty()) {
        with_text += 1;
        let known = usize::from(it.author.is_some()) + usize::from(it.when.is_some());
        signed += usize::from(known > 0 || it.mention);
        worth += 2 + known + usize::from(it.said.exact);
    }
    let known_names = items
        .family
        .is_some_and(|it| it.name != "wordpress" && it.name != "comment-item");
    let repeats = with_text >= 3;
    if with_text == 0 || (signed * 5 < with_text * 2 && !(known_names || repeats)) {
        return 0;
    }
    _ = sight;
    worth
}

/// Returns whether the first item of a forum's page is what the page is about:
/// nothing else on the page could be.
fn opens(sight: &Sight<'_>, items: &Items) -> bool {
    let Sight { dom, words, .. } = *sight;
    let forum = items.family.is_some_and(|it: &Family| it.kind == Kind::Forum);
    let Some(first) = items.items.first().filter(|_| forum) else { return false };
    let paragraphs: usize = (0..first.head.0)
        .map(NodeId)
        .filter(|it| dom.is_text(*it))
        .map(|it| words.size(dom, it))
        .filter(|it| *it >= 100)
        .sum();
    paragraphs < 400
}

/// Makes a thread of what was read.
fn assemble(page: &Page<'_>, sight: &Sight<'_>, items: &Items, read: &[Read]) -> Thread {
    let places: Vec<Place> = read.iter().map(|it| it.place.clone()).collect();
    let authors: Vec<Option<&str>> =
        read.iter().map(|it| it.author.as_ref().map(|it| it.name.as_str())).collect();
    let parents = threads::parents(sight, items, &places, &authors);
    let mut answered = vec![false; read.len()];
    for parent in parents.iter().flatten() {
        answered[*parent] = true;
    }
    let skip = usize::from(opens(sight, items));
    let mut thread = Thread::default();
    // Where each comment went in the list; mentions and shells go nowhere.
    let mut moved: Vec<Option<usize>> = vec![None; read.len()];
    for (at, it) in read.iter().enumerate().skip(skip) {
        if it.text.is_empty() && it.author.is_none() && !answered[at] {
            continue;
        }
        let mut comment = Comment::default();
        comment.id = it.place.keys.first().cloned();
        comment.author =
            it.author.as_ref().map(|it| -> Author { name::author(page, it) });
        comment.posted = it.when.as_ref().and_then(|it| it.date);
        comment.posted_words = it.when.as_ref().and_then(|it| it.words.clone());
        comment.standing = it.standing;
        comment.staff = it.staff;
        comment.score = it.score;
        let content = Content::Nodes {
            roots: it.said.roots.clone(),
            without: it.said.without.clone(),
        };
        if it.mention {
            thread.mentions.push((comment, content));
            continue;
        }
        // An answer to a mention answers nothing that is in the list.
        let mut parent = parents[at];
        while let Some(up) = parent
            && moved[up].is_none()
        {
            parent = parents[up];
        }
        comment.parent = parent.and_then(|it| moved[it]);
        moved[at] = Some(thread.comments.len());
        thread.comments.push((comment, content));
    }
    thread
}
