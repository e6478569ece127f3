//! The rules of the W3C's feed validator that matter here, each under the name
//! that validator gives the event.
//!
//! They were read in its sources and in `design/formats.md`; what it calls an
//! error and what it calls a warning are both broken rules here. Some are about what
//! an article is and not about how it is printed: [`HONEST`].

mod atom;
mod document;
mod names;
mod rss;
mod values;

use std::collections::BTreeSet;

use jiff::Timestamp;

pub(crate) use self::document::{Element, elements, groups, said};

use self::{
    names::NAMESPACES,
    values::{full, language, markup, plain, rfc822, rfc3339, shared},
};

/// Warnings that an article may draw by what it is: a date from before 1990 or the
/// same as another's, and a character that means nothing, as its source has it or in
/// place of one that XML forbids.
pub(crate) const HONEST: &[&str] =
    &["ImplausibleDate", "DuplicateUpdated", "BadCharacters"];

/// What a feed breaks, each as `Event: where`.
#[derive(Default)]
struct Events {
    all: Vec<String>,
    place: String,
}

impl Events {
    fn add(&mut self, event: &str, what: &str) {
        let what: String = what.chars().take(120).collect();
        self.all.push(format!("{event}: {what} ({})", self.place));
    }

    fn unless(&mut self, holds: bool, event: &str, what: &str) {
        if !holds {
            self.add(event, what);
        }
    }
}

/// Returns every event that a feed would draw, RSS or Atom. `now` is the time it
/// is looked at.
pub(crate) fn events(text: &str, now: Timestamp) -> Vec<String> {
    let mut events = Events::default();
    events.unless(
        text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"),
        "WPBlankLine",
        "the declaration comes first",
    );
    let bad = |c: char| matches!(c, '\u{80}'..='\u{9f}' | '\u{fffd}');
    if let Some(at) = text.find(bad) {
        let near: String = text[at..].chars().take(8).collect();
        events.add("BadCharacters", &near);
    }
    let all = match elements(text) {
        Ok(it) => it,
        Err(why) => return vec![why],
    };
    namespaces(&all, &mut events);
    match all.first().map(Element::name) {
        Some("rss") => rss::rss(&all, now, &mut events),
        Some("feed") => atom::atom(&all, now, &mut events),
        other => events.add("UndefinedRoot", other.unwrap_or_default()),
    }
    events.all
}

fn namespaces(all: &[Element], events: &mut Events) {
    let Some(root) = all.first() else { return };
    let declared: Vec<(&str, &str)> = root
        .attributes
        .iter()
        .filter_map(|it| Some((it.0.strip_prefix("xmlns:")?, it.1.as_str())))
        .collect();
    for it in &declared {
        events.unless(NAMESPACES.contains(it), "UnknownNamespace", it.1);
    }
    let mut used = BTreeSet::new();
    for it in all {
        let names = it.attributes.iter().map(|it| it.0.as_str()).chain([it.name()]);
        for prefix in names.filter_map(|it| Some(it.split_once(':')?.0)) {
            if !matches!(prefix, "xmlns" | "xml") {
                used.insert(prefix.to_owned());
            }
        }
    }
    for prefix in &used {
        let is_declared = declared.iter().any(|it| it.0 == prefix);
        events.unless(is_declared, "UndeclaredPrefix", prefix);
    }
    for (prefix, _) in &declared {
        events.unless(used.contains(*prefix), "UnusedNamespace", prefix);
    }
}

fn once(group: &[Element], parent: &str, names: &[&str], events: &mut Events) {
    for name in names {
        let found = said(group, &format!("{parent}/{name}"));
        events.unless(found.len() <= 1, "DuplicateElement", name);
        for it in found {
            events.unless(!it.text.trim().is_empty(), "NotBlank", name);
        }
    }
}

fn required(group: &[Element], parent: &str, names: &[&str], events: &mut Events) {
    for name in names {
        let found = said(group, &format!("{parent}/{name}"));
        events.unless(!found.is_empty(), "MissingElement", name);
    }
}

/// Returns the ids that stand twice in a feed's markup, all items together.
pub(crate) fn repeated_ids<'a>(
    contents: impl IntoIterator<Item = &'a str>,
) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut twice = Vec::new();
    for content in contents {
        for it in elements(&format!("<div>{content}</div>")).unwrap_or_default() {
            if let Some(id) = it.get("id")
                && !seen.insert(id.to_owned())
            {
                twice.push(id.to_owned());
            }
        }
    }
    twice
}
