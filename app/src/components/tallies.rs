//! A few numbers that matter, large enough to be read from a distance, each with what it says and where its
//! parts are.

use leptos::prelude::*;

/// One number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// What it is: "Breached".
    pub label: String,
    /// "12", "92 %"; a dash where there is nothing to count.
    pub value: String,
    /// Where its parts are, where they can be seen.
    pub href: Option<String>,
    /// What counts, or what else there is to say.
    pub note: String,
    /// It wants to be looked at; it has a sign, and not a colour alone.
    pub is_urgent: bool,
}

/// Numbers in as many columns as there is room for.
#[component]
pub fn Tallies(#[prop(into)] label: String, tallies: Vec<Tally>) -> impl IntoView {
    let tallies = tallies.into_iter().map(|tally| view! { <One tally/> });
    view! { <ul class="tallies" aria-label=label>{tallies.collect_view()}</ul> }.into_any()
}

#[component]
fn One(tally: Tally) -> impl IntoView {
    let Tally { label, value, href, note, is_urgent } = tally;
    let text = view! {
        <strong>{value}</strong>
        " "
        <span>{label}</span>
    };
    let text = match href {
        Some(href) => view! { <a href=href>{text}</a> }.into_any(),
        None => view! { <p>{text}</p> }.into_any(),
    };
    view! { <li data-urgent=is_urgent.then_some("")>{text} <p class="soft small">{note}</p></li> }
        .into_any()
}
