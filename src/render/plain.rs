//! Blocks as words alone, for places that hold no markup.

use crate::article::{Block, Inline};

/// Returns the words of blocks, one block to a line.
pub(crate) fn plain(blocks: &[Block]) -> String {
    let mut out = String::new();
    lines(blocks, &mut out);
    out.truncate(out.trim_end().len());
    out
}

/// Returns running text without its marks.
pub(crate) fn plain_inlines(inlines: &[Inline]) -> String {
    let mut out = String::new();
    flatten(inlines, &mut out);
    out
}

/// Returns the beginning of a text, cut after a word, with dots where it was cut.
pub(crate) fn beginning(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(most) else { return text };
    let cut = &text[..end];
    let cut = cut.rfind(' ').map_or(cut, |it| &cut[..it]);
    format!("{}…", cut.trim_end_matches(|c: char| !c.is_alphanumeric()))
}

fn line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn lines(blocks: &[Block], out: &mut String) {
    for block in blocks {
        match block {
            Block::Paragraph { content } => flatten(content, out),
            Block::Heading(it) => flatten(&it.content, out),
            Block::List(it) => it.items.iter().for_each(|it| lines(&it.blocks, out)),
            Block::Definitions { items } => {
                for it in items {
                    for term in &it.terms {
                        flatten(term, out);
                        line(out);
                    }
                    it.senses.iter().for_each(|it| lines(it, out));
                }
            }
            Block::Quote { blocks, attribution } => {
                lines(blocks, out);
                flatten(attribution, out);
            }
            Block::Code(it) => out.push_str(&it.text),
            Block::Image(it) => out.push_str(&it.alt),
            Block::Figure(it) => {
                lines(&it.content, out);
                flatten(&it.caption, out);
                line(out);
                flatten(&it.credit, out);
            }
            Block::Embed(it) => {
                out.push_str(it.title.as_deref().unwrap_or_default());
                line(out);
                lines(&it.fallback, out);
            }
            Block::Table(it) => {
                for row in it.head.iter().chain(&it.rows) {
                    row.cells.iter().for_each(|it| lines(&it.blocks, out));
                }
            }
            Block::Math(it) => out.push_str(it.alt.as_deref().unwrap_or(&it.source)),
            Block::Aside(it) => {
                flatten(&it.title, out);
                line(out);
                lines(&it.blocks, out);
            }
            Block::Rule => (),
        }
        line(out);
    }
}

fn flatten(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Break => out.push('\n'),
            Inline::Marked { content, .. } => flatten(content, out),
            Inline::Link(it) => flatten(&it.content, out),
            Inline::Image(it) => out.push_str(&it.alt),
            Inline::Math(it) => out.push_str(it.alt.as_deref().unwrap_or(&it.source)),
            Inline::NoteRef { .. } => (),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_after_a_word() {
        assert_eq!(beginning("One two,  three", 10), "One two…");
        assert_eq!(beginning("One\ntwo", 10), "One two");
    }
}
