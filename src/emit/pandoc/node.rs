//! The pieces that pandoc's syntax tree is built of.
//!
//! They are smaller than JSON's own values: a page of a hundred thousand pictures is
//! a million of them.

use serde::{
    Serialize,
    ser::{SerializeMap as _, SerializeSeq as _, Serializer},
};

use crate::emit::markdown::Data;

/// A piece of the tree.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Node {
    Null,
    Flag(bool),
    Number(i64),
    Text(Box<str>),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
    /// An element with what is in it.
    Element(&'static str, Box<Node>),
    /// An element that has nothing in it.
    Bare(&'static str),
    /// No identifier, no classes and no attributes.
    Plain,
    /// Running text. Pandoc has an element for each word and one for each space,
    /// which are taken apart only as it is written.
    Run(Box<str>),
}

impl Node {
    /// Returns the name of an element; an empty one for anything else.
    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Element(name, _) | Self::Bare(name) => name,
            _ => "",
        }
    }

    /// Returns what is in an element, if that is a list.
    pub(super) fn list_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Element(_, content) => match &mut **content {
                Self::List(items) => Some(items),
                _ => None,
            },
            _ => None,
        }
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl From<Vec<Node>> for Node {
    fn from(items: Vec<Node>) -> Self {
        Self::List(items)
    }
}

impl From<Vec<Vec<Node>>> for Node {
    fn from(items: Vec<Vec<Node>>) -> Self {
        Self::List(items.into_iter().map(Self::List).collect())
    }
}

/// Returns an element of the tree.
pub(super) fn node(name: &'static str, content: impl Into<Node>) -> Node {
    Node::Element(name, Box::new(content.into()))
}

pub(super) fn bare(name: &'static str) -> Node {
    Node::Bare(name)
}

/// Returns a list of what it is given.
pub(super) fn array<const N: usize>(parts: [Node; N]) -> Node {
    Node::List(Vec::from(parts))
}

/// Returns an identifier, classes and attributes; attributes without a value
/// are left out.
pub(super) fn attr(id: &str, classes: &[&str], pairs: &[(&str, String)]) -> Node {
    let pairs: Vec<Node> = pairs
        .iter()
        .filter(|it| !it.1.is_empty())
        .map(|(name, it)| pair(name, it))
        .collect();
    if id.is_empty() && classes.is_empty() && pairs.is_empty() {
        return Node::Plain;
    }
    let classes: Vec<Node> = classes.iter().map(|it| Node::from(*it)).collect();
    array([id.into(), classes.into(), pairs.into()])
}

/// Returns an attribute.
pub(super) fn pair(name: &str, value: &str) -> Node {
    array([name.into(), value.into()])
}

/// Returns a division that is a part of the article, by what it is.
pub(super) fn division(class: &str, pairs: &[(&str, String)], blocks: Vec<Node>) -> Node {
    let attr = attr("", &[&format!("offprint-{class}")], pairs);
    node("Div", array([attr, blocks.into()]))
}

/// Returns running text that is a part of the article, by what it is.
pub(super) fn span(class: &str, pairs: &[(&str, String)], inlines: Node) -> Node {
    let attr = attr("", &[&format!("offprint-{class}")], pairs);
    node("Span", array([attr, inlines]))
}

/// Returns plain text.
pub(super) fn text(text: &str) -> Node {
    let mut out = Vec::new();
    words(text, &mut out);
    out.into()
}

pub(super) fn words(text: &str, out: &mut Vec<Node>) {
    if !text.is_empty() {
        out.push(Node::Run(text.into()));
    }
}

/// Returns data as pandoc holds them: numbers are text there.
pub(super) fn meta(data: &Data) -> Node {
    match data {
        Data::Text(it) | Data::Date(it) => node("MetaString", it.as_str()),
        Data::Number(it) => node("MetaString", it.to_string()),
        Data::Flag(it) => node("MetaBool", Node::Flag(*it)),
        Data::List(items) => node("MetaList", items.iter().map(meta).collect::<Vec<_>>()),
        Data::Map(map) => {
            let map = map.iter().map(|(key, it)| (key.clone(), meta(it)));
            node("MetaMap", Node::Map(map.collect()))
        }
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Flag(it) => serializer.serialize_bool(*it),
            Self::Number(it) => serializer.serialize_i64(*it),
            Self::Text(it) => serializer.serialize_str(it),
            Self::Map(items) => {
                serializer.collect_map(items.iter().map(|it| (&it.0, &it.1)))
            }
            Self::Element(name, content) => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("t", name)?;
                map.serialize_entry("c", content)?;
                map.end()
            }
            Self::Bare(name) => serializer.collect_map([("t", name)]),
            Self::Plain => ("", [(); 0], [(); 0]).serialize(serializer),
            Self::List(items) => list(items, serializer),
            // One that is in no list is one of its own.
            Self::Run(_) => list(std::slice::from_ref(self), serializer),
        }
    }
}

/// Writes a list, with the words and spaces of running text apart.
fn list<S: Serializer>(items: &[Node], serializer: S) -> Result<S::Ok, S::Error> {
    let mut seq = serializer.serialize_seq(None)?;
    // One space between two words, however many pieces they come in.
    let mut after_space = false;
    for item in items {
        let Node::Run(run) = item else {
            after_space = item.name() == "Space";
            seq.serialize_element(item)?;
            continue;
        };
        for (i, word) in run.split([' ', '\n', '\t']).enumerate() {
            if i != 0 && !after_space {
                seq.serialize_element(&Node::Bare("Space"))?;
                after_space = true;
            }
            if !word.is_empty() {
                seq.serialize_element(&Word { t: "Str", c: word })?;
                after_space = false;
            }
        }
    }
    seq.end()
}

#[derive(Serialize)]
struct Word<'a> {
    t: &'static str,
    c: &'a str,
}
