//! A thread that reads pages too short to be worth a process.
//!
//! What may go wrong with a short page costs time at most: it is given up like
//! one in a process is, and the thread with it.

use std::{
    panic,
    sync::mpsc::{Receiver, Sender, channel},
    thread,
};

use super::{Answer, Lost, Question, answer, wait};

/// The stack of a thread, in bytes. What is not used is not taken.
const STACK: usize = 1 << 26;

#[derive(Debug)]
pub(super) struct Reader {
    questions: Sender<Question<'static>>,
    /// Nothing for a page that the program panicked on.
    answers: Receiver<Option<Answer>>,
}

impl Reader {
    /// Starts one. Returns nothing where the system has no more threads.
    pub(super) fn start() -> Option<Self> {
        let (questions, asked) = channel::<Question<'static>>();
        let (tell, answers) = channel();
        let work = move || {
            for question in asked {
                let caught =
                    panic::catch_unwind(panic::AssertUnwindSafe(|| answer(&question)));
                if tell.send(caught.ok()).is_err() {
                    break;
                }
            }
        };
        thread::Builder::new().stack_size(STACK).spawn(work).ok()?;
        Some(Self { questions, answers })
    }

    pub(super) fn ask(
        &self,
        question: Question<'static>,
        seconds: u64,
    ) -> Result<Answer, Lost> {
        self.questions.send(question).map_err(|_| Lost::Gone)?;
        wait(&self.answers, seconds)?.ok_or(Lost::Gone)
    }
}
