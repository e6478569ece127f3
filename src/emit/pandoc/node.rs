//! The pieces that pandoc's syntax tree is built of.

use serde_json::{Value, json};

use crate::emit::markdown::Data;

#[expect(clippy::needless_pass_by_value, reason = "the tree takes what it is given")]
pub(super) fn node(name: &str, content: Value) -> Value {
    json!({ "t": name, "c": content })
}

pub(super) fn bare(name: &str) -> Value {
    json!({ "t": name })
}

/// Returns an identifier, classes and attributes; attributes without a value
/// are left out.
pub(super) fn attr(id: &str, classes: &[&str], pairs: &[(&str, String)]) -> Value {
    let pairs: Vec<Value> = pairs
        .iter()
        .filter(|it| !it.1.is_empty())
        .map(|it| json!([it.0, it.1]))
        .collect();
    json!([id, classes, pairs])
}

/// Returns a division that is a part of the article, by what it is.
pub(super) fn division(class: &str, pairs: &[(&str, String)], blocks: &[Value]) -> Value {
    node("Div", json!([attr("", &[&format!("offprint-{class}")], pairs), blocks]))
}

/// Returns running text that is a part of the article, by what it is.
#[expect(clippy::needless_pass_by_value, reason = "the tree takes what it is given")]
pub(super) fn span(class: &str, pairs: &[(&str, String)], inlines: Value) -> Value {
    node("Span", json!([attr("", &[&format!("offprint-{class}")], pairs), inlines]))
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
            out.push(json!({ "t": "Str", "c": word }));
        }
    }
}

/// Returns data as pandoc holds them: numbers are text there.
pub(super) fn meta(data: &Data) -> Value {
    match data {
        Data::Text(it) | Data::Date(it) => node("MetaString", it.as_str().into()),
        Data::Number(it) => node("MetaString", it.to_string().into()),
        Data::Flag(it) => node("MetaBool", (*it).into()),
        Data::List(items) => {
            node("MetaList", items.iter().map(meta).collect::<Vec<_>>().into())
        }
        Data::Map(map) => {
            let map = map.iter().map(|(key, it)| (key.clone(), meta(it)));
            node("MetaMap", Value::Object(map.collect()))
        }
    }
}
