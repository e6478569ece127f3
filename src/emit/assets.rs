//! What a caller has besides the articles: pictures and other files, and where
//! articles are.
//!
//! The library touches no disk. It asks, by the addresses that articles name.

use std::{borrow::Cow, fmt};

use url::Url;

use crate::article::Address;

/// Files the caller has at hand, by address.
pub trait Assets: fmt::Debug + Sync {
    /// Returns the file at an address named in an article, if the caller has it.
    ///
    /// `article` is the place of the article in its
    /// [`Edition`](crate::article::Edition), since a local address means nothing without
    /// the file it was read from.
    fn get(&self, article: usize, address: &Address) -> Option<Cow<'_, [u8]>>;

    /// Returns what is known of a file without its contents, if the caller has it.
    ///
    /// This is asked of files that an output only points to, such as a recording,
    /// which may be too large to read.
    fn facts(&self, article: usize, address: &Address) -> Option<Facts> {
        let bytes = self.get(article, address)?;
        Some(Facts { size: bytes.len() as u64, media_type: None })
    }

    /// Returns why the caller does not have the picture at an address, if it does
    /// not and knows why.
    ///
    /// What it says goes into the report as
    /// [`ImageMissing`](crate::report::Code::ImageMissing) or
    /// [`ImageRefused`](crate::report::Code::ImageRefused), where pictures are copied.
    fn absence(&self, _article: usize, _address: &Address) -> Option<Absence> {
        None
    }

    /// Returns what a local address in an article leads to, as far as the edition
    /// goes.
    ///
    /// This is asked for links in feeds, which are read far from the files.
    fn page(&self, _article: usize, _address: &Address) -> Page {
        Page::Other
    }
}

/// Why a caller does not have a picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "callers outside this crate say which")]
pub enum Absence {
    /// There is no such file.
    Missing,
    /// It is named by a path outside the folder that pictures may come from, or is
    /// nothing that the caller takes for a picture.
    Refused,
}

/// What a local address in an article leads to.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[expect(clippy::exhaustive_enums, reason = "callers outside this crate say which")]
pub enum Page {
    /// Something that is no article of the edition.
    #[default]
    Other,
    /// The file of another article, which is here on the web.
    At(Url),
    /// The file of another article, which no one says where it is on the web: the
    /// address leads nowhere.
    Unplaced,
}

/// What is known of a file.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
#[expect(clippy::exhaustive_structs, reason = "callers outside this crate build one")]
pub struct Facts {
    /// Its size in bytes.
    pub size: u64,
    /// Its media type, told from what it holds; none, if that tells nothing.
    pub media_type: Option<String>,
}

/// No files at all.
impl Assets for () {
    fn get(&self, _: usize, _: &Address) -> Option<Cow<'_, [u8]>> {
        None
    }
}
