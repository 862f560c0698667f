//! What every engine must do, run for each way in which a store is opened.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::Request;
use axum::routing::post;
use server::store::key::{self, Key};
use server::store::{Direction, Hint, MAX_VALUE_BYTES, Options, Reader, Store, StoreError, Tx};
use tempfile::TempDir;
use tokio::sync::{Barrier, broadcast::error::TryRecvError};
use tokio::task::JoinSet;
use tower::ServiceExt;

const DURABLE: Options = Options { cache_bytes: 8 * 1024 * 1024, durable: true };
const NOT_DURABLE: Options = Options { durable: false, ..DURABLE };

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sled_durable() {
    suite(DURABLE).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sled_not_durable() {
    suite(NOT_DURABLE).await;
}

async fn suite(options: Options) {
    let folder = TempDir::new().unwrap();
    let open = || {
        let name = format!("store-{}", std::fs::read_dir(folder.path()).unwrap().count());
        Store::open(&folder.path().join(name), options).unwrap()
    };
    creates_once_and_refuses_a_second(open()).await;
    pages_an_index_in_both_directions(open()).await;
    loses_no_update_of_sixteen_writers(open()).await;
    lets_no_two_writers_decide_on_the_same_range(open()).await;
    leaves_nothing_of_a_failed_transaction(open()).await;
    shows_a_transaction_its_own_writes(open()).await;
    fills_pages_in_spite_of_deletions(open()).await;
    tells_hints_after_the_commit_and_only_then(open()).await;
    keeps_index_and_records_equal(open()).await;
    exports_one_moment_while_others_write(open()).await;
    reads_no_half_commit(open()).await;
    bounds_values(open()).await;
    ends_a_transaction_with_its_closure(open()).await;
    survives_transactions_dropped_half_way(open()).await;
    serves_handlers(open()).await;
    keeps_everything_when_reopened(&folder.path().join("reopened"), options).await;
}

/// The error of the tests' own closures.
#[derive(Debug)]
enum Error {
    #[expect(dead_code, reason = "shown when a test fails")]
    Store(StoreError),
    Taken,
    Aborted,
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

fn number(value: Option<Vec<u8>>) -> u64 {
    value.map_or(0, |bytes| u64::from_be_bytes(bytes.try_into().unwrap()))
}

fn bytes(number: u64) -> Vec<u8> {
    number.to_be_bytes().to_vec()
}

async fn put(store: &Store, rows: Vec<(Key, Vec<u8>)>) {
    store
        .transact(|tx| {
            let rows = rows.clone();
            async move { rows.into_iter().try_for_each(|(key, value)| tx.put(key, value)) }
        })
        .await
        .unwrap();
}

async fn get(store: &Store, key: &Key) -> Option<Vec<u8>> {
    store.read(|reader| async move { reader.get(key).await }).await.unwrap()
}

async fn creates_once_and_refuses_a_second(store: Store) {
    let register = |person: u64| {
        store.transact(move |tx| async move {
            let by_email = key::person_by_email("ana@example.org");
            if tx.get(&by_email).await?.is_some() {
                return Err(Error::Taken);
            }
            tx.put(by_email, bytes(person))?;
            tx.put(key::person(person), b"Ana")?;
            Ok(person)
        })
    };
    assert_eq!(register(1).await.unwrap(), 1);
    assert!(matches!(register(2).await, Err(Error::Taken)));
    assert_eq!(number(get(&store, &key::person_by_email("ana@example.org")).await), 1);
    assert_eq!(get(&store, &key::person(2)).await, None);
}

async fn pages_an_index_in_both_directions(store: Store) {
    let times = [5, u64::MAX, 0, 900, 256, 255];
    put(
        &store,
        times.iter().map(|time| (key::ticket_by_requester(7, *time, *time), vec![])).collect(),
    )
    .await;
    put(
        &store,
        vec![
            (key::ticket_by_requester(8, 1, 1), vec![]),
            (key::ticket_by_requester(6, 1, 1), vec![]),
        ],
    )
    .await;
    for direction in [Direction::Forward, Direction::Reverse] {
        let mut expected = times.to_vec();
        expected.sort_unstable();
        if direction == Direction::Forward {
            expected.reverse();
        }
        let mut span = key::tickets_of_requester(7);
        let mut found = Vec::new();
        loop {
            let page = store
                .read(|reader| {
                    let span = span.clone();
                    async move { reader.range(&span, 2, direction).await }
                })
                .await
                .unwrap();
            let Some((last, _)) = page.last() else { break };
            span = match direction {
                Direction::Forward => span.after(last),
                Direction::Reverse => span.before(last),
            };
            found.extend(
                page.iter().map(|(key, _)| key::read_ticket_by_requester(key).unwrap().updated),
            );
        }
        assert_eq!(found, expected, "{direction:?}");
    }
}

async fn loses_no_update_of_sixteen_writers(store: Store) {
    let mut writers = JoinSet::new();
    for _ in 0..16 {
        let store = store.clone();
        writers.spawn(async move {
            for _ in 0..50 {
                store
                    .transact(|tx| async move {
                        let count = number(tx.get(&key::ticket(1)).await?) + 1;
                        tokio::task::yield_now().await;
                        tx.put(key::entry(1, count), vec![])?;
                        tx.put(key::ticket(1), bytes(count))
                    })
                    .await
                    .unwrap();
            }
        });
    }
    writers.join_all().await;
    assert_eq!(number(get(&store, &key::ticket(1)).await), 800);
    let entries = range(&store, key::entries(1)).await;
    assert_eq!(entries.len(), 800, "no number given twice");
}

async fn range(store: &Store, span: key::Span) -> Vec<(Key, Vec<u8>)> {
    store
        .read(|reader| {
            let span = span.clone();
            async move { reader.range(&span, usize::MAX, Direction::Forward).await }
        })
        .await
        .unwrap()
}

/// Each writer adds a row only while the range is empty: whoever decides on a stale range makes two.
async fn lets_no_two_writers_decide_on_the_same_range(store: Store) {
    for round in 0..20 {
        let together = Arc::new(Barrier::new(8));
        let mut writers = JoinSet::new();
        for writer in 0..8 {
            let (store, together) = (store.clone(), Arc::clone(&together));
            writers.spawn(async move {
                together.wait().await;
                store
                    .transact(|tx| async move {
                        let taken = tx.range(&key::entries(round), 1, Direction::Forward).await?;
                        tokio::task::yield_now().await;
                        if taken.is_empty() {
                            tx.put(key::entry(round, writer), vec![])?;
                        }
                        Ok::<_, StoreError>(taken.is_empty())
                    })
                    .await
                    .unwrap()
            });
        }
        let n_won = writers.join_all().await.into_iter().filter(|won| *won).count();
        assert_eq!(n_won, 1);
        assert_eq!(range(&store, key::entries(round)).await.len(), 1);
    }
}

async fn leaves_nothing_of_a_failed_transaction(store: Store) {
    put(&store, vec![(key::ticket(1), bytes(1))]).await;
    let mut hints = store.subscribe();
    let aborted: Result<(), Error> = store
        .transact(|tx| async move {
            tx.put(key::ticket(1), bytes(2))?;
            tx.put(key::ticket(2), bytes(2))?;
            tx.delete(key::ticket(1))?;
            tx.publish(Hint::Ticket(1))?;
            Err(Error::Aborted)
        })
        .await;
    assert!(matches!(aborted, Err(Error::Aborted)));
    assert_eq!(number(get(&store, &key::ticket(1)).await), 1);
    assert_eq!(get(&store, &key::ticket(2)).await, None);
    put(&store, vec![(key::ticket(3), vec![])]).await;
    assert!(matches!(hints.try_recv(), Err(TryRecvError::Empty)));
}

async fn shows_a_transaction_its_own_writes(store: Store) {
    put(&store, (1..=4).map(|id| (key::ticket(id), bytes(id))).collect()).await;
    store
        .transact(|tx| async move {
            tx.put(key::ticket(2), bytes(20))?;
            tx.delete(key::ticket(3))?;
            tx.put(key::ticket(5), bytes(50))?;
            let keys: Vec<Key> = (1..=5).map(key::ticket).collect();
            let read: Vec<u64> = tx.get_many(&keys).await?.into_iter().map(number).collect();
            assert_eq!(read, [1, 20, 0, 4, 50]);
            assert_eq!(tx.get(&key::ticket(3)).await?, None);
            for (direction, expected) in
                [(Direction::Forward, [1, 20, 4, 50]), (Direction::Reverse, [50, 4, 20, 1])]
            {
                let rows = tx.range(&key::tickets(), 9, direction).await?;
                let read: Vec<u64> =
                    rows.into_iter().map(|(_, value)| number(Some(value))).collect();
                assert_eq!(read, expected);
            }
            tx.put(key::ticket(3), bytes(30))?;
            assert_eq!(number(tx.get(&key::ticket(3)).await?), 30, "put again after deleting");
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    assert_eq!(number(get(&store, &key::ticket(3)).await), 30);
}

async fn fills_pages_in_spite_of_deletions(store: Store) {
    put(&store, (1..=9).map(|id| (key::ticket(id), vec![])).collect()).await;
    store
        .transact(|tx| async move {
            for id in [1, 2, 4, 8, 9, 100] {
                tx.delete(key::ticket(id))?;
            }
            for (direction, expected) in
                [(Direction::Forward, [3, 5, 6]), (Direction::Reverse, [7, 6, 5])]
            {
                let rows = tx.range(&key::tickets(), 3, direction).await?;
                let ids: Vec<u64> =
                    rows.iter().map(|(key, _)| key::read_ticket(key).unwrap()).collect();
                assert_eq!(ids, expected);
            }
            let backwards = key::tickets().after(&key::ticket(8)).before(&key::ticket(2));
            assert!(tx.range(&backwards, 3, Direction::Forward).await?.is_empty());
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
}

async fn tells_hints_after_the_commit_and_only_then(store: Store) {
    let mut hints = store.subscribe();
    for id in 0..50 {
        let (committed, reader) = (store.clone(), store.clone());
        let commit = tokio::spawn(async move {
            committed
                .transact(|tx| async move {
                    tx.publish(Hint::Ticket(id))?;
                    tx.publish(Hint::Ticket(id))?;
                    tx.put(key::ticket(id), bytes(id))
                })
                .await
        });
        assert_eq!(hints.recv().await.unwrap(), Hint::Ticket(id));
        assert_eq!(number(get(&reader, &key::ticket(id)).await), id, "told before it can be read");
        commit.await.unwrap().unwrap();
        assert!(matches!(hints.try_recv(), Err(TryRecvError::Empty)), "told once");
    }
}

/// Moves one of ten tickets to a new time, record and index together.
async fn move_ticket(store: &Store, ticket: u64, updated: u64) -> Result<(), StoreError> {
    store
        .transact(|tx| async move {
            if let Some(before) = tx.get(&key::ticket(ticket)).await? {
                tx.delete(key::ticket_by_requester(1, number(Some(before)), ticket))?;
            }
            tx.put(key::ticket(ticket), bytes(updated))?;
            tx.put(key::ticket_by_requester(1, updated, ticket), vec![])
        })
        .await
}

async fn keeps_index_and_records_equal(store: Store) {
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let store = store.clone();
        writers.spawn(async move {
            for step in 0..40 {
                move_ticket(&store, (writer * 7 + step) % 10, writer * 1_000 + step).await.unwrap();
            }
        });
    }
    let reads = async {
        for _ in 0..40 {
            assert_index_equals_records(&store).await;
        }
    };
    tokio::join!(reads, writers.join_all());
    assert_index_equals_records(&store).await;
    assert_eq!(range(&store, key::tickets()).await.len(), 10);
}

async fn assert_index_equals_records(store: &Store) {
    let (records, index) = store
        .read(|reader: Reader| async move {
            let records = reader.range(&key::tickets(), usize::MAX, Direction::Forward).await?;
            tokio::task::yield_now().await;
            let index =
                reader.range(&key::tickets_of_requester(1), usize::MAX, Direction::Forward).await?;
            Ok::<_, StoreError>((records, index))
        })
        .await
        .unwrap();
    let mut records: Vec<(u64, u64)> = records
        .into_iter()
        .map(|(key, value)| (key::read_ticket(&key).unwrap(), number(Some(value))))
        .collect();
    let mut index: Vec<(u64, u64)> = index
        .iter()
        .map(|(key, _)| key::read_ticket_by_requester(key).unwrap())
        .map(|place| (place.ticket, place.updated))
        .collect();
    records.sort_unstable();
    index.sort_unstable();
    assert_eq!(records, index);
}

/// Moves one unit between two of two thousand accounts, also making and removing others.
async fn transfer(store: &Store, from: u64, to: u64) -> Result<(), StoreError> {
    store
        .transact(|tx| async move {
            let (left, right) = (
                number(tx.get(&key::ticket(from)).await?),
                number(tx.get(&key::ticket(to)).await?),
            );
            if from != to && left > 0 {
                if left == 1 {
                    tx.delete(key::ticket(from))?;
                } else {
                    tx.put(key::ticket(from), bytes(left - 1))?;
                }
                tx.put(key::ticket(to), bytes(right + 1))?;
            }
            Ok(())
        })
        .await
}

async fn exports_one_moment_while_others_write(store: Store) {
    const ACCOUNTS: u64 = 2_000;
    put(&store, (0..ACCOUNTS).map(|id| (key::ticket(id), bytes(2))).collect()).await;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let mut writers = JoinSet::new();
    for writer in 0..8 {
        let (store, stopped) = (store.clone(), stopped.clone());
        writers.spawn(async move {
            let mut step = writer;
            let mut n_transfers = 0_u64;
            while !*stopped.borrow() {
                step = (step * 6_364_136 + 1_442_695) % 7_919_317;
                transfer(&store, step % ACCOUNTS, step / 3 % ACCOUNTS).await.unwrap();
                n_transfers += 1;
            }
            n_transfers
        });
    }
    for _ in 0..5 {
        let mut rows: Vec<(Vec<u8>, u64)> = Vec::new();
        let n_rows = store
            .export(|key, value| {
                rows.push((
                    key.to_vec(),
                    if key.len() == 9 { number(Some(value.to_vec())) } else { 0 },
                ));
                Ok::<_, StoreError>(())
            })
            .await
            .unwrap();
        assert_eq!(n_rows, u64::try_from(rows.len()).unwrap());
        assert!(rows.is_sorted_by(|one, other| one.0 < other.0), "in key order, each key once");
        assert_eq!(rows.iter().map(|(_, units)| units).sum::<u64>(), 2 * ACCOUNTS);
    }
    stop.send(true).unwrap();
    assert!(writers.join_all().await.iter().sum::<u64>() > 0, "nobody wrote meanwhile");
    let refused = store.export(|_, _| Err(Error::Aborted)).await;
    assert!(matches!(refused, Err(Error::Aborted)), "the sink may end it");
}

async fn reads_no_half_commit(store: Store) {
    put(&store, vec![(key::ticket(1), bytes(0)), (key::ticket(2), bytes(0))]).await;
    let writer = async {
        for count in 1..=300 {
            put(&store, vec![(key::ticket(1), bytes(count)), (key::ticket(2), bytes(count))]).await;
        }
    };
    let reads = async {
        loop {
            let (one, two) = store
                .read(|reader| async move {
                    let one = number(reader.get(&key::ticket(1)).await?);
                    tokio::task::yield_now().await;
                    Ok::<_, StoreError>((one, number(reader.get(&key::ticket(2)).await?)))
                })
                .await
                .unwrap();
            assert_eq!(one, two);
            if one == 300 {
                break;
            }
        }
    };
    tokio::join!(writer, reads);
}

async fn bounds_values(store: Store) {
    let of_size = |bytes: usize| {
        store.transact(move |tx| async move { tx.put(key::ticket(1), vec![7; bytes]) })
    };
    of_size(MAX_VALUE_BYTES).await.unwrap();
    match of_size(MAX_VALUE_BYTES + 1).await {
        Err(StoreError::TooLarge { key, bytes }) => {
            assert_eq!((key, bytes), (key::ticket(1), MAX_VALUE_BYTES + 1));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(get(&store, &key::ticket(1)).await.unwrap().len(), MAX_VALUE_BYTES);
    let of_key_size = |length: usize| {
        store.transact(move |tx| async move { tx.put(key::setting(&"x".repeat(length)), vec![]) })
    };
    of_key_size(1024 - 3).await.unwrap();
    assert!(matches!(of_key_size(1024 - 2).await, Err(StoreError::KeyTooLong { bytes: 1025 })));
}

async fn ends_a_transaction_with_its_closure(store: Store) {
    let kept: Tx = store.transact(|tx| async move { Ok::<_, StoreError>(tx) }).await.unwrap();
    assert!(matches!(kept.put(key::ticket(1), vec![]), Err(StoreError::Over)));
    assert!(matches!(kept.get(&key::ticket(1)).await, Err(StoreError::Over)));
    let kept: Reader =
        store.read(|reader| async move { Ok::<_, StoreError>(reader) }).await.unwrap();
    assert!(matches!(kept.get(&key::ticket(1)).await, Err(StoreError::Over)));
}

/// Polls each transaction a few times and drops it: whatever is left must be whole, hinted and unlocked.
async fn survives_transactions_dropped_half_way(store: Store) {
    let mut hints = store.subscribe();
    for polls in 0..200_u64 {
        let transaction = store.transact(|tx| async move {
            for _ in 0..polls % 4 {
                tokio::task::yield_now().await;
            }
            tx.put(key::ticket(polls), bytes(polls))?;
            tokio::task::yield_now().await;
            tx.put(key::open_ticket(polls), vec![])?;
            tx.publish(Hint::Ticket(polls))
        });
        let mut transaction = Box::pin(transaction);
        for _ in 0..polls % 9 {
            let polled = tokio::time::timeout(Duration::ZERO, &mut transaction).await;
            if polled.is_ok() {
                break;
            }
        }
        drop(transaction);
    }
    put(&store, vec![(key::setting("last"), vec![])]).await;
    let records: Vec<u64> = range(&store, key::tickets())
        .await
        .iter()
        .map(|(key, _)| key::read_ticket(key).unwrap())
        .collect();
    let index: Vec<u64> = range(&store, key::open_tickets())
        .await
        .iter()
        .map(|(key, _)| key::read_open_ticket(key).unwrap())
        .collect();
    assert_eq!(records, index);
    let mut told = Vec::new();
    while let Ok(Hint::Ticket(id)) = hints.try_recv() {
        told.push(id);
    }
    assert_eq!(told, records, "whoever keeps a copy must hear of every commit");
    assert!(!records.is_empty() && records.len() < 200, "some done, some not: {}", records.len());
}

/// A handler's future must be `Send`, with closures that capture clones of what they need.
async fn serves_handlers(store: Store) {
    async fn count(State(store): State<Store>, Path(name): Path<String>) -> String {
        let counted: Result<u64, StoreError> = store
            .transact(|tx| {
                let name = name.clone();
                async move {
                    let count = number(tx.get(&key::setting(&name)).await?) + 1;
                    tx.put(key::setting(&name), bytes(count))?;
                    Ok(count)
                }
            })
            .await;
        format!("{counted:?}")
    }
    let routes: Router = Router::new().route("/{name}", post(count)).with_state(store);
    for expected in ["Ok(1)", "Ok(2)"] {
        let answer = tokio::spawn(
            routes.clone().oneshot(Request::post("/visits").body(Body::empty()).unwrap()),
        );
        let body = to_bytes(answer.await.unwrap().unwrap().into_body(), 99).await.unwrap();
        assert_eq!(body, expected);
    }
}

async fn keeps_everything_when_reopened(folder: &std::path::Path, options: Options) {
    for round in 0..4_u64 {
        let store = Store::open(folder, options).unwrap();
        assert!(matches!(Store::open(folder, options), Err(StoreError::InUse { .. })));
        let kept = range(&store, key::tickets()).await;
        assert_eq!(kept.len(), usize::try_from(round * 100).unwrap());
        assert!(
            kept.iter()
                .all(|(key, value)| key::read_ticket(key).unwrap() == number(Some(value.clone())))
        );
        put(
            &store,
            (round * 100..round * 100 + 100).map(|id| (key::ticket(id), bytes(id))).collect(),
        )
        .await;
        if round == 2 {
            put(&store, vec![(key::setting("moved"), b"yes".to_vec())]).await;
        }
    }
    let store = Store::open(folder, options).unwrap();
    assert_eq!(get(&store, &key::setting("moved")).await, Some(b"yes".to_vec()));
}
