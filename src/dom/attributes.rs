//! Tags with attributes past counting, cut before the tokenizer reads them.
//!
//! The tokenizer compares each attribute of a tag with all those before it, so a
//! tag that is one long list of them takes quadratic time. No page means more
//! than a handful.

use memchr::{memchr, memmem};

use super::plain::comment_end;

/// How many attributes of one tag are kept.
pub(super) const MAX: usize = 1024;

/// Elements that hold everything up to their end tag as text.
const RAW: &[&str] =
    &["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// Returns whether the first tag at or after a place has too many attributes, or
/// the end tag that goes with it where that alone ends what it holds.
pub(super) fn too_many(text: &str, mut at: usize) -> bool {
    let bytes = text.as_bytes();
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        at += found + 1;
        if bytes[at..].starts_with(b"!--") {
            let end = comment_end(&bytes[at + 3..]);
            at = end.map_or(bytes.len(), |it| at + 3 + it.end);
            continue;
        }
        let ends = bytes[at..].starts_with(b"/");
        let name = at + usize::from(ends);
        if bytes.get(name).is_some_and(u8::is_ascii_alphabetic) {
            let tag = Tag::read(bytes, name);
            let name = &text[name..tag.name_end];
            if tag.cut.is_some() || ends || !is_raw(name) {
                return tag.cut.is_some();
            }
            at = end_tag(bytes, tag.end, name.as_bytes());
        }
    }
    false
}

/// Returns the page without the attributes that are too many, if there are any.
pub(super) fn bounded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut done = 0;
    let mut at = 0;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        at += found + 1;
        if bytes[at..].starts_with(b"!--") {
            // `<!-->` is a whole comment.
            at = find(bytes, at + 1, b"-->");
            continue;
        }
        let start = usize::from(bytes[at..].starts_with(b"/"));
        if !bytes.get(at + start).is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let name = at + start;
        let tag = Tag::read(bytes, name);
        if let Some(cut) = tag.cut {
            out.push_str(&text[done..cut]);
            done = tag.end;
        }
        at = tag.end;
        if start == 0 {
            let name = &text[name..tag.name_end];
            if name.eq_ignore_ascii_case("plaintext") {
                break;
            }
            if is_raw(name) {
                at = end_tag(bytes, at, name.as_bytes());
            }
        }
    }
    if done == 0 {
        return None;
    }
    out.push_str(&text[done..]);
    Some(out)
}

fn is_raw(name: &str) -> bool {
    RAW.iter().any(|it| it.eq_ignore_ascii_case(name))
}

/// Where a tag and what is in it ends.
struct Tag {
    name_end: usize,
    /// Where the first attribute that is too many starts.
    cut: Option<usize>,
    /// The place of the `>`, or the end of the page.
    end: usize,
}

impl Tag {
    fn read(bytes: &[u8], name: usize) -> Self {
        let until = |at: usize, stops: &[u8]| {
            let stop = |it: &u8| it.is_ascii_whitespace() || stops.contains(it);
            bytes[at..].iter().position(stop).map_or(bytes.len(), |it| at + it)
        };
        let past = |at: usize, skipped: &[u8]| {
            let skip = |it: &u8| it.is_ascii_whitespace() || skipped.contains(it);
            bytes[at..].iter().position(|it| !skip(it)).map_or(bytes.len(), |it| at + it)
        };
        let name_end = until(name, b"/>");
        let mut tag = Self { name_end, cut: None, end: bytes.len() };
        let mut at = name_end;
        let mut count = 0;
        loop {
            at = past(at, b"/");
            match bytes.get(at) {
                None => return tag,
                Some(b'>') => {
                    tag.end = at;
                    return tag;
                }
                Some(_) => count += 1,
            }
            if count == MAX + 1 {
                tag.cut = Some(at);
            }
            // A name may start with the sign that ends it elsewhere.
            at = until(at + 1, b"/>=");
            let value = past(at, b"");
            if bytes.get(value) != Some(&b'=') {
                continue;
            }
            at = past(value + 1, b"");
            at = match bytes.get(at) {
                Some(quote @ (b'"' | b'\'')) => {
                    let end = memchr(*quote, &bytes[at + 1..]);
                    end.map_or(bytes.len(), |it| at + it + 2)
                }
                _ => until(at, b">"),
            };
        }
    }
}

/// Returns the place just after what is looked for, or the end.
fn find(bytes: &[u8], at: usize, what: &[u8]) -> usize {
    memmem::find(&bytes[at..], what).map_or(bytes.len(), |it| at + it + what.len())
}

/// Returns the place of an element's end tag, or the end.
fn end_tag(bytes: &[u8], at: usize, name: &[u8]) -> usize {
    let named = |it: &usize| {
        let here = bytes.get(at + it + 2..at + it + 2 + name.len());
        here.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    memmem::find_iter(&bytes[at..], b"</").find(named).map_or(bytes.len(), |it| at + it)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn many(count: usize) -> String {
        (0..count).fold(String::new(), |mut out, i| {
            _ = write!(out, " a{i}='>'");
            out
        })
    }

    #[test]
    fn ordinary_pages_are_not_copied() {
        let page = format!("<p{}>x</p><!--<a {}-->", many(MAX), many(2000));
        assert!(bounded(&page).is_none());
        assert!(!too_many(&page, 0));
    }

    #[test]
    fn attributes_that_are_too_many_are_cut_and_the_text_is_not() {
        let page = format!("<p{}>x</p><b{}>y<c d", many(3000), many(3000));
        assert!(too_many(&page, 0));
        let text = bounded(&page).unwrap();
        let expected = format!("<p{0} >x</p><b{0} >y<c d", many(MAX));
        assert_eq!(text, expected);
    }

    #[test]
    fn what_only_looks_like_a_tag_is_left_alone() {
        for page in [
            format!("<script>a <b {}</script>c", "x ".repeat(3000)),
            format!("<TITLE>a <b {}</tItle >c", "x ".repeat(3000)),
            format!("a < b {}>", "x ".repeat(3000)),
            format!("<plaintext><b {}>", "x ".repeat(3000)),
        ] {
            assert!(bounded(&page).is_none(), "{}", &page[..20]);
        }
    }
}
