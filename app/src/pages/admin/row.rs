//! A row of a list that is put in order: what it is, whether it is offered, and the buttons that move it. Each
//! button sends the whole form, so that it works without scripts.

use crate::components::button::{Button, Kind};
use leptos::prelude::*;

/// One row; the children say what it is.
#[component]
pub fn Row(
    /// The list of the form that holds all of them in their order.
    list: &'static str,
    /// What the form says of it.
    value: String,
    /// What people read.
    label: String,
    /// Whether it can be chosen.
    is_offered: bool,
    /// It is always offered.
    #[prop(optional)]
    is_fixed: bool,
    children: Children,
) -> impl IntoView {
    let (up, down) = (format!("up:{value}"), format!("down:{value}"));
    let (move_up, move_down) = (format!("Move {label} up"), format!("Move {label} down"));
    let offered = if is_fixed {
        view! { <input type="hidden" name="offered" value=value.clone()/> <span class="soft">"Always offered"</span> }
            .into_any()
    } else {
        view! {
            <label class="box">
                <input type="checkbox" name="offered" value=value.clone() checked=is_offered/>
                <span>"Offered" <span class="vh">": " {label}</span></span>
            </label>
        }
        .into_any()
    };
    view! {
        <li>
            <input type="hidden" name=list value=value/>
            {children()}
            <div class="row">
                {offered}
                <Button
                    kind=Kind::Quiet
                    compact=true
                    attr:name="press"
                    attr:value=up
                    attr:aria-label=move_up
                >
                    "Move up"
                </Button>
                <Button
                    kind=Kind::Quiet
                    compact=true
                    attr:name="press"
                    attr:value=down
                    attr:aria-label=move_down
                >
                    "Move down"
                </Button>
            </div>
        </li>
    }
    .into_any()
}
