//! Listings: program text with its language, without the numbers beside it.

use crate::{
    article::{Block, Code},
    dom::{NodeId, is_block},
};

use super::{
    Lowering,
    signs::{self, Sign},
};

impl Lowering<'_> {
    pub(super) fn listing(&mut self, id: NodeId) -> Option<Block> {
        let mut text = String::new();
        self.preformatted(id, &mut text);
        if !self.exact && text.ends_with('\n') {
            text.pop();
        }
        if text.trim().is_empty() && !self.exact {
            return None;
        }
        Some(Block::Code(Code { language: self.code_language(id), text }))
    }

    /// Reads a listing laid out as a table, numbers in one column and code in
    /// the next.
    pub(super) fn numbered_listing(&mut self, table: NodeId) -> Option<Block> {
        let dom = self.dom;
        let gutter = dom.descendants(table).take(12).find(|it| {
            matches!(dom.name(*it), "td" | "pre" | "div" | "span")
                && signs::sign(dom, *it) == Some(Sign::LineNumbers)
        })?;
        let code = (dom.end(gutter).0..dom.end(table).0)
            .map(NodeId)
            .find(|it| matches!(dom.name(*it), "pre" | "td") && !self.is_cut(*it))?;
        let mut text = String::new();
        if dom.name(code) == "pre" {
            self.preformatted(code, &mut text);
        } else {
            // One row a line.
            self.preformatted(table, &mut text);
        }
        let text = text.trim_matches('\n').to_owned();
        (!text.trim().is_empty())
            .then(|| Block::Code(Code { language: self.code_language(code), text }))
    }

    /// Appends text as it stands, a line for each block and each `br`.
    fn preformatted(&self, id: NodeId, out: &mut String) {
        let dom = self.dom;
        let end = dom.end(id);
        let mut at = NodeId(id.0 + 1);
        let mut lines: Vec<NodeId> = Vec::new();
        while at < end {
            while lines.last().is_some_and(|it| *it <= at) {
                lines.pop();
                new_line(out);
            }
            if dom.is_text(at) {
                out.push_str(dom.text(at));
            } else if dom.is_element(at) {
                let name = dom.name(at);
                let number = signs::sign(dom, at) == Some(Sign::LineNumbers)
                    || dom.attr(at, "data-line-number").is_some()
                        && dom.text(at).is_empty();
                if self.is_cut(at)
                    || number
                    || matches!(name, "button" | "script" | "style")
                {
                    at = dom.end(at);
                    continue;
                }
                if name == "br" {
                    out.push('\n');
                } else if is_block(name) && name != "td" {
                    new_line(out);
                    lines.push(dom.end(at));
                }
            }
            at = NodeId(at.0 + 1);
        }
    }

    /// Returns the language that a listing, or what wraps it, says it is in.
    fn code_language(&self, id: NodeId) -> Option<String> {
        let dom = self.dom;
        let inside = dom.elements(id).next().filter(|it| dom.name(*it) == "code");
        if let Some(exact) = dom.attr(id, LANGUAGE) {
            return Some(exact.to_owned()).filter(|it| !it.is_empty());
        }
        inside
            .into_iter()
            .chain([id])
            .chain(dom.ancestors(id).take(3).filter(|it| {
                matches!(dom.name(*it), "div" | "figure" | "td" | "code-block")
            }))
            .find_map(|it| self.named_language(it))
    }

    fn named_language(&self, id: NodeId) -> Option<String> {
        let dom = self.dom;
        let class = dom.class(id);
        let mut words = class.split_ascii_whitespace().peekable();
        let mut highlighted = None;
        while let Some(word) = words.next() {
            let lower = word.to_ascii_lowercase();
            for prefix in ["language-", "lang-", "highlight-source-", "sourcecode-"] {
                if let Some(at) = lower.starts_with(prefix).then_some(prefix.len()) {
                    return language(&word[at..]);
                }
            }
            if lower == "brush:" {
                return words.peek().and_then(|it| language(it.trim_end_matches(';')));
            }
            if let Some(rest) = lower.strip_prefix("brush:") {
                return language(rest.trim_end_matches(';'));
            }
            // `hljs rust`, `sourceCode python`, `highlight ruby`
            if matches!(&*lower, "hljs" | "sourcecode" | "src" | "highlight") {
                highlighted = words.peek().copied();
            }
        }
        let attribute = ["data-lang", "data-language", "data-code-language"]
            .iter()
            .find_map(|it| dom.attr(id, it));
        attribute.or(highlighted).and_then(language)
    }
}

/// An attribute that names the language of a listing word for word.
pub(super) const LANGUAGE: &str = "data-offprint-language";

fn new_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn language(name: &str) -> Option<String> {
    let name = name.trim().trim_start_matches("src-");
    let legal = |it: char| it.is_alphanumeric() || "+-#._".contains(it);
    let means_none = matches!(
        &*name.to_ascii_lowercase(),
        "" | "none" | "undefined" | "auto" | "nohighlight" | "hljs" | "default"
    );
    (!means_none && name.len() <= 40 && name.chars().all(legal)).then(|| name.to_owned())
}
