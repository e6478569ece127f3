//! What is a name, whose, and what only stands beside one.

use crate::{article::AuthorKind, extract::date::tokens};

use super::words;

/// Takes off what stands around a name and is not part of it: "by", e-mail
/// addresses, handles, marks. Returns what is left.
pub(crate) fn trimmed(text: &str) -> &str {
    let marks = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ',' | ';'
                    | ':'
                    | '|'
                    | '-'
                    | '–'
                    | '—'
                    | '•'
                    | '·'
                    | '*'
                    | '/'
                    | '"'
                    | '“'
                    | '”'
                    | '„'
                    | '‹'
                    | '›'
                    | '«'
                    | '»'
                    | '+'
                    | '#'
                    | '='
                    | '~'
                    | '_'
                    | '!'
                    | '?'
                    | '&'
                    | '…'
                    | '、'
                    | '，'
            )
    };
    let mut text = text.trim_matches(marks);
    // A full stop is part of an initial or a suffix.
    if let Some(bare) = text.strip_suffix('.') {
        let last = bare.rsplit([' ', '.']).next().unwrap_or(bare);
        if last.chars().count() > 3 {
            text = bare;
        }
    }
    let text = text.trim_start_matches('.');
    for (open, close) in [('(', ')'), ('[', ']')] {
        if text.starts_with(open) && text.ends_with(close) {
            return trimmed(&text[1..text.len() - 1]);
        }
    }
    text.trim_matches(marks)
}

/// Returns whether a text can be someone's name. What a page calls a name need
/// only be short and say nothing else; in running text, `strict` wants it to
/// look like one.
pub(crate) fn is_name(text: &str, strict: bool) -> bool {
    let count = text.chars().count();
    if !(2..=70).contains(&count) || !text.contains(char::is_alphabetic) {
        return false;
    }
    if text.contains(['@', '{', '}', '<', '>', '=', '?', '!', '©', '|', '%', '$', '…'])
        || text.contains("://")
    {
        return false;
    }
    if words::is_nobody(&words::key(text)) {
        return false;
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    if parts.len() > if strict { 5 } else { 8 } {
        return false;
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits > if strict { 0 } else { 4 } {
        return false;
    }
    if !strict {
        return !text.contains([':', ';', '/'])
            && !text.starts_with(['(', '[', '#', '/']);
    }
    if text
        .contains([':', ';', '/', '"', '“', '”', '(', ')', '[', ']', '_', '#', '+', '&'])
    {
        return false;
    }
    if parts.iter().any(|it| words::is_stop(&words::key(it))) {
        return false;
    }
    // Scripts without capitals: short, and no sentence.
    if !has_case(text) {
        let spaced = parts.len() > 1;
        // "د. منى": a title before the name is short.
        let stopped = parts.iter().any(|it| it.contains('.') && it.chars().count() > 3);
        return count <= if spaced { 30 } else { 12 }
            && !stopped
            && !text.contains(['。', '，', '、']);
    }
    let capital = |it: &&str| {
        let bare = it.trim_start_matches(['\'', '’', '‘', '-', '.']);
        bare.chars().next().is_some_and(|it| !it.is_lowercase())
    };
    let small = |it: &&str| {
        let word = words::key(it);
        words::is_particle(&word)
            || it.starts_with("d'")
            || it.starts_with("d’")
            || it.starts_with("al-")
    };
    let named = parts
        .iter()
        .filter(|it| capital(it) && !words::is_particle(&words::key(it)))
        .count();
    parts.iter().all(|it| capital(it) || small(it))
        && named > 0
        && !parts.last().is_some_and(|it| small(it) && it.chars().all(char::is_lowercase))
}

/// Returns whether a name is more than a first or a last name: it has several words,
/// or is written in a script that puts no space between them.
pub(crate) fn is_whole(name: &str) -> bool {
    name.contains(' ') || name.chars().any(is_unspaced)
}

/// Returns whether a name is one that someone goes by on a site alone, such as `salt_and_sea`.
pub(super) fn is_handle(name: &str) -> bool {
    let fits = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.');
    name.contains('_')
        && name.starts_with(|it: char| it.is_ascii_alphabetic())
        && (3..40).contains(&name.len())
        && name.chars().all(fits)
}

/// Returns whether a letter is of a script whose names need no space: Thai and its
/// neighbours, Chinese, Japanese, Korean.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

/// Returns whether a name is that of some of an outlet's people: "Herald Staff".
pub(super) fn is_team(name: &str) -> bool {
    let key = words::key(name);
    let team = |it: Option<&str>| {
        matches!(
            it,
            Some(
                "staff"
                    | "team"
                    | "desk"
                    | "editors"
                    | "newsroom"
                    | "redaktion"
                    | "contributors"
            )
        )
    };
    let mut all = key.split(' ');
    key.contains(' ') && (team(all.next()) || team(all.next_back()))
}

/// Returns whether a name is that of a post rather than of who holds it:
/// "Community Editor", "Paycom Blog Contributor".
pub(super) fn is_post(name: &str) -> bool {
    let key = words::key(name);
    key.rsplit(' ').next().is_some_and(words::is_job) && !words::is_nobody(&key)
}

/// Returns whether every word of a name begins with a capital, but for the small
/// ones.
pub(super) fn is_capital(name: &str) -> bool {
    let small = |it: &str| words::is_particle(&words::key(it));
    let mut words = name.split_whitespace();
    words.all(|it| !it.starts_with(char::is_lowercase) || small(it))
}

/// Returns whether a text is written in letters that have capitals.
fn has_case(text: &str) -> bool {
    text.chars().any(|it| it.is_lowercase() || it.is_uppercase())
}

/// Returns whether a name is a person's or a body's.
pub(crate) fn kind(name: &str) -> AuthorKind {
    let tokens = tokens(name);
    let mut words = tokens.iter().filter_map(|it| it.word());
    let the = words.clone().next() == Some("the") && words.clone().count() > 1;
    let domain = name.contains('.')
        && !name.contains(' ')
        && name
            .rsplit('.')
            .next()
            .is_some_and(|it| it.len() > 1 && it.chars().all(char::is_alphanumeric));
    if the || domain || words.any(words::is_body) || name.contains(['&', '+']) {
        AuthorKind::Organisation
    } else {
        AuthorKind::Person
    }
}

/// Returns whether a phrase says what someone is ("Senior Reporter"), rather than
/// who.
pub(crate) fn is_position(text: &str) -> bool {
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().filter_map(|it| it.word()).collect();
    let jobs = words.iter().filter(|it| words::is_job(it)).count();
    !words.is_empty()
        && (jobs * 2 >= words.len()
            || words.last().is_some_and(|it| words::is_job(it))
            || words.first().is_some_and(|it| words::is_job(it) && words.len() > 2))
}

/// Turns "Last, First" round; a name without a comma stays as it is.
pub(crate) fn turned(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first))
            if !first.contains(',')
                && !first.trim().is_empty()
                && !words::is_suffix(&words::key(first))
                && !words::is_degree(&words::key(first).replace(' ', "")) =>
        {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_look_like_names() {
        for name in [
            "Ana Ruiz",
            "J. R. van der Berg",
            "Seán O’Hara",
            "JEAN-LUC PETIT",
            "山田太郎",
            "Лев Иванов",
            "María del Mar López",
            "محمد علي",
        ] {
            assert!(is_name(name, true), "{name}");
        }
        for name in [
            "Admin",
            "read more",
            "the lake at noon",
            "Follow @ana",
            "5 min read",
            "Die Redaktion",
            "What is it?",
            "https://a.example",
            "Staff Writer",
        ] {
            assert!(!is_name(name, true), "{name}");
        }
    }

    #[test]
    fn bodies_are_told_from_people() {
        assert_eq!(kind("The Valley Herald"), AuthorKind::Organisation);
        assert_eq!(kind("Reuters"), AuthorKind::Organisation);
        assert_eq!(kind("Ana Ruiz"), AuthorKind::Person);
        assert_eq!(kind("A.B. Person"), AuthorKind::Person);
    }

    #[test]
    fn last_and_first_are_turned() {
        assert_eq!(turned("Ruiz, Ana M."), "Ana M. Ruiz");
        assert_eq!(turned("Ana Ruiz, Jr."), "Ana Ruiz, Jr.");
    }
}
