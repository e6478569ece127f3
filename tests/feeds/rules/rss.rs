//! The rules of RSS.

use std::collections::BTreeSet;

use jiff::Timestamp;

use super::{
    Element, Events, full, groups, language, markup, once, plain, required, rfc822,
    rfc3339, said, shared,
};

pub(super) fn rss(all: &[Element], now: Timestamp, events: &mut Events) {
    let (head, items) = groups(all, "/rss/channel/item");
    "channel".clone_into(&mut events.place);
    events.unless(all[0].get("version") == Some("2.0"), "UndefinedVersion", "2.0");
    required(head, "rss/channel", &["title", "link", "description"], events);
    let single = ["title", "link", "description", "language", "lastBuildDate", "ttl"];
    once(head, "rss/channel", &single, events);
    for it in said(head, "rss/channel/language") {
        language(&it.text, events);
    }
    let links = said(head, "channel/atom:link");
    let own = links.iter().filter(|it| it.get("rel") == Some("self"));
    events.unless(own.count() == 1, "MissingSelf", "atom:link");
    for it in said(head, "channel/lastBuildDate") {
        rfc822(&it.text, now, events);
    }
    for it in said(head, "channel/ttl") {
        let minutes = it.text.parse::<u32>().is_ok_and(|it| it > 0);
        events.unless(minutes, "InvalidPositiveInteger", &it.text);
    }
    for part in ["title", "link"] {
        let outer = said(head, &format!("rss/channel/{part}"));
        for it in said(head, &format!("image/{part}")) {
            let same = outer.iter().all(|outer| outer.text == it.text);
            events.unless(same, "ImageTitleDoesntMatch", part);
        }
    }
    let dated = !said(head, "channel/lastBuildDate").is_empty();
    let last = all.iter().rposition(|it| it.path.starts_with("/rss/channel/item"));
    let stray = all.iter().skip(last.unwrap_or(0) + 1);
    for it in stray.filter(|it| it.path.starts_with("/rss/channel/")) {
        events.unless(it.path.contains("/item"), "MisplacedItem", it.name());
    }
    let mut guids = BTreeSet::new();
    for (i, item) in items.iter().enumerate() {
        events.place = format!("item {}", i + 1);
        rss_item(item, now, events);
        events.unless(
            dated || said(item, "slash:comments").is_empty(),
            "SlashDate",
            "lastBuildDate",
        );
        for it in said(item, "item/guid") {
            events.unless(guids.insert(it.text.clone()), "DuplicateValue", &it.text);
        }
    }
}

fn rss_item(item: &[Element], now: Timestamp, events: &mut Events) {
    const SINGLE: &[&str] = &[
        "title",
        "link",
        "guid",
        "pubDate",
        "description",
        "content:encoded",
        "comments",
        "slash:comments",
        "source",
        "wfw:commentRss",
        "thr:total",
        "atom:updated",
        "dcterms:issued",
        "dcterms:modified",
        "dc:source",
        "dc:language",
        "dc:rights",
        "author",
    ];
    once(item, "item", SINGLE, events);
    let has = |name: &str| !said(item, &format!("item/{name}")).is_empty();
    events.unless(has("title") || has("description"), "MissingItemTitle", "title");
    events.unless(has("guid"), "MissingGuid", "guid");
    events.unless(said(item, "item/enclosure").len() < 2, "DuplicateEnclosure", "");
    for it in said(item, "item/guid") {
        let is_link = it.text.starts_with("http://") || it.text.starts_with("https://");
        let permalink = it.get("isPermaLink") != Some("false");
        events.unless(!permalink || is_link, "InvalidPermalink", &it.text);
    }
    let place = |name: &str| {
        item.iter().position(|it| it.path.ends_with(&format!("item/{name}")))
    };
    if let (Some(description), Some(content)) =
        (place("description"), place("content:encoded"))
    {
        events.unless(description < content, "NeedDescriptionBeforeContent", "");
    }
    let pairs = [
        ("author", "dc:creator"),
        ("source", "dc:source"),
        ("category", "dc:subject"),
        ("pubDate", "dc:date"),
    ];
    for (core, other) in pairs {
        events.unless(!(has(core) && has(other)), "DuplicateItemSemantics", other);
    }
    events.unless(!has("wfw:commentRSS"), "CommentRSS", "");
    for it in said(item, "item/author") {
        events.unless(it.text.contains('@'), "InvalidContact", &it.text);
    }
    for it in said(item, "item/enclosure") {
        for name in ["url", "length", "type"] {
            events.unless(it.get(name).is_some(), "MissingAttribute", name);
        }
        let length = it.get("length").unwrap_or_default();
        events.unless(length.parse::<u64>().is_ok(), "InvalidIntegerAttribute", length);
        let url = it.get("url").unwrap_or_default();
        events.unless(url.starts_with("http"), "InvalidURLAttribute", url);
    }
    for name in ["slash:comments", "thr:total"] {
        for it in said(item, name) {
            let plain = it.text.parse::<u64>().is_ok_and(|n| n.to_string() == it.text);
            events.unless(plain, "InvalidNonNegativeInteger", &it.text);
        }
    }
    for it in said(item, "item/pubDate") {
        rfc822(&it.text, now, events);
    }
    for it in said(item, "item/atom:updated") {
        rfc3339(&it.text, now, events);
    }
    for it in said(item, "item/dc:language") {
        language(&it.text, events);
    }
    for name in ["link", "comments", "wfw:commentRss"] {
        for it in said(item, &format!("item/{name}")) {
            full(&it.text, events);
        }
    }
    for name in ["title", "category", "dc:creator", "dc:source", "dc:rights"] {
        for it in said(item, &format!("item/{name}")) {
            plain(&it.text, events);
        }
    }
    shared(item, events);
    for it in said(item, "content:encoded") {
        markup(&it.text, events);
    }
    for it in said(item, "item/description") {
        markup(&it.text, events);
    }
}
