//! What happened, oldest first, each kind of entry in its own dress: what the requester reads, what they
//! wrote, what only staff read, and what nobody said.

use crate::{
    components::time::Time,
    names::{Names, use_names},
    ticket::{
        timeline::{Entry, Event, Kind, Timeline},
        when,
    },
};
use leptos::prelude::*;
use shared::{
    api::{
        held::PublicWords,
        requests::Clock,
        tickets::{Restored, TicketDetail, TicketEntry, TicketEvent},
    },
    attachment::AttachmentRef,
};

/// The whole conversation.
#[component]
pub fn History(ticket: RwSignal<TicketDetail>) -> impl IntoView {
    // Entries are never changed or taken away: only a new one draws the list again.
    let n_entries = Memo::new(move |_| ticket.read().entries.len());
    let entries = move || {
        let n_entries = n_entries.get();
        let TicketDetail { clock, requester, entries, .. } = ticket.get_untracked();
        let shown = entries.into_iter().take(n_entries);
        shown.map(|it| entry(it, &clock, &requester)).collect_view()
    };
    view! {
        <section class="stack" aria-labelledby="conversation">
            <h2 class="vh" id="conversation">"Conversation"</h2>
            <Timeline>{entries}</Timeline>
        </section>
    }
}

fn entry(entry: TicketEntry, clock: &Clock, requester: &str) -> AnyView {
    let TicketEntry { at, by, staff, colleague, what, files } = entry;
    let Clock { now, zone } = clock;
    let at = when::stamp(at, *now, zone);
    let theirs = |note: &str, body: AnyView| {
        let (at, author, note, files) = (at.clone(), by.clone(), note.to_owned(), files.clone());
        view! { <Entry kind=Kind::Theirs at author note files>{body}</Entry> }.into_any()
    };
    let ours = |note: &str, body: AnyView| {
        let (at, author, note) = (at.clone(), format!("{by} to {requester}"), note.to_owned());
        let files = files.clone();
        view! { <Entry kind=Kind::Ours at author note files>{body}</Entry> }.into_any()
    };
    let everybody = |note: &str, body: AnyView| {
        let (at, author, note) = (at.clone(), format!("{by} to everybody"), note.to_owned());
        view! { <Entry kind=Kind::Ours at author note>{body}</Entry> }.into_any()
    };
    let internal = |body: AnyView, files: Vec<AttachmentRef>| {
        let (at, author) = (at.clone(), by.clone());
        view! { <Entry kind=Kind::Internal at author files>{body}</Entry> }.into_any()
    };
    let event = |text: &'static str| {
        let (at, by) = (at.clone(), by.clone());
        view! { <Event at><strong>{by}</strong> " " {text}</Event> }.into_any()
    };
    let because = |what: String, reason: Option<String>| {
        let (at, by) = (at.clone(), by.clone());
        let reason = reason.map_or_else(|| ".".to_owned(), |it| format!(": {it}"));
        view! { <Event at><strong>{by}</strong> " " {what} {reason}</Event> }.into_any()
    };
    let about = |text: &'static str, email: String| {
        let (at, by) = (at.clone(), by.clone());
        view! { <Event at><strong>{by}</strong> " " {text} " " {email} "."</Event> }.into_any()
    };
    let names = use_names();
    match what {
        TicketEvent::Filed { description, behalf, topic, details, articles, since, tried } => {
            let read = articles.into_iter().map(|slug| {
                let href = format!("/help/{slug}");
                view! { <li><a href=href>{slug}</a></li> }
            });
            let read: Vec<_> = read.collect();
            let body = view! {
                {written(description)}
                {behalf.map(|it| view! { <Part label="For" text=it/> })}
                {topic.map(|it| view! { <Part label="Closest to" text=it/> })}
                {details
                    .into_iter()
                    .map(|it| view! { <Part label=it.question text=it.answer.to_string()/> })
                    .collect_view()}
                {since.map(|it| view! { <Part label="Since" text=it/> })}
                {tried.map(|it| view! { <Part label="Tried so far" text=it/> })}
                {(!read.is_empty()).then(|| view! {
                    <div>
                        <p><strong>"Read, and it did not help"</strong></p>
                        <ul>{read}</ul>
                    </div>
                })}
            };
            let note = if colleague { "Written down for the requester" } else { "Requester" };
            theirs(note, body.into_any())
        }
        TicketEvent::Called => event("wrote this down during a call with the requester."),
        TicketEvent::Message { body, question: true } => {
            ours("Public question, pauses the clock", written(body))
        }
        TicketEvent::Message { body, .. } if staff => ours("Public reply", written(body)),
        TicketEvent::Message { body, .. } if colleague => theirs("Colleague", written(body)),
        TicketEvent::Message { body, .. } => theirs("Requester", written(body)),
        TicketEvent::Note { body } => internal(written(body), files.clone()),
        TicketEvent::NotSent { words, why } => {
            let said = format!("Not sent to {requester}. {why}");
            let body = view! {
                <p><strong>{said}</strong></p>
                {written(words.text().to_owned())}
                {cause_of(&words).map(|text| view! { <Part label="What was wrong" text/> })}
            };
            internal(body.into_any(), files.clone())
        }
        TicketEvent::Taken => event("took it."),
        TicketEvent::Assigned { to, reason } => {
            let what = match to {
                Some(to) => format!("gave it to {to}"),
                None => "gave it back to nobody".to_owned(),
            };
            because(what, reason)
        }
        TicketEvent::Handed { to, reason } => {
            because(format!("gave it to the team {}", names.team(to)), reason)
        }
        TicketEvent::Categorised { from, to, reason } => because(
            format!("moved it from {} to {}", names.category(from), names.category(to)),
            reason,
        ),
        TicketEvent::Prioritised { from, to, reason } if from == to => {
            let what = format!("looked at its priority, which stays {}", to.label());
            because(what, Some(reason))
        }
        TicketEvent::Prioritised { from, to, reason } => {
            let what = format!("changed its priority from {} to {}", from.label(), to.label());
            because(what, Some(reason))
        }
        TicketEvent::PutBack { to } => {
            because(format!("took that back: {}", again(&to, names)), None)
        }
        TicketEvent::Tied { reference, tie } => {
            because(format!("linked it: {} {reference}", tie.label().to_lowercase()), None)
        }
        TicketEvent::Untied { reference, tie } => {
            because(format!("took apart: {} {reference}", tie.label().to_lowercase()), None)
        }
        TicketEvent::ArticleUsed { slug, title } => {
            let href = format!("/help/{slug}");
            view! { <Event at><strong>{by}</strong> " used the article " <a href=href>{title}</a> "."</Event> }
            .into_any()
        }
        TicketEvent::Confided { reason, readers } => {
            let what = format!("made it confidential, for {}", readers.join(", "));
            because(what, Some(reason))
        }
        TicketEvent::Disclosed { reason } => {
            because("opened it to the team again".to_owned(), reason)
        }
        TicketEvent::OpenedInEmergency { reason, until } => {
            let until = when::spoken(until, *now, zone).text;
            because(format!("opened it in an emergency, until {until}"), Some(reason))
        }
        TicketEvent::Resolved { cause, fix, advice } => {
            let body = view! {
                <Part label="What fixed it" text=fix/>
                {advice.map(|it| view! { <Part label="What to do next time" text=it/> })}
            };
            let cause = view! { <Part label="What was wrong" text=cause/> };
            (ours("Resolution", body.into_any()), internal(cause.into_any(), Vec::new())).into_any()
        }
        TicketEvent::Confirmed => event("confirmed that it is fixed."),
        TicketEvent::Reopened { body } => theirs("Requester, reopened it", written(body)),
        TicketEvent::Withdrawn => event("took the request back."),
        TicketEvent::UpdatePromised { by: promised } => {
            let promised = when::spoken(promised, *now, zone);
            view! {
                <Event at><strong>{by}</strong> " gave a new time: by " <Time at=promised/> "."</Event>
            }
            .into_any()
        }
        TicketEvent::Complained { body } => theirs("Requester, not happy with this", written(body)),
        TicketEvent::ComplaintSettled => event("settled the complaint."),
        TicketEvent::KnownTold { title, text, audience, news } => {
            let body = view! {
                <Part label=title text/>
                {news.map(|it| view! { <Part label="What is new" text=it/> })}
            };
            everybody(audience.label(), body.into_any())
        }
        TicketEvent::KnownEnded { words } => {
            everybody("The end of the known incident", written(words))
        }
        TicketEvent::ColleagueAdded { email } => about("shared it with", email),
        TicketEvent::ColleagueRemoved { email } => about("stopped sharing it with", email),
        TicketEvent::ColleagueLeft { email } => about("left it, as", email),
    }
}

/// What holds again.
pub(super) fn again(to: &Restored, names: Names) -> String {
    match to {
        Restored::Assignee { to: None } => "it is with nobody again".to_owned(),
        Restored::Assignee { to: Some(name) } => format!("it is with {name} again"),
        Restored::Team { to } => format!("it is for the team {} again", names.team(*to)),
        Restored::Priority { to } => format!("its priority is {} again", to.label()),
        Restored::Category { to } => format!("it is about {} again", names.category(*to)),
    }
}

/// The cause in a resolution.
fn cause_of(words: &PublicWords) -> Option<String> {
    match words {
        PublicWords::Resolution { cause, .. } => Some(cause.clone()),
        PublicWords::Reply { .. } | PublicWords::Question { .. } => None,
    }
}

/// What somebody wrote, with their line breaks.
fn written(text: String) -> AnyView {
    view! { <p class="as-written measure">{text}</p> }.into_any()
}

#[component]
fn Part(#[prop(into)] label: String, text: String) -> impl IntoView {
    view! {
        <div>
            <p><strong>{label}</strong></p>
            {written(text)}
        </div>
    }
}
