//! From one ticket to the next (D5.10): the view of the queue that somebody came from goes along in the address, and
//! after a resolution leads to what is due next there.

use super::{
    address,
    queue::{filter_of, query_of},
    tickets::{ResolveTicket, TicketResolved},
};
use crate::{id::TicketId, ticket::queue::filter::QueueFilter};

/// In the address of a ticket: the view of the queue, as the queue’s own address says it.
pub const VIEW: &str = "view";
/// In the address of a ticket: the one that was resolved before. The same one says that nothing else was due.
pub const AFTER: &str = "after";

/// The page of a ticket, with how somebody came to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OnTicket {
    /// The ticket.
    pub id: TicketId,
    /// The view of the queue that they came from.
    pub view: QueueFilter,
    /// The ticket that they resolved before.
    pub after: Option<TicketId>,
}

impl OnTicket {
    /// The page of `id`, with what the `view` and the `after` of an address say; what they say wrongly is passed over.
    #[must_use]
    pub fn read(id: TicketId, view: &str, after: &str) -> Self {
        Self { id, view: filter_of(view), after: after.parse().ok() }
    }

    /// Its address.
    #[must_use]
    pub fn address(&self) -> String {
        let page = address::fill("/desk/tickets/{id}", &[("id", &self.id.to_string())]);
        let after = self.after.map(|it| it.to_string()).unwrap_or_default();
        address::with_query(&page, &[(VIEW, &query_of(&self.view)), (AFTER, &after)])
    }
}

/// Where a resolution leads: on to what is due next, if that was asked for.
pub(super) fn after_resolving(form: &ResolveTicket, resolved: &TicketResolved) -> String {
    let view = filter_of(&form.view);
    let is_onward = !form.onward.is_empty();
    let id = resolved.next.filter(|_| is_onward).unwrap_or(form.id);
    OnTicket { id, view, after: is_onward.then_some(form.id) }.address()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::status::Stage;

    #[test]
    fn an_address_says_how_somebody_came() {
        for (view, after, address) in [
            ("", "", "/desk/tickets/9"),
            ("with=me", "", "/desk/tickets/9?view=with%3Dme"),
            ("q=a%26b&due=late", "7", "/desk/tickets/9?view=q%3Da%2526b%26due%3Dlate&after=7"),
            ("due=soonish&role=admin", "x", "/desk/tickets/9"),
        ] {
            let on = OnTicket::read(TicketId(9), view, after);
            assert_eq!(on.address(), address, "{view}");
            let (_, query) = address.split_once('?').unwrap_or_default();
            let pairs = address::pairs(query);
            let value = |name| pairs.iter().find(|it| it.0 == name).map_or("", |it| it.1.as_str());
            assert_eq!(OnTicket::read(TicketId(9), value(VIEW), value(AFTER)), on);
        }
    }

    #[test]
    fn a_resolution_leads_on_only_if_that_was_asked_for() {
        for (onward, next, address) in [
            ("", None, "/desk/tickets/9?view=with%3Dme"),
            ("", Some(7), "/desk/tickets/9?view=with%3Dme"),
            ("yes", Some(7), "/desk/tickets/7?view=with%3Dme&after=9"),
            ("yes", None, "/desk/tickets/9?view=with%3Dme&after=9"),
        ] {
            let form = ResolveTicket {
                id: TicketId(9),
                onward: onward.into(),
                view: "with=me".into(),
                ..ResolveTicket::default()
            };
            let (id, stage, next) = (form.id, Stage::InProgress, next.map(TicketId));
            assert_eq!(after_resolving(&form, &TicketResolved { id, stage, next }), address);
        }
    }
}
