//! A page to its discussion: who said what, when, and in answer to whom.
//!
//! What is a comment is told in this order: by families of markup that are known
//! (a table), by repetition of things that carry a name, a date and words, and by
//! data that never reached the markup. How a comment is read, threaded and cut
//! out of the page is the same for all of them.

mod area;
mod embedded;
mod families;
mod generic;
mod item;
mod name;
pub(crate) mod phrases;
mod read;
mod said;
mod selector;
mod structured;
mod threads;
mod when;
mod words;

use std::collections::BTreeSet;

use crate::{
    article::{Author, Comment},
    dom::{Dom, NodeId},
    report::Report,
};

use self::{
    families::Kind,
    item::{Items, Sight},
    read::{Read, read},
    threads::Place,
    words::Words,
};
use super::{Content, Labels, Page, Thread, date};

/// Which rules may find comments in markup.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Rules {
    All,
    /// Only the general ones: for measuring how well they stand alone.
    #[cfg_attr(not(test), expect(dead_code, reason = "tests ask for it"))]
    General,
}

/// Finds what readers said and labels where they said it.
pub(super) fn find(page: &Page<'_>, labels: &mut Labels, _: &mut Report) -> Thread {
    find_by(page, labels, Rules::All)
}

fn find_by(page: &Page<'_>, labels: &mut Labels, rules: Rules) -> Thread {
    let words = Words::new(page.dom);
    let language = page.dom.attr(page.html, "lang").filter(|it| !it.is_empty());
    let sight = Sight { dom: page.dom, words: &words, language };
    let mut best = None;
    // What is added to a text while things happen has the form of a forum's posts.
    let live = structured::is_live(page);
    if rules == Rules::All {
        let lists = families::find(page.dom)
            .into_iter()
            .filter(|it| !live || it.0.kind != Kind::Forum)
            .map(|(family, heads)| Items::new(&sight, &heads, Some(family), family.name));
        best = choose(page, &sight, lists);
    }
    if best.is_none() {
        best = choose(page, &sight, generic::find(&sight, live).into_iter());
    }
    let mut opening = Vec::new();
    if let Some((items, read)) = &mut best
        && opens(&sight, items)
    {
        items.opening = Some(items.items.remove(0).head);
        opening = read.remove(0).said.roots;
    }
    let lists: Vec<&Items> = best.iter().map(|it| &it.0).collect();
    let claims = area::mark(&sight, &lists, labels);
    let mut thread = match &best {
        Some((items, read)) => assemble(page, &sight, items, read),
        None => Thread::default(),
    };
    if thread.comments.is_empty() {
        let mut told = structured::json_ld(page);
        if told.comments.is_empty() {
            told = Thread { claimed: told.claimed, ..embedded::find(page) };
        }
        thread.comments = told.comments;
        thread.claimed = told.claimed;
    }
    thread.opening = opening;
    thread.closed = claims.closed;
    thread.claimed = claims.claimed.or(thread.claimed);
    thread
}

/// Reads lists of comments and returns the one that is worth most.
fn choose(
    page: &Page<'_>,
    sight: &Sight<'_>,
    lists: impl Iterator<Item = Items>,
) -> Option<(Items, Vec<Read>)> {
    let mut best: Option<(usize, Items, Vec<Read>)> = None;
    for items in lists {
        let mut items = items.without_widgets(page).without_article(page);
        let mut found = read(sight, &items);
        if let Some(language) = order(sight, &found) {
            let sight = Sight { language: Some(language), ..*sight };
            found = read(&sight, &items);
        }
        if items.family.is_none() {
            (items, found) = without_strangers(sight, items, found);
        }
        let worth = worth(sight, &items, &found);
        if worth > 0 && best.as_ref().is_none_or(|it| worth > it.0) {
            best = Some((worth, items, found));
        }
    }
    best.map(|it| (it.1, it.2))
}

/// Leaves out what has the form of the comments and is none of them: it has neither
/// name nor date and stands elsewhere, or it has no words and no date.
fn without_strangers(
    sight: &Sight<'_>,
    items: Items,
    read: Vec<Read>,
) -> (Items, Vec<Read>) {
    let dom = sight.dom;
    let signed = |it: &&Read| it.author.is_some() || it.when.is_some();
    let around: BTreeSet<Option<NodeId>> =
        read.iter().filter(signed).map(|it| dom.parent(it.item.head)).collect();
    if read.iter().filter(signed).count() * 2 < read.len() {
        return (items, read);
    }
    let dated = read.iter().filter(|it| it.when.is_some()).count();
    let keeps = |it: &Read| {
        let near = signed(&it) || around.contains(&dom.parent(it.item.head));
        let empty = it.text.is_empty() && it.when.is_none() && dated * 2 > read.len();
        (near && !empty) || it.mention
    };
    let keep: Vec<bool> = read.iter().map(keeps).collect();
    let gone = read.iter().zip(&keep).filter(|it| !*it.1).map(|it| it.0.item.head);
    let items = items.without(&gone.collect::<Vec<_>>());
    let kept = read.into_iter().zip(keep).filter(|it| it.1);
    (items, kept.map(|it| it.0).collect())
}

/// Returns a language in which days and months of "3/4/2024" stand as in these
/// comments, where one of them can only be read one way.
fn order(sight: &Sight<'_>, read: &[Read]) -> Option<&'static str> {
    let dom = sight.dom;
    let (mut days, mut months) = (0, 0);
    for it in read {
        let end = NodeId(it.item.end.0.min(it.item.head.0 + 60));
        for at in (it.item.head.0..end.0).map(NodeId) {
            if !dom.is_text(at) || it.said.holds(dom, at) || dom.text(at).len() > 80 {
                continue;
            }
            let mut numbers =
                dom.text(at).split(|c: char| !c.is_ascii_digit() && c != '/');
            let Some(date) = numbers.find(|it| it.matches('/').count() == 2) else {
                continue;
            };
            let mut parts = date.split('/').map(|it| it.parse().unwrap_or(0_u32));
            let (first, second) = (parts.next().unwrap_or(0), parts.next().unwrap_or(0));
            days += u32::from(first > 12 && first < 32);
            months += u32::from(second > 12 && second < 32 && first < 13);
        }
    }
    match (days, months) {
        (0, 0) => None,
        (days, months) if days > months => Some("en-GB"),
        _ => Some("en-US"),
    }
}

/// Returns how much a list of comments is worth: nothing, where it is none.
fn worth(sight: &Sight<'_>, items: &Items, read: &[Read]) -> usize {
    let dom = sight.dom;
    let mut worth = 0;
    let (mut with_text, mut signed) = (0, 0);
    // "Comment on this article" is no comment on it.
    let says = |it: &&Read| {
        let signed = it.author.is_some() || it.when.is_some();
        !it.text.is_empty() && (signed || !phrases::is_joint(&it.text))
    };
    for it in read.iter().filter(says) {
        with_text += 1;
        let known = usize::from(it.author.is_some()) + usize::from(it.when.is_some());
        signed += usize::from(known > 0 || it.mention);
        worth += 2 + known + usize::from(it.said.exact);
    }
    let Some(first) = items.items.first() else { return 0 };
    let forum = items.family.is_some_and(|it| it.kind == Kind::Forum);
    // What forums call their posts, others call their articles.
    if forum && items.items.len() < 2 && !sight.words.any(first.head, words::COMMENT) {
        return 0;
    }
    // Columns of a page have a form too, and one of them holds the article.
    if items.family.is_none() && read.iter().any(|it| is_main(sight, it)) {
        return 0;
    }
    let vague = ["wordpress", "comment-item"];
    let named = items.family.is_some_and(|it| !vague.contains(&it.name));
    let repeats =
        with_text >= 3 && (items.sure || sight.words.any(first.head, words::COMMENT));
    if with_text == 0 || (signed * 5 < with_text * 2 && !(named || repeats)) {
        return 0;
    }
    if items.family.is_none() {
        // What is found by its form alone must have all of it.
        let both = read
            .iter()
            .filter(|it| !it.text.is_empty() && it.author.is_some() && it.when.is_some());
        let sure = both.count() * 2 > with_text
            || (repeats && (signed * 2 > with_text || with_text >= 5));
        let around = std::iter::once(first.head).chain(dom.ancestors(first.head));
        let alone = with_text == 1
            && !around.take(3).any(|it| sight.words.any(it, words::COMMENT));
        if with_text * 10 < read.len() * 6 || !sure || alone || teasers(sight, read) {
            return 0;
        }
    }
    // A family that knows its parts is believed before one that only knows names.
    if named { worth + worth / 4 } else { worth }
}

/// Returns whether a comment's words are most of what stands on the page, and
/// long enough to be an article.
fn is_main(sight: &Sight<'_>, read: &Read) -> bool {
    let Sight { dom, words, .. } = *sight;
    let size: usize = read.said.roots.iter().map(|it| words.size(dom, *it)).sum();
    let page = words.size(dom, Dom::ROOT);
    let long = size >= 5000 && !words.any(read.item.head, words::COMMENT);
    size >= 1500 && size * 2 > page || long && size * 4 > page
}

/// Returns whether most of what was said is the text of a link, as in lists of
/// other pages.
fn teasers(sight: &Sight<'_>, read: &[Read]) -> bool {
    let Sight { dom, words, .. } = *sight;
    let linked = read.iter().filter(|it| {
        let size: usize = it.said.roots.iter().map(|it| words.size(dom, *it)).sum();
        let links = it.said.roots.iter().flat_map(|it| dom.subtree(*it).take(60));
        let links = links.filter(|it| dom.name(*it) == "a").map(|it| words.size(dom, it));
        links.sum::<usize>() * 10 > size * 7
    });
    linked.count() * 2 > read.len()
}

/// Returns whether the first item of a forum's page is what the page is about:
/// nothing else on the page could be.
fn opens(sight: &Sight<'_>, items: &Items) -> bool {
    let Sight { dom, words, .. } = *sight;
    let Some(first) = items.items.first() else { return false };
    let around = || std::iter::once(first.head).chain(dom.ancestors(first.head).take(7));
    let forum = match items.family {
        Some(family) => family.kind == Kind::Forum,
        None => !around().any(|it| words.any(it, words::COMMENT)),
    };
    if !forum {
        return false;
    }
    let before = |least: usize| -> usize {
        let texts = (0..first.head.0).map(NodeId).filter(|it| dom.is_text(*it));
        texts.map(|it| words.size(dom, it)).filter(|it| *it >= least).sum()
    };
    // What no table knows is taken for the page's text only if it is longer than
    // what the page says before it.
    let longer = items.family.is_some() || before(20) < words.size(dom, first.head);
    longer && before(100) < 400
}

/// Makes a thread of what was read.
fn assemble(page: &Page<'_>, sight: &Sight<'_>, items: &Items, read: &[Read]) -> Thread {
    let places: Vec<Place> = read.iter().map(|it| it.place.clone()).collect();
    let authors: Vec<Option<&str>> =
        read.iter().map(|it| it.author.as_ref().map(|it| it.name.as_str())).collect();
    let parents = threads::parents(sight, items, &places, &authors);
    let mut thread = Thread::default();
    // Where each comment went in the list; mentions and shells go nowhere.
    let mut moved: Vec<Option<usize>> = vec![None; read.len()];
    for (at, it) in read.iter().enumerate() {
        let bare =
            it.author.is_none() && it.when.is_none() && phrases::is_joint(&it.text);
        if bare {
            continue;
        }
        let mut comment = Comment::default();
        comment.id = it.place.keys.first().cloned();
        comment.author =
            it.author.as_ref().map(|it| -> Author { name::author(page, it) });
        comment.posted_words = it.when.as_ref().and_then(|it| it.words.clone());
        let told = comment.posted_words.as_deref().and_then(date::relative);
        let told = || told?.before(page.printed?);
        comment.posted = it.when.as_ref().and_then(|it| it.date).or_else(told);
        comment.url = it.link.and_then(|it| page.resolve(sight.dom.attr(it, "href")?));
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

#[cfg(test)]
mod tests;
