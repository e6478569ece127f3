//! Blocks to running text, for places that hold no blocks.

use crate::article::{Address, Block, Inline, Link};

/// Makes running text of blocks, each on a line of its own.
pub(super) fn flatten(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out = Vec::new();
    for block in blocks {
        let lines: Vec<Vec<Inline>> = match block {
            Block::Paragraph { content } => vec![content],
            Block::Heading(it) => vec![it.content],
            Block::List(it) => {
                it.items.into_iter().map(|it| flatten(it.blocks)).collect()
            }
            Block::Definitions { items } => items
                .into_iter()
                .flat_map(|it| {
                    it.terms.into_iter().chain(it.senses.into_iter().map(flatten))
                })
                .collect(),
            Block::Quote { blocks, attribution } => vec![flatten(blocks), attribution],
            Block::Code(it) => vec![vec![Inline::Code { text: it.text }]],
            Block::Image(it) => vec![vec![Inline::Image(it)]],
            Block::Figure(it) => vec![flatten(it.content), it.caption, it.credit],
            Block::Embed(it) => {
                let title = it.title.unwrap_or_else(|| it.url.to_string());
                let link = Link {
                    address: Address::Web(it.url),
                    title: None,
                    content: vec![Inline::text(title)],
                };
                vec![vec![Inline::Link(link)], flatten(it.fallback)]
            }
            Block::Table(it) => it
                .head
                .into_iter()
                .chain(it.rows)
                .flat_map(|it| it.cells)
                .map(|it| flatten(it.blocks))
                .collect(),
            Block::Math(it) => vec![vec![Inline::Math(it)]],
            Block::Aside(it) => vec![it.title, flatten(it.blocks)],
            Block::Rule => Vec::new(),
        };
        for line in lines {
            if !line.is_empty() {
                if !out.is_empty() {
                    out.push(Inline::Break);
                }
                out.extend(line);
            }
        }
    }
    out
}
