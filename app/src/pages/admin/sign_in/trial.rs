//! What the identity provider says of itself now, in sentences.

use crate::{
    api,
    components::{
        copy::CopyButton,
        page::{BackLink, Empty, PageHead, Section},
    },
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::prelude::*;
use shared::api::{
    Form,
    settings::{
        ChangeSignIn,
        trial::{Finding, SignInTrial, TRIAL_PAGE, TrySignIn},
    },
};

/// The page.
#[component]
pub fn TrialPage() -> impl IntoView {
    let trial: Loading<_> = Resource::new(|| (), |()| api::call(TrySignIn {}));
    loaded_for(Readers::Administrators, trial, |trial| view! { <Shown trial/> }.into_any())
}

#[component]
fn Shown(trial: SignInTrial) -> impl IntoView {
    let SignInTrial { label, redirect, findings } = trial;
    let found = match label {
        None => view! {
            <Empty heading="There is no provider yet" text="Say which one it is, and then try it."/>
        }
        .into_any(),
        Some(label) => {
            let rows = findings.into_iter().map(|it| view! { <Found it/> });
            view! {
                <Section heading=label>
                    <ul class="rows">{rows.collect_view()}</ul>
                    <p><a href=TRIAL_PAGE rel="external">"Ask once more"</a></p>
                </Section>
            }
            .into_any()
        }
    };
    view! {
        <div class="stack roomy">
            <BackLink href=ChangeSignIn::ACTION label="Sign-in"/>
            <PageHead
                title="Try the sign-in"
                lead="Portico has asked the provider just now what it says of itself. Nothing was changed."
            />
            {found}
            <Section heading="The redirect address">
                <p>"It has to be registered at the provider, to the letter:"</p>
                <p class="guest-link">{redirect.clone()}</p>
                <div class="row"><CopyButton text=redirect label="Copy address"/></div>
            </Section>
        </div>
    }
    .into_any()
}

#[component]
fn Found(it: Finding) -> impl IntoView {
    let verdict = if it.is_sound { "Works" } else { "Look at this" };
    view! { <li><p><strong>{verdict} ": "</strong> {it.text}</p></li> }
}
