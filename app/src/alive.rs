//! When the page lives. A page of a chunk is taken over a moment after the application around it, so effects
//! above the pages may run before that; what they say must wait.

use leptos::prelude::*;

/// Whether the whole page lives.
#[derive(Debug, Clone)]
struct Alive(ArcRwSignal<bool>);

/// Lets the pages know of `alive`, which is set once all is taken over. Called once, around the application
/// and in the browser alone.
pub fn provide_alive(alive: ArcRwSignal<bool>) {
    provide_context(Alive(alive));
}

/// Runs `task` once the whole page lives, and again whenever what it reads changes. Never on the server.
pub(crate) fn once_alive(task: impl Fn() + 'static) {
    let alive = use_context::<Alive>();
    Effect::new(move |_| {
        if alive.as_ref().is_some_and(|Alive(it)| it.get()) {
            task();
        }
    });
}
