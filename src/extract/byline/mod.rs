//! The grammar of bylines: "Text and photos: A. Writer, with B. Helper".
//!
//! A byline is a row of segments, each a lead (roles, "by", or nothing) and the
//! names it holds for. What is neither (dates, reading times, addresses, jobs)
//! is taken off or kept with the name it belongs to.

mod names;
mod words;

use crate::{
    article::{Author, AuthorKind, Contribution},
    extract::date::{self, Token, tokens},
};

pub(crate) use self::names::{is_name, is_position, kind, trimmed, turned};
use self::words::Lead;

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
    byline
}

/// Splits a string of names that is known to be nothing else: "A, B and C".
pub(crate) fn people(text: &str) -> Vec<Author> {
    let text = masked(text);
    if let Some(body) = body(&text) {
        return vec![body];
    }
    let mut found = Vec::new();
    for segment in segments(&text) {
        let Some((contributions, _)) = segment.lead else { continue };
        for mut author in names(segment.names, Trust::Known) {
            author.contributions.extend(&contributions);
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

struct Segment<'a> {
    /// The roles, and whether a lead said so; nothing for those who only checked.
    lead: Credit,
    names: &'a str,
}

/// Splits a byline where a mark parts it or a new lead begins.
fn segments(text: &str) -> Vec<Segment<'_>> {
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
            if is_break(&tokens, at) {
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
            Some(':') => true,
            Some('/') => wide,
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
    sure || (with && name_follows)
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

fn is_break(tokens: &[Token], at: usize) -> bool {
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

type Credit = Option<(Vec<Contribution>, bool)>;

/// Reads the lead that begins at a token: "by", "Photos by", "Text, photos and
/// film:". Returns what it says and how many tokens it has.
fn lead(tokens: &[Token], start: usize) -> Option<(Credit, usize)> {
    let mut roles = Vec::new();
    let mut at = start;
    loop {
        let (found, length) = words::lead(tokens, at)?;
        let mut after = at + length;
        match found {
            Lead::By => {
                after += usize::from(mark(tokens, after) == Some(':'));
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
            Some('/' | ',' | '&' | '+') if words::lead(tokens, after + 1).is_some() => {
                at = after + 1;
            }
            // "文/张三", "图/李四"
            Some('/') if is_east(tokens, at) => {
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

fn mark(tokens: &[Token], at: usize) -> Option<char> {
    tokens.get(at)?.mark()
}

/// Returns whether a word is written in Chinese, Japanese or Korean.
fn is_east(tokens: &[Token], at: usize) -> bool {
    let first = tokens.get(at).and_then(Token::word).and_then(|it| it.chars().next());
    first.is_some_and(|it| matches!(it, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}'))
}

/// Reads a row of names, with what stands beside them.
fn names(text: &str, trust: Trust) -> Vec<Author> {
    let mut found: Vec<Author> = Vec::new();
    for piece in pieces(text) {
        let (piece, aside) = without_aside(piece);
        let piece = unrepeated(trimmed(piece));
        let piece = placed(piece);
        let key = words::key(piece);
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
            let alone =
                !piece.contains(' ') && piece.is_ascii() && last.name.contains(' ');
            if alone && trust != Trust::Known {
                continue;
            }
            if kind(piece) == AuthorKind::Organisation
                && last.kind != AuthorKind::Organisation
                && !words::is_nobody(&key)
            {
                last.affiliation.get_or_insert_with(|| piece.to_owned());
                continue;
            }
        }
        let (name, position) = without_position(piece);
        let name = without_degrees(name);
        let body = kind(name) == AuthorKind::Organisation;
        let short = name.split(' ').count() < 6;
        let fits = match trust {
            Trust::Bare => {
                is_name(name, true) && (name.contains(' ') || !name.is_ascii()) && !body
            }
            Trust::Led => {
                is_name(name, true)
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
fn pieces(text: &str) -> Vec<&str> {
    let tokens = tokens(text);
    let mut out = Vec::new();
    let (mut from, mut depth) = (0, 0_usize);
    for (i, token) in tokens.iter().enumerate() {
        match token.mark() {
            Some('(' | '[') => depth += 1,
            Some(')' | ']') => depth = depth.saturating_sub(1),
            _ => (),
        }
        let parts = match (token.mark(), token.word()) {
            (Some(',' | ';' | '/' | '|' | '&' | '+' | '•' | '・'), _) => true,
            (_, Some(word)) => {
                // "y" and "e" are also initials; then a full stop follows.
                let initial = mark(&tokens, i + 1) == Some('.');
                let capital = text[token.at.clone()].starts_with(char::is_uppercase)
                    && text[token.at.clone()].chars().count() == 1;
                words::joins(word)
                    && i > 0
                    && i + 1 < tokens.len()
                    && !initial
                    && !capital
            }
            _ => false,
        };
        if parts && depth == 0 {
            out.push(&text[from..token.at.start]);
            from = token.at.end;
        }
    }
    out.push(&text[from..]);
    out.retain(|it| !it.trim().is_empty());
    out
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

/// Takes what stands in brackets off a name.
fn without_aside(text: &str) -> (&str, Option<&str>) {
    let Some(open) = text.find(['(', '[']) else { return (text, None) };
    let inside = text[open + 1..].split([')', ']']).next().unwrap_or_default().trim();
    let head = text[..open].trim();
    if head.is_empty() {
        return (text, None);
    }
    (head, Some(inside).filter(|it| !it.is_empty()))
}

/// Takes off where someone writes from or for: "Ana Ruiz in Lima".
fn placed(text: &str) -> &str {
    // "Ana Ruiz on", "Ana Ruiz Updated", before a date that is blotted out.
    let mut text = text;
    while let Some((head, last)) = text.rsplit_once(' ') {
        if !head.contains(' ') || !words::is_trailer(&words::key(last)) {
            break;
        }
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

/// Takes a job off the end of a name: "Ana Ruiz Staff Writer".
fn without_position(text: &str) -> (&str, Option<&str>) {
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

fn without_degrees(text: &str) -> &str {
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

/// Reads roles that stand alone: "text, photos".
fn roles(text: &str) -> Vec<Contribution> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use Contribution::{Contributor, Film, Photographs, Reporting, Text, Translation};

    /// Names with the codes of what each did.
    fn read(text: &str) -> String {
        let byline = parse(text);
        let names = byline.authors.iter().map(|it| {
            let codes: Vec<_> = it.contributions.iter().map(|it| it.marc()).collect();
            if codes.is_empty() {
                it.name.clone()
            } else {
                format!("{} {}", it.name, codes.join("+"))
            }
        });
        names.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn one_name_with_several_roles() {
        let byline = parse("Text, photos and film: Ana Ruiz");
        assert_eq!(byline.authors.len(), 1);
        assert_eq!(byline.authors[0].name, "Ana Ruiz");
        assert_eq!(byline.authors[0].contributions, [Text, Photographs, Film]);
        assert!(byline.led);
    }

    #[test]
    fn several_names_and_roles() {
        for (text, want) in [
            ("By Ana Ruiz", "Ana Ruiz"),
            ("By Ana Ruiz and Bo Lind", "Ana Ruiz; Bo Lind"),
            ("By Ana Ruiz, Bo Lind and Cy Moss", "Ana Ruiz; Bo Lind; Cy Moss"),
            ("By Ana Ruiz, Bo Lind, and Cy Moss", "Ana Ruiz; Bo Lind; Cy Moss"),
            (
                "By Ana Ruiz and Bo Lind, with additional reporting by Cy Moss",
                "Ana Ruiz; Bo Lind; Cy Moss rpt",
            ),
            ("By Ana Ruiz with Bo Lind", "Ana Ruiz; Bo Lind ctb"),
            ("Words by Ana Ruiz, photos by Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
            ("Words by Ana Ruiz Photos by Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
            ("Text: Ana Ruiz. Fotos: Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
            ("Ana Ruiz (text), Bo Lind (photos)", "Ana Ruiz aut; Bo Lind pht"),
            ("Ana Ruiz | 3 May 2024 | 5 min read", "Ana Ruiz"),
            ("By Ana Ruiz, Staff Writer", "Ana Ruiz"),
            ("By Ana Ruiz, The Valley Herald", "Ana Ruiz"),
            ("By Ana Ruiz in Lima", "Ana Ruiz"),
            ("By ANA RUIZ Associated Press", "ANA RUIZ Associated Press"),
            ("Ana Ruiz, Ph.D.", "Ana Ruiz"),
            ("By Bo Lind, Jr. and Ana Ruiz", "Bo Lind, Jr.; Ana Ruiz"),
            ("Posted by Ana Ruiz on 3 May 2024 | 4 comments", "Ana Ruiz"),
            ("Von Ana Ruiz und Bo Lind", "Ana Ruiz; Bo Lind"),
            ("Von Ana von der Au", "Ana von der Au"),
            ("Par Ana Ruiz et Bo Lind", "Ana Ruiz; Bo Lind"),
            ("Por Ana Ruiz y Bo Lind", "Ana Ruiz; Bo Lind"),
            ("Di Ana Ruiz", "Ana Ruiz"),
            ("Door Ana Ruiz en Bo Lind", "Ana Ruiz; Bo Lind"),
            ("Tekst: Ana Ruiz, Foto: Bo Lind", "Ana Ruiz aut; Bo Lind pht"),
            ("Автор: Лев Иванов", "Лев Иванов aut"),
            ("作者：张三", "张三 aut"),
            ("撰文：张三 摄影：李四", "张三 aut; 李四 pht"),
            ("文/张三 图/李四", "张三 aut; 李四 pht"),
            ("홍길동 기자", "홍길동"),
            ("بقلم محمد علي", "محمد علي"),
            ("Oleh Ana Ruiz", "Ana Ruiz"),
            ("Written by Ana Ruiz, reviewed by Bo Lind", "Ana Ruiz"),
            ("Translated by Ana Ruiz", "Ana Ruiz trl"),
        ] {
            assert_eq!(read(text), want, "{text}");
        }
        let _ = (Contributor, Reporting, Translation);
    }

    #[test]
    fn jobs_and_outlets_stay_with_the_name() {
        let byline =
            parse("By Ana Ruiz, Senior Reporter, and Bo Lind, The Valley Herald");
        assert_eq!(byline.authors[0].position.as_deref(), Some("Senior Reporter"));
        assert_eq!(byline.authors[1].affiliation.as_deref(), Some("The Valley Herald"));
    }

    #[test]
    fn no_author_is_invented() {
        for text in [
            "By admin",
            "5 min read",
            "Share this",
            "Read more about the lake",
            "Photo credits",
            "",
            "By the time they came, it was dark",
            "By using this site you agree",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
        assert_eq!(parse("By Reuters").authors[0].kind, AuthorKind::Organisation);
    }
}
