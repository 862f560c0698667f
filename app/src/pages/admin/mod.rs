//! The administrators' pages, in part for leads too: in the chunk of the staff's pages. They know nothing of who
//! may do what: the server says so with each answer.

pub mod form;
pub mod frame;
pub mod hours;
pub mod intake;
pub mod matrix;
pub mod organisation;
pub mod overview;
pub mod people;
pub mod permissions;
pub mod row;
pub mod sign_in;
pub mod targets;
pub mod teams;
pub mod versions;

use crate::{
    api,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
    session::use_session,
};
use leptos::prelude::*;
use shared::api::settings::{GetSettings, SettingsView};

/// A whole page about the settings in force; a refusal takes its place.
fn of_settings(
    view: impl Fn(SettingsView) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let settings: Loading<_> = Resource::new(|| (), |()| api::call(GetSettings {}));
    loaded_for(Readers::Administrators, settings, view)
}

/// The same for a page that stays when something was saved: it is handed what reads everything again.
fn of_settings_again(
    view: impl Fn(SettingsView, Callback<()>) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let settings: Loading<_> = Resource::new(|| (), |()| api::call(GetSettings {}));
    // What things are called came with the session.
    let session = use_session();
    let again = Callback::new(move |()| {
        settings.refetch();
        if let Some(session) = session {
            session.refetch();
        }
    });
    loaded_for(Readers::Administrators, settings, move |it| view(it, again))
}
