//! The report over a period, the tickets behind its numbers, and where the same is as a table to download.

use super::{Endpoint, address, requests::Clock};
use crate::{
    id::{Reference, TicketId},
    problem::{Check, Problem},
    report::{
        counting::Counted,
        measure::Measure,
        period::{MOST_DAYS, Period, PeriodError},
        slice::Slice,
    },
    ticket::{intake::Category, priority::Priority, status::Stage, team::Team},
    time::Instant,
};
use chrono::NaiveDate;
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page of the report.
pub const REPORT_PAGE: &str = "/desk/report";
/// The page of the tickets behind one of its numbers.
pub const REPORTED_PAGE: &str = "/desk/report/tickets";
/// Where those tickets are as a table, all of them.
pub const REPORTED_TABLE: &str = "/desk/report/tickets.csv";
/// Days of a report for which no period is chosen.
const USUAL_DAYS: u64 = 30;

/// The report over a period; by default the last 30 days.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GetReport {
    /// The first day, `2026-11-01`.
    pub from: String,
    /// The last day.
    pub to: String,
}

/// What the desk did in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// When and where to show the times.
    pub clock: Clock,
    /// Which days.
    pub period: Period,
    /// When somebody works, in words.
    pub hours: String,
    /// Whether the reader may see which tickets are behind a number.
    pub can_list: bool,
    /// The numbers.
    pub counted: Counted,
}

impl Endpoint for GetReport {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/report";
    const SUMMARY: &'static str = "What the desk did in a period";
    type Response = Report;

    fn address(&self) -> String {
        address::with_query(Self::ROUTE, &[("from", &self.from), ("to", &self.to)])
    }
}

impl GetReport {
    /// The days that are asked for.
    ///
    /// # Errors
    /// What is wrong with them, by field.
    pub fn period(&self, today: NaiveDate) -> Result<Period, Problem> {
        period(&self.from, &self.to, today)
    }
}

/// The page of the report over `period`.
#[must_use]
pub fn report_page(period: Period) -> String {
    let [from, to] = days(period);
    address::with_query(REPORT_PAGE, &[("from", &from), ("to", &to)])
}

/// The tickets behind one number of a report, a page at a time.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListReported {
    /// The first day, `2026-11-01`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// The number; without it, all tickets that count for any.
    pub of: Option<Measure>,
    /// Only those of a priority.
    pub priority: Option<Priority>,
    /// Only those of a category.
    pub category: Option<Category>,
    /// Only those of a team.
    pub team: Option<Team>,
    /// Which page, from 1; by default the first.
    pub page: u32,
}

/// Some tickets behind a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reported {
    /// When and where to show the times.
    pub clock: Clock,
    /// Which days.
    pub period: Period,
    /// How many there are.
    pub n: usize,
    /// Which page this is, from 1.
    pub page: u32,
    /// How many pages there are.
    pub n_pages: u32,
    /// The tickets of this page: broken promises first, then what took longest, then the newest.
    pub tickets: Vec<ReportedTicket>,
}

/// One ticket behind a number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReportedTicket {
    /// For programs.
    pub id: TicketId,
    /// For people.
    pub reference: Reference,
    /// The short title.
    pub title: String,
    /// Who asked.
    pub requester: String,
    /// What it is about.
    pub category: Category,
    /// Which team it is for.
    pub team: Team,
    /// What comes first.
    pub priority: Priority,
    /// Where it stands.
    pub stage: Stage,
    /// When it counted; where several times are asked for, the last.
    pub at: Instant,
    /// Minutes that it took in working time, where something was done.
    pub working: Option<u32>,
    /// The same by the clock on the wall.
    pub clock: Option<u32>,
    /// Whether a promise was broken, where one was decided.
    pub is_missed: Option<bool>,
}

impl Endpoint for ListReported {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/report/tickets";
    const SUMMARY: &'static str = "The tickets behind one number of a report";
    type Response = Reported;

    fn address(&self) -> String {
        self.at(Self::ROUTE)
    }
}

impl ListReported {
    /// Those behind one number.
    #[must_use]
    pub fn of(period: Period, of: Option<Measure>, slice: Slice) -> Self {
        let [from, to] = days(period);
        let Slice { priority, category, team } = slice;
        Self { from, to, of, priority, category, team, page: 0 }
    }

    /// The days that are asked for.
    ///
    /// # Errors
    /// What is wrong with them, by field.
    pub fn period(&self, today: NaiveDate) -> Result<Period, Problem> {
        period(&self.from, &self.to, today)
    }

    /// The part of all tickets that is asked for.
    #[must_use]
    pub fn slice(&self) -> Slice {
        Slice { priority: self.priority, category: self.category, team: self.team }
    }

    /// The page that shows them.
    #[must_use]
    pub fn page_address(&self) -> String {
        self.at(REPORTED_PAGE)
    }

    /// Where they are as a table, all of them.
    #[must_use]
    pub fn table_address(&self) -> String {
        Self { page: 0, ..self.clone() }.at(REPORTED_TABLE)
    }

    fn at(&self, address: &str) -> String {
        let page = if self.page > 1 { self.page.to_string() } else { String::new() };
        let of = self.of.map(Measure::value).unwrap_or_default();
        let slice = self.slice();
        let [priority, category, team] = slice.pairs();
        let pairs =
            [("from", &*self.from), ("to", &*self.to), ("of", of), priority, category, team];
        let pairs: Vec<_> = pairs.into_iter().chain([("page", &*page)]).collect();
        address::with_query(address, &pairs)
    }
}

fn days(period: Period) -> [String; 2] {
    [period.from.to_string(), period.to.to_string()]
}

/// The days from `from` to `to`; without the last, up to `today`; without the first, the usual number of them.
fn period(from: &str, to: &str, today: NaiveDate) -> Result<Period, Problem> {
    let mut check = Check::new();
    let mut day = |field, text: &str, or: NaiveDate| match text.trim() {
        "" => Some(or),
        text => check.take(field, text.parse().map_err(|_| "Enter a day, such as 2026-11-01")),
    };
    let to = day("to", to, today);
    let from = day("from", from, Period::last(USUAL_DAYS, to.unwrap_or(today)).from);
    let period = from.zip(to).and_then(|(from, to)| {
        let period = Period::new(from, to).map_err(|it| match it {
            PeriodError::Backwards => "Enter a last day that is not before the first".to_owned(),
            PeriodError::Long => format!("Enter days of {} years at most", MOST_DAYS / 366),
        });
        check.take("to", period)
    });
    check.finish(period)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_and_what_is_wrong_with_them_is_said() {
        let today = "2026-11-23".parse().unwrap();
        for (from, to, said) in [
            ("", "", "2026-10-25 2026-11-23"),
            ("", "2026-01-30", "2026-01-01 2026-01-30"),
            (" 2026-11-01 ", "", "2026-11-01 2026-11-23"),
            ("2026-11-01", "2026-11-30", "2026-11-01 2026-11-30"),
            ("soon", "", "from: Enter a day, such as 2026-11-01"),
            ("2026-11-31", "", "from: Enter a day, such as 2026-11-01"),
            ("2026-11-02", "2026-11-01", "to: Enter a last day that is not before the first"),
            ("2000-01-01", "2026-11-01", "to: Enter days of 10 years at most"),
            ("-262143-01-01", "+262142-12-31", "to: Enter days of 10 years at most"),
        ] {
            let asked = GetReport { from: from.into(), to: to.into() };
            let read = match asked.period(today) {
                Ok(Period { from, to }) => format!("{from} {to}"),
                Err(problem) => {
                    let errors =
                        problem.errors.iter().map(|it| format!("{}: {}", it.field, it.text));
                    errors.collect::<Vec<_>>().join("; ")
                }
            };
            assert_eq!(read, said, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn a_number_is_an_address() {
        let period =
            Period { from: "2026-11-01".parse().unwrap(), to: "2026-11-30".parse().unwrap() };
        assert_eq!(report_page(period), "/desk/report?from=2026-11-01&to=2026-11-30");
        let slice = Slice { team: Some(Team::SERVICE_DESK), ..Slice::default() };
        let asked = ListReported::of(period, Some(Measure::ResponsesMissed), slice);
        let query = "?from=2026-11-01&to=2026-11-30&of=responses-missed&team=service-desk";
        assert_eq!(asked.page_address(), format!("/desk/report/tickets{query}"));
        let second = ListReported { page: 2, ..asked };
        assert_eq!(second.address(), format!("/api/v1/report/tickets{query}&page=2"));
        assert_eq!(second.table_address(), format!("/desk/report/tickets.csv{query}"));
    }
}
