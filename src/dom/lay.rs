//! Nodes laid down in document order.

use html5ever::LocalName;

use super::{
    Dom, Kind, NONE, Node, NodeId,
    index::{Classes, Named},
    query::is_block,
    store::{Attrs, Store},
};

/// Classes that widely used stylesheets give to what begins a line and ends it.
const LINES: [&str; 3] = ["block", "d-block", "is-block"];

impl Dom {
    /// Begins a page of about so many nodes and so much text.
    pub(super) fn begin(nodes: usize, text: usize) -> Self {
        let mut dom = Self {
            nodes: Vec::with_capacity(nodes),
            attrs: Vec::new(),
            text: String::with_capacity(text),
            raw: String::new(),
            values: String::new(),
            classes: Classes::default(),
            named: Named::default(),
        };
        dom.lay(NONE, NONE, Kind::Document);
        dom
    }

    /// Lays down an element. Its attributes are in the store.
    pub(super) fn lay_element(
        &mut self,
        parent: u32,
        previous: u32,
        kind: Kind,
        (name, attrs): (&LocalName, Attrs),
    ) -> u32 {
        let place = self.lay(parent, previous, kind);
        self.named.add(name, NodeId(place));
        let node = &mut self.nodes[place as usize];
        node.range = attrs.range;
        node.attrs = attrs.bits;
        node.class = attrs.class;
        node.is_block = is_block(name);
        node.name = name.clone();
        place
    }

    /// Lays down a text, which `write` appends.
    pub(super) fn lay_text(
        &mut self,
        parent: u32,
        previous: u32,
        write: impl FnOnce(&mut String),
    ) -> u32 {
        let place = self.lay(parent, previous, Kind::Text);
        let start = self.text.len();
        write(&mut self.text);
        self.nodes[place as usize].is_blank = is_blank(&self.text[start..]);
        place
    }

    /// Lays down the contents of a script or stylesheet.
    pub(super) fn lay_raw(
        &mut self,
        parent: u32,
        previous: u32,
        write: impl FnOnce(&mut String),
    ) -> u32 {
        let place = self.lay(parent, previous, Kind::Raw);
        let start = self.raw.len() as u32;
        write(&mut self.raw);
        self.nodes[place as usize].range = (start, self.raw.len() as u32);
        place
    }

    /// Ends an element or the page: what follows is no longer in it.
    pub(super) fn close(&mut self, place: u32) {
        self.nodes[place as usize].end = self.nodes.len() as u32;
    }

    /// Takes what attributes are made of.
    pub(super) fn furnish(&mut self, store: Store) {
        self.attrs = store.attrs;
        self.values = store.values;
        self.classes = store.classes.finish();
        self.part_lines();
    }

    /// Marks the spans that a page's style puts on lines of their own.
    fn part_lines(&mut self) {
        let is_line = self.by_class(|it| {
            it.contains("block")
                && it.split_ascii_whitespace().any(|it| LINES.contains(&it))
        });
        let is_shown = |it: &NodeId| {
            *is_line.of(self, *it)
                || self.attr(*it, "style").is_some_and(|it| {
                    it.split(';').filter_map(|it| it.split_once(':')).any(|it| {
                        it.0.trim() == "display" && it.1.trim_start().starts_with("block")
                    })
                })
        };
        let spans: Vec<NodeId> = self.named.get("span").to_vec();
        let lines: Vec<NodeId> = spans.into_iter().filter(is_shown).collect();
        for it in lines {
            self.nodes[it.0 as usize].is_block = true;
        }
    }

    fn lay(&mut self, parent: u32, previous: u32, kind: Kind) -> u32 {
        let place = self.nodes.len() as u32;
        self.nodes.push(Node {
            parent,
            previous,
            end: place + 1,
            text: self.text.len() as u32,
            range: (0, 0),
            name: LocalName::default(),
            class: 0,
            attrs: 0,
            kind,
            is_block: false,
            is_blank: false,
        });
        place
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|it| matches!(it, b'\t' | b'\n' | b'\x0c' | b'\r' | b' '))
}
