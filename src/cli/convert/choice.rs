//! Which formats are wanted, and where they go.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use offprint::emit::{EMITTERS, Emitter};

use crate::cli::{
    args::Convert,
    input::{Input, Missing},
    messages::Misuse,
    near, write,
};

/// Where the outputs go.
pub(super) enum Target {
    Stdout,
    /// A device or a pipe, beside which nothing can be.
    Device(PathBuf),
    File(PathBuf),
    Folder(PathBuf),
}

/// What to do where several outputs have but one place.
const COLLECT: &str =
    "name a folder with -d; `offprint book` and `offprint feed` collect many";

impl Target {
    /// Returns whether more than one output can go there.
    pub(super) fn holds_several(&self) -> bool {
        match self {
            Self::Stdout | Self::Device(_) | Self::File(_) => false,
            Self::Folder(_) => true,
        }
    }

    /// Returns whether other files can stand beside an output.
    pub(super) fn has_room_beside(&self) -> bool {
        match self {
            Self::Stdout | Self::Device(_) => false,
            Self::File(_) | Self::Folder(_) => true,
        }
    }

    /// Says why the articles of one input cannot go there.
    pub(super) fn refusal(&self, count: usize) -> Misuse {
        let place = match self {
            Self::Stdout => "standard output",
            Self::Device(_) | Self::File(_) | Self::Folder(_) => "one file",
        };
        let why = format!(
            "it holds {count} articles, and several outputs cannot go to {place}"
        );
        Misuse::new(why).help(COLLECT)
    }
}

/// Returns the emitters asked for: by name, or by the extension of `-o`.
pub(super) fn formats(arguments: &Convert) -> Result<Vec<&'static dyn Emitter>, Misuse> {
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
pub(in crate::cli) fn by_name(name: &str) -> Result<&'static dyn Emitter, Misuse> {
    let named = EMITTERS.iter().find(|it| it.format().name == name);
    let ending = || EMITTERS.iter().find(|it| it.format().extension == name);
    named.or_else(ending).copied().ok_or_else(|| {
        Misuse::new(format!("unknown format `{name}`")).help(near(name, &names()))
    })
}

fn names() -> Vec<&'static str> {
    EMITTERS.iter().map(|it| it.format().name).collect()
}

pub(super) fn target(
    arguments: &Convert,
    formats: &[&dyn Emitter],
    inputs: &[Result<Input, Missing>],
) -> Result<Target, Misuse> {
    if let Some(folder) = &arguments.dir {
        return Ok(Target::Folder(folder.clone()));
    }
    let one = inputs.len() < 2 && formats.len() < 2;
    match &arguments.output {
        Some(path) if one && is_stdout(path) => Ok(Target::Stdout),
        Some(path) if one && write::is_device(path) => Ok(Target::Device(path.clone())),
        Some(path) if one => Ok(Target::File(path.clone())),
        Some(_) => {
            Err(Misuse::new("several outputs cannot go to one file").help(COLLECT))
        }
        None if one && formats.iter().all(|it| is_text(&it.format())) => {
            Ok(Target::Stdout)
        }
        None => Err(Misuse::new("where to? several outputs, or a book, need a place")
            .help("name a folder with -d, or a file with -o")),
    }
}

fn is_stdout(path: &Path) -> bool {
    path.as_os_str() == "-" || cfg!(unix) && path == Path::new("/dev/stdout")
}

fn is_text(format: &offprint::emit::Format) -> bool {
    format.media_type != "application/epub+zip"
}
