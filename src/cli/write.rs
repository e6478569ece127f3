//! Files that are either the old ones or the new ones, never half of each.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, BufRead as _, BufReader, BufWriter, Write},
    mem,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    thread::JoinHandle,
};

use super::{input::reason, temporary::Temporary};

/// The folders in which names were taken over, which the disk may not know yet.
static CHANGED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// How many files are waited for at once. The disk takes about as long for several
/// as for one.
pub(super) const AT_ONCE: usize = 16;

/// What became of a file, or of several: what says most about them.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(super) enum Written {
    /// It already had these contents and was not touched.
    Unchanged,
    /// It was only to be said that it would be written.
    Planned,
    /// It is new or has new contents.
    New,
}

impl Written {
    /// Returns the word for it in a message.
    pub(super) fn verb(self) -> &'static str {
        match self {
            Self::Unchanged => "Unchanged",
            Self::Planned => "Would write",
            Self::New => "Written",
        }
    }
}

/// How files are written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// Nothing is, it is only said what would be.
    pub(super) dry_run: bool,
    /// Also those that hold the same already.
    pub(super) force: bool,
}

/// Writes a file in one step, making its folder if there is none.
///
/// The bytes go to a temporary file in the same folder, reach the disk, and take
/// the name over, which [`settle`] makes last. A link at that name is replaced, not
/// followed. A device or a pipe keeps its name and is written to.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<Written> {
    renew(path, bytes, false)
}

fn renew(path: &Path, bytes: &[u8], force: bool) -> io::Result<Written> {
    let here = fs::symlink_metadata(path);
    if let Ok(here) = &here {
        if here.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        if !force
            && here.is_file()
            && here.len() == bytes.len() as u64
            && fs::read(path).is_ok_and(|it| it == bytes)
        {
            return Ok(Written::Unchanged);
        }
    }
    if let Some(mut device) = device(path, here.ok().as_ref())? {
        device.write_all(bytes)?;
        return Ok(Written::New);
    }
    let file = temporary(folder(path))?;
    file.as_file().write_all(bytes)?;
    take_over(file, path)?;
    Ok(Written::New)
}

/// Writes a file in one step, unless that is only to be said. Returns what was
/// done, and the file as messages name it.
pub(super) fn put(
    path: &Path,
    bytes: &[u8],
    manner: Manner,
) -> Result<(Written, String), String> {
    let shown = path.display().to_string();
    if manner.dry_run {
        return Ok((Written::Planned, shown));
    }
    match renew(path, bytes, manner.force) {
        Ok(it) => Ok((it, shown)),
        Err(err) => Err(format!("cannot write {shown}: {}", reason(&err))),
    }
}

/// Waits for files that are being written, if there are any, and returns what
/// became of each.
pub(super) fn wait<T>(open: Option<JoinHandle<Vec<T>>>) -> Vec<T> {
    open.map(|it| it.join().expect("writing fails with an error")).unwrap_or_default()
}

/// Writes a file piece by piece, and otherwise as [`write`] does. `fill` writes
/// the pieces.
pub(super) fn stream<T>(
    path: &Path,
    force: bool,
    fill: impl FnOnce(&mut BufWriter<&fs::File>) -> Result<T, String>,
) -> Result<(Written, T), String> {
    let said = |err: io::Error| reason(&err);
    if path.is_dir() {
        return Err("it is a folder".into());
    }
    let pour = |file: &fs::File| {
        let mut out = BufWriter::with_capacity(1 << 16, file);
        let done = fill(&mut out)?;
        out.flush().map_err(said)?;
        Ok::<_, String>(done)
    };
    let here = fs::symlink_metadata(path).ok();
    if let Some(device) = device(path, here.as_ref()).map_err(said)? {
        return Ok((Written::New, pour(&device)?));
    }
    let file = temporary(folder(path)).map_err(said)?;
    let done = pour(file.as_file())?;
    if !force && same(file.path(), path) {
        return Ok((Written::Unchanged, done));
    }
    take_over(file, path).map_err(said)?;
    Ok((Written::New, done))
}

/// Returns whether a name stands for a device or a pipe.
pub(super) fn is_device(path: &Path) -> bool {
    is_special(path, fs::symlink_metadata(path).ok().as_ref())
}

fn is_special(path: &Path, here: Option<&fs::Metadata>) -> bool {
    let Some(kind) = here.map(fs::Metadata::file_type) else { return false };
    let in_dev = cfg!(unix)
        && (path.starts_with("/dev") || path.starts_with("/proc"))
        && path.exists();
    let special = !kind.is_file() && !kind.is_dir() && !kind.is_symlink();
    in_dev || special
}

/// Opens what is no file and must not be replaced by one: a device as `/dev/null`,
/// a pipe, and whatever a name in `/dev` stands for, as `/dev/stdout`.
///
/// `here` is what stands at that name. Returns nothing for a file, a link elsewhere
/// and a name that is free.
fn device(path: &Path, here: Option<&fs::Metadata>) -> io::Result<Option<fs::File>> {
    if !is_special(path, here) {
        return Ok(None);
    }
    fs::OpenOptions::new().write(true).open(path).map(Some)
}

/// Returns whether two plain files hold the same bytes.
fn same(one: &Path, other: &Path) -> bool {
    let plain = fs::symlink_metadata(other).is_ok_and(|it| it.is_file());
    let (Ok(one), Ok(other), true) = (fs::File::open(one), fs::File::open(other), plain)
    else {
        return false;
    };
    let length = |it: &fs::File| it.metadata().map(|it| it.len()).ok();
    if length(&one) != length(&other) {
        return false;
    }
    let buffered = |it| BufReader::with_capacity(1 << 16, it);
    let (mut one, mut other) = (buffered(one), buffered(other));
    loop {
        let (Ok(a), Ok(b)) = (one.fill_buf(), other.fill_buf()) else { return false };
        let length = a.len().min(b.len());
        if a[..length] != b[..length] {
            return false;
        }
        if length == 0 {
            return a.len() == b.len();
        }
        one.consume(length);
        other.consume(length);
    }
}

/// Creates a temporary file in a folder, and the folder if there is none.
fn temporary(folder: &Path) -> io::Result<Temporary> {
    match Temporary::create(folder) {
        Err(err) if err.kind() == io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            Temporary::create(folder)
        }
        done => done,
    }
}

fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(it) if !it.as_os_str().is_empty() => it,
        Some(_) | None => Path::new("."),
    }
}

fn take_over(file: Temporary, path: &Path) -> io::Result<()> {
    file.as_file().sync_all()?;
    file.persist(path)?;
    let mut changed = CHANGED.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = folder(path);
    if !changed.contains(folder) {
        changed.insert(folder.to_owned());
    }
    Ok(())
}

/// Waits until the disk knows every name that was taken over. Until then a file
/// may turn into the old one again if the machine stops.
///
/// Once for a folder is as good as once for each file in it, and the disk takes
/// as long for the one as for the other.
pub(super) fn settle() -> Result<(), String> {
    let changed = mem::take(&mut *CHANGED.lock().unwrap_or_else(PoisonError::into_inner));
    if cfg!(unix) {
        for folder in changed {
            // A folder that is gone has no names to keep.
            let Ok(open) = fs::File::open(&folder) else { continue };
            open.sync_all().map_err(|err| {
                format!("cannot write {}: {}", folder.display(), reason(&err))
            })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn leaves_equal_files_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b.txt");
        assert_eq!(write(&path, b"one").unwrap(), Written::New);
        assert_eq!(write(&path, b"one").unwrap(), Written::Unchanged);
        assert_eq!(write(&path, b"two").unwrap(), Written::New);
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn tells_files_apart_by_every_byte() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let mut bytes = vec![7; 200_000];
        fs::write(path("a"), &bytes).unwrap();
        fs::write(path("b"), &bytes).unwrap();
        assert!(same(&path("a"), &path("b")));
        bytes[199_999] = 8;
        fs::write(path("b"), &bytes).unwrap();
        assert!(!same(&path("a"), &path("b")));
        assert!(!same(&path("a"), &path("c")));
        let manner = Manner { force: true, ..Manner::default() };
        assert_eq!(put(&path("b"), &bytes, manner).unwrap().0, Written::New);
        let again = put(&path("b"), &bytes, Manner::default()).unwrap();
        assert_eq!(again.0, Written::Unchanged);
    }

    #[test]
    fn a_folder_is_waited_for_once() {
        let folder = tempfile::tempdir().unwrap();
        let known = || CHANGED.lock().unwrap().contains(folder.path());
        write(&folder.path().join("a"), b"one").unwrap();
        write(&folder.path().join("b"), b"two").unwrap();
        assert!(known());
        settle().unwrap();
        assert!(!known());
        write(&folder.path().join("b"), b"two").unwrap();
        assert!(!known(), "nothing was written");
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
    fn a_pipe_keeps_its_name() {
        #[cfg(unix)]
        {
            use std::{os::unix::fs::FileTypeExt as _, process::Command};
            let folder = tempfile::tempdir().unwrap();
            let pipe = |name: &str| {
                let path = folder.path().join(name);
                let made = Command::new("mkfifo").arg(&path).status();
                assert!(made.is_ok_and(|it| it.success()));
                let read = path.clone();
                (path, thread::spawn(move || fs::read(read).unwrap()))
            };
            let (one, first) = pipe("one");
            assert_eq!(write(&one, b"one").unwrap(), Written::New);
            assert_eq!(first.join().unwrap(), b"one");
            let (two, second) = pipe("two");
            let filled = stream(&two, false, |out| {
                out.write_all(b"two").map_err(|err| err.to_string())
            });
            assert_eq!(filled.unwrap().0, Written::New);
            assert_eq!(second.join().unwrap(), b"two");
            for path in [one, two] {
                assert!(fs::symlink_metadata(path).unwrap().file_type().is_fifo());
            }
        }
    }

    #[test]
    fn refuses_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        assert!(write(folder.path(), b"x").is_err());
    }
}
