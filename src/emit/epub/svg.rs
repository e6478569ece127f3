//! Drawings to drawings that neither run nor fetch anything.
//!
//! An SVG file is a program's favourite disguise. Only elements and attributes
//! of the drawing itself come through; what runs, what opens other documents
//! and what belongs to some editor does not.

use std::borrow::Cow;

use quick_xml::{
    Reader, Writer,
    events::{BytesEnd, BytesStart, BytesText, Event, attributes::Attribute},
};

/// Elements left out with all they hold.
const BANNED: &[&str] = &[
    "a",
    "audio",
    "canvas",
    "embed",
    "foreignObject",
    "handler",
    "iframe",
    "listener",
    "metadata",
    "object",
    "script",
    "video",
];

/// Deepest nesting of elements that is kept.
const DEEPEST: usize = 256;

/// Returns whether bytes are a drawing.
pub(super) fn is(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if !text.starts_with('<') {
        return false;
    }
    // The first element's name, after declarations and comments.
    let mut rest = text;
    loop {
        let Some(at) = rest.find('<') else { return false };
        rest = &rest[at + 1..];
        let end = if rest.starts_with("!--") {
            rest.find("-->")
        } else if rest.starts_with(['?', '!']) {
            rest.find('>')
        } else {
            let name = rest.split([' ', '\t', '\r', '\n', '>', '/']).next();
            return name.is_some_and(|it| it == "svg" || it.ends_with(":svg"));
        };
        let Some(end) = end else { return false };
        rest = &rest[end..];
    }
}

/// Returns a drawing with nothing in it that runs or fetches, or nothing if it
/// is not well-formed.
pub(in crate::emit) fn tame(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{FEFF}');
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut writer = Writer::new(Vec::new());
    // How deep we are, and how deep inside something left out.
    let (mut depth, mut banned) = (0_usize, 0_usize);
    let mut started = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(element) => {
                depth += 1;
                if DEEPEST < depth || started && depth == 1 {
                    return None;
                }
                let name = element.name();
                let name = name.as_ref();
                if 0 < banned || name.contains(':') || BANNED.contains(&name) {
                    banned += 1;
                    continue;
                }
                if !started && name != "svg" {
                    return None;
                }
                let kept = without_dangers(name, &element, started)?;
                started = true;
                writer.write_event(Event::Start(kept)).ok()?;
            }
            Event::End(element) => {
                depth = depth.checked_sub(1)?;
                if 0 < banned {
                    banned -= 1;
                } else {
                    let name = element.name();
                    let name = name.as_ref();
                    writer.write_event(Event::End(BytesEnd::new(name))).ok()?;
                }
            }
            Event::Text(it) if banned == 0 && 0 < depth => {
                write_text(&mut writer, &it)?;
            }
            Event::CData(it) if banned == 0 && 0 < depth => {
                write_text(&mut writer, &it)?;
            }
            Event::GeneralRef(it) if banned == 0 && 0 < depth => {
                let known = match &*it {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => it.resolve_char_ref().ok()??,
                };
                let mut buffer = [0; 4];
                write_text(&mut writer, known.encode_utf8(&mut buffer))?;
            }
            Event::Eof => break,
            Event::Text(_)
            | Event::CData(_)
            | Event::GeneralRef(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_)
            | Event::Comment(_)
            | Event::Empty(_) => (),
        }
    }
    (started && depth == 0).then(|| writer.into_inner())
}

fn write_text(writer: &mut Writer<Vec<u8>>, text: &str) -> Option<()> {
    let text = crate::render::clean(text);
    let text = if fetches(&text) { Cow::Borrowed("") } else { text };
    writer.write_event(Event::Text(BytesText::new(&text))).ok()
}

/// Returns an element's start without the attributes that run or fetch.
fn without_dangers<'a>(
    name: &'a str,
    element: &BytesStart<'_>,
    inside: bool,
) -> Option<BytesStart<'a>> {
    let mut kept = BytesStart::new(name.to_owned());
    if !inside {
        kept.push_attribute(("xmlns", "http://www.w3.org/2000/svg"));
        kept.push_attribute(("xmlns:xlink", "http://www.w3.org/1999/xlink"));
    }
    for attribute in element.attributes() {
        let attribute = attribute.ok()?;
        let Some((key, value)) = safe(&attribute) else { continue };
        kept.push_attribute((&*key, &*crate::render::clean(&value)));
    }
    Some(kept)
}

fn safe(attribute: &Attribute<'_>) -> Option<(String, String)> {
    let key = attribute.key.into_inner();
    let value = attribute.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok()?;
    let own =
        !key.contains(':') || matches!(key, "xlink:href" | "xml:lang" | "xml:space");
    let runs = key.len() > 2 && key[..2].eq_ignore_ascii_case("on");
    if !own || runs || key.starts_with("xmlns") || key == "data-" {
        return None;
    }
    if matches!(key, "href" | "xlink:href") {
        let inline = ["data:image/png", "data:image/jpeg", "data:image/gif", "#"];
        return inline
            .iter()
            .any(|it| value.trim_start().starts_with(it))
            .then(|| (key.to_owned(), value.into_owned()));
    }
    if fetches(&value) {
        return None;
    }
    Some((key.to_owned(), value.into_owned()))
}

/// Returns whether a style or an attribute names something outside the file.
fn fetches(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let outside = |at: usize| {
        let target = text[at + 4..].trim_start_matches([' ', '\t', '\n', '"', '\'']);
        !(target.starts_with('#') || target.starts_with("data:image/"))
    };
    text.contains("@import")
        || text.contains("javascript:")
        || text.match_indices("url(").any(|(at, _)| outside(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tamed(text: &str) -> String {
        String::from_utf8(tame(text.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn keeps_the_drawing() {
        let text = tamed(
            "<?xml version='1.0'?><svg viewBox='0 0 8 8' xmlns='http://www.w3.org/2000/svg'>\
             <style>p &gt; q { fill: url(#a) }</style><path d='M0 0' fill='red'/>\
             <text>a &amp; b</text></svg>",
        );
        assert!(text.contains("viewBox=\"0 0 8 8\""), "{text}");
        assert!(text.contains("<path d=\"M0 0\" fill=\"red\"></path>"), "{text}");
        assert!(text.contains("a &amp; b"), "{text}");
        assert!(text.contains("url(#a)"), "{text}");
    }

    #[test]
    fn leaves_out_what_runs_or_fetches() {
        let text = tamed(
            "<svg onload='x()' xmlns:i='urn:i' i:y='1'><script>x()</script><i:z>q</i:z>\
             <image href='https://a.example/x.png'/><use xlink:href='#ok'/>\
             <foreignObject><div>d</div></foreignObject>\
             <rect style='fill:url(https://a.example/y)' width='2'/>\
             <style>@import 'z';</style></svg>",
        );
        for gone in ["onload", "x()", "i:", "a.example", "<div", "@import"] {
            assert!(!text.contains(gone), "{gone} in {text}");
        }
        assert!(text.contains("xlink:href=\"#ok\"") && text.contains("width=\"2\""));
    }

    #[test]
    fn refuses_what_is_not_well_formed() {
        assert!(tame(b"<svg><g></svg>").is_none());
        assert!(tame(b"<svg>").is_none());
        assert!(tame(b"<svg/><svg/>").is_none());
        assert!(tame(b"<html/>").is_none());
        assert!(tame("<svg>".repeat(5000).as_bytes()).is_none());
    }
}
