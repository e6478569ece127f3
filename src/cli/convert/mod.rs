//! `offprint convert`: each article to one or more formats.

mod choice;
mod printer;

use std::{collections::BTreeSet, ops::ControlFlow, path::PathBuf, sync::Arc, thread};

use offprint::{emit::Emitter, report::Code};

pub(super) use self::choice::by_name;
use self::{
    choice::{Target, formats, target},
    printer::{Failed, Named, Outcome, Printer, written},
};
use super::{
    args::Convert,
    batch::{self, Failure, Loaded},
    input::{self, Input, Manner},
    isolate,
    messages::{Messages, Misuse},
    names::Names,
    originals::Originals,
    stdout::to_stdout,
    threads, watch,
    write::{self, Written},
};

/// How many inputs, or articles of one, are in memory at a time, for each thread.
const WINDOW: usize = 64;

/// How many seconds printing one article may take where nothing else is said.
const PRINTING: u64 = 300;

/// How many articles of one input are printed, each by itself, where nothing else is
/// said: as many as take a second or two.
const ARTICLES: usize = 5000;

/// The same where each becomes a book, for which a cover is drawn.
const BOOKS: usize = 250;

/// What files are called where nothing else was asked for.
const NAME: &str = "{date}-{slug}";

pub(super) fn run(arguments: &Convert, messages: &Messages) -> Result<(), Misuse> {
    let formats = formats(arguments)?;
    let (settings, templates) = arguments.printing.prepare()?;
    let inputs = input::expand(&arguments.reading)?;
    let target = target(arguments, &formats, &inputs)?;
    let originals = Originals::of(inputs.iter().flatten());
    originals.spare_from_report(&arguments.printing)?;
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
    let mut run =
        Run { arguments, messages, printer, originals, names: Names::default() };
    if !arguments.reading.watch {
        run.all(&input::named(inputs, messages));
        return Ok(());
    }
    watch::run(&[&arguments.reading], messages, |changed| run.round(changed))
}

struct Run<'a> {
    arguments: &'a Convert,
    messages: &'a Messages,
    printer: Arc<Printer>,
    originals: Originals,
    names: Names,
}

impl Run<'_> {
    /// Prints everything, or what has changed.
    fn round(&mut self, changed: Option<&BTreeSet<PathBuf>>) -> Result<(), Misuse> {
        let inputs = input::expand(&self.arguments.reading)?;
        // A folder may hold more by now.
        target(self.arguments, &self.printer.formats, &inputs)?;
        self.originals = Originals::of(inputs.iter().flatten());
        let inputs = input::changed(inputs, changed);
        self.all(&input::named(inputs, self.messages));
        Ok(())
    }

    fn all(&mut self, inputs: &[Input]) {
        let window = WINDOW.saturating_mul(threads::count());
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
                    for it in written(printed, writing, &self.originals) {
                        self.settle(it);
                    }
                } else {
                    let originals = self.originals.clone();
                    let write = move || written(printed, writing, &originals);
                    open = Some(thread::spawn(write));
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
        let mut of = inputs.iter();
        batch::load_each(
            inputs,
            manner,
            |_| (),
            |it| match (it, of.next()) {
                (Ok(articles), Some(input))
                    if 1 < articles.len() && !self.printer.target.holds_several() =>
                {
                    let misuse = self.printer.target.refusal(articles.len());
                    self.messages.misuse(&input.name(), &misuse);
                }
                (Ok(articles), Some(input)) if self.most() < articles.len() => {
                    self.messages.failure(&self.too_many(input, articles.len()));
                }
                (Ok(articles), _) => {
                    self.messages.read(1);
                    for it in &articles {
                        self.names.take_back(&it.name);
                    }
                    named.extend(articles.into_iter().map(|it| self.name(it)));
                }
                (Err(it), _) => self.messages.failure(&it),
            },
        );
        named
    }

    /// Returns how many articles one input may hold. A short file can name very many,
    /// and a file is written for each.
    fn most(&self) -> usize {
        let books = self.printer.formats.iter().any(|it| it.format().name == "epub");
        match self.arguments.max_articles {
            Some(0) => usize::MAX,
            Some(it) => it,
            None if books => BOOKS,
            None => ARTICLES,
        }
    }

    fn too_many(&self, input: &Input, count: usize) -> Failure {
        let most = self.most();
        Failure {
            name: input.name(),
            message: format!(
                "it holds {count} articles, and no more than {most} are printed each \
                 by itself"
            ),
            help: Some(format!(
                "`offprint book` and `offprint feed` make one of them all; \
                 `--max-articles {count}` prints each"
            )),
            refused: false,
        }
    }

    /// Prints articles side by side. One that the program fails on costs itself.
    fn printed(&self, named: Vec<Named>) -> Vec<Outcome> {
        let printer = Arc::clone(&self.printer);
        let mut outcomes = Vec::new();
        let names: Vec<String> = named.iter().map(|it| it.loaded.name.clone()).collect();
        isolate::each(
            named,
            threads::count(),
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
            Target::Stdout | Target::Device(_) => "article".into(),
            Target::Folder(_) => {
                let template = self.arguments.name.as_deref().unwrap_or(NAME);
                let (stem, numbered) = self.names.give(
                    template,
                    &loaded.article,
                    &loaded.stem,
                    &loaded.name,
                );
                if numbered {
                    loaded.report.enter("convert");
                    loaded.report.add(Code::NameNumbered, &stem);
                }
                stem
            }
        };
        Named { loaded, stem }
    }

    fn settle(&self, outcome: Outcome) {
        self.messages.report(&outcome.name, &outcome.report);
        for (done, path) in &outcome.files {
            self.messages.did(done.verb(), path);
        }
        match outcome.failed {
            Some(Failed::Misuse(it)) => self.messages.misuse(&outcome.name, &it),
            Some(Failed::Unwritable(why)) => {
                self.messages.unwritable(&outcome.name, &why);
            }
            Some(Failed::Refused(it)) => {
                self.messages.error(&outcome.name, &it.message, it.help.as_deref());
            }
            None => {
                let done = outcome.files.iter().map(|it| it.0).max();
                // What went to standard output is no file.
                self.messages.written(done.unwrap_or(Written::New));
            }
        }
        if matches!(self.printer.target, Target::Stdout)
            && let Err(why) = to_stdout(&outcome.stdout)
        {
            self.messages.unwritable("", &why);
        }
    }
}
