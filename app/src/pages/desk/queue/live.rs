//! The queue that is shown and the latest that is known of it. Asks for the change number, and for the queue
//! only when that is another.

use super::order::News;
use crate::api;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::queue::{GetChange, ListQueue, Queue},
    problem::Problem,
    ticket::queue::filter::QueueFilter,
};

/// Both, for what the address asks for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Live {
    wanted: Memo<QueueFilter>,
    /// What is on the page.
    pub(super) shown: RwSignal<Queue>,
    pub(super) latest: RwSignal<Queue>,
    /// Why it is not up to date, if it is not.
    pub(super) trouble: RwSignal<Option<Problem>>,
}

impl Live {
    /// A queue as it was read for the page. What the address asks for later is read and shown at once.
    pub(super) fn new(queue: Queue, wanted: Memo<QueueFilter>) -> Self {
        let live = Self {
            wanted,
            latest: RwSignal::new(queue.clone()),
            shown: RwSignal::new(queue),
            trouble: RwSignal::new(None),
        };
        Effect::new(move |before: Option<QueueFilter>| {
            let asked = wanted.get();
            if before.is_some_and(|it| it != asked) {
                live.read(asked.clone(), true);
            }
            asked
        });
        live
    }

    /// What is known and not shown.
    pub(super) fn news(self) -> News {
        News::between(&self.shown.read(), &self.latest.read())
    }

    /// Shows what is known.
    pub(super) fn show(self) {
        self.shown.set(self.latest.get_untracked());
    }

    /// Reads the queue again and shows it, after something was done to it here.
    pub(super) fn show_all(self) {
        self.read(self.wanted.get_untracked(), true);
    }

    /// Finds out whether anything changed, and what.
    pub(super) fn refresh(self) {
        spawn_local(async move {
            let answer = api::call(GetChange {}).await;
            // The page may have been left in the meantime: then there is nobody to tell.
            let Some(known) = self.latest.try_with_untracked(|it| it.change) else { return };
            match answer {
                Ok(it) if it.change == known => {
                    self.latest.try_update(|latest| latest.clock = it.clock);
                    self.trouble.try_set(None);
                }
                Ok(_) => self.read(self.wanted.get_untracked(), false),
                Err(problem) => {
                    self.trouble.try_set(Some(problem));
                }
            }
        });
    }

    fn read(self, asked: QueueFilter, shows: bool) {
        spawn_local(async move {
            let answer = api::call(ListQueue(asked.clone())).await;
            // An answer to what is no longer asked is dropped, and so is one for a page that was left.
            if self.wanted.try_get_untracked().is_none_or(|now| now != asked) {
                return;
            }
            match answer {
                Ok(queue) => {
                    self.latest.try_set(queue);
                    self.trouble.try_set(None);
                    if shows {
                        self.show();
                    }
                }
                Err(problem) => {
                    self.trouble.try_set(Some(problem));
                }
            }
        });
    }
}
