//! Threads that work side by side, watched by the one that waits for them.
//!
//! What may go wrong with one piece of work costs that piece alone: a panic is
//! caught, and a thread that takes too long is given up, with another in its
//! place.

use std::{
    collections::VecDeque,
    ops::ControlFlow,
    panic::{self, AssertUnwindSafe},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
    vec,
};

use super::Refused;

/// The stack of a thread, in bytes. What is not used is not taken.
const STACK: usize = 1 << 26;

/// How many results are handed over together.
const BATCH: usize = 24;

/// How far ahead of what was handed over work may be.
const AHEAD: usize = 2 * BATCH;

/// How often a thread that may be late is looked after.
const TICK: Duration = Duration::from_millis(500);

/// Where a thread says what it is about.
#[derive(Debug, Default)]
pub(in crate::cli) struct Place(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    item: usize,
    /// When it began with what may take only so many seconds.
    since: Option<(Instant, u64)>,
    given_up: bool,
}

impl Place {
    /// Does something that may take so many seconds; any, where they are 0.
    pub(in crate::cli) fn timed<T>(&self, seconds: u64, work: impl FnOnce() -> T) -> T {
        self.state().since = (seconds != 0).then(|| (Instant::now(), seconds));
        let done = work();
        self.state().since = None;
        done
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns what it is at and how many seconds it had, if those are over. It is
    /// given up then.
    fn late(&self) -> Option<(usize, u64)> {
        let mut state = self.state();
        let (since, seconds) = state.since?;
        state.given_up = Duration::from_secs(seconds) < since.elapsed();
        state.given_up.then_some((state.item, seconds))
    }
}

/// What a crew shares.
struct Shared<T, R, W> {
    work: W,
    board: Mutex<Board<T, Result<R, Refused>>>,
    /// What is waited for is there.
    ready: Condvar,
    /// There is room for more.
    room: Condvar,
}

struct Board<T, R> {
    /// The items that nobody has begun with.
    left: vec::IntoIter<T>,
    /// How many were begun with.
    begun: usize,
    /// How many were handed over.
    handed: usize,
    /// What came of the items after these.
    results: VecDeque<Option<R>>,
    /// How many are waited for, and how many of these are missing.
    wanted: usize,
    missing: usize,
}

impl<T, R> Board<T, R> {
    fn new(items: Vec<T>) -> Self {
        let results = (0..AHEAD).map(|_| None).collect();
        let left = items.into_iter();
        Self { left, begun: 0, handed: 0, results, wanted: 0, missing: 0 }
    }

    /// Keeps what came of an item, and returns whether nothing is missing now.
    fn put(&mut self, item: usize, result: R) -> bool {
        let at = item - self.handed;
        self.results[at] = Some(result);
        let waited_for = at < self.wanted;
        self.missing -= usize::from(waited_for);
        waited_for && self.missing == 0
    }

    fn want(&mut self, count: usize) {
        self.wanted = count;
        self.missing = self.results.iter().take(count).filter(|it| it.is_none()).count();
    }

    fn hand_over(&mut self) -> Vec<R> {
        let some: Vec<R> = self.results.drain(..self.wanted).flatten().collect();
        self.handed += some.len();
        self.wanted = 0;
        self.results.resize_with(AHEAD, || None);
        some
    }
}

/// Works on items side by side and hands over what comes of them, in order, until
/// that is answered with a break. `refused` says what stands for the item at a place
/// that the work panicked on or took too long for.
pub(in crate::cli) fn each<T, R>(
    items: Vec<T>,
    threads: usize,
    work: impl Fn(T, &Place) -> R + Send + Sync + 'static,
    refused: impl Fn(usize, Refused) -> R,
    mut take: impl FnMut(R) -> ControlFlow<()>,
) where
    T: Send + 'static,
    R: Send + 'static,
{
    let count = items.len();
    let crew = Arc::new(Shared {
        work,
        board: Mutex::new(Board::new(items)),
        ready: Condvar::new(),
        room: Condvar::new(),
    });
    // One alone is worked on here.
    let threads = if count < 2 { 0 } else { threads.min(count) };
    let mut places: Vec<_> = (0..threads).filter_map(|_| Shared::join(&crew)).collect();
    let mut done = 0;
    while done < count {
        for result in crew.wait(&mut places, count - done) {
            let result = result.unwrap_or_else(|why| refused(done, why));
            done += 1;
            if take(result).is_break() {
                crew.board().left = Vec::new().into_iter();
                crew.room.notify_all();
                return;
            }
        }
    }
}

impl<T, R, W> Shared<T, R, W>
where
    T: Send + 'static,
    R: Send + 'static,
    W: Fn(T, &Place) -> R + Send + Sync + 'static,
{
    fn board(&self) -> MutexGuard<'_, Board<T, Result<R, Refused>>> {
        self.board.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Starts a thread. Returns nothing where the system has no more of them.
    fn join(crew: &Arc<Self>) -> Option<Arc<Place>> {
        let place = Arc::new(Place::default());
        let (own, crew) = (Arc::clone(&place), Arc::clone(crew));
        thread::Builder::new().stack_size(STACK).spawn(move || crew.work(&own)).ok()?;
        Some(place)
    }

    fn work(&self, place: &Place) {
        while let Some((at, item)) = self.begin() {
            place.state().item = at;
            let result = self.attempt(item, place);
            if place.state().given_up {
                return;
            }
            if self.board().put(at, result) {
                self.ready.notify_one();
            }
        }
    }

    /// Returns the next item to work on and its place, once there is room for it.
    fn begin(&self) -> Option<(usize, T)> {
        let mut board = self.board();
        while board.left.len() != 0 && board.handed + AHEAD <= board.begun {
            board = self.room.wait(board).unwrap_or_else(PoisonError::into_inner);
        }
        let item = board.left.next()?;
        board.begun += 1;
        Some((board.begun - 1, item))
    }

    fn attempt(&self, item: T, place: &Place) -> Result<R, Refused> {
        let work = AssertUnwindSafe(|| (self.work)(item, place));
        panic::catch_unwind(work).map_err(|_| Refused::failed(""))
    }

    /// Waits for the next results, of which there are still so many.
    fn wait(
        self: &Arc<Self>,
        places: &mut Vec<Arc<Place>>,
        left: usize,
    ) -> Vec<Result<R, Refused>> {
        let mut board = self.board();
        board.want(left.min(BATCH));
        while board.missing != 0 {
            if places.is_empty() {
                // There is nobody to wait for.
                drop(board);
                if let Some((at, item)) = self.begin() {
                    let result = self.attempt(item, &Place::default());
                    self.board().put(at, result);
                }
                board = self.board();
                continue;
            }
            let waited = self.ready.wait_timeout(board, TICK);
            let ticked;
            (board, ticked) = waited.unwrap_or_else(PoisonError::into_inner);
            if ticked.timed_out() {
                let crew = places.len();
                places.retain(|it| match it.late() {
                    None => true,
                    Some((item, seconds)) => {
                        board.put(item, Err(Refused::late(seconds)));
                        false
                    }
                });
                places.extend((places.len()..crew).filter_map(|_| Self::join(self)));
            }
        }
        let some = board.hand_over();
        drop(board);
        self.room.notify_all();
        some
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes of items when a crew of so many works on them.
    fn done(
        items: usize,
        threads: usize,
        work: impl Fn(usize, &Place) -> String + Send + Sync + 'static,
    ) -> Vec<String> {
        let items: Vec<usize> = (0..items).collect();
        let mut done = Vec::new();
        each(
            items,
            threads,
            work,
            |it, why| format!("{it}: {}", why.message),
            |it| {
                done.push(it);
                ControlFlow::Continue(())
            },
        );
        done
    }

    #[test]
    fn what_was_given_first_is_handed_over_first() {
        for threads in [0, 1, 2, 9] {
            for count in [0, 1, BATCH, 5 * BATCH + 1] {
                let found = done(count, threads, |it, _| it.to_string());
                let expected: Vec<String> = (0..count).map(|it| it.to_string()).collect();
                assert_eq!(found, expected, "{threads} threads");
            }
        }
    }

    #[test]
    fn work_that_panics_costs_itself() {
        let found = done(100, 2, |it, _| {
            assert_ne!(it, 7);
            String::new()
        });
        assert!(found[7].starts_with("7: the program failed on it"), "{}", found[7]);
        assert_eq!(found.concat(), found[7]);
    }

    #[test]
    fn work_that_never_ends_is_given_up_and_the_others_go_on() {
        let found = done(100, 1, |it, place| {
            let long = if it == 7 { 600 } else { 0 };
            place.timed(1, || thread::sleep(Duration::from_secs(long)));
            String::new()
        });
        assert_eq!(found[7], "7: it took more than 1 seconds");
        assert_eq!(found.concat(), found[7]);
    }

    #[test]
    fn nothing_more_is_begun_after_a_break() {
        let mut taken = 0;
        let items: Vec<usize> = (0..1000).collect();
        each(
            items,
            2,
            |it, _| it,
            |at, _| at,
            |_| {
                taken += 1;
                if taken == 5 {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        assert_eq!(taken, 5);
    }
}
