//! What every import does: read, judge, write a batch at a time, count.

use std::{
    fs,
    io::BufReader,
    path::{Path, PathBuf},
    time::Instant as Stopwatch,
};

use shared::time::Instant;

use super::{
    ImportError, Reason, Refused,
    lines::Lines,
    observer::Observer,
    report::Report,
    source::{self, File},
};
use crate::{
    ids::IdSource,
    store::{Store, Tx, tables::imports},
};

/// Items written in one transaction at most: what a kill in the middle can lose.
const BATCH: usize = 100;
/// Bytes read for one transaction, about.
const BATCH_BYTES: u64 = 1024 * 1024;
/// The longest id that a source may give, in bytes.
const LONGEST_ID: usize = 200;

/// The time and the ids that imported things are given.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp<'a> {
    /// Now.
    pub(super) now: Instant,
    /// New ids.
    pub(super) ids: &'a IdSource,
}

impl Stamp<'_> {
    /// A new id.
    pub(super) fn new_id(&self) -> Result<u64, getrandom::Error> {
        self.ids.next(self.now)
    }
}

/// What is imported, by one kind of source.
pub(super) trait Import {
    /// The kind under which the given ids are remembered. It never changes.
    const KIND: &'static str;
    /// An item that was read and judged.
    type Item;

    /// Reads and judges a line.
    fn read_line(&self, line: &str) -> Result<Given<Self::Item>, Reason>;

    /// Writes an item that is not known yet. A [`Reason`] says that nothing was written.
    async fn insert(
        &self,
        tx: &Tx,
        stamp: &Stamp<'_>,
        item: &Self::Item,
    ) -> Result<Result<u64, Reason>, ImportError>;
}

/// An item with the id that its source gave it.
#[derive(Debug)]
pub(super) struct Given<T> {
    /// What it is remembered by.
    pub(super) id: String,
    /// The item.
    pub(super) item: T,
}

/// The id that a source gives, if it can be one.
pub(super) fn check_id(id: &str) -> Result<&str, Reason> {
    let is_id = !id.is_empty() && id.len() <= LONGEST_ID && !id.contains(char::is_control);
    if is_id { Ok(id) } else { Err(Reason::unknown("id", id)) }
}

/// An import under way.
pub(super) struct Run<'a, I: Import> {
    store: &'a Store,
    stamp: Stamp<'a>,
    import: &'a I,
    observer: &'a mut dyn Observer,
    waiting: Vec<Waiting<I::Item>>,
    n_bytes_waiting: u64,
    report: Report,
    stopwatch: Stopwatch,
}

struct Waiting<T> {
    path: PathBuf,
    line: u64,
    given: Given<T>,
}

enum Outcome {
    New,
    Known,
    Refused(Reason),
}

impl<'a, I: Import> Run<'a, I> {
    /// Begins an import of `files`.
    pub(super) fn begin(
        store: &'a Store,
        stamp: Stamp<'a>,
        import: &'a I,
        files: &[File],
        observer: &'a mut dyn Observer,
    ) -> Self {
        observer.begin(files.iter().map(|it| it.bytes).sum());
        Self {
            store,
            stamp,
            import,
            observer,
            waiting: Vec::with_capacity(BATCH),
            n_bytes_waiting: 0,
            report: Report::default(),
            stopwatch: Stopwatch::now(),
        }
    }

    /// Imports a file of JSON lines.
    pub(super) async fn json_lines(&mut self, path: &Path) -> Result<(), ImportError> {
        let file = fs::File::open(path).map_err(source::unreadable(path))?;
        let mut lines = Lines::of(BufReader::new(file));
        while let Some(line) = lines.next().map_err(source::unreadable(path))? {
            let is_blank = line.text.as_ref().is_ok_and(String::is_empty);
            let read = line.text.and_then(|it| self.import.read_line(&it));
            if is_blank {
                self.observer.advance(line.bytes);
            } else {
                self.take(path, line.number, line.bytes, read).await?;
            }
        }
        Ok(())
    }

    /// Takes over what was read from `bytes` bytes of a file.
    pub(super) async fn take(
        &mut self,
        path: &Path,
        line: u64,
        bytes: u64,
        read: Result<Given<I::Item>, Reason>,
    ) -> Result<(), ImportError> {
        self.observer.advance(bytes);
        match read {
            Ok(given) => {
                self.waiting.push(Waiting { path: path.to_owned(), line, given });
                self.n_bytes_waiting += bytes;
            }
            Err(reason) => self.refuse(path.to_owned(), line, reason),
        }
        if self.waiting.len() >= BATCH || self.n_bytes_waiting >= BATCH_BYTES {
            self.write().await?;
        }
        Ok(())
    }

    /// Writes what still waits.
    pub(super) async fn finish(mut self) -> Result<Report, ImportError> {
        self.write().await?;
        Ok(Report { took: self.stopwatch.elapsed(), ..self.report })
    }

    async fn write(&mut self) -> Result<(), ImportError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let waiting = std::mem::take(&mut self.waiting);
        self.n_bytes_waiting = 0;
        let (items, import, stamp) = (&waiting, self.import, &self.stamp);
        let outcomes = self
            .store
            .transact(|tx| async move {
                let mut outcomes = Vec::with_capacity(items.len());
                for it in items {
                    outcomes.push(write_one(&tx, stamp, import, &it.given).await?);
                }
                Ok::<_, ImportError>(outcomes)
            })
            .await?;
        for (it, outcome) in waiting.into_iter().zip(outcomes) {
            match outcome {
                Outcome::New => self.report.n_new += 1,
                Outcome::Known => self.report.n_known += 1,
                Outcome::Refused(reason) => self.refuse(it.path, it.line, reason),
            }
        }
        Ok(())
    }

    fn refuse(&mut self, path: PathBuf, line: u64, reason: Reason) {
        self.report.n_refused += 1;
        self.observer.refuse(&Refused { path, line, reason });
    }
}

async fn write_one<I: Import>(
    tx: &Tx,
    stamp: &Stamp<'_>,
    import: &I,
    given: &Given<I::Item>,
) -> Result<Outcome, ImportError> {
    if imports::find(tx, I::KIND, &given.id).await?.is_some() {
        return Ok(Outcome::Known);
    }
    match import.insert(tx, stamp, &given.item).await? {
        Ok(id) => {
            imports::add(tx, I::KIND, &given.id, id)?;
            Ok(Outcome::New)
        }
        Err(reason) => Ok(Outcome::Refused(reason)),
    }
}
