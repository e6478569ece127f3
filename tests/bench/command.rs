//! What a command costs: CPU time and memory, as the system counts them.

use std::process::{Command, Stdio};

/// What a command cost.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cost {
    pub(crate) seconds: f64,
    pub(crate) megabytes: f64,
}

/// Runs a command under `time`, and returns what it cost; nothing, if it is not
/// there or fails.
pub(crate) fn cost(program: &str, arguments: &[&str], folder: &str) -> Option<Cost> {
    let out = Command::new("/usr/bin/time")
        .args(["-q", "-f", "%U %S %M", program])
        .args(arguments)
        .current_dir(folder)
        .stdout(Stdio::null())
        .output()
        .ok()?;
    let said = String::from_utf8_lossy(&out.stderr);
    let mut fields = said.lines().last()?.split(' ').map(str::parse::<f64>);
    let mut next = || fields.next()?.ok();
    let (user, system, kilobytes) = (next()?, next()?, next()?);
    let cost = Cost { seconds: user + system, megabytes: kilobytes / 1024.0 };
    out.status.success().then_some(cost)
}

/// Returns the cheapest of several runs.
pub(crate) fn cheapest(runs: usize, run: impl Fn() -> Option<Cost>) -> Option<Cost> {
    let mut best: Option<Cost> = None;
    for _ in 0..runs {
        let cost = run()?;
        if best.is_none_or(|it| cost.seconds < it.seconds) {
            best = Some(cost);
        }
    }
    best
}
