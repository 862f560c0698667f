//! Why the resolution is due when it is, line by line: what was promised, when the clock ran and for how long, and
//! who stopped it.

use super::promises::hours;
use crate::{components::time::Time, ticket::when};
use leptos::prelude::*;
use shared::{
    api::{
        requests::Clock,
        tickets::{TicketDetail, TicketLedger},
    },
    sla::{
        clock::Pause,
        ledger::{Cause, Ledger, Line},
        policy::Runs,
    },
};

/// The ledger, folded away until somebody asks why.
#[component]
pub fn ClockLedger(ticket: RwSignal<TicketDetail>) -> impl IntoView {
    let told = move || {
        let TicketDetail { clock, priority, reason, ledger, .. } = ticket.get();
        let TicketLedger { ledger: Ledger { targets, minutes, lines }, by, hours: work } = ledger;
        let used = lines.last().map_or(0, |it| it.minutes_in_all);
        let promised = format!(
            "{}, because: {reason} At this priority a person replies within {}, and it is fixed within {}, {}.",
            priority.label(),
            targets.first_response,
            targets.resolution,
            targets.runs.label().to_lowercase(),
        );
        let work = match targets.runs {
            Runs::WorkingHours => work,
            Runs::AroundTheClock => "day and night".to_owned(),
        };
        let sum = match minutes {
            Some(all) if all >= used => {
                format!("Used: {} of {}. {} left.", hours(used), hours(all), hours(all - used))
            }
            Some(all) => {
                format!("Used: {} of {}. {} too long.", hours(used), hours(all), hours(used - all))
            }
            None => format!("Used: {}.", hours(used)),
        };
        let lines = lines.into_iter().zip(by).map(|(line, by)| row(line, by, &clock));
        view! {
            <p class="small">{promised}</p>
            <p class="small soft">"Working time: " {work} "."</p>
            <ol class="ledger">{lines.collect_view()}</ol>
            <p class="small"><strong>{sum}</strong></p>
        }
    };
    view! {
        <details class="fold">
            <summary>"Why then: the clock, line by line"</summary>
            <div class="stack tight">{told}</div>
        </details>
    }
    .into_any()
}

fn row(line: Line, by: Option<String>, Clock { now, zone }: &Clock) -> AnyView {
    let stamp = |at| when::stamp(at, *now, zone);
    let until = match line.to {
        Some(at) => view! { <Time at=stamp(at)/> }.into_any(),
        None => "now".into_any(),
    };
    let counted = (line.cause == Cause::Running)
        .then(|| format!("{}, {} in all", hours(line.minutes), hours(line.minutes_in_all)));
    view! {
        <li>
            <span class="nowrap"><Time at=stamp(line.from)/> " to " {until}</span>
            <span>{words(line, by)} {counted.map(|it| view! { <small>{it}</small> })}</span>
        </li>
    }
    .into_any()
}

/// What the clock did, and who made it so.
fn words(line: Line, by: Option<String>) -> String {
    let (what, who) = match line.cause {
        Cause::Running => ("Runs", "wrote"),
        Cause::OutsideHours => ("Outside working hours", ""),
        Cause::Paused(Pause::WaitingForRequester) => ("Paused: waits for an answer", "asked"),
        Cause::Paused(Pause::Resolved) => ("Stopped: it counts as fixed", "resolved it"),
        Cause::Paused(Pause::Merged) => ("Stopped: it goes on as another", "merged it"),
        Cause::Paused(Pause::Withdrawn) => ("Stopped: it was taken back", "took it back"),
    };
    match by.filter(|_| line.cause != Cause::OutsideHours) {
        Some(by) => format!("{what}, since {by} {who}"),
        None => what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_the_clock_did_and_who_made_it_so() {
        let line = |cause| Line {
            from: "2026-11-23T10:00:00Z".parse().unwrap(),
            to: None,
            cause,
            begins: true,
            minutes: 0,
            minutes_in_all: 0,
        };
        for (cause, by, said) in [
            (Cause::Running, Some("Rita"), "Runs, since Rita wrote"),
            (Cause::Running, None, "Runs"),
            (Cause::OutsideHours, None, "Outside working hours"),
            (
                Cause::Paused(Pause::WaitingForRequester),
                Some("Dee"),
                "Paused: waits for an answer, since Dee asked",
            ),
        ] {
            assert_eq!(words(line(cause), by.map(str::to_owned)), said);
        }
    }
}
