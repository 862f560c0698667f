//! What every number counts, in words on the page itself (D6.3).

use super::number::Basis;
use crate::components::page::Section;
use leptos::prelude::*;
use shared::report::measure::Measure;

/// One sentence for each measure, and how time is counted.
#[component]
pub fn Definitions(hours: String, basis: Basis) -> impl IntoView {
    let lines = Measure::ALL.map(|it| (it.label(), it.definition().to_owned()));
    let more = [
        (
            "In time",
            "Kept of all promises that were decided on these days, rounded down: 100 % is all of them. Each is \
             measured as on its ticket’s page: against the targets that held when it came in, and the hours as they \
             are set today."
                .to_owned(),
        ),
        (
            "Half within, 9 in 10 within",
            "The median and the 90th percentile: times that one of these tickets did take, and that half of them, or \
             nine in ten, did not exceed."
                .to_owned(),
        ),
        (
            "In working time",
            format!(
                "From receipt, while the clock of the promise ran: {hours}, or day and night where the targets say so, \
                 without the time in which we waited for the requester or it counted as fixed."
            ),
        ),
        (
            "By the clock on the wall",
            "From receipt, with nights, weekends and waiting: as the requester lived through it.".to_owned(),
        ),
        ("Priority, category, team", "As they are on each ticket now.".to_owned()),
    ];
    let lines = lines.into_iter().chain(more).map(|(term, words)| {
        view! { <div><dt>{term}</dt> <dd>{words}</dd></div> }
    });
    view! {
        <Section heading="What these numbers count">
            <div class="stack">
                <p class="measure">
                    "A ticket counts on the day on which it happened, and once in each number. A number opens its tickets. \
                     Times are now told " {basis.label().to_lowercase()} "."
                </p>
                <dl class="definitions">{lines.collect_view()}</dl>
            </div>
        </Section>
    }
    .into_any()
}
