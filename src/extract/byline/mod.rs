//! The grammar of bylines: "Text and photos: A. Writer, with B. Helper".
//!
//! A byline is a row of segments, each a lead (roles, "by", or nothing) and the
//! names it holds for. What is neither (dates, reading times, addresses, jobs)
//! is taken off or kept with the name it belongs to.

mod east;
mod names;
mod naming;
mod segments;
#[cfg(test)]
mod tests;
mod trim;
mod words;

use std::ops::Range;

use crate::{
    article::{Author, AuthorKind, Contribution},
    extract::date::{self, tokens},
};

pub(crate) use self::{
    east::is_han_name,
    names::{is_name, is_position, is_whole, kind, trimmed, turned},
    naming::naming,
};
use self::{
    segments::{lead, mark, segments},
    trim::{housed, placed, without_aside, without_degrees, without_position},
    words::Lead,
};

/// The longest text that can be a byline.
const LIMIT: usize = 400;

/// What a byline says.
#[derive(Debug, Default)]
pub(crate) struct Byline {
    /// Who is named, in order, and for what.
    pub(crate) authors: Vec<Author>,
    /// Whether a word such as "by" or a role says that these are authors.
    pub(crate) led: bool,
}

/// Reads a byline.
pub(crate) fn parse(text: &str) -> Byline {
    let mut byline = Byline::default();
    if text.is_empty() || LIMIT < text.len() {
        return byline;
    }
    let text = masked(text);
    for segment in segments(&text) {
        let credit = segment.lead;
        let Some((contributions, led)) = credit else { continue };
        // After "By A. Writer |" come the section and the reading time.
        if !led && byline.led {
            continue;
        }
        let found = names(segment.names, if led { Trust::Led } else { Trust::Bare });
        if led && !byline.led && contributions.is_empty() {
            byline.authors.retain(|it| !it.contributions.is_empty());
        }
        for mut author in found {
            for it in contributions.iter().chain(&author.contributions.clone()) {
                if !author.contributions.contains(it) {
                    author.contributions.push(*it);
                }
            }
            let known = byline
                .authors
                .iter_mut()
                .find(|it| it.name.eq_ignore_ascii_case(&author.name));
            match known {
                Some(known) => {
                    for it in author.contributions {
                        if !known.contributions.contains(&it) {
                            known.contributions.push(it);
                        }
                    }
                }
                None => byline.authors.push(author),
            }
        }
        byline.led |= led;
    }
    // "Translated by B. Helper. By A. Writer": who wrote it comes first.
    if byline.led && byline.authors.iter().any(|it| it.contributions.is_empty()) {
        byline.authors.sort_by_key(|it| !wrote(it));
    }
    byline
}

/// Returns whether someone who is named in a byline wrote the text, or a part of it.
pub(crate) fn wrote(author: &Author) -> bool {
    author.contributions.is_empty()
        || author.contributions.iter().any(|it| {
            matches!(
                it,
                Contribution::Text
                    | Contribution::Reporting
                    | Contribution::Interview
                    | Contribution::Compilation
            )
        })
}

/// Splits a string of names that is known to be nothing else: "A, B and C".
pub(crate) fn people(text: &str) -> Vec<Author> {
    let text = masked(text);
    if let Some(body) = body(&text) {
        return vec![body];
    }
    let mut found: Vec<Author> = Vec::new();
    for segment in segments(&text) {
        let Some((contributions, led)) = segment.lead else { continue };
        for mut author in names(segment.names, Trust::Known) {
            author.contributions.extend(&contributions);
            // "Ana Ruiz | The Valley Herald", "Ana Ruiz - Herald Team"
            let person = found.last_mut().filter(|it| it.kind == AuthorKind::Person);
            if let Some(last) = person
                && !led
            {
                if is_position(&author.name) {
                    last.position.get_or_insert(author.name);
                    continue;
                }
                if author.kind == AuthorKind::Organisation {
                    last.affiliation.get_or_insert(author.name);
                    continue;
                }
            }
            found.push(author);
        }
    }
    found
}

/// Reads a body whose name has an "and" inside: "Center for Trade and Research".
fn body(text: &str) -> Option<Author> {
    let name = trimmed(text);
    let whole = !name.contains([',', ';', '|', ':', '/', '(']) && !begins(name);
    let joined =
        name.split(' ').rev().nth(1).is_some_and(|it| words::joins(&words::key(it)));
    let fits =
        whole && joined && kind(name) == AuthorKind::Organisation && is_name(name, false);
    fits.then(|| Author { kind: AuthorKind::Organisation, ..Author::named(name) })
}

/// How sure it is that a text holds names.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Trust {
    /// It stands where names may stand.
    Bare,
    /// A word such as "by" stands before it.
    Led,
    /// The page says that it is names and nothing else.
    Known,
}

/// Returns whether a text begins as a byline does, by a role or "by".
pub(crate) fn begins(text: &str) -> bool {
    let head = &text[..text.floor_char_boundary(80)];
    let tokens = tokens(head);
    lead(&tokens, 0).is_some_and(|it| it.0.is_some())
}

/// Returns whether a text is a lead and nothing after it: "By", "Written by".
pub(crate) fn is_lead(text: &str) -> bool {
    let tokens = tokens(&text[..text.floor_char_boundary(40)]);
    lead(&tokens, 0).is_some_and(|it| it.0.is_some() && it.1 == tokens.len())
}

/// Returns whether a text begins with "by" alone, which begins sentences too, rather
/// than with words such as "written by".
pub(crate) fn is_short_lead(text: &str) -> bool {
    let tokens = tokens(&text[..text.floor_char_boundary(80)]);
    lead(&tokens, 0).is_some_and(|it| it.1 < 2)
}

/// Reads the name of some of an outlet's people, who stand for all: "Herald Staff",
/// "The Herald Team", "Written by Community Editor".
pub(crate) fn team(text: &str) -> Option<Author> {
    let tokens = tokens(&text[..text.floor_char_boundary(80)]);
    let after =
        lead(&tokens, 0).and_then(|it| tokens.get(it.1)).map_or(0, |it| it.at.start);
    let name = trimmed(&text[after..]);
    let count = name.split(' ').count();
    let fits = (2..6).contains(&count)
        && !name.contains([',', ':', '/', '(', '|'])
        && names::is_capital(name)
        && !words::key(name).starts_with("staff")
        && (names::is_team(name) || names::is_post(name));
    fits.then(|| Author { kind: AuthorKind::Organisation, ..Author::named(name) })
}

/// Returns whether a text names who looked at the article or published it, and did
/// not write it: "Reviewed by A. Helper".
pub(crate) fn is_checked(text: &str) -> bool {
    let tokens = tokens(&text[..text.floor_char_boundary(80)]);
    lead(&tokens, 0).is_some_and(|it| it.0.is_none() && it.1 > 1 && it.1 < tokens.len())
}

/// Returns whether a credit is, by its words, that of one picture: "Photo: A. Helper".
pub(crate) fn is_of_one(text: &str) -> bool {
    let tokens = tokens(&text[..text.floor_char_boundary(40)]);
    let first = tokens.first().and_then(|it| it.word());
    first.is_some_and(|it| matches!(it, "photo" | "photograph" | "picture" | "image"))
}

/// Returns whether a word joins names, or is no more than marks that do: "and", ",".
pub(crate) fn joins(word: &str) -> bool {
    let key = words::key(word);
    words::joins(&key) || !word.chars().any(char::is_alphanumeric)
}

/// Returns whether a text is what may follow a name: "Jr.", "III".
pub(crate) fn is_suffix(text: &str) -> bool {
    words::is_suffix(&words::key(text))
}

/// Blots out dates, reading times, addresses and handles.
fn masked(text: &str) -> String {
    let mut text = text.replace(['\u{a0}', '\n', '\r', '\t'], " ");
    // "ByAna Ruiz": a style sheet put the space there.
    if let Some(rest) = text.strip_prefix("By")
        && rest.starts_with(char::is_uppercase)
        && rest.chars().nth(1).is_some_and(char::is_lowercase)
    {
        text = format!("By {rest}");
    }
    let mut text = east::spread(text);
    for (_, at) in date::find_all(&text.clone(), None).into_iter().rev() {
        text.replace_range(at, "|");
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_inclusive(' ') {
        let bare = word.trim();
        let address =
            bare.contains('@') || bare.contains("://") || bare.starts_with("www.");
        if address {
            out.push('|');
        } else {
            out.push_str(word);
        }
    }
    out
}

/// Reads a row of names, with what stands beside them.
fn names(text: &str, trust: Trust) -> Vec<Author> {
    let mut found: Vec<Author> = Vec::new();
    // Where the body begins that the piece before named: "Institute of Salt".
    let mut open: Option<usize> = None;
    let pieces = pieces(text);
    for (i, (at, joined)) in pieces.iter().cloned().enumerate() {
        // "Institute of Salt and Light" is one body; "University of Salt and Bo Lind,
        // Reporter" is a body and a person.
        let described = || {
            let next = pieces.get(i + 1).map(|it| trimmed(&text[it.0.clone()]));
            let next = next.is_some_and(|it| {
                is_position(it) || kind(it) == AuthorKind::Organisation
            });
            let name = trimmed(&text[at.clone()]);
            next && name.contains(' ') && is_name(name, true)
        };
        if let Some(from) = open.take().filter(|_| joined && !described())
            && let Some(last) = found.last_mut()
        {
            last.affiliation = Some(trimmed(&text[from..at.end]).to_owned());
            continue;
        }
        let from = at.start;
        let (piece, aside) = without_aside(&text[at]);
        let piece = unrepeated(trimmed(piece));
        let (piece, house) = housed(placed(piece));
        let key = words::key(piece);
        // What is left of a date, or of where it was reported.
        let left = trust != Trust::Known && words::is_trailer(&key);
        if left || east::is_dateline(piece) {
            continue;
        }
        let flat = key.replace(' ', "");
        if let Some(last) = found.last_mut() {
            if words::is_suffix(&key) {
                last.name = format!("{}, {piece}", last.name);
                continue;
            }
            if words::is_degree(&flat) || words::is_degree(&key) {
                continue;
            }
            if is_position(piece) {
                last.position.get_or_insert_with(|| piece.to_owned());
                continue;
            }
            // "Ana Ruiz, Gardening": one more word is no second name.
            let alone = !is_whole(piece) && last.name.contains(' ');
            // "Ana Ruiz, de Lima", "Ana Ruiz, do Rio": where it was written.
            let place =
                piece.starts_with(char::is_lowercase) && piece.split(' ').count() == 2;
            if (alone || place) && trust != Trust::Known {
                continue;
            }
            if kind(piece) == AuthorKind::Organisation
                && last.kind != AuthorKind::Organisation
                && !words::is_nobody(&key)
            {
                if last.affiliation.is_none() {
                    last.affiliation = Some(piece.to_owned());
                    let goes_on = [" of ", " for ", " für ", " de ", " di "];
                    open = goes_on.iter().any(|it| piece.contains(it)).then_some(from);
                }
                continue;
            }
            // "Ana Ruiz, MS, LD"
            let capitals = piece.len() < 7
                && !piece.contains(' ')
                && piece.chars().filter(char::is_ascii_uppercase).count() > 1
                && !piece.contains(|it: char| it.is_lowercase());
            if capitals && last.name.contains(' ') {
                continue;
            }
        } else if i > 0 && is_position(piece) {
            // "Valley Press, Senior Analyst": a job of nobody who is named.
            continue;
        }
        let (name, position) = without_position(piece);
        let name = without_degrees(name);
        let body = kind(name) == AuthorKind::Organisation;
        let short = name.split(' ').count() < 6;
        let fits = match trust {
            Trust::Bare => is_name(name, true) && is_whole(name) && !body,
            Trust::Led => {
                is_name(name, true)
                    || names::is_handle(name)
                    || (body && short && is_name(name, false) && names::is_capital(name))
            }
            Trust::Known => is_name(name, true) || (short && is_name(name, false)),
        };
        let team = trust == Trust::Known && names::is_team(name);
        if !fits || (is_position(name) && !team) {
            continue;
        }
        let mut author = Author::named(name);
        author.kind = kind(name);
        author.position = position.map(str::to_owned);
        author.affiliation = house.map(str::to_owned);
        if let Some(aside) = aside {
            let roles = roles(aside);
            if !roles.is_empty() {
                author.contributions = roles;
            } else if is_position(aside) {
                author.position.get_or_insert_with(|| aside.to_owned());
            } else if is_name(aside, false) {
                author.affiliation = Some(aside.to_owned());
            }
        }
        found.push(author);
    }
    found
}

/// Splits names where a comma, a mark or an "and" parts them, outside brackets.
/// Says of each where it stands, and whether a word joins it to the one before.
fn pieces(text: &str) -> Vec<(Range<usize>, bool)> {
    let tokens = tokens(text);
    let mut out = Vec::new();
    let mut joined = false;
    let (mut from, mut depth) = (0, 0_usize);
    for (i, token) in tokens.iter().enumerate() {
        match token.mark() {
            Some('(' | '[') => depth += 1,
            Some(')' | ']') => depth = depth.saturating_sub(1),
            _ => (),
        }
        let parts = match (token.mark(), token.word()) {
            // A dot parts the words of a foreign name too.
            (Some('・'), _) => {
                let foreign = |it: Option<char>| it.is_some_and(east::is_katakana);
                !(foreign(text[..token.at.start].chars().next_back())
                    && foreign(text[token.at.end..].chars().next()))
            }
            (Some(',' | ';' | '/' | '|' | '&' | '+' | '•'), _) => true,
            (_, Some(word)) => {
                // "y" and "e" are also initials; then a full stop follows.
                let initial = mark(&tokens, i + 1) == Some('.');
                let capital = text[token.at.clone()].starts_with(char::is_uppercase)
                    && text[token.at.clone()].chars().count() == 1;
                // "salt_and_sea" is what someone goes by.
                let inside = text[..token.at.start].ends_with('_');
                words::joins(word)
                    && i > 0
                    && i + 1 < tokens.len()
                    && !initial
                    && !capital
                    && !inside
            }
            _ => false,
        };
        if parts && depth == 0 {
            out.push((from..token.at.start, joined));
            from = token.at.end;
            // After a comma, "and" goes on with a list and not with a name.
            let listed =
                i.checked_sub(1).is_some_and(|it| mark(&tokens, it) == Some(','));
            joined = token.word().is_some() && !listed;
        }
    }
    out.push((from..text.len(), joined));
    out.retain(|it| !text[it.0.clone()].trim().is_empty());
    let split = |(at, joined): (Range<usize>, bool)| match east::row(&text[at.clone()]) {
        Some(row) => {
            let shift =
                |it: Range<usize>| (at.start + it.start..at.start + it.end, false);
            row.into_iter().map(shift).collect()
        }
        None => vec![(at, joined)],
    };
    out.into_iter().flat_map(split).collect()
}

/// Returns the name alone where it is printed twice, as beside a portrait:
/// "Ana Ruiz Ana Ruiz is a writer".
fn unrepeated(text: &str) -> &str {
    let words: Vec<&str> = text.split(' ').collect();
    for count in 2..=4 {
        if words.len() >= 2 * count && words[..count] == words[count..2 * count] {
            let length = words[..count].iter().map(|it| it.len() + 1).sum::<usize>() - 1;
            return &text[..length];
        }
    }
    text
}

/// Reads roles that stand alone: "text, photos". Where anything else stands, there
/// are none.
pub(crate) fn roles(text: &str) -> Vec<Contribution> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match words::lead(&tokens, at) {
            Some((Lead::Role(role) | Lead::RoleBy(role), length)) => {
                found.push(role);
                at += length;
            }
            Some(_) => return Vec::new(),
            None => {
                let passes = tokens[at].mark().is_some()
                    || tokens[at].word().is_some_and(words::joins);
                if !passes {
                    return Vec::new();
                }
                at += 1;
            }
        }
    }
    found
}
