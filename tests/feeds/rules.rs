//! The rules of the W3C's feed validator that matter here, each under the name
//! that validator gives the event.
//!
//! They were read in its sources and in `design/formats.md`; what it calls an
//! error and what it calls a warning are both broken rules here. Some are about what
//! an article is and not about how it is printed: [`HONEST`].

use std::collections::BTreeSet;

use jiff::{Timestamp, fmt::rfc2822};
use quick_xml::{Reader, XmlVersion, events::Event};

/// Warnings that an article may draw by what it is: a date from before 1990 or the
/// same as another's, and a character that means nothing, as its source has it or in
/// place of one that XML forbids.
pub(crate) const HONEST: &[&str] =
    &["ImplausibleDate", "DuplicateUpdated", "BadCharacters"];

const NAMESPACES: &[(&str, &str)] = &[
    ("atom", "http://www.w3.org/2005/Atom"),
    ("content", "http://purl.org/rss/1.0/modules/content/"),
    ("creativeCommons", "http://backend.userland.com/creativeCommonsRssModule"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("fh", "http://purl.org/syndication/history/1.0"),
    ("media", "http://search.yahoo.com/mrss/"),
    ("slash", "http://purl.org/rss/1.0/modules/slash/"),
    ("thr", "http://purl.org/syndication/thread/1.0"),
    ("wfw", "http://wellformedweb.org/CommentAPI/"),
];

/// Elements that the validator lets through in a feed's markup, and that are
/// printed here.
const MARKUP: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "audio",
    "b",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "nav",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "track",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

const MATHML: &[&str] = &[
    "math",
    "mi",
    "mn",
    "mo",
    "mrow",
    "msup",
    "msub",
    "mfrac",
    "msqrt",
    "mtext",
    "mstyle",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mtable",
    "mtr",
    "mtd",
    "mspace",
    "mroot",
    "mpadded",
    "mphantom",
    "menclose",
    "semantics",
    "annotation",
    "mmultiscripts",
    "mprescripts",
    "none",
    "merror",
];

const LINK_RELATIONS: &[&str] = &[
    "alternate",
    "current",
    "describedby",
    "edit",
    "edit-media",
    "enclosure",
    "first",
    "hub",
    "last",
    "license",
    "next",
    "next-archive",
    "payment",
    "prev-archive",
    "previous",
    "related",
    "replies",
    "search",
    "self",
    "service",
    "up",
    "via",
];

const MEDIA: &[&str] = &[
    "media:category",
    "media:content",
    "media:copyright",
    "media:credit",
    "media:description",
    "media:group",
    "media:hash",
    "media:keywords",
    "media:player",
    "media:rating",
    "media:restriction",
    "media:text",
    "media:thumbnail",
    "media:title",
];

const CREDIT_ROLES: &[&str] = &[
    "author",
    "camera operator",
    "director",
    "editor",
    "illustrator",
    "interviewer",
    "photographer",
    "producer",
    "reporter",
    "sound recordist",
    "translation",
];

/// An element, with the path of names to it.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) path: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) text: String,
}

impl Element {
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// Reads a document.
///
/// # Errors
///
/// Says why it is not well-formed.
pub(crate) fn elements(text: &str) -> Result<Vec<Element>, String> {
    let mut reader = Reader::from_str(text);
    let mut out: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|err| format!("SAXError: {err}"))?;
        match event {
            Event::Eof if open.is_empty() => return Ok(out),
            Event::Eof => return Err("SAXError: not closed".into()),
            Event::Start(ref it) | Event::Empty(ref it) => {
                let parent = open.last().map_or("", |it| out[*it].path.as_str());
                let path = format!("{parent}/{}", it.name().into_inner());
                let mut attributes = Vec::new();
                for it in it.attributes() {
                    let it = it.map_err(|err| format!("SAXError: {err}"))?;
                    let value = it
                        .normalized_value(XmlVersion::Explicit1_0)
                        .map_err(|err| format!("SAXError: {err}"))?;
                    attributes.push((it.key.into_inner().to_owned(), value.into_owned()));
                }
                out.push(Element { path, attributes, text: String::new() });
                if matches!(event, Event::Start(_)) {
                    open.push(out.len() - 1);
                }
            }
            Event::End(_) => _ = open.pop(),
            // White space may stand around the root.
            Event::Text(_) if open.is_empty() => (),
            Event::Text(it) => {
                out[*open.last().unwrap_or(&0)].text.push_str(&it.xml10_content());
            }
            Event::CData(it) => out[*open.last().unwrap_or(&0)].text.push_str(&it),
            Event::GeneralRef(it) => {
                let known = match &*it {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    _ => None,
                };
                let c = it.resolve_char_ref().ok().flatten().or(known);
                let c = c.ok_or_else(|| format!("UndefinedNamedEntity: {}", &*it))?;
                out[*open.last().unwrap_or(&0)].text.push(c);
            }
            _ => (),
        }
    }
}

/// Splits a list of elements into those before the first with a path, and the
/// groups that begin with one.
pub(crate) fn groups<'a>(
    all: &'a [Element],
    path: &str,
) -> (&'a [Element], Vec<&'a [Element]>) {
    let starts: Vec<usize> =
        all.iter().enumerate().filter(|(_, it)| it.path == path).map(|it| it.0).collect();
    let head = &all[..starts.first().copied().unwrap_or(all.len())];
    let ends = starts.iter().skip(1).copied().chain([all.len()]);
    (head, starts.iter().zip(ends).map(|(from, to)| &all[*from..to]).collect())
}

pub(crate) fn said<'a>(group: &'a [Element], name: &str) -> Vec<&'a Element> {
    group.iter().filter(|it| it.path.ends_with(&format!("/{name}"))).collect()
}

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
        Some("rss") => rss(&all, now, &mut events),
        Some("feed") => atom(&all, now, &mut events),
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

fn rss(all: &[Element], now: Timestamp, events: &mut Events) {
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

fn atom(all: &[Element], now: Timestamp, events: &mut Events) {
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

/// What holds for links and media in both kinds.
fn shared(group: &[Element], events: &mut Events) {
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

fn full(url: &str, events: &mut Events) {
    let good = url::Url::parse(url).is_ok() && !url.contains(char::is_whitespace);
    events.unless(good, "InvalidFullLink", url);
}

/// `ContainsHTML`: text that reads as markup once it is unescaped.
fn plain(text: &str, events: &mut Events) {
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
fn language(tag: &str, events: &mut Events) {
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

fn rfc822(text: &str, now: Timestamp, events: &mut Events) {
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

fn rfc3339(text: &str, now: Timestamp, events: &mut Events) {
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
fn markup(text: &str, events: &mut Events) {
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
