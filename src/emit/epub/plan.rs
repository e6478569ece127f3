//! What a book must know of every chapter before it writes the first: their
//! order, and where a link from one of them to another leads.
//!
//! A plan keeps a card of each article rather than the article itself, so that
//! a shelf of essays can be read, noted and dropped, then read again one by one.

use std::{cmp::Ordering, collections::HashMap};

use url::Url;

use crate::{
    article::{Address, Article, Date},
    emit::Comments,
    error::Result,
    render,
};

use super::section::{Globs, Section};

/// The chapters of a book, in order.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    cards: Vec<Card>,
    /// Places of cards, in printing order.
    order: Vec<usize>,
    /// The place of a card by each address of its article.
    by_address: HashMap<String, usize>,
    by_path: HashMap<String, usize>,
}

/// The order of the chapters of a book.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Order {
    /// As they were added.
    #[default]
    Given,
    /// By the day they were first published, oldest first; those that name none
    /// last, whichever way the order is turned.
    Date,
    /// By title.
    Title,
    /// By the name their first author is shelved under.
    Author,
    /// By the path of the file they were read from.
    Path,
}

/// What a plan remembers of an article.
#[derive(Clone, Debug)]
pub(super) struct Card {
    pub(super) title: String,
    pub(super) section: Option<String>,
    /// The place of the section among those that were given.
    rank: Option<usize>,
    path: Option<String>,
    published: Option<Date>,
    author: String,
    /// Names that links spell, and the ids that the chapter prints.
    ///
    /// Sorted by the names.
    anchors: Vec<(Box<str>, Box<str>)>,
    /// Names of comments that links spell, and their places.
    comments: Vec<(Box<str>, usize)>,
    /// Whether it has a discussion to print.
    pub(super) discussed: bool,
    /// Whether it says something about its authors.
    pub(super) introduces: bool,
}

/// Where a link from a chapter leads.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Target {
    /// To another place in the book: a card, and an id in it.
    Chapter(usize, Option<String>),
    /// To a comment under an article: a card, and the comment's id.
    Comment(usize, String),
    /// To a chapter, but to a place in it that is not there.
    Broken(usize),
    /// Out of the book.
    Outside,
}

impl Plan {
    /// Notes an article, and returns its place among those noted.
    ///
    /// `path` is the place of its file under the folder that all of them came
    /// from, with `/` between the parts: links between files are resolved by
    /// it.
    pub fn add(&mut self, article: &Article, path: Option<&str>) -> usize {
        let at = self.cards.len();
        let metadata = &article.metadata;
        let original =
            article.provenance.original.as_ref().and_then(|it| it.url.as_ref());
        for url in
            [&metadata.url, &metadata.canonical].into_iter().flatten().chain(original)
        {
            self.by_address.entry(key(url)).or_insert(at);
        }
        let path = path.map(normal);
        if let Some(path) = &path {
            self.by_path.entry(path.clone()).or_insert(at);
        }
        let mut comments = Vec::new();
        for (i, comment) in article.discussion.comments.iter().enumerate() {
            let fragment = comment.url.as_ref().and_then(Url::fragment);
            for name in comment.id.as_deref().into_iter().chain(fragment) {
                comments.push((name.into(), i));
            }
        }
        comments.sort_by(|a: &(Box<str>, usize), b| a.0.cmp(&b.0));
        let language = metadata.language.as_deref();
        let author = article.authors.first();
        self.cards.push(Card {
            title: metadata.title.clone(),
            section: None,
            rank: None,
            path,
            published: metadata.published.or(metadata.updated),
            author: author.map_or_else(String::new, |it| {
                super::people::file_as(&it.name, it.kind, language).to_lowercase()
            }),
            anchors: render::anchors(&article.body)
                .into_iter()
                .map(|(name, id)| (name.into(), id.into()))
                .collect(),
            comments,
            discussed: is_discussed(article),
            introduces: article.authors.iter().any(|it| !it.bio.is_empty()),
        });
        self.order.push(at);
        at
    }

    /// Puts an article into a part of the book. Chapters of a part that follow
    /// each other stand under its title in the table of contents.
    pub fn put_under(&mut self, article: usize, section: impl Into<String>) {
        if let Some(card) = self.cards.get_mut(article) {
            card.section = Some(section.into()).filter(|it| !it.trim().is_empty());
        }
    }

    /// Puts each article into the first section that one of whose patterns
    /// matches its path, and leaves those that no pattern matches where they
    /// are. Returns the sections that no article is in, which the book will not
    /// have.
    ///
    /// # Errors
    ///
    /// Returns a [`BadSetting`](crate::ErrorKind::BadSetting) error on a pattern
    /// that is none.
    pub fn divide<'a>(&mut self, sections: &'a [Section]) -> Result<Vec<&'a Section>> {
        let globs = Globs::of(sections)?;
        let mut empty = vec![true; sections.len()];
        for card in &mut self.cards {
            let path = card.path.as_deref().unwrap_or_default();
            if let Some(at) = globs.first(path) {
                card.section = Some(sections[at].title.clone());
                card.rank = Some(at);
                empty[at] = false;
            }
        }
        Ok(sections.iter().zip(empty).filter(|it| it.1).map(|it| it.0).collect())
    }

    /// Puts the chapters in order, those of a part together.
    ///
    /// Sections that were given come in the order they were given in, other parts
    /// after them in the order in which they are first met.
    pub fn sort(&mut self, by: Order, reverse: bool) {
        let mut ranks: HashMap<&str, (usize, usize)> = HashMap::new();
        for card in &self.cards {
            if let Some(it) = card.section.as_deref() {
                let next = (card.rank.unwrap_or(usize::MAX), ranks.len() + 1);
                ranks.entry(it).or_insert(next);
            }
        }
        // What belongs to no part comes first.
        let part =
            |it: usize| self.cards[it].section.as_deref().map_or((0, 0), |it| ranks[it]);
        let mut order: Vec<usize> = (0..self.cards.len()).collect();
        order.sort_by(|a, b| {
            let cards = (&self.cards[*a], &self.cards[*b]);
            let by_key = by.compare(cards.0, cards.1).then(a.cmp(b));
            let by_key = if reverse { by_key.reverse() } else { by_key };
            // Last, whichever way the others go.
            let undated = |it: &Card| by == Order::Date && it.published.is_none();
            let last = undated(cards.0).cmp(&undated(cards.1));
            part(*a).cmp(&part(*b)).then(last).then(by_key)
        });
        self.order = order;
    }

    /// Returns the places of the articles, as they were added, in printing
    /// order.
    pub fn order(&self) -> &[usize] {
        &self.order
    }

    /// Returns whether any article says something about its authors.
    pub(super) fn introduces(&self) -> bool {
        self.cards.iter().any(|it| it.introduces)
    }

    pub(super) fn card(&self, article: usize) -> &Card {
        &self.cards[article]
    }

    /// Returns where a link from an article leads.
    pub(super) fn target(&self, from: usize, address: &Address) -> Target {
        let (at, fragment) = match address {
            Address::Web(url) => {
                (self.by_address.get(&key(url)).copied(), url.fragment())
            }
            Address::Local(it) => {
                let (path, fragment) = match it.split_once('#') {
                    Some((path, fragment)) => (path, Some(fragment)),
                    None => (it.as_str(), None),
                };
                (self.beside(from, path), fragment)
            }
        };
        let Some(at) = at else { return Target::Outside };
        let Some(name) = fragment.filter(|it| !it.is_empty()) else {
            return Target::Chapter(at, None);
        };
        let name = percent_decoded(name);
        let card = &self.cards[at];
        if let Ok(it) = card.anchors.binary_search_by(|(it, _)| (**it).cmp(&name)) {
            return Target::Chapter(at, Some(card.anchors[it].1.to_string()));
        }
        let comment = card.comments.binary_search_by(|(it, _)| (**it).cmp(&name));
        match comment {
            Ok(it) => Target::Comment(at, format!("c{}", card.comments[it].1 + 1)),
            Err(_) => Target::Broken(at),
        }
    }

    /// Returns the article whose file a path beside another's names.
    fn beside(&self, from: usize, path: &str) -> Option<usize> {
        if path.is_empty() {
            return Some(from);
        }
        let path = percent_decoded(path.split('?').next()?);
        let own = self.cards[from].path.as_deref()?;
        let folder = own.rsplit_once('/').map_or("", |it| it.0);
        let whole = match path.strip_prefix('/') {
            Some(rooted) => normal(rooted),
            None => normal(&format!("{folder}/{path}")),
        };
        let bare = whole.trim_end_matches('/');
        [
            bare,
            &format!("{bare}.md"),
            &format!("{bare}.html"),
            &format!("{bare}/index.html"),
            &format!("{bare}/index.md"),
        ]
        .iter()
        .find_map(|it| self.by_path.get(*it).copied())
    }
}

impl Order {
    fn compare(self, a: &Card, b: &Card) -> Ordering {
        match self {
            Self::Given => Ordering::Equal,
            Self::Date => match (a.published, b.published) {
                (Some(a), Some(b)) => a.instant().cmp(&b.instant()),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => Ordering::Equal,
            },
            Self::Title => a.title.to_lowercase().cmp(&b.title.to_lowercase()),
            Self::Author => a.author.cmp(&b.author),
            Self::Path => a.path.cmp(&b.path),
        }
    }
}

/// Returns whether readers said anything under an article, or may no longer.
pub(super) fn is_discussed(article: &Article) -> bool {
    let it = &article.discussion;
    !it.comments.is_empty() || !it.mentions.is_empty()
}

/// Returns whether a book prints a discussion.
pub(super) fn prints(comments: Comments) -> bool {
    match comments {
        Comments::None => false,
        Comments::End | Comments::File => true,
    }
}

/// Returns an address without what differs between links to the same page.
fn key(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = percent_decoded(url.path());
    let path = path.trim_end_matches('/');
    let path = path
        .strip_suffix("/index.html")
        .or(path.strip_suffix("/index.htm"))
        .or(path.strip_suffix("/index.php"))
        .unwrap_or(path);
    let mut key = format!("{host}{path}");
    let tracking = |it: &str| {
        it.starts_with("utm_") || matches!(it, "fbclid" | "gclid" | "mc_cid" | "mc_eid")
    };
    for (name, value) in url.query_pairs().filter(|(it, _)| !tracking(it)) {
        key.push('&');
        key.push_str(&name);
        key.push('=');
        key.push_str(&value);
    }
    key
}

/// Returns a path without `.`, `..`, empty parts and backslashes.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split(['/', '\\']) {
        match part {
            "" | "." => (),
            ".." => _ = parts.pop(),
            it => parts.push(it),
        }
    }
    parts.join("/")
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = bytes.get(at + 1..at + 3).and_then(|it| std::str::from_utf8(it).ok());
        match code.and_then(|it| u8::from_str_radix(it, 16).ok()) {
            Some(code) if *byte == b'%' => {
                out.push(code);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests;
