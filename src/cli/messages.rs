//! What is said on standard error.

use std::{
    collections::BTreeMap,
    io::{self, IsTerminal, Write},
    path::PathBuf,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
};

use anstyle::{AnsiColor, Style};
use offprint::{
    Error, Report,
    report::{Code as ReportCode, Effect, Entry},
};
use serde_json::{Value, json};

use super::{
    Code,
    args::Printing,
    batch::Failure,
    input::reason,
    lists,
    progress::{Bar, Progress},
    write::{self, Written},
};

/// A mistake on the command line or in the settings, because of which nothing
/// is done.
#[derive(Debug)]
pub(super) struct Misuse {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl Misuse {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    /// Adds what to do about it.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl From<String> for Misuse {
    fn from(message: String) -> Self {
        Self::new(message)
    }
}

/// How messages are written, what was said, and what that makes of the run.
#[derive(Debug, Default)]
pub(super) struct Messages {
    pub(super) json: bool,
    pub(super) quiet: bool,
    pub(super) verbose: bool,
    warnings: AtomicU32,
    failures: AtomicU32,
    read: AtomicU32,
    written: AtomicU32,
    unchanged: AtomicU32,
    planned: AtomicU32,
    /// How many entries are of a grade that is denied, of those not told yet.
    denied: AtomicU32,
    /// Whether there was any such entry.
    lacking: AtomicBool,
    unwritable: AtomicBool,
    misused: AtomicBool,
    refused: AtomicBool,
    /// The grade from which an entry makes the run fail.
    deny: Option<Effect>,
    /// Where the whole report goes.
    report: Option<PathBuf>,
    /// The rows of the whole report, if it is wanted.
    rows: Mutex<Vec<Value>>,
    /// How far the work at hand is.
    bar: Bar,
}

/// How many entries with one code are shown of one file.
const ENOUGH: usize = 8;

impl Messages {
    /// Hears what a command is told about reporting.
    pub(super) fn heed(&mut self, printing: &Printing) {
        self.deny = match (self.deny, printing.denied()) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        if self.report.is_none() {
            self.report.clone_from(&printing.report);
        }
    }

    /// Counts inputs that could be read.
    pub(super) fn read(&self, count: usize) {
        self.read.fetch_add(count as u32, Ordering::Relaxed);
    }

    /// Counts an output that is as it should be.
    pub(super) fn written(&self, it: Written) {
        let count = match it {
            Written::Unchanged => &self.unchanged,
            Written::Planned => &self.planned,
            Written::New => &self.written,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }

    /// Says why an input gave no article.
    pub(super) fn failure(&self, it: &Failure) {
        self.refused.fetch_or(it.refused, Ordering::Relaxed);
        self.error(&it.name, &it.message, it.help.as_deref());
    }

    /// Says that an output cannot be written.
    pub(super) fn unwritable(&self, file: &str, what: &str) {
        self.unwritable.store(true, Ordering::Relaxed);
        self.error(file, what, None);
    }

    /// Says that nothing can be done as asked.
    pub(super) fn misuse(&self, file: &str, misuse: &Misuse) {
        self.misused.store(true, Ordering::Relaxed);
        self.error(file, &misuse.message, misuse.help.as_deref());
    }

    /// Writes the whole report if it is wanted, says how many there were of
    /// everything, and returns how the run ended.
    pub(super) fn finish(&self) -> Code {
        if let Some(path) = &self.report {
            let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
            let text = serde_json::to_string_pretty(&*rows).unwrap_or_default();
            if let Err(err) = write::write(path, format!("{text}\n").as_bytes()) {
                let why = format!("cannot write {}: {}", path.display(), reason(&err));
                self.unwritable("", &why);
            }
        }
        self.settle();
        self.denials();
        let count = |it: &AtomicU32| it.load(Ordering::Relaxed);
        let is = |it: &AtomicBool| it.load(Ordering::Relaxed);
        let (read, failures) = (count(&self.read), count(&self.failures));
        let (written, warnings) = (count(&self.written), count(&self.warnings));
        let (unchanged, planned) = (count(&self.unchanged), count(&self.planned));
        if self.json {
            let row = json!({
                "event": "summary", "read": read, "written": written,
                "unchanged": unchanged, "planned": planned,
                "failed": failures, "warnings": warnings,
            });
            self.line(&row.to_string());
        } else if 1 < read || failures != 0 && read != 0 {
            let mut made = match planned {
                0 => format!("{written} written"),
                planned => format!("{planned} would be written"),
            };
            if unchanged != 0 {
                made = format!("{made}, {unchanged} unchanged");
            }
            self.note(&format!(
                "{read} read, {made}, {failures} failed, {warnings} warnings"
            ));
        }
        if is(&self.unwritable) {
            Code::CannotWrite
        } else if is(&self.misused) {
            Code::Usage
        } else if read == 0 && is(&self.refused) {
            Code::Refused
        } else if read == 0 {
            Code::NoArticle
        } else if failures != 0 || is(&self.lacking) {
            Code::SomeFailed
        } else {
            Code::Done
        }
    }

    /// Says how many entries are of a grade that is denied, since it was last said.
    pub(super) fn denials(&self) {
        let denied = self.denied.swap(0, Ordering::Relaxed);
        let Some(grade) = self.deny.filter(|_| denied != 0) else { return };
        self.lacking.store(true, Ordering::Relaxed);
        let why = match denied {
            1 => "1 entry of the report is".to_owned(),
            many => format!("{many} entries of the report are"),
        };
        let why = format!("{why} `{}` or graver, which is denied", lists::grade(grade));
        self.complain("", &why, Some("`offprint explain CODE` says what each means"));
    }

    /// Waits until the disk knows all that was written, and says if it cannot.
    pub(super) fn settle(&self) {
        if let Err(why) = write::settle() {
            self.unwritable("", &why);
        }
    }

    /// Says what happened to a file, such as `Written out/a.md`.
    pub(super) fn did(&self, verb: &str, what: &str) {
        if self.quiet {
            return;
        }
        if self.json {
            self.line(&json!({ "event": verb.to_lowercase(), "file": what }).to_string());
        } else {
            let style = AnsiColor::Green.on_default().bold();
            self.line(&format!("{style}{verb:>11}{style:#} {}", printable(what)));
        }
    }

    /// Says why something cannot be done. `help` says what to do about it.
    pub(super) fn error(&self, file: &str, what: &str, help: Option<&str>) {
        self.failures.fetch_add(1, Ordering::Relaxed);
        self.complain(file, what, help);
    }

    /// Says something as an error that is no failure of an input.
    pub(super) fn complain(&self, file: &str, what: &str, help: Option<&str>) {
        if self.json {
            let file = (!file.is_empty()).then_some(file);
            let row =
                json!({ "event": "error", "file": file, "message": what, "help": help });
            self.line(&row.to_string());
            return;
        }
        let style = AnsiColor::Red.on_default().bold();
        let file = if file.is_empty() { String::new() } else { format!("{file}: ") };
        self.line(&format!(
            "{style}error{style:#}: {}{}",
            printable(&file),
            printable(what)
        ));
        if let Some(help) = help {
            self.line(&format!("help: {help}"));
        }
    }

    /// Says what a report says, from guesses up; everything where that is asked
    /// for.
    pub(super) fn report(&self, file: &str, report: &Report) {
        if self.report.is_some() {
            let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
            rows.push(json!({ "file": file, "report": report }));
        }
        // Several formats often say the same of the same thing.
        let mut shown: Vec<(&Entry, Vec<&str>)> = Vec::new();
        let mut places = BTreeMap::new();
        for entry in &report.entries {
            let effect = entry.code.effect();
            if effect < Effect::Guessed && !self.verbose {
                continue;
            }
            let place = places.entry((entry.code, &entry.subject)).or_insert_with(|| {
                if self.deny.is_some_and(|it| it <= effect) {
                    self.denied.fetch_add(1, Ordering::Relaxed);
                }
                shown.push((entry, Vec::new()));
                shown.len() - 1
            });
            let stages = &mut shown[*place].1;
            if !stages.contains(&&*entry.stage) {
                stages.push(&entry.stage);
            }
        }
        let mut counts: BTreeMap<ReportCode, usize> = BTreeMap::new();
        for (entry, stages) in shown {
            if Effect::Guessed <= entry.code.effect() {
                self.warnings.fetch_add(1, Ordering::Relaxed);
            }
            let count = counts.entry(entry.code).or_default();
            *count += 1;
            if !self.quiet && (*count <= ENOUGH || self.verbose || self.json) {
                self.entry(file, entry, &stages.join(", "));
            }
        }
        for (code, count) in counts {
            if ENOUGH < count && !self.quiet && !self.verbose && !self.json {
                self.note(&format!(
                    "{:>11} {code}: {}: {} more like it; -v says them all",
                    "…",
                    printable(file),
                    count - ENOUGH
                ));
            }
        }
    }

    fn entry(&self, file: &str, entry: &Entry, stages: &str) {
        if self.json {
            let row = json!({
                "event": "report", "file": file, "code": entry.code,
                "effect": entry.code.effect(), "stage": stages, "subject": entry.subject,
            });
            self.line(&row.to_string());
            return;
        }
        let effect = entry.code.effect();
        let (word, style) = if effect < Effect::Guessed {
            ("note", AnsiColor::Cyan.on_default())
        } else {
            ("warning", AnsiColor::Yellow.on_default().bold())
        };
        let subject: String = entry.subject.chars().take(200).collect();
        self.line(&format!(
            "{style}{word}[{}]{style:#}: {}: {}: {}",
            entry.code,
            printable(file),
            stages,
            printable(&subject)
        ));
    }

    /// Begins work on so many things: a bar shows how far it is, once it takes more
    /// than a second, and on a terminal alone.
    pub(super) fn progress(&self, length: usize) -> Progress<'_> {
        match 1 < length && !self.quiet && !self.json && io::stderr().is_terminal() {
            true => self.bar.shown(length),
            false => self.bar.hidden(),
        }
    }

    fn line(&self, text: &str) {
        // A closed terminal is no reason to stop writing files.
        self.bar.above(|| _ = writeln!(anstream::stderr().lock(), "{text}"));
    }

    /// Says something that is neither an error nor about one file.
    pub(super) fn note(&self, what: &str) {
        if !self.quiet && !self.json {
            let style = Style::new().dimmed();
            self.line(&format!("{style}{what}{style:#}"));
        }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_what_could_drive_a_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{202e}"), "a\\u{1b}[2Jb\\u{202e}");
    }
}
