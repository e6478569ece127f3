//! Shortcodes of `WordPress` to markup: words in brackets that stand in the text of an
//! export for what a site would print in their place.
//!
//! What the export itself has is printed: the caption of a picture, pictures of a
//! gallery, addresses of what plays. Of all others the brackets are taken off and
//! reported, since only the site knows what they would have been. Words in brackets
//! that say nothing else (`[sic]`) are text.

use std::collections::{BTreeMap, BTreeSet};

use crate::report::{Code, Report};

/// The longest shortcode, in bytes.
const LONGEST: usize = 4000;

/// One `[name key="value"]` or `[/name]`.
#[derive(Debug)]
struct Tag<'a> {
    name: &'a str,
    closes: bool,
    values: Vec<(&'a str, &'a str)>,
    /// Its bytes in the text.
    start: usize,
    end: usize,
}

impl<'a> Tag<'a> {
    fn value(&self, key: &str) -> Option<&'a str> {
        self.values.iter().find(|it| it.0 == key).map(|it| it.1)
    }

    /// Returns the first value that was given without a key.
    fn bare(&self) -> Option<&'a str> {
        self.value("")
    }
}

/// Pictures that an export has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pictures<'a> {
    /// The addresses of all of them, by their numbers.
    pub(super) all: &'a BTreeMap<&'a str, &'a str>,
    /// The addresses of those that were put into this article.
    pub(super) own: &'a [&'a str],
}

/// Returns a text with its shortcodes read.
pub(super) fn read(text: &str, pictures: Pictures<'_>, report: &mut Report) -> String {
    let tags = tags(text);
    let closed: BTreeSet<&str> =
        tags.iter().filter(|it| it.closes).map(|it| it.name).collect();
    let mut out = String::with_capacity(text.len());
    let mut unknown: BTreeMap<&str, usize> = BTreeMap::new();
    let mut at = 0;
    for (place, tag) in tags.iter().enumerate() {
        if tag.start < at {
            continue;
        }
        // The text of one that holds some ends at the next of its name.
        let rest = tags[place + 1..].iter().take(64);
        let end = rest.filter(|it| it.closes).find(|it| it.name == tag.name);
        let inside = end.map(|it| &text[tag.end..it.start]);
        let (markup, whole) = match (tag.name, inside) {
            (_, _) if tag.closes => (None, false),
            ("caption" | "wp_caption", Some(inside)) => {
                (Some(captioned(tag, inside)), true)
            }
            ("embed", Some(inside)) => (frame(inside), true),
            ("gallery", _) => (gallery(tag, pictures), false),
            ("youtube" | "vimeo" | "embed", _) => (tag.bare().and_then(frame), false),
            ("video" | "audio", _) => (player(tag), inside.is_some()),
            _ => (None, false),
        };
        let known = matches!(tag.name, "gallery" | "playlist");
        let says = known || !tag.values.is_empty() || closed.contains(tag.name);
        if markup.is_none() && !says {
            continue;
        }
        out.push_str(&text[at..tag.start]);
        at = match end.filter(|_| whole) {
            Some(it) => it.end,
            None => tag.end,
        };
        match markup {
            Some(it) => out.push_str(&it),
            None if tag.closes => (),
            None => *unknown.entry(tag.name).or_default() += 1,
        }
    }
    out.push_str(&text[at..]);
    for (name, count) in unknown.into_iter().take(32) {
        let times = if count > 1 { format!(" ({count} times)") } else { String::new() };
        report.add(Code::MarkupUnwrapped, format!("shortcode [{name}]{times}"));
    }
    out
}

/// Finds the shortcodes of a text, outside tags, comments and code.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    // Where none of a sort follows any more, none is looked for.
    let mut code_ends = true;
    while let Some(next) = text[at..].find(['[', '<']) {
        let start = at + next;
        if text.as_bytes()[start] == b'<' {
            let rest = &text[start..];
            let opens = |it: char| it.is_ascii_alphabetic() || "/!".contains(it);
            if !rest[1..].starts_with(opens) {
                at = start + 1;
                continue;
            }
            let end = if rest.starts_with("<!--") {
                rest.find("-->").map(|it| it + 3)
            } else {
                rest.find('>').map(|it| it + 1)
            };
            let Some(end) = end else { break };
            at = start + end;
            let code = ["pre", "code"].iter().find(|it| {
                let after = rest[1..].strip_prefix(**it);
                after.is_some_and(|it| it.starts_with(['>', ' ', '\n']))
            });
            if let Some(name) = code.filter(|_| code_ends) {
                match text[at..].find(&format!("</{name}>")) {
                    Some(it) => at += it,
                    None => code_ends = false,
                }
            }
            continue;
        }
        match tag(text, start) {
            Some(it) => {
                at = it.end;
                found.push(it);
            }
            None => at = start + 1,
        }
    }
    found
}

/// Reads the shortcode that begins at a bracket.
fn tag(text: &str, start: usize) -> Option<Tag<'_>> {
    // "[[name]]" speaks of a shortcode.
    if text[..start].ends_with('[') {
        return None;
    }
    let rest = &text[start + 1..];
    let (rest, closes) = rest.strip_prefix('/').map_or((rest, false), |it| (it, true));
    let is_name = |it: char| it.is_ascii_alphanumeric() || "_-".contains(it);
    let length = rest.find(|it| !is_name(it))?;
    let name = &rest[..length];
    if !name.starts_with(|it: char| it.is_ascii_lowercase()) {
        return None;
    }
    let mut left = &rest[length..];
    let mut values = Vec::new();
    loop {
        let spaced = left.starts_with([' ', '\n', '\t', '\u{a0}', '/']);
        left = left.trim_start();
        left = left.strip_prefix('/').unwrap_or(left);
        if let Some(after) = left.strip_prefix(']') {
            let end = text.len() - after.len();
            return Some(Tag { name, closes, values, start, end });
        }
        // "[youtube=https://…]" has its value right after the name.
        let joined = values.is_empty() && left.starts_with('=');
        if closes || !(spaced || joined) || start + LONGEST < text.len() - left.len() {
            return None;
        }
        let length = left.find(|it| !is_name(it))?;
        let (key, after) = left.split_at(length);
        let (value, after) = match after.strip_prefix('=') {
            Some(it) => value(it)?,
            // A word alone: an address, which has a scheme.
            None => {
                let end = left.find([' ', '\n', ']', '<', '['])?;
                if !left[..end].contains("://") && !key.is_empty() {
                    return None;
                }
                values.push(("", &left[..end]));
                left = &left[end..];
                continue;
            }
        };
        values.push((key, value));
        left = after;
    }
}

/// Reads a value, in quotes of a sort or up to the next space.
fn value(text: &str) -> Option<(&str, &str)> {
    let quote = text.chars().next()?;
    let close = match quote {
        '"' | '\'' => quote,
        '“' | '”' | '″' => '”',
        _ => {
            let end = text.find([' ', '\n', ']', '<', '['])?;
            return Some(text.split_at(end));
        }
    };
    let inside = &text[quote.len_utf8()..];
    let head = &inside[..inside.floor_char_boundary(LONGEST)];
    let end = head.find(close)?;
    Some((&inside[..end], &inside[end + close.len_utf8()..]))
}

/// Returns a picture with its caption: the words after the picture, or those that the
/// shortcode itself has.
fn captioned(tag: &Tag<'_>, inside: &str) -> String {
    let end = inside.find("<img").and_then(|at| Some(at + inside[at..].find('>')? + 1));
    let end = end.map_or(0, |end| {
        let rest = inside[end..].trim_start();
        match rest.strip_prefix("</a>") {
            Some(it) => inside.len() - it.len(),
            None => end,
        }
    });
    let (picture, words) = inside.split_at(end);
    let words = match words.trim() {
        "" => tag.value("caption").unwrap_or_default(),
        it => it,
    };
    format!("<figure>{picture}<figcaption>{words}</figcaption></figure>")
}

/// Returns the pictures of a gallery, if all of them are in the export.
fn gallery(tag: &Tag<'_>, pictures: Pictures<'_>) -> Option<String> {
    let ids = tag.value("ids").or_else(|| tag.value("include"));
    let addresses: Vec<&str> = match ids {
        Some(ids) => {
            let found = ids.split(',').map(|it| pictures.all.get(it.trim()).copied());
            found.collect::<Option<_>>()?
        }
        None => pictures.own.to_vec(),
    };
    if addresses.is_empty() {
        return None;
    }
    let images: Vec<String> =
        addresses.iter().map(|it| format!("<img src=\"{}\">", escaped(it))).collect();
    Some(format!("<figure class=\"gallery\">{}</figure>", images.concat()))
}

/// Returns a frame of what stands at an address.
fn frame(address: &str) -> Option<String> {
    let address = address.trim();
    let web = address.starts_with("http://") || address.starts_with("https://");
    let plain = !address.contains(['<', '>', '"', ' ', '\n']);
    (web && plain).then(|| format!("<iframe src=\"{}\"></iframe>", escaped(address)))
}

/// Returns a player of the file that a shortcode names.
fn player(tag: &Tag<'_>) -> Option<String> {
    const FILES: &[&str] =
        &["src", "mp4", "webm", "m4v", "ogv", "mp3", "m4a", "ogg", "wav", "flac"];
    let file = FILES.iter().find_map(|it| tag.value(it))?;
    let poster = tag.value("poster").map(|it| format!(" poster=\"{}\"", escaped(it)));
    let (name, poster) = (tag.name, poster.unwrap_or_default());
    Some(format!("<{name} src=\"{}\"{poster}></{name}>", escaped(file)))
}

/// Returns an address as the value of an attribute; what is escaped already stays.
fn escaped(text: &str) -> String {
    text.replace("&amp;", "&")
        .replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) -> Vec<String> {
        let pictures = BTreeMap::from([
            ("1", "https://a.example/1.jpg"),
            ("2", "https://a.example/2.jpg"),
        ]);
        let pictures = Pictures { all: &pictures, own: &["https://a.example/2.jpg"] };
        let mut report = Report::default();
        assert_eq!(read(text, pictures, &mut report), expected);
        report.entries.into_iter().map(|it| it.subject).collect()
    }

    #[test]
    fn what_the_export_has_is_printed() {
        for (text, expected) in [
            (
                "A\n\n[caption id=\"attachment_6\" width=\"300\"]<a href=\"b\"><img src=\"b.jpg\" /></a> The \
                 <em>dome</em>[/caption]\n\nB",
                "A\n\n<figure><a href=\"b\"><img src=\"b.jpg\" /></a><figcaption>The <em>dome</em>\
                 </figcaption></figure>\n\nB",
            ),
            (
                "[caption caption='The dome']<img src=b.jpg>[/caption]",
                "<figure><img src=b.jpg><figcaption>The dome</figcaption></figure>",
            ),
            (
                "[gallery columns=\"2\" ids=\"1, 2\"]",
                "<figure class=\"gallery\"><img src=\"https://a.example/1.jpg\">\
                 <img src=\"https://a.example/2.jpg\"></figure>",
            ),
            (
                "[gallery]",
                "<figure class=\"gallery\"><img src=\"https://a.example/2.jpg\"></figure>",
            ),
            (
                "[embed width=\"9\"]https://a.example/v?a=1&amp;b=2[/embed] x [youtube=https://b.example/w?v=1]",
                "<iframe src=\"https://a.example/v?a=1&amp;b=2\"></iframe> x \
                 <iframe src=\"https://b.example/w?v=1\"></iframe>",
            ),
            (
                "[video mp4=\"a.mp4\"][/video][audio src='b.mp3']",
                "<video src=\"a.mp4\"></video><audio src=\"b.mp3\"></audio>",
            ),
        ] {
            assert!(check(text, expected).is_empty());
        }
    }

    #[test]
    fn others_are_taken_off_and_reported() {
        let said = check(
            "[box type=\"info\"]The dome[/box] [gallery ids=\"1,9\"] [row]a[/row][row]b[/row]",
            "The dome  ab",
        );
        assert_eq!(
            said,
            ["shortcode [box]", "shortcode [gallery]", "shortcode [row] (2 times)"]
        );
    }

    #[test]
    fn words_in_brackets_are_text() {
        for text in [
            "He sayed [sic] so [1] [and more] [...] [x] [[caption]]",
            "<a title='[a b=\"c\"]'>x</a> <code>[gallery ids=\"1\"]</code>",
            "[caption id=\"",
            "a < b [sic]",
        ] {
            assert!(check(text, text).is_empty(), "{text}");
        }
    }

    #[test]
    fn long_and_odd_texts_do_no_harm() {
        for text in ["[a b=\"", "[a ", "[caption]", "<pre>", "[/a]", "[a b=c]"] {
            let pictures = Pictures { all: &BTreeMap::new(), own: &[] };
            read(&text.repeat(40_000), pictures, &mut Report::default());
        }
    }
}
