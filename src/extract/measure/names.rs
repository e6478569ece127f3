//! What the names that authors of pages give to elements say about them.
//!
//! Names are hints and no more: every rule that reads one also looks at what
//! the element holds.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::{
    dom::{ByClass, Dom, NodeId},
    extract::finder,
};

/// What the names of an element hint at, a set of bits.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub(crate) struct Names(u32);

impl Names {
    pub(crate) const NONE: Self = Self(0);
    /// The text of an article.
    pub(crate) const CONTENT: Self = Self(1);
    /// What readers said.
    pub(crate) const COMMENT: Self = Self(1 << 1);
    /// Other articles to read.
    pub(crate) const RELATED: Self = Self(1 << 2);
    /// Buttons for sharing, printing, saving.
    pub(crate) const SHARE: Self = Self(1 << 3);
    /// Forms to sign up, and calls to pay.
    pub(crate) const SIGNUP: Self = Self(1 << 4);
    /// Advertising.
    pub(crate) const ADVERT: Self = Self(1 << 5);
    /// Ways to other pages of the site.
    pub(crate) const MENU: Self = Self(1 << 6);
    /// Who wrote it, and when.
    pub(crate) const BYLINE: Self = Self(1 << 7);
    /// Tags and categories.
    pub(crate) const TAGS: Self = Self(1 << 8);
    /// A column or bar at the side.
    pub(crate) const SIDE: Self = Self(1 << 9);
    /// The foot of the page.
    pub(crate) const FOOTER: Self = Self(1 << 10);
    /// What to know about cookies and terms.
    pub(crate) const CONSENT: Self = Self(1 << 11);
    /// A caption or credit.
    pub(crate) const CAPTION: Self = Self(1 << 12);
    /// The headline.
    pub(crate) const TITLE: Self = Self(1 << 13);
    /// What stands between the headline and the text.
    pub(crate) const DEK: Self = Self(1 << 14);
    /// Something laid over the page, or shown to some readers alone.
    pub(crate) const OVERLAY: Self = Self(1 << 15);
    /// A note about the author.
    pub(crate) const BIO: Self = Self(1 << 16);
    /// The head of the page.
    pub(crate) const HEADER: Self = Self(1 << 17);
    /// Text that only screen readers see.
    pub(crate) const UNSEEN: Self = Self(1 << 18);
    /// Stars and votes.
    pub(crate) const RATING: Self = Self(1 << 19);
    /// A post quoted from a social network.
    pub(crate) const POST: Self = Self(1 << 20);
    /// Footnotes, references, sources.
    pub(crate) const NOTES: Self = Self(1 << 21);

    /// A link that looks like a button.
    pub(crate) const BUTTON: Self = Self(1 << 22);
    /// A player of films or sound.
    pub(crate) const PLAYER: Self = Self(1 << 23);
    /// What the site leaves out when the page is printed.
    pub(crate) const UNPRINTED: Self = Self(1 << 24);

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }

    pub(crate) const fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// Where in a name a word must stand.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Edge {
    /// It is a whole word of the name.
    Word,
    /// A word of the name begins with it.
    Start,
    /// It is the whole name.
    Whole,
}

use Edge::{Start, Whole, Word};

#[rustfmt::skip]
const WORDS: &[(&str, Edge, Names)] = &[
    // The text.
    ("article-body", Word, Names::CONTENT), ("articlebody", Word, Names::CONTENT),
    ("article-content", Word, Names::CONTENT), ("articlecontent", Word, Names::CONTENT),
    ("article__content", Word, Names::CONTENT), ("article__body", Word, Names::CONTENT),
    ("article-text", Word, Names::CONTENT), ("articletext", Word, Names::CONTENT),
    ("article_body", Word, Names::CONTENT), ("article_content", Word, Names::CONTENT),
    ("article-copy", Word, Names::CONTENT), ("article-main", Word, Names::CONTENT),
    ("story-body", Word, Names::CONTENT), ("storybody", Word, Names::CONTENT),
    ("story-content", Word, Names::CONTENT), ("story-text", Word, Names::CONTENT),
    ("story__body", Word, Names::CONTENT), ("story__content", Word, Names::CONTENT),
    ("entry-content", Word, Names::CONTENT), ("e-content", Whole, Names::CONTENT),
    ("entry__content", Word, Names::CONTENT), ("entry-body", Word, Names::CONTENT),
    ("post-content", Word, Names::CONTENT), ("post-body", Word, Names::CONTENT),
    ("postcontent", Word, Names::CONTENT), ("postbody", Word, Names::CONTENT),
    ("post__content", Word, Names::CONTENT), ("post-text", Word, Names::CONTENT),
    ("post_content", Word, Names::CONTENT), ("post-entry", Word, Names::CONTENT),
    ("blog-content", Word, Names::CONTENT), ("blog-post-content", Word, Names::CONTENT),
    ("content-body", Word, Names::CONTENT), ("body-content", Word, Names::CONTENT),
    ("body-copy", Word, Names::CONTENT), ("bodytext", Word, Names::CONTENT),
    ("body-text", Word, Names::CONTENT), ("news-content", Word, Names::CONTENT),
    ("article-inner", Word, Names::CONTENT), ("single-content", Word, Names::CONTENT),
    ("rich-text", Word, Names::CONTENT), ("richtext", Word, Names::CONTENT),
    ("td-post-content", Word, Names::CONTENT), ("text-content", Word, Names::CONTENT),
    // Readers.
    ("comment", Word, Names::COMMENT), ("disqus", Start, Names::COMMENT),
    ("commentlist", Start, Names::COMMENT), ("respond", Whole, Names::COMMENT),
    ("discussion", Word, Names::COMMENT), ("livefyre", Start, Names::COMMENT),
    ("viafoura", Start, Names::COMMENT), ("coral", Word, Names::COMMENT),
    // Other articles.
    ("related", Start, Names::RELATED), ("recommend", Start, Names::RELATED),
    ("recirc", Start, Names::RELATED), ("taboola", Start, Names::RELATED),
    ("outbrain", Start, Names::RELATED), ("trending", Word, Names::RELATED),
    ("most-read", Word, Names::RELATED), ("mostread", Word, Names::RELATED),
    ("most-popular", Word, Names::RELATED), ("popular-posts", Word, Names::RELATED),
    ("read-more", Word, Names::RELATED), ("readmore", Word, Names::RELATED),
    ("read-next", Word, Names::RELATED), ("readnext", Word, Names::RELATED),
    ("read-also", Word, Names::RELATED), ("see-also", Word, Names::RELATED),
    ("more-from", Word, Names::RELATED), ("morefrom", Word, Names::RELATED),
    ("more-on", Word, Names::RELATED), ("more-stories", Word, Names::RELATED),
    ("up-next", Word, Names::RELATED), ("upnext", Word, Names::RELATED),
    ("next-article", Word, Names::RELATED), ("next-post", Word, Names::RELATED),
    ("nextpost", Word, Names::RELATED), ("you-may", Word, Names::RELATED),
    ("youmay", Start, Names::RELATED), ("also-like", Word, Names::RELATED),
    ("similar", Word, Names::RELATED), ("suggested", Word, Names::RELATED),
    ("further-reading", Word, Names::RELATED), ("zergnet", Start, Names::RELATED),
    ("latest-news", Word, Names::RELATED), ("latest-posts", Word, Names::RELATED),
    ("latest-stories", Word, Names::RELATED), ("recent-posts", Word, Names::RELATED),
    ("teaser", Word, Names::RELATED), ("yarpp", Start, Names::RELATED),
    ("jp-relatedposts", Whole, Names::RELATED), ("rp4wp", Start, Names::RELATED),
    ("crp", Word, Names::RELATED), ("promo", Word, Names::RELATED),
    ("interlink", Start, Names::RELATED), ("inline-link", Word, Names::RELATED),
    // Sharing.
    ("share", Word, Names::SHARE), ("sharing", Word, Names::SHARE),
    ("sharebar", Start, Names::SHARE), ("sharedaddy", Start, Names::SHARE),
    ("sharetools", Start, Names::SHARE), ("sharebuttons", Start, Names::SHARE),
    ("social", Word, Names::SHARE), ("socials", Word, Names::SHARE),
    ("addtoany", Start, Names::SHARE), ("addthis", Start, Names::SHARE),
    ("a2a", Word, Names::SHARE), ("sharethis", Start, Names::SHARE),
    ("follow", Word, Names::SHARE), ("followus", Start, Names::SHARE),
    ("toolbar", Word, Names::SHARE), ("print-button", Word, Names::SHARE),
    ("bookmark", Word, Names::SHARE), ("article-tools", Word, Names::SHARE),
    ("article-actions", Word, Names::SHARE), ("post-actions", Word, Names::SHARE),
    ("jp-likes", Start, Names::SHARE), ("likes-widget", Word, Names::SHARE),
("listen", Word, Names::SHARE),
    // Signing up.
    ("newsletter", Start, Names::SIGNUP), ("subscribe", Start, Names::SIGNUP),
    ("subscription", Start, Names::SIGNUP), ("signup", Word, Names::SIGNUP),
    ("sign-up", Word, Names::SIGNUP), ("optin", Word, Names::SIGNUP),
    ("opt-in", Word, Names::SIGNUP), ("mailchimp", Start, Names::SIGNUP),
    ("mc_embed", Start, Names::SIGNUP), ("mc4wp", Start, Names::SIGNUP),
    ("donate", Word, Names::SIGNUP),
    ("donation", Word, Names::SIGNUP), ("regwall", Word, Names::SIGNUP),
    ("registration", Word, Names::SIGNUP), ("login", Word, Names::SIGNUP),
    ("membership", Word, Names::SIGNUP), ("call-to-action", Word, Names::SIGNUP),
    ("cta", Word, Names::SIGNUP), ("lead-gen", Word, Names::SIGNUP),
    // Advertising.
    ("ad", Word, Names::ADVERT), ("ads", Word, Names::ADVERT),
    ("advert", Start, Names::ADVERT), ("adslot", Start, Names::ADVERT),
    ("adsense", Start, Names::ADVERT), ("adsbygoogle", Start, Names::ADVERT),
    ("adbox", Start, Names::ADVERT), ("adwrap", Start, Names::ADVERT),
    ("banner", Word, Names::ADVERT), ("sponsor", Start, Names::ADVERT),
    ("dfp", Word, Names::ADVERT), ("gpt", Word, Names::ADVERT),
    ("outstream", Word, Names::ADVERT), ("disclosure", Word, Names::ADVERT),
    ("affiliate-disclosure", Word, Names::ADVERT), ("affiliate-disclaimer", Word, Names::ADVERT),
    ("boilerplate", Word, Names::ADVERT),
    // Ways elsewhere.
    ("nav", Word, Names::MENU), ("navbar", Start, Names::MENU),
    ("navigation", Word, Names::MENU), ("menu", Word, Names::MENU),
    ("submenu", Word, Names::MENU), ("breadcrumb", Start, Names::MENU),
    ("pagination", Start, Names::MENU), ("pager", Word, Names::MENU),
    ("skip-link", Word, Names::MENU), ("jump-link", Word, Names::MENU),
    ("toc", Word, Names::MENU), ("table-of-contents", Word, Names::MENU),
    ("ez-toc", Start, Names::MENU), ("lwptoc", Start, Names::MENU),
    ("prev-next", Word, Names::MENU), ("search", Word, Names::MENU),
    // Who and when.
    ("byline", Start, Names::BYLINE), ("author", Word, Names::BYLINE),
    ("authors", Word, Names::BYLINE), ("dateline", Word, Names::BYLINE),
    ("timestamp", Word, Names::BYLINE), ("date", Word, Names::BYLINE),
    ("publish", Start, Names::BYLINE), ("pubdate", Start, Names::BYLINE),
    ("entry-meta", Word, Names::BYLINE), ("post-meta", Word, Names::BYLINE),
    ("article-meta", Word, Names::BYLINE), ("postmeta", Word, Names::BYLINE),
    ("article__meta", Word, Names::BYLINE), ("meta-info", Word, Names::BYLINE),
    ("post-info", Word, Names::BYLINE), ("article-info", Word, Names::BYLINE),
    ("meta", Word, Names::BYLINE), ("contributor", Start, Names::BYLINE),
    ("article-date", Word, Names::BYLINE), ("postdate", Word, Names::BYLINE),
    ("reading-time", Word, Names::BYLINE), ("read-time", Word, Names::BYLINE),
    ("readtime", Word, Names::BYLINE), ("time-to-read", Word, Names::BYLINE),
    ("posted-on", Word, Names::BYLINE), ("writer", Word, Names::BYLINE),
    ("vcard", Word, Names::BYLINE), ("eyebrow", Word, Names::BYLINE),
    ("kicker", Word, Names::BYLINE),
    // Tags.
    ("tags", Word, Names::TAGS), ("tag", Word, Names::TAGS),
    ("tag-list", Word, Names::TAGS), ("taglist", Word, Names::TAGS),
    ("tagcloud", Word, Names::TAGS), ("cat-links", Word, Names::TAGS),
    ("categories", Word, Names::TAGS), ("topics", Word, Names::TAGS),
    ("keywords", Word, Names::TAGS), ("tags-links", Word, Names::TAGS),
    ("filed-under", Word, Names::TAGS),
    // The rest of the page.
    ("sidebar", Start, Names::SIDE), ("aside", Word, Names::SIDE),
    ("widget", Word, Names::SIDE), ("rail", Word, Names::SIDE),
    ("side-bar", Word, Names::SIDE), ("complementary", Whole, Names::SIDE),
    ("footer", Word, Names::FOOTER), ("contentinfo", Whole, Names::FOOTER),
    ("copyright", Word, Names::FOOTER), ("disclaimer", Word, Names::FOOTER),
    ("masthead", Word, Names::HEADER), ("site-header", Word, Names::HEADER),
    ("header", Word, Names::HEADER), ("topbar", Word, Names::HEADER),
    ("cookie", Start, Names::CONSENT), ("consent", Word, Names::CONSENT),
    ("gdpr", Word, Names::CONSENT), ("onetrust", Start, Names::CONSENT),
    ("cmp", Word, Names::CONSENT), ("ccpa", Word, Names::CONSENT),
    ("privacy-bar", Word, Names::CONSENT), ("privacy-banner", Word, Names::CONSENT),
    ("privacy-notice", Word, Names::CONSENT), ("privacy-modal", Word, Names::CONSENT),
    ("dialog", Whole, Names::OVERLAY), ("alertdialog", Whole, Names::OVERLAY),
    ("modal", Word, Names::OVERLAY), ("popup", Word, Names::OVERLAY),
    ("pop-up", Word, Names::OVERLAY), ("overlay", Word, Names::OVERLAY),
    ("lightbox", Word, Names::OVERLAY), ("tooltip", Word, Names::OVERLAY),
    ("dropdown", Word, Names::OVERLAY), ("offcanvas", Word, Names::OVERLAY),
    ("sr-only", Word, Names::UNSEEN), ("screen-reader", Word, Names::UNSEEN),
    ("visually-hidden", Word, Names::UNSEEN), ("visuallyhidden", Word, Names::UNSEEN),
    ("screenreader", Start, Names::UNSEEN), ("a11y-hidden", Word, Names::UNSEEN),
    ("print-only", Word, Names::UNSEEN),
    // What the site itself leaves out when it prints the page.
    ("hidden-print", Word, Names::UNPRINTED), ("no-print", Word, Names::UNPRINTED),
    ("d-print-none", Word, Names::UNPRINTED), ("print:hidden", Word, Names::UNPRINTED),
    ("print-hidden", Word, Names::UNPRINTED), ("print-hide", Word, Names::UNPRINTED),
    ("hide-print", Word, Names::UNPRINTED), ("hide-for-print", Word, Names::UNPRINTED),
    ("donotprint", Word, Names::UNPRINTED), ("do-not-print", Word, Names::UNPRINTED),
    ("dont-print", Word, Names::UNPRINTED), ("noprint", Word, Names::UNPRINTED),
    // Parts of an article.
    ("caption", Word, Names::CAPTION), ("figcaption", Word, Names::CAPTION),
    ("credit", Word, Names::CAPTION), ("photo-credit", Word, Names::CAPTION),
    ("imagecredit", Word, Names::CAPTION), ("wp-caption-text", Whole, Names::CAPTION),
    ("copyright-holder", Word, Names::CAPTION),
    ("headline", Word, Names::TITLE), ("entry-title", Word, Names::TITLE),
    ("post-title", Word, Names::TITLE), ("article-title", Word, Names::TITLE),
    ("page-title", Word, Names::TITLE),
    ("subtitle", Word, Names::DEK), ("subheadline", Word, Names::DEK),
    ("standfirst", Word, Names::DEK), ("dek", Word, Names::DEK),
    ("deck", Word, Names::DEK), ("subhead", Word, Names::DEK),
    ("author-bio", Word, Names::BIO), ("about-author", Word, Names::BIO),
    ("author-box", Word, Names::BIO), ("authorbox", Word, Names::BIO),
    ("author-info", Word, Names::BIO), ("author-description", Word, Names::BIO),
    ("about-the-author", Word, Names::BIO), ("author-card", Word, Names::BIO),
    ("biography", Word, Names::BIO), ("bio", Word, Names::BIO),
    ("rating", Start, Names::RATING), ("ratings", Word, Names::RATING),
    ("vote", Word, Names::RATING), ("feedback", Word, Names::RATING),
    ("was-this-helpful", Word, Names::RATING), ("helpful", Word, Names::RATING),
    ("twitter-tweet", Word, Names::POST), ("tweet", Word, Names::POST),
    ("instagram-media", Word, Names::POST), ("fb-post", Word, Names::POST),
    ("tiktok-embed", Word, Names::POST), ("reddit-card", Word, Names::POST),
    ("bluesky-embed", Word, Names::POST), ("mastodon-embed", Word, Names::POST),
    ("reddit-embed", Word, Names::POST),
    ("button", Word, Names::BUTTON), ("btn", Word, Names::BUTTON),
    ("player", Word, Names::PLAYER), ("jwplayer", Start, Names::PLAYER),
    ("video-js", Start, Names::PLAYER), ("videoplayer", Start, Names::PLAYER),
    ("audio-player", Word, Names::PLAYER),
    ("footnote", Start, Names::NOTES), ("endnote", Start, Names::NOTES),
    ("references", Word, Names::NOTES), ("reflist", Word, Names::NOTES),
    ("sources", Word, Names::NOTES), ("bibliography", Word, Names::NOTES),
];

static MATCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    finder::of_words()
        .ascii_case_insensitive(true)
        .match_kind(MatchKind::Standard)
        .build(WORDS.iter().map(|it| it.0))
        .expect("the words are few and short")
});

/// Attributes besides `class` and `id` in which pages name their parts.
const NAMING: &[&str] = &["role", "data-testid", "data-component", "data-module"];

/// Returns what the classes of a page hint at.
pub(super) fn classes(dom: &Dom) -> ByClass<Names> {
    dom.by_class(read)
}

/// Returns what the names of an element hint at.
pub(super) fn of(dom: &Dom, id: NodeId, classes: &ByClass<Names>) -> Names {
    let others = NAMING.iter().filter_map(|it| dom.attr(id, it));
    // What screen readers call a part of the page.
    let spoken =
        matches!(dom.name(id), "aside" | "section").then(|| dom.attr(id, "aria-label"));
    let others = others.chain(spoken.flatten()).chain([dom.html_id(id)]);
    let others = others.filter(|it| !it.is_empty());
    others.fold(*classes.of(dom, id), |names, it| names.or(read(it)))
}

/// Returns what one attribute hints at.
fn read(value: &str) -> Names {
    let bytes = value.as_bytes();
    let mut names = Names::NONE;
    for found in MATCHER.find_overlapping_iter(value) {
        let (_, edge, says) = WORDS[found.pattern().as_usize()];
        if names.0 & says.0 == says.0 {
            continue;
        }
        if found.len() <= 3 && is_among_digits(bytes, found.start(), found.end()) {
            continue;
        }
        let fits = match edge {
            Word => begins(bytes, found.start()) && ends(bytes, found.end()),
            Start => begins(bytes, found.start()),
            Whole => {
                found.start().checked_sub(1).is_none_or(|it| bytes[it] == b' ')
                    && bytes.get(found.end()).is_none_or(|it| *it == b' ')
            }
        };
        if fits {
            names = names.or(says);
        }
    }
    names
}

/// Returns whether letters stand among digits, as in numbers that are written
/// with letters: `4d27-ad34e7`. A number after a word is none: `ad300`.
fn is_among_digits(name: &[u8], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|it| name[it]);
    let after = name[end..].iter().find(|it| !it.is_ascii_digit());
    before.is_some_and(|it| it.is_ascii_digit())
        || name.get(end).is_some_and(u8::is_ascii_digit)
            && after.is_some_and(u8::is_ascii_alphabetic)
}

/// Returns whether a word begins here: after a sign, or at a capital letter.
fn begins(name: &[u8], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|it| name[it]) else {
        return true;
    };
    !before.is_ascii_alphabetic()
        || (before.is_ascii_lowercase() && name[at].is_ascii_uppercase())
}

/// Returns whether a word ends here, give or take the `s` of the plural.
fn ends(name: &[u8], at: usize) -> bool {
    let over = |at: usize| {
        name.get(at).is_none_or(|it| {
            !it.is_ascii_alphabetic()
                || (it.is_ascii_uppercase() && name[at - 1].is_ascii_lowercase())
        })
    };
    over(at) || (name[at].eq_ignore_ascii_case(&b's') && over(at + 1))
}

#[cfg(test)]
mod tests {
    use super::{Names, read};

    #[test]
    fn reads_words_between_signs_and_humps() {
        assert!(read("post__related-links").any(Names::RELATED));
        assert!(read("ArticlePage_relatedStories__x1").any(Names::RELATED));
        assert!(read("c-newsletter").any(Names::SIGNUP));
        assert!(read("share-buttons").any(Names::SHARE));
    }

    #[test]
    fn does_not_read_words_inside_words() {
        assert!(!read("header-shadow").any(Names::ADVERT));
        assert!(!read("unrelated").any(Names::RELATED));
        assert!(!read("metadata").any(Names::BYLINE));
        assert!(!read("block-a2-ad34e7").any(Names::ADVERT));
        assert!(read("slot-ad300").any(Names::ADVERT));
    }

    #[test]
    fn takes_a_plural_for_the_word() {
        assert!(read("post-comments").any(Names::COMMENT));
        assert!(!read("commentary").any(Names::COMMENT));
    }
}
