//! A feed: every item an article.
//!
//! RSS from 0.9 to 2.0, Atom, JSON Feed and the export of `WordPress`. What an item
//! says in its own elements is believed; its content is lowered like any other
//! markup, less the parts that this program's own feeds put around a text, which
//! are taken back to where they came from.
//!
//! The XML is read with quick-xml and not with feed-rs, whose model (2.4) knows
//! the namespaces of RSS 1.0, Atom, Dublin Core, content, Media RSS and iTunes: it
//! has no place for `thr:*`, `slash:*`, `wfw:*`, `wp:*`, `dcterms:*`, for a licence
//! or a `via` link in RSS, for the domain of a category or for a title's markup;
//! its dates are in UTC, without the offset they were printed with; and a feed that
//! is cut off or not well-formed is an error to it. It reads what is printed here in
//! `tests/feeds/readers.rs`.

mod around;
mod atom;
mod export;
mod json;
mod rss;
mod shortcodes;
mod thread;
mod unread;
mod xml;

use jiff::fmt::rfc2822;
use url::Url;

use crate::{
    article::{Article, Block, Date, Inline},
    decode::decode,
    dom::{self, Dom, NodeId},
    error::{Error, ErrorKind, Result},
    extract, lower,
    report::{Code, Report},
};

use super::{Loader, Source};

use self::around::content;

/// The largest feed that is read.
const MAX_BYTES: usize = 1 << 28;

#[derive(Debug)]
pub(super) struct Feed;

impl Loader for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    fn accepts(&self, source: &Source) -> bool {
        let head = &source.bytes[..source.bytes.len().min(4096)];
        let is_space = |it: u8| it == 0 || it.is_ascii_whitespace();
        let first = head.iter().copied().find(|it| !is_space(*it));
        if first.is_some_and(|it| it.is_ascii() && !matches!(it, b'<' | b'{')) {
            return false;
        }
        let head = String::from_utf8_lossy(head).replace('\0', "");
        let head = head.trim_start_matches('\u{feff}').trim_start();
        if head.starts_with('{') {
            return head.contains("://jsonfeed.org/version/");
        }
        matches!(root(head), Some("rss" | "feed" | "rdf:RDF" | "RDF" | "atom:feed"))
    }

    fn load(&self, source: &Source, report: &mut Report) -> Result<Vec<Article>> {
        let malformed = || Error::new(ErrorKind::Malformed, source.name());
        if MAX_BYTES < source.bytes.len() {
            let why = format!("a feed may have {MAX_BYTES} bytes at most");
            return Err(malformed().because(why));
        }
        let charset = source.charset.as_deref().or_else(|| {
            // A feed that names no character set is in UTF-8.
            str::from_utf8(&source.bytes).is_ok().then_some("utf-8")
        });
        let header = source.content_type.as_deref();
        let text = decode(&source.bytes, charset, header, report);
        let text = text.trim_start_matches('\u{feff}').trim_start();
        let articles = if text.starts_with('{') {
            json::articles(text, report).map_err(|err| malformed().because(err))?
        } else {
            let (root, whole) = xml::read(text).ok_or_else(malformed)?;
            if !whole {
                report.add(Code::FeedCut, source.name());
            }
            match root.name.as_str() {
                "feed" => atom::articles(&root, source.url.as_ref(), report),
                _ => rss::articles(&root, source.url.as_ref(), report),
            }
        };
        if articles.is_empty() {
            let why = "the feed has no items";
            return Err(Error::new(ErrorKind::NoArticle, source.name()).because(why));
        }
        Ok(articles)
    }
}

/// Returns the name of the first element, past what may stand before it.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let tag = rest.strip_prefix('<')?;
        let end = if tag.starts_with("!--") {
            "-->"
        } else if tag.starts_with('?') || tag.starts_with('!') {
            ">"
        } else {
            return tag.split(|c: char| c.is_whitespace() || "/>".contains(c)).next();
        };
        rest = &rest[rest.find(end)? + end.len()..];
    }
}

/// Returns every element inside a node.
fn elements(dom: &Dom, node: NodeId) -> impl Iterator<Item = NodeId> + '_ {
    dom.descendants(node).filter(|it| dom.is_element(*it))
}

fn lowered(
    dom: &Dom,
    root: NodeId,
    base: Option<&Url>,
    report: &mut Report,
) -> Vec<Block> {
    let cx = lower::Context { dom, base, beside: None, home: None, cut: &|_| false };
    lower::blocks(&cx, &[root], report)
}

/// Reads markup that is a part of its own, such as a comment.
fn blocks(markup: &str, base: Option<&Url>, report: &mut Report) -> Vec<Block> {
    let (dom, _) = dom::parse_fragment(markup);
    lowered(&dom, Dom::ROOT, base, report)
}

/// Returns the words of text that may be markup.
fn words(text: &str) -> String {
    if !is_markup(text) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let (dom, _) = dom::parse_fragment(text);
    dom.words(Dom::ROOT).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether text has entities or elements that people use in lines. A feed
/// may mean a `<` in a title as it stands, and what it would begin is no element.
fn is_markup(text: &str) -> bool {
    const LINE: &[&str] = &[
        "a", "abbr", "b", "big", "br", "cite", "code", "del", "div", "em", "font", "h1",
        "h2", "h3", "h4", "h5", "h6", "i", "img", "ins", "kbd", "li", "mark", "ol", "p",
        "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
        "ul", "wbr",
    ];
    let entity = text.split('&').skip(1).any(|it| {
        let name = it.split(';').next().unwrap_or_default();
        let digits = name.strip_prefix('#').unwrap_or(name);
        let plain = digits.bytes().all(|it| it.is_ascii_alphanumeric());
        name.len() < it.len() && !digits.is_empty() && digits.len() < 33 && plain
    });
    let element = |it: &str| {
        let it = it.strip_prefix('/').unwrap_or(it);
        let end = it.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(it.len());
        let (name, rest) = it.split_at(end);
        rest.contains('>') && LINE.contains(&name.to_ascii_lowercase().as_str())
    };
    entity || text.split('<').skip(1).any(element)
}

/// Reads an address, relative to the feed's.
fn address(text: &str, base: Option<&Url>) -> Option<Url> {
    let text = text.trim();
    let url = Url::parse(text).ok().or_else(|| base?.join(text).ok())?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// Reads a date in any of the forms that feeds use. An instant at midnight UTC
/// is taken at its word.
fn date(text: &str) -> Option<Date> {
    static MAIL: rfc2822::DateTimeParser =
        rfc2822::DateTimeParser::new().relaxed_weekday(true);
    let text = text.trim();
    let mail = || {
        let it = MAIL.parse_zoned(text).ok()?;
        Some(Date::Instant { at: it.timestamp(), offset: it.offset() })
    };
    text.parse().ok().or_else(mail).or_else(|| extract::parse_date(text))
}

/// Returns a date as precisely as it was meant: a feed's own dates are instants,
/// and `exact` says if that was only a day or a month, or a time without a zone.
fn precise(instant: Option<Date>, exact: Option<Date>) -> Option<Date> {
    let (Some(instant), Some(exact)) = (instant, exact) else { return instant.or(exact) };
    let midnight = instant.time().is_none_or(|it| it == jiff::civil::Time::midnight());
    match instant {
        _ if exact.is_instant() || exact.day() > instant.day() => Some(instant),
        _ if midnight => Some(exact),
        Date::Instant { at, offset } if exact.day() == instant.day() => {
            Some(Date::Local(offset.to_datetime(at)))
        }
        _ => Some(instant),
    }
}

/// Returns whether blocks say nothing.
fn is_blank(blocks: &[Block]) -> bool {
    blocks.iter().all(|it| match it {
        Block::Paragraph { content } => content.iter().all(|it| match it {
            Inline::Text { text } => text.trim().is_empty(),
            Inline::Break => true,
            _ => false,
        }),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_may_be_markup() {
        assert_eq!(words("Fish &amp; <i>chips</i> &#8212;\n x"), "Fish & chips — x");
        assert_eq!(words("a <once> b < c & d; R&D"), "a <once> b < c & d; R&D");
    }

    #[test]
    fn feeds_are_known_by_their_root() {
        let accepts = |text: &str| Feed.accepts(&Source::new(text));
        assert!(accepts(
            "\u{feff}<?xml version='1.0'?><!-- a > b --> <rss version='2.0'>"
        ));
        assert!(accepts("<!DOCTYPE rss><rdf:RDF xmlns='http://purl.org/rss/1.0/'>"));
        assert!(accepts("<feed xmlns='http://www.w3.org/2005/Atom'/>"));
        assert!(accepts("{\"version\":\"https://jsonfeed.org/version/1.1\"}"));
        assert!(!accepts("<html><body><rss>"));
        assert!(!accepts("{\"offprint\":1}"));
    }
}
