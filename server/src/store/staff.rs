//! Who works tickets, in memory: read once at start, refreshed when somebody is added or changed. To whom
//! work can be given, and what they are called.

use super::{
    Store, StoreError,
    tables::people::{self, PersonRecord},
};
use shared::{api::queue::StaffMember, id::PersonId};
use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};
use tokio::sync::Mutex;

/// Everybody who works tickets. Clones share them.
#[derive(Debug, Clone, Default)]
pub struct Staff {
    names: Arc<RwLock<BTreeMap<PersonId, String>>>,
    refreshing: Arc<Mutex<()>>,
}

impl Staff {
    /// Reads all of them.
    ///
    /// # Errors
    /// What the store says.
    pub async fn load(&self, store: &Store) -> Result<(), StoreError> {
        let _alone = self.refreshing.lock().await;
        let people = store.read(|reader| async move { people::all(&reader).await }).await?;
        let staff = people.into_iter().filter(works);
        let names = staff.map(|it| (it.id, it.shown_name())).collect();
        *self.names.write().unwrap_or_else(PoisonError::into_inner) = names;
        Ok(())
    }

    /// Takes over what the store has of one person.
    ///
    /// # Errors
    /// What the store says.
    pub async fn refresh(&self, store: &Store, id: PersonId) -> Result<(), StoreError> {
        let _alone = self.refreshing.lock().await;
        let person = store.read(|reader| async move { people::by_id(&reader, id).await }).await?;
        let mut names = self.names.write().unwrap_or_else(PoisonError::into_inner);
        match person.filter(works) {
            Some(it) => names.insert(id, it.shown_name()),
            None => names.remove(&id),
        };
        Ok(())
    }

    /// What one of them is called.
    #[must_use]
    pub fn name(&self, id: PersonId) -> Option<String> {
        self.names.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    /// All of them, by name.
    #[must_use]
    pub fn all(&self) -> Vec<StaffMember> {
        let names = self.names.read().unwrap_or_else(PoisonError::into_inner);
        let mut staff: Vec<StaffMember> =
            names.iter().map(|(id, name)| StaffMember { id: *id, name: name.clone() }).collect();
        staff.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
        staff
    }
}

fn works(person: &PersonRecord) -> bool {
    person.roles.is_staff() && person.suspended.is_none()
}
