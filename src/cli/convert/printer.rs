//! One article to its outputs.

use std::{collections::BTreeMap, mem, path::PathBuf};

use offprint::{
    Job, Report,
    article::{Channel, Edition},
    emit::{Comments, Emitter, Images, Output, Settings, Templates},
    report::Code,
};

use super::choice::Target;
use crate::cli::{
    assets::Folders,
    batch::{self, Loaded},
    isolate::Refused,
    messages::{Misuse, chain},
    originals::Originals,
    threads,
    write::{self, Written},
};

/// What articles are printed with.
pub(super) struct Printer {
    pub(super) formats: Vec<&'static dyn Emitter>,
    pub(super) settings: Settings,
    pub(super) templates: Templates,
    pub(super) target: Target,
    pub(super) channel: Channel,
    pub(super) image_root: Option<PathBuf>,
    /// How long printing one article may take; 0 for any time.
    pub(super) seconds: u64,
}

/// An article with the name its outputs will have.
pub(super) struct Named {
    pub(super) loaded: Loaded,
    pub(super) stem: String,
}

/// What became of one article.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) name: String,
    pub(super) report: Report,
    /// What is to be written.
    pub(super) made: Vec<(PathBuf, Vec<u8>)>,
    /// What became of each file that was, by its path.
    pub(super) files: Vec<(Written, String)>,
    pub(super) stdout: Vec<u8>,
    /// Why an output is missing.
    pub(super) failed: Option<Failed>,
}

pub(super) enum Failed {
    /// The settings are to blame.
    Misuse(Misuse),
    /// The disk is.
    Unwritable(String),
    /// The program is, or what it was allowed.
    Refused(Refused),
}

impl Printer {
    pub(super) fn print(&self, named: Named) -> Outcome {
        let Named { loaded, stem } = named;
        let folders = Folders {
            of: vec![loaded.beside],
            root: self.image_root.clone(),
            pages: BTreeMap::new(),
        };
        let mut edition = Edition::from(loaded.article);
        let mut outcome =
            Outcome { name: loaded.name, report: loaded.report, ..Outcome::default() };
        if self.formats.iter().any(|it| is_feed(*it)) {
            batch::look_ahead(&edition.articles[0], &mut outcome.report);
        }
        for emitter in &self.formats {
            // A feed is called what the site is called; a book or a page is not.
            edition.channel = match is_feed(*emitter) {
                true => self.channel.clone(),
                false => Channel::default(),
            };
            let mut job = Job::new(&[], *emitter);
            job.settings = self.settings.clone();
            job.templates = self.templates.clone();
            job.assets = &folders;
            job.stem.clone_from(&stem);
            job.now = batch::now();
            let printed = match self.target.has_room_beside() {
                true => job.print(&edition, &mut outcome.report),
                false => alone(&mut job, &edition, &mut outcome.report),
            };
            let output = match printed {
                Ok(it) => it,
                Err(err) => {
                    outcome.failed = Some(Failed::Misuse(chain(&err).into()));
                    break;
                }
            };
            for (i, file) in output.files.into_iter().enumerate() {
                let path = match &self.target {
                    Target::Stdout => {
                        outcome.stdout = file.bytes;
                        continue;
                    }
                    Target::Device(path) => path.clone(),
                    Target::File(path) if i == 0 => path.clone(),
                    Target::File(path) => path.with_file_name("").join(file.path),
                    Target::Folder(folder) => folder.join(file.path),
                };
                outcome.made.push((path, file.bytes));
            }
        }
        outcome
    }
}

/// Prints an edition where nothing can stand beside it: pictures stay where they
/// are, and what else would be a file of its own is reported as left out.
fn alone(
    job: &mut Job<'_>,
    edition: &Edition,
    report: &mut Report,
) -> offprint::Result<Output> {
    let before = report.entries.len();
    let mut output = job.print(edition, report)?;
    if 1 < output.files.len() && job.settings.images == Images::Copy {
        job.settings.images = Images::Link;
        report.entries.truncate(before);
        output = job.print(edition, report)?;
    }
    if 1 < output.files.len() && job.settings.comments == Comments::File {
        job.settings.comments = Comments::None;
        report.entries.truncate(before);
        output = job.print(edition, report)?;
    }
    // What is left are older articles of a feed.
    for file in output.files.drain(1..) {
        report.add(Code::ArticlesDropped, file.path);
    }
    Ok(output)
}

/// Writes what was printed, except of articles that would take the place of what was
/// read.
pub(super) fn written(
    mut outcomes: Vec<Outcome>,
    manner: write::Manner,
    originals: &Originals,
) -> Vec<Outcome> {
    threads::side_by_side(&mut outcomes, write::AT_ONCE, |outcome| {
        let mut paths = outcome.made.iter().map(|it| &it.0);
        if let Err(misuse) = paths.try_for_each(|it| originals.spare(it)) {
            outcome.failed = Some(Failed::Misuse(misuse));
            return;
        }
        for (path, bytes) in mem::take(&mut outcome.made) {
            match write::put(&path, &bytes, manner) {
                Ok(done) => outcome.files.push(done),
                Err(why) => {
                    outcome.failed = Some(Failed::Unwritable(why));
                    break;
                }
            }
        }
    });
    outcomes
}

/// Returns whether a format is one of feeds.
fn is_feed(emitter: &dyn Emitter) -> bool {
    matches!(emitter.format().name, "rss" | "atom" | "json-feed")
}
