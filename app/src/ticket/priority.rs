//! Priority as one to four pillars and a word.

use leptos::prelude::*;
use shared::ticket::priority::Priority;

/// The pillars and the word.
#[component]
pub fn PriorityMark(priority: Priority) -> impl IntoView {
    let n_standing = match priority {
        Priority::Low => 1,
        Priority::Medium => 2,
        Priority::High => 3,
        Priority::Critical => 4,
    };
    let pillars = (0..4).map(|n| {
        let d = format!("M{} 5h2.6v12h-2.6z", 1 + n * 5);
        view! { <path d=d class:missing={n >= n_standing}></path> }
    });
    view! {
        <span class="priority" class:highest=priority == Priority::Critical>
            <svg class="icon" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
                {pillars.collect_view()}
            </svg>
            {priority.label()}
        </span>
    }
    .into_any()
}
