//! What happened with a request, newest last (D3.3).

use crate::{
    components::time::Time,
    ticket::{
        timeline::{Entry, Event, Kind, Timeline},
        when,
    },
};
use leptos::prelude::*;
use shared::api::requests::{Clock, Request, RequestEntry, RequestEvent};

/// The timeline.
#[component]
pub fn History(request: Request) -> impl IntoView {
    let Request { clock, entries, .. } = request;
    let last = entries.len().saturating_sub(1);
    let entries = entries.into_iter().enumerate().map(move |(n, entry)| {
        view! { <OneEntry entry clock=clock.clone() is_last={n == last}/> }
    });
    view! { <Timeline>{entries.collect_view()}</Timeline> }.into_any()
}

#[component]
fn OneEntry(entry: RequestEntry, clock: Clock, is_last: bool) -> impl IntoView {
    let RequestEntry { at, by, ours, what } = entry;
    let Clock { now, zone } = clock;
    let at = when::stamp(at, now, &zone);
    let kind = if ours { Kind::Ours } else { Kind::Theirs };
    let id = if is_last { "latest" } else { "" };
    let written = |note: &str, body: AnyView| {
        view! { <Entry kind at=at.clone() author=by.clone() note=note.to_owned() id>{body}</Entry> }
            .into_any()
    };
    let done = |words: String| view! { <Event at=at.clone()>{words}</Event> }.into_any();
    match what {
        RequestEvent::Filed { description, behalf, details, since, tried } => written(
            "",
            view! {
                <p class="as-written">{description}</p>
                <Remark label="For" text=behalf/>
                {details
                    .into_iter()
                    .map(|it| view! { <Remark label=it.question text=Some(it.answer.into())/> })
                    .collect_view()}
                <Remark label="When it started" text=since/>
                <Remark label="What was tried" text=tried/>
            }
            .into_any(),
        ),
        RequestEvent::Message { body, question } => written(
            if question { "asks" } else { "" },
            view! { <p class="as-written">{body}</p> }.into_any(),
        ),
        RequestEvent::Resolved { fix, advice } => written(
            "thinks it is fixed",
            view! {
                <p class="as-written">{fix}</p>
                <Remark label="If it happens again" text=advice/>
            }
            .into_any(),
        ),
        RequestEvent::Reopened { body } => {
            written("not fixed", view! { <p class="as-written">{body}</p> }.into_any())
        }
        RequestEvent::Taken => done(format!("{by} took it on")),
        RequestEvent::Confirmed => done(format!("{by} said that it is fixed")),
        RequestEvent::Withdrawn => done(format!("{by} took it back")),
        RequestEvent::UpdatePromised { by: promised } => {
            let promised = when::spoken(promised, now, &zone);
            view! { <Event at>{by} " gave a new time: you hear more by " <Time at=promised/></Event> }
                .into_any()
        }
    }
}

#[component]
fn Remark(#[prop(into)] label: String, text: Option<String>) -> impl IntoView {
    text.map(|text| view! { <p class="as-written small soft">{label} ": " {text}</p> })
}
