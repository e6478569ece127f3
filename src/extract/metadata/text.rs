//! Strings that a page says about itself, made fit to be kept and compared.

use html5ever::data::NAMED_ENTITIES;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// Returns a string as plain text on one line: entities read, even those
/// encoded twice, tags taken off, white space collapsed. Nothing comes of what
/// holds no letter or digit, or is a template that was never filled in.
pub(super) fn clean(text: &str) -> Option<String> {
    tidy(text, true)
}

/// Returns a line that readers see, likewise; what looks like a tag in it is one that
/// is spoken of.
pub(super) fn shown(text: &str) -> Option<String> {
    tidy(text, false)
}

fn tidy(text: &str, has_tags: bool) -> Option<String> {
    let mut out = text.to_owned();
    for _ in 0..3 {
        if !out.contains('&') {
            break;
        }
        let next = decode(&out);
        if next == out {
            break;
        }
        out = next;
    }
    if has_tags && out.contains('<') {
        out = untagged(&out);
    }
    let unseen = |c: char| {
        matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{ad}')
    };
    if out.contains(unseen) {
        out = out.replace(unseen, "");
    }
    let out = collapse(&out);
    let empty = ["null", "undefined", "none", "n/a", "nan", "false", "true"];
    let unfilled = ["{{", "}}", "{%", "${", "<%", "[object "];
    let says = out.contains(char::is_alphanumeric)
        && !unfilled.iter().any(|it| out.contains(it))
        && !empty.iter().any(|it| out.eq_ignore_ascii_case(it));
    says.then_some(out)
}

/// Returns a string with its white space collapsed.
pub(super) fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Reads character references once.
pub(super) fn decode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((found, length)) => {
                out.push_str(&found);
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(34).position(|it| it == b';')?;
    let name = &text[1..end];
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(it) => u32::from_str_radix(it, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Numbers of the second control block mean windows-1252.
        let found = match code {
            0x80..=0x9f => {
                let bytes = [code as u8];
                encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(&bytes)
                    .0
                    .into_owned()
            }
            _ => char::from_u32(code)?.to_string(),
        };
        return Some((found, end + 1));
    }
    let (one, two) = *NAMED_ENTITIES.get(&text[1..=end])?;
    let found = [one, two].into_iter().filter(|it| *it != 0).filter_map(char::from_u32);
    Some((found.collect(), end + 1)).filter(|it: &(String, usize)| !it.0.is_empty())
}

/// Takes tags off; a bare `<` stays.
fn untagged(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag = &rest[at..];
        let opens = tag[1..]
            .starts_with(|it: char| it.is_ascii_alphabetic() || "/!?".contains(it));
        match tag.find('>') {
            Some(end) if opens => {
                out.push(' ');
                rest = &tag[end + 1..];
            }
            _ => {
                out.push('<');
                rest = &tag[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// Returns a string reduced to what it says: letters and digits in lower case,
/// one space between words. Two strings that fold alike say the same.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut put = |c: char| {
        if c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        } else if !matches!(c, '\'' | '’' | '‘' | 'ʼ' | '\u{ad}' | '\u{200b}') {
            gap = true;
        }
    };
    if text.is_ascii() {
        text.chars().for_each(|it| put(it.to_ascii_lowercase()));
    } else if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        text.chars().flat_map(char::to_lowercase).for_each(put);
    } else {
        text.nfkc().flat_map(char::to_lowercase).for_each(put);
    }
    out
}

/// Returns how much of the longer of two folded strings the shorter one is, if
/// it stands in it as whole words.
pub(super) fn within(a: &str, b: &str) -> Option<f32> {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if short.is_empty() {
        return None;
    }
    let at = long.find(short)?;
    let spaced = short.is_ascii() || long.contains(' ');
    let starts = at == 0 || !spaced || long[..at].ends_with(' ');
    let ends = at + short.len() == long.len()
        || !spaced
        || long[at + short.len()..].starts_with(' ');
    (starts && ends).then(|| short.len() as f32 / long.len() as f32)
}

/// Returns the share of words that two folded strings have in common.
pub(super) fn overlap(a: &str, b: &str) -> f32 {
    let mut known = [""; 80];
    let mut many = 0;
    for word in b.split(' ') {
        let Some(place) = known.get_mut(many) else { return 0.0 };
        *place = word;
        many += 1;
    }
    let known = &known[..many];
    let (mut common, mut all) = (0, many);
    for word in a.split(' ') {
        common += usize::from(known.contains(&word));
        all += 1;
    }
    if all - many > 80 { 0.0 } else { 2.0 * common as f32 / all as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_however_often_they_were_encoded() {
        assert_eq!(
            clean("Salt &amp;amp; light &#8211; &#x2019;t").unwrap(),
            "Salt & light – ’t"
        );
        assert_eq!(clean("AT&T &unknown; &#150;").unwrap(), "AT&T &unknown; –");
        assert_eq!(clean("A <em>bold</em> claim, 3 < 4").unwrap(), "A bold claim, 3 < 4");
        assert_eq!(shown("Ten years of <br>  tags").unwrap(), "Ten years of <br> tags");
    }

    #[test]
    fn templates_and_nothings_are_refused() {
        for text in ["{{ title }}", "", " — ", "undefined", "${post.title}"] {
            assert!(clean(text).is_none(), "{text}");
        }
    }

    #[test]
    fn folding_leaves_what_is_said() {
        assert_eq!(fold("“The Moon’s Edge”"), fold("the moons edge"));
        assert!(
            within(&fold("A Long Walk"), &fold("A long walk – The Herald")).unwrap()
                > 0.4
        );
        assert!(within("art", "a party").is_none());
    }
}
