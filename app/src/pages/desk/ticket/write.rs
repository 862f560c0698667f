//! The two boxes. What is written in one is sent to the requester, what is written in the other never is;
//! they are two components, two forms, two drafts, and nothing turns one into the other (D5.8).

use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
    },
    files::{Files, UseFiles},
    form::{FormKey, UseForm},
    ticket::composer::{Audience, Composer},
};
use leptos::{html, prelude::*};
use shared::{
    api::{
        Form,
        tickets::{NoteOnTicket, ReplyToTicket, TicketActions},
    },
    text::Body,
};

/// The box whose text the requester reads.
#[component]
pub fn Reply(
    form: UseForm<ReplyToTicket>,
    files: UseFiles,
    requester: String,
    readers: Signal<String>,
    can: Memo<TicketActions>,
    done: Callback<()>,
) -> impl IntoView {
    let text = NodeRef::<html::Textarea>::new();
    let asks = NodeRef::<html::Input>::new();
    let send = form.on_submit_then(move |_, _| {
        empty(text);
        files.clear();
        if let Some(it) = asks.get_untracked() {
            it.set_checked(false);
        }
        done.run(());
    });
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let was_asking = !entered.asks.is_empty();
    view! {
        <form
            class="stack tight"
            method="post"
            enctype="multipart/form-data"
            action=action
            on:submit=send
        >
            <FormKey key/>
            <input type="hidden" name="id" value=entered.id.to_string()/>
            <ErrorSummary problem/>
            <Composer
                audience=Audience::Requester
                name="reply"
                heading=format!("Reply to {requester}")
                readers
                value=entered.reply
                limit=Body::LIMIT
                problem
                node=text
            >
                <Files files problem/>
                <Show when=move || can.read().ask>
                    <label class="row tight">
                        <input
                            type="checkbox"
                            name="asks"
                            value="yes"
                            checked=was_asking
                            node_ref=asks
                        />
                        "Wait for an answer (pauses the clock)"
                    </label>
                </Show>
                <Button busy=sending>"Send to " {requester}</Button>
            </Composer>
        </form>
    }
}

/// The note's own control for files: a link to that of the reply would lead to the wrong readers.
const NOTE_FILES: &str = "note-files";

/// The box whose text only staff read.
#[component]
pub fn Note(
    form: UseForm<NoteOnTicket>,
    files: UseFiles,
    requester: String,
    done: Callback<()>,
) -> impl IntoView {
    let text = NodeRef::<html::Textarea>::new();
    let send = form.on_submit_then(move |_, _| {
        empty(text);
        files.clear();
        done.run(());
    });
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    view! {
        <form
            class="stack tight"
            method="post"
            enctype="multipart/form-data"
            action=action
            on:submit=send
        >
            <FormKey key/>
            <input type="hidden" name="id" value=entered.id.to_string()/>
            <ErrorSummary problem ids=&[("files", NOTE_FILES)]/>
            <Composer
                audience=Audience::Staff
                name="note"
                heading="Internal note"
                readers=format!("Staff only: {requester} never sees this")
                value=entered.note
                limit=Body::LIMIT
                problem
                node=text
            >
                <Files files id=NOTE_FILES problem/>
                <Button kind=Kind::Note busy=sending>"Save internal note"</Button>
            </Composer>
        </form>
    }
}

fn empty(text: NodeRef<html::Textarea>) {
    if let Some(it) = text.get_untracked() {
        it.set_value("");
    }
}
