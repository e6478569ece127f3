//! Answers kept in a folder, so that a second run asks nothing twice.
//!
//! An answer is two files named by a hash of its address: what was said about
//! it, and its bytes. An answer that cannot be read counts as none.

use std::{
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use url::Url;

use super::{Answer, Trouble};
use crate::cli::{names::hex, write};

#[derive(Debug)]
pub(super) struct Cache {
    folder: PathBuf,
}

/// What is kept of an answer besides its bytes.
#[derive(Deserialize, Serialize)]
struct Card {
    asked: Url,
    /// Where the bytes came from in the end, or why there are none.
    found: Result<(Url, Option<String>), Never>,
}

/// An answer that will not change.
#[derive(Deserialize, Serialize)]
struct Never {
    /// Whether it was refused for safety, after some redirect.
    refused: bool,
    why: String,
}

impl Cache {
    pub(super) fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// Returns what was answered before: bytes, or why there were none.
    pub(super) fn get(&self, url: &Url) -> Option<Result<Answer, Trouble>> {
        let path = self.path(url);
        let card = fs::read(path.with_extension("json")).ok()?;
        let card: Card = serde_json::from_slice(&card).ok()?;
        if card.asked != *url {
            return None;
        }
        Some(match card.found {
            Err(Never { refused: true, why }) => Err(Trouble::Refused(why)),
            Err(Never { refused: false, why }) => Err(Trouble::Lasting(why)),
            Ok((url, content_type)) => {
                let bytes = fs::read(path.with_extension("bin")).ok()?;
                Ok(Answer { url, content_type, bytes })
            }
        })
    }

    /// Keeps an answer. A folder that cannot be written to costs a second
    /// request later, and nothing else.
    pub(super) fn put(&self, url: &Url, answer: &Result<Answer, Trouble>) {
        let path = self.path(url);
        let found = match answer {
            Ok(it) => {
                if write::write(&path.with_extension("bin"), &it.bytes).is_err() {
                    return;
                }
                Ok((it.url.clone(), it.content_type.clone()))
            }
            Err(it @ (Trouble::Lasting(why) | Trouble::Refused(why))) => {
                let refused = matches!(it, Trouble::Refused(_));
                Err(Never { refused, why: why.clone() })
            }
            Err(Trouble::Late | Trouble::Passing(_)) => return,
        };
        let card = Card { asked: url.clone(), found };
        let card = serde_json::to_vec(&card).unwrap_or_default();
        _ = write::write(&path.with_extension("json"), &card);
    }

    /// Returns the file that the bytes of an answer are in.
    pub(super) fn file(&self, url: &Url) -> Option<PathBuf> {
        let path = self.path(url).with_extension("bin");
        path.is_file().then_some(path)
    }

    fn path(&self, url: &Url) -> PathBuf {
        let hash = Sha256::digest(url.as_str().as_bytes());
        let name = hex(&hash[..16]);
        self.folder.join(&name[..2]).join(&name[2..])
    }
}

/// Returns the folder where this system wants such things.
pub(super) fn default_folder() -> Option<PathBuf> {
    let set = |name: &str| {
        let path = PathBuf::from(std::env::var_os(name)?);
        path.is_absolute().then_some(path)
    };
    let base = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        set("HOME").map(|it| it.join("Library/Caches"))
    } else {
        set("XDG_CACHE_HOME").or_else(|| Some(set("HOME")?.join(".cache")))
    };
    base.map(|it| it.join("offprint"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_what_was_answered_and_what_was_refused() {
        let folder = tempfile::tempdir().unwrap();
        let cache = Cache::new(folder.path());
        let url: Url = "https://north.example/a.png".parse().unwrap();
        assert!(cache.get(&url).is_none());
        let answer = Answer {
            url: "https://cdn.example/a.png".parse().unwrap(),
            content_type: Some("image/png".into()),
            bytes: vec![1, 2, 3],
        };
        cache.put(&url, &Ok(answer));
        let found = cache.get(&url).unwrap().unwrap();
        assert_eq!(
            (found.url.as_str(), &*found.bytes),
            ("https://cdn.example/a.png", &[1, 2, 3][..])
        );
        cache.put(&url, &Err(Trouble::Late));
        assert!(cache.get(&url).unwrap().is_ok());
        cache.put(&url, &Err(Trouble::Lasting("there is nothing at it (404)".into())));
        assert!(matches!(cache.get(&url), Some(Err(Trouble::Lasting(_)))));
    }
}
