//! Where links go and pictures are.

use std::fmt::Write as _;

use super::{Place, escape};

/// Returns what goes between the parentheses of a link.
pub(in crate::emit::markdown) fn target(
    address: &str,
    title: Option<&str>,
    place: Place,
) -> String {
    let mut out = String::new();
    let bare = !address.is_empty()
        && !address.starts_with('<')
        && !address.contains(|it: char| it.is_whitespace() || it.is_control())
        && balanced(address);
    if !bare {
        out.push('<');
    }
    for (at, c) in address.char_indices() {
        let after = address[at + c.len_utf8()..].chars().next();
        match c {
            '\n' | '\r' => out.push_str(if c == '\n' { "%0A" } else { "%0D" }),
            '\\' if after.is_none_or(|it| it.is_ascii_punctuation()) => {
                out.push_str("\\\\");
            }
            // Some readers resolve references before they look at backslashes.
            '&' if escape::is_entity(&address[at..]) => out.push_str("&amp;"),
            '<' | '>' => {
                out.push('\\');
                out.push(c);
            }
            '|' if place == Place::Cell => out.push_str("\\|"),
            _ => out.push(c),
        }
    }
    if !bare {
        out.push('>');
    }
    if let Some(title) = title {
        out.push_str(" \"");
        for (at, c) in title.char_indices() {
            match c {
                '"' | '\\' => {
                    out.push('\\');
                    out.push(c);
                }
                '\n' => out.push_str("&#10;"),
                '&' if escape::is_entity(&title[at..]) => out.push_str("&amp;"),
                '|' if place == Place::Cell => out.push_str("\\|"),
                '<' if title[at..].starts_with("<!--") => out.push_str("&lt;"),
                c if escape::is_hidden(c, title[..at].chars().next_back()) => {
                    _ = write!(out, "&#x{:x};", c as u32);
                }
                _ => out.push(c),
            }
        }
        out.push('"');
    }
    out
}

fn balanced(text: &str) -> bool {
    let mut depth = 0_i32;
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => (),
        }
        if !(0..16).contains(&depth) {
            return false;
        }
    }
    depth == 0
}
