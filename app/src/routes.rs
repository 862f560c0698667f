//! Every page and its address.
//!
//! Pages are rendered whole (`SsrMode::Async`), whatever a route says: streamed fallbacks would stay for
//! ever where no scripts run. The staff's pages come with [`crate::lazy`].

use crate::{
    heading::{TitleFormat, provide_has_moved},
    pages::{
        desk::{article::ArticlePage, frame::Frame, queue::QueuePage, ticket::TicketPage},
        home::Home,
        not_found::NotFound,
    },
    session::provide_session,
    shell::{Assets, is_staff_area},
};
use leptos::prelude::*;
use leptos_meta::{Body, provide_meta_context};
use leptos_router::{
    Lazy, MatchNestedRoutes,
    components::{ParentRoute, Route, Router, Routes},
    hooks::use_location,
    path,
};

/// The application inside `<body>`.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    let assets = SharedValue::new(|| use_context::<Assets>().unwrap_or_default()).into_inner();
    provide_context(assets);
    provide_session();
    view! {
        <TitleFormat/>
        <Router>
            <Pages/>
        </Router>
    }
}

#[component]
fn Pages() -> impl IntoView {
    provide_has_moved();
    let pathname = use_location().pathname;
    let density = move || is_staff_area(&pathname.read()).then_some("desk");
    view! {
        <Body attr:data-density=density/>
        <Routes fallback=NotFound>
            <Route path=path!("/") view=Home/>
            <DeskRoutes/>
        </Routes>
    }
}

/// The agents' desk.
#[component(transparent)]
fn DeskRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/desk") view={Lazy::<Frame>::new()}>
            <Route path=path!("") view={Lazy::<QueuePage>::new()}/>
            <Route path=path!("tickets/:id") view={Lazy::<TicketPage>::new()}/>
            <Route path=path!("tickets/:id/article") view={Lazy::<ArticlePage>::new()}/>
        </ParentRoute>
    }
    .into_inner()
}
