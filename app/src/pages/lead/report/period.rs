//! Which days: two fields, and the days that are asked for most.

use super::number::Basis;
use crate::components::{
    button::{Button, Kind},
    error_summary::ErrorSummary,
    field::{Field, TextInput},
};
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use shared::{api::report::REPORT_PAGE, problem::Problem, report::period::Period};

/// The form, which asks for a page and changes nothing.
#[component]
pub fn Choose(
    from: String,
    to: String,
    basis: Basis,
    problem: Option<Problem>,
    /// For the usual days; without it they are left out.
    today: Option<NaiveDate>,
) -> impl IntoView {
    let problem = Signal::stored(problem);
    let kept = (basis != Basis::default()).then(|| basis.value());
    view! {
        <div class="stack tight not-on-paper">
            <ErrorSummary problem/>
            <form class="row even period" method="get" action=REPORT_PAGE>
                <Field name="from" label="First day" problem let:control>
                    <TextInput control kind="date" value=from short=true/>
                </Field>
                <Field name="to" label="Last day" problem let:control>
                    <TextInput control kind="date" value=to short=true/>
                </Field>
                {kept.map(|it| view! { <input type="hidden" name="time" value=it/> })}
                <Button kind=Kind::Second>"Show"</Button>
            </form>
            {today.map(|today| view! { <Usual today basis/> })}
        </div>
    }
    .into_any()
}

#[component]
fn Usual(today: NaiveDate, basis: Basis) -> impl IntoView {
    let links = usual(today).map(|(label, period)| {
        let href = basis.page(period);
        view! { <a class="action" href=href>{label}</a> }
    });
    view! { <nav class="row loose" aria-label="Usual days">{links.collect_view()}</nav> }
}

fn usual(today: NaiveDate) -> [(&'static str, Period); 5] {
    let first_of = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(today);
    let (year, month) = (today.year(), today.month());
    let this_month = first_of(year, month);
    let before = this_month.pred_opt().unwrap_or(today);
    [
        ("Last 7 days", Period::last(7, today)),
        ("Last 30 days", Period::last(30, today)),
        ("This month", Period { from: this_month, to: today }),
        ("Last month", Period { from: first_of(before.year(), before.month()), to: before }),
        ("This year", Period { from: first_of(year, 1), to: today }),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_days_begin_and_end_where_people_expect() {
        let days = |today: &str| {
            usual(today.parse().unwrap()).map(|(_, it)| format!("{} {}", it.from, it.to))
        };
        let january = days("2027-01-04");
        assert_eq!(
            january,
            [
                "2026-12-29 2027-01-04",
                "2026-12-06 2027-01-04",
                "2027-01-01 2027-01-04",
                "2026-12-01 2026-12-31",
                "2027-01-01 2027-01-04",
            ]
        );
        assert_eq!(days("2024-03-31")[3], "2024-02-01 2024-02-29");
    }
}
