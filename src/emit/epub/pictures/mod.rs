//! Pictures to files of a book, each stored once.
//!
//! What a picture is, its bytes say: names and declared types are often wrong,
//! and a reader that trusts them shows nothing. What a book may not hold, or
//! what is damaged, stays a description and a link.

#[cfg(feature = "pictures")]
mod bare;
#[cfg(feature = "pictures")]
mod convert;

use std::{borrow::Cow, collections::HashMap, io::Write};

use data_url::DataUrl;

use crate::{
    article::Address,
    emit::{
        Assets,
        digest::{Digest, digest, name},
    },
    error::Result,
};

use super::{
    svg,
    zip::{Archive, Packing},
};

/// A picture stored in the book.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    /// Its name in the manifest.
    pub(super) id: String,
    /// Its path, as seen from the package document.
    pub(super) path: String,
    pub(super) kind: Kind,
    /// Whether it moves.
    pub(super) moving: bool,
}

/// The kinds of pictures that every EPUB reader shows.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(in crate::emit) enum Kind {
    Gif,
    Jpeg,
    Png,
    Svg,
    Webp,
}

/// Why a picture is not in the book.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Refusal {
    /// The caller does not have it.
    Absent,
    /// It is of a kind that readers need not show.
    Foreign,
    /// It breaks off or contradicts itself.
    Damaged,
}

/// What is done to pictures before they are stored.
#[derive(Clone, Copy, Debug, Default)]
#[cfg_attr(
    not(feature = "pictures"),
    expect(dead_code, reason = "pictures are stored as they are")
)]
pub(super) struct Manner {
    /// How wide and how high they may be, in pixels.
    pub(super) most: Option<u32>,
    /// Whether to take out what cameras and programs wrote beside them.
    pub(super) bare: bool,
}

#[cfg(feature = "pictures")]
impl Manner {
    /// Returns a picture as it is to be stored.
    fn of(self, mut bytes: Cow<'_, [u8]>, kind: Kind) -> Cow<'_, [u8]> {
        if let Some(most) = self.most {
            bytes = convert::smaller(bytes, kind, most);
        }
        if self.bare {
            bytes = bare::bare(bytes, kind);
        }
        bytes
    }
}

#[cfg(not(feature = "pictures"))]
impl Manner {
    /// Returns a picture as it is: there is nothing to change it with.
    fn of(self, bytes: Cow<'_, [u8]>, _: Kind) -> Cow<'_, [u8]> {
        let Self { most: _, bare: _ } = self;
        bytes
    }
}

/// The pictures of a book.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    manner: Manner,
    /// Those stored, in the order they were met.
    pub(super) stored: Vec<Picture>,
    by_content: HashMap<Digest, usize>,
    /// What became of each address of the article at hand.
    by_address: HashMap<String, Result<usize, Refusal>>,
}

impl Pictures {
    pub(super) fn in_a_manner(manner: Manner) -> Self {
        Self { manner, ..Self::default() }
    }

    /// Forgets the addresses of the last article, which mean nothing in the
    /// next.
    pub(super) fn turn_page(&mut self) {
        self.by_address.clear();
    }

    /// Returns the picture at an address of an article, and stores it if it is
    /// new.
    pub(super) fn get<W: Write>(
        &mut self,
        archive: &mut Archive<W>,
        assets: &dyn Assets,
        article: usize,
        address: &Address,
    ) -> Result<Result<&Picture, Refusal>> {
        let known = match self.by_address.get(address.as_str()) {
            Some(known) => *known,
            None => {
                let found = match fetch(assets, article, address) {
                    Some(bytes) => self.store(archive, &bytes)?,
                    None => Err(Refusal::Absent),
                };
                self.by_address.insert(address.as_str().to_owned(), found);
                found
            }
        };
        Ok(known.map(|it| &self.stored[it]))
    }

    /// Stores a picture, unless the same bytes are there already.
    pub(super) fn store<W: Write>(
        &mut self,
        archive: &mut Archive<W>,
        bytes: &[u8],
    ) -> Result<Result<usize, Refusal>> {
        self.store_as(archive, bytes, self.manner)
    }

    /// Stores a picture in a manner of its own.
    pub(super) fn store_as<W: Write>(
        &mut self,
        archive: &mut Archive<W>,
        bytes: &[u8],
        manner: Manner,
    ) -> Result<Result<usize, Refusal>> {
        let given = digest(bytes);
        if let Some(known) = self.by_content.get(&given) {
            return Ok(Ok(*known));
        }
        let (kind, bytes) = match prepare(bytes, manner) {
            Ok(it) => it,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let hash = match bytes {
            Cow::Borrowed(_) => given,
            Cow::Owned(_) => digest(&bytes),
        };
        let next = self.stored.len();
        let at = *self.by_content.entry(hash).or_insert(next);
        self.by_content.insert(given, at);
        if at != next {
            return Ok(Ok(at));
        }
        let name = name(&hash);
        let picture = Picture {
            id: format!("img-{name}"),
            path: format!("img/{name}.{}", kind.extension()),
            kind,
            moving: kind.moves(&bytes),
        };
        let packing = match kind {
            Kind::Svg => Packing::Deflated,
            Kind::Gif | Kind::Jpeg | Kind::Png | Kind::Webp => Packing::Stored,
        };
        archive.add(&format!("EPUB/{}", picture.path), packing, &bytes)?;
        self.stored.push(picture);
        Ok(Ok(at))
    }
}

/// Returns a picture as it is to be stored: as it was where that is enough.
fn prepare(bytes: &[u8], manner: Manner) -> Result<(Kind, Cow<'_, [u8]>), Refusal> {
    let bytes = Cow::Borrowed(bytes);
    #[cfg(feature = "pictures")]
    let bytes = match convert::is_tiff(&bytes) {
        true => Cow::Owned(convert::from_tiff(&bytes).ok_or(Refusal::Damaged)?),
        false => bytes,
    };
    let kind = Kind::of(&bytes).ok_or(Refusal::Foreign)?;
    if kind == Kind::Svg {
        return match svg::tame(&bytes) {
            Some(tame) => Ok((kind, Cow::Owned(tame))),
            None => Err(Refusal::Damaged),
        };
    }
    if pixels(&bytes).is_none() {
        return Err(Refusal::Damaged);
    }
    let bytes = manner.of(bytes, kind);
    // What was made smaller may be of another kind.
    Ok((Kind::of(&bytes).unwrap_or(kind), bytes))
}

/// Returns the bytes at an address: those it spells out itself, or those the
/// caller has.
pub(in crate::emit) fn fetch<'a>(
    assets: &'a dyn Assets,
    article: usize,
    address: &Address,
) -> Option<Cow<'a, [u8]>> {
    if let Some(bytes) = assets.get(article, address) {
        return Some(bytes);
    }
    let data = DataUrl::process(address.as_str()).ok()?;
    Some(Cow::Owned(data.decode_to_vec().ok()?.0))
}

fn pixels(bytes: &[u8]) -> Option<(u32, u32)> {
    let size = imagesize::blob_size(bytes).ok()?;
    let size = (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?);
    (0 < size.0 && 0 < size.1).then_some(size)
}

impl Kind {
    /// Returns what bytes are, by their own first words.
    pub(in crate::emit) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [b'\x89', b'P', b'N', b'G', b'\r', b'\n', b'\x1A', b'\n', ..] => {
                Some(Self::Png)
            }
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
                Some(Self::Webp)
            }
            _ => svg::is(bytes).then_some(Self::Svg),
        }
    }

    /// Returns the media type.
    pub(in crate::emit) fn media_type(self) -> &'static str {
        match self {
            Self::Gif => "image/gif",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
            Self::Webp => "image/webp",
        }
    }

    pub(in crate::emit) fn extension(self) -> &'static str {
        match self {
            Self::Gif => "gif",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Webp => "webp",
        }
    }

    /// Returns whether a picture of this kind moves.
    fn moves(self, bytes: &[u8]) -> bool {
        let says = |word: &[u8]| memchr::memmem::find(bytes, word).is_some();
        match self {
            Self::Gif => {
                // Each frame that has a delay has a control block.
                2 <= memchr::memmem::find_iter(bytes, b"\x21\xF9\x04").count()
            }
            Self::Png => says(b"acTL"),
            Self::Webp => {
                bytes.get(12..16) == Some(b"VP8X")
                    && bytes.get(20).is_some_and(|it| it & 2 != 0)
            }
            Self::Svg => says(b"<animate") || says(b"<set") || says(b"@keyframes"),
            Self::Jpeg => false,
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// A picture of one colour.
    pub(in super::super) fn png(width: u32, height: u32) -> Vec<u8> {
        let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
        let mut chunk = |kind: &[u8], data: &[u8]| {
            out.extend((data.len() as u32).to_be_bytes());
            let start = out.len();
            out.extend(kind);
            out.extend(data);
            let crc = crc(&out[start..]);
            out.extend(crc.to_be_bytes());
        };
        let mut header = Vec::new();
        header.extend(width.to_be_bytes());
        header.extend(height.to_be_bytes());
        header.extend([8, 0, 0, 0, 0]);
        chunk(b"IHDR", &header);
        // One stored block of rows, each a filter byte and grey pixels.
        let rows = vec![0x80; ((width + 1) * height) as usize];
        let rows: Vec<u8> = rows
            .iter()
            .enumerate()
            .map(|(i, it)| if (i as u32).is_multiple_of(width + 1) { 0 } else { *it })
            .collect();
        let mut data = vec![0x78, 1, 1];
        let length = rows.len() as u16;
        data.extend(length.to_le_bytes());
        data.extend((!length).to_le_bytes());
        data.extend(&rows);
        let (mut a, mut b) = (1u32, 0u32);
        for byte in &rows {
            a = (a + u32::from(*byte)) % 65521;
            b = (b + a) % 65521;
        }
        data.extend((b << 16 | a).to_be_bytes());
        chunk(b"IDAT", &data);
        chunk(b"IEND", b"");
        out
    }

    fn crc(bytes: &[u8]) -> u32 {
        let step = |crc: u32, byte: &u8| {
            (0..8).fold(crc ^ u32::from(*byte), |it, _| {
                if it & 1 == 1 { it >> 1 ^ 0xEDB8_8320 } else { it >> 1 }
            })
        };
        !bytes.iter().fold(!0, step)
    }

    #[test]
    fn goes_by_the_bytes() {
        assert_eq!(Kind::of(&png(2, 2)), Some(Kind::Png));
        assert_eq!(Kind::of(b"\xFF\xD8\xFF\xE0"), Some(Kind::Jpeg));
        assert_eq!(Kind::of(b"RIFF\0\0\0\0WEBPVP8 "), Some(Kind::Webp));
        assert_eq!(Kind::of(b"\0\0\0\x1cftypavif"), None);
        assert_eq!(Kind::of(b"<!DOCTYPE html><html>"), None);
        assert_eq!(
            Kind::of(b"\xEF\xBB\xBF<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>"),
            Some(Kind::Svg)
        );
    }

    #[test]
    fn stores_the_same_bytes_once() {
        let mut archive = Archive::start(Vec::new(), None).unwrap();
        let mut pictures = Pictures::default();
        let first = pictures.store(&mut archive, &png(2, 2)).unwrap().unwrap();
        let again = pictures.store(&mut archive, &png(2, 2)).unwrap().unwrap();
        let other = pictures.store(&mut archive, &png(3, 2)).unwrap().unwrap();
        assert_eq!((first, again, other), (0, 0, 1));
        let broken = pictures.store(&mut archive, &png(2, 2)[..12]).unwrap();
        assert_eq!(broken.unwrap_err(), Refusal::Damaged);
    }

    #[test]
    fn reads_addresses_that_spell_out_their_bytes() {
        let address = Address::Local("data:image/gif;base64,R0lGODlhAQABAAAAACw=".into());
        let bytes = fetch(&(), 0, &address).unwrap();
        assert_eq!(Kind::of(&bytes), Some(Kind::Gif));
    }
}
