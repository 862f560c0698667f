//! What is shown in the place of a page for some that cannot be had, with the status to match.

use super::{
    loaded::{Loading, shown},
    problem::{ProblemPage, SignInPrompt},
};
use crate::{
    api,
    components::{button::ButtonLink, page::PageHead},
};
use leptos::prelude::*;
use shared::problem::{Code, Problem};

/// For whom a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Readers {
    /// Agents and leads.
    Staff,
    /// Leads alone.
    Leads,
    /// Whoever sets something: administrators, for some of it leads too.
    Administrators,
}

/// What they are told who are not among them.
struct Words {
    /// Why one has to sign in.
    sign_in: &'static str,
    title: &'static str,
    lead: &'static str,
    /// Where to go instead.
    instead: (&'static str, &'static str),
}

const PORTAL: (&str, &str) = ("/", "Go to the portal");
const QUEUE: (&str, &str) = ("/desk", "Go to the queue");

impl Readers {
    fn words(self) -> Words {
        let sign_in = "The desk is for the service desk’s own people.";
        match self {
            Self::Staff => Words {
                sign_in,
                title: "This page is for the service desk",
                lead: "You are signed in, but not as an agent or a team lead. If you should be one, ask your administrator.",
                instead: PORTAL,
            },
            Self::Leads => Words {
                sign_in,
                title: "This page is for team leads",
                lead: "You are signed in, but not as a team lead. If you should be one, ask your administrator.",
                instead: QUEUE,
            },
            Self::Administrators => Words {
                sign_in: "Settings are for administrators.",
                title: "This page is for administrators",
                lead: "You are signed in, but not as somebody who can set this. Ask your administrator.",
                instead: PORTAL,
            },
        }
    }
}

/// A whole page for `readers`; a refusal takes its place.
pub fn loaded_for<T>(
    readers: Readers,
    resource: Loading<T>,
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    shown(resource, view, move |problem| view! { <Refused readers problem/> }.into_any())
}

/// Says why, and what to do.
#[component]
fn Refused(readers: Readers, problem: Problem) -> impl IntoView {
    let words = readers.words();
    match problem.code {
        Code::SignInNeeded => view! { <SignInPrompt why=words.sign_in/> }.into_any(),
        Code::Forbidden => {
            api::set_status(http::StatusCode::FORBIDDEN);
            view! { <Instead title=words.title lead=words.lead to=words.instead/> }.into_any()
        }
        Code::Invalid => view! { <NotSaid problem/> }.into_any(),
        Code::Conflict => {
            api::set_status(http::StatusCode::CONFLICT);
            view! { <Instead title="This cannot be done now" lead=problem.detail to=QUEUE/> }
                .into_any()
        }
        _ => view! { <ProblemPage problem/> }.into_any(),
    }
}

#[component]
fn Instead(
    title: &'static str,
    #[prop(into)] lead: String,
    to: (&'static str, &'static str),
) -> impl IntoView {
    view! {
        <div class="stack measure">
            <PageHead title lead/>
            <ButtonLink href=to.0>{to.1}</ButtonLink>
        </div>
    }
    .into_any()
}

/// An address that asks for something and does not say for what.
#[component]
fn NotSaid(problem: Problem) -> impl IntoView {
    api::set_status(http::StatusCode::UNPROCESSABLE_ENTITY);
    let advice = problem.errors.into_iter().map(|it| view! { <li>{it.text}"."</li> });
    view! {
        <div class="stack measure">
            <PageHead title="Something is missing"/>
            <ul class="errors-list">{advice.collect_view()}</ul>
            <ButtonLink href="/desk">"Go to the queue"</ButtonLink>
        </div>
    }
    .into_any()
}
