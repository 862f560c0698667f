//! Every page and its address.
//!
//! Pages are rendered whole (`SsrMode::Async`), whatever a route says: streamed fallbacks would stay for
//! ever where no scripts run. The staff's pages come with [`crate::lazy`].

use crate::{
    api,
    components::present::provide_present,
    device,
    heading::{TitleFormat, provide_has_moved},
    outbox::provide_outbox,
    pages::{
        account::{sign_in::SignInPage, sign_out::SignOutPage},
        desk::{
            article::ArticlePage, feedback::FeedbackPage, frame::Frame as DeskFrame,
            queue::QueuePage, ticket::TicketPage,
        },
        gallery::GalleryPage,
        not_found::NotFound,
        portal::{
            article::Article,
            articles::{Articles, category::CategoryPage as ArticlesOfCategory},
            frame::{Frame, Portal},
            home::Home,
            intake::{
                category::CategoryPage, check::CheckPage, contact::ContactPage,
                describe::DescribePage, effect::EffectPage, kept::provide_kept, topic::TopicPage,
            },
            link::{DeadLink, LinkRevoked},
            request::RequestPage,
            requests::MyRequests,
            sent::Sent,
            solved::Solved,
            suggestions::provide_index,
            waiting::WaitingPage,
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
    provide_present();
    Effect::new(|_| {
        api::mark_hydrated();
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
        </Routes>
    }
}

/// The requester's pages.
#[component(transparent)]
fn PortalRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("") view=Portal>
            <Route path=path!("/") view=Home/>
            <Route path=path!("/help") view=Articles/>
            <Route path=path!("/help/category/:category") view=ArticlesOfCategory/>
            <Route path=path!("/help/:slug") view=Article/>
            <Route path=path!("/solved") view=Solved/>
            <Route path=path!("/new") view=DescribePage/>
            <Route path=path!("/new/category") view=CategoryPage/>
            <Route path=path!("/new/topic") view=TopicPage/>
            <Route path=path!("/new/effect") view=EffectPage/>
            <Route path=path!("/new/contact") view=ContactPage/>
            <Route path=path!("/new/check") view=CheckPage/>
            <Route path=path!("/waiting") view=WaitingPage/>
            <Route path=path!("/requests") view=MyRequests/>
            <Route path=path!("/requests/:reference") view=RequestPage/>
            <Route path=path!("/requests/:reference/sent") view=Sent/>
            <Route path=path!("/g/:token") view=DeadLink/>
            <Route path=path!("/link-revoked") view=LinkRevoked/>
            <Route path=path!("/sign-in") view=SignInPage/>
            <Route path=path!("/sign-out") view=SignOutPage/>
            <Route path=path!("/gallery") view={Lazy::<GalleryPage>::new()}/>
        </ParentRoute>
    }
    .into_inner()
}

/// The agents' desk.
#[component(transparent)]
fn DeskRoutes() -> impl leptos_router::MatchNestedRoutes + Clone {
    view! {
        <ParentRoute path=path!("/desk") view={Lazy::<DeskFrame>::new()}>
            <Route path=path!("") view={Lazy::<QueuePage>::new()}/>
            <Route path=path!("tickets/:id") view={Lazy::<TicketPage>::new()}/>
            <Route path=path!("tickets/:id/article") view={Lazy::<ArticlePage>::new()}/>
            <Route path=path!("articles/:slug") view={Lazy::<FeedbackPage>::new()}/>
        </ParentRoute>
    }
    .into_inner()
}
