//! Elements that say they are about the author, by their class, id or data.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use html5ever::local_name;

use crate::{
    dom::{ByClass, Dom, NodeId},
    extract::{Labels, Page, Part, finder},
};

/// How plainly an element says what it is.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Claim {
    /// It has to do with the author.
    Author,
    /// It is what is told about the author.
    Bio,
}

/// The most text that a box about an author holds, in bytes.
const MAX_BOX: usize = 6000;

/// What the elements of a page say that they are.
#[derive(Debug)]
pub(super) struct Claims<'a> {
    dom: &'a Dom,
    classes: ByClass<Said>,
}

/// What a list of classes says.
#[derive(Clone, Copy, Debug)]
struct Said {
    claim: Option<Claim>,
    /// The same of an `article`, whose classes say who wrote it.
    of_article: Option<Claim>,
    comments: bool,
    note: bool,
}

/// Finds the outermost elements that are about an author and nothing else.
pub(super) fn find(
    page: &Page<'_>,
    body: &[NodeId],
    labels: &Labels,
    claims: &Claims<'_>,
) -> Vec<(NodeId, Claim)> {
    let dom = page.dom;
    let mut found = Vec::new();
    let mut at = page.body;
    let end = dom.end(page.body);
    let whole = dom.text(page.body).len();
    while at < end {
        if !dom.is_element(at) {
            at = NodeId(at.0 + 1);
            continue;
        }
        let taken = labels.get(at).is_some_and(|it| it.0 != Part::Furniture);
        if taken || claims.holds_comments(at) {
            at = dom.end(at);
            continue;
        }
        let size = dom.text(at).len();
        let small = size <= 4 * MAX_BOX && size * 2 <= whole.max(1);
        let claim = if small { claims.of(at) } else { None };
        if let Some(claim) = claim
            // White space between elements is no text.
            && (size <= MAX_BOX || full(dom.text(at)) <= MAX_BOX)
            && !body.iter().any(|it| dom.contains(at, *it))
            && dom.named(at, "h1").next().is_none()
        {
            found.push((at, claim));
            at = dom.end(at);
        } else {
            at = NodeId(at.0 + 1);
        }
    }
    found
}

/// How much of a text is not white space.
fn full(text: &str) -> usize {
    text.split_whitespace().map(str::len).sum()
}

impl<'a> Claims<'a> {
    pub(super) fn new(dom: &'a Dom) -> Self {
        let classes = dom.by_class(|class| {
            let tokens = || class.split_ascii_whitespace();
            let best = |article: bool| {
                tokens()
                    .filter(|it| !article || !it.starts_with("author-"))
                    .filter_map(token_claim)
                    .max()
            };
            Said {
                claim: best(false),
                of_article: best(true),
                comments: tokens().any(is_comments),
                note: tokens().any(|it| it.eq_ignore_ascii_case("p-note")),
            }
        });
        Self { dom, classes }
    }

    /// Whether an element holds readers' comments, whoever labels them.
    fn holds_comments(&self, id: NodeId) -> bool {
        let dom = self.dom;
        (self.classes.of(dom, id).comments || is_comments(dom.html_id(id)))
            && !matches!(
                *dom.local(id),
                local_name!("html") | local_name!("body") | local_name!("main")
            )
    }

    /// Reads what an element says it is.
    pub(super) fn of(&self, id: NodeId) -> Option<Claim> {
        let dom = self.dom;
        if matches!(
            *dom.local(id),
            local_name!("body")
                | local_name!("html")
                | local_name!("main")
                | local_name!("img")
                | local_name!("a")
                | local_name!("svg")
                | local_name!("input")
                | local_name!("meta")
                | local_name!("link")
                | local_name!("time")
                | local_name!("script")
                | local_name!("style")
        ) {
            return None;
        }
        let is_article = *dom.local(id) == local_name!("article");
        let said = self.classes.of(dom, id);
        let mut best = if is_article { said.of_article } else { said.claim };
        let names = ["data-component", "data-testid", "data-module", "itemprop"];
        let others = names.iter().filter_map(|it| dom.attr(id, it));
        for token in others.chain([dom.html_id(id)]) {
            if !(is_article && token.starts_with("author-")) {
                best = best.max(token_claim(token));
            }
        }
        if best.is_none() && dom.attr_has(id, "rel", "author") {
            best = Some(Claim::Author);
        }
        // A description inside data about a person.
        if dom.attr_has(id, "itemprop", "description") {
            let mut around = dom.ancestors(id).take(8);
            let person = around.find_map(|it| dom.attr(it, "itemtype"));
            if person.is_some_and(|it| it.ends_with("/Person")) {
                best = Some(Claim::Bio);
            }
        }
        if said.note { Some(Claim::Bio) } else { best }
    }
}

/// Whether a class or an id says that an element holds readers' comments.
fn is_comments(token: &str) -> bool {
    [
        "comment",
        "comments",
        "commentlist",
        "comment-list",
        "comments-area",
        "comments-list",
        "respond",
        "disqus_thread",
        "comment-body",
        "comments-section",
    ]
    .iter()
    .any(|it| token.eq_ignore_ascii_case(it))
}

/// Reads one class or id: its words, and what they say together.
fn token_claim(token: &str) -> Option<Claim> {
    // Most tokens say nothing about anybody, and a page has thousands.
    if token.is_empty() || token.len() > 80 || !HINT.is_match(token) {
        return None;
    }
    let words = split(token);
    let squeezed: String = words.concat();
    let has = |list: &[&str]| words.iter().any(|it| list.contains(&it.as_str()));
    if has(&[
        "comment",
        "comments",
        "commenter",
        "reply",
        "quote",
        "testimonial",
        "testimonials",
        "related",
        "menu",
        "nav",
        "search",
        "form",
        "login",
        "book",
        "books",
        "product",
        "seller",
        "image",
        "thumbnail",
        "video",
        "subscribe",
        "newsletter",
        "archive",
        "topic",
        "topics",
        "company",
        "site",
        "team",
        "brand",
        "cookie",
    ]) {
        return None;
    }
    let author = has(AUTHOR)
        || AUTHOR.iter().any(|it| {
            let rest = squeezed.strip_prefix(it).or_else(|| squeezed.strip_suffix(it));
            rest.is_some_and(|rest| BIO.contains(&rest) || BOX.contains(&rest))
        });
    let bio = has(BIO)
        || BIO.iter().any(|it| {
            let head = squeezed.strip_suffix(it);
            let tail = squeezed.strip_prefix(it);
            let tail = tail.map(|it| it.strip_prefix("the").unwrap_or(it));
            [head, tail].into_iter().flatten().any(|it| AUTHOR.contains(&it))
        });
    let alone = matches!(
        squeezed.as_str(),
        "bio"
            | "bios"
            | "biography"
            | "shortbio"
            | "postbio"
            | "articlebio"
            | "biotext"
            | "biobox"
            | "userabout"
            | "aboutme"
            | "zuozhejianjie"
            | "vita"
            | "biobody"
    ) || has(&["bio", "bios"]);
    match (author, bio) {
        (true, true) => Some(Claim::Bio),
        _ if alone => Some(Claim::Bio),
        (true, false) => Some(Claim::Author),
        (false, _) => None,
    }
}

static HINT: LazyLock<AhoCorasick> = LazyLock::new(|| {
    finder::of_words()
        .ascii_case_insensitive(true)
        .build(HINTS)
        .expect("a list of short words makes a small automaton")
});

/// What every token that has to do with an author contains.
const HINTS: &[&str] = &[
    "auth",
    "autor",
    "auteur",
    "autore",
    "contributor",
    "writer",
    "columnist",
    "byline",
    "redakteur",
    "journalist",
    "guest",
    "blogger",
    "user",
    "forfatter",
    "skribent",
    "yazar",
    "penulis",
    "zuozhe",
    "bio",
    "vita",
    "aboutme",
    "about-me",
    "about_me",
];

const AUTHOR: &[&str] = &[
    "author",
    "authors",
    "autor",
    "autoren",
    "autore",
    "autori",
    "auteur",
    "auteurs",
    "autorin",
    "auth",
    "contributor",
    "contributors",
    "writer",
    "writers",
    "columnist",
    "byline",
    "redakteur",
    "journalist",
    "guest",
    "blogger",
    "user",
    "forfatter",
    "skribent",
    "yazar",
    "penulis",
    "penulis",
    "zuozhe",
    "autorbox",
];

const BIO: &[&str] = &[
    "bio",
    "bios",
    "biography",
    "biographical",
    "about",
    "description",
    "desc",
    "blurb",
    "note",
    "vita",
    "teaser",
    "resume",
    "summary",
    "intro",
    "aboutauthor",
    "profile",
    "details",
];

const BOX: &[&str] = &[
    "box",
    "info",
    "information",
    "card",
    "section",
    "block",
    "footer",
    "content",
    "wrap",
    "wrapper",
    "container",
    "area",
    "text",
    "body",
    "widget",
    "module",
    "panel",
    "data",
    "meta",
];

/// Splits a class at marks and at changes of case.
fn split(token: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut small = false;
    for c in token.chars() {
        if !c.is_ascii_alphabetic() {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            small = false;
            continue;
        }
        if c.is_ascii_uppercase() && small && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        small = c.is_ascii_lowercase();
        word.push(c.to_ascii_lowercase());
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests;
