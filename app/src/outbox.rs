//! What was sent without a connection. It waits on this device, as it was entered and under its idempotency
//! key, and is sent once there is a connection: at once if a tab is open, else when Portico is opened next.
//! However many tabs send it, however often, it arrives once (decision 5). What is refused then is put back
//! where it was written, with the reason.

mod entry;

pub(crate) use entry::{Entry, What};

use crate::{
    alive::once_alive,
    api,
    device::{self, Kind, on_kept_elsewhere},
    session::Person,
};
use entry::Outcome;
use leptos::{
    ev,
    leptos_dom::helpers::{TimeoutHandle, WindowListenerHandle},
    prelude::*,
    task::spawn_local,
};
use shared::{
    api::session::GetSession,
    id::{PersonId, Reference},
    problem::{Code, Problem},
};
use std::time::Duration;

/// Tried again after this long, and after twice as long each time that it fails.
const FIRST_WAIT: Duration = Duration::from_secs(2);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What waits, what became of it, and whether the server can be reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outbox {
    person: Person,
    /// The names under which they are kept, with what waits.
    entries: RwSignal<Vec<(String, Entry)>>,
    /// What arrived since this page was opened.
    arrived: RwSignal<Vec<(What, Reference)>>,
    is_offline: RwSignal<bool>,
    is_signed_out: RwSignal<bool>,
    is_sending: StoredValue<bool>,
    n_failed: StoredValue<u32>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// Watches the connection and sends what waits. Called once, above the pages.
pub(crate) fn provide_outbox(person: Person) {
    let outbox = Outbox {
        person,
        entries: RwSignal::new(Vec::new()),
        arrived: RwSignal::new(Vec::new()),
        is_offline: RwSignal::new(false),
        is_signed_out: RwSignal::new(false),
        is_sending: StoredValue::new(false),
        n_failed: StoredValue::new(0),
        timer: StoredValue::new(None),
    };
    provide_context(outbox);
    once_alive(move || outbox.watch_connection());
    Effect::new(move |_| {
        let Some(person) = person.id() else { return };
        outbox.read(person);
        if !outbox.entries.read_untracked().is_empty() {
            outbox.send();
        }
        on_kept_elsewhere(move |name, _| {
            if name.starts_with(&device::name_of(Kind::Waiting, person, "")) {
                outbox.read(person);
            }
        });
    });
}

/// The outbox; `None` outside the application.
pub(crate) fn use_outbox() -> Option<Outbox> {
    use_context()
}

impl Outbox {
    /// What waits.
    pub(crate) fn entries(self) -> Vec<(String, Entry)> {
        self.entries.get()
    }

    /// What arrived since this page was opened, and how to call it.
    pub(crate) fn arrived(self) -> Vec<(What, Reference)> {
        self.arrived.get()
    }

    /// Whether the server cannot be reached.
    pub(crate) fn is_offline(self) -> bool {
        self.is_offline.get()
    }

    /// Whether what waits can only be sent after signing in again.
    pub(crate) fn is_signed_out(self) -> bool {
        self.is_signed_out.get()
    }

    /// Keeps `entry` to send it later. Says whether it is kept.
    pub(crate) fn add(self, key: &str, entry: &Entry) -> bool {
        let Some(person) = self.person.id_untracked() else { return false };
        let name = device::name_of(Kind::Waiting, person, key);
        let is_kept = serde_json::to_string(entry).is_ok_and(|it| device::keep(person, &name, &it));
        self.read(person);
        self.try_later();
        is_kept
    }

    /// Puts what waits under `name` back where it was written, to be changed. Gives the page of it; nothing
    /// where something else is being written there.
    pub(crate) fn take_back(self, name: &str) -> Option<String> {
        let person = self.person.id_untracked()?;
        let entry = Entry::read(name)?;
        let page = entry.page.clone();
        entry.put_back(person).then(|| {
            api::forget(name);
            self.read(person);
            page
        })
    }

    fn read(self, person: PersonId) {
        let names = device::names(Kind::Waiting, person).into_iter();
        let mut entries: Vec<_> =
            names.filter_map(|name| Some((name.clone(), Entry::read(&name)?))).collect();
        entries.sort_by_key(|it| it.1.written);
        self.entries.set(entries);
    }

    fn watch_connection(self) {
        self.is_offline.set(!api::is_online());
        let online = window_event_listener(ev::online, move |_| {
            self.is_offline.set(false);
            self.n_failed.set_value(0);
            self.send();
        });
        let offline = window_event_listener(ev::offline, move |_| {
            self.is_offline.set(true);
            self.try_later();
        });
        // Whoever comes back to this tab may have signed in again in another.
        let focus = window_event_listener(ev::focus, move |_| {
            if !self.entries.read_untracked().is_empty() {
                self.send();
            }
        });
        on_cleanup(move || {
            [online, offline, focus].into_iter().for_each(WindowListenerHandle::remove)
        });
    }

    /// Sends what waits, in the order in which it was written.
    fn send(self) {
        if self.is_sending.get_value() {
            return;
        }
        self.is_sending.set_value(true);
        spawn_local(async move {
            let is_through = self.send_all().await;
            self.is_sending.try_set_value(false);
            if is_through {
                self.n_failed.try_set_value(0);
            } else {
                self.try_later();
            }
        });
    }

    /// Says whether the server was there for all of it.
    async fn send_all(self) -> bool {
        // Somebody else may have signed in in another tab: nothing is sent in their name.
        let Ok(session) = api::call(GetSession {}).await else { return false };
        let Some(person) = self.person.id_untracked() else { return true };
        let is_same = session.person.is_some_and(|it| it.id == person);
        self.is_signed_out.set(!is_same);
        if !is_same {
            return true;
        }
        self.read(person);
        for (name, entry) in self.entries.get_untracked() {
            match entry.send().await {
                Outcome::Arrived(reference) => {
                    api::forget(&name);
                    self.arrived.update(|it| it.push((entry.what, reference)));
                }
                Outcome::Refused(problem) => Self::refuse(person, &name, entry, problem),
                Outcome::NotNow(problem) => {
                    self.is_signed_out.set(problem.code == Code::SignInNeeded);
                    self.read(person);
                    return problem.code == Code::SignInNeeded;
                }
                Outcome::Nothing => {}
            }
        }
        self.read(person);
        true
    }

    /// Keeps why it was refused; whoever opens it finds it where it was written.
    fn refuse(person: PersonId, name: &str, mut entry: Entry, problem: Problem) {
        entry.problem = Some(problem);
        if let Ok(text) = serde_json::to_string(&entry) {
            device::keep(person, name, &text);
        }
    }

    /// Tries again in a while, as long as something waits or the server has to be found again.
    fn try_later(self) {
        let is_needed = self.is_offline.get_untracked()
            || self.entries.with_untracked(|it| it.iter().any(|it| it.1.problem.is_none()));
        if !is_needed {
            return;
        }
        self.timer.update_value(|timer| {
            if let Some(before) = timer.take() {
                before.clear();
            }
            let wait = wait_after(self.n_failed.get_value());
            // Without a timer it is tried when there is a connection, or on the next page.
            *timer = set_timeout_with_handle(move || self.try_again(), wait).ok();
        });
    }

    fn try_again(self) {
        self.n_failed.update_value(|it| *it = it.saturating_add(1));
        // The browser says so when there is a connection again.
        if api::is_online() { self.send() } else { self.try_later() }
    }
}

fn wait_after(n_failed: u32) -> Duration {
    FIRST_WAIT.saturating_mul(1 << n_failed.min(10)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_waits_grow_and_end_growing() {
        let waits: Vec<u64> = (0..8).map(|it| wait_after(it).as_secs()).collect();
        assert_eq!(waits, [2, 4, 8, 16, 32, 60, 60, 60]);
        assert_eq!(wait_after(u32::MAX), LONGEST_WAIT);
    }
}
