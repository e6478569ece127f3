//! The part of a printed byline that names people.

use std::ops::Range;

use crate::extract::date::{self, tokens};

use super::{parse, segments::is_break, words};

/// Returns what of a printed byline names people, word for word: without the dates,
/// reading times and counts that share its line.
pub(crate) fn naming(text: &str, language: Option<&str>) -> String {
    let dates: Vec<Range<usize>> =
        date::find_all(text, language).into_iter().map(|it| it.1).collect();
    let tokens = tokens(text);
    // The parts between marks and dates, each with the mark before it.
    let mut parts: Vec<(usize, Range<usize>, bool)> = Vec::new();
    let (mut mark, mut from, mut dated) = (0, 0, false);
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at].at;
        if let Some(it) = dates.iter().find(|it| it.contains(&token.start)) {
            parts.push((mark, from..token.start, true));
            (mark, from, dated) = (it.end, it.end, true);
            while tokens.get(at).is_some_and(|token| token.at.start < it.end) {
                at += 1;
            }
            continue;
        }
        if is_break(&tokens, at) {
            parts.push((mark, from..token.start, dated));
            (mark, from, dated) = (token.start, token.end, false);
        }
        at += 1;
    }
    parts.push((mark, from..text.len(), dated));
    let mut out = String::new();
    let mut last: Option<usize> = None;
    for (place, (mark, at, dated)) in parts.iter().enumerate() {
        let part = untrailed(text[at.clone()].trim());
        let counts = part.contains(|it: char| it.is_ascii_digit());
        let says = part.contains(char::is_alphabetic)
            && (!(counts || *dated) || !parse(part).authors.is_empty());
        if !says {
            continue;
        }
        if out.is_empty() {
            out.push_str(part);
        } else {
            let joint = text[*mark..at.start].trim();
            let joint =
                if joint.is_empty() || last != Some(place - 1) { "·" } else { joint };
            for it in [" ", joint, " ", part] {
                out.push_str(it);
            }
        }
        last = Some(place);
    }
    if out.is_empty() { text.to_owned() } else { out }
}

/// Takes off what is left of "on 3 May" and "last updated 3 May" without the date.
fn untrailed(text: &str) -> &str {
    let ends = |c: char| {
        c.is_whitespace() || matches!(c, ':' | ',' | ';' | '(' | '-' | '–' | '—')
    };
    let mut text = text.trim_end_matches(ends);
    while let Some((head, last)) = text.rsplit_once([' ', ',']) {
        if !words::is_trailer(&words::key(last)) {
            break;
        }
        text = head.trim_end_matches(ends);
    }
    text.trim_start_matches([',', ';', ')', ' '])
}
