//! Links and pictures.

use std::fmt::Write as _;

use crate::{
    article::{Address, Image, Inline, Link, calls_note},
    report::Code,
};

use super::{Run, escape, target};

impl Run<'_, '_> {
    pub(super) fn link(&mut self, link: &Link) {
        if self.linked {
            self.writer.report.add(Code::MarksDropped, format!("link {}", link.address));
            return self.inlines(&link.content, Some(']'));
        }
        let address = link.address.as_str();
        if link.title.is_none()
            && matches!(&link.address, Address::Web(_))
            && matches!(&*link.content, [Inline::Text { text }] if text == address)
            && !address.contains(['<', '>', ' ', '|', '\\'])
        {
            self.out.push('<');
            self.out.push_str(address);
            self.out.push('>');
            return;
        }
        // The call of a note is a link to readers, which no link may hold, and
        // what stands right after it in brackets is where it would lead.
        if calls_note(&link.content)
            || self.out.ends_with(']') && !self.out.ends_with("\\]")
        {
            return self.linked_element(link);
        }
        self.out.push('[');
        self.linked = true;
        self.inlines(&link.content, Some(']'));
        self.linked = false;
        self.out.push(']');
        let place = self.place;
        let target = target(address, link.title.as_deref(), place);
        match self.writer.reference(&target, place) {
            Some(number) => {
                self.out.push('[');
                self.out.push_str(&number.to_string());
                self.out.push(']');
            }
            None => {
                self.out.push('(');
                self.out.push_str(&target);
                self.out.push(')');
            }
        }
    }

    /// Writes a link as an element.
    fn linked_element(&mut self, link: &Link) {
        let escape = |text: &str| {
            let mut out = String::with_capacity(text.len());
            for c in text.chars() {
                match c {
                    '&' => out.push_str("&amp;"),
                    '"' => out.push_str("&quot;"),
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    // In a table it would end the cell.
                    '|' => out.push_str("&#124;"),
                    c if escape::is_hidden(c, None) => {
                        _ = write!(out, "&#x{:x};", c as u32);
                    }
                    c => out.push(c),
                }
            }
            out
        };
        let mut open = format!("<a href=\"{}\"", escape(link.address.as_str()));
        if let Some(title) = &link.title {
            _ = write!(open, " title=\"{}\"", escape(title));
        }
        open.push('>');
        self.linked = true;
        self.element(&open, "</a>", &link.content);
        self.linked = false;
    }

    pub(super) fn image(&mut self, image: &Image) {
        let linked = std::mem::replace(&mut self.linked, true);
        match self.writer.picture(image) {
            Some(address) => {
                self.out.push_str("![");
                self.text(&image.alt, Some(']'));
                self.out.push_str("](");
                self.out.push_str(&target(&address, None, self.place));
                self.out.push(')');
            }
            None => self.text(&image.alt, None),
        }
        self.linked = linked;
    }
}
