//! An XML document as a tree, read as feeds need to be: forgivingly.
//!
//! Many feeds in use are not quite well-formed. Names that no one declared,
//! entities from HTML and end tags in the wrong place are read past; there is no
//! document type, so nothing expands.

use std::collections::BTreeMap;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// How deep elements may nest; what is deeper is left out.
const DEEPEST: usize = 256;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Element {
    /// What its namespace is known as here, or nothing.
    pub(super) space: &'static str,
    /// The prefix it was written with.
    pub(super) prefix: String,
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// Its own text, without that of its children.
    pub(super) text: String,
    /// Everything between its tags, as it was written.
    pub(super) inside: String,
}

/// Namespaces by what their addresses hold, and the names they go by here.
const SPACES: &[(&str, &str)] = &[
    ("purl.org/rss/1.0/modules/content", "content"),
    ("purl.org/rss/1.0/modules/slash", "slash"),
    ("purl.org/dc/terms", "dcterms"),
    ("purl.org/dc/elements", "dc"),
    ("w3.org/2005/Atom", "atom"),
    ("purl.org/atom/ns#", "atom"),
    ("wellformedweb.org/CommentAPI", "wfw"),
    ("purl.org/syndication/thread", "thr"),
    ("search.yahoo.com/mrss", "media"),
    ("creativeCommonsRssModule", "cc"),
    ("wordpress.org/export/", "wp"),
    ("itunes.com/dtds/podcast", "itunes"),
    ("w3.org/1999/xhtml", "xhtml"),
    ("w3.org/1999/02/22-rdf-syntax-ns", "rdf"),
];

/// Prefixes that are understood even where nobody declared them.
const PREFIXES: &[&str] = &[
    "content", "slash", "dcterms", "dc", "atom", "wfw", "thr", "media", "wp", "itunes",
    "rdf", "excerpt",
];

impl Element {
    /// Returns an attribute, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|it| it.0 == name);
        found.map(|it| it.1.trim()).filter(|it| !it.is_empty())
    }

    /// Returns the children with a name.
    pub(super) fn all<'a>(
        &'a self,
        space: &'a str,
        name: &'a str,
    ) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |it| it.space == space && it.name == name)
    }

    /// Returns the first child with a name.
    pub(super) fn first(&self, space: &str, name: &str) -> Option<&Element> {
        self.children.iter().find(|it| it.space == space && it.name == name)
    }

    /// Returns what the first child with a name says.
    pub(super) fn said(&self, space: &str, name: &str) -> Option<&str> {
        self.first(space, name).map(|it| it.text.trim()).filter(|it| !it.is_empty())
    }

    /// Returns the markup in the first child with a name, whether it was escaped,
    /// as it should be, or not.
    pub(super) fn markup(&self, space: &str, name: &str) -> Option<&str> {
        let found = self.first(space, name)?;
        let text = if found.children.is_empty() { &found.text } else { &found.inside };
        Some(text.trim()).filter(|it| !it.is_empty())
    }
}

/// Elements whose markup some feeds do not escape.
const UNESCAPED: &[&str] = &["content", "description", "encoded", "summary"];

/// Reads a document; returns its root, and whether it was read to its end.
pub(super) fn read(text: &str) -> Option<(Element, bool)> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut spaces: Vec<BTreeMap<String, &'static str>> = vec![BTreeMap::new()];
    let mut open: Vec<(Element, usize)> = Vec::new();
    let mut root = None;
    let mut whole = true;
    // Elements that are too deep to keep.
    let mut skipped = 0_usize;
    loop {
        let before = reader.buffer_position() as usize;
        let Ok(event) = reader.read_event() else {
            whole = false;
            break;
        };
        let after = reader.buffer_position() as usize;
        match event {
            Event::Eof => break,
            Event::Start(_) if DEEPEST <= open.len() => skipped += 1,
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::Start(it) => {
                let (element, scope) = element(&it, spaces.last());
                spaces.push(scope);
                open.push((element, after));
            }
            Event::Empty(it) => {
                let (element, _) = element(&it, spaces.last());
                match open.last_mut() {
                    Some((parent, _)) => parent.children.push(element),
                    None if root.is_none() => root = Some(element),
                    None => (),
                }
            }
            Event::End(it) => {
                // An end tag closes what it names, and what was left open inside;
                // one that names nothing open closes nothing.
                let name = it.name();
                let local = local(name.into_inner());
                let Some(at) = open.iter().rposition(|(it, _)| it.name == local) else {
                    continue;
                };
                while open.len() > at {
                    spaces.pop();
                    close(&mut open, &mut root, text, before);
                }
            }
            Event::Text(it) => {
                if let Some((element, _)) = open.last_mut() {
                    element.text.push_str(&it.xml10_content());
                }
            }
            Event::CData(it) => {
                if let Some((element, _)) = open.last_mut() {
                    element.text.push_str(&it.xml10_content());
                }
            }
            Event::GeneralRef(it) => {
                if let Some((element, _)) = open.last_mut() {
                    match it.resolve_char_ref() {
                        Ok(Some(c)) => element.text.push(c),
                        Ok(None) | Err(_) => element.text.push_str(&entity(&it)),
                    }
                }
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => (),
        }
    }
    whole &= open.is_empty();
    while !open.is_empty() {
        close(&mut open, &mut root, text, text.len());
    }
    root.map(|it| (it, whole))
}

/// Closes the element opened last.
fn close(
    open: &mut Vec<(Element, usize)>,
    root: &mut Option<Element>,
    text: &str,
    end: usize,
) {
    let Some((mut element, start)) = open.pop() else { return };
    let markup = element.attribute("type").is_some_and(|it| it.contains("xhtml"))
        || element.attribute("mode") == Some("xml")
        || (!element.children.is_empty() && UNESCAPED.contains(&element.name.as_str()));
    if markup {
        text.get(start..end).unwrap_or_default().clone_into(&mut element.inside);
    }
    match open.last_mut() {
        Some((parent, _)) => parent.children.push(element),
        None if root.is_none() => *root = Some(element),
        None => (),
    }
}

/// Reads a start tag, and the prefixes that are in scope inside it.
fn element(
    tag: &BytesStart<'_>,
    outer: Option<&BTreeMap<String, &'static str>>,
) -> (Element, BTreeMap<String, &'static str>) {
    let mut scope = outer.cloned().unwrap_or_default();
    let mut out = Element::default();
    for attribute in tag.attributes().with_checks(false).flatten() {
        let key = attribute.key.into_inner();
        let value = attribute
            .normalized_value(XmlVersion::Explicit1_0)
            .map_or_else(|_| attribute.value.to_string(), std::borrow::Cow::into_owned);
        if let Some(prefix) = key.strip_prefix("xmlns") {
            let prefix = prefix.strip_prefix(':').unwrap_or(prefix);
            let known = SPACES.iter().find(|it| value.contains(it.0));
            let space = known.map_or("", |it| it.1);
            // WordPress gives the excerpt a namespace inside its own.
            let space = if value.contains("/excerpt") { "excerpt" } else { space };
            scope.insert(prefix.to_owned(), space);
        } else {
            out.attributes.push((local(key).to_owned(), value));
        }
    }
    let name = tag.name();
    let name = name.into_inner();
    let prefix = name.split_once(':').map_or("", |it| it.0);
    local(name).clone_into(&mut out.name);
    prefix.clone_into(&mut out.prefix);
    out.space = match scope.get(prefix) {
        Some(space) => space,
        None => PREFIXES.iter().find(|it| **it == prefix).unwrap_or(&""),
    };
    (out, scope)
}

fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |it| it.1)
}

/// Returns what an entity stands for, or the entity as it was written: text that
/// is markup is read once more, and then it is known.
fn entity(name: &str) -> String {
    match name {
        "amp" => "&".into(),
        "lt" => "<".into(),
        "gt" => ">".into(),
        "quot" => "\"".into(),
        "apos" => "'".into(),
        "nbsp" => "\u{a0}".into(),
        _ => format!("&{name};"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_by_their_namespace_and_else_by_their_prefix() {
        let (root, whole) = read(
            "<?xml version='1.0'?><r xmlns:x='http://purl.org/dc/elements/1.1/'>\
             <x:creator>A &amp;&#32;B &hearts;</x:creator><dc:date>1</dc:date></r>",
        )
        .unwrap();
        assert!(whole);
        assert_eq!(root.said("dc", "creator"), Some("A & B &hearts;"));
        assert_eq!(root.said("dc", "date"), Some("1"));
    }

    #[test]
    fn what_was_read_before_a_fault_is_kept() {
        let (root, whole) = read("<r><a>1</a><b>2<c></b><d>3</d><e x=").unwrap();
        assert!(!whole);
        assert_eq!(root.said("", "a"), Some("1"));
        assert_eq!(root.said("", "d"), Some("3"));
    }

    #[test]
    fn markup_inside_is_kept_as_it_was_written() {
        let (root, _) = read("<r><c type='xhtml'><div>a<br/>&lt;</div></c></r>").unwrap();
        assert_eq!(root.first("", "c").unwrap().inside, "<div>a<br/>&lt;</div>");
    }
}
