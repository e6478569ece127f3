//! The grammar of bylines: "Text and photos: A. Writer, with B. Helper".
//!
//! A byline is a row of segments, each a lead (roles, "by", or nothing) and the
//! names it holds for. What is neither (dates, reading times, addresses, jobs)
//! is taken off or kept with the name it belongs to.

mod east;
mod names;
mod naming;
mod row;
mod segments;
#[cfg(test)]
mod tests;
mod trim;
mod words;

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
    row::names,
    segments::{lead, segments},
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
