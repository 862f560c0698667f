//! Tickets chosen for one change to all of them: which, and the bar that leads to the page that shows what
//! would happen. The boxes in the rows are the truth; what is kept here lets them stay as they are when the
//! rows are drawn anew.

use crate::{
    alive::once_alive,
    api,
    components::button::{Button, Kind},
    names::use_names,
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::use_navigate;
use shared::{
    api::{
        batches::{Change, PreviewBatch},
        queue::StaffMember,
    },
    id::{PersonId, TicketId},
    ticket::priority::Priority,
};
use std::collections::BTreeSet;

/// The tickets that are chosen.
#[derive(Debug, Clone, Copy)]
pub struct Chosen {
    form: NodeRef<html::Form>,
    tickets: RwSignal<BTreeSet<TicketId>>,
}

impl Chosen {
    /// None yet.
    pub(super) fn new() -> Self {
        Self { form: NodeRef::new(), tickets: RwSignal::default() }
    }

    /// Whether the box of `ticket` is drawn ticked.
    pub(super) fn has(self, ticket: TicketId) -> bool {
        self.tickets.read_untracked().contains(&ticket)
    }

    /// Takes over what the boxes say.
    fn read(self) {
        let tickets = self.asked().tickets;
        self.tickets.set(tickets.iter().filter_map(|it| it.parse().ok()).collect());
    }

    /// What the form would send.
    fn asked(self) -> PreviewBatch {
        let pairs = self.form.get_untracked().and_then(|it| api::pairs_in(&it)).unwrap_or_default();
        let mut asked = PreviewBatch::default();
        for (name, value) in pairs {
            match &*name {
                "tickets" => asked.tickets.push(value),
                "change" => asked.change = value,
                _ => {}
            }
        }
        asked
    }

    /// Ticks all boxes or none.
    fn choose(self, all: bool) {
        let Some(form) = self.form.get_untracked() else { return };
        api::tick(&form, "tickets", all);
        self.read();
    }
}

/// The form around the rows, and the bar below them.
#[component]
pub fn Batch(
    chosen: Chosen,
    staff: Memo<Vec<StaffMember>>,
    reader: PersonId,
    children: Children,
) -> impl IntoView {
    let navigate = use_navigate();
    let look = move |event: SubmitEvent| {
        event.prevent_default();
        navigate(&chosen.asked().page_address(), Default::default());
    };
    let is_alive = RwSignal::new(false);
    once_alive(move || {
        // Boxes that were ticked before the scripts arrived.
        chosen.read();
        is_alive.set(true);
    });
    let n_chosen = move || chosen.tickets.read().len();
    let options = move || view! { <Changes staff=staff.get() reader/> };
    view! {
        <form
            class="batch"
            method="get"
            action="/desk/batches"
            node_ref=chosen.form
            on:change=move |_| chosen.read()
            on:submit=look
        >
            {children()}
            <div class="batch-bar">
                <p role="status">
                    {move || match n_chosen() {
                        0 => None,
                        n => Some(view! { <strong>{n} " chosen"</strong> }),
                    }}
                </p>
                <label class="vh" for="change">"Change on all chosen tickets"</label>
                <select class="control" id="change" name="change">
                    <option value="">"What to change"</option>
                    {options}
                </select>
                <Button compact=true>"See what changes"</Button>
                <Show when=move || is_alive.get()>
                    <Button
                        kind=Kind::Quiet
                        compact=true
                        in_page=true
                        attr:data-command="select-all"
                        on:click=move |_| chosen.choose(true)
                    >
                        "Choose all"
                    </Button>
                    <Button
                        kind=Kind::Quiet
                        compact=true
                        in_page=true
                        on:click=move |_| chosen.choose(false)
                    >
                        "Choose none"
                    </Button>
                </Show>
            </div>
        </form>
    }
    .into_any()
}

/// All that can be changed on many at once.
#[component]
fn Changes(staff: Vec<StaffMember>, reader: PersonId) -> impl IntoView {
    let people = changes_of_people(staff, reader);
    let teams = use_names().offered_teams().into_iter();
    let teams: Vec<_> = teams.map(|(it, label)| (Change::Team(it), label)).collect();
    let levels = Priority::ALL.map(|it| (Change::Priority(it), it.label().to_owned()));
    let stages = [
        (Change::Begin, "In progress, with me".to_owned()),
        (Change::Resolve, "Resolved".to_owned()),
    ];
    let group = |label: &'static str, changes: Vec<(Change, String)>| {
        let options = changes
            .into_iter()
            .map(|(change, label)| view! { <option value=change.value()>{label}</option> });
        view! { <optgroup label=label>{options.collect_view()}</optgroup> }.into_any()
    };
    [
        group("Give to", people),
        group("Give to the team", teams),
        group("Change the priority to", levels.to_vec()),
        group("Change the status to", stages.to_vec()),
    ]
    .collect_view()
}

/// To whom work can be given: the reader first, nobody last.
fn changes_of_people(staff: Vec<StaffMember>, reader: PersonId) -> Vec<(Change, String)> {
    let (me, others): (Vec<StaffMember>, Vec<StaffMember>) =
        staff.into_iter().partition(|it| it.id == reader);
    let me = me.into_iter().map(|it| (it.id, "Me".to_owned()));
    let others = others.into_iter().map(|it| (it.id, it.name));
    let people = me.chain(others).map(|(id, name)| (Change::To(Some(id)), name));
    people.chain([(Change::To(None), "Nobody".to_owned())]).collect()
}
