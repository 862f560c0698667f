//! What a filter asks for, said below the form, with the way back to everything.

use crate::names::use_names;
use leptos::prelude::*;
use shared::{
    api::queue::StaffMember,
    catalogue::names::Names,
    ticket::queue::{
        DueIn,
        filter::{QueueFilter, With},
    },
};

/// Nothing while everything is shown.
#[component]
pub fn Words(wanted: Memo<QueueFilter>, staff: Memo<Vec<StaffMember>>) -> impl IntoView {
    let names = use_names();
    move || {
        let parts = words(&wanted.read(), &staff.read(), &names.all());
        (!parts.is_empty()).then(|| {
            let parts = parts.into_iter().map(|it| view! { <span>{it}</span> });
            view! {
                <p class="row tight small soft">
                    <span class="dots">{parts.collect_view()}</span>
                    <a class="action" href="/desk">"Show everything"</a>
                </p>
            }
        })
    }
}

/// "Status is New or In progress", one part for each thing that is asked for.
fn words(filter: &QueueFilter, staff: &[StaffMember], names: &Names) -> Vec<String> {
    let any = |what: &str, labels: Vec<String>| {
        (!labels.is_empty()).then(|| format!("{what} is {}", labels.join(" or ")))
    };
    let with = match filter.with {
        With::Anybody => None,
        With::Me => Some("With you".to_owned()),
        With::Nobody => Some("With nobody".to_owned()),
        With::Person(id) => {
            let name = staff.iter().find(|it| it.id == id).map(|it| it.name.as_str());
            Some(format!("With {}", name.unwrap_or("somebody who works here no more")))
        }
    };
    [
        (!filter.q.is_empty()).then(|| format!("“{}”", filter.q)),
        any("Status", filter.status.iter().map(|it| it.label().to_owned()).collect()),
        any("Priority", filter.priority.iter().map(|it| it.label().to_owned()).collect()),
        any("Category", filter.category.iter().map(|it| names.category(*it)).collect()),
        any("Team", filter.team.iter().map(|it| names.team(*it)).collect()),
        with,
        filter.due.map(DueIn::label).map(str::to_owned),
        filter.older.map(|it| format!("Received at least {} ago", it.words())),
        filter.unhappy.then(|| "Requester is not happy".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{catalogue::Catalogue, id::PersonId};

    #[test]
    fn a_filter_is_said_in_words() {
        let names = Catalogue::starting().names(true);
        let staff = [StaffMember { id: PersonId(2), name: "Dee".to_owned() }];
        for (query, said) in [
            ("", ""),
            ("q=vpn", "“vpn”"),
            (
                "status=new&status=in-progress&team=network",
                "Status is New or In progress · Team is Network",
            ),
            ("with=me&due=late", "With you · Late"),
            ("with=nobody&older=15m", "With nobody · Received at least 15 minutes ago"),
            ("with=2&unhappy=true", "With Dee · Requester is not happy"),
            ("with=3", "With somebody who works here no more"),
        ] {
            let pairs = query.split('&').filter_map(|it| it.split_once('='));
            assert_eq!(
                words(&QueueFilter::read(pairs), &staff, &names).join(" · "),
                said,
                "{query}"
            );
        }
    }
}
