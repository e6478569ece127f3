//! When the article was published, and when it last changed.

use serde_json::Value;

use crate::{article::Date, dom::NodeId, extract::date, report::Report};

use super::{
    Context,
    json_ld::Object,
    ladder::Ladder,
    marks::{Hint, Line},
    text::fold,
};

const PUBLISHED: &[(&str, &str)] = &[
    ("article:published_time", "article:published_time"),
    ("article:published_time", "og:article:published_time"),
    ("article:published_time", "og:published_time"),
    ("article:published_time", "article:published"),
    ("citation date", "citation_publication_date"),
    ("citation date", "citation_online_date"),
    ("parsely-pub-date", "parsely-pub-date"),
    ("dc date", "dcterms.issued"),
    ("dc date", "dc.date.issued"),
    ("dc date", "dcterms.created"),
    ("dc date", "dc.date.created"),
    ("dc date", "dcterms.date"),
    ("dc date", "dc.date"),
    ("sailthru.date", "sailthru.date"),
    ("meta date", "datepublished"),
    ("meta date", "publish-date"),
    ("meta date", "publish_date"),
    ("meta date", "publishdate"),
    ("meta date", "published_date"),
    ("meta date", "published-date"),
    ("meta date", "publication_date"),
    ("meta date", "publication-date"),
    ("meta date", "published_time"),
    ("meta date", "published"),
    ("meta date", "pubdate"),
    ("meta date", "article.published"),
    ("meta date", "article_date_original"),
    ("meta date", "og:pubdate"),
    ("meta date", "cxenseparse:recs:publishtime"),
    ("meta date", "dcsext.articlefirstpublished"),
    ("meta date", "rnews:datepublished"),
    ("meta date", "bt:pubdate"),
    ("meta date", "shareaholic:article_published_time"),
    ("meta date", "originalpublicationdate"),
    ("meta date", "article.created"),
    ("meta date", "datecreated"),
    ("meta date", "date_published"),
    ("meta date", "w-published-date"),
    ("meta date", "article_publish_date"),
    ("meta date", "created"),
    ("meta date", "release_date"),
    ("meta date", "dc.date.published"),
    ("meta date", "citation_cover_date"),
    ("meta date", "parsely-pub-time"),
    ("meta date", "date"),
    ("meta date", "citation_date"),
];

const UPDATED: &[(&str, &str)] = &[
    ("article:modified_time", "article:modified_time"),
    ("og:updated_time", "og:updated_time"),
    ("dc modified", "dcterms.modified"),
    ("dc modified", "dc.date.modified"),
    ("meta modified", "datemodified"),
    ("meta modified", "lastmod"),
    ("meta modified", "last-modified"),
    ("meta modified", "revision_date"),
    ("meta modified", "modified_time"),
    ("meta modified", "article.updated"),
    ("meta modified", "updated_time"),
    ("meta modified", "lastmodified"),
    ("meta modified", "article:modified"),
];

/// The rule for dates in the lines around the headline: the weakest of what is
/// printed, since such a line may be about something else.
const TEXT: &str = "text near the headline";

/// Words that say a date is that of a change.
const CHANGED: &[&str] = &[
    "updated",
    "update",
    "modified",
    "last updated",
    "last modified",
    "revised",
    "last edited",
    "edited",
    "aktualisiert",
    "geändert",
    "stand",
    "mis à jour",
    "mise à jour",
    "modifié",
    "actualizado",
    "actualización",
    "modificado",
    "atualizado",
    "atualização",
    "aggiornato",
    "aggiornamento",
    "modifica",
    "bijgewerkt",
    "gewijzigd",
    "uppdaterad",
    "opdateret",
    "oppdatert",
    "päivitetty",
    "aktualizacja",
    "zaktualizowano",
    "aktualizováno",
    "обновлено",
    "изменено",
    "оновлено",
    "güncelleme",
    "güncellendi",
    "ενημέρωση",
    "ενημερώθηκε",
    "تحديث",
    "تم التحديث",
    "به روز",
    "עודכן",
    "更新",
    "最終更新",
    "수정",
    "diperbarui",
    "cập nhật",
    "अपडेट",
    "frissítve",
    "actualizat",
    "medically reviewed",
    "reviewed",
    "fact checked",
    "last reviewed",
];

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
    let nodes = visible(cx, lines, &mut published, &mut updated);
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
    finest(&mut published);
    let agree = |a: &Date, b: &Date| close(*a, *b);
    let mut published = published.settle(report, agree, ToString::to_string);
    // When a system last touched its record says nothing of when that was.
    let shown =
        updated.answers().first().is_some_and(|it| !it.0.contains("modified_time"));
    let mut updated = updated.settle(report, agree, ToString::to_string);
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
            let value = cx.marks.said(name, scope).find_map(|it| cx.date_at(it));
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
    let dom = cx.page.dom;
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
    for (far, id) in times.into_iter().take(8) {
        let Some(date) = cx.date_at(id) else { continue };
        let near = cx.headline.is_none() || far < 600;
        if is_change(cx, id) {
            updated.add("time element", Some(date));
        } else if near {
            published.add("time element", Some(date));
        } else {
            continue;
        }
        nodes.push(id);
    }
    for hint in [Hint::Date, Hint::Updated] {
        for id in cx.marks.hinted(hint).take(30) {
            if dom.text(id).len() > 300
                || cx.headline.is_some_and(|it| dom.contains(id, it))
            {
                continue;
            }
            let far = cx.headline.map_or(0, |it| it.0.abs_diff(id.0));
            if far > 400 {
                continue;
            }
            let text = dom.words(id);
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
                nodes.push(id);
            } else if by_text(
                cx,
                &text,
                hint == Hint::Updated,
                "class date",
                published,
                updated,
            ) {
                nodes.push(id);
            }
        }
    }
    for line in lines {
        if line.text.len() < 220
            && !cx.marks.is_side(line.node)
            && by_text(cx, &line.text, false, TEXT, published, updated)
        {
            nodes.push(line.node);
        }
    }
    nodes.sort_unstable();
    nodes.dedup();
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
        if changed || says_change(before) {
            updated.add(rule, Some(date));
        } else {
            published.add(rule, Some(date));
        }
        from = at.end;
        any = true;
    }
    any
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

/// Moves what names no day, or the day that clocks begin with, below the rest.
fn order(ladder: &mut Ladder<Date>) {
    let vague = |it: &Date| {
        matches!(it, Date::Month { .. } | Date::Year(_)) || it.day().year() == 1970
    };
    let places = ladder.answers();
    if places.first().is_some_and(|it| vague(&it.1))
        && let Some(place) = places.iter().position(|it| !vague(&it.1))
    {
        ladder.lift(place);
    }
}

/// Of those that name the same day, lifts the one that says most.
fn finest(ladder: &mut Ladder<Date>) {
    let rank = |it: Date| match it {
        Date::Instant { .. } => 2,
        Date::Local(_) => 1,
        Date::Day(_) | Date::Month { .. } | Date::Year(_) => 0,
    };
    let answers = ladder.answers();
    let Some((_, first)) = answers.first() else { return };
    let better = |it: &Date| {
        it.day() == first.day() && rank(*first) < rank(*it) && rank(*first) < 2
    };
    let best = answers
        .iter()
        .enumerate()
        .filter(|it| better(&it.1.1))
        .max_by_key(|it| (rank(it.1.1), usize::MAX - it.0));
    if let Some((place, _)) = best {
        ladder.lift(place);
    }
    // The same instant with the outlet's own offset says more than one in UTC.
    let local =
        |it: &Date| matches!(it, Date::Instant { offset, .. } if offset.seconds() != 0);
    let answers = ladder.answers();
    let Some((_, first)) = answers.first() else { return };
    let same = |it: &Date| {
        local(it) && it.instant().as_second().abs_diff(first.instant().as_second()) < 60
    };
    if first.is_instant()
        && !local(first)
        && let Some(place) = answers.iter().position(|it| same(&it.1))
    {
        ladder.lift(place);
    }
}

/// Returns whether two dates may be the same one, printed in two zones.
fn close(a: Date, b: Date) -> bool {
    let apart = a.instant().as_second().abs_diff(b.instant().as_second());
    a.day() == b.day() || apart <= 14 * 3600
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
