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

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event, attributes::Attribute},
};
use zip::{CompressionMethod, ZipArchive};

mod package;
mod page;

/// The largest file that is read.
const MAX_BYTES: u64 = 1 << 28;

/// The longest file that memory is set aside for before it is read.
const BELIEVED: usize = 1 << 20;

/// How much of a picture is read.
const HEAD: u64 = 4096;

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
            // Of a picture of pixels only the first words are looked at.
            let is_raster =
                media_type.starts_with("image/") && media_type != "image/svg+xml";
            let most = if is_raster { HEAD } else { MAX_BYTES };
            match read_up_to(&mut archive, &path, most) {
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
        self.walk("META-INF/container.xml", bytes, &mut |_, element, _| {
            if element.local_name().into_inner() == "rootfile" {
                path = path.take().or_else(|| value(element, "full-path"));
            }
        });
        if path.is_none() {
            self.say("META-INF/container.xml", "it names no package document");
        }
        path
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
        visit: &mut dyn FnMut(&mut Self, &BytesStart<'_>, &[Attribute<'_>]),
    ) {
        let Ok(text) = std::str::from_utf8(bytes) else {
            return self.say(path, "it is not UTF-8");
        };
        let mut ids = self.ids.remove(path).unwrap_or_default();
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
                    self.say(path, format!("it is not well-formed at byte {at}: {err}"));
                    depth = 0;
                    break;
                }
            };
            let mut attributes = Vec::new();
            for attribute in element.attributes() {
                let Ok(attribute) = attribute else {
                    self.say(path, format!("an element at byte {at} is not well-formed"));
                    break;
                };
                attributes.push(attribute);
            }
            for attribute in &attributes {
                if attribute.key.into_inner() == "id"
                    && let Ok(id) = attribute.normalized_value(XmlVersion::Explicit1_0)
                    && !ids.insert(id.clone().into_owned())
                {
                    self.say(path, format!("the id `{id}` is there twice"));
                }
            }
            visit(self, &element, &attributes);
        }
        if !ids.is_empty() {
            self.ids.insert(path.to_owned(), ids);
        }
        if 0 < depth {
            self.say(path, "it breaks off");
        }
    }
}

fn read<R: Read + Seek>(archive: &mut ZipArchive<R>, path: &str) -> Option<Vec<u8>> {
    read_up_to(archive, path, MAX_BYTES)
}

fn read_up_to<R: Read + Seek>(
    archive: &mut ZipArchive<R>,
    path: &str,
    most: u64,
) -> Option<Vec<u8>> {
    let file = archive.by_name(path).ok()?;
    // What a file says of its own length is believed up to a point.
    let length = usize::try_from(file.size().min(most)).unwrap_or(BELIEVED);
    let mut bytes = Vec::with_capacity(length.min(BELIEVED));
    file.take(most).read_to_end(&mut bytes).ok()?;
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
mod tests;
