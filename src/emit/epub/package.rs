//! Everything known about a book to its package document.

use url::Url;

use crate::render::Markup;

use super::{access::Access, address::strict, language::Direction, people::People};

/// The vocabularies used, ours for what no other has a word for.
const PREFIXES: &str = "schema: http://schema.org/ \
    dcterms: http://purl.org/dc/terms/ \
    marc: http://id.loc.gov/vocabulary/ \
    offprint: https://offprint.invalid/vocab#";

/// What the package document says.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// The name of this book, as `urn:uuid:`.
    pub(super) identifier: String,
    /// Names the article came with.
    pub(super) names: Vec<String>,
    pub(super) title: String,
    pub(super) description: Option<String>,
    /// Language tags, the main one first.
    pub(super) languages: Vec<String>,
    pub(super) direction: Direction,
    pub(super) people: People,
    pub(super) publisher: Option<String>,
    /// When it was published, in a form that the W3C's profile of ISO 8601
    /// knows.
    pub(super) date: Option<String>,
    /// When it last changed, as an instant in UTC.
    pub(super) modified: String,
    /// Where its articles were printed first.
    pub(super) sources: Vec<Url>,
    /// Under what terms, in words.
    pub(super) rights: Vec<String>,
    /// The deeds of its licences.
    pub(super) licences: Vec<Url>,
    pub(super) subjects: Vec<String>,
    pub(super) collection: Option<Collection>,
    /// How many comments it holds, if it has a place for them.
    pub(super) comments: usize,
    /// Whether the discussion is over, if it is one article's.
    pub(super) closed: bool,
    pub(super) access: Access,
    /// The identifier of the cover picture in the manifest.
    pub(super) cover: Option<String>,
    /// The files that hold the articles as data.
    pub(super) records: Vec<String>,
    pub(super) manifest: Vec<Item>,
    pub(super) spine: Vec<Place>,
}

/// What a book is a part of.
#[derive(Debug)]
pub(super) struct Collection {
    pub(super) title: String,
    /// Whether its parts come in an order.
    pub(super) series: bool,
    pub(super) position: Option<String>,
    pub(super) home: Option<Url>,
}

/// A file in the manifest.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: String,
    /// Its path, as seen from the package document.
    pub(super) href: String,
    pub(super) media_type: &'static str,
    pub(super) properties: &'static str,
}

/// A place in the reading order.
#[derive(Debug)]
pub(super) struct Place {
    /// The identifier of the file in the manifest.
    pub(super) id: String,
    /// Whether a reader meets it on the way from cover to cover.
    pub(super) linear: bool,
}

impl Package {
    /// Returns the package document.
    pub(super) fn write(&self) -> String {
        let language = self.languages.first().map_or("und", |it| it);
        let mut xml = Markup::default();
        xml.tag("package")
            .attr("xmlns", "http://www.idpf.org/2007/opf")
            .attr("version", "3.0")
            .attr("unique-identifier", "pub-id")
            .attr("xml:lang", language)
            .attr("dir", self.direction.as_str())
            .attr("prefix", PREFIXES)
            .open();
        xml.line();
        xml.tag("metadata").attr("xmlns:dc", "http://purl.org/dc/elements/1.1/").open();
        xml.line();
        self.write_names(&mut xml);
        self.write_people(&mut xml);
        self.write_dates(&mut xml);
        self.write_terms(&mut xml);
        self.write_subjects(&mut xml);
        self.write_access(&mut xml);
        for record in &self.records {
            xml.tag("link")
                .attr("rel", "record")
                .attr("href", record)
                .attr("media-type", "application/json")
                .attr("properties", "offprint:article")
                .empty();
            xml.line();
        }
        if let Some(id) = &self.cover {
            xml.tag("meta").attr("name", "cover").attr("content", id).empty();
            xml.line();
        }
        xml.close_line();
        self.write_manifest(&mut xml);
        self.write_spine(&mut xml);
        xml.close_line();
        document(&xml)
    }

    fn write_names(&self, xml: &mut Markup) {
        xml.tag("dc:identifier").attr("id", "pub-id").around(&self.identifier);
        xml.line();
        for name in &self.names {
            leaf(xml, "dc:identifier", name);
        }
        xml.tag("dc:title").attr("id", "book-title").around(&self.title);
        xml.line();
        refine(xml, "#book-title", "title-type", "main");
        for language in &self.languages {
            leaf(xml, "dc:language", language);
        }
        if let Some(text) = &self.description {
            leaf(xml, "dc:description", text);
        }
    }

    fn write_people(&self, xml: &mut Markup) {
        for (i, person) in self.people.list.iter().enumerate() {
            let element = if person.wrote() { "dc:creator" } else { "dc:contributor" };
            let id = format!("person-{}", i + 1);
            let about = format!("#{id}");
            xml.tag(element).attr("id", &id).around(&person.name);
            xml.line();
            for role in &person.roles {
                xml.tag("meta")
                    .attr("refines", &about)
                    .attr("property", "role")
                    .attr("scheme", "marc:relators")
                    .around(role);
                xml.line();
            }
            refine(xml, &about, "file-as", &person.file_as);
            for (i, url) in person.urls.iter().enumerate() {
                let rel = if i == 0 { "schema:url" } else { "schema:sameAs" };
                xml.tag("link")
                    .attr("refines", &about)
                    .attr("rel", rel)
                    .attr("href", url)
                    .empty();
                xml.line();
            }
        }
        if let Some(name) = &self.publisher {
            leaf(xml, "dc:publisher", name);
        }
    }

    fn write_dates(&self, xml: &mut Markup) {
        if let Some(date) = &self.date {
            leaf(xml, "dc:date", date);
        }
        meta(xml, "dcterms:modified", &self.modified);
    }

    fn write_terms(&self, xml: &mut Markup) {
        for source in &self.sources {
            leaf(xml, "dc:source", source.as_str());
        }
        if let [source] = &*self.sources {
            link(xml, "schema:isBasedOn", source);
        }
        for text in &self.rights {
            leaf(xml, "dc:rights", text);
        }
        for url in &self.licences {
            link(xml, "dcterms:license", url);
        }
    }

    fn write_subjects(&self, xml: &mut Markup) {
        leaf(xml, "dc:type", "article");
        for subject in &self.subjects {
            leaf(xml, "dc:subject", subject);
        }
        if let Some(it) = &self.collection {
            xml.tag("meta")
                .attr("property", "belongs-to-collection")
                .attr("id", "collection")
                .around(&it.title);
            xml.line();
            let kind = if it.series { "series" } else { "set" };
            refine(xml, "#collection", "collection-type", kind);
            if let Some(position) = &it.position {
                refine(xml, "#collection", "group-position", position);
            }
            if let Some(home) = &it.home {
                refine(xml, "#collection", "dcterms:identifier", home.as_str());
            }
        }
        if 0 < self.comments {
            meta(xml, "offprint:comments", &self.comments.to_string());
        }
        if self.closed {
            meta(xml, "offprint:commentsClosed", "true");
        }
    }

    fn write_access(&self, xml: &mut Markup) {
        for mode in self.access.modes() {
            meta(xml, "schema:accessMode", mode);
        }
        let enough =
            if self.access.text_suffices() { "textual" } else { "textual,visual" };
        meta(xml, "schema:accessModeSufficient", enough);
        for feature in self.access.features() {
            meta(xml, "schema:accessibilityFeature", feature);
        }
        meta(xml, "schema:accessibilityHazard", self.access.hazard());
        meta(xml, "schema:accessibilitySummary", &self.access.summary());
    }

    fn write_manifest(&self, xml: &mut Markup) {
        xml.open("manifest");
        xml.line();
        for item in &self.manifest {
            let properties = Some(item.properties).filter(|it| !it.is_empty());
            xml.tag("item")
                .attr("id", &item.id)
                .attr("href", &item.href)
                .attr("media-type", item.media_type)
                .maybe("properties", properties)
                .empty();
            xml.line();
        }
        xml.close_line();
    }

    fn write_spine(&self, xml: &mut Markup) {
        xml.tag("spine")
            .attr("toc", "ncx")
            .attr("page-progression-direction", self.direction.as_str())
            .open();
        xml.line();
        for place in &self.spine {
            let linear = Some("no").filter(|_| !place.linear);
            xml.tag("itemref").attr("idref", &place.id).maybe("linear", linear).empty();
            xml.line();
        }
        xml.close_line();
    }
}

/// What every XML document begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// Returns a whole XML document.
pub(super) fn document(markup: &Markup) -> String {
    format!("{DECLARATION}{markup}")
}

fn leaf(xml: &mut Markup, name: &'static str, text: &str) {
    xml.tag(name).around(text);
    xml.line();
}

/// Says something about the book.
fn meta(xml: &mut Markup, property: &str, value: &str) {
    xml.tag("meta").attr("property", property).around(value);
    xml.line();
}

/// Says something about another element.
fn refine(xml: &mut Markup, about: &str, property: &str, value: &str) {
    xml.tag("meta").attr("refines", about).attr("property", property).around(value);
    xml.line();
}

fn link(xml: &mut Markup, rel: &str, to: &Url) {
    xml.tag("link").attr("rel", rel).attr("href", &strict(to)).empty();
    xml.line();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_what_a_title_may_hold() {
        let package = Package {
            title: "Rivers & <roads>\u{1}".into(),
            languages: vec!["en".into()],
            ..Package::default()
        };
        let text = package.write();
        assert!(
            text.contains(">Rivers &amp; &lt;roads&gt;\u{FFFD}</dc:title>"),
            "{text}"
        );
    }
}
