//! Where scripts and stylesheets end.
//!
//! They are often half of a page, and nothing inside them is markup. So the
//! tokenizer is not led through them a character at a time: their end is found
//! here, by the rules of the HTML standard, §13.2.5.15 to 13.2.5.31.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2_iter};

/// Returns where the contents of a stylesheet end.
pub(super) fn style_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_end = |it: &usize| is_tag(&bytes[*it..], b"</style");
    memchr_iter(b'<', bytes).find(is_end).unwrap_or(text.len())
}

/// What a place in a script is inside.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Inside {
    Script,
    /// `<!--`
    Comment,
    /// `<script>` in a `<!--`
    Nested,
}

/// Returns where the contents of a script end.
pub(super) fn script_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut inside = Inside::Script;
    // The dashes of `<!--` may be those of `-->`.
    let mut past = 0;
    for at in memchr2_iter(b'<', b'>', bytes) {
        if at < past {
            continue;
        }
        let rest = &bytes[at..];
        if rest[0] == b'>' {
            if inside != Inside::Script && bytes[past..at].ends_with(b"--") {
                inside = Inside::Script;
            }
            continue;
        }
        match inside {
            Inside::Script | Inside::Comment if is_tag(rest, b"</script") => return at,
            Inside::Script if rest.starts_with(b"<!--") => {
                inside = Inside::Comment;
                past = at + 2;
            }
            Inside::Comment if is_tag(rest, b"<script") => inside = Inside::Nested,
            Inside::Nested if is_tag(rest, b"</script") => inside = Inside::Comment,
            Inside::Script | Inside::Comment | Inside::Nested => (),
        }
    }
    text.len()
}

/// Returns whether a tag of a name begins here.
fn is_tag(text: &[u8], tag: &[u8]) -> bool {
    text.get(..tag.len()).is_some_and(|it| it.eq_ignore_ascii_case(tag))
        && matches!(
            text.get(tag.len()),
            Some(b'\t' | b'\n' | b'\x0c' | b' ' | b'/' | b'>')
        )
}

/// Returns a text with the line ends of the standard.
pub(super) fn normal(text: &str) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'\r', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push('\n');
        rest = &rest[at + 1..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Returns the contents of a script as the tokenizer hands them on.
pub(super) fn without_nulls(text: &str) -> Cow<'_, str> {
    if memchr(b'\0', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace('\0', "\u{fffd}"))
}
