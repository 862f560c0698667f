//! From one ticket to the next (D5.10): what is said on arrival about the one that was resolved before, and the choice
//! beside the button that resolves.

use crate::components::button::{ButtonLink, Kind};
use leptos::prelude::*;
use shared::{
    api::{
        held::{OnTheWay, PublicWords},
        onward::OnTicket,
        queue::{page_address, query_of},
        tickets::TicketDetail,
    },
    ticket::queue::filter::QueueFilter,
};

/// What was resolved before this ticket, which is due next; or that nothing else is due.
#[component]
pub fn Arrived(
    /// How somebody came to this page.
    on: OnTicket,
    /// The ticket that was resolved; none when it cannot be read.
    before: Option<TicketDetail>,
) -> impl IntoView {
    let queue = page_address(&on.view);
    match (on.after, before) {
        (None, _) => ().into_any(),
        (Some(after), _) if after == on.id => view! {
            <div class="callout" role="status">
                <p>
                    "Nothing else is due where you came from. "
                    <a href=queue>"Back to the queue"</a>
                </p>
            </div>
        }
        .into_any(),
        (Some(_), None) => ().into_any(),
        (Some(_), Some(before)) => view! { <Resolved before view=on.view/> }.into_any(),
    }
}

#[component]
fn Resolved(before: TicketDetail, view: QueueFilter) -> impl IntoView {
    let said = said(&before);
    let TicketDetail { id, reference, can, .. } = before;
    let back = OnTicket { id, view, after: None }.address();
    view! {
        <div class="callout" role="status">
            <p>{said}</p>
            <div class="row tight">
                <ButtonLink href=back kind=Kind::Second compact=true>
                    "Back to " {reference.to_string()}
                </ButtonLink>
                {can.draft_article.then(|| view! {
                    <ButtonLink
                        href=format!("/desk/tickets/{id}/article")
                        kind=Kind::Second
                        compact=true
                        attr:data-command="article"
                    >
                        "Draft an article from " {reference.to_string()}
                    </ButtonLink>
                })}
            </div>
        </div>
    }
    .into_any()
}

/// What became of the ticket before, and that this one is next.
fn said(before: &TicketDetail) -> String {
    let TicketDetail { reference, title, requester, on_the_way, .. } = before;
    let is_mine = |it: &OnTheWay| it.is_mine && matches!(it.words, PublicWords::Resolution { .. });
    let told = match on_the_way.iter().any(is_mine) {
        true => format!(" {requester} is told in a few seconds; until then you can take it back."),
        false => String::new(),
    };
    format!("You resolved {reference}, {title}.{told} This one is due next.")
}

/// Whether to go on, beside the button; as it was chosen last in this browser.
#[component]
pub fn Onward(
    /// How somebody came to this page.
    on: OnTicket,
    /// What was entered when the form was refused; else what the browser remembers.
    is_chosen: bool,
) -> impl IntoView {
    let label = match on.view.is_everything() {
        true => "Then go to the next ticket that is due",
        false => "Then go to the next ticket that is due where I came from",
    };
    view! {
        <input type="hidden" name="view" value=query_of(&on.view)/>
        <label class="row tight">
            <input type="checkbox" name="onward" value="yes" checked=is_chosen/>
            {label}
        </label>
    }
    .into_any()
}
