//! Markup that is well-formed whichever parser reads it.
//!
//! [`Markup`] is the one place where angle brackets are written. Names are
//! `&'static str`, text and attribute values are escaped on the way in, and
//! elements close in the order they were opened, so unescaped text cannot be
//! concatenated and an element cannot stay open by mistake. The syntax is that
//! of XHTML, which is valid as HTML and as XML.

use std::fmt;

use super::{
    escape::{escape, escape_value},
    hygiene::clean,
};

/// A piece of XHTML.
#[derive(Clone, Debug, Default)]
pub(crate) struct Markup {
    out: String,
    open: Vec<&'static str>,
    replaced: usize,
}

/// A start tag that is being written.
#[derive(Debug)]
#[must_use = "a tag is written by `open`, `empty` or `around`"]
pub(crate) struct Tag<'a> {
    markup: &'a mut Markup,
    name: &'static str,
}

impl Markup {
    /// Begins an element.
    pub(crate) fn tag(&mut self, name: &'static str) -> Tag<'_> {
        self.out.push('<');
        self.out.push_str(name);
        Tag { markup: self, name }
    }

    /// Opens an element that has no attributes.
    pub(crate) fn open(&mut self, name: &'static str) {
        self.tag(name).open();
    }

    /// Closes the element opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push('>');
        }
    }

    /// Closes the element opened last, and ends the line.
    pub(crate) fn close_line(&mut self) {
        self.close();
        self.line();
    }

    /// Adds text.
    pub(crate) fn text(&mut self, text: &str) {
        let text = self.clean(text);
        escape(&text, &mut self.out);
    }

    /// Ends the line, where white space means nothing.
    pub(crate) fn line(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    /// Adds markup that was made apart.
    pub(crate) fn push(&mut self, other: &Markup) {
        self.replaced += other.replaced;
        self.out.push_str(&other.out);
    }

    /// Returns whether there is nothing.
    pub(crate) fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Returns how many pieces of text had characters that are forbidden.
    pub(crate) fn replaced(&self) -> usize {
        self.replaced
    }

    /// Returns the markup as text, every element closed.
    pub(crate) fn into_string(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn clean<'t>(&mut self, text: &'t str) -> std::borrow::Cow<'t, str> {
        let cleaned = clean(text);
        if matches!(cleaned, std::borrow::Cow::Owned(_)) && !text.contains('\r') {
            self.replaced += 1;
        }
        cleaned
    }
}

impl fmt::Display for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.out)?;
        self.open.iter().rev().try_for_each(|name| write!(f, "</{name}>"))
    }
}

impl<'a> Tag<'a> {
    /// Adds an attribute.
    pub(crate) fn attr(self, name: &'static str, value: &str) -> Self {
        let value = self.markup.clean(value);
        let out = &mut self.markup.out;
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape_value(&value, out);
        out.push('"');
        self
    }

    /// Adds an attribute if there is a value for it.
    pub(crate) fn maybe(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Writes the start tag. The element is open until it is closed.
    pub(crate) fn open(self) {
        self.markup.out.push('>');
        self.markup.open.push(self.name);
    }

    /// Writes an element that can hold nothing, such as `br`.
    pub(crate) fn empty(self) {
        self.markup.out.push_str("/>");
    }

    /// Writes an element around text.
    pub(crate) fn around(self, text: &str) {
        let markup: &'a mut Markup = self.markup;
        markup.out.push('>');
        markup.text(text);
        markup.out.push_str("</");
        markup.out.push_str(self.name);
        markup.out.push('>');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let mut markup = Markup::default();
        markup.tag("a").attr("href", "?a=\"1\"&b=\n<").open();
        markup.text("x < y & \u{1}]]>");
        assert_eq!(markup.replaced(), 1);
        assert_eq!(
            markup.into_string(),
            "<a href=\"?a=&quot;1&quot;&amp;b=&#10;&lt;\">x &lt; y &amp; \u{fffd}]]&gt;</a>"
        );
    }

    #[test]
    fn elements_close_in_order() {
        let mut markup = Markup::default();
        markup.open("ul");
        markup.open("li");
        markup.tag("br").empty();
        assert_eq!(markup.to_string(), "<ul><li><br/></li></ul>");
    }
}
