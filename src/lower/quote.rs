//! Quotations, and who said them.

use crate::{
    article::{Block, Inline},
    dom::NodeId,
};

use super::{
    Lowering,
    inline::{text_of, trim, trim_start},
};

/// Characters, at most, of a line that names who said a quotation.
const MAX_ATTRIBUTION: usize = 200;

impl Lowering<'_> {
    pub(super) fn quote(&mut self, id: NodeId, depth: usize) -> Vec<Block> {
        let dom = self.dom;
        let named = self.attribution_at(id);
        let mut attribution = Vec::new();
        let mut blocks = match named {
            Some(it) => {
                // In the order of the page, by which notes are numbered.
                let mut blocks = self.walk(NodeId(id.0 + 1), id, it, depth + 1);
                attribution = self.inlines(it);
                blocks.extend(self.walk(dom.end(it), id, dom.end(id), depth + 1));
                blocks
            }
            None => self.flow(id, depth + 1),
        };
        if attribution.is_empty() && !self.exact {
            attribution = dashed(&mut blocks);
        }
        if named.is_some() {
            if !self.exact {
                drop_dash(&mut attribution);
            } else if let Some(Inline::Text { text }) = attribution.first_mut()
                && let Some(rest) = text.strip_prefix("— ")
            {
                *text = rest.to_owned();
                attribution.retain(|it| *it != Inline::text(""));
            }
        }
        if blocks.is_empty() && !self.exact {
            if attribution.is_empty() {
                return Vec::new();
            }
            blocks.push(Block::Paragraph { content: std::mem::take(&mut attribution) });
        }
        vec![Block::Quote { blocks, attribution }]
    }

    /// Returns the element that says whose words these are: the last one in the
    /// quotation, if it is a `footer`, `figcaption` or `cite` on its own line.
    fn attribution_at(&self, id: NodeId) -> Option<NodeId> {
        let dom = self.dom;
        let mut last = dom
            .children(id)
            .filter(|it| !self.is_cut(*it))
            .filter(|it| !dom.is_text(*it) || !dom.text(*it).trim().is_empty())
            .last()?;
        // `<p><cite>…</cite></p>` and `<div><footer>…`.
        for _ in 0..3 {
            match dom.name(last) {
                "footer" | "figcaption" => return Some(last),
                "cite" => {
                    let before = dom.previous(last).filter(|it| {
                        !dom.is_text(*it) || !dom.text(*it).trim().is_empty()
                    });
                    let own_line = before.is_none_or(|it| {
                        dom.is_element(it)
                            && (dom.name(it) == "br"
                                || crate::dom::is_block(dom.name(it)))
                    });
                    return own_line.then_some(last);
                }
                "p" | "div" => {
                    let mut inside = dom.children(last).filter(|it| {
                        !dom.is_text(*it) || !dom.text(*it).trim().is_empty()
                    });
                    let only = inside.next()?;
                    if inside.next().is_some() {
                        return None;
                    }
                    last = only;
                }
                _ => return None,
            }
        }
        None
    }
}

/// Takes the last line off a quotation if it begins with a dash.
fn dashed(blocks: &mut Vec<Block>) -> Vec<Inline> {
    let count = blocks.len();
    let Some(Block::Paragraph { content }) = blocks.last_mut() else { return Vec::new() };
    let names = |content: &[Inline]| {
        let text = text_of(content);
        let text = text.trim_start();
        let rest =
            ["—", "–", "―", "--", "‒", "⸺"].iter().find_map(|it| text.strip_prefix(it));
        rest.is_some_and(|it| {
            let it = it.trim();
            !it.is_empty() && it.chars().count() <= MAX_ATTRIBUTION
        })
    };
    let mut found = if 1 < count && names(content) {
        std::mem::take(content)
    } else {
        let Some(at) = content.iter().rposition(|it| *it == Inline::Break) else {
            return Vec::new();
        };
        if at == 0 || !names(&content[at + 1..]) {
            return Vec::new();
        }
        let found = content.split_off(at + 1);
        content.pop();
        found
    };
    if content.is_empty() {
        blocks.pop();
    }
    drop_dash(&mut found);
    found
}

/// Takes the dash off the start of an attribution.
fn drop_dash(content: &mut Vec<Inline>) {
    let dash = |it: char| "—–―-‒⸺~".contains(it) || it.is_whitespace();
    match content.first_mut() {
        Some(Inline::Text { text }) => {
            *text = text.trim_start_matches(dash).to_owned();
        }
        Some(Inline::Marked { content, .. }) => drop_dash(content),
        _ => (),
    }
    trim_start(content);
    trim(content);
}
