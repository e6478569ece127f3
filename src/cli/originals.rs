//! The files that are read, over which nothing may be written.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use super::{args::Printing, input::Input, messages::Misuse};

/// The files that are read, over which nothing may be written.
#[derive(Clone, Debug, Default)]
pub(super) struct Originals {
    given: Arc<[PathBuf]>,
    /// Where they really are, once that is asked.
    found: Arc<OnceLock<HashSet<PathBuf>>>,
}

impl Originals {
    pub(super) fn of<'a>(inputs: impl IntoIterator<Item = &'a Input>) -> Self {
        let paths = inputs.into_iter().filter_map(|it| it.path().map(Path::to_owned));
        Self { given: paths.collect(), found: Arc::default() }
    }

    /// Refuses to write where something is that was read.
    pub(super) fn spare(&self, path: &Path) -> Result<(), Misuse> {
        // What is not there yet is none of them.
        let Ok(real) = fs::canonicalize(path) else { return Ok(()) };
        let found = self.found.get_or_init(|| {
            self.given.iter().filter_map(|it| fs::canonicalize(it).ok()).collect()
        });
        if !found.contains(&real) {
            return Ok(());
        }
        let why = format!("`{}` is an input, and would be written over", path.display());
        Err(Misuse::new(why).help("write to another folder, or under another name"))
    }

    /// Refuses to write the report where something is that was read.
    pub(super) fn spare_from_report(&self, printing: &Printing) -> Result<(), Misuse> {
        printing.report.as_deref().map_or(Ok(()), |it| self.spare(it))
    }
}
