//! Saved views of the queue: each with whoever saved it, or where everybody on the desk has it, apart from
//! theirs.

use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{
    id::{PersonId, ViewId},
    permission::Scope,
    text::ViewName,
    ticket::queue::filter::QueueFilter,
    time::Instant,
};

/// Where the views stand that everybody on the desk has. Nobody has this id.
const EVERYBODY: PersonId = PersonId(0);

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewRecord {
    /// Which.
    pub id: ViewId,
    /// What it is called.
    pub name: ViewName,
    /// What it shows.
    pub filter: QueueFilter,
    /// Who saved it.
    pub by: PersonId,
    /// Whether everybody on the desk has it.
    pub is_shared: bool,
    /// When it was saved last.
    pub saved: Instant,
}

impl Record for ViewRecord {
    const NAME: &'static str = "view";
    const VERSION: u8 = 1;
}

impl ViewRecord {
    /// What a permission is about.
    #[must_use]
    pub fn scope(&self) -> Scope {
        Scope::View { by: self.by, is_shared: self.is_shared }
    }

    /// Among whose views it stands.
    #[must_use]
    pub fn shelf(&self) -> PersonId {
        if self.is_shared { EVERYBODY } else { self.by }
    }
}

/// The views that `person` has: their own, then those of everybody, each in the order in which they were
/// saved first.
///
/// # Errors
/// What the store says.
pub async fn of(reader: &Reader, person: PersonId) -> Result<Vec<ViewRecord>, StoreError> {
    let mut views = Vec::new();
    for shelf in [person, EVERYBODY] {
        views.extend(on(reader, shelf).await?);
    }
    Ok(views)
}

/// The views beside which one of `person`’s would stand.
///
/// # Errors
/// What the store says.
pub async fn beside(
    reader: &Reader,
    person: PersonId,
    is_shared: bool,
) -> Result<Vec<ViewRecord>, StoreError> {
    on(reader, if is_shared { EVERYBODY } else { person }).await
}

async fn on(reader: &Reader, shelf: PersonId) -> Result<Vec<ViewRecord>, StoreError> {
    let span = key::views_of(shelf.0);
    let rows = reader.record_range(&span, usize::MAX, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// Keeps a view.
///
/// # Errors
/// What the store says.
pub fn put(tx: &Tx, view: &ViewRecord) -> Result<(), StoreError> {
    tx.put_record(key::view(view.shelf().0, view.id.0), view)
}

/// Takes a view away.
///
/// # Errors
/// What the store says.
pub fn remove(tx: &Tx, view: &ViewRecord) -> Result<(), StoreError> {
    tx.delete(key::view(view.shelf().0, view.id.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;

    #[test]
    fn a_view_is_stored_as_ever() {
        let query = "q=vpn&status=new&priority=high&category=network&team=network&with=7&due=late\
                     &older=3d&unhappy=true";
        let pairs = query.split('&').filter_map(|it| it.split_once('='));
        golden::check(&ViewRecord {
            id: ViewId(1 << 40),
            name: ViewName::parse("Finance this week").unwrap(),
            filter: QueueFilter::read(pairs),
            by: PersonId(7),
            is_shared: true,
            saved: "2026-11-20T09:00:00.123Z".parse().unwrap(),
        });
    }
}
