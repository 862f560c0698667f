//! One's own requests and those that were shared: those first that wait for oneself. What is shown is in
//! the address, so that it works without scripts and can be kept; with them the list follows what is typed.

use crate::{
    api,
    components::{
        button::{ButtonLink, Kind},
        icon::Icon,
        page::{Empty, Section},
        rows::{Row, Rows},
    },
    heading::PageHeading,
    pages::{
        loaded::{Loading, loaded},
        problem::ProblemNote,
    },
    ticket::{known::FollowedProblems, promised, status_badge::RequestStatus, when},
};
use leptos::{html, leptos_dom::helpers::debounce, prelude::*, task::spawn_local};
use leptos_meta::Title;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
    params::ParamsMap,
};
use shared::{
    api::{
        known::{FollowedList, ListFollowed},
        requests::{Clock, ListRequests, RequestHead, Requests},
    },
    problem::Problem,
    ticket::filter::{Show as Filter, Standing},
};
use std::time::Duration;

/// How long typing pauses before the list follows.
const PAUSE: Duration = Duration::from_millis(150);

/// The page.
#[component]
pub fn MyRequests() -> impl IntoView {
    let query = use_query_map();
    let wanted = Memo::new(move |_| wanted(&query.read()));
    let requests: Loading<_> = Resource::new(|| (), move |()| api::call(wanted.get_untracked()));
    let followed: Loading<_> = Resource::new(|| (), |()| api::call(ListFollowed {}));
    let both: Loading<(Requests, FollowedList)> =
        Resource::new(|| (), move |()| async move { Ok((requests.await?, followed.await?)) });
    loaded(both, move |(requests, list)| {
        view! {
            <div class="stack open">
                <Mine requests wanted/>
                <FollowedProblems list/>
            </div>
        }
        .into_any()
    })
}

/// What an address asks for; what it says wrongly is passed over.
fn wanted(query: &ParamsMap) -> ListRequests {
    let said = |name| query.get_str(name).unwrap_or_default();
    ListRequests {
        q: said("q").trim().to_owned(),
        show: Filter::from_value(said("show")),
        page: said("page").parse().unwrap_or(0),
    }
}

#[component]
fn Mine(requests: Requests, wanted: Memo<ListRequests>) -> impl IntoView {
    let has_none = requests.n_all == 0;
    let found = RwSignal::new(Ok(requests));
    // The page came with what its address asked for; what is asked for later is fetched.
    Effect::new(move |before: Option<ListRequests>| {
        let asked = wanted.get();
        if before.is_some_and(|it| it != asked) {
            follow(asked.clone(), wanted, found);
        }
        asked
    });
    let body = if has_none {
        view! {
            <Empty
                heading="You have not asked us anything yet"
                text="When you do, you can follow here what happens with it."
            >
                <ButtonLink href="/new">"Tell us what happened"</ButtonLink>
            </Empty>
        }
        .into_any()
    } else {
        view! {
            <Finding wanted/>
            {move || match found.get() {
                Ok(requests) => view! { <List requests wanted/> }.into_any(),
                Err(problem) => view! { <ProblemNote problem/> }.into_any(),
            }}
        }
        .into_any()
    };
    view! {
        <Title text="Your requests"/>
        <div class="stack loose">
            <div class="row apart">
                <PageHeading>"Your requests"</PageHeading>
                {(!has_none).then(|| view! {
                    <ButtonLink href="/new">"Tell us what happened"</ButtonLink>
                })}
            </div>
            {body}
        </div>
    }
    .into_any()
}

/// Reads the list of an address that was gone to without loading the page.
fn follow(
    asked: ListRequests,
    wanted: Memo<ListRequests>,
    found: RwSignal<Result<Requests, Problem>>,
) {
    spawn_local(async move {
        let answer = api::call(asked.clone()).await;
        // An answer to what is no longer asked is dropped, and so is one for a page that was left.
        if wanted.try_get_untracked().is_some_and(|now| now == asked) {
            found.try_set(answer);
        }
    });
}

/// The search field and the filter.
#[component]
fn Finding(wanted: Memo<ListRequests>) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let go = move || {
        let Some(field) = field.get_untracked() else { return };
        let asked = ListRequests { q: field.value(), page: 0, ..wanted.get_untracked() };
        let quietly = NavigateOptions { replace: true, scroll: false, ..Default::default() };
        navigate(&asked.page_address(), quietly);
    };
    let mut soon = {
        let go = go.clone();
        debounce(PAUSE, move |()| go())
    };
    // A link to all requests empties the field; what is being typed is left alone.
    Effect::new(move |_| {
        let q = wanted.read().q.clone();
        if let Some(field) = field.get_untracked().filter(|_| q.is_empty())
            && document().active_element().as_ref() != Some(field.as_ref())
        {
            field.set_value("");
        }
    });
    let asked = wanted.get_untracked();
    let kept = (asked.show != Filter::All).then(|| asked.show.value());
    let filters = Filter::ALL.map(|show| {
        let href = move || ListRequests { show, page: 0, ..wanted.get() }.page_address();
        let is_shown = move || (wanted.read().show == show).then_some("true");
        view! { <a href=href aria-current=is_shown>{show.label()}</a> }
    });
    view! {
        <div class="stack">
            <form
                class="search modest measure"
                role="search"
                method="get"
                action="/requests"
                on:submit=move |event| {
                    event.prevent_default();
                    go();
                }
            >
                <label class="vh" for="q">"Search by words of the title, or by reference"</label>
                <input
                    class="control"
                    id="q"
                    name="q"
                    type="search"
                    autocomplete="off"
                    value=asked.q
                    node_ref=field
                    on:input=move |_| soon(())
                />
                {kept.map(|show| view! { <input type="hidden" name="show" value=show/> })}
                <button class="button second" type="submit">{Icon::Search} "Search"</button>
            </form>
            <nav class="tabs" aria-label="Which requests">{filters.collect_view()}</nav>
        </div>
    }
    .into_any()
}

#[component]
fn List(requests: Requests, wanted: Memo<ListRequests>) -> impl IntoView {
    let asked = wanted.get_untracked();
    let count = count(&requests, &asked);
    let Requests { clock, requests, is_cut, next_page, .. } = requests;
    let groups = Standing::ALL.map(|standing| {
        let heads = requests.iter().filter(|it| it.standing() == standing).cloned().collect();
        view! { <Group heading=standing.heading() heads clock=clock.clone()/> }
    });
    let page_of = |page| ListRequests { page, ..asked.clone() }.page_address();
    let newer = asked.page.checked_sub(1).map(page_of);
    let older = next_page.map(page_of);
    view! {
        <p class="soft small" role="status">{count}</p>
        {if requests.is_empty() {
            view! { <NoHit asked=asked.clone()/> }.into_any()
        } else {
            view! { <div class="stack open">{groups.collect_view()}</div> }.into_any()
        }}
        {(newer.is_some() || older.is_some()).then(|| view! {
            <p class="actions">
                {older.map(|href| view! {
                    <ButtonLink kind=Kind::Second href>"Show older"</ButtonLink>
                })}
                {newer.map(|href| view! {
                    <ButtonLink kind=Kind::Quiet href>"Show newer"</ButtonLink>
                })}
            </p>
        })}
        {is_cut.then(|| view! {
            <p class="soft small">
                "You have very many requests. Only those that changed last are looked through."
            </p>
        })}
    }
    .into_any()
}

/// How many there are, and which of them are on this page.
fn count(requests: &Requests, asked: &ListRequests) -> String {
    let Requests { requests, n_found, n_all, next_page, .. } = requests;
    let many = |n: usize| if n == 1 { "1 request".to_owned() } else { format!("{n} requests") };
    let shown = requests.len();
    if shown == 0 {
        format!("None of your {}", many(*n_all))
    } else if asked.page > 0 || next_page.is_some() {
        let first = match next_page {
            Some(_) => usize::try_from(asked.page).unwrap_or(0) * shown + 1,
            None => n_found - shown + 1,
        };
        format!("{first} to {} of {}", first + shown - 1, many(*n_found))
    } else if n_found < n_all {
        format!("{n_found} of your {}", many(*n_all))
    } else {
        many(*n_all)
    }
}

/// Nothing fits, and what to do then.
#[component]
fn NoHit(asked: ListRequests) -> impl IntoView {
    let (heading, text) = match (&*asked.q, asked.show) {
        ("", Filter::Waiting) => ("Nothing waits for you", "We tell you here when it does."),
        ("", Filter::Open) => ("Nothing is open", "Whatever you asked us is done."),
        ("", _) => ("Nothing here", "There are no more requests in this list."),
        (_, Filter::All) => ("Nothing found", "Try other words of the title, or the reference."),
        (..) => ("Nothing found", "Try other words, or look through all your requests."),
    };
    view! {
        <Empty heading text>
            <ButtonLink kind=Kind::Second href="/requests">"Show all your requests"</ButtonLink>
        </Empty>
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
    let RequestHead { reference, title, stage, promise, updated, shared_by } = head;
    let Clock { now, zone } = clock;
    let updated = when::spoken_from_now(updated, now, &zone);
    let promised = stage.is_open().then(|| promised::in_a_line(&promise, now, &zone)).flatten();
    view! {
        <Row
            href=format!("/requests/{reference}")
            title
            state=move || view! { <RequestStatus stage/> }
        >
            <span class="dots">
                {shared_by.map(|it| view! { <span>{format!("Shared by {it}")}</span> })}
                {promised.map(|it| view! { <span>{it}</span> })}
                <span>"Updated " {updated}</span>
                <span class="reference">{reference.to_string()}</span>
            </span>
        </Row>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::time::Zone;

    #[test]
    fn an_address_is_read_as_far_as_it_makes_sense() {
        fn read(pairs: &[(&'static str, &str)]) -> ListRequests {
            wanted(&pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
        }
        assert_eq!(read(&[]), ListRequests::default());
        let said = read(&[("q", " vpn "), ("show", "open"), ("page", "2")]);
        assert_eq!(said, ListRequests { q: "vpn".into(), show: Filter::Open, page: 2 });
        assert_eq!(said.page_address(), "/requests?q=vpn&show=open&page=2");
        let wrong = read(&[("show", "everything"), ("page", "-1"), ("other", "x")]);
        assert_eq!(wrong, ListRequests::default());
        assert_eq!(wrong.page_address(), "/requests");
    }

    #[test]
    fn the_count_says_what_is_on_the_page() {
        let head = || RequestHead {
            reference: shared::id::Reference::from_number(1),
            title: String::new(),
            stage: shared::ticket::status::Stage::New,
            promise: shared::sla::clock::Promise {
                acknowledgement: shared::sla::clock::Due::Beyond,
                first_response: shared::sla::clock::Due::Beyond,
                resolution: shared::sla::clock::Due::Beyond,
                next_update: None,
            },
            updated: "2026-11-20T12:00:00Z".parse().unwrap(),
            shared_by: None,
        };
        for (n_shown, n_found, n_all, page, next_page, words) in [
            (1, 1, 1, 0, None, "1 request"),
            (7, 7, 7, 0, None, "7 requests"),
            (2, 2, 7, 0, None, "2 of your 7 requests"),
            (0, 0, 7, 0, None, "None of your 7 requests"),
            (50, 120, 200, 0, Some(1), "1 to 50 of 120 requests"),
            (50, 120, 200, 1, Some(2), "51 to 100 of 120 requests"),
            (20, 120, 200, 2, None, "101 to 120 of 120 requests"),
            (0, 120, 200, 9, None, "None of your 200 requests"),
        ] {
            let now = "2026-11-20T12:00:00Z".parse().unwrap();
            let requests = Requests {
                clock: Clock { now, zone: Zone::default() },
                requests: (0..n_shown).map(|_| head()).collect(),
                n_found,
                n_all,
                is_cut: false,
                next_page,
            };
            let asked = ListRequests { page, ..ListRequests::default() };
            assert_eq!(count(&requests, &asked), words);
        }
    }
}
