//! One of one's own requests (D3): first where it stands, who has it, what is promised and what is needed;
//! then what happened so far. Shows only what its answer holds: internal notes are not in it.

use super::{
    request_forms::{Answering, Deciding, Steps, Unsent, Withdrawing, use_steps},
    request_history::History,
};
use crate::{
    api,
    components::{
        error_summary::ErrorSummary,
        page::{BackLink, Section},
        time::Time,
    },
    form::FormTitle,
    heading::PageHeading,
    pages::{
        loaded::{Loading, loaded},
        problem::{ServiceDesk, SignInAgain},
    },
    ticket::{
        colonnade::{Colonnade, request_steps},
        priority::PriorityMark,
        promise::Promise,
        promised, when,
    },
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use shared::{
    api::requests::{GetRequest, Request},
    ticket::status::Stage,
};

/// The page.
#[component]
pub fn RequestPage() -> impl IntoView {
    let params = use_params_map();
    let reference = move || params.read().get("reference").unwrap_or_default();
    let request: Loading<_> =
        Resource::new(reference, |reference| api::call(GetRequest { reference }));
    let steps = use_steps(&untrack(reference), move || request.refetch());
    let (problem, done) = (steps.problem, steps.done);
    let shown = if steps.has_unsent() {
        view! { <Unsent steps/> }.into_any()
    } else {
        loaded(request, move |request| view! { <Shown request steps=steps.clone()/> }.into_any())
            .into_any()
    };
    view! {
        <div class="stack roomy">
            <BackLink href="/requests" label="Your requests"/>
            <ErrorSummary problem/>
            <SignInAgain problem/>
            <p class="request-done" role="status">{move || done.get()}</p>
            {shown}
        </div>
    }
    .into_any()
}

#[component]
fn Shown(request: Request, steps: Steps) -> impl IntoView {
    let sent = when::spoken(request.received, request.clock.now, &request.clock.zone);
    let problem = steps.problem;
    let said = who_has_it(&request);
    let can = request.can;
    let reference = request.reference.to_string();
    let heading = request.title.clone();
    let promised = view! { <Promised request=request.clone()/> }.into_any();
    view! {
        <FormTitle text=request.title.clone() problem/>
        <div class="split">
            <div class="stack roomy">
                <div class="request-head">
                    <p class="dots">
                        <span class="reference">{reference}</span>
                        <span>"Sent " <Time at=sent/></span>
                    </p>
                    <PageHeading>{heading}</PageHeading>
                </div>
                <Colonnade label="Progress" steps=request_steps(request.stage)/>
                <p class="lead"><strong>{request.stage.sentence()} "."</strong> " " {said}</p>
                {can.confirm.then(|| view! { <Deciding steps=steps.clone()/> }.into_any())}
            </div>
            {promised}
            <div class="stack open">
                <Section
                    heading="What happened so far"
                    aside=|| view! {
                        <a class="small action" href="#latest" rel="external">"Jump to latest"</a>
                    }
                >
                    <History request/>
                </Section>
                {(can.answer || can.reopen).then(|| view! {
                    <Answering steps=steps.clone() can/>
                }.into_any())}
                {can.withdraw.then(|| view! { <Withdrawing steps/> }.into_any())}
            </div>
        </div>
    }
    .into_any()
}

/// Who has it and what happens next, in the words that follow the state.
fn who_has_it(request: &Request) -> String {
    let with = request.with.as_deref();
    match (request.stage, with) {
        (Stage::New, None) => "Nobody has taken it on yet.".to_owned(),
        (Stage::New | Stage::InProgress, Some(with)) => format!("{with} has it."),
        (Stage::InProgress, None) => "The service desk has it.".to_owned(),
        (Stage::AwaitingRequester, Some(with)) => {
            format!("{with} has it and waits for your answer. Our clock stands still until then.")
        }
        (Stage::AwaitingRequester, None) => {
            "We wait for your answer. Our clock stands still until then.".to_owned()
        }
        (Stage::Resolved, _) => "Is it? You decide.".to_owned(),
        (Stage::Closed, _) => "Nothing more happens with it.".to_owned(),
    }
}

/// What is promised, and what to do when one is not happy.
#[component]
fn Promised(request: Request) -> impl IntoView {
    let (now, zone) = (request.clock.now, &request.clock.zone);
    let is_open = request.stage.is_open();
    let in_the_arch = promised::in_the_arch(&request.promise, now, zone).filter(|_| is_open);
    let why = view! {
        <p><PriorityMark priority=request.priority/></p>
        <p>{request.reason.clone()}</p>
        <p>{promised::about_the_reply(&request.promise, now, zone)}</p>
        <p>{promised::about_the_fix(&request.promise, now, zone)}</p>
        <p>
            "Not happy with this? Call "<ServiceDesk/>" and say the reference."
        </p>
    };
    let shown = match in_the_arch {
        Some(promised) => view! { <Promise promised>{why}</Promise> }.into_any(),
        None => view! { <div class="promise-why stack tight">{why}</div> }.into_any(),
    };
    view! { <aside aria-label="Our promise">{shown}</aside> }.into_any()
}
