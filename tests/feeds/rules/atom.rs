//! The rules of Atom.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    Element, Events, full, groups, language, markup, once, plain, required, rfc3339,
    said, shared,
};

pub(super) fn atom(all: &[Element], now: Timestamp, events: &mut Events) {
    let (head, entries) = groups(all, "/feed/entry");
    "feed".clone_into(&mut events.place);
    required(head, "feed", &["id", "title", "updated"], events);
    once(head, "feed", &["id", "title", "updated", "subtitle", "rights", "logo"], events);
    let links = said(head, "feed/link");
    let own = links.iter().filter(|it| it.get("rel") == Some("self"));
    events.unless(own.count() == 1, "MissingSelf", "link");
    let complete = !said(head, "feed/fh:complete").is_empty();
    let paged = ["next", "previous", "first", "last", "prev-archive", "next-archive"];
    let paging =
        links.iter().any(|it| paged.contains(&it.get("rel").unwrap_or_default()));
    events.unless(!(complete && paging), "FeedRelInCompleteFeed", "");
    for it in said(head, "feed/updated") {
        rfc3339(&it.text, now, events);
    }
    for it in said(head, "feed/id") {
        full(&it.text, events);
    }
    if let Some(it) = all[0].get("xml:lang") {
        language(it, events);
    }
    shared(head, events);
    let authored = !said(head, "feed/author").is_empty();
    let misplaced = ["/feed/link", "/feed/title", "/feed/updated", "/feed/id"];
    let after = all.iter().skip(head.len());
    for it in after.filter(|it| misplaced.contains(&it.path.as_str())) {
        events.add("MisplacedMetadata", it.name());
    }
    let (mut ids, mut updated) = (BTreeSet::new(), BTreeSet::new());
    for (i, entry) in entries.iter().enumerate() {
        events.place = format!("entry {}", i + 1);
        atom_entry(entry, now, authored, events);
        for it in said(entry, "entry/id") {
            events.unless(ids.insert(it.text.clone()), "DuplicateEntries", &it.text);
        }
        for it in said(entry, "entry/updated") {
            events.unless(updated.insert(it.text.clone()), "DuplicateUpdated", &it.text);
        }
    }
}

fn atom_entry(entry: &[Element], now: Timestamp, authored: bool, events: &mut Events) {
    const SINGLE: &[&str] =
        &["id", "updated", "summary", "published", "rights", "source", "thr:total"];
    required(entry, "entry", &["id", "title", "updated"], events);
    once(entry, "entry", &["id", "title", "updated", "published", "thr:total"], events);
    for name in SINGLE {
        let found = said(entry, &format!("entry/{name}"));
        events.unless(found.len() <= 1, "DuplicateElement", name);
    }
    let content = said(entry, "entry/content");
    events.unless(content.len() <= 1, "DuplicateElement", "content");
    let links = said(entry, "entry/link");
    let alternates: Vec<_> =
        links.iter().filter(|it| it.get("rel") == Some("alternate")).collect();
    events.unless(
        !content.is_empty() || !alternates.is_empty(),
        "MissingContentOrAlternate",
        "",
    );
    let mut kinds = BTreeSet::new();
    for it in &alternates {
        let kind = (it.get("type"), it.get("hreflang"));
        events.unless(
            kinds.insert(kind),
            "DuplicateAlternates",
            it.get("href").unwrap_or(""),
        );
    }
    let named = !said(entry, "entry/author").is_empty();
    events.unless(authored || named, "MissingElement", "author");
    for it in said(entry, "entry/id") {
        events.unless(it.text.trim() == it.text, "InvalidIRI", &it.text);
        full(&it.text, events);
    }
    for name in ["updated", "published"] {
        for it in said(entry, &format!("entry/{name}")) {
            rfc3339(&it.text, now, events);
        }
    }
    if !said(entry, "entry/source").is_empty() {
        for name in ["id", "title", "updated"] {
            let found = said(entry, &format!("source/{name}"));
            events.unless(found.len() == 1, "MissingSourceElement", name);
        }
    }
    for it in said(entry, "entry/category") {
        let term = it.get("term").is_some_and(|it| !it.is_empty());
        events.unless(term, "MissingAttribute", "term");
        if let Some(it) = it.get("scheme") {
            full(it, events);
        }
    }
    for it in said(entry, "author/uri") {
        full(&it.text, events);
    }
    for name in ["title", "summary", "rights"] {
        for it in said(entry, &format!("entry/{name}")) {
            if it.get("type").is_none_or(|it| it == "text") {
                plain(&it.text, events);
            }
        }
    }
    shared(entry, events);
    for it in content {
        match it.get("type") {
            Some("html") => markup(&it.text, events),
            _ => plain(&it.text, events),
        }
    }
}
