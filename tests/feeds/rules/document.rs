//! A feed as a list of elements.

use quick_xml::{Reader, XmlVersion, events::Event};

/// An element, with the path of names to it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) path: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// Reads a document.
///
/// # Errors
///
/// Says why it is not well-formed.
pub(crate) fn elements(text: &str) -> Result<Vec<Element>, String> {
    let mut reader = Reader::from_str(text);
    let mut out: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|err| format!("SAXError: {err}"))?;
        match event {
            Event::Eof if open.is_empty() => return Ok(out),
            Event::Eof => return Err("SAXError: not closed".into()),
            Event::Start(ref it) | Event::Empty(ref it) => {
                let parent = open.last().map_or("", |it| out[*it].path.as_str());
                let path = format!("{parent}/{}", it.name().into_inner());
                let mut attributes = Vec::new();
                for it in it.attributes() {
                    let it = it.map_err(|err| format!("SAXError: {err}"))?;
                    let value = it
                        .normalized_value(XmlVersion::Explicit1_0)
                        .map_err(|err| format!("SAXError: {err}"))?;
                    attributes.push((it.key.into_inner().to_owned(), value.into_owned()));
                }
                out.push(Element { path, attributes, text: String::new() });
                if matches!(event, Event::Start(_)) {
                    open.push(out.len() - 1);
                }
            }
            Event::End(_) => _ = open.pop(),
            // White space may stand around the root.
            Event::Text(_) if open.is_empty() => (),
            Event::Text(it) => {
                out[*open.last().unwrap_or(&0)].text.push_str(&it.xml10_content());
            }
            Event::CData(it) => out[*open.last().unwrap_or(&0)].text.push_str(&it),
            Event::GeneralRef(it) => {
                let known = match &*it {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    _ => None,
                };
                let c = it.resolve_char_ref().ok().flatten().or(known);
                let c = c.ok_or_else(|| format!("UndefinedNamedEntity: {}", &*it))?;
                out[*open.last().unwrap_or(&0)].text.push(c);
            }
            _ => (),
        }
    }
}

/// Splits a list of elements into those before the first with a path, and the
/// groups that begin with one.
pub(crate) fn groups<'a>(
    all: &'a [Element],
    path: &str,
) -> (&'a [Element], Vec<&'a [Element]>) {
    let starts: Vec<usize> =
        all.iter().enumerate().filter(|(_, it)| it.path == path).map(|it| it.0).collect();
    let head = &all[..starts.first().copied().unwrap_or(all.len())];
    let ends = starts.iter().skip(1).copied().chain([all.len()]);
    (head, starts.iter().zip(ends).map(|(from, to)| &all[*from..to]).collect())
}

pub(crate) fn said<'a>(group: &'a [Element], name: &str) -> Vec<&'a Element> {
    group.iter().filter(|it| it.path.ends_with(&format!("/{name}"))).collect()
}
