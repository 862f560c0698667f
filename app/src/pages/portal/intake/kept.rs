//! Answers that are kept on this device until they are sent (D1.18): after each pause in typing, under the
//! id of the person, so that nobody finds what another one wrote.

use crate::api;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use serde::{Deserialize, Serialize};
use shared::{
    api::requests::Draft,
    id::PersonId,
    ticket::intake::{Answers, page::Page},
};
use std::time::Duration;

/// How long typing pauses before it is kept.
const PAUSE: Duration = Duration::from_millis(400);

/// What is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    answers: Answers,
    /// The draft on the server that these answers began with, to be forgotten with them.
    draft: String,
}

/// The answers of this tab, and whether the device has them too.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    stored: RwSignal<Stored>,
    is_saved: RwSignal<bool>,
    person: StoredValue<Option<PersonId>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    /// The reference of what was sent last from this tab, for whoever goes back.
    pub sent: RwSignal<Option<String>>,
}

/// Makes room for answers. Called once, above the pages.
pub(crate) fn provide_kept() {
    provide_context(Kept::new());
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
            is_saved: RwSignal::new(false),
            person: StoredValue::new(None),
            timer: StoredValue::new(None),
            sent: RwSignal::new(None),
        }
    }

    /// The answers so far; empty before [`Kept::open`].
    #[must_use]
    pub fn answers(self) -> Answers {
        self.stored.with_untracked(|it| it.answers.clone())
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

    /// The draft on the server to forget with them.
    #[must_use]
    pub fn draft(self) -> String {
        self.stored.with_untracked(|it| it.draft.clone())
    }

    /// Whether the device has what was typed, up to the last pause.
    #[must_use]
    pub fn is_saved(self) -> bool {
        self.is_saved.get() && self.stored.with(|it| it.answers != Answers::default())
    }

    /// Takes up what this device keeps for `person`. Answers that began without scripts are taken over
    /// from the server, once.
    pub fn open(self, person: PersonId, from_server: &Draft) {
        if self.person.get_value() != Some(person) {
            self.person.set_value(Some(person));
            let stored = self.name().and_then(|name| api::kept(&name));
            // What cannot be read was written by another version: it is started anew.
            let stored = stored.and_then(|it| serde_json::from_str::<Stored>(&it).ok());
            self.is_saved.set(stored.is_some());
            self.stored.set(stored.unwrap_or_default());
        }
        if !from_server.draft.is_empty() && self.draft() != from_server.draft {
            let Draft { draft, answers } = from_server.clone();
            self.stored.set(Stored { answers, draft });
            self.save();
        }
    }

    /// Hears the answers of one page as they stand, and keeps them once typing pauses.
    pub fn hear(self, page: Page, newer: Answers) {
        self.sent.set(None);
        self.stored.update(|it| it.answers.merge(page, newer));
        self.timer.update_value(|timer| {
            if let Some(before) = timer.take() {
                before.clear();
            }
            // Without a timer they are kept when the page is answered.
            *timer = set_timeout_with_handle(move || self.save(), PAUSE).ok();
        });
    }

    /// Keeps the answers now.
    pub fn save(self) {
        if let (Some(name), Ok(text)) =
            (self.name(), serde_json::to_string(&*self.stored.read_untracked()))
        {
            self.is_saved.set(api::keep(&name, &text));
        }
    }

    /// Forgets the answers, here and on the device.
    pub fn discard(self) {
        self.timer.update_value(|timer| {
            if let Some(before) = timer.take() {
                before.clear();
            }
        });
        self.stored.set(Stored::default());
        self.is_saved.set(false);
        if let Some(name) = self.name() {
            api::forget(&name);
        }
    }

    fn name(self) -> Option<String> {
        self.person.get_value().map(|it| format!("draft.{it}"))
    }
}
