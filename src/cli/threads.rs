//! How many threads there are, and work that is shared among them.

use std::{
    num::NonZero,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// How many there are to be; 0 until somebody said so.
static COUNT: AtomicUsize = AtomicUsize::new(0);

/// Sets how many threads read and print; as many as serve best, if it is not said.
pub(super) fn set(jobs: Option<usize>) {
    COUNT.store(jobs.unwrap_or_default(), Ordering::Relaxed);
}

/// Returns how many threads read and print.
pub(super) fn count() -> usize {
    match COUNT.load(Ordering::Relaxed) {
        // Some wait for the disk or for one another; the cores have work meanwhile.
        0 => {
            let cores = thread::available_parallelism().map_or(1, NonZero::get);
            cores + cores.div_ceil(2)
        }
        it => it,
    }
}

/// Calls a function on every item, on so many of them at once.
pub(super) fn side_by_side<T: Send>(
    items: &mut [T],
    at_once: usize,
    work: impl Fn(&mut T) + Sync,
) {
    let threads = at_once.min(items.len());
    if threads < 2 {
        return items.iter_mut().for_each(work);
    }
    let queue = Mutex::new(items.iter_mut());
    let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(it) = next() {
                    work(it);
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_met_once() {
        for count in [0, 1, 2, 100] {
            for at_once in [1, 4] {
                let mut items = vec![0; count];
                side_by_side(&mut items, at_once, |it| *it += 1);
                assert_eq!(items, vec![1; count]);
            }
        }
    }
}
