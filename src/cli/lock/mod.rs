//! `offprint.lock`: the names under which articles were first published, and
//! when the text of those without a date last changed.
//!
//! A reader knows an article by its name alone, so a name is made once and then
//! kept here, whatever becomes of the file, its title or its address. The file
//! is meant to be kept with the pages; nobody has to edit it.

mod known;
mod sample;
mod sketch;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    io::ErrorKind,
    path::{Component, Path, PathBuf},
};

use jiff::Timestamp;
use offprint::{Article, Report, article::Date, report::Code};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use self::{
    known::matches,
    sample::{Sample, content},
    sketch::Sketch,
};
use super::{
    input::reason,
    threads,
    write::{self, Written},
};

/// What the file is called.
pub(super) const NAME: &str = "offprint.lock";

const VERSION: u32 = 1;

const HEAD: &str = "# The names under which articles were first published. Readers know an\n\
                    # article by its name, so keep this file with the pages.\n";

/// The names that are kept.
#[derive(Debug)]
pub(super) struct Lock {
    /// The file.
    pub(super) path: PathBuf,
    entries: Vec<Entry>,
    /// What the file holds, if there is one.
    text: Option<String>,
}

/// What is known of an article. All but the name and the stamp are there to know
/// it again.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
struct Entry {
    /// Its name.
    id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    /// The file it came from, relative to the lock, if it was alone in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    address: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    /// A hash of its words, if there are enough of them to know it by.
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<String>,
    /// A sample of its phrases, of which some survive an edit.
    #[serde(skip_serializing_if = "Sketch::is_empty")]
    phrases: Sketch,
    /// When its content last changed; only for an article without a date.
    #[serde(skip_serializing_if = "Option::is_none")]
    stamp: Option<Stamp>,
}

/// When a content was first seen.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
struct Stamp {
    content: String,
    updated: Timestamp,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    #[serde(default, rename = "article")]
    articles: Vec<Entry>,
}

/// An article that is to be named, and where it came from.
#[derive(Debug)]
pub(super) struct Named<'a> {
    pub(super) article: &'a mut Article,
    pub(super) report: &'a mut Report,
    /// The file, if the article was alone in it.
    pub(super) source: Option<&'a Path>,
}

impl Lock {
    /// Reads the file, if there is one.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or understood is never written over, since the
    /// names in it are nowhere else.
    pub(super) fn read(path: PathBuf) -> Result<Self, String> {
        let text = match fs::read_to_string(&path) {
            Ok(it) => it,
            Err(err) if err.kind() == ErrorKind::NotFound => {
                return Ok(Self { path, entries: Vec::new(), text: None });
            }
            Err(err) => return Err(format!("{}: {}", path.display(), reason(&err))),
        };
        let document: Document = toml::from_str(&text).map_err(|err| {
            let why = err.message();
            format!("{}: it cannot be understood: {why}", path.display())
        })?;
        if document.version != VERSION {
            let (has, shown) = (document.version, path.display());
            return Err(format!("{shown}: it has version {has}, and this is {VERSION}"));
        }
        let mut seen = BTreeSet::new();
        for entry in &document.articles {
            if !seen.insert(&entry.id) {
                return Err(format!(
                    "{}: two articles are called {}",
                    path.display(),
                    entry.id
                ));
            }
        }
        Ok(Self { path, entries: document.articles, text: Some(text) })
    }

    /// Gives every article the name it had, or one that it will keep; and an
    /// article without a date the time its content was first seen, `now` if that
    /// is now. Returns what is new: names and times.
    pub(super) fn name(
        &mut self,
        articles: &mut [Named<'_>],
        now: Timestamp,
    ) -> Vec<String> {
        let mut folders = Absolute::default();
        let folder = self.path.parent().map(absolute).unwrap_or_default();
        let mut fresh: Vec<Fresh> = Vec::new();
        let mut own = BTreeSet::new();
        let mut wanted = BTreeSet::new();
        let samples = self.samples(articles);
        for (place, (it, sample)) in articles.iter_mut().zip(samples).enumerate() {
            let id = &sample.id;
            let is_own = sample.is_own;
            if is_own {
                own.insert(id.clone());
            } else if !wanted.insert(id.clone()) {
                // Two pages at one address, or the same text twice.
                let title = it.article.metadata.title.trim();
                it.report.add(Code::IdTaken, format!("{id} “{title}”"));
            }
            if sample.is_wanted {
                let entry = entry(it, sample, &folder, &mut folders);
                fresh.push(Fresh { place, is_own, entry });
            }
        }
        let found = matches(&self.entries, &fresh);
        let mut taken: BTreeSet<String> =
            self.entries.iter().map(|it| it.id.clone()).collect();
        let mut news = Vec::new();
        for (mut it, old) in fresh.into_iter().zip(found) {
            let Named { article, report, .. } = &mut articles[it.place];
            let title = it.entry.title.clone();
            let at = match old {
                Some(at) => {
                    let old = &self.entries[at];
                    if !it.is_own {
                        it.entry.id.clone_from(&old.id);
                    }
                    it.entry.stamp.clone_from(&old.stamp);
                    self.entries[at] = it.entry;
                    at
                }
                None => {
                    if !it.is_own {
                        while taken.contains(&it.entry.id) || own.contains(&it.entry.id) {
                            it.entry.id = another(&it.entry.id, &title);
                        }
                        report.add(Code::IdMinted, &title);
                        news.push(format!("“{title}” gets the name {}", it.entry.id));
                    }
                    taken.insert(it.entry.id.clone());
                    self.entries.push(it.entry);
                    self.entries.len() - 1
                }
            };
            let entry = &mut self.entries[at];
            article.metadata.id = Some(entry.id.clone());
            let card = &mut article.metadata;
            if card.published.is_some() || card.updated.is_some() {
                entry.stamp = None;
                continue;
            }
            report.add(Code::DateMissing, &title);
            let content = content(article);
            let old = entry.stamp.take().filter(|it| it.content == content);
            let stamp = old.unwrap_or_else(|| {
                news.push(format!("“{title}” has no date and was changed"));
                let updated = Timestamp::from_second(now.as_second()).unwrap_or(now);
                Stamp { content, updated }
            });
            let offset = jiff::tz::Offset::UTC;
            article.metadata.updated = Some(Date::Instant { at: stamp.updated, offset });
            entry.stamp = Some(stamp);
        }
        news
    }

    /// Returns what each article is known by.
    fn samples(&self, articles: &[Named<'_>]) -> Vec<Sample> {
        let known = self.entries.iter();
        let known = known.filter_map(|it| Some((it.words.as_deref()?, &it.phrases)));
        let known: BTreeMap<&str, &Sketch> = known.collect();
        let mut samples: Vec<(&Article, Option<Sample>)> =
            articles.iter().map(|it| (&*it.article, None)).collect();
        threads::side_by_side(&mut samples, threads::count(), |it| {
            it.1 = Some(Sample::of(it.0, &known));
        });
        samples.into_iter().filter_map(|it| it.1).collect()
    }

    /// Writes the file, if there is anything to keep. Returns what was done and the
    /// name of the file; nothing if there is nothing to keep.
    pub(super) fn write(
        &self,
        manner: write::Manner,
    ) -> Result<Option<(Written, String)>, String> {
        if self.entries.is_empty() && self.text.is_none() {
            return Ok(None);
        }
        let document = Document { version: VERSION, articles: self.entries.clone() };
        let text = toml::to_string(&document).map_err(|err| err.to_string())?;
        write::put(&self.path, format!("{HEAD}{text}").as_bytes(), manner).map(Some)
    }
}

/// An article as it is now.
#[derive(Debug)]
struct Fresh {
    place: usize,
    /// Whether the article brought its name along.
    is_own: bool,
    entry: Entry,
}

fn entry(it: &Named<'_>, sample: Sample, folder: &Path, folders: &mut Absolute) -> Entry {
    let card = &it.article.metadata;
    let address = card.canonical.as_ref().or(card.url.as_ref());
    Entry {
        id: sample.id,
        title: card.title.trim().to_owned(),
        source: it.source.map(|it| relative(it, folder, folders)),
        address: address.map(|it| it.as_str().to_owned()),
        published: card.published.map(|it| it.to_string()),
        words: sample.words,
        phrases: sample.phrases,
        stamp: None,
    }
}

/// Returns a name for an article whose own is another's already.
fn another(id: &str, title: &str) -> String {
    let name = format!("{id} {title}");
    format!("urn:uuid:{}", Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()))
}

/// Where folders are, by the names they were given: each is looked up once.
type Absolute = BTreeMap<PathBuf, PathBuf>;

/// Returns a path with everything it leaves out, and without the way back up.
fn absolute(path: &Path) -> PathBuf {
    let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
    let path = fs::canonicalize(path)
        .or_else(|_| std::path::absolute(path))
        .unwrap_or_else(|_| path.to_owned());
    path.components().collect()
}

/// Returns a path as one reads it from a folder, with `/` between its parts.
fn relative(path: &Path, folder: &Path, folders: &mut Absolute) -> String {
    let name = path.file_name().unwrap_or_default();
    let parent = path.parent().unwrap_or(Path::new(""));
    let path = folders.entry(parent.to_owned()).or_insert_with(|| absolute(parent));
    let path = path.join(name);
    let mut up = String::new();
    let shared = folder.ancestors().find(|it| {
        let inside = path.starts_with(it);
        if !inside {
            up.push_str("../");
        }
        inside
    });
    let rest = shared.and_then(|it| path.strip_prefix(it).ok()).unwrap_or(&path);
    let parts = rest.components().filter_map(|it| match it {
        Component::Normal(it) => Some(it.to_string_lossy()),
        _ => None,
    });
    up + &parts.collect::<Vec<_>>().join("/")
}

/// Returns where the file is, or will be: where one is already, in the folder
/// that all inputs share or above it, or else in one of theirs; and if there is
/// none, in the folder they share. Nothing, if no input is a file.
pub(super) fn place(arguments: &[PathBuf]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = arguments
        .iter()
        .filter(|it| it.as_os_str() != "-" && !it.to_string_lossy().contains("://"))
        .map(|it| {
            let list = it.to_str().and_then(|it| it.strip_prefix('@'));
            let path = list.map_or(it.as_path(), Path::new);
            // A pattern names files in the folder before its first star.
            let there = path.ancestors().find(|it| it.exists()).unwrap_or(path);
            if there.is_dir() { there } else { there.parent().unwrap_or(there) }
        })
        .map(absolute)
        .collect();
    let shared = folders.iter().skip(1).fold(folders.first()?.clone(), |shared, it| {
        let both = shared.components().zip(it.components());
        both.take_while(|(a, b)| a == b).map(|it| it.0).collect()
    });
    let above = shared.ancestors();
    let mut there =
        above.chain(folders.iter().map(PathBuf::as_path)).map(|it| it.join(NAME));
    let found = there.find(|it| it.is_file()).unwrap_or_else(|| shared.join(NAME));
    // Named as the inputs are named, if that can be.
    let here = absolute(Path::new("."));
    let typed = arguments.iter().all(|it| it.is_relative());
    match found.strip_prefix(&here) {
        Ok(it) if typed => Some(it.to_owned()),
        Ok(_) | Err(_) => Some(found),
    }
}

#[cfg(test)]
mod tests;
