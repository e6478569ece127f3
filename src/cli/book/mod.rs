//! `offprint book`: many articles in one EPUB.

mod shelf;

use std::{
    borrow::Cow,
    fs,
    io::{self, Cursor, Write},
    path::Path,
};

use offprint::{
    Job, Report,
    article::Address,
    emit::{
        self, Assets, Settings, Templates,
        epub::{self, Order, Plan, Problem, Tally},
    },
    report::Code,
};
use serde_json::{Map, Value, json};

use self::shelf::Shelf;
use super::{
    args::{self, Book},
    assets::Folders,
    batch,
    input::reason,
    messages::{Messages, Misuse, chain},
    names,
    stdout::to_stdout,
    write::{self, Written},
};

/// What the picture on the cover goes by, if one was given.
const COVER: &str = "offprint-cover";

/// What the font of the cover goes by, if one was given.
const COVER_FONT: &str = "offprint-cover-font";

pub(super) fn run(arguments: &Book, messages: &Messages) -> Result<(), Misuse> {
    let Some(path) = &arguments.output else {
        let why = "where to? a book needs a file";
        return Err(Misuse::new(why).help("name one with -o"));
    };
    if let Some(other) = path.extension().filter(|it| !it.eq_ignore_ascii_case("epub")) {
        let other = other.to_string_lossy();
        let why = format!("{}: a book is an EPUB, not a `.{other}`", path.display());
        return Err(Misuse::new(why).help("end its name in `.epub`"));
    }
    let (mut settings, templates) = arguments.printing.prepare()?;
    let templates = with_style(arguments, templates)?;
    let given = Given::of(arguments)?;
    bound_as_asked(arguments, &mut settings);
    let emitter = emit::by_name("epub").map_err(|err| Misuse::new(chain(&err)))?;
    let (reading, printing) = (&arguments.reading, &arguments.printing);

    let mut plan = Plan::default();
    let (mut shelf, folders) = Shelf::fill(reading, printing, &mut plan, messages)?;
    if shelf.is_empty() {
        return Ok(());
    }
    shelf.originals().spare(path)?;
    let mut report = Report::default();
    arrange(&mut plan, &shelf, arguments, &mut report)?;
    let mut job = Job::new(&[], emitter);
    job.channel = arguments.channel.channel();
    if given.cover.is_some() {
        job.channel.image = serde_json::from_value(json!({ "address": COVER })).ok();
    }
    let assets = Bag { given, folders };
    job.settings = settings;
    job.templates = templates;
    job.assets = &assets;
    job.now = batch::now();
    job.packed = reading.kept.as_ref().map(|it| &it.packed);

    let bound = bind(&job, &plan, &mut shelf, path, arguments, &mut report);
    let shown = path.display().to_string();
    for (name, report) in &shelf.reports {
        messages.report(name, report);
    }
    messages.report(&shown, &report);
    match bound {
        Ok((written, tally, found)) => {
            let what = format!("{shown} ({})", counted(tally));
            if let Some(written) = written {
                messages.did(written.verb(), &what);
            }
            // What went to standard output is no file.
            messages.written(written.unwrap_or(Written::New));
            if arguments.checks() && !printing.dry_run {
                checked(&shown, &found, messages);
            }
        }
        Err(why) => messages.unwritable("", &format!("cannot write {shown}: {why}")),
    }
    Ok(())
}

/// Prints the essays one by one, each let go of once its chapter is written, and
/// checks the book if that is asked for.
fn bind(
    job: &Job<'_>,
    plan: &Plan,
    shelf: &mut Shelf<'_>,
    path: &Path,
    arguments: &Book,
    report: &mut Report,
) -> Result<(Option<Written>, Tally, Vec<Problem>), String> {
    let mut load = |at: usize| shelf.take(at).map(Cow::Owned);
    if path.as_os_str() == "-" {
        let (bytes, tally) =
            job.bind(plan, &mut load, Vec::new(), report).map_err(|err| chain(&err))?;
        to_stdout(&bytes)?;
        let found = if arguments.checks() {
            epub::check(Cursor::new(&bytes))
        } else {
            Vec::new()
        };
        return Ok((None, tally, found));
    }
    if arguments.printing.dry_run {
        let bound = job.bind(plan, &mut load, io::sink(), report);
        let planned = Some(Written::Planned);
        return bound.map(|it| (planned, it.1, Vec::new())).map_err(|err| chain(&err));
    }
    let (written, tally) =
        write::stream(path, arguments.printing.writing().force, |out| {
            let out: &mut dyn Write = out;
            let bound = job.bind(plan, &mut load, out, report);
            bound.map(|it| it.1).map_err(|err| chain(&err))
        })?;
    let mut found = Vec::new();
    // What was written to a device or a pipe cannot be read again.
    if arguments.checks() && path.is_file() {
        let book = fs::File::open(path).map_err(|err| reason(&err))?;
        found = epub::check(io::BufReader::new(book));
    }
    Ok((Some(written), tally, found))
}

/// Puts the essays into their parts and in order.
fn arrange(
    plan: &mut Plan,
    shelf: &Shelf<'_>,
    arguments: &Book,
    report: &mut Report,
) -> Result<(), Misuse> {
    if arguments.parts {
        for essay in 0..plan.order().len() {
            if let Some(folder) = shelf.folder(essay) {
                plan.put_under(essay, names::titled(&folder));
            }
        }
    }
    let empty = plan.divide(&arguments.sections).map_err(|err| {
        Misuse::new(chain(&err)).help("patterns are like `early/*` or `**/*.md`")
    })?;
    report.enter("epub");
    for it in empty {
        report.add(
            Code::SectionEmpty,
            format!("“{}”: {}", it.title, it.patterns.join(", ")),
        );
    }
    let (order, turned) = match arguments.order.unwrap_or(args::Order::Given) {
        args::Order::Date => (Order::Date, false),
        args::Order::Newest => (Order::Date, true),
        args::Order::Title => (Order::Title, false),
        args::Order::Author => (Order::Author, false),
        args::Order::Path => (Order::Path, false),
        args::Order::Given => (Order::Given, false),
    };
    plan.sort(order, turned != arguments.reverse);
    Ok(())
}

/// Adds what flags of this command say to the settings of books.
fn bound_as_asked(arguments: &Book, settings: &mut Settings) {
    let epub = settings.emit.entry("epub".into()).or_insert_with(|| Map::new().into());
    let Value::Object(epub) = epub else { return };
    if let Some(it) = arguments.max_image {
        epub.insert("max-image".into(), it.into());
    }
    if arguments.bare_images {
        epub.insert("bare-images".into(), true.into());
    }
    if arguments.cover_font.is_some() {
        epub.insert("cover-font".into(), COVER_FONT.into());
    }
}

fn with_style(arguments: &Book, mut templates: Templates) -> Result<Templates, String> {
    if let Some(path) = &arguments.css {
        let style = fs::read_to_string(path)
            .map_err(|err| format!("{}: {}", path.display(), reason(&err)))?;
        templates.lay_over("epub/style.css", style);
    }
    Ok(templates)
}

/// Files that the command line names.
#[derive(Debug)]
struct Given {
    cover: Option<Vec<u8>>,
    font: Option<Vec<u8>>,
}

impl Given {
    fn of(arguments: &Book) -> Result<Self, String> {
        let cover = read(arguments.cover.as_deref(), |bytes| {
            let known =
                bytes.starts_with(b"\xFF\xD8\xFF") || bytes.starts_with(b"\x89PNG");
            known.then_some(()).ok_or("a cover has to be JPEG or PNG")
        })?;
        let font = read(arguments.cover_font.as_deref(), |bytes| {
            let kinds: [&[u8]; 4] = [b"\0\x01\0\0", b"OTTO", b"ttcf", b"true"];
            let known = kinds.iter().any(|it| bytes.starts_with(it));
            known.then_some(()).ok_or("a font has to be TrueType or OpenType")
        })?;
        Ok(Self { cover, font })
    }
}

fn read(
    path: Option<&Path>,
    check: impl Fn(&[u8]) -> Result<(), &'static str>,
) -> Result<Option<Vec<u8>>, String> {
    let Some(path) = path else { return Ok(None) };
    let said = |why: &str| format!("{}: {why}", path.display());
    let bytes = fs::read(path).map_err(|err| said(&reason(&err)))?;
    check(&bytes).map_err(said)?;
    Ok(Some(bytes))
}

/// Files that the command line names, and the pictures beside the essays.
#[derive(Debug)]
struct Bag {
    given: Given,
    folders: Folders,
}

impl Assets for Bag {
    fn get(&self, article: usize, address: &Address) -> Option<Cow<'_, [u8]>> {
        let given = match address.as_str() {
            COVER => self.given.cover.as_deref(),
            COVER_FONT => self.given.font.as_deref(),
            _ => None,
        };
        given.map(Cow::Borrowed).or_else(|| self.folders.get(article, address))
    }
}

/// Returns what is in a book, as a person would say it.
fn counted(tally: Tally) -> String {
    let counts = [
        (tally.chapters, "chapter"),
        (tally.notes, "note"),
        (tally.links, "internal link"),
        (tally.pictures, "picture"),
        (tally.comments, "comment"),
    ];
    let said: Vec<String> = counts
        .iter()
        .filter(|it| it.0 != 0)
        .map(|(count, name)| {
            format!("{count} {name}{}", if *count == 1 { "" } else { "s" })
        })
        .collect();
    said.join(", ")
}

fn checked(shown: &str, found: &[Problem], messages: &Messages) {
    for problem in found {
        messages.error(shown, &problem.to_string(), None);
    }
    messages.did("Checked", &format!("structure: {} errors", found.len()));
}
