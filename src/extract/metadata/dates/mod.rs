//! When the article was published, and when it last changed.

mod sentence;
mod settle;
mod shown;
mod words;

use serde_json::Value;

use crate::{article::Date, dom::NodeId, extract::date, report::Report};

use self::{
    settle::{close, finest, is_printed, order, swapped, zoned},
    shown::{classed, later, visible},
    words::{PUBLISHED, UPDATED},
};
use super::{Context, json_ld::Object, ladder::Ladder, spaced::Line};

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
}
