//! Telling everybody about a ticket that concerns many (A18): in words that are written for it, with nothing of
//! the ticket in them but when it came; telling it otherwise, and that it is over.

use crate::{
    components::{
        button::{Button, Kind},
        choice::{Choice, Choices},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        textarea::TextArea,
    },
    form::{FormKey, UseForm},
    ticket::when,
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        known::{EndKnown, KnownOnDesk, TellKnown, page_address},
        tickets::TicketDetail,
    },
    text::Remark,
    ticket::known::AUDIENCES,
    time::{Instant, Zone},
};

/// The forms of this section.
#[derive(Debug, Clone)]
pub struct KnownForms {
    /// Telling it, for the first time or otherwise.
    pub tell: UseForm<TellKnown>,
    /// Telling that it is over.
    pub end: UseForm<EndKnown>,
}

/// The section; nothing where nothing was told and nothing can be.
#[component]
pub fn KnownSection(
    ticket: RwSignal<TicketDetail>,
    forms: KnownForms,
    done: Callback<()>,
) -> impl IntoView {
    let KnownForms { tell, end } = forms;
    // Who follows it changes often, and must not draw the forms anew while somebody writes in them.
    let told = Memo::new(move |_| {
        let known = ticket.read().known.clone();
        known.map(|it| KnownOnDesk { n_following: 0, ..it })
    });
    let can_tell = Memo::new(move |_| ticket.read().can.tell);
    let standing = move || {
        let TicketDetail { id, clock, known, .. } = ticket.get();
        known.map(|it| {
            let since = when::stamp(it.since, clock.now, &clock.zone).text;
            let words = match &it.ended {
                None => format!("since {since}. {}", following(it.n_following)),
                Some(ended) => {
                    let at = when::stamp(ended.at, clock.now, &clock.zone).text;
                    format!("ended {at}. {}", following(it.n_following))
                }
            };
            view! {
                <p><a href=page_address(id, "")>{it.title}</a> ", " {words}</p>
            }
            .into_any()
        })
    };
    move || {
        let (told, can_tell) = (told.get(), can_tell.get());
        let goes_on = told.as_ref().is_some_and(|it| it.ended.is_none());
        (can_tell || told.is_some()).then(|| {
            view! {
                <section class="lintel" aria-labelledby="known">
                    <div class="lintel-head"><h2 id="known">"Known incident"</h2></div>
                    {standing}
                    {can_tell.then(|| view! { <Tell ticket form=tell.clone() told done/> })}
                    {goes_on.then(|| view! { <End form=end.clone() done/> })}
                </section>
            }
        })
    }
}

/// "Nobody follows it yet", "14 people follow it".
fn following(n_following: usize) -> String {
    match n_following {
        0 => "Nobody follows it yet.".to_owned(),
        1 => "1 person follows it.".to_owned(),
        n => format!("{n} people follow it."),
    }
}

/// What the form says before anybody types: what is told now, or nothing but when the ticket came.
fn entered(told: Option<KnownOnDesk>, ticket: &TicketDetail) -> TellKnown {
    let zone = &ticket.clock.zone;
    match told {
        Some(it) if it.ended.is_none() => TellKnown {
            id: ticket.id,
            title: it.title,
            text: it.text,
            since: on_the_wall(it.since, zone),
            audience: it.audience.value().to_owned(),
            ..TellKnown::default()
        },
        _ => TellKnown {
            id: ticket.id,
            since: on_the_wall(ticket.received, zone),
            ..TellKnown::default()
        },
    }
}

/// A time as a field for it has it.
fn on_the_wall(at: Instant, zone: &Zone) -> String {
    zone.local(at).format("%Y-%m-%dT%H:%M").to_string()
}

#[component]
fn Tell(
    ticket: RwSignal<TicketDetail>,
    form: UseForm<TellKnown>,
    told: Option<KnownOnDesk>,
    done: Callback<()>,
) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    let goes_on = told.as_ref().is_some_and(|it| it.ended.is_none());
    let UseForm { entered: attempt, key, problem, sending } = form;
    let action = attempt.action();
    let was_refused = problem.read_untracked().is_some();
    let entered = if was_refused { attempt } else { entered(told, &ticket.read_untracked()) };
    let (summary, button) = match goes_on {
        true => ("Say what is new, or tell it otherwise", "Tell everybody"),
        false => ("Tell everybody about this", "Publish it"),
    };
    let audiences = AUDIENCES.map(|it| Choice::new(it.value(), it.label())).to_vec();
    view! {
        <details class="fold" open=was_refused>
            <summary>{summary}</summary>
            <form class="stack measure" method="post" action=action novalidate on:submit=send>
                <FormKey key/>
                <ErrorSummary problem/>
                {goes_on.then(|| view! {
                    <Field
                        name="news"
                        label="What is new"
                        hint="It stands with its time below what you told before"
                        is_optional=true
                        problem
                        let:control
                    >
                        <TextArea control value=entered.news limit=Remark::LIMIT low=true/>
                    </Field>
                })}
                <Field
                    name="title"
                    label="What does not work"
                    hint="In a few words of your own, as people would say it"
                    problem
                    let:control
                >
                    <TextInput control value=entered.title/>
                </Field>
                <Field
                    name="text"
                    label="What people can do meanwhile"
                    hint="Nothing is copied from the ticket: leave out names and whatever else is somebody’s"
                    problem
                    let:control
                >
                    <TextArea control value=entered.text limit=Remark::LIMIT low=true/>
                </Field>
                <Field name="since" label="Since when" problem let:control>
                    <TextInput control kind="datetime-local" value=entered.since/>
                </Field>
                <Choices
                    name="audience"
                    question="Who may read it?"
                    choices=audiences
                    chosen=vec![entered.audience]
                    problem
                />
                <Button kind=Kind::Second busy=sending>{button}</Button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn End(form: UseForm<EndKnown>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let was_refused = problem.read_untracked().is_some();
    view! {
        <details class="fold" open=was_refused>
            <summary>"Say that it works again"</summary>
            <form class="stack measure" method="post" action=action novalidate on:submit=send>
                <FormKey key/>
                <ErrorSummary problem/>
                <Field
                    name="ending"
                    label="What everybody reads who follows it"
                    hint="Such as: it works again, and nobody has to do anything"
                    problem
                    let:control
                >
                    <TextArea control value=entered.ending limit=Remark::LIMIT low=true/>
                </Field>
                <Button kind=Kind::Second busy=sending>"End it"</Button>
            </form>
        </details>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_who_follow_are_counted_in_words() {
        assert_eq!(following(0), "Nobody follows it yet.");
        assert_eq!(following(1), "1 person follows it.");
        assert_eq!(following(13), "13 people follow it.");
    }

    #[test]
    fn a_field_shows_the_desks_time() {
        let zone = Zone { offset: 3600, ..Zone::default() };
        let at = "2026-11-23T08:10:40Z".parse().unwrap();
        assert_eq!(on_the_wall(at, &zone), "2026-11-23T09:10");
    }
}
