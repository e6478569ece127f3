//! The command line, as it is typed.
//!
//! What can also stand in a settings file is an [`Option`] or a list here, and
//! the same type is read from there; a default is named where it is used, since
//! only there is it known that nobody asked for anything else.

mod commands;
mod printing;
mod reading;
mod words;

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

pub(super) use self::{
    commands::{Book, Channelled, Convert, Feed, Init, Inspect, Order, Publish},
    printing::Printing,
    reading::Reading,
    words::{read_selector, read_selectors, read_tag, read_template},
};

/// Loads an article once and prints it for every outlet.
#[derive(Debug, Parser)]
#[command(
    version,
    arg_required_else_help = true,
    after_help = "Exit codes: 0 all written; 1 some inputs failed, or a denied grade was \
                  reported; 2 usage or settings; 3 no article in any input; 4 cannot write; \
                  5 refused for safety; 130 interrupted."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
    /// The settings file; `offprint.toml` in this folder or one above it where
    /// absent.
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Read no settings file.
    #[arg(long, global = true)]
    pub(super) no_config: bool,
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
    Inspect(Box<Inspect>),
    /// Run every output that the settings file names, or with -t one of its own.
    Publish(Box<Publish>),
    /// Write a settings file for a folder, with every setting explained.
    Init(Init),
    /// List the formats, their files and their settings with defaults.
    Formats,
    /// Explain a report code.
    Explain {
        /// The code, such as `embed-linked`; without one, all are listed.
        code: Option<String>,
    },
    /// Print what a shell needs to complete commands, flags and values.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write the manual, a page for each command, to a folder.
    Manual {
        /// The folder, such as `~/.local/share/man/man1`.
        dir: PathBuf,
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

/// Takes a value from below where none was given above.
fn or<T: Clone>(above: &mut Option<T>, below: Option<&T>) {
    if above.is_none() {
        *above = below.cloned();
    }
}

/// Puts the values from below before those given above, which then win.
fn before<T: Clone>(above: &mut Vec<T>, below: &[T]) {
    above.splice(0..0, below.iter().cloned());
}
