//! What is known about a ticket, quietly, and beside each thing that staff decide the way to change it.

pub mod change;
pub mod undo;

use super::{completeness::Known, write::ReplyBox};
use crate::{
    components::{page::Section, time::Time},
    form::UseForm,
    names::use_names,
    ticket::{priority::PriorityMark, when},
};
use change::{Change, Property};
use leptos::prelude::*;
use shared::{
    api::tickets::{
        AssignTicket, CategoriseTicket, HandTicket, NOBODY, PrioritiseTicket, PutBackChange,
        TicketDetail,
    },
    ticket::priority::Priority,
};
use undo::UndoList;

/// The forms that change one property each.
#[derive(Debug, Clone)]
pub struct ChangeForms {
    /// Who works on it.
    pub assign: UseForm<AssignTicket>,
    /// Which team it is for.
    pub hand: UseForm<HandTicket>,
    /// What comes first.
    pub prioritise: UseForm<PrioritiseTicket>,
    /// What it is about.
    pub categorise: UseForm<CategoriseTicket>,
    /// Any of it, taken back.
    pub put_back: UseForm<PutBackChange>,
}

/// All of them, name by name.
#[component]
pub fn Properties(
    ticket: RwSignal<TicketDetail>,
    reply: ReplyBox,
    change: ChangeForms,
    done: Callback<()>,
) -> impl IntoView {
    let about = move || {
        let ticket = ticket.get();
        let address = format!("mailto:{}", ticket.requester_email);
        view! {
            <div>
                <dt>"Requester"</dt>
                <dd>
                    {ticket.requester} <br/> <a href=address>{ticket.requester_email}</a>
                    {ticket.requester_is_guest.then(|| view! {
                        <br/>
                        <span class="soft">
                            "Not signed in. Nothing shows that the address is theirs: ask before you tell or \
                             change anything that is somebody’s."
                        </span>
                    })}
                </dd>
            </div>
            <div>
                <dt>"Complete"</dt>
                <dd>
                    <Known
                        completeness=ticket.completeness
                        id=ticket.id
                        can_ask=ticket.can.ask
                        reply
                    />
                </dd>
            </div>
            <div><dt>"Type"</dt> <dd>{ticket.ticket_type.label()}</dd></div>
            <div><dt>"Came by"</dt> <dd>{ticket.source.label()}</dd></div>
        }
        .into_any()
    };
    let received = move || {
        let TicketDetail { clock, received, .. } = &*ticket.read();
        view! { <Time at=when::spoken(*received, clock.now, &clock.zone)/> }
    };
    view! {
        <Section heading="Properties">
            <UndoList ticket form=change.put_back done/>
            <dl class="facts">
                {about} <With ticket form=change.assign done/> <Before ticket form=change.prioritise done/>
                <About ticket form=change.categorise done/> <For ticket form=change.hand done/>
                <div><dt>"Received"</dt> <dd>{received}</dd></div>
            </dl>
        </Section>
    }
    .into_any()
}

#[component]
fn With(
    ticket: RwSignal<TicketDetail>,
    form: UseForm<AssignTicket>,
    done: Callback<()>,
) -> impl IntoView {
    let shown = move || ticket.read().assignee.clone().unwrap_or_else(|| "Nobody yet".to_owned());
    let now = Memo::new(move |_| match ticket.read().assignee_id {
        Some(id) => id.to_string(),
        None => NOBODY.to_owned(),
    });
    let choices = Memo::new(move |_| {
        let staff = ticket.read().staff.clone().into_iter().map(|it| (it.id.to_string(), it.name));
        [(NOBODY.to_owned(), "Nobody".to_owned())].into_iter().chain(staff).collect()
    });
    let property = Property {
        name: "to",
        command: "assign",
        label: "Give it to",
        reason: "Why (staff only)",
        reason_id: "to-reason",
        reason_in_summary: &[("reason", "to-reason")],
        is_reason_optional: true,
        button: "Give it",
        choices: choices.into(),
        now: now.into(),
        can: Signal::derive(move || ticket.read().can.assign),
    };
    let entered = (form.entered.to.clone(), form.entered.reason.clone());
    view! { <div><dt>"With"</dt> <dd>{shown} <Change property form entered done/></dd></div> }
        .into_any()
}

#[component]
fn Before(
    ticket: RwSignal<TicketDetail>,
    form: UseForm<PrioritiseTicket>,
    done: Callback<()>,
) -> impl IntoView {
    let shown = move || {
        let TicketDetail { priority, reason, .. } = &*ticket.read();
        view! {
            <PriorityMark priority=*priority/>
            <br/>
            // In the words that the requester was told.
            <span class="soft">"“" {reason.clone()} "”"</span>
        }
    };
    let choices: Vec<_> =
        Priority::ALL.iter().rev().map(|it| pair(it.value(), it.label())).collect();
    let property = Property {
        name: "level",
        command: "priority",
        label: "Priority",
        reason: "Why (the requester reads this)",
        reason_id: "level-reason",
        reason_in_summary: &[("reason", "level-reason")],
        is_reason_optional: false,
        button: "Change the priority",
        choices: Signal::stored(choices),
        now: Signal::derive(move || ticket.read().priority.value().to_owned()),
        can: Signal::derive(move || ticket.read().can.prioritise),
    };
    let entered = (form.entered.level.clone(), form.entered.reason.clone());
    view! { <div><dt>"Priority"</dt> <dd>{shown} <Change property form entered done/></dd></div> }
        .into_any()
}

#[component]
fn About(
    ticket: RwSignal<TicketDetail>,
    form: UseForm<CategoriseTicket>,
    done: Callback<()>,
) -> impl IntoView {
    let names = use_names();
    let choices = Memo::new(move |_| names.categories_to_choose(&[ticket.read().category]));
    let property = Property {
        name: "category",
        command: "category",
        label: "Category",
        reason: "Why (staff only; the requester sees that it was moved)",
        reason_id: "category-reason",
        reason_in_summary: &[("reason", "category-reason")],
        is_reason_optional: true,
        button: "Change the category",
        choices: choices.into(),
        now: Signal::derive(move || ticket.read().category.to_string()),
        can: Signal::derive(move || ticket.read().can.categorise),
    };
    let entered = (form.entered.category.clone(), form.entered.reason.clone());
    let shown = move || names.category(ticket.read().category);
    view! { <div><dt>"Category"</dt> <dd>{shown} <Change property form entered done/></dd></div> }
        .into_any()
}

#[component]
fn For(
    ticket: RwSignal<TicketDetail>,
    form: UseForm<HandTicket>,
    done: Callback<()>,
) -> impl IntoView {
    let names = use_names();
    let choices = Memo::new(move |_| names.teams_to_choose(&[ticket.read().team]));
    let property = Property {
        name: "team",
        command: "team",
        label: "Team",
        reason: "Why (staff only)",
        reason_id: "team-reason",
        reason_in_summary: &[("reason", "team-reason")],
        is_reason_optional: true,
        button: "Hand it over",
        choices: choices.into(),
        now: Signal::derive(move || ticket.read().team.to_string()),
        can: Signal::derive(move || ticket.read().can.assign),
    };
    let entered = (form.entered.team.clone(), form.entered.reason.clone());
    let shown = move || names.team(ticket.read().team);
    view! { <div><dt>"Team"</dt> <dd>{shown} <Change property form entered done/></dd></div> }
        .into_any()
}

fn pair(value: &str, label: &str) -> (String, String) {
    (value.to_owned(), label.to_owned())
}
