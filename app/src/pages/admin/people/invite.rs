//! Adding a person. Nobody chooses a password for anybody: they get a link.

use super::fields::PersonFields;
use crate::{
    api,
    components::{button::Button, error_summary::ErrorSummary, page::BackLink},
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::prelude::*;
use shared::api::{
    Form,
    people::{ALL_TEAMS, InvitePerson, ListPeople, PEOPLE_PAGE},
};

/// The page.
#[component]
pub fn InvitePage() -> impl IntoView {
    // Asked only to tell whether whoever is here may do this.
    let may: Loading<_> = Resource::new(|| (), |()| api::call(ListPeople::default()));
    loaded_for(Readers::Administrators, may, |_| view! { <Invite/> }.into_any())
}

#[component]
fn Invite() -> impl IntoView {
    let form =
        use_form(InvitePerson { works_for: ALL_TEAMS.to_owned(), ..InvitePerson::default() });
    let invite = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let InvitePerson { name, email, roles, works_for, teams, .. } = entered;
    view! {
        <FormTitle text="Add a person" problem/>
        <div class="stack roomy">
            <BackLink href=PEOPLE_PAGE label="People"/>
            <ErrorSummary problem/>
            <div class="stack tight measure">
                <PageHeading>"Add a person"</PageHeading>
                <p class="lead">"You get a link to hand to them. With it they choose a password."</p>
            </div>
            <form
                class="stack roomy measure"
                method="post"
                action=InvitePerson::ACTION
                novalidate
                on:submit=invite
            >
                <FormKey key/>
                <PersonFields name email roles works_for teams problem/>
                <Button busy=sending>"Add and make a link"</Button>
            </form>
        </div>
    }
    .into_any()
}
