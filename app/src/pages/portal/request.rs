//! One of one's own requests, or one that was shared (D3): first where it stands, who has it, what is
//! promised and what is needed; then what happened so far. Shows only what its answer holds: internal notes
//! are not in it.

use super::{
    request_colleagues::{Leaving, Sharing},
    request_complaint::Complaining,
    request_forms::{Answering, Deciding, Steps, Unsent, Withdrawing, use_steps},
    request_history::{History, is_long},
    request_link::{LinkForms, YourLink, use_link_forms},
};
use crate::{
    api,
    components::{
        button::{ButtonLink, Kind},
        error_summary::ErrorSummary,
        message::{Message, Tone},
        page::{BackLink, Section},
        time::Time,
    },
    form::FormTitle,
    heading::PageHeading,
    pages::{
        loaded::{Loading, loaded},
        problem::SignInAgain,
    },
    session::{arrived, use_session},
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
    api::requests::{GetRequest, Request, RequestEvent},
    problem::Problem,
    ticket::status::Stage,
};

/// The page.
#[component]
pub fn RequestPage() -> impl IntoView {
    let params = use_params_map();
    let reference = move || params.read().get("reference").unwrap_or_default();
    let request: Loading<_> =
        Resource::new(reference, |reference| api::call(GetRequest { reference }));
    let steps = use_steps(&untrack(reference));
    let link_forms = use_link_forms(&untrack(reference));
    let done = steps.done;
    let (of_steps, of_link) = (steps.problem, link_forms.problem);
    let problem = Signal::derive(move || of_steps.get().or_else(|| of_link.get()));
    let shown = if steps.has_unsent() {
        view! { <Unsent steps/> }.into_any()
    } else {
        loaded(request, move |request| {
            let (steps, link_forms) = (steps.clone(), link_forms.clone());
            view! { <Shown request steps link_forms problem/> }.into_any()
        })
        .into_any()
    };
    view! {
        <div class="stack roomy">
            <WayBack/>
            <ErrorSummary problem/>
            <SignInAgain problem/>
            <p class="request-done" role="status">{move || done.get()}</p>
            {shown}
        </div>
    }
    .into_any()
}

/// To all requests of whoever is signed in. A guest has this one alone.
#[component]
fn WayBack() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match arrived(session).await.ok().and_then(|it| it.person) {
                    Some(_) => view! { <BackLink href="/requests" label="Your requests"/> },
                    None => view! { <BackLink href="/" label="Home"/> },
                }
            })}
        </Suspense>
    }
    .into_any()
}

#[component]
fn Shown(
    request: Request,
    steps: Steps,
    link_forms: LinkForms,
    problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let sent = when::spoken_from_now(request.received, request.clock.now, &request.clock.zone);
    let latest = steps.latest;
    let (link, clock) = (request.link.clone(), request.clock.clone());
    let (reference, title) = (request.reference.to_string(), request.title.clone());
    let (requester, can) = (request.shared_by.clone(), request.can);
    let request: Signal<Request> = Signal::derive(move || {
        let latest = latest.get().filter(|it| it.reference == request.reference);
        latest.unwrap_or_else(|| request.clone())
    });
    view! {
        <FormTitle text=title.clone() problem/>
        <div class="split">
            <div class="stack roomy">
                <div class="request-head">
                    <p class="dots">
                        <span class="reference">{reference}</span>
                        <span>"Sent " {sent}</span>
                        {requester.clone().map(|it| view! { <span>{format!("Shared by {it}")}</span> })}
                    </p>
                    <PageHeading>{title}</PageHeading>
                </div>
                {move || view! { <Standing request=request.get()/> }}
                <ToDecide steps=steps.clone() request/>
            </div>
            <aside class="stack" aria-label="Our promise">
                {move || view! { <Promised request=request.get()/> }}
                {can.complain.then(|| view! { <Complaining steps=steps.clone() request/> })}
            </aside>
            <div class="stack open">
                {move || view! { <SoFar request=request.get()/> }}
                <ToSay steps=steps.clone() request/>
                <div class="stack tight">
                    {can.share.then(|| view! { <Sharing steps=steps.clone() request/> })}
                    <ToWithdraw steps=steps.clone() request/>
                    {requester.map(|requester| view! { <Leaving steps requester/> })}
                </div>
                {link.map(|link| view! { <YourLink link clock forms=link_forms/> })}
            </div>
        </div>
    }
    .into_any()
}

/// The question whether it is fixed, while that can be answered.
#[component]
fn ToDecide(steps: Steps, request: Signal<Request>) -> impl IntoView {
    let can = Memo::new(move |_| request.with(|it| it.can.confirm));
    move || can.get().then(|| view! { <Deciding steps=steps.clone()/> })
}

/// The box to write in, made anew only when something else can be said.
#[component]
fn ToSay(steps: Steps, request: Signal<Request>) -> impl IntoView {
    let form = Memo::new(move |_| {
        request.with(|it| {
            let is_asked = it.can.confirm || it.stage == Stage::AwaitingRequester;
            (it.can, if is_asked { Kind::Second } else { Kind::Primary })
        })
    });
    let until = move || {
        request.with(|it| {
            let until = it.reopen_until.filter(|_| it.can.reopen)?;
            let until = when::spoken(until, it.clock.now, &it.clock.zone);
            Some(
                view! { <p class="soft small">"You can reopen it until " <Time at=until/> "."</p> },
            )
        })
    };
    view! {
        <div class="stack tight">
            {move || {
                let (can, kind) = form.get();
                view! { <Answering steps=steps.clone() can kind/> }
            }}
            {until}
        </div>
    }
    .into_any()
}

/// The way to take it back, while that can be done.
#[component]
fn ToWithdraw(steps: Steps, request: Signal<Request>) -> impl IntoView {
    let can = Memo::new(move |_| request.with(|it| it.can.withdraw));
    move || can.get().then(|| view! { <Withdrawing steps=steps.clone()/> })
}

/// Where it stands, who has it, and what is needed.
#[component]
fn Standing(request: Request) -> impl IntoView {
    let said = who_has_it(&request);
    let question = needed(&request);
    view! {
        <Colonnade label="Progress" steps=request_steps(request.stage)/>
        <p class="lead"><strong>{request.stage.sentence()} "."</strong> " " {said}</p>
        {question.map(|question| view! {
            <Message heading="What we need to know" tone=Tone::Soon>
                <p class="as-written">{question}</p>
                <ButtonLink href="#body" attr:rel="external">"Answer the question"</ButtonLink>
            </Message>
        })}
    }
    .into_any()
}

/// The question that waits for an answer.
fn needed(request: &Request) -> Option<String> {
    let waits = request.stage == Stage::AwaitingRequester && request.can.answer;
    let question = |what: &RequestEvent| match what {
        RequestEvent::Message { body, question: true } => Some(body.clone()),
        _ => None,
    };
    request.entries.iter().rev().find_map(|it| question(&it.what)).filter(|_| waits)
}

/// Who has it and what happens next, in the words that follow the state.
fn who_has_it(request: &Request) -> String {
    let with = request.with.as_deref();
    let yours = if request.shared_by.is_none() { "your" } else { "an" };
    match (request.stage, with) {
        (Stage::New, None) => "Nobody has taken it on yet.".to_owned(),
        (Stage::New | Stage::InProgress, Some(with)) => format!("{with} has it."),
        (Stage::InProgress, None) => "The service desk has it.".to_owned(),
        (Stage::AwaitingRequester, Some(with)) => format!(
            "{with} has it and waits for {yours} answer. Our clock stands still until then."
        ),
        (Stage::AwaitingRequester, None) => {
            format!("We wait for {yours} answer. Our clock stands still until then.")
        }
        (Stage::Resolved, _) => match &request.shared_by {
            None => "Is it? You decide.".to_owned(),
            Some(requester) => format!("Is it? {requester} decides."),
        },
        (Stage::Closed, _) => "Nothing more happens with it.".to_owned(),
    }
}

/// What is promised.
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
        {promised::about_the_update(&request.promise, now, zone).map(|it| view! { <p>{it}</p> })}
    };
    match in_the_arch {
        Some(promised) => view! { <Promise promised>{why}</Promise> }.into_any(),
        None => view! { <div class="promise-why stack tight">{why}</div> }.into_any(),
    }
}

/// What happened, with a way to the last of it when there is much.
#[component]
fn SoFar(request: Request) -> impl IntoView {
    let is_long = is_long(&request);
    view! {
        <Section
            heading="What happened so far"
            aside=move || is_long.then(|| view! {
                <a class="small action" href="#latest" rel="external">"Jump to latest"</a>
            })
        >
            <History request/>
        </Section>
    }
    .into_any()
}
