//! When the article was published, and when it last changed.

mod sentence;
mod settle;
mod words;

use jiff::tz::Offset;
use serde_json::Value;

use crate::{article::Date, dom::NodeId, extract::date, report::Report};

use self::{
    sentence::{Kind, kind, kind_around},
    settle::{close, finest, is_printed, order, swapped, zoned},
    words::{CHANGED, FIRSTS, PUBLISHED, UPDATED},
};
use super::{
    Context, hints::Hint, json_ld::Object, ladder::Ladder, spaced::Line, text::fold,
};

/// The rule for a day that the page says is that of the first printing: the surest of
/// what is printed.
const FIRST: &str = "first published";

/// The rule for dates in the lines around the headline: the weakest of what is
/// printed, since such a line may be about something else.
const TEXT: &str = "text near the headline";

/// What the dates of an article are, and which nodes show them.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) published: Option<Date>,
    pub(super) updated: Option<Date>,
    pub(super) nodes: Vec<NodeId>,
}

/// Finds the dates.
pub(super) fn find(cx: &Context<'_>, lines: &[Line], report: &mut Report) -> Found {
    let mut published = Ladder::new("published");
    let mut updated = Ladder::new("updated");
    structured(cx, &mut published, &mut updated);
    for (rule, name) in PUBLISHED {
        published.add(rule, cx.meta(name).and_then(|it| cx.date(&it)));
    }
    for (rule, name) in UPDATED {
        updated.add(rule, cx.meta(name).and_then(|it| cx.date(&it)));
    }
    let mut nodes = visible(cx, lines, &mut published, &mut updated);
    // What a class calls the date may also stand at the end of the text.
    if published.is_empty() {
        nodes.extend(classed(cx, 3000, &mut published, &mut updated));
    }
    let address = cx.address().and_then(|it| in_address(it.path()));
    if let (Some(day), Some((TEXT, _))) = (address, published.answers().first()) {
        published.prefer("address", day);
    } else {
        published.add("address", address);
    }
    if let Some(object) = cx.graph.article {
        published.add("json-ld uploadDate", said(cx, object, "uploadDate"));
    }
    order(&mut published);
    if published.answers().first().is_some_and(|it| is_printed(it.0))
        && let Some(place) = published.answers().iter().position(|it| it.0 == FIRST)
    {
        published.lift(place);
    }
    swapped(&mut published);
    finest(&mut published);
    zoned(cx, &mut published);
    let agree = |a: &Date, b: &Date| close(*a, *b);
    let mut published = published.settle(report, agree, ToString::to_string);
    // When a system last touched its record says nothing of when that was.
    let shown =
        updated.answers().first().is_some_and(|it| !it.0.contains("modified_time"));
    let mut updated = updated.settle(report, agree, ToString::to_string);
    updated = updated.or_else(|| later(cx, &nodes, published?));
    // A page that only says when it changed has no better date to give.
    if published.is_none() && shown {
        published = updated.take();
    }
    if let (Some(first), Some(last)) = (published, updated)
        && (last == first
            || last.instant() < first.instant() && last.day() <= first.day())
    {
        updated = None;
    }
    Found { published, updated, nodes }
}

/// Reads a date of JSON-LD.
fn said(cx: &Context<'_>, object: &Object, key: &str) -> Option<Date> {
    match object.get(key) {
        Some(Value::String(it)) => cx.date(it),
        Some(Value::Number(it)) => cx.date(&it.to_string()),
        Some(Value::Array(items)) => {
            items.first().and_then(Value::as_str).and_then(|it| cx.date(it))
        }
        Some(Value::Object(it)) => {
            it.get("@value").and_then(Value::as_str).and_then(|it| cx.date(it))
        }
        _ => None,
    }
}

fn structured(
    cx: &Context<'_>,
    published: &mut Ladder<Date>,
    updated: &mut Ladder<Date>,
) {
    let graph = &cx.graph;
    for object in [graph.article, graph.page].into_iter().flatten() {
        published.add("json-ld datePublished", said(cx, object, "datePublished"));
        updated.add("json-ld dateModified", said(cx, object, "dateModified"));
    }
    if let Some(object) = graph.article {
        published.add("json-ld dateCreated", said(cx, object, "dateCreated"));
    }
    let mut scopes = vec![cx.article];
    if cx.article.is_some() {
        scopes.push(None);
    }
    for scope in scopes {
        for (name, published_too) in
            [("datePublished", true), ("dateCreated", true), ("dateModified", false)]
        {
            // Teasers carry dates of their own; the nearest is the article's.
            let mut nodes: Vec<NodeId> = cx.marks.said(name, scope).take(40).collect();
            if scope.is_none()
                && let Some(headline) = cx.headline
            {
                nodes.sort_by_key(|it| headline.0.abs_diff(it.0));
            }
            let value = nodes.into_iter().find_map(|it| cx.date_at(it));
            if published_too {
                published.add("itemprop date", value);
            } else {
                updated.add("itemprop dateModified", value);
            }
        }
    }
}

/// Reads the dates that a reader sees, nearest to the headline first.
fn visible(
    cx: &Context<'_>,
    lines: &[Line],
    published: &mut Ladder<Date>,
    updated: &mut Ladder<Date>,
) -> Vec<NodeId> {
    let mut nodes = Vec::new();
    let mut times: Vec<(u32, NodeId)> = Vec::new();
    for id in &cx.marks.times {
        if cx.marks.is_side(*id) {
            continue;
        }
        let far = cx
            .headline
            .map_or(id.0, |it| it.0.abs_diff(id.0) + if *id < it { 200 } else { 0 });
        times.push((far, *id));
    }
    times.sort_unstable();
    let language = cx.language.as_deref();
    for (far, id) in times.into_iter().take(8) {
        let kind = kind_around(cx.page.dom, id, language);
        if kind == Kind::Sentence {
            continue;
        }
        let Some(date) = cx.date_at(id) else { continue };
        let near = cx.headline.is_none() || far < 600;
        if is_change(cx, id) {
            updated.add("time element", Some(date));
        } else if near {
            published.add("time element", Some(date));
        } else {
            continue;
        }
        if kind == Kind::Dateline {
            nodes.push(id);
            // The words before it are nothing without it.
            let dom = cx.page.dom;
            let line = dom.closest(id, |it| dom.is_block(it));
            nodes.extend(line.filter(|it| {
                dom.text(*it).len() < DATELINE && dom.named(*it, "img").next().is_none()
            }));
        }
    }
    nodes.extend(classed(cx, 400, published, updated));
    let mut prose = 0;
    for line in lines {
        // What stands before the headline comes last.
        let after = cx.headline.is_none_or(|it| it < line.node);
        prose += usize::from(after && PROSE < line.text.len() && ends(&line.text));
        if 220 <= line.text.len()
            || cx.marks.is_side(line.node)
            || after && INTO < prose
            || is_quoted(cx, line.node)
        {
            continue;
        }
        let kind = kind(&line.text, language);
        if kind != Kind::Sentence
            && by_text(cx, &line.text, false, TEXT, published, updated)
            && kind == Kind::Dateline
        {
            nodes.push(line.node);
        }
    }
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// The longest line that is cut with the date in it, in bytes.
const DATELINE: usize = 80;

/// How long a line is at least that is a paragraph, in bytes.
const PROSE: usize = 100;

/// How many paragraphs there may be before a line that dates the page: a dek and the
/// first of the text.
const INTO: usize = 2;

/// Returns whether a line ends as a sentence does.
fn ends(text: &str) -> bool {
    let closed = |c: char| matches!(c, '”' | '"' | '’' | ')' | '»');
    text.trim_end_matches(closed)
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '۔'])
}

/// Returns whether an element is part of what somebody else said.
fn is_quoted(cx: &Context<'_>, id: NodeId) -> bool {
    let dom = cx.page.dom;
    dom.closest(id, |it| dom.name(it) == "blockquote").is_some()
}

/// Reads the dates that a class says are some, within so many nodes of the headline.
fn classed(
    cx: &Context<'_>,
    most: u32,
    published: &mut Ladder<Date>,
    updated: &mut Ladder<Date>,
) -> Vec<NodeId> {
    let dom = cx.page.dom;
    let mut nodes = Vec::new();
    // The head of a site says what day it is.
    let is_site = |id: NodeId| {
        cx.headline.is_some_and(|headline| {
            id < headline
                && dom
                    .closest(id, |it| {
                        matches!(dom.name(it), "header" | "nav" | "article")
                    })
                    .is_some_and(|it| {
                        dom.name(it) != "article" && !dom.contains(it, headline)
                    })
        })
    };
    for hint in [Hint::Date, Hint::Updated] {
        for id in cx.marks.hinted(hint).take(30) {
            if dom.text(id).len() > 300
                || is_site(id)
                || cx.headline.is_some_and(|it| dom.contains(id, it))
            {
                continue;
            }
            let far = cx.headline.map_or(0, |it| it.0.abs_diff(id.0));
            if far > most {
                continue;
            }
            let text = dom.words(id);
            let language = cx.language.as_deref();
            let kinds = [kind(&text, language), kind_around(dom, id, language)];
            if kinds.contains(&Kind::Sentence) {
                continue;
            }
            let is_dateline = kinds == [Kind::Dateline; 2];
            let attribute =
                ["datetime", "data-datetime", "data-timestamp", "data-date", "title"]
                    .iter()
                    .find_map(|it| dom.attr(id, it).and_then(|it| cx.date(it)));
            if let Some(date) = attribute {
                if is_change(cx, id) || hint == Hint::Updated {
                    updated.add("class date", Some(date));
                } else {
                    published.add("class date", Some(date));
                }
                nodes.extend(is_dateline.then_some(id));
            } else if by_text(
                cx,
                &text,
                hint == Hint::Updated,
                "class date",
                published,
                updated,
            ) {
                nodes.extend(is_dateline.then_some(id));
            }
        }
    }
    nodes
}

/// Reads the dates of a line, each as the words before it say.
fn by_text(
    cx: &Context<'_>,
    text: &str,
    changed: bool,
    rule: &'static str,
    published: &mut Ladder<Date>,
    updated: &mut Ladder<Date>,
) -> bool {
    let mut from = 0;
    let mut any = false;
    for (date, at) in date::find_all(text, cx.language.as_deref()) {
        let before = &text[from..at.start];
        // A sentence that names a day says nothing about this page.
        if before.split_whitespace().count() > 12 {
            break;
        }
        if says_first(before) {
            published.add(FIRST, Some(date));
        } else if changed || says_change(before) {
            updated.add(rule, Some(date));
        } else {
            published.add(rule, Some(date));
        }
        from = at.end;
        any = true;
    }
    any
}

/// Returns when an article changed on the day it was published, where the page prints
/// only the time: "5 March 2024 at 7:30, updated at 9:02".
fn later(cx: &Context<'_>, nodes: &[NodeId], published: Date) -> Option<Date> {
    const LONGEST: usize = 24;
    let dom = cx.page.dom;
    nodes.iter().filter(|it| dom.text(**it).len() < 300).find_map(|id| {
        let text = dom.words(*id).to_lowercase();
        let mut ends = CHANGED.iter().filter_map(|it| Some(text.rfind(it)? + it.len()));
        ends.find_map(|end| {
            let rest = &text[end..];
            if rest.len() > LONGEST || !rest.contains(|it: char| it.is_numeric()) {
                return None;
            }
            // Read with the day before it; a day of its own is none of this.
            let rest = rest.trim_start_matches([':', ' ', '\u{a0}']);
            let day = published.day();
            let found = cx.date(&format!("{day} {rest}")).filter(|it| it.day() == day)?;
            let own = !date::find_all(rest, cx.language.as_deref()).is_empty();
            if found.time().is_none() || own {
                return None;
            }
            match (published, found) {
                (Date::Instant { offset, .. }, Date::Local(at))
                    if offset != Offset::UTC =>
                {
                    Some(Date::Instant { at: offset.to_timestamp(at).ok()?, offset })
                }
                _ => Some(found),
            }
        })
    })
}

/// Returns whether words say that the date after them is that of the first printing.
fn says_first(before: &str) -> bool {
    let before = fold(before);
    FIRSTS.iter().any(|it| {
        before.rfind(&fold(it)).is_some_and(|at| before[at..].split(' ').count() < 5)
    })
}

fn says_change(before: &str) -> bool {
    let before = fold(before);
    CHANGED.iter().any(|it| {
        let it = fold(it);
        before.rfind(&it).is_some_and(|at| {
            // "Published … updated" counts; "Updated … published" does not.
            !before[at..].contains("publi") && !before[at..].contains("posted")
        })
    })
}

/// Returns whether an element says that its date is that of a change.
fn is_change(cx: &Context<'_>, id: NodeId) -> bool {
    let dom = cx.page.dom;
    let class = |it: NodeId| {
        let class = dom.class(it).to_ascii_lowercase();
        let published = class.contains("publish") || class.contains("entry-date");
        !published && (class.contains("updated") || class.contains("modified"))
    };
    let parent = dom.parent(id);
    if class(id) || parent.is_some_and(|it| class(it) && dom.text(it).len() < 80) {
        return true;
    }
    if dom.attr_has(id, "itemprop", "dateModified") {
        return true;
    }
    // The words before it in its own line.
    let Some(parent) = parent else { return false };
    if dom.text(parent).len() > 300 {
        return false;
    }
    let mut before = String::new();
    let mut at = parent;
    while at < id {
        if dom.is_text(at) {
            before.push_str(dom.text(at));
            before.push(' ');
        }
        at = NodeId(at.0 + 1);
    }
    let tail = before.len().saturating_sub(40);
    says_change(&before[before.ceil_char_boundary(tail)..]) || says_change(dom.text(id))
}

/// Reads the day in an address such as "/2024/05/03/a-calm-sea".
fn in_address(path: &str) -> Option<Date> {
    let parts: Vec<&str> = path.split('/').collect();
    for three in parts.windows(3) {
        if three[0].len() == 4 && three[0].starts_with(['1', '2']) {
            let month = month_of(three[1]).unwrap_or(three[1]);
            let text = format!("{}-{month}-{}", three[0], three[2]);
            let digits =
                three[2].len() <= 2 && three[2].bytes().all(|it| it.is_ascii_digit());
            if digits && let found @ Some(Date::Day(_)) = date::parse(&text) {
                return found;
            }
        }
    }
    for part in parts {
        let digits: String = part.chars().take(10).collect();
        if digits.len() == 10
            && digits.is_ascii()
            && digits.as_bytes()[4] == b'-'
            && digits.as_bytes()[7] == b'-'
            && let found @ Some(Date::Day(_)) = date::parse(&digits)
        {
            return found;
        }
        let digits: String = part.chars().take_while(char::is_ascii_digit).collect();
        if digits.len() == 8
            && digits.starts_with("20")
            && let found @ Some(Date::Day(_)) = date::parse(&digits)
        {
            return found;
        }
    }
    None
}

fn month_of(text: &str) -> Option<&'static str> {
    let months = [
        ("jan", "01"),
        ("feb", "02"),
        ("mar", "03"),
        ("apr", "04"),
        ("may", "05"),
        ("jun", "06"),
        ("jul", "07"),
        ("aug", "08"),
        ("sep", "09"),
        ("oct", "10"),
        ("nov", "11"),
        ("dec", "12"),
    ];
    let found = months
        .iter()
        .find(|it| text.len() >= 3 && text.to_ascii_lowercase().starts_with(it.0))?;
    Some(found.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_days() {
        let day = |path: &str| in_address(path).map(|it| it.to_string());
        assert_eq!(day("/2024/05/03/a-calm-sea").as_deref(), Some("2024-05-03"));
        assert_eq!(day("/news/2024/may/3/a-calm-sea").as_deref(), Some("2024-05-03"));
        assert_eq!(day("/news/2024-05-03-a-calm-sea").as_deref(), Some("2024-05-03"));
        assert_eq!(day("/news/20240503.html").as_deref(), Some("2024-05-03"));
        assert!(day("/2024/05/a-calm-sea").is_none());
        assert!(day("/item/12345678").is_none());
    }

    #[test]
    fn changes_are_told_from_publishing() {
        assert!(says_change("Last updated: "));
        assert!(says_change("Aktualisiert am "));
        assert!(!says_change("Published "));
        assert!(!says_change("Updated daily. Published "));
    }
}
