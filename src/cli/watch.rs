//! `--watch`: what changes on the disk is read and printed again, and nothing
//! else.
//!
//! Files are looked at rather than reported by the system: looking at a thousand
//! takes a millisecond, holds on network drives and in containers where no
//! report comes, and needs nothing that differs from one system to the next.
//! Folders are only read again when the system says that an entry came or went.

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fs,
    path::{Path, PathBuf},
    thread,
    time::{Duration, Instant, SystemTime},
};

use super::{
    args::Reading,
    input::{self, Input},
    messages::{Messages, Misuse},
};

/// How often is looked, while looking is cheap.
const EVERY: Duration = Duration::from_millis(25);
/// The share of the time that may go into looking: one part in so many.
const SHARE: u32 = 20;

/// How many files that changed are looked at in between: who saves a file saves it
/// again.
const RECENT: usize = 8;
/// How often these are.
const BETWEEN: Duration = Duration::from_millis(4);

/// How long it takes until settings with a mistake in them are read again.
const AFTER_MISTAKE: Duration = Duration::from_millis(500);

/// When a file was last written and how long it is; nothing if it is gone.
pub(super) type Stamp = Option<(SystemTime, u64)>;

/// The files and folders that are looked at.
#[derive(Debug, Default)]
struct Eyes {
    stamps: BTreeMap<PathBuf, Stamp>,
    /// Those that decide how the others are printed.
    rules: BTreeSet<PathBuf>,
    /// Those that changed last.
    recent: VecDeque<PathBuf>,
    /// Those that were found empty: some programs empty a file, then write it.
    emptied: BTreeSet<PathBuf>,
}

/// Does the work, and does it anew each time that this ends, which it does where
/// files are watched and the settings or a template changed. What is wrong then is
/// said, and may be mended.
pub(super) fn stay(
    watches: bool,
    messages: &mut Messages,
    mut work: impl FnMut(&mut Messages) -> Result<(), Misuse>,
) -> Result<(), Misuse> {
    work(messages)?;
    if !watches {
        return Ok(());
    }
    loop {
        messages.note("the settings changed, so everything is done anew");
        // A mistake is said once, and looked at again until it is mended.
        let mut said = String::new();
        while let Err(misuse) = work(messages) {
            if said != misuse.message {
                messages.error("", &misuse.message, misuse.help.as_deref());
                said = misuse.message;
            }
            thread::sleep(AFTER_MISTAKE);
        }
    }
}

/// Does the work once for everything, and from then on for what changes. Ends
/// where that is among what decides how the others are printed.
///
/// `round` is told the files that changed; nothing the first time.
pub(super) fn run(
    readings: &[&Reading],
    messages: &Messages,
    mut round: impl FnMut(Option<&BTreeSet<PathBuf>>) -> Result<(), Misuse>,
) -> Result<(), Misuse> {
    let mut eyes = Eyes::default();
    for reading in readings {
        if reading.inputs.iter().any(|it| it.as_os_str() == "-") {
            let why = "standard input comes once, and cannot be watched";
            return Err(Misuse::new(why).help("name files or folders, or leave out -w"));
        }
        eyes.open(reading, true)?;
    }
    if eyes.is_idle() {
        let why = "there is nothing to watch: no input is a file or folder that is there";
        return Err(Misuse::new(why));
    }
    round(None)?;
    messages.settle();
    messages.denials();
    messages.note(&format!("watching {} files; ^C ends", eyes.files()));
    loop {
        let started = Instant::now();
        let mut changed = eyes.changed();
        if changed.iter().any(|it| it.is_dir()) {
            for reading in readings {
                eyes.open(reading, false)?;
            }
            changed.extend(eyes.changed());
        }
        if !changed.is_disjoint(&eyes.rules) {
            return Ok(());
        }
        changed.retain(|it| !it.is_dir());
        if changed.is_empty() {
            eyes.rest(EVERY.max(started.elapsed() * SHARE));
            continue;
        }
        round(Some(&changed))?;
        messages.settle();
        messages.denials();
        let took = started.elapsed().as_millis();
        messages.note(&format!("{} changed, done in {took} ms", said(&changed)));
    }
}

fn said(changed: &BTreeSet<PathBuf>) -> String {
    match changed.first() {
        Some(it) if changed.len() == 1 => it.display().to_string(),
        _ => format!("{} files", changed.len()),
    }
}

impl Eyes {
    /// Looks at everything that is to be read, and at what is new there.
    fn open(&mut self, reading: &Reading, first: bool) -> Result<(), Misuse> {
        for argument in &reading.inputs {
            if argument.is_dir() {
                for folder in input::folders(argument, &reading.without) {
                    self.look_at(folder, true);
                }
            }
            let list = argument.to_str().and_then(|it| it.strip_prefix('@'));
            if let Some(list) = list {
                self.look_at(list.into(), true);
            }
        }
        for rule in &reading.rules {
            let files = ignore::WalkBuilder::new(rule).standard_filters(false).build();
            for it in files.filter_map(Result::ok).map(ignore::DirEntry::into_path) {
                if it.is_file() {
                    self.rules.insert(it.clone());
                    self.look_at(it, true);
                }
            }
        }
        for it in input::expand(reading)?.into_iter().flatten() {
            if let Input::File(path) = it {
                self.look_at(path, first);
            }
        }
        Ok(())
    }

    /// Looks at a path from now on. What is not known yet has changed.
    fn look_at(&mut self, path: PathBuf, known: bool) {
        let now = if known { stamp(&path) } else { None };
        self.stamps.entry(path).or_insert(now);
    }

    /// Returns whether there is nothing to look at but rules.
    fn is_idle(&self) -> bool {
        self.stamps.keys().all(|it| self.rules.contains(it))
    }

    fn files(&self) -> usize {
        let watched = self.stamps.keys().filter(|it| !self.rules.contains(*it));
        watched.filter(|it| it.is_file()).count()
    }

    /// Waits for some time, or until a file changes that did so lately.
    fn rest(&self, time: Duration) {
        let started = Instant::now();
        let changed = || self.recent.iter().any(|it| self.stamps[it] != stamp(it));
        loop {
            let left = time.saturating_sub(started.elapsed());
            if left.is_zero() || changed() {
                return;
            }
            let between = if self.recent.is_empty() { left } else { BETWEEN };
            thread::sleep(between.min(left));
        }
    }

    /// Returns what is not as it was when this was last asked.
    fn changed(&mut self) -> BTreeSet<PathBuf> {
        let mut changed = BTreeSet::new();
        for (path, was) in &mut self.stamps {
            let now = stamp(path);
            if now != *was {
                let is_empty = now.is_some_and(|it| it.1 == 0);
                if is_empty && self.emptied.insert(path.clone()) {
                    // It is taken for that when it still is the next time.
                    continue;
                }
                self.emptied.remove(path);
                *was = now;
                changed.insert(path.clone());
            }
        }
        self.recent.retain(|it| !changed.contains(it));
        self.recent.extend(changed.iter().take(RECENT).cloned());
        let over = self.recent.len().saturating_sub(RECENT);
        self.recent.drain(..over);
        changed
    }
}

/// Returns when a file was last written, and how long it is.
pub(super) fn stamp(path: &Path) -> Stamp {
    let metadata = fs::metadata(path).ok()?;
    Some((metadata.modified().ok()?, metadata.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_what_changes_what_comes_and_what_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.md"), "One.").unwrap();
        fs::write(path("b.md"), "Two.").unwrap();
        let mut reading = Reading::default();
        reading.inputs = vec![folder.path().to_owned()];
        let mut eyes = Eyes::default();
        eyes.open(&reading, true).unwrap();
        assert_eq!(eyes.files(), 2);
        assert!(eyes.changed().is_empty());
        fs::write(path("a.md"), "One and more.").unwrap();
        assert!(eyes.changed().contains(&path("a.md")));
        assert!(!eyes.changed().contains(&path("a.md")));
        // Who saves it again is not kept waiting.
        fs::write(path("a.md"), "One and more again.").unwrap();
        eyes.rest(Duration::from_mins(10));
        assert!(eyes.changed().contains(&path("a.md")));
        // A file that is empty may be about to be written.
        fs::write(path("a.md"), "").unwrap();
        assert!(eyes.changed().is_empty());
        assert!(eyes.changed().contains(&path("a.md")));
        fs::write(path("c.md"), "Three.").unwrap();
        fs::write(path("c.txt"), "Not a page.").unwrap();
        eyes.open(&reading, false).unwrap();
        let changed = eyes.changed();
        assert!(changed.contains(&path("c.md")) && !changed.contains(&path("c.txt")));
        fs::remove_file(path("b.md")).unwrap();
        assert!(eyes.changed().contains(&path("b.md")));
    }
}
