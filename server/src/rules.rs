//! The settings in force in memory, with what is laid out from them. Read from the store at the start and after
//! each change; whatever is promised or shown asks here.

use crate::{
    calendar::Calendar,
    error::Error,
    store::{Store, tables::settings},
};
use chrono_tz::Tz;
use shared::{
    settings::Settings,
    sla::clock::{Promise, promise},
    ticket::Ticket,
    time::{Instant, WorkingTime},
};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;

/// One version of the settings, ready to be asked.
#[derive(Debug)]
pub struct Rules {
    /// Which version; zero is what Portico starts with.
    pub version: u64,
    /// All of it.
    pub settings: Settings,
    /// When somebody works.
    pub calendar: Calendar,
}

impl Rules {
    fn new(version: u64, settings: Settings) -> Result<Self, Error> {
        let zone = &settings.calendar.zone;
        let known: Tz = zone
            .parse()
            .map_err(|_| Error::internal(format!("the settings name the unknown zone {zone}")))?;
        let calendar = Calendar::new(known, settings.calendar.hours.clone(), settings.reach());
        Ok(Self { version, settings, calendar })
    }

    /// The promises of a ticket as they stand at `now`.
    #[must_use]
    pub fn promise(&self, ticket: &Ticket, now: Instant) -> Promise {
        self.promise_in(ticket, &self.calendar.around(now))
    }

    /// The same for many tickets, with the working time around now.
    #[must_use]
    pub fn promise_in(&self, ticket: &Ticket, working: &WorkingTime) -> Promise {
        let Ticket { priority, received, facts, .. } = ticket;
        promise(&self.settings.policy, *priority, *received, facts, working)
    }
}

/// Which rules are in force.
#[derive(Debug)]
pub struct RulesInForce {
    start: Settings,
    current: RwLock<Arc<Rules>>,
    refreshing: Mutex<()>,
}

impl RulesInForce {
    /// The rules of a Portico that starts with `start`, until a version is found in the store.
    ///
    /// # Errors
    /// The zone of `start` is not known.
    pub fn starting(start: Settings) -> Result<Self, Error> {
        let current = RwLock::new(Arc::new(Rules::new(0, start.clone())?));
        Ok(Self { start, current, refreshing: Mutex::new(()) })
    }

    /// What holds before anything is changed.
    #[must_use]
    pub fn start(&self) -> &Settings {
        &self.start
    }

    /// What is in force.
    #[must_use]
    pub fn current(&self) -> Arc<Rules> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes over what the store has. It is read while nobody else refreshes, so the last one to come always
    /// shows the last commit.
    ///
    /// # Errors
    /// What the store says, or a zone that this release does not know.
    pub async fn refresh(&self, store: &Store) -> Result<(), Error> {
        let _alone = self.refreshing.lock().await;
        let latest = store.read(|reader| async move { settings::latest(&reader).await }).await?;
        let Some(latest) = latest.filter(|it| it.number != self.current().version) else {
            return Ok(());
        };
        let rules = Arc::new(Rules::new(latest.number, latest.settings)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = rules;
        Ok(())
    }
}
