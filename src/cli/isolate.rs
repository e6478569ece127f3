//! Pages loaded in processes of their own, so that one that never ends, asks for
//! all the memory there is or brings the program down costs itself alone.
//!
//! A worker is this program again. It reads sources from its standard input and
//! writes what was loaded to its standard output, until the pipe closes. It opens
//! no files: all it is given is bytes.

use std::{
    borrow::Cow,
    env,
    io::{self, BufRead, BufReader, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    thread,
    time::Duration,
};

use offprint::{
    Article, ErrorKind, Report,
    load::{self, Source},
};
use serde::{Deserialize, Serialize};

use super::messages::chain;

/// The argument that makes this program a worker.
const WORKER: &str = "--load-worker";

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

/// The workers that have nothing to do.
#[derive(Debug)]
pub(super) struct Workers {
    /// What is started, which is this program again.
    program: io::Result<PathBuf>,
    budget: Budget,
    idle: Mutex<Vec<Worker>>,
}

#[derive(Debug)]
struct Worker {
    child: Child,
    stdin: ChildStdin,
    answers: Receiver<String>,
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

    /// Loads a source in a worker. Returns nothing where there can be none and
    /// nobody asked for one.
    pub(super) fn load(
        &self,
        source: &Source,
        from: Option<&str>,
        report: &mut Report,
    ) -> Option<Result<Vec<Article>, Refused>> {
        let lock = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let idle = lock().pop();
        let mut worker = match idle.map_or_else(|| self.start(), Ok) {
            Ok(it) => it,
            Err(_) if !self.budget.is_asked_for() => return None,
            Err(why) => return Some(Err(Refused::because(why, None))),
        };
        let length = source.bytes.len();
        let question = Question {
            source: Cow::Borrowed(source),
            length,
            from: from.map(Cow::Borrowed),
            explain: report.explains(),
            memory: self.budget.mebibytes(length),
        };
        let seconds = self.budget.seconds(length);
        Some(match worker.ask(&question, &source.bytes, seconds) {
            Ok(answer) => {
                lock().push(worker);
                match answer {
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
                }
            }
            Err(lost) => Err(self.explain(lost, length, worker)),
        })
    }

    fn start(&self) -> Result<Worker, String> {
        let program = self.program.as_ref().map_err(ToString::to_string)?;
        Worker::start(program)
            .map_err(|err| format!("{} cannot be started: {err}", program.display()))
    }

    fn explain(&self, lost: Lost, length: usize, mut worker: Worker) -> Refused {
        // It may be gone already.
        _ = worker.child.kill();
        _ = worker.child.wait();
        let mut last = String::new();
        if let Some(stderr) = &mut worker.child.stderr {
            // The program's last words are short.
            _ = stderr.take(1 << 14).read_to_string(&mut last);
        }
        if matches!(lost, Lost::Late) {
            let seconds = self.budget.seconds(length);
            let help = "allow more with --page-seconds";
            return Refused::because(
                format!("it took more than {seconds} seconds"),
                Some(help),
            );
        }
        if last.contains("memory allocation") {
            let memory = self.budget.mebibytes(length);
            let help = "allow more with --page-memory";
            return Refused::because(
                format!("it asked for more than {memory} MiB of memory"),
                Some(help),
            );
        }
        let help = "please report this page; the others are not affected";
        let deep = last.contains("overflowed its stack");
        let why = if deep { ": it ran out of stack" } else { "" };
        Refused::because(format!("the program failed on it{why}"), Some(help))
    }
}

impl Refused {
    /// Says what a loader said.
    pub(super) fn by(err: &offprint::Error) -> Self {
        Self { kind: Some(err.kind()), message: chain(err), help: None }
    }

    fn because(message: String, help: Option<&str>) -> Self {
        Self { kind: None, message, help: help.map(str::to_owned) }
    }
}

/// Why no answer came.
#[derive(Clone, Copy)]
enum Lost {
    Late,
    Gone,
}

impl Worker {
    fn start(program: &Path) -> io::Result<Self> {
        let mut child = Command::new(program)
            .arg(WORKER)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let (Some(stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take())
        else {
            return Err(io::Error::other("it has no pipes"));
        };
        let (send, answers) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stdout).lines() {
                let Ok(line) = line else { break };
                if send.send(line).is_err() {
                    break;
                }
            }
        });
        Ok(Self { child, stdin, answers })
    }

    fn ask(
        &mut self,
        question: &Question<'_>,
        bytes: &[u8],
        seconds: u64,
    ) -> Result<Answer, Lost> {
        let head = serde_json::to_string(question).map_err(|_| Lost::Gone)?;
        writeln!(self.stdin, "{head}").map_err(|_| Lost::Gone)?;
        self.stdin.write_all(bytes).map_err(|_| Lost::Gone)?;
        self.stdin.flush().map_err(|_| Lost::Gone)?;
        let line = match seconds {
            0 => self.answers.recv().map_err(|_| Lost::Gone)?,
            _ => self.answers.recv_timeout(Duration::from_secs(seconds)).map_err(
                |err| match err {
                    RecvTimeoutError::Timeout => Lost::Late,
                    RecvTimeoutError::Disconnected => Lost::Gone,
                },
            )?,
        };
        serde_json::from_str(&line).map_err(|_| Lost::Gone)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

/// Works, if that is what this program was started for, and returns whether it
/// was.
pub(super) fn work_if_asked() -> bool {
    if env::args_os().nth(1).is_none_or(|it| it != WORKER) {
        return false;
    }
    let (mut input, mut output) = (io::stdin().lock(), io::stdout().lock());
    // Without a pipe at the other end there is nothing more to do.
    while let Some(question) = next(&mut input) {
        limit_memory(question.memory);
        let answer = answer(&question);
        let Ok(text) = serde_json::to_string(&answer) else { break };
        if writeln!(output, "{text}").and_then(|()| output.flush()).is_err() {
            break;
        }
    }
    true
}

fn next(input: &mut impl BufRead) -> Option<Question<'static>> {
    let mut head = String::new();
    input.read_line(&mut head).ok().filter(|it| *it != 0)?;
    let mut question: Question<'static> = serde_json::from_str(&head).ok()?;
    let mut bytes = vec![0; question.length];
    input.read_exact(&mut bytes).ok()?;
    question.source.to_mut().bytes = bytes;
    Some(question)
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
fn limit_memory(mebibytes: u64) {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let maximum = getrlimit(Resource::As).maximum;
    let asked = (mebibytes != 0).then_some(mebibytes << 20);
    let current = asked.or(maximum).map(|it| it.min(maximum.unwrap_or(u64::MAX)));
    // Where the system knows no such limit, the time is still bounded.
    _ = setrlimit(Resource::As, Rlimit { current, maximum });
    // A page that fails leaves no image of the program on the disk.
    let none = Some(0);
    _ = setrlimit(Resource::Core, Rlimit { current: none, maximum: none });
}

#[cfg(not(unix))]
fn limit_memory(_: u64) {}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::{fs, os::unix::fs::PermissionsExt};

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
        let source = Source::new("<p>Words.");
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
        let question = next(&mut page).unwrap();
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
