//! Flags, files, the clock and the terminal, around the library.

mod args;
mod assets;
mod batch;
mod book;
mod collect;
mod convert;
mod feed;
mod fetch;
mod input;
mod inspect;
mod isolate;
mod lists;
mod lock;
mod meanings;
mod messages;
mod mistake;
mod names;
mod originals;
mod picture;
mod progress;
mod publish;
mod saved;
mod settings;
mod shell;
mod stdout;
mod temporary;
mod threads;
mod watch;
mod write;

use std::{ffi::OsString, path::PathBuf, process::ExitCode};

use clap::Parser;

use self::{
    args::{Arguments, Color, Command, MessageFormat},
    messages::{Messages, Misuse},
    settings::Settings,
};

/// What the program says when it ends.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Code {
    Done = 0,
    SomeFailed = 1,
    Usage = 2,
    NoArticle = 3,
    CannotWrite = 4,
    Refused = 5,
}

/// Runs the program and returns its exit code.
pub(crate) fn run() -> ExitCode {
    if isolate::work_if_asked() {
        return ExitCode::SUCCESS;
    }
    let arguments = match Arguments::try_parse() {
        Ok(it) => it,
        Err(err) => return mistyped(&err),
    };
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
    let code = match obey(arguments, &mut messages) {
        Ok(code) => code,
        Err(misuse) => {
            messages.misuse("", &misuse);
            Code::Usage
        }
    };
    ExitCode::from(code as u8)
}

/// Says what is wrong with the command line, or what was asked about it.
fn mistyped(err: &clap::Error) -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let json = typed.iter().any(|it| it == "--message-format=json")
        || typed.windows(2).any(|it| it[0] == "--message-format" && it[1] == "json");
    if err.use_stderr() && json {
        let mut messages = Messages::default();
        messages.json = true;
        let text = err.render().to_string();
        // What is wrong, what may help, how it is used.
        let mut parts = text.split("\n\n").map(str::trim);
        let what = parts.next().unwrap_or_default();
        let what = what.strip_prefix("error: ").unwrap_or(what);
        let tip = parts.find_map(|it| it.strip_prefix("tip: "));
        messages.error("", what, tip);
    } else {
        // Where it cannot be said, nobody listens.
        _ = err.print();
    }
    ExitCode::from(u8::try_from(err.exit_code()).unwrap_or(Code::Usage as u8))
}

/// Does what was asked.
fn obey(arguments: Arguments, messages: &mut Messages) -> Result<Code, Misuse> {
    let config = match arguments.no_config {
        true => Config::None,
        false => Config::From(arguments.config),
    };
    match arguments.command {
        Command::Convert(asked) => {
            watch::stay(asked.reading.watch, messages, |messages| {
                let mut it = asked.clone();
                config.read()?.convert(&mut it);
                messages.heed(&it.printing);
                threads::set(it.reading.jobs);
                it.reading.without.extend(it.dir.clone());
                convert::run(&it, messages)
            })?;
        }
        Command::Book(asked) => {
            watch::stay(asked.reading.watch, messages, |messages| {
                let mut it = asked.clone();
                config.read()?.book(&mut it);
                messages.heed(&it.printing);
                threads::set(it.reading.jobs);
                publish::kept(&mut it.reading);
                match it.reading.watch {
                    true => {
                        watch::run(&[&it.reading], messages, |_| book::run(&it, messages))
                    }
                    false => book::run(&it, messages),
                }
            })?;
        }
        Command::Feed(asked) => {
            watch::stay(asked.reading.watch, messages, |messages| {
                let mut it = asked.clone();
                config.read()?.feed(&mut it);
                messages.heed(&it.printing);
                threads::set(it.reading.jobs);
                it.reading.without.extend(it.dir.clone());
                publish::kept(&mut it.reading);
                match it.reading.watch {
                    true => {
                        watch::run(&[&it.reading], messages, |_| feed::run(&it, messages))
                    }
                    false => feed::run(&it, messages),
                }
            })?;
        }
        Command::Inspect(asked) => {
            watch::stay(asked.reading.watch, messages, |messages| {
                let mut it = asked.clone();
                config.read()?.reading(&mut it.reading);
                threads::set(it.reading.jobs);
                inspect::run(&it, messages)
            })?;
        }
        Command::Publish(asked) => {
            watch::stay(asked.convert.reading.watch, messages, |messages| {
                publish::run(asked.convert.clone(), &config.read()?, messages)
            })?;
        }
        Command::Init(it) => return settings::init(&it, messages),
        Command::Formats => return Ok(lists::formats(messages)),
        Command::Completions { shell } => return Ok(shell::completions(shell, messages)),
        Command::Manual { dir } => return Ok(shell::manual(&dir, messages)),
        Command::Explain { code } => {
            return lists::explain(code.as_deref(), messages);
        }
    }
    Ok(messages.finish())
}

/// Where settings are read from.
enum Config {
    None,
    /// A file, or what is found above.
    From(Option<PathBuf>),
}

impl Config {
    fn read(&self) -> Result<Settings, Misuse> {
        match self {
            Self::None => Ok(Settings::default()),
            Self::From(path) => settings::load(path.as_deref()),
        }
    }
}

/// Returns the name that was probably meant.
fn nearest<'a>(typed: &str, names: &[&'a str]) -> Option<&'a str> {
    let distance = |name: &str| strsim::damerau_levenshtein(typed, name);
    let near = names.iter().min_by_key(|it| distance(it))?;
    (distance(near) <= typed.len().max(3) / 3).then_some(near)
}

/// Returns what was probably meant, or else what there is, as advice.
fn near(typed: &str, known: &[&str]) -> String {
    match nearest(typed, known) {
        Some(it) => format!("did you mean `{it}`?"),
        None => format!("it is one of: {}", known.join(", ")),
    }
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
