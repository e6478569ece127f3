//! Bytes to text, as browsers do it: a byte order mark, then what the sender
//! said, then what the page says of itself, then a guess that is reported.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, X_USER_DEFINED};

use crate::report::{Code, Report};

/// How far into a page its own declaration is looked for. Browsers look at 1024 bytes
/// first, and begin again where they meet one later.
const PRESCAN: usize = 1 << 16;
const PRESCAN_FIRST: usize = 1024;
/// How much of a page the detector reads.
const SAMPLE: usize = 1 << 16;

/// What the bytes 0x80 to 0x9F mean in windows-1252, which is what was meant where
/// a text has the controls of these numbers.
const CONTROLS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}',
    'Ž', '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›',
    'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// Returns the text of a page.
///
/// `charset` is what the caller insists on, `content_type` the header the bytes
/// came with. Bytes and controls that mean nothing become U+FFFD and are reported;
/// controls that are windows-1252 read as Latin-1 become what they were.
pub(crate) fn decode<'a>(
    bytes: &'a [u8],
    charset: Option<&str>,
    content_type: Option<&str>,
    report: &mut Report,
) -> Cow<'a, str> {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => charset
            .and_then(label)
            .or_else(|| content_type.and_then(from_content_type))
            .or_else(|| {
                declared(&bytes[..bytes.len().min(PRESCAN)]).map(|it| saved(bytes, it))
            })
            .unwrap_or_else(|| guess(bytes, report)),
    };
    let (text, encoding, replaced) = encoding.decode(bytes);
    if replaced {
        report.add(Code::BytesReplaced, encoding.name());
    }
    let text = match has_controls(&text) {
        true => meant(once(text, report)),
        false => text,
    };
    seen(text, report)
}

/// Returns text that was encoded twice as it was before.
///
/// Programs that take UTF-8 for Latin-1 and save what they read as UTF-8 make two
/// or more characters of each: `Ã©` for `é`, and `â`, two controls for a dash. Where
/// a text has such controls, and all of it is the bytes of UTF-8 that means
/// something, that is what happened to it.
fn once<'a>(text: Cow<'a, str>, report: &mut Report) -> Cow<'a, str> {
    // No lead byte of anything past U+00FF.
    if !text.bytes().all(|it| it < 0xc4) {
        return text;
    }
    let before = encoding_rs::mem::encode_latin1_lossy(&text).into_owned();
    match String::from_utf8(before) {
        // What is still controls was never anything else.
        Ok(before) if !has_controls(&before) => {
            report.add(Code::CharsetGuessed, "UTF-8, encoded twice");
            before.into()
        }
        _ => text,
    }
}

/// Returns whether a text has controls from U+0080 to U+009F.
fn has_controls(text: &str) -> bool {
    let bytes = text.as_bytes();
    // In UTF-8 they are two bytes, the first of which is 0xC2.
    let is_one = |at: usize| bytes.get(at + 1).is_some_and(|it| *it < 0xa0);
    memchr::memchr_iter(0xc2, bytes).any(is_one)
}

/// Returns text in which controls that no text needs are U+FFFD, which is reported.
/// What zeros mean is left to the loaders.
fn seen<'a>(text: Cow<'a, str>, report: &mut Report) -> Cow<'a, str> {
    let is_control = |c: char| matches!(c, '\u{1}'..='\u{8}' | '\u{b}' | '\u{e}'..='\u{1f}' | '\u{7f}');
    let Some(at) = rare(&text, |it| is_control(char::from(it))).next() else {
        return text;
    };
    let before: Vec<char> = text[..at].chars().rev().take(20).collect();
    let about: String =
        before.into_iter().rev().chain(text[at..].chars().take(20)).collect();
    let out = text.replace('\u{b}', " ").replace(is_control, "\u{fffd}");
    report.add(Code::CharactersReplaced, about.replace(is_control, "\u{fffd}").trim());
    out.into()
}

/// Returns where in a text bytes are that hardly any text has.
pub(crate) fn rare(
    text: &str,
    is_one: impl Fn(u8) -> bool + Copy,
) -> impl Iterator<Item = usize> {
    const STEP: usize = 64;
    // Without an early end and without branches, many bytes are one operation.
    let has_one =
        move |it: &&[u8]| it.iter().fold(false, |any, byte| any | is_one(*byte));
    let steps = text.as_bytes().chunks(STEP).enumerate();
    steps.filter(move |it| has_one(&it.1)).flat_map(move |(step, bytes)| {
        let found = bytes.iter().enumerate().filter(move |it| is_one(*it.1));
        found.map(move |it| step * STEP + it.0)
    })
}

/// Appends text in which the signs of markup at these places are references.
pub(crate) fn spell_out(
    text: &str,
    signs: impl Iterator<Item = usize>,
    out: &mut String,
) {
    let mut done = 0;
    for at in signs {
        out.push_str(&text[done..at]);
        out.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\t' => "&#9;",
            _ => "&#10;",
        });
        done = at + 1;
    }
    out.push_str(&text[done..]);
}

/// Returns text in which controls from U+0080 to U+009F are what their writer meant.
pub(crate) fn meant(text: Cow<'_, str>) -> Cow<'_, str> {
    if !has_controls(&text) {
        return text;
    }
    Cow::Owned(text.chars().map(control).collect())
}

/// Returns what a control from U+0080 to U+009F was; any other character as it is.
pub(crate) fn control(c: char) -> char {
    match c {
        '\u{80}'..='\u{9f}' => CONTROLS[c as usize - 0x80],
        c => c,
    }
}

/// Returns UTF-8 for a page that was saved in it while it still names the
/// encoding it was sent in: text in another one is hardly ever UTF-8 by chance.
fn saved(bytes: &[u8], declared: &'static Encoding) -> &'static Encoding {
    if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() { UTF_8 } else { declared }
}

fn label(name: &str) -> Option<&'static Encoding> {
    Encoding::for_label(name.trim().as_bytes())
}

/// Reads the `charset` parameter of a media type.
fn from_content_type(value: &str) -> Option<&'static Encoding> {
    let lower = value.to_ascii_lowercase();
    let mut rest = lower.as_str();
    let value = loop {
        rest = rest.split_once("charset")?.1.trim_start();
        if let Some(value) = rest.strip_prefix('=') {
            break value.trim_start();
        }
    };
    // A quote that is never closed quotes nothing.
    let name = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split_once(quote)?.0,
        _ => value.split(|it: char| it == ';' || it.is_ascii_whitespace()).next()?,
    };
    label(name)
}

/// Returns what the start of a page says of itself.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    memchr::memchr(b'<', head)?;
    // Most pages say it in their first tags, and the rest need not be looked at.
    let first = &head[..head.len().min(PRESCAN_FIRST)];
    let first = &first[..memchr::memrchr(b'>', first).map_or(0, |it| it + 1)];
    from_meta(first).or_else(|| from_meta(head))
}

/// Reads `<meta charset>`, its older form, or an XML declaration.
fn from_meta(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut rest = head.as_str();
    if let Some(declaration) = rest.trim_start().strip_prefix("<?xml")
        && let Some((inside, _)) = declaration.split_once("?>")
        && let Some((_, value)) = inside.split_once("encoding")
    {
        let value = value.trim_start().strip_prefix('=')?.trim_start();
        let value = value.trim_start_matches(['"', '\'']);
        return label(value.split(['"', '\'']).next()?).map(in_ascii);
    }
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |it| it.1);
            continue;
        }
        let is_end = rest.starts_with('/');
        let inside = rest.strip_prefix('/').unwrap_or(rest);
        if !inside.starts_with(|it: char| it.is_ascii_alphabetic()) {
            if rest.starts_with(['!', '/', '?']) {
                rest = rest.split_once('>').map_or("", |it| it.1);
            }
            continue;
        }
        let end = inside.find(|it: char| it.is_ascii_whitespace() || "/>".contains(it));
        let (name, after) = inside.split_at(end.unwrap_or(inside.len()));
        let (attributes, after) = attributes(after);
        let get = |name: &str| attributes.iter().find(|it| it.0 == name).map(|it| it.1);
        if name == "meta" {
            let found = get("charset").and_then(label).or_else(|| {
                get("http-equiv").filter(|it| *it == "content-type")?;
                from_content_type(get("content")?)
            });
            if found.is_some() {
                return found.map(in_ascii);
            }
        }
        rest = after;
        // What is in them is text to whom meets it late.
        let late = PRESCAN_FIRST < head.len() - rest.len();
        if late && matches!(name, "script" | "style") && !is_end {
            let end = if name == "script" { "</script" } else { "</style" };
            rest = rest.find(end).map_or("", |it| &rest[it..]);
        }
    }
    None
}

/// Reads the attributes of a tag from after its name on, and returns what follows
/// the tag.
fn attributes(text: &str) -> (Vec<(&str, &str)>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|it: char| it.is_ascii_whitespace() || it == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return (found, rest.strip_prefix('>').unwrap_or(rest));
        }
        let ends = |it: char| it.is_ascii_whitespace() || "=/>".contains(it);
        // An equals sign may begin a name.
        let end = rest.char_indices().skip(1).find(|it| ends(it.1));
        let (name, after) = rest.split_at(end.map_or(rest.len(), |it| it.0));
        let value = after.trim_ascii_start().strip_prefix('=').map(str::trim_ascii_start);
        let Some(value) = value else {
            found.push((name, ""));
            rest = after;
            continue;
        };
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                // One that never ends is no tag at all.
                let Some(it) = value[1..].split_once(quote) else { return (found, "") };
                it
            }
            _ => {
                let ends = |it: char| it.is_ascii_whitespace() || it == '>';
                value.split_at(value.find(ends).unwrap_or(value.len()))
            }
        };
        found.push((name, value));
        rest = after;
    }
}

/// A declaration that could be read was not in UTF-16, whatever it says.
fn in_ascii(found: &'static Encoding) -> &'static Encoding {
    if found.is_ascii_compatible() {
        if found == X_USER_DEFINED { WINDOWS_1252 } else { found }
    } else {
        UTF_8
    }
}

fn guess(bytes: &[u8], report: &mut Report) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    // What tells encodings apart is not ASCII, so the sample starts there.
    let start = bytes.iter().position(|it| !it.is_ascii()).unwrap_or_default();
    let start = start.saturating_sub(64);
    let sample = &bytes[start..bytes.len().min(start + SAMPLE)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    let found = detector.guess(None, Utf8Detection::Allow);
    report.add(Code::CharsetGuessed, found.name());
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], content_type: Option<&str>) -> (String, Vec<Code>) {
        let mut report = Report::default();
        let text = decode(bytes, None, content_type, &mut report);
        (text.into_owned(), report.entries.iter().map(|it| it.code).collect())
    }

    #[test]
    fn controls_become_what_they_were() {
        let (text, _) = read("It\u{92}s 5\u{a0}\u{80}. Café \u{c2}".as_bytes(), None);
        assert_eq!(text, "It’s 5\u{a0}€. Café \u{c2}");
        assert!(matches!(meant("Café\u{a0}".into()), Cow::Borrowed(_)));
    }

    #[test]
    fn what_was_encoded_twice_is_decoded_twice() {
        let page = "<meta charset=utf-8>It\u{e2}\u{80}\u{99}s a caf\u{c3}\u{a9}";
        let (text, said) = read(page.as_bytes(), None);
        assert!(text.ends_with("It’s a café"), "{text}");
        assert_eq!(said, [Code::CharsetGuessed]);
        // All of the text or none of it.
        let page = "<meta charset=utf-8>It\u{e2}\u{80}\u{99}s a café";
        assert!(read(page.as_bytes(), None).0.ends_with("Itâ€™s a café"));
        let page = "<meta charset=utf-8>\u{c2}\u{9b}";
        assert!(read(page.as_bytes(), None).0.ends_with("Â›"));
    }

    #[test]
    fn controls_that_mean_nothing_are_said() {
        let (text, said) = read(b"<meta charset=utf-8>a\x07b\x0bc\td\n\x0c", None);
        assert!(text.ends_with("a\u{fffd}b c\td\n\x0c"));
        assert_eq!(said, [Code::CharactersReplaced]);
    }

    #[test]
    fn the_mark_wins_over_the_header() {
        let (text, said) =
            read(b"\xef\xbb\xbf\xc3\xa9", Some("text/html; charset=latin1"));
        assert_eq!((text.as_str(), said.len()), ("é", 0));
    }

    #[test]
    fn the_header_wins_over_the_page() {
        let (text, _) =
            read(b"<meta charset=utf-8>\xe9", Some("text/html; charset=\"latin1\""));
        assert!(text.ends_with('é'));
    }

    #[test]
    fn the_page_may_say_it_the_old_way() {
        let page = b"<!-- charset=utf-8 --><META http-equiv=Content-Type content='text/html; charset=windows-1251'>\xcf";
        assert!(read(page, None).0.ends_with('П'));
    }

    #[test]
    fn what_only_looks_like_a_declaration_is_none() {
        for page in [
            "<meta charset=\"windows-1251>",
            "<meta content='text/html; charset=windows-1251' http-equiv=refresh>",
            "<p title='<meta charset=windows-1251>'>",
            "<meta http-equiv=content-type content=\"text/html; charset='windows-1251\">",
        ] {
            assert_eq!(from_meta(page.as_bytes()), None, "{page}");
        }
        let fill = "<!-- here -->".repeat(100);
        let script = format!("{fill}<script>'<meta charset=windows-1251>'</script>");
        assert_eq!(from_meta(script.as_bytes()), None);
        let late = format!("<!doctype html><style>{}</style>", "p{} ".repeat(9000));
        let late = format!("{late}</p><META x = y Charset = windows-1251>\u{416}");
        assert_eq!(from_meta(late.as_bytes()).map(Encoding::name), Some("windows-1251"));
    }

    #[test]
    fn a_page_saved_in_another_encoding_than_it_names_is_read() {
        let page = "<meta charset=windows-1251>\u{43f}\u{440}\u{430}".as_bytes();
        assert!(read(page, None).0.ends_with("\u{43f}\u{440}\u{430}"));
    }

    #[test]
    fn undeclared_utf_8_is_no_guess() {
        assert_eq!(read("naïve".as_bytes(), None), ("naïve".into(), vec![]));
    }

    #[test]
    fn a_guess_is_reported() {
        let (text, said) =
            read(b"<p>Voil\xe0 l'\xe9t\xe9, d\xe9j\xe0 pass\xe9.</p>", None);
        assert!(text.contains("été"));
        assert_eq!(said, [Code::CharsetGuessed]);
    }

    #[test]
    fn broken_bytes_are_replaced_and_reported() {
        let (text, said) = read(b"<meta charset=utf-8>a\xffb", None);
        assert!(text.ends_with("a\u{fffd}b"));
        assert_eq!(said, [Code::BytesReplaced]);
    }
}
