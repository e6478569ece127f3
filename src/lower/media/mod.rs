//! Pictures: which of a page's many copies is the largest, and which are none.

mod names;

use std::collections::HashSet;

use crate::{
    article::{Block, Body, Image, Inline, Piece},
    dom::NodeId,
    report::Code,
};

use super::{
    Lowering,
    address::shorten,
    block::{Flow, Step},
};

use self::names::{candidates, is_placeholder, names_picture, stem};

pub(super) use self::names::is_copy;

/// Attributes that scripts load pictures from, best first.
const LAZY: &[&str] = &[
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-full-src",
    "data-orig-file",
    "data-large-file",
    "data-large_image",
    "data-hi-res-src",
    "data-lazyload",
    "data-img-src",
    "data-image-src",
    "data-lazy",
    "data-url",
    "data-actualsrc",
    "data-original-src",
    "data-echo",
    "data-defer-src",
    "data-image",
    "data-retina",
    "data-src-large",
    "data-flickity-lazyload",
    "nitro-lazy-src",
];

/// Attributes with several copies of a picture.
const SETS: &[&str] = &[
    "srcset",
    "data-srcset",
    "data-lazy-srcset",
    "lazy-srcset",
    "data-src-set",
    "nitro-lazy-srcset",
];

impl Lowering<'_> {
    pub(super) fn picture(&mut self, flow: &mut Flow, id: NodeId, name: &str) -> Step {
        let dom = self.dom;
        if name == "picture" {
            // The `img` inside is the picture; `source` holds its copies.
            if dom.named(id, "img").next().is_some() {
                return Step::Into(super::block::Close::Nothing);
            }
            return match self.image(id) {
                Some(image) => {
                    self.put_image(flow, id, image);
                    Step::Over
                }
                None => Step::Into(super::block::Close::Nothing),
            };
        }
        if !self.exact
            && let Some(text) = self.as_character(id)
        {
            flow.run.text(&self.open, &text);
            return Step::Over;
        }
        if let Some(math) = self.drawn_math(id) {
            flow.run.put(&self.open, Inline::Math(math));
            return Step::Over;
        }
        let said = self.report.entries.len();
        match self.image(id) {
            Some(image) => self.put_image(flow, id, image),
            None => self.describe(flow, id, said),
        }
        Step::Over
    }

    /// Keeps what a picture shows, in words, where its address may not be kept.
    /// `said` is how much had been reported before that.
    fn describe(&mut self, flow: &mut Flow, id: NodeId, said: usize) {
        let alt = self.dom.attr(id, "alt").unwrap_or_default().trim();
        let refused = said < self.report.entries.len();
        if alt.is_empty() || self.is_counter(id) {
            return;
        }
        if !(refused || self.exact) {
            self.unloaded.insert(collapse(alt));
            return;
        }
        if !refused {
            let source = self.dom.attr(id, "src").unwrap_or_default();
            self.report.add(Code::AddressDropped, shorten(source));
        }
        flow.run.text(&self.open, alt);
    }

    /// Says which pictures have no address, given what the page holds instead of
    /// them: mostly another copy, or a caption that says the same.
    pub(super) fn tell_unloaded(&mut self, body: &Body) {
        if self.unloaded.is_empty() {
            return;
        }
        let text = body.text();
        let mut shown: HashSet<&str> = text.lines().collect();
        body.walk(&mut |piece| match piece {
            Piece::Block(Block::Image(it)) | Piece::Inline(Inline::Image(it)) => {
                shown.insert(&it.alt);
            }
            Piece::Block(_) | Piece::Inline(_) => (),
        });
        for alt in std::mem::take(&mut self.unloaded) {
            if !shown.contains(&*alt) {
                self.report.add(Code::PictureUnloaded, shorten(&alt));
            }
        }
    }

    pub(super) fn put_image(&mut self, flow: &mut Flow, id: NodeId, image: Image) {
        let starts_line = flow.run.is_empty();
        if starts_line
            && !self.exact
            && self.open.is_empty()
            && self.is_set_apart(id, &image)
        {
            Self::push(flow, [Block::Image(image)]);
        } else {
            flow.run.put(&self.open, Inline::Image(image));
        }
    }

    /// Returns whether a picture at the start of a line stands beside the text
    /// rather than in it.
    fn is_set_apart(&self, id: NodeId, image: &Image) -> bool {
        let class = self.dom.class(id);
        image.size.is_some_and(|it| 100 <= it.0 && 60 <= it.1)
            || [
                "alignleft",
                "alignright",
                "aligncenter",
                "alignnone",
                "size-",
                "wp-image-",
            ]
            .iter()
            .any(|it| class.contains(it))
    }

    /// Reads a picture; nothing if it is no picture at all.
    pub(super) fn image(&mut self, id: NodeId) -> Option<Image> {
        let dom = self.dom;
        if self.is_counter(id) {
            return None;
        }
        let mut best: Option<(f64, String)> = None;
        let mut offer = |weight: f64, source: &str| {
            if !is_placeholder(source) && best.as_ref().is_none_or(|it| it.0 < weight) {
                best = Some((weight, source.to_owned()));
            }
        };
        let around = dom.parent(id).filter(|it| dom.name(*it) == "picture");
        let sources = around.into_iter().chain([id]).flat_map(|it| {
            dom.elements(it).filter(|it| dom.name(*it) == "source").take(32)
        });
        for it in sources.chain([id]) {
            for name in SETS {
                for (source, weight) in
                    dom.attr(it, name).into_iter().flat_map(candidates)
                {
                    offer(weight, source);
                }
            }
        }
        // What was saved along with the page is at hand, and the rest may be gone.
        if let Some(saved) = dom.attr(id, "src").filter(|it| self.is_beside(it)) {
            best = Some((f64::INFINITY, saved.to_owned()));
        }
        let largest = best.as_ref().map_or(0.0, |it| it.0);
        let lazy = LAZY.iter().filter_map(|it| dom.attr(id, it)).find(|it| {
            !it.trim().is_empty()
                && !is_placeholder(it)
                && !it.trim_start().starts_with('{')
        });
        let plain = dom.attr(id, "src").filter(|it| !is_placeholder(it));
        // One copy without a width beats none, but not a set that says more.
        let single = lazy
            .or(plain)
            .or_else(|| dom.attr(id, "href"))
            .or_else(|| dom.attr(id, "xlink:href"));
        let source = match (best, single) {
            (Some((_, it)), None) => it,
            (Some((_, it)), Some(_)) if 1.0 < largest => it,
            (_, Some(it)) => it.to_owned(),
            (None, None) => self.larger(id)?.to_owned(),
        };
        let address = match self.source(&source) {
            Some(it) => it,
            None => self.source(plain?)?,
        };
        let alt = dom.attr(id, "alt").unwrap_or_default();
        let alt = if self.exact { alt.to_owned() } else { collapse(alt) };
        Some(Image { address, alt, size: self.size(id) })
    }

    /// Returns where a link around a picture leads, if that is a picture: who opens
    /// it sees the same one, larger.
    fn larger(&self, id: NodeId) -> Option<&str> {
        let around = self.dom.ancestors(id).take(4).find(|it| self.dom.name(*it) == "a");
        self.dom.attr(around?, "href").filter(|it| names_picture(it) && !self.exact)
    }

    /// Reads the width and height of an element, in pixels.
    pub(super) fn size(&self, id: NodeId) -> Option<(u32, u32)> {
        let side = |name| {
            let text = self.dom.attr(id, name)?.trim();
            let number = text.strip_suffix("px").unwrap_or(text).trim();
            let number = number.split('.').next()?;
            number.parse::<u32>().ok().filter(|it| (1..=30_000).contains(it))
        };
        Some((side("width")?, side("height")?))
    }

    /// Returns whether a picture is there to be counted, not to be seen.
    fn is_counter(&self, id: NodeId) -> bool {
        let tiny = |name| {
            self.dom.attr(id, name).is_some_and(|it| {
                matches!(it.trim().trim_end_matches("px"), "0" | "1" | "2")
            })
        };
        tiny("width") && tiny("height")
            || self.styled(id, "width", &["1px", "0", "0px"])
                && self.styled(id, "height", &["1px", "0", "0px"])
    }

    /// Returns the character that a picture stands for.
    fn as_character(&self, id: NodeId) -> Option<String> {
        let dom = self.dom;
        let alt = dom.attr(id, "alt")?.trim();
        let class = dom.class(id).to_ascii_lowercase();
        let named = class.split_ascii_whitespace().any(|it| {
            matches!(
                it,
                "emoji" | "wp-smiley" | "smiley" | "twemoji" | "emojione" | "joypixels"
            )
        });
        let is_emoji = |it: char| !it.is_ascii() && !it.is_alphabetic();
        let pictograph = !alt.is_empty()
            && alt.chars().count() <= 8
            && alt.chars().all(|it| is_emoji(it) || it.is_ascii_digit() || it == '#');
        (named && !alt.is_empty() && alt.chars().count() <= 40
            || pictograph && alt.chars().any(is_emoji))
        .then(|| alt.to_owned())
    }

    /// Returns whether a `noscript` only repeats the picture beside it.
    pub(super) fn repeats_picture(&mut self, id: NodeId) -> bool {
        let dom = self.dom;
        if !dom.text(id).trim().is_empty() {
            return false;
        }
        let Some(inner) = dom.named(id, "img").next() else { return false };
        let beside = [dom.previous(id), dom.next(id)].into_iter().flatten().map(|it| {
            match dom.is_text(it) {
                true if it < id => dom.previous(it).unwrap_or(it),
                true => dom.next(it).unwrap_or(it),
                false => it,
            }
        });
        let beside: Vec<NodeId> = beside
            .filter_map(|it| {
                dom.subtree(it)
                    .take(24)
                    .find(|it| matches!(dom.name(*it), "img" | "amp-img"))
            })
            .collect();
        let Some(own) = self.image(inner) else { return true };
        beside.into_iter().any(|it| {
            self.image(it).is_some_and(|it| {
                stem(it.address.as_str()) == stem(own.address.as_str())
                    || !own.alt.is_empty() && it.alt == own.alt
            })
        })
    }
}

/// Collapses white space.
pub(super) fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
