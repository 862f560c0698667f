//! Answers that are kept on this device until they are sent (D1.18), under the id of the person, so that
//! nobody finds what another one wrote. Every tab shows the same answers: what is typed in one appears in
//! the others, and what one has sent the others do not send again. Knows nothing of what is asked.

mod merge;

use super::start::Start;
use crate::{
    api,
    device::{self, GUEST, Kind, Soon, on_kept_elsewhere, on_leaving},
    outbox::{Entry, Outbox, What, use_outbox},
};
use chrono::{DateTime, SecondsFormat};
use leptos::prelude::*;
use merge::merge;
use serde::{Deserialize, Serialize};
use shared::{
    api::requests::{Draft, FileRequest},
    attachment::AttachmentRef,
    id::PersonId,
    problem::Problem,
    ticket::intake::{Answers, page::Page},
};

/// What is kept. Fields are only ever added, each with a default: what an older version kept is read too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    answers: Answers,
    /// The draft on the server that these answers began with, to be forgotten with them.
    draft: String,
    /// The idempotency key: whichever tab sends the answers, they are sent once.
    key: String,
    /// Why they were refused when they were sent later.
    problem: Option<Problem>,
    /// The files among the answers, with their names.
    files: Vec<AttachmentRef>,
}

/// The answers of this tab, and whether the device has them too.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    stored: RwSignal<Stored>,
    /// What the device had last, as far as this tab knows.
    before: StoredValue<Answers>,
    is_saved: RwSignal<bool>,
    person: RwSignal<Option<PersonId>>,
    soon: Soon,
    outbox: Option<Outbox>,
    /// How often another tab changed something.
    n_joined: RwSignal<u32>,
    n_thrown_away: RwSignal<u32>,
    /// The reference of what was sent last from this tab, for whoever goes back.
    pub sent: RwSignal<Option<String>>,
    /// The same, from another tab or before this page was loaded.
    pub sent_elsewhere: RwSignal<Option<String>>,
}

/// Makes room for answers. Called once, above the pages.
pub(crate) fn provide_kept() {
    let kept = Kept::new();
    provide_context(kept);
    Effect::new(move |_| kept.watch());
}

/// The answers of this tab.
#[must_use]
pub fn use_kept() -> Kept {
    use_context().unwrap_or_else(Kept::new)
}

impl Kept {
    fn new() -> Self {
        Self {
            stored: RwSignal::new(Stored::default()),
            before: StoredValue::new(Answers::default()),
            is_saved: RwSignal::new(false),
            person: RwSignal::new(None),
            soon: Soon::new(),
            outbox: use_outbox(),
            n_joined: RwSignal::new(0),
            n_thrown_away: RwSignal::new(0),
            sent: RwSignal::new(None),
            sent_elsewhere: RwSignal::new(None),
        }
    }

    /// The answers so far; empty before [`Kept::open`].
    #[must_use]
    pub fn answers(self) -> Answers {
        self.stored.with_untracked(|it| it.answers.clone())
    }

    /// For effects that show the answers: they run again when another tab changed them.
    pub fn track_other_tabs(self) {
        self.n_joined.track();
    }

    /// What happened, as far as it is written; changes are noticed.
    #[must_use]
    pub fn description(self) -> String {
        self.stored.with(|it| it.answers.description.clone())
    }

    /// The articles that were opened meanwhile; changes are noticed.
    #[must_use]
    pub fn articles(self) -> Vec<String> {
        self.stored.with(|it| it.answers.articles.clone())
    }

    /// Remembers that the article at `slug` was opened, so that nobody sends it again (D2.7).
    pub fn read(self, slug: &str) {
        let mut answers = self.answers();
        answers.articles.retain(|it| it != slug);
        answers.articles.push(slug.to_owned());
        self.hear(Page::Describe, answers);
    }

    /// Whether the answers of this person were taken up; changes are noticed.
    #[must_use]
    pub fn is_open(self) -> bool {
        self.person.get().is_some()
    }

    /// The files among the answers.
    #[must_use]
    pub fn files(self) -> Vec<AttachmentRef> {
        self.stored.with_untracked(|it| {
            let is_answer = |file: &&AttachmentRef| it.answers.files.contains(&file.id.to_string());
            it.files.iter().filter(is_answer).cloned().collect()
        })
    }

    /// From now on `files` are the files among the answers.
    pub fn keep_files(self, files: Vec<AttachmentRef>) {
        let ids: Vec<String> = files.iter().map(|it| it.id.to_string()).collect();
        if self.stored.with_untracked(|it| it.files == files && it.answers.files == ids) {
            return;
        }
        self.stored.update(|it| it.files = files);
        self.hear(Page::Describe, Answers { files: ids, ..self.answers() });
    }

    /// How often the answers were thrown away here; changes are noticed.
    #[must_use]
    pub fn n_thrown_away(self) -> u32 {
        self.n_thrown_away.get()
    }

    /// The draft on the server to forget with them.
    #[must_use]
    pub fn draft(self) -> String {
        self.stored.with_untracked(|it| it.draft.clone())
    }

    /// Whether the device has what was typed, up to a moment ago.
    #[must_use]
    pub fn is_saved(self) -> bool {
        self.is_saved.get() && self.stored.with(|it| it.answers != Answers::default())
    }

    /// Takes up what this device keeps for `person`, who may be the [`GUEST`]. Answers that began without
    /// scripts are taken over from the server, once; so are those of a guest who has signed in since.
    pub fn open(self, person: PersonId, start: &Start) {
        let from_server = &start.draft;
        let is_known = self.person.get_untracked() == Some(person);
        // What was taken back from the outbox is on the device alone.
        if !is_known || self.stored.with_untracked(|it| *it == Stored::default()) {
            if !is_known {
                self.person.set(Some(person));
            }
            let stored = read(person);
            self.is_saved.set(stored.is_some());
            if stored.is_none() {
                self.sent_elsewhere.set(api::kept(&name_of_sent(person)));
            }
            self.take(stored.unwrap_or_default());
            if start.was_guest && person != GUEST && self.answers() == Answers::default() {
                self.take_over();
            }
        }
        if !from_server.draft.is_empty() && self.draft() != from_server.draft {
            let Draft { draft, answers, files, .. } = from_server.clone();
            self.stored.set(Stored { answers, draft, files, ..Stored::default() });
            self.save();
        }
    }

    /// What was written as a guest is the person's from now on, but for who they said they are (D1.7).
    fn take_over(self) {
        let Some(mut stored) = read(GUEST) else { return };
        stored.answers.merge(Page::Contact, Answers::default());
        self.stored.set(stored);
        self.save();
        api::forget(&name(GUEST));
    }

    /// The form that sends the answers has their key from now on, and shows why they were refused last.
    pub fn send_with(self, key: RwSignal<String>, problem: RwSignal<Option<Problem>>) {
        self.stored.with_untracked(|it| {
            if !it.key.is_empty() {
                key.set(it.key.clone());
            }
            if it.problem.is_some() {
                problem.set(it.problem.clone());
            }
        });
    }

    /// Hears the answers of one page as they stand, and keeps them in a moment.
    pub fn hear(self, page: Page, newer: Answers) {
        self.begin_anew();
        self.stored.update(|it| {
            it.answers.merge(page, newer);
            it.problem = None;
            if it.key.is_empty() {
                it.key = api::fresh_key();
            }
        });
        self.soon.run(move || self.save());
    }

    /// Keeps the answers now, together with what other tabs kept.
    pub fn save(self) {
        self.soon.cancel();
        let Some(person) = self.person.get_untracked() else { return };
        if let Some(theirs) = read(person) {
            // What is typed now is not what was refused.
            self.join(Stored { problem: None, ..theirs });
        }
        let stored = self.stored.get_untracked();
        self.before.set_value(stored.answers.clone());
        let is_kept =
            serde_json::to_string(&stored).is_ok_and(|it| device::keep(person, &name(person), &it));
        self.is_saved.set(is_kept);
    }

    /// Forgets the answers, here and on the device.
    pub fn discard(self) {
        self.clear();
        if let Some(person) = self.person.get_untracked() {
            api::forget(&name(person));
        }
    }

    /// Nobody wants the answers any more, nor the files among them.
    pub fn throw_away(self) {
        self.discard();
        self.n_thrown_away.update(|it| *it += 1);
    }

    /// The answers were sent. Other tabs that show them are told.
    pub fn sent_as(self, reference: String) {
        if let Some(person) = self.person.get_untracked() {
            device::keep(person, &name_of_sent(person), &reference);
        }
        self.discard();
        self.sent.set(Some(reference));
    }

    /// Without a connection: the answers wait to be sent, and there is room for others. Says whether the
    /// device keeps them.
    pub fn wait(self, entered: &FileRequest) -> bool {
        let (Some(person), Some(outbox)) = (self.person.get_untracked(), self.outbox) else {
            return false;
        };
        self.save();
        let Some(draft) = api::kept(&name(person)) else { return false };
        let title = entered.answers().title_or_proposal();
        let reported = DateTime::from_timestamp_millis(api::millis()).unwrap_or_default();
        let reported = reported.to_rfc3339_opts(SecondsFormat::Secs, true);
        let form = FileRequest { reported, ..entered.clone() };
        let entry = Entry::new(What::Request, title, &form, (name(person), draft));
        let is_kept = entry.is_some_and(|it| outbox.add(&entered.key, &it));
        if is_kept {
            self.discard();
        }
        is_kept
    }

    /// Shows what other tabs keep, and keeps what is typed when the page is left.
    fn watch(self) {
        let Some(person) = self.person.get() else { return };
        on_leaving(move || {
            if self.soon.is_due() {
                self.save();
            }
        });
        on_kept_elsewhere(move |changed, text| {
            if changed == name_of_sent(person) {
                self.sent_elsewhere.set(text);
            } else if changed == name(person) {
                match text.and_then(|it| serde_json::from_str(&it).ok()) {
                    Some(theirs) => self.join(theirs),
                    None => self.part(),
                }
                self.n_joined.update(|it| *it += 1);
            }
        });
    }

    /// Another tab sent the answers, or discarded them. Whoever is typing here goes on, with answers of their
    /// own.
    fn part(self) {
        if self.soon.is_due() {
            self.stored.update(|it| it.key = api::fresh_key());
        } else {
            self.clear();
        }
    }

    /// What is written now is not what was sent before.
    fn begin_anew(self) {
        self.sent.set(None);
        if self.sent_elsewhere.get_untracked().is_some() {
            self.sent_elsewhere.set(None);
        }
        if let Some(person) = self.person.get_untracked() {
            api::forget(&name_of_sent(person));
        }
    }

    /// Takes over what another tab changed, and leaves what was typed here since.
    fn join(self, theirs: Stored) {
        let ours = self.stored.get_untracked();
        let answers =
            self.before.with_value(|before| merge(before, &ours.answers, &theirs.answers));
        self.before.set_value(theirs.answers.clone());
        let new = theirs.files.iter().filter(|it| !ours.files.contains(it));
        let first = |one: &str, other: &str| if one.is_empty() { other } else { one }.to_owned();
        let joined = Stored {
            answers,
            draft: first(&ours.draft, &theirs.draft),
            key: first(&theirs.key, &ours.key),
            problem: theirs.problem,
            // Which of them are answers, the answers say.
            files: ours.files.iter().chain(new).cloned().collect(),
        };
        if ours != joined {
            self.stored.set(joined);
        }
    }

    fn take(self, stored: Stored) {
        self.before.set_value(stored.answers.clone());
        self.stored.set(stored);
    }

    fn clear(self) {
        self.soon.cancel();
        self.take(Stored::default());
        self.is_saved.set(false);
    }
}

fn name(person: PersonId) -> String {
    device::name_of(Kind::Answers, person, "")
}

fn name_of_sent(person: PersonId) -> String {
    device::name_of(Kind::Sent, person, "")
}

fn read(person: PersonId) -> Option<Stored> {
    // What cannot be read was written by no version of this page: it is started anew.
    serde_json::from_str(&api::kept(&name(person))?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_versions_kept_is_read() {
        let older = r#"{"answers":{"description":"VPN stops"},"draft":"abc"}"#;
        let stored: Stored = serde_json::from_str(older).unwrap();
        assert_eq!(
            (stored.answers.description.as_str(), stored.draft.as_str()),
            ("VPN stops", "abc")
        );
        assert_eq!((stored.key.as_str(), stored.problem), ("", None));
    }
}
