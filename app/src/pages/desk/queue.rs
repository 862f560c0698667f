//! The queue: what is to be done, next due first. While somebody looks at it no row moves; what changed
//! waits behind a button (D5.12), and only the time left goes on.

mod order;

use crate::{
    api,
    components::{
        button::{Button, Kind},
        page::Empty,
    },
    heading::PageHeading,
    pages::loaded::Loading,
    ticket::{
        due::{Nearness, TimeLeft},
        queue::{Group, Line, Queue as Table},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use order::{News, When};
use shared::{
    api::tickets::{ListQueue, Queue, QueueRow},
    problem::Problem,
    ticket::status::Stage,
    time::Instant,
};

use super::{latest::while_seen, refused::loaded_for_staff};

/// The page.
#[component]
pub fn QueuePage() -> impl IntoView {
    let queue: Loading<_> = Resource::new(|| (), |()| api::call(ListQueue {}));
    loaded_for_staff(queue, |queue| view! { <NextDue queue/> }.into_any())
}

#[component]
fn NextDue(queue: Queue) -> impl IntoView {
    let latest = RwSignal::new(queue.clone());
    let shown = RwSignal::new(queue);
    let trouble = RwSignal::new(None::<Problem>);
    while_seen(move || {
        leptos::task::spawn_local(async move {
            // The page may have been left in the meantime: then there is nobody to tell.
            match api::call(ListQueue {}).await {
                Ok(queue) => {
                    latest.try_set(queue);
                    trouble.try_set(None);
                }
                Err(problem) => {
                    trouble.try_set(Some(problem));
                }
            }
        });
    });
    let now = Memo::new(move |_| latest.read().clock.now);
    let news = Memo::new(move |_| News::between(&shown.read(), &latest.read()));
    let n_open = move || shown.read().n_open;
    view! {
        <Title text="Next due"/>
        <div class="stack">
            <div class="row loose">
                <PageHeading>"Next due " <span class="soft plain">{n_open}</span></PageHeading>
                <div role="status">
                    {move || news.get().words().map(|words| view! {
                        <Button
                            kind=Kind::Quiet
                            compact=true
                            in_page=true
                            on:click=move |_| shown.set(latest.get_untracked())
                        >
                            {words} ", show them"
                        </Button>
                    })}
                    {move || trouble.get().map(|it| view! {
                        <p class="soft">"Not up to date. " {it.detail}</p>
                    })}
                </div>
            </div>
            {move || view! { <Groups queue=shown.get() now/> }}
        </div>
    }
}

#[component]
fn Groups(queue: Queue, now: Memo<Instant>) -> impl IntoView {
    let Queue { clock, n_open, tickets } = queue;
    if tickets.is_empty() {
        return view! {
            <Empty heading="Nothing to do" text="New requests appear here by themselves."/>
        }
        .into_any();
    }
    let n_hidden = n_open.saturating_sub(tickets.len());
    let groups = When::ALL.map(|when| Group {
        heading: when.heading().to_owned(),
        lines: tickets
            .iter()
            .filter(|it| When::of(it, clock.now) == when)
            .map(|it| line(it.clone(), now))
            .collect(),
    });
    view! {
        <Table label="Open tickets by next due time" groups=groups.to_vec()/>
        {(n_hidden > 0).then(|| view! {
            <p class="soft">{n_hidden} " more are due later and not shown."</p>
        })}
    }
    .into_any()
}

fn line(row: QueueRow, now: Memo<Instant>) -> Line {
    let (due, stage) = (row.due, row.stage);
    let time_left = Signal::derive(move || match due {
        Some(due) => TimeLeft::until(due, now.get()),
        None => TimeLeft { nearness: Nearness::Paused, text: without_due(stage).to_owned() },
    });
    Line {
        href: format!("/desk/tickets/{}", row.id),
        reference: row.reference.to_string(),
        title: row.title,
        requester: row.requester,
        stage,
        is_escalated: false,
        waits_for: None,
        is_known: row.is_known,
        needs_triage: row.needs_triage && stage != Stage::Resolved,
        priority: row.priority,
        time_left,
        assignee: row.assignee,
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
