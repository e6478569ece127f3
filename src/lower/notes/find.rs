//! Where the calls of notes and their texts are.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::{
    dom::{Dom, NodeId, heading_level, is_block},
    lower::{Context, signs},
};

use super::{
    CALL, MAX_NOTE, Notes, Role, TEXT, Text,
    marks::{begins_with, is_link_back, is_mark, label},
};

pub(super) struct Finder<'a> {
    pub(super) cx: &'a Context<'a>,
    pub(super) dom: &'a Dom,
    pub(super) notes: Notes,
}

/// A link to a place on the same page.
pub(super) struct Local<'a> {
    id: NodeId,
    place: &'a str,
    label: String,
}

impl<'a> Finder<'a> {
    pub(super) fn new(cx: &'a Context<'a>) -> Self {
        Self { cx, dom: cx.dom, notes: Notes::default() }
    }

    /// Finds the notes that say themselves what they are.
    pub(super) fn marked(&mut self, roots: &[NodeId]) {
        let dom = self.dom;
        let mut texts = BTreeMap::new();
        for root in roots {
            for id in dom.subtree(*root) {
                if let Some(label) = dom.attr(id, TEXT)
                    && !texts.contains_key(label)
                {
                    texts.insert(label, self.notes.texts.len());
                    self.add(id, id, label);
                    self.notes.roles.insert(id, Role::Skip);
                    if let Some(it) = self.notes.texts.last_mut() {
                        it.listed = true;
                    }
                }
            }
        }
        if texts.is_empty() {
            return;
        }
        for root in roots {
            for id in dom.subtree(*root) {
                if let Some(at) = dom.attr(id, CALL).and_then(|it| texts.get(it)) {
                    self.notes.roles.insert(id, Role::Call(*at));
                }
            }
        }
    }

    pub(super) fn add(&mut self, within: NodeId, at: NodeId, label: &str) {
        let from = NodeId(if within == at { at.0 + 1 } else { at.0 });
        self.notes.texts.push(Text {
            within,
            from,
            end: self.dom.end(within),
            label: label.to_owned(),
            number: None,
            listed: false,
        });
    }

    /// Returns the links to places on the page, in order, wherever they stand
    /// in the part.
    pub(super) fn links(&self, roots: &[NodeId]) -> Vec<Local<'a>> {
        let dom = self.dom;
        let mut links = Vec::new();
        for root in roots {
            let mut at = *root;
            while at < dom.end(*root) {
                if at != *root && (self.cx.cut)(at) {
                    at = dom.end(at);
                    continue;
                }
                if dom.name(at) == "a"
                    && let Some(href) = dom.attr(at, "href")
                    && let Some(place) = self.place(href)
                    && dom.text(at).len() <= 64
                {
                    links.push(Local { id: at, place, label: label(dom.text(at)) });
                }
                at = NodeId(at.0 + 1);
            }
        }
        links
    }

    /// Returns the place on this page that an address names.
    fn place(&self, href: &'a str) -> Option<&'a str> {
        let href = href.trim();
        let (page, place) = href.split_once('#')?;
        let here = page.is_empty()
            || self.cx.base.is_some_and(|base| {
                let mut own = base.clone();
                own.set_fragment(None);
                own.join(page).is_ok_and(|it| it == own)
            });
        (here && !place.is_empty()).then_some(place)
    }

    pub(super) fn linked(&mut self, links: &[Local<'a>]) {
        let dom = self.dom;
        let wanted: BTreeSet<&str> = links.iter().map(|it| it.place).collect();
        let mut places: HashMap<&str, NodeId> = HashMap::new();
        for id in dom.descendants(Dom::ROOT) {
            let names = [dom.html_id(id), dom.attr(id, "name").unwrap_or_default()];
            let names = &names[..if dom.name(id) == "a" { 2 } else { 1 }];
            for name in names {
                if !name.is_empty() && wanted.contains(name) {
                    places.entry(name).or_insert(id);
                }
            }
        }
        let targets: BTreeSet<NodeId> = places.values().copied().collect();
        let mut texts: BTreeMap<NodeId, usize> = BTreeMap::new();
        let mut blocks: BTreeMap<NodeId, Vec<usize>> = BTreeMap::new();
        let mut answered: BTreeSet<NodeId> = BTreeSet::new();
        for link in links {
            let Some(target) = find_place(&places, link.place) else { continue };
            if !self.is_call(link, target, &targets) || answered.contains(&link.id) {
                continue;
            }
            let text = match texts.get(&target) {
                Some(it) => *it,
                None => {
                    let at = self.notes.texts.len();
                    let Some(within) = self.text_at(target, link.id) else {
                        let lines = self.lines_at(target, &link.label, &targets);
                        let Some(lines) =
                            lines.filter(|it| it.1 <= link.id || link.id < it.0)
                        else {
                            continue;
                        };
                        self.add_lines(lines, &link.label);
                        self.skip_ways_back(link.id, lines.0, lines.1);
                        texts.insert(target, at);
                        self.notes.roles.insert(self.call_at(link.id), Role::Call(at));
                        continue;
                    };
                    let inline = within != target && dom.contains(within, target);
                    self.add(within, if inline { target } else { within }, &link.label);
                    blocks.entry(within).or_default().push(at);
                    texts.insert(target, at);
                    answered.extend(self.links_back(within));
                    self.skip_ways_back(link.id, within, dom.end(within));
                    at
                }
            };
            self.notes.roles.insert(self.call_at(link.id), Role::Call(text));
        }
        self.divide(&blocks);
        let withins: Vec<NodeId> = blocks.keys().copied().collect();
        for within in &withins {
            self.notes.roles.insert(*within, Role::Skip);
            self.skip_links_back(*within);
        }
        self.skip_around(&withins);
    }

    /// Returns whether a link calls a note.
    fn is_call(
        &self,
        link: &Local<'_>,
        target: NodeId,
        targets: &BTreeSet<NodeId>,
    ) -> bool {
        let dom = self.dom;
        let id = link.id;
        if dom.contains(target, id) || dom.contains(id, target) {
            return false;
        }
        if dom.name(target) == "sup" || heading_level(dom.name(target)).is_some() {
            return false;
        }
        if is_link_back(dom, id) {
            return false;
        }
        let short = link.label.chars().count() <= 6 && !link.label.contains(' ');
        if !short {
            return false;
        }
        let named = ["role", "epub:type", "data-type", "rel", "class"].iter().any(|it| {
            dom.attr(id, it).is_some_and(|it| {
                let it = it.to_ascii_lowercase();
                it.contains("noteref")
                    || it.contains("footnote")
                    || it.contains("endnote")
                    || it.contains("fn-ref")
                    || it.contains("fnref")
                    || it.contains("sdfootnoteanc")
            })
        });
        let parent = dom.parent(id);
        let raised = dom.descendants(id).take(4).any(|it| dom.name(it) == "sup")
            || dom.ancestors(id).take(3).any(|it| dom.name(it) == "sup")
            || parent.is_some_and(|it| dom.class(it).to_lowercase().contains("footnote"));
        let place = link.place.to_ascii_lowercase();
        let place = place.trim_start_matches(['_', '-']);
        let spelled = [
            "fn",
            "ftn",
            "edn",
            "footnote",
            "note",
            "endnote",
            "cite_note",
            "cite-note",
            "sdfootnote",
            "sdendnote",
            "easy-footnote",
            "sidenote",
            "en",
            "ref",
            "reference",
            "bib",
            "cite",
        ]
        .iter()
        .any(|start| {
            place.strip_prefix(start).is_some_and(|rest| {
                let rest = rest.trim_start_matches(|it: char| !it.is_ascii_digit());
                rest.starts_with(|it: char| it.is_ascii_digit())
            })
        });
        let numbered = is_mark(&link.label);
        let after = id < target;
        if named && (numbered || raised) {
            return true;
        }
        if !numbered {
            return false;
        }
        if raised || spelled {
            return after || spelled && raised;
        }
        // Made by hand: the place leads back, or begins with the same label.
        after
            && (self.answers(id, target, &link.label)
                || self.lines_at(target, &link.label, targets).is_some())
    }

    /// Returns whether the block at a place leads back to a call, or begins
    /// with its label.
    fn answers(&self, call: NodeId, target: NodeId, label: &str) -> bool {
        let dom = self.dom;
        let Some(within) = self.text_at(target, call) else { return false };
        let own = names(dom, call);
        let back = dom.descendants(within).take(200).any(|it| {
            dom.attr(it, "href")
                .and_then(|it| it.trim().strip_prefix('#'))
                .is_some_and(|it| own.contains(&it))
        });
        back || begins_with(dom.text(within).trim_start(), label).is_some()
    }

    /// Returns the block that is the text of a note, from the place its call
    /// names.
    fn text_at(&self, target: NodeId, call: NodeId) -> Option<NodeId> {
        let dom = self.dom;
        let mut within = dom.closest(target, |it| is_block(dom.name(it)))?;
        match dom.name(within) {
            "dt" => {
                within = dom.next(within).and_then(|it| match dom.is_text(it) {
                    true => dom.next(it),
                    false => Some(it),
                })?;
            }
            "td" | "th" => {
                let row = dom.parent(within)?;
                within = dom.elements(row).last()?;
            }
            "tr" => within = dom.elements(within).last()?,
            "body" | "html" | "article" | "main" | "table" | "ul" | "ol" => return None,
            _ => (),
        }
        // One container a note, with its paragraphs inside.
        if dom.name(within) == "p"
            && let Some(parent) = dom.parent(within)
            && dom.elements(parent).next() == Some(within)
            && (dom.name(parent) == "li"
                || ["ftn", "edn", "sdfootnote", "sdendnote", "fn"]
                    .iter()
                    .any(|it| dom.html_id(parent).starts_with(it)))
        {
            within = parent;
        }
        let size = dom.text(within).len();
        let cut = std::iter::once(within)
            .chain(dom.ancestors(within))
            .any(|it| (self.cx.cut)(it));
        let fits = size <= MAX_NOTE && !dom.text(within).trim().is_empty();
        (fits && !cut && !dom.contains(within, call)).then_some(within)
    }

    /// Returns the element that stands for a call: the link, or the raised
    /// text that holds nothing else.
    pub(super) fn call_at(&self, link: NodeId) -> NodeId {
        let dom = self.dom;
        let text = dom.text(link).trim();
        let mut found = link;
        for it in dom.ancestors(link).take(3) {
            let alone = dom.text(it).trim().trim_matches(['[', ']'])
                == text.trim_matches(['[', ']']);
            if !alone || is_block(dom.name(it)) {
                break;
            }
            found = it;
        }
        found
    }

    /// Gives each of several notes in one block its own part of the block.
    fn divide(&mut self, blocks: &BTreeMap<NodeId, Vec<usize>>) {
        for places in blocks.values().filter(|it| 1 < it.len()) {
            let mut places = places.clone();
            places.sort_by_key(|it| self.notes.texts[*it].from);
            for pair in places.windows(2) {
                self.notes.texts[pair[0]].end = self.notes.texts[pair[1]].from;
            }
        }
        for place in blocks.values().filter(|it| it.len() == 1).map(|it| it[0]) {
            // All of the block, not only what follows the place.
            let text = &mut self.notes.texts[place];
            text.from = NodeId(text.within.0 + 1);
        }
    }
}

/// Returns the names of the place where a call is.
pub(super) fn names(dom: &Dom, call: NodeId) -> Vec<&str> {
    std::iter::once(call)
        .chain(dom.ancestors(call).take(2))
        .flat_map(|it| [dom.html_id(it), dom.attr(it, "name").unwrap_or_default()])
        .filter(|it| !it.is_empty())
        .collect()
}

fn find_place(places: &HashMap<&str, NodeId>, place: &str) -> Option<NodeId> {
    places.get(place).copied().or_else(|| {
        // Some editors write the place encoded in the link only.
        let decoded = signs::decode_percent(place)?;
        places.get(&*decoded).copied()
    })
}
