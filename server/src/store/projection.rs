//! The tickets on the desk in memory (decision 4a): the open ones, and those few closed ones whose requester
//! is not happy or that everybody is told of. Read once at start, refreshed after each commit. What the queue
//! reads, and flat in the number of closed tickets.

use super::{
    Reader, Store, StoreError,
    tables::{followers, tickets},
};
use shared::{id::TicketId, ticket::Ticket};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use tokio::sync::Mutex;

/// The heads of all tickets on the desk. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct OpenTickets {
    heads: Arc<RwLock<HashMap<TicketId, OpenTicket>>>,
    refreshing: Arc<Mutex<()>>,
}

/// A ticket on the desk.
#[derive(Debug, Clone)]
pub struct OpenTicket {
    /// Its head.
    pub head: Arc<Ticket>,
    /// How many follow its known incident besides whoever asked; counted only while it goes on.
    pub n_following: usize,
}

impl OpenTicket {
    async fn read(reader: &Reader, head: Ticket) -> Result<Self, StoreError> {
        let n_following = match head.notice() {
            Some(_) => followers::n_following(reader, &head).await?,
            None => 0,
        };
        Ok(Self { head: Arc::new(head), n_following })
    }
}

impl OpenTickets {
    /// Reads all tickets on the desk.
    ///
    /// # Errors
    /// What the store says.
    pub async fn load(&self, store: &Store) -> Result<(), StoreError> {
        let _alone = self.refreshing.lock().await;
        let heads = store.read(|reader| async move {
            let mut heads = HashMap::new();
            for head in tickets::open(&reader).await? {
                heads.insert(head.id, OpenTicket::read(&reader, head).await?);
            }
            Ok::<_, StoreError>(heads)
        });
        *self.heads.write().unwrap_or_else(PoisonError::into_inner) = heads.await?;
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
                Some(head) => OpenTicket::read(&reader, head).await.map(Some),
                None => Ok(None),
            }
        });
        let ticket = ticket.await?;
        let mut heads = self.heads.write().unwrap_or_else(PoisonError::into_inner);
        match ticket {
            Some(it) => heads.insert(id, it),
            None => heads.remove(&id),
        };
        Ok(())
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
