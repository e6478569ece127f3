//! Whose page this is: a notice names somebody else.

use url::Url;

use crate::{
    article::{Metadata, Provenance},
    extract::Page,
};

/// The names and hosts that a page goes by.
#[derive(Debug, Default)]
pub(super) struct Own {
    names: Vec<String>,
    hosts: Vec<String>,
}

/// How a named publisher is related to the page's own outlet.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Kinship {
    /// It is the outlet itself.
    Same,
    /// It is another edition of the same house, such as its sister abroad.
    Sister,
    Other,
}

impl Own {
    pub(super) fn new(page: &Page<'_>, card: &Metadata, provenance: &Provenance) -> Self {
        let mut own = Self::default();
        let outlet = provenance.outlet.as_ref();
        if let Some(outlet) = outlet {
            own.name(&outlet.name);
        }
        for name in ["og:site_name", "application-name", "twitter:site"] {
            if let Some(it) = page.meta(name)
                && it != card.title
            {
                own.name(it.trim_start_matches('@'));
            }
        }
        own.title_tail(page);
        let address = |it: &str| page.meta(it).and_then(|it| Url::parse(it).ok());
        let known = page
            .url
            .cloned()
            .or_else(|| address("og:url"))
            .or_else(|| card.url.clone())
            .or_else(|| outlet.and_then(|it| it.url.clone()))
            .or_else(|| canonical(page));
        own.hosts.extend(known.as_ref().and_then(site));
        own
    }

    /// Takes the last part of the page's title, which is often the outlet.
    fn title_tail(&mut self, page: &Page<'_>) {
        if let Some(last) = title_tail(page) {
            self.name(&last);
        }
    }

    /// Gives up a site that is known from the canonical address alone, when a notice
    /// says that another outlet, of whose names the page has none, printed the text
    /// there. Returns whether it did.
    pub(super) fn gives_up(&mut self, url: &Url, name: &str) -> bool {
        let Some(site) = site(url) else { return false };
        let house = label(&site).replace('-', "");
        // What the site is called after its address says nothing of its own.
        self.names.retain(|it| *it != house);
        let name = plain(name);
        let known = |it: &String| {
            *it == name || it.contains(&house) || house.contains(it.as_str())
        };
        if self.names.is_empty() || self.names.iter().any(known) {
            return false;
        }
        self.hosts.retain(|it| *it != site);
        true
    }

    fn name(&mut self, name: &str) {
        let name = plain(name);
        if !name.is_empty() && !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// Returns whether an address is on the page's own site.
    pub(super) fn holds(&self, url: &Url) -> bool {
        site(url).is_some_and(|it| self.hosts.iter().any(|own| related(own, &it)))
    }

    /// Returns how a publisher is related to the page.
    pub(super) fn kinship(&self, name: &str, url: Option<&Url>) -> Kinship {
        let plain = plain(name);
        let same = self.names.contains(&plain)
            || self.hosts.iter().any(|it| {
                label(it) == plain || it.replace(['.', '-'], "") == plain.replace('.', "")
            });
        if same {
            return Kinship::Same;
        }
        match url {
            Some(url) if self.holds(url) => {
                let house = self.hosts.iter().map(|it| label(it));
                let mut all = house.chain(self.names.iter().map(String::as_str));
                if all.any(|it| 2 < it.len() && plain.contains(it)) {
                    Kinship::Sister
                } else {
                    Kinship::Same
                }
            }
            _ => Kinship::Other,
        }
    }

    /// Returns whether an address is another site's, beyond the ways one outlet
    /// has more than one host: subdomains, country endings, staging copies.
    pub(super) fn excludes(&self, url: &Url) -> bool {
        let Some(other) = site(url) else { return false };
        if self.hosts.is_empty() || self.holds(url) {
            return false;
        }
        let name = label(&other);
        let known = self.names.iter().any(|it| it == name);
        let spelt = |it: &String| it.contains(name) || name.contains(label(it));
        !known && !self.hosts.iter().any(spelt)
    }
}

/// Returns the last part of the page's title, if it has several.
pub(super) fn title_tail(page: &Page<'_>) -> Option<String> {
    let title = page.dom.named(page.html, "title").next()?;
    let title = page.dom.words(title);
    let parts: Vec<&str> = title
        .split(['|', '–', '—', '·', '_', '-', '«', '»', ':'])
        .map(str::trim)
        .collect();
    match parts.as_slice() {
        [_, .., last] => Some((*last).to_owned()),
        _ => None,
    }
}

/// Returns the address in the page's canonical link.
pub(super) fn canonical(page: &Page<'_>) -> Option<Url> {
    let dom = page.dom;
    let link =
        dom.named(page.html, "link").find(|it| dom.attr_has(*it, "rel", "canonical"))?;
    page.resolve(dom.attr(link, "href")?)
}

/// Returns the part of an address's host that one owner has: the last two
/// labels, or three under a shared ending such as `co.uk`.
pub(super) fn site(url: &Url) -> Option<String> {
    let host = url.domain()?.to_ascii_lowercase();
    let labels: Vec<&str> = host.split('.').collect();
    let count = labels.len();
    let shared = count > 2
        && labels[count - 1].len() == 2
        && (labels[count - 2].len() <= 2
            || matches!(
                labels[count - 2],
                "com" | "org" | "net" | "gov" | "edu" | "ltd"
            ));
    // Each subdomain of these belongs to somebody else.
    let hosting = count > 2
        && matches!(
            labels[count - 2],
            "wordpress"
                | "blogspot"
                | "substack"
                | "tumblr"
                | "github"
                | "medium"
                | "typepad"
                | "livejournal"
                | "weebly"
                | "wixsite"
                | "ghost"
        );
    let keep = if shared || hosting { 3 } else { 2 };
    Some(labels[count.saturating_sub(keep)..].join("."))
}

/// Returns the first label of a site: `paper` of `paper.co.uk`.
pub(super) fn label(site: &str) -> &str {
    site.split('.').next().unwrap_or(site)
}

/// Two sites that differ in the ending alone are taken for one outlet's.
fn related(a: &str, b: &str) -> bool {
    a == b || (label(a) == label(b) && 3 < label(a).len())
}

/// A name without what does not tell outlets apart: case, spaces, marks, the
/// article, the ending of its host, and words such as "magazine".
pub(super) fn plain(name: &str) -> String {
    let lower = name.trim().to_lowercase();
    let lower = lower.strip_prefix("https://").unwrap_or(&lower);
    let lower = lower.strip_prefix("www.").unwrap_or(lower);
    let host = lower.contains('.') && !lower.contains(' ');
    let lower = if host { lower.split('.').next().unwrap_or(lower) } else { lower };
    let words: Vec<String> = lower
        .split_whitespace()
        .map(|it| it.chars().filter(|it| it.is_alphanumeric()).collect::<String>())
        .filter(|it| {
            !matches!(
                it.as_str(),
                "" | "the"
                    | "der"
                    | "die"
                    | "das"
                    | "le"
                    | "la"
                    | "el"
                    | "magazine"
                    | "magazin"
                    | "revista"
                    | "online"
                    | "website"
                    | "blog"
                    | "newspaper"
            )
        })
        .collect();
    words.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(name: &str, host: &str) -> Own {
        let mut own = Own::default();
        own.name(name);
        own.hosts.push(host.to_owned());
        own
    }

    #[test]
    fn knows_itself_by_any_spelling() {
        let own = own("The Lantern", "lantern.example");
        for name in ["Lantern", "the lantern", "Lantern Magazine", "lantern.example"] {
            assert_eq!(own.kinship(name, None), Kinship::Same, "{name}");
        }
        assert_eq!(own.kinship("The Harbour", None), Kinship::Other);
    }

    #[test]
    fn tells_a_sister_from_itself() {
        let own = own("Lantern", "lantern.example");
        let url = Url::parse("https://www.lantern.example/fr").unwrap();
        assert_eq!(own.kinship("Lantern Belgium", Some(&url)), Kinship::Sister);
        assert_eq!(own.kinship("Volume twelve", Some(&url)), Kinship::Same);
    }

    #[test]
    fn takes_other_hosts_of_one_outlet_for_its_own() {
        let own = own("Lantern", "lantern.example");
        let excludes = |it: &str| own.excludes(&Url::parse(it).unwrap());
        assert!(!excludes("https://staging.lantern.example/a"));
        assert!(!excludes("https://lantern.test/a"));
        assert!(excludes("https://harbour.test/a"));
    }
}
