//! How to print.

use std::{
    collections::BTreeMap,
    fmt::Display,
    fs,
    path::{Path, PathBuf},
};

use clap::{
    ArgAction, Args, ValueEnum,
    builder::{PossibleValuesParser, TypedValueParser},
};
use offprint::{
    emit::{Comments, Images, Place, Settings, Templates},
    report::Effect,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};

use super::{before, or};
use crate::cli::{convert, input, messages::Misuse, mistake, near, write};

/// How to print.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(in crate::cli) struct Printing {
    /// Where readers' comments go. [default: end]
    #[arg(long, value_name = "WHERE", value_parser = word::<Comments>(&["none", "end", "file"]))]
    comments: Option<Comments>,
    /// What becomes of authors' bios. [default: keep]
    #[arg(long, value_name = "WHAT", value_enum)]
    bio: Option<Bio>,
    /// Where the republication notice goes. [default: bottom]
    #[arg(long, value_name = "WHERE", value_parser = word::<Place>(&["top", "bottom", "none"]))]
    notice: Option<Place>,
    /// What becomes of pictures. [default: copy]
    #[arg(long, value_name = "WHAT", value_parser = word::<Images>(&["copy", "link", "embed", "none"]))]
    images: Option<Images>,
    /// Whether search engines may list a web page. [default: index]
    #[arg(long, value_name = "WHAT", value_enum)]
    robots: Option<Robots>,
    /// The form of the front matter in Markdown: `-O markdown.front-matter=…`.
    #[arg(long, value_name = "FORM", value_parser = ["yaml", "toml", "none"])]
    #[serde(skip)]
    front_matter: Option<String>,
    /// The folder that pictures may come from; each input's own where absent.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) image_root: Option<PathBuf>,
    /// A setting of one format, such as `markdown.profile=hugo`.
    #[arg(short = 'O', value_name = "FORMAT.KEY=VALUE", action = ArgAction::Append)]
    #[serde(skip)]
    options: Vec<String>,
    /// Settings of formats, by the format's name.
    #[arg(skip)]
    emit: FormatOptions,
    /// A folder of templates to use instead of those built in.
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) templates: Option<PathBuf>,
    /// Write the whole report as JSON.
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) report: Option<PathBuf>,
    /// Fail on entries of this grade or a graver one.
    #[arg(long, value_name = "GRADE", value_enum)]
    deny: Option<Grade>,
    /// Fail if anything is lost or weakened: `--deny degraded`.
    #[arg(long)]
    #[serde(skip)]
    strict: bool,
    /// Go on with the others where an input fails, which is always done; the flag
    /// is for scripts that say so.
    #[arg(long, hide_short_help = true)]
    #[serde(skip)]
    keep_going: bool,
    /// Write files also where they hold the same already.
    #[arg(long)]
    #[serde(skip)]
    force: bool,
    /// Say what would be written and write nothing.
    #[arg(long)]
    #[serde(skip)]
    pub(in crate::cli) dry_run: bool,
}

/// What becomes of authors' bios.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, ValueEnum)]
#[serde(rename_all = "kebab-case")]
enum Bio {
    Keep,
    Drop,
}

/// Whether search engines may list a web page.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, ValueEnum)]
#[serde(rename_all = "kebab-case")]
enum Robots {
    Index,
    Noindex,
}

/// The grade from which an entry makes the run fail.
#[derive(Clone, Copy, Debug, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
enum Grade {
    Guessed,
    Degraded,
    Dropped,
}

/// Settings of formats by name, as given with `-O` or in `[emit.FORMAT]`.
type FormatOptions = BTreeMap<String, Value>;

impl Printing {
    /// The keys of a settings file that are read into this.
    pub(in crate::cli) const KEYS: &[&str] = &[
        "comments",
        "bio",
        "notice",
        "images",
        "robots",
        "image-root",
        "emit",
        "templates",
        "report",
        "deny",
    ];

    /// Takes what was not said from a place that counts for less.
    pub(in crate::cli) fn over(&mut self, below: &Self) {
        or(&mut self.comments, below.comments.as_ref());
        or(&mut self.bio, below.bio.as_ref());
        or(&mut self.notice, below.notice.as_ref());
        or(&mut self.images, below.images.as_ref());
        or(&mut self.robots, below.robots.as_ref());
        or(&mut self.front_matter, below.front_matter.as_ref());
        or(&mut self.image_root, below.image_root.as_ref());
        or(&mut self.templates, below.templates.as_ref());
        or(&mut self.report, below.report.as_ref());
        or(&mut self.deny, below.deny.as_ref());
        before(&mut self.options, &below.options);
        for (format, value) in &below.emit {
            let here = self.emit.entry(format.clone());
            let here = here.or_insert_with(|| Value::Object(Map::new()));
            if let (Value::Object(here), Value::Object(below)) = (here, value) {
                for (key, value) in below {
                    here.entry(key.clone()).or_insert_with(|| value.clone());
                }
            }
        }
        self.strict |= below.strict;
        self.dry_run |= below.dry_run;
        self.force |= below.force;
    }

    /// Returns the settings of formats that a settings file has: format, key and
    /// value.
    pub(in crate::cli) fn settings(&self) -> impl Iterator<Item = (&str, &str, &Value)> {
        self.emit.iter().flat_map(|(format, table)| {
            let set = table.as_object().into_iter().flatten();
            set.map(move |(key, value)| (format.as_str(), key.as_str(), value))
        })
    }

    /// Makes paths that are relative to a folder relative to this one.
    pub(in crate::cli) fn rebase(&mut self, folder: &Path) {
        let paths = [&mut self.image_root, &mut self.templates, &mut self.report];
        for path in paths.into_iter().flatten() {
            *path = input::rebased(folder, path);
        }
    }

    /// Returns whether pictures go into what is printed, or beside it.
    pub(in crate::cli) fn holds_pictures(&self) -> bool {
        let images = self.images.unwrap_or_default();
        matches!(images, Images::Copy | Images::Embed)
    }

    /// Returns what emitters are told, and the templates they use.
    ///
    /// # Errors
    ///
    /// Says which option is wrong, or which template cannot be read.
    pub(in crate::cli) fn prepare(&self) -> Result<(Settings, Templates), Misuse> {
        let mut settings = Settings::default();
        settings.comments = self.comments.unwrap_or(settings.comments);
        settings.bio = self.bio.is_none_or(|it| it == Bio::Keep);
        settings.notice = self.notice.unwrap_or(settings.notice);
        settings.images = self.images.unwrap_or(settings.images);
        settings.emit = self.format_options()?;
        Ok((settings, self.templates()?))
    }

    fn format_options(&self) -> Result<FormatOptions, Misuse> {
        let mut all = self.emit.clone();
        let mut set = |format: &str, key: &str, value: Value| {
            let table = all.entry(format.into());
            let table = table.or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(table) = table {
                table.insert(key.into(), value);
            }
        };
        if let Some(form) = &self.front_matter {
            set("markdown", "front-matter", Value::String(form.clone()));
        }
        if let Some(robots) = self.robots {
            set("html", "noindex", Value::Bool(robots == Robots::Noindex));
        }
        for option in &self.options {
            let split = option.split_once('=').and_then(|(key, value)| {
                let (format, key) = key.split_once('.')?;
                Some((format, key, value))
            });
            let Some((format, key, value)) = split else {
                let why = format!("`-O {option}` is not of the form FORMAT.KEY=VALUE");
                return Err(Misuse::new(why));
            };
            let of = |mut it: Misuse| {
                it.message = format!("`-O {option}`: {}", it.message);
                it
            };
            let emitter = convert::by_name(format).map_err(of)?;
            let value = serde_json::from_str(value)
                .ok()
                .filter(|it: &Value| !it.is_null())
                .unwrap_or_else(|| Value::String(value.into()));
            mistake::of_setting(emitter, key, &value).map_err(of)?;
            set(emitter.format().name, key, value);
        }
        Ok(all)
    }

    /// Returns the templates, with the caller's own laid over those built in.
    fn templates(&self) -> Result<Templates, Misuse> {
        let mut templates = Templates::default();
        let Some(folder) = &self.templates else { return Ok(templates) };
        if !folder.is_dir() {
            let why = format!("{}: no such folder", folder.display());
            return Err(
                Misuse::new(why).help("`--templates` names a folder of templates")
            );
        }
        let unreadable =
            |err: &dyn Display| Misuse::new(format!("{}: {err}", folder.display()));
        for entry in ignore::WalkBuilder::new(folder).build() {
            let path = entry.map_err(|err| unreadable(&err))?.into_path();
            let Ok(name) = path.strip_prefix(folder) else { continue };
            if path.is_file() {
                let name = name.to_string_lossy().replace('\\', "/");
                let known: Vec<&str> = Templates::paths().collect();
                if !known.contains(&&*name) {
                    let why = format!("{}: no template has this name", path.display());
                    return Err(Misuse::new(why).help(near(&name, &known)));
                }
                let text = fs::read_to_string(&path).map_err(|err| unreadable(&err))?;
                templates.lay_over(name, text);
            }
        }
        Ok(templates)
    }

    /// Returns how files are written.
    pub(in crate::cli) fn writing(&self) -> write::Manner {
        write::Manner { dry_run: self.dry_run, force: self.force }
    }

    /// Returns the grade from which an entry makes the run fail.
    pub(in crate::cli) fn denied(&self) -> Option<Effect> {
        match self.deny {
            Some(Grade::Guessed) => Some(Effect::Guessed),
            Some(Grade::Degraded) => Some(Effect::Degraded),
            Some(Grade::Dropped) => Some(Effect::Dropped),
            None => self.strict.then_some(Effect::Degraded),
        }
    }
}

/// Reads a word that the library has a type for.
fn word<T: DeserializeOwned + Clone + Send + Sync + 'static>(
    words: &'static [&'static str],
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words)
        .try_map(|it| serde_json::from_value::<T>(Value::String(it)))
}
