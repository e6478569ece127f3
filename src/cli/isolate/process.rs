//! A worker that is this program again.
//!
//! It reads sources from its standard input and writes what was loaded to its
//! standard output, until the pipe closes. It opens no files: all it is given is
//! bytes.

use std::{
    env,
    io::{self, BufRead, BufReader, Read, Write},
    path::Path,
    process::{Child, ChildStdin, Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
};

use super::{Answer, Lost, Question, answer, wait};

/// The argument that makes this program a worker.
const WORKER: &str = "--load-worker";

#[derive(Debug)]
pub(super) struct Worker {
    child: Child,
    stdin: ChildStdin,
    answers: Receiver<String>,
}

impl Worker {
    pub(super) fn start(program: &Path) -> io::Result<Self> {
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

    pub(super) fn ask(
        &mut self,
        question: &Question<'_>,
        bytes: &[u8],
        seconds: u64,
    ) -> Result<Answer, Lost> {
        let head = serde_json::to_string(question).map_err(|_| Lost::Gone)?;
        writeln!(self.stdin, "{head}").map_err(|_| Lost::Gone)?;
        self.stdin.write_all(bytes).map_err(|_| Lost::Gone)?;
        self.stdin.flush().map_err(|_| Lost::Gone)?;
        let line = wait(&self.answers, seconds)?;
        serde_json::from_str(&line).map_err(|_| Lost::Gone)
    }

    /// Ends it, and returns what it said last about why it failed.
    pub(super) fn last_words(mut self) -> String {
        self.end();
        let mut last = String::new();
        if let Some(stderr) = &mut self.child.stderr {
            // The program's last words are short.
            _ = stderr.take(1 << 14).read_to_string(&mut last);
        }
        last
    }

    fn end(&mut self) {
        // It may be gone already.
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        self.end();
    }
}

/// Works, if that is what this program was started for, and returns whether it
/// was.
pub(in crate::cli) fn work_if_asked() -> bool {
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

pub(super) fn next(input: &mut impl BufRead) -> Option<Question<'static>> {
    let mut head = String::new();
    input.read_line(&mut head).ok().filter(|it| *it != 0)?;
    let mut question: Question<'static> = serde_json::from_str(&head).ok()?;
    let mut bytes = vec![0; question.length];
    input.read_exact(&mut bytes).ok()?;
    question.source.to_mut().bytes = bytes;
    Some(question)
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
