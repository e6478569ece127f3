//! Who signs the text itself, as news in Chinese and Korean is signed: "（记者 张三）"
//! before its first or after its last word, "홍길동 기자" on a line of its own.

use crate::{
    article::Author,
    extract::{byline, metadata::Context},
};

use super::without_strangers;

/// The longest that a signature is, in bytes.
const LONGEST: usize = 160;

/// Reads the signature: the first that opens a text, else the last that ends one.
pub(super) fn signed(cx: &Context<'_>) -> Vec<Author> {
    let dom = cx.page.dom;
    let mut last = Vec::new();
    for id in dom.subtree(cx.page.body).filter(|it| dom.is_text(*it)) {
        let text = dom.text(id).trim();
        let opened = opening(text);
        let Some(said) = opened.or_else(|| closing(text)).or_else(|| line(text)) else {
            continue;
        };
        if cx.marks.is_side(id) || cx.marks.is_taken(id) {
            continue;
        }
        let authors = without_strangers(cx, byline::parse(said).authors);
        // On a line of its own a name alone says nothing.
        let whole = |it: &Author| it.position.is_some() && it.name.chars().count() < 6;
        let sure =
            opened.is_some() || closing(text).is_some() || authors.iter().all(whole);
        if authors.is_empty() || !sure {
            continue;
        }
        if opened.is_some() {
            return authors;
        }
        last = authors;
    }
    last
}

/// Returns what brackets at the start of a text say, where that is who reports.
fn opening(text: &str) -> Option<&str> {
    let inside = text.strip_prefix(['〔', '（', '(', '【', '［'])?;
    let inside = &inside[..inside.floor_char_boundary(LONGEST)];
    let end = inside.find(['〕', '）', ')', '】', '］'])?;
    Some(&inside[..end]).filter(|it| reports(it))
}

/// Returns what brackets at the end of a text say, likewise.
fn closing(text: &str) -> Option<&str> {
    let inside = text.strip_suffix(['〕', '）', ')', '】', '］'])?;
    let from = inside.ceil_char_boundary(inside.len().saturating_sub(LONGEST));
    let start = inside[from..].rfind(['〔', '（', '(', '【', '［'])?;
    let start = from + start;
    let open = inside[start..].chars().next().map_or(0, char::len_utf8);
    Some(&inside[start + open..]).filter(|it| reports(it))
}

/// Returns a text that is a reporter's name and address and nothing else.
fn line(text: &str) -> Option<&str> {
    let ends = text.ends_with("기자") || (text.contains("기자") && text.contains('@'));
    Some(text).filter(|it| it.len() < LONGEST && ends)
}

fn reports(text: &str) -> bool {
    text.contains("记者") || text.contains("記者")
}
