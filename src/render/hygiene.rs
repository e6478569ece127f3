//! Text in, text that every XML and HTML parser takes out.
//!
//! XML forbids most control characters even as references, and HTML calls
//! noncharacters an error. Controls from U+0080 to U+009F are nearly always
//! windows-1252 read as Latin-1, so they become what their writer meant.

use std::borrow::Cow;

use crate::{
    decode::{control, rare},
    report::{Code, Report},
};

/// Returns text without the characters that XML forbids, each replaced by what
/// was meant or by U+FFFD. Line endings become `\n`.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    let Some(at) = first_replaced(text) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..at]);
    let mut rest = text[at..].chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' => {
                rest.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{b}' | '\u{c}' => out.push(' '),
            '\u{80}'..='\u{9f}' => out.push(control(c)),
            c if is_plain(c) => out.push(c),
            _ => out.push('\u{fffd}'),
        }
    }
    Cow::Owned(out)
}

/// Returns text without characters that move the cursor, change the direction
/// of what follows or do anything else but show, and reports what was taken out.
pub(crate) fn shown(text: String, report: &mut Report) -> String {
    let whole = clean(&text);
    let mut out = String::with_capacity(whole.len());
    let mut before = None;
    for c in whole.chars() {
        match c {
            '\u{2028}' | '\u{2029}' => out.push(' '),
            _ if is_unseen(c, before) => continue,
            _ => out.push(c),
        }
        before = Some(c);
    }
    if out == text {
        return text;
    }
    let at = out.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
    let about: String = out.chars().skip(at.saturating_sub(20)).take(40).collect();
    report.add(Code::CharactersReplaced, about.replace('\n', " ").trim());
    out
}

/// Returns a title on one line, as [`shown`] gives it.
pub(crate) fn titled(text: &str, report: &mut Report) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    shown(words.join(" "), report)
}

/// Returns whether a character only does something to those around it.
pub(crate) fn is_unseen(c: char, before: Option<char>) -> bool {
    match c {
        // Tags spell out the flags of regions, after a flag only.
        '\u{e0020}'..='\u{e007f}' => {
            !matches!(before, Some('\u{1f3f4}' | '\u{e0020}'..='\u{e007f}'))
        }
        '\u{e0000}'..='\u{e001f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2066}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' => true,
        _ => false,
    }
}

/// Returns where the first character begins that is replaced.
fn first_replaced(text: &str) -> Option<usize> {
    // These bytes begin characters, so one is there.
    let is_replaced = |at: &usize| !text[*at..].chars().next().is_some_and(is_plain);
    rare(text, may_be_replaced).find(is_replaced)
}

/// Returns whether a character that is replaced may begin with a byte.
fn may_be_replaced(byte: u8) -> bool {
    matches!(byte, 0..=8 | 11..=31 | 0x7f | 0xc2 | 0xef..)
}

/// Returns whether a character can stand in XML and HTML as it is.
fn is_plain(c: char) -> bool {
    match c {
        '\t' | '\n' => true,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fdd0}'..='\u{fdef}' => false,
        c => c as u32 & 0xfffe != 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_text_is_not_copied() {
        assert!(matches!(clean("Žluť\u{a0}kůň\t𝄞\n"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_does_not_show_is_taken_out_and_reported() {
        let mut report = Report::default();
        let flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e007f}".to_owned();
        assert_eq!(shown(flag.clone(), &mut report), flag);
        assert!(report.entries.is_empty());
        let text = "a\u{202e}b\u{1b}[2J\u{e0041}c".to_owned();
        assert_eq!(shown(text, &mut report), "ab\u{fffd}[2Jc");
        assert_eq!(report.entries[0].code, Code::CharactersReplaced);
    }

    #[test]
    fn forbidden_characters_are_replaced_by_what_was_meant() {
        assert_eq!(clean("a\u{93}b\u{94}\u{1}c\u{c}d\r\ne\rf"), "a“b”\u{fffd}c d\ne\nf");
        assert_eq!(clean("\u{ffff}\u{fdd0}\u{1fffe}\0"), "\u{fffd}".repeat(4));
    }
}
