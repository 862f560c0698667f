//! What Portico does: load, ask the rules, write in one transaction, tell the projections. Knows nothing of
//! HTTP.

pub mod accounts;
pub mod articles;
pub mod attachments;
pub mod batches;
pub mod browse;
pub mod calls;
pub mod confidential;
mod crossing;
pub mod drafts;
pub mod feedback;
pub mod guests;
pub mod half_way;
pub mod held;
pub mod known;
pub mod lasting;
pub mod ledger;
pub mod matches;
pub mod offered;
pub mod once;
pub mod own_account;
pub mod passkeys;
pub mod people;
pub mod presence;
pub mod provider;
pub mod put_back;
pub mod queue;
pub mod related;
pub mod report;
pub mod requests;
pub mod revisions;
pub mod second_step;
pub mod settings;
pub mod starter;
pub mod tickets;
pub mod views;
pub mod wall;
pub mod watching;
pub mod welcome;

use crate::state::AppState;
use shared::api::requests::Clock;

/// The time and zone in which an answer is shown.
#[must_use]
pub(crate) fn clock(app: &AppState) -> Clock {
    let now = app.now();
    Clock { now, zone: app.rules().calendar.around(now).zone.clone() }
}
