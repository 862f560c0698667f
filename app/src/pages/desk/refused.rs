//! What is shown in the place of a page that cannot be had, with the status to match.

use crate::{
    api, components::button::ButtonLink, heading::PageHeading, pages::not_found::NotFound,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use shared::{
    api::{Form, address, session::SignIn},
    problem::{Code, Problem},
};

/// Says why, and what to do.
#[component]
pub fn Refused(problem: Problem) -> impl IntoView {
    if problem.code == Code::NotFound {
        return view! { <NotFound/> }.into_any();
    }
    if let Ok(status) = http::StatusCode::from_u16(problem.status) {
        api::set_status(status);
    }
    let here = use_location().pathname.get_untracked();
    let (title, text, href, way_on) = match problem.code {
        Code::SignInNeeded => (
            "Sign in to go on",
            "The desk is for the service desk’s own people.".to_owned(),
            address::with_query(SignIn::ACTION, &[("next", &here)]),
            "Sign in",
        ),
        Code::Forbidden => (
            "This page is for the service desk",
            "You are signed in, but not as an agent or a team lead. If you should be one, ask your \
             administrator. Your own requests are in the portal."
                .to_owned(),
            "/".to_owned(),
            "Go to the portal",
        ),
        Code::Conflict => {
            ("This cannot be done now", problem.detail, "/desk".to_owned(), "Go to the queue")
        }
        _ => ("This page could not be loaded", problem.detail, here, "Try again"),
    };
    view! {
        <Title text=title/>
        <div class="stack measure">
            <PageHeading>{title}</PageHeading>
            <p class="lead">{text}</p>
            // Loaded anew: what was refused here may be open after it.
            <ButtonLink href attr:rel="external">{way_on}</ButtonLink>
        </div>
    }
    .into_any()
}

/// The title of a page with forms: it begins with "Error: " while one of them is refused, so that this is
/// the first thing heard (D1.10).
#[component]
pub fn FormTitle(
    /// The title without that.
    #[prop(into)]
    text: String,
    /// Why a form was refused, if one was.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let title = move || match problem.read().is_some() {
        true => format!("Error: {text}"),
        false => text.clone(),
    };
    view! { <Title text=title/> }
}
