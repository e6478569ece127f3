//! Comments of no known family: things that repeat, each with a name, a date and
//! words, where the page says that people answer it.
//!
//! Elements that share a name, a sort of id or a parent are a group. A group is
//! judged by what its members hold, which is counted once for the whole page.

use std::collections::HashMap;

use crate::{
    dom::{Dom, NodeId},
    extract::date,
};

use super::{
    item::{Items, Sight},
    phrases, words,
};

/// How many members of a group are looked at before it is judged.
const SAMPLE: usize = 12;
/// How many groups are read in full.
const BEST: usize = 6;

/// What can be counted inside any stretch of the page.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    dates: u32,
    names: u32,
    /// Links and buttons to answer, report or praise.
    actions: u32,
    /// Headings that lead elsewhere.
    headlines: u32,
    avatars: u32,
    /// What only the article has: its headline, its text by name.
    articles: u32,
}

#[derive(Debug)]
struct Signs {
    /// What stands before each node.
    before: Vec<Counts>,
}

/// A group of elements, and how comments would lie in it.
#[derive(Debug)]
struct Group {
    heads: Vec<NodeId>,
    evidence: u32,
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
pub(super) fn find(sight: &Sight<'_>) -> Vec<Items> {
    let signs = Signs::new(sight);
    let mut groups: Vec<Group> =
        groups(sight).into_iter().filter_map(|it| judge(sight, &signs, it)).collect();
    groups.sort_by_key(|it| (std::cmp::Reverse(it.score), it.heads[0]));
    groups.truncate(BEST);
    let list = |it: Group| {
        let sure = it.evidence >= 2 && it.heads.len() >= 3;
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

impl Signs {
    fn new(sight: &Sight<'_>) -> Self {
        let Sight { dom, words, language } = *sight;
        let mut before = Vec::with_capacity(dom.len() + 1);
        let mut sum = Counts::default();
        // The end of the element that was counted last, for each sign: what is
        // inside it is the same sign.
        let (mut dated, mut named, mut faced) = (NodeId(0), NodeId(0), NodeId(0));
        for id in dom.subtree(Dom::ROOT) {
            before.push(sum);
            if dom.is_text(id) {
                let text = dom.text(id).trim();
                let short = (4..=120).contains(&text.len());
                if short
                    && id >= dated
                    && (text.contains(|c: char| c.is_ascii_digit())
                        && date::find(text, language).is_some()
                        || text.len() < 60 && date::relative(text).is_some())
                {
                    sum.dates += 1;
                }
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
            let name = dom.name(id);
            let size = words.size(dom, id);
            let is_date = matches!(name, "time" | "relative-time" | "time-ago")
                || (roles & words::DATE != 0
                    && roles & words::TEXT == 0
                    && (4..120).contains(&size)
                    && dom.text(id).contains(|c: char| c.is_ascii_digit()));
            if is_date && id >= dated && size < 120 {
                sum.dates += 1;
                dated = dom.end(id);
            }
            let is_name = name == "cite"
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
                || name == "img"
                    && dom
                        .attr(id, "width")
                        .and_then(|it| it.parse().ok())
                        .is_some_and(|it: u32| (16..=100).contains(&it)))
                && id >= faced
            {
                sum.avatars += 1;
                faced = dom.end(id);
            }
            let is_article = name == "h1"
                || dom.attr_has(id, "itemprop", "articleBody")
                || [
                    "entry-content",
                    "post-content",
                    "article-body",
                    "hentry",
                    "type-post",
                    "article-content",
                ]
                .iter()
                .any(|it| dom.has_class(id, it))
                    && roles & words::COMMENT == 0
                    && size > 600;
            sum.articles += u32::from(is_article);
            if matches!(name, "h1" | "h2" | "h3" | "h4") && size > 12 {
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
        Self { before }
    }

    fn between(&self, start: NodeId, end: NodeId) -> Counts {
        let (a, b) = (
            self.before[start.0 as usize],
            self.before[(end.0 as usize).min(self.before.len() - 1)],
        );
        Counts {
            dates: b.dates - a.dates,
            names: b.names - a.names,
            actions: b.actions - a.actions,
            headlines: b.headlines - a.headlines,
            avatars: b.avatars - a.avatars,
            articles: b.articles - a.articles,
        }
    }
}

/// Groups the elements of a page by class, by the form of their ids and, where
/// they have neither, by their parent.
fn groups(sight: &Sight<'_>) -> Vec<Vec<NodeId>> {
    let dom = sight.dom;
    let mut places: HashMap<(String, &str), usize> = HashMap::new();
    let mut groups: Vec<Vec<NodeId>> = Vec::new();
    let mut add = |key: String, tag, id: NodeId| {
        let place = *places.entry((key, tag)).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() - 1
        });
        if groups[place].last() != Some(&id) {
            groups[place].push(id);
        }
    };
    for id in dom.subtree(Dom::ROOT) {
        if !dom.is_element(id) || dom.is_foreign(id) {
            continue;
        }
        let name = dom.name(id);
        let holder = matches!(
            name,
            "li" | "div"
                | "article"
                | "section"
                | "tr"
                | "table"
                | "dl"
                | "dt"
                | "dd"
                | "td"
                | "ul"
                | "ol"
                | "p"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
                | "span"
                | "blockquote"
                | "details"
                | "tbody"
                | "aside"
                | "header"
                | "footer"
                | "a"
                | "strong"
                | "b"
        ) || name.contains('-');
        if !holder {
            continue;
        }
        let html_id = dom.html_id(id);
        if html_id.contains(|c: char| c.is_ascii_digit()) {
            add(format!("#{}", skeleton(html_id)), name, id);
        }
        let mut classes = 0;
        for class in dom.class(id).split_ascii_whitespace().take(12) {
            classes += 1;
            add(format!(".{}", skeleton(class)), name, id);
        }
        let structural = matches!(
            name,
            "li" | "div"
                | "article"
                | "section"
                | "tr"
                | "table"
                | "dl"
                | "dt"
                | "p"
                | "td"
                | "h3"
                | "h4"
                | "h5"
        );
        if structural && let Some(parent) = dom.parent(id) {
            if classes == 0 {
                add(format!("/{}", parent.0), name, id);
            }
            // Lists inside lists, whose members have no names of their own.
            if matches!(name, "li" | "article") {
                add(String::new(), name, id);
            }
        }
    }
    groups
}

/// Returns a name with its numbers left out, also those that count in letters
/// and digits: `comment-` of `comment-4f21`.
fn skeleton(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let parts = name.split_inclusive(['-', '_', ':', '.']);
    for part in parts {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        if digits * 3 > part.len() {
            out.push('0');
        } else {
            out.extend(part.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
        }
    }
    out
}

/// Returns a group with what it is worth, if it may be a list of comments.
fn judge(sight: &Sight<'_>, signs: &Signs, mut heads: Vec<NodeId>) -> Option<Group> {
    let Sight { dom, words, .. } = *sight;
    heads.retain(|it| signs.between(*it, dom.end(*it)).articles == 0);
    let first = *heads.first()?;
    if heads.len() == 1 && !words.any(first, words::COMMENT) {
        return None;
    }
    let evidence = evidence(sight, signs, &heads)?;
    if heads.len() == 1 && evidence < 3 {
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
        if size < 4 || counts.headlines > 0 || counts.dates > 6 || counts.names > 14 {
            continue;
        }
        let signed =
            (1..=5).contains(&counts.dates) || counts.names > 0 || counts.avatars > 0;
        if !signed {
            continue;
        }
        let rest = rest(sight, *head, end);
        if rest > 0 {
            whole += 1;
        } else if size < 200 && counts.dates + counts.names > 0 {
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
    let score =
        many * (evidence + share as u32) * if layout == Layout::Whole { 2 } else { 1 };
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
fn evidence(sight: &Sight<'_>, signs: &Signs, heads: &[NodeId]) -> Option<u32> {
    let Sight { dom, words, .. } = *sight;
    let first = heads[0];
    if matches!(dom.name(first), "html" | "body" | "main") {
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
    let counts = signs.between(first, dom.end(*heads.last()?));
    let many = heads.len() as u32;
    if counts.actions * 2 >= many {
        evidence += 2;
    }
    if headed(sight, first) {
        evidence += 3;
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
            && counts.dates >= many)
    {
        evidence += 2;
    }
    // Nothing says so, but everything is there, after an article.
    let all = counts.dates >= many
        && counts.names >= many
        && counts.avatars * 10 >= many * 8
        && counts.headlines == 0;
    if evidence == 0 && all && many >= 3 {
        evidence += 1;
    }
    (evidence > 0).then_some(evidence)
}

/// Returns whether a list shows what was said last all over the site.
fn recent(dom: &Dom, id: NodeId) -> bool {
    let names = format!("{} {}", dom.class(id), dom.html_id(id)).to_ascii_lowercase();
    ["recent", "latest", "last-", "lastcomment"].iter().any(|it| names.contains(it))
}

/// Returns whether a heading such as "3 comments" stands just before an element
/// or one of those around it.
fn headed(sight: &Sight<'_>, id: NodeId) -> bool {
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
            let whole = size < 80 && phrases::is_heading(&dom.words(it));
            let inside = || {
                dom.descendants(it).take(60).any(|it| {
                    matches!(dom.name(it), "h2" | "h3" | "h4" | "h5" | "strong" | "span")
                        && words.size(dom, it) < 80
                        && phrases::is_heading(&dom.words(it))
                })
            };
            if whole || inside() {
                return true;
            }
        }
        let Some(up) = dom.parent(at) else { break };
        at = up;
    }
    false
}
