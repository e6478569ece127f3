//! What is said on standard error.

use std::{
    io::{self, Write},
    sync::atomic::{AtomicBool, AtomicU32, Ordering},
};

use anstyle::{AnsiColor, Style};
use offprint::{
    Error, Report,
    report::{Effect, Entry},
};
use serde_json::json;

/// How messages are written, and how many there were.
#[derive(Debug, Default)]
pub(super) struct Messages {
    pub(super) json: bool,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    pub(super) warnings: AtomicU32,
    pub(super) failures: AtomicU32,
    denied: AtomicBool,
    /// The grade from which an entry makes the run fail.
    pub(super) deny: Option<Effect>,
}

impl Messages {
    /// Says what happened to a file, such as `Written out/a.md`.
    pub(super) fn did(&self, verb: &str, what: &str) {
        if self.quiet {
            return;
        }
        if self.json {
            line(&json!({ "event": verb.to_lowercase(), "file": what }).to_string());
        } else {
            let style = AnsiColor::Green.on_default().bold();
            line(&format!("{style}{verb:>11}{style:#} {}", printable(what)));
        }
    }

    /// Says why something cannot be done. `help` says what to do about it.
    pub(super) fn error(&self, file: &str, what: &str, help: Option<&str>) {
        self.failures.fetch_add(1, Ordering::Relaxed);
        if self.json {
            let row =
                json!({ "event": "error", "file": file, "message": what, "help": help });
            line(&row.to_string());
            return;
        }
        let style = AnsiColor::Red.on_default().bold();
        let file = if file.is_empty() { String::new() } else { format!("{file}: ") };
        line(&format!("{style}error{style:#}: {}{}", printable(&file), printable(what)));
        if let Some(help) = help {
            line(&format!("help: {help}"));
        }
    }

    /// Says what a report says, from guesses up; everything where that is asked
    /// for.
    pub(super) fn report(&self, file: &str, report: &Report) {
        for entry in &report.entries {
            let effect = entry.code.effect();
            if self.deny.is_some_and(|it| it <= effect) {
                self.denied.store(true, Ordering::Relaxed);
            }
            if effect < Effect::Guessed && !self.verbose {
                continue;
            }
            if Effect::Guessed <= effect {
                self.warnings.fetch_add(1, Ordering::Relaxed);
            }
            if !self.quiet {
                self.entry(file, entry);
            }
        }
    }

    fn entry(&self, file: &str, entry: &Entry) {
        if self.json {
            let row = json!({
                "event": "report", "file": file, "code": entry.code,
                "effect": entry.code.effect(), "stage": entry.stage, "subject": entry.subject,
            });
            line(&row.to_string());
            return;
        }
        let effect = entry.code.effect();
        let (word, style) = if effect < Effect::Guessed {
            ("note", AnsiColor::Cyan.on_default())
        } else {
            ("warning", AnsiColor::Yellow.on_default().bold())
        };
        let subject: String = entry.subject.chars().take(200).collect();
        line(&format!(
            "{style}{word}[{}]{style:#}: {}: {}: {}",
            entry.code,
            printable(file),
            entry.stage,
            printable(&subject)
        ));
    }

    /// Says something that is neither an error nor about one file.
    pub(super) fn note(&self, what: &str) {
        if !self.quiet && !self.json {
            let style = Style::new().dimmed();
            line(&format!("{style}{what}{style:#}"));
        }
    }

    /// Returns whether an entry was as grave as the caller denies.
    pub(super) fn denied(&self) -> bool {
        self.denied.load(Ordering::Relaxed)
    }
}

fn line(text: &str) {
    // A closed terminal is no reason to stop writing files.
    _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Says what an error and its causes say, on one line.
pub(super) fn chain(err: &Error) -> String {
    let mut text = err.to_string();
    let mut source = std::error::Error::source(err);
    while let Some(it) = source {
        text.push_str(": ");
        text.push_str(&it.to_string());
        source = it.source();
    }
    text
}

/// Returns text with everything shown that could drive a terminal.
pub(super) fn printable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = matches!(c,
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        if c.is_control() || hidden {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// Writes to standard output; a closed pipe ends the program quietly.
pub(super) fn to_stdout(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_could_drive_a_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}"), "a\\u{1b}[2Jb\\u{202e}");
    }
}
