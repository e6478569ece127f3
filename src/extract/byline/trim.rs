//! What stands beside a name and is no part of it: jobs, houses, degrees.

use crate::article::AuthorKind;

use super::{
    names::{is_name, is_position, kind, trimmed},
    words,
};

/// Takes what stands in brackets off a name.
pub(super) fn without_aside(text: &str) -> (&str, Option<&str>) {
    let Some(open) = text.find(['(', '[']) else { return (text, None) };
    let inside = text[open + 1..].split([')', ']']).next().unwrap_or_default().trim();
    let head = text[..open].trim();
    if head.is_empty() {
        return (text, None);
    }
    (head, Some(inside).filter(|it| !it.is_empty()))
}

/// Takes off where someone writes from or for: "Ana Ruiz in Lima".
pub(super) fn placed(text: &str) -> &str {
    // "Ana Ruiz on", "Ana Ruiz Updated", before a date that is blotted out.
    let mut text = text;
    let mut any = false;
    while let Some((head, last)) = text.rsplit_once(' ') {
        let small = last.starts_with(char::is_lowercase);
        if !(any || small || head.contains(' ')) || !words::is_trailer(&words::key(last))
        {
            break;
        }
        any = true;
        text = trimmed(head);
    }
    for word in [
        " in ",
        " for ",
        " of ",
        " at ",
        " from ",
        " für ",
        " aus ",
        " à ",
        " en ",
        " is ",
        " on ",
        " for The ",
    ] {
        if let Some(at) = text.find(word) {
            let head = trimmed(&text[..at]);
            let whole = kind(head) == AuthorKind::Organisation;
            if head.contains(' ') && is_name(head, true) && !whole {
                return trimmed(head);
            }
        }
    }
    text
}

/// Takes the outlet off the end of a name: "Ana Ruiz The Valley Herald".
pub(super) fn housed(text: &str) -> (&str, Option<&str>) {
    let Some(at) = text.find(" The ") else { return (text, None) };
    let (name, house) = (text[..at].trim(), text[at..].trim());
    let fits = name.contains(' ')
        && is_name(name, true)
        && kind(name) == AuthorKind::Person
        && house.split(' ').count() < 6;
    if fits { (name, Some(house)) } else { (text, None) }
}

/// Takes a job off the end of a name: "Ana Ruiz Staff Writer".
pub(super) fn without_position(text: &str) -> (&str, Option<&str>) {
    let words: Vec<&str> = text.split(' ').collect();
    for from in 2..words.len() {
        let tail = &words[from..];
        if tail.iter().all(|it| {
            words::is_job(&words::key(it)) || words::is_particle(&words::key(it))
        }) || (is_position(words[from]) && is_position(&tail.join(" ")))
        {
            let at = words[..from].iter().map(|it| it.len() + 1).sum::<usize>() - 1;
            return (text[..at].trim(), Some(text[at..].trim()));
        }
    }
    if let Some(last) = words.last()
        && words.len() == 2
        && !last.is_ascii()
        && words::is_job(&words::key(last))
    {
        let at = text.len() - last.len();
        return (text[..at].trim(), Some(last));
    }
    (text, None)
}

pub(super) fn without_degrees(text: &str) -> &str {
    let mut text = text;
    while let Some((head, last)) = text.rsplit_once(' ') {
        let degree = words::is_degree(&words::key(last).replace(' ', ""))
            && last.chars().filter(|it| it.is_uppercase()).count() > 1;
        if !degree || !head.contains(' ') {
            break;
        }
        text = head.trim_end_matches([',', ' ']);
    }
    text
}
