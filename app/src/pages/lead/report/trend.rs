//! How it went, stretch by stretch: drawn for the eye, and as a table with every number.

use super::{days, number};
use crate::components::{
    page::Section,
    plot::{Plot, Series},
};
use leptos::prelude::*;
use shared::{
    api::report::ListReported,
    report::{
        counting::Stretch,
        figures::{Figures, Kept},
        measure::Measure,
        period::Period,
        slice::Slice,
    },
};

/// What the table shows of each stretch.
const COLUMNS: [(&str, Measure); 4] = [
    ("Filed", Measure::Filed),
    ("Resolved", Measure::Resolved),
    ("First answers in time", Measure::Responses),
    ("Fixes in time", Measure::Resolutions),
];

/// Two drawings and their numbers.
#[component]
pub fn Trend(trend: Vec<Stretch>, can_list: bool) -> impl IntoView {
    let series = |name: &str, value: fn(&Figures) -> Option<u32>| Series {
        name: name.to_owned(),
        values: trend.iter().map(|it| value(&it.figures)).collect(),
    };
    let volume =
        [series("Filed", |it| Some(it.n_filed)), series("Resolved", |it| Some(it.n_resolved))];
    let kept = [
        series("First answers in time", |it| it.responses.per_cent()),
        series("Fixes in time", |it| it.resolutions.per_cent()),
    ];
    let end = |it: Option<&Stretch>| it.map(|it| short(it.period)).unwrap_or_default();
    let ends = (end(trend.first()), end(trend.last()));
    let rows = trend.into_iter().map(|stretch| view! { <StretchRow stretch can_list/> });
    let rows = rows.collect_view();
    let columns = COLUMNS.map(|it| view! { <th scope="col">{it.0}</th> });
    view! {
        <Section heading="How it went">
            <div class="stack">
                <div class="plots">
                    <Plot caption="Filed and resolved" series=volume ends=ends.clone()/>
                    <Plot caption="Promises kept" series=kept most=100 unit=" %" ends/>
                </div>
                <details class="fold">
                    <summary>"The same as a table"</summary>
                    <table class="figures narrow">
                        <caption class="vh">"How it went, stretch by stretch"</caption>
                        <thead><tr><th scope="col">"Days"</th> {columns.collect_view()}</tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </details>
            </div>
        </Section>
    }
    .into_any()
}

#[component]
fn StretchRow(stretch: Stretch, can_list: bool) -> impl IntoView {
    let Stretch { period, figures } = stretch;
    let cells = COLUMNS.map(|(label, measure)| {
        let n = figures.count(measure);
        let text = match measure {
            Measure::Responses => promises(figures.responses),
            Measure::Resolutions => promises(figures.resolutions),
            _ => n.to_string(),
        };
        let cell = if can_list && n > 0 {
            let href = ListReported::of(period, Some(measure), Slice::default()).page_address();
            let words = format!(" {label}, {}", days(period));
            view! { <a href=href>{text} <span class="vh">{words}</span></a> }.into_any()
        } else {
            view! { <span class="soft">{text}</span> }.into_any()
        };
        view! { <td>{cell}</td> }
    });
    view! { <tr><th scope="row" class="nowrap">{short(period)}</th> {cells.collect_view()}</tr> }
}

/// "92 % of 50".
fn promises(kept: Kept) -> String {
    match kept.n {
        0 => "–".to_owned(),
        n => format!("{} of {n}", number::per_cent(kept)),
    }
}

/// As short as it can be: "1 Nov", "2 to 8 Nov", "30 Nov to 6 Dec".
fn short(Period { from, to }: Period) -> String {
    let day = |format: &str| from.format(format).to_string();
    let last = to.format("%-d %b");
    if from == to {
        last.to_string()
    } else if from.format("%Y %m").to_string() == to.format("%Y %m").to_string() {
        format!("{} to {last}", day("%-d"))
    } else {
        format!("{} to {last}", day("%-d %b"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_said_as_short_as_it_can_be() {
        for (from, to, said) in [
            ("2026-11-01", "2026-11-01", "1 Nov"),
            ("2026-11-02", "2026-11-08", "2 to 8 Nov"),
            ("2026-11-30", "2026-12-06", "30 Nov to 6 Dec"),
        ] {
            let period = Period { from: from.parse().unwrap(), to: to.parse().unwrap() };
            assert_eq!(short(period), said);
        }
    }
}
