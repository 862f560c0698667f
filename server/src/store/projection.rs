//! The tickets on the desk in memory (decision 4a): the open ones, and those few closed ones whose requester
//! is not happy or that everybody is told of. Read once at start, refreshed after each commit. What the queue
//! reads, and flat in the number of closed tickets.

use super::{
    Reader, Store, StoreError,
    tables::{followers, people, tickets},
};
use shared::{
    id::{PersonId, TicketId},
    ticket::Ticket,
    time::Instant,
};
use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};
use tokio::sync::Mutex;

/// What people are called.
type Names = HashMap<PersonId, String>;

/// The heads of all tickets on the desk. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct OpenTickets {
    heads: Arc<RwLock<HashMap<TicketId, OpenTicket>>>,
    refreshing: Arc<Mutex<()>>,
    /// One more with each change; from the time of the start on, so that it is larger after a restart too.
    change: Arc<AtomicU64>,
}

/// A ticket on the desk.
#[derive(Debug, Clone)]
pub struct OpenTicket {
    /// Its head.
    pub head: Arc<Ticket>,
    /// What the requester is called.
    pub requester: Arc<str>,
    /// What whoever works on it is called.
    pub assignee: Option<Arc<str>>,
    /// How many follow its known incident besides whoever asked; counted only while it goes on.
    pub n_following: usize,
    /// The number of the change that brought it, larger than those of all changes before.
    pub changed: u64,
}

impl OpenTicket {
    async fn read(reader: &Reader, head: Ticket, names: &Names) -> Result<Self, StoreError> {
        let n_following = match head.notice() {
            Some(_) => followers::n_following(reader, &head).await?,
            None => 0,
        };
        let name = |id| names.get(&id).map(|it: &String| it.as_str()).unwrap_or_default().into();
        Ok(Self {
            requester: name(head.requester),
            assignee: head.assignee.map(name),
            head: Arc::new(head),
            n_following,
            changed: 0,
        })
    }
}

/// Whose names stand in its row.
fn people_of(head: &Ticket) -> impl Iterator<Item = PersonId> + use<> {
    [Some(head.requester), head.assignee].into_iter().flatten()
}

impl OpenTickets {
    /// None yet, in a program that was started at `time`.
    #[must_use]
    pub fn starting_at(time: Instant) -> Self {
        let change = u64::try_from(time.timestamp_millis()).unwrap_or_default();
        Self { change: Arc::new(change.into()), ..Self::default() }
    }

    /// Reads all tickets on the desk.
    ///
    /// # Errors
    /// What the store says.
    pub async fn load(&self, store: &Store) -> Result<(), StoreError> {
        let _alone = self.refreshing.lock().await;
        let heads = store.read(|reader| async move {
            let open = tickets::open(&reader).await?;
            let names = people::names(&reader, open.iter().flat_map(people_of)).await?;
            let mut heads = HashMap::new();
            for head in open {
                heads.insert(head.id, OpenTicket::read(&reader, head, &names).await?);
            }
            Ok::<_, StoreError>(heads)
        });
        let mut heads = heads.await?;
        let changed = self.next_change();
        heads.values_mut().for_each(|it| it.changed = changed);
        *self.heads.write().unwrap_or_else(PoisonError::into_inner) = heads;
        Ok(())
    }

    /// Takes over what the store has of one ticket. It is read while nobody else refreshes, so the last
    /// one to come always shows the last commit.
    ///
    /// # Errors
    /// What the store says.
    pub async fn refresh(&self, store: &Store, id: TicketId) -> Result<(), StoreError> {
        let _alone = self.refreshing.lock().await;
        let ticket = store.read(|reader| async move {
            match tickets::by_id(&reader, id).await?.filter(Ticket::is_on_the_desk) {
                Some(head) => {
                    let names = people::names(&reader, people_of(&head)).await?;
                    OpenTicket::read(&reader, head, &names).await.map(Some)
                }
                None => Ok(None),
            }
        });
        let ticket = ticket.await?;
        let mut heads = self.heads.write().unwrap_or_else(PoisonError::into_inner);
        match ticket {
            Some(it) => heads.insert(id, OpenTicket { changed: self.next_change(), ..it }),
            None => heads.remove(&id),
        };
        Ok(())
    }

    /// The head of one of them.
    #[must_use]
    pub fn head(&self, id: TicketId) -> Option<Arc<Ticket>> {
        let heads = self.heads.read().unwrap_or_else(PoisonError::into_inner);
        heads.get(&id).map(|it| it.head.clone())
    }

    fn next_change(&self) -> u64 {
        self.change.fetch_add(1, Ordering::Relaxed)
    }

    /// Shows each of them to `see`, in no order. Nothing is refreshed meanwhile.
    pub fn each(&self, mut see: impl FnMut(&OpenTicket)) {
        let heads = self.heads.read().unwrap_or_else(PoisonError::into_inner);
        heads.values().for_each(&mut see);
    }

    /// All of them, in no order.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Ticket>> {
        let heads = self.heads.read().unwrap_or_else(PoisonError::into_inner);
        heads.values().map(|it| it.head.clone()).collect()
    }

    /// Those that everybody is told of (A18), in no order.
    #[must_use]
    pub fn known(&self) -> Vec<OpenTicket> {
        let heads = self.heads.read().unwrap_or_else(PoisonError::into_inner);
        heads.values().filter(|it| it.head.notice().is_some()).cloned().collect()
    }
}
