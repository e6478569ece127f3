//! Signs that a line is about an author.

use crate::{
    article::Author,
    extract::{
        Page, date,
        lines::{Line, Lines},
    },
};

use super::{person, phrases};

/// Whether a line describes somebody whose name stands alone above the body, as
/// a byline that was not taken for one does.
pub(super) fn by_one_above(lines: &Lines, line: &Line) -> bool {
    let Some(name) = person::opening_name(&line.text) else { return false };
    let above = lines.start.saturating_sub(12)..(lines.start + 2).min(lines.end);
    person::describes(&line.text[name.len()..])
        && lines.all[above].iter().any(|it| {
            let text = it.text.as_str();
            text.len() <= name.len() + 4 && text.ends_with(&name)
        })
}

/// Whether a line is set in italics or the like from end to end, or nearly so.
pub(super) fn is_stressed(line: &Line) -> bool {
    let mut stressed = 0;
    let mut end = 0;
    let mut spans: Vec<_> =
        line.stressed.iter().chain(&line.links).map(|it| it.range.clone()).collect();
    spans.sort_by_key(|it| it.start);
    for it in spans {
        stressed += it.end.saturating_sub(it.start.max(end));
        end = end.max(it.end);
    }
    stressed * 10 >= line.text.len() * 8
}

/// Whether a line tells about an author: it begins with one's name and goes on
/// to describe, or says that it does.
pub(super) fn is_about_author(line: &Line, authors: &[Author]) -> bool {
    let text = line
        .text
        .trim_start_matches(|it: char| !it.is_alphanumeric() && it != '（' && it != '(');
    let lower = text.to_lowercase().replace('’', "'");
    if text.len() < 30 {
        return false;
    }
    if phrases::OPENINGS.iter().any(|it| lower.starts_with(it)) {
        return is_stressed(line) || text.len() < 400;
    }
    if let Some(place) = starts_with_author(text, authors) {
        let name = &authors[place].name;
        let rest = text.get(name.len()..).unwrap_or_default();
        return person::describes(rest);
    }
    // Without a byline, the shape has to do: italics that begin with a name.
    authors.is_empty()
        && is_stressed(line)
        && person::opening_name(text)
            .is_some_and(|it| person::describes(&text[it.len()..]))
}

/// Returns the author whose name a text begins with.
pub(super) fn starts_with_author(text: &str, authors: &[Author]) -> Option<usize> {
    let text = text.trim_start_matches(|it: char| !it.is_alphanumeric());
    authors.iter().position(|it| {
        let name = it.name.trim();
        3 < name.len()
            && text
                .get(..name.len())
                .is_some_and(|head| head.to_lowercase() == name.to_lowercase())
            && !text[name.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Whether a line is only a name.
pub(super) fn is_name(text: &str, names: &[String], authors: &[Author]) -> bool {
    let text = text.trim();
    names.iter().any(|it| it == text)
        || authors.iter().any(|it| it.name == text)
        || heading(text, authors).is_some()
        || person::opening_name(text).is_some_and(|it| it.len() == text.len())
}

/// Whether a line tells something: neither a name, a label, a date nor a link to
/// go on with.
pub(super) fn is_told(line: &Line, names: &[String], authors: &[Author]) -> bool {
    let text = line.text.as_str();
    if line.place.heading || line.place.figure || is_name(text, names, authors) {
        return false;
    }
    let words = text.split(' ').count();
    let letters = text.chars().filter(|it| it.is_alphanumeric()).count();
    let dense = text.chars().filter(|it| ('\u{2e80}'..'\u{fb00}').contains(it)).count();
    let long = words >= 5 && letters >= 24 && !is_signature(text, authors) || dense >= 12;
    let linked = line.linked() * 3 >= text.len() * 2;
    let lower = text.to_lowercase();
    let appeal = (text.len() < 120 || linked)
        && phrases::APPEALS.iter().any(|it| lower.contains(it))
        && !text.strip_suffix(|_: char| true).unwrap_or_default().contains(['.', '。']);
    // "A. Keeper · The Lantern · Posted: 3 May 2019" is a byline.
    let dated = text.contains(['·', '|', '•'])
        && text.len() < 200
        && date::find(text, None).is_some();
    long && !appeal
        && !dated
        && !(linked && (line.place.list || !text.ends_with(['.', '!', '。'])))
        && date::parse(text).is_none()
}

/// Whether a note is the outlet's about itself, or about what its site runs on.
pub(super) fn own_words(page: &Page<'_>, text: &str) -> bool {
    const ENGINE: [&str; 4] =
        [" powered by ", " propulsé par ", " betrieben mit ", " runs on "];
    let head = &text[..text.floor_char_boundary(80)];
    if ENGINE.iter().any(|it| head.contains(it)) {
        return true;
    }
    let Some(name) = page.meta("og:site_name").map(str::trim) else { return false };
    let lower = text.to_lowercase();
    let name = name.to_lowercase();
    let bare = name.trim_start_matches("the ");
    3 < bare.len()
        && (lower.starts_with(&format!("{name} is "))
            || lower.starts_with(&format!("the {bare} is "))
            || lower.starts_with(&format!("{bare} is ")))
}

/// What a heading about the author says.
pub(super) struct Headed {
    pub(super) place: Option<usize>,
    pub(super) name: Option<String>,
}

/// Reads a heading such as "About the author: A. Keeper" or "About A. Keeper".
pub(super) fn heading(text: &str, authors: &[Author]) -> Option<Headed> {
    if 90 < text.len() {
        return None;
    }
    let said = text.trim_matches(|it: char| !it.is_alphanumeric());
    let lower = said.to_lowercase().replace('’', "'");
    let (found, rest) = phrases::HEADINGS
        .iter()
        .find_map(|it| {
            let rest = lower.strip_prefix(it)?;
            (!rest.starts_with(char::is_alphanumeric)).then_some((it, rest))
        })
        .map_or((None, ""), |it| (Some(it.0), it.1));
    let place = authors
        .iter()
        .position(|it| 3 < it.name.len() && lower.ends_with(&it.name.to_lowercase()));
    match found {
        Some(_) if rest.trim().is_empty() => Some(Headed { place: None, name: None }),
        Some(_) => {
            let name =
                said.get(said.len().saturating_sub(rest.len())..).unwrap_or_default();
            let name = name.trim_matches(|it: char| !it.is_alphanumeric());
            let person = place.is_some()
                || person::opening_name(name).is_some_and(|it| it.len() == name.len());
            person.then(|| Headed { place, name: Some(name.to_owned()) })
        }
        None => {
            let place = place?;
            let before = lower.len() - authors[place].name.to_lowercase().len();
            let before = lower[..before].trim();
            matches!(
                before,
                "about"
                    | "über"
                    | "à propos de"
                    | "a propos de"
                    | "sobre"
                    | "acerca de"
                    | "informazioni su"
                    | "over"
                    | "o"
                    | "об"
                    | "о"
                    | "про"
                    | "om"
                    | "tentang"
                    | "về"
                    | "meet"
                    | "published by"
                    | "veröffentlicht von"
                    | "publié par"
                    | "publicado por"
                    | "written by"
                    | "关于"
                    | "عن"
                    | "درباره"
                    | "על"
            )
            .then_some(Headed { place: Some(place), name: None })
        }
    }
}

/// Returns whether a text is an author's name with a word or two and figures: the
/// outlet, the date, how many articles there are.
pub(super) fn is_signature(text: &str, authors: &[Author]) -> bool {
    let Some(place) = starts_with_author(text, authors) else { return false };
    let rest = text.get(authors[place].name.len()..).unwrap_or_default();
    let said = rest.split_whitespace().filter(|it| {
        it.trim_start_matches(|c: char| !c.is_alphanumeric())
            .starts_with(char::is_lowercase)
    });
    let least = if text.contains(|c: char| c.is_ascii_digit()) { 3 } else { 2 };
    text.is_ascii() && said.count() < least
}
