//! The rows, in groups by time.

use super::{batch::Chosen, order::When};
use crate::{
    components::{
        button::{ButtonLink, Kind},
        page::Empty,
    },
    ticket::{
        due::{Nearness, TimeLeft},
        queue::{Choice, Group, Line, Queue as Table},
    },
};
use leptos::prelude::*;
use shared::{
    api::{
        onward::OnTicket,
        queue::{Queue, QueueRow},
    },
    ticket::{queue::filter::QueueFilter, status::Stage},
    time::Instant,
};

/// All groups; those without rows are left out.
#[component]
pub fn Groups(
    queue: Queue,
    now: Memo<Instant>,
    wanted: Memo<QueueFilter>,
    chosen: Chosen,
) -> impl IntoView {
    let Queue { clock, n_found, tickets, .. } = queue;
    if tickets.is_empty() {
        return view! { <Nothing is_filtered=!wanted.read_untracked().is_everything()/> }
            .into_any();
    }
    // On each ticket one knows where one came from.
    let view = wanted.get_untracked();
    let n_hidden = n_found.saturating_sub(tickets.len());
    let groups = When::ALL.map(|when| Group {
        heading: when.heading().to_owned(),
        lines: tickets
            .iter()
            .filter(|it| When::of(it, clock.now) == when)
            .map(|it| line(it.clone(), now, chosen, &view))
            .collect(),
    });
    view! {
        <Table label="Open tickets by next due time" groups=groups.to_vec()/>
        {(n_hidden > 0).then(|| view! {
            <p class="soft">{n_hidden} " more are due later and not shown. A filter shows fewer."</p>
        })}
    }
    .into_any()
}

#[component]
fn Nothing(is_filtered: bool) -> impl IntoView {
    if !is_filtered {
        return view! {
            <Empty heading="Nothing to do" text="New requests appear here by themselves."/>
        }
        .into_any();
    }
    view! {
        <Empty heading="Nothing here" text="No ticket is as this list asks for.">
            <ButtonLink kind=Kind::Second href="/desk">"Show everything"</ButtonLink>
        </Empty>
    }
    .into_any()
}

fn line(row: QueueRow, now: Memo<Instant>, chosen: Chosen, view: &QueueFilter) -> Line {
    let on = OnTicket { id: row.id, view: view.clone(), after: None };
    let (due, stage) = (row.due, row.stage);
    let time_left = Signal::derive(move || match due {
        Some(due) => TimeLeft::until(due, now.get()),
        None => TimeLeft { nearness: Nearness::Paused, text: without_due(stage).to_owned() },
    });
    let assignee = if row.is_mine { Some("You".to_owned()) } else { row.assignee };
    let choice = Choice { id: row.id.to_string(), is_chosen: chosen.has(row.id) };
    Line {
        choice: Some(choice),
        href: on.address(),
        reference: row.reference.to_string(),
        title: row.title,
        requester: row.requester,
        stage,
        is_escalated: false,
        waits_for: None,
        is_known: row.is_known,
        is_confidential: row.is_confidential,
        needs_triage: row.needs_triage && stage != Stage::Resolved,
        priority: row.priority,
        time_left,
        assignee,
        is_mine: row.is_mine,
        is_unread: stage == Stage::New,
    }
}

/// Why nothing is due.
fn without_due(stage: Stage) -> &'static str {
    match stage {
        Stage::AwaitingRequester => "Paused",
        Stage::Resolved | Stage::Closed => "Done",
        Stage::New | Stage::InProgress => "No due time",
    }
}
