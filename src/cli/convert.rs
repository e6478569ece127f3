//! `offprint convert`: each article to one or more formats.

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    path::{Path, PathBuf},
    sync::atomic::Ordering,
};

use offprint::{
    Job, Report,
    article::Edition,
    emit::{EMITTERS, Emitter, Settings, Templates},
};
use rayon::prelude::*;
use serde_json::json;

use super::{
    Code,
    args::{Convert, Reading},
    assets::Folders,
    batch::{self, Failure, Loaded},
    input::{self, Input, reason},
    messages::{Messages, chain, to_stdout},
    names::Names,
    write::{self, Written},
};

/// How many inputs are in memory at a time, for each thread.
const WINDOW: usize = 16;

pub(super) fn run(arguments: &Convert, messages: &Messages) -> Code {
    let formats = match formats(arguments) {
        Ok(it) => it,
        Err((message, help)) => {
            messages.error("", &message, help.as_deref());
            return Code::Usage;
        }
    };
    let settings = match arguments.printing.settings() {
        Ok(it) => it,
        Err(message) => {
            messages.error("", &message, None);
            return Code::Usage;
        }
    };
    let templates = match arguments.printing.templates() {
        Ok(it) => it,
        Err(message) => {
            messages.error("", &message, None);
            return Code::Usage;
        }
    };
    let inputs = input::expand(&arguments.reading.inputs);
    let target = match target(arguments, &formats, &inputs) {
        Ok(it) => it,
        Err((message, help)) => {
            messages.error("", &message, Some(help));
            return Code::Usage;
        }
    };
    let mut run = Run {
        arguments,
        messages,
        formats,
        settings,
        templates,
        target,
        names: Names::default(),
        reports: Vec::new(),
        read: 0,
        written: 0,
        unwritable: false,
        misused: false,
    };
    let inputs: Vec<Input> = inputs
        .into_iter()
        .filter_map(|it| it.map_err(|err| run.messages.error("", &err, None)).ok())
        .collect();
    run.all(&inputs);
    run.finish(inputs.len())
}

/// Where the outputs go.
enum Target {
    Stdout,
    File(PathBuf),
    Folder(PathBuf),
}

struct Run<'a> {
    arguments: &'a Convert,
    messages: &'a Messages,
    formats: Vec<&'static dyn Emitter>,
    settings: Settings,
    templates: Templates,
    target: Target,
    names: Names,
    reports: Vec<serde_json::Value>,
    read: usize,
    written: usize,
    unwritable: bool,
    misused: bool,
}

/// An article with the name its outputs will have.
struct Named {
    loaded: Loaded,
    stem: String,
}

/// What became of one article.
#[derive(Default)]
struct Outcome {
    name: String,
    report: Report,
    /// Verb and path of each file.
    files: Vec<(&'static str, String)>,
    stdout: Vec<u8>,
    /// What cannot be written, and whether the settings are to blame.
    failed: Option<(String, bool)>,
}

impl Run<'_> {
    fn all(&mut self, inputs: &[Input]) {
        let window = WINDOW * rayon::current_num_threads().max(1);
        let manner = self.arguments.reading.manner();
        let bar = super::progress(inputs.len(), self.messages);
        for inputs in inputs.chunks(window) {
            let loaded: Vec<Result<Vec<Loaded>, Failure>> =
                inputs.par_iter().map(|it| batch::load(it, &manner, false)).collect();
            let mut named = Vec::new();
            for it in loaded {
                match it {
                    Ok(articles) => {
                        self.read += 1;
                        named.extend(articles.into_iter().map(|it| self.name(it)));
                    }
                    Err(it) => {
                        self.messages.error(&it.name, &it.message, it.help.as_deref());
                    }
                }
            }
            let this = &*self;
            let outcomes: Vec<Outcome> =
                named.into_par_iter().map(|it| this.print(it)).collect();
            for outcome in outcomes {
                self.settle(outcome);
            }
            bar.inc(inputs.len() as u64);
        }
        bar.finish_and_clear();
    }

    fn name(&mut self, mut loaded: Loaded) -> Named {
        self.arguments.reading.adjust(&mut loaded.article);
        let stem = match &self.target {
            Target::File(path) => {
                path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
            }
            Target::Stdout => "article".into(),
            Target::Folder(_) => {
                let template = &self.arguments.name;
                let (stem, numbered) =
                    self.names.give(template, &loaded.article, &loaded.stem);
                if numbered {
                    self.messages.note(&format!(
                        "{}: another article has this name, so it becomes `{stem}`",
                        loaded.name
                    ));
                }
                stem
            }
        };
        Named { loaded, stem }
    }

    fn print(&self, named: Named) -> Outcome {
        let Named { loaded, stem } = named;
        let folders = Folders {
            of: vec![loaded.folder],
            root: self.arguments.printing.image_root.clone(),
        };
        let edition = Edition::from(loaded.article);
        let mut outcome =
            Outcome { name: loaded.name, report: loaded.report, ..Outcome::default() };
        for emitter in &self.formats {
            let mut job = Job::new(&[], *emitter);
            job.settings = self.settings.clone();
            job.templates = self.templates.clone();
            job.assets = &folders;
            job.stem.clone_from(&stem);
            job.now = batch::now();
            let output = match job.print(&edition, &mut outcome.report) {
                Ok(it) => it,
                Err(err) => {
                    outcome.failed = Some((chain(&err), true));
                    break;
                }
            };
            for (i, file) in output.files.into_iter().enumerate() {
                let path = match &self.target {
                    Target::Stdout => {
                        if i == 0 {
                            outcome.stdout = file.bytes;
                        }
                        continue;
                    }
                    Target::File(path) if i == 0 => path.clone(),
                    Target::File(path) => path.with_file_name("").join(file.path),
                    Target::Folder(folder) => folder.join(file.path),
                };
                let shown = path.display().to_string();
                if self.arguments.dry_run {
                    outcome.files.push(("Would write", shown));
                    continue;
                }
                match write::write(&path, &file.bytes) {
                    Ok(Written::Written) => outcome.files.push(("Written", shown)),
                    Ok(Written::Unchanged) => outcome.files.push(("Unchanged", shown)),
                    Err(err) => {
                        let why = format!("cannot write {shown}: {}", reason(&err));
                        outcome.failed = Some((why, false));
                        return outcome;
                    }
                }
            }
        }
        outcome
    }

    fn settle(&mut self, outcome: Outcome) {
        self.messages.report(&outcome.name, &outcome.report);
        for (verb, path) in &outcome.files {
            self.messages.did(verb, path);
        }
        if self.arguments.printing.report.is_some() {
            self.reports.push(json!({ "file": outcome.name, "report": outcome.report }));
        }
        if let Some((why, misused)) = outcome.failed {
            self.misused |= misused;
            self.unwritable |= !misused;
            self.messages.error(&outcome.name, &why, None);
        } else {
            self.written += 1;
        }
        if matches!(self.target, Target::Stdout) && to_stdout(&outcome.stdout).is_err() {
            self.unwritable = true;
        }
    }

    fn finish(self, inputs: usize) -> Code {
        if let Some(path) = &self.arguments.printing.report {
            let text = serde_json::to_string_pretty(&self.reports).unwrap_or_default();
            if let Err(err) = write::write(path, format!("{text}\n").as_bytes()) {
                let shown = path.display();
                let why = format!("cannot write {shown}: {}", reason(&err));
                self.messages.error("", &why, None);
                return Code::CannotWrite;
            }
        }
        let failures = self.messages.failures.load(Ordering::Relaxed);
        let warnings = self.messages.warnings.load(Ordering::Relaxed);
        if 1 < inputs || failures != 0 {
            self.messages.note(&format!(
                "{} read, {} written, {failures} failed, {warnings} warnings",
                self.read, self.written
            ));
        }
        if self.unwritable {
            Code::CannotWrite
        } else if self.misused {
            Code::Usage
        } else if self.read == 0 {
            Code::NoArticle
        } else if failures != 0 || self.messages.denied() {
            Code::SomeFailed
        } else {
            Code::Done
        }
    }
}

type Misuse = (String, Option<String>);

/// Returns the emitters asked for: by name, or by the extension of `-o`.
fn formats(arguments: &Convert) -> Result<Vec<&'static dyn Emitter>, Misuse> {
    if !arguments.to.is_empty() {
        return arguments.to.iter().map(|it| by_name(it)).collect();
    }
    let extension = arguments.output.as_deref().and_then(Path::extension);
    match extension.and_then(OsStr::to_str) {
        Some(extension) => by_extension(extension).map(|it| vec![it]),
        None => Err((
            "which format? none was named".into(),
            Some(format!("name one with -t, such as: {}", names().join(", "))),
        )),
    }
}

/// Returns the emitter whose files have an extension.
fn by_extension(extension: &str) -> Result<&'static dyn Emitter, Misuse> {
    let extension = extension.to_ascii_lowercase();
    let name = match extension.as_str() {
        "xml" => "rss",
        "htm" | "xhtml" => "html",
        "markdown" => "markdown",
        it => it,
    };
    let found = EMITTERS.iter().find(|it| {
        let format = it.format();
        format.name == name || format.extension == name
    });
    match found {
        Some(it) => Ok(*it),
        None => Err((
            format!("no format has files that end in `.{extension}`"),
            Some(format!("name one with -t: {}", names().join(", "))),
        )),
    }
}

fn by_name(name: &str) -> Result<&'static dyn Emitter, Misuse> {
    match EMITTERS.iter().find(|it| it.format().name == name) {
        Some(it) => Ok(*it),
        None => {
            let help = match super::nearest(name, &names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it is one of: {}", names().join(", ")),
            };
            Err((format!("unknown format `{name}`"), Some(help)))
        }
    }
}

fn names() -> Vec<&'static str> {
    EMITTERS.iter().map(|it| it.format().name).collect()
}

fn target(
    arguments: &Convert,
    formats: &[&dyn Emitter],
    inputs: &[Result<Input, String>],
) -> Result<Target, (String, &'static str)> {
    if let Some(folder) = &arguments.dir {
        return Ok(Target::Folder(folder.clone()));
    }
    let one = inputs.len() < 2 && formats.len() < 2;
    match &arguments.output {
        Some(path) if path.as_os_str() == "-" && one => Ok(Target::Stdout),
        Some(path) if one => Ok(Target::File(path.clone())),
        Some(_) => Err((
            "several outputs cannot go to one file".into(),
            "name a folder with -d; `offprint book` and `offprint feed` collect many",
        )),
        None if one && formats.iter().all(|it| is_text(&it.format())) => {
            Ok(Target::Stdout)
        }
        None => Err((
            "where to? several outputs, or a book, need a place".into(),
            "name a folder with -d, or a file with -o",
        )),
    }
}

fn is_text(format: &offprint::emit::Format) -> bool {
    format.media_type != "application/epub+zip"
}

impl Reading {
    /// Sets the fields that the caller names.
    pub(super) fn adjust(&self, article: &mut offprint::Article) {
        for (key, value) in &self.meta {
            let card = &mut article.metadata;
            let text = value.clone();
            let value = Some(value.clone());
            match key.as_str() {
                "title" => card.title = text,
                "subtitle" => card.subtitle = value,
                "summary" => card.summary = value,
                "byline" => card.byline = value,
                "language" => card.language = value,
                "id" => card.id = value,
                "published" => card.published = value.and_then(|it| it.parse().ok()),
                "updated" => card.updated = value.and_then(|it| it.parse().ok()),
                "url" => card.url = value.and_then(|it| it.parse().ok()),
                "canonical" => card.canonical = value.and_then(|it| it.parse().ok()),
                // `args` admits no other key.
                _ => (),
            }
        }
    }
}

/// Options of one format by name, as given with `-O`.
pub(super) type FormatOptions = BTreeMap<String, serde_json::Value>;
