//! Who is signed in: asked once per page load, and known to every page. Whether a person may do something
//! is not asked here but of the permission table in `shared`.

use crate::{alive::once_alive, api, names::provide_names};
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::session::{GetSession, Session},
    id::PersonId,
    problem::Problem,
    time::Instant,
};

/// The answer, once it is there.
pub type SessionResource = Resource<Result<Session, Problem>>;

/// Who uses this tab, for what only the browser does. On the server it is nobody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Person {
    id: RwSignal<Option<PersonId>>,
    expires: RwSignal<Option<Instant>>,
}

impl Person {
    /// Their id, once it is known.
    pub(crate) fn id(self) -> Option<PersonId> {
        self.id.get()
    }

    /// The same, without being told of changes.
    pub(crate) fn id_untracked(self) -> Option<PersonId> {
        self.id.get_untracked()
    }

    /// When their sign-in ends by itself, as far as is known.
    pub(crate) fn expires(self) -> Option<Instant> {
        self.expires.get()
    }

    /// Takes up what was told last.
    pub(crate) fn hear(self, session: &Session) {
        let id = session.person.as_ref().map(|it| it.id);
        if self.id.get_untracked() != id {
            self.id.set(id);
        }
        self.expires.set(session.expires);
    }
}

/// Asks, once, above all pages. Signing in and out load the page anew, so it never goes stale.
pub(crate) fn provide_session() -> Person {
    let session: SessionResource = Resource::new(|| (), |()| api::call(GetSession {}));
    let person = Person { id: RwSignal::new(None), expires: RwSignal::new(None) };
    provide_context(session);
    provide_context(person);
    provide_names();
    once_alive(move || {
        spawn_local(async move {
            // Who is not known has nothing here.
            if let Ok(session) = session.await {
                person.hear(&session);
            }
        });
    });
    person
}

/// The session of this page load; `None` outside the application, such as in a test of one component.
#[must_use]
pub fn use_session() -> Option<SessionResource> {
    use_context()
}

/// Who uses this tab; `None` outside the application.
pub(crate) fn use_person() -> Option<Person> {
    use_context()
}

/// What [`use_session`] gave, once it is there. Outside the application nobody is signed in.
pub(crate) async fn arrived(session: Option<SessionResource>) -> Result<Session, Problem> {
    match session {
        Some(it) => it.await,
        None => Ok(Session::default()),
    }
}
