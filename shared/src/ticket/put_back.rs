//! Taking back what one has just decided on a ticket (D5.7): who works on it, its team, its priority, its category. What
//! it was before is read from the timeline, and taking it back is an entry of its own: nothing is forgotten.

use super::{
    Ticket,
    event::{Entry, Event},
    intake::{Category, Intake},
    priority::{Matrix, Priority},
    team::Team,
};
use crate::{id::PersonId, permission::Action, time::Instant};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// For how long a decision can be taken back without a reason. After that, deciding otherwise is a decision of its own.
pub const PUT_BACK_WITHIN: TimeDelta = TimeDelta::minutes(1);

/// A property as it was before somebody changed it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Before {
    /// Who worked on it; `None` is nobody.
    Assignee(Option<PersonId>),
    /// Which team it was for.
    Team(Team),
    /// What came first, why as far as somebody had said so, and whether somebody had yet to look at it.
    Priority {
        /// What it was.
        priority: Priority,
        /// The words that the requester read, where staff or the intake had said them.
        because: Option<String>,
        /// Whether the requester was not sure, and nobody had looked.
        needs_triage: bool,
    },
    /// What it was about.
    Category(Category),
}

/// A decision that can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PutBack {
    /// The entry that is taken back, by its place in the timeline.
    pub of: u32,
    /// When it was made.
    pub at: Instant,
    /// What holds again then.
    pub to: Before,
}

impl Before {
    /// What the actor needs to be allowed: what the decision needed.
    #[must_use]
    pub fn action(&self) -> Action {
        match self {
            Self::Assignee(_) | Self::Team(_) => Action::AssignTicket,
            Self::Priority { .. } => Action::ChangePriority,
            Self::Category(_) => Action::ChangeCategory,
        }
    }

    /// Whether the requester was told of the decision, and is told that it is taken back.
    #[must_use]
    pub fn is_public(&self) -> bool {
        matches!(self, Self::Priority { .. } | Self::Category(_))
    }

    /// Whether both are about the same property.
    fn is_like(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What `by` can take back at `now`, the newest first: the last decision about each property, if it is theirs.
#[must_use]
pub fn reversible(entries: &[Entry], by: PersonId, now: Instant) -> Vec<PutBack> {
    let mut known = Known::default();
    let mut last: Vec<(&Entry, Before)> = Vec::new();
    for entry in entries {
        if let Some(before) = known.before(entry) {
            last.retain(|it| !it.1.is_like(&before));
            last.push((entry, before));
        }
    }
    let can_be = |entry: &Entry| {
        // Whoever answers a ticket that nobody has takes it with that.
        let goes_with_words = entry.event == Event::Taken
            && entries.iter().any(|it| it.at == entry.at && is_answer(&it.event));
        let was_put_back = matches!(entry.event, Event::PutBack { .. });
        entry.by == by && now - entry.at <= PUT_BACK_WITHIN && !goes_with_words && !was_put_back
    };
    let of = |(entry, to): (&Entry, Before)| PutBack { of: entry.sequence, at: entry.at, to };
    last.into_iter().rev().filter(|it| can_be(it.0)).map(of).collect()
}

fn is_answer(event: &Event) -> bool {
    matches!(event, Event::Replied(_) | Event::Asked(_) | Event::Resolved(_))
}

/// What the timeline has told so far of what no single event tells whole.
#[derive(Debug, Default)]
struct Known {
    assignee: Option<PersonId>,
    because: Option<String>,
    needs_triage: bool,
}

impl Known {
    /// The property that `entry` decides, as it was before; `None` when it decides none.
    fn before(&mut self, entry: &Entry) -> Option<Before> {
        match &entry.event {
            Event::Filed(intake) => {
                self.file(intake);
                None
            }
            Event::Taken => Some(self.give(Some(entry.by))),
            Event::Assigned { to, .. } => Some(self.give(*to)),
            Event::Handed { from, .. } => Some(Before::Team(*from)),
            Event::Categorised { from, .. } => Some(Before::Category(*from)),
            Event::Prioritised { from, reason, .. } => {
                Some(self.prioritise(*from, Some(reason.to_string()), false))
            }
            Event::PutBack { to, .. } => Some(match to {
                Before::Assignee(to) => self.give(*to),
                Before::Priority { priority, because, needs_triage } => {
                    self.prioritise(*priority, because.clone(), *needs_triage)
                }
                Before::Team(_) | Before::Category(_) => to.clone(),
            }),
            _ => None,
        }
    }

    fn file(&mut self, intake: &Intake) {
        self.because = intake.because.clone();
        // Whether somebody was not sure is the same under every matrix.
        self.needs_triage = intake.assessment(&Matrix::default()).needs_triage;
    }

    fn give(&mut self, to: Option<PersonId>) -> Before {
        Before::Assignee(std::mem::replace(&mut self.assignee, to))
    }

    fn prioritise(
        &mut self,
        from: Priority,
        because: Option<String>,
        needs_triage: bool,
    ) -> Before {
        Before::Priority {
            priority: from,
            because: std::mem::replace(&mut self.because, because),
            needs_triage: std::mem::replace(&mut self.needs_triage, needs_triage),
        }
    }
}

impl Ticket {
    /// Makes a property what it was.
    pub(super) fn put_back(&mut self, to: &Before) {
        match to {
            Before::Assignee(to) => self.give_to(*to),
            Before::Team(to) => self.team = *to,
            Before::Category(to) => self.category = *to,
            Before::Priority { priority, because, needs_triage } => {
                self.priority = *priority;
                self.because = because.clone();
                self.needs_triage = *needs_triage;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        text::Remark,
        ticket::{command::Command, status::Stage, tests::in_stage},
    };

    const ANA: PersonId = PersonId(2);

    fn entry(sequence: u32, seconds: i64, by: PersonId, event: Event) -> Entry {
        let at = in_stage(Stage::New).received + TimeDelta::seconds(seconds);
        Entry { sequence, at, by, event, files: Vec::new() }
    }

    fn raised(from: Priority, to: Priority, why: &str) -> Event {
        Event::Prioritised { from, to, reason: Remark::parse(why).unwrap() }
    }

    fn before(priority: Priority, because: Option<&str>, needs_triage: bool) -> Before {
        Before::Priority { priority, because: because.map(str::to_owned), needs_triage }
    }

    #[test]
    fn the_last_decision_about_each_property_can_be_taken_back_by_whoever_made_it() {
        let lea = PersonId(3);
        let entries = [
            entry(1, 0, ANA, raised(Priority::Low, Priority::High, "The fair")),
            entry(
                2,
                10,
                ANA,
                Event::Handed { from: Team::NETWORK, to: Team::WORKPLACE, reason: None },
            ),
            entry(3, 20, ANA, raised(Priority::High, Priority::Low, "No fair")),
            entry(4, 30, lea, Event::Taken),
        ];
        let now = entries[3].at;
        let of = |by, now| {
            let all = reversible(&entries, by, now).into_iter();
            all.map(|it| (it.of, it.to)).collect::<Vec<_>>()
        };
        let mine = [
            (3, before(Priority::High, Some("The fair"), false)),
            (2, Before::Team(Team::NETWORK)),
        ];
        assert_eq!(of(ANA, now), mine);
        assert_eq!(of(lea, now), [(4, Before::Assignee(None))]);
        let later = entries[1].at + PUT_BACK_WITHIN;
        assert_eq!(of(ANA, later), mine);
        assert_eq!(of(ANA, later + TimeDelta::milliseconds(1)), mine[..1]);
    }

    #[test]
    fn what_somebody_changed_since_or_what_is_taken_back_stays() {
        let lea = PersonId(3);
        let assigned = |to| Event::Assigned { to: Some(to), reason: None };
        let back = Event::PutBack { of: 2, to: Before::Assignee(Some(lea)) };
        let mut entries = vec![
            entry(1, 0, ANA, assigned(lea)),
            entry(2, 1, ANA, assigned(ANA)),
            entry(3, 2, ANA, back),
        ];
        let now = entries[2].at;
        assert_eq!(reversible(&entries, ANA, now), []);
        entries.push(entry(4, 3, ANA, assigned(ANA)));
        let all = reversible(&entries, ANA, now);
        assert_eq!(
            all.into_iter().map(|it| it.to).collect::<Vec<_>>(),
            [Before::Assignee(Some(lea))]
        );
        entries.push(entry(5, 4, lea, assigned(lea)));
        assert_eq!(reversible(&entries, ANA, now), []);
        // Taking it goes with the answer.
        let body = crate::ticket::tests::body();
        let answered = [entry(1, 0, ANA, Event::Taken), entry(2, 0, ANA, Event::Replied(body))];
        assert_eq!(reversible(&answered, ANA, now), []);
    }

    #[test]
    fn a_property_is_what_it_was_and_the_timeline_says_so() {
        let ticket = in_stage(Stage::New);
        let mut changed = ticket.clone();
        let actor = crate::ticket::tests::agent();
        let by = actor.author().unwrap();
        let now = ticket.received + TimeDelta::minutes(1);
        let high = Command::Prioritise {
            priority: Priority::Critical,
            reason: Remark::parse("The fair").unwrap(),
        };
        let mut entries = Vec::new();
        for command in [Command::Take, high] {
            for event in changed.apply(command, &actor, now).unwrap() {
                let sequence = u32::try_from(entries.len()).unwrap() + 1;
                entries.push(Entry { sequence, at: now, by, event, files: Vec::new() });
            }
        }
        // The timeline of a test does not begin with how it was filed.
        for PutBack { of, to, .. } in reversible(&entries, by, now + TimeDelta::seconds(1)) {
            let events =
                changed.apply(Command::PutBack { of, to: to.clone() }, &actor, now).unwrap();
            assert_eq!(events, [Event::PutBack { of, to }]);
        }
        assert_eq!((changed.priority, changed.assignee), (ticket.priority, ticket.assignee));
        assert_eq!(changed.status, ticket.status);
        assert_eq!(changed.n_entries, ticket.n_entries + 4);
    }
}
