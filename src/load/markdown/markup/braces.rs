//! Attributes of a heading that stand on a line of their own.

use std::borrow::Cow;

use pulldown_cmark::{Event, Options, Parser, Tag};

/// Returns text in which the attributes of an underlined heading stand where the
/// parser can take them off.
///
/// It cuts them off from the end of the heading, and where only what a container
/// begins a line with is left before them, it cuts into that and fails
/// (pulldown-cmark 0.13). They go to the line before; within a quotation whose
/// marks change they stay as text.
pub(super) fn beside(text: &str, options: Options) -> Cow<'_, str> {
    let alone = |line: &str| {
        line.trim_end().ends_with('}') && line.trim_start_matches(MARKS).starts_with('{')
    };
    if !text.contains('{') || !text.lines().any(alone) {
        return text.into();
    }
    let mut out = String::new();
    let mut from = 0;
    let plain = options - Options::ENABLE_HEADING_ATTRIBUTES;
    for (event, range) in Parser::new_ext(text, plain).into_offset_iter() {
        if !matches!(event, Event::Start(Tag::Heading { .. })) {
            continue;
        }
        // A heading of one line has nothing before its attributes.
        let heading = text[range.clone()].trim_end();
        let Some(content) = heading.rfind('\n').map(|it| heading[..it].trim_end()) else {
            continue;
        };
        let Some(end) = content.rfind('\n') else { continue };
        let line = &content[end + 1..];
        if !alone(line) {
            continue;
        }
        let own = &line[..line.len() - line.trim_start_matches(MARKS).len()];
        let first = text[..range.start].rfind('\n').map_or(0, |it| it + 1);
        let brace = range.start + end + 1 + own.len();
        let before = &text[first..range.start];
        // Lines that leave their marks out are not seen, nor space past the mark's.
        let all_alike = content.lines().skip(1).all(|it| it.starts_with(before));
        let narrow = !own.contains('\t') && !own.ends_with("  ");
        if own == before && all_alike && narrow {
            continue;
        }
        if own.contains('>') {
            out += &text[from..brace];
            out += "&#123;";
            from = brace + 1;
        } else {
            let before = text[from..range.start + end].trim_end();
            let slashes = before.len() - before.trim_end_matches('\\').len();
            // A break that a backslash makes would make the brace text.
            out += &before[..before.len() - slashes % 2];
            out.push(' ');
            from = brace;
        }
    }
    if from == 0 {
        return text.into();
    }
    out += &text[from..];
    out.into()
}

/// What a line of a quotation or of an item begins with.
const MARKS: [char; 3] = [' ', '\t', '>'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::markdown::markup::options;

    #[test]
    fn attributes_go_to_the_line_before() {
        for (text, wanted) in [
            ("- foo\n   {.c}\n  ===\n", "- foo {.c}\n  ===\n"),
            ("foo\\\n {.c}\n===\n", "foo {.c}\n===\n"),
            (
                "foo\n  {.c}\n===\n\nbar\n  {#d}\n---\n",
                "foo {.c}\n===\n\nbar {#d}\n---\n",
            ),
            ("> foo\n> {.c}\n> ===\n", "> foo\n> {.c}\n> ===\n"),
            ("> foo\n>   {.c}\n> ===\n", "> foo\n>   &#123;.c}\n> ===\n"),
            ("> foo\no\n> {.c}\n> ===\n", "> foo\no\n> &#123;.c}\n> ===\n"),
            (">  a\n>  {.c}\n>  ===\n", ">  a\n>  &#123;.c}\n>  ===\n"),
            (">\to\n>\t{}\n>=\n", ">\to\n>\t&#123;}\n>=\n"),
            ("> > a\n> {.c}\n> > ---\n", "> > a\n> &#123;.c}\n> > ---\n"),
            ("foo\n  {.c}\n", "foo\n  {.c}\n"),
            ("# foo\n  {.c}\n", "# foo\n  {.c}\n"),
        ] {
            let mended = beside(text, options(false));
            assert_eq!(mended, wanted);
            // It must not fail.
            assert!(Parser::new_ext(&mended, options(false)).count() > 0);
        }
    }
}
