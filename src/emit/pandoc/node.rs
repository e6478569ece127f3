//! The pieces that pandoc's syntax tree is built of.

use serde_json::{Map, Value};

use crate::emit::markdown::Data;

/// Returns an element of the tree. Nothing is copied, as `json!` would do.
pub(super) fn node(name: &str, content: impl Into<Value>) -> Value {
    let mut map = Map::with_capacity(2);
    map.insert("t".into(), name.into());
    map.insert("c".into(), content.into());
    Value::Object(map)
}

pub(super) fn bare(name: &str) -> Value {
    let mut map = Map::with_capacity(1);
    map.insert("t".into(), name.into());
    Value::Object(map)
}

/// Returns a list of what it is given.
pub(super) fn array<const N: usize>(parts: [Value; N]) -> Value {
    Value::Array(Vec::from(parts))
}

/// Returns an identifier, classes and attributes; attributes without a value
/// are left out.
pub(super) fn attr(id: &str, classes: &[&str], pairs: &[(&str, String)]) -> Value {
    let pairs: Vec<Value> = pairs
        .iter()
        .filter(|it| !it.1.is_empty())
        .map(|it| array([it.0.into(), it.1.as_str().into()]))
        .collect();
    array([id.into(), classes.into(), pairs.into()])
}

/// Returns a division that is a part of the article, by what it is.
pub(super) fn division(
    class: &str,
    pairs: &[(&str, String)],
    blocks: Vec<Value>,
) -> Value {
    let attr = attr("", &[&format!("offprint-{class}")], pairs);
    node("Div", array([attr, blocks.into()]))
}

/// Returns running text that is a part of the article, by what it is.
pub(super) fn span(class: &str, pairs: &[(&str, String)], inlines: Value) -> Value {
    let attr = attr("", &[&format!("offprint-{class}")], pairs);
    node("Span", array([attr, inlines]))
}

/// Returns plain text, with the spaces apart as pandoc has them.
pub(super) fn text(text: &str) -> Value {
    let mut out = Vec::new();
    words(text, &mut out);
    out.into()
}

pub(super) fn words(text: &str, out: &mut Vec<Value>) {
    for (i, word) in text.split([' ', '\n', '\t']).enumerate() {
        if i != 0 && out.last().is_none_or(|it| it["t"] != "Space") {
            out.push(bare("Space"));
        }
        if !word.is_empty() {
            out.push(node("Str", word));
        }
    }
}

/// Returns data as pandoc holds them: numbers are text there.
pub(super) fn meta(data: &Data) -> Value {
    match data {
        Data::Text(it) | Data::Date(it) => node("MetaString", it.as_str()),
        Data::Number(it) => node("MetaString", it.to_string()),
        Data::Flag(it) => node("MetaBool", *it),
        Data::List(items) => node("MetaList", items.iter().map(meta).collect::<Vec<_>>()),
        Data::Map(map) => {
            let map = map.iter().map(|(key, it)| (key.clone(), meta(it)));
            node("MetaMap", Value::Object(map.collect()))
        }
    }
}
