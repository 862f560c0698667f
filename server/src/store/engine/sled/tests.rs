//! What is true of this engine alone: its files, and what happens when they or the disk fail.

use std::fs;
use std::future::Future;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::mpsc;
use std::task::{Context, Poll, Waker};

use tempfile::TempDir;

use super::*;
use crate::store::{MAX_VALUE_BYTES, Store};

const OPTIONS: Options = Options { cache_bytes: 8 * 1024 * 1024, durable: true };

async fn put(store: &Store, key: Key, value: Vec<u8>) -> Result<(), StoreError> {
    store
        .transact(|tx| {
            let (key, value) = (key.clone(), value.clone());
            async move { tx.put(key, value) }
        })
        .await
}

async fn get(store: &Store, key: Key) -> Result<Option<Vec<u8>>, StoreError> {
    store
        .read(|reader| {
            let key = key.clone();
            async move { reader.get(&key).await }
        })
        .await
}

/// A store with `flush` in the place of the disk's.
fn with_flush(folder: &TempDir, flush: Flush) -> Store {
    let claimed = Folder::claim(folder.path()).unwrap();
    create(&claimed, OPTIONS).unwrap();
    let tree = open_tree(&claimed.engine(), OPTIONS).unwrap();
    Store { engine: Arc::new(Sled::start(claimed, tree, flush).unwrap()) }
}

fn snapshots(folder: &TempDir, start: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.path().join("sled")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with(start)).collect()
}

#[tokio::test]
async fn values_at_the_limit_never_go_to_files_of_their_own() {
    let folder = TempDir::new().unwrap();
    let options = Options { durable: false, ..OPTIONS };
    for round in 0..3_u8 {
        let store = Store::open(folder.path(), options).unwrap();
        for number in 0..150 {
            // Neighbours fill leaves; every third is written again and again.
            let ticket = if number % 3 == 0 { number } else { number + u64::from(round) * 150 };
            put(&store, key::ticket(ticket), vec![round; MAX_VALUE_BYTES]).await.unwrap();
        }
        assert_eq!(
            get(&store, key::ticket(3)).await.unwrap().unwrap(),
            vec![round; MAX_VALUE_BYTES]
        );
    }
    let blobs = fs::read_dir(folder.path().join("sled").join("blobs")).unwrap();
    assert_eq!(blobs.count(), 0);
}

#[tokio::test]
async fn a_folder_of_a_newer_release_is_refused_and_left_alone() {
    let folder = TempDir::new().unwrap();
    drop(Store::open(folder.path(), OPTIONS).unwrap());
    let tree = open_tree(&folder.path().join("sled"), OPTIONS).unwrap();
    tree.insert(key::schema_version().as_bytes(), &(SCHEMA_VERSION + 1).to_be_bytes()).unwrap();
    tree.flush().unwrap();
    drop(tree);
    let refused = Store::open(folder.path(), OPTIONS).err().unwrap();
    assert!(matches!(refused, StoreError::Newer { found: 2, known: 1 }));
    assert_eq!(
        refused.to_string(),
        "the data was written by a newer release (format 2, this release reads up to 1): start that release, or \
         restore a backup made before the upgrade"
    );
    let tree = open_tree(&folder.path().join("sled"), OPTIONS).unwrap();
    assert_eq!(
        tree.get(key::schema_version().as_bytes()).unwrap().unwrap(),
        &(SCHEMA_VERSION + 1).to_be_bytes()
    );
}

#[test]
fn a_folder_that_another_program_wrote_is_refused() {
    let folder = TempDir::new().unwrap();
    let tree = open_tree(&folder.path().join("sled"), OPTIONS).unwrap();
    tree.insert(b"theirs", b"1").unwrap();
    drop(tree);
    assert!(matches!(
        Store::open(folder.path(), OPTIONS).err().unwrap(),
        StoreError::Foreign { .. }
    ));
}

#[tokio::test]
async fn an_interrupted_creation_is_begun_again() {
    let folder = TempDir::new().unwrap();
    let unfinished = folder.path().join("sled.unfinished");
    fs::create_dir(&unfinished).unwrap();
    fs::write(unfinished.join("conf"), "torn").unwrap();
    let store = Store::open(folder.path(), OPTIONS).unwrap();
    put(&store, key::ticket(1), vec![1]).await.unwrap();
    assert!(!unfinished.exists());
}

#[tokio::test]
async fn an_unfinished_snapshot_is_removed() {
    let folder = TempDir::new().unwrap();
    put(&Store::open(folder.path(), OPTIONS).unwrap(), key::ticket(1), vec![1]).await.unwrap();
    let unfinished = folder.path().join("sled").join("snap.FFFFFFFFFFFFFFFF.generating");
    fs::write(&unfinished, "half").unwrap();
    let store = Store::open(folder.path(), OPTIONS).unwrap();
    assert!(!unfinished.exists());
    assert_eq!(get(&store, key::ticket(1)).await.unwrap(), Some(vec![1]));
}

#[tokio::test]
async fn a_damaged_snapshot_is_set_aside_and_nothing_is_lost() {
    let folder = TempDir::new().unwrap();
    for number in 0..3 {
        put(&Store::open(folder.path(), OPTIONS).unwrap(), key::ticket(number), vec![1])
            .await
            .unwrap();
    }
    let snapshots_before = snapshots(&folder, "snap.");
    assert!(!snapshots_before.is_empty());
    for snapshot in &snapshots_before {
        let bytes = fs::read(snapshot).unwrap();
        fs::write(snapshot, &bytes[..bytes.len() / 2]).unwrap();
    }
    let store = Store::open(folder.path(), OPTIONS).unwrap();
    assert_eq!(snapshots(&folder, "aside.snap.").len(), snapshots_before.len());
    for number in 0..3 {
        assert_eq!(get(&store, key::ticket(number)).await.unwrap(), Some(vec![1]));
    }
}

#[tokio::test]
async fn after_a_failed_flush_nothing_is_written_and_reads_go_on() {
    let folder = TempDir::new().unwrap();
    let mut flushes = 0;
    let store = with_flush(
        &folder,
        Box::new(move || {
            flushes += 1;
            if flushes == 2 { Err("no space left".into()) } else { Ok(()) }
        }),
    );
    let mut hints = store.subscribe();
    put(&store, key::ticket(1), vec![1]).await.unwrap();
    assert!(store.is_writable());
    let failed = put(&store, key::ticket(2), vec![2]).await.unwrap_err();
    assert!(matches!(&failed, StoreError::Failed { cause } if cause.contains("no space left")));
    assert!(!store.is_writable());
    let refused = put(&store, key::ticket(3), vec![3]).await.unwrap_err();
    assert!(matches!(refused, StoreError::ReadOnly));
    assert!(failed.retryable() && refused.retryable());
    assert_eq!(get(&store, key::ticket(1)).await.unwrap(), Some(vec![1]));
    assert_eq!(get(&store, key::ticket(3)).await.unwrap(), None);
    assert!(store.export(|_, _| Ok::<_, StoreError>(())).await.is_ok());
    assert!(hints.try_recv().is_err());
}

#[tokio::test]
async fn memory_that_holds_half_a_commit_is_not_read() {
    let folder = TempDir::new().unwrap();
    let store = with_flush(&folder, no_flush());
    put(&store, key::ticket(1), vec![1]).await.unwrap();
    store.engine.condition.spoil_memory(&"the engine refused a commit".into());
    assert!(matches!(get(&store, key::ticket(1)).await, Err(StoreError::Failed { .. })));
    assert!(matches!(put(&store, key::ticket(1), vec![2]).await, Err(StoreError::ReadOnly)));
    assert!(matches!(store.export(|_, _| Ok(())).await, Err(StoreError::Failed { .. })));
}

/// A repeated command finds the first one's result before that is durable, and must not pass it on.
#[tokio::test]
async fn what_a_transaction_read_is_durable_before_it_returns() {
    let folder = TempDir::new().unwrap();
    let (release, gate) = mpsc::channel::<()>();
    let store =
        with_flush(&folder, Box::new(move || gate.recv().map_err(|error| error.to_string())));
    // Dropped before the store, which waits for its flushes also when an assertion fails.
    let release = release;
    let mut written = pin!(put(&store, key::ticket(1), vec![1]));
    assert!(is_pending(written.as_mut()));
    let mut repeated = pin!(store.transact(|tx| async move { tx.get(&key::ticket(1)).await }));
    let mut refused = pin!(store.transact(|tx| async move {
        let found = tx.get(&key::ticket(1)).await?;
        Err::<(), _>(StoreError::TooLarge {
            key: key::ticket(1),
            bytes: found.map_or(0, |value| value.len()),
        })
    }));
    assert!(is_pending(repeated.as_mut()));
    assert!(is_pending(refused.as_mut()), "a refusal may tell what it found too");
    for _ in 0..3 {
        release.send(()).unwrap();
    }
    written.await.unwrap();
    assert_eq!(repeated.await.unwrap(), Some(vec![1]));
    assert!(matches!(refused.await, Err(StoreError::TooLarge { bytes: 1, .. })));
}

fn is_pending<T>(future: std::pin::Pin<&mut impl Future<Output = T>>) -> bool {
    matches!(future.poll(&mut Context::from_waker(Waker::noop())), Poll::Pending)
}

#[tokio::test]
async fn an_export_gives_the_state_of_its_start() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), Options { durable: false, ..OPTIONS }).unwrap();
    let n_rows = EXPORT_STRETCH as u64 * 2;
    for number in 0..n_rows {
        put(&store, key::ticket(number), vec![1]).await.unwrap();
    }
    let (rows, given) = mpsc::channel();
    let mut export = pin!(store.export(|key, value| {
        rows.send((key.to_vec(), value.to_vec())).unwrap();
        Ok::<_, StoreError>(())
    }));
    // The first stretch has been given; what comes now is after the start.
    assert!(is_pending(export.as_mut()));
    store
        .transact(|tx| async move {
            tx.put(key::ticket(0), [2])?;
            tx.put(key::ticket(n_rows - 1), [2])?;
            tx.delete(key::ticket(n_rows - 2))?;
            tx.put(key::ticket(n_rows), [2])
        })
        .await
        .unwrap();
    put(&store, key::ticket(n_rows - 1), vec![3]).await.unwrap();
    assert_eq!(export.await.unwrap(), n_rows + 1, "the rows and the version");
    let given: Vec<(Vec<u8>, Vec<u8>)> = given.try_iter().collect();
    assert_eq!(given[0].0, key::schema_version().as_bytes());
    let expected = (0..n_rows).map(|number| (key::ticket(number).as_bytes().to_vec(), vec![1]));
    assert!(given[1..].iter().cloned().eq(expected));
}

#[tokio::test]
async fn an_export_dropped_half_way_keeps_nothing() {
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path(), Options { durable: false, ..OPTIONS }).unwrap();
    for number in 0..EXPORT_STRETCH as u64 + 1 {
        put(&store, key::ticket(number), vec![1]).await.unwrap();
    }
    {
        let mut export = pin!(store.export(|_, _| Ok::<_, StoreError>(())));
        assert!(is_pending(export.as_mut()));
        assert!(store.engine.preimages().is_some());
    }
    assert!(store.engine.preimages().is_none());
    assert_eq!(
        store.export(|_, _| Ok::<_, StoreError>(())).await.unwrap(),
        EXPORT_STRETCH as u64 + 2
    );
}
