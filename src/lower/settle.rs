//! Running text in its plainest form.
//!
//! Pages mark the same words in many ways: editors leave spaces inside bold
//! words, split a bold sentence in two, underline links. Of the ways that look
//! the same to a reader one is chosen, so that every format can say it simply:
//!
//! - White space stands outside marks and links; one that holds nothing else is
//!   none.
//! - Equal marks side by side are one.
//! - Stress is on words: a comma, dash or bracket at its edge that touches a word
//!   outside stands outside as well.
//! - A link is not underlined, and `®` is not raised: they are so by themselves.

use crate::article::{Inline, Link, Mark};

/// How often a line is gone over at most. Each pass brings marks further together.
const PASSES: usize = 8;

/// Brings a line into this form.
pub(super) fn settle(line: &mut Vec<Inline>) {
    if line.iter().any(|it| matches!(it, Inline::Marked { .. } | Inline::Link(_))) {
        // What moves may bring things together that were apart.
        for _ in 0..PASSES {
            let mut moved = false;
            *line = settled(std::mem::take(line), false, &mut moved);
            if !moved {
                break;
            }
        }
    }
}

/// Marks are not nested deeper than `MAX_INLINES`.
fn settled(line: Vec<Inline>, linked: bool, moved: &mut bool) -> Vec<Inline> {
    let mut out = Vec::with_capacity(line.len());
    let mut line = line.into_iter().peekable();
    while let Some(mut inline) = line.next() {
        let mut content = match &mut inline {
            Inline::Marked { content, .. } => {
                settled(std::mem::take(content), linked, moved)
            }
            Inline::Link(it) => settled(std::mem::take(&mut it.content), true, moved),
            _ => {
                *moved |= put(&mut out, inline);
                continue;
            }
        };
        let mut before = cut_start(&mut content, char::is_whitespace);
        let mut after = cut_end(&mut content, char::is_whitespace);
        if is_stress(&inline) && before.is_empty() && ends_in_word(&out) {
            before = cut_start(&mut content, may_lead);
        }
        let next = match line.peek() {
            Some(Inline::Text { text }) => text.chars().next(),
            _ => None,
        };
        *moved |= !before.is_empty() || !after.is_empty();
        if next == Some(' ') {
            after.clear();
        }
        let touched = next.is_some_and(is_word);
        if is_stress(&inline) && after.is_empty() && touched {
            after = cut_end(&mut content, may_trail);
            *moved |= !after.is_empty();
        }
        put_text(&mut out, &before);
        match inline {
            _ if content.is_empty() => *moved = true,
            Inline::Marked { mark, .. } if says_nothing(&mark, &content, linked) => {
                *moved = true;
                for it in content {
                    put(&mut out, it);
                }
            }
            Inline::Marked { mark, .. } => {
                *moved |= put(&mut out, Inline::Marked { mark, content });
            }
            Inline::Link(link) => {
                put(&mut out, Inline::Link(Link { content, ..link }));
            }
            _ => unreachable!("only marks and links have content"),
        }
        put_text(&mut out, &after);
    }
    out
}

/// Adds an inline, joined to what stands before it if both are text, or have the
/// same mark. Returns whether it was joined.
fn put(out: &mut Vec<Inline>, inline: Inline) -> bool {
    match (out.last_mut(), inline) {
        (Some(Inline::Text { text }), Inline::Text { text: more }) => {
            text.push_str(&more);
        }
        (
            Some(Inline::Marked { mark, content }),
            Inline::Marked { mark: same, content: more },
        ) if *mark == same && same != Mark::Quote => {
            for it in more {
                put(content, it);
            }
        }
        (_, inline) => {
            out.push(inline);
            return false;
        }
    }
    true
}

/// Adds text, of which a space beside a space is left out.
fn put_text(out: &mut Vec<Inline>, text: &str) {
    let doubled =
        matches!(out.last(), Some(Inline::Text { text }) if text.ends_with(' '));
    let text = if doubled { text.trim_start() } else { text };
    if !text.is_empty() {
        put(out, Inline::text(text));
    }
}

/// Takes the characters off the start that are of a kind.
fn cut_start(content: &mut Vec<Inline>, of: fn(char) -> bool) -> String {
    let Some(Inline::Text { text }) = content.first_mut() else { return String::new() };
    let rest = text.trim_start_matches(of).len();
    let cut = text[..text.len() - rest].to_owned();
    text.drain(..cut.len());
    if text.is_empty() {
        content.remove(0);
    }
    cut
}

/// Takes the characters off the end that are of a kind.
fn cut_end(content: &mut Vec<Inline>, of: fn(char) -> bool) -> String {
    let Some(Inline::Text { text }) = content.last_mut() else { return String::new() };
    let kept = text.trim_end_matches(of).len();
    let cut = text.split_off(kept);
    if text.is_empty() {
        content.pop();
    }
    cut
}

fn is_stress(inline: &Inline) -> bool {
    matches!(
        inline,
        Inline::Marked { mark: Mark::Emphasis | Mark::Strong | Mark::Struck, .. }
    )
}

fn ends_in_word(out: &[Inline]) -> bool {
    matches!(out.last(), Some(Inline::Text { text }) if text.ends_with(is_word))
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
}

/// Returns whether a sign ends what stands before it.
fn may_lead(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '—' | '–' | ')' | ']')
}

/// Returns whether a sign parts what stands before it from what follows.
fn may_trail(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '—' | '–' | '-' | '(' | '[')
}

/// Returns whether text has the mark without being told.
fn says_nothing(mark: &Mark, content: &[Inline], linked: bool) -> bool {
    match mark {
        Mark::Underline => {
            linked || content.iter().all(|it| matches!(it, Inline::Link(_)))
        }
        Mark::Superscript => content.iter().all(|it| {
            matches!(it, Inline::Text { text } if text.chars().all(|it| "®™℠".contains(it)))
        }),
        Mark::Emphasis
        | Mark::Strong
        | Mark::Struck
        | Mark::Subscript
        | Mark::SmallCaps
        | Mark::Highlight
        | Mark::Quote
        | Mark::Language(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(mark: Mark, content: Vec<Inline>) -> Inline {
        Inline::Marked { mark, content }
    }

    fn strong(text: &str) -> Inline {
        marked(Mark::Strong, vec![Inline::text(text)])
    }

    fn link(content: Vec<Inline>) -> Inline {
        let address = crate::article::Address::Local("a".into());
        Inline::Link(Link { address, title: None, content })
    }

    fn check(mut line: Vec<Inline>, expected: &[Inline]) {
        settle(&mut line);
        assert_eq!(line, expected);
        settle(&mut line);
        assert_eq!(line, expected, "settled twice");
    }

    #[test]
    fn white_space_stands_outside() {
        let em = marked(Mark::Emphasis, vec![Inline::text("\u{a0}b\u{a0}")]);
        check(
            vec![Inline::text("a "), marked(Mark::Strong, vec![em]), Inline::text("c")],
            &[
                Inline::text("a "),
                marked(
                    Mark::Strong,
                    vec![marked(Mark::Emphasis, vec![Inline::text("b")])],
                ),
                Inline::text("\u{a0}c"),
            ],
        );
        check(
            vec![strong("a"), strong("\u{a0}")],
            &[strong("a"), Inline::text("\u{a0}")],
        );
        check(
            vec![link(vec![strong("\u{a0}a")])],
            &[Inline::text("\u{a0}"), link(vec![strong("a")])],
        );
    }

    #[test]
    fn what_comes_together_is_settled_as_well() {
        check(
            vec![Inline::text("a."), strong("\u{a0}"), strong("b"), strong(" c ")],
            &[
                Inline::text("a.\u{a0}"),
                strong("b"),
                Inline::text(" "),
                strong("c"),
                Inline::text(" "),
            ],
        );
        check(
            vec![
                Inline::text("you will "),
                strong("not "),
                strong("("),
                Inline::text("b"),
            ],
            &[Inline::text("you will "), strong("not"), Inline::text(" (b")],
        );
    }

    #[test]
    fn equal_marks_side_by_side_are_one() {
        check(vec![strong("a"), strong("b")], &[strong("ab")]);
        let quote = || marked(Mark::Quote, vec![Inline::text("a")]);
        check(vec![quote(), quote()], &[quote(), quote()]);
    }

    #[test]
    fn stress_is_on_words() {
        let em = |text: &str| marked(Mark::Emphasis, vec![Inline::text(text)]);
        check(
            vec![Inline::text("Interview"), em(","), Inline::text("” a")],
            &[Inline::text("Interview,” a")],
        );
        check(
            vec![strong("MEXICO—"), Inline::text("If "), em("pre-"), Inline::text("fix")],
            &[strong("MEXICO"), Inline::text("—If "), em("pre"), Inline::text("-fix")],
        );
        // A price and a remark in brackets are whole.
        for text in ["$5", "(so)", "“so”"] {
            let line = vec![Inline::text("US"), strong(text), Inline::text("a")];
            check(line.clone(), &line);
        }
        check(
            vec![strong("Note:"), Inline::text(" a")],
            &[strong("Note:"), Inline::text(" a")],
        );
    }

    #[test]
    fn what_is_so_by_itself_is_not_marked() {
        let underlined = |it| marked(Mark::Underline, vec![it]);
        check(vec![underlined(link(vec![strong("a")]))], &[link(vec![strong("a")])]);
        check(
            vec![link(vec![underlined(Inline::text("a"))])],
            &[link(vec![Inline::text("a")])],
        );
        check(
            vec![Inline::text("GTX"), marked(Mark::Superscript, vec![Inline::text("®")])],
            &[Inline::text("GTX®")],
        );
    }
}
