//! The running text: what a reader would read aloud.
//!
//! It begins with the dek, if that is a sentence. Captions and credits, posts
//! from elsewhere, pull quotes, words from the editors and footnotes stand beside
//! the text; they are in the article but not here. Footnotes have a field of their own.

use offprint::article::{Article, AsideKind, Block, Inline};

/// Returns the running text, one block a line.
pub(super) fn text(article: &Article) -> String {
    let mut out = String::new();
    blocks(&article.body.blocks, &mut out);
    match article.metadata.subtitle.as_deref() {
        Some(dek) if is_sentence(dek) && !begins_with(&out, dek) => {
            format!("{dek}\n{out}")
        }
        _ => out,
    }
}

/// Returns whether a line ends as sentences do.
fn is_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '’', '»', ')', '」']);
    line.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// Returns whether a text has a line near its start.
fn begins_with(text: &str, line: &str) -> bool {
    text.find(line).is_some_and(|it| it < 1000)
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
            Block::Aside(it)
                if !matches!(it.kind, AsideKind::PullQuote | AsideKind::Editorial) =>
            {
                line(&it.title, out);
                blocks(&it.blocks, out);
            }
            // Pictures, films, posts, formulas, pull quotes, editors' notes.
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
    use offprint::article::{Article, from_json};

    fn article(dek: &str, blocks: &str) -> Article {
        let text = format!(
            r#"{{"offprint":1,"article":{{"metadata":{{"subtitle":"{dek}"}},"body":{{"blocks":[{blocks}]}}}}}}"#
        );
        from_json(&text).unwrap()
    }

    #[test]
    fn code_is_read_and_captions_are_not() {
        let article = article(
            "What it costs",
            r#"{"type":"code","text":"let a = 1;"},
               {"type":"figure","content":[],"caption":[{"type":"text","text":"A mill"}]},
               {"type":"paragraph","content":[{"type":"text","text":"Done."}]}"#,
        );
        assert_eq!(text(&article), "let a = 1;\nDone.");
    }

    #[test]
    fn a_dek_that_is_a_sentence_is_read_first() {
        let one =
            r#"{"type":"paragraph","content":[{"type":"text","text":"It was so."}]}"#;
        assert_eq!(text(&article("It was.", one)), "It was.\nIt was so.");
        assert_eq!(text(&article("It was so.", one)), "It was so.");
    }
}
