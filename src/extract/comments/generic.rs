//! Comments of no known family: things that repeat, each with a name, a date and
//! words, where the page says that people answer it.
//!
//! Elements that share a name, a sort of id or a parent are a group. A group is
//! judged by what its members hold, which is counted once for the whole page.

mod groups;
mod signs;

use html5ever::local_name;

use crate::{
    dom::{Dom, NodeId},
    extract::date,
};

use self::{groups::groups, signs::Signs};
use super::{
    item::{Items, Sight},
    phrases, words,
};

/// How many members of a group are looked at before it is judged.
const SAMPLE: usize = 12;
/// How many groups are read in full.
const BEST: usize = 6;

/// What speaks for a group.
#[derive(Clone, Copy, Debug)]
struct Evidence {
    sum: u32,
    /// Whether the page calls it so: by its names, or in a heading over it.
    told: bool,
}

/// A group of elements, and how comments would lie in it.
#[derive(Debug)]
struct Group {
    heads: Vec<NodeId>,
    evidence: Evidence,
    layout: Layout,
    score: u32,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Layout {
    /// Each holds a comment.
    Whole,
    /// Each begins one, and the words follow beside it.
    Leads,
    /// Each ends one, and the words stand before it.
    Trails,
}

/// Finds lists of things that look like comments, the likeliest first.
///
/// Of a page that is `live`, only what is called comments can be any.
pub(super) fn find(sight: &Sight<'_>, live: bool) -> Vec<Items> {
    let signs = Signs::new(sight);
    let mut groups: Vec<Group> = groups(sight)
        .into_iter()
        .filter_map(|it| judge(sight, &signs, it))
        .filter(|it| !live || it.evidence.told)
        .collect();
    groups.sort_by_key(|it| (std::cmp::Reverse(it.score), it.heads[0]));
    groups.truncate(BEST);
    let list = |it: Group| {
        let sure = it.evidence.told && it.heads.len() >= 3;
        let mut items = match it.layout {
            Layout::Whole => Items::of_kind(sight, &it.heads, None, "repeated", false),
            Layout::Leads => {
                Items::of_kind(sight, &it.heads, None, "repeated headers", true)
            }
            Layout::Trails => Items::trailing(sight, &it.heads, "repeated footers"),
        };
        items.sure = sure;
        items
    };
    groups.into_iter().map(list).collect()
}

/// Returns a group with what it is worth, if it may be a list of comments.
fn judge(sight: &Sight<'_>, signs: &Signs, mut heads: Vec<NodeId>) -> Option<Group> {
    let Sight { dom, words, .. } = *sight;
    // Most groups have one member, and say nothing.
    if let [only] = heads.as_slice()
        && !words.any(*only, words::COMMENT)
    {
        return None;
    }
    heads.retain(|it| signs.between(*it, dom.end(*it)).articles == 0);
    let first = *heads.first()?;
    if heads.len() == 1 && !words.any(first, words::COMMENT) {
        return None;
    }
    let evidence = evidence(sight, signs, &heads)?;
    if heads.len() == 1 && evidence.sum < 3 {
        return None;
    }
    let step = heads.len().div_ceil(SAMPLE);
    let (mut whole, mut parts, mut seen) = (0, 0, 0);
    for (place, head) in heads.iter().enumerate().step_by(step) {
        seen += 1;
        // Replies inside come after the comment's own words.
        let inner = heads.get(place + 1).copied().filter(|it| dom.contains(*head, *it));
        let end = inner.unwrap_or(dom.end(*head));
        let counts = signs.between(*head, end);
        let size = words.between(*head, end);
        if size < 4 || counts.headlines > 0 || counts.names > 14 {
            continue;
        }
        let dates = signs.dates(sight, *head, end);
        if dates > 6 {
            continue;
        }
        let signed = (1..=5).contains(&dates) || counts.names > 0 || counts.avatars > 0;
        if !signed {
            continue;
        }
        let rest = rest(sight, *head, end);
        if rest > 0 {
            whole += 1;
        } else if size < 200 && dates + counts.names > 0 {
            parts += 1;
        }
    }
    let most = |it: usize| it * 10 >= seen * 6;
    let layout = if most(whole) {
        Layout::Whole
    } else if most(parts + whole) && heads.len() >= 2 && siblings(dom, &heads) {
        if follows(sight, &heads)? { Layout::Leads } else { Layout::Trails }
    } else {
        return None;
    };
    let share = 10 * if layout == Layout::Whole { whole } else { parts } / seen.max(1);
    let many = heads.len().min(200) as u32;
    let score = many
        * (evidence.sum + share as u32)
        * if layout == Layout::Whole { 2 } else { 1 };
    Some(Group { heads, evidence, layout, score })
}

/// Returns how much text a stretch has that is neither name nor date nor action.
fn rest(sight: &Sight<'_>, start: NodeId, end: NodeId) -> usize {
    let Sight { dom, words, language } = *sight;
    let mut sum = 0;
    let mut at = start;
    while at < end {
        if dom.is_text(at) {
            let text = dom.text(at).trim();
            let counted = !text.is_empty()
                && !phrases::is_action(text)
                && !phrases::is_joint(text)
                && !(text.len() < 60
                    && (date::parse_in(text, language).is_some()
                        || date::relative(text).is_some()));
            if counted {
                sum += words.size(dom, at);
            }
        } else if at != start && dom.is_element(at) {
            let roles = words.of(at);
            let apart = roles
                & (words::AUTHOR
                    | words::NAME
                    | words::DATE
                    | words::ACTION
                    | words::AVATAR
                    | words::BADGE)
                != 0
                && roles & words::TEXT == 0
                && dom.end(at) <= end
                && words.size(dom, at) < 160;
            let tag = matches!(
                dom.name(at),
                "time"
                    | "cite"
                    | "button"
                    | "form"
                    | "label"
                    | "select"
                    | "textarea"
                    | "noscript"
            );
            if apart || tag {
                at = dom.end(at);
                continue;
            }
        }
        at = NodeId(at.0 + 1);
    }
    sum
}

/// Returns whether all members have one parent.
fn siblings(dom: &Dom, heads: &[NodeId]) -> bool {
    let parent = dom.parent(heads[0]);
    heads.iter().all(|it| dom.parent(*it) == parent)
}

/// Returns whether the words follow the members, rather than stand before them.
fn follows(sight: &Sight<'_>, heads: &[NodeId]) -> Option<bool> {
    let Sight { dom, words, .. } = *sight;
    let parent = dom.parent(heads[0])?;
    let start = NodeId(parent.0 + 1);
    let first = words.between(start, heads[0]);
    let last = *heads.last()?;
    let after = words.between(dom.end(last), dom.end(parent));
    let mut between = 0;
    for pair in heads.windows(2) {
        let gap = words.between(dom.end(pair[0]), pair[1]);
        between += usize::from(gap > 1);
    }
    if between * 10 < (heads.len() - 1) * 7 {
        return None;
    }
    // What stands at only one end tells; words at both are told by the phrase.
    let text = dom.words(heads[0]).to_lowercase();
    if phrases::says_by(&text)
        && first > 1
        && words.between(start, heads[0]) > 1
        && after < 40
    {
        return Some(false);
    }
    (after > 0 || first > 0).then_some(after > 0)
}

/// Returns how sure it is that a group is about answers to the page, from what it
/// is called, what stands around it and what can be done in it; nothing, where
/// it is about something else.
fn evidence(sight: &Sight<'_>, signs: &Signs, heads: &[NodeId]) -> Option<Evidence> {
    let Sight { dom, words, .. } = *sight;
    let first = heads[0];
    if matches!(dom.name(first), "html" | "body" | "main") || is_live(dom, first) {
        return None;
    }
    let own = words.of(first);
    if own & (words::OTHER | words::PING) != 0 && own & words::COMMENT == 0 {
        return None;
    }
    if own & (words::FORM | words::AVATAR | words::ACTION | words::META) != 0
        && own & (words::TEXT | words::LIST | words::COMMENT | words::POST) == 0
    {
        return None;
    }
    if own & words::COMMENT != 0 && own & words::OTHER != 0 && recent(dom, first) {
        return None;
    }
    let mut evidence = 0;
    if own & words::COMMENT != 0 {
        evidence += 3;
    }
    let mut at = first;
    for depth in 0..7 {
        let Some(up) = dom.parent(at) else { break };
        at = up;
        let name = dom.name(up);
        if matches!(name, "nav" | "header" | "head")
            || (name == "aside" && !words.any(up, words::COMMENT))
        {
            return None;
        }
        if matches!(name, "body" | "html" | "main") {
            break;
        }
        let roles = words.of(up);
        if roles & words::OTHER != 0
            && roles & words::COMMENT == 0
            && depth < 4
            && evidence < 3
        {
            return None;
        }
        if roles & words::OTHER != 0 && roles & words::COMMENT != 0 && recent(dom, up) {
            return None;
        }
        if roles & words::COMMENT != 0 && evidence < 5 {
            evidence += 3;
        }
    }
    let mut told = evidence > 0;
    let end = dom.end(*heads.last()?);
    let counts = signs.between(first, end);
    let many = heads.len() as u32;
    if counts.actions * 2 >= many {
        evidence += 2;
    }
    if headed(sight, signs, first) {
        evidence += 3;
        told = true;
    }
    if own & words::POST != 0
        && counts.avatars * 2 >= many
        && counts.names >= many
        && many >= 2
    {
        evidence += 2;
    }
    // Posts of a forum, whose parts are called so.
    let sample = heads.iter().step_by(heads.len().div_ceil(6));
    let posts = many >= 3
        && counts.names >= many
        && sample.clone().all(|head| {
            let mut inside = dom.descendants(*head).take(60);
            inside.any(|it| {
                words.any(it, words::POST) && words.any(it, words::AUTHOR | words::TEXT)
            })
        });
    if posts
        || (own & words::POST != 0
            && many >= 3
            && counts.names >= many
            && signs.dates(sight, first, end) >= many)
    {
        evidence += 2;
    }
    // Nothing says so, but everything is there, after an article.
    let all = || {
        counts.names >= many
            && counts.avatars * 10 >= many * 8
            && counts.headlines == 0
            && signs.dates(sight, first, end) >= many
    };
    if evidence == 0 && many >= 3 && all() {
        evidence += 1;
    }
    (evidence > 0).then_some(Evidence { sum: evidence, told })
}

/// Returns whether an element is a part of a text that grows while things happen: what
/// its authors add has names and dates as comments do.
fn is_live(dom: &Dom, id: NodeId) -> bool {
    let mut near = std::iter::once(id).chain(dom.ancestors(id).take(3));
    near.any(|it| {
        if dom.attr_has(it, "itemprop", "liveBlogUpdate") {
            return true;
        }
        let names = format!("{} {}", dom.class(it), dom.html_id(it)).to_ascii_lowercase();
        [
            "liveblog",
            "live-blog",
            "live_blog",
            "live-post",
            "livepost",
            "live-update",
            "live-entry",
        ]
        .iter()
        .any(|it| names.contains(it))
            && !names.contains("comment")
    })
}

/// Returns whether a list shows what was said last all over the site.
fn recent(dom: &Dom, id: NodeId) -> bool {
    let names = format!("{} {}", dom.class(id), dom.html_id(id)).to_ascii_lowercase();
    ["recent", "latest", "last-", "lastcomment"].iter().any(|it| names.contains(it))
}

/// Returns whether a heading such as "3 comments" stands just before an element
/// or one of those around it.
fn headed(sight: &Sight<'_>, signs: &Signs, id: NodeId) -> bool {
    let Sight { dom, words, .. } = *sight;
    let mut at = id;
    for _ in 0..5 {
        let mut before = dom.previous(at);
        for _ in 0..6 {
            let Some(it) = before else { break };
            before = dom.previous(it);
            let size = words.size(dom, it);
            if size == 0 {
                continue;
            }
            if size > 400 {
                break;
            }
            let known = signs.headings.borrow().get(&it).copied();
            let is_heading = known.unwrap_or_else(|| {
                let found = holds_heading(sight, it);
                signs.headings.borrow_mut().insert(it, found);
                found
            });
            if is_heading {
                return true;
            }
        }
        let Some(up) = dom.parent(at) else { break };
        at = up;
    }
    false
}

/// Returns whether an element is such a heading, or one stands early in it.
fn holds_heading(sight: &Sight<'_>, id: NodeId) -> bool {
    let Sight { dom, words, .. } = *sight;
    let is_heading =
        |it: NodeId| words.size(dom, it) < 80 && phrases::is_heading(&dom.words(it));
    let may_be = |it: NodeId| {
        matches!(
            *dom.local(it),
            local_name!("h2")
                | local_name!("h3")
                | local_name!("h4")
                | local_name!("h5")
                | local_name!("strong")
                | local_name!("span")
        )
    };
    is_heading(id) || dom.descendants(id).take(60).any(|it| may_be(it) && is_heading(it))
}
