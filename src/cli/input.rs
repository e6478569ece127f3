//! What the command line names, turned into sources: files, folders, lists and
//! standard input.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use offprint::{
    Article,
    load::{LOADERS, Source},
};
use url::Url;

use super::{
    args::Reading,
    batch::Kept,
    fetch::{Fetcher, Trouble, is_address},
    isolate::Workers,
    messages::{Messages, Misuse},
    saved,
    settings::{Host, Hosts},
};

/// The largest file that is read.
const MAX_BYTES: u64 = 1 << 28;

/// Something that is to be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Input {
    File(PathBuf),
    Standard,
    /// An address, as it was typed.
    Web(String),
}

/// An input that is not there.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) struct Missing {
    pub(super) name: String,
    pub(super) why: String,
}

/// Why an input cannot be read.
#[derive(Debug)]
pub(super) enum Unread {
    Disk(io::Error),
    Web(Trouble),
}

impl From<io::Error> for Unread {
    fn from(err: io::Error) -> Self {
        Self::Disk(err)
    }
}

/// What the caller says about every input.
#[derive(Clone, Debug, Default)]
pub(super) struct Manner {
    /// The loader to use, by name.
    pub(super) from: Option<String>,
    pub(super) base_url: Option<Url>,
    pub(super) charset: Option<String>,
    /// Whether straight quotes in Markdown become curly.
    pub(super) smart: bool,
    pub(super) select: Option<String>,
    pub(super) drop: Vec<String>,
    /// How the pages of some hosts are read.
    pub(super) hosts: Hosts,
    /// What was loaded before, where files are watched.
    pub(super) kept: Option<Arc<Kept>>,
    /// What fetches pages.
    pub(super) fetcher: Option<Arc<Fetcher>>,
    /// Whether pictures are fetched for files too.
    pub(super) fetch: bool,
    /// Whether pictures are of any use.
    pub(super) pictures: bool,
    /// What loads pages in processes of their own, where there are many.
    pub(super) workers: Option<Arc<Workers>>,
}

impl Manner {
    /// Returns how the pages of an article's host are read.
    pub(super) fn host(&self, article: &Article) -> Option<&Host> {
        let card = &article.metadata;
        let host = card.url.as_ref().or(card.canonical.as_ref())?.host_str()?;
        self.hosts.iter().find_map(|(name, it)| {
            let rest = host.strip_suffix(name.as_str())?;
            (rest.is_empty() || rest.ends_with('.')).then_some(it)
        })
    }

    /// Returns what fetches the pictures of an input, if they are wanted.
    pub(super) fn fetches_for(&self, input: &Input) -> Option<&Fetcher> {
        let wanted = self.pictures && (self.fetch || matches!(input, Input::Web(_)));
        self.fetcher.as_deref().filter(|_| wanted)
    }
}

impl Host {
    /// Says how a page of this host is read, where the caller has not.
    pub(super) fn apply(&self, source: &mut Source) {
        if source.select.is_none() {
            source.select.clone_from(&self.select);
        }
        source.drop.extend(self.drop.iter().cloned());
    }
}

/// Files that a folder is searched for: the names under which pages are saved.
/// Anything else has to be named.
const EXTENSIONS: &[&str] =
    &["html", "htm", "xhtml", "xht", "mhtml", "mht", "md", "markdown", "mdown", "mkd"];

impl Input {
    /// Returns the name used in messages.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Standard => "standard input".into(),
            Self::Web(address) => address.clone(),
        }
    }

    /// Returns the file that it is.
    pub(super) fn path(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Standard | Self::Web(_) => None,
        }
    }

    /// Returns the file's name without folder and extension.
    pub(super) fn stem(&self) -> String {
        match self {
            Self::File(path) => {
                path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
            }
            Self::Standard => "article".into(),
            Self::Web(address) => {
                let path = address.split(['?', '#']).next().unwrap_or_default();
                let last = path.rsplit('/').find(|it| !it.is_empty());
                let last = last.unwrap_or("article");
                last.rsplit_once('.').map_or(last, |it| it.0).to_owned()
            }
        }
    }

    /// Returns the folder that relative addresses in it mean.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Self::File(path) => path.parent(),
            Self::Standard | Self::Web(_) => None,
        }
    }

    /// Reads the bytes.
    pub(super) fn read(&self, manner: &Manner) -> Result<Source, Unread> {
        let mut bytes = Vec::new();
        let mut answered = None;
        match self {
            Self::File(path) => {
                let file = fs::File::open(path)?;
                let metadata = file.metadata()?;
                if metadata.is_dir() {
                    return Err(io::Error::other("it is a folder").into());
                }
                // One byte more than there should be, to read up to the end at once.
                bytes.reserve(metadata.len().min(MAX_BYTES) as usize + 1);
                file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
            }
            Self::Standard => {
                io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
            }
            Self::Web(address) => {
                let Some(fetcher) = &manner.fetcher else {
                    return Err(io::Error::other("nothing may be fetched here").into());
                };
                let mut answer = fetcher.page(address).map_err(Unread::Web)?;
                bytes = std::mem::take(&mut answer.bytes);
                answered = Some(answer);
            }
        }
        if MAX_BYTES < bytes.len() as u64 {
            return Err(io::Error::other("it is larger than 256 MiB").into());
        }
        let mut source = Source::new(bytes);
        source.url.clone_from(&manner.base_url);
        source.charset.clone_from(&manner.charset);
        source.smart = manner.smart;
        source.select.clone_from(&manner.select);
        source.drop.clone_from(&manner.drop);
        source.file_name = self.path().map(|it| it.display().to_string());
        if let Some(answer) = answered {
            source.url = source.url.or(Some(answer.url));
            source.content_type = answer.content_type;
        }
        Ok(source)
    }
}

/// Returns every input that the arguments name, in order: `-` is standard input,
/// `@FILE` a list with one name a line, a folder all pages in it.
///
/// # Errors
///
/// Fails where nothing was named. An argument that is not there and a folder that
/// holds no page are errors of their own.
pub(super) fn expand(reading: &Reading) -> Result<Vec<Result<Input, Missing>>, Misuse> {
    if reading.inputs.is_empty() {
        let help =
            "name files or folders, or set `in` under `[defaults]` in offprint.toml";
        return Err(Misuse::new("what should be read? nothing was named").help(help));
    }
    let mut found = Vec::new();
    let without = &reading.without;
    for argument in &reading.inputs {
        if argument.as_os_str() == "-" {
            found.push(Ok(Input::Standard));
        } else if let Some(address) = argument.to_str().filter(|it| is_address(it)) {
            found.push(Ok(Input::Web(address.into())));
        } else if let Some(list) = argument.to_str().and_then(|it| it.strip_prefix('@')) {
            match fs::read_to_string(list) {
                Ok(text) => {
                    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
                    for line in text.lines().map(str::trim) {
                        if !line.is_empty() && !line.starts_with('#') {
                            if is_address(line) {
                                found.push(Ok(Input::Web(line.into())));
                            } else {
                                path(Path::new(line), without, &mut found);
                            }
                        }
                    }
                }
                Err(err) => {
                    let (name, why) = (list.to_owned(), reason(&err));
                    found.push(Err(Missing { name, why }));
                }
            }
        } else {
            path(argument, without, &mut found);
        }
    }
    Ok(found)
}

/// Returns what has changed, or everything where nothing is said about that.
pub(super) fn changed(
    mut inputs: Vec<Result<Input, Missing>>,
    changed: Option<&BTreeSet<PathBuf>>,
) -> Vec<Result<Input, Missing>> {
    if let Some(changed) = changed {
        inputs.retain(|it| match it {
            Ok(it) => it.path().is_some_and(|it| changed.contains(it)),
            Err(_) => false,
        });
    }
    inputs
}

/// Returns what is there, after saying what is not.
pub(super) fn named(
    inputs: Vec<Result<Input, Missing>>,
    messages: &Messages,
) -> Vec<Input> {
    let said = |it: Result<Input, Missing>| {
        it.map_err(|it| messages.error(&it.name, &it.why, None)).ok()
    };
    inputs.into_iter().filter_map(said).collect()
}

/// Returns a path that is relative to a folder as seen from here.
pub(super) fn rebased(folder: &Path, path: &Path) -> PathBuf {
    if path.to_str().is_some_and(is_address) {
        return path.to_owned();
    }
    let list = path.to_str().and_then(|it| it.strip_prefix('@'));
    match list {
        Some(list) => {
            let mut name = std::ffi::OsString::from("@");
            name.push(folder.join(list));
            name.into()
        }
        None => folder.join(path),
    }
}

fn path(argument: &Path, without: &[PathBuf], found: &mut Vec<Result<Input, Missing>>) {
    let missing = |why: String| {
        let name = argument.display().to_string();
        Err(Missing { name, why })
    };
    match fs::metadata(argument) {
        Err(err) => match pattern(argument) {
            Some(Ok(files)) => {
                found.extend(files.into_iter().map(|it| Ok(Input::File(it))));
            }
            Some(Err(why)) => found.push(missing(why)),
            None => found.push(missing(reason(&err))),
        },
        Ok(it) if it.is_dir() => {
            let pages = pages(argument, without);
            if pages.is_empty() {
                found.push(missing("no pages in this folder".into()));
            }
            found.extend(pages.into_iter().map(|it| Ok(Input::File(it))));
        }
        Ok(_) => found.push(Ok(Input::File(argument.to_owned()))),
    }
}

/// Returns the pages in a folder, sorted. Hidden files, and those that ignore
/// files name, are none; nor is what was saved along with a page, nor what this
/// program writes itself.
fn pages(folder: &Path, without: &[PathBuf]) -> Vec<PathBuf> {
    let files = walk(folder, without)
        .filter(|it| is_page(it.path()) && it.file_type().is_some_and(|it| it.is_file()));
    let mut pages: Vec<PathBuf> = files.map(ignore::DirEntry::into_path).collect();
    pages.sort();
    pages
}

/// Returns the folders in a folder that are searched for pages, itself first.
pub(super) fn folders(folder: &Path, without: &[PathBuf]) -> Vec<PathBuf> {
    let is_folder = |it: &ignore::DirEntry| it.file_type().is_some_and(|it| it.is_dir());
    walk(folder, without).filter(is_folder).map(ignore::DirEntry::into_path).collect()
}

fn walk(folder: &Path, without: &[PathBuf]) -> impl Iterator<Item = ignore::DirEntry> {
    let mut walk = WalkBuilder::new(folder);
    walk.require_git(false).follow_links(false);
    walk.add_custom_ignore_filename(".offprintignore");
    let without: Vec<PathBuf> =
        without.iter().filter_map(|it| fs::canonicalize(it).ok()).collect();
    walk.filter_entry(move |it| {
        let folder = it.file_type().is_some_and(|it| it.is_dir());
        if !folder || it.depth() == 0 {
            return true;
        }
        let written = !without.is_empty()
            && fs::canonicalize(it.path()).is_ok_and(|it| without.contains(&it));
        !written && !saved::is_part(it.path())
    });
    walk.build().filter_map(Result::ok)
}

/// Returns whether a file's name is one under which pages are saved.
fn is_page(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    let lower = extension.to_string_lossy().to_lowercase();
    EXTENSIONS.contains(&&*lower)
}

/// Returns the files that a pattern such as `essays/**/*.html` matches, sorted;
/// nothing where it is no pattern. Shells that know patterns never get here.
fn pattern(argument: &Path) -> Option<Result<Vec<PathBuf>, String>> {
    let text = argument.to_str().filter(|it| it.contains(['*', '?', '[', '{']))?;
    let text = text.replace('\\', "/");
    let glob = match GlobBuilder::new(&text).literal_separator(true).build() {
        Ok(it) => it.compile_matcher(),
        Err(err) => return Some(Err(format!("it is no pattern: {}", err.kind()))),
    };
    let fixed = text.find(['*', '?', '[', '{']).unwrap_or(text.len());
    let root = text[..fixed].rsplit_once('/').map_or(".", |it| it.0);
    let root = if root.is_empty() { "/" } else { root };
    let walk = WalkBuilder::new(root).require_git(false).follow_links(false).build();
    let mut files: Vec<PathBuf> = walk
        .filter_map(|it| Some(it.ok()?.into_path()))
        .map(|it| it.strip_prefix("./").map(Path::to_owned).unwrap_or(it))
        .filter(|it| glob.is_match(it) && it.is_file())
        .collect();
    files.sort();
    Some(if files.is_empty() { Err("no file is like that".into()) } else { Ok(files) })
}

/// Returns the names of the loaders, for messages.
pub(super) fn loader_names() -> Vec<&'static str> {
    LOADERS.iter().map(|it| it.name()).collect()
}

/// Returns why a file cannot be read or written, in plain words.
pub(super) fn reason(err: &io::Error) -> String {
    match err.kind() {
        io::ErrorKind::NotFound => "no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        _ => err.to_string(),
    }
}
