//! What wants a lead's eye: four concerns, each a number, its first tickets and the way to all of them; and who
//! has how much to do (D6.1, D6.2). Nobody is ranked: people stand by name (D6.4).

use crate::{
    api,
    components::{
        button::{ButtonLink, Kind},
        page::{Empty, Section},
        rows::{Row, Rows},
        tallies::{Tallies, Tally},
    },
    heading::PageHeading,
    pages::{
        lead::openings::OpeningsSection,
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
    ticket::{
        due::{Due, Nearness, TimeLeft},
        priority::PriorityMark,
        status_badge::StatusBadge,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use shared::{
    api::{
        confidential::{ListOpenings, Openings},
        report::REPORT_PAGE,
        wall::{Concerning, GetWall, LoadOf, Wall, WallRow},
    },
    ticket::{concern::Load, status::Stage},
    time::Instant,
};

/// The page.
#[component]
pub fn WallPage() -> impl IntoView {
    let read = async |()| Ok((api::call(GetWall {}).await?, api::call(ListOpenings {}).await?));
    let wall: Loading<(Wall, Openings)> = Resource::new(|| (), read);
    let again = Callback::new(move |()| wall.refetch());
    loaded_for(Readers::Leads, wall, move |(wall, openings)| {
        view! { <Shown wall openings again/> }.into_any()
    })
}

#[component]
fn Shown(wall: Wall, openings: Openings, again: Callback<()>) -> impl IntoView {
    let Wall { clock, concerns, loads } = wall;
    let tallies = concerns.iter().map(|Concerning { concern, n, .. }| Tally {
        label: concern.label().to_owned(),
        value: n.to_string(),
        href: (*n > 0).then(|| concern.address().to_owned()),
        note: concern.definition().to_owned(),
        is_urgent: *n > 0,
    });
    let tallies = tallies.collect::<Vec<_>>();
    let is_quiet = concerns.iter().all(|it| it.n == 0);
    let now = clock.now;
    let concerns = concerns.into_iter().filter(|it| it.n > 0);
    let concerns = concerns.map(|it| view! { <One concerning=it now/> }).collect_view();
    view! {
        <Title text="Lead"/>
        <div class="stack loose">
            <div class="row apart">
                <PageHeading>"What wants your eye"</PageHeading>
                <ButtonLink kind=Kind::Second compact=true href=REPORT_PAGE>"Report"</ButtonLink>
            </div>
            <OpeningsSection openings again/>
            <Tallies label="Concerns" tallies/>
            {is_quiet.then(|| view! {
                <Empty
                    heading="Nothing wants your eye"
                    text="Nobody is unhappy, nothing is late or soon due, and somebody has everything."
                />
            })}
            {concerns}
            <Loads loads/>
        </div>
    }
    .into_any()
}

/// The first tickets of a concern.
#[component]
fn One(concerning: Concerning, now: Instant) -> impl IntoView {
    let Concerning { concern, n, tickets } = concerning;
    let href = concern.address();
    let rows = tickets.into_iter().map(|row| view! { <TicketRow row now/> }).collect_view();
    view! {
        <Section
            heading=concern.label()
            aside=move || view! { <a href=href>"Show all " {n} <span class="vh">" " {concern.label()}</span></a> }
        >
            <Rows>{rows}</Rows>
        </Section>
    }
    .into_any()
}

#[component]
fn TicketRow(row: WallRow, now: Instant) -> impl IntoView {
    let WallRow { id, reference, title, requester, priority, stage, assignee, due } = row;
    let left = match due {
        Some(due) => TimeLeft::until(due, now),
        None => TimeLeft { nearness: Nearness::Paused, text: without_due(stage).to_owned() },
    };
    view! {
        <Row
            href=format!("/desk/tickets/{id}")
            title
            state=move || {
                let TimeLeft { nearness, text } = left.clone();
                view! { <Due nearness text/> }
            }
        >
            <span class="dots">
                <span class="reference">{reference.to_string()}</span>
                <span>{requester}</span>
                <span><PriorityMark priority/></span>
                <span><StatusBadge stage/></span>
                <span>{assignee.unwrap_or_else(|| "Nobody yet".to_owned())}</span>
            </span>
        </Row>
    }
}

/// Why nothing is due.
fn without_due(stage: Stage) -> &'static str {
    match stage {
        Stage::AwaitingRequester => "Paused",
        Stage::Resolved | Stage::Closed => "Done",
        Stage::New | Stage::InProgress => "No due time",
    }
}

/// Who has how much to do; each number opens its tickets, where they can be given to somebody else.
#[component]
fn Loads(loads: Vec<LoadOf>) -> impl IntoView {
    let rows = loads.into_iter().map(|it| view! { <LoadRow of=it/> }).collect_view();
    view! {
        <Section heading="Load">
            <table class="figures narrow">
                <thead>
                    <tr>
                        <th scope="col">"With"</th>
                        <th scope="col">"To do"</th>
                        <th scope="col">"Waiting for the requester"</th>
                        <th scope="col">"Late"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </Section>
    }
    .into_any()
}

#[component]
fn LoadRow(of: LoadOf) -> impl IntoView {
    let LoadOf { person, name, load: Load { n_to_do, n_waiting, n_late } } = of;
    let name = if person.is_none() { "Nobody yet".to_owned() } else { name };
    let cells = [
        (n_to_do, Load::to_do_address(person), "to do"),
        (n_waiting, Load::waiting_address(person), "waiting"),
        (n_late, Load::late_address(person), "late"),
    ];
    let cells = cells.map(|(n, href, what)| {
        let words = format!(" {what}, {name}");
        let number = if n == 0 {
            view! { <span class="soft">"0"</span> }.into_any()
        } else {
            view! { <a href=href>{n} <span class="vh">{words}</span></a> }.into_any()
        };
        view! { <td>{number}</td> }
    });
    view! { <tr><th scope="row">{name}</th> {cells.collect_view()}</tr> }
}
