//! Captions and credits of pictures that stand in no figure.
//!
//! Most pages do not write `figure`. What says that a line belongs to a picture
//! is then its class, its form (a credit, a line in brackets), and that it
//! stands right under one.

use crate::{
    article::{Block, Figure, Inline, Mark},
    dom::NodeId,
};

use super::{
    Lowering,
    block::{Flow, Step},
    credit::{is_credit, is_credit_under_picture, split_credit, trim_credit},
    inline::{is_blank, text_of},
    media,
    signs::{self, Sign},
};

/// Longer texts are no captions, in bytes.
const MAX_CAPTION: usize = 1200;
/// Longer lines under a picture are not taken for its caption by their form
/// alone, in characters.
const MAX_SLANTED: usize = 200;
/// As much, for a line that ends with a credit.
const MAX_CREDITED: usize = 400;
/// The longer of two lines in a box is the caption, in characters.
const MAX_SECOND: usize = 100;
/// How far up the box may be that holds a picture and its caption.
const MAX_LEVELS: usize = 4;
/// How many nodes of it are looked through.
const MAX_NODES: usize = 100;
/// How many lines may stand between them.
const MAX_BETWEEN: usize = 2;

impl Lowering<'_> {
    /// Reads an element that is called a caption or credit: it belongs to the
    /// picture before it, if there is one.
    pub(super) fn stray_caption(
        &mut self,
        flow: &mut Flow,
        id: NodeId,
        sign: Sign,
    ) -> Option<Step> {
        let dom = self.dom;
        if self.exact
            || flow.run.has_words()
            || MAX_CAPTION < dom.text(id).len()
            || dom.descendants(id).any(|it| holds_more(dom.name(it)))
        {
            return None;
        }
        Self::end_text(flow);
        let is_free = |it: &Block| match it {
            Block::Image(_) | Block::Embed(_) => true,
            Block::Figure(it) if sign == Sign::Credit => it.credit.is_empty(),
            Block::Figure(it) => it.caption.is_empty(),
            _ => false,
        };
        drop_way_to_copy(&mut flow.blocks);
        let last = flow.blocks.len().checked_sub(1)?;
        let at = match is_free(&flow.blocks[last]) {
            true => last,
            false => self.pictured(flow, id).filter(|it| is_free(&flow.blocks[*it]))?,
        };
        let (mut caption, mut credit) = match sign {
            Sign::Credit => (Vec::new(), self.inlines(id)),
            _ => self.caption(id),
        };
        // Of two lines in one box, the first says what it is and the other who
        // made it.
        if let [Block::Paragraph { .. }] = flow.blocks[at + 1..]
            && credit.is_empty()
            && text_of(&caption).chars().count() <= MAX_SECOND
            && let Some(Block::Paragraph { content }) = flow.blocks.pop()
        {
            credit = std::mem::replace(&mut caption, content);
        }
        trim_credit(&mut credit);
        if credit.is_empty() {
            credit = split_credit(&mut caption, false);
        }
        let picture = flow.blocks.remove(at);
        flow.blocks.insert(at, with_caption(picture, caption, credit));
        Some(Step::Over)
    }

    /// Returns where the picture is that stands in one box with a `figcaption`
    /// which is in no figure, with a line or two between them.
    fn pictured(&self, flow: &Flow, id: NodeId) -> Option<usize> {
        let dom = self.dom;
        if dom.name(id) != "figcaption" {
            return None;
        }
        let shows = |it: NodeId| {
            let before = dom.descendants(it).take(MAX_NODES).take_while(|it| *it < id);
            before.filter(|it| dom.name(*it) == "img").count() == 1
        };
        let around = dom.ancestors(id).take(MAX_LEVELS).find(|it| shows(*it))?;
        if MAX_CREDITED + dom.text(id).len() < dom.text(around).len() {
            return None;
        }
        let from = flow.blocks.len().saturating_sub(MAX_BETWEEN + 1);
        let is_picture = |it: &Block| matches!(it, Block::Image(_) | Block::Figure(_));
        Some(from + flow.blocks[from..].iter().rposition(is_picture)?)
    }

    /// Returns whether a block under a picture names whoever made it, at its end.
    pub(super) fn ends_with_credit(&self, flow: &Flow, id: NodeId, name: &str) -> bool {
        let dom = self.dom;
        !self.exact
            && matches!(name, "div" | "p")
            && matches!(flow.blocks.last(), Some(Block::Image(_) | Block::Embed(_)))
            && !flow.run.has_words()
            && dom.text(id).len() <= MAX_CREDITED
            && dom.descendants(id).take(MAX_NODES).any(|it| {
                signs::sign(dom, it) == Some(Sign::Credit)
                    && !dom.text(it).trim().is_empty()
                    && dom.text(id).trim_end().ends_with(dom.text(it).trim())
            })
    }
}

/// The longest words on the way to a larger copy, in characters.
const MAX_WAY: usize = 40;

/// Drops the words that lead from a picture to a larger copy of it, and takes that.
fn drop_way_to_copy(blocks: &mut Vec<Block>) {
    let [.., Block::Image(image), Block::Paragraph { content }] = &mut **blocks else {
        return;
    };
    if let [Inline::Link(link)] = &**content
        && text_of(&link.content).chars().count() <= MAX_WAY
        && media::is_copy(&link.address, &image.address)
    {
        image.address = link.address.clone();
        blocks.pop();
    }
}

/// Returns whether two pictures are the same one, shown again with its caption.
fn is_again(first: &Block, second: &Block) -> bool {
    let (Block::Figure(first), Block::Figure(second)) = (first, second) else {
        return false;
    };
    !first.caption.is_empty()
        && first.caption == second.caption
        && match (&*first.content, &*second.content) {
            ([Block::Image(a)], [Block::Image(b)]) => {
                a.address == b.address || media::is_copy(&a.address, &b.address)
            }
            _ => false,
        }
}

/// Returns whether an element is more than a caption's words.
fn holds_more(name: &str) -> bool {
    matches!(
        name,
        "img"
            | "picture"
            | "video"
            | "audio"
            | "iframe"
            | "table"
            | "ul"
            | "ol"
            | "pre"
            | "blockquote"
            | "figure"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
    )
}

/// Gives captions and credits that only their form and place tell to the
/// pictures above them.
pub(super) fn under_pictures(blocks: &mut Vec<Block>) {
    blocks.dedup_by(|later, first| is_again(first, later));
    if !blocks.iter().any(|it| matches!(it, Block::Image(_) | Block::Figure(_))) {
        return;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in std::mem::take(blocks) {
        let found = match (out.last(), &block) {
            (Some(picture), Block::Paragraph { content }) => {
                told_by_form(picture, content)
            }
            _ => None,
        };
        match (found, block) {
            (Some(found), Block::Paragraph { content }) => {
                let mut caption = Vec::new();
                let mut credit = Vec::new();
                if found == Sign::Credit {
                    credit = content;
                    trim_credit(&mut credit);
                } else {
                    caption = content;
                    credit.extend(split_credit(&mut caption, false));
                }
                let picture = out.pop();
                out.extend(picture.map(|it| with_caption(it, caption, credit)));
            }
            (_, block) => out.push(block),
        }
    }
    *blocks = out;
}

/// Tells whether a paragraph under a block is the caption or the credit of a picture.
fn told_by_form(picture: &Block, content: &[Inline]) -> Option<Sign> {
    let captioned = match picture {
        Block::Image(_) => false,
        Block::Figure(it) if it.credit.is_empty() => !it.caption.is_empty(),
        _ => return None,
    };
    let text = text_of(content);
    if is_credit(&text) || is_credit_under_picture(&text) {
        return Some(Sign::Credit);
    }
    let caption = !captioned
        && (says_again(picture, &text)
            || is_slanted(content, &text)
            || text.chars().count() <= MAX_CREDITED
                && !split_credit(&mut content.to_vec(), false).is_empty());
    caption.then_some(Sign::Caption)
}

/// The shortest line that is known for what a picture shows, in characters.
const MIN_AGAIN: usize = 15;

/// Returns whether a line says what the picture above it is said to show.
fn says_again(picture: &Block, text: &str) -> bool {
    let Block::Image(image) = picture else { return false };
    let folded = |it: &str| it.split_whitespace().collect::<Vec<_>>().join(" ");
    MIN_AGAIN <= text.chars().count() && folded(&image.alt) == folded(text)
}

/// Returns whether a line is set in italics from end to end, as captions are.
fn is_slanted(content: &[Inline], text: &str) -> bool {
    let slanted = content.iter().all(|it| match it {
        Inline::Marked { mark: Mark::Emphasis, .. } | Inline::Break => true,
        Inline::Text { text } => text.trim().is_empty(),
        _ => false,
    });
    let most = if text.trim_end().ends_with(')') { MAX_CREDITED } else { MAX_SLANTED };
    slanted && !is_blank(content) && text.chars().count() <= most
}

/// Puts a caption and a credit under a picture.
fn with_caption(picture: Block, caption: Vec<Inline>, credit: Vec<Inline>) -> Block {
    let mut figure = match picture {
        Block::Figure(it) => it,
        it => Figure { content: vec![it], caption: Vec::new(), credit: Vec::new() },
    };
    if !is_blank(&caption) {
        figure.caption = caption;
    }
    if !is_blank(&credit) {
        figure.credit = credit;
    }
    if figure.caption.is_empty() && figure.credit.is_empty() && figure.content.len() == 1
    {
        return figure.content.remove(0);
    }
    Block::Figure(figure)
}
