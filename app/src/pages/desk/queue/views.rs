//! The side bar: what else can be looked at, each with how many tickets it shows.

use leptos::prelude::*;
use shared::{
    api::{
        queue::{QueueView, Whose, page_address},
        watching::FOLLOWED_PAGE,
    },
    ticket::queue::filter::QueueFilter,
};

/// The views. Their counts are the latest, also where the rows wait to be shown.
#[component]
pub fn Views(
    views: Memo<Vec<QueueView>>,
    wanted: Memo<QueueFilter>,
    /// In how many followed tickets something is new.
    n_unread: Memo<usize>,
) -> impl IntoView {
    let shelves = [
        (Whose::BuiltIn, "Views"),
        (Whose::Own, "Saved by you"),
        (Whose::Shared, "For everybody on the desk"),
    ];
    let shelves = shelves.map(|(whose, heading)| {
        move || {
            let views: Vec<QueueView> =
                views.read().iter().filter(|it| it.whose == whose).cloned().collect();
            (!views.is_empty()).then(|| {
                let links = views.into_iter().map(|view| view! { <ViewLink view wanted/> });
                view! {
                    <p aria-hidden="true">{heading}</p>
                    <ul aria-label=heading>{links.collect_view()}</ul>
                }
            })
        }
    });
    view! {
        <nav class="views" aria-label="Views">
            {shelves.collect_view()} <p aria-hidden="true">"For you"</p>
            <ul aria-label="For you">
                <li>
                    <a href=FOLLOWED_PAGE>
                        <span>"Mentions and followed"</span> " " <span>{n_unread}</span>
                    </a>
                </li>
            </ul>
        </nav>
    }
    .into_any()
}

#[component]
fn ViewLink(view: QueueView, wanted: Memo<QueueFilter>) -> impl IntoView {
    let QueueView { name, filter, n, .. } = view;
    let href = page_address(&filter);
    let is_shown = move || (*wanted.read() == filter).then_some("page");
    view! {
        <li>
            <a href=href aria-current=is_shown><span>{name}</span> " " <span>{n}</span></a>
        </li>
    }
    .into_any()
}
