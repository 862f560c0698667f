//! What happened with a request, newest last (D3.3). Small steps in a row are folded into one line.

use crate::{
    components::time::Time,
    names::use_names,
    ticket::{
        timeline::{Entry, Event, Kind, SmallSteps, Timeline},
        when,
    },
};
use leptos::prelude::*;
use shared::{
    api::requests::{Clock, Request, RequestEntry, RequestEvent},
    time::Instant,
};

/// From so many lines on there is a way to jump to the last.
const LONG: usize = 5;

/// The timeline.
#[component]
pub fn History(request: Request) -> impl IntoView {
    let Request { clock, entries, .. } = request;
    let lines = lines(entries);
    let last = lines.len().saturating_sub(1);
    let lines = lines.into_iter().enumerate().map(move |(n, line)| {
        let id = (n == last).then_some("latest");
        match line {
            Line::One(entry) => view! { <OneEntry entry clock=clock.clone() id/> }.into_any(),
            Line::Small(steps) => view! { <Folded steps clock=clock.clone() id/> }.into_any(),
        }
    });
    view! { <Timeline>{lines.collect_view()}</Timeline> }.into_any()
}

/// Whether it takes scrolling to see what happened last.
#[must_use]
pub fn is_long(request: &Request) -> bool {
    lines(request.entries.clone()).len() >= LONG
}

/// One line of the timeline.
#[derive(Debug, PartialEq, Eq)]
enum Line {
    One(RequestEntry),
    /// At least two, one after the other.
    Small(Vec<RequestEntry>),
}

fn lines(entries: Vec<RequestEntry>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for entry in entries {
        match lines.last_mut() {
            Some(Line::Small(steps)) if is_small(&entry) => steps.push(entry),
            Some(line) if is_small(&entry) && line.is_small() => {
                if let Line::One(first) = std::mem::replace(line, Line::Small(Vec::new())) {
                    *line = Line::Small(vec![first, entry]);
                }
            }
            _ => lines.push(Line::One(entry)),
        }
    }
    lines
}

impl Line {
    fn is_small(&self) -> bool {
        matches!(self, Self::One(entry) if is_small(entry))
    }
}

/// Whether nobody misses it who reads what was written.
fn is_small(entry: &RequestEntry) -> bool {
    matches!(
        entry.what,
        RequestEvent::Taken
            | RequestEvent::ColleagueAdded { .. }
            | RequestEvent::ColleagueRemoved { .. }
            | RequestEvent::ColleagueLeft { .. }
    )
}

#[component]
fn Folded(steps: Vec<RequestEntry>, clock: Clock, id: Option<&'static str>) -> impl IntoView {
    let first = steps.first().map(|it| when::stamp(it.at, clock.now, &clock.zone));
    let summary = format!("{} small steps", steps.len());
    let steps = steps.into_iter().filter_map(|it| match told(&it.by, it.what) {
        Told::Done(words) => Some(words),
        Told::NewTime(_) | Told::Written { .. } => None,
    });
    let steps: Vec<String> = steps.collect();
    first.map(|at| view! { <SmallSteps at summary steps id/> }).into_any()
}

#[component]
fn OneEntry(entry: RequestEntry, clock: Clock, id: Option<&'static str>) -> impl IntoView {
    let RequestEntry { at, by, ours, what, files } = entry;
    let Clock { now, zone } = clock;
    let at = when::stamp(at, now, &zone);
    let (note, text, remarks) = match told(&by, what) {
        Told::Done(words) => return view! { <Event at id>{words}</Event> }.into_any(),
        Told::NewTime(promised) => {
            let promised = when::spoken(promised, now, &zone);
            return view! {
                <Event at id>{by} " gave a new time: you hear more by " <Time at=promised/></Event>
            }
            .into_any();
        }
        Told::Written { note, text, remarks } => (note, text, remarks),
    };
    let kind = if ours { Kind::Ours } else { Kind::Theirs };
    let remarks = remarks.into_iter().map(|(label, text)| {
        view! { <p class="as-written small soft">{label} ": " {text}</p> }
    });
    view! {
        <Entry kind at author=by note id files>
            <p class="as-written">{text}</p>
            {remarks.collect_view()}
        </Entry>
    }
    .into_any()
}

/// What is told of an entry.
enum Told {
    /// Nothing was written; this was done.
    Done(String),
    /// More is promised by then.
    NewTime(Instant),
    /// Somebody's words.
    Written {
        /// Beside their name.
        note: &'static str,
        text: String,
        /// In small below, each with its label.
        remarks: Vec<(String, String)>,
    },
}

fn told(by: &str, what: RequestEvent) -> Told {
    let written = |note, text| Told::Written { note, text, remarks: Vec::new() };
    let remark = |label: &str, text: Option<String>| text.map(|it| (label.to_owned(), it));
    let names = use_names();
    match what {
        RequestEvent::Filed { description, behalf, details, since, tried } => {
            let asked = details.into_iter().map(|it| (it.question, it.answer.into()));
            let told = [remark("When it started", since), remark("What was tried", tried)];
            let remarks = remark("For", behalf).into_iter();
            let remarks = remarks.chain(asked).chain(told.into_iter().flatten()).collect();
            Told::Written { note: "", text: description, remarks }
        }
        RequestEvent::Message { body, question } => {
            written(if question { "asks" } else { "" }, body)
        }
        RequestEvent::Resolved { fix, advice } => {
            let remarks = remark("If it happens again", advice).into_iter().collect();
            Told::Written { note: "thinks it is fixed", text: fix, remarks }
        }
        RequestEvent::Reopened { body } => written("not fixed", body),
        RequestEvent::Complained { body } => written("not happy with this", body),
        RequestEvent::Taken => Told::Done(format!("{by} took it on")),
        RequestEvent::Merged { into } => {
            Told::Done(format!("{by} saw that you sent this twice. It goes on as {into}"))
        }
        RequestEvent::Unmerged { from } => {
            Told::Done(format!("{by} keeps this apart from {from} again"))
        }
        RequestEvent::Called => Told::Done(format!("{by} wrote this down while you called")),
        RequestEvent::Categorised { from, to } => Told::Done(format!(
            "{by} moved it from {} to {}",
            names.category(from),
            names.category(to)
        )),
        RequestEvent::Prioritised { from, to, reason } if from == to => {
            Told::Done(format!("{by} looked at its priority, which stays {}: {reason}", to.label()))
        }
        RequestEvent::Prioritised { from, to, reason } => Told::Done(format!(
            "{by} changed its priority from {} to {}: {reason}",
            from.label(),
            to.label()
        )),
        RequestEvent::PriorityPutBack { to, reason } => Told::Done(format!(
            "{by} took that back: its priority is {} again: {reason}",
            to.label()
        )),
        RequestEvent::CategoryPutBack { to } => {
            Told::Done(format!("{by} took that back: it is about {} again", names.category(to)))
        }
        RequestEvent::Confirmed => Told::Done(format!("{by} said that it is fixed")),
        RequestEvent::Withdrawn => Told::Done(format!("{by} took it back")),
        RequestEvent::UpdatePromised { by: promised } => Told::NewTime(promised),
        RequestEvent::ComplaintSettled => Told::Done(format!("{by} looked into it as a team lead")),
        RequestEvent::ColleagueAdded { email } => {
            Told::Done(format!("{by} shared it with {email}"))
        }
        RequestEvent::ColleagueRemoved { email } => {
            Told::Done(format!("{by} stopped sharing it with {email}"))
        }
        RequestEvent::ColleagueLeft { email } => Told::Done(format!("{email} left it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(what: RequestEvent) -> RequestEntry {
        let at = "2026-11-20T12:00:00Z".parse().unwrap();
        RequestEntry { at, by: "Dee".to_owned(), ours: true, what, files: Vec::new() }
    }

    #[test]
    fn small_steps_in_a_row_are_one_line() {
        let message = || entry(RequestEvent::Message { body: "Hello".into(), question: false });
        let taken = || entry(RequestEvent::Taken);
        let shared = || entry(RequestEvent::ColleagueAdded { email: "kim@b.example".into() });
        for (entries, shape) in [
            (vec![], ""),
            (vec![message()], "1"),
            (vec![message(), taken(), message()], "111"),
            (vec![message(), taken(), shared(), message()], "121"),
            (vec![shared(), shared(), shared()], "3"),
            (vec![message(), message(), taken()], "111"),
            (vec![taken(), message(), shared(), taken()], "112"),
            (vec![entry(RequestEvent::Confirmed), entry(RequestEvent::Withdrawn)], "11"),
        ] {
            let lengths = lines(entries).into_iter().map(|it| match it {
                Line::One(_) => 1,
                Line::Small(steps) => steps.len(),
            });
            assert_eq!(lengths.map(|it| it.to_string()).collect::<String>(), shape);
        }
    }
}
