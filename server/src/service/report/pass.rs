//! One pass over all tickets, a stretch at a time: what it takes in memory does not grow with their number, and
//! others write between two stretches. Each ticket is read with its timeline as they were at one moment; two
//! tickets may be of two moments.

use crate::{
    error::Error,
    rules::Rules,
    state::AppState,
    store::{StoreError, tables::tickets},
};
use shared::{
    actor::Actor,
    catalogue::Catalogue,
    id::TicketId,
    permission::{Action, Scope, may},
    report::{
        history::{History, Yardstick, may_count},
        period::Period,
        slice::Slice,
    },
    ticket::{Ticket, event::Entry},
    time::{Instant, Span, WorkingTime, Zone},
};
use std::sync::Arc;

/// Tickets read while commits wait.
const STRETCH: usize = 128;

/// A pass that is under way. It owns all that it needs, so that an answer may be written while it goes on.
pub(super) struct Pass {
    app: AppState,
    actor: Actor,
    slice: Slice,
    rules: Arc<Rules>,
    working: Arc<WorkingTime>,
    now: Instant,
    span: Span,
    /// The last ticket that was read.
    after: Option<TicketId>,
    is_over: bool,
}

impl Pass {
    /// Before the first ticket. Whoever may read tickets is shown those that they may read; whoever may read
    /// numbers alone counts all, and is shown no ticket by anybody who calls this.
    ///
    /// # Errors
    /// What the store says.
    pub(super) async fn over(
        app: &AppState,
        actor: &Actor,
        period: Period,
        slice: Slice,
    ) -> Result<Self, Error> {
        let now = app.now();
        let first = app.store.read(|reader| async move { tickets::after(&reader, None, 1).await });
        let first = first.await?.first().map_or(now, |it| it.received);
        let rules = app.rules();
        let working = rules.calendar.back_to(first, now);
        let span = period.span(&working.zone);
        let (app, actor) = (app.clone(), actor.clone());
        Ok(Self { app, actor, slice, rules, working, now, span, after: None, is_over: false })
    }

    /// From when up to, not including, when it counts.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// The desk's zone.
    pub(super) fn zone(&self) -> &Zone {
        &self.working.zone
    }

    /// When somebody works, in words.
    pub(super) fn hours(&self) -> &str {
        &self.working.words
    }

    /// What categories and teams are called.
    pub(super) fn catalogue(&self) -> &Catalogue {
        &self.rules.settings.catalogue
    }

    /// The server that is read.
    pub(super) fn app(&self) -> &AppState {
        &self.app
    }

    /// The next tickets that may count, with their histories; `None` after the last.
    ///
    /// # Errors
    /// What the store says.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<(Ticket, History)>>, Error> {
        if self.is_over {
            return Ok(None);
        }
        let (after, this) = (self.after, &*self);
        let (last, n_read, found) = self
            .app
            .store
            .read(|reader| async move {
                let heads = tickets::after(&reader, after, STRETCH).await?;
                let (last, n_read) = (heads.last().map(|it| it.id), heads.len());
                let mut found = Vec::new();
                for ticket in heads.into_iter().filter(|it| this.wants(it)) {
                    let entries = tickets::entries_after_filing(&reader, ticket.id).await?;
                    found.push((ticket, entries));
                }
                Ok::<_, StoreError>((last, n_read, found))
            })
            .await?;
        let stretch = found.into_iter().map(|(ticket, entries)| self.counted(ticket, &entries));
        let stretch = stretch.collect();
        self.after = last;
        self.is_over = n_read < STRETCH;
        // Others have waited for this thread.
        tokio::task::yield_now().await;
        Ok(Some(stretch))
    }

    fn wants(&self, ticket: &Ticket) -> bool {
        let may_read = may(&self.actor, Action::ReadTicket, &ticket.scope(&self.actor)).is_ok();
        let counts_all = || may(&self.actor, Action::ListReported, &Scope::Portico).is_err();
        may_count(ticket, self.span) && self.slice.holds(ticket) && (may_read || counts_all())
    }

    fn counted(&self, ticket: Ticket, entries: &[Entry]) -> (Ticket, History) {
        let Self { rules, working, now, .. } = self;
        let promise = rules.promise_in(&ticket, working);
        let by = Yardstick { promise, running: rules.running(&ticket, working), now: *now };
        let history = History::of(&ticket, entries, &by);
        (ticket, history)
    }
}
