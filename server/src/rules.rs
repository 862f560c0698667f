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
    sla::{
        clock::{Promise, promise},
        policy::Policy,
        running::Running,
    },
    ticket::Ticket,
    time::{Instant, WorkingTime},
};
use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};
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
    /// What each version promised, from zero on: a ticket keeps what it was promised.
    policies: BTreeMap<u64, Policy>,
}

impl Rules {
    /// Rules with the policies of the versions before, and the settings of the last.
    fn new(
        mut policies: BTreeMap<u64, Policy>,
        version: u64,
        settings: Settings,
    ) -> Result<Self, Error> {
        policies.insert(version, settings.policy.clone());
        let zone = &settings.calendar.zone;
        let known: Tz = zone
            .parse()
            .map_err(|_| Error::internal(format!("the settings name the unknown zone {zone}")))?;
        let reach = policies.values().map(|it| settings.calendar.reach(it)).max().unwrap_or(0);
        let calendar = Calendar::new(known, settings.calendar.hours.clone(), reach);
        Ok(Self { version, settings, calendar, policies })
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
        promise(self.policy_of(ticket), *priority, *received, facts, working)
    }

    /// When the clocks of a ticket run, of all the time that `working` is laid out for.
    #[must_use]
    pub fn running<'a>(&self, ticket: &Ticket, working: &'a WorkingTime) -> Running<'a> {
        Running::of(self.policy_of(ticket).targets(ticket.priority).runs, working)
    }

    fn policy_of(&self, ticket: &Ticket) -> &Policy {
        // A version that is not known here was made this moment and is about to be taken over.
        self.policies.get(&ticket.promised_by).unwrap_or(&self.settings.policy)
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
        let current = RwLock::new(Arc::new(Rules::new(BTreeMap::new(), 0, start.clone())?));
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
        let known = self.current();
        let version = known.version;
        let read = store.read(|reader| async move { settings::after(&reader, version).await });
        let mut new = read.await?;
        let Some(latest) = new.pop() else { return Ok(()) };
        let mut policies = known.policies.clone();
        // What Portico started with is kept in its first version: this release may start with something else.
        for it in new.iter().chain([&latest]) {
            policies.extend(it.start.iter().map(|it| (0, it.policy.clone())));
            policies.insert(it.number, it.settings.policy.clone());
        }
        let rules = Arc::new(Rules::new(policies, latest.number, latest.settings)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = rules;
        Ok(())
    }
}
