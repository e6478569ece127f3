//! Words from the editors that are set as plain paragraphs: corrections, where
//! a text was printed first, what it belongs to.

use crate::article::{Aside, AsideKind, Block};

use super::inline::text_of;

/// What such a line begins with wherever it stands, in lower case.
const NAMED: &[&str] = &[
    "editor's note",
    "editors' note",
    "editors note",
    "editor’s note",
    "editors’ note",
    "ed. note:",
    "note from the editor",
    "note to readers",
    "note to reader",
    "correction:",
    "correction,",
    "correction (",
    "corrections:",
    "clarification:",
    "clarification,",
    "anmerkung der redaktion",
    "korrektur:",
    "korrekturhinweis",
    "note de la rédaction",
    "ndlr",
    "nota del editor",
    "nota de la redacción",
    "nota del redattore",
    "nota da redação",
    "nota do editor",
    "nota della redazione",
    "noot van de redactie",
    "redaktionens anmärkning",
    "od redakcji",
    "от редакции",
    "примечание редакции",
    "від редакції",
    "editörün notu",
    "编者按",
    "编者注",
    "編者按",
    "編集部注",
    "편집자 주",
    "편집자주",
];

/// What it begins with at the start or end of a text.
const AT_THE_EDGE: &[&str] = &[
    "a version of this",
    "an earlier version of this",
    "a previous version of this",
    "a prior version of this",
    "originally published",
    "originally appeared",
    "first published",
    "this article appeared in",
    "this article also appeared",
    "this article first appeared",
    "this article has been updated",
    "this article is part of",
    "this article originally appeared",
    "this article was first published",
    "this article was originally",
    "this article was updated",
    "this essay originally appeared",
    "this essay was originally",
    "this piece originally appeared",
    "this piece was originally",
    "this post has been updated",
    "this post originally appeared",
    "this post was originally",
    "this story appeared in",
    "this story first appeared",
    "this story has been corrected",
    "this story has been updated",
    "this story originally appeared",
    "this story was first published",
    "this story was originally",
    "this story was updated",
    "dieser artikel erschien",
    "dieser artikel ist zuerst",
    "cet article a été",
    "este artículo fue publicado",
    "este artículo se publicó",
    "este artigo foi publicado",
    "questo articolo è stato",
];

/// Longer lines tell more than that, in characters.
const LONGEST: usize = 600;
/// How many blocks from either end are the edge.
const EDGE: usize = 3;

/// Sets what the editors say apart from the text.
pub(super) fn set_apart(blocks: &mut [Block]) {
    let count = blocks.len();
    // A text that is one note is the text.
    if count < 4 {
        return;
    }
    for (i, block) in blocks.iter_mut().enumerate() {
        let edge = i < EDGE || count <= i + EDGE;
        let Block::Paragraph { content } = block else { continue };
        if is_note(&text_of(content), edge) {
            let content = std::mem::take(content);
            *block = Block::Aside(Aside {
                kind: AsideKind::Editorial,
                title: Vec::new(),
                blocks: vec![Block::Paragraph { content }],
            });
        }
    }
}

fn is_note(text: &str, edge: bool) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if LONGEST < text.chars().count() {
        return false;
    }
    let head: String = text.chars().take(40).flat_map(char::to_lowercase).collect();
    let begins = |these: &[&str]| these.iter().any(|it| head.starts_with(it));
    begins(NAMED) || edge && begins(AT_THE_EDGE)
}
