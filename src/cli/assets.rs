//! Pictures beside a page, and nothing else.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fs,
    io::Read,
    path::{Component, Path, PathBuf},
};

use offprint::{article::Address, emit::Assets};
use percent_encoding::percent_decode_str;

use super::{fetch::Held, picture};

/// The largest picture that is read.
const MAX_BYTES: u64 = 1 << 26;

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
}

/// Reads a file named by a page, if it lies in the root once every link is
/// followed, and is a plain file.
fn read(folder: &Path, root: &Path, local: &str) -> Option<Vec<u8>> {
    let local = local.split(['?', '#']).next()?;
    // Decoded once; what is still encoded after that stays as it is.
    let decoded = percent_decode_str(local).decode_utf8().ok()?;
    let named = Path::new(&*decoded);
    let plain = named.components().all(|it| {
        matches!(it, Component::Normal(_) | Component::CurDir | Component::ParentDir)
    });
    if !plain || decoded.contains(['\0', '\\', ':']) {
        return None;
    }
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let path = fs::canonicalize(here.join(named)).ok()?;
    if !path.starts_with(fs::canonicalize(root).ok()?) {
        return None;
    }
    let metadata = fs::metadata(&path).ok()?;
    if !metadata.is_file() || MAX_BYTES < metadata.len() {
        return None;
    }
    let mut bytes = Vec::new();
    fs::File::open(&path).ok()?.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    picture::begins(&bytes).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0;";

    fn get(folder: &Path, name: &str) -> bool {
        let beside = Beside { folder: Some(folder.to_owned()), ..Beside::default() };
        let folders = Folders { of: vec![beside], root: None };
        folders.get(0, &Address::Local(name.into())).is_some()
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
        }
    }
}
