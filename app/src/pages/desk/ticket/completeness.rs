//! How complete the request is, and the one question that would help most, a click away from the box in which
//! it is sent (A02, A03). For staff alone.

use super::write::ReplyBox;
use leptos::prelude::*;
use shared::{id::TicketId, ticket::completeness::Completeness};

/// In the address of a ticket: the box for the reply holds the question already.
pub(super) const ASK: &str = "ask";

/// The score; what is missing; and the question, while it can be asked.
#[component]
pub fn Known(
    completeness: Completeness,
    id: TicketId,
    can_ask: bool,
    reply: ReplyBox,
) -> impl IntoView {
    let score = completeness.score();
    let Completeness { missing, question, .. } = completeness;
    let question = question.filter(|_| can_ask).map(|question| {
        let words = format!("Ask: {question}");
        let ask = move |event: leptos::ev::MouseEvent| {
            event.prevent_default();
            reply.ask(&question);
        };
        view! {
            <br/>
            <a class="action" href=format!("/desk/tickets/{id}?{ASK}=1#reply") rel="external" on:click=ask>
                {words}
            </a>
        }
    });
    let missing = (!missing.is_empty()).then(|| {
        view! { <br/> <span class="soft">"Not said: " {missing.join("; ")}</span> }
    });
    view! { {score} {missing} {question} }.into_any()
}
