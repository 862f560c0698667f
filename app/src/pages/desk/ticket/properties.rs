//! What is known about a ticket, quietly.

use super::{completeness::Known, write::ReplyBox};
use crate::{
    components::{page::Section, time::Time},
    ticket::{priority::PriorityMark, when},
};
use leptos::prelude::*;
use shared::api::tickets::TicketDetail;

/// All of it, name by name.
#[component]
pub fn Properties(ticket: RwSignal<TicketDetail>, reply: ReplyBox) -> impl IntoView {
    let facts = move || {
        let ticket = ticket.get();
        let received = when::spoken(ticket.received, ticket.clock.now, &ticket.clock.zone);
        let address = format!("mailto:{}", ticket.requester_email);
        view! {
            <dl class="facts">
                <div>
                    <dt>"Requester"</dt>
                    <dd>
                        {ticket.requester} <br/> <a href=address>{ticket.requester_email}</a>
                        {ticket.requester_is_guest.then(|| view! {
                            <br/>
                            <span class="soft">
                                "Not signed in. Nothing shows that the address is theirs: ask before you tell or \
                                 change anything that is somebody’s."
                            </span>
                        })}
                    </dd>
                </div>
                <div>
                    <dt>"Complete"</dt>
                    <dd>
                        <Known
                            completeness=ticket.completeness
                            id=ticket.id
                            can_ask=ticket.can.ask
                            reply
                        />
                    </dd>
                </div>
                <div><dt>"Type"</dt> <dd>{ticket.ticket_type.label()}</dd></div>
                <div><dt>"Category"</dt> <dd>{ticket.category.label()}</dd></div>
                <div><dt>"Team"</dt> <dd>{ticket.team.label()}</dd></div>
                <div>
                    <dt>"Priority"</dt>
                    <dd>
                        <PriorityMark priority=ticket.priority/> <br/>
                        // In the words that the requester was told.
                        <span class="soft">"“" {ticket.reason} "”"</span>
                    </dd>
                </div>
                <div><dt>"Received"</dt> <dd><Time at=received/></dd></div>
                <div>
                    <dt>"With"</dt>
                    <dd>{ticket.assignee.unwrap_or_else(|| "Nobody yet".to_owned())}</dd>
                </div>
            </dl>
        }
    };
    view! { <Section heading="Properties">{facts}</Section> }
}
