//! `offprint inspect`: what was found on each page, by which rule, and what
//! disagreed.

mod row;
mod running;
mod show;

use rayon::prelude::*;

use super::{
    args::Inspect,
    batch::{self, Failure, Loaded},
    input::{self, Input},
    messages::{Messages, Misuse, to_stdout},
};

/// How many pages are in memory at a time, for each thread.
const WINDOW: usize = 16;

pub(super) fn run(arguments: &Inspect, messages: &Messages) -> Result<(), Misuse> {
    let manner = arguments.reading.manner();
    let inputs = input::named(input::expand(&arguments.reading)?, messages);
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
                    messages.read(1);
                    text
                }
                Err((failure, row)) => {
                    messages.failure(&failure);
                    row
                }
            };
            if to_stdout(text.as_bytes()).is_err() {
                messages.unwritable("", "cannot write to standard output");
                return Ok(());
            }
        }
    }
    Ok(())
}
