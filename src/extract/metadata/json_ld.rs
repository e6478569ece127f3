//! JSON-LD: what scripts say, however badly written, as one graph.
//!
//! Blocks on real pages are wrapped in comments, hold raw line ends, commas too
//! many and quotes unescaped, or stop in the middle. They are mended before they
//! are given up.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::text;

/// An object of the graph.
pub(super) type Object = Map<String, Value>;

/// Reads the contents of a script; several values may follow one another.
pub(crate) fn read(raw: &str) -> Vec<Value> {
    let raw = unwrapped(raw);
    if raw.is_empty() {
        return Vec::new();
    }
    if let Ok(found) = serde_json::from_str(raw) {
        return vec![found];
    }
    let values = serde_json::Deserializer::from_str(raw).into_iter();
    let values: Result<Vec<Value>, _> = values.collect();
    if let Ok(found) = values {
        return found;
    }
    let decoded =
        (!raw.contains('"') && raw.contains("&quot;")).then(|| text::decode(raw));
    let mended = mend(decoded.as_deref().unwrap_or(raw));
    serde_json::from_str(&mended).map_or_else(|_| Vec::new(), |it| vec![it])
}

/// Takes off comment and CDATA marks, and a semicolon at the end.
fn unwrapped(raw: &str) -> &str {
    let mut raw = raw.trim();
    loop {
        let before = raw;
        for mark in [
            "<!--",
            "//<![CDATA[",
            "// <![CDATA[",
            "/*<![CDATA[*/",
            "/* <![CDATA[ */",
            "<![CDATA[",
        ] {
            raw = raw.strip_prefix(mark).unwrap_or(raw).trim_start();
        }
        for mark in [
            "-->",
            "//]]>",
            "// ]]>",
            "/*]]>*/",
            "/* ]]> */",
            "]]>",
            ";",
            "\u{feff}",
            "//",
        ] {
            raw = raw.strip_suffix(mark).unwrap_or(raw).trim_end();
        }
        raw = raw.trim_start_matches('\u{feff}');
        if raw == before {
            return raw;
        }
    }
}

/// Mends what can be mended: line ends and quotes inside strings, commas before
/// a closing bracket, comments, and brackets left open at the end.
fn mend(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len() + 16);
    let mut open: Vec<char> = Vec::new();
    let mut inside = false;
    let mut chars = raw.char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let rest = &raw[i + c.len_utf8()..];
        if inside {
            match c {
                '\\' => match chars.next() {
                    Some((
                        _,
                        it @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u'),
                    )) => {
                        out.push('\\');
                        out.push(it);
                    }
                    Some((_, it)) if !it.is_control() => out.push(it),
                    _ => out.push(' '),
                },
                // A quote ends a string only where something may follow one.
                '"' => {
                    let next = rest.trim_start().chars().next();
                    if next.is_none_or(|it| ",:}]".contains(it)) {
                        inside = false;
                        out.push('"');
                    } else {
                        out.push_str("\\\"");
                    }
                }
                it if it.is_control() => out.push(' '),
                it => out.push(it),
            }
            continue;
        }
        match c {
            '"' => {
                inside = true;
                out.push('"');
            }
            '{' | '[' => {
                open.push(if c == '{' { '}' } else { ']' });
                out.push(c);
            }
            '}' | ']' => {
                if open.pop().is_none() {
                    break;
                }
                trim_comma(&mut out);
                out.push(c);
                if open.is_empty() {
                    break;
                }
            }
            ',' if out.trim_end().ends_with([',', '{', '[']) => (),
            '/' if rest.starts_with('*') => {
                let end = rest.find("*/").map_or(rest.len(), |it| it + 2);
                let until = i + 1 + end;
                while chars.peek().is_some_and(|it| it.0 < until) {
                    chars.next();
                }
            }
            '/' if rest.starts_with('/') => {
                while chars.peek().is_some_and(|it| it.1 != '\n') {
                    chars.next();
                }
            }
            it => out.push(it),
        }
    }
    if inside {
        out.push('"');
    }
    trim_comma(&mut out);
    if out.trim_end().ends_with(':') {
        out.push_str("null");
    }
    while let Some(bracket) = open.pop() {
        out.push(bracket);
    }
    out
}

fn trim_comma(out: &mut String) {
    out.truncate(out.trim_end().len());
    if out.ends_with(',') {
        out.pop();
    }
}

/// What a page's blocks say together.
#[derive(Debug, Default)]
pub(super) struct Graph<'a> {
    /// The article this page is about.
    pub(super) article: Option<&'a Object>,
    /// The page as such, which may say what the article does not.
    pub(super) page: Option<&'a Object>,
    /// The site as such.
    pub(super) site: Option<&'a Object>,
    by_id: BTreeMap<&'a str, &'a Value>,
}

impl<'a> Graph<'a> {
    /// Builds the graph. Of several articles, `is_this` knows the page's own by
    /// its addresses and headline, with 0 for a stranger.
    pub(super) fn new(blocks: &'a [Value], is_this: impl Fn(&Object) -> u32) -> Self {
        let mut graph = Self::default();
        let mut main = Vec::new();
        let mut open: Vec<(&Value, bool)> =
            blocks.iter().rev().map(|it| (it, true)).collect();
        while let Some((value, top)) = open.pop() {
            match value {
                Value::Array(items) => {
                    open.extend(items.iter().rev().map(|it| (it, top)));
                }
                Value::Object(object) => {
                    if let Some(Value::String(id)) = object.get("@id")
                        && object.len() > 1
                    {
                        let known = graph.by_id.entry(id).or_insert(value);
                        let said = known.as_object().map_or(0, Map::len);
                        if said < object.len() {
                            *known = value;
                        }
                    }
                    if top {
                        main.push(object);
                    }
                    for (key, inner) in object.iter().rev() {
                        let leads = matches!(
                            &**key,
                            "@graph" | "mainEntity" | "mainEntityOfPage"
                        );
                        if inner.is_object() || inner.is_array() {
                            open.push((inner, top && leads));
                        }
                    }
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => (),
            }
        }
        let mut best = (0, 0);
        for object in main {
            match rank(object) {
                0 => (),
                1 => graph.page = graph.page.or(Some(object)),
                2 => graph.site = graph.site.or(Some(object)),
                rank => {
                    let fits = is_this(object);
                    if graph.article.is_none() || best < (fits, rank) {
                        best = (fits, rank);
                        graph.article = Some(object);
                    }
                }
            }
        }
        graph
    }

    /// Returns the values of a property of the article, references followed.
    pub(super) fn article(&self, key: &str) -> Vec<&'a Value> {
        self.article.map_or_else(Vec::new, |it| self.values(it, key))
    }

    /// Returns the values of a property, references followed.
    pub(super) fn values(&self, object: &'a Object, key: &str) -> Vec<&'a Value> {
        match object.get(key) {
            Some(Value::Array(items)) => {
                items.iter().take(200).map(|it| self.resolve(it)).collect()
            }
            Some(it) => vec![self.resolve(it)],
            None => Vec::new(),
        }
    }

    /// Returns the first string of a property, cleaned.
    pub(super) fn string(&self, object: &'a Object, key: &str) -> Option<String> {
        self.values(object, key).into_iter().find_map(|it| self.name(it))
    }

    /// Returns the first string of a property as it was written.
    pub(super) fn raw(&self, object: &'a Object, key: &str) -> Option<&'a str> {
        self.values(object, key).into_iter().find_map(|it| match it {
            Value::String(it) => Some(it.trim()),
            Value::Object(it) => it.get("@value").and_then(Value::as_str),
            _ => None,
        })
    }

    /// Returns what a value is called: itself, or its name.
    pub(super) fn name(&self, value: &'a Value) -> Option<String> {
        match self.resolve(value) {
            Value::String(it) => text::clean(it),
            Value::Object(it) => {
                let inner = ["@value", "name", "headline", "title"]
                    .iter()
                    .find_map(|key| it.get(*key))?;
                match inner {
                    Value::String(it) => text::clean(it),
                    Value::Array(items) => text::clean(items.first()?.as_str()?),
                    Value::Object(it) => text::clean(it.get("name")?.as_str()?),
                    _ => None,
                }
            }
            Value::Array(items) => self.name(items.first()?),
            Value::Null | Value::Bool(_) | Value::Number(_) => None,
        }
    }

    /// Returns the address that a value is or has.
    pub(super) fn address(&self, value: &'a Value) -> Option<&'a str> {
        match self.resolve(value) {
            Value::String(it) => Some(it),
            Value::Object(it) => ["url", "contentUrl", "@id"]
                .iter()
                .find_map(|key| it.get(*key))
                .and_then(|it| match it {
                    Value::String(it) => Some(it.as_str()),
                    Value::Array(items) => items.first()?.as_str(),
                    _ => None,
                }),
            _ => None,
        }
    }

    /// Follows a reference.
    pub(super) fn resolve(&self, value: &'a Value) -> &'a Value {
        if let Value::Object(object) = value
            && let Some(Value::String(id)) = object.get("@id")
            && !object.contains_key("name")
            && let Some(found) = self.by_id.get(id.as_str())
        {
            return found;
        }
        value
    }
}

/// Returns whether an object is of one of some types.
pub(super) fn is_a(object: &Object, is: impl Fn(&str) -> bool) -> bool {
    let bare = |it: &Value| {
        let it = it.as_str().unwrap_or_default();
        is(it.rsplit(['/', ':', '#']).next().unwrap_or(it))
    };
    match object.get("@type") {
        Some(Value::Array(items)) => items.iter().any(bare),
        Some(it) => bare(it),
        None => false,
    }
}

/// Returns how likely an object is to be the article: 1 is the page, 2 the site.
fn rank(object: &Object) -> u32 {
    if is_a(object, |it| {
        it.ends_with("Article")
            || it.ends_with("Posting") && it != "JobPosting"
            || it == "Report"
    }) {
        5
    } else if is_a(object, |it| {
        matches!(
            it,
            "CreativeWork"
                | "Review"
                | "Recipe"
                | "HowTo"
                | "Book"
                | "Chapter"
                | "Blog"
                | "Event"
                | "Course"
        )
    }) {
        4
    } else if is_a(object, |it| {
        matches!(it, "VideoObject" | "AudioObject" | "PodcastEpisode")
    }) {
        3
    } else if is_a(object, |it| {
        it == "WebSite" || it == "Organization" || it == "NewsMediaOrganization"
    }) {
        2
    } else {
        u32::from(is_a(object, |it| it.ends_with("Page")))
    }
}

#[cfg(test)]
mod tests;
