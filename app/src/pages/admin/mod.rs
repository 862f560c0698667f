//! The administrators' pages, in part for leads too: in the chunk of the staff's pages. They know nothing of who
//! may do what: the server says so with each answer.

pub mod form;
pub mod frame;
pub mod hours;
pub mod matrix;
pub mod organisation;
pub mod overview;
pub mod people;
pub mod permissions;
pub mod sign_in;
pub mod targets;
pub mod versions;

use crate::{
    api,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
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
