//! CPU time, and the fastest of several runs.

use std::{
    fs,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// How often each side runs; the fastest run counts.
const RUNS: usize = 3;

/// Returns the CPU time of the fastest run.
pub(crate) fn fastest(mut run: impl FnMut()) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..RUNS {
        let start = cpu();
        run();
        best = best.min(cpu().saturating_sub(start));
    }
    best
}

/// Returns the CPU time of this process so far; the clock, where the system does
/// not tell.
pub(crate) fn cpu() -> Duration {
    let schedstat = fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    match schedstat.split(' ').next().and_then(|it| it.parse().ok()) {
        Some(nanoseconds) => Duration::from_nanos(nanoseconds),
        None => {
            let now = SystemTime::now();
            now.duration_since(UNIX_EPOCH).unwrap_or_default()
        }
    }
}
