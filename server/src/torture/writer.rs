//! The side that is killed.

use std::io::{self, Write};
use std::path::Path;

use tokio::task::JoinSet;

use super::TortureError;
use super::deed::{self, WRITERS};
use crate::store::{Options, Store};

/// Commits with sixteen writers at once, one line on standard output for every commit that is
/// durable, until it is killed or nobody reads the lines any more.
///
/// # Errors
///
/// [`TortureError::Store`] when a commit is refused, [`TortureError::Output`] when a line cannot
/// be printed.
pub async fn writer(folder: &Path) -> Result<(), TortureError> {
    let store = Store::open(folder, Options::default())?;
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        writers.spawn(work(store.clone(), writer));
    }
    while let Some(ended) = writers.join_next().await {
        ended.map_err(|error| TortureError::Output(error.into()))??;
    }
    Ok(())
}

async fn work(store: Store, writer: u64) -> Result<(), TortureError> {
    loop {
        let done = store
            .transact(|tx| async move { deed::next(&tx, writer).await })
            .await
            .map_err(TortureError::Store)?;
        // One write for a line, so that a killed process leaves at most its last line torn.
        io::stdout()
            .lock()
            .write_all(format!("{done}\n").as_bytes())
            .map_err(TortureError::Output)?;
    }
}
