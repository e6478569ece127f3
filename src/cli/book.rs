//! `offprint book`: many articles in one EPUB.

use std::{
    borrow::Cow,
    fs,
    io::{Cursor, Write},
    mem,
    path::Path,
};

use offprint::{
    Job, Report,
    article::{Address, Edition},
    emit::{
        self, Assets, Templates,
        epub::{self, Order, Plan, Problem, Tally},
    },
};

use super::{
    Code,
    args::Book,
    assets::Folders,
    batch,
    collect::{self, Collection},
    input::reason,
    messages::{Messages, chain, to_stdout},
    write::{self, Written},
};

/// What the picture on the cover goes by, if one was given.
const COVER: &str = "offprint-cover";

pub(super) fn run(arguments: &Book, messages: &Messages) -> Code {
    let prepared = (
        arguments.printing.settings(),
        arguments.printing.templates().and_then(|it| with_style(arguments, it)),
        cover(arguments),
        emit::by_name("epub").map_err(|err| chain(&err)),
    );
    let (settings, templates, cover, emitter) = match prepared {
        (Ok(settings), Ok(templates), Ok(cover), Ok(emitter)) => {
            (settings, templates, cover, emitter)
        }
        (Err(why), ..) | (_, Err(why), ..) | (_, _, Err(why), _) | (.., Err(why)) => {
            messages.error("", &why, None);
            return Code::Usage;
        }
    };
    let (reading, printing) = (&arguments.reading, &arguments.printing);
    let channel = &arguments.channel;
    let mut collection =
        collect::load(reading, printing, channel, arguments.order, messages);
    if collection.edition.articles.is_empty() {
        return Code::NoArticle;
    }
    if arguments.reverse {
        collection.reverse();
    }
    let plan = plan(&collection, arguments.parts);
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
    let shown = arguments.output.display().to_string();
    let written = if arguments.output.as_os_str() == "-" {
        let bound = job.bind(&plan, &mut load, Vec::new(), &mut report);
        bound.map_err(|err| chain(&err)).and_then(|(bytes, tally)| {
            to_stdout(&bytes).map_err(|err| reason(&err))?;
            let found = if arguments.check {
                epub::check(Cursor::new(&bytes))
            } else {
                Vec::new()
            };
            Ok((None, tally, found))
        })
    } else {
        let streamed = write::stream(&arguments.output, |out| {
            let out: &mut dyn Write = out;
            let bound = job.bind(&plan, &mut load, out, &mut report);
            bound.map(|it| it.1).map_err(|err| chain(&err))
        });
        streamed.and_then(|(written, tally)| {
            let found = if arguments.check {
                let book =
                    fs::File::open(&arguments.output).map_err(|err| reason(&err))?;
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
    let unwritable = match written {
        Ok((written, tally, found)) => {
            let what = format!("{shown} ({})", counted(tally));
            match written {
                Some(Written::Written) => messages.did("Written", &what),
                Some(Written::Unchanged) => messages.did("Unchanged", &what),
                None => (),
            }
            if arguments.check {
                checked(&shown, &found, messages);
            }
            false
        }
        Err(why) => {
            messages.error("", &format!("cannot write {shown}: {why}"), None);
            true
        }
    };
    collection.finish(Some(&shown), &report, unwritable, printing, messages)
}

/// Notes every article with the path of its file, so that links between files
/// lead to chapters.
fn plan(collection: &Collection, parts: bool) -> Plan {
    let paths: Vec<&Path> =
        collection.reports.iter().map(|it| Path::new(&it.0)).collect();
    let root = common_folder(&paths);
    let mut plan = Plan::default();
    for (article, path) in collection.edition.articles.iter().zip(&paths) {
        let path = path.strip_prefix(root).unwrap_or(path);
        let spelt = path.to_string_lossy().replace('\\', "/");
        let at = plan.add(article, Some(&spelt));
        let folder = path.parent().and_then(Path::file_name).filter(|_| parts);
        if let Some(folder) = folder {
            plan.put_under(at, title(&folder.to_string_lossy()));
        }
    }
    if parts {
        plan.sort(Order::Given, false);
    }
    plan
}

/// Returns the title that a folder's name stands for: `02-early_years` is
/// “Early years”.
fn title(folder: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' ');
    let name = match folder.trim_start_matches(number) {
        "" => folder,
        it => it,
    };
    let name = name.replace(['-', '_'], " ");
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name,
    }
}

/// Returns the deepest folder that all files are in.
fn common_folder<'a>(paths: &[&'a Path]) -> &'a Path {
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
    fn a_folder_gives_a_part_its_title() {
        assert_eq!(title("02-early_years"), "Early years");
        assert_eq!(title("1998"), "1998");
    }

    #[test]
    fn finds_the_folder_that_all_files_share() {
        let paths = ["a/b/c.md", "a/b/d/e.md", "a/f.md"].map(Path::new);
        assert_eq!(common_folder(&paths), Path::new("a"));
        assert_eq!(common_folder(&paths[..2]), Path::new("a/b"));
        assert_eq!(common_folder(&[]), Path::new(""));
    }
}
