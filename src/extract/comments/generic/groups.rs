//! Elements that share a name, a sort of id or a parent.

use std::collections::HashMap;

use html5ever::{LocalName, local_name};

use super::super::item::Sight;
use crate::dom::{AtomMap, Dom, NodeId};

/// Groups of elements, each under a key and the name of its elements.
#[derive(Debug, Default)]
struct Groups {
    members: Vec<Vec<NodeId>>,
    places: AtomMap<(u32, LocalName), u32>,
    keys: u32,
    /// The keys of what names come to without their numbers.
    skeletons: HashMap<String, u32>,
    scratch: String,
}

impl Groups {
    /// Makes a key.
    fn key(&mut self) -> u32 {
        self.keys += 1;
        self.keys
    }

    /// Returns the key of a name of a sort, its numbers left out.
    fn skeleton(&mut self, sort: char, name: &str) -> u32 {
        self.scratch.clear();
        skeleton(name, &mut self.scratch);
        self.scratch.push(sort);
        if let Some(it) = self.skeletons.get(&self.scratch) {
            return *it;
        }
        let key = self.key();
        self.skeletons.insert(self.scratch.clone(), key);
        key
    }

    fn add(&mut self, key: u32, tag: &LocalName, id: NodeId) {
        let groups = &mut self.members;
        let place = self.places.entry((key, tag.clone())).or_insert_with(|| {
            groups.push(Vec::new());
            groups.len() as u32 - 1
        });
        let group = &mut groups[*place as usize];
        if group.last() != Some(&id) {
            group.push(id);
        }
    }
}

/// Groups the elements of a page by class, by the form of their ids and, where
/// they have neither, by their parent.
pub(super) fn groups(sight: &Sight<'_>) -> Vec<Vec<NodeId>> {
    let dom = sight.dom;
    let mut groups = Groups::default();
    let classes = dom.by_class(|class| -> Vec<u32> {
        let classes = class.split_ascii_whitespace().take(12);
        classes.map(|it| groups.skeleton('.', it)).collect()
    });
    let lists = groups.key();
    let mut parents: AtomMap<NodeId, u32> = AtomMap::default();
    for id in dom.subtree(Dom::ROOT) {
        if !dom.is_element(id) || dom.is_foreign(id) {
            continue;
        }
        let name = dom.local(id);
        let sort = sort(name);
        if sort == Sort::Other {
            continue;
        }
        let html_id = dom.html_id(id);
        if html_id.bytes().any(|it| it.is_ascii_digit()) {
            let key = groups.skeleton('#', html_id);
            groups.add(key, name, id);
        }
        let classes = classes.of(dom, id);
        for key in classes {
            groups.add(*key, name, id);
        }
        if sort == Sort::Structural
            && let Some(parent) = dom.parent(id)
        {
            if classes.is_empty() {
                let key = *parents.entry(parent).or_insert_with(|| groups.key());
                groups.add(key, name, id);
            }
            // Lists inside lists, whose members have no names of their own.
            if matches!(*name, local_name!("li") | local_name!("article")) {
                groups.add(lists, name, id);
            }
        }
    }
    groups.members
}

/// What an element may hold by its name.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Sort {
    /// A comment, also where nothing else says so.
    Structural,
    /// A comment, if a class or an id says so.
    Named,
    Other,
}

fn sort(name: &LocalName) -> Sort {
    match *name {
        local_name!("li")
        | local_name!("div")
        | local_name!("article")
        | local_name!("section")
        | local_name!("tr")
        | local_name!("table")
        | local_name!("dl")
        | local_name!("dt")
        | local_name!("p")
        | local_name!("td")
        | local_name!("h3")
        | local_name!("h4")
        | local_name!("h5") => Sort::Structural,
        local_name!("dd")
        | local_name!("ul")
        | local_name!("ol")
        | local_name!("h6")
        | local_name!("span")
        | local_name!("blockquote")
        | local_name!("details")
        | local_name!("tbody")
        | local_name!("aside")
        | local_name!("header")
        | local_name!("footer")
        | local_name!("a")
        | local_name!("strong")
        | local_name!("b") => Sort::Named,
        _ if name.contains('-') => Sort::Named,
        _ => Sort::Other,
    }
}

/// Returns a name with its numbers left out, also those that count in letters
/// and digits: `comment-` of `comment-4f21`.
fn skeleton(name: &str, out: &mut String) {
    if !name.bytes().any(|it| it.is_ascii_digit()) {
        out.push_str(name);
        return;
    }
    let parts = name.split_inclusive(['-', '_', ':', '.']);
    for part in parts {
        let digits = part.bytes().filter(u8::is_ascii_digit).count();
        if digits * 3 > part.len() {
            out.push('0');
        } else {
            out.extend(part.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }));
        }
    }
}
