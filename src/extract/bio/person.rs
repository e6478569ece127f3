//! Who a note is about, and what its box says of them besides.

use serde_json::Value;
use url::Url;

use crate::{
    article::{Address, Author, Image},
    dom::{Dom, NodeId},
    extract::{Page, lines::Line},
};

use super::phrases::DESCRIBES;

/// The names in a box.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The first author that the box names.
    pub(super) author: Option<usize>,
    /// The name the box gives, whoever's it is.
    pub(super) name: Option<String>,
    pub(super) all: Vec<String>,
}

/// Reads the names in a box: what its markup calls a name, then its headings,
/// then the name its text begins with.
pub(super) fn named(
    dom: &Dom,
    around: NodeId,
    lines: &[&Line],
    authors: &[Author],
) -> Named {
    let mut all: Vec<String> = Vec::new();
    for id in dom.subtree(around).filter(|it| dom.is_element(*it)) {
        let class = dom.class(id).to_ascii_lowercase();
        let says = dom.attr_has(id, "itemprop", "name")
            || dom.attr_has(id, "rel", "author")
            || class.split_ascii_whitespace().any(|it| {
                matches!(it, "fn" | "p-name" | "name")
                    || it.contains("author") && it.contains("name")
                    || it.contains("auth") && it.ends_with("_name")
            });
        if says {
            let text = dom.words(id);
            let text = text
                .trim_matches(|it: char| !it.is_alphanumeric() && it != '.')
                .to_owned();
            if (3..60).contains(&text.len())
                && !all.contains(&text)
                && text.split(' ').count() <= 6
            {
                all.push(text);
            }
        }
    }
    for line in lines.iter().filter(|it| it.place.heading && it.text.len() < 60) {
        if opening_name(&line.text).is_some_and(|it| it.len() == line.text.len()) {
            all.push(line.text.clone());
        }
    }
    if let Some(it) = lines.iter().find_map(|it| {
        opening_name(&it.text).filter(|name| describes(&it.text[name.len()..]))
    }) {
        all.push(it);
    }
    let mut author =
        authors.iter().position(|it| all.iter().any(|name| same(name, &it.name)));
    if author.is_none() {
        let whole: Vec<&str> = lines.iter().map(|it| it.text.as_str()).collect();
        let whole = whole.join("\n");
        author =
            authors.iter().position(|it| 5 < it.name.len() && whole.contains(&it.name));
    }
    if author.is_none() {
        author = authors.iter().position(|it| {
            dom.named(around, "img").any(|img| {
                dom.attr(img, "alt")
                    .is_some_and(|alt| 5 < it.name.len() && alt.contains(&it.name))
            })
        });
    }
    let name = all.iter().find(|it| opening_name(it).is_some()).or(all.first()).cloned();
    Named { author, name, all }
}

/// Whether two names are one person's as far as spelling tells.
fn same(a: &str, b: &str) -> bool {
    let plain = |it: &str| -> String {
        it.to_lowercase().chars().filter(|it| it.is_alphanumeric()).collect()
    };
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && (a == b || 5 < b.len() && a.ends_with(&b))
}

/// Reads a person's name off the front of a text: two to five words that begin
/// with capitals, with the small words names have.
pub(super) fn opening_name(text: &str) -> Option<String> {
    let mut end = 0;
    let mut at = 0;
    let mut count = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end();
        let cut = bare.trim_end_matches([',', ':', ';', '.', '\'', '’', '”', ')', '(']);
        let capital = cut.chars().next().is_some_and(char::is_uppercase)
            && cut
                .chars()
                .all(|it| it.is_alphabetic() || matches!(it, '-' | '.' | '’' | '\''));
        let small = matches!(
            cut,
            "de" | "van"
                | "von"
                | "der"
                | "den"
                | "la"
                | "le"
                | "di"
                | "da"
                | "dos"
                | "del"
                | "bin"
                | "al"
                | "el"
                | "y"
                | "ten"
                | "zu"
        );
        if capital && count < 5 {
            count += 1;
            let initial = bare.ends_with('.') && cut.chars().count() <= 2;
            end = at + if initial { bare.len() } else { cut.len() };
            if cut.len() < bare.len() && !initial {
                break;
            }
        } else if !(small && count != 0 && bare == cut) {
            break;
        }
        at += word.len();
    }
    let first = text.split(' ').next().unwrap_or_default().to_lowercase();
    let grammar = matches!(
        first.as_str(),
        "the"
            | "this"
            | "that"
            | "a"
            | "an"
            | "in"
            | "on"
            | "at"
            | "he"
            | "she"
            | "they"
            | "it"
            | "we"
            | "i"
            | "as"
            | "for"
            | "about"
            | "read"
            | "by"
            | "with"
            | "our"
            | "my"
            | "der"
            | "die"
            | "das"
            | "le"
            | "la"
            | "les"
            | "el"
            | "los"
            | "il"
            | "published"
            | "more"
            | "also"
            | "follow"
            | "dr"
            | "photo"
            | "image"
            | "share"
            | "written"
            | "editor"
            | "former"
            | "latest"
            | "hi"
            | "hello"
    );
    (2..=5).contains(&count).then_some(())?;
    (!grammar).then(|| text[..end].to_owned())
}

/// Whether what follows a name goes on to describe its bearer.
pub(super) fn describes(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['’', '\'', '”', '"', '*']);
    let rest = rest.trim_start();
    let rest = rest.trim_start_matches(['\u{200b}', '\u{feff}']);
    if rest.starts_with([',', '(', '（', '，', '：', '은', '는', 'は', '、', '，'])
    {
        return rest.len() > 20;
    }
    let word = rest
        .split(|it: char| it.is_whitespace() || matches!(it, ',' | '.'))
        .next()
        .unwrap_or_default();
    if DESCRIBES.contains(&word.to_lowercase().as_str()) {
        return true;
    }
    // What somebody does in a picture or film is no description of them.
    let shown = matches!(
        word,
        "reveals"
            | "says"
            | "explains"
            | "discusses"
            | "breaks"
            | "reacts"
            | "joins"
            | "shares"
            | "looks"
            | "shows"
            | "talks"
            | "asks"
            | "tells"
            | "recaps"
            | "previews"
            | "poses"
            | "speaks"
            | "arrives"
            | "attends"
    );
    if shown {
        return false;
    }
    // Any verb will do, if it stands where a verb does: "A. Keeper tends lamps".
    word.ends_with('s') && word.len() > 3 && word.starts_with(char::is_lowercase)
}

/// Whether a paragraph goes on about the person that the one before named.
pub(super) fn goes_on(text: &str, before: &str) -> bool {
    let first = text.split([' ', ',', '’', '\'']).next().unwrap_or_default();
    let pronoun = matches!(
        first,
        "He" | "She"
            | "They"
            | "His"
            | "Her"
            | "Their"
            | "Er"
            | "Sie"
            | "Il"
            | "Elle"
            | "Ha"
            | "Es"
            | "Ele"
            | "Ela"
            | "Hij"
            | "Zij"
            | "Он"
            | "Она"
            | "Han"
            | "Hon"
            | "Hun"
            | "Follow"
            | "You"
    );
    let name = opening_name(before).unwrap_or_default();
    pronoun || 2 < first.len() && name.split(' ').any(|it| it == first)
}

/// Takes from a box its picture and its links to pages about the author.
pub(super) fn enrich(page: &Page<'_>, around: NodeId, author: &mut Author) {
    if author.portrait.is_none() {
        author.portrait = portrait(page, around);
    }
    links(page, around, author);
}

fn portrait(page: &Page<'_>, around: NodeId) -> Option<Image> {
    let dom = page.dom;
    dom.named(around, "img").find_map(|img| {
        let sources = ["data-src", "data-lazy-src", "data-original", "src"];
        let src = sources.iter().find_map(|it| page.resolve(dom.attr(img, it)?))?;
        let side = |name| dom.attr(img, name)?.trim().parse::<u32>().ok();
        let size = side("width").zip(side("height"));
        if size.is_some_and(|it| it.0 < 24) {
            return None;
        }
        let alt = dom.attr(img, "alt").unwrap_or_default().trim().to_owned();
        Some(Image { address: Address::Web(src), alt, size })
    })
}

/// Hosts whose pages are somebody's own.
const PROFILES: &[&str] = &[
    "twitter.com",
    "x.com",
    "facebook.com",
    "linkedin.com",
    "instagram.com",
    "github.com",
    "youtube.com",
    "bsky.app",
    "threads.net",
    "medium.com",
    "substack.com",
    "orcid.org",
    "mastodon.social",
    "t.me",
    "tiktok.com",
    "vk.com",
    "pinterest.com",
    "muckrack.com",
    "tumblr.com",
    "xing.com",
    "weibo.com",
    "flickr.com",
    "goodreads.com",
];

/// Takes the links of a note that lead to the author's own pages.
pub(super) fn links(page: &Page<'_>, around: NodeId, author: &mut Author) {
    let dom = page.dom;
    for link in dom.subtree(around).filter(|it| dom.name(*it) == "a") {
        let Some(url) = dom.attr(link, "href").and_then(|it| page.resolve(it)) else {
            continue;
        };
        let text = dom.words(link);
        let own = dom.attr_has(link, "rel", "me")
            || dom.attr_has(link, "rel", "author")
            || dom.has_class(link, "u-url")
            || same(&text, &author.name);
        if (own || is_profile(&url))
            && !author.urls.contains(&url)
            && author.urls.len() < 12
        {
            author.urls.push(url);
        }
    }
}

/// Whether an address is somebody's page on a network, and not a button that
/// shares this one.
fn is_profile(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let known = PROFILES.iter().any(|it| {
        host.strip_suffix(it).is_some_and(|it| it.is_empty() || it.ends_with('.'))
    });
    let path = url.path().to_ascii_lowercase();
    let shares = ["share", "intent", "sharer", "/status/", "/watch", "/p/", "/posts/"];
    known && path.len() > 1 && !shares.iter().any(|it| path.contains(it))
}

/// Returns the name and description of every person that the structured data
/// calls an author, in page order.
pub(super) fn descriptions(page: &Page<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut open: Vec<&Value> = page.json_ld.iter().rev().collect();
    let mut budget = 20_000;
    while let Some(value) = open.pop() {
        budget -= 1;
        if budget == 0 {
            break;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => {
                let text =
                    |name: &str| fields.get(name).and_then(Value::as_str).map(str::trim);
                let person = match fields.get("@type") {
                    Some(Value::String(it)) => it == "Person",
                    Some(Value::Array(all)) => all.iter().any(|it| it == "Person"),
                    _ => false,
                };
                if person
                    && let (Some(name), Some(about)) = (text("name"), text("description"))
                {
                    found.push((name.to_owned(), about.to_owned()));
                }
                open.extend(
                    fields.values().rev().filter(|it| it.is_object() || it.is_array()),
                );
            }
            _ => (),
        }
    }
    found
}

#[cfg(test)]
mod tests;
