//! Where a ticket stands in the queue, and what is new since somebody looked. Pure: the time is given.

use shared::{
    api::queue::{Queue, QueueRow},
    id::TicketId,
    ticket::queue::DueIn,
    time::Instant,
};
use std::collections::BTreeMap;

/// The groups of the queue, in order: the order is the triage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// The requester is not happy: a lead comes first (A42).
    Unhappy,
    /// Its time has passed.
    Late,
    /// Within two hours.
    Soon,
    /// After that.
    Later,
    /// Nothing is due: it waits for somebody else.
    Waiting,
}

impl When {
    pub(super) const ALL: [Self; 5] =
        [Self::Unhappy, Self::Late, Self::Soon, Self::Later, Self::Waiting];

    /// The group of `row` at `now`.
    pub(super) fn of(row: &QueueRow, now: Instant) -> Self {
        if row.unhappy_since.is_some() {
            return Self::Unhappy;
        }
        match DueIn::of(row.due, now) {
            DueIn::Never => Self::Waiting,
            DueIn::Late => Self::Late,
            DueIn::Soon => Self::Soon,
            DueIn::Later => Self::Later,
        }
    }

    /// What the group is called.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Unhappy => "Unhappy, waiting for a lead",
            Self::Late => "Late",
            Self::Soon => "Due in the next 2 hours",
            Self::Later => "Later",
            Self::Waiting => "Waiting",
        }
    }
}

/// What is different from the queue that somebody looks at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct News {
    n_new: usize,
    /// Rows that say something else, stand in another group, or are gone.
    n_changed: usize,
}

impl News {
    /// What `latest` has that `shown` does not show.
    pub(super) fn between(shown: &Queue, latest: &Queue) -> Self {
        let mut before: BTreeMap<TicketId, &QueueRow> =
            shown.tickets.iter().map(|it| (it.id, it)).collect();
        let mut news = Self::default();
        for row in &latest.tickets {
            match before.remove(&row.id) {
                None => news.n_new += 1,
                Some(old) => {
                    let has_moved =
                        When::of(old, shown.clock.now) != When::of(row, latest.clock.now);
                    news.n_changed += usize::from(has_moved || old != row);
                }
            }
        }
        news.n_changed += before.len();
        news
    }

    /// How many tickets are there that were not.
    pub(super) fn n_new(self) -> usize {
        self.n_new
    }

    /// "3 new, 1 changed"; nothing when nothing is.
    pub(super) fn words(self) -> Option<String> {
        match (self.n_new, self.n_changed) {
            (0, 0) => None,
            (new, 0) => Some(format!("{new} new")),
            (0, changed) => Some(format!("{changed} changed")),
            (new, changed) => Some(format!("{new} new, {changed} changed")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{
        api::requests::Clock,
        id::{PersonId, Reference},
        ticket::{intake::Category, priority::Priority, status::Stage, team::Team},
        time::Zone,
    };

    fn at(clock: &str) -> Instant {
        format!("2026-11-20T{clock}:00Z").parse().unwrap()
    }

    fn row(id: u64, due: Option<&str>) -> QueueRow {
        QueueRow {
            id: TicketId(id),
            reference: Reference::from_number(id),
            title: "VPN stops".to_owned(),
            requester: "Sam".to_owned(),
            category: Category::NETWORK,
            team: Team::NETWORK,
            priority: Priority::High,
            stage: Stage::New,
            assignee: None,
            is_mine: false,
            due: due.map(at),
            needs_triage: false,
            is_known: false,
            is_confidential: false,
            updated: at("09:00"),
            unhappy_since: None,
        }
    }

    fn queue(now: &str, tickets: Vec<QueueRow>) -> Queue {
        let clock = Clock { now: at(now), zone: Zone::default() };
        Queue {
            clock,
            change: 1,
            n_open: tickets.len(),
            n_found: tickets.len(),
            tickets,
            views: Vec::new(),
            n_unread: 0,
            reader: PersonId(1),
            staff: Vec::new(),
        }
    }

    #[test]
    fn a_ticket_stands_where_it_is_due() {
        for (due, when) in [
            (Some("11:59"), When::Late),
            (Some("12:00"), When::Soon),
            (Some("14:00"), When::Soon),
            (Some("14:01"), When::Later),
            (None, When::Waiting),
        ] {
            assert_eq!(When::of(&row(1, due), at("12:00")), when, "{due:?}");
            let unhappy = QueueRow { unhappy_since: Some(at("11:00")), ..row(1, due) };
            assert_eq!(When::of(&unhappy, at("12:00")), When::Unhappy, "{due:?}");
        }
    }

    #[test]
    fn time_alone_is_no_news_until_a_ticket_changes_its_group() {
        let shown = queue("12:00", vec![row(1, Some("15:00"))]);
        let later = |now| queue(now, vec![row(1, Some("15:00"))]);
        assert_eq!(News::between(&shown, &later("12:30")).words(), None);
        assert_eq!(News::between(&shown, &later("13:00")).words().unwrap(), "1 changed");
    }

    #[test]
    fn new_changed_and_gone_tickets_are_counted() {
        let shown = queue("12:00", vec![row(1, None), row(2, None), row(3, None)]);
        let taken = QueueRow { assignee: Some("Dee".to_owned()), ..row(2, None) };
        let latest = queue("12:00", vec![row(1, None), taken, row(4, None)]);
        assert_eq!(News::between(&shown, &latest).words().unwrap(), "1 new, 2 changed");
    }
}
