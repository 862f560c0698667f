//! The moments of one ticket that a report counts.

use super::{measure::Measure, period::is_in};
use crate::{
    sla::{
        clock::{Due, Promise},
        running::Running,
    },
    ticket::{
        Ticket,
        event::{Entry, Event},
    },
    time::{Instant, Span},
};
use chrono::TimeDelta;

/// What a ticket is measured against.
#[derive(Debug, Clone, Copy)]
pub struct Yardstick<'a> {
    /// Its promises as its page shows them.
    pub promise: Promise,
    /// When their clocks run, from before it came in.
    pub running: Running<'a>,
    /// When the report is made.
    pub now: Instant,
}

/// How long something took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Took {
    /// While the clock of its promise ran, which is in working time unless the targets say otherwise.
    pub working: TimeDelta,
    /// By the clock on the wall.
    pub clock: TimeDelta,
}

/// One moment that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: Instant,
    /// How long it took up to then; only where something was done.
    pub took: Option<Took>,
    /// Whether a promise was broken; only where one was decided.
    pub is_missed: Option<bool>,
}

/// The moments of a ticket, by measure and in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    moments: Vec<(Measure, Moment)>,
}

/// Whether anything that counts can have happened to `ticket` in `span`. Cheaper than its history: nothing
/// that counts happens to a closed ticket after its last change.
#[must_use]
pub fn may_count(ticket: &Ticket, span: Span) -> bool {
    ticket.received < span.end && (ticket.status.stage().is_open() || ticket.updated >= span.start)
}

impl History {
    /// Reads the moments off a ticket and its timeline.
    #[must_use]
    pub fn of(ticket: &Ticket, entries: &[Entry], by: &Yardstick<'_>) -> Self {
        let Ticket { received, facts, .. } = ticket;
        let mut history = Self::default();
        history.add(Measure::Filed, *received);
        if let Some(at) = facts.first_response {
            let working = by.running.between(*received, at);
            history.took(Measure::Answered, at, Took { working, clock: at - *received });
        }
        for Entry { at, event, .. } in entries {
            match event {
                Event::Resolved(_) => {
                    let working = facts.ran(*received, *at, by.running);
                    history.took(Measure::Resolved, *at, Took { working, clock: *at - *received });
                }
                Event::Reopened(_) => history.add(Measure::Reopened, *at),
                Event::Confirmed => history.add(Measure::Confirmed, *at),
                Event::Complained(_) => history.add(Measure::Complained, *at),
                _ => {}
            }
        }
        let is_open = ticket.status.stage().is_open();
        for (due, measure, missed) in [
            (by.promise.first_response, Measure::Responses, Measure::ResponsesMissed),
            (by.promise.resolution, Measure::Resolutions, Measure::ResolutionsMissed),
        ] {
            if let Some(decided) = decided(due, is_open, by.now) {
                history.moments.push((measure, decided));
                if decided.is_missed == Some(true) {
                    history.moments.push((missed, decided));
                }
            }
        }
        history
    }

    fn add(&mut self, measure: Measure, at: Instant) {
        self.moments.push((measure, Moment { at, took: None, is_missed: None }));
    }

    fn took(&mut self, measure: Measure, at: Instant, took: Took) {
        self.moments.push((measure, Moment { at, took: Some(took), is_missed: None }));
    }

    /// Everything that counts, measure by measure, each in order.
    pub fn moments(&self) -> impl Iterator<Item = (Measure, Moment)> + '_ {
        self.moments.iter().copied()
    }

    /// The moments of one measure.
    pub fn moments_of(&self, measure: Measure) -> impl DoubleEndedIterator<Item = Moment> + '_ {
        self.moments.iter().filter(move |it| it.0 == measure).map(|it| it.1)
    }

    /// The last moment in `span` that counts for `measure`, if any does.
    #[must_use]
    pub fn last_in(&self, span: Span, measure: Measure) -> Option<Moment> {
        self.moments_of(measure).rev().find(|it| is_in(span, it.at))
    }

    /// When anything counted in `span` last, if anything did.
    #[must_use]
    pub fn last_at(&self, span: Span) -> Option<Instant> {
        self.moments.iter().map(|it| it.1.at).filter(|it| is_in(span, *it)).max()
    }

    /// Whether anything counts in `span`.
    #[must_use]
    pub fn counts_in(&self, span: Span) -> bool {
        self.last_at(span).is_some()
    }
}

/// When a promise was kept, or broken: that is when its time ran out, and not when something was done at last.
/// What nobody waits for any more is not decided.
fn decided(due: Due, is_open: bool, now: Instant) -> Option<Moment> {
    let (at, is_missed) = match due {
        Due::Met { at, .. } => (at, false),
        Due::Missed { due, .. } => (due, true),
        Due::At(due) if is_open && due < now => (due, true),
        Due::At(_) | Due::Paused { .. } | Due::Beyond | Due::Dropped => return None,
    };
    Some(Moment { at, took: None, is_missed: Some(is_missed) })
}
