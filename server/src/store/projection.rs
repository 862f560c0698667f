//! The tickets on the desk in memory (decision 4a): the open ones, and those few closed ones whose requester
//! is not happy. Read once at start, refreshed after each commit. What the queue reads, and flat in the
//! number of closed tickets.

use super::{Store, StoreError, tables};
use shared::{id::TicketId, ticket::Ticket};
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use tokio::sync::Mutex;

/// The heads of all tickets on the desk. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct OpenTickets {
    heads: Arc<RwLock<HashMap<TicketId, Arc<Ticket>>>>,
    refreshing: Arc<Mutex<()>>,
}

impl OpenTickets {
    /// Reads all tickets on the desk.
    ///
    /// # Errors
    /// What the store says.
    pub async fn load(&self, store: &Store) -> Result<(), StoreError> {
        let _alone = self.refreshing.lock().await;
        let open = store.read(|reader| async move { tables::tickets::open(&reader).await }).await?;
        let heads = open.into_iter().map(|it| (it.id, Arc::new(it))).collect();
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
        let ticket =
            store.read(|reader| async move { tables::tickets::by_id(&reader, id).await }).await?;
        let mut heads = self.heads.write().unwrap_or_else(PoisonError::into_inner);
        match ticket.filter(Ticket::is_on_the_desk) {
            Some(it) => heads.insert(id, Arc::new(it)),
            None => heads.remove(&id),
        };
        Ok(())
    }

    /// All of them, in no order.
    #[must_use]
    pub fn all(&self) -> Vec<Arc<Ticket>> {
        self.heads.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}
