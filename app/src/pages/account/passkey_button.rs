//! Signing in with a passkey: one press, where this browser and this Portico have them. It needs scripts, and is
//! not there without.

use crate::{
    api,
    components::button::{Button, Kind},
    session::{arrived, use_session},
};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::{
        Form,
        account::passkeys::{AskForPasskey, SignInWithPasskey},
    },
    problem::Problem,
};

/// The button.
#[component]
pub fn PasskeyButton(
    /// The local address to go to afterwards.
    next: String,
    /// Why nobody was signed in.
    problem: RwSignal<Option<Problem>>,
) -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || {
                let next = next.clone();
                Suspend::new(async move {
                    let are_there = arrived(session).await.is_ok_and(|it| it.passkeys);
                    are_there.then(|| view! { <Press next problem/> })
                })
            }}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Press(next: String, problem: RwSignal<Option<Problem>>) -> impl IntoView {
    let can = RwSignal::new(false);
    Effect::new(move |_| can.set(api::has_passkeys()));
    let asking = RwSignal::new(false);
    let press = move || {
        if asking.get_untracked() {
            return;
        }
        asking.set(true);
        let next = next.clone();
        spawn_local(async move {
            let entered = enter(next).await;
            asking.try_set(false);
            match entered {
                Ok(address) => api::load_page(&address),
                Err(refused) => drop(problem.try_set(Some(refused))),
            }
        });
    };
    move || {
        let press = press.clone();
        can.get().then(|| {
            view! {
                <p class="actions">
                    <Button kind=Kind::Second in_page=true busy=asking on:click=move |_| press()>
                        "Sign in with a passkey"
                    </Button>
                </p>
            }
        })
    }
}

/// Asks, and says where it leads.
async fn enter(next: String) -> Result<String, Problem> {
    let question = api::call(AskForPasskey {}).await?;
    let answer = api::ask_for_passkey(&question.options, false).await?;
    let form = SignInWithPasskey { key: api::fresh_key(), answer, next };
    let session = api::call(form.clone()).await?;
    Ok(form.after(&session))
}
