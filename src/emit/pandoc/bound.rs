//! A tree kept as shallow as readers of JSON go.
//!
//! Many of them stop at 128 levels, the one of this crate among them. A table in a
//! table takes nine.

use super::node::{Node, node, text};

/// What holds blocks and begins deeper than this is only its words.
const DEEPEST_BLOCK: usize = 96;

/// What holds running text and begins deeper than this is only its words.
const DEEPEST_INLINE: usize = 117;

/// Makes the blocks of a document no deeper than can be read. Calls `said` with the
/// words of what lost its form.
pub(super) fn bound(blocks: &mut [Node], said: &mut dyn FnMut(String)) {
    // They stand in a list in the document.
    for block in blocks {
        walk(block, 3, said);
    }
}

fn walk(value: &mut Node, level: usize, said: &mut dyn FnMut(String)) {
    match value {
        Node::Element(name, content) => {
            let deepest = match *name {
                "BlockQuote" | "BulletList" | "OrderedList" | "DefinitionList"
                | "Div" | "Table" | "Figure" => DEEPEST_BLOCK,
                "Para" | "Plain" | "Header" => usize::MAX,
                _ => DEEPEST_INLINE,
            };
            let is_block = deepest == DEEPEST_BLOCK;
            if deepest < level && matches!(**content, Node::List(_)) {
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
            walk(content, level + 1, said);
        }
        Node::List(items) => {
            for it in items {
                walk(it, level + 1, said);
            }
        }
        _ => (),
    }
}

/// Collects the words of an element.
fn collect(value: &Node, out: &mut String) {
    match value {
        Node::Bare("Space" | "SoftBreak" | "LineBreak") => out.push(' '),
        Node::Run(it) => out.push_str(it),
        Node::List(parts) => parts.iter().for_each(|it| collect(it, out)),
        Node::Element(name, content) => match (*name, &**content) {
            (_, Node::Text(it)) => out.push_str(it),
            // Their words follow their attributes or their kind.
            ("Code" | "CodeBlock" | "Math", Node::List(parts)) => {
                if let Some(Node::Text(it)) = parts.last() {
                    out.push_str(it);
                }
            }
            (_, content) => collect(content, out),
        },
        _ => (),
    }
    if matches!(value.name(), "Para" | "Plain" | "Header" | "CodeBlock") {
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::emit::pandoc::node::{array, attr, bare};

    fn depth(value: &Value) -> usize {
        1 + match value {
            Value::Object(map) => map.values().map(depth).max().unwrap_or(0),
            Value::Array(items) => items.iter().map(depth).max().unwrap_or(0),
            _ => return 0,
        }
    }

    #[test]
    fn what_is_nested_too_deep_keeps_its_words() {
        let mut inline = node("Str", "here");
        for _ in 0..30 {
            let attr = attr("", &[], &[("k", "v".into())]);
            let target = array(["https://a.example/".into(), "".into()]);
            inline = node("Link", array([attr, array([inline]), target]));
        }
        let mut block =
            node("Para", array([node("Str", "Words"), bare("Space"), inline]));
        for _ in 0..60 {
            block = node("BlockQuote", array([node("Para", text("Before")), block]));
        }
        let mut blocks = [block];
        let written =
            |it: &[Node]| serde_json::to_value(Node::List(it.to_vec())).unwrap();
        assert!(128 < depth(&written(&blocks)) + 1);
        let mut lost = Vec::new();
        bound(&mut blocks, &mut |it| lost.push(it));
        let tree = written(&blocks);
        assert!(depth(&tree) + 1 < 128, "{}", depth(&tree));
        assert!(serde_json::from_str::<Value>(&tree.to_string()).is_ok());
        assert_eq!(lost.len(), 1, "{lost:?}");
        let mut words = String::new();
        collect(&Node::List(blocks.to_vec()), &mut words);
        assert_eq!(words.matches("Before").count(), 60);
        assert!(words.contains("Words here"), "{words}");
    }

    #[test]
    fn what_is_not_deep_stays_as_it_is() {
        let code = array([attr("", &["rust"], &[]), "fn main() {}".into()]);
        let mut blocks = [node("BlockQuote", array([node("CodeBlock", code)]))];
        let before = blocks.clone();
        bound(&mut blocks, &mut |it| panic!("{it}"));
        assert_eq!(blocks, before);
    }
}
