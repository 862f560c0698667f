//! Numbers: a few large ones, drawings of many, and tables.

use crate::components::{
    plot::{Plot, Series},
    tallies::{Tallies, Tally},
};
use leptos::prelude::*;

/// One that wants to be looked at, one that opens nothing, and one of which there is nothing to say.
#[component]
pub fn Numbers() -> impl IntoView {
    let quiet = Tally {
        label: "At risk".to_owned(),
        value: "0".to_owned(),
        href: None,
        note: "Something is due within 2 hours.".to_owned(),
        is_urgent: false,
    };
    let breached = Tally {
        label: "Breached".to_owned(),
        value: "12".to_owned(),
        href: Some("#".to_owned()),
        note: "A first answer, a fix or an update is late.".to_owned(),
        is_urgent: true,
    };
    let share = Tally {
        label: "Fixes in time".to_owned(),
        value: "92 %".to_owned(),
        href: Some("#".to_owned()),
        note: "46 of 50. Half took up to 3 h, nine in ten up to 7 h 30 min.".to_owned(),
        is_urgent: false,
    };
    let nothing = Tally { value: "–".to_owned(), ..quiet.clone() };
    let tallies = vec![breached, quiet, share, nothing];
    view! { <Tallies label="Numbers that matter" tallies/> }
}

/// Counts, shares with a gap, and nothing at all.
#[component]
pub fn Plots() -> impl IntoView {
    let series = |name: &str, values: &[Option<u32>]| Series {
        name: name.to_owned(),
        values: values.to_vec(),
    };
    let ends = || ("2 to 8 Nov".to_owned(), "30 Nov to 6 Dec".to_owned());
    let filed = series("Filed", &[3, 8, 12, 5, 0].map(Some));
    let resolved = series("Resolved", &[2, 9, 7, 8, 3].map(Some));
    let kept = [Some(100), Some(92), None, Some(50), Some(0)];
    let shares = [series("First answers in time", &kept), series("Fixes in time", &kept)];
    let nothing = [series("Filed", &[]), series("Resolved", &[])];
    view! {
        <div class="plots">
            <Plot caption="Filed and resolved" series=[filed, resolved] ends=ends()/>
            <Plot caption="Promises kept" series=shares most=100 unit=" %" ends=ends()/>
            <Plot caption="Nothing" series=nothing ends=ends()/>
        </div>
    }
    .into_any()
}

/// A table of numbers, some of which open their tickets.
#[component]
pub fn Figures() -> impl IntoView {
    let row = |name: &'static str, filed: &'static str, fixed: &'static str| {
        view! {
            <tr role="row">
                <th role="rowheader" scope="row">{name}</th>
                <td role="cell" data-label="Filed"><a href="#">{filed}</a></td>
                <td role="cell" data-label="Fixes in time">{fixed}</td>
            </tr>
        }
    };
    view! {
        <table class="figures" role="table" aria-label="By priority">
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">"Priority"</th>
                    <th role="columnheader" scope="col">"Filed"</th>
                    <th role="columnheader" scope="col">"Fixes in time"</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                {row("All", "128", "92 % of 50")}
                {row("Critical", "3", "–")}
            </tbody>
        </table>
    }
    .into_any()
}
