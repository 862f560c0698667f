//! Who else is here (D5.13): told before somebody types, and told to the others by what is typed here. Without scripts
//! one is told, and does not tell.

use crate::api;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{
        presence::{Doing, GONE, Here, ShowPresence},
        tickets::TicketDetail,
    },
    id::TicketId,
};

use super::super::latest::while_seen;

/// The others on the page, and what one does there oneself.
#[derive(Debug, Clone, Copy)]
pub struct Presence {
    id: TicketId,
    others: RwSignal<Vec<Here>>,
    doing: RwSignal<Doing>,
}

impl Presence {
    /// On the page of `ticket`, as it was read for the page. From now on, and until the page is left, the others are
    /// told.
    pub(super) fn new(ticket: &TicketDetail) -> Self {
        let others = RwSignal::new(ticket.here.clone());
        let it = Self { id: ticket.id, others, doing: RwSignal::new(Doing::Reading) };
        Effect::new(move |_| it.tell(it.doing.get().value()));
        while_seen(move || it.tell(it.doing.get_untracked().value()));
        // Effects run in the browser alone; this one ends with the page.
        Effect::new(move |_| on_cleanup(move || it.tell(GONE)));
        it
    }

    /// What stands in a box is `text` now: while there is any, somebody writes.
    pub(super) fn writes(self, what: Doing, text: &str) {
        let doing = if text.trim().is_empty() { Doing::Reading } else { what };
        if self.doing.get_untracked() != doing {
            self.doing.set(doing);
        }
    }

    /// What was written is sent.
    pub(super) fn has_sent(self) {
        self.writes(Doing::Reading, "");
    }

    fn tell(self, doing: &str) {
        let (id, doing) = (self.id, doing.to_owned());
        spawn_local(async move {
            let told = ShowPresence { key: api::fresh_key(), id, doing };
            // Who cannot be heard of is not there; it is tried again.
            if let Ok(it) = api::call(told).await {
                self.others.try_set(it.here);
            }
        });
    }
}

/// The others, in a sentence each.
#[component]
pub fn OthersHere(presence: Presence) -> impl IntoView {
    let others = Memo::new(move |_| presence.others.get());
    let lines = move || {
        let line = |it: Here| view! { <p class="callout soon">{it.words()}</p> };
        others.get().into_iter().map(line).collect_view()
    };
    view! { <div class="stack tight" role="status">{lines}</div> }.into_any()
}
