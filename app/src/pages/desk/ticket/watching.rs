//! Who follows the ticket, and following it (A37). Whoever follows it has read what is shown: with scripts that is said
//! by itself.

use crate::{
    api,
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        page::Section,
    },
    form::{FormKey, UseForm},
};
use leptos::{prelude::*, task::spawn_local};
use shared::api::{
    Form,
    tickets::TicketDetail,
    watching::{FOLLOWED_PAGE, MarkSeen, UnwatchTicket, WatchTicket},
};

/// The forms of it.
#[derive(Debug, Clone)]
pub struct WatchingForms {
    /// Begin.
    pub watch: UseForm<WatchTicket>,
    /// End.
    pub unwatch: UseForm<UnwatchTicket>,
    /// Say that it was read.
    pub seen: UseForm<MarkSeen>,
}

/// Who follows it, and whether the reader does.
#[component]
pub fn WatchingSection(
    ticket: RwSignal<TicketDetail>,
    forms: WatchingForms,
    done: Callback<()>,
) -> impl IntoView {
    let WatchingForms { watch, unwatch, seen } = forms;
    let watching = Memo::new(move |_| ticket.read().watching.clone());
    let problems = [watch.problem, unwatch.problem, seen.problem];
    let problem = Signal::derive(move || problems.iter().find_map(|it| it.get()));
    let by = move || match watching.read().by.as_slice() {
        [] => "Nobody follows this ticket.".to_owned(),
        names => format!("{} here.", follow(names)),
    };
    // Effects run in the browser alone: there whoever sees it has read it.
    Effect::new(move |_| {
        let (id, is_unread, entries) = {
            let ticket = ticket.read();
            (ticket.id, ticket.watching.is_unread, ticket.entries.len().to_string())
        };
        if is_unread {
            spawn_local(async move {
                let seen = MarkSeen { key: api::fresh_key(), id, entries };
                if let Err(problem) = api::call(seen).await {
                    leptos::logging::warn!("it stays new: {}", problem.detail);
                }
            });
        }
    });
    view! {
        <Section heading="Who follows this">
            <ErrorSummary problem/>
            <p class="small">{by}</p>
            <div class="row tight">
                <Show when=move || !watching.read().is_mine>
                    <Begin form=watch.clone() done/>
                </Show>
                <Show when=move || watching.read().is_mine>
                    <End form=unwatch.clone() done/>
                </Show>
                <Show when=move || watching.read().is_unread>
                    <Seen form=seen.clone() ticket done/>
                </Show>
            </div>
            <p class="soft small">
                "Write @ and a colleague’s name in an internal note, and they find it under "
                <a href=FOLLOWED_PAGE>"Mentions and followed"</a> "."
            </p>
        </Section>
    }
    .into_any()
}

/// "Ana and Dee follow what happens".
fn follow(names: &[String]) -> String {
    match names {
        [one] => format!("{one} follows what happens"),
        [most @ .., last] => format!("{} and {last} follow what happens", most.join(", ")),
        [] => String::new(),
    }
}

#[component]
fn Begin(form: UseForm<WatchTicket>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    view! {
        <form method="post" action=form.entered.action() on:submit=send>
            <FormKey key=form.key/>
            <Button kind=Kind::Second compact=true busy=form.sending attr:data-command="follow">
                "Follow it"
            </Button>
        </form>
    }
    .into_any()
}

#[component]
fn End(form: UseForm<UnwatchTicket>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    view! {
        <form method="post" action=form.entered.action() on:submit=send>
            <FormKey key=form.key/>
            <Button kind=Kind::Quiet compact=true busy=form.sending attr:data-command="follow">
                "Stop following it"
            </Button>
        </form>
    }
    .into_any()
}

#[component]
fn Seen(
    form: UseForm<MarkSeen>,
    ticket: RwSignal<TicketDetail>,
    done: Callback<()>,
) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    let entries = move || ticket.read().entries.len().to_string();
    view! {
        <form method="post" action=form.entered.action() on:submit=send>
            <FormKey key=form.key/>
            <input type="hidden" name="entries" value=entries/>
            <Button kind=Kind::Second compact=true busy=form.sending>"I have read what is new"</Button>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::follow;

    #[test]
    fn followers_are_named() {
        let names = ["Ana", "Dee", "Lea"].map(str::to_owned);
        assert_eq!(follow(&names[..1]), "Ana follows what happens");
        assert_eq!(follow(&names[..2]), "Ana and Dee follow what happens");
        assert_eq!(follow(&names), "Ana, Dee and Lea follow what happens");
    }
}
