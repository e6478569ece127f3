//! What is looked up again and again, indexed once for each page.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};

use html5ever::LocalName;

use super::{Dom, NodeId};

/// Returns the bit that stands for an attribute's name in a set of 32. Names that
/// rules ask for seldom share it with names that pages use much.
#[inline]
pub(super) fn bit(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 1 };
    let sum = u32::from(*first) * 24 + u32::from(*last) * 25 + bytes.len() as u32 * 21;
    1 << (sum >> 1 & 31)
}

/// A map whose keys are names, which have a hash of their own.
pub(crate) type AtomMap<K, V> = HashMap<K, V, BuildHasherDefault<AtomHasher>>;

/// The elements of each name, in document order.
#[derive(Debug, Default)]
pub(super) struct Named {
    places: AtomMap<LocalName, u32>,
    lists: Vec<Vec<NodeId>>,
}

impl Named {
    /// Adds an element that stands after all that were added before.
    pub(super) fn add(&mut self, name: &LocalName, id: NodeId) {
        match self.places.get(name) {
            Some(place) => self.lists[*place as usize].push(id),
            None => {
                self.places.insert(name.clone(), self.lists.len() as u32);
                self.lists.push(vec![id]);
            }
        }
    }

    pub(super) fn get(&self, name: &str) -> &[NodeId] {
        let place = self.places.get(&LocalName::from(name));
        place.map_or(&[], |it| &self.lists[*it as usize])
    }
}

/// Takes the hash that an atom already has, and mixes it with other numbers.
#[derive(Debug, Default)]
pub(crate) struct AtomHasher(u64);

impl Hasher for AtomHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for it in bytes {
            self.write_u32(u32::from(*it));
        }
    }

    fn write_u32(&mut self, hash: u32) {
        // Tables take their group from the top bits and their slot from the low.
        let mixed = self.0.rotate_left(5) ^ u64::from(hash);
        self.0 = mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// The values of the `class` attributes of a page, each once. The first is empty
/// and stands for all elements without one.
#[derive(Debug, Default)]
pub(super) struct Classes {
    /// Where each stands among the values of attributes.
    ranges: Vec<(u32, u32)>,
}

impl Classes {
    pub(super) fn get(&self, place: u32) -> Option<(u32, u32)> {
        self.ranges.get(place as usize).copied()
    }
}

/// Finds out which values of `class` attributes are the same.
#[derive(Debug, Default)]
pub(super) struct Interner {
    places: HashMap<Box<str>, u32>,
    ranges: Vec<(u32, u32)>,
}

impl Interner {
    /// Returns the place and the range of a value, which is added to `values` if
    /// it was not there.
    pub(super) fn add(&mut self, value: &str, values: &mut String) -> (u32, (u32, u32)) {
        if self.ranges.is_empty() {
            self.ranges.push((0, 0));
        }
        if value.is_empty() {
            return (0, (0, 0));
        }
        if let Some(place) = self.places.get(value) {
            return (*place, self.ranges[*place as usize]);
        }
        let place = self.ranges.len() as u32;
        let from = values.len() as u32;
        values.push_str(value);
        let range = (from, values.len() as u32);
        self.ranges.push(range);
        self.places.insert(value.into(), place);
        (place, range)
    }

    pub(super) fn finish(self) -> Classes {
        Classes { ranges: self.ranges }
    }
}

/// What a rule makes of each list of classes on a page.
#[derive(Debug)]
pub(crate) struct ByClass<T>(Vec<T>);

impl<T> ByClass<T> {
    pub(super) fn new(dom: &Dom, mut read: impl FnMut(&str) -> T) -> Self {
        let ranges = dom.classes.ranges.iter();
        let mut all: Vec<T> =
            ranges.map(|it| read(&dom.values[it.0 as usize..it.1 as usize])).collect();
        if all.is_empty() {
            all.push(read(""));
        }
        Self(all)
    }

    /// Returns what it made of those of a node.
    pub(crate) fn of(&self, dom: &Dom, id: NodeId) -> &T {
        &self.0[dom.node(id).class as usize]
    }
}
