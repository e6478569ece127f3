//! Named files to a ZIP archive, one at a time.
//!
//! The archive is written to something that need not seek, yet no entry carries
//! a data descriptor, which some readers refuse in an EPUB: one entry at a time
//! is held back until its sizes are known.

use std::{
    io::{self, Read, Seek, SeekFrom, Write},
    sync::Arc,
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::error::{Error, ErrorKind, Result};

use super::packed::Packed;

/// How hard text is compressed: beyond this, a book of prose gets smaller by a
/// twentieth and takes a tenth longer.
const LEVEL: i64 = 2;

/// An archive in the making.
pub(super) struct Archive<W: Write> {
    zip: ZipWriter<Window<W>>,
    packed: Option<Arc<Packed>>,
}

/// Whether an entry gains from being compressed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Packing {
    /// Text, which shrinks.
    Deflated,
    /// Pictures, which are compressed already, and the media type, which has to
    /// be readable as it is.
    Stored,
}

impl<W: Write> Archive<W> {
    /// Starts an EPUB archive, whose first entry is its media type.
    pub(super) fn start(out: W, packed: Option<Arc<Packed>>) -> Result<Self> {
        let mut zip = ZipWriter::new(Window::over(out)).set_auto_large_file();
        zip.set_flush_on_finish_file(true);
        let mut archive = Self { zip, packed };
        archive.add("mimetype", Packing::Stored, b"application/epub+zip")?;
        Ok(archive)
    }

    /// Adds a file.
    pub(super) fn add(
        &mut self,
        path: &str,
        packing: Packing,
        bytes: &[u8],
    ) -> Result<()> {
        let (method, level) = match packing {
            Packing::Deflated => (CompressionMethod::Deflated, Some(LEVEL)),
            Packing::Stored => (CompressionMethod::Stored, None),
        };
        // The same bytes whenever they are written: the first moment ZIP knows.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .compression_level(level)
            .last_modified_time(DateTime::DEFAULT)
            .unix_permissions(0o644);
        if let Some(packed) =
            self.packed.as_ref().filter(|_| packing == Packing::Deflated)
        {
            let mut one = packed.archive(path, options, bytes).map_err(unwritten)?;
            let file = one.by_index_raw(0).map_err(unwritten)?;
            self.zip.raw_copy_file(file).map_err(unwritten)?;
            return self.zip.flush().map_err(unwritten);
        }
        self.zip.start_file(path, options).map_err(unwritten)?;
        self.zip.write_all(bytes).map_err(unwritten)
    }

    /// Writes the archive's own table of contents and returns what it was
    /// written to.
    pub(super) fn finish(self) -> Result<W> {
        self.zip.finish().map_err(unwritten)?.close().map_err(unwritten)
    }
}

fn unwritten(err: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::new(ErrorKind::Unwritten, "book").because(err)
}

/// The end of a stream, held back so that it can still be changed.
///
/// Flushing lets go of everything so far: what comes later can no longer seek
/// before it.
struct Window<W> {
    out: W,
    /// How many bytes are gone.
    gone: u64,
    held: Vec<u8>,
    /// Where in `held` the next byte goes.
    at: usize,
}

impl<W: Write> Window<W> {
    fn over(out: W) -> Self {
        Self { out, gone: 0, held: Vec::new(), at: 0 }
    }

    fn close(mut self) -> io::Result<W> {
        self.flush()?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Window<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let over = bytes.len().min(self.held.len() - self.at);
        let (inside, after) = bytes.split_at(over);
        self.held[self.at..self.at + over].copy_from_slice(inside);
        self.held.extend_from_slice(after);
        self.at += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.held)?;
        self.gone += self.held.len() as u64;
        self.held.clear();
        self.at = 0;
        Ok(())
    }
}

/// Only what is held back can be read; the archive writer asks for this of
/// whatever it may flush.
impl<W> Read for Window<W> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = (&self.held[self.at..]).read(into)?;
        self.at += read;
        Ok(read)
    }
}

impl<W: Write> Seek for Window<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let end = self.gone + self.held.len() as u64;
        let place = match to {
            SeekFrom::Start(it) => Some(it),
            SeekFrom::End(it) => end.checked_add_signed(it),
            SeekFrom::Current(it) => (self.gone + self.at as u64).checked_add_signed(it),
        };
        match place {
            Some(it) if (self.gone..=end).contains(&it) => {
                self.at = (it - self.gone) as usize;
                Ok(it)
            }
            Some(_) | None => Err(io::Error::other("that part of the archive is gone")),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    /// Returns the flags and the compression method in an entry's own header.
    fn header(bytes: &[u8], name: &str) -> (u16, u16) {
        let at = bytes.windows(name.len()).position(|it| it == name.as_bytes()).unwrap();
        let start = at - 30;
        assert_eq!(&bytes[start..start + 4], b"PK\x03\x04");
        let short = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        assert_eq!(short(start + 28), 0, "there is an extra field");
        (short(start + 6), short(start + 8))
    }

    #[test]
    fn begins_with_its_media_type_as_it_is() {
        let mut archive = Archive::start(Vec::new(), None).unwrap();
        archive.add("a.xhtml", Packing::Deflated, &b"dome ".repeat(99)).unwrap();
        let bytes = archive.finish().unwrap();
        assert_eq!(&bytes[30..58], b"mimetypeapplication/epub+zip");
        assert_eq!(header(&bytes, "mimetype"), (0, 0));
        assert_eq!(header(&bytes, "a.xhtml").1, 8);
    }

    #[test]
    fn no_entry_has_a_data_descriptor() {
        let mut archive = Archive::start(Vec::new(), None).unwrap();
        archive.add("b.xhtml", Packing::Deflated, b"the dome opened").unwrap();
        archive.add("c.jpg", Packing::Stored, &[0xFF; 400]).unwrap();
        let bytes = archive.finish().unwrap();
        for name in ["mimetype", "b.xhtml", "c.jpg"] {
            assert_eq!(header(&bytes, name).0 & 8, 0, "{name}");
        }
        let mut read = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        io::Read::read_to_string(&mut read.by_name("b.xhtml").unwrap(), &mut text)
            .unwrap();
        assert_eq!(text, "the dome opened");
    }

    #[test]
    fn what_was_compressed_before_gives_the_same_archive() {
        let packed = Arc::new(Packed::default());
        let archive = |packed: Option<Arc<Packed>>, word: &str| {
            let mut archive = Archive::start(Vec::new(), packed).unwrap();
            for name in ["text/a.xhtml", "text/é.xhtml"] {
                archive.add(name, Packing::Deflated, &b"dome ".repeat(99)).unwrap();
            }
            archive.add("c.jpg", Packing::Stored, &[0xFF; 400]).unwrap();
            archive.add("b.xhtml", Packing::Deflated, word.as_bytes()).unwrap();
            archive.finish().unwrap()
        };
        for word in ["opened", "opened", "closed"] {
            let again = archive(Some(Arc::clone(&packed)), word);
            assert_eq!(again, archive(None, word), "{word}");
        }
    }

    #[test]
    fn lets_go_of_each_entry_once_it_is_complete() {
        #[derive(Default)]
        struct Longest(usize);
        impl Write for Longest {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0 = self.0.max(bytes.len());
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let mut archive = Archive::start(Longest::default(), None).unwrap();
        for i in 0..40 {
            archive.add(&format!("{i}.jpg"), Packing::Stored, &[7; 5000]).unwrap();
        }
        assert!(archive.finish().unwrap().0 < 10_000);
    }
}
