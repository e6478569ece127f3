//! Boxes: what stands beside the text, and of what kind it is.

use crate::{
    article::{Aside, AsideKind, Block, Inline, Mark},
    dom::NodeId,
};

use super::{Lowering, signs::Sign};

/// An attribute of an aside whose first line is its title.
pub(super) const TITLED: &str = "data-offprint-titled";
/// An attribute that names the kind of an aside.
pub(super) const ASIDE: &str = "data-offprint-aside";

impl Lowering<'_> {
    /// Makes a box of what an element holds.
    pub(super) fn aside(
        &mut self,
        id: NodeId,
        depth: usize,
        sign: Option<Sign>,
    ) -> Vec<Block> {
        let kind = match sign {
            Some(Sign::PullQuote) => AsideKind::PullQuote,
            Some(Sign::Editorial) => AsideKind::Editorial,
            Some(Sign::Warning) => AsideKind::Warning,
            _ => match self.dom.attr(id, ASIDE) {
                Some("warning") => AsideKind::Warning,
                Some("pull-quote") => AsideKind::PullQuote,
                Some("editorial") => AsideKind::Editorial,
                _ => AsideKind::Box,
            },
        };
        let dom = self.dom;
        let title_at = dom.elements(id).next().filter(|it| {
            dom.name(*it) == "summary"
                || dom.class(*it).split_ascii_whitespace().any(|it| {
                    let it = it.to_ascii_lowercase();
                    it.ends_with("-title")
                        && (it.contains("admonition")
                            || it.contains("callout")
                            || it.contains("alert")
                            || it.contains("aside")
                            || it.contains("box"))
                })
        });
        let title = title_at.filter(|it| !self.is_cut(*it)).map(|it| self.inlines(it));
        let mut title = title.unwrap_or_default();
        // A title is bold without saying so.
        if let [Inline::Marked { mark: Mark::Strong, content }] = &mut *title {
            title = std::mem::take(content);
        }
        let mut blocks = match title_at {
            Some(it) => self.rest_of(id, it, depth + 1),
            None => self.flow(id, depth + 1),
        };
        if self.exact
            && let Some(titled) = dom.attr(id, TITLED)
            && let Some(Block::Paragraph { content }) = blocks.first_mut()
        {
            if titled == "as-is" {
                title = std::mem::take(content);
                blocks.remove(0);
            } else if let [Inline::Marked { mark: Mark::Strong, content: inner }] =
                &mut **content
            {
                title = std::mem::take(inner);
                blocks.remove(0);
            }
        }
        // A quotation inside a pull quote is the pull quote.
        if kind == AsideKind::PullQuote
            && !self.exact
            && let [Block::Quote { .. }] = &*blocks
            && let Some(Block::Quote { blocks: inner, attribution }) = blocks.pop()
        {
            blocks = inner;
            if !attribution.is_empty() {
                blocks.push(Block::Paragraph { content: attribution });
            }
        }
        if blocks.is_empty() && title.is_empty() && !self.exact {
            return Vec::new();
        }
        vec![Block::Aside(Aside { kind, title, blocks })]
    }
}
