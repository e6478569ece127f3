//! The pages of a book that are not its articles: cover, title page,
//! sources.

use url::Url;

use crate::{
    article::Article,
    render::{Markup, licence_name},
};

use super::{address::strict, label::Labels, language::Direction, package::DECLARATION};

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
        format!("{DECLARATION}<!DOCTYPE html>\n{page}")
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
            out.tag("p").attr("class", "authors").open();
            for (i, name) in self.names.iter().enumerate() {
                if i != 0 {
                    out.text(", ");
                }
                // Names in scripts of both directions stay in their order.
                out.tag("bdi").around(name);
            }
            out.close_line();
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
