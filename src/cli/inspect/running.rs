//! The running text: what a reader would read aloud.
//!
//! Captions and credits, posts from elsewhere, pull quotes and footnotes stand
//! beside the text; they are in the article but not here.

use offprint::article::{AsideKind, Block, Body, Inline};

/// Returns the running text, one block a line.
pub(super) fn text(body: &Body) -> String {
    let mut out = String::new();
    blocks(&body.blocks, &mut out);
    out
}

fn blocks(these: &[Block], out: &mut String) {
    for block in these {
        match block {
            Block::Paragraph { content } => line(content, out),
            Block::Heading(it) => line(&it.content, out),
            Block::List(it) => it.items.iter().for_each(|it| blocks(&it.blocks, out)),
            Block::Definitions { items } => {
                for it in items {
                    it.terms.iter().for_each(|it| line(it, out));
                    it.senses.iter().for_each(|it| blocks(it, out));
                }
            }
            Block::Quote { blocks: inside, attribution } => {
                blocks(inside, out);
                line(attribution, out);
            }
            Block::Code(it) => {
                start(out);
                out.push_str(&it.text);
            }
            Block::Figure(it) => blocks(&it.content, out),
            Block::Table(it) => {
                let cells = it.head.iter().chain(&it.rows).flat_map(|it| &it.cells);
                cells.for_each(|it| blocks(&it.blocks, out));
            }
            Block::Aside(it) if it.kind != AsideKind::PullQuote => {
                line(&it.title, out);
                blocks(&it.blocks, out);
            }
            // Pictures, films, posts, formulas and pull quotes.
            _ => (),
        }
    }
}

fn line(these: &[Inline], out: &mut String) {
    if !these.is_empty() {
        start(out);
        inlines(these, out);
    }
}

fn start(out: &mut String) {
    if !out.is_empty() {
        out.push('\n');
    }
}

fn inlines(these: &[Inline], out: &mut String) {
    for inline in these {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::Marked { content, .. } => inlines(content, out),
            Inline::Link(it) => inlines(&it.content, out),
            _ => (),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use offprint::article::{Body, from_json};

    fn body(blocks: &str) -> Body {
        let text =
            format!(r#"{{"offprint":1,"article":{{"body":{{"blocks":[{blocks}]}}}}}}"#);
        from_json(&text).unwrap().body
    }

    #[test]
    fn code_is_read_and_captions_are_not() {
        let body = body(
            r#"{"type":"code","text":"let a = 1;"},
               {"type":"figure","content":[],"caption":[{"type":"text","text":"A mill"}]},
               {"type":"paragraph","content":[{"type":"text","text":"Done."}]}"#,
        );
        assert_eq!(text(&body), "let a = 1;\nDone.");
    }
}
