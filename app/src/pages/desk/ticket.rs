//! One ticket: where it stands and what time is left before anything to read, then what happened, then
//! two boxes to write in that share nothing (D5.8), then what ends it. What is sent leaves the page where
//! it is: only what has changed is drawn anew, and a text in another box stays.

pub mod completeness;
pub mod confidential;
pub mod head;
pub mod history;
pub mod known;
pub mod ledger;
pub mod live;
pub mod matches;
pub mod on_the_way;
pub mod onward;
pub mod presence;
pub mod promises;
pub mod properties;
pub mod related;
pub mod resolve;
pub mod sharing;
pub mod watching;
pub mod write;

use crate::{
    api,
    components::page::BackLink,
    files::use_files,
    form::{FormTitle, use_form},
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
};
use confidential::{ConfidentialForms, ConfidentialNote, ConfidentialSection};
use head::Head;
use history::History;
use known::{KnownForms, KnownSection};
use leptos::prelude::*;
use leptos_router::{
    hooks::{use_params_map, use_query_map},
    params::ParamsMap,
};
use live::{Live, News};
use matches::MatchesSection;
use on_the_way::{Boxes, OnTheWayList, taken_back_in_address};
use onward::Arrived;
use presence::{OthersHere, Presence};
use promises::Promises;
use properties::{ChangeForms, Properties};
use related::{RelatedForms, RelatedSection};
use resolve::{Resolve, ResolveBox};
use serde::{Deserialize, Serialize};
use shared::{
    api::{
        confidential::{ConfideTicket, DiscloseTicket},
        held::{PublicWords, TakenBack, UndoSend},
        known::{EndKnown, TellKnown},
        matches::{GetMatches, Matches, UseArticle},
        onward::{AFTER, OnTicket, VIEW},
        queue::page_address,
        related::{LinkTicket, SplitTicket, UnlinkTicket},
        tickets::{
            AssignTicket, CategoriseTicket, GetTicket, HandTicket, NoteOnTicket, PrioritiseTicket,
            PromiseUpdate, PutBackChange, ReplyToTicket, ResolveTicket, SettleComplaint,
            ShareTicket, TakeTicket, TicketDetail, UnshareTicket,
        },
        watching::{MarkSeen, UnwatchTicket, WatchTicket},
    },
    id::TicketId,
    problem::{Code, Problem},
};
use sharing::Sharing;
use watching::{WatchingForms, WatchingSection};
use write::{Note, Reply, ReplyBox};

use super::latest::while_seen;

/// The page.
#[component]
pub fn TicketPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| (ticket_id(&params.read()), before_this(&query.read())));
    let read = async |(id, before): (Option<TicketId>, Option<TicketId>)| match id {
        Some(id) => {
            let ticket = api::call(GetTicket { id }).await?;
            // Without what may help the ticket can be worked on all the same, and without what was before it.
            let matches = api::call(GetMatches { id }).await.ok();
            let before = match before.filter(|it| *it != id) {
                Some(before) => {
                    let before = api::call(GetTicket { id: before }).await.ok();
                    // This page is there, whatever became of that ticket.
                    api::set_status(http::StatusCode::OK);
                    before
                }
                None => None,
            };
            Ok(OnPage { ticket, matches, before })
        }
        None => Err(Problem::new(Code::NotFound, "There is no ticket at this address.")),
    };
    let ticket: Loading<OnPage> = Resource::new(move || asked.get(), read);
    loaded_for(Readers::Staff, ticket, |page| view! { <Ticket page/> }.into_any())
}

/// What the page is made of.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct OnPage {
    ticket: TicketDetail,
    matches: Option<Matches>,
    /// The ticket that was resolved before this one.
    before: Option<TicketDetail>,
}

/// The ticket that was resolved before this one, as the address says.
fn before_this(query: &ParamsMap) -> Option<TicketId> {
    query.get_str(AFTER)?.parse().ok()
}

/// How somebody came to the page of `id`.
fn on_ticket(id: TicketId) -> OnTicket {
    let query = use_query_map();
    let query = query.read_untracked();
    let said = |name| query.get_str(name).unwrap_or_default();
    OnTicket::read(id, said(VIEW), said(AFTER))
}

/// The ticket that an address is about, if it can be one.
pub(super) fn ticket_id(params: &ParamsMap) -> Option<TicketId> {
    params.get_str("id")?.parse().ok()
}

#[component]
fn Ticket(page: OnPage) -> impl IntoView {
    let OnPage { ticket, matches, before } = page;
    let on = on_ticket(ticket.id);
    let queue = page_address(&on.view);
    let back = if on.view.is_everything() { "Next due" } else { "The queue" };
    let matches = RwSignal::new(matches);
    let (id, title, requester) = (ticket.id, ticket.title.clone(), ticket.requester.clone());
    let take = use_form(TakeTicket { id, ..TakeTicket::default() });
    let settle = use_form(SettleComplaint { id, ..SettleComplaint::default() });
    let mut reply = use_form(ReplyToTicket { id, ..ReplyToTicket::default() });
    let note = use_form(NoteOnTicket { id, ..NoteOnTicket::default() });
    let taken_back = taken_back_in_address(&ticket);
    let reply_box = ReplyBox::new(&mut reply, words_in_address(&ticket, taken_back.as_ref()));
    let (reply_files, note_files) = (use_files(&reply), use_files(&note));
    let mut resolve = use_form(ResolveTicket { id, ..ResolveTicket::default() });
    let resolve_box = ResolveBox::new(&mut resolve, taken_back.as_ref().map(|it| &it.words));
    if let Some(it) = taken_back {
        reply_files.restore(it.files);
    }
    let boxes = Boxes { reply: reply_box, files: reply_files, resolve: resolve_box };
    let undo = use_form(UndoSend { id, ..UndoSend::default() });
    let new_time = use_form(PromiseUpdate { id, ..PromiseUpdate::default() });
    let add = use_form(ShareTicket { id, ..ShareTicket::default() });
    let remove = use_form(UnshareTicket { id, ..UnshareTicket::default() });
    let used = use_form(UseArticle { id, ..UseArticle::default() });
    let related = RelatedForms {
        link: use_form(LinkTicket { id, ..LinkTicket::default() }),
        unlink: use_form(UnlinkTicket { id, ..UnlinkTicket::default() }),
        split: use_form(SplitTicket { id, ..SplitTicket::default() }),
    };
    let change = ChangeForms {
        assign: use_form(AssignTicket { id, ..AssignTicket::default() }),
        hand: use_form(HandTicket { id, ..HandTicket::default() }),
        prioritise: use_form(PrioritiseTicket { id, ..PrioritiseTicket::default() }),
        categorise: use_form(CategoriseTicket { id, ..CategoriseTicket::default() }),
        put_back: use_form(PutBackChange { id, ..PutBackChange::default() }),
    };
    let known = KnownForms {
        tell: use_form(TellKnown { id, ..TellKnown::default() }),
        end: use_form(EndKnown { id, ..EndKnown::default() }),
    };
    let watching = WatchingForms {
        watch: use_form(WatchTicket { id, ..WatchTicket::default() }),
        unwatch: use_form(UnwatchTicket { id, ..UnwatchTicket::default() }),
        seen: use_form(MarkSeen { id, ..MarkSeen::default() }),
    };
    let presence = Presence::new(&ticket);
    let confidential = ConfidentialForms {
        confide: use_form(ConfideTicket { id, ..ConfideTicket::default() }),
        disclose: use_form(DiscloseTicket { id, ..DiscloseTicket::default() }),
    };
    let problems = [
        take.problem,
        settle.problem,
        reply.problem,
        undo.problem,
        used.problem,
        related.link.problem,
        related.unlink.problem,
        related.split.problem,
        note.problem,
        resolve.problem,
        new_time.problem,
        add.problem,
        remove.problem,
        change.assign.problem,
        change.hand.problem,
        change.prioritise.problem,
        change.categorise.problem,
        change.put_back.problem,
        known.tell.problem,
        known.end.problem,
        watching.watch.problem,
        watching.unwatch.problem,
        watching.seen.problem,
        confidential.confide.problem,
        confidential.disclose.problem,
    ];
    let problem = Signal::derive(move || problems.iter().find_map(|it| it.get()));

    let live = Live::new(ticket);
    while_seen(move || live.refresh());
    let done = Callback::new(move |()| live.show_all());

    let ticket = live.shown;
    let can = Memo::new(move |_| ticket.read().can);
    let readers = Signal::derive(move || readers(&ticket.read()));
    let for_reply = requester.clone();
    view! {
        <FormTitle text=title problem/>
        <div class="stack">
            <BackLink href=queue label=back/>
            <Arrived on=on.clone() before/>
            <Head ticket take settle done/>
            <ConfidentialNote ticket/>
            <div class="ticket">
                <div class="stack roomy">
                    <History ticket/>
                    <section class="stack" aria-label="Write">
                        <News live/>
                        <OnTheWayList ticket undo boxes done/>
                        <OthersHere presence/>
                        <Show when=move || can.read().reply>
                            <Reply
                                form=reply.clone()
                                reply=reply_box
                                files=reply_files
                                requester=for_reply.clone()
                                readers
                                ticket
                                presence
                                done
                            />
                        </Show>
                        <Note form=note files=note_files requester presence done/>
                    </section>
                    <Show when=move || can.read().resolve>
                        <Resolve form=resolve.clone() texts=resolve_box ticket on=on.clone() done/>
                    </Show>
                    <KnownSection ticket forms=known done/>
                </div>
                <aside class="stack loose" aria-label="About this ticket">
                    <Promises ticket form=new_time done/>
                    <Properties ticket reply=reply_box change done/>
                    <RelatedSection ticket forms=related done/>
                    <MatchesSection ticket matches form=used reply=reply_box done/>
                    <WatchingSection ticket forms=watching done/>
                    <Sharing ticket add remove done/>
                    <ConfidentialSection ticket forms=confidential done/>
                </aside>
            </div>
        </div>
    }
}

/// The words with which the box for the reply is printed, for whoever works without scripts: what was taken back,
/// or the question that helps most. An address says that it is asked and never what, so that no link puts words
/// into anybody's mouth.
fn words_in_address(
    ticket: &TicketDetail,
    taken_back: Option<&TakenBack>,
) -> Option<(String, bool)> {
    match taken_back.map(|it| &it.words) {
        Some(PublicWords::Reply { body }) => return Some((body.clone(), false)),
        Some(PublicWords::Question { body }) => return Some((body.clone(), true)),
        Some(PublicWords::Resolution { .. }) | None => {}
    }
    let is_asked =
        ticket.can.ask && use_query_map().read_untracked().get(completeness::ASK).is_some();
    let question = ticket.completeness.question.clone().filter(|_| is_asked)?;
    Some((question, true))
}

/// Who reads a reply, said before it is sent (D5.8).
fn readers(ticket: &TicketDetail) -> String {
    let requester = &ticket.requester;
    match ticket.colleagues.len() {
        0 => format!("{requester} will read this"),
        1 => format!("{requester} and 1 colleague will read this"),
        n => format!("{requester} and {n} colleagues will read this"),
    }
}
