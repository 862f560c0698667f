//! What was promised and how it stands, in words, and the one thing to do about it: to say by when there
//! is more.

use super::ledger::ClockLedger;
use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::Section,
        time::Time,
    },
    form::{FormKey, UseForm},
    ticket::{
        due::{Due, Nearness, TimeLeft},
        when,
    },
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        requests::Clock,
        tickets::{PromiseUpdate, TicketDetail},
    },
    sla::clock::Due as DueTime,
    time::Instant,
};

/// The promises, and the form for a new time while there is anything to wait for.
#[component]
pub fn Promises(
    ticket: RwSignal<TicketDetail>,
    form: UseForm<PromiseUpdate>,
    done: Callback<()>,
) -> impl IntoView {
    let promises = move || {
        let TicketDetail { clock, promise, .. } = ticket.get();
        let update = promise.next_update.map(|due| {
            view! { <Promise what="New time" due clock=clock.clone()/> }
        });
        view! {
            <dl class="promises">
                <Promise what="Receipt" due=promise.acknowledgement clock=clock.clone()/>
                <Promise what="First response" due=promise.first_response clock=clock.clone()/>
                {update}
                <Promise what="Resolution" due=promise.resolution clock/>
            </dl>
        }
    };
    let can = Memo::new(move |_| ticket.read().can.promise_update);
    view! {
        <Section heading="Promises">
            {promises} <ClockLedger ticket/>
            <Show when=move || can.get()>
                <NewTime form=form.clone() done/>
            </Show>
        </Section>
    }
}

/// A new time, when an old one is or will be missed (D3.9).
#[component]
fn NewTime(form: UseForm<PromiseUpdate>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let was_refused = problem.read_untracked().is_some();
    view! {
        <details class="fold" open=was_refused>
            <summary>"Give a new time"</summary>
            <form class="stack tight" method="post" action=action on:submit=send>
                <FormKey key/>
                <ErrorSummary problem/>
                <Field
                    name="by"
                    label="They hear more by"
                    hint="The requester sees it at once. Old times stay as they were"
                    problem
                    let:control
                >
                    <TextInput control kind="datetime-local" value=entered.by/>
                </Field>
                <Button kind=Kind::Second compact=true busy=sending>"Tell the requester"</Button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Promise(what: &'static str, due: DueTime, clock: Clock) -> impl IntoView {
    let TimeLeft { nearness, text } = standing(due, &clock);
    let sentence = |at: Instant| when::spoken(at, clock.now, &clock.zone);
    let detail = match due {
        DueTime::At(at) => view! { "by " <Time at=sentence(at)/> }.into_any(),
        DueTime::Met { at, due } | DueTime::Missed { at, due } => view! {
            "done " <Time at=sentence(at)/> ", due " <Time at=sentence(due)/>
        }
        .into_any(),
        DueTime::Paused { minutes_left } => working_time(minutes_left).into_any(),
        DueTime::Beyond => "further away than the calendar reaches".into_any(),
        DueTime::Dropped => "the request was taken back".into_any(),
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
        DueTime::Paused { .. } => said(Nearness::Paused, "Paused"),
        DueTime::Met { .. } => said(Nearness::Far, "Met"),
        DueTime::Missed { .. } => said(Nearness::Late, "Missed"),
        DueTime::Beyond => said(Nearness::Paused, "No due time yet"),
        DueTime::Dropped => said(Nearness::Paused, "Not due"),
    }
}

/// What is left when the clock goes on.
fn working_time(minutes: i64) -> String {
    format!("{} of working time left", hours(minutes))
}

/// Minutes as people read them: "7 h 23 min".
pub(super) fn hours(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, rest) => format!("{rest} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, rest) => format!("{hours} h {rest} min"),
    }
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
            (0, "0 min of working time left"),
        ] {
            assert_eq!(working_time(minutes), said);
        }
    }
}
