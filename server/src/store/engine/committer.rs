//! The thread that makes commits durable, as many at a time as are waiting.
//!
//! A commit is acknowledged only after one flush that began when the commit had been applied.
//! After a flush has failed none is tried again: the system may have dropped the pages that it
//! could not write, so that a second flush would succeed without them.

use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::{self, JoinHandle};

use tokio::sync::{broadcast, oneshot};

use super::condition::{Condition, contain};
use crate::store::{Hint, StoreError};

/// Brings everything applied so far to the disk.
pub(super) type Flush = Box<dyn FnMut() -> Result<(), String> + Send>;

/// Hands commits to the thread; the thread ends, all of them done, when this is dropped.
pub(super) struct Committer {
    queue: Option<mpsc::Sender<Waiting>>,
    n_waiting: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

struct Waiting {
    hints: Vec<Hint>,
    answer: oneshot::Sender<Result<(), StoreError>>,
}

impl Committer {
    pub(super) fn start(
        folder: &Path,
        flush: Flush,
        hints: broadcast::Sender<Hint>,
        condition: Arc<Condition>,
    ) -> Result<Self, StoreError> {
        let (queue, waiting) = mpsc::channel();
        let n_waiting = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&n_waiting);
        let thread = thread::Builder::new()
            .name("store-commit".into())
            .spawn(move || run(&waiting, flush, &hints, &condition, &counter))
            .map_err(StoreError::io(folder))?;
        Ok(Self { queue: Some(queue), n_waiting, thread: Some(thread) })
    }

    /// Asks for everything applied so far to become durable, and for `hints` to be told then,
    /// whether or not the receipt is awaited.
    pub(super) fn enqueue(&self, hints: Vec<Hint>) -> Receipt {
        let (answer, durable) = oneshot::channel();
        self.n_waiting.fetch_add(1, Ordering::SeqCst);
        if let Some(queue) = &self.queue {
            // A thread that is gone drops the answer, which the receipt reports.
            let _ = queue.send(Waiting { hints, answer });
        }
        Receipt(Some(durable))
    }

    /// Whether everything applied so far is durable.
    pub(super) fn is_idle(&self) -> bool {
        self.n_waiting.load(Ordering::SeqCst) == 0
    }
}

impl Drop for Committer {
    fn drop(&mut self) {
        self.queue = None;
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the thread that makes commits durable panicked");
        }
    }
}

/// The promise that a commit becomes durable.
#[must_use = "a commit is acknowledged only once its receipt says so"]
pub(in crate::store) struct Receipt(Option<oneshot::Receiver<Result<(), StoreError>>>);

impl Receipt {
    /// For a transaction that wrote nothing and read only what is durable.
    pub(super) fn nothing_to_wait_for() -> Self {
        Self(None)
    }

    /// Waits until the disk has the commit.
    ///
    /// # Errors
    ///
    /// [`StoreError::Failed`] when that cannot be said.
    pub(in crate::store) async fn durable(self) -> Result<(), StoreError> {
        let Some(answer) = self.0 else { return Ok(()) };
        answer.await.unwrap_or_else(|_| Err(failed(&"the committing thread has ended".into())))
    }
}

fn run(
    queue: &mpsc::Receiver<Waiting>,
    mut flush: Flush,
    hints: &broadcast::Sender<Hint>,
    condition: &Condition,
    n_waiting: &AtomicUsize,
) {
    let mut failure: Option<Arc<str>> = None;
    while let Ok(first) = queue.recv() {
        let group: Vec<Waiting> = std::iter::once(first).chain(queue.try_iter()).collect();
        if failure.is_none()
            && let Err(cause) = contain(&mut flush)
        {
            condition.end_commits(&cause);
            failure = Some(cause);
        }
        match &failure {
            None => {
                n_waiting.fetch_sub(group.len(), Ordering::SeqCst);
                acknowledge(group, hints);
            }
            // They stay counted as waiting: what they wrote is not known to be durable.
            Some(cause) => refuse(group, cause),
        }
    }
}

fn acknowledge(group: Vec<Waiting>, hints: &broadcast::Sender<Hint>) {
    for commit in group {
        for hint in commit.hints {
            // Nobody listening is no fault.
            let _ = hints.send(hint);
        }
        // The caller may be gone; the commit stands.
        let _ = commit.answer.send(Ok(()));
    }
}

fn refuse(group: Vec<Waiting>, cause: &Arc<str>) {
    for commit in group {
        // As above: nobody may be waiting.
        let _ = commit.answer.send(Err(failed(cause)));
    }
}

fn failed(cause: &Arc<str>) -> StoreError {
    StoreError::Failed { cause: Arc::clone(cause) }
}

/// The flush of an engine that only writes to memory and the page cache, for tests.
pub(super) fn no_flush() -> Flush {
    Box::new(|| Ok(()))
}

/// For `map_err`: what the log says of a failed flush.
pub(super) fn describe(error: io::Error) -> String {
    format!("the disk refused to sync: {error}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn committer(flush: Flush) -> (Committer, broadcast::Receiver<Hint>, Arc<Condition>) {
        let (hints, heard) = broadcast::channel(8);
        let condition = Arc::new(Condition::default());
        let committer =
            Committer::start(Path::new("store"), flush, hints, Arc::clone(&condition)).unwrap();
        (committer, heard, condition)
    }

    #[tokio::test]
    async fn a_commit_is_acknowledged_and_told_only_after_its_flush() {
        let (release, gate) = mpsc::channel::<()>();
        let (committer, mut heard, _) =
            committer(Box::new(move || gate.recv().map_err(|e| e.to_string())));
        // Dropped before the committer, which waits for its flushes also when an assertion fails.
        let release = release;
        let receipt = committer.enqueue(vec![Hint::Ticket(1)]);
        assert!(!committer.is_idle());
        assert!(heard.try_recv().is_err(), "told before it was durable");
        release.send(()).unwrap();
        receipt.durable().await.unwrap();
        assert!(committer.is_idle());
        assert_eq!(heard.recv().await.unwrap(), Hint::Ticket(1));
    }

    #[tokio::test]
    async fn a_failed_flush_acknowledges_nothing_and_is_never_tried_again() {
        let mut flushes = 0;
        let (committer, mut heard, condition) = committer(Box::new(move || {
            flushes += 1;
            if flushes == 2 { Err("no space".into()) } else { Ok(()) }
        }));
        committer.enqueue(vec![]).durable().await.unwrap();
        assert!(condition.is_writable());
        let refused = committer.enqueue(vec![Hint::Settings]).durable().await;
        assert!(matches!(refused, Err(StoreError::Failed { .. })));
        assert!(!condition.is_writable());
        assert!(condition.check_readable().is_ok(), "reads go on");
        let later = committer.enqueue(vec![Hint::Settings]).durable().await;
        assert!(
            matches!(later, Err(StoreError::Failed { .. })),
            "the third flush would have succeeded"
        );
        assert!(heard.try_recv().is_err());
        assert!(!committer.is_idle());
    }

    #[tokio::test]
    async fn a_panic_in_a_flush_is_a_failure() {
        let (committer, _, condition) = committer(Box::new(|| panic!("in a test")));
        assert!(matches!(
            committer.enqueue(vec![]).durable().await,
            Err(StoreError::Failed { .. })
        ));
        assert!(!condition.is_writable());
    }

    #[tokio::test]
    async fn dropping_waits_for_what_was_enqueued() {
        let (flushed, count) = mpsc::channel();
        let (committer, mut heard, _) =
            committer(Box::new(move || flushed.send(()).map_err(|e| e.to_string())));
        drop(committer.enqueue(vec![Hint::Ticket(7)]));
        drop(committer);
        assert_eq!(count.iter().count(), 1);
        assert_eq!(heard.try_recv().unwrap(), Hint::Ticket(7), "told although nobody waited");
    }
}
