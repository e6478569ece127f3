//! A byline to its segments: a lead, and the names it holds for.

use crate::{
    article::Contribution,
    extract::date::{Token, tokens},
};

use super::words::{self, Lead};

/// A part of a byline.
pub(super) struct Segment<'a> {
    /// The roles, and whether a lead said so; nothing for those who only checked.
    pub(super) lead: Credit,
    pub(super) names: &'a str,
}

/// Splits a byline where a mark parts it or a new lead begins.
pub(super) fn segments(text: &str) -> Vec<Segment<'_>> {
    let tokens = tokens(text);
    let mut found = Vec::new();
    let mut current: (Credit, usize) = (Some((Vec::new(), false)), 0);
    let mut at = 0;
    let mut depth = 0_usize;
    let mut parts: Vec<(Credit, usize, usize)> = Vec::new();
    while at < tokens.len() {
        match tokens[at].mark() {
            Some('(' | '[') => depth += 1,
            Some(')' | ']') => depth = depth.saturating_sub(1),
            _ => (),
        }
        if depth == 0 {
            if let Some((credit, length)) = lead(&tokens, at)
                && starts(&tokens, at, text)
            {
                parts.push((current.0.take(), current.1, at));
                current = (credit, at + length);
                at += length;
                continue;
            }
            // A semicolon goes on with the same list: "A. Writer, House; B. Helper".
            if is_break(&tokens, at) && tokens[at].mark() != Some(';') {
                parts.push((current.0.take(), current.1, at));
                current = (Some((Vec::new(), false)), at + 1);
            }
        }
        at += 1;
    }
    parts.push((current.0, current.1, tokens.len()));
    for (lead, from, to) in parts {
        if from < to {
            let names = &text[tokens[from].at.start..tokens[to - 1].at.end];
            found.push(Segment { lead, names });
        }
    }
    found
}

/// Returns whether a lead may begin at a token: at the start, after a mark, or
/// where its own words leave no doubt.
fn starts(tokens: &[Token], at: usize, text: &str) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|it| tokens.get(it)) else {
        return true;
    };
    let Some((_, length)) = words::lead(tokens, at) else { return false };
    // "de", "di", "von" and the like are parts of names.
    // "图/" is how Chinese bylines set a role off.
    let wide = text[tokens[at].at.start..].starts_with(|c| '\u{2e80}' <= c);
    let sure = length > 1
        || match tokens.get(at + 1).and_then(Token::mark) {
            Some(':' | '=' | '＝') => true,
            Some('/' | '・') => wide,
            _ => false,
        };
    let marked = before.mark().is_some_and(|it| it != '\'' && it != '-' && it != '.');
    let stopped = before.mark() == Some('.')
        && tokens
            .get(at.wrapping_sub(2))
            .and_then(Token::word)
            .is_some_and(|it| it.chars().count() > 2);
    let joined = before.word().is_some_and(words::joins);
    let capital = text[tokens[at].at.start..].starts_with(char::is_uppercase);
    let by = matches!(words::lead(tokens, at), Some((Lead::By | Lead::RoleBy(_), _)));
    let with =
        length == 1 && matches!(words::lead(tokens, at), Some((Lead::RoleBy(_), _)));
    let name_follows = tokens
        .get(at + 1)
        .is_some_and(|it| text[it.at.start..].starts_with(char::is_uppercase));
    // "글 홍길동 사진 김영희": after one role the next needs no mark either.
    let again = wide
        && matches!(words::lead(tokens, 0), Some((Lead::Role(_), _)))
        && matches!(words::lead(tokens, at), Some((Lead::Role(_), _)))
        && tokens.get(at + 1).is_some_and(|it| it.word().is_some());
    // "zdj. Jan Nowak"
    let short = matches!(words::lead(tokens, at), Some((Lead::Role(_), 1)))
        && is_shortened(tokens, at)
        && (marked || stopped);
    sure || again
        || short
        || (with && name_follows)
        || ((marked || stopped) && by)
        || (joined && length > 1)
        || (capital
            && by
            && length == 1
            && text[tokens[at].at.clone()].eq_ignore_ascii_case("by"))
        || matches!(words::lead(tokens, at), Some((Lead::Role(_), _)))
            && (marked || stopped || joined || capital)
            && lead(tokens, at).is_some()
}

pub(super) fn is_break(tokens: &[Token], at: usize) -> bool {
    match tokens[at].mark() {
        Some('|' | '•' | '·' | ';' | '‖' | '∙' | '⋅' | '«' | '›' | '»' | '►' | '▪') => {
            true
        }
        // A dash with space on both sides; in a name it has none.
        Some('-') => {
            let before = at.checked_sub(1).and_then(|it| tokens.get(it));
            let after = tokens.get(at + 1);
            before.is_none_or(|it| it.at.end < tokens[at].at.start)
                && after.is_none_or(|it| tokens[at].at.end < it.at.start)
        }
        _ => false,
    }
}

/// The roles that a lead gives, and whether it is one.
pub(super) type Credit = Option<(Vec<Contribution>, bool)>;

/// Reads the lead that begins at a token: "by", "Photos by", "Text, photos and
/// film:". Returns what it says and how many tokens it has.
pub(super) fn lead(tokens: &[Token], start: usize) -> Option<(Credit, usize)> {
    let mut roles = Vec::new();
    let mut at = start;
    loop {
        let (found, length) = words::lead(tokens, at)?;
        let mut after = at + length;
        match found {
            Lead::By => {
                let dashed = mark(tokens, after) == Some('-') && is_break(tokens, after);
                after += usize::from(dashed || mark(tokens, after) == Some(':'));
                return Some((Some((roles, true)), after - start));
            }
            Lead::RoleBy(role) => {
                // "with" alone only says more in the middle of a byline.
                roles.push(role);
                after += usize::from(mark(tokens, after) == Some(':'));
                // "Text by and photos by": the next lead follows.
                return Some((Some((roles, true)), after - start));
            }
            Lead::Checker => {
                after += usize::from(mark(tokens, after) == Some(':'));
                return Some((None, after - start));
            }
            Lead::Role(role) => roles.push(role),
        }
        match mark(tokens, after) {
            Some(':' | '＝' | '=') => {
                return Some((Some((roles, true)), after + 1 - start));
            }
            Some('/' | ',' | '&' | '+' | '・')
                if words::lead(tokens, after + 1).is_some() =>
            {
                at = after + 1;
            }
            // "文/张三", "図・李四"
            Some('/' | '・') if is_east(tokens, at) => {
                return Some((Some((roles, true)), after + 1 - start));
            }
            Some('.') if is_shortened(tokens, at) => {
                return Some((Some((roles, true)), after + 1 - start));
            }
            Some('-')
                if tokens
                    .get(after)
                    .is_some_and(|it| it.at.start > tokens[after - 1].at.end) =>
            {
                return (roles.len() > 1)
                    .then_some((Some((roles, true)), after + 1 - start));
            }
            _ => {
                let word = tokens.get(after).and_then(Token::word);
                if word.is_some_and(words::joins)
                    && words::lead(tokens, after + 1).is_some()
                {
                    at = after + 1;
                } else if matches!(words::lead(tokens, after), Some((Lead::By, _))) {
                    at = after;
                } else if is_east(tokens, at) && word.is_some() && after > at {
                    return Some((Some((roles, true)), after - start));
                } else {
                    return None;
                }
            }
        }
    }
}

/// Returns whether a token is a role that is always written short, with a full stop.
fn is_shortened(tokens: &[Token], at: usize) -> bool {
    let word = tokens.get(at).and_then(Token::word);
    word.is_some_and(|it| matches!(it, "fot" | "zdj" | "tlum" | "oprac" | "rys" | "ill"))
        && mark(tokens, at + 1) == Some('.')
}

pub(super) fn mark(tokens: &[Token], at: usize) -> Option<char> {
    tokens.get(at)?.mark()
}

/// Returns whether a word is written in Chinese, Japanese or Korean.
fn is_east(tokens: &[Token], at: usize) -> bool {
    let first = tokens.get(at).and_then(Token::word).and_then(|it| it.chars().next());
    first.is_some_and(|it| matches!(it, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}
