//! Taking back what one has just decided (D5.7): for a minute, with one press.

use super::super::history::again;
use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
    },
    form::{FormKey, UseForm},
    names::use_names,
};
use leptos::{ev::SubmitEvent, prelude::*};
use shared::api::{
    Form,
    tickets::{PutBackChange, TicketDetail, Undoable},
};

/// All that can be taken back, the newest first.
#[component]
pub fn UndoList(
    ticket: RwSignal<TicketDetail>,
    form: UseForm<PutBackChange>,
    done: Callback<()>,
) -> impl IntoView {
    let all = Memo::new(move |_| ticket.read().undoable.clone());
    let send = Callback::new(form.on_submit_then(move |_, _| done.run(())));
    let UseForm { entered, key, problem, sending } = form;
    let action = StoredValue::new(entered.action());
    // Whoever is refused because a colleague was faster is shown what it is now.
    Effect::new(move |_| {
        if problem.read().is_some() {
            done.run(());
        }
    });
    let rows = move || {
        let row = |it: Undoable| {
            let action = action.get_value();
            view! { <Undo it action key sending send/> }
        };
        all.get().into_iter().map(row).collect_view()
    };
    view! {
        <ErrorSummary problem/>
        <div class="stack tight" aria-live="polite">{rows}</div>
    }
    .into_any()
}

#[component]
fn Undo(
    it: Undoable,
    action: String,
    key: RwSignal<String>,
    sending: RwSignal<bool>,
    send: Callback<SubmitEvent>,
) -> impl IntoView {
    let words = format!("Then {}.", again(&it.to, use_names()));
    view! {
        <form
            class="row tight"
            method="post"
            action=action
            on:submit=move |event| send.run(event)
        >
            <FormKey key/>
            <input type="hidden" name="entry" value=it.entry.to_string()/>
            <Button kind=Kind::Second compact=true busy=sending attr:data-command="undo">
                "Undo"
            </Button>
            <span class="soft small">{words}</span>
        </form>
    }
    .into_any()
}
