//! Raw markup inside Markdown, kept from swallowing what follows it.

use crate::decode::{rare, spell_out};

/// Elements that hold everything up to their end tag as text that is not shown.
const HIDING: &[&str] = &["script", "style", "iframe"];
/// Elements that hold everything as text that is shown, or as no text at all.
/// Their tags are left out and what is in them is read.
const OPENED: &[&str] = &[
    "textarea",
    "title",
    "plaintext",
    "xmp",
    "noembed",
    "noframes",
    "template",
    "select",
];

/// Elements that were opened in the running text and are still to be closed.
#[derive(Debug, Default)]
pub(in crate::load) struct Open {
    hiding: Vec<&'static str>,
    /// Whether there was any markup yet.
    pub(in crate::load) met: bool,
}

impl Open {
    /// Adds one tag from the running text.
    pub(in crate::load) fn inline(&mut self, tag: &str, out: &mut String) {
        self.met = true;
        let name = name(tag);
        if OPENED.contains(&&*name) {
            return;
        }
        if let Some(it) = HIDING.iter().find(|it| **it == name) {
            if tag.starts_with("</") {
                self.hiding.retain(|it| *it != name);
            } else if !tag.ends_with("/>") {
                self.hiding.push(it);
            }
        }
        out.push_str(tag);
    }

    /// Closes what the running text left open.
    pub(in crate::load) fn close(&mut self, out: &mut String) {
        for it in self.hiding.drain(..).rev() {
            out.push_str("</");
            out.push_str(it);
            out.push('>');
        }
    }

    /// Adds a block of markup.
    pub(in crate::load) fn block(&mut self, text: &str, out: &mut String) {
        self.met = true;
        let mut rest = text;
        // What may be read in vain looking for the ends of tags.
        let mut patience = text.len().saturating_mul(8);
        while let Some(at) = rest.find('<') {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            if let Some(inner) = rest.strip_prefix("<!--") {
                match inner.find("-->") {
                    Some(end) => rest = &inner[end + 3..],
                    None => return,
                }
                continue;
            }
            let is_tag = rest[1..]
                .starts_with(|it: char| it.is_ascii_alphabetic() || "/!?".contains(it));
            let is_tag = is_tag && rest.len() <= patience;
            let Some(end) = is_tag.then(|| tag_end(rest)).flatten() else {
                if is_tag {
                    patience -= rest.len();
                }
                out.push_str("&lt;");
                rest = &rest[1..];
                continue;
            };
            let tag = &rest[..end];
            let name = name(tag);
            rest = &rest[end..];
            if OPENED.contains(&&*name) {
                continue;
            }
            out.push_str(tag);
            if HIDING.contains(&&*name) && !tag.starts_with("</") {
                let Some(at) = end_tag(rest, &name) else {
                    for it in [rest, "</", &name, ">"] {
                        out.push_str(it);
                    }
                    return;
                };
                out.push_str(&rest[..at]);
                rest = &rest[at..];
            }
        }
        out.push_str(rest);
    }
}

/// Returns the name of a tag in lower case.
fn name(tag: &str) -> String {
    let start = tag.trim_start_matches(['<', '/']);
    let end = start.find(|it: char| !it.is_ascii_alphanumeric() && it != '-');
    start[..end.unwrap_or(start.len())].to_ascii_lowercase()
}

/// Returns where the first end tag of an element begins.
fn end_tag(text: &str, name: &str) -> Option<usize> {
    let named = |at: usize| {
        let here = text.get(at + 2..at + 2 + name.len());
        here.is_some_and(|it| it.eq_ignore_ascii_case(name))
    };
    text.match_indices("</").map(|it| it.0).find(|at| named(*at))
}

/// Returns where a tag ends, if it does.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in text.char_indices().skip(1) {
        match quote {
            Some(it) if it == c => quote = None,
            None if c == '>' => return Some(at + 1),
            // A quote that is no value is a character of a name.
            None if matches!(c, '"' | '\'') && before == '=' => quote = Some(c),
            _ => (),
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    None
}

/// Appends text so that it reads as text.
pub(in crate::load) fn escape(text: &str, out: &mut String) {
    let is_sign = |it| matches!(it, b'&' | b'<' | b'>' | b'"');
    spell_out(text, rare(text, is_sign), out);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str) -> String {
        let mut out = String::new();
        Open::default().block(text, &mut out);
        out
    }

    #[test]
    fn a_script_ends_where_its_end_tag_is() {
        let text = "<div><ScRipt>a</b</sCript>c<style>d";
        assert_eq!(block(text), format!("{text}</style>"));
    }

    #[test]
    fn tags_that_never_end_are_text_and_cost_no_more_for_being_many() {
        for tag in ["<!A ", "<?", "<a b=\"c"] {
            let many = tag.repeat(100_000);
            assert_eq!(block(&many), many.replace('<', "&lt;"));
        }
    }
}
