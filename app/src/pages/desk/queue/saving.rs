//! Keeping what is shown as a view, and taking a saved view away.

use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
    },
    form::{FormKey, UseForm, use_form},
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        queue::QueueView,
        views::{RemoveView, SaveView},
    },
    id::ViewId,
    ticket::queue::filter::QueueFilter,
};

/// What can be done with what is shown: a filter without a name is kept, a saved view is taken away.
#[component]
pub fn Saving(
    wanted: Memo<QueueFilter>,
    views: Memo<Vec<QueueView>>,
    done: Callback<()>,
) -> impl IntoView {
    let save = use_form(SaveView::of(&wanted.get_untracked()));
    let remove = use_form(RemoveView::default());
    let view =
        Memo::new(move |_| views.read().iter().find(|it| it.filter == *wanted.read()).cloned());
    let removable = Memo::new(move |_| view.read().as_ref().and_then(|it| it.removable));
    view! {
        <Show when=move || view.read().is_none()>
            <Save form=save.clone() wanted done/>
        </Show>
        <Show when=move || removable.read().is_some()>
            <Remove form=remove.clone() removable done/>
        </Show>
    }
    .into_any()
}

#[component]
fn Save(form: UseForm<SaveView>, wanted: Memo<QueueFilter>, done: Callback<()>) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    let UseForm { entered, key, problem, sending } = form;
    let was_shared = !entered.shared.is_empty();
    let shows = move || SaveView::of(&wanted.read()).shows;
    view! {
        <details class="fold" open=problem.read_untracked().is_some()>
            <summary>"Save as a view"</summary>
            <form class="stack tight" method="post" action=SaveView::ACTION on:submit=send>
                <FormKey key/>
                <input type="hidden" name="shows" value=shows/>
                <ErrorSummary problem/>
                <Field name="name" label="Name" problem let:control>
                    <TextInput control value=entered.name short=true/>
                </Field>
                <label class="box">
                    <input type="checkbox" name="shared" value="yes" checked=was_shared/>
                    <span>"Everybody on the desk has it"</span>
                </label>
                <Button kind=Kind::Second compact=true busy=sending>"Save the view"</Button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Remove(
    form: UseForm<RemoveView>,
    removable: Memo<Option<ViewId>>,
    done: Callback<()>,
) -> impl IntoView {
    let send = form.on_submit_then(move |_, _| done.run(()));
    let UseForm { key, problem, sending, .. } = form;
    let action = move || {
        RemoveView { view: removable.get().unwrap_or_default(), ..RemoveView::default() }.action()
    };
    view! {
        <form method="post" action=action on:submit=send>
            <FormKey key/>
            <ErrorSummary problem/>
            <Button kind=Kind::Quiet compact=true busy=sending>"Remove this view"</Button>
        </form>
    }
    .into_any()
}
