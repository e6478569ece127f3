//! What the names of classes and ids say about an element.
//!
//! `mtbnewsCommentAuthorName`, `comment_author` and `commenttext` are cut into
//! known words; each stands for a role that an element may have in a comment.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::{
    dom::{Dom, NodeId},
    extract::finder,
};

/// Roles, one bit each.
pub(super) const COMMENT: u32 = 1;
pub(super) const AUTHOR: u32 = 1 << 1;
pub(super) const DATE: u32 = 1 << 2;
pub(super) const TEXT: u32 = 1 << 3;
pub(super) const ACTION: u32 = 1 << 4;
pub(super) const BADGE: u32 = 1 << 5;
pub(super) const AVATAR: u32 = 1 << 6;
pub(super) const META: u32 = 1 << 7;
pub(super) const CHILDREN: u32 = 1 << 8;
pub(super) const PING: u32 = 1 << 9;
pub(super) const POST: u32 = 1 << 10;
pub(super) const OTHER: u32 = 1 << 11;
pub(super) const NAME: u32 = 1 << 12;
pub(super) const LIST: u32 = 1 << 13;
pub(super) const STAFF: u32 = 1 << 14;
pub(super) const REMOVED: u32 = 1 << 15;
pub(super) const FEATURED: u32 = 1 << 16;
pub(super) const SCORE: u32 = 1 << 17;
pub(super) const FORM: u32 = 1 << 18;
pub(super) const PICTURE: u32 = 1 << 19;

/// The words, each list with the role it stands for.
const WORDS: &[(u32, &str)] = &[
    (
        COMMENT,
        "comment comments commenting commentaire commentaires comentario comentarios comentari kommentar \
         kommentare kommentarer kommentti kommentit komentar komentarz komentarze komentare komentari \
         commento commenti reactie reacties reaction discussion discussions discuss yorum yorumlar hozzaszolas \
         hozzaszolasok cmnt cmt cmts dsq disqus wpd wpdiscuz talkback talkbacks leserkommentar \
         leserkommentare usercomment comm pinglun respuesta coment comments-area commentlist opinia",
    ),
    (
        POST,
        "post posts message messages msg topic answer answers reply antwort beitrag bericht wpis",
    ),
    (
        AUTHOR,
        "author autor auteur autore user username usr nick nickname nickmane commenter commentor \
         commentator poster postedby member creator person displayname screenname fn vcard byline \
         by who login kullanici brukernavn gebruiker utente usuario avtor profilename hcard by-line",
    ),
    (NAME, "name"),
    (
        DATE,
        "date datum time timestamp datetime datestamp timeago ago posted postedon when published \
         pubdate created age fecha zeit uhrzeit data-time dateline tarih vaqt timendate clock day datetimes",
    ),
    (
        TEXT,
        "text content contents body message msg copy desc description markdown md inhalt texte \
         contenu texto testo commtext prose cooked rte bbcode bbwrapper said tekst contenttext bodytext \
         copytext messagetext innhold postcontent postbody userpost",
    ),
    (
        ACTION,
        "reply replylink replyto respond report reports flag abuse like likes liked dislike vote votes voting \
         voter upvote downvote rating rate rates share sharing permalink edit delete remove action actions tool \
         tools toolbar control controls button buttons btn menu menus option options translate trns toggle \
         moderate moderation signature sig score karma points nav navigation navs dropdown tooltip \
         sprite social subscribe login counter count ad ads advert advertisement sponsored reactions \
         likers replyform thumbs cta spam complain quote-link edited modified lastedit awaiting expand \
         collapse unsubscribe responder antworten repondre replybutton lastediteddate onstory togg votelinks logged",
    ),
    (
        BADGE,
        "badge badges rank role roles usertitle label says flair verified moderator level reputation rep joined \
         location position number index floor uid separator sep sepr divider usergroup membergroup \
         memberlevel num counter postcount userinfo stats online offline star stars poster_ip bullet sr screen-reader hidden-accessible status",
    ),
    (
        AVATAR,
        "avatar avatars gravatar userpic portrait userphoto usericon ava profilephoto",
    ),
    (PICTURE, "photo pic picture thumb icon icons image img"),
    (
        META,
        "meta metadata metas head header heading info details footer foot top bottom submitted intro \
         attribution profile postinfo infos comhead title otherdetails subject tagline bar meta-info credit credits",
    ),
    (
        CHILDREN,
        "children child replies nested indent indented thread threaded sub subcomments responses answers kids descendants chain",
    ),
    (PING, "pingback pingbacks trackback trackbacks ping pings tb"),
    (
        LIST,
        "list listing liste area wrap wrapper box section container block holder thread tree feed stream items content",
    ),
    (
        STAFF,
        "bypostauthor staff admin administrator moderator blog-author isauthor postauthor authorcomment owner op submitter editor",
    ),
    (REMOVED, "deleted removed tombstone trashed dead banned"),
    (
        FEATURED,
        "featured pinned pick picks highlighted recommended sticky toplevel-featured promoted stickied editorspick",
    ),
    (
        SCORE,
        "score votes vote points karma likes rating upvotes upvote thumbs count result",
    ),
    (FORM, "form respond replyform commentform textarea editor formular"),
    (
        OTHER,
        "related recommended recent latest popular trending widget sidebar footer testimonial testimonials review \
         reviews product products author-list teaser teasers recirc carousel slider promo newsletter \
         nav navigation menu breadcrumb bio about similar suggested more-from mostread archive archives crosssell",
    ),
];

static READER: LazyLock<(AhoCorasick, Vec<u32>)> = LazyLock::new(|| {
    let mut all: Vec<(&str, u32)> = Vec::new();
    for (role, list) in WORDS {
        for word in list.split_ascii_whitespace() {
            match all.iter_mut().find(|it| it.0 == word) {
                Some(it) => it.1 |= role,
                None => all.push((word, *role)),
            }
        }
    }
    let reader = finder::of_words()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(all.iter().map(|it| it.0))
        .expect("a list of short words makes a small automaton");
    (reader, all.into_iter().map(|it| it.1).collect())
});

/// What the names of every element say, with how deep each node is.
#[derive(Debug)]
pub(super) struct Words {
    roles: Vec<u32>,
    depths: Vec<u32>,
    /// How many characters can be seen before each node.
    seen: Vec<u32>,
}

impl Words {
    /// Reads the names of every element of a page, in one pass.
    pub(super) fn new(dom: &Dom) -> Self {
        let mut roles = vec![0; dom.len()];
        let mut depths = vec![0; dom.len()];
        let mut seen = Vec::with_capacity(dom.len() + 1);
        let mut sum = 0;
        let classes = dom.by_class(read);
        for id in dom.subtree(Dom::ROOT) {
            let at = id.0 as usize;
            if let Some(parent) = dom.parent(id) {
                depths[at] = depths[parent.0 as usize] + 1;
            }
            if dom.is_element(id) {
                roles[at] = classes.of(dom, id) | read(dom.html_id(id));
                let kind = dom.attr(id, "itemtype").unwrap_or_default();
                if kind.ends_with("/Comment") || dom.attr_has(id, "itemprop", "comment") {
                    roles[at] |= COMMENT;
                }
            }
            seen.push(sum);
            if dom.is_text(id) {
                sum += dom.shown(id);
            }
        }
        seen.push(sum);
        Self { roles, depths, seen }
    }

    /// Returns the roles of an element.
    pub(super) fn of(&self, id: NodeId) -> u32 {
        self.roles[id.0 as usize]
    }

    /// Returns whether an element has any of some roles.
    pub(super) fn any(&self, id: NodeId, roles: u32) -> bool {
        self.of(id) & roles != 0
    }

    /// Returns how many characters can be seen between two nodes.
    pub(super) fn between(&self, start: NodeId, end: NodeId) -> usize {
        let last = self.seen.len() - 1;
        let at = |it: NodeId| self.seen[(it.0 as usize).min(last)];
        (at(end) - at(start)) as usize
    }

    /// Returns how many characters can be seen inside a node.
    pub(super) fn size(&self, dom: &Dom, id: NodeId) -> usize {
        self.between(id, dom.end(id))
    }

    /// Returns how many ancestors a node has.
    pub(super) fn depth(&self, id: NodeId) -> u32 {
        self.depths[id.0 as usize]
    }
}

/// Returns the roles of the words in a name or a list of names.
///
/// A word counts where a word may start: after anything but a letter, at a
/// capital after a small letter, and right after another known word.
pub(super) fn read(names: &str) -> u32 {
    if names.is_empty() {
        return 0;
    }
    let (reader, roles) = &*READER;
    let bytes = names.as_bytes();
    let starts = |at: usize| {
        at == 0
            || !bytes[at - 1].is_ascii_alphabetic()
            || (bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_uppercase())
    };
    let ends = |at: usize| {
        at >= bytes.len()
            || !bytes[at].is_ascii_alphabetic()
            || (bytes[at - 1].is_ascii_lowercase() && bytes[at].is_ascii_uppercase())
    };
    let mut found = 0;
    let mut before = (usize::MAX, 0);
    for it in reader.find_iter(names) {
        let joined = before.0 == it.start();
        let mut role = roles[it.pattern().as_usize()];
        // `text-muted` is about the look of a text.
        let alone = it.start() == 0 || bytes[it.start() - 1].is_ascii_whitespace();
        if alone
            && bytes.get(it.end()) == Some(&b'-')
            && names[it.range()].eq_ignore_ascii_case("text")
        {
            role = 0;
        }
        match (starts(it.start()) || joined, ends(it.end())) {
            (true, true) => found |= role | if joined { before.1 } else { 0 },
            // The first half of a word made of two.
            (true, false) => before = (it.end(), role),
            (false, _) => (),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_known_words() {
        assert_eq!(read("mtbnewsCommentAuthorName"), COMMENT | AUTHOR | NAME);
        assert_eq!(read("commenttext"), COMMENT | TEXT);
        assert_eq!(read("comment_author vcard"), COMMENT | AUTHOR);
        assert_eq!(read("context timeline updates"), 0);
        assert_eq!(read("comment-12"), COMMENT);
    }
}
