//! Bylines of scripts that part names otherwise than with spaces and commas.
//!
//! Chinese and Japanese print "reporter" against the name on either side, and several
//! people with a space between; Arabic and Hebrew print "and" against the next name.
//! What goes in is the line as printed, what comes out says the same with the marks
//! that the grammar knows.

use std::ops::Range;

/// The spaces that part names, narrow and wide.
const SPACES: [char; 2] = [' ', '\u{3000}'];

/// "Reporter", as Chinese and Japanese bylines print it beside a name.
const REPORTER: [&str; 2] = ["记者", "記者"];

/// How a piece ends that says where and how it was reported, not who did.
const REPORTED: [&str; 8] = ["報導", "报导", "報道", "报道", "電", "电", "讯", "訊"];

/// Words that begin with the letter that "and" is in Arabic and in Hebrew.
const WHOLE: &[&str] = &[
    "وليد",
    "وائل",
    "وسام",
    "وحيد",
    "وفاء",
    "وداد",
    "وجدان",
    "وضاح",
    "وسيم",
    "وهيب",
    "وديع",
    "واصف",
    "وجيه",
    "وهبة",
    "وردة",
    "ولاء",
    "وصال",
    "وهبي",
    "وزير",
    "وزارة",
    "وكالة",
    "وكيل",
    "وحدة",
    "ואדים",
    "ויקטור",
    "ויקי",
    "ולדימיר",
    "ורוניקה",
    "וילי",
    "ויולט",
    "ויטלי",
    "ויקטוריה",
    "ולדיסלב",
    "ורדה",
    "ושדי",
];

/// Sets apart what stands against a name and is no part of it.
pub(super) fn spread(text: String) -> String {
    if text.is_ascii() {
        return text;
    }
    let text = reporters(text);
    if text.contains([' ']) && text.contains(['و', 'ו']) { joined(&text) } else { text }
}

/// Sets "reporter" apart: before the names, without the house it stands after, or
/// behind each of them.
fn reporters(text: String) -> String {
    let Some(word) = REPORTER.iter().find(|it| text.contains(**it)) else { return text };
    // "山田太郎記者", "山田太郎記者、鈴木花子記者"
    if text.trim_end().ends_with(word) {
        return text.replace(word, &format!(" {word}"));
    }
    let Some((before, after)) = text.split_once(word) else { return text };
    let names = after.trim_start_matches([' ', ':', '：', '\u{3000}']);
    if !names.starts_with(is_han) {
        return text;
    }
    // "新京报记者 张三": what stands against the word is the house.
    let before = before.trim_end_matches(is_han);
    let names = without_wire(names);
    let mut out = format!("{before} {word}：");
    let mut parts = names.split(' ').peekable();
    while let Some(part) = parts.next() {
        out.push_str(part);
        let short =
            |it: &str| (2..=4).contains(&it.chars().count()) && it.chars().all(is_han);
        match parts.peek() {
            Some(next) if short(part) && short(next) => out.push('、'),
            Some(_) => out.push(' '),
            None => (),
        }
    }
    out
}

/// Takes off the place and the day of a wire, "台北21日電", which stand against a name.
fn without_wire(names: &str) -> &str {
    let Some(day) = names.find(|it: char| it.is_ascii_digit()) else { return names };
    let (head, tail) = names.split_at(day);
    let tail = tail.trim_start_matches(|it: char| it.is_ascii_digit());
    let wire =
        tail.strip_prefix('日').is_some_and(|it| it.starts_with(['電', '电', '讯']));
    let mut letters = head.char_indices().rev();
    match letters.nth(1) {
        Some((at, _))
            if wire && letters.clone().take_while(|it| is_han(it.1)).count() > 1 =>
        {
            &head[..at]
        }
        _ => names,
    }
}

/// Sets the "and" apart that is written against the name after it, where a first and
/// a last name stand before it and one stands after.
fn joined(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let mut out = String::with_capacity(text.len() + 8);
    let mut since = 0;
    for (i, word) in words.iter().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let rest = word.strip_prefix('و').or_else(|| word.strip_prefix('ו'));
        let rest = rest.filter(|it| it.chars().count() > 2 && !WHOLE.contains(word));
        match rest {
            Some(rest) if since > 1 && i + 1 < words.len() => {
                out.push_str(&word[..word.len() - rest.len()]);
                out.push(' ');
                out.push_str(rest);
                since = 1;
            }
            _ => {
                out.push_str(word);
                since += 1;
                if word.ends_with([':', '|', ',', '،', '-']) {
                    since = 0;
                }
            }
        }
    }
    out
}

/// Returns whether a piece says where or how it was reported: "台北報導".
pub(super) fn is_dateline(piece: &str) -> bool {
    piece.chars().next().is_some_and(is_han)
        && REPORTED.iter().any(|it| piece.ends_with(it))
}

/// Splits a row of whole Chinese or Japanese names, "佐藤健太 鈴木美咲", and returns
/// where each stands; a last and a first name with a space between are shorter.
pub(super) fn row(piece: &str) -> Option<Vec<Range<usize>>> {
    let mut names = Vec::new();
    let mut at = 0;
    for part in piece.split_inclusive(SPACES) {
        let name = part.trim_end_matches(SPACES);
        if !name.is_empty() {
            let whole = (3..=5).contains(&name.chars().count());
            if !whole || !name.chars().all(is_han) {
                return None;
            }
            names.push(at..at + name.len());
        }
        at += part.len();
    }
    (names.len() > 1).then_some(names)
}

/// Returns whether a name is written in Chinese characters.
pub(crate) fn is_han_name(name: &str) -> bool {
    name.chars().any(is_han)
}

/// Returns whether a letter is a Chinese character.
fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '々')
}

/// Returns whether a letter is one of those that Japanese writes foreign names in.
pub(super) fn is_katakana(letter: char) -> bool {
    matches!(letter, '\u{30a0}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}')
}
