//! The walk over a part.

use crate::{
    article::{Block, Image, Inline, Link},
    dom::NodeId,
    report::Code,
};

use super::{
    Lowering, MAX_BLOCKS,
    inline::{Run, is_blank, trim},
    media,
    plain::flatten,
};

/// Blocks while they gather, and the running text after the last of them.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) blocks: Vec<Block>,
    pub(super) run: Run,
    pub(super) depth: usize,
}

/// How the walk goes on from an element.
pub(super) enum Step {
    /// Into it; what is to be done where it ends.
    Into(Close),
    /// To what follows it.
    Over,
}

/// What is to be done where an element ends.
#[derive(Clone, Copy)]
pub(super) enum Close {
    Nothing,
    /// The running text ends.
    Text,
    /// An inline element ends, or several on one node.
    Inline(usize),
    /// Both.
    TextAndInline(usize),
    /// A word that is put around what an element holds.
    Words(&'static str),
}

impl Flow {
    pub(super) fn new(depth: usize) -> Self {
        Self { depth, ..Self::default() }
    }
}

impl Lowering<'_> {
    /// Lowers a node and all inside it.
    pub(super) fn flow_of(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        self.walk(id, id, self.dom.end(id), depth)
    }

    /// Lowers what is inside a node.
    pub(super) fn flow(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        self.walk(NodeId(id.0 + 1), id, self.dom.end(id), depth)
    }

    /// Lowers what is inside a node to running text.
    pub(super) fn inlines(&mut self, id: NodeId) -> Vec<Inline> {
        let blocks = self.flow(id, MAX_BLOCKS + 1);
        flatten(blocks)
    }

    /// Lowers the nodes from one place up to another, both within a node whose
    /// own cut does not count.
    pub(super) fn walk(
        &mut self,
        from: NodeId,
        within: NodeId,
        end: NodeId,
        depth: usize,
    ) -> Vec<Block> {
        let dom = self.dom;
        let mut flow = Flow::new(depth);
        let mut closing: Vec<(NodeId, Close)> = Vec::new();
        let mut at = from;
        loop {
            while closing.last().is_some_and(|it| it.0 <= at) {
                if let Some((_, close)) = closing.pop() {
                    self.close(&mut flow, close);
                }
            }
            if end <= at {
                break;
            }
            if at != from
                && let Some(after) = self.after_note(at)
            {
                Self::end_text(&mut flow);
                at = after;
                continue;
            }
            if dom.is_text(at) {
                if at == within || !self.is_cut(at) {
                    flow.run.text(&self.open, dom.text(at));
                }
            } else if dom.is_element(at) {
                let step =
                    if at != within && (self.is_cut(at) || self.apart.contains(&at)) {
                        if dom.is_block(at) {
                            Self::end_text(&mut flow);
                        }
                        Step::Over
                    } else {
                        self.enter(&mut flow, at)
                    };
                match step {
                    Step::Into(Close::Nothing) => (),
                    Step::Into(close) => closing.push((dom.end(at), close)),
                    Step::Over => {
                        at = dom.end(at);
                        continue;
                    }
                }
            }
            at = NodeId(at.0 + 1);
        }
        while let Some((_, close)) = closing.pop() {
            self.close(&mut flow, close);
        }
        Self::end_text(&mut flow);
        // Most hold one block, and the room for more would outweigh the text.
        flow.blocks.shrink_to_fit();
        flow.blocks
    }

    fn close(&mut self, flow: &mut Flow, close: Close) {
        match close {
            Close::Nothing => (),
            Close::Text => Self::end_text(flow),
            Close::Inline(count) => self.open.truncate(self.open.len() - count),
            Close::TextAndInline(count) => {
                Self::end_text(flow);
                self.open.truncate(self.open.len() - count);
            }
            Close::Words(words) => flow.run.text(&self.open, words),
        }
    }

    /// Ends the running text and makes blocks of it.
    pub(super) fn end_text(flow: &mut Flow) {
        if flow.run.is_empty() {
            _ = flow.run.finish();
            return;
        }
        for mut content in flow.run.finish() {
            trim(&mut content);
            if !is_blank(&content) {
                content.shrink_to_fit();
                Self::paragraph(content, &mut flow.blocks);
            }
        }
    }

    /// Adds blocks that stand on lines of their own.
    pub(super) fn push(flow: &mut Flow, blocks: impl IntoIterator<Item = Block>) {
        Self::end_text(flow);
        flow.blocks.extend(blocks);
    }

    /// Returns whether a block that holds blocks may stand here.
    pub(super) fn has_room(&mut self, flow: &Flow, what: &str) -> bool {
        if flow.depth < MAX_BLOCKS {
            return true;
        }
        // Captions and headings are read at a depth past the limit, because
        // they hold no blocks at all.
        if flow.depth == MAX_BLOCKS {
            self.say_once(Code::NestingFlattened, what);
        }
        false
    }

    /// Makes blocks of one run of text: a paragraph, or pictures that stand
    /// alone.
    fn paragraph(content: Vec<Inline>, blocks: &mut Vec<Block>) {
        if content.iter().all(|it| is_picture(it) || is_gap(it)) {
            for it in content {
                match lone_picture(it) {
                    Ok(Some(image)) => blocks.push(Block::Image(image)),
                    Ok(None) => (),
                    Err(link) => blocks.push(Block::Paragraph { content: vec![link] }),
                }
            }
        } else {
            blocks.push(Block::Paragraph { content });
        }
    }

    /// Lowers what is inside a node and after one of its children.
    pub(super) fn rest_of(
        &mut self,
        id: NodeId,
        child: NodeId,
        depth: usize,
    ) -> Vec<Block> {
        self.walk(self.dom.end(child), id, self.dom.end(id), depth)
    }
}

/// An attribute that asks for white space to be kept.
pub(super) const EXACT: &str = "data-offprint-exact";

fn is_gap(inline: &Inline) -> bool {
    match inline {
        Inline::Text { text } => text.trim().is_empty(),
        Inline::Break => true,
        _ => false,
    }
}

fn is_picture(inline: &Inline) -> bool {
    match inline {
        Inline::Image(_) => true,
        Inline::Marked { content, .. } | Inline::Link(Link { content, .. }) => {
            content.iter().all(|it| is_picture(it) || is_gap(it))
                && content.iter().any(is_picture)
        }
        _ => false,
    }
}

#[expect(clippy::result_large_err, reason = "what is no picture is given back whole")]
/// Takes the picture out of marks, and out of a link to its own larger copy.
fn lone_picture(inline: Inline) -> Result<Option<Image>, Inline> {
    match inline {
        Inline::Image(it) => Ok(Some(it)),
        Inline::Marked { content, .. } if content.len() == 1 => {
            content.into_iter().next().map_or(Ok(None), lone_picture)
        }
        Inline::Link(it) => match &*it.content {
            [Inline::Image(image)] if media::is_copy(&it.address, &image.address) => {
                Ok(Some(Image { address: it.address.clone(), ..image.clone() }))
            }
            _ => Err(Inline::Link(it)),
        },
        Inline::Marked { .. } => Err(inline),
        _ => Ok(None),
    }
}
