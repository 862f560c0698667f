//! The tickets behind one number of the report, a page at a time; all of them as a table to download.

use crate::{
    api,
    components::{
        button::{ButtonLink, Kind},
        page::{BackLink, Empty},
        pager::Pager,
        rows::{Row, Rows},
    },
    heading::PageHeading,
    names::use_names,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
    ticket::{
        due::{Due, Nearness},
        priority::PriorityMark,
        status_badge::StatusBadge,
        when,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use shared::{
    api::{
        report::{ListReported, Reported, ReportedTicket, report_page},
        requests::Clock,
    },
    report::measure::Measure,
    sla::words,
    ticket::{intake::Category, priority::Priority, team::Team},
};

use super::report::days;

/// The page.
#[component]
pub fn ReportedPage() -> impl IntoView {
    let query = use_query_map();
    let asked = Memo::new(move |_| wanted(&query.read()));
    let tickets: Loading<_> = Resource::new(move || asked.get(), api::call);
    loaded_for(Readers::Leads, tickets, move |reported| {
        view! { <Shown reported asked=asked.get_untracked()/> }.into_any()
    })
}

/// What an address asks for; what it says wrongly is passed over, but for days.
fn wanted(query: &ParamsMap) -> ListReported {
    let said = |name| query.get_str(name).unwrap_or_default();
    ListReported {
        from: said("from").to_owned(),
        to: said("to").to_owned(),
        of: Measure::from_value(said("of")),
        priority: Priority::from_value(said("priority")),
        category: Category::from_value(said("category")),
        team: Team::from_value(said("team")),
        page: said("page").parse().unwrap_or(0),
    }
}

#[component]
fn Shown(reported: Reported, asked: ListReported) -> impl IntoView {
    let Reported { clock, period, n, page, n_pages, tickets } = reported;
    let heading = asked.of.map_or("All tickets that count", Measure::label);
    let definition =
        asked.of.map_or("Tickets to which anything happened that counts.", Measure::definition);
    let slice = asked.slice().label(&use_names().all());
    let about = if slice.is_empty() { days(period) } else { format!("{slice}. {}", days(period)) };
    let list = ListReported { page: 0, ..asked.clone() }.page_address();
    let table = asked.table_address();
    let body = if tickets.is_empty() {
        let text = "No ticket counts here on these days.";
        view! { <Empty heading="No tickets" text/> }.into_any()
    } else {
        let rows = tickets.into_iter();
        let rows = rows.map(|ticket| view! { <TicketRow ticket clock=clock.clone()/> }.into_any());
        let rows = rows.collect_view();
        view! { <Rows>{rows}</Rows> <Pager href=list page n_pages/> }.into_any()
    };
    view! {
        <Title text=heading/>
        <div class="stack loose">
            <BackLink href=report_page(period) label="Report"/>
            <div class="row apart">
                <div class="stack tight measure">
                    <PageHeading>{heading} " " <span class="soft plain">{n}</span></PageHeading>
                    <p class="lead">{about}</p>
                    <p class="soft">{definition}</p>
                </div>
                {(n > 0).then(|| view! {
                    <ButtonLink kind=Kind::Second compact=true href=table attr:rel="external" attr:download="">
                        "Download as CSV"
                    </ButtonLink>
                })}
            </div>
            {body}
        </div>
    }
    .into_any()
}

#[component]
fn TicketRow(ticket: ReportedTicket, clock: Clock) -> impl IntoView {
    let names = use_names();
    let ReportedTicket { id, reference, title, requester, priority, stage, at, .. } = ticket;
    let when = when::spoken(at, clock.now, &clock.zone).text;
    let (nearness, text) = match (ticket.is_missed, ticket.working, ticket.clock) {
        (Some(true), ..) => (Nearness::Late, format!("Broken, {when}")),
        (Some(false), ..) => (Nearness::Far, format!("Kept, {when}")),
        (None, Some(working), Some(by_the_wall)) => {
            let (working, wall) = (words::lasted(working, false), words::lasted(by_the_wall, true));
            (Nearness::Far, format!("{working} of work, {wall} by the clock"))
        }
        _ => (Nearness::Far, when),
    };
    view! {
        <Row
            href=format!("/desk/tickets/{id}")
            title
            state=move || view! { <Due nearness text=text.clone()/> }
        >
            <span class="dots">
                <span class="reference">{reference.to_string()}</span>
                <span>{requester}</span>
                <span>{names.category(ticket.category)}</span>
                <span>{names.team(ticket.team)}</span>
                <span><PriorityMark priority/></span>
                <span><StatusBadge stage/></span>
            </span>
        </Row>
    }
}
