//! Saved views of the queue.

use crate::{
    error::Error,
    service::{once::once, requests::Sent},
    state::AppState,
    store::tables::views::{self, ViewRecord},
};
use shared::{
    actor::Actor,
    api::views::{NewView, ViewChanged},
    id::ViewId,
    permission::{Action, Denied, Scope, may},
    problem::Check,
};

/// Views that stand beside each other at most: more are no help to find one’s way.
const MOST: usize = 50;

/// Keeps a view; the same name again says what it shows from now on.
///
/// # Errors
/// The actor does not work tickets, the name is that of somebody else’s view, or there are too many.
pub async fn save(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    view: NewView,
) -> Result<ViewChanged, Error> {
    may(actor, Action::SaveView, &Scope::Portico)?;
    let command = sent.by(actor)?;
    let (by, saved) = (command.person, app.now());
    let fresh = ViewId(app.ids.next(saved).map_err(Error::internal)?);
    let view = &view;
    once(app, &command, |tx| async move {
        let NewView { name, filter, is_shared } = view.clone();
        let others = views::beside(&tx, by, is_shared).await?;
        let before = others.iter().find(|it| it.name == name);
        if before.is_some_and(|it| may(actor, Action::RemoveView, &it.scope()).is_err()) {
            return Err(refused("Somebody else has a view of this name; choose another"));
        }
        if before.is_none() && others.len() >= MOST {
            return Err(refused("There are 50 views already; take one away first"));
        }
        let (id, by) = before.map_or((fresh, by), |it| (it.id, it.by));
        views::put(&tx, &ViewRecord { id, name, filter, by, is_shared, saved })?;
        Ok(ViewChanged { view: id })
    })
    .await
}

fn refused(advice: &str) -> Error {
    let mut check = Check::new();
    check.refuse("name", advice);
    check.problem().into()
}

/// Takes a view away.
///
/// # Errors
/// It is not there, or not the actor’s to take away.
pub async fn remove(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    view: ViewId,
) -> Result<ViewChanged, Error> {
    let command = sent.by(actor)?;
    once(app, &command, |tx| async move {
        let of = views::of(&tx, command.person).await?;
        let found = of.into_iter().find(|it| it.id == view).ok_or(Denied::Hidden)?;
        may(actor, Action::RemoveView, &found.scope())?;
        views::remove(&tx, &found)?;
        Ok(ViewChanged { view })
    })
    .await
}
