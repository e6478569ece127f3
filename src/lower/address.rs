//! Addresses: which ones a model may hold, and where they lead.

use percent_encoding::percent_decode_str;
use url::Url;

use crate::{article::Address, dom::NodeId, report::Code};

use super::Lowering;

/// The most that an address may be long. What is longer is data, not a place.
const MAX_ADDRESS: usize = 8192;

impl Lowering<'_> {
    /// Reads where a link goes, and reports one that may not be kept.
    pub(super) fn link(&mut self, href: &str) -> Option<Address> {
        let href = clean(href);
        if href.is_empty() || href == "#" {
            return None;
        }
        if let Some(found) = self.resolve(&href, true) {
            return Some(found);
        }
        self.report.add(Code::AddressDropped, shorten(&href));
        None
    }

    /// Reads where a picture is.
    pub(super) fn source(&mut self, src: &str) -> Option<Address> {
        let src = clean(src);
        if src.is_empty() || src.starts_with('#') || starts_with(&src, "data:") {
            return None;
        }
        let found = self.resolve(&src, false);
        if found.is_none() {
            self.report.add(Code::AddressDropped, shorten(&src));
        }
        found
    }

    /// Reads where a thing that plays is.
    pub(super) fn place(&self, src: &str) -> Option<Url> {
        let src = clean(src);
        if src.is_empty() {
            return None;
        }
        let found = match (Url::parse(&src), self.cx.base.or(self.cx.home)) {
            (Ok(it), _) => it,
            (Err(_), Some(base)) => base.join(&src).ok()?,
            (Err(_), None) => {
                let rest = src.strip_prefix("//")?;
                Url::parse(&format!("https://{rest}")).ok()?
            }
        };
        matches!(found.scheme(), "http" | "https").then_some(found)
    }

    fn resolve(&mut self, href: &str, mail: bool) -> Option<Address> {
        if MAX_ADDRESS < href.len() {
            return None;
        }
        if href.starts_with('#') {
            return Some(Address::Local(href.to_owned()));
        }
        if self.is_beside(href) {
            return local(href);
        }
        let found = match (Url::parse(href), self.cx.base) {
            (Ok(it), _) => it,
            (Err(_), Some(base)) => {
                let found = base.join(href).ok()?;
                // A link to a place on this page, written out in full.
                if let Some(place) = found.fragment()
                    && !place.is_empty()
                    && same_page(&found, base)
                {
                    return Some(Address::Local(format!("#{place}")));
                }
                found
            }
            (Err(_), None) => {
                if let Some(rest) = href.strip_prefix("//") {
                    Url::parse(&format!("https://{rest}")).ok()?
                } else {
                    return local(href);
                }
            }
        };
        match found.scheme() {
            "http" | "https" => match (found.fragment(), self.cx.base) {
                (Some(place), Some(base))
                    if !place.is_empty() && same_page(&found, base) =>
                {
                    Some(Address::Local(format!("#{place}")))
                }
                _ => Some(Address::Web(found)),
            },
            "mailto" if mail => Some(Address::Web(found)),
            _ => None,
        }
    }

    /// Returns whether an address names a file that was saved along with the page.
    pub(super) fn is_beside(&self, href: &str) -> bool {
        let Some(folder) = self.cx.beside else { return false };
        let href = href.trim_start().trim_start_matches("./");
        let Some((first, _)) = href.split_once('/') else { return false };
        percent_decode_str(first).decode_utf8().is_ok_and(|it| it == folder)
    }

    /// Returns whether a node is cut out of the part.
    pub(super) fn is_cut(&self, id: NodeId) -> bool {
        (self.cx.cut)(id)
    }
}

/// Keeps a path beside the article, if it can be nothing else.
fn local(href: &str) -> Option<Address> {
    let before = href.split(['/', '?', '#']).next().unwrap_or_default();
    // `Url` refused it, but others may read a scheme in it all the same.
    if href.contains('\\') && href.contains(':') {
        return None;
    }
    let name = match (before.split_once(':'), before.contains('&')) {
        (Some((name, _)), _) => name,
        // What is resolved twice could make a colon of it.
        (None, true) => before,
        (None, false) => return Some(Address::Local(href.to_owned())),
    };
    // No scheme has such a sign, and a path with a colon may be written like this
    // (RFC 3986, section 4.2).
    let is_path = name.chars().any(|it| it.is_ascii_punctuation() && !"+-.".contains(it));
    is_path.then(|| Address::Local(format!("./{href}")))
}

fn same_page(a: &Url, b: &Url) -> bool {
    let path = |it: &Url| it.path().trim_end_matches('/').to_owned();
    a.host() == b.host()
        && a.port_or_known_default() == b.port_or_known_default()
        && a.query() == b.query()
        && path(a) == path(b)
}

/// Takes off the characters that browsers ignore in an address, and those that
/// could hide a scheme from another reader.
fn clean(href: &str) -> String {
    let edge = |it: char| it.is_whitespace() || it.is_control() || it == '\u{feff}';
    href.trim_matches(edge).chars().filter(|it| !it.is_control()).collect()
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|it| it.eq_ignore_ascii_case(start))
}

pub(super) fn shorten(text: &str) -> String {
    text.chars().take(120).collect()
}
