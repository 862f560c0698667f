//! Name, address and roles of a person.

use crate::components::{
    choice::{Choice, Choices},
    field::{Field, TextInput},
};
use leptos::prelude::*;
use shared::{actor::Role, problem::Problem};

/// The fields of a form that describes somebody.
#[component]
pub fn PersonFields(
    name: String,
    email: String,
    /// [`Role::value`]s.
    roles: Vec<String>,
    #[prop(into)] problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let choices = Role::ALL.into_iter().filter(|it| *it != Role::Requester);
    let choices = choices.map(|it| Choice::new(it.value(), it.label()).with_hint(it.hint()));
    view! {
        <Field name="name" label="Name" problem let:control>
            <TextInput control value=name/>
        </Field>
        <Field name="email" label="E-mail address" hint="They sign in with it" problem let:control>
            <TextInput control kind="email" value=email/>
        </Field>
        <Choices
            name="roles"
            question="What are they here for?"
            hint="Everybody files requests and reads articles. Choose what else, or nothing"
            choices=choices.collect()
            chosen=roles
            many=true
            problem
        />
    }
    .into_any()
}
