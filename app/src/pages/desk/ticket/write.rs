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
        presence::Doing,
        tickets::{NoteOnTicket, ReplyToTicket, TicketDetail, TicketEvent},
    },
    problem::Problem,
    text::Body,
};

use super::presence::Presence;

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
    ticket: RwSignal<TicketDetail>,
    presence: Presence,
    done: Callback<()>,
) -> impl IntoView {
    let can_ask = Memo::new(move |_| ticket.read().can.ask);
    let ReplyBox { draft, asks } = reply;
    let send = form.on_submit_then(move |_, _| {
        draft.sent();
        presence.has_sent();
        files.clear();
        reply.set_asking(false);
        done.run(());
    });
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let is_crossed = Memo::new(move |_| is_crossed(&problem.read()));
    // What was written meanwhile is shown, and counts as read.
    Effect::new(move |_| {
        if is_crossed.get() {
            done.run(());
        }
    });
    let seen = move || ticket.read().entries.len().to_string();
    let on_text = Callback::new(move |text: String| {
        presence.writes(Doing::Replying, &text);
        draft.on_text().run(text);
    });
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
            <input type="hidden" name="seen" value=seen/>
            <input type="hidden" name="anyway" value=move || if is_crossed.get() { "yes" } else { "" }/>
            <ErrorSummary problem ids=&[("seen", "reply")]/>
            <Show when=move || is_crossed.get()>
                <Meanwhile ticket/>
            </Show>
            <Composer
                audience=Audience::Requester
                name="reply"
                heading=format!("Reply to {requester}")
                readers
                value=entered.reply
                limit=Body::LIMIT
                problem
                on_text
                node=draft.field
                command="reply"
            >
                <Files files problem/>
                <Show when=move || can_ask.get()>
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
                <Button busy=sending>
                    "Send to " {requester} {move || is_crossed.get().then_some(" anyway")}
                </Button>
            </Composer>
        </form>
    }
}

/// Whether a reply was refused because somebody else had written meanwhile.
fn is_crossed(problem: &Option<Problem>) -> bool {
    problem.as_ref().is_some_and(|it| it.text_for("seen").is_some())
}

/// What somebody else wrote, beside what stands in the box (D5.13).
#[component]
fn Meanwhile(ticket: RwSignal<TicketDetail>) -> impl IntoView {
    let last = move || {
        let (by, text) = last_words(&ticket.read())?;
        Some(view! { <p class="word">{by} " wrote"</p> <p class="as-written measure">{text}</p> })
    };
    view! {
        <section class="callout soon" aria-label="What was written meanwhile">{last}</section>
    }
    .into_any()
}

/// What was written last to or by the requester, and who wrote it: a colleague’s words on their way, else the end of the
/// conversation.
fn last_words(ticket: &TicketDetail) -> Option<(String, String)> {
    let on_its_way = ticket.on_the_way.iter().rev().find(|it| !it.is_mine);
    if let Some(it) = on_its_way {
        return Some((it.by.clone(), it.words.text().to_owned()));
    }
    let said = |what: &TicketEvent| match what {
        TicketEvent::Message { body, .. }
        | TicketEvent::Reopened { body }
        | TicketEvent::Complained { body } => Some(body.clone()),
        TicketEvent::Resolved { fix, .. } => Some(fix.clone()),
        _ => None,
    };
    ticket.entries.iter().rev().find_map(|it| Some((it.by.clone(), said(&it.what)?)))
}

/// The note's own control for files: a link to that of the reply would lead to the wrong readers.
const NOTE_FILES: &str = "note-files";

/// The box whose text only staff read.
#[component]
pub fn Note(
    form: UseForm<NoteOnTicket>,
    files: UseFiles,
    requester: String,
    presence: Presence,
    done: Callback<()>,
) -> impl IntoView {
    let draft = use_text_draft(&form, format!("desk.{}.note", form.entered.id));
    let on_text = Callback::new(move |text: String| {
        presence.writes(Doing::Noting, &text);
        draft.on_text().run(text);
    });
    let send = form.on_submit_then(move |_, _| {
        draft.sent();
        presence.has_sent();
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
                on_text
                node=draft.field
                command="note"
            >
                <Files files id=NOTE_FILES problem/>
                <OnThisDevice drafts=vec![draft]/>
                <Button kind=Kind::Note busy=sending>"Save internal note"</Button>
            </Composer>
        </form>
    }
}
