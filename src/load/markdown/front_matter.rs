//! Front matter to values: where it ends, and what it says in YAML, TOML or
//! JSON, also where a tool or a hand has mangled it.

use serde_json::{Map, Value};

/// The head of a file and what follows it.
pub(super) struct Split<'a> {
    /// What the head says; nothing if there is none.
    pub(super) head: Map<String, Value>,
    /// Whether the head could not be read as what it claims to be.
    pub(super) broken: bool,
    pub(super) rest: &'a str,
}

/// The most bytes of a head.
const MAX_HEAD: usize = 1 << 22;

/// Takes the front matter off a text.
pub(super) fn split(text: &str) -> Split<'_> {
    let none = Split { head: Map::new(), broken: false, rest: text };
    let start = text.trim_start_matches(['\n', '\r']);
    if start.starts_with('{') {
        return json(start).unwrap_or(none);
    }
    let mut lines = start.split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let sign = first.trim_end();
    if !matches!(sign, "---" | "+++") {
        return none;
    }
    let mut at = first.len();
    for line in lines {
        let found = line.trim_end();
        if found == sign || sign == "---" && found == "..." {
            let head = &start[first.len()..at];
            let rest = &start[at + line.len()..];
            let read = if sign == "---" { yaml(head) } else { toml(head) };
            return match read {
                Read::Whole(head) => Split { head, broken: false, rest },
                Read::Parts(head) => Split { head, broken: true, rest },
                Read::Text => none,
                // What cannot be read at all stays in the text.
                Read::Nothing => Split { broken: true, ..none },
            };
        }
        at += line.len();
        if MAX_HEAD < at {
            break;
        }
    }
    none
}

/// What became of a head.
enum Read {
    Whole(Map<String, Value>),
    /// Only line by line.
    Parts(Map<String, Value>),
    /// It is no head: a rule, and text after it.
    Text,
    Nothing,
}

fn json(text: &str) -> Option<Split<'_>> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    let Some(Ok(Value::Object(head))) = values.next() else { return None };
    let rest = &text[values.byte_offset()..];
    rest.starts_with(['\n', '\r']).then_some(Split { head, broken: false, rest })
}

fn yaml(text: &str) -> Read {
    if text.trim().is_empty() {
        return Read::Whole(Map::new());
    }
    let options = serde_saphyr::options! {
        duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins,
    };
    // Tabs may not indent YAML, but editors put them there.
    let spaced = text.replace('\t', "  ");
    match serde_saphyr::from_str_with_options::<Value>(&spaced, options) {
        Ok(Value::Object(map)) => Read::Whole(map),
        Ok(Value::Null) => Read::Whole(Map::new()),
        Ok(_) if !has_keys(text) => Read::Text,
        Ok(_) | Err(_) => {
            let map = by_line(text, ':');
            if map.is_empty() {
                if has_keys(text) { Read::Nothing } else { Read::Text }
            } else {
                Read::Parts(map)
            }
        }
    }
}

fn toml(text: &str) -> Read {
    match text.parse::<toml::Table>() {
        Ok(table) => Read::Whole(
            table.into_iter().map(|(key, value)| (key, from_toml(value, 0))).collect(),
        ),
        Err(_) => {
            let map = by_line(text, '=');
            if map.is_empty() { Read::Nothing } else { Read::Parts(map) }
        }
    }
}

fn from_toml(value: toml::Value, depth: usize) -> Value {
    if 64 < depth {
        return Value::Null;
    }
    match value {
        toml::Value::String(it) => Value::String(it),
        toml::Value::Integer(it) => Value::from(it),
        toml::Value::Float(it) => Value::from(it),
        toml::Value::Boolean(it) => Value::Bool(it),
        toml::Value::Datetime(it) => Value::String(it.to_string()),
        toml::Value::Array(it) => {
            it.into_iter().map(|it| from_toml(it, depth + 1)).collect()
        }
        toml::Value::Table(it) => Value::Object(
            it.into_iter().map(|(key, it)| (key, from_toml(it, depth + 1))).collect(),
        ),
    }
}

/// Returns whether the first lines look like names with values.
fn has_keys(text: &str) -> bool {
    text.lines().filter(|it| !it.trim().is_empty()).take(1).any(|it| {
        it.split_once(':').is_some_and(|(key, rest)| {
            is_key(key.trim())
                && (rest.is_empty() || rest.starts_with(char::is_whitespace))
        })
    })
}

/// Reads a head that breaks the rules of its language, one line at a time: names
/// with values on the same line, or with a list under them.
fn by_line(text: &str, between: char) -> Map<String, Value> {
    let mut map = Map::new();
    let mut last: Option<String> = None;
    for line in text.lines() {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let Some(item) = trimmed.strip_prefix("- ") {
            if let Some(key) = &last {
                match map.get_mut(key) {
                    Some(Value::Array(list)) => list.push(scalar(item)),
                    Some(it) if it.is_null() => *it = Value::Array(vec![scalar(item)]),
                    _ => (),
                }
            }
            continue;
        }
        if line.starts_with([' ', '\t']) {
            // The next line of a value that goes on.
            if let Some(Value::String(it)) = last.as_ref().and_then(|it| map.get_mut(it))
            {
                it.push(' ');
                it.push_str(trimmed);
            }
            continue;
        }
        let Some((key, value)) = trimmed.split_once(between) else {
            last = None;
            continue;
        };
        let key = key.trim().trim_matches(['"', '\'']);
        if !is_key(key) {
            last = None;
            continue;
        }
        map.insert(key.to_owned(), scalar(value));
        last = Some(key.to_owned());
    }
    map
}

fn is_key(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.chars().all(|it| it.is_alphanumeric() || "_-. ".contains(it))
        && !text.contains("  ")
        && text.split(' ').count() <= 3
}

/// Reads a value on one line.
fn scalar(text: &str) -> Value {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inner) =
            text.strip_prefix(quote).and_then(|it| it.strip_suffix(quote))
        {
            return Value::String(inner.replace("\\\"", "\"").replace("''", "'"));
        }
    }
    if let Some(inner) = text.strip_prefix('[').and_then(|it| it.strip_suffix(']')) {
        // A list in a list is taken as the text that it is.
        let items = inner.split(',').filter(|it| !it.trim().is_empty());
        return items
            .map(|it| match it.trim() {
                it if it.starts_with('[') => Value::String(it.to_owned()),
                it => scalar(it),
            })
            .collect();
    }
    match text {
        "" | "|" | ">" | "|-" | ">-" => Value::Null,
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        text => Value::String(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn head(text: &str) -> (String, bool) {
        let found = split(text);
        (Value::Object(found.head).to_string(), found.broken)
    }

    #[test]
    fn reads_three_languages() {
        let expected = (r#"{"title":"Dusk","n":2}"#.to_owned(), false);
        assert_eq!(head("---\ntitle: Dusk\nn: 2\n---\ntext"), expected);
        assert_eq!(head("+++\ntitle = 'Dusk'\n+++\ntext").0, r#"{"title":"Dusk"}"#);
        assert_eq!(head("{\n\"title\": \"Dusk\", \"n\": 2}\n\ntext"), expected);
        assert_eq!(split("---\r\na: b\r\n---\r\ntext").rest, "text");
        assert_eq!(head("+++\nd = 2024-05-03\n+++\n").0, r#"{"d":"2024-05-03"}"#);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        let text = "---\n\nDark.\n\n---\n\nLate.";
        assert_eq!(split(text).rest, text);
        assert_eq!(head("---\nno end"), ("{}".into(), false));
    }

    #[test]
    fn reads_what_it_can_of_broken_front_matter() {
        let (map, broken) =
            head("---\ntitle: Dusk: a diary\ntags:\n- one\n- two\nby: 'A\n---\n");
        assert_eq!(map, r#"{"title":"Dusk: a diary","tags":["one","two"],"by":"'A"}"#);
        assert!(broken);
        let (map, broken) = head("---\na: 1\na: 2\n---\n");
        assert_eq!((&*map, broken), (r#"{"a":2}"#, false));
    }

    #[test]
    fn a_list_that_never_ends_in_another_is_text() {
        let deep = format!(
            "+++\nx = {}{}\nby = [a, 'b']\n",
            "[".repeat(20_000),
            "]".repeat(20_000)
        );
        let found = split(&format!("{deep}+++\ntext")).head;
        assert_eq!(found["by"], serde_json::json!(["a", "b"]));
        assert!(found["x"][0].as_str().unwrap().starts_with("[["));
    }

    #[test]
    fn survives_aliases_that_multiply() {
        let mut text = String::from("---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for i in 1..12 {
            let before = format!("*a{}", i - 1);
            let list = vec![before; 9].join(",");
            _ = writeln!(text, "a{i}: &a{i} [{list}]");
        }
        text.push_str("title: Dusk\n---\ntext");
        let found = split(&text);
        assert!(found.broken);
        assert_eq!(found.head["title"], "Dusk");
    }
}
