//! Files that are either the old ones or the new ones, never half of each.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use tempfile::Builder;

/// What became of a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Written {
    /// It is new or has new contents.
    Written,
    /// It already had these contents and was not touched.
    Unchanged,
}

/// Writes a file in one step, making its folder if there is none.
///
/// The bytes go to a temporary file in the same folder, reach the disk, and take
/// the name over. A link at that name is replaced, not followed.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<Written> {
    let folder = match path.parent() {
        Some(it) if !it.as_os_str().is_empty() => it,
        Some(_) | None => Path::new("."),
    };
    fs::create_dir_all(folder)?;
    let here = fs::symlink_metadata(path);
    if let Ok(here) = &here {
        if here.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        if here.is_file()
            && here.len() == bytes.len() as u64
            && fs::read(path).is_ok_and(|it| it == bytes)
        {
            return Ok(Written::Unchanged);
        }
    }
    let mut builder = Builder::new();
    builder.prefix(".offprint-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // The program's umask still applies to this.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|err| err.error)?;
    #[cfg(unix)]
    fs::File::open(folder)?.sync_all()?;
    Ok(Written::Written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leaves_equal_files_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.txt");
        assert_eq!(write(&path, b"one").unwrap(), Written::Written);
        assert_eq!(write(&path, b"one").unwrap(), Written::Unchanged);
        assert_eq!(write(&path, b"two").unwrap(), Written::Written);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn does_not_follow_a_link() {
        #[cfg(unix)]
        {
            let folder = tempfile::tempdir().unwrap();
            let (outside, inside) =
                (folder.path().join("outside"), folder.path().join("in"));
            fs::write(&outside, "kept").unwrap();
            std::os::unix::fs::symlink(&outside, &inside).unwrap();
            write(&inside, b"new").unwrap();
            assert_eq!(fs::read(&outside).unwrap(), b"kept");
            assert_eq!(fs::read(&inside).unwrap(), b"new");
        }
    }

    #[test]
    fn refuses_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(folder.path(), b"x").is_err());
    }
}
