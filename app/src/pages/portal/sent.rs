//! A request that was sent: what to call it, what happens next and when. Can be kept, printed and opened
//! again (D1.17).

use super::request_link::LinkToKeep;
use crate::{
    api,
    components::{
        button::{Button, ButtonLink, Kind},
        copy::CopyButton,
        page::Section,
    },
    heading::PageHeading,
    pages::{
        loaded::{Loading, loaded},
        problem::ServiceDesk,
    },
    ticket::{promise::Promise, promised},
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use shared::{
    api::requests::{GetRequest, Request},
    ticket::status::Stage,
};

/// The page.
#[component]
pub fn Sent() -> impl IntoView {
    let params = use_params_map();
    let request: Loading<_> = Resource::new(
        move || params.read().get("reference").unwrap_or_default(),
        |reference| api::call(GetRequest { reference }),
    );
    loaded(request, |request| view! { <Confirmation request/> }.into_any())
}

#[component]
fn Confirmation(request: Request) -> impl IntoView {
    let (now, zone) = (request.clock.now, &request.clock.zone);
    let receipt = promised::about_the_receipt(&request.promise, now, zone);
    let reply = promised::about_the_reply(&request.promise, now, zone);
    let fix = promised::about_the_fix(&request.promise, now, zone);
    let reference = request.reference.to_string();
    let stage = request.stage;
    let arch = promised::in_the_arch(&request.promise, now, zone).filter(|_| stage.is_open());
    let heading = if stage.is_open() { "We have your request" } else { "Your request is closed" };
    let (then, how) = match stage {
        Stage::Closed if request.can.reopen => {
            ("Not solved?", "Reopen it on the page of your request. If it cannot wait, call ")
        }
        Stage::Closed => {
            ("Not solved?", "Tell us once more what happened. If it cannot wait, call ")
        }
        _ => (
            "Something to add, or solved already?",
            "Add a detail or take it back on the page of your request. If it gets worse, call ",
        ),
    };
    let priority = request.priority.label();
    let reason = request.reason;
    view! {
        <Title text=heading/>
        <div class="split">
            <div class="stack tight">
                <PageHeading>{heading}</PageHeading>
                {receipt.map(|it| view! { <p class="soft">{it}</p> })}
                <p class="soft">"Your reference"</p>
                <p class="slip"><strong>{reference.clone()}</strong></p>
                <Keeping reference=reference.clone()/>
                {request.link.map(|link| view! { <LinkToKeep link clock=request.clock.clone()/> })}
            </div>
            <aside aria-label="Our promise">
                {arch.map(|promised| view! {
                    <Promise promised>
                        <p><strong>"Priority: " {priority} "."</strong> " " {reason}</p>
                    </Promise>
                })}
            </aside>
            <div class="stack loose">
                {stage.is_open().then(|| view! {
                    <Section heading="What happens next">
                        <ol class="next">
                            <li>{reply}</li>
                            <li>{fix}</li>
                            <li>"We ask you before we close it."</li>
                        </ol>
                    </Section>
                })}
                <section class="stack tight measure">
                    <h2>{then}</h2>
                    <p>
                        {how}
                        <ServiceDesk/>" and say the reference."
                    </p>
                    <p class="actions">
                        <ButtonLink href=format!("/requests/{reference}")>"Follow your request"</ButtonLink>
                    </p>
                </section>
            </div>
        </div>
    }
    .into_any()
}

/// Copying and printing, which need scripts and are not there without.
#[component]
fn Keeping(reference: String) -> impl IntoView {
    let has_scripts = RwSignal::new(false);
    Effect::new(move |_| has_scripts.set(true));
    view! {
        <div class="row not-on-paper">
            <CopyButton text=reference label="Copy reference"/>
            {move || has_scripts.get().then(|| {
                view! {
                    <Button kind=Kind::Quiet compact=true in_page=true on:click=|_| api::print()>
                        "Print this page"
                    </Button>
                }
            })}
        </div>
    }
    .into_any()
}
