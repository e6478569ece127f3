//! Temporary files that leave nothing behind: not when a run is interrupted, and
//! not for longer than to the next run when it is killed.

use std::{
    collections::BTreeSet,
    fs, io, mem,
    path::{Path, PathBuf},
    sync::{Mutex, Once, PoisonError},
    time::Duration,
};

use tempfile::{Builder, NamedTempFile};

const PREFIX: &str = ".offprint-";
const SUFFIX: &str = ".tmp";
/// How long a file of another run is left alone that nobody seems to write.
const GRACE: Duration = Duration::from_mins(1);
/// What the program ends with when it is interrupted.
const INTERRUPTED: i32 = 130;

/// The temporary files that are being written, and the folders in which those
/// that an earlier run left were looked for. A signal finds them here.
static OPEN: Mutex<(BTreeSet<PathBuf>, BTreeSet<PathBuf>)> =
    Mutex::new((BTreeSet::new(), BTreeSet::new()));

/// A file that is gone again unless it takes a name over.
#[derive(Debug)]
pub(super) struct Temporary {
    file: Option<NamedTempFile>,
    path: PathBuf,
}

impl Temporary {
    /// Creates one in a folder.
    pub(super) fn create(folder: &Path) -> io::Result<Self> {
        static HANDLER: Once = Once::new();
        // Where there are no signals, an interrupted run leaves its file for the
        // next one.
        HANDLER.call_once(|| _ = ctrlc::set_handler(clean_up));
        sweep(folder);
        let mut created = PathBuf::new();
        let mut builder = Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        let file = builder.make_in(folder, |path| {
            // Known before it exists, so that none is ever missed.
            with_open(|open| open.insert(path.to_owned()));
            let made = create_new(path);
            match &made {
                Ok(_) => path.clone_into(&mut created),
                Err(_) => with_open(|open| _ = open.remove(path)),
            }
            made
        })?;
        // Says to other runs that this file is in use, where the disk knows locks.
        _ = file.as_file().try_lock();
        Ok(Self { file: Some(file), path: created })
    }

    /// Returns the file, for writing.
    pub(super) fn as_file(&self) -> &fs::File {
        self.file.as_ref().expect("it is there until it takes a name over").as_file()
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives the file a name, in place of what had it.
    pub(super) fn persist(mut self, path: &Path) -> io::Result<()> {
        let file = self.file.take().expect("it is there until it takes a name over");
        file.persist(path).map_err(|err| err.error)?;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        drop(self.file.take());
        with_open(|open| open.remove(&self.path));
    }
}

fn with_open<T>(run: impl FnOnce(&mut BTreeSet<PathBuf>) -> T) -> T {
    run(&mut OPEN.lock().unwrap_or_else(PoisonError::into_inner).0)
}

fn create_new(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // The program's umask still applies to this.
        options.mode(0o666);
    }
    options.open(path)
}

/// Removes every temporary file and ends the program.
#[expect(clippy::exit, reason = "the program was told to end")]
fn clean_up() {
    // Held to the end, so that no other is made.
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    for path in mem::take(&mut open.0) {
        _ = fs::remove_file(path);
    }
    std::process::exit(INTERRUPTED)
}

/// Removes what a run that was killed left in a folder, the first time that this
/// run writes there.
fn sweep(folder: &Path) {
    let mut open = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    if !open.1.insert(folder.to_owned()) {
        return;
    }
    drop(open);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name
            .to_str()
            .is_some_and(|it| it.starts_with(PREFIX) && it.ends_with(SUFFIX));
        if ours && is_stale(&entry) {
            _ = fs::remove_file(entry.path());
        }
    }
}

/// Returns whether nobody has written a file for a while, nor holds it.
fn is_stale(entry: &fs::DirEntry) -> bool {
    let Ok(metadata) = entry.metadata() else { return false };
    let age = metadata.modified().ok().and_then(|it| it.elapsed().ok());
    metadata.is_file()
        && age.is_some_and(|it| GRACE <= it)
        && fs::File::open(entry.path()).is_ok_and(|it| it.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_gone_unless_it_took_a_name_over() {
        let folder = tempfile::tempdir().unwrap();
        let names = || fs::read_dir(folder.path()).unwrap().count();
        let dropped = Temporary::create(folder.path()).unwrap();
        assert!(dropped.path().exists());
        assert!(with_open(|open| open.contains(dropped.path())));
        drop(dropped);
        assert_eq!(names(), 0);
        let kept = Temporary::create(folder.path()).unwrap();
        let path = kept.path().to_owned();
        kept.persist(&folder.path().join("kept")).unwrap();
        assert_eq!(names(), 1);
        assert!(!with_open(|open| open.contains(&path)));
    }

    #[test]
    fn what_a_killed_run_left_is_swept_up_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let old = fs::FileTimes::new()
            .set_modified(std::time::SystemTime::now() - Duration::from_hours(1));
        let make = |name: &str| {
            let path = folder.path().join(name);
            let file = fs::File::create(&path).unwrap();
            file.set_times(old).unwrap();
            (path, file)
        };
        let (left, _) = make(".offprint-a1.tmp");
        let (held, file) = make(".offprint-b2.tmp");
        file.lock().unwrap();
        let (other, _) = make("offprint-c3.tmp");
        let fresh = folder.path().join(".offprint-d4.tmp");
        fs::write(&fresh, "").unwrap();
        drop(Temporary::create(folder.path()).unwrap());
        assert!(!left.exists());
        assert!(held.exists() && other.exists() && fresh.exists());
    }
}
