//! Names in a row, and what stands beside each.

use std::ops::Range;

use crate::{
    article::{Author, AuthorKind},
    extract::date::tokens,
};

use super::{
    Trust, east, is_name, is_position, is_whole, kind,
    names::{self, trimmed},
    roles,
    segments::mark,
    trim::{housed, placed, without_aside, without_degrees, without_position},
    words,
};

/// Reads a row of names, with what stands beside them.
pub(super) fn names(text: &str, trust: Trust) -> Vec<Author> {
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
