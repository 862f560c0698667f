//! What an agent has to know before reading: title, reference, status, time left, who has it.

use crate::{
    components::{
        button::{Button, ButtonLink, Kind},
        error_summary::ErrorSummary,
    },
    form::{FormKey, UseForm},
    heading::PageHeading,
    ticket::{
        due::{Due, Nearness, TimeLeft},
        priority::PriorityMark,
        status_badge::StatusBadge,
        when,
    },
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        requests::Clock,
        tickets::{SettleComplaint, TakeTicket, TicketDetail},
    },
    sla::clock::{Due as DueTime, Promise},
    ticket::status::Stage,
    time::Instant,
};

/// The head, with what can be done first.
#[component]
pub fn Head(
    ticket: RwSignal<TicketDetail>,
    take: UseForm<TakeTicket>,
    settle: UseForm<SettleComplaint>,
    done: Callback<()>,
) -> impl IntoView {
    let title = ticket.read_untracked().title.clone();
    let problems = [take.problem, settle.problem];
    let problem = Signal::derive(move || problems.iter().find_map(|it| it.get()));
    let can = Memo::new(move |_| ticket.read().can);
    view! {
        <ErrorSummary problem/>
        <div class="ticket-head">
            <div class="stack tight">
                <PageHeading>{title}</PageHeading>
                {move || view! { <Standing ticket=ticket.get()/> }}
            </div>
            <div class="row tight">
                <Show when=move || can.read().settle>
                    <Settle form=settle.clone() done/>
                </Show>
                <Show when=move || can.read().take && !ticket.read().is_mine>
                    <Take form=take.clone() done/>
                </Show>
                <Show when=move || can.read().resolve>
                    <ButtonLink href="#cause" kind=Kind::Second compact=true attr:rel="external">
                        "Resolve"
                    </ButtonLink>
                </Show>
                <Show when=move || can.read().draft_article>
                    <ButtonLink
                        href=format!("/desk/tickets/{}/article", ticket.read_untracked().id)
                        kind=Kind::Second
                        compact=true
                        attr:data-command="article"
                    >
                        "Draft an article from this"
                    </ButtonLink>
                </Show>
            </div>
        </div>
    }
}

#[component]
fn Standing(ticket: TicketDetail) -> impl IntoView {
    let Clock { now, zone } = &ticket.clock;
    let unhappy = ticket.unhappy_since.map(|it| when::spoken(it, *now, zone).text);
    let TimeLeft { nearness, text } = next(&ticket.promise, ticket.stage, ticket.clock.now);
    let with = match (ticket.assignee, ticket.is_mine) {
        (_, true) => "With you".to_owned(),
        (Some(name), false) => format!("With {name}"),
        (None, false) => "Nobody has it yet".to_owned(),
    };
    view! {
        <div class="row loose even small">
            <span class="reference">{ticket.reference.to_string()}</span>
            <StatusBadge stage=ticket.stage/>
            <Due nearness text/>
            <PriorityMark priority=ticket.priority/>
            <span>{with}</span>
            {ticket.needs_triage.then(|| view! { <span class="tag">"Needs triage"</span> })}
            {unhappy.map(|since| view! {
                <Due nearness=Nearness::Late text=format!("Requester not happy, {since}")/>
            })}
        </div>
    }
}

/// What has to happen next, and how long there is.
fn next(promise: &Promise, stage: Stage, now: Instant) -> TimeLeft {
    let calm = |text: &str| TimeLeft { nearness: Nearness::Paused, text: text.to_owned() };
    match (promise.next_due(), promise.first_response, promise.resolution) {
        (Some(due), first_response, _) => {
            let what = match DueTime::At(due) {
                it if it == first_response => "first response",
                it if Some(it) == promise.next_update => "the news we promised",
                _ => "resolution",
            };
            let TimeLeft { nearness, text } = TimeLeft::until(due, now);
            let link = if nearness == Nearness::Late { "with" } else { "to" };
            TimeLeft { nearness, text: format!("{text} {link} {what}") }
        }
        (None, _, DueTime::Paused { .. }) => calm("Clock paused: waiting for an answer"),
        (None, _, _) if matches!(stage, Stage::Resolved | Stage::Closed) => calm("Nothing is due"),
        (None, _, _) => calm("No due time yet"),
    }
}

#[component]
fn Take(form: UseForm<TakeTicket>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    view! {
        <form method="post" action=form.entered.action() on:submit=send>
            <FormKey key=form.key/>
            <Button kind=Kind::Second compact=true busy=form.sending attr:data-command="mine">
                "Take it"
            </Button>
        </form>
    }
}

/// For leads: what was wrong has been dealt with in another way than by writing.
#[component]
fn Settle(form: UseForm<SettleComplaint>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    view! {
        <form method="post" action=form.entered.action() on:submit=send>
            <FormKey key=form.key/>
            <Button kind=Kind::Second compact=true busy=form.sending>
                "Complaint is settled"
            </Button>
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(clock: &str) -> Instant {
        format!("2026-11-20T{clock}:00Z").parse().unwrap()
    }

    #[test]
    fn the_nearer_promise_is_named() {
        let now = at("12:00");
        let (soon, later) = (DueTime::At(at("12:23")), DueTime::At(at("16:00")));
        let met = DueTime::Met { at: at("11:00"), due: at("11:30") };
        let paused = DueTime::Paused { minutes_left: 60 };
        let none = None;
        let gone = DueTime::At(at("11:48"));
        for (first_response, resolution, next_update, stage, text) in [
            (gone, later, none, Stage::New, "12 min late with first response"),
            (soon, later, none, Stage::New, "23 min left to first response"),
            (met, soon, none, Stage::InProgress, "23 min left to resolution"),
            (met, later, Some(soon), Stage::InProgress, "23 min left to the news we promised"),
            (met, paused, none, Stage::AwaitingRequester, "Clock paused: waiting for an answer"),
            (met, met, none, Stage::Resolved, "Nothing is due"),
            (met, DueTime::Beyond, none, Stage::InProgress, "No due time yet"),
        ] {
            let promise = Promise { acknowledgement: met, first_response, resolution, next_update };
            assert_eq!(next(&promise, stage, now).text, text);
        }
    }
}
