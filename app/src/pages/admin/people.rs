//! Who there is: to find somebody, and to add somebody.

pub mod fields;
pub mod invite;
pub mod person;

use crate::{
    api,
    components::{
        button::ButtonLink,
        icon::Icon,
        page::Empty,
        pager::Pager,
        rows::{Row, Rows},
    },
    heading::PageHeading,
    names::{Names, use_names},
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use shared::{
    actor::{Role, Teams},
    api::{
        Form,
        address::with_query,
        people::{InvitePerson, ListPeople, PEOPLE_PAGE, People, PersonRow, Standing},
    },
};

/// The page.
#[component]
pub fn PeoplePage() -> impl IntoView {
    let query = use_query_map();
    let asked = move || {
        let query = query.read();
        let page = query.get("page").and_then(|it| it.parse().ok()).unwrap_or(1);
        (query.get("q").unwrap_or_default(), page)
    };
    let read = async |(q, page): (String, u32)| {
        let people = api::call(ListPeople { q: q.clone(), page }).await?;
        Ok((q, people))
    };
    let people: Loading<(String, People)> = Resource::new(asked, read);
    loaded_for(Readers::Administrators, people, |(q, people)| {
        view! { <Listed q people/> }.into_any()
    })
}

#[component]
fn Listed(q: String, people: People) -> impl IntoView {
    let People { n_people, page, n_pages, people } = people;
    let list = if people.is_empty() {
        let text = "Nobody’s name or address has this in it.";
        view! { <Empty heading="Nobody found" text/> }.into_any()
    } else {
        let rows = people.into_iter().map(|it| view! { <Somebody it/> }).collect_view();
        view! { <Rows>{rows}</Rows> }.into_any()
    };
    let href = with_query(PEOPLE_PAGE, &[("q", &q)]);
    view! {
        <Title text="People"/>
        <div class="stack roomy">
            <div class="row apart">
                <PageHeading>"People " <span class="soft">{n_people}</span></PageHeading>
                <ButtonLink href=InvitePerson::ACTION>"Add a person"</ButtonLink>
            </div>
            <form class="search measure" role="search" method="get" action=PEOPLE_PAGE>
                <label class="vh" for="find">"Name or address"</label>
                <input class="control" id="find" name="q" type="search" autocomplete="off" value=q/>
                <button class="button second" type="submit">{Icon::Search} "Search"</button>
            </form>
            {list}
            <Pager href page n_pages/>
        </div>
    }
    .into_any()
}

#[component]
fn Somebody(it: PersonRow) -> impl IntoView {
    let PersonRow { id, name, email, roles, teams, standing } = it;
    let state = move || (standing != Standing::Active).then(|| standing.label());
    view! {
        <Row href=format!("{PEOPLE_PAGE}/{id}") title=name state>
            <span class="dots"><span>{email}</span> <span>{in_words(&roles, &teams, use_names())}</span></span>
        </Row>
    }
    .into_any()
}

/// What somebody is here for. That everybody files requests is said only of those who do nothing else, and the
/// teams only of agents who do not work for all.
fn in_words(roles: &[Role], teams: &Teams, names: Names) -> String {
    let others: Vec<&str> =
        roles.iter().filter(|it| **it != Role::Requester).map(|it| it.label()).collect();
    if others.is_empty() {
        return Role::Requester.label().to_owned();
    }
    match teams {
        Teams::Named(teams) if roles.contains(&Role::Agent) && !roles.contains(&Role::Lead) => {
            let teams: Vec<String> = teams.iter().map(|it| names.team(*it)).collect();
            format!("{} for {}", others.join(", "), teams.join(", "))
        }
        _ => others.join(", "),
    }
}
