use std::collections::BTreeMap;
use std::iter::Enumerate;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many items a thread may be ahead of the one that is written: bounds what waits in memory.
const AHEAD: usize = 32;

/// Calls `work` on every item, on `threads` threads, and `sink` on the results, on this thread and in the items' order.
///
/// Items are taken from the iterator one at a time as threads come free, and never more than [`AHEAD`] a thread before
/// the one that `sink` waits for. Each thread makes its own state with `state`.
///
/// # Errors
///
/// The first error of `sink`; nothing is taken from the iterator after it.
pub(crate) fn ordered_map<T, U, S, E>(
    items: impl Iterator<Item = T> + Send,
    threads: usize,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> U + Sync,
    mut sink: impl FnMut(U) -> Result<(), E>,
) -> Result<(), E>
where
    T: Send,
    U: Send,
{
    if threads <= 1 {
        let mut own = state();
        return items.map(|item| work(&mut own, item)).try_for_each(sink);
    }
    let queue = Queue::new(items, threads * AHEAD);
    let (send, receive) = channel();
    thread::scope(|scope| {
        for _ in 0..threads {
            let (queue, state, work, send) = (&queue, &state, &work, send.clone());
            scope.spawn(move || serve(queue, state, work, &send));
        }
        drop(send);
        let mut waiting = BTreeMap::new();
        let mut next = 0;
        // Ends when the last thread has dropped its sender.
        for (number, result) in receive {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&next) {
                let written = sink(result);
                next += 1;
                queue.written(next, written.is_err());
                written?;
            }
        }
        Ok(())
    })
}

fn serve<I: Iterator, U, S>(
    queue: &Queue<I>,
    state: &impl Fn() -> S,
    work: &impl Fn(&mut S, I::Item) -> U,
    send: &Sender<(usize, U)>,
) {
    let _guard = StopOnPanic(queue);
    let mut own = state();
    while let Some((number, item)) = queue.take() {
        if send.send((number, work(&mut own, item))).is_err() {
            break;
        }
    }
}

/// The items, taken in turn; whoever is too far ahead waits.
struct Queue<I: Iterator> {
    inner: Mutex<Inner<I>>,
    moved: Condvar,
    window: usize,
}

struct Inner<I: Iterator> {
    items: Enumerate<I>,
    taken: usize,
    written: usize,
    stop: bool,
}

impl<I: Iterator> Queue<I> {
    fn new(items: I, window: usize) -> Self {
        let inner = Inner { items: items.enumerate(), taken: 0, written: 0, stop: false };
        Self { inner: Mutex::new(inner), moved: Condvar::new(), window }
    }

    fn lock(&self) -> MutexGuard<'_, Inner<I>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Option<(usize, I::Item)> {
        let mut inner = self.lock();
        while !inner.stop && inner.taken >= inner.written + self.window {
            inner = self.moved.wait(inner).unwrap_or_else(PoisonError::into_inner);
        }
        if inner.stop {
            return None;
        }
        let item = inner.items.next();
        inner.taken += 1;
        // An iterator that has ended is not asked again.
        inner.stop = item.is_none();
        if inner.stop {
            self.moved.notify_all();
        }
        item
    }

    fn written(&self, count: usize, stop: bool) {
        let mut inner = self.lock();
        inner.written = count;
        inner.stop |= stop;
        drop(inner);
        self.moved.notify_all();
    }
}

/// A thread that dies lets the others go, so that its panic is seen and nobody waits for its result for ever.
struct StopOnPanic<'q, I: Iterator>(&'q Queue<I>);

impl<I: Iterator> Drop for StopOnPanic<'_, I> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.0.lock().stop = true;
            self.0.moved.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    #[test]
    fn keeps_the_order_and_stays_near() {
        for threads in [1, 2, 5] {
            let written = AtomicUsize::new(0);
            let farthest = AtomicUsize::new(0);
            let mut out = Vec::new();
            let items = (0..500usize).inspect(|&item| {
                farthest.fetch_max(item - written.load(Ordering::SeqCst).min(item), Ordering::SeqCst);
            });
            let work = |count: &mut usize, item: usize| {
                *count += 1;
                if item.is_multiple_of(97) {
                    thread::sleep(Duration::from_millis(2));
                }
                item * 2
            };
            let sink = |result| {
                out.push(result);
                written.fetch_add(1, Ordering::SeqCst);
                Ok::<_, ()>(())
            };
            ordered_map(items, threads, || 0, work, sink).unwrap();
            assert_eq!(out, (0..500).map(|item| item * 2).collect::<Vec<_>>());
            assert!(farthest.into_inner() <= threads * AHEAD + 1);
        }
    }

    #[test]
    fn stops_at_the_first_error() {
        for threads in [1, 3] {
            let taken = AtomicUsize::new(0);
            let items = (0..).inspect(|_| {
                taken.fetch_add(1, Ordering::SeqCst);
            });
            let sink = |item: usize| if item == 5 { Err("full") } else { Ok(()) };
            assert_eq!(ordered_map(items, threads, || (), |(), item| item, sink), Err("full"));
            assert!(taken.into_inner() <= 6 + threads * AHEAD);
        }
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_is_passed_on() {
        let work = |(): &mut (), item: usize| assert!(item != 20, "as the test wants");
        let _ = ordered_map(0..1000usize, 2, || (), work, |()| Ok::<_, ()>(()));
    }
}
