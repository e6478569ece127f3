//! Markup that is written as markup should be, read without the tokenizer.
//!
//! html5ever's tokenizer goes through a page a character at a time, for what may
//! be wrong with it. Nearly all tags have nothing wrong with them. Those are read
//! here in one go; whatever has anything unusual is left to the tokenizer, which
//! alone decides what it means. Both hand the same tokens to the tree builder.

use std::cell::RefCell;

use html5ever::{
    Attribute, LocalName, QualName,
    data::NAMED_ENTITIES,
    local_name, ns,
    tendril::StrTendril,
    tokenizer::{Tag, TagKind, Token},
};
use memchr::{memchr, memchr2, memmem};

use super::attributes::MAX;

/// Reads plain markup off a page.
pub(super) struct Plain {
    page: StrTendril,
    names: RefCell<Names>,
}

impl Plain {
    /// Takes a page without nulls and carriage returns.
    pub(super) fn new(page: StrTendril) -> Self {
        Self { page, names: RefCell::new(Names::new()) }
    }

    /// Reads the text that begins at a place, as far as it is plain, and returns
    /// where that ends.
    pub(super) fn text(&self, mut at: usize, out: &mut String) -> usize {
        let page = &*self.page;
        while let Some(length) = memchr2(b'<', b'&', &page.as_bytes()[at..]) {
            out.push_str(&page[at..at + length]);
            at += length;
            match reference(&page[at..], false) {
                Some(length) => at += length.write(out),
                None => return at,
            }
        }
        out.push_str(&page[at..]);
        page.len()
    }

    /// Reads the tag or comment that begins at a place, and where it ends.
    pub(super) fn token(&self, at: usize) -> Option<(Token, usize)> {
        let bytes = &self.page.as_bytes()[at..];
        match bytes {
            [b'<', b'/', ..] => self.end_tag(at),
            [b'<', b'!', b'-', b'-', ..] => comment(bytes, at),
            [b'<', ..] => self.start_tag(at),
            _ => None,
        }
    }

    fn end_tag(&self, at: usize) -> Option<(Token, usize)> {
        let bytes = self.page.as_bytes();
        let (name, end) = name(bytes, at + 2)?;
        let space = bytes[end..].iter().take_while(|it| is_space(**it)).count();
        if bytes.get(end + space) != Some(&b'>') {
            return None;
        }
        let name = self.names.borrow_mut().get(&self.page[name]);
        let tag = Tag {
            kind: TagKind::EndTag,
            name,
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        Some((Token::TagToken(tag), end + space + 1))
    }

    fn start_tag(&self, at: usize) -> Option<(Token, usize)> {
        let bytes = self.page.as_bytes();
        let (name, mut end) = name(bytes, at + 1)?;
        let name = self.names.borrow_mut().get(&self.page[name]);
        if changes_state(&name) {
            return None;
        }
        let mut tag = Tag {
            kind: TagKind::StartTag,
            name,
            self_closing: false,
            attrs: Vec::new(),
            had_duplicate_attributes: false,
        };
        let mut count = 0;
        loop {
            match *bytes.get(end)? {
                it if is_space(it) => end += 1,
                b'>' => return Some((Token::TagToken(tag), end + 1)),
                b'/' if bytes.get(end + 1) == Some(&b'>') => {
                    tag.self_closing = true;
                    return Some((Token::TagToken(tag), end + 2));
                }
                _ if count == MAX => return None,
                _ => {
                    end = self.attribute(end, &mut tag)?;
                    count += 1;
                }
            }
        }
    }

    /// Reads an attribute and returns where it ends.
    fn attribute(&self, at: usize, tag: &mut Tag) -> Option<usize> {
        let bytes = self.page.as_bytes();
        let plain = |it: &u8| it.is_ascii_graphic() && !b"\"'<>/=`&".contains(it);
        let length = bytes[at..].iter().position(|it| !plain(it))?;
        if length == 0 {
            return None;
        }
        let name = at..at + length;
        let mut end = name.end;
        let skip =
            |at: usize| at + bytes[at..].iter().take_while(|it| is_space(**it)).count();
        let equals = skip(end);
        let mut value = StrTendril::new();
        match bytes.get(equals)? {
            b'=' => {
                end = skip(equals + 1);
                match *bytes.get(end)? {
                    quote @ (b'"' | b'\'') => {
                        let length = memchr(quote, &bytes[end + 1..])?;
                        value = self.value(end + 1, length)?;
                        end += length + 2;
                    }
                    _ => {
                        let plain =
                            |it: &u8| it.is_ascii_graphic() && !b"\"'<>=`".contains(it);
                        let length = bytes[end..].iter().position(|it| !plain(it))?;
                        let stop = bytes[end + length];
                        if length == 0 || !(is_space(stop) || stop == b'>') {
                            return None;
                        }
                        value = self.value(end, length)?;
                        end += length;
                    }
                }
            }
            // The end of a name is that of the attribute, or of the tag.
            b'>' | b'/' => (),
            it if is_space(bytes[end]) && plain(it) => (),
            _ => return None,
        }
        let name = self.names.borrow_mut().get(&self.page[name]);
        if tag.attrs.iter().any(|it| it.name.local == name) {
            tag.had_duplicate_attributes = true;
        } else {
            let name = QualName::new(None, ns!(), name);
            tag.attrs.push(Attribute { name, value });
        }
        Some(end)
    }

    /// Returns the value of an attribute, which shares its memory with the page
    /// if there is nothing to be read in it.
    fn value(&self, from: usize, length: usize) -> Option<StrTendril> {
        let text = &self.page[from..from + length];
        if memchr(b'&', text.as_bytes()).is_none() {
            return Some(self.page.subtendril(from as u32, length as u32));
        }
        let mut out = String::with_capacity(length);
        let mut at = 0;
        while let Some(length) = memchr(b'&', &text.as_bytes()[at..]) {
            out.push_str(&text[at..at + length]);
            at += length;
            at += reference(&text[at..], true)?.write(&mut out);
        }
        out.push_str(&text[at..]);
        Some(StrTendril::from(out))
    }
}

/// Elements after whose start tag the tokenizer reads in another way. Scripts and
/// stylesheets are passed over in any case.
fn changes_state(name: &LocalName) -> bool {
    matches!(
        *name,
        local_name!("title")
            | local_name!("textarea")
            | local_name!("iframe")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("xmp")
            | local_name!("plaintext")
    )
}

fn is_space(it: u8) -> bool {
    matches!(it, b'\t' | b'\n' | b'\x0c' | b' ')
}

/// Returns the name of a tag, and where it ends.
fn name(bytes: &[u8], at: usize) -> Option<(std::ops::Range<usize>, usize)> {
    if !bytes.get(at)?.is_ascii_alphabetic() {
        return None;
    }
    let is_name = |it: &u8| it.is_ascii_alphanumeric() || matches!(it, b'-' | b':');
    let length = bytes[at..].iter().position(|it| !is_name(it))?;
    let end = at + length;
    (is_space(bytes[end]) || matches!(bytes[end], b'>' | b'/')).then_some((at..end, end))
}

/// Reads a comment, whose words nobody wants but those of the shortest.
fn comment(bytes: &[u8], at: usize) -> Option<(Token, usize)> {
    let found = comment_end(&bytes[4..]).filter(|it| it.usual)?;
    let words = &bytes[4..4 + found.end - "-->".len()];
    let words = str::from_utf8(words).ok().filter(|it| it.len() <= 2);
    let words = StrTendril::from_slice(words.unwrap_or_default());
    Some((Token::CommentToken(words), at + 4 + found.end))
}

/// Where a comment ends, and whether it ends as comments should.
pub(super) struct CommentEnd {
    pub(super) end: usize,
    usual: bool,
}

/// Returns the end of a comment that has just begun, if there is one.
pub(super) fn comment_end(inside: &[u8]) -> Option<CommentEnd> {
    for early in [&b">"[..], b"->"] {
        if inside.starts_with(early) {
            return Some(CommentEnd { end: early.len(), usual: false });
        }
    }
    let mut at = 0;
    loop {
        at += memmem::find(&inside[at..], b"--")? + 2;
        match inside.get(at)? {
            b'>' => return Some(CommentEnd { end: at + 1, usual: true }),
            b'!' if inside.get(at + 1) == Some(&b'>') => {
                return Some(CommentEnd { end: at + 2, usual: false });
            }
            b'-' => at -= 1,
            _ => (),
        }
    }
}

/// What a character reference stands for, and how long it is.
struct Reference {
    chars: [char; 2],
    length: usize,
}

impl Reference {
    fn one(c: char, length: usize) -> Self {
        Self { chars: [c, '\0'], length }
    }

    fn write(self, out: &mut String) -> usize {
        out.extend(self.chars.iter().filter(|it| **it != '\0'));
        self.length
    }
}

/// Reads the character reference that a text begins with, if it is written in
/// full, or the `&` that is none.
fn reference(text: &str, in_attribute: bool) -> Option<Reference> {
    let bytes = text.as_bytes();
    if bytes.first() != Some(&b'&') {
        return None;
    }
    let digits = &bytes[1..];
    if digits.first() == Some(&b'#') {
        let end = bytes.iter().take(12).position(|it| *it == b';')?;
        let number = &text[2..end];
        let plain = |radix| number.chars().all(|it| it.is_digit(radix));
        let code = match number.strip_prefix(['x', 'X']) {
            Some(it) if it.chars().all(|it| it.is_ascii_hexdigit()) => {
                u32::from_str_radix(it, 16).ok()?
            }
            None if plain(10) => number.parse().ok()?,
            _ => return None,
        };
        let usual = matches!(code, 0x20..=0x7e | 0xa0..=0xd7ff | 0xe000..=0xfdcf | 0x1f300..=0x1faff);
        return Some(Reference::one(char::from_u32(code).filter(|_| usual)?, end + 1));
    }
    let length = digits.iter().take(40).position(|it| !it.is_ascii_alphanumeric())?;
    match digits[length] {
        _ if length == 0 => Some(Reference::one('&', 1)),
        b';' => {
            let (one, two) = *NAMED_ENTITIES.get(&text[1..length + 2])?;
            let chars = [char::from_u32(one)?, char::from_u32(two)?];
            (one != 0).then_some(Reference { chars, length: length + 2 })
        }
        // Addresses have these: "?page=2&copy=3".
        b'=' if in_attribute => Some(Reference::one('&', 1)),
        _ => None,
    }
}

/// The names that were met last, so that each is looked up once.
struct Names {
    slots: Vec<LocalName>,
}

impl Names {
    fn new() -> Self {
        Self { slots: vec![LocalName::default(); 512] }
    }

    fn get(&mut self, name: &str) -> LocalName {
        let bytes = name.as_bytes();
        let (first, last) = (bytes[0], bytes[bytes.len() - 1]);
        let middle = bytes[bytes.len() / 2];
        let sum = usize::from(first)
            + usize::from(last) * 7
            + usize::from(middle) * 31
            + bytes.len() * 61;
        let slot = &mut self.slots[sum % 512];
        if **slot == *name {
            return slot.clone();
        }
        if bytes.iter().any(u8::is_ascii_uppercase) {
            return LocalName::from(name.to_ascii_lowercase());
        }
        *slot = LocalName::from(name);
        slot.clone()
    }
}
