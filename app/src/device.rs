//! What this device keeps of somebody: what they write, and what waits to be sent. All of it under the id of
//! the person, so that nobody finds what another one wrote (D1.18). Knows nothing of what is in it.

use crate::{api, session::Person};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};
use shared::id::PersonId;
use std::time::Duration;

/// What is typed is kept this long after, whether or not typing goes on: no more is ever lost.
const PAUSE: Duration = Duration::from_millis(400);
/// The name under which the device knows who uses it; removed by whoever signs out.
const USER: &str = "person";

/// Whose that is which somebody writes who is not signed in. Nobody has this id: ids count from a time before
/// the first one was given.
pub(crate) const GUEST: PersonId = PersonId(0);

/// The kinds of things that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The answers of a new request.
    Answers,
    /// A text that belongs to a request.
    Text,
    /// What was sent without a connection.
    Waiting,
    /// What was sent last, for whoever goes back to it.
    Sent,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            // Written by earlier versions too: a name is never changed.
            Self::Answers => "draft",
            Self::Text => "text",
            Self::Waiting => "outbox",
            Self::Sent => "sent",
        }
    }

    /// Whether somebody would miss it.
    fn is_unsent(name: &str) -> bool {
        let kind = name.split('.').next();
        [Self::Answers, Self::Text, Self::Waiting].iter().any(|it| kind == Some(it.name()))
    }
}

/// The name of something of `person`'s: `draft.7`, `text.7.messages.K7M4-2QX`.
pub(crate) fn name_of(kind: Kind, person: PersonId, rest: &str) -> String {
    let dot = if rest.is_empty() { "" } else { "." };
    format!("{}.{person}{dot}{rest}", kind.name())
}

fn is_of(name: &str, person: PersonId) -> bool {
    name.split('.').nth(1).is_some_and(|it| it == person.to_string())
}

/// The names of what is kept of this kind.
pub(crate) fn names(kind: Kind, person: PersonId) -> Vec<String> {
    let start = name_of(kind, person, "");
    let starts = |it: &String| it.strip_prefix(&start).is_some_and(|it| it.starts_with('.'));
    let mut names: Vec<String> = api::kept_names().into_iter().filter(starts).collect();
    names.sort();
    names
}

/// Whether `person` has anything here that is not sent.
pub(crate) fn has_unsent(person: PersonId) -> bool {
    api::kept_names().iter().any(|it| is_of(it, person) && Kind::is_unsent(it))
}

/// Whether somebody whose sign-in ran out has anything here that is not sent.
pub(crate) fn waits_for_sign_in() -> bool {
    let person = api::kept(USER).and_then(|it| it.parse().ok());
    person.is_some_and(has_unsent)
}

/// Keeps `text` under `name`, which is of `person`'s. Says whether it is kept: not once they have signed out,
/// in whichever tab.
pub(crate) fn keep(person: PersonId, name: &str, text: &str) -> bool {
    keeps_for(person) && api::keep(name, text)
}

/// Whether this device keeps what `person` writes.
pub(crate) fn keeps_for(person: PersonId) -> bool {
    person == GUEST || api::kept(USER).is_some_and(|it| it == person.to_string())
}

/// `person` signs out: forgets who uses this device, and all that was written unless it is to stay.
pub(crate) fn leave(person: PersonId, stays: bool) {
    api::forget(USER);
    if !stays {
        api::kept_names().iter().filter(|it| is_of(it, person)).for_each(|it| api::forget(it));
    }
}

/// Notes who uses this device. Called once, above the pages: a tab that shows what is another person's by
/// now, or nobody's, loads itself anew.
pub(crate) fn watch_user(user: Person) {
    Effect::new(move |_| {
        let Some(person) = user.id() else { return };
        let person = person.to_string();
        if api::kept(USER).as_ref() != Some(&person) {
            api::keep(USER, &person);
        }
        on_kept_elsewhere(move |name, now| {
            if name == USER && now.as_ref() != Some(&person) {
                api::reload();
            }
        });
    });
}

/// Calls `task` with the name and the text when another tab keeps something, or forgets it; until the
/// reactive owner is gone.
pub(crate) fn on_kept_elsewhere(task: impl Fn(&str, Option<String>) + 'static) {
    let handle = window_event_listener(ev::storage, move |event| {
        if let Some(name) = event.key().as_deref().and_then(api::name_of_kept) {
            task(name, event.new_value());
        }
    });
    on_cleanup(move || handle.remove());
}

/// Calls `task` when the page may be seen for the last time; until the reactive owner is gone.
pub(crate) fn on_leaving(task: impl Fn() + Copy + 'static) {
    for name in ["pagehide", "visibilitychange"] {
        let handle = window_event_listener_untyped(name, move |_| task());
        on_cleanup(move || handle.remove());
    }
}

/// Something to do in a moment, once for all that happens until then.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Soon(StoredValue<Option<TimeoutHandle>>);

impl Soon {
    pub(crate) fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// Whether there is something to do.
    pub(crate) fn is_due(self) -> bool {
        self.0.with_value(Option::is_some)
    }

    /// Does `task` after a pause, unless something is due already.
    pub(crate) fn run(self, task: impl FnOnce() + 'static) {
        if !self.is_due() {
            let timer = set_timeout_with_handle(
                move || {
                    self.0.try_set_value(None);
                    task();
                },
                PAUSE,
            );
            self.0.set_value(timer.ok());
        }
    }

    /// There is nothing to do any more.
    pub(crate) fn cancel(self) {
        self.0.try_update_value(|timer| {
            if let Some(timer) = timer.take() {
                timer.clear();
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_named_after_its_person() {
        let seven = PersonId(7);
        assert_eq!(name_of(Kind::Answers, seven, ""), "draft.7");
        let text = name_of(Kind::Text, seven, "messages.K7M4-2QX");
        assert_eq!(text, "text.7.messages.K7M4-2QX");
        assert!(is_of(&text, seven) && is_of("draft.7", seven));
        assert!(!is_of(&text, PersonId(77)) && !is_of("draft.77", seven) && !is_of(USER, seven));
    }

    #[test]
    fn what_was_sent_is_not_missed() {
        assert!(Kind::is_unsent("draft.7") && Kind::is_unsent("outbox.7.k"));
        assert!(!Kind::is_unsent("sent.7") && !Kind::is_unsent(USER));
    }
}
