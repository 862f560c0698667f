//! Where people arrive: an answer or a person within one screen.

use super::{
    articles::links,
    requests::RequestRow,
    suggestions::{SuggestionList, use_suggestions},
};
use crate::{
    api,
    components::{
        button::ButtonLink,
        icon::Icon,
        page::Section,
        rows::{Links, Rows},
    },
    heading::PageHeading,
    pages::loaded::{Loading, loaded_part},
    session::{arrived, use_session},
    ticket::known::KnownProblems,
};
use leptos::{html, prelude::*};
use leptos_meta::Title;
use shared::{
    api::{
        articles::{ListOftenAsked, OftenAsked},
        known::ListKnown,
        requests::{ListRequests, Requests},
    },
    ticket::filter::Show,
};

/// The first page.
#[component]
pub fn Home() -> impl IntoView {
    let session = use_session();
    let requests: Loading<Option<Requests>> = Resource::new(
        || (),
        move |()| async move {
            let open = ListRequests { show: Show::Open, ..ListRequests::default() };
            match arrived(session).await?.person {
                Some(_) => api::call(open).await.map(Some),
                None => Ok(None),
            }
        },
    );
    let known: Loading<_> = Resource::new(|| (), |()| api::call(ListKnown {}));
    let often: Loading<_> = Resource::new(|| (), |()| api::call(ListOftenAsked {}));
    view! {
        <Title text="Get help from IT"/>
        // What cannot be had is not missed: there is everything else to ask with.
        <Transition>
            {move || Suspend::new(async move {
                known.await.ok().map(|list| view! { <KnownProblems list/> })
            })}
        </Transition>
        <Ask/>
        <div class="stack open">
            {loaded_part(requests, |it| view! { <OpenRequests requests=it/> }.into_any())}
            {loaded_part(often, |often| view! { <ToRead often/> }.into_any())}
        </div>
    }
    .into_any()
}

#[component]
fn Ask() -> impl IntoView {
    let suggestions = use_suggestions();
    let field = NodeRef::<html::Input>::new();
    // What was typed before the scripts came counts too.
    Effect::new(move |_| {
        if let Some(it) = field.get() {
            suggestions.hear(it.value());
        }
    });
    view! {
        <div class="ask stack">
            <form role="search" method="get" action="/help">
                <PageHeading><label for="q">"What do you need help with?"</label></PageHeading>
                <div class="search">
                    <input
                        class="control"
                        id="q"
                        name="q"
                        type="search"
                        autocomplete="off"
                        node_ref=field
                        on:input=move |event| suggestions.hear(event_target_value(&event))
                    />
                    <button class="button second" type="submit">{Icon::Search} "Search"</button>
                </div>
            </form>
            <div class="row">
                <ButtonLink href="/new">"Tell us what happened"</ButtonLink>
                <span class="soft small">"A person answers. It takes about a minute."</span>
            </div>
            <SuggestionList suggestions/>
        </div>
    }
    .into_any()
}

/// One's own open requests; nothing for somebody who is not signed in.
#[component]
fn OpenRequests(requests: Option<Requests>) -> impl IntoView {
    let Some(Requests { clock, requests, n_all, .. }) = requests else { return ().into_any() };
    let list = if requests.is_empty() {
        view! { <p class="soft">"None at the moment."</p> }.into_any()
    } else {
        let rows = requests.into_iter();
        let rows = rows.map(move |head| view! { <RequestRow head clock=clock.clone()/> });
        view! { <Rows>{rows.collect_view()}</Rows> }.into_any()
    };
    let all = move || {
        (n_all > 0).then(|| view! { <a class="small" href="/requests">"All your requests"</a> })
    };
    view! { <Section heading="Your open requests" aside=all>{list}</Section> }.into_any()
}

/// The articles to start from.
#[component]
fn ToRead(often: OftenAsked) -> impl IntoView {
    let OftenAsked { by_readers, articles } = often;
    if articles.is_empty() {
        return ().into_any();
    }
    let heading = if by_readers { "Often asked" } else { "Articles to start from" };
    view! {
        <Section heading aside=|| view! { <a class="small" href="/help">"All articles"</a> }>
            <Links links=links(articles)/>
        </Section>
    }
    .into_any()
}
