//! `offprint book`: many articles in one EPUB.

use std::{
    borrow::Cow,
    fs,
    io::{self, Cursor, Write},
    mem,
    path::{Path, PathBuf},
};

use globset::{GlobBuilder, GlobMatcher};

use offprint::{
    Job, Report,
    article::{Address, Edition},
    emit::{
        self, Assets, Templates,
        epub::{self, Order, Plan, Problem, Tally},
    },
};

use super::{
    args::{self, Book, Section},
    assets::Folders,
    batch,
    collect::{self, Collection},
    input::reason,
    messages::{Messages, Misuse, chain, to_stdout},
    names, write,
};

/// What the picture on the cover goes by, if one was given.
const COVER: &str = "offprint-cover";

pub(super) fn run(arguments: &Book, messages: &Messages) -> Result<(), Misuse> {
    let Some(path) = &arguments.output else {
        let why = "where to? a book needs a file";
        return Err(Misuse::new(why).help("name one with -o"));
    };
    let (settings, templates) = arguments.printing.prepare()?;
    let templates = with_style(arguments, templates)?;
    let cover = cover(arguments)?;
    let emitter = emit::by_name("epub").map_err(|err| Misuse::new(chain(&err)))?;
    let (reading, printing) = (&arguments.reading, &arguments.printing);
    let order = arguments.order.unwrap_or(args::Order::Given);
    let mut collection =
        collect::load(reading, printing, &arguments.channel, order, messages)?;
    if collection.edition.articles.is_empty() {
        return Ok(());
    }
    if arguments.reverse {
        collection.reverse();
    }
    let sections = Sections::new(&arguments.sections)?;
    if !arguments.sections.is_empty() {
        let paths: Vec<PathBuf> =
            collection.reports.iter().map(|it| it.0.clone().into()).collect();
        let root = common_folder(&paths).to_owned();
        collection.rank(|it| sections.of(below(&root, Path::new(it))));
    }
    let plan = plan(&collection, arguments.parts, &sections);
    let Edition { mut channel, mut articles, .. } = mem::take(&mut collection.edition);
    if cover.is_some() {
        let image = serde_json::json!({ "address": COVER });
        channel.image = serde_json::from_value(image).ok();
    }
    let folders = mem::take(&mut collection.folders);
    let assets = Covered { cover, folders };
    let mut job = Job::new(&[], emitter);
    job.channel = channel;
    job.settings = settings;
    job.templates = templates;
    job.assets = &assets;
    job.now = batch::now();

    let mut report = Report::default();
    // Each article is let go of once its chapter is written.
    let mut load = |at: usize| Ok(Cow::Owned(mem::take(&mut articles[at])));
    let shown = path.display().to_string();
    let written = if path.as_os_str() == "-" {
        let bound = job.bind(&plan, &mut load, Vec::new(), &mut report);
        bound.map_err(|err| chain(&err)).and_then(|(bytes, tally)| {
            to_stdout(&bytes).map_err(|err| reason(&err))?;
            let found = if arguments.checks() {
                epub::check(Cursor::new(&bytes))
            } else {
                Vec::new()
            };
            Ok((None, tally, found))
        })
    } else if printing.dry_run {
        let bound = job.bind(&plan, &mut load, io::sink(), &mut report);
        bound.map(|it| (None, it.1, Vec::new())).map_err(|err| chain(&err))
    } else {
        let streamed = write::stream(path, |out| {
            let out: &mut dyn Write = out;
            let bound = job.bind(&plan, &mut load, out, &mut report);
            bound.map(|it| it.1).map_err(|err| chain(&err))
        });
        streamed.and_then(|(written, tally)| {
            let found = if arguments.checks() {
                let book = fs::File::open(path).map_err(|err| reason(&err))?;
                epub::check(std::io::BufReader::new(book))
            } else {
                Vec::new()
            };
            Ok((Some(written), tally, found))
        })
    };
    // Empty by now, but as many as there were.
    collection.edition.articles = articles;
    collection.tell(Some(&shown), &report, messages);
    match written {
        Ok((written, tally, found)) => {
            let what = format!("{shown} ({})", counted(tally));
            match written {
                Some(written) => messages.did(written.verb(), &what),
                None if printing.dry_run => messages.did("Would write", &what),
                None => (),
            }
            messages.written(1);
            if arguments.checks() {
                checked(&shown, &found, messages);
            }
        }
        Err(why) => messages.unwritable("", &format!("cannot write {shown}: {why}")),
    }
    Ok(())
}

/// Notes every article with the path of its file, so that links between files
/// lead to chapters.
fn plan(collection: &Collection, parts: bool, sections: &Sections<'_>) -> Plan {
    let paths: Vec<PathBuf> =
        collection.reports.iter().map(|it| it.0.clone().into()).collect();
    let root = common_folder(&paths);
    let mut plan = Plan::default();
    for (article, path) in collection.edition.articles.iter().zip(&paths) {
        let path = below(root, path);
        let spelt = path.to_string_lossy().replace('\\', "/");
        let at = plan.add(article, Some(&spelt));
        if let Some(title) = sections.title(path) {
            plan.put_under(at, title);
            continue;
        }
        let folder = path.parent().and_then(Path::file_name).filter(|_| parts);
        if let Some(folder) = folder {
            plan.put_under(at, names::titled(&folder.to_string_lossy()));
        }
    }
    if parts {
        plan.sort(Order::Given, false);
    }
    plan
}

/// The parts of a book, each with the pattern that its essays' paths match.
struct Sections<'a>(Vec<(&'a str, GlobMatcher)>);

impl<'a> Sections<'a> {
    fn new(sections: &'a [Section]) -> Result<Self, Misuse> {
        let matcher = |it: &'a Section| match GlobBuilder::new(&it.pattern).build() {
            Ok(glob) => Ok((it.title.as_str(), glob.compile_matcher())),
            Err(err) => {
                let why = format!("`{}` is no pattern: {}", it.pattern, err.kind());
                Err(Misuse::new(why).help("patterns are like `early/*`"))
            }
        };
        sections.iter().map(matcher).collect::<Result<_, _>>().map(Self)
    }

    /// Returns the place of the part that a path belongs to; the last of all for
    /// one that belongs to none.
    fn of(&self, path: &Path) -> usize {
        let found = self.0.iter().position(|it| it.1.is_match(path));
        found.unwrap_or(self.0.len())
    }

    fn title(&self, path: &Path) -> Option<&'a str> {
        self.0.get(self.of(path)).map(|it| it.0)
    }
}

fn below<'a>(root: &Path, path: &'a Path) -> &'a Path {
    path.strip_prefix(root).unwrap_or(path)
}

/// Returns the deepest folder that all files are in.
fn common_folder(paths: &[PathBuf]) -> &Path {
    let Some(mut root) = paths.first().and_then(|it| it.parent()) else {
        return Path::new("");
    };
    while !paths.iter().all(|it| it.starts_with(root)) {
        match root.parent() {
            Some(it) => root = it,
            None => return Path::new(""),
        }
    }
    root
}

fn with_style(arguments: &Book, mut templates: Templates) -> Result<Templates, String> {
    if let Some(path) = &arguments.css {
        let style = fs::read_to_string(path)
            .map_err(|err| format!("{}: {}", path.display(), reason(&err)))?;
        templates.lay_over("epub/style.css", style);
    }
    Ok(templates)
}

fn cover(arguments: &Book) -> Result<Option<Vec<u8>>, String> {
    let Some(path) = &arguments.cover else { return Ok(None) };
    let said = |why: &str| format!("{}: {why}", path.display());
    let bytes = fs::read(path).map_err(|err| said(&reason(&err)))?;
    let known = bytes.starts_with(b"\xFF\xD8\xFF") || bytes.starts_with(b"\x89PNG");
    if known { Ok(Some(bytes)) } else { Err(said("a cover has to be JPEG or PNG")) }
}

/// The picture on the cover, and the pictures beside the articles.
#[derive(Debug)]
struct Covered {
    cover: Option<Vec<u8>>,
    folders: Folders,
}

impl Assets for Covered {
    fn get(&self, article: usize, address: &Address) -> Option<Cow<'_, [u8]>> {
        match &self.cover {
            Some(bytes) if address.as_str() == COVER => Some(Cow::Borrowed(bytes)),
            Some(_) | None => self.folders.get(article, address),
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_folder_that_all_files_share() {
        let paths = ["a/b/c.md", "a/b/d/e.md", "a/f.md"].map(PathBuf::from);
        assert_eq!(common_folder(&paths), Path::new("a"));
        assert_eq!(common_folder(&paths[..2]), Path::new("a/b"));
        assert_eq!(common_folder(&[]), Path::new(""));
    }
}
