//! The dates that a reader sees: in elements made for them, in what a class calls a
//! date, in the lines around the headline.

use jiff::tz::Offset;

use crate::{
    article::Date,
    dom::NodeId,
    extract::{
        date,
        metadata::{Context, hints::Hint, ladder::Ladder, spaced::Line, text::fold},
    },
};

use super::{
    FIRST, TEXT,
    sentence::{Kind, ends, is_quoted, kind, kind_around},
    words::{CHANGED, FIRSTS},
};

/// Reads the dates that a reader sees, nearest to the headline first.
pub(super) fn visible(
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
            || is_quoted(cx.page.dom, line.node)
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

/// Reads the dates that a class says are some, within so many nodes of the headline.
pub(super) fn classed(
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
pub(super) fn later(cx: &Context<'_>, nodes: &[NodeId], published: Date) -> Option<Date> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_told_from_publishing() {
        assert!(says_change("Last updated: "));
        assert!(says_change("Aktualisiert am "));
        assert!(!says_change("Published "));
        assert!(!says_change("Updated daily. Published "));
    }
}
