//! Pages loaded apart from the rest of the program, so that one that never ends,
//! asks for all the memory there is or brings the program down costs itself alone.
//!
//! A page is loaded in a process of its own. One too short to be worth that is
//! loaded in a thread that is watched, unless somebody said what a page may cost.

mod crew;
mod process;

use std::{
    borrow::Cow,
    env, io,
    path::PathBuf,
    sync::{
        Mutex, MutexGuard, PoisonError,
        mpsc::{Receiver, RecvTimeoutError},
    },
    time::Duration,
};

use offprint::{
    Article, ErrorKind, Report,
    load::{self, Source},
};
use serde::{Deserialize, Serialize};

use super::messages::chain;

use self::process::Worker;

pub(super) use self::{
    crew::{Place, each},
    process::work_if_asked,
};

/// The longest page that is short, in bytes. Half a millisecond is spent on it,
/// and half of that again if a process is asked.
const SHORT: usize = 1 << 14;

/// What one page may cost; where it is not said, what its length lets one expect.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Budget {
    /// In seconds; 0 for any.
    pub(super) time: Option<u64>,
    /// In MiB; 0 for any.
    pub(super) memory: Option<u64>,
}

impl Budget {
    /// Returns whether anything is bounded.
    pub(super) fn bounds(self) -> bool {
        self.time != Some(0) || self.memory != Some(0)
    }

    fn is_asked_for(self) -> bool {
        self.time.or(self.memory).is_some()
    }

    fn seconds(self, bytes: usize) -> u64 {
        self.time.unwrap_or(60 + (bytes >> 20) as u64)
    }

    fn mebibytes(self, bytes: usize) -> u64 {
        self.memory.unwrap_or((64 * (bytes >> 20) as u64).max(2048))
    }
}

/// Why a source gave no article.
#[derive(Debug)]
pub(super) struct Refused {
    /// The kind of the loader's error; nothing where it is not to blame.
    pub(super) kind: Option<ErrorKind>,
    pub(super) message: String,
    pub(super) help: Option<String>,
}

/// What loads pages apart.
#[derive(Debug)]
pub(super) struct Workers {
    /// What is started, which is this program again.
    program: io::Result<PathBuf>,
    budget: Budget,
    /// Those that have nothing to do.
    idle: Mutex<Vec<Worker>>,
}

#[derive(Deserialize, Serialize)]
struct Question<'a> {
    source: Cow<'a, Source>,
    /// How many bytes follow, which are the source's own.
    length: usize,
    from: Option<Cow<'a, str>>,
    explain: bool,
    /// In MiB; 0 for any.
    memory: u64,
}

#[derive(Deserialize, Serialize)]
enum Answer {
    /// `loader` is the name of the one that read it.
    Loaded {
        articles: Vec<Article>,
        report: Report,
        loader: String,
    },
    Refused {
        kind: ErrorKind,
        message: String,
    },
}

impl Workers {
    pub(super) fn new(budget: Budget) -> Self {
        Self { program: env::current_exe(), budget, idle: Mutex::default() }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Worker>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns how many seconds a source may take that is loaded in a thread.
    pub(super) fn seconds(&self, source: &Source) -> u64 {
        self.budget.seconds(source.bytes.len())
    }

    /// Loads a source in a process. Returns nothing where it cannot be, or is too
    /// short to be worth one, and nobody asked for that.
    pub(super) fn load(
        &self,
        source: &Source,
        from: Option<&str>,
        report: &mut Report,
    ) -> Option<Result<Vec<Article>, Refused>> {
        let length = source.bytes.len();
        if length <= SHORT && !self.budget.is_asked_for() {
            return None;
        }
        let question = Question {
            source: Cow::Borrowed(source),
            length,
            from: from.map(Cow::Borrowed),
            explain: report.explains(),
            memory: self.budget.mebibytes(length),
        };
        Some(self.work(&question)?.and_then(|it| match it {
            Answer::Loaded { articles, report: said, loader } => {
                report.go_on(said);
                if let Ok(it) = load::by_name(&loader) {
                    report.enter(it.name());
                }
                Ok(articles)
            }
            Answer::Refused { kind, message } => {
                Err(Refused { kind: Some(kind), message, help: None })
            }
        }))
    }

    /// Asks a process.
    fn work(&self, question: &Question<'_>) -> Option<Result<Answer, Refused>> {
        let mut worker = match self.idle().pop().map_or_else(|| self.start(), Ok) {
            Ok(it) => it,
            Err(_) if !self.budget.is_asked_for() => return None,
            Err(why) => return Some(Err(Refused::because(why, None))),
        };
        let seconds = self.budget.seconds(question.length);
        Some(match worker.ask(question, &question.source.bytes, seconds) {
            Ok(answer) => {
                self.idle().push(worker);
                Ok(answer)
            }
            Err(lost) => Err(self.explain(lost, question.length, worker)),
        })
    }

    fn start(&self) -> Result<Worker, String> {
        let program = self.program.as_ref().map_err(ToString::to_string)?;
        Worker::start(program)
            .map_err(|err| format!("{} cannot be started: {err}", program.display()))
    }

    fn explain(&self, lost: Lost, length: usize, worker: Worker) -> Refused {
        let last = worker.last_words();
        if matches!(lost, Lost::Late) {
            return Refused::late(self.budget.seconds(length));
        }
        if last.contains("memory allocation") {
            let memory = self.budget.mebibytes(length);
            let help = "allow more with --page-memory";
            return Refused::because(
                format!("it asked for more than {memory} MiB of memory"),
                Some(help),
            );
        }
        let deep = last.contains("overflowed its stack");
        Refused::failed(if deep { ": it ran out of stack" } else { "" })
    }
}

impl Refused {
    /// Says what a loader said.
    pub(super) fn by(err: &offprint::Error) -> Self {
        Self { kind: Some(err.kind()), message: chain(err), help: None }
    }

    /// Says that the program is to blame.
    pub(super) fn failed(why: &str) -> Self {
        let help = "please report this page; the others are not affected";
        Self::because(format!("the program failed on it{why}"), Some(help))
    }

    pub(super) fn late(seconds: u64) -> Self {
        let help = "allow more with --page-seconds";
        Self::because(format!("it took more than {seconds} seconds"), Some(help))
    }

    fn because(message: impl Into<String>, help: Option<&str>) -> Self {
        Self { kind: None, message: message.into(), help: help.map(str::to_owned) }
    }
}

/// Why no answer came.
#[derive(Clone, Copy)]
enum Lost {
    Late,
    Gone,
}

/// Waits for an answer for so many seconds; for ever where they are 0.
fn wait<T>(answers: &Receiver<T>, seconds: u64) -> Result<T, Lost> {
    if seconds == 0 {
        return answers.recv().map_err(|_| Lost::Gone);
    }
    answers.recv_timeout(Duration::from_secs(seconds)).map_err(|err| match err {
        RecvTimeoutError::Timeout => Lost::Late,
        RecvTimeoutError::Disconnected => Lost::Gone,
    })
}

fn answer(question: &Question<'_>) -> Answer {
    let mut report =
        if question.explain { Report::explaining() } else { Report::default() };
    let loader = match &question.from {
        None => load::detect(&question.source),
        Some(from) => load::by_name(from),
    };
    let loaded = loader.and_then(|it| {
        Ok((it.name(), load::load_as(it, &question.source, &mut report)?))
    });
    match loaded {
        Ok((loader, articles)) => {
            Answer::Loaded { articles, report, loader: loader.into() }
        }
        Err(err) => Answer::Refused { kind: err.kind(), message: chain(&err) },
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::{fs, io::Write as _, os::unix::fs::PermissionsExt};

    use super::*;

    /// Loads a page with a worker that is a shell script.
    fn with(script: &str) -> Refused {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("worker");
        fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let mut workers = Workers::new(Budget { time: Some(1), memory: Some(64) });
        workers.program = Ok(program);
        let source = Source::new("<p>Words.");
        let loaded = workers.load(&source, None, &mut Report::default());
        loaded.unwrap().unwrap_err()
    }

    #[test]
    fn where_no_worker_can_be_had_pages_are_read_without() {
        let nowhere = || Ok("/nowhere/offprint".into());
        let source = Source::new("<p>Words.".repeat(SHORT));
        let mut workers = Workers::new(Budget::default());
        workers.program = nowhere();
        assert!(workers.load(&source, None, &mut Report::default()).is_none());
        // Who asked for a bound is told that there is none.
        let mut workers = Workers::new(Budget { time: Some(5), memory: None });
        workers.program = nowhere();
        let loaded = workers.load(&source, None, &mut Report::default());
        assert!(loaded.unwrap().unwrap_err().message.contains("cannot be started"));
    }

    #[test]
    fn a_short_page_is_worth_no_process() {
        let mut workers = Workers::new(Budget::default());
        workers.program = Ok("/nowhere/offprint".into());
        let source = Source::new("<title>A</title><article><p>The words of it.");
        assert!(workers.load(&source, None, &mut Report::default()).is_none());
        assert_eq!(workers.seconds(&source), 60);
    }

    #[test]
    fn an_answer_that_does_not_come_is_told_from_one_that_never_will() {
        let (tell, answers) = std::sync::mpsc::channel::<()>();
        assert!(matches!(wait(&answers, 1), Err(Lost::Late)));
        drop(tell);
        assert!(matches!(wait(&answers, 1), Err(Lost::Gone)));
        assert!(matches!(wait(&answers, 0), Err(Lost::Gone)));
    }

    #[test]
    fn a_long_page_may_cost_more() {
        let budget = Budget::default();
        assert_eq!((budget.seconds(1000), budget.mebibytes(1000)), (60, 2048));
        let long = 100 << 20;
        assert_eq!((budget.seconds(long), budget.mebibytes(long)), (160, 6400));
        let asked = Budget { time: Some(5), memory: Some(64) };
        assert_eq!((asked.seconds(long), asked.mebibytes(long)), (5, 64));
        assert!(!Budget { time: Some(0), memory: Some(0) }.bounds());
    }

    #[test]
    fn a_page_that_never_ends_is_given_up() {
        let refused = with("exec sleep 60");
        assert!(refused.message.contains("it took more than"), "{}", refused.message);
        assert!(refused.help.unwrap().contains("--page-seconds"));
    }

    #[test]
    fn a_page_that_asks_for_too_much_memory_is_said_to() {
        let refused = with("echo 'memory allocation of 9 bytes failed' >&2; exit 134");
        assert_eq!(refused.message, "it asked for more than 64 MiB of memory");
    }

    #[test]
    fn a_page_that_the_program_falls_over_is_named() {
        let refused = with("kill -9 $$");
        assert_eq!(refused.message, "the program failed on it");
        let refused = with("echo \"thread 'main' has overflowed its stack\" >&2; exit 1");
        assert!(refused.message.ends_with("it ran out of stack"));
    }

    #[test]
    fn what_a_worker_says_can_be_read() {
        let mut page = io::Cursor::new(Vec::new());
        let source = Source::new("<title>A</title><article><p>The words of it.");
        let question = Question {
            length: source.bytes.len(),
            source: Cow::Borrowed(&source),
            from: Some("html".into()),
            explain: true,
            memory: 0,
        };
        writeln!(page, "{}", serde_json::to_string(&question).unwrap()).unwrap();
        page.write_all(&source.bytes).unwrap();
        page.set_position(0);
        let question = process::next(&mut page).unwrap();
        let answer = serde_json::to_string(&answer(&question)).unwrap();
        let Answer::Loaded { articles, report, loader } =
            serde_json::from_str(&answer).unwrap()
        else {
            panic!("{answer}")
        };
        assert_eq!(loader, "html");
        assert_eq!(articles[0].body.text(), "The words of it.");
        assert!(!report.found.is_empty() && !report.decisions.is_empty());
    }
}
