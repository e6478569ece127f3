//! What the classes and ids of elements say that they hold.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::extract::finder;

/// What a class or id says that an element holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Hint {
    Title,
    Author,
    Byline,
    Date,
    Updated,
    Dek,
    Tags,
    Category,
    /// The name that never changes.
    Uid,
    /// Something about other articles or about the site.
    Side,
}

/// The words of class names, what they hint at, and whether they count only as
/// a word of their own.
const HINTS: &[(&str, Hint, bool)] = &[
    ("headline", Hint::Title, false),
    ("entry-title", Hint::Title, false),
    ("post-title", Hint::Title, false),
    ("posttitle", Hint::Title, false),
    ("article-title", Hint::Title, false),
    ("articletitle", Hint::Title, false),
    ("p-name", Hint::Title, true),
    ("title", Hint::Title, true),
    ("author", Hint::Author, false),
    ("byline", Hint::Byline, false),
    ("by-line", Hint::Byline, false),
    ("writer", Hint::Author, true),
    ("contributor", Hint::Author, true),
    ("journalist", Hint::Author, true),
    ("columnist", Hint::Author, true),
    ("reporter", Hint::Author, true),
    ("autor", Hint::Author, true),
    ("auteur", Hint::Author, true),
    ("autore", Hint::Author, true),
    ("verfasser", Hint::Author, true),
    ("redacteur", Hint::Author, true),
    ("zuozhe", Hint::Author, true),
    ("vcard", Hint::Author, true),
    ("h-card", Hint::Author, true),
    ("posted-by", Hint::Byline, false),
    ("postedby", Hint::Byline, false),
    ("written-by", Hint::Byline, false),
    ("submitted", Hint::Byline, true),
    ("credits", Hint::Byline, true),
    ("postmeta", Hint::Byline, true),
    ("post-meta", Hint::Byline, false),
    ("entry-meta", Hint::Byline, false),
    ("article-meta", Hint::Byline, false),
    ("meta", Hint::Byline, true),
    ("date", Hint::Date, true),
    ("datum", Hint::Date, true),
    ("fecha", Hint::Date, true),
    ("data", Hint::Date, true),
    ("time", Hint::Date, true),
    ("timestamp", Hint::Date, false),
    ("datetime", Hint::Date, false),
    ("pubdate", Hint::Date, false),
    ("publish", Hint::Date, false),
    ("posted", Hint::Date, true),
    ("updated", Hint::Updated, true),
    ("modified", Hint::Updated, true),
    ("subtitle", Hint::Dek, false),
    ("sub-title", Hint::Dek, false),
    ("subheadline", Hint::Dek, false),
    ("subhead", Hint::Dek, true),
    ("dek", Hint::Dek, true),
    ("deck", Hint::Dek, true),
    ("standfirst", Hint::Dek, false),
    ("lede", Hint::Dek, true),
    ("p-summary", Hint::Dek, true),
    ("tag", Hint::Tags, true),
    ("tags", Hint::Tags, true),
    ("taglist", Hint::Tags, false),
    ("keywords", Hint::Tags, true),
    ("topics", Hint::Tags, true),
    ("category", Hint::Category, true),
    ("categories", Hint::Category, true),
    ("cat-links", Hint::Category, false),
    ("u-uid", Hint::Uid, true),
    ("related", Hint::Side, true),
    ("recommended", Hint::Side, true),
    ("recommendations", Hint::Side, true),
    ("sidebar", Hint::Side, true),
    ("popular", Hint::Side, true),
    ("trending", Hint::Side, true),
    ("most-read", Hint::Side, false),
    ("mostread", Hint::Side, false),
    ("read-more", Hint::Side, false),
    ("readmore", Hint::Side, false),
    ("read-next", Hint::Side, false),
    ("next-post", Hint::Side, false),
    ("latest", Hint::Side, true),
    ("recent", Hint::Side, true),
    ("footer", Hint::Side, true),
    ("newsletter", Hint::Side, true),
    ("navbar", Hint::Side, false),
    ("nav", Hint::Side, true),
    ("menu", Hint::Side, true),
    ("masthead", Hint::Side, true),
    ("comments", Hint::Side, true),
    ("comment", Hint::Side, true),
    ("respond", Hint::Side, true),
    ("teaser", Hint::Side, true),
    ("carousel", Hint::Side, true),
    ("promo", Hint::Side, true),
    ("upsell", Hint::Side, true),
    ("cookie", Hint::Side, false),
    ("modal", Hint::Side, true),
    ("popup", Hint::Side, true),
];

static PATTERNS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let words = HINTS.iter().map(|it| it.0);
    let built = finder::of_words().ascii_case_insensitive(true).build(words);
    built.expect("the table is small and constant")
});

/// Returns what a list of classes or an id hints at.
pub(super) fn hints(value: &str) -> Vec<Hint> {
    let mut found = Vec::new();
    if value.len() > 400 {
        return found;
    }
    let bytes = value.as_bytes();
    for it in PATTERNS.find_overlapping_iter(value) {
        let (_, hint, alone) = HINTS[it.pattern().as_usize()];
        let (start, end) = (it.start(), it.end());
        let before = start.checked_sub(1).map(|it| bytes[it]);
        let after = bytes.get(end).copied();
        let humps = |a: u8, b: u8| a.is_ascii_lowercase() && b.is_ascii_uppercase();
        let starts =
            before.is_none_or(|it| !it.is_ascii_alphabetic() || humps(it, bytes[start]));
        let ends =
            after.is_none_or(|it| !it.is_ascii_alphabetic() || humps(bytes[end - 1], it));
        if alone && !(starts && ends) {
            continue;
        }
        // "has-sidebar" is a layout, not a sidebar.
        let layout = hint == Hint::Side
            && ["has-", "no-", "with-"].iter().any(|it| value[..start].ends_with(it));
        if !layout {
            found.push(hint);
        }
    }
    found
}
