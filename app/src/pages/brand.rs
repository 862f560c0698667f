//! Whose portal it is, in the head of every page.

use crate::session::{arrived, use_session};
use leptos::prelude::*;

/// The name of the organisation, or that of the program where nobody gave one.
#[component]
pub fn BrandName() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                // Where nobody can say it, the program has a name of its own.
                let organisation = arrived(session).await.ok().and_then(|it| it.organisation);
                organisation.unwrap_or_else(|| "Portico".to_owned())
            })}
        </Suspense>
    }
    .into_any()
}
