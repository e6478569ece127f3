//! The rules of what stands in elements and attributes.

use jiff::{Timestamp, fmt::rfc2822};

use super::{
    Element, Events,
    document::elements,
    names::{CREDIT_ROLES, LINK_RELATIONS, MARKUP, MATHML, MEDIA},
};

/// What holds for links and media in both kinds.
pub(super) fn shared(group: &[Element], events: &mut Events) {
    for it in group.iter().filter(|it| matches!(it.name(), "link" | "atom:link")) {
        let Some(href) = it.get("href") else { continue };
        full(href, events);
        let rel = it.get("rel").unwrap_or("alternate");
        events.unless(LINK_RELATIONS.contains(&rel), "UnregisteredAtomLinkRel", rel);
        if let Some(it) = it.get("hreflang") {
            language(it, events);
        }
        if let Some(it) = it.get("thr:count") {
            events.unless(it.parse::<u64>().is_ok(), "InvalidNonNegativeInteger", it);
        }
    }
    for it in group.iter().filter(|it| it.name().starts_with("media:")) {
        events.unless(MEDIA.contains(&it.name()), "UndefinedElement", it.name());
        if matches!(it.name(), "media:content" | "media:thumbnail") {
            let url = it.get("url");
            events.unless(url.is_some(), "MissingAttribute", "url");
            full(url.unwrap_or_default(), events);
        }
        if it.name() == "media:group" {
            events.add("MediaGroupWithoutAlternatives", "");
        }
        if let Some(role) = it.get("role") {
            events.unless(CREDIT_ROLES.contains(&role), "InvalidCreditRole", role);
        }
    }
    for it in group.iter().filter(|it| it.name() == "thr:in-reply-to") {
        events.unless(it.get("ref").is_some(), "MissingAttribute", "ref");
        let typed = it.get("type").is_some();
        events.unless(!typed || it.get("href").is_some(), "MissingAttribute", "href");
    }
    for name in ["dcterms:issued", "dcterms:modified"] {
        for it in group.iter().filter(|it| it.name() == name) {
            let date = it.text.parse::<offprint::article::Date>();
            let zoned = !it.text.contains('T')
                || date.is_ok_and(offprint::article::Date::is_instant);
            events.unless(zoned, "InvalidW3CDTFDate", &it.text);
        }
    }
}

pub(super) fn full(url: &str, events: &mut Events) {
    let good = url::Url::parse(url).is_ok() && !url.contains(char::is_whitespace);
    events.unless(good, "InvalidFullLink", url);
}

/// `ContainsHTML`: text that reads as markup once it is unescaped.
pub(super) fn plain(text: &str, events: &mut Events) {
    let entity = |it: &str| text.contains(it);
    let tag = text.split('<').skip(1).any(|it| {
        let name: String = it
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        MARKUP.contains(&name.as_str()) && it.contains('>')
    });
    let escaped = entity("&lt;") || entity("&gt;") || entity("&amp;") || entity("&quot;");
    events.unless(!tag && !escaped, "ContainsHTML", text);
}

/// Subtags that look as BCP 47 wants them, and none that has been replaced.
pub(super) fn language(tag: &str, events: &mut Events) {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    let good = (2..=3).contains(&first.len())
        && first.bytes().all(|it| it.is_ascii_alphabetic())
        && parts.all(|it| {
            (1..=8).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_alphanumeric())
        });
    let old = ["iw", "in", "ji", "mo", "sh"].contains(&first);
    events.unless(good && !old, "InvalidLanguage", tag);
}

pub(super) fn rfc822(text: &str, now: Timestamp, events: &mut Events) {
    let Ok(date) = rfc2822::parse(text) else {
        events.add("InvalidRFC2822Date, IncorrectDOW", text);
        return;
    };
    let four = text.split(' ').nth(3).is_some_and(|it| it.len() == 4);
    let zone = text.rsplit(' ').next().unwrap_or_default();
    let plain = zone.len() == 5 && (zone.ends_with("00") || zone.ends_with("30"));
    events.unless(four && plain, "ProblematicalRFC822Date", text);
    plausible(date.timestamp(), now, text, events);
}

pub(super) fn rfc3339(text: &str, now: Timestamp, events: &mut Events) {
    let form = text.get(10..11) == Some("T") && text.len() >= 20;
    match text.parse::<Timestamp>() {
        Ok(it) if form => plausible(it, now, text, events),
        Ok(_) | Err(_) => events.add("InvalidRFC3339Date", text),
    }
}

fn plausible(date: Timestamp, now: Timestamp, text: &str, events: &mut Events) {
    let old: Timestamp = "1990-01-01T00:00:00Z".parse().expect("a date");
    let ahead = now + jiff::SignedDuration::from_hours(24);
    events.unless(old <= date && date <= ahead, "ImplausibleDate", text);
}

/// `SecurityRisk`, `ContainsRelRef`: what a feed's markup may not have.
pub(super) fn markup(text: &str, events: &mut Events) {
    let all = match elements(&format!("<div>{text}</div>")) {
        Ok(it) => it,
        Err(why) => return events.add("NotHtml", &why),
    };
    for it in &all {
        let name = it.name();
        let known = MARKUP.contains(&name) || MATHML.contains(&name);
        events.unless(known, "SecurityRisk", name);
        for (name, value) in &it.attributes {
            events.unless(!name.starts_with("on"), "SecurityRiskAttr", name);
            events.unless(name != "style", "DangerousStyleAttr", value);
            if matches!(name.as_str(), "href" | "src" | "poster" | "cite") {
                let whole = value.contains("://") || value.starts_with("mailto:");
                events.unless(whole, "ContainsRelRef", value);
            }
        }
    }
}
