//! Text that was compressed before, for a book that is made again.

use std::{
    collections::HashMap,
    io::{Cursor, Write as _},
    sync::{Mutex, PoisonError},
};

use zip::{ZipArchive, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use crate::emit::digest::{Digest, digest};

/// Text that was compressed before, by the name of its file: a book that is made
/// again and again has only what changed compressed anew. The book is the same.
#[derive(Debug, Default)]
pub struct Packed {
    files: Mutex<HashMap<String, (Digest, Vec<u8>)>>,
}

impl Packed {
    /// Returns an archive with a file and nothing else.
    pub(super) fn archive(
        &self,
        path: &str,
        options: SimpleFileOptions,
        bytes: &[u8],
    ) -> ZipResult<ZipArchive<Cursor<Vec<u8>>>> {
        let digest = digest(bytes);
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, packed)) = files.get(path)
            && *known == digest
        {
            return ZipArchive::new(Cursor::new(packed.clone()));
        }
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file(path, options)?;
        zip.write_all(bytes)?;
        let packed = zip.finish()?.into_inner();
        files.insert(path.to_owned(), (digest, packed.clone()));
        ZipArchive::new(Cursor::new(packed))
    }
}
