//! `offprint convert`: each article to one or more formats.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsStr,
    mem,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use offprint::{
    Job, Report,
    article::{Channel, Edition},
    emit::{EMITTERS, Emitter, Settings, Templates},
};

use super::{
    args::Convert,
    assets::Folders,
    batch::{self, Loaded},
    input::{self, Input, Manner},
    isolate::{self, Refused},
    messages::{Messages, Misuse, chain, to_stdout},
    names::Names,
    watch, write,
};

/// How many inputs, or articles of one, are in memory at a time, for each thread.
const WINDOW: usize = 64;

/// How many seconds printing one article may take where nothing else is said.
const PRINTING: u64 = 300;

/// What files are called where nothing else was asked for.
const NAME: &str = "{date}-{slug}";

pub(super) fn run(arguments: &Convert, messages: &Messages) -> Result<(), Misuse> {
    let formats = formats(arguments)?;
    let (settings, templates) = arguments.printing.prepare()?;
    let inputs = input::expand(&arguments.reading)?;
    let target = target(arguments, &formats, &inputs)?;
    let printer = Printer {
        formats,
        settings,
        templates,
        target,
        channel: arguments.channel.channel(),
        image_root: arguments.printing.image_root.clone(),
        seconds: arguments.reading.page_seconds.unwrap_or(PRINTING),
    };
    let printer = Arc::new(printer);
    let mut run = Run { arguments, messages, printer, names: Names::default() };
    if !arguments.reading.watch {
        run.all(&input::named(inputs, messages));
        return Ok(());
    }
    watch::run(&[&arguments.reading], messages, |changed| run.round(changed))
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
    printer: Arc<Printer>,
    names: Names,
}

/// What articles are printed with.
struct Printer {
    formats: Vec<&'static dyn Emitter>,
    settings: Settings,
    templates: Templates,
    target: Target,
    channel: Channel,
    image_root: Option<PathBuf>,
    /// How long printing one article may take; 0 for any time.
    seconds: u64,
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
    /// What is to be written.
    made: Vec<(PathBuf, Vec<u8>)>,
    /// Verb and path of each file that was.
    files: Vec<(&'static str, String)>,
    stdout: Vec<u8>,
    /// Why an output is missing.
    failed: Option<Failed>,
}

enum Failed {
    /// The settings are to blame.
    Misuse(Misuse),
    /// The disk is.
    Unwritable(String),
    /// The program is, or what it was allowed.
    Refused(Refused),
}

impl Run<'_> {
    /// Prints everything, or what has changed.
    fn round(&mut self, changed: Option<&BTreeSet<PathBuf>>) -> Result<(), Misuse> {
        let mut inputs = input::expand(&self.arguments.reading)?;
        if let Some(changed) = changed {
            inputs.retain(|it| match it {
                Ok(it) => it.path().is_some_and(|it| changed.contains(it)),
                Err(_) => false,
            });
        }
        self.all(&input::named(inputs, self.messages));
        Ok(())
    }

    fn all(&mut self, inputs: &[Input]) {
        let window = WINDOW * rayon::current_num_threads().max(1);
        let mut manner = self.arguments.reading.manner();
        let holds =
            |it: &&dyn Emitter| matches!(it.format().name, "epub" | "html" | "markdown");
        manner.pictures = self.arguments.printing.holds_pictures()
            && self.printer.formats.iter().any(holds);
        let manner = Arc::new(manner);
        let progress = self.messages.progress(inputs.len());
        let writing = self.arguments.printing.writing();
        let alone = inputs.len() < 2;
        // What was printed is written while the next are read.
        let mut open = None;
        for inputs in inputs.chunks(window) {
            let mut named = self.read(inputs, &manner).into_iter();
            // One input may be a feed of thousands.
            while named.len() != 0 {
                let printed = self.printed(named.by_ref().take(window).collect());
                for it in write::wait(open.take()) {
                    self.settle(it);
                }
                if alone && printed.len() < 2 {
                    for it in written(printed, writing) {
                        self.settle(it);
                    }
                } else {
                    open = Some(thread::spawn(move || written(printed, writing)));
                }
            }
            progress.step(inputs.len());
        }
        for it in write::wait(open) {
            self.settle(it);
        }
    }

    /// Reads some inputs and names the outputs of each article in them.
    fn read(&mut self, inputs: &[Input], manner: &Arc<Manner>) -> Vec<Named> {
        let mut named = Vec::new();
        batch::load_each(
            inputs,
            manner,
            |_| (),
            |it| match it {
                Ok(articles) => {
                    self.messages.read(1);
                    for it in &articles {
                        self.names.take_back(&it.name);
                    }
                    named.extend(articles.into_iter().map(|it| self.name(it)));
                }
                Err(it) => self.messages.failure(&it),
            },
        );
        named
    }

    /// Prints articles side by side. One that the program fails on costs itself.
    fn printed(&self, named: Vec<Named>) -> Vec<Outcome> {
        let printer = Arc::clone(&self.printer);
        let mut outcomes = Vec::new();
        let names: Vec<String> = named.iter().map(|it| it.loaded.name.clone()).collect();
        isolate::each(
            named,
            rayon::current_num_threads(),
            move |it, place| place.timed(printer.seconds, || printer.print(it)),
            |at, why| Outcome {
                name: names[at].clone(),
                failed: Some(Failed::Refused(why)),
                ..Outcome::default()
            },
            |it| {
                outcomes.push(it);
                ControlFlow::Continue(())
            },
        );
        outcomes
    }

    fn name(&mut self, mut loaded: Loaded) -> Named {
        self.arguments.reading.adjust(&mut loaded.article);
        let stem = match &self.printer.target {
            Target::File(path) => {
                path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
            }
            Target::Stdout => "article".into(),
            Target::Folder(_) => {
                let template = self.arguments.name.as_deref().unwrap_or(NAME);
                let (stem, numbered) = self.names.give(
                    template,
                    &loaded.article,
                    &loaded.stem,
                    &loaded.name,
                );
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

    fn settle(&self, outcome: Outcome) {
        self.messages.report(&outcome.name, &outcome.report);
        for (verb, path) in &outcome.files {
            self.messages.did(verb, path);
        }
        match outcome.failed {
            Some(Failed::Misuse(it)) => self.messages.misuse(&outcome.name, &it),
            Some(Failed::Unwritable(why)) => {
                self.messages.unwritable(&outcome.name, &why);
            }
            Some(Failed::Refused(it)) => {
                self.messages.error(&outcome.name, &it.message, it.help.as_deref());
            }
            None => self.messages.written(1),
        }
        if matches!(self.printer.target, Target::Stdout)
            && let Err(err) = to_stdout(&outcome.stdout)
        {
            let why = format!("cannot write to standard output: {}", input::reason(&err));
            self.messages.unwritable("", &why);
        }
    }
}

impl Printer {
    fn print(&self, named: Named) -> Outcome {
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
            let output = match job.print(&edition, &mut outcome.report) {
                Ok(it) => it,
                Err(err) => {
                    outcome.failed = Some(Failed::Misuse(chain(&err).into()));
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
                outcome.made.push((path, file.bytes));
            }
        }
        outcome
    }
}

/// Writes what was printed.
fn written(mut outcomes: Vec<Outcome>, manner: write::Manner) -> Vec<Outcome> {
    write::side_by_side(&mut outcomes, |outcome| {
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

/// Returns the emitters asked for: by name, or by the extension of `-o`.
fn formats(arguments: &Convert) -> Result<Vec<&'static dyn Emitter>, Misuse> {
    if !arguments.to.is_empty() {
        return arguments.to.iter().map(|it| by_name(it)).collect();
    }
    let extension = arguments.output.as_deref().and_then(Path::extension);
    match extension.and_then(OsStr::to_str) {
        Some(extension) => by_extension(extension).map(|it| vec![it]),
        None => {
            let help = format!("name one with -t, such as: {}", names().join(", "));
            Err(Misuse::new("which format? none was named").help(help))
        }
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
        None => {
            let why = format!("no format has files that end in `.{extension}`");
            let help = format!("name one with -t: {}", names().join(", "));
            Err(Misuse::new(why).help(help))
        }
    }
}

/// Returns the emitter that goes by a name, or whose files end in it.
fn by_name(name: &str) -> Result<&'static dyn Emitter, Misuse> {
    let named = EMITTERS.iter().find(|it| it.format().name == name);
    let ending = || EMITTERS.iter().find(|it| it.format().extension == name);
    match named.or_else(ending) {
        Some(it) => Ok(*it),
        None => {
            let help = match super::nearest(name, &names()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("it is one of: {}", names().join(", ")),
            };
            Err(Misuse::new(format!("unknown format `{name}`")).help(help))
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
) -> Result<Target, Misuse> {
    if let Some(folder) = &arguments.dir {
        return Ok(Target::Folder(folder.clone()));
    }
    let one = inputs.len() < 2 && formats.len() < 2;
    match &arguments.output {
        Some(path) if path.as_os_str() == "-" && one => Ok(Target::Stdout),
        Some(path) if one => Ok(Target::File(path.clone())),
        Some(_) => Err(Misuse::new("several outputs cannot go to one file").help(
            "name a folder with -d; `offprint book` and `offprint feed` collect many",
        )),
        None if one && formats.iter().all(|it| is_text(&it.format())) => {
            Ok(Target::Stdout)
        }
        None => Err(Misuse::new("where to? several outputs, or a book, need a place")
            .help("name a folder with -d, or a file with -o")),
    }
}

/// Returns whether a format is one of feeds.
fn is_feed(emitter: &dyn Emitter) -> bool {
    matches!(emitter.format().name, "rss" | "atom" | "json-feed")
}

fn is_text(format: &offprint::emit::Format) -> bool {
    format.media_type != "application/epub+zip"
}
