//! What items say that no part of an article holds, so that it can be told.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::report::{Code, Report};

use super::xml::Element;

/// Elements of RSS items that are read, or that say nothing about an article,
/// such as where a form sends a comment. A `*` stands for a whole namespace.
const RSS: &[(&str, &str)] = &[
    ("", "title category author comments description enclosure guid link pubDate source"),
    ("atom", "link updated"),
    ("cc", "license"),
    ("content", "encoded"),
    ("dc", "creator date language rights source subject"),
    ("dcterms", "created issued modified provenance"),
    ("excerpt", "encoded"),
    ("itunes", "author block explicit image keywords subtitle summary title"),
    ("media", "*"),
    ("slash", "comments"),
    ("thr", "total"),
    ("wfw", "comment commentRss commentRSS"),
    (
        "wp",
        "attachment_url comment comment_status is_sticky menu_order ping_status post_date \
         post_date_gmt post_id post_modified post_modified_gmt post_name post_parent \
         post_password post_type postmeta status",
    ),
];

/// The same of Atom entries.
const ATOM: &[(&str, &str)] = &[
    (
        "atom",
        "author category content contributor created id issued link modified published \
         rights source summary title updated",
    ),
    ("dc", "source"),
    ("dcterms", "issued modified"),
    ("media", "*"),
    ("thr", "total"),
];

/// The same of the members of JSON Feed items.
const JSON: &[&str] = &[
    "_offprint",
    "attachments",
    "author",
    "authors",
    "banner_image",
    "content_html",
    "content_text",
    "date_modified",
    "date_published",
    "external_url",
    "id",
    "image",
    "language",
    "summary",
    "tags",
    "title",
    "url",
];

/// How often each thing that is not read was met.
#[derive(Debug, Default)]
pub(super) struct Unread {
    met: BTreeMap<String, usize>,
}

impl Unread {
    pub(super) fn rss(&mut self, item: &Element) {
        self.element(item, RSS);
        for it in item.all("wp", "postmeta") {
            // Names that begin with a line are of the program's own.
            let key = it.said("wp", "meta_key").filter(|it| !it.starts_with('_'));
            if let Some(key) = key {
                *self.met.entry(format!("postmeta {key}")).or_default() += 1;
            }
        }
    }

    pub(super) fn atom(&mut self, entry: &Element) {
        self.element(entry, ATOM);
    }

    pub(super) fn json(&mut self, item: &Value) {
        for key in item.as_object().into_iter().flat_map(|it| it.keys()) {
            if !JSON.contains(&key.as_str()) {
                *self.met.entry(key.clone()).or_default() += 1;
            }
        }
    }

    fn element(&mut self, parent: &Element, known: &[(&str, &str)]) {
        for it in &parent.children {
            let foreign = it.space.is_empty() && !it.prefix.is_empty();
            let names = known.iter().filter(|(space, _)| *space == it.space && !foreign);
            let mut names = names.flat_map(|it| it.1.split(' '));
            if !names.any(|name| name == it.name || name == "*") {
                let name = match it.prefix.as_str() {
                    "" => it.name.clone(),
                    prefix => format!("{prefix}:{}", it.name),
                };
                *self.met.entry(name).or_default() += 1;
            }
        }
    }

    pub(super) fn tell(self, report: &mut Report) {
        for (name, count) in self.met {
            let times =
                if count == 1 { String::new() } else { format!(", {count} times") };
            report.add(Code::MetadataDropped, format!("`{name}`{times}"));
        }
    }
}
