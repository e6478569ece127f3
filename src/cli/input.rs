//! What the command line names, turned into sources: files, folders, lists and
//! standard input.

use std::{
    fs,
    io::{self, Read},
    path::{Path, PathBuf},
};

use ignore::WalkBuilder;
use offprint::load::{LOADERS, Source};
use url::Url;

/// The largest file that is read.
const MAX_BYTES: u64 = 1 << 28;

/// Something that is to be read.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(super) enum Input {
    File(PathBuf),
    Standard,
}

/// What the caller says about every input.
#[derive(Clone, Debug, Default)]
pub(super) struct Manner {
    /// The loader to use, by name.
    pub(super) from: Option<String>,
    pub(super) base_url: Option<Url>,
    pub(super) charset: Option<String>,
}

/// Files that a folder is searched for: the names under which pages are saved.
/// Anything else has to be named.
const EXTENSIONS: &[&str] =
    &["html", "htm", "xhtml", "xht", "md", "markdown", "mdown", "mkd"];

impl Input {
    /// Returns the name used in messages.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Standard => "standard input".into(),
        }
    }

    /// Returns the file's name without folder and extension.
    pub(super) fn stem(&self) -> String {
        match self {
            Self::File(path) => {
                path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
            }
            Self::Standard => "article".into(),
        }
    }

    /// Returns the folder that relative addresses in it mean.
    pub(super) fn folder(&self) -> Option<&Path> {
        match self {
            Self::File(path) => path.parent(),
            Self::Standard => None,
        }
    }

    /// Reads the bytes.
    pub(super) fn read(&self, manner: &Manner) -> io::Result<Source> {
        let mut bytes = Vec::new();
        match self {
            Self::File(path) => {
                let file = fs::File::open(path)?;
                if file.metadata()?.is_dir() {
                    return Err(io::Error::other("it is a folder"));
                }
                file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
            }
            Self::Standard => {
                io::stdin().lock().take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
            }
        }
        if MAX_BYTES < bytes.len() as u64 {
            return Err(io::Error::other("it is larger than 256 MiB"));
        }
        let mut source = Source::new(bytes);
        source.url.clone_from(&manner.base_url);
        source.charset.clone_from(&manner.charset);
        source.file_name = match self {
            Self::File(path) => Some(path.display().to_string()),
            Self::Standard => None,
        };
        Ok(source)
    }
}

/// Returns every input that the arguments name, in order: `-` is standard input,
/// `@FILE` a list with one name a line, a folder all pages in it.
///
/// # Errors
///
/// Names an argument that is not there, or a folder that holds no page.
pub(super) fn expand(arguments: &[PathBuf]) -> Vec<Result<Input, String>> {
    let mut found = Vec::new();
    for argument in arguments {
        if argument.as_os_str() == "-" {
            found.push(Ok(Input::Standard));
        } else if let Some(list) = argument.to_str().and_then(|it| it.strip_prefix('@')) {
            match fs::read_to_string(list) {
                Ok(text) => {
                    for line in text.lines().map(str::trim) {
                        if !line.is_empty() && !line.starts_with('#') {
                            path(Path::new(line), &mut found);
                        }
                    }
                }
                Err(err) => found.push(Err(format!("{list}: {}", reason(&err)))),
            }
        } else {
            path(argument, &mut found);
        }
    }
    found
}

fn path(argument: &Path, found: &mut Vec<Result<Input, String>>) {
    match fs::metadata(argument) {
        Err(err) => {
            found.push(Err(format!("{}: {}", argument.display(), reason(&err))));
        }
        Ok(it) if it.is_dir() => {
            let mut pages: Vec<PathBuf> = WalkBuilder::new(argument)
                .require_git(false)
                .follow_links(false)
                .build()
                .filter_map(|it| Some(it.ok()?.into_path()))
                .filter(|it| {
                    let extension = it.extension().unwrap_or_default();
                    let lower = extension.to_string_lossy().to_lowercase();
                    EXTENSIONS.contains(&&*lower) && it.is_file()
                })
                .collect();
            pages.sort();
            if pages.is_empty() {
                found.push(Err(format!(
                    "{}: no pages in this folder",
                    argument.display()
                )));
            }
            found.extend(pages.into_iter().map(|it| Ok(Input::File(it))));
        }
        Ok(_) => found.push(Ok(Input::File(argument.to_owned()))),
    }
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
