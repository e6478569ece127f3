//! The table of contents: for readers of EPUB 3, and for those before.

use crate::render::{Markup, Section};

use super::{label::Labels, package::document};

/// An entry in the table of contents.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) label: String,
    /// Where it leads, as seen from the package document; nothing for a heading
    /// over others.
    pub(super) href: Option<String>,
    pub(super) entries: Vec<Entry>,
}

/// A place that reading systems can offer a way to.
#[derive(Debug)]
pub(super) struct Landmark {
    pub(super) kind: &'static str,
    pub(super) label: String,
    pub(super) href: String,
}

impl Entry {
    /// Creates an entry without others under it.
    pub(super) fn to(label: &str, href: &str) -> Self {
        Self { label: label.to_owned(), href: Some(href.to_owned()), entries: Vec::new() }
    }
}

impl Landmark {
    pub(super) fn new(kind: &'static str, label: &str, href: &str) -> Self {
        Self { kind, label: label.to_owned(), href: href.to_owned() }
    }
}

/// Returns entries for the headings of a text.
pub(super) fn outline(file: &str, sections: &[Section], depth: u8) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    for section in sections {
        let title = section.title.trim();
        if depth < section.depth || title.is_empty() {
            continue;
        }
        let entry = Entry::to(title, &format!("{file}#{}", section.id));
        let mut list = &mut out;
        for _ in 1..section.depth {
            if list.is_empty() {
                break;
            }
            let last = list.len() - 1;
            list = &mut list[last].entries;
        }
        list.push(entry);
    }
    out
}

/// Returns the table of contents as a page.
pub(super) fn page(labels: &Labels, entries: &[Entry], landmarks: &[Landmark]) -> Markup {
    let mut out = Markup::default();
    out.tag("nav")
        .attr("epub:type", "toc")
        .attr("role", "doc-toc")
        .attr("id", "toc")
        .attr("aria-labelledby", "contents")
        .open();
    out.line();
    out.tag("h1").attr("id", "contents").around(labels.contents);
    out.line();
    list(&mut out, entries);
    out.close_line();
    out.tag("nav")
        .attr("epub:type", "landmarks")
        .attr("hidden", "hidden")
        .attr("aria-label", labels.landmarks)
        .open();
    out.open("ol");
    out.line();
    for it in landmarks {
        out.open("li");
        out.tag("a").attr("epub:type", it.kind).attr("href", &it.href).around(&it.label);
        out.close_line();
    }
    out.close();
    out.close_line();
    out
}

fn list(out: &mut Markup, entries: &[Entry]) {
    out.open("ol");
    out.line();
    for entry in entries {
        out.open("li");
        match &entry.href {
            Some(href) => out.tag("a").attr("href", href).around(&entry.label),
            None => out.tag("span").around(&entry.label),
        }
        if !entry.entries.is_empty() {
            list(out, &entry.entries);
        }
        out.close_line();
    }
    out.close_line();
}

/// Returns the table of contents as readers before EPUB 3 want it.
pub(super) fn ncx(
    identifier: &str,
    title: &str,
    language: &str,
    entries: &[Entry],
) -> String {
    let mut out = Markup::default();
    out.tag("ncx")
        .attr("xmlns", "http://www.daisy.org/z3986/2005/ncx/")
        .attr("version", "2005-1")
        .attr("xml:lang", language)
        .open();
    out.line();
    out.open("head");
    out.tag("meta").attr("name", "dtb:uid").attr("content", identifier).empty();
    let depth = depth(entries).to_string();
    out.tag("meta").attr("name", "dtb:depth").attr("content", &depth).empty();
    out.close_line();
    out.open("docTitle");
    out.tag("text").around(title);
    out.close_line();
    out.open("navMap");
    out.line();
    points(&mut out, entries, &mut Count::default());
    out.close_line();
    out.close_line();
    document(&out)
}

/// How far the reading order of the old table of contents has come.
#[derive(Debug, Default)]
struct Count {
    points: usize,
    /// How many different places were led to, and the last of them.
    places: usize,
    last: String,
}

fn points(out: &mut Markup, entries: &[Entry], count: &mut Count) {
    for entry in entries {
        let Some(href) = leads_to(entry) else { continue };
        count.points += 1;
        // Entries that lead to the same place have the same place in the order.
        if count.last != href {
            count.places += 1;
            href.clone_into(&mut count.last);
        }
        let id = format!("n{}", count.points);
        let order = count.places.to_string();
        out.tag("navPoint").attr("id", &id).attr("playOrder", &order).open();
        out.open("navLabel");
        out.tag("text").around(&entry.label);
        out.close();
        out.tag("content").attr("src", href).empty();
        out.line();
        points(out, &entry.entries, count);
        out.close_line();
    }
}

/// Returns where an entry leads: a heading over others to the first of them.
fn leads_to(entry: &Entry) -> Option<&str> {
    entry.href.as_deref().or_else(|| entry.entries.first().and_then(leads_to))
}

fn depth(entries: &[Entry]) -> usize {
    entries.iter().map(|it| 1 + depth(&it.entries)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_leads_to_its_first_chapter_where_it_has_to_lead_somewhere() {
        let chapter =
            Entry { label: "Tide".into(), href: Some("a.xhtml".into()), entries: vec![] };
        let part = Entry { label: "Early".into(), href: None, entries: vec![chapter] };
        let entries = [part];
        let nav = page(Labels::of("en"), &entries, &[]).into_string();
        assert!(nav.contains("<li><span>Early</span><ol>"), "{nav}");
        let ncx = ncx("urn:uuid:x", "Essays", "en", &entries);
        assert!(
            ncx.contains("<text>Early</text></navLabel><content src=\"a.xhtml\"/>"),
            "{ncx}"
        );
        assert!(ncx.contains("dtb:depth\" content=\"2\""), "{ncx}");
    }
}
