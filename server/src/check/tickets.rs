//! Tickets, their timelines, and the links of guests.

use shared::ticket::{
    Ticket,
    event::{Entry, Event},
};

use crate::store::{
    StoreError, key,
    tables::{links::LinkRecord, sessions::TokenHash, tickets::index},
};

use super::{
    Wrong, attachments,
    examination::{Examination, Series},
};

pub(super) async fn ticket(row: &mut Examination<'_>, id: u64) -> Result<(), StoreError> {
    let Some(ticket) = row.record::<Ticket>() else { return Ok(()) };
    row.check(ticket.id.0 == id, Wrong::Misplaced);
    for (key, value) in index(&ticket) {
        row.has_row(key, &value).await?;
    }
    for person in [Some(ticket.requester), ticket.assignee].into_iter().flatten() {
        row.refers_to(key::person(person.0)).await?;
    }
    let timeline =
        Series { owner: id, all: key::entries(id), key: key::entry, number_of: key::read_entry };
    row.has_series(&timeline, 0, u64::from(ticket.n_entries)).await
}

pub(super) async fn row_of_ticket(row: &mut Examination<'_>, id: u64) -> Result<(), StoreError> {
    if let Some(ticket) = row.target::<Ticket>(key::ticket(id)).await? {
        row.is_one_of(&index(&ticket), key::ticket(id));
    }
    Ok(())
}

pub(super) async fn entry(
    row: &mut Examination<'_>,
    ticket: u64,
    number: u64,
) -> Result<(), StoreError> {
    if let Some(it) = row.target::<Ticket>(key::ticket(ticket)).await? {
        let is_known = number < u64::from(it.n_entries);
        row.check(is_known, Wrong::Beyond(key::ticket(it.id.0)));
    }
    let Some(entry) = row.record::<Entry>() else { return Ok(()) };
    row.check(u64::from(entry.sequence) == number, Wrong::Misplaced);
    match (number, matches!(entry.event, Event::Filed(_))) {
        (0, is_filing) => row.check(is_filing, Wrong::NotFiled),
        (_, is_filing) => row.check(!is_filing, Wrong::FiledAgain),
    }
    for file in &entry.files {
        attachments::listed(row, file.id, (ticket, number)).await?;
    }
    row.refers_to(key::person(entry.by.0)).await
}

pub(super) async fn link(row: &mut Examination<'_>, hash: &TokenHash) -> Result<(), StoreError> {
    let Some(link) = row.record::<LinkRecord>() else { return Ok(()) };
    row.has_row(key::link_by_ticket(link.ticket.0, hash), &[]).await?;
    row.refers_to(key::ticket(link.ticket.0)).await?;
    row.refers_to(key::person(link.person.0)).await
}

pub(super) async fn row_of_link(
    row: &mut Examination<'_>,
    hash: &TokenHash,
) -> Result<(), StoreError> {
    let owner = key::link(hash);
    if let Some(link) = row.target::<LinkRecord>(owner.clone()).await? {
        row.is_one_of(&[(key::link_by_ticket(link.ticket.0, hash), Vec::new())], owner);
    }
    Ok(())
}
