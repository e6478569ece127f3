//! The command line, as it is typed.

use std::{fs, path::PathBuf};

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use offprint::{
    emit::{Comments, Images, Place, Settings, Templates},
    report::Effect,
};
use serde_json::{Map, Value};
use url::Url;

use super::{convert::FormatOptions, input::Manner};

/// Loads an article once and prints it for every outlet.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 all written; 1 some inputs failed, or a denied grade was \
                  reported; 2 usage or settings; 3 no article in any input; 4 cannot write; \
                  130 interrupted."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// Say less: errors only.
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say more: also how things were found.
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colour.
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    pub(super) color: Color,
    /// How messages are written on standard error.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "human",
        value_name = "FORMAT"
    )]
    pub(super) message_format: MessageFormat,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Turn each article into one or more formats.
    Convert(Box<Convert>),
    /// Collect many articles in one EPUB.
    Book(Box<Book>),
    /// Make RSS, Atom and JSON feeds of many articles.
    Feed(Box<Feed>),
    /// Show what was found on each page, by which rule, and what disagreed.
    Inspect(Inspect),
    /// List the formats, their files and their settings with defaults.
    Formats,
    /// Explain a report code.
    Explain {
        /// The code, such as `embed-linked`; without one, all are listed.
        code: Option<String>,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum MessageFormat {
    Human,
    Json,
}

/// What to read and how.
#[derive(Args, Debug)]
pub(super) struct Reading {
    /// Files, folders (searched for pages and Markdown), `@LIST` for a list of
    /// them, or `-` for standard input.
    #[arg(required = true, value_name = "IN")]
    pub(super) inputs: Vec<PathBuf>,
    /// The format of the inputs; told from the file where absent.
    #[arg(short, long, value_name = "FORMAT", value_parser = loader)]
    pub(super) from: Option<String>,
    /// The address a saved page came from, which its links are relative to.
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<Url>,
    /// The character set of the inputs, whatever they say themselves.
    #[arg(long, value_name = "NAME")]
    pub(super) charset: Option<String>,
    /// Set a field of the metadata, such as `title=…` or `published=2024-05-03`.
    #[arg(long, value_name = "KEY=VALUE", value_parser = meta)]
    pub(super) meta: Vec<(String, String)>,
    /// How many inputs are read at once; as many as there are cores where absent.
    #[arg(short, long, value_name = "N")]
    pub(super) jobs: Option<usize>,
}

/// How to print.
#[derive(Args, Debug)]
pub(super) struct Printing {
    /// Where readers' comments go.
    #[arg(long, value_name = "WHERE", default_value = "end", value_parser = ["none", "end", "file"])]
    comments: String,
    /// What becomes of authors' bios.
    #[arg(long, value_name = "WHAT", default_value = "keep", value_parser = ["keep", "drop"])]
    bio: String,
    /// Where the republication notice goes.
    #[arg(long, value_name = "WHERE", default_value = "bottom", value_parser = ["top", "bottom", "none"])]
    notice: String,
    /// What becomes of pictures.
    #[arg(long, value_name = "WHAT", default_value = "copy", value_parser = ["copy", "link", "embed", "none"])]
    images: String,
    /// The folder that pictures may come from; each input's own where absent.
    #[arg(long, value_name = "DIR")]
    pub(super) image_root: Option<PathBuf>,
    /// A setting of one format, such as `markdown.profile=hugo`.
    #[arg(short = 'O', value_name = "FORMAT.KEY=VALUE", action = ArgAction::Append)]
    options: Vec<String>,
    /// A folder of templates to use instead of those built in.
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// Write the whole report as JSON.
    #[arg(long, value_name = "FILE")]
    pub(super) report: Option<PathBuf>,
    /// Fail on entries of this grade or a graver one.
    #[arg(long, value_name = "GRADE", value_enum)]
    pub(super) deny: Option<Grade>,
    /// Fail if anything is lost or weakened: `--deny degraded`.
    #[arg(long)]
    pub(super) strict: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Grade {
    Guessed,
    Degraded,
    Dropped,
}

#[derive(Args, Debug)]
pub(super) struct Convert {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The formats, one or several: `rss,epub,markdown`.
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',')]
    pub(super) to: Vec<String>,
    /// The file to write; its extension names the format where `-t` does not.
    #[arg(short, long, value_name = "FILE", conflicts_with = "dir")]
    pub(super) output: Option<PathBuf>,
    /// The folder to write to.
    #[arg(short, long, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
    /// How files are named: `{date} {slug} {stem} {author}`.
    #[arg(long, value_name = "TEMPLATE", default_value = "{date}-{slug}")]
    pub(super) name: String,
    /// Say what would be written and write nothing.
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) printing: Printing,
}

/// What a collection calls itself.
#[derive(Args, Debug)]
pub(super) struct Channelled {
    /// The title; what the articles agree on where absent.
    #[arg(long, value_name = "TEXT")]
    pub(super) title: Option<String>,
    /// What it is about.
    #[arg(long, value_name = "TEXT")]
    pub(super) description: Option<String>,
    /// The page it belongs to.
    #[arg(long, value_name = "URL")]
    pub(super) home: Option<Url>,
    /// The address the output itself will have.
    #[arg(long, value_name = "URL")]
    pub(super) address: Option<Url>,
    /// The language, as a tag such as `en-GB`.
    #[arg(long, value_name = "TAG")]
    pub(super) language: Option<String>,
}

/// The order of the articles in a collection.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(super) enum Order {
    /// Oldest first.
    Date,
    /// Newest first.
    Newest,
    Title,
    Author,
    Path,
    /// As the command line names them.
    Given,
}

#[derive(Args, Debug)]
pub(super) struct Book {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// The order of the essays.
    #[arg(long, value_enum, value_name = "ORDER", default_value = "given")]
    pub(super) order: Order,
    /// Turn the order around.
    #[arg(long)]
    pub(super) reverse: bool,
    /// Make each folder a part of the book, with its name over its essays.
    #[arg(long)]
    pub(super) parts: bool,
    /// The picture on the cover, JPEG or PNG.
    #[arg(long, value_name = "FILE")]
    pub(super) cover: Option<PathBuf>,
    /// A stylesheet to use instead of the one built in.
    #[arg(long, value_name = "FILE")]
    pub(super) css: Option<PathBuf>,
    /// Check the structure of the book once it is written.
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) channel: Channelled,
    #[command(flatten)]
    pub(super) printing: Printing,
}

#[derive(Args, Debug)]
pub(super) struct Feed {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// The folder to write to.
    #[arg(short, long, value_name = "DIR")]
    pub(super) dir: PathBuf,
    /// The formats, one or several; all three where absent.
    #[arg(short, long, value_name = "FORMAT", value_delimiter = ',', value_parser = ["rss", "atom", "json-feed"])]
    pub(super) to: Vec<String>,
    /// How many articles at most, newest first.
    #[arg(long, value_name = "N")]
    pub(super) limit: Option<usize>,
    #[command(flatten)]
    pub(super) channel: Channelled,
    #[command(flatten)]
    pub(super) printing: Printing,
}

#[derive(Args, Debug)]
pub(super) struct Inspect {
    #[command(flatten)]
    pub(super) reading: Reading,
    /// Print one JSON object a line.
    #[arg(long)]
    pub(super) json: bool,
    /// Also show which elements were taken for what.
    #[arg(long)]
    pub(super) explain: bool,
}

impl Reading {
    /// Returns what the caller says about every input.
    pub(super) fn manner(&self) -> Manner {
        Manner {
            from: self.from.clone(),
            base_url: self.base_url.clone(),
            charset: self.charset.clone(),
        }
    }
}

impl Printing {
    /// Returns the settings that the flags make.
    pub(super) fn settings(&self) -> Result<Settings, String> {
        let mut settings = Settings::default();
        settings.comments = match self.comments.as_str() {
            "none" => Comments::None,
            "file" => Comments::File,
            _ => Comments::End,
        };
        settings.bio = self.bio == "keep";
        settings.notice = match self.notice.as_str() {
            "top" => Place::Top,
            "none" => Place::None,
            _ => Place::Bottom,
        };
        settings.images = match self.images.as_str() {
            "link" => Images::Link,
            "embed" => Images::Embed,
            "none" => Images::None,
            _ => Images::Copy,
        };
        settings.emit = self.format_options()?;
        Ok(settings)
    }

    fn format_options(&self) -> Result<FormatOptions, String> {
        let mut all = FormatOptions::new();
        for option in &self.options {
            let split = option.split_once('=').and_then(|(key, value)| {
                let (format, key) = key.split_once('.')?;
                Some((format, key, value))
            });
            let Some((format, key, value)) = split else {
                return Err(format!("`-O {option}` is not of the form FORMAT.KEY=VALUE"));
            };
            if offprint::emit::by_name(format).is_err() {
                return Err(format!("`-O {option}`: unknown format `{format}`"));
            }
            let value = serde_json::from_str(value)
                .ok()
                .filter(|it: &Value| !it.is_null())
                .unwrap_or_else(|| Value::String(value.into()));
            let table =
                all.entry(format.into()).or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(table) = table {
                table.insert(key.into(), value);
            }
        }
        Ok(all)
    }

    /// Returns the templates, with the caller's own laid over those built in.
    pub(super) fn templates(&self) -> Result<Templates, String> {
        let mut templates = Templates::default();
        let Some(folder) = &self.templates else { return Ok(templates) };
        let unreadable =
            |err: &dyn std::fmt::Display| format!("{}: {err}", folder.display());
        for entry in ignore::WalkBuilder::new(folder).build() {
            let path = entry.map_err(|err| unreadable(&err))?.into_path();
            let Ok(name) = path.strip_prefix(folder) else { continue };
            if path.is_file() {
                let text = fs::read_to_string(&path).map_err(|err| unreadable(&err))?;
                templates.lay_over(name.to_string_lossy().replace('\\', "/"), text);
            }
        }
        Ok(templates)
    }

    /// Returns the grade from which an entry makes the run fail.
    pub(super) fn denied(&self) -> Option<Effect> {
        match self.deny {
            Some(Grade::Guessed) => Some(Effect::Guessed),
            Some(Grade::Degraded) => Some(Effect::Degraded),
            Some(Grade::Dropped) => Some(Effect::Dropped),
            None => self.strict.then_some(Effect::Degraded),
        }
    }
}

fn loader(name: &str) -> Result<String, String> {
    let names = super::input::loader_names();
    if names.contains(&name) {
        return Ok(name.into());
    }
    let near = super::nearest(name, &names);
    let near = near.map_or(String::new(), |it| format!("; did you mean `{it}`?"));
    Err(format!("it is one of: {}{near}", names.join(", ")))
}

fn meta(text: &str) -> Result<(String, String), String> {
    const KEYS: &[&str] = &[
        "title",
        "subtitle",
        "summary",
        "byline",
        "language",
        "id",
        "published",
        "updated",
        "url",
        "canonical",
    ];
    let (key, value) = text.split_once('=').ok_or("expected KEY=VALUE")?;
    if !KEYS.contains(&key) {
        let near = super::nearest(key, KEYS);
        let near = near.map_or(String::new(), |it| format!("; did you mean `{it}`?"));
        return Err(format!("the keys are: {}{near}", KEYS.join(", ")));
    }
    let date = matches!(key, "published" | "updated");
    if date && value.parse::<offprint::article::Date>().is_err() {
        return Err(format!("`{value}` is not a date such as 2024-05-03"));
    }
    if matches!(key, "url" | "canonical") && Url::parse(value).is_err() {
        return Err(format!("`{value}` is not an absolute address"));
    }
    Ok((key.into(), value.into()))
}
