//! Pictures beside a page, and nothing else.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Component, Path, PathBuf},
};

use offprint::{
    Article,
    article::Address,
    emit::{Absence, Assets, Facts, Page},
};
use percent_encoding::percent_decode_str;

use super::{fetch::Held, picture};

/// The largest picture that is read.
const MAX_BYTES: u64 = 1 << 26;
/// How much of a file says what it is.
const HEAD: u64 = 8192;

/// What came with an article.
#[derive(Clone, Debug, Default)]
pub(super) struct Beside {
    /// The folder that its local addresses are relative to.
    pub(super) folder: Option<PathBuf>,
    /// What was saved in the page itself, or fetched for it, by address.
    pub(super) files: BTreeMap<String, Held>,
}

/// What came with the articles of an edition.
#[derive(Debug, Default)]
pub(super) struct Folders {
    /// For each article.
    pub(super) of: Vec<Beside>,
    /// The folder that nothing may be read outside of, if not each article's own.
    pub(super) root: Option<PathBuf>,
    /// Where articles are on the web, by the files they were read from; something
    /// else where several were read from one.
    pub(super) pages: BTreeMap<PathBuf, Page>,
}

impl Folders {
    /// Notes where an article is on the web.
    pub(super) fn know(&mut self, file: &str, article: &Article) {
        let card = &article.metadata;
        let url = card.url.as_ref().or(card.canonical.as_ref());
        let url = url.filter(|it| matches!(it.scheme(), "http" | "https"));
        let known = self.pages.entry(plain(Path::new(file)));
        let page = url.cloned().map_or(Page::Unplaced, Page::At);
        known.and_modify(|it| *it = Page::Other).or_insert(page);
    }

    /// Returns what is known of the file that an article names.
    fn known(&self, article: usize, address: &str) -> Option<Page> {
        let folder = self.of.get(article)?.folder.as_deref()?;
        let (path, fragment) = match address.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (address, None),
        };
        let path = path.split('?').next().filter(|it| !it.is_empty())?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let mut page = self.pages.get(&plain(&folder.join(&*path)))?.clone();
        if let (Page::At(url), Some(fragment)) = (&mut page, fragment) {
            url.set_fragment(Some(fragment));
        }
        Some(page)
    }
}

impl Assets for Folders {
    fn get(&self, article: usize, address: &Address) -> Option<Cow<'_, [u8]>> {
        let beside = self.of.get(article)?;
        if let Some(held) = beside.files.get(address.as_str()) {
            return held.bytes();
        }
        let Address::Local(local) = address else { return None };
        let folder = beside.folder.as_deref()?;
        let root = self.root.as_deref().unwrap_or(folder);
        read(folder, root, local).map(Cow::Owned)
    }

    fn absence(&self, article: usize, address: &Address) -> Option<Absence> {
        let beside = self.of.get(article)?;
        let Address::Local(local) = address else { return None };
        if beside.files.contains_key(local) || local.starts_with("data:") {
            return None;
        }
        let folder = beside.folder.as_deref()?;
        absence(folder, self.root.as_deref().unwrap_or(folder), local)
    }

    fn page(&self, article: usize, address: &Address) -> Page {
        let Address::Local(address) = address else { return Page::Other };
        self.known(article, address).unwrap_or_default()
    }

    fn facts(&self, article: usize, address: &Address) -> Option<Facts> {
        let beside = self.of.get(article)?;
        if let Some(held) = beside.files.get(address.as_str()) {
            let bytes = held.bytes()?;
            return Some(Facts { size: bytes.len() as u64, media_type: kind(&bytes) });
        }
        let Address::Local(local) = address else { return None };
        let folder = beside.folder.as_deref()?;
        let root = self.root.as_deref().unwrap_or(folder);
        facts(&confined(folder, root, local)?)
    }
}

/// Returns a path without steps that lead nowhere.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => (),
            Component::ParentDir if out.file_name().is_some() => {
                out.pop();
            }
            _ => out.push(part),
        }
    }
    out
}

/// Returns the size and kind of a file that plays or can be printed. Of any other
/// file a page has no business to know even that.
fn facts(path: &Path) -> Option<Facts> {
    let mut head = Vec::new();
    let file = fs::File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    file.take(HEAD).read_to_end(&mut head).ok()?;
    kind(&head).map(|it| Facts { size, media_type: Some(it) })
}

/// Returns the media type of what plays or can be printed, told by how it begins.
fn kind(head: &[u8]) -> Option<String> {
    let kind = infer::get(head)?;
    let known = match kind.matcher_type() {
        infer::MatcherType::Audio
        | infer::MatcherType::Video
        | infer::MatcherType::Image => true,
        _ => matches!(kind.mime_type(), "application/pdf" | "application/epub+zip"),
    };
    known.then(|| kind.mime_type().to_owned())
}

/// Reads a picture named by a page.
fn read(folder: &Path, root: &Path, local: &str) -> Option<Vec<u8>> {
    picture(&confined(folder, root, local)?, MAX_BYTES)
}

/// Returns a picture, or its first bytes. What is no picture by its bytes, a drawing
/// in SVG among them, could be any file.
fn picture(path: &Path, most: u64) -> Option<Vec<u8>> {
    if MAX_BYTES < fs::metadata(path).ok()?.len() {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    picture::begins(&bytes).then_some(bytes)
}

/// Returns why a page gets no file. What is outside of the root is refused whether
/// it is there or not, and what is there, if it is no picture.
fn absence(folder: &Path, root: &Path, local: &str) -> Option<Absence> {
    if let Some(path) = confined(folder, root, local) {
        return picture(&path, HEAD).is_none().then_some(Absence::Refused);
    }
    let Some(named) = named(local) else { return Some(Absence::Refused) };
    let folder = fs::canonicalize(here(folder)).ok()?;
    let root = fs::canonicalize(here(root)).ok()?;
    let path = plain(&folder.join(named));
    let found = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
    let inside = path.starts_with(&root) && found.starts_with(&root);
    Some(if inside { Absence::Missing } else { Absence::Refused })
}

/// Returns a folder as the system knows it.
fn here(folder: &Path) -> &Path {
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// Returns the path that a page names, if it is one from where the page is.
fn named(local: &str) -> Option<PathBuf> {
    let local = local.split(['?', '#']).next()?;
    // Decoded once; what is still encoded after that stays as it is.
    let decoded = percent_decode_str(local).decode_utf8().ok()?;
    let named = Path::new(&*decoded);
    let plain = named.components().all(|it| {
        matches!(it, Component::Normal(_) | Component::CurDir | Component::ParentDir)
    });
    (plain && !decoded.contains(['\0', '\\', ':'])).then(|| named.to_owned())
}

/// Returns the file named by a page, if it lies in the root once every link is
/// followed, and is a plain file.
fn confined(folder: &Path, root: &Path, local: &str) -> Option<PathBuf> {
    let named = named(local)?;
    let path = fs::canonicalize(here(folder).join(named)).ok()?;
    if !path.starts_with(fs::canonicalize(here(root)).ok()?) {
        return None;
    }
    fs::metadata(&path).ok()?.is_file().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";

    fn get(folder: &Path, name: &str) -> bool {
        let beside = Beside { folder: Some(folder.to_owned()), ..Beside::default() };
        let folders = Folders { of: vec![beside], ..Folders::default() };
        folders.get(0, &Address::Local(name.into())).is_some()
    }

    fn absent(folder: &Path, name: &str) -> Option<Absence> {
        let beside = Beside { folder: Some(folder.to_owned()), ..Beside::default() };
        let folders = Folders { of: vec![beside], ..Folders::default() };
        folders.absence(0, &Address::Local(name.into()))
    }

    #[test]
    fn reads_pictures_beside_the_page_and_nothing_else() {
        let top = tempfile::tempdir().unwrap();
        let folder = top.path().join("essays");
        fs::create_dir_all(folder.join("img")).unwrap();
        fs::write(folder.join("img/a b.gif"), GIF).unwrap();
        fs::write(folder.join("notes.gif"), "a secret").unwrap();
        fs::write(top.path().join("out.gif"), GIF).unwrap();
        assert!(get(&folder, "img/a%20b.gif"));
        assert!(get(&folder, "./img/../img/a b.gif?x=1"));
        assert!(!get(&folder, "notes.gif"));
        assert!(!get(&folder, "../out.gif"));
        assert!(!get(&folder, "%2e%2e/out.gif"));
        assert!(!get(&folder, "/etc/passwd"));
        assert!(!get(&folder, "file:///etc/passwd"));
        #[cfg(unix)]
        {
            let link = folder.join("link.gif");
            std::os::unix::fs::symlink(top.path().join("out.gif"), link).unwrap();
            assert!(!get(&folder, "link.gif"));
            assert_eq!(absent(&folder, "link.gif"), Some(Absence::Refused));
        }
        for (name, why) in [
            ("img/a b.gif", None),
            ("notes.gif", Some(Absence::Refused)),
            ("img/none.gif", Some(Absence::Missing)),
            ("../out.gif", Some(Absence::Refused)),
            ("../none.gif", Some(Absence::Refused)),
            ("/etc/hostname", Some(Absence::Refused)),
            ("file:///etc/passwd", Some(Absence::Refused)),
            ("data:image/gif;base64,R0lGOD", None),
        ] {
            assert_eq!(absent(&folder, name), why, "{name}");
        }
    }
}
