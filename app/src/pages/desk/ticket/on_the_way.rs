//! Words that go to the requester in a few seconds, and taking them back (D5.7). What is taken back stands in its box
//! again: at once with scripts, by the address of the page without.

use super::{resolve::ResolveBox, write::ReplyBox};
use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
    },
    files::UseFiles,
    form::{FormKey, UseForm},
};
use leptos::{ev::SubmitEvent, leptos_dom::helpers::set_timeout_with_handle, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::api::{
    Form,
    held::{OnTheWay, PublicWords, TakenBack, UNDONE, UndoSend},
    tickets::TicketDetail,
};
use std::time::Duration;

/// Behind the moment at which the requester is told: by then the page can be read again.
const AFTERWARDS: Duration = Duration::from_millis(500);

/// What was taken back and stands in its box when the page is printed, if the address says so.
pub(super) fn taken_back_in_address(ticket: &TicketDetail) -> Option<TakenBack> {
    let held = use_query_map().read_untracked().get(UNDONE)?;
    ticket.taken_back.iter().find(|it| it.held.to_string() == held).cloned()
}

/// Where words go that are taken back.
#[derive(Debug, Clone, Copy)]
pub struct Boxes {
    /// A reply or a question.
    pub(super) reply: ReplyBox,
    /// Its files.
    pub(super) files: UseFiles,
    /// A resolution.
    pub(super) resolve: ResolveBox,
}

impl Boxes {
    fn put_back(self, TakenBack { words, files, .. }: &TakenBack) {
        match words {
            PublicWords::Reply { body } => self.reply.put_back(body, false),
            PublicWords::Question { body } => self.reply.put_back(body, true),
            PublicWords::Resolution { cause, fix, advice, .. } => {
                self.resolve.put_back([cause, fix, advice]);
            }
        }
        self.files.restore(files.clone());
    }
}

/// All that is on its way.
#[component]
pub fn OnTheWayList(
    ticket: RwSignal<TicketDetail>,
    undo: UseForm<UndoSend>,
    boxes: Boxes,
    done: Callback<()>,
) -> impl IntoView {
    let all = Memo::new(move |_| ticket.read().on_the_way.clone());
    let send = undo.on_submit_then(move |_, taken_back| {
        boxes.put_back(taken_back);
        done.run(());
    });
    let send = Callback::new(send);
    // As soon as it is told, it stands in the history.
    Effect::new(move |_| {
        let wait = {
            let ticket = ticket.read();
            let next = ticket.on_the_way.iter().map(|it| it.until).min();
            next.map(|it| (it - ticket.clock.now).to_std().unwrap_or_default())
        };
        let timer = wait.map(|it| set_timeout_with_handle(move || done.run(()), it + AFTERWARDS));
        if let Some(Ok(timer)) = timer {
            on_cleanup(move || timer.clear());
        }
    });
    let UseForm { entered, key, problem, sending } = undo;
    let action = StoredValue::new(entered.action());
    let requester = ticket.read_untracked().requester.clone();
    let rows = move || {
        let row = |it: OnTheWay| {
            let said = sentence(&it, &requester);
            let undo = it.is_mine.then(|| {
                let (action, held) = (action.get_value(), it.held.to_string());
                view! { <Undo action held key sending send/> }
            });
            let text = it.words.text().to_owned();
            view! {
                <div class="callout soon">
                    <p class="word">{said}</p> <p class="as-written measure">{text}</p> {undo}
                </div>
            }
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
    action: String,
    held: String,
    key: RwSignal<String>,
    sending: RwSignal<bool>,
    send: Callback<SubmitEvent>,
) -> impl IntoView {
    view! {
        <form method="post" action=action on:submit=move |it| send.run(it)>
            <FormKey key/>
            <input type="hidden" name="held" value=held/>
            <Button kind=Kind::Second compact=true busy=sending attr:data-command="undo-send">
                "Take it back"
            </Button>
        </form>
    }
    .into_any()
}

/// Who tells whom what.
fn sentence(it: &OnTheWay, requester: &str) -> String {
    let what = match it.words {
        PublicWords::Reply { .. } => "reply",
        PublicWords::Question { .. } => "question",
        PublicWords::Resolution { .. } => "resolution",
    };
    let whose = if it.is_mine { "Your".to_owned() } else { format!("{}’s", it.by) };
    let files = match it.n_files {
        0 => String::new(),
        1 => " with 1 file".to_owned(),
        n => format!(" with {n} files"),
    };
    format!("{whose} {what}{files} goes to {requester} in a few seconds")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::id::HeldId;

    #[test]
    fn it_is_said_who_tells_whom_what() {
        let body = || "Some words".to_owned();
        let it = |words, is_mine, n_files| OnTheWay {
            held: HeldId(1),
            by: "Dee".to_owned(),
            is_mine,
            until: "2026-11-20T12:00:00Z".parse().unwrap(),
            words,
            n_files,
        };
        let reply = it(PublicWords::Reply { body: body() }, true, 0);
        assert_eq!(sentence(&reply, "Sam"), "Your reply goes to Sam in a few seconds");
        let question = it(PublicWords::Question { body: body() }, false, 2);
        let said = "Dee’s question with 2 files goes to Sam in a few seconds";
        assert_eq!(sentence(&question, "Sam"), said);
    }
}
