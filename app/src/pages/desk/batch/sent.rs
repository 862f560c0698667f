//! What became of a batch, and the way to take it back.

use super::{Lines, tickets};
use crate::{
    api,
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        page::{BackLink, Section},
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{
    api::{
        Form,
        batches::{Batch, GetBatch, UndoBatch},
    },
    id::BatchId,
};

/// The page.
#[component]
pub fn SentPage() -> impl IntoView {
    let params = use_params_map();
    // No batch has the id of an address that names none.
    let id = Memo::new(move |_| {
        params.read().get("batch").and_then(|it| it.parse().ok()).unwrap_or_default()
    });
    let batch: Loading<Batch> =
        Resource::new(move || id.get(), |batch: BatchId| api::call(GetBatch { batch }));
    let done = Callback::new(move |()| batch.refetch());
    loaded_for(Readers::Staff, batch, move |batch| {
        view! { <After batch id=id.get_untracked() done/> }.into_any()
    })
}

#[component]
fn After(batch: Batch, id: BatchId, done: Callback<()>) -> impl IntoView {
    let form = use_form(UndoBatch { batch: id, ..UndoBatch::default() });
    let Batch { what, done: changed, refused, undone, told, clock } = batch;
    let lead = lead(changed.len(), refused.len(), undone.as_ref().map(Vec::len));
    let can_undo =
        undone.is_none() && !changed.is_empty() && told.is_none_or(|told| clock.now < told);
    let waits = can_undo && told.is_some();
    let heading = match undone {
        Some(_) => "What was changed",
        None => "What has changed",
    };
    view! {
        <FormTitle text=what.clone() problem=form.problem/>
        <div class="stack roomy measure">
            <BackLink href="/desk" label="The queue"/>
            <div class="stack tight">
                <PageHeading>{what}</PageHeading>
                <p class="lead" role="status">{lead}</p>
                {waits.then(|| view! {
                    <p>"Those who asked are told in a few seconds. Until then it can be taken back."</p>
                })}
            </div>
            {can_undo.then(|| view! { <Undo form done/> })}
            {some("What could not be taken back", undone.unwrap_or_default())}
            {some("What stayed as it was", refused)}
            {some(heading, changed)}
        </div>
    }
    .into_any()
}

fn some(heading: &'static str, lines: Vec<shared::api::batches::BatchLine>) -> Option<AnyView> {
    (!lines.is_empty()).then(|| {
        let heading = format!("{heading}: {}", tickets(lines.len()));
        view! { <Section heading><Lines lines/></Section> }.into_any()
    })
}

/// How it ended, in one or two sentences.
fn lead(n_changed: usize, n_refused: usize, n_kept: Option<usize>) -> String {
    if let Some(n_kept) = n_kept {
        let back = format!("Taken back on {}.", tickets(n_changed - n_kept.min(n_changed)));
        return match n_kept {
            0 => back,
            _ => format!("{back} {} changed since, and could not be.", tickets(n_kept)),
        };
    }
    let done = format!("Done to {}.", tickets(n_changed));
    match n_refused {
        0 => done,
        _ => format!("{done} {} stayed as before.", tickets(n_refused)),
    }
}

#[component]
fn Undo(form: UseForm<UndoBatch>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    let UseForm { entered, key, problem, sending } = form;
    view! {
        <form class="stack tight" method="post" action=entered.action() on:submit=send>
            <FormKey key/>
            <ErrorSummary problem/>
            <div>
                <Button kind=Kind::Second busy=sending attr:data-command="undo">
                    "Undo"
                </Button>
            </div>
        </form>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::lead;

    #[test]
    fn how_it_ended_is_said_with_its_failures() {
        assert_eq!(lead(1, 0, None), "Done to 1 ticket.");
        assert_eq!(lead(3, 2, None), "Done to 3 tickets. 2 tickets stayed as before.");
        assert_eq!(lead(3, 0, Some(0)), "Taken back on 3 tickets.");
        assert_eq!(
            lead(3, 2, Some(1)),
            "Taken back on 2 tickets. 1 ticket changed since, and could not be."
        );
    }
}
