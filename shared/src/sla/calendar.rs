//! When somebody works, by the clock on the wall (A21). Knows no zone: the server lays it out as instants.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, str::FromStr};

/// Minutes of a day.
const DAY: u16 = 24 * 60;
/// Shifts of one day at most.
const MOST_SHIFTS: usize = 6;
/// Holidays kept at most: those of twenty years.
const MOST_HOLIDAYS: usize = 400;
/// The days as people say them, from Monday.
pub const DAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Some hours of a day without a break, in minutes after midnight: from `start` up to, not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Shift {
    /// When work begins.
    pub start: u16,
    /// When it ends; 1,440 is the end of the day.
    pub end: u16,
}

impl Shift {
    /// On `date`, by the clock on the wall.
    #[must_use]
    pub fn on(self, date: NaiveDate) -> (NaiveDateTime, NaiveDateTime) {
        let at = |minutes| date.and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(minutes));
        (at(self.start), at(self.end))
    }
}

/// The hours of a weekday, in order; what lies between two of them is a break. Nobody works where there are
/// none. Written as `09:00-12:00, 13:00-17:00`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Day(Vec<Shift>);

/// When somebody works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hours {
    /// Each weekday from Monday.
    pub week: [Day; 7],
    /// Dates on which nobody works.
    pub holidays: BTreeSet<NaiveDate>,
}

/// What is wrong with hours or holidays as they were typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoursError {
    /// Not a time from one clock time to another.
    Shift(String),
    /// It ends before it begins, or at once.
    Backwards(Shift),
    /// It begins before the one before it ends.
    Overlap(Shift, Shift),
    /// More than a day has.
    Many,
    /// Not a date.
    Date(String),
    /// More holidays than are kept.
    ManyHolidays,
}

impl Default for Hours {
    /// Monday to Friday, 09:00 to 17:00, no holidays (ruling 19).
    fn default() -> Self {
        let day = Day(vec![Shift { start: 9 * 60, end: 17 * 60 }]);
        Self {
            week: std::array::from_fn(|it| if it < 5 { day.clone() } else { Day::default() }),
            holidays: BTreeSet::new(),
        }
    }
}

impl Day {
    /// The day with these hours.
    ///
    /// # Errors
    /// They are not in order, or overlap.
    pub fn new(shifts: Vec<Shift>) -> Result<Self, HoursError> {
        if shifts.len() > MOST_SHIFTS {
            return Err(HoursError::Many);
        }
        if let Some(it) = shifts.iter().find(|it| it.start >= it.end || it.end > DAY) {
            return Err(HoursError::Backwards(*it));
        }
        match shifts.windows(2).find(|it| it[0].end > it[1].start) {
            Some(it) => Err(HoursError::Overlap(it[0], it[1])),
            None => Ok(Self(shifts)),
        }
    }

    /// Its hours, in order.
    #[must_use]
    pub fn shifts(&self) -> &[Shift] {
        &self.0
    }

    /// Minutes of work.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.0.iter().map(|it| u32::from(it.end - it.start)).sum()
    }

    /// In words: "09:00 to 12:00 and 13:00 to 17:00".
    fn words(&self) -> String {
        let shifts = self.0.iter().map(|it| format!("{} to {}", Time(it.start), Time(it.end)));
        shifts.collect::<Vec<_>>().join(" and ")
    }
}

impl Hours {
    /// The hours of `date`; none on a holiday.
    #[must_use]
    pub fn on(&self, date: NaiveDate) -> &[Shift] {
        let day = &self.week[date.weekday().num_days_from_monday() as usize];
        if self.holidays.contains(&date) { &[] } else { day.shifts() }
    }

    /// Minutes of work in a week without holidays.
    #[must_use]
    pub fn weekly_minutes(&self) -> u32 {
        self.week.iter().map(Day::minutes).sum()
    }

    /// Working days of a week without holidays.
    #[must_use]
    pub fn weekly_days(&self) -> u32 {
        self.week.iter().map(|it| u32::from(!it.0.is_empty())).sum()
    }

    /// In words, for people: "Monday to Friday, 09:00 to 17:00". Days that are alike are said together.
    #[must_use]
    pub fn words(&self) -> String {
        let mut said: Vec<String> = Vec::new();
        let mut first = 0;
        while first < 7 {
            let day = &self.week[first];
            let alike = self.week[first..].iter().take_while(|it| *it == day).count();
            let last = first + alike - 1;
            if !day.0.is_empty() {
                let days = match alike {
                    1 => DAYS[first].to_owned(),
                    _ => format!("{} to {}", DAYS[first], DAYS[last]),
                };
                said.push(format!("{days}, {}", day.words()));
            }
            first = last + 1;
        }
        said.join("; ")
    }
}

/// Dates as they are typed, with commas, spaces or lines between them.
///
/// # Errors
/// One is no date, or there are too many.
pub fn read_holidays(text: &str) -> Result<BTreeSet<NaiveDate>, HoursError> {
    let words = text.split(|it: char| it == ',' || it.is_whitespace()).filter(|it| !it.is_empty());
    let dates = words.map(|it| it.parse().map_err(|_| HoursError::Date(it.to_owned())));
    let holidays = dates.collect::<Result<BTreeSet<NaiveDate>, _>>()?;
    if holidays.len() > MOST_HOLIDAYS { Err(HoursError::ManyHolidays) } else { Ok(holidays) }
}

/// Dates as [`read_holidays`] reads them.
#[must_use]
pub fn write_holidays(holidays: &BTreeSet<NaiveDate>) -> String {
    holidays.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(", ")
}

/// Minutes after midnight as a clock shows them.
struct Time(u16);

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl FromStr for Time {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (hours, minutes) = text.trim().split_once(':').ok_or(())?;
        let is_number =
            |it: &str| (1..=2).contains(&it.len()) && it.bytes().all(|it| it.is_ascii_digit());
        if !is_number(hours) || !is_number(minutes) || minutes.len() != 2 {
            return Err(());
        }
        let (hours, minutes): (u16, u16) =
            (hours.parse().map_err(drop)?, minutes.parse().map_err(drop)?);
        let time = hours * 60 + minutes;
        if minutes < 60 && time <= DAY { Ok(Self(time)) } else { Err(()) }
    }
}

impl fmt::Display for Shift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", Time(self.start), Time(self.end))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, shift) in self.0.iter().enumerate() {
            write!(f, "{}{shift}", if n == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl FromStr for Day {
    type Err = HoursError;

    fn from_str(text: &str) -> Result<Self, HoursError> {
        let parts = text.split(',').map(str::trim).filter(|it| !it.is_empty());
        let shifts = parts.map(|part| {
            let read = || {
                let (start, end) = part.split_once(['-', '–'])?;
                let (Time(start), Time(end)) = (start.parse().ok()?, end.parse().ok()?);
                Some(Shift { start, end })
            };
            read().ok_or_else(|| HoursError::Shift(part.to_owned()))
        });
        Self::new(shifts.collect::<Result<_, _>>()?)
    }
}

impl From<HoursError> for String {
    /// What to do about it.
    fn from(error: HoursError) -> Self {
        match error {
            HoursError::Shift(it) => {
                format!("Write “{it}” as two clock times, such as 09:00-17:00")
            }
            HoursError::Backwards(it) => format!("Let {it} end after it begins, by 24:00"),
            HoursError::Overlap(before, it) => {
                format!("{it} begins before {before} ends; let them follow each other")
            }
            HoursError::Many => format!("Enter at most {MOST_SHIFTS} stretches of work a day"),
            HoursError::Date(it) => format!("Write “{it}” as a date, such as 2026-12-25"),
            HoursError::ManyHolidays => format!("Enter at most {MOST_HOLIDAYS} dates"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_and_written_in_one_way() {
        for (typed, written, minutes) in [
            ("09:00-17:00", "09:00-17:00", 480),
            (" 9:00 – 12:00 ,13:00-17:00", "09:00-12:00, 13:00-17:00", 420),
            ("00:00-24:00", "00:00-24:00", 1440),
            ("08:00-12:00, 12:00-13:00", "08:00-12:00, 12:00-13:00", 300),
            ("", "", 0),
        ] {
            let day: Day = typed.parse().unwrap();
            assert_eq!((day.to_string().as_str(), day.minutes()), (written, minutes), "{typed}");
            assert_eq!(written.parse(), Ok(day));
        }
    }

    #[test]
    fn what_is_no_day_says_what_to_do() {
        for (typed, said) in [
            ("nine to five", "Write “nine to five” as two clock times, such as 09:00-17:00"),
            ("09:00", "Write “09:00” as two clock times, such as 09:00-17:00"),
            ("09:60-17:00", "Write “09:60-17:00” as two clock times, such as 09:00-17:00"),
            ("+9:00-17:00", "Write “+9:00-17:00” as two clock times, such as 09:00-17:00"),
            ("09:00-24:01", "Write “09:00-24:01” as two clock times, such as 09:00-17:00"),
            ("17:00-09:00", "Let 17:00-09:00 end after it begins, by 24:00"),
            ("09:00-09:00", "Let 09:00-09:00 end after it begins, by 24:00"),
            (
                "09:00-13:00, 12:00-17:00",
                "12:00-17:00 begins before 09:00-13:00 ends; let them follow each other",
            ),
            (
                "0:00-1:00,1:00-2:00,2:00-3:00,3:00-4:00,4:00-5:00,5:00-6:00,6:00-7:00",
                "Enter at most 6 stretches of work a day",
            ),
        ] {
            let error = typed.parse::<Day>().unwrap_err();
            assert_eq!(String::from(error), said, "{typed}");
        }
    }

    #[test]
    fn hours_are_said_as_people_say_them() {
        let week = |days: [&str; 7]| Hours {
            week: days.map(|it| it.parse().unwrap()),
            holidays: BTreeSet::new(),
        };
        let (long, short) = ("09:00-17:00", "09:00-12:00, 13:00-15:00");
        for (hours, said) in [
            (Hours::default(), "Monday to Friday, 09:00 to 17:00"),
            (
                week([long, long, long, long, short, "", ""]),
                "Monday to Thursday, 09:00 to 17:00; Friday, 09:00 to 12:00 and 13:00 to 15:00",
            ),
            (
                week(["", long, "", "", "", "", long]),
                "Tuesday, 09:00 to 17:00; Sunday, 09:00 to 17:00",
            ),
            (week(["00:00-24:00"; 7]), "Monday to Sunday, 00:00 to 24:00"),
        ] {
            assert_eq!(hours.words(), said);
        }
    }

    #[test]
    fn nobody_works_on_a_holiday() {
        let holidays = read_holidays("2026-12-25\n 2026-12-28,2026-12-25").unwrap();
        assert_eq!(write_holidays(&holidays), "2026-12-25, 2026-12-28");
        let hours = Hours { holidays, ..Hours::default() };
        let on = |date: &str| hours.on(date.parse().unwrap()).len();
        assert_eq!(["2026-12-24", "2026-12-25", "2026-12-26", "2026-12-28"].map(on), [1, 0, 0, 0]);
        let error = read_holidays("Christmas").unwrap_err();
        assert_eq!(String::from(error), "Write “Christmas” as a date, such as 2026-12-25");
    }
}
