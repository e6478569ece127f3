//! Flags, files, the clock and the terminal, around the library.

mod args;
mod assets;
mod batch;
mod book;
mod collect;
mod convert;
mod feed;
mod input;
mod inspect;
mod lists;
mod messages;
mod names;
mod write;

use std::{io::IsTerminal, process::ExitCode};

use clap::Parser;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use self::{
    args::{Arguments, Color, Command, MessageFormat},
    messages::Messages,
};

/// What the program says when it ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Code {
    Done = 0,
    SomeFailed = 1,
    Usage = 2,
    NoArticle = 3,
    CannotWrite = 4,
}

/// Runs the program and returns its exit code.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.color {
        Color::Auto => (),
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
    if !arguments.verbose {
        // A page that the program fails on is named by the message about it.
        std::panic::set_hook(Box::new(|_| ()));
    }
    let mut messages = Messages::default();
    messages.quiet = arguments.quiet;
    messages.verbose = arguments.verbose;
    messages.json = arguments.message_format == MessageFormat::Json;
    let code = match arguments.command {
        Command::Convert(it) => {
            messages.deny = it.printing.denied();
            threads(it.reading.jobs);
            convert::run(&it, &messages)
        }
        Command::Book(it) => {
            messages.deny = it.printing.denied();
            threads(it.reading.jobs);
            book::run(&it, &messages)
        }
        Command::Feed(it) => {
            messages.deny = it.printing.denied();
            threads(it.reading.jobs);
            feed::run(&it, &messages)
        }
        Command::Inspect(it) => {
            threads(it.reading.jobs);
            inspect::run(&it, &messages)
        }
        Command::Formats => lists::formats(),
        Command::Explain { code } => lists::explain(code.as_deref(), &messages),
    };
    ExitCode::from(code as u8)
}

fn threads(jobs: Option<usize>) {
    let builder = rayon::ThreadPoolBuilder::new().stack_size(8 << 20);
    // Fails only where a pool already exists, which then serves as well.
    _ = builder.num_threads(jobs.unwrap_or(0)).build_global();
}

/// Returns a bar that shows itself after a second's work, on a terminal alone.
fn progress(length: usize, messages: &Messages) -> ProgressBar {
    let shown = 1 < length
        && !messages.quiet
        && !messages.json
        && std::io::stderr().is_terminal();
    if !shown {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr_with_hz(4);
    let bar = ProgressBar::with_draw_target(Some(length as u64), target);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.with_style(style)
}

/// Returns the name that was probably meant.
fn nearest<'a>(typed: &str, names: &[&'a str]) -> Option<&'a str> {
    let distance = |name: &str| strsim::damerau_levenshtein(typed, name);
    let near = names.iter().min_by_key(|it| distance(it))?;
    (distance(near) <= typed.len().max(3) / 3).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        use clap::CommandFactory;
        Arguments::command().debug_assert();
    }

    #[test]
    fn names_what_was_probably_meant() {
        assert_eq!(nearest("markdwon", &["epub", "markdown"]), Some("markdown"));
        assert_eq!(nearest("docx", &["epub", "markdown"]), None);
    }
}
