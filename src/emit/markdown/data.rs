//! Data to YAML and TOML, always quoted so that no value can be taken for
//! anything but itself.

use std::fmt::Write as _;

use serde_json::Value;

/// A value of front matter.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::emit) enum Data {
    /// Words.
    Text(String),
    /// A date in a form that both languages have, written without quotes.
    Date(String),
    /// Yes or no.
    Flag(bool),
    /// A number.
    Number(i64),
    /// Values in order.
    List(Vec<Data>),
    /// Values by name, in order.
    Map(Vec<(String, Data)>),
}

impl Data {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn texts<T: Into<String> + Clone>(texts: &[T]) -> Self {
        Self::List(texts.iter().cloned().map(Self::text).collect())
    }
}

impl From<&Value> for Data {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::text(""),
            Value::Bool(it) => Self::Flag(*it),
            Value::Number(it) => {
                it.as_i64().map_or_else(|| Self::text(it.to_string()), Self::Number)
            }
            Value::String(it) => Self::text(it.as_str()),
            Value::Array(it) => Self::List(it.iter().map(Self::from).collect()),
            Value::Object(it) => Self::Map(
                it.iter().map(|(key, it)| (key.clone(), Self::from(it))).collect(),
            ),
        }
    }
}

/// Writes a map as YAML, without the lines around it.
pub(super) fn yaml(map: &[(String, Data)]) -> String {
    let mut out = String::new();
    yaml_map(&mut out, map, 0);
    out
}

fn yaml_map(out: &mut String, map: &[(String, Data)], indent: usize) {
    for (key, value) in map {
        let margin = " ".repeat(indent);
        match value {
            Data::Map(inner) if !inner.is_empty() && !is_small(value) => {
                _ = writeln!(out, "{margin}{}:", yaml_key(key));
                yaml_map(out, inner, indent + 2);
            }
            Data::List(items) if items.iter().any(|it| matches!(it, Data::Map(_))) => {
                _ = writeln!(out, "{margin}{}:", yaml_key(key));
                for item in items {
                    _ = writeln!(out, "{margin}  - {}", flow(item, ": ", yaml_key));
                }
            }
            Data::Text(_)
            | Data::Date(_)
            | Data::Flag(_)
            | Data::Number(_)
            | Data::List(_)
            | Data::Map(_) => {
                _ = writeln!(
                    out,
                    "{margin}{}: {}",
                    yaml_key(key),
                    flow(value, ": ", yaml_key)
                );
            }
        }
    }
}

/// Returns whether a map is best read on one line.
fn is_small(value: &Data) -> bool {
    match value {
        Data::Map(map) => {
            map.len() <= 3
                && map.iter().all(|it| !matches!(it.1, Data::Map(_) | Data::List(_)))
        }
        Data::Text(_)
        | Data::Date(_)
        | Data::Flag(_)
        | Data::Number(_)
        | Data::List(_) => true,
    }
}

/// Writes a map as TOML, without the lines around it.
pub(super) fn toml(map: &[(String, Data)]) -> String {
    let mut out = String::new();
    toml_table(
        &mut out,
        &map.iter().map(|it| (it.0.clone(), dated(&it.1))).collect::<Vec<_>>(),
        "",
    );
    out
}

/// Puts quotes around a date that TOML has no form for.
fn dated(value: &Data) -> Data {
    match value {
        Data::Date(it) if it.parse::<toml::value::Datetime>().is_err() => {
            Data::Text(it.clone())
        }
        value => value.clone(),
    }
}

fn toml_table(out: &mut String, map: &[(String, Data)], path: &str) {
    let table =
        |it: &Data| matches!(it, Data::Map(map) if !map.is_empty()) && !is_small(it);
    for (key, value) in map {
        if table(value) {
            continue;
        }
        let key = toml_key(key);
        match value {
            Data::List(items) if items.iter().any(|it| matches!(it, Data::Map(_))) => {
                _ = writeln!(out, "{key} = [");
                for item in items {
                    _ = writeln!(out, "  {},", flow(item, " = ", toml_key));
                }
                out.push_str("]\n");
            }
            Data::Text(_)
            | Data::Date(_)
            | Data::Flag(_)
            | Data::Number(_)
            | Data::List(_)
            | Data::Map(_) => {
                _ = writeln!(out, "{key} = {}", flow(value, " = ", toml_key));
            }
        }
    }
    for (key, value) in map {
        let Data::Map(inner) = value else { continue };
        if !table(value) {
            continue;
        }
        let path = if path.is_empty() {
            toml_key(key)
        } else {
            format!("{path}.{}", toml_key(key))
        };
        _ = writeln!(out, "\n[{path}]");
        toml_table(out, inner, &path);
    }
}

/// Writes a value on one line.
fn flow(value: &Data, between: &str, key: fn(&str) -> String) -> String {
    match value {
        Data::Text(it) => quoted(it),
        Data::Date(it) => it.clone(),
        Data::Flag(it) => it.to_string(),
        Data::Number(it) => it.to_string(),
        Data::List(items) => {
            let items: Vec<String> =
                items.iter().map(|it| flow(it, between, key)).collect();
            format!("[{}]", items.join(", "))
        }
        Data::Map(map) => {
            let items: Vec<String> = map
                .iter()
                .map(|(name, it)| {
                    format!("{}{between}{}", key(name), flow(it, between, key))
                })
                .collect();
            format!("{{{}}}", items.join(", "))
        }
    }
}

fn yaml_key(key: &str) -> String {
    if is_bare(key) { key.to_owned() } else { quoted(key) }
}

fn toml_key(key: &str) -> String {
    yaml_key(key)
}

/// Returns whether a name needs no quotes in either language.
fn is_bare(key: &str) -> bool {
    !key.is_empty()
        && key.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-'))
        && key.starts_with(|it: char| it.is_ascii_alphabetic())
        && !matches!(
            key.to_ascii_lowercase().as_str(),
            "y" | "n" | "yes" | "no" | "on" | "off" | "true" | "false" | "null"
        )
}

/// Writes words between double quotes, in a form that means the same in YAML,
/// TOML and JSON.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            // Some readers of YAML end a line at these, or refuse them.
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => _ = write!(out, "\\u{:04x}", c as u32),
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<(String, Data)> {
        let person = Data::Map(vec![
            ("name".into(), Data::text("A: # \"B\"")),
            ("roles".into(), Data::texts(&["aut", "no"])),
        ]);
        vec![
            ("title".into(), Data::text("no\u{2028}\\ 12:30")),
            ("date".into(), Data::Date("2025-03-01".into())),
            ("no".into(), Data::Flag(true)),
            (
                "offprint".into(),
                Data::Map(vec![
                    ("version".into(), Data::Number(1)),
                    ("authors".into(), Data::List(vec![person])),
                ]),
            ),
        ]
    }

    #[test]
    fn both_languages_give_back_the_same() {
        let yaml: Value = serde_saphyr::from_str(&yaml(&sample())).unwrap();
        let toml: toml::Table = toml::from_str(&toml(&sample())).unwrap();
        assert_eq!(yaml["title"], "no\u{2028}\\ 12:30");
        assert_eq!(toml["title"].as_str(), yaml["title"].as_str());
        assert_eq!(yaml["no"], true);
        assert_eq!(yaml["offprint"]["authors"][0]["name"], "A: # \"B\"");
        let name = toml["offprint"]["authors"][0]["name"].as_str();
        assert_eq!(name, Some("A: # \"B\""));
    }
}
