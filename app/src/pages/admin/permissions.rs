//! Who may do what: a table for each kind of thing, out of the same function that decides. It is read and printed,
//! and nothing is set on it.

use crate::{
    api,
    components::page::{PageHead, Section},
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::prelude::*;
use shared::api::permissions::{GetPermissions, PermissionRow, Permissions, PermissionsOn};

/// The page.
#[component]
pub fn PermissionsPage() -> impl IntoView {
    let read: Loading<_> = Resource::new(|| (), |()| api::call(GetPermissions {}));
    loaded_for(Readers::Administrators, read, |it| view! { <Shown it/> }.into_any())
}

#[component]
fn Shown(it: Permissions) -> impl IntoView {
    let things = it.things.into_iter().map(|it| view! { <Thing it/> });
    view! {
        <div class="stack roomy">
            <PageHead
                title="Who may do what"
                lead="What is not named here nobody may do. Whoever has several roles may do what each of them may."
            />
            {things.collect_view()}
        </div>
    }
    .into_any()
}

#[component]
fn Thing(it: PermissionsOn) -> impl IntoView {
    let PermissionsOn { name, granted } = it;
    let label = name.clone();
    let rows = granted.into_iter().map(|PermissionRow { action, who }| {
        view! { <tr><th scope="row">{action}</th> <td>{who.join(", ")}</td></tr> }
    });
    view! {
        <Section heading=name>
            <table class="figures narrow worded" aria-label=label>
                <thead><tr><th scope="col">"What"</th> <th scope="col">"Who may"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </Section>
    }
    .into_any()
}
