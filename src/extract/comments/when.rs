//! When a comment was posted.

use crate::{
    article::Date,
    dom::{Dom, NodeId},
    extract::date,
};

use super::{families::Family, item::Sight, words};

/// A date, or the words that stand where it should.
#[derive(Clone, Debug)]
pub(super) struct When {
    pub(super) element: NodeId,
    pub(super) date: Option<Date>,
    pub(super) words: Option<String>,
}

/// Attributes that hold a date for machines or for a pointer that hovers.
const ATTRIBUTES: &[&str] = &[
    "datetime",
    "content",
    "title",
    "data-time",
    "data-timestamp",
    "data-utc",
    "data-datetime",
    "data-date",
    "data-tippy-content",
    "data-original-title",
    "data-created",
    "data-epoch",
    "data-comment-date",
    "data-unixtime",
    "pubdate",
    "aria-label",
];

/// Finds the date of a comment among its own nodes outside its words.
pub(super) fn find(
    sight: &Sight<'_>,
    own: &[NodeId],
    said: &[NodeId],
    family: Option<&Family>,
) -> Option<When> {
    let Sight { dom, words, .. } = *sight;
    let mut phrase: Option<When> = None;
    let own = &without_accounts(dom, own);
    if let Some(family) = family.filter(|it| !it.date.is_empty()) {
        let mut found: Option<(usize, When)> = None;
        for it in own {
            if let Some(rank) = family.date.rank(dom, *it)
                && found.as_ref().is_none_or(|it| rank < it.0)
                && let Some(when) = inside(sight, *it, true)
            {
                if when.date.is_some() {
                    found = Some((rank, when));
                } else {
                    phrase = phrase.or(Some(when));
                }
            }
        }
        if let Some((_, when)) = found {
            return Some(when);
        }
    }
    let outside = |it: NodeId| {
        !said.iter().any(|root| dom.contains(*root, it) || dom.contains(it, *root))
    };
    let mut best: Option<(u32, When)> = None;
    for it in own.iter().copied().filter(|it| outside(*it)) {
        let score = if dom.is_element(it) {
            let itemprop = dom.attr(it, "itemprop").unwrap_or_default();
            match dom.name(it) {
                "time" | "relative-time" | "time-ago" => 6,
                _ if itemprop.starts_with("date") || itemprop == "commentTime" => 6,
                "abbr" if dom.attr(it, "title").is_some() => 5,
                _ if words.any(it, words::DATE)
                    && !words.any(it, words::TEXT | words::FORM) =>
                {
                    4
                }
                _ if dom
                    .attr(it, "title")
                    .is_some_and(|it| it.contains(|c: char| c.is_ascii_digit())) =>
                {
                    3
                }
                "a" if dom.attr(it, "href").is_some_and(|it| it.contains('#')) => 3,
                _ => 0,
            }
        } else {
            u32::from(dom.is_text(it)) * 2
        };
        if score == 0 || best.as_ref().is_some_and(|best| best.0 >= score) {
            continue;
        }
        let Some(when) = inside(sight, it, score >= 4) else { continue };
        if when.date.is_some() {
            best = Some((score, when));
        } else if phrase.is_none() {
            phrase = Some(when);
        }
    }
    best.map(|it| it.1).or(phrase)
}

/// What stands before the date since when somebody has an account.
const SINCE: &[&str] = &[
    "joined",
    "joined on",
    "join date",
    "member since",
    "registered",
    "registered on",
    "user since",
    "mitglied seit",
    "dabei seit",
    "registriert seit",
    "registriert",
    "beigetreten",
    "inscrit le",
    "inscrit depuis",
    "membre depuis",
    "miembro desde",
    "se unió",
    "registrado",
    "membro desde",
    "iscritto dal",
    "iscritto da",
    "lid sinds",
    "medlem sedan",
    "medlem siden",
    "dołączył",
    "zarejestrowany",
    "členem od",
    "регистрация",
    "на сайте с",
    "зарегистрирован",
    "üyelik tarihi",
    "注册时间",
    "加入时间",
    "登録日",
];

/// Leaves out the dates that say since when an author has an account: the texts that
/// begin so, and what follows such a label.
fn without_accounts(dom: &Dom, own: &[NodeId]) -> Vec<NodeId> {
    let mut kept = Vec::with_capacity(own.len());
    let mut after = false;
    for it in own {
        let text = dom.text(*it).trim();
        if dom.is_text(*it) && !text.is_empty() {
            let said = since(text);
            if said != Some(Since::Whole) && !after && said.is_none() {
                kept.push(*it);
            }
            after = said == Some(Since::Whole);
        } else if !after && since(text).is_none() {
            kept.push(*it);
        }
    }
    kept
}

/// Returns the first of what says since when an author has an account: what holds it
/// is about the author.
pub(super) fn accounts(dom: &Dom, own: &[NodeId]) -> Vec<NodeId> {
    const MOST: usize = 8;
    let texts = own.iter().copied().filter(|it| dom.is_text(*it));
    texts.filter(|it| since(dom.text(*it).trim()).is_some()).take(MOST).collect()
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Since {
    /// A text is such a label.
    Whole,
    /// A text begins with one.
    Start,
}

/// Returns whether a text is or begins with a label of such a date.
fn since(text: &str) -> Option<Since> {
    if text.len() > 80 {
        return None;
    }
    let text = text.to_lowercase();
    let found =
        SINCE.iter().filter_map(|it| text.strip_prefix(it)).min_by_key(|it| it.len())?;
    let rest = found.trim_start_matches([':', ' ', '\u{a0}', '\n', '\t']);
    if rest.is_empty() {
        return Some(Since::Whole);
    }
    (rest.len() < found.len() && rest.contains(|it: char| it.is_ascii_digit()))
        .then_some(Since::Start)
}

/// Reads the date that an element gives.
fn inside(sight: &Sight<'_>, id: NodeId, sure: bool) -> Option<When> {
    let Sight { dom, language, .. } = *sight;
    if dom.is_text(id) {
        let text = dom.text(id).trim();
        if !(4..=300).contains(&text.len()) {
            return None;
        }
        let found = date::find(text, language).map(|it| it.0);
        let relative = text.len() < 60 && date::relative(text).is_some();
        let words = (found.is_none() && relative).then(|| text.to_owned());
        return (found.is_some() || words.is_some()).then_some(When {
            element: id,
            date: found,
            words,
        });
    }
    let mut told = None;
    for name in ATTRIBUTES {
        if let Some(value) = dom.attr(id, name)
            && value.len() < 120
            && (!matches!(*name, "title" | "aria-label")
                || value.contains(|c: char| c.is_ascii_digit()))
            && let Some(date) = read(value, language, name)
        {
            told = Some(date);
            break;
        }
    }
    let text = dom.words(id);
    if text.chars().count() > 300 {
        return told.map(|it| When { element: id, date: Some(it), words: None });
    }
    let printed = date::find(&text, language).map(|it| it.0);
    // The attribute is exact, unless it only says the day and the text says more.
    let date = match (told, printed) {
        (Some(told), Some(printed))
            if told.time().is_none()
                && printed.time().is_some()
                && told.day() == printed.day() =>
        {
            Some(printed)
        }
        (Some(told), _) => Some(told),
        (None, printed) => printed,
    };
    let relative = text.chars().count() < 60 && date::relative(&text).is_some();
    let vague = sure
        && !text.is_empty()
        && text.len() < 40
        && text.contains(|c: char| c.is_ascii_digit());
    let words = (date.is_none() && (relative || vague)).then_some(text);
    (date.is_some() || words.is_some()).then_some(When { element: id, date, words })
}

fn read(value: &str, language: Option<&str>, name: &str) -> Option<Date> {
    if let Some(date) = date::parse_in(value, language) {
        return Some(date);
    }
    matches!(name, "title" | "data-tippy-content" | "data-original-title" | "aria-label")
        .then(|| date::find(value, language).map(|it| it.0))
        .flatten()
}
