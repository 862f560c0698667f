//! What somebody follows: the tickets in which a colleague called them, and those that they follow by themselves (A37).

use crate::{
    api,
    components::{
        button::{ButtonLink, Kind},
        page::{BackLink, Empty, PageHead},
        rows::{Row, Rows},
        time::Time,
    },
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
    ticket::{status_badge::StatusBadge, when},
};
use leptos::prelude::*;
use shared::api::{
    requests::Clock,
    watching::{ListWatched, Watched, WatchedTicket},
};

use super::latest::while_seen;

/// The page.
#[component]
pub fn FollowedPage() -> impl IntoView {
    let watched: Loading<_> = Resource::new(|| (), |()| api::call(ListWatched {}));
    while_seen(move || watched.refetch());
    loaded_for(Readers::Staff, watched, |watched| view! { <Followed watched/> }.into_any())
}

#[component]
fn Followed(watched: Watched) -> impl IntoView {
    let Watched { clock, tickets } = watched;
    let lead = match tickets.iter().filter(|it| it.is_unread).count() {
        0 => "Nothing is new.".to_owned(),
        1 => "Something is new in 1 ticket.".to_owned(),
        n => format!("Something is new in {n} tickets."),
    };
    let is_empty = tickets.is_empty();
    let rows = tickets.into_iter().map(|it| line(it, &clock)).collect_view();
    view! {
        <div class="stack measure">
            <BackLink href="/desk" label="The queue"/>
            <PageHead title="Mentions and followed" lead/>
            {match is_empty {
                true => view! {
                    <Empty
                        heading="You follow nothing yet"
                        text="A ticket is here when you follow it, or when a colleague writes @ and your name in a note."
                    >
                        <ButtonLink kind=Kind::Second href="/desk">"Go to the queue"</ButtonLink>
                    </Empty>
                }
                .into_any(),
                false => view! { <Rows>{rows}</Rows> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

fn line(it: WatchedTicket, clock: &Clock) -> AnyView {
    let news = match (it.is_called, it.is_unread) {
        (true, _) => Some("You were called"),
        (false, true) => Some("New"),
        (false, false) => None,
    };
    let at = when::spoken(it.latest, clock.now, &clock.zone);
    view! {
        <Row href=format!("/desk/tickets/{}", it.id) title=it.title>
            <span class="dots">
                {news.map(|it| view! { <strong>{it}</strong> })}
                <span class="reference">{it.reference.to_string()}</span>
                <span>{it.requester}</span>
                <StatusBadge stage=it.stage/>
                <span>{it.by} ", " <Time at/></span>
            </span>
        </Row>
    }
    .into_any()
}
