//! The queue: what is to be done, next due first. Which tickets are shown stands in the address, so that it
//! works without scripts and can be kept; with them the list follows. While somebody looks at it no row moves;
//! what changed waits behind a button (D5.12), and only the time left goes on.

pub mod batch;
pub mod filter;
mod live;
mod order;
pub mod rows;
pub mod saving;
pub mod views;

use crate::{
    api,
    components::button::{Button, Kind},
    heading::PageHeading,
    names::use_names,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use batch::{Batch, Chosen};
use filter::Filters;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use live::Live;
use rows::Groups;
use saving::Saving;
use shared::{
    api::{
        confidential::OPEN_PAGE,
        queue::{GONE, Gone, ListQueue, Queue, QueueView},
    },
    ticket::queue::filter::QueueFilter,
};
use views::Views;

use super::latest::while_seen;

/// The page.
#[component]
pub fn QueuePage() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| wanted(&query.read()));
    let read = move |()| api::call(ListQueue(wanted.get_untracked()));
    let queue: Loading<_> = Resource::new(|| (), read);
    loaded_for(Readers::Staff, queue, move |queue| view! { <NextDue queue wanted/> }.into_any())
}

/// What an address asks for.
fn wanted(query: &ParamsMap) -> QueueFilter {
    QueueFilter::read(query.into_iter().map(|(name, value)| (name.as_ref(), value)))
}

#[component]
fn NextDue(queue: Queue, wanted: Memo<QueueFilter>) -> impl IntoView {
    let (chosen, reader) = (Chosen::new(), queue.reader);
    let live = Live::new(queue, wanted);
    while_seen(move || live.refresh());
    let Live { shown, latest, trouble, .. } = live;
    let now = Memo::new(move |_| latest.read().clock.now);
    let news = Memo::new(move |_| live.news());
    let views = Memo::new(move |_| latest.read().views.clone());
    let staff = Memo::new(move |_| latest.read().staff.clone());
    let n_unread = Memo::new(move |_| latest.read().n_unread);
    let name = Memo::new(move |_| name_of(&wanted.read(), &views.read()));
    // The title is drawn by the whole application, which may look once more after the page is gone.
    let title = move || match (news.try_get().map(|it| it.n_new()), name.try_get()) {
        (Some(n @ 1..), Some(name)) => format!("({n}) {name}"),
        (_, name) => name.unwrap_or_default(),
    };
    let done = Callback::new(move |()| live.show_all());
    let n_found = move || shown.read().n_found;
    view! {
        <Title text=title/>
        <div class="desk">
            <Views views wanted n_unread/>
            <div class="stack">
                <div class="row loose">
                    <PageHeading>
                        {move || name.get()} " " <span class="soft plain">{n_found}</span>
                    </PageHeading>
                    <div role="status">
                        {move || news.get().words().map(|words| view! {
                            <Button
                                kind=Kind::Quiet
                                compact=true
                                in_page=true
                                attr:data-command="show-new"
                                on:click=move |_| live.show()
                            >
                                {words} ", show them"
                            </Button>
                        })}
                        {move || trouble.get().map(|it| view! {
                            <p class="soft">"Not up to date. " {it.detail}</p>
                        })}
                    </div>
                </div>
                <GoneAway/>
                <Filters wanted staff/>
                <Saving wanted views done/>
                <Batch chosen staff reader>
                    {move || view! { <Groups queue=shown.get() now wanted chosen/> }}
                </Batch>
                <p class="small"><a href=OPEN_PAGE>"Open a confidential request by its reference"</a></p>
            </div>
        </div>
    }
    .into_any()
}

/// Where a ticket went that whoever comes from it may not read any more.
#[component]
fn GoneAway() -> impl IntoView {
    let query = use_query_map();
    let gone = Memo::new(move |_| {
        let [reference, team] = GONE.map(|it| query.read().get(it).unwrap_or_default());
        Gone::read(&reference, &team)
    });
    let names = use_names();
    move || {
        gone.get().map(|Gone { reference, team }| {
            view! {
                <p class="keep measure" role="status">
                    <strong>{reference.to_string()}</strong>
                    " is with the team " <strong>{names.team(team)}</strong>
                    " now, for which you do not work. They find it in their queue."
                </p>
            }
        })
    }
}

/// What the view of `wanted` is called.
fn name_of(wanted: &QueueFilter, views: &[QueueView]) -> String {
    let view = views.iter().find(|it| it.filter == *wanted);
    view.map_or_else(|| "Filtered".to_owned(), |it| it.name.clone())
}
