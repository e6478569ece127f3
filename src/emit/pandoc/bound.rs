//! A tree kept as shallow as readers of JSON go.
//!
//! Many of them stop at 128 levels, the one of this crate among them. A table in a
//! table takes nine.

use serde_json::Value;

use super::node::{node, text};

/// What holds blocks and begins deeper than this is only its words.
const DEEPEST_BLOCK: usize = 96;

/// What holds running text and begins deeper than this is only its words.
const DEEPEST_INLINE: usize = 117;

/// Makes the blocks of a document no deeper than can be read. Calls `said` with the
/// words of what lost its form.
pub(super) fn bound(blocks: &mut [Value], said: &mut dyn FnMut(String)) {
    // They stand in a list in the document.
    for block in blocks {
        walk(block, 3, said);
    }
}

fn walk(value: &mut Value, level: usize, said: &mut dyn FnMut(String)) {
    match value {
        Value::Object(map) => {
            let name = map.get("t").and_then(Value::as_str).unwrap_or_default();
            let deepest = match name {
                "BlockQuote" | "BulletList" | "OrderedList" | "DefinitionList"
                | "Div" | "Table" | "Figure" => DEEPEST_BLOCK,
                "Para" | "Plain" | "Header" => usize::MAX,
                _ => DEEPEST_INLINE,
            };
            let is_block = deepest == DEEPEST_BLOCK;
            if deepest < level && map.get("c").is_some_and(Value::is_array) {
                let mut words = String::new();
                collect(value, &mut words);
                let words = words.trim().to_owned();
                *value = match is_block {
                    true => node("Para", text(&words)),
                    false => node("Str", words.as_str()),
                };
                said(words);
                return;
            }
            if let Some(content) = map.get_mut("c") {
                walk(content, level + 1, said);
            }
        }
        Value::Array(items) => {
            for it in items {
                walk(it, level + 1, said);
            }
        }
        _ => (),
    }
}

/// Collects the words of an element.
fn collect(value: &Value, out: &mut String) {
    let (name, content) = (value["t"].as_str().unwrap_or_default(), &value["c"]);
    match (name, content) {
        ("Space" | "SoftBreak" | "LineBreak", _) => out.push(' '),
        (_, Value::String(it)) => out.push_str(it),
        // Their words follow their attributes or their kind.
        ("Code" | "CodeBlock" | "Math", Value::Array(parts)) => {
            out.push_str(parts.last().and_then(Value::as_str).unwrap_or_default());
        }
        (_, Value::Array(parts)) => parts.iter().for_each(|it| collect(it, out)),
        ("", _) => {
            value.as_array().into_iter().flatten().for_each(|it| collect(it, out));
        }
        _ => (),
    }
    if matches!(name, "Para" | "Plain" | "Header" | "CodeBlock") {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::emit::pandoc::node::bare;

    fn depth(value: &Value) -> usize {
        1 + match value {
            Value::Object(map) => map.values().map(depth).max().unwrap_or(0),
            Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
            _ => return 0,
        }
    }

    #[test]
    fn what_is_nested_too_deep_keeps_its_words() {
        let link = json!([["", [], [["k", "v"]]], [], ["https://a.example/", ""]]);
        let mut inline = node("Str", "here");
        for _ in 0..30 {
            let mut content = link.clone();
            content[1] = json!([inline]);
            inline = node("Link", content);
        }
        let mut block =
            node("Para", json!([node("Str", "Words"), bare("Space"), inline]));
        for _ in 0..60 {
            block = node("BlockQuote", json!([node("Para", text("Before")), block]));
        }
        let mut blocks = [block];
        assert!(128 < depth(&Value::from(blocks.to_vec())) + 1);
        let mut lost = Vec::new();
        bound(&mut blocks, &mut |it| lost.push(it));
        let tree = Value::from(blocks.to_vec());
        assert!(depth(&tree) + 1 < 128, "{}", depth(&tree));
        assert!(serde_json::from_str::<Value>(&tree.to_string()).is_ok());
        assert_eq!(lost.len(), 1, "{lost:?}");
        let mut words = String::new();
        collect(&tree, &mut words);
        assert_eq!(words.matches("Before").count(), 60);
        assert!(words.contains("Words here"), "{words}");
    }

    #[test]
    fn what_is_not_deep_stays_as_it_is() {
        let code = node("CodeBlock", json!([["", ["rust"], []], "fn main() {}"]));
        let mut blocks = [node("BlockQuote", json!([code]))];
        let before = blocks.clone();
        bound(&mut blocks, &mut |it| panic!("{it}"));
        assert_eq!(blocks, before);
    }
}
