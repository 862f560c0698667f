//! Buttons, and links that look like them. Listeners and further attributes are written on the
//! component (`attr:name="solved"`, `on:click=..`) and land on the element.

use leptos::prelude::*;

/// How much a button asks for. A page has one [`Kind::Primary`], and its place never depends on
/// anything else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kind {
    /// What the page is for.
    #[default]
    Primary,
    /// What may be done besides.
    Second,
    /// What is rarely done; no more than its words.
    Quiet,
    /// Takes something away for good.
    Danger,
    /// Writes on staff paper; dressed by the desk's style sheet only.
    Note,
}

impl Kind {
    /// All kinds, for the gallery.
    pub const ALL: &[Self] = &[Self::Primary, Self::Second, Self::Quiet, Self::Danger, Self::Note];

    const fn class(self, is_compact: bool) -> &'static str {
        match (self, is_compact) {
            (Self::Primary, false) => "button",
            (Self::Second, false) => "button second",
            (Self::Quiet, false) => "button quiet",
            (Self::Danger, false) => "button danger",
            (Self::Note, false) => "button note",
            (Self::Primary, true) => "button compact",
            (Self::Second, true) => "button second compact",
            (Self::Quiet, true) => "button quiet compact",
            (Self::Danger, true) => "button danger compact",
            (Self::Note, true) => "button note compact",
        }
    }
}

/// A button that sends the form around it, or with `in_page` one that only listens.
///
/// It is never disabled (D1.13): while `busy` it says so, and the sender ignores the second press.
#[component]
pub fn Button(
    #[prop(optional)] kind: Kind,
    #[prop(optional)] compact: bool,
    /// It does something on this page; it does not send a form.
    #[prop(optional)]
    in_page: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class=kind.class(compact)
            type=if in_page { "button" } else { "submit" }
            aria-busy=move || busy.get().then_some("true")
        >
            {children()}
        </button>
    }
}

/// A link to the next page that asks as loudly as a button.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] compact: bool,
    children: Children,
) -> impl IntoView {
    view! { <a class=kind.class(compact) href=href>{children()}</a> }
}
