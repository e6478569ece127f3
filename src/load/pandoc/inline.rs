//! Running text, with the notes that stand in it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::load::markdown::{markup::Place, raw};

use super::{Attr, Tree, list, text};

/// The formats of raw text that are read.
pub(super) fn is_html(format: &str) -> bool {
    matches!(format, "html" | "html4" | "html5")
}

impl Tree<'_> {
    pub(super) fn inlines(&mut self, inlines: &Value) {
        for it in list(inlines) {
            self.inline(it);
        }
    }

    fn element(&mut self, name: &str, inlines: &Value) {
        _ = write!(self.out, "<{name}>");
        self.inlines(inlines);
        let end = name.split(' ').next().unwrap_or(name);
        _ = write!(self.out, "</{end}>");
    }

    pub(super) fn inline(&mut self, inline: &Value) {
        let content = &inline["c"];
        match text(&inline["t"]) {
            "Str" => raw::escape(text(content), &mut self.out),
            "Space" | "SoftBreak" => self.out.push(' '),
            "LineBreak" => self.out.push_str("<br>"),
            "Emph" => self.element("em", content),
            "Underline" => self.element("u", content),
            "Strong" => self.element("strong", content),
            "Strikeout" => self.element("del", content),
            "Superscript" => self.element("sup", content),
            "Subscript" => self.element("sub", content),
            "SmallCaps" => {
                self.element("span style=\"font-variant: small-caps\"", content);
            }
            "Quoted" => self.quoted(content),
            "Cite" => self.inlines(&content[1]),
            "Code" => {
                self.out.push_str("<code data-offprint-exact>");
                raw::escape(text(&content[1]), &mut self.out);
                self.out.push_str("</code>");
            }
            "Math" => self.math(content, None),
            "RawInline" if is_html(text(&content[0])) => {
                self.raw.inline(text(&content[1]), &mut self.out);
            }
            "RawInline" => self.drop_raw(text(&content[0]), text(&content[1])),
            "Link" => self.link(content),
            "Image" => self.picture(content),
            "Note" => self.note(content, None),
            "Span" => self.span(content),
            _ => (),
        }
    }

    /// Writes a quotation. Where the marks around it were made of those in a
    /// text, they are text again.
    fn quoted(&mut self, content: &Value) {
        let single = content[0]["t"] == "SingleQuote";
        if self.facts.own && !single {
            return self.element("q", &content[1]);
        }
        self.out.push(if single { '‘' } else { '“' });
        self.inlines(&content[1]);
        self.out.push(if single { '’' } else { '”' });
    }

    fn math(&mut self, content: &Value, alt: Option<&str>) {
        let display = content[0]["t"] == "DisplayMath";
        let kind = if display { "display" } else { "inline" };
        _ = write!(self.out, "<span class=\"math\" data-offprint-tex=\"{kind}");
        if let Some(alt) = alt {
            self.out.push_str("\" data-offprint-alt=\"");
            raw::escape(alt, &mut self.out);
        }
        self.out.push_str("\">");
        raw::escape(text(&content[1]), &mut self.out);
        self.out.push_str("</span>");
    }

    fn link(&mut self, content: &Value) {
        self.out.push_str("<a href=\"");
        raw::escape(text(&content[2][0]), &mut self.out);
        let title = text(&content[2][1]);
        if !title.is_empty() {
            self.out.push_str("\" title=\"");
            raw::escape(title, &mut self.out);
        }
        self.out.push_str("\">");
        self.inlines(&content[1]);
        self.out.push_str("</a>");
    }

    /// Writes a picture. Its description is the text that stands for it, unless
    /// that is a caption and the description is an attribute.
    pub(super) fn picture(&mut self, content: &Value) {
        let attr = Attr(&content[0]);
        let mut alt = String::new();
        match attr.get("alt") {
            Some(it) => it.clone_into(&mut alt),
            None => plain(&content[1], &mut alt),
        }
        self.out.push_str("<img src=\"");
        raw::escape(text(&content[2][0]), &mut self.out);
        self.out.push_str("\" alt=\"");
        raw::escape(&alt, &mut self.out);
        self.out.push('"');
        for side in ["width", "height"] {
            if let Some(length) = attr.get(side)
                && let Ok(length) = length.trim_end_matches("px").parse::<u32>()
            {
                _ = write!(self.out, " {side}=\"{length}\"");
            }
        }
        self.out.push('>');
    }

    /// Writes a note where it is called, and its words apart. Notes belong to the
    /// text: elsewhere their words stand in brackets.
    fn note(&mut self, blocks: &Value, number: Option<&str>) {
        if self.place != Place::Body {
            let mut words = String::new();
            plain(blocks, &mut words);
            raw::escape(&format!(" [{}]", words.trim()), &mut self.out);
            return;
        }
        self.count += 1;
        let label = number.map_or_else(|| self.count.to_string(), str::to_owned);
        self.call(&label);
        self.note_words(&label, blocks);
    }

    pub(super) fn note_words(&mut self, label: &str, blocks: &Value) {
        if !self.labels.insert(label.to_owned()) {
            return;
        }
        let mut mark = String::from("<div data-offprint-note=\"");
        raw::escape(label, &mut mark);
        mark.push_str("\">");
        let outer = std::mem::replace(&mut self.out, mark);
        self.blocks(list(blocks));
        self.out.push_str("</div>");
        let note = std::mem::replace(&mut self.out, outer);
        self.notes.push_str(&note);
    }

    fn call(&mut self, label: &str) {
        self.out.push_str("<sup data-offprint-call=\"");
        raw::escape(label, &mut self.out);
        self.out.push_str("\"></sup>");
    }

    fn span(&mut self, content: &Value) {
        let attr = Attr(&content[0]);
        let inner = &content[1];
        match attr.part() {
            Some("call") => return self.call(attr.get("number").unwrap_or_default()),
            Some("note") if inner[0]["t"] == "Note" => {
                return self.note(&inner[0]["c"], attr.get("number"));
            }
            Some("math") => {
                return match attr.get("source").and_then(|it| it.strip_prefix("<math")) {
                    Some(rest) => {
                        self.out.push_str("<math");
                        if attr.get("kind") == Some("DisplayMath") {
                            self.out.push_str(" mode=\"display\"");
                        }
                        self.out.push_str(rest);
                    }
                    None => self.math(&inner[0]["c"], attr.get("alt")),
                };
            }
            _ => (),
        }
        let name = if attr.has("mark") {
            "mark"
        } else if attr.has("smallcaps") {
            "span style=\"font-variant: small-caps\""
        } else if attr.has("underline") || attr.has("ul") {
            "u"
        } else {
            "span"
        };
        _ = write!(self.out, "<{name}");
        if let Some(language) = attr.get("lang") {
            self.out.push_str(" lang=\"");
            raw::escape(language, &mut self.out);
            self.out.push('"');
        }
        self.out.push('>');
        self.inlines(inner);
        let end = name.split(' ').next().unwrap_or(name);
        _ = write!(self.out, "</{end}>");
    }
}

/// Appends the words of anything in the tree, without what is done to them.
pub(super) fn plain(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => items.iter().for_each(|it| plain(it, out)),
        Value::Object(node) => {
            let content = node.get("c").unwrap_or(&Value::Null);
            match node.get("t").and_then(Value::as_str).unwrap_or_default() {
                "Str" => out.push_str(text(content)),
                "Space" | "SoftBreak" | "LineBreak" => out.push(' '),
                "Code" | "Math" | "CodeBlock" => out.push_str(text(&content[1])),
                "Quoted" => {
                    let single = content[0]["t"] == "SingleQuote";
                    out.push(if single { '‘' } else { '“' });
                    plain(&content[1], out);
                    out.push(if single { '’' } else { '”' });
                }
                "RawInline" | "RawBlock" | "Note" => (),
                "Cite" | "Link" | "Image" | "Span" | "Div" | "OrderedList" => {
                    plain(&content[1], out);
                }
                "Header" => plain(&content[2], out),
                "Para" | "Plain" => {
                    if !out.is_empty() && !out.ends_with(' ') {
                        out.push(' ');
                    }
                    plain(content, out);
                }
                _ => plain(content, out),
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
    }
}
