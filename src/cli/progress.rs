//! How far long work is, shown on a terminal.

use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work may take before a bar shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// The place of the bar, and when the work at hand began.
#[derive(Debug, Default)]
pub(super) struct Bar(Mutex<Option<(ProgressBar, Instant)>>);

/// Work that takes a while. The bar goes when this does.
#[derive(Debug)]
pub(super) struct Progress<'a> {
    bar: &'a Bar,
}

impl Bar {
    /// Begins work on so many things that nobody is shown.
    pub(super) fn hidden(&self) -> Progress<'_> {
        Progress { bar: self }
    }

    /// Begins work on so many things.
    pub(super) fn shown(&self, length: usize) -> Progress<'_> {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        bar.set_length(length as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta}") {
            bar.set_style(style);
        }
        *self.open() = Some((bar, Instant::now()));
        Progress { bar: self }
    }

    /// Says something above the bar.
    pub(super) fn above(&self, say: impl FnOnce()) {
        match &*self.open() {
            Some((bar, _)) => bar.suspend(say),
            None => say(),
        }
    }

    fn open(&self) -> MutexGuard<'_, Option<(ProgressBar, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress<'_> {
    /// Counts what is done.
    pub(super) fn step(&self, count: usize) {
        let bar = self.bar.open();
        let Some((bar, started)) = &*bar else { return };
        if bar.is_hidden() && PATIENCE < started.elapsed() {
            bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(4));
        }
        bar.inc(count as u64);
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if let Some((bar, _)) = self.bar.open().take() {
            bar.finish_and_clear();
        }
    }
}
