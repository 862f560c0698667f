//! One's own requests, those first that wait for oneself.

use crate::{
    api,
    components::{
        button::ButtonLink,
        page::{Empty, Section},
        rows::{Row, Rows},
        time::Time,
    },
    heading::PageHeading,
    pages::loaded::{Loading, loaded},
    ticket::{promised, status_badge::RequestStatus, when},
};
use leptos::prelude::*;
use leptos_meta::Title;
use shared::api::requests::{Clock, ListRequests, RequestHead, Requests};

/// The page.
#[component]
pub fn MyRequests() -> impl IntoView {
    let requests: Loading<_> = Resource::new(|| (), |()| api::call(ListRequests {}));
    loaded(requests, |requests| view! { <List requests/> }.into_any())
}

#[component]
fn List(requests: Requests) -> impl IntoView {
    let Requests { clock, requests } = requests;
    if requests.is_empty() {
        return view! {
            <Title text="Your requests"/>
            <div class="stack loose">
                <PageHeading>"Your requests"</PageHeading>
                <Empty
                    heading="You have not asked us anything yet"
                    text="When you do, you can follow here what happens with it."
                >
                    <ButtonLink href="/new">"Tell us what happened"</ButtonLink>
                </Empty>
            </div>
        }
        .into_any();
    }
    let (open, closed): (Vec<_>, Vec<_>) = requests.into_iter().partition(|it| it.stage.is_open());
    let (yours, ours): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|it| it.stage.is_requesters_turn());
    view! {
        <Title text="Your requests"/>
        <div class="stack open">
            <div class="row apart">
                <PageHeading>"Your requests"</PageHeading>
                <ButtonLink href="/new">"Tell us what happened"</ButtonLink>
            </div>
            <Group heading="Waiting for you" heads=yours clock=clock.clone()/>
            <Group heading="With us" heads=ours clock=clock.clone()/>
            <Group heading="Closed" heads=closed clock/>
        </div>
    }
    .into_any()
}

/// Nothing when there is nothing in it.
#[component]
fn Group(heading: &'static str, heads: Vec<RequestHead>, clock: Clock) -> impl IntoView {
    let rows = heads.into_iter().map(|head| view! { <RequestRow head clock=clock.clone()/> });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| view! { <Section heading><Rows>{rows}</Rows></Section> })
}

/// One request in a list.
#[component]
pub fn RequestRow(head: RequestHead, clock: Clock) -> impl IntoView {
    let RequestHead { reference, title, stage, promise, updated } = head;
    let Clock { now, zone } = clock;
    let updated = when::spoken(updated, now, &zone);
    let promised = stage.is_open().then(|| promised::in_a_line(&promise, now, &zone)).flatten();
    view! {
        <Row
            href=format!("/requests/{reference}")
            title
            state=move || view! { <RequestStatus stage/> }
        >
            <span class="dots">
                {promised.map(|it| view! { <span>{it}</span> })}
                <span>"Updated " <Time at=updated/></span>
                <span class="reference">{reference.to_string()}</span>
            </span>
        </Row>
    }
    .into_any()
}
