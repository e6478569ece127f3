//! A feed: every item an article.
//!
//! RSS from 0.9 to 2.0, Atom, JSON Feed and the export of `WordPress`. What an item
//! says in its own elements is believed; its content is lowered like any other
//! markup, less the parts that this program's own feeds put around a text, which
//! are taken back to where they came from.

mod atom;
mod json;
mod rss;
mod thread;
mod xml;

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

/// Reads markup into an article: its text, and the parts that this program's
/// own feeds print around it.
fn content(article: &mut Article, markup: &str, base: Option<&Url>, report: &mut Report) {
    let link = article.metadata.url.clone();
    let markup = localised(markup, link.as_ref());
    let (dom, bounds) = dom::parse_fragment(&markup);
    if bounds.depth || bounds.size {
        report.add(Code::PageBounded, &article.metadata.title);
    }
    let base = link.as_ref().or(base);
    let mut around: Vec<NodeId> = Vec::new();
    for id in elements(&dom, Dom::ROOT) {
        if around.iter().any(|it| dom.contains(*it, id)) {
            continue;
        }
        let class = |class: &str| dom.has_class(id, class);
        let text = || dom.words(id);
        match dom.name(id) {
            "p" if class("dek") && dom.attr(id, "role") == Some("doc-subtitle") => {
                article.metadata.subtitle = Some(text());
            }
            "p" if class("byline") => article.metadata.byline = Some(text()),
            "p" if class("comments-closed") => article.discussion.closed = true,
            "aside" if class("republication-notice") => {
                article.provenance.notice = lowered(&dom, id, base, report);
            }
            "section" if class("contributor-note") => {
                bios(article, &dom, id, base, report);
            }
            "section" if class("comments") && !class("e-content") => {
                let comments = thread::comments(&dom, id, base, report);
                if comments.is_empty() {
                    continue;
                }
                article.discussion.comments = comments;
                article.discussion.closed |=
                    elements(&dom, id).any(|it| dom.has_class(it, "comments-closed"));
            }
            _ => continue,
        }
        around.push(id);
    }
    let cut = |id: NodeId| around.contains(&id);
    let cx = lower::Context { dom: &dom, base, beside: None, cut: &cut };
    article.body = lower::body(&cx, &[Dom::ROOT], report);
}

/// Returns markup whose links to its own article lead to places in it, with the
/// ids they had before a feed made them its own.
fn localised(markup: &str, link: Option<&Url>) -> String {
    let mut out = markup.to_owned();
    if let Some(link) = link {
        let mut link = link.clone();
        link.set_fragment(None);
        let escaped = link.as_str().replace('&', "&amp;");
        out = out.replace(&format!("href=\"{escaped}#"), "href=\"#");
    }
    let Some(prefix) = own_prefix(&out) else { return out };
    out.replace(&format!("=\"{prefix}"), "=\"").replace(&format!("=\"#{prefix}"), "=\"#")
}

/// Returns what this program put before every id, if it did.
fn own_prefix(markup: &str) -> Option<String> {
    for (at, mark) in markup.match_indices("id=\"o") {
        let rest = &markup[at + mark.len()..];
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        if digits == 10 && rest[10..].starts_with('-') {
            return Some(format!("o{}-", &rest[..10]));
        }
    }
    None
}

/// Reads the notes about authors, each to the author it names.
fn bios(
    article: &mut Article,
    dom: &Dom,
    section: NodeId,
    base: Option<&Url>,
    report: &mut Report,
) {
    let people: Vec<NodeId> =
        elements(dom, section).filter(|it| dom.has_class(*it, "person")).collect();
    for (i, person) in people.iter().enumerate() {
        let words = dom.words(*person);
        let named = article.authors.iter().position(|it| words.contains(it.name.trim()));
        let Some(author) = named.or((i < article.authors.len()).then_some(i)) else {
            continue;
        };
        let bio = elements(dom, *person).find(|it| dom.has_class(*it, "bio"));
        if let Some(bio) = bio {
            article.authors[author].bio = lowered(dom, bio, base, report);
        }
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
    let cx = lower::Context { dom, base, beside: None, cut: &|_| false };
    lower::blocks(&cx, &[root], report)
}

/// Reads markup that is a part of its own, such as a comment.
fn blocks(markup: &str, base: Option<&Url>, report: &mut Report) -> Vec<Block> {
    let (dom, _) = dom::parse_fragment(markup);
    lowered(&dom, Dom::ROOT, base, report)
}

/// Returns the words of text that may be markup.
fn words(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let (dom, _) = dom::parse_fragment(text);
    dom.words(Dom::ROOT).split_whitespace().collect::<Vec<_>>().join(" ")
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
    let text = text.trim();
    text.parse().ok().or_else(|| extract::parse_date(text))
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

    #[test]
    fn ids_get_back_the_names_they_had() {
        let link = "https://a.example/x?a=1&b=2".parse().ok();
        let markup = "<a href=\"https://a.example/x?a=1&amp;b=2#o0123456789-fn1\">1</a>\
                      <li id=\"o0123456789-fn1\">";
        assert_eq!(
            localised(markup, link.as_ref()),
            "<a href=\"#fn1\">1</a><li id=\"fn1\">"
        );
    }
}
