//! Writing down a call while it lasts: one form from top to bottom, by keyboard, of which three fields are enough
//! (A09). Whom staff mean is proposed while they type.

use crate::{
    api,
    components::{
        button::Button,
        choice::{Choice, Choices},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::BackLink,
        select::Select,
    },
    device::Soon,
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    names::use_names,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::{html, prelude::*};
use shared::{
    api::{
        Form,
        calls::{FindPeople, FoundPerson, LogCall, OUTCOMES},
        queue::GetChange,
    },
    ticket::intake::{IMPACTS, NOT_SURE, URGENCIES},
};

/// The page.
#[component]
pub fn CallPage() -> impl IntoView {
    // Asked for no more than whether this is somebody who works tickets.
    let allowed: Loading<_> = Resource::new(|| (), async |()| api::call(GetChange {}).await);
    loaded_for(Readers::Staff, allowed, |_| view! { <CallForm/> }.into_any())
}

#[component]
fn CallForm() -> impl IntoView {
    let form = use_form(LogCall::default());
    let send = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let who = NodeRef::<html::Input>::new();
    let (found, soon) = (RwSignal::new(Vec::<FoundPerson>::new()), Soon::new());
    let suggest = move |_| {
        soon.run(move || {
            let Some(q) = who.get_untracked().map(|it| it.value()) else { return };
            leptos::task::spawn_local(async move {
                // Without proposals, a name or an address can be typed all the same.
                if let Ok(it) = api::call(FindPeople { q }).await {
                    found.try_set(it.people);
                }
            });
        });
    };
    let proposals = move || {
        let option = |FoundPerson { name, email }| view! { <option value=email>{name}</option> };
        found.get().into_iter().map(option).collect_view()
    };
    // What was said there is not hidden when the form was refused.
    let LogCall { impact, urgency, name, .. } = &entered;
    let is_open = [impact, urgency, name].iter().any(|it| !it.is_empty());
    let outcomes = OUTCOMES.map(|(value, label)| Choice::new(value, label)).to_vec();
    let outcome = if entered.then.is_empty() { "team".to_owned() } else { entered.then };
    let categories = use_names().categories_to_choose(&[]);
    let sure = |choices: &[(&'static str, &'static str)]| {
        let sure = choices.iter().filter(|it| it.0 != NOT_SURE);
        sure.map(|(value, label)| ((*value).to_owned(), (*label).to_owned())).collect::<Vec<_>>()
    };
    let impacts = sure(&IMPACTS.map(|(value, label, _)| (value, label)));
    let urgencies = sure(&URGENCIES.map(|(value, label, _)| (value, label)));
    view! {
        <FormTitle text="Write down a call" problem/>
        <div class="stack">
            <BackLink href="/desk" label="Next due"/>
            <ErrorSummary problem/>
            <PageHeading>"Write down a call"</PageHeading>
            <form class="stack measure" method="post" action=LogCall::ACTION on:submit=send>
                <FormKey key/>
                <Field name="who" label="Who calls" hint="A name or an e-mail address" problem let:control>
                    <TextInput
                        control
                        value=entered.who
                        node=who
                        attr:list="people"
                        attr:autofocus=""
                        on:input=suggest
                    />
                </Field>
                <datalist id="people">{proposals}</datalist>
                <Field name="description" label="What they say, in one line" problem let:control>
                    <TextInput control value=entered.description/>
                </Field>
                <Field name="category" label="What it is about" problem let:control>
                    <Select control options=categories chosen=entered.category none="Choose"/>
                </Field>
                <Choices
                    name="then"
                    question="What becomes of it"
                    choices=outcomes
                    chosen=vec![outcome]
                    problem
                />
                <Field
                    name="fix"
                    label="What fixed it"
                    hint="Only if it is solved. The caller reads it"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextInput control value=entered.fix/>
                </Field>
                <details class="fold" open=is_open>
                    <summary>"How bad it is, and callers nobody knows"</summary>
                    <div class="stack">
                        <Field name="impact" label="Who is affected" is_optional=true problem let:control>
                            <Select control options=impacts chosen=entered.impact none="Not sure"/>
                        </Field>
                        <Field name="urgency" label="Whether they can work" is_optional=true problem let:control>
                            <Select control options=urgencies chosen=entered.urgency none="Not sure"/>
                        </Field>
                        <Field
                            name="name"
                            label="The caller’s name"
                            hint="If nobody here has the address"
                            is_optional=true
                            problem
                            let:control
                        >
                            <TextInput control value=entered.name/>
                        </Field>
                    </div>
                </details>
                <Button busy=sending>"Save the call"</Button>
            </form>
        </div>
    }
    .into_any()
}
