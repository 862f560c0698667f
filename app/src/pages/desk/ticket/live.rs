//! The ticket that is shown and the latest that is known of it. What others add waits behind a button:
//! nothing moves under somebody who writes; what one does oneself is shown at once.

use crate::{
    api,
    components::button::{Button, Kind},
};
use leptos::prelude::*;
use shared::{
    api::tickets::{GetTicket, TicketDetail},
    id::TicketId,
};

/// Both, for one ticket.
#[derive(Debug, Clone, Copy)]
pub struct Live {
    id: TicketId,
    /// What is on the page.
    pub(super) shown: RwSignal<TicketDetail>,
    latest: RwSignal<TicketDetail>,
}

impl Live {
    /// A ticket as it was read for the page.
    pub(super) fn new(ticket: TicketDetail) -> Self {
        let id = ticket.id;
        Self { id, latest: RwSignal::new(ticket.clone()), shown: RwSignal::new(ticket) }
    }

    /// Reads it again, and shows it unless that would move anything.
    pub(super) fn refresh(self) {
        self.read(|it| untrack(|| it.n_new() == 0));
    }

    /// Reads it again and shows it, after something was done.
    pub(super) fn show_all(self) {
        self.read(|_| true);
    }

    fn read(self, shows: fn(Self) -> bool) {
        leptos::task::spawn_local(async move {
            // What cannot be read now is read the next time; what is shown stays true as of its time.
            let Ok(read) = api::call(GetTicket { id: self.id }).await else { return };
            // An answer that a later one overtook is no news.
            let is_news = |it: &mut TicketDetail| it.clock.now <= read.clock.now;
            match self.latest.try_update(|it| is_news(it)) {
                Some(true) => self.latest.set(read),
                Some(false) => {}
                // The page was left.
                None => return,
            }
            if shows(self) {
                self.show();
            }
        });
    }

    fn show(self) {
        self.shown.set(self.latest.get_untracked());
    }

    /// How many entries are known and not shown.
    fn n_new(self) -> usize {
        self.latest.read().entries.len().saturating_sub(self.shown.read().entries.len())
    }
}

/// What is new, behind a button.
#[component]
pub fn News(live: Live) -> impl IntoView {
    let words = move || match live.n_new() {
        0 => None,
        1 => Some("1 new entry, show it".to_owned()),
        n => Some(format!("{n} new entries, show them")),
    };
    view! {
        <div role="status">
            {move || words().map(|words| view! {
                <Button
                    kind=Kind::Second
                    compact=true
                    in_page=true
                    attr:data-command="show-new"
                    on:click=move |_| live.show()
                >
                    {words}
                </Button>
            })}
        </div>
    }
}
