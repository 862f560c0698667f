//! What every request needs, shared by all of them.

use crate::{
    allowance::Allowances,
    attachments::Attachments,
    auth::{
        cookie::SessionCookie,
        oidc::{Oidc, OidcBoot},
        password::Passwords,
        waiting::Waits,
    },
    clock::Clock,
    error::Error,
    ids::IdSource,
    presence::Presences,
    readings::Readings,
    rules::{Rules, RulesInForce},
    search::Knowledge,
    store::{Store, projection::OpenTickets, solved::SolvedCounts, staff::Staff},
    telemetry::Metrics,
};
use chrono::TimeDelta;
use chrono_tz::Tz;
use shared::{settings::Settings, text::ZoneName, time::Instant};
use std::{ops::Deref, path::PathBuf, sync::Arc};

/// The server's state. Cheap to clone.
#[derive(Clone)]
pub struct AppState(Arc<Shared>);

/// What the clones share.
pub struct Shared {
    /// The origin that people type, such as `https://help.example`; without it, the request's `Host` is
    /// believed (loopback and tests).
    pub public_origin: Option<Arc<str>>,
    /// Where links to this Portico lead: what people type, or else where it listens. Never what a request
    /// says (attack 36).
    pub url: Arc<str>,
    /// Whether the proxy in front is believed when it says where a request comes from.
    pub trusted_proxy: bool,
    /// Whether this is the demo: people to sign in as, metrics for everybody.
    pub demo: bool,
    /// Where everything is kept but the bytes of files.
    pub store: Store,
    /// Where those are kept.
    pub attachments: Attachments,
    /// What time it is.
    pub clock: Clock,
    /// New ids.
    pub ids: IdSource,
    /// Password hashing with its limits.
    pub passwords: Passwords,
    /// What waits for a second step of somebody who signs in, or sets one up.
    pub waiting: Waits,
    /// Whoever talks to the identity provider.
    pub oidc: Oidc,
    /// The knowledge indexes.
    pub knowledge: Knowledge,
    /// The open tickets.
    pub open_tickets: OpenTickets,
    /// Who works on them.
    pub staff: Staff,
    /// Who is on which ticket’s page.
    pub presences: Presences,
    /// Which confidential tickets are read just now.
    pub readings: Readings,
    /// How many readers each article helped.
    pub solved: SolvedCounts,
    /// What the organisation sets for itself.
    pub rules: RulesInForce,
    /// For how long words to the requester can be taken back; with zero they are told at once.
    pub undo: TimeDelta,
    /// How often strangers may do what costs something.
    pub allowances: Allowances,
    /// Counts for operators.
    pub metrics: Metrics,
}

/// What differs between one Portico and another.
#[derive(Debug, Clone)]
pub struct Site {
    /// Where the bytes of files are kept: a folder of their own.
    pub attachments: PathBuf,
    /// See [`Shared::public_origin`].
    pub public_origin: Option<Arc<str>>,
    /// See [`Shared::url`].
    pub url: Arc<str>,
    /// See [`Shared::trusted_proxy`].
    pub trusted_proxy: bool,
    /// Whether people who are not signed in may ask for help (D1.19), until the settings say so.
    pub guests: bool,
    /// See [`Shared::demo`].
    pub demo: bool,
    /// What is said at the start about the identity provider of the settings.
    pub oidc: OidcBoot,
    /// See [`Shared::undo`].
    pub undo: TimeDelta,
    /// The zone in which the desk works, until the settings say so.
    pub zone: Tz,
    /// See [`Shared::clock`].
    pub clock: Clock,
}

impl AppState {
    /// The state of a Portico on `store`, with its projections built.
    ///
    /// # Errors
    /// What the store says, or no randomness.
    pub async fn new(store: Store, site: Site) -> Result<Self, Error> {
        let zone = ZoneName::parse(site.zone.name())
            .map_err(|it| Error::internal(format!("the zone {it}")))?;
        let started = site.clock.now();
        let state = Self(Arc::new(Shared {
            public_origin: site.public_origin,
            url: site.url,
            trusted_proxy: site.trusted_proxy,
            demo: site.demo,
            clock: site.clock,
            ids: IdSource::default(),
            passwords: Passwords::new().map_err(Error::internal)?,
            waiting: Waits::default(),
            oidc: Oidc::new(site.oidc),
            knowledge: Knowledge::default(),
            open_tickets: OpenTickets::starting_at(started),
            staff: Staff::default(),
            presences: Presences::default(),
            readings: Readings::default(),
            solved: SolvedCounts::default(),
            rules: RulesInForce::starting(Settings::starting(zone, site.guests))?,
            undo: site.undo,
            attachments: Attachments::open(&site.attachments).map_err(Error::internal)?,
            allowances: Allowances::default(),
            metrics: Metrics::default(),
            store,
        }));
        state.rules.refresh(&state.store).await?;
        state.open_tickets.load(&state.store).await?;
        state.staff.load(&state.store).await?;
        state.knowledge.rebuild(&state.store, &state.open_tickets).await?;
        state.solved.load(&state.store).await?;
        Ok(state)
    }
}

impl Shared {
    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// The settings in force.
    #[must_use]
    pub fn rules(&self) -> Arc<Rules> {
        self.rules.current()
    }

    /// The cookie that carries sign-ins here.
    #[must_use]
    pub fn cookie(&self) -> SessionCookie {
        SessionCookie::for_origin(self.public_origin.as_deref())
    }
}

impl Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AppState")
            .field("public_origin", &self.public_origin)
            .finish_non_exhaustive()
    }
}
