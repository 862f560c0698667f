//! The report over a period (A67): the numbers that matter, how they went, the same by priority, category and
//! team, and what each counts. Every number opens its tickets for those who may see them.

pub mod breakdown;
pub mod definitions;
pub mod number;
pub mod period;
pub mod trend;

use crate::{
    api,
    components::{
        button::{ButtonLink, Kind},
        page::{BackLink, Empty},
        tallies::{Tallies, Tally},
    },
    heading::PageHeading,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
    ticket::when,
};
use breakdown::Breakdowns;
use definitions::Definitions;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use number::{Basis, Numbers};
use period::Choose;
use shared::{
    api::{
        report::{GetReport, ListReported, Report},
        wall::WALL_PAGE,
    },
    problem::{Code, Problem},
    report::{
        figures::{Figures, Kept},
        measure::Measure,
        period::Period,
        slice::Slice,
    },
};
use trend::Trend;

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    report: GetReport,
    basis: Basis,
}

impl Asked {
    fn read(query: &ParamsMap) -> Self {
        let said = |name| query.get_str(name).unwrap_or_default().to_owned();
        Self {
            report: GetReport { from: said("from"), to: said("to") },
            basis: Basis::from_value(&said("time")),
        }
    }
}

/// The page.
#[component]
pub fn ReportPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| Asked::read(&query.read()));
    // Days that are none are no reason to take the form away.
    let report: Loading<Result<Report, Problem>> = Resource::new(
        move || asked.read().report.clone(),
        |asked| async move {
            match api::call(asked).await {
                Err(problem) if problem.code == Code::Invalid => Ok(Err(problem)),
                answer => answer.map(Ok),
            }
        },
    );
    loaded_for(Readers::Leads, report, move |answer| match answer {
        Ok(report) => view! { <Shown report asked/> }.into_any(),
        Err(problem) => view! { <NoPeriod problem asked/> }.into_any(),
    })
}

/// What is wrong with the days, and the form as it was filled in.
#[component]
fn NoPeriod(problem: Problem, asked: Memo<Asked>) -> impl IntoView {
    api::set_status(http::StatusCode::UNPROCESSABLE_ENTITY);
    let Asked { report: GetReport { from, to }, basis } = asked.get_untracked();
    view! {
        <Title text="Error: Report"/>
        <div class="stack loose">
            <BackLink href=WALL_PAGE label="What wants your eye"/>
            <PageHeading>"Report"</PageHeading>
            <Choose from to basis problem=Some(problem) today=None/>
        </div>
    }
    .into_any()
}

#[component]
fn Shown(report: Report, asked: Memo<Asked>) -> impl IntoView {
    let Report { clock, period, hours, can_list, counted } = report;
    let basis = asked.get_untracked().basis;
    let numbers = Numbers { period, basis, can_list };
    let today = clock.zone.local(clock.now).date();
    let table = can_list.then(|| ListReported::of(period, None, Slice::default()).table_address());
    let is_empty = Measure::ALL.iter().all(|it| counted.all.count(*it) == 0);
    let body = if is_empty {
        let text = "Nothing came in and nothing was decided on these days. Choose others.";
        view! { <Empty heading="Nothing to report" text/> }.into_any()
    } else {
        view! {
            <Tallies label="The period in numbers" tallies=tallies(&counted.all, numbers)/>
            <Trend trend=counted.trend can_list/>
            <div class="stack">
                <Bases period basis/>
                <Breakdowns all=counted.all breakdowns=counted.breakdowns numbers/>
            </div>
            <Definitions hours basis/>
        }
        .into_any()
    };
    view! {
        <Title text=format!("Report, {}", days(period))/>
        <div class="stack loose">
            {can_list.then(|| view! { <BackLink href=WALL_PAGE label="What wants your eye"/> })}
            <div class="row apart">
                <div class="stack tight">
                    <PageHeading>"Report"</PageHeading>
                    <p class="lead">{days(period)}</p>
                </div>
                {table.map(|href| view! {
                    <ButtonLink kind=Kind::Second compact=true href attr:rel="external" attr:download="">
                        "Download as CSV"
                    </ButtonLink>
                })}
            </div>
            <Choose
                from=period.from.to_string()
                to=period.to.to_string()
                basis
                problem=None
                today=Some(today)
            />
            {body}
        </div>
    }
    .into_any()
}

/// "1 November 2026 to 30 November 2026".
pub fn days(Period { from, to }: Period) -> String {
    let (from, to) = (when::date_words(from).text, when::date_words(to).text);
    if from == to { from } else { format!("{from} to {to}") }
}

/// In which time it is told how long something took.
#[component]
fn Bases(period: Period, basis: Basis) -> impl IntoView {
    let links = Basis::ALL.map(|it| {
        let href = it.page(period);
        view! { <a href=href aria-current=(it == basis).then_some("true")>{it.label()}</a> }
    });
    view! { <nav class="tabs" aria-label="How time is counted">{links.collect_view()}</nav> }
}

fn tallies(all: &Figures, numbers: Numbers) -> Vec<Tally> {
    let tally = |measure: Measure, value: String, note: String| Tally {
        label: measure.label().to_owned(),
        value,
        href: numbers.href(measure, Slice::default()).filter(|_| all.count(measure) > 0),
        note,
        is_urgent: false,
    };
    let count =
        |measure: Measure, note: String| tally(measure, all.count(measure).to_string(), note);
    let promises = |measure: Measure, label: &str, kept: Kept, took| Tally {
        label: label.to_owned(),
        ..tally(measure, number::per_cent(kept), took)
    };
    let said = all.n_confirmed + all.n_reopened;
    vec![
        count(Measure::Filed, Measure::Filed.definition().to_owned()),
        count(Measure::Resolved, format!("{} were reopened.", all.n_reopened)),
        promises(
            Measure::Responses,
            "First answers in time",
            all.responses,
            numbers.spread_words(all.responses, all.answering),
        ),
        promises(
            Measure::Resolutions,
            "Fixes in time",
            all.resolutions,
            numbers.spread_words(all.resolutions, all.fixing),
        ),
        count(
            Measure::Confirmed,
            format!("Of {said} who said whether it is fixed. Most say nothing."),
        ),
        count(Measure::Complained, Measure::Complained.definition().to_owned()),
    ]
}
