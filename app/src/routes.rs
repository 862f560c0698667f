//! Every page and its address.
//!
//! Pages are rendered whole (`SsrMode::Async`), whatever a route says: streamed fallbacks would stay for
//! ever where no scripts run. The code of most of them comes with [`crate::lazy`].

use crate::{
    alive::once_alive,
    api,
    components::present::provide_present,
    device,
    heading::{TitleFormat, provide_has_moved},
    lazy::{desk, portal},
    outbox::provide_outbox,
    pages::{
        not_found::NotFound,
        portal::{
            frame::{Frame, Portal},
            home::Home,
            intake::{kept::provide_kept, offer::provide_offer},
            suggestions::provide_index,
        },
    },
    session::provide_session,
    shell::{Assets, is_staff_area},
};
use leptos::prelude::*;
use leptos_meta::{Body, provide_meta_context};
use leptos_router::{
    Lazy,
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
    let person = provide_session();
    device::watch_user(person);
    provide_outbox(person);
    provide_index();
    provide_kept();
    provide_offer();
    provide_present();
    once_alive(|| {
        api::mark_hydrated();
        api::hear_input();
        api::when_idle(|| api::register_worker("/sw.js"));
    });
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
        <Routes fallback=|| view! { <Frame><NotFound/></Frame> }>
            <PortalRoutes/>
            <DeskRoutes/>
            <AdminRoutes/>
        </Routes>
    }
}

/// The requester's pages.
#[component(transparent)]
fn PortalRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Portal>
            <Route path=path!("/") view=Home/>
            <Route path=path!("/help") view={Lazy::<portal::Articles>::new()}/>
            <Route path=path!("/help/category/:category") view={Lazy::<portal::ArticlesOfCategory>::new()}/>
            <Route path=path!("/help/:slug") view={Lazy::<portal::Article>::new()}/>
            <Route path=path!("/solved") view={Lazy::<portal::Solved>::new()}/>
            <Route path=path!("/known/:id") view={Lazy::<portal::Known>::new()}/>
            <Route path=path!("/new") view={Lazy::<portal::Describe>::new()}/>
            <Route path=path!("/new/category") view={Lazy::<portal::Category>::new()}/>
            <Route path=path!("/new/topic") view={Lazy::<portal::Topic>::new()}/>
            <Route path=path!("/new/effect") view={Lazy::<portal::Impact>::new()}/>
            <Route path=path!("/new/contact") view={Lazy::<portal::Contact>::new()}/>
            <Route path=path!("/new/check") view={Lazy::<portal::Check>::new()}/>
            <Route path=path!("/waiting") view={Lazy::<portal::Waiting>::new()}/>
            <Route path=path!("/requests") view={Lazy::<portal::Requests>::new()}/>
            <Route path=path!("/requests/:reference") view={Lazy::<portal::Request>::new()}/>
            <Route path=path!("/requests/:reference/sent") view={Lazy::<portal::Sent>::new()}/>
            <Route path=path!("/g/:token") view={Lazy::<portal::DeadLink>::new()}/>
            <Route path=path!("/link-revoked") view={Lazy::<portal::LinkRevoked>::new()}/>
            <Route path=path!("/sign-in") view={Lazy::<portal::SignIn>::new()}/>
            <Route path=path!("/sign-in/link") view={Lazy::<portal::LinkProvider>::new()}/>
            <Route path=path!("/welcome/:token") view={Lazy::<portal::Welcome>::new()}/>
            <Route path=path!("/sign-out") view={Lazy::<portal::SignOut>::new()}/>
            <Route path=path!("/sign-in/code") view={Lazy::<portal::Code>::new()}/>
            <Route path=path!("/account") view={Lazy::<portal::Account>::new()}/>
            <Route path=path!("/account/proof") view={Lazy::<portal::Proof>::new()}/>
            <Route path=path!("/account/second-step") view={Lazy::<portal::SecondStep>::new()}/>
            <Route path=path!("/account/recovery-codes") view={Lazy::<portal::Recovery>::new()}/>
            <Route path=path!("/gallery") view={Lazy::<desk::Gallery>::new()}/>
        </ParentRoute>
    }
    .into_inner()
}

/// The agents' desk.
#[component(transparent)]
fn DeskRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/desk") view={Lazy::<desk::Frame>::new()}>
            <Route path=path!("") view={Lazy::<desk::Queue>::new()}/>
            <Route path=path!("batches") view={Lazy::<desk::Preview>::new()}/>
            <Route path=path!("batches/:batch") view={Lazy::<desk::Batch>::new()}/>
            <Route path=path!("keys") view={Lazy::<desk::Keys>::new()}/>
            <Route path=path!("call") view={Lazy::<desk::Call>::new()}/>
            <Route path=path!("followed") view={Lazy::<desk::Followed>::new()}/>
            <Route path=path!("confidential") view={Lazy::<desk::OpenConfidential>::new()}/>
            <Route path=path!("tickets/:id") view={Lazy::<desk::Ticket>::new()}/>
            <Route path=path!("tickets/:id/article") view={Lazy::<desk::NewArticle>::new()}/>
            <Route path=path!("articles/:slug") view={Lazy::<desk::Feedback>::new()}/>
            <Route path=path!("articles/:slug/edit") view={Lazy::<desk::EditArticle>::new()}/>
            <Route path=path!("articles/:slug/revisions") view={Lazy::<desk::Revisions>::new()}/>
            <Route path=path!("articles/:slug/revisions/:number") view={Lazy::<desk::Revision>::new()}/>
            <Route path=path!("lead") view={Lazy::<desk::Wall>::new()}/>
            <Route path=path!("report") view={Lazy::<desk::Report>::new()}/>
            <Route path=path!("report/tickets") view={Lazy::<desk::Reported>::new()}/>
        </ParentRoute>
    }
    .into_inner()
}

/// What administrators and leads set.
#[component(transparent)]
fn AdminRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/admin") view={Lazy::<desk::AdminFrame>::new()}>
            <Route path=path!("") view={Lazy::<desk::Settings>::new()}/>
            <Route path=path!("organisation") view={Lazy::<desk::Organisation>::new()}/>
            <Route path=path!("matrix") view={Lazy::<desk::Matrix>::new()}/>
            <Route path=path!("targets") view={Lazy::<desk::Targets>::new()}/>
            <Route path=path!("hours") view={Lazy::<desk::Hours>::new()}/>
            <Route path=path!("sign-in") view={Lazy::<desk::AdminSignIn>::new()}/>
            <Route path=path!("sign-in/trial") view={Lazy::<desk::SignInTrial>::new()}/>
            <Route path=path!("teams") view={Lazy::<desk::Teams>::new()}/>
            <Route path=path!("intake") view={Lazy::<desk::Intake>::new()}/>
            <Route path=path!("intake/:category") view={Lazy::<desk::IntakeCategory>::new()}/>
            <Route path=path!("intake/:category/:topic") view={Lazy::<desk::IntakeTopic>::new()}/>
            <Route path=path!("people") view={Lazy::<desk::People>::new()}/>
            <Route path=path!("people/new") view={Lazy::<desk::NewPerson>::new()}/>
            <Route path=path!("people/:person") view={Lazy::<desk::Person>::new()}/>
            <Route path=path!("permissions") view={Lazy::<desk::Permissions>::new()}/>
            <Route path=path!("versions") view={Lazy::<desk::Versions>::new()}/>
        </ParentRoute>
    }
    .into_inner()
}
