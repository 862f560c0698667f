//! The same promises by counting: one minute after the other, asking of each whether somebody works in it
//! and whether the clock stands still. Slow and plain; shares nothing with the clock that works on
//! intervals but the names of the answers.

use crate::{
    calendar::{Calendar, DAYS, first_date},
    history::Step,
};
use chrono::{NaiveDateTime, NaiveTime, TimeDelta};
use shared::{
    sla::{clock::Due, policy::Target},
    time::{Instant, Zone},
};

/// Every minute of a calendar.
pub(crate) struct Counter {
    first: Instant,
    minutes: Vec<Minute>,
}

struct Minute {
    /// What the clock on the wall shows.
    shown: NaiveDateTime,
    /// The furthest that the clock on the wall has come. When it is set back, nobody goes home twice: it
    /// has to come past that point again before anything begins or ends.
    wall: NaiveDateTime,
    works: bool,
}

/// A stretch in which the resolution clock stands still.
struct Pause {
    from: Instant,
    to: Option<Instant>,
    step: Step,
}

/// How much may be used up, and whether the last of it lasts until work starts again.
#[derive(Clone, Copy)]
struct Allowance {
    minutes: usize,
    until_opening: bool,
}

impl Counter {
    pub(crate) fn new(calendar: &Calendar) -> Self {
        // A day around: in most zones the calendar begins and ends at another time than in Greenwich.
        let first = first_date().and_time(NaiveTime::MIN).and_utc() - TimeDelta::days(1);
        let n_minutes = (i64::from(DAYS) + 2) * 24 * 60;
        let mut wall = NaiveDateTime::MIN;
        let minutes = (0..n_minutes).map(|minute| {
            let at = first + TimeDelta::minutes(minute);
            let shown = at.naive_utc() + TimeDelta::seconds(offset(&calendar.zone, at));
            wall = wall.max(shown);
            Minute { shown, wall, works: calendar.is_worked(wall) }
        });
        Self { first, minutes: minutes.collect() }
    }

    /// Every minute with its instant.
    pub(crate) fn minutes(&self) -> impl Iterator<Item = (usize, Instant)> {
        (0..self.minutes.len()).map(|it| (it, self.at(it)))
    }

    /// Whether somebody works in a minute.
    pub(crate) fn works(&self, minute: usize) -> bool {
        self.minutes[minute].works
    }

    pub(crate) fn first_response(
        &self,
        target: Target,
        received: Instant,
        steps: &[(Instant, Step)],
    ) -> Due {
        let answers = [Step::Replied, Step::Asked, Step::Solved];
        let answered = steps.iter().find(|it| answers.contains(&it.1)).map(|it| it.0);
        let due = self.allowance(target, received);
        let due = due.and_then(|it| self.count(it, received, &[]).ok());
        match (due, answered) {
            (_, None) if is_withdrawn(steps) => Due::Dropped,
            (None, _) => Due::Beyond,
            (Some(due), None) => Due::At(due),
            (Some(due), Some(at)) => kept(at, due),
        }
    }

    pub(crate) fn resolution(
        &self,
        target: Target,
        received: Instant,
        steps: &[(Instant, Step)],
    ) -> Due {
        if is_withdrawn(steps) {
            return Due::Dropped;
        }
        let Some(allowance) = self.allowance(target, received) else { return Due::Beyond };
        let mut pauses = pauses(steps);
        // What counts as solved in the end is measured against when it would have been due.
        let solved = pauses.pop_if(|it| it.to.is_none() && it.step == Step::Solved);
        match (self.count(allowance, received, &pauses), solved) {
            (Ok(due), None) => Due::At(due),
            (Ok(due), Some(solved)) => kept(solved.from, due),
            (Err(left), None) if pauses.last().is_some_and(|it| it.to.is_none()) => {
                Due::Paused { minutes_left: left as i64 }
            }
            (Err(_), _) => Due::Beyond,
        }
    }

    /// When the allowance is used up, or what is left of it when the calendar ends.
    fn count(
        &self,
        allowance: Allowance,
        received: Instant,
        pauses: &[Pause],
    ) -> Result<Instant, usize> {
        let mut left = allowance.minutes;
        for minute in self.minute(received)..self.minutes.len() {
            let at = self.at(minute);
            let works = self.works(minute);
            let is_across = |it: &Pause| it.from < at && it.to.is_none_or(|to| at < to);
            if left == 0 && works && !pauses.iter().any(is_across) {
                return Ok(at);
            }
            let is_open = |it: &Pause| it.from <= at && it.to.is_none_or(|to| at < to);
            if left > 0 && works && !pauses.iter().any(is_open) {
                left -= 1;
                if left == 0 && !allowance.until_opening {
                    return Ok(at + TimeDelta::minutes(1));
                }
            }
        }
        Err(left)
    }

    /// A target in minutes of work; `None` beyond the calendar.
    fn allowance(&self, target: Target, received: Instant) -> Option<Allowance> {
        let days = match target {
            Target::Minutes(it) => {
                return Some(Allowance { minutes: it as usize, until_opening: false });
            }
            Target::Days(it) => it as usize,
        };
        let received = self.minute(received);
        let start = (received..self.minutes.len()).find(|it| self.works(*it))?;
        // What a requester reads on the wall, even while it shows an hour a second time.
        let begun = self.minutes[start].shown;
        let mut dates: Vec<_> = self.minutes[start..]
            .iter()
            .filter(|it| it.works && it.wall.date() > begun.date())
            .map(|it| it.wall.date())
            .collect();
        dates.dedup();
        let wanted = dates.get(days - 1)?.and_time(begun.time());
        let that_day: Vec<usize> = (start..self.minutes.len())
            .filter(|it| self.works(*it) && self.minutes[*it].wall.date() == wanted.date())
            .collect();
        let in_hours = that_day.iter().find(|it| self.minutes[**it].wall >= wanted);
        let due = in_hours.copied().or_else(|| that_day.last().map(|it| it + 1))?;
        Some(Allowance {
            minutes: (received..due).filter(|it| self.works(*it)).count(),
            until_opening: in_hours.is_some() && !self.works(due - 1),
        })
    }

    fn at(&self, minute: usize) -> Instant {
        self.first + TimeDelta::minutes(minute as i64)
    }

    fn minute(&self, at: Instant) -> usize {
        usize::try_from((at - self.first).num_minutes()).unwrap()
    }
}

fn offset(zone: &Zone, at: Instant) -> i64 {
    let past = zone.changes.iter().rev().find(|it| it.0 <= at);
    i64::from(past.map_or(zone.offset, |it| it.1))
}

fn is_withdrawn(steps: &[(Instant, Step)]) -> bool {
    steps.last().is_some_and(|it| it.1 == Step::Withdrawn)
}

fn pauses(steps: &[(Instant, Step)]) -> Vec<Pause> {
    let mut pauses: Vec<Pause> = Vec::new();
    for &(at, step) in steps {
        let open = pauses.last_mut().filter(|it| it.to.is_none());
        match (step, open) {
            (Step::Replied, _) | (Step::Asked, Some(_)) => {}
            (Step::Answered | Step::Reopened, Some(open)) => open.to = Some(at),
            (Step::Answered | Step::Reopened, None) => {}
            (Step::Asked | Step::Solved | Step::Withdrawn, open) => {
                if let Some(open) = open {
                    open.to = Some(at);
                }
                pauses.push(Pause { from: at, to: None, step });
            }
        }
    }
    pauses
}

fn kept(at: Instant, due: Instant) -> Due {
    if at <= due { Due::Met { at, due } } else { Due::Missed { at, due } }
}
