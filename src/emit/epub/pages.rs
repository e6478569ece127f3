//! The pages of a book that are not its articles: cover, title page, table of
//! contents, sources.

use url::Url;

use crate::{article::Article, render::Markup};

use super::{
    address::strict, catalogue::licence_name, label::Labels, language::Direction,
    package::document,
};

/// What every page needs besides its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    /// What it is called. A page has to be called something.
    pub(super) title: &'a str,
    pub(super) language: &'a str,
    pub(super) direction: Direction,
    /// The part of the book it belongs to: `frontmatter`, `bodymatter`,
    /// `backmatter`.
    pub(super) part: &'static str,
    /// What it is, for the stylesheet.
    pub(super) class: &'static str,
}

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

impl Page<'_> {
    /// Returns a whole page around its text. `style` leads to the stylesheet.
    pub(super) fn around(&self, style: &str, content: &Markup) -> String {
        let mut page = Markup::default();
        let title = if self.title.trim().is_empty() { "…" } else { self.title };
        page.tag("html")
            .attr("xmlns", "http://www.w3.org/1999/xhtml")
            .attr("xmlns:epub", "http://www.idpf.org/2007/ops")
            .attr("xml:lang", self.language)
            .attr("lang", self.language)
            .attr("dir", self.direction.as_str())
            .open();
        page.line();
        page.open("head");
        page.tag("meta").attr("charset", "utf-8").empty();
        page.tag("title").around(title);
        page.tag("link")
            .attr("rel", "stylesheet")
            .attr("type", "text/css")
            .attr("href", style)
            .empty();
        page.close_line();
        page.tag("body").attr("epub:type", self.part).attr("class", self.class).open();
        page.line();
        page.push(content);
        page.line();
        page.close_line();
        page.close_line();
        // The declaration before the type: nothing may stand before either.
        document(&page).replacen("?>\n", "?>\n<!DOCTYPE html>\n", 1)
    }
}

/// Returns the page with the picture on the cover.
pub(super) fn cover(labels: &Labels, title: &str, picture: &str) -> Markup {
    let mut out = Markup::default();
    out.tag("section").attr("epub:type", "cover").attr("class", "cover").open();
    let alt = format!("{}: {title}", labels.cover);
    out.tag("img")
        .attr("role", "doc-cover")
        .attr("src", picture)
        .attr("alt", &alt)
        .empty();
    out.close();
    out
}

/// What a title page says.
#[derive(Debug)]
#[expect(clippy::struct_field_names, reason = "a title page has a title on it")]
pub(super) struct Title<'a> {
    pub(super) title: &'a str,
    pub(super) names: &'a [&'a str],
    pub(super) description: Option<&'a str>,
    /// The years in which its articles were published.
    pub(super) years: Option<String>,
    pub(super) publisher: Option<&'a str>,
}

impl Title<'_> {
    /// Returns the title page.
    pub(super) fn write(&self) -> Markup {
        let mut out = Markup::default();
        out.tag("section")
            .attr("epub:type", "titlepage")
            .attr("aria-labelledby", "title")
            .open();
        out.line();
        out.tag("h1").attr("id", "title").around(self.title);
        out.line();
        if !self.names.is_empty() {
            out.tag("p").attr("class", "authors").around(&self.names.join(", "));
            out.line();
        }
        if let Some(text) = self.description {
            out.tag("p").attr("class", "description").around(text);
            out.line();
        }
        for text in self.years.as_deref().into_iter().chain(self.publisher) {
            out.tag("p").attr("class", "imprint").around(text);
            out.line();
        }
        out.close();
        out
    }
}

/// Adds where an article comes from and on what terms it is printed.
pub(super) fn source(out: &mut Markup, article: &Article, href: &str, labels: &Labels) {
    let (metadata, provenance) = (&article.metadata, &article.provenance);
    let title = metadata.title.trim();
    let title = if title.is_empty() { labels.untitled } else { title };
    out.open("dt");
    out.tag("a").attr("href", href).around(title);
    out.close_line();
    let outlet = provenance.outlet.as_ref();
    let url = metadata.url.as_ref().or(metadata.canonical.as_ref());
    let mut said = line(out, labels.read_at, outlet.map(|it| &*it.name), url);
    if let Some(original) = &provenance.original {
        let url = original.url.as_ref().or(original.outlet.url.as_ref());
        said |= line(out, labels.first_printed, Some(&original.outlet.name), url);
    }
    if let Some(licence) = &provenance.licence {
        let name = licence_name(licence);
        said |= line(out, labels.licence, name.as_deref(), licence.url.as_ref());
        said |= sentence(out, licence.statement.as_deref());
    }
    said |= sentence(out, provenance.permission.as_deref());
    if !said {
        // A term has to be followed by something.
        out.tag("dd").around("—");
        out.line();
    }
}

/// Adds a line that names something and leads to it, if there is either.
fn line(out: &mut Markup, label: &str, name: Option<&str>, url: Option<&Url>) -> bool {
    let url = url.filter(|it| matches!(it.scheme(), "http" | "https"));
    let name = name.map(str::trim).filter(|it| !it.is_empty());
    let Some(name) = name.or_else(|| url.and_then(|it| it.host_str())) else {
        return false;
    };
    out.open("dd");
    out.text(label);
    out.text(" ");
    match url {
        Some(url) => out.tag("a").attr("href", &strict(url)).around(name),
        None => out.text(name),
    }
    out.close_line();
    true
}

fn sentence(out: &mut Markup, text: Option<&str>) -> bool {
    let Some(text) = text.map(str::trim).filter(|it| !it.is_empty()) else {
        return false;
    };
    out.tag("dd").around(text);
    out.line();
    true
}

/// Returns the page of sources and rights, around the entries of all articles.
pub(super) fn sources(labels: &Labels, entries: &Markup) -> Markup {
    let mut out = Markup::default();
    out.tag("section")
        .attr("epub:type", "copyright-page")
        .attr("aria-labelledby", "sources")
        .open();
    out.line();
    out.tag("h1").attr("id", "sources").around(labels.sources);
    out.line();
    out.open("dl");
    out.line();
    out.push(entries);
    out.close_line();
    out.close();
    out
}

/// Returns the table of contents as a page.
pub(super) fn contents(
    labels: &Labels,
    entries: &[Entry],
    landmarks: &[Landmark],
) -> Markup {
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
        let nav = contents(Labels::of("en"), &entries, &[]).into_string();
        assert!(nav.contains("<li><span>Early</span><ol>"), "{nav}");
        let ncx = ncx("urn:uuid:x", "Essays", "en", &entries);
        assert!(
            ncx.contains("<text>Early</text></navLabel><content src=\"a.xhtml\"/>"),
            "{ncx}"
        );
        assert!(ncx.contains("dtb:depth\" content=\"2\""), "{ncx}");
    }
}
