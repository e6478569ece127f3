//! XML documents, for formats that a parser must accept.
//!
//! Elements close in the order they were opened; text is escaped, and the
//! characters that XML forbids are replaced; and only the namespaces in use are
//! declared, since some validators mind the others.

use std::{borrow::Cow, collections::BTreeSet, io, io::Write as _};

use quick_xml::{
    Writer,
    events::{BytesCData, BytesEnd, BytesStart, BytesText, Event},
};

use super::{escape, hygiene::clean};

/// An attribute's name and value.
pub(crate) type Attribute<'a> = (&'a str, &'a str);

/// A document being written.
pub(crate) struct Xml {
    writer: Writer<Vec<u8>>,
    root: &'static str,
    open: Vec<&'static str>,
    prefixes: BTreeSet<&'static str>,
}

impl Xml {
    /// Begins a document.
    pub(crate) fn new(root: &'static str) -> Self {
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
        // The root's own tag is written last, once its namespaces are known.
        write(&mut writer, Event::Start(BytesStart::new(root)));
        writer.get_mut().clear();
        Self { writer, root, open: Vec::new(), prefixes: BTreeSet::new() }
    }

    /// Opens an element.
    pub(crate) fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        let start = self.start(name, attributes);
        write(&mut self.writer, Event::Start(start));
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(crate) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            write(&mut self.writer, Event::End(BytesEnd::new(name)));
        }
    }

    /// Writes an element that holds nothing.
    pub(crate) fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        let start = self.start(name, attributes);
        write(&mut self.writer, Event::Empty(start));
    }

    /// Writes an element that holds text.
    pub(crate) fn leaf(
        &mut self,
        name: &'static str,
        attributes: &[Attribute<'_>],
        text: &str,
    ) {
        let start = self.start(name, attributes);
        write(&mut self.writer, Event::Start(start));
        write(&mut self.writer, Event::Text(BytesText::from_escaped(escape(text))));
        write(&mut self.writer, Event::End(BytesEnd::new(name)));
    }

    /// Writes an element that holds text, if there is any.
    pub(crate) fn maybe(&mut self, name: &'static str, text: Option<&str>) {
        if let Some(text) = text.map(str::trim).filter(|it| !it.is_empty()) {
            self.leaf(name, &[], text);
        }
    }

    /// Writes an element that holds text in CDATA sections, which read better
    /// where the text is markup.
    pub(crate) fn cdata(&mut self, name: &'static str, text: &str) {
        let start = self.start(name, &[]);
        write(&mut self.writer, Event::Start(start));
        for part in BytesCData::escaped(&clean(text)) {
            write(&mut self.writer, Event::CData(part));
        }
        write(&mut self.writer, Event::End(BytesEnd::new(name)));
    }

    /// Ends the document and returns it, with the namespaces that were used.
    pub(crate) fn finish(
        mut self,
        attributes: &[Attribute<'_>],
        namespaces: &[(&str, &str)],
    ) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        let mut root = BytesStart::new(self.root);
        for attribute in attributes {
            root.push_attribute(safe(attribute));
        }
        for (prefix, address) in namespaces {
            if self.prefixes.contains(prefix) {
                root.push_attribute((&*format!("xmlns:{prefix}"), *address));
            }
        }
        let mut out = Writer::new(Vec::new());
        out.get_mut().extend(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(&mut out, Event::Start(root));
        let body = self.writer.into_inner();
        if body.first() != Some(&b'\n') {
            out.get_mut().push(b'\n');
        }
        out.get_mut().extend(body);
        out.get_mut().push(b'\n');
        write(&mut out, Event::End(BytesEnd::new(self.root)));
        out.get_mut().push(b'\n');
        out.into_inner()
    }

    fn start(
        &mut self,
        name: &'static str,
        attributes: &[Attribute<'_>],
    ) -> BytesStart<'static> {
        self.note(name);
        let mut start = BytesStart::new(name);
        for attribute in attributes {
            if let Some(known) =
                ["thr:count", "thr:updated"].iter().find(|it| **it == attribute.0)
            {
                self.note(known);
            }
            start.push_attribute(safe(attribute));
        }
        start
    }

    /// Notes that a name's prefix is in use.
    fn note(&mut self, name: &'static str) {
        if let Some((prefix, _)) = name.split_once(':') {
            self.prefixes.insert(prefix);
        }
    }
}

/// Returns an attribute that is escaped, its line ends and tabs kept.
fn safe<'a>(
    (name, value): &Attribute<'a>,
) -> quick_xml::events::attributes::Attribute<'a> {
    let mut escaped = String::with_capacity(value.len());
    escape::escape_value(&clean(value), &mut escaped);
    quick_xml::events::attributes::Attribute {
        key: quick_xml::name::QName(name),
        value: Cow::Owned(escaped),
    }
}

fn escape(text: &str) -> String {
    let text = clean(text);
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    escape::escape(&text, &mut out);
    out
}

fn write(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    let done: io::Result<()> = writer.write_event(event);
    done.and_then(|()| writer.get_mut().flush()).expect("memory can be written to");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_namespaces_in_use_are_declared() {
        let mut xml = Xml::new("rss");
        xml.open("channel", &[]);
        xml.leaf("dc:creator", &[], "A & B");
        xml.cdata("content:encoded", "a ]]> b\u{1}");
        xml.empty("guid", &[("a", "\"<\n")]);
        let known = [("atom", "x:atom"), ("content", "x:content"), ("dc", "x:dc")];
        let out = String::from_utf8(xml.finish(&[("version", "2.0")], &known)).unwrap();
        assert_eq!(
            out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <rss version=\"2.0\" xmlns:content=\"x:content\" xmlns:dc=\"x:dc\">\n  \
             <channel>\n    <dc:creator>A &amp; B</dc:creator>\n    \
             <content:encoded><![CDATA[a ]]]]><![CDATA[> b\u{fffd}]]></content:encoded>\n    \
             <guid a=\"&quot;&lt;&#10;\"/>\n  </channel>\n</rss>\n"
        );
    }
}
