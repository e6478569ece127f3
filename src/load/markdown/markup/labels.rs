//! Brackets that a backslash makes text.

use std::borrow::Cow;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

/// What stands between a link and brackets that are text.
const SIGNS: &str = "]\\[";

/// Returns text in which `[a]\[b]` is no link to `b`, which the parser takes it for:
/// the words in the second brackets would be lost.
///
/// A backslash before a sign makes it text (`CommonMark` 0.31.2, section 2.4).
pub(super) fn apart(text: &str, options: Options) -> Cow<'_, str> {
    if !text.contains(SIGNS) {
        return text.into();
    }
    let mut wrong: Vec<usize> = Vec::new();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) =
            event
        else {
            continue;
        };
        let at = match link_type {
            LinkType::Reference => text[range.clone()]
                .rfind(SIGNS)
                .filter(|at| text[range.clone()][*at..].matches(']').count() == 2)
                .map(|at| range.start + at + 1),
            LinkType::Collapsed => {
                text[range.end..].starts_with("\\[]").then_some(range.end)
            }
            _ => None,
        };
        wrong.extend(at);
    }
    if wrong.is_empty() {
        return text.into();
    }
    wrong.sort_unstable();
    wrong.dedup();
    let mut out = String::with_capacity(text.len() + 4 * wrong.len());
    let mut from = 0;
    for at in wrong {
        out.push_str(&text[from..at]);
        out.push_str("&#91;");
        from = at + 2;
    }
    out.push_str(&text[from..]);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backslash_makes_brackets_text() {
        for (text, wanted) in [
            ("[a]\\[b]\n\n[b]: c", "[a]&#91;b]\n\n[b]: c"),
            ("[b]\\[]\n\n[b]: c", "[b]&#91;]\n\n[b]: c"),
            ("[a][b] `[a]\\[b]`\n\n[b]: c", "[a][b] `[a]\\[b]`\n\n[b]: c"),
            ("[a]\\[b]", "[a]\\[b]"),
        ] {
            assert_eq!(apart(text, Options::empty()), wanted);
        }
    }
}
