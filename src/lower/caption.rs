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
    signs::Sign,
};

/// Longer texts are no captions, in bytes.
const MAX_CAPTION: usize = 1200;
/// Longer lines under a picture are not taken for its caption by their form
/// alone, in characters.
const MAX_SLANTED: usize = 200;
/// As much, for a line that ends with a credit.
const MAX_CREDITED: usize = 400;

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
        let is_free = match flow.blocks.last()? {
            Block::Image(_) | Block::Embed(_) => true,
            Block::Figure(it) if sign == Sign::Credit => it.credit.is_empty(),
            Block::Figure(it) => it.caption.is_empty(),
            _ => false,
        };
        if !is_free {
            return None;
        }
        let (mut caption, mut credit) = match sign {
            Sign::Credit => (Vec::new(), self.inlines(id)),
            _ => self.caption(id),
        };
        trim_credit(&mut credit);
        if credit.is_empty() {
            credit = split_credit(&mut caption, false);
        }
        if let Some(picture) = flow.blocks.pop() {
            flow.blocks.push(with_caption(picture, caption, credit));
        }
        Some(Step::Over)
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
    let mut at = 1;
    while at < blocks.len() {
        let (before, after) = blocks.split_at(at);
        let (Some(picture), Block::Paragraph { content }) = (before.last(), &after[0])
        else {
            at += 1;
            continue;
        };
        let credited = match picture {
            Block::Image(_) => Some(false),
            Block::Figure(it) if it.credit.is_empty() => Some(!it.caption.is_empty()),
            _ => None,
        };
        let text = text_of(content);
        let found = match credited {
            Some(_) if is_credit(&text) || is_credit_under_picture(&text) => {
                Some(Sign::Credit)
            }
            Some(false)
                if is_slanted(content, &text)
                    || text.chars().count() <= MAX_CREDITED
                        && !split_credit(&mut content.clone(), false).is_empty() =>
            {
                Some(Sign::Caption)
            }
            _ => None,
        };
        let Some(found) = found else {
            at += 1;
            continue;
        };
        let Block::Paragraph { content } = blocks.remove(at) else { continue };
        let picture = blocks.remove(at - 1);
        let mut caption = Vec::new();
        let mut credit = Vec::new();
        if found == Sign::Credit {
            credit = content;
            trim_credit(&mut credit);
        } else {
            caption = content;
            credit.extend(split_credit(&mut caption, false));
        }
        blocks.insert(at - 1, with_caption(picture, caption, credit));
    }
}

/// Returns whether a line is set in italics from end to end, as captions are.
fn is_slanted(content: &[Inline], text: &str) -> bool {
    let slanted = content.iter().all(|it| match it {
        Inline::Marked { mark: Mark::Emphasis, .. } | Inline::Break => true,
        Inline::Text { text } => text.trim().is_empty(),
        _ => false,
    });
    slanted && !is_blank(content) && text.chars().count() <= MAX_SLANTED
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
