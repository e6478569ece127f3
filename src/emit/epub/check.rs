//! A book to what is wrong with it.
//!
//! The rules are those that readers stumble over: files, names, types, links.
//! What a validator knows besides, such as which element may stand in which, the
//! writers of markup see to.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fmt,
    io::{Read, Seek},
};

use quick_xml::{Reader, XmlVersion, events::BytesStart, events::Event};
use zip::{CompressionMethod, ZipArchive};

use super::pictures::Kind;

/// The largest file that is read.
const MAX_BYTES: u64 = 1 << 28;

/// Something wrong with a book.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
#[non_exhaustive]
pub struct Problem {
    /// The file in the book; empty if it is the book as a whole.
    pub file: String,
    /// What is wrong with it.
    pub what: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &*self.file {
            "" => f.write_str(&self.what),
            file => write!(f, "{file}: {}", self.what),
        }
    }
}

/// Returns what is wrong with a book, or nothing.
pub fn check(book: impl Read + Seek) -> Vec<Problem> {
    let mut check = Check::default();
    match ZipArchive::new(book) {
        Ok(archive) => check.archive(archive),
        Err(_) => check.say("", "it is not a ZIP archive"),
    }
    check.problems.into_iter().collect()
}

#[derive(Default)]
struct Check {
    problems: BTreeSet<Problem>,
    /// The paths of all files.
    files: BTreeSet<String>,
    /// The ids of each file that has any.
    ids: BTreeMap<String, HashSet<String>>,
    /// Links to check once every id is known: from, to, and how.
    links: Vec<Link>,
    manifest: BTreeMap<String, Item>,
}

struct Link {
    from: String,
    path: String,
    fragment: Option<String>,
    /// Whether it is followed by a reader, not loaded with the page.
    followed: bool,
}

struct Item {
    path: String,
    media_type: String,
    properties: String,
}

impl Check {
    fn say(&mut self, file: &str, what: impl Into<String>) {
        self.problems.insert(Problem { file: file.to_owned(), what: what.into() });
    }

    fn archive<R: Read + Seek>(&mut self, mut archive: ZipArchive<R>) {
        let mut package = None;
        self.media_type(&mut archive);
        let mut folded = HashSet::new();
        for i in 0..archive.len() {
            let Ok(entry) = archive.by_index_raw(i) else {
                self.say("", "a file in it cannot be read");
                continue;
            };
            let Ok(name) = entry.name().map(std::borrow::Cow::into_owned) else {
                self.say("", "the name of a file in it is not text");
                continue;
            };
            if !folded.insert(name.to_lowercase()) {
                self.say(&name, "another file has this name");
            }
            if name.contains(|c: char| c.is_control() || " \"*:<>?\\|".contains(c)) {
                self.say(&name, "its name has characters that some systems refuse");
            }
            self.files.insert(name);
        }
        match read(&mut archive, "META-INF/container.xml") {
            Some(bytes) => package = self.container(&bytes),
            None => self.say("META-INF/container.xml", "it is missing"),
        }
        let Some(package) = package else { return };
        match read(&mut archive, &package) {
            Some(bytes) => self.package(&package, &bytes),
            None => return self.say(&package, "it is missing"),
        }
        let items: Vec<(String, String)> = self
            .manifest
            .values()
            .map(|it| (it.path.clone(), it.media_type.clone()))
            .collect();
        for (path, media_type) in items {
            match read(&mut archive, &path) {
                Some(bytes) => self.file(&path, &media_type, &bytes),
                None => self.say(&path, "it is listed but missing"),
            }
        }
        self.follow();
    }

    fn media_type<R: Read + Seek>(&mut self, archive: &mut ZipArchive<R>) {
        let is_first = archive.by_index_raw(0).is_ok_and(|it| {
            it.name().is_ok_and(|it| it == "mimetype")
                && it.compression() == CompressionMethod::Stored
        });
        let right =
            read(archive, "mimetype").is_some_and(|it| it == b"application/epub+zip");
        if !is_first || !right {
            self.say("mimetype", "it has to come first, as it is, and name an EPUB");
        }
    }

    /// Returns the path of the package document.
    fn container(&mut self, bytes: &[u8]) -> Option<String> {
        let mut path = None;
        self.walk("META-INF/container.xml", bytes, &mut |_, element| {
            if element.local_name().into_inner() == "rootfile" {
                path = path.take().or_else(|| value(element, "full-path"));
            }
        });
        if path.is_none() {
            self.say("META-INF/container.xml", "it names no package document");
        }
        path
    }

    fn package(&mut self, package: &str, bytes: &[u8]) {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut spine = Vec::new();
        let mut records = Vec::new();
        let mut named = None;
        let mut items = Vec::new();
        self.walk(package, bytes, &mut |check, element| {
            let name = element.name().into_inner().to_owned();
            match &*name {
                "package" => named = value(element, "unique-identifier"),
                "item" => {
                    let id = value(element, "id").unwrap_or_default();
                    let href = value(element, "href").unwrap_or_default();
                    items.push((
                        id,
                        Item {
                            path: resolve(package, &href),
                            media_type: value(element, "media-type").unwrap_or_default(),
                            properties: value(element, "properties").unwrap_or_default(),
                        },
                    ));
                }
                "itemref" => spine.push(value(element, "idref").unwrap_or_default()),
                "link" => {
                    let href = value(element, "href").unwrap_or_default();
                    if !is_remote(&href) {
                        records.push(resolve(package, &href));
                    }
                }
                "meta"
                    if value(element, "property").as_deref()
                        == Some("dcterms:modified") =>
                {
                    *counts.entry("dcterms:modified".into()).or_default() += 1;
                }
                "meta" => {
                    let about = value(element, "refines").unwrap_or_default();
                    if let Some(id) = about.strip_prefix('#') {
                        check.links.push(Link {
                            from: package.to_owned(),
                            path: package.to_owned(),
                            fragment: Some(id.to_owned()),
                            followed: false,
                        });
                    }
                }
                it if it.starts_with("dc:") => *counts.entry(name).or_default() += 1,
                _ => (),
            }
        });
        for (name, most) in [
            ("dc:title", usize::MAX),
            ("dc:language", usize::MAX),
            ("dc:identifier", usize::MAX),
            ("dcterms:modified", 1),
        ] {
            let count = counts.get(name).copied().unwrap_or_default();
            if count == 0 || most < count {
                self.say(package, format!("it has {count} of `{name}`"));
            }
        }
        let known = named
            .is_some_and(|it| self.ids.get(package).is_some_and(|ids| ids.contains(&it)));
        if !known {
            self.say(package, "its unique identifier is not there");
        }
        for (id, item) in items {
            if self.manifest.values().any(|it| it.path == item.path) {
                self.say(&item.path, "it is listed twice");
            }
            self.manifest.insert(id, item);
        }
        for id in &spine {
            match self.manifest.get(id).map(|it| &*it.media_type) {
                Some("application/xhtml+xml" | "image/svg+xml") => (),
                Some(_) => {
                    self.say(package, format!("`{id}` in the spine is not a page"));
                }
                None => self.say(package, format!("`{id}` in the spine is not listed")),
            }
        }
        if spine.is_empty() {
            self.say(package, "the spine is empty");
        }
        let navs = self.manifest.values().filter(|it| has(&it.properties, "nav")).count();
        if navs != 1 {
            self.say(package, format!("it lists {navs} tables of contents"));
        }
        let listed: HashSet<String> =
            self.manifest.values().map(|it| it.path.clone()).collect();
        let unlisted: Vec<String> = self
            .files
            .iter()
            .filter(|it| !listed.contains(*it) && !records.contains(it) && *it != package)
            .filter(|it| *it != "mimetype" && !it.starts_with("META-INF/"))
            .cloned()
            .collect();
        for path in unlisted {
            self.say(&path, "it is not listed");
        }
    }

    fn file(&mut self, path: &str, media_type: &str, bytes: &[u8]) {
        let kind = match media_type {
            "image/gif" | "image/jpeg" | "image/png" | "image/svg+xml" | "image/webp" => {
                Kind::of(bytes).map_or("something else", Kind::media_type)
            }
            other => other,
        };
        if kind != media_type {
            self.say(path, format!("it is listed as {media_type} but is {kind}"));
        }
        match media_type {
            "application/xhtml+xml" | "image/svg+xml" | "application/x-dtbncx+xml" => {
                let is_page = media_type == "application/xhtml+xml";
                let mut title = !is_page;
                self.walk(path, bytes, &mut |check, element| {
                    title |= element.name().into_inner() == "title";
                    check.element(path, element);
                });
                if !title {
                    self.say(path, "it has no title");
                }
            }
            _ => (),
        }
    }

    /// Notes where an element leads.
    fn element(&mut self, path: &str, element: &BytesStart<'_>) {
        let name = element.local_name().into_inner().to_owned();
        if matches!(&*name, "script" | "iframe" | "form" | "object" | "embed") {
            self.say(path, format!("it has a `{name}`"));
        }
        for attribute in element.attributes().flatten() {
            let key = attribute.key.into_inner();
            let Ok(value) = attribute.normalized_value(XmlVersion::Explicit1_0) else {
                continue;
            };
            if key.starts_with("on") {
                self.say(path, format!("it has a handler `{key}`"));
            }
            if !matches!(key, "href" | "src" | "xlink:href" | "poster") {
                continue;
            }
            let followed = name == "a" || name == "content";
            if is_remote(&value) {
                if !followed {
                    self.say(path, format!("it loads {value} from elsewhere"));
                }
                continue;
            }
            let (target, fragment) = match value.split_once('#') {
                Some((target, fragment)) => (target, Some(fragment.to_owned())),
                None => (&*value, None),
            };
            let target =
                if target.is_empty() { path.to_owned() } else { resolve(path, target) };
            self.links.push(Link {
                from: path.to_owned(),
                path: target,
                fragment,
                followed,
            });
        }
    }

    /// Checks every link, now that all ids are known.
    fn follow(&mut self) {
        let pages: HashSet<String> =
            self.manifest.values().map(|it| it.path.clone()).collect();
        for link in std::mem::take(&mut self.links) {
            let Link { from, path, fragment, followed } = link;
            if path != from && !pages.contains(&path) {
                self.say(&from, format!("it leads to {path}, which is not in the book"));
                continue;
            }
            let Some(fragment) = fragment else { continue };
            let found = self.ids.get(&path).is_some_and(|it| it.contains(&fragment));
            if !found && (followed || path == from) {
                self.say(
                    &from,
                    format!("it leads to {path}#{fragment}, which is not there"),
                );
            }
        }
    }

    /// Reads an XML document to its end, and calls `visit` on every element.
    fn walk(
        &mut self,
        path: &str,
        bytes: &[u8],
        visit: &mut dyn FnMut(&mut Self, &BytesStart<'_>),
    ) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return self.say(path, "it is not UTF-8");
        };
        let mut reader = Reader::from_str(text);
        let mut depth = 0_usize;
        loop {
            let at = reader.buffer_position();
            let element = match reader.read_event() {
                Ok(Event::Start(it)) => {
                    depth += 1;
                    it
                }
                Ok(Event::Empty(it)) => it,
                Ok(Event::End(_)) => {
                    depth = depth.saturating_sub(1);
                    continue;
                }
                Ok(Event::Eof) => break,
                Ok(_) => continue,
                Err(err) => {
                    return self
                        .say(path, format!("it is not well-formed at byte {at}: {err}"));
                }
            };
            if element.attributes().any(|it| it.is_err()) {
                self.say(path, format!("an element at byte {at} is not well-formed"));
            }
            if let Some(id) = value(&element, "id") {
                let ids = self.ids.entry(path.to_owned()).or_default();
                if !ids.insert(id.clone()) {
                    self.say(path, format!("the id `{id}` is there twice"));
                }
            }
            visit(self, &element);
        }
        if 0 < depth {
            self.say(path, "it breaks off");
        }
    }
}

fn read<R: Read + Seek>(archive: &mut ZipArchive<R>, path: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = archive.by_name(path).ok()?;
    file.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn value(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    Some(attribute.normalized_value(XmlVersion::Explicit1_0).ok()?.into_owned())
}

fn has(properties: &str, property: &str) -> bool {
    properties.split_ascii_whitespace().any(|it| it == property)
}

/// Returns whether an address leads out of the book.
fn is_remote(href: &str) -> bool {
    let scheme = href.split([':', '/', '#', '?']).next().unwrap_or_default();
    href.starts_with("//") || href[scheme.len()..].starts_with(':')
}

/// Returns the path that an address beside a file names.
fn resolve(file: &str, href: &str) -> String {
    let mut parts: Vec<&str> = file.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            "." | "" => (),
            ".." => _ = parts.pop(),
            it => parts.push(it),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::emit::epub::zip::{Archive, Packing};

    const PAGE: &str = "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>t</title></head>\
        <body><p id=\"a\"><a href=\"#b\">x</a><img src=\"gone.png\" alt=\"\"/></p><p id=\"a\"/>\
        <a href=\"https://a.example/\">y</a><img src=\"https://a.example/p.png\" alt=\"\"/></body></html>";

    fn book(page: &str) -> Vec<Problem> {
        let mut archive = Archive::start(Vec::new()).unwrap();
        let opf = "<package unique-identifier=\"i\"><metadata><dc:identifier id=\"i\"/>\
            <dc:title/><dc:language/><meta property=\"dcterms:modified\"/></metadata><manifest>\
            <item id=\"p\" href=\"p.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\
            </manifest><spine><itemref idref=\"p\"/></spine></package>";
        let container = "<container><rootfile full-path=\"E/o.opf\"/></container>";
        for (path, text) in
            [("META-INF/container.xml", container), ("E/o.opf", opf), ("E/p.xhtml", page)]
        {
            archive.add(path, Packing::Deflated, text.as_bytes()).unwrap();
        }
        check(Cursor::new(archive.finish().unwrap()))
    }

    #[test]
    fn finds_what_a_reader_would_stumble_over() {
        let found: Vec<String> = book(PAGE).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "E/p.xhtml: it leads to E/gone.png, which is not in the book",
                "E/p.xhtml: it leads to E/p.xhtml#b, which is not there",
                "E/p.xhtml: it loads https://a.example/p.png from elsewhere",
                "E/p.xhtml: the id `a` is there twice",
            ]
        );
    }

    #[test]
    fn finds_markup_that_is_not_well_formed() {
        let found = book("<html><head><title>t</title></head><body><p></body></html>");
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].what.contains("not well-formed"), "{found:?}");
        assert!(book("<html><title>t</title>")[0].what.contains("breaks off"));
    }

    #[test]
    fn a_file_that_is_no_book_is_said_to_be_none() {
        assert_eq!(check(Cursor::new(b"PK")).len(), 1);
    }
}
