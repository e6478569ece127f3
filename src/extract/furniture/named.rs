//! Parts that are called what they are.

use crate::{
    dom::{NodeId, is_media},
    extract::measure::Names,
};

use super::{Context, MOST, links};

const KINDS: &[(Names, &str)] = &[
    (Names::COMMENT, "named: comments"),
    (Names::RELATED, "named: related"),
    (Names::SHARE, "named: sharing"),
    (Names::SIGNUP, "named: sign-up"),
    (Names::ADVERT, "named: advertising"),
    (Names::MENU, "named: menu"),
    (Names::CONSENT, "named: consent"),
    (Names::OVERLAY, "named: overlay"),
    (Names::TAGS, "named: tags"),
    (Names::RATING, "named: rating"),
    (Names::BIO, "named: author"),
    (Names::BYLINE, "named: byline"),
    (Names::PLAYER, "named: player"),
    (Names::UNPRINTED, "named: not for print"),
];

/// The kinds of names that can be believed on this page.
///
/// A name that is given to much of the text does not mean what it says.
pub(super) struct Believed {
    kinds: Vec<bool>,
    headline: Option<NodeId>,
}

impl Believed {
    pub(super) fn new(cx: &Context<'_>) -> Self {
        let mut inside = vec![0_u32; KINDS.len()];
        let mut ends = vec![NodeId(0); KINDS.len()];
        for root in cx.roots {
            for id in cx.dom.descendants(*root) {
                let names = cx.measure.names(id);
                if names.is_none() || !is_part(cx, id) {
                    continue;
                }
                for (i, (kind, _)) in KINDS.iter().enumerate() {
                    if names.any(*kind) && ends[i] <= id && cx.is_small(id) {
                        inside[i] += cx.count(id).prose;
                        ends[i] = cx.dom.end(id);
                    }
                }
            }
        }
        let most = 1.5 * MOST * cx.prose as f32;
        let kinds = inside.iter().map(|it| *it as f32 <= most).collect();
        let title = &cx.card.title;
        let headline = cx.roots.iter().flat_map(|it| cx.dom.named(*it, "h1"));
        let headline = headline
            .filter(|_| !title.is_empty())
            .take(MOST_HEADLINES)
            .find(|it| cx.dom.words(*it).contains(title));
        Self { kinds, headline }
    }

    /// Cuts parts by their names, as long as they hold little of the text.
    pub(super) fn rule(&self, cx: &Context<'_>, id: NodeId) -> Option<&'static str> {
        let names = cx.measure.names(id);
        if names.is_none() || !is_part(cx, id) {
            return None;
        }
        // What readers say may well be longer than what they say it about.
        if names.any(Names::COMMENT)
            && cx.roots.first().is_some_and(|root| {
                500 < cx.measure.to(id).prose.saturating_sub(cx.measure.to(*root).prose)
            })
            && cx.dom.named(id, "h1").next().is_none()
        {
            return Some("named: comments");
        }
        if is_consent(cx, id, names) {
            return Some("named: consent");
        }
        if names.any(Names::SIDE)
            && let Some(headline) = self.headline
            && is_beside(cx, id, headline)
        {
            return Some("named: side");
        }
        if !cx.is_small(id) {
            return None;
        }
        // What a picture is called says how it is shown, not what it is.
        if (is_media(cx.dom.name(id)) || is_frame(cx, id)) && !names.any(Names::ADVERT) {
            return None;
        }
        // Films and maps are not printed, but are part of the article.
        if cx.count(id).chars == 0 && names.any(Names::UNPRINTED) {
            return None;
        }
        let found =
            KINDS.iter().zip(&self.kinds).find(|(it, is)| **is && names.any(it.0))?;
        // What it plays is part of the article; the words on its buttons are not.
        if found.0.0 == Names::PLAYER && plays(cx, id) {
            return None;
        }
        // A card that leads to what the text speaks of is no button.
        if found.0.0 == Names::SHARE && is_card(cx, id) {
            return None;
        }
        // Whoever said a quotation is its author too.
        if found.0.0 == Names::BYLINE && is_quoted(cx, id) {
            return None;
        }
        Some(found.0.1)
    }
}

/// How many headings are looked at for the headline.
const MOST_HEADLINES: usize = 40;
/// How many links there are at least in a column beside the text.
const LINKS: usize = 5;

/// Returns whether an element is a column beside the one that has the headline, which
/// may hold more than the article.
fn is_beside(cx: &Context<'_>, id: NodeId, headline: NodeId) -> bool {
    let dom = cx.dom;
    let Some(parent) = dom.parent(id) else { return false };
    dom.name(id) != "section"
        && dom.contains(parent, headline)
        && !dom.contains(id, headline)
        && dom.parent(headline) != Some(parent)
        && LINKS <= dom.named(id, "a").take(LINKS).count()
        && 500 < cx.prose.saturating_sub(cx.count(id).prose)
}

/// How often what is laid over a page about cookies names them.
const COOKIES: usize = 4;
/// How much of it is read, in bytes.
const MOST_READ: usize = 8000;

/// Returns whether an element is what is laid over a page to ask about cookies,
/// which may be longer than the article.
fn is_consent(cx: &Context<'_>, id: NodeId, names: Names) -> bool {
    names.any(Names::CONSENT)
        && names.any(Names::OVERLAY)
        && cx.dom.named(id, "h1").next().is_none()
        && 500 < cx.prose.saturating_sub(cx.count(id).prose)
        && {
            let text = cx.dom.text(id);
            let text = text[..text.floor_char_boundary(MOST_READ)].to_lowercase();
            COOKIES <= text.matches("cookie").count()
        }
}

/// Returns whether an element of a figure holds its picture and no words.
fn is_frame(cx: &Context<'_>, id: NodeId) -> bool {
    cx.count(id).chars == 0
        && cx.dom.named(id, "img").next().is_some()
        && cx.dom.ancestors(id).take(4).any(|it| cx.dom.name(it) == "figure")
}

/// Returns whether an element holds a recording that has an address.
fn plays(cx: &Context<'_>, id: NodeId) -> bool {
    let dom = cx.dom;
    let address = |it: NodeId| {
        let it = dom.attr(it, "src").or_else(|| dom.attr(it, "data-src"));
        it.is_some_and(|it| !it.is_empty() && !it.starts_with("blob:"))
    };
    dom.subtree(id).take(MOST_NODES).any(|it| match dom.name(it) {
        "audio" | "video" => address(it) || dom.named(it, "source").take(4).any(address),
        "iframe" => address(it),
        _ => false,
    })
}

/// How much the link of a card says at least, in characters.
const LEAST_CARD: u32 = 40;

/// Returns whether an element is one link that says where it leads, on another site.
fn is_card(cx: &Context<'_>, id: NodeId) -> bool {
    let dom = cx.dom;
    let count = cx.count(id);
    let boxed = dom.ancestors(id).take(4).find(|it| dom.name(*it) == "a");
    let link = boxed.or_else(|| dom.subtree(id).take(4).find(|it| dom.name(*it) == "a"));
    link.is_some_and(|link| {
        let words = cx.count(link).chars;
        LEAST_CARD <= words && count.chars <= words && !links::stays_on_site(cx, link)
    })
}

/// How many nodes of a player are looked through.
const MOST_NODES: usize = 200;

/// Returns whether an element is part of what is quoted from somebody.
fn is_quoted(cx: &Context<'_>, id: NodeId) -> bool {
    let dom = cx.dom;
    std::iter::once(id).chain(dom.ancestors(id).take(4)).any(|it| {
        let class = dom.class(it);
        dom.name(it) == "blockquote"
            || ["quote", "testimonial", "review"].iter().any(|word| class.contains(word))
    })
}

/// Returns whether an element may be a part of its own.
fn is_part(cx: &Context<'_>, id: NodeId) -> bool {
    cx.is_whole(id)
        && !matches!(
            cx.dom.name(id),
            "html"
                | "body"
                | "main"
                | "article"
                | "p"
                | "h2"
                | "h3"
                | "h4"
                | "table"
                | "pre"
                | "code"
                | "blockquote"
                | "figure"
        )
        && !cx.measure.names(id).any(Names::CONTENT)
}
