//! From a resource to what is shown of it: while it is awaited, when it is there, when it was refused.

use super::problem::{ProblemNote, ProblemPage};
use crate::{
    names::use_names,
    session::{arrived, use_session},
};
use leptos::prelude::*;
use shared::problem::Problem;

/// What a page is made of.
pub type Loading<T> = Resource<Result<T, Problem>>;

/// A whole page; a refusal takes its place.
pub fn loaded<T>(
    resource: Loading<T>,
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    shown(resource, view, |problem| view! { <ProblemPage problem/> }.into_any())
}

/// A part of a page; a refusal is told in its place and leaves the rest alone.
pub fn loaded_part<T>(
    resource: Loading<T>,
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    shown(resource, view, |problem| view! { <ProblemNote problem/> }.into_any())
}

/// The same with words of its own for a refusal. While it is read again, what was there stays.
pub fn shown<T>(
    resource: Loading<T>,
    view: impl Fn(T) -> AnyView + Clone + Send + Sync + 'static,
    refused: impl Fn(Problem) -> AnyView + Clone + Send + Sync + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
{
    let (session, names) = (use_session(), use_names());
    view! {
        <Transition fallback=|| view! { <p class="soft" role="status">"One moment"</p> }>
            {move || {
                let (view, refused) = (view.clone(), refused.clone());
                Suspend::new(async move {
                    // Without labels, teams and categories show as their own texts.
                    if let Ok(session) = arrived(session).await {
                        names.hear(&session);
                    }
                    match resource.await {
                        Ok(it) => view(it),
                        Err(problem) => refused(problem),
                    }
                })
            }}
        </Transition>
    }
}
