//! The tree while it grows, and its freezing into document order.

use std::{
    borrow::Cow,
    cell::{Cell, Ref, RefCell},
};

use html5ever::{
    Attribute, QualName,
    interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink},
    local_name, ns,
    tendril::StrTendril,
};

use super::{
    Attr, Dom, Kind, NONE, opened,
    store::{Attrs, Pieces, Store},
    stream::{self, Stream},
};

/// A node's place in the growing tree.
pub(super) type Handle = u32;

pub(super) const DOCUMENT: Handle = 0;
/// Nearly all comments and all processing instructions, which are not kept.
const IGNORED: Handle = 1;
/// How many attributes the second and further tags of a page's `html` and `body`
/// may add up to.
const MOST_ATTRS: usize = 256;

pub(super) struct Growing {
    pub(super) parent: u32,
    previous: u32,
    pub(super) next: u32,
    pub(super) first: u32,
    last: u32,
    pub(super) data: Data,
}

pub(super) enum Data {
    Document,
    Ignored,
    /// A comment beside which something is shown until a part of the page comes.
    Boundary {
        opens: bool,
    },
    Text(Pieces),
    Element(Element),
}

pub(super) struct Element {
    pub(super) name: QualName,
    pub(super) attrs: Attrs,
    encodes_html: bool,
}

/// Where html5ever puts the nodes it makes.
pub(super) struct Sink {
    nodes: RefCell<Vec<Growing>>,
    store: RefCell<Store>,
    stream: RefCell<Stream>,
    /// What says whether something else is open, and the name of that.
    buttons: RefCell<Vec<(Handle, String)>>,
    /// What the parser has done so far, in steps of roughly equal cost.
    pub(super) work: Cell<u64>,
}

impl Sink {
    /// Makes one for a page of so many bytes.
    pub(super) fn new(bytes: usize) -> Self {
        let mut nodes = Vec::with_capacity(64 + bytes / 48);
        nodes.extend([Growing::new(Data::Document), Growing::new(Data::Ignored)]);
        Self {
            nodes: RefCell::new(nodes),
            store: RefCell::default(),
            stream: RefCell::default(),
            buttons: RefCell::default(),
            work: Cell::new(0),
        }
    }

    /// Returns how many nodes were ever made, the lost ones included.
    pub(super) fn made(&self) -> usize {
        self.nodes.borrow().len()
    }

    /// Adds text at the very end of the page, outside what is being built.
    pub(super) fn append_loose(&self, text: &str) {
        let mut parent = DOCUMENT;
        {
            let nodes = self.nodes.borrow();
            while let Some(last) = nodes[parent as usize].last_element(&nodes) {
                let Data::Element(it) = &nodes[last as usize].data else {
                    break;
                };
                if !matches!(it.name.local, local_name!("html") | local_name!("body")) {
                    break;
                }
                parent = last;
            }
        }
        self.append(&parent, NodeOrText::AppendText(StrTendril::from_slice(text)));
    }

    fn step(&self, cost: u64) {
        self.work.set(self.work.get() + cost);
    }

    fn push(&self, data: Data) -> Handle {
        let mut nodes = self.nodes.borrow_mut();
        let handle = u32::try_from(nodes.len()).expect("the parser caps the nodes");
        nodes.push(Growing::new(data));
        handle
    }
}

impl TreeSink for Sink {
    type Handle = Handle;
    type Output = Dom;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Dom {
        let mut nodes = self.nodes.into_inner();
        let mut store = self.store.into_inner();
        self.stream.into_inner().settle(&mut nodes);
        opened::open(&self.buttons.into_inner(), &mut nodes, &mut store);
        freeze(&nodes, store)
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Ref<'a, QualName> {
        self.step(1);
        Ref::map(self.nodes.borrow(), |nodes| match &nodes[*target as usize].data {
            Data::Element(it) => &it.name,
            Data::Document | Data::Ignored | Data::Boundary { .. } | Data::Text(_) => {
                unreachable!("html5ever asks only elements for their name")
            }
        })
    }

    fn create_element(
        &self,
        name: QualName,
        attrs: Vec<Attribute>,
        flags: ElementFlags,
    ) -> Handle {
        let encodes_html = flags.mathml_annotation_xml_integration_point;
        let handle = self.made() as Handle;
        self.stream.borrow_mut().see(&name.local, &attrs, handle);
        opened::see(&attrs, handle, &mut self.buttons.borrow_mut());
        let attrs = self.store.borrow_mut().add(attrs);
        self.push(Data::Element(Element { name, attrs, encodes_html }))
    }

    fn create_comment(&self, text: StrTendril) -> Handle {
        match stream::boundary(&text) {
            Some(opens) if self.stream.borrow().waits() => {
                self.push(Data::Boundary { opens })
            }
            _ => IGNORED,
        }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        IGNORED
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        let mut nodes = self.nodes.borrow_mut();
        match child {
            NodeOrText::AppendNode(IGNORED) => (),
            NodeOrText::AppendNode(child) => {
                detach(&mut nodes, child);
                attach(&mut nodes, *parent, NONE, child);
            }
            NodeOrText::AppendText(text) => {
                let last = nodes[*parent as usize].last;
                if last != NONE
                    && let Data::Text(it) = &mut nodes[last as usize].data
                {
                    self.store.borrow_mut().extend(it, &text);
                    return;
                }
                let child = nodes.len() as u32;
                let text = self.store.borrow_mut().text(&text);
                nodes.push(Growing::new(Data::Text(text)));
                attach(&mut nodes, *parent, NONE, child);
            }
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        previous: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.nodes.borrow()[*element as usize].parent != NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        *target
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.step(1);
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes[*sibling as usize].parent;
        let child = match child {
            NodeOrText::AppendNode(IGNORED) => return,
            NodeOrText::AppendNode(child) => {
                detach(&mut nodes, child);
                child
            }
            NodeOrText::AppendText(text) => {
                let previous = nodes[*sibling as usize].previous;
                if previous != NONE
                    && let Data::Text(it) = &mut nodes[previous as usize].data
                {
                    self.store.borrow_mut().extend(it, &text);
                    return;
                }
                let text = self.store.borrow_mut().text(&text);
                nodes.push(Growing::new(Data::Text(text)));
                nodes.len() as u32 - 1
            }
        };
        attach(&mut nodes, parent, *sibling, child);
    }

    fn add_attrs_if_missing(&self, target: &Handle, new: Vec<Attribute>) {
        self.step(new.len() as u64);
        let mut nodes = self.nodes.borrow_mut();
        let Data::Element(element) = &mut nodes[*target as usize].data else { return };
        let store = &mut *self.store.borrow_mut();
        let (start, end) = element.attrs.range;
        let has = &store.attrs[start as usize..end as usize];
        let most = MOST_ATTRS.saturating_sub(has.len());
        let is_new = |it: &Attribute| has.iter().all(|has| has.name != it.name.local);
        let new: Vec<Attribute> = new.into_iter().filter(is_new).take(most).collect();
        if new.is_empty() {
            return;
        }
        // Those of one element stand together, so the old ones move.
        self.step(u64::from(end - start));
        let moved: Vec<Attr> = has.to_vec();
        let old = element.attrs;
        let from = store.attrs.len() as u32;
        store.attrs.extend(moved);
        let added = store.add(new);
        element.attrs = Attrs {
            range: (from, added.range.1),
            bits: old.bits | added.bits,
            class: old.class.max(added.class),
        };
    }

    fn remove_from_parent(&self, target: &Handle) {
        detach(&mut self.nodes.borrow_mut(), *target);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut nodes = self.nodes.borrow_mut();
        let mut child = nodes[*node as usize].first;
        while child != NONE {
            self.step(1);
            let next = nodes[child as usize].next;
            detach(&mut nodes, child);
            attach(&mut nodes, *new_parent, NONE, child);
            child = next;
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &Handle) -> bool {
        match &self.nodes.borrow()[*handle as usize].data {
            Data::Element(it) => it.encodes_html,
            Data::Document | Data::Ignored | Data::Boundary { .. } | Data::Text(_) => {
                false
            }
        }
    }
}

impl Growing {
    fn new(data: Data) -> Self {
        Self { parent: NONE, previous: NONE, next: NONE, first: NONE, last: NONE, data }
    }

    fn last_element(&self, nodes: &[Growing]) -> Option<u32> {
        let mut at = self.last;
        while at != NONE {
            if matches!(nodes[at as usize].data, Data::Element(_)) {
                return Some(at);
            }
            at = nodes[at as usize].previous;
        }
        None
    }
}

pub(super) fn detach(nodes: &mut [Growing], child: u32) {
    let it = &mut nodes[child as usize];
    let (parent, previous, next) = (it.parent, it.previous, it.next);
    (it.parent, it.previous, it.next) = (NONE, NONE, NONE);
    if parent == NONE {
        return;
    }
    match previous {
        NONE => nodes[parent as usize].first = next,
        it => nodes[it as usize].next = next,
    }
    match next {
        NONE => nodes[parent as usize].last = previous,
        it => nodes[it as usize].previous = previous,
    }
}

/// Puts a detached node before a sibling, or last where there is none.
pub(super) fn attach(nodes: &mut [Growing], parent: u32, before: u32, child: u32) {
    let previous = match before {
        NONE => nodes[parent as usize].last,
        it => nodes[it as usize].previous,
    };
    let it = &mut nodes[child as usize];
    (it.parent, it.previous, it.next) = (parent, previous, before);
    match previous {
        NONE => nodes[parent as usize].first = child,
        it => nodes[it as usize].next = child,
    }
    match before {
        NONE => nodes[parent as usize].last = child,
        it => nodes[it as usize].previous = child,
    }
}

/// Lays the tree out in document order.
fn freeze(nodes: &[Growing], store: Store) -> Dom {
    let mut dom = Dom::begin(nodes.len(), store.text.len());
    // Each open node: its place in the growing tree, its place in the frozen
    // one, and the frozen place of the last child laid out.
    let mut open = vec![(DOCUMENT, Dom::ROOT.0, NONE)];
    let mut at = nodes[DOCUMENT as usize].first;
    let mut raw = false;
    while let Some((_, parent, previous)) = open.last_mut() {
        if at == NONE {
            let (grown, place, _) = open.pop().expect("the loop saw one");
            dom.close(place);
            raw = false;
            at = nodes[grown as usize].next;
            continue;
        }
        let grown = &nodes[at as usize];
        match &grown.data {
            Data::Document | Data::Ignored | Data::Boundary { .. } => at = grown.next,
            Data::Text(text) => {
                let copy = |to: &mut String| store.copy(*text, to);
                *previous = match raw {
                    true => dom.lay_raw(*parent, *previous, copy),
                    false => dom.lay_text(*parent, *previous, copy),
                };
                at = grown.next;
            }
            Data::Element(element) => {
                let local = &element.name.local;
                let html = element.name.ns == ns!(html);
                let kind = if html { Kind::Element } else { Kind::Foreign };
                raw = matches!(*local, local_name!("script") | local_name!("style"));
                let place =
                    dom.lay_element(*parent, *previous, kind, (local, element.attrs));
                *previous = place;
                open.push((at, place, NONE));
                at = grown.first;
            }
        }
    }
    dom.furnish(store);
    dom
}
