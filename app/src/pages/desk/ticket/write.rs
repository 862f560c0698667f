//! The two boxes. What is written in one is sent to the requester, what is written in the other never is;
//! they are two components, two forms, two drafts, and nothing turns one into the other (D5.8).

use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
    },
    files::{Files, UseFiles},
    form::{
        FormKey, UseForm,
        text_draft::{OnThisDevice, TextDraft, use_text_draft},
    },
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

/// The box for the reply, into which the page may put a question.
#[derive(Debug, Clone, Copy)]
pub struct ReplyBox {
    draft: TextDraft,
    asks: NodeRef<html::Input>,
}

impl ReplyBox {
    /// The box of `form`, which may be printed with words already: a text, and whether it waits for an answer.
    pub(super) fn new(form: &mut UseForm<ReplyToTicket>, words: Option<(String, bool)>) -> Self {
        let draft = use_text_draft(form, format!("desk.{}.reply", form.entered.id));
        if let Some((text, is_asking)) = words.filter(|_| form.entered.reply.is_empty()) {
            draft.is_printed_with(&text);
            form.entered.reply = text;
            form.entered.asks = if is_asking { "yes" } else { "" }.to_owned();
        }
        Self { draft, asks: NodeRef::new() }
    }

    /// Puts words into the box again that were to be sent.
    pub(super) fn put_back(self, text: &str, is_asking: bool) {
        self.draft.add(text);
        self.set_asking(is_asking);
    }

    /// Puts `question` into the box, to be changed and sent; nothing that was written is lost.
    pub(super) fn ask(self, question: &str) {
        self.put_back(question, true);
    }

    fn set_asking(self, is_asking: bool) {
        if let Some(it) = self.asks.get_untracked() {
            it.set_checked(is_asking);
        }
    }
}

/// The box whose text the requester reads.
#[component]
pub fn Reply(
    form: UseForm<ReplyToTicket>,
    reply: ReplyBox,
    files: UseFiles,
    requester: String,
    readers: Signal<String>,
    can: Memo<TicketActions>,
    done: Callback<()>,
) -> impl IntoView {
    let ReplyBox { draft, asks } = reply;
    let send = form.on_submit_then(move |_, _| {
        draft.sent();
        files.clear();
        reply.set_asking(false);
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
            <ErrorSummary problem/>
            <Composer
                audience=Audience::Requester
                name="reply"
                heading=format!("Reply to {requester}")
                readers
                value=entered.reply
                limit=Body::LIMIT
                problem
                on_text=draft.on_text()
                node=draft.field
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
                <OnThisDevice drafts=vec![draft]/>
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
    let draft = use_text_draft(&form, format!("desk.{}.note", form.entered.id));
    let send = form.on_submit_then(move |_, _| {
        draft.sent();
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
            <ErrorSummary problem ids=&[("files", NOTE_FILES)]/>
            <Composer
                audience=Audience::Staff
                name="note"
                heading="Internal note"
                readers=format!("Staff only: {requester} never sees this")
                value=entered.note
                limit=Body::LIMIT
                problem
                on_text=draft.on_text()
                node=draft.field
            >
                <Files files id=NOTE_FILES problem/>
                <OnThisDevice drafts=vec![draft]/>
                <Button kind=Kind::Note busy=sending>"Save internal note"</Button>
            </Composer>
        </form>
    }
}
