//! The publisher's name, out of the words that follow a phrase.

use std::ops::Range;

use crate::{
    dom::NodeId,
    extract::{
        date,
        lines::{Line, Span},
    },
};

use super::{
    phrases::{AGENCIES, Form, NOT_NAMES},
    read::{Words, is_original},
};

/// Reads the publisher's name out of what follows a phrase: the name, the link
/// on it, and where it ends in the line.
pub(super) fn name(
    line: &Line,
    who: Range<usize>,
    words: &Words,
    form: Form,
) -> Option<(String, Option<NodeId>, usize)> {
    let text = &line.text;
    let mut at = who.start;
    let skip = |at: usize| {
        let rest = &text[at..who.end];
        let marks = |it: char| {
            it.is_whitespace()
                || matches!(
                    it,
                    ':' | '：'
                        | '"'
                        | '“'
                        | '„'
                        | '«'
                        | '‘'
                        | '「'
                        | '《'
                        | '『'
                        | '【'
                        | '('
                        | '（'
                        | '['
                )
        };
        at + rest.len() - rest.trim_start_matches(marks).len()
    };
    at = skip(at);
    // Words before the name that are no part of it, unless the name is linked
    // from here.
    for _ in 0..3 {
        if linked(line, at).is_some() {
            break;
        }
        let rest = &text[at..who.end];
        let Some(lead) = words.lead.as_ref().and_then(|it| it.find(rest)) else { break };
        if lead.is_empty() || lead.end() >= rest.len() {
            break;
        }
        at = skip(at + lead.end());
    }
    // An article in small letters is grammar.
    if let Some(rest) = text[at..who.end].strip_prefix("the ") {
        at = who.end - rest.len();
    }
    if let Some(span) = linked(line, at) {
        let said = tidy(&text[span.range.clone()]);
        if is_name(&said, form) {
            return Some((said, Some(span.node), span.range.end));
        }
        if is_original(&said) {
            return None;
        }
    }
    let rest = &text[at..who.end];
    if rest.starts_with("http://")
        || rest.starts_with("https://")
        || rest.starts_with("www.")
    {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(['.', ',', ')']);
        let host =
            address.split("://").last()?.split('/').next()?.trim_start_matches("www.");
        return Some((host.to_owned(), linked(line, at).map(|it| it.node), at + end));
    }
    // A name set in italics is as long as its italics.
    let set = line.stressed.iter().find(|it| {
        it.range.start <= at + 1
            && at <= it.range.start + 1
            && it.range.end < who.end.min(at + 120)
            && it.range != (0..text.len())
    });
    let mut end = match set {
        Some(it) if !text[it.range.clone()].ends_with([',', '.']) => it.range.end,
        _ => at + reach(rest, words),
    };
    // A link a word or two into the name carries the address, not the name.
    let link = line.links.iter().find(|it| at <= it.range.start && it.range.start < end);
    if let Some(it) = link {
        end = end.max(it.range.end.min(who.end));
    }
    end = end.min(at + undated(rest));
    let said = tidy(text.get(at..end)?);
    is_name(&said, form).then(|| (said, link.map(|it| it.node), end))
}

/// The link that starts where a name does.
fn linked(line: &Line, at: usize) -> Option<&Span> {
    line.links
        .iter()
        .find(|it| it.range.start <= at + 4 && at < it.range.end)
        .filter(|it| it.range.start + 4 >= at || it.range.len() < 60)
}

/// How far into a text a name reaches.
fn reach(text: &str, words: &Words) -> usize {
    let stop = words
        .stop
        .as_ref()
        .and_then(|it| it.find(text))
        .map_or(text.len(), |it| it.start());
    let mut end = stop.min(text.len());
    for (i, c) in text[..end].char_indices() {
        let after = &text[i + c.len_utf8()..];
        let ends = match c {
            ',' | ';' | '(' | '（' | '）' | ')' | '。' | '、' | '，' | '；' | '|'
            | '│' | '»' | '”' | '」' | '》' | '』' | '】' | '।' | '،' | '؛' | '"'
            | '[' | ']' | '→' | '►' | '©' => true,
            '.' | '!' | '?' | ':' => {
                after.is_empty()
                    || (after.starts_with(' ')
                        && 2 < text[..i].split(' ').next_back().map_or(0, str::len))
            }
            '–' | '—' | '-' | '/' => {
                after.starts_with(' ') && text[..i].ends_with(' ')
            }
            _ => false,
        };
        if ends {
            end = i;
            break;
        }
    }
    end.min(capitals(&text[..end]))
}

/// Where a run of names in a script that has capitals ends: at the second of two
/// words that begin small, but for joining words before another capital.
fn capitals(text: &str) -> usize {
    let mut end = 0;
    let mut at = 0;
    let mut small = 0;
    for word in text.split_inclusive(' ') {
        let first = word.chars().find(|it| it.is_alphanumeric());
        let bare = word.trim_matches(|it: char| !it.is_alphanumeric());
        let joins = matches!(
            bare.to_lowercase().as_str(),
            "of" | "the"
                | "and"
                | "for"
                | "to"
                | "in"
                | "on"
                | "be"
                | "de"
                | "la"
                | "le"
                | "les"
                | "des"
                | "du"
                | "et"
                | "del"
                | "y"
                | "e"
                | "da"
                | "do"
                | "dos"
                | "das"
                | "di"
                | "della"
                | "und"
                | "der"
                | "die"
                | "für"
                | "van"
                | "het"
                | "en"
                | "och"
                | "og"
                | "i"
                | "w"
                | "z"
                | "na"
                | "a"
                | "el"
                | "ve"
                | "και"
                | "и"
                | "в"
                | "та"
                | "v"
                | "ja"
                | "dan"
        );
        let own = match first {
            None => true,
            // Caseless scripts, digits and marks do not end a name.
            Some(it) if !it.is_lowercase() => !is_when(bare),
            Some(_) => bare.contains('.') || bare.chars().skip(1).any(char::is_uppercase),
        };
        if own {
            small = 0;
            at += word.len();
            end = at;
        } else if joins && small < 2 && end != 0 {
            small += 1;
            at += word.len();
        } else {
            break;
        }
    }
    // "In The Bell on Monday": what follows the joining word is no name.
    end
}

/// How far a text reaches before the date that follows a name: "The Bell on May
/// 3, 2019".
fn undated(text: &str) -> usize {
    let end = text.char_indices().nth(160).map_or(text.len(), |it| it.0);
    let Some((_, at)) = date::find(&text[..end], None) else { return text.len() };
    let said = &text[at.clone()];
    let full = said.chars().any(char::is_alphabetic)
        && said.contains(|it: char| it.is_ascii_digit());
    if !full || at.start == 0 {
        return text.len();
    }
    let mut head = text[..at.start].trim_end_matches([' ', ',', '(']);
    while let Some((before, word)) = head.rsplit_once(' ')
        && word.chars().all(char::is_lowercase)
    {
        head = before;
    }
    head.len()
}

/// Whether a word that begins with a capital says when rather than who.
fn is_when(word: &str) -> bool {
    let lower = word.to_lowercase();
    let day =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let month = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    day.contains(&lower.as_str()) || month.contains(&lower.as_str())
}

/// Takes marks off both ends of a name.
fn tidy(name: &str) -> String {
    let marks = |it: char| {
        it.is_whitespace()
            || matches!(
                it,
                ',' | ';'
                    | ':'
                    | '：'
                    | '"'
                    | '“'
                    | '”'
                    | '„'
                    | '«'
                    | '»'
                    | '('
                    | '（'
                    | ')'
                    | '）'
                    | '['
                    | ']'
                    | '。'
                    | '、'
                    | '，'
                    | '「'
                    | '」'
                    | '《'
                    | '》'
                    | '『'
                    | '』'
                    | '|'
                    | '–'
                    | '—'
                    | '-'
                    | '*'
                    | '‘'
                    | '→'
                    | '…'
            )
    };
    let mut name = name.trim_matches(marks);
    if name.ends_with('.')
        && !name.trim_end_matches('.').ends_with(|it: char| it.is_uppercase())
    {
        name = name.trim_end_matches('.').trim_end();
    }
    let name = name.strip_suffix(['’', '\'']).unwrap_or(name);
    name.strip_prefix("the ").unwrap_or(name).to_owned()
}

/// Whether a text can be a publisher's name.
fn is_name(name: &str, form: Form) -> bool {
    let lower = name.to_lowercase();
    let letters = name.chars().filter(|it| it.is_alphabetic()).count();
    let digits = name.chars().filter(char::is_ascii_digit).count();
    let first = name.chars().find(|it| it.is_alphanumeric());
    let time =
        first.is_some_and(|it| it.is_ascii_digit()) && name.is_ascii() && letters <= 2;
    letters != 0
        && !time
        && digits <= letters.max(4)
        && name.chars().count() <= 120
        && (letters > 1 || first.is_some_and(|it| !it.is_ascii()))
        && !NOT_NAMES.contains(&lower.as_str())
        && !(matches!(form, Form::Label | Form::Field)
            && AGENCIES.contains(&lower.as_str()))
        && !is_original(name)
        && date::parse(name).is_none()
        && !date::find(name, None)
            .is_some_and(|it| it.1.start == 0 && name.len() < it.1.len() + 4)
}
