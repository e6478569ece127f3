//! `offprint inspect`: what was found on each page, by which rule, and what
//! disagreed.

mod row;
mod running;
mod show;

use rayon::prelude::*;

use super::{
    Code,
    args::Inspect,
    batch::{self, Failure, Loaded},
    input::{self, Input},
    messages::{Messages, to_stdout},
};

/// How many pages are in memory at a time, for each thread.
const WINDOW: usize = 16;

pub(super) fn run(arguments: &Inspect, messages: &Messages) -> Code {
    let manner = arguments.reading.manner();
    let (mut read, mut failed) = (0, 0);
    let mut inputs = Vec::new();
    for input in input::expand(&arguments.reading.inputs) {
        match input {
            Ok(it) => inputs.push(it),
            Err(err) => {
                failed += 1;
                messages.error("", &err, None);
            }
        }
    }
    let describe = |input: &Input| -> Result<String, (Failure, String)> {
        let loaded = batch::load(input, &manner, arguments.explain).map_err(|it| {
            let row = if arguments.json { row::failed(&it) } else { String::new() };
            (it, row)
        })?;
        Ok(loaded
            .iter()
            .map(
                |it: &Loaded| {
                    if arguments.json { row::describe(it) } else { show::describe(it) }
                },
            )
            .collect())
    };
    let window = WINDOW * rayon::current_num_threads().max(1);
    for inputs in inputs.chunks(window) {
        let described: Vec<_> = inputs.par_iter().map(describe).collect();
        for it in described {
            let text = match it {
                Ok(text) => {
                    read += 1;
                    text
                }
                Err((failure, row)) => {
                    failed += 1;
                    let help = failure.help.as_deref();
                    messages.error(&failure.name, &failure.message, help);
                    row
                }
            };
            if to_stdout(text.as_bytes()).is_err() {
                return Code::CannotWrite;
            }
        }
    }
    match (read, failed) {
        (0, _) => Code::NoArticle,
        (_, 0) => Code::Done,
        _ => Code::SomeFailed,
    }
}
