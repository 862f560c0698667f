//! What was promised and how it stands, in words.

use crate::{
    components::{page::Section, time::Time},
    ticket::due::{Due, Nearness, TimeLeft},
};
use leptos::prelude::*;
use shared::{
    api::{requests::Clock, tickets::TicketDetail},
    sla::clock::Due as DueTime,
};

use super::stamp::sentence;

/// Both promises.
#[component]
pub fn Promises(ticket: RwSignal<TicketDetail>) -> impl IntoView {
    let promises = move || {
        let TicketDetail { clock, promise, .. } = ticket.get();
        view! {
            <dl class="promises">
                <Promise what="First response" due=promise.first_response clock=clock.clone()/>
                <Promise what="Resolution" due=promise.resolution clock/>
            </dl>
        }
    };
    view! { <Section heading="Promises">{promises}</Section> }
}

#[component]
fn Promise(what: &'static str, due: DueTime, clock: Clock) -> impl IntoView {
    let TimeLeft { nearness, text } = standing(due, &clock);
    let detail = match due {
        DueTime::At(at) => view! { "by " <Time at=sentence(at, &clock)/> }.into_any(),
        DueTime::Met { at, due } | DueTime::Missed { at, due } => view! {
            "done " <Time at=sentence(at, &clock)/> ", due " <Time at=sentence(due, &clock)/>
        }
        .into_any(),
        DueTime::Paused { minutes_left } => working_time(minutes_left).into_any(),
        DueTime::Beyond => "further away than the calendar reaches".into_any(),
    };
    view! {
        <div>
            <dt>{what}</dt>
            <dd><Due nearness text/> <small>{detail}</small></dd>
        </div>
    }
}

fn standing(due: DueTime, clock: &Clock) -> TimeLeft {
    let said = |nearness, text: &str| TimeLeft { nearness, text: text.to_owned() };
    match due {
        DueTime::At(at) => TimeLeft::until(at, clock.now),
        DueTime::Paused { minutes_left } if minutes_left < 0 => said(Nearness::Late, "Missed"),
        DueTime::Paused { .. } => said(Nearness::Paused, "Paused"),
        DueTime::Met { .. } => said(Nearness::Far, "Met"),
        DueTime::Missed { .. } => said(Nearness::Late, "Missed"),
        DueTime::Beyond => said(Nearness::Paused, "No due time yet"),
    }
}

/// What is left when the clock goes on.
fn working_time(minutes: i64) -> String {
    if minutes < 0 {
        return "before the clock was paused".to_owned();
    }
    let (hours, rest) = (minutes / 60, minutes % 60);
    let left = match (hours, rest) {
        (0, _) => format!("{rest} min"),
        (_, 0) => format!("{hours} h"),
        _ => format!("{hours} h {rest} min"),
    };
    format!("{left} of working time left")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn working_time_is_said_in_hours_and_minutes() {
        for (minutes, said) in [
            (45, "45 min of working time left"),
            (60, "1 h of working time left"),
            (443, "7 h 23 min of working time left"),
            (-1, "before the clock was paused"),
        ] {
            assert_eq!(working_time(minutes), said);
        }
    }
}
