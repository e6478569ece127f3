//! Figures: what is shown, what it is called and who made it.

use crate::{
    article::{Block, Figure, Inline, Link},
    dom::{NodeId, is_media},
    report::Code,
};

use super::{
    Lowering,
    block::{Flow, Step},
    credit::{split_credit, trim_credit},
    inline::{is_blank, text_of, trim},
    media,
    signs::{self, Sign},
};

/// An attribute of a figure whose parts are named.
pub(super) const FIGURE: &str = "data-offprint-figure";
/// An attribute that names a part: `caption` or `credit`.
pub(super) const LINE: &str = "data-offprint-line";

impl Lowering<'_> {
    pub(super) fn figure(
        &mut self,
        id: NodeId,
        depth: usize,
        sign: Option<Sign>,
    ) -> Vec<Block> {
        let dom = self.dom;
        if self.exact && dom.attr(id, FIGURE).is_some() {
            return vec![self.exact_figure(id, depth)];
        }
        let captions = self.captions(id);
        // A quotation with its source set under it is a quotation.
        let mut content = self.without(id, &captions, depth + 1);
        let mut caption = Vec::new();
        let mut credit = Vec::new();
        for (at, sign) in captions {
            let (text, by) = if sign == Sign::Credit {
                (Vec::new(), self.inlines(at))
            } else {
                self.caption(at)
            };
            join(&mut caption, text);
            join(&mut credit, by);
        }
        trim_credit(&mut credit);
        if credit.is_empty() {
            credit = split_credit(&mut caption, self.exact);
        }
        content = content.into_iter().map(picture_alone).collect();
        if sign == Some(Sign::Captioned) && content.is_empty() && dom.name(id) != "figure"
        {
            return as_paragraphs(caption, credit);
        }
        if caption.is_empty() && !self.exact {
            caption = last_words(&mut content);
            if credit.is_empty() {
                credit = split_credit(&mut caption, false);
            }
        }
        if let [Block::Quote { attribution, .. }] = &mut *content
            && attribution.is_empty()
            && !self.exact
        {
            *attribution = caption;
            join(attribution, credit);
            return content;
        }
        if let [Block::Aside(_)] = &*content
            && caption.is_empty()
            && credit.is_empty()
        {
            return content;
        }
        if let [Block::Figure(inner)] = &mut *content
            && inner.caption.is_empty()
            && inner.credit.is_empty()
        {
            content = std::mem::take(&mut inner.content);
        }
        let several = sign == Some(Sign::Gallery) || 1 < content.len();
        let pictures = content
            .iter()
            .all(|it| matches!(it, Block::Image(_) | Block::Figure(_) | Block::Embed(_)));
        if caption.is_empty()
            && credit.is_empty()
            && !(several && pictures && 1 < content.len())
        {
            return content;
        }
        // A caption stays one where the picture over it was never loaded.
        if content.is_empty() && !self.exact {
            let said = [&caption, &credit].map(|it| text_of(it)).join(" ");
            self.report.add(Code::PictureUnloaded, super::address::shorten(said.trim()));
        }
        // Text in a gallery or figure that is no caption stays text.
        if sign == Some(Sign::Gallery) && !pictures {
            content.extend(as_paragraphs(caption, credit));
            return content;
        }
        vec![Block::Figure(Figure { content, caption, credit })]
    }

    /// Reads a figure whose parts the loader has named.
    fn exact_figure(&mut self, id: NodeId, depth: usize) -> Block {
        let dom = self.dom;
        let mut lines = Vec::new();
        let mut at = NodeId(id.0 + 1);
        while at < dom.end(id) {
            let is_line = dom.is_element(at) && dom.attr(at, LINE).is_some();
            if is_line {
                lines.push((at, Sign::Caption));
            }
            // A figure inside has lines of its own.
            let whole = is_line || dom.is_element(at) && dom.attr(at, FIGURE).is_some();
            at = if whole { dom.end(at) } else { NodeId(at.0 + 1) };
        }
        // Notes are numbered as they are called, and what is shown comes first.
        let content = self.without(id, &lines, depth + 1);
        let (mut caption, mut credit) = (Vec::new(), Vec::new());
        for (at, _) in lines {
            let line = self.inlines(at);
            match dom.attr(at, LINE) {
                Some("credit") => credit = line,
                _ => caption = line,
            }
        }
        Block::Figure(Figure { content, caption, credit })
    }

    /// Returns the elements of a figure that say what it is and who made it.
    fn captions(&self, id: NodeId) -> Vec<(NodeId, Sign)> {
        let dom = self.dom;
        let mut found = Vec::new();
        let mut at = NodeId(id.0 + 1);
        let end = dom.end(id);
        let mut looked = 0;
        while at < end {
            looked += 1;
            if 2000 < looked {
                break;
            }
            if !dom.is_element(at) {
                at = NodeId(at.0 + 1);
                continue;
            }
            if self.is_cut(at) {
                at = dom.end(at);
                continue;
            }
            let name = dom.name(at);
            let sign = match name {
                "figcaption" => Some(Sign::Caption),
                // A figure inside has a caption of its own.
                "figure" | "table" | "blockquote" | "pre" => {
                    at = dom.end(at);
                    continue;
                }
                "dl" if self.is_picture_with_caption(at) => {
                    at = dom.end(at);
                    continue;
                }
                _ => signs::sign(dom, at).filter(|it| match it {
                    Sign::Caption => !matches!(name, "img" | "a" | "video"),
                    Sign::Credit => !matches!(name, "img" | "a"),
                    Sign::Captioned => true,
                    _ => false,
                }),
            };
            // What wraps a caption alone is no figure of its own.
            let sign = match sign {
                Some(Sign::Captioned)
                    if !dom.descendants(at).any(|it| shows(dom.name(it))) =>
                {
                    Some(Sign::Caption)
                }
                it => it,
            };
            match sign {
                Some(Sign::Captioned) => at = dom.end(at),
                // What wraps both the picture and its caption is neither.
                Some(sign) if dom.named(at, "img").next().is_none() => {
                    if !dom.text(at).trim().is_empty() {
                        found.push((at, sign));
                    }
                    at = dom.end(at);
                }
                _ => at = NodeId(at.0 + 1),
            }
        }
        found
    }

    /// Returns whether a list of definitions has a picture for its one term, as older
    /// galleries do: what follows is its caption.
    pub(super) fn is_picture_with_caption(&self, id: NodeId) -> bool {
        let dom = self.dom;
        let mut terms = dom.named(id, "dt");
        let Some(term) = terms.next().filter(|_| !self.exact) else { return false };
        let pictures = dom.descendants(term).take(24).any(|it| shows(dom.name(it)));
        pictures && dom.text(term).trim().is_empty() && terms.next().is_none()
    }

    /// Reads a picture that opens in full size when it is pressed: of what stands with
    /// it in the button, only the picture is meant.
    pub(super) fn zoomed(&mut self, flow: &mut Flow, id: NodeId) -> Option<Step> {
        let dom = self.dom;
        let presses = dom.attr_has(id, "role", "button") && !self.exact;
        if !presses || LONGEST_LABEL < dom.text(id).len() {
            return None;
        }
        let mut pictures = Vec::new();
        for it in dom.descendants(id).take(60) {
            match dom.name(it) {
                "figcaption" | "p" | "h2" | "h3" | "h4" => return None,
                "img" | "picture" | "amp-img"
                    if pictures.last().is_none_or(|last| !dom.contains(*last, it)) =>
                {
                    pictures.push(it);
                }
                _ => (),
            }
        }
        if pictures.is_empty() {
            return None;
        }
        for it in pictures {
            let blocks = self.flow_of(it, flow.depth);
            Self::push(flow, blocks);
        }
        Some(Step::Over)
    }

    /// Lowers what is inside a node but for some elements of it.
    fn without(
        &mut self,
        id: NodeId,
        captions: &[(NodeId, Sign)],
        depth: usize,
    ) -> Vec<Block> {
        let places: Vec<NodeId> = captions.iter().map(|it| it.0).collect();
        let before = std::mem::replace(&mut self.apart, places);
        let blocks = self.flow(id, depth);
        self.apart = before;
        blocks
    }

    /// Lowers a caption, with the credit inside it apart.
    pub(super) fn caption(&mut self, id: NodeId) -> (Vec<Inline>, Vec<Inline>) {
        let dom = self.dom;
        let mut credits: Vec<NodeId> = Vec::new();
        for it in dom.descendants(id).take(64) {
            let names = dom.is_element(it)
                && !self.is_cut(it)
                && !dom.text(it).trim().is_empty()
                && (signs::sign(dom, it) == Some(Sign::Credit)
                    || dom.attr_has(it, "itemprop", "copyrightHolder")
                    || dom.attr_has(it, "itemprop", "creditText")
                    || has_credit_name(dom.class(it)));
            let inside = credits.last().is_some_and(|last| dom.contains(*last, it));
            // Some pages name whoever made it twice, for narrow screens and wide ones.
            let again = |other: &NodeId| dom.words(*other) == dom.words(it);
            if names && !inside && credits.first().is_none_or(again) {
                credits.push(it);
            }
        }
        let Some(credit) = credits.first().copied() else {
            return (self.inlines(id), Vec::new());
        };
        let before = std::mem::replace(&mut self.apart, credits);
        let caption = self.inlines(id);
        self.apart = before;
        (caption, self.inlines(credit))
    }
}

/// What says how to open a picture is no longer, in bytes.
const LONGEST_LABEL: usize = 160;

/// Longer lines under a picture go on with the text, in characters.
const LONGEST_WORDS: usize = 400;

/// Takes the line under the one picture of a figure, which is its caption
/// whatever it is called.
fn last_words(content: &mut Vec<Block>) -> Vec<Inline> {
    let [Block::Image(_) | Block::Embed(_), Block::Paragraph { content: line }] =
        &**content
    else {
        return Vec::new();
    };
    if LONGEST_WORDS < text_of(line).chars().count() {
        return Vec::new();
    }
    match content.pop() {
        Some(Block::Paragraph { content }) => content,
        _ => Vec::new(),
    }
}

/// Returns whether an element is something to look at.
fn shows(name: &str) -> bool {
    is_media(name) || matches!(name, "amp-img" | "svg")
}

fn has_credit_name(class: &str) -> bool {
    class.split_ascii_whitespace().any(|it| {
        let it = it.to_ascii_lowercase();
        it.ends_with("credit")
            || it.ends_with("copyright")
            || it.ends_with("photographer")
    })
}

/// Appends one line to another.
fn join(to: &mut Vec<Inline>, more: Vec<Inline>) {
    if is_blank(&more) {
        return;
    }
    if !to.is_empty() {
        to.push(Inline::text(" "));
    }
    to.extend(more);
    trim(to);
}

fn as_paragraphs(caption: Vec<Inline>, credit: Vec<Inline>) -> Vec<Block> {
    [caption, credit]
        .into_iter()
        .filter(|it| !is_blank(it))
        .map(|content| Block::Paragraph { content })
        .collect()
}

/// Takes a picture out of a link to its larger copy.
pub(super) fn picture_alone(block: Block) -> Block {
    if let Block::Paragraph { content } = &block
        && let [Inline::Link(Link { address, content: inner, .. })] = &**content
        && let [Inline::Image(image)] = &**inner
        && media::is_copy(address, &image.address)
    {
        let mut image = image.clone();
        image.address = address.clone();
        return Block::Image(image);
    }
    block
}
