//! What is shown in the place of what could not be had: what happened, what to do, whom to call (D4.16).

use super::not_found::NotFound;
use crate::{
    api,
    components::{
        button::ButtonLink,
        message::{Message, Tone},
        page::PageHead,
    },
    session::{arrived, use_session},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use shared::{
    api::{account::factor::FACTOR_PAGE, address},
    problem::{Code, Problem},
    settings::Contact,
};

/// A page about a refusal.
#[component]
pub fn ProblemPage(problem: Problem) -> impl IntoView {
    match problem.code {
        Code::NotFound => view! { <NotFound/> }.into_any(),
        Code::SignInNeeded => view! { <SignInPrompt/> }.into_any(),
        Code::SecondFactorNeeded => view! { <FactorPrompt problem/> }.into_any(),
        _ => view! { <Refusal problem/> }.into_any(),
    }
}

#[component]
fn Refusal(problem: Problem) -> impl IntoView {
    let Problem { title, detail, .. } = problem;
    view! {
        <div class="stack loose measure">
            <PageHead title lead=detail/>
            <p>"If it cannot wait, call the service desk: "<ServiceDesk/>"."</p>
            <p class="actions"><a class="action" href="" rel="external">"Load this page again"</a></p>
        </div>
    }
    .into_any()
}

/// A part of a page that could not be had.
#[component]
pub fn ProblemNote(problem: Problem) -> impl IntoView {
    let Problem { title, detail, .. } = problem;
    view! { <Message heading=title tone=Tone::Soon><p>{detail}</p></Message> }.into_any()
}

/// Says that more has to be shown than a password, and leads to where that is set up.
#[component]
fn FactorPrompt(problem: Problem) -> impl IntoView {
    let Problem { title, detail, .. } = problem;
    view! {
        <div class="stack loose measure">
            <PageHead title lead=detail/>
            <p class="actions"><ButtonLink href=FACTOR_PAGE>"Set it up"</ButtonLink></p>
        </div>
    }
    .into_any()
}

/// Says that one has to sign in, and leads back here afterwards.
#[component]
pub fn SignInPrompt(
    /// The sentence that says what for.
    #[prop(default = "Then you see your requests and can tell us what happened.".to_owned(), into)]
    why: String,
) -> impl IntoView {
    api::set_status(http::StatusCode::UNAUTHORIZED);
    let location = use_location();
    let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
    // What somebody brought along is brought back.
    let here = if search.is_empty() { path } else { format!("{path}?{search}") };
    view! {
        <div class="stack loose measure">
            <PageHead title="Sign in to go on" lead=why/>
            <p class="actions"><ButtonLink href=sign_in_address(&here)>"Sign in"</ButtonLink></p>
            <p>"You asked for help without signing in? Open the link that you kept."</p>
            <p class="soft">"You cannot sign in? Call the service desk: "<ServiceDesk/>"."</p>
        </div>
    }
    .into_any()
}

/// The sign-in ran out while somebody wrote: nothing typed is lost, and there is a way to sign in beside it.
#[component]
pub fn SignInAgain(#[prop(into)] problem: Signal<Option<Problem>>) -> impl IntoView {
    let here = use_location().pathname;
    move || {
        let is_needed = problem.read().as_ref().is_some_and(|it| it.code == Code::SignInNeeded);
        is_needed.then(|| {
            view! {
                <p>
                    <a href=sign_in_address(&here.read()) target="_blank" rel="noopener">
                        "Sign in in a new tab"
                    </a>
                    ", then come back here and send it again."
                </p>
            }
        })
    }
}

/// Where to sign in and then go on at `next`.
#[must_use]
pub fn sign_in_address(next: &str) -> String {
    address::with_query("/sign-in", &[("next", next)])
}

/// How to reach a person without this site.
#[component]
pub fn ServiceDesk() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                // Where nobody can say it, what most have is better than nothing.
                let contact = arrived(session).await.map_or_else(|_| Contact::default(), |it| it.contact);
                let label = contact.label.to_string();
                match contact.dial {
                    Some(dial) => {
                        view! { <a class="nowrap" href=format!("tel:{dial}")>{label}</a> }.into_any()
                    }
                    None => view! { <span>{label}</span> }.into_any(),
                }
            })}
        </Suspense>
    }
    .into_any()
}
