//! Which article of last time an article is.
//!
//! The surest signs are asked first, for all articles, so that one that only
//! looks alike cannot take the place of the one that is the same.

use std::collections::BTreeMap;

use super::{Entry, Fresh};

/// How alike two texts must be where nothing else speaks for it.
const ALIKE: f64 = 0.5;

/// How alike they must be where they came from the same file.
const RELATED: f64 = 0.2;

/// A sign by which an article is known again. Nothing, if it does not have it.
type Sign = fn(&Entry) -> Option<(&str, &str)>;

/// The signs, the surest first. The same words in the same place come before the
/// same address, since an address may have been given to another article.
const BEFORE: &[Sign] = &[
    |it| Some((it.words.as_deref()?, it.address.as_deref()?)),
    |it| Some((it.words.as_deref()?, it.source.as_deref()?)),
    |it| Some((it.words.as_deref()?, titled(it)?)),
    |it| Some((it.address.as_deref()?, "")),
    |it| Some((it.words.as_deref()?, "")),
    |it| Some((it.source.as_deref()?, titled(it)?)),
];

/// The signs that are asked once likeness has been.
const AFTER: &[Sign] = &[
    |it| Some((titled(it)?, it.published.as_deref()?)),
    |it| Some((it.source.as_deref().map(file_name)?, titled(it)?)),
];

fn titled(it: &Entry) -> Option<&str> {
    Some(it.title.as_str()).filter(|it| !it.is_empty())
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Returns for each article the place of the entry that is about it. No entry is
/// about two.
pub(super) fn matches(entries: &[Entry], fresh: &[Fresh]) -> Vec<Option<usize>> {
    let mut pairs = Pairs {
        entries,
        fresh,
        taken: vec![false; entries.len()],
        found: vec![None; fresh.len()],
    };
    // What brings its name along is known by it.
    let mut named = BTreeMap::new();
    for (at, it) in entries.iter().enumerate() {
        named.insert(it.id.as_str(), at);
    }
    for (i, it) in fresh.iter().enumerate().filter(|it| it.1.is_own) {
        if let Some(at) = named.get(it.entry.id.as_str()) {
            pairs.pair(i, *at);
        }
    }
    for sign in BEFORE {
        pairs.by(*sign, |_, _| true);
    }
    pairs.by(
        |it| Some((it.source.as_deref()?, "")),
        |old, new| RELATED <= old.phrases.likeness(&new.phrases),
    );
    for sign in AFTER {
        pairs.by(*sign, |_, _| true);
    }
    pairs.by_likeness();
    // A file whose text is all new is the same article if it says the same date.
    pairs.by(
        |it| Some((it.source.as_deref()?, "")),
        |old, new| old.published == new.published,
    );
    pairs.found
}

struct Pairs<'a> {
    entries: &'a [Entry],
    fresh: &'a [Fresh],
    taken: Vec<bool>,
    found: Vec<Option<usize>>,
}

impl Pairs<'_> {
    fn pair(&mut self, fresh: usize, entry: usize) {
        if !self.taken[entry] && self.found[fresh].is_none() {
            self.taken[entry] = true;
            self.found[fresh] = Some(entry);
        }
    }

    /// Pairs what shows the same sign, in order.
    fn by(&mut self, sign: Sign, also: fn(&Entry, &Entry) -> bool) {
        let mut showing: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate().rev() {
            if !self.taken[at]
                && let Some(it) = sign(entry)
            {
                showing.entry(it).or_default().push(at);
            }
        }
        for (i, it) in self.fresh.iter().enumerate() {
            if it.is_own || self.found[i].is_some() {
                continue;
            }
            let Some(places) = sign(&it.entry).and_then(|it| showing.get_mut(&it)) else {
                continue;
            };
            let fits = |at: &usize| also(&self.entries[*at], &it.entry);
            if let Some(last) = places.iter().rposition(fits) {
                let at = places.remove(last);
                self.pair(i, at);
            }
        }
    }

    /// Pairs what is most alike.
    fn by_likeness(&mut self) {
        let mut having: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (at, entry) in self.entries.iter().enumerate().filter(|it| !self.taken[it.0])
        {
            for hash in entry.phrases.hashes() {
                having.entry(hash).or_default().push(at);
            }
        }
        let mut alike: Vec<(f64, usize, usize)> = Vec::new();
        for (i, it) in self.fresh.iter().enumerate() {
            if it.is_own || self.found[i].is_some() || !it.entry.phrases.is_telling() {
                continue;
            }
            let shared = it.entry.phrases.hashes().filter_map(|it| having.get(&it));
            let mut places: Vec<usize> = shared.flatten().copied().collect();
            places.sort_unstable();
            places.dedup();
            alike.extend(
                places.into_iter().map(|at| {
                    (self.entries[at].phrases.likeness(&it.entry.phrases), i, at)
                }),
            );
        }
        alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, i, at) in alike.into_iter().take_while(|it| ALIKE <= it.0) {
            self.pair(i, at);
        }
    }
}
