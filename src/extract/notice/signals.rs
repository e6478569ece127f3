//! What structured data and markup say about a first printing.

use url::Url;

use crate::{
    article::Licence,
    dom::NodeId,
    extract::{
        Page,
        lines::{Line, Lines},
    },
};

use super::own::{Own, canonical, label, plain, site};

/// Returns another outlet's address that the page calls the text's own, with the
/// rule that found it.
pub(super) fn foreign(page: &Page<'_>, own: &Own) -> Option<(&'static str, Url)> {
    let declared = ["syndication-source", "original-source"].iter().filter_map(|name| {
        let url = page.resolve(page.meta(name)?)?;
        Some(("meta syndication-source", url))
    });
    let canonical = canonical(page).map(|it| ("canonical", it));
    let reposts = reposts(page).into_iter().filter_map(|it| {
        Some(("u-repost-of", page.resolve(page.dom.attr(it, "href")?)?))
    });
    let based = articles_based_on(page).into_iter().map(|it| ("json-ld isBasedOn", it));
    let is_piece = |it: &Url| it.path().trim_matches('/').len() > 4;
    let mut all = reposts.chain(declared).chain(canonical).chain(based);
    all.find(|(_, url)| is_piece(url) && own.excludes(url))
}

/// Returns the links that microformats call the first printing, those of a comment
/// or a mention left out.
fn reposts(page: &Page<'_>) -> Vec<NodeId> {
    let dom = page.dom;
    let found = dom.named(page.body, "a").filter(|it| dom.has_class(*it, "u-repost-of"));
    let cited = |it: &NodeId| dom.ancestors(*it).any(|up| dom.has_class(up, "u-comment"));
    found.filter(|it| !cited(it)).collect()
}

/// Returns the addresses that the structured data says an article is based on.
/// Anything but another text, such as a product or a recipe, makes no reprint.
fn articles_based_on(page: &Page<'_>) -> Vec<Url> {
    let mut found = Vec::new();
    for value in &page.json_ld {
        let nodes = value.get("@graph").and_then(|it| it.as_array());
        let nodes = nodes.map_or_else(|| vec![value], |it| it.iter().collect());
        for node in nodes.into_iter().filter(|it| is_text(it)) {
            let based = &node["isBasedOn"];
            let based = based.get(0).unwrap_or(based);
            let address = match based.as_str() {
                Some(it) => Some(it),
                None if is_text(based) => based["url"].as_str().or(based["@id"].as_str()),
                None => None,
            };
            found.extend(address.and_then(|it| page.resolve(it)));
        }
    }
    found
}

/// Returns whether a value of JSON-LD is an article of one kind or another.
fn is_text(value: &serde_json::Value) -> bool {
    let is = |it: &serde_json::Value| {
        it.as_str().is_some_and(|it| it.ends_with("Article") || it.ends_with("Posting"))
    };
    match &value["@type"] {
        serde_json::Value::Array(all) => all.iter().any(is),
        it => is(it),
    }
}

/// Classes of elements that say who printed a text first.
const NOTICES: &[&str] = &[
    "republication-notice",
    "republish-notice",
    "republished-from",
    "reprint-notice",
    "syndication-notice",
    "originally-published",
    "originally-appeared",
    "partner-credit",
];

/// Finds an element whose markup says that it is a notice, and that leads to
/// another outlet. Returns it with the link.
pub(super) fn declared(page: &Page<'_>, own: &Own) -> Option<(NodeId, NodeId, Url)> {
    let dom = page.dom;
    let says = |it: NodeId| {
        dom.attrs(it).any(|(name, value)| match name {
            "role" => value == "doc-notice",
            "class" => value
                .split_ascii_whitespace()
                .any(|it| NOTICES.contains(&it) || it == "u-repost-of"),
            _ => false,
        })
    };
    let found = dom
        .subtree(page.body)
        .filter(|it| dom.is_element(*it) && dom.name(*it) != "a" && says(*it));
    found.filter(|it| dom.text(*it).len() < 3000).find_map(|id| {
        dom.named(id, "a").find_map(|link| {
            let url = page.resolve(dom.attr(link, "href")?)?;
            own.excludes(&url).then_some((id, link, url))
        })
    })
}

/// Returns the addresses that the structured data says the text is based on.
pub(super) fn based_on(page: &Page<'_>) -> Vec<Url> {
    let mut found = Vec::new();
    let mut open: Vec<&serde_json::Value> = page.json_ld.iter().collect();
    // Not deeper than any sane graph, and each value once.
    let mut budget = 20_000;
    while let Some(value) = open.pop() {
        budget -= 1;
        if budget == 0 {
            break;
        }
        match value {
            serde_json::Value::Array(items) => open.extend(items.iter().rev()),
            serde_json::Value::Object(fields) => {
                for (name, value) in fields {
                    if name == "isBasedOn" {
                        let address = value
                            .as_str()
                            .or_else(|| value.get("url").and_then(|it| it.as_str()))
                            .or_else(|| value.get("@id").and_then(|it| it.as_str()));
                        found.extend(address.and_then(|it| page.resolve(it)));
                    } else if value.is_object() || value.is_array() {
                        open.push(value);
                    }
                }
            }
            _ => (),
        }
    }
    found
}

/// Returns how the page spells the name of the outlet at an address, or else
/// its host: `paper-boat.example` may stand in the text as "Paper Boat".
pub(super) fn spelt(lines: &Lines, url: &Url) -> String {
    let host = site(url).unwrap_or_default();
    let wanted = plain(label(&host));
    for line in &lines.all {
        // A short one may be any word of the language.
        if wanted.chars().count() < 5 || 300 < line.text.len() {
            continue;
        }
        if let Some(it) = spelt_in(line, &wanted) {
            return it;
        }
    }
    host
}

/// Finds neighbouring words that come to the wanted letters.
fn spelt_in(line: &Line, wanted: &str) -> Option<String> {
    let marks = |it: char| !it.is_alphanumeric();
    let words: Vec<&str> =
        line.text.split(' ').map(|it| it.trim_matches(marks)).collect();
    for start in 0..words.len() {
        let mut letters = String::new();
        for end in start..words.len().min(start + 6) {
            let word = words[end].to_lowercase();
            letters.extend(word.chars().filter(|it| it.is_alphanumeric()));
            if !wanted.starts_with(&letters) {
                break;
            }
            let named = words[start].starts_with(|it: char| !it.is_lowercase());
            if letters == wanted && named && !words[start].is_empty() {
                return Some(words[start..=end].join(" "));
            }
        }
    }
    None
}

/// A headline that leads to another site, whose address is named once more
/// beneath it: how digests credit what they reprint. Returns the line that names
/// the outlet, and the link in it.
pub(super) fn credited_headline(
    page: &Page<'_>,
    lines: &Lines,
    own: &Own,
) -> Option<(usize, NodeId, Url)> {
    let dom = page.dom;
    let from = lines.start.saturating_sub(40);
    let to = (lines.start + 10).min(lines.all.len());
    for (i, line) in lines.all.iter().enumerate().take(to).skip(from) {
        let [link] = line.links.as_slice() else { continue };
        if dom.name(line.block) != "h1" || link.range.len() + 4 < line.text.len() {
            continue;
        }
        let Some(href) = dom.attr(link.node, "href") else { continue };
        let Some(url) = page.resolve(href).filter(|it| own.excludes(it)) else {
            continue;
        };
        for (j, below) in lines.all.iter().enumerate().skip(i + 1).take(10) {
            let again = below.links.iter().find(|it| {
                dom.attr(it.node, "href") == Some(href) && it.range.len() < 80
            });
            if let Some(it) = again {
                return Some((j, it.node, url));
            }
        }
    }
    None
}

/// Paths and hosts of the counters that outlets ask reprints to carry.
const COUNTERS: &[&str] = &[
    "counter.theconversation",
    "pixel.propublica",
    "republication-tracker",
    "republish-pixel",
    "republication-pixel",
    "repub-pixel",
    "syndication-pixel",
    "/republish/pixel",
    "/count.gif",
    "/counter.gif",
    "/counter.png",
];

/// Finds the counter: a picture of one pixel in the body or after it that is
/// the first outlet's, or that says what it is for.
pub(super) fn pixel(
    page: &Page<'_>,
    body: &[NodeId],
    notice: &[NodeId],
    publisher: Option<&Url>,
) -> Option<NodeId> {
    let dom = page.dom;
    let after =
        notice.iter().filter_map(|it| dom.next(*it)).filter(|it| dom.is_element(*it));
    let places = body.iter().copied().chain(notice.iter().copied()).chain(after);
    let mut seen = 0;
    for place in places {
        for id in dom.subtree(place) {
            // Roots may hold the notice; what was looked at is not looked at again.
            if id.0 < seen && body.contains(&place) || dom.name(id) != "img" {
                continue;
            }
            let Some(src) = dom.attr(id, "src") else { continue };
            let lower = src.to_ascii_lowercase();
            let named = COUNTERS.iter().any(|it| lower.contains(it));
            let url = page.resolve(src);
            let theirs = url.as_ref().is_some_and(|it| {
                publisher.is_some_and(|p| site(it).is_some() && site(it) == site(p))
            });
            let noted = notice.iter().any(|it| dom.contains(*it, id));
            if (named || is_dot(page, id) && (theirs || noted)) && url.is_some() {
                return Some(id);
            }
        }
        seen = seen.max(dom.end(place).0);
    }
    None
}

/// Whether a picture is declared to be of a pixel or two.
fn is_dot(page: &Page<'_>, id: NodeId) -> bool {
    let size = |name| {
        let value = page.dom.attr(id, name)?.trim().trim_end_matches("px");
        value.parse::<u32>().ok()
    };
    let small = |it: Option<u32>| it.is_some_and(|it| it <= 2);
    small(size("width")) && small(size("height"))
}

/// Reads a licence out of a notice: a link to a deed, or its name in words.
pub(super) fn licence(page: &Page<'_>, nodes: &[NodeId], text: &str) -> Option<Licence> {
    let dom = page.dom;
    for node in nodes {
        for id in dom.subtree(*node).filter(|it| dom.name(*it) == "a") {
            let url = dom.attr(id, "href").and_then(|it| page.resolve(it));
            if let Some(url) = url
                && let Some(spdx) = deed(&url)
            {
                let statement = statement(text);
                return Some(Licence { spdx: Some(spdx), url: Some(url), statement });
            }
        }
    }
    let (code, version) = worded(text)?;
    let spdx = format!("CC-{}-{version}", code.to_ascii_uppercase());
    let url = format!("https://creativecommons.org/licenses/{code}/{version}/");
    let (spdx, url) = match version {
        "" => (None, None),
        _ => (Some(spdx), Url::parse(&url).ok()),
    };
    Some(Licence { spdx, url, statement: statement(text) })
}

/// Returns the SPDX identifier of the Creative Commons deed at an address.
pub(super) fn deed(url: &Url) -> Option<String> {
    if !url.host_str()?.ends_with("creativecommons.org") {
        return None;
    }
    let mut parts = url.path_segments()?;
    let kind = parts.next()?;
    let code = parts.next()?.to_ascii_lowercase();
    let version = parts.next().filter(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    match kind {
        "licenses" => {
            let known = matches!(
                code.as_str(),
                "by" | "by-sa" | "by-nd" | "by-nc" | "by-nc-sa" | "by-nc-nd"
            );
            let version = version?;
            known.then(|| format!("CC-{}-{version}", code.to_ascii_uppercase()))
        }
        "publicdomain" if code == "zero" => Some("CC0-1.0".to_owned()),
        _ => None,
    }
}

/// Reads "Creative Commons Attribution-NoDerivatives 4.0" or "CC BY-ND 4.0".
/// The version is empty where the text names none.
fn worded(text: &str) -> Option<(&'static str, &'static str)> {
    let lower = text.to_lowercase().replace(['-', '–', '/'], " ");
    let at = lower.find("creative commons").or_else(|| lower.find("cc by"))?;
    let said: String = lower[at..].chars().take(120).collect();
    let has = |words: &[&str]| words.iter().any(|it| said.contains(it));
    let nc = has(&["noncommercial", "non commercial", "by nc"]);
    let nd = has(&["noderiv", "no deriv", "by nd", "nc nd"]);
    let sa = has(&["sharealike", "share alike", "by sa", "nc sa"]);
    if !(nc || nd || sa || has(&["attribution", "cc by"])) {
        return None;
    }
    let code = match (nc, nd, sa) {
        (true, true, _) => "by-nc-nd",
        (true, _, true) => "by-nc-sa",
        (true, ..) => "by-nc",
        (_, true, _) => "by-nd",
        (_, _, true) => "by-sa",
        _ => "by",
    };
    let version = ["4.0", "3.0", "2.5", "2.0"].into_iter().find(|it| said.contains(it));
    Some((code, version.unwrap_or_default()))
}

/// The sentence of a notice that names the licence.
fn statement(text: &str) -> Option<String> {
    sentences(text).into_iter().map(str::trim).find_map(|sentence| {
        let it = sentence.to_lowercase();
        let names = it.contains("creative commons")
            || it.contains("licen")
            || it.contains("cc by");
        names.then(|| sentence.to_owned())
    })
}

/// Returns the sentences of a text. The stop in a number, `4.0`, ends none.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut from = 0;
    for (at, stop) in text.match_indices(['.', '。']) {
        let end = at + stop.len();
        if stop == "。" || text[end..].chars().next().is_none_or(char::is_whitespace) {
            out.push(&text[from..end]);
            from = end;
        }
    }
    out.push(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_deed() {
        let spdx = |it: &str| deed(&Url::parse(it).unwrap());
        assert_eq!(
            spdx("https://creativecommons.org/licenses/by-nd/4.0/").as_deref(),
            Some("CC-BY-ND-4.0")
        );
        assert_eq!(
            spdx("http://creativecommons.org/publicdomain/zero/1.0/").as_deref(),
            Some("CC0-1.0")
        );
        assert_eq!(spdx("https://creativecommons.org/"), None);
        assert_eq!(spdx("https://example.org/licenses/by/4.0/"), None);
    }

    #[test]
    fn a_statement_goes_on_after_a_number() {
        let text = "It first ran there. This is under CC BY-ND 4.0 and no other. Enjoy.";
        assert_eq!(
            statement(text).as_deref(),
            Some("This is under CC BY-ND 4.0 and no other.")
        );
    }

    #[test]
    fn reads_a_licence_in_words() {
        let of = |it| worded(it);
        assert_eq!(
            of("under a Creative Commons Attribution-NoDerivatives 4.0 licence"),
            Some(("by-nd", "4.0"))
        );
        assert_eq!(of("CC BY-NC-SA 3.0"), Some(("by-nc-sa", "3.0")));
        assert_eq!(of("under a Creative Commons licence"), None);
    }
}
