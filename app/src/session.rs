//! Who is signed in: asked once per page load, and known to every page. Whether a person may do something
//! is not asked here but of the permission table in `shared`.

use crate::api;
use leptos::prelude::*;
use shared::{
    api::session::{GetSession, Session},
    problem::Problem,
};

/// The answer, once it is there.
pub type SessionResource = Resource<Result<Session, Problem>>;

/// Asks, once, above all pages. Signing in and out load the page anew, so it never goes stale.
pub(crate) fn provide_session() {
    let session: SessionResource = Resource::new(|| (), |()| api::call(GetSession {}));
    provide_context(session);
}

/// The session of this page load; `None` outside the application, such as in a test of one component.
#[must_use]
pub fn use_session() -> Option<SessionResource> {
    use_context()
}

/// What [`use_session`] gave, once it is there. Outside the application nobody is signed in.
pub(crate) async fn arrived(session: Option<SessionResource>) -> Result<Session, Problem> {
    match session {
        Some(it) => it.await,
        None => Ok(Session::default()),
    }
}
