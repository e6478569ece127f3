//! Families of comment markup, as data: a row for each system or theme.
//!
//! A row says which elements are comments and, where the general rules of
//! [`fields`](super::fields) would not find them, which elements inside hold the
//! author, the date and the words.

mod rows;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use html5ever::{LocalName, local_name};

use crate::{
    dom::{AtomMap, Dom, NodeId},
    extract::finder,
};

use self::rows::ROWS;
use super::selector::{Literal, Selector};

pub(super) use self::rows::Kind;

/// A family, its selectors read.
#[derive(Debug)]
pub(super) struct Family {
    pub(super) name: &'static str,
    pub(super) item: Selector,
    pub(super) author: Selector,
    pub(super) date: Selector,
    pub(super) text: Selector,
    pub(super) without: Selector,
    pub(super) reply: Selector,
    pub(super) kind: Kind,
}

#[derive(Debug)]
struct Table {
    families: Vec<Family>,
    /// Finds the literals that tell which families an element could belong to.
    reader: AhoCorasick,
    /// For each literal of the reader, its families, one bit each.
    owners: Vec<u64>,
    /// Names of elements that are enough to be looked at, with their families.
    tags: Vec<(LocalName, u64)>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let families: Vec<Family> = ROWS
        .iter()
        .map(|row| Family {
            name: row.name,
            item: Selector::new(row.item),
            author: Selector::new(row.author),
            date: Selector::new(row.date),
            text: Selector::new(row.text),
            without: Selector::new(row.without),
            reply: Selector::new(row.reply),
            kind: row.kind,
        })
        .collect();
    let mut literals: Vec<(String, u64)> = Vec::new();
    let mut tags: Vec<(LocalName, u64)> = Vec::new();
    for (place, family) in families.iter().enumerate() {
        let literals_of = family.item.literals().into_iter();
        for literal in literals_of.chain(family.reply.literals()) {
            match literal {
                Literal::Value(it) => note(&mut literals, it.to_ascii_lowercase(), place),
                Literal::Tag(it) => note(&mut tags, LocalName::from(it), place),
            }
        }
    }
    let reader = finder::of_words()
        .ascii_case_insensitive(true)
        .build(literals.iter().map(|it| it.0.as_str()))
        .expect("a list of short words makes a small automaton");
    let owners = literals.into_iter().map(|it| it.1).collect();
    Table { families, reader, owners, tags }
});

/// Notes that a literal tells of a family.
fn note<T: PartialEq>(list: &mut Vec<(T, u64)>, literal: T, family: usize) {
    match list.iter_mut().find(|it| it.0 == literal) {
        Some(it) => it.1 |= 1 << family,
        None => list.push((literal, 1 << family)),
    }
}

/// Attributes whose values tell of families; of others the name may.
const VALUES: &[&str] =
    &["id", "itemprop", "itemtype", "typeof", "about", "component", "role"];
/// Stands for them where the families are kept that a name tells of.
const HOLDS: u64 = u64::MAX;

/// Finds the comments of every known family, in one pass over the page: for each
/// family that has any, its elements in document order.
pub(super) fn find(dom: &Dom) -> Vec<(&'static Family, Vec<NodeId>)> {
    let table = &*TABLE;
    let mut found: Vec<Vec<NodeId>> = vec![Vec::new(); table.families.len()];
    let told = |text: &str| -> u64 {
        let found = table.reader.find_overlapping_iter(text);
        found.fold(0, |all, it| all | table.owners[it.pattern().as_usize()])
    };
    let classes = dom.by_class(told);
    // Few names of attributes are on a page, many times each.
    let mut names: AtomMap<LocalName, u64> = AtomMap::default();
    for id in dom.subtree(Dom::ROOT) {
        if !dom.is_element(id) {
            continue;
        }
        let named = table.tags.iter().find(|it| it.0 == *dom.local(id));
        let mut owners = named.map_or(0, |it| it.1) | classes.of(dom, id);
        for (name, value) in dom.local_attrs(id) {
            if *name == local_name!("class") {
                continue;
            }
            let by_name = match names.get(name) {
                Some(it) => *it,
                None => {
                    let holds = VALUES.contains(&&**name);
                    let it = if holds { HOLDS } else { told(name) };
                    names.insert(name.clone(), it);
                    it
                }
            };
            owners |= if by_name == HOLDS { told(value) } else { by_name };
        }
        while owners != 0 {
            let place = owners.trailing_zeros() as usize;
            owners &= owners - 1;
            let family = &table.families[place];
            if family.item.matches(dom, id) || family.reply.matches(dom, id) {
                found[place].push(id);
            }
        }
    }
    let families = table.families.iter().zip(found);
    families.filter(|it| !it.1.is_empty()).collect()
}
