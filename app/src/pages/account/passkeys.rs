//! One's passkeys: what they are called, when they were used, and how to add and remove them. Adding one needs
//! scripts.

use crate::{
    api,
    components::{
        button::{Button, ButtonLink, Kind},
        field::{Field, TextInput},
        page::Section,
        time::Time,
    },
    form::{FormKey, use_form},
    ticket::when,
};
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::hooks::use_navigate;
use shared::{
    api::{
        Form,
        account::{
            ACCOUNT_PAGE,
            factor::PROOF_PAGE,
            passkeys::{AddPasskey, AskToMakePasskey, PasskeyRow, RemovePasskey},
        },
        address,
        requests::Clock,
    },
    problem::Problem,
    time::Instant,
};

/// The section; nothing where there are none and none can be added.
#[component]
pub fn Passkeys(
    clock: Clock,
    passkeys: Vec<PasskeyRow>,
    may_add: bool,
    is_fresh: bool,
    /// Why one could not be added or removed.
    problem: RwSignal<Option<Problem>>,
    /// Reads the account again.
    again: Callback<()>,
) -> impl IntoView {
    if passkeys.is_empty() && !may_add {
        return ().into_any();
    }
    let rows = passkeys.into_iter().map(move |row| {
        view! { <Passkey row clock=clock.clone() is_fresh problem again/> }
    });
    let rows = rows.collect_view();
    let list = (!rows.is_empty()).then(|| view! { <ul class="rows paired">{rows}</ul> });
    view! {
        <Section heading="Passkeys">
            <p class="soft measure">
                "With a passkey this device, or a key that you carry, signs you in: no password, and nothing that
                can be stolen from afar."
            </p>
            {list}
            {match (may_add, is_fresh) {
                (false, _) => ().into_any(),
                (true, true) => view! { <Add problem again/> }.into_any(),
                (true, false) => view! { <NotFresh/> }.into_any(),
            }}
        </Section>
    }
    .into_any()
}

#[component]
fn NotFresh() -> impl IntoView {
    let proof = address::with_query(PROOF_PAGE, &[("next", ACCOUNT_PAGE)]);
    view! {
        <p class="actions">
            <ButtonLink kind=Kind::Second href=proof>"Show that it is you to change them"</ButtonLink>
        </p>
    }
    .into_any()
}

#[component]
fn Passkey(
    row: PasskeyRow,
    clock: Clock,
    is_fresh: bool,
    problem: RwSignal<Option<Problem>>,
    again: Callback<()>,
) -> impl IntoView {
    let PasskeyRow { id, name, created, used } = row;
    let said = |at: Instant| view! { <Time at=when::stamp(at, clock.now, &clock.zone)/> };
    let used = match used {
        Some(at) => view! { <span>"Last used " {said(at)}</span> }.into_any(),
        None => view! { <span>"Not used yet"</span> }.into_any(),
    };
    let label = format!("Remove {name}");
    view! {
        <li>
            <h3 class="plain">{name}</h3>
            {if is_fresh {
                view! { <Remove id label problem again/> }.into_any()
            } else {
                view! { <span></span> }.into_any()
            }}
            <p class="dots soft small"><span>"Added " {said(created)}</span> {used}</p>
        </li>
    }
    .into_any()
}

#[component]
fn Remove(
    id: String,
    /// What a screen reader says of the button, of which there are several.
    label: String,
    problem: RwSignal<Option<Problem>>,
    again: Callback<()>,
) -> impl IntoView {
    let navigate = use_navigate();
    let form = use_form(RemovePasskey { passkey: id, ..RemovePasskey::default() });
    let remove = form.on_submit_then(move |entered, removed| {
        problem.set(None);
        navigate(&entered.after(removed), Default::default());
        again.run(());
    });
    let refused = form.problem;
    view! {
        <form method="post" action=form.entered.action() on:submit=remove>
            <FormKey key=form.key/>
            <span role="status">{move || refused.get().map(|it| it.detail)}</span>
            <Button kind=Kind::Second compact=true busy=form.sending attr:aria-label=label>
                "Remove"
            </Button>
        </form>
    }
    .into_any()
}

#[component]
fn Add(problem: RwSignal<Option<Problem>>, again: Callback<()>) -> impl IntoView {
    let can = RwSignal::new(false);
    Effect::new(move |_| can.set(api::has_passkeys()));
    move || {
        match can.get() {
        true => view! { <AddForm problem again/> }.into_any(),
        false => view! {
            <p class="soft measure">"Passkeys are added in a browser that has them, with JavaScript on."</p>
        }
        .into_any(),
    }
    }
}

#[component]
fn AddForm(problem: RwSignal<Option<Problem>>, again: Callback<()>) -> impl IntoView {
    let navigate = use_navigate();
    let field = NodeRef::<html::Input>::new();
    let asking = RwSignal::new(false);
    let add = move || {
        if asking.get_untracked() {
            return;
        }
        asking.set(true);
        let name = field.get_untracked().map(|it| it.value()).unwrap_or_default();
        let navigate = navigate.clone();
        spawn_local(async move {
            let made = make(name).await;
            asking.try_set(false);
            match made {
                Ok(address) => {
                    problem.try_set(None);
                    navigate(&address, Default::default());
                    again.run(());
                }
                Err(refused) => drop(problem.try_set(Some(refused))),
            }
        });
    };
    view! {
        <div class="stack measure">
            <Field
                name="name"
                label="Name of the passkey"
                hint="So that you know it again: blue telephone"
                problem
                let:control
            >
                <TextInput control node=field/>
            </Field>
            <p class="actions">
                <Button kind=Kind::Second in_page=true busy=asking on:click=move |_| add()>
                    "Add a passkey"
                </Button>
            </p>
        </div>
    }
    .into_any()
}

/// Has the browser make one, hands it over, and says where that leads.
async fn make(name: String) -> Result<String, Problem> {
    // A device keeps what it has made: the name has to be sound before.
    let form = AddPasskey { key: api::fresh_key(), name, answer: "{}".to_owned() };
    form.clone().check()?;
    let question = api::call(AskToMakePasskey {}).await?;
    let answer = api::ask_for_passkey(&question.options, true).await?;
    let form = AddPasskey { answer, ..form };
    let changed = api::call(form.clone()).await?;
    Ok(form.after(&changed))
}
