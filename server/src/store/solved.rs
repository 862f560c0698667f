//! How many readers each article helped, in memory: read once at start, refreshed after each vote. What
//! orders the articles to start from.

use super::{Store, StoreError, tables::feedback};
use shared::id::ArticleId;
use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
};
use tokio::sync::Mutex;

/// The counts. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct SolvedCounts {
    counts: Arc<RwLock<HashMap<ArticleId, u64>>>,
    refreshing: Arc<Mutex<()>>,
}

impl SolvedCounts {
    /// Reads all counts.
    ///
    /// # Errors
    /// What the store says.
    pub async fn load(&self, store: &Store) -> Result<(), StoreError> {
        let _alone = self.refreshing.lock().await;
        let tallies = store.read(|reader| async move { feedback::tallies(&reader).await }).await?;
        let counts = tallies.into_iter().map(|(id, tally)| (id, tally.n_solved)).collect();
        *self.counts.write().unwrap_or_else(PoisonError::into_inner) = counts;
        Ok(())
    }

    /// Takes over what the store has of one article. It is read while nobody else refreshes, so the last
    /// one to come always shows the last commit.
    ///
    /// # Errors
    /// What the store says.
    pub async fn refresh(&self, store: &Store, id: ArticleId) -> Result<(), StoreError> {
        let _alone = self.refreshing.lock().await;
        let tally = store.read(|reader| async move { feedback::tally(&reader, id).await }).await?;
        let mut counts = self.counts.write().unwrap_or_else(PoisonError::into_inner);
        counts.insert(id, tally.n_solved);
        Ok(())
    }

    /// How many readers said that the article solved it.
    #[must_use]
    pub fn of(&self, id: ArticleId) -> u64 {
        let counts = self.counts.read().unwrap_or_else(PoisonError::into_inner);
        counts.get(&id).copied().unwrap_or(0)
    }
}
