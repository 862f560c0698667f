//! Known incidents (A18): staff tell everybody about a ticket that is not its requester's alone, in words
//! written for everybody. Nothing that its requester wrote is in them. Knows nothing of who follows it.

use super::{Event, Refusal, Ticket, status::Stage};
use crate::{
    id::TicketId,
    kb::audience::Audience,
    search::index::Hit,
    text::{Remark, Title},
    time::Instant,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

/// For how long those who follow it still find in their list that it is over.
pub const LISTED_AFTER_END: TimeDelta = TimeDelta::days(14);
/// Who may be told: a known incident is for those who ask for help.
pub const AUDIENCES: [Audience; 2] = [Audience::Public, Audience::SignedIn];

/// What everybody is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// What does not work, in a few words.
    pub title: Title,
    /// More about it, and what to do meanwhile.
    pub text: Remark,
    /// Since when.
    pub since: Instant,
    /// Who may read it.
    pub audience: Audience,
}

/// What staff want told, or told otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telling {
    /// See [`Notice::title`].
    pub title: Title,
    /// See [`Notice::text`].
    pub text: Remark,
    /// See [`Notice::since`]; `None` is what it was, and at first when the ticket was received.
    pub since: Option<Instant>,
    /// See [`Notice::audience`].
    pub audience: Audience,
    /// What is new.
    pub news: Option<Remark>,
}

/// A ticket's known incident as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// What everybody is told.
    pub notice: Notice,
    /// When it ended and what was said then; `None` while it goes on.
    pub ended: Option<Ending>,
}

/// The end of a known incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// When.
    pub at: Instant,
    /// The closing sentence.
    pub words: Remark,
}

impl Ticket {
    /// What everybody is told about it, while it goes on.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.known.as_ref().filter(|it| it.ended.is_none()).map(|it| &it.notice)
    }

    /// Whether staff could tell everybody about it, or tell it otherwise: what goes on can be changed on a
    /// closed ticket too.
    #[must_use]
    pub(super) fn can_be_told(&self) -> bool {
        let stage = self.status.stage();
        self.notice().is_some() || (stage.is_open() && stage != Stage::Resolved)
    }

    /// Telling the same again is telling it once.
    pub(super) fn tell(&self, telling: Telling, now: Instant) -> Result<Vec<Event>, Refusal> {
        let Telling { title, text, since, audience, news } = telling;
        let before = self.notice();
        let since = since.or(before.map(|it| it.since)).unwrap_or(self.received);
        if !self.can_be_told() {
            let advice = "it is over; tell it on a ticket that is open";
            return Err(Refusal::Stage { stage: self.status.stage(), advice });
        }
        if since > now {
            return Err(Refusal::Field { name: "since", advice: "Enter a time that has passed" });
        }
        let notice = Notice { title, text, since, audience };
        let is_new = before != Some(&notice) || news.is_some();
        Ok(is_new
            .then(|| Event::KnownTold { notice: Box::new(notice), news })
            .into_iter()
            .collect())
    }

    pub(super) fn end_known(&self, words: Remark) -> Result<Vec<Event>, Refusal> {
        match self.notice() {
            Some(_) => Ok(vec![Event::KnownEnded(words)]),
            None => Err(Refusal::Stage {
                stage: self.status.stage(),
                advice: "nothing is told of it that could end",
            }),
        }
    }
}

/// How many of the hits of an index are looked through for known incidents, here and there.
pub const LOOKED_THROUGH: usize = 50;

/// What a search index calls the known incident of a ticket. No article has such an address.
#[must_use]
pub fn index_id(ticket: TicketId) -> String {
    format!("{PREFIX}{ticket}")
}

const PREFIX: &str = "known/";

/// A known incident need not be quite as close as an article: the few words that it is told in have less of
/// what somebody says.
const NEARLY: f32 = 0.5;

/// Parts what was found, the best first: the known incidents that are close to what was asked, or nearly as
/// close as the best hit that is, which come first whatever else was found (D2.8); and the articles.
#[must_use]
pub fn part(hits: Vec<Hit<'_>>) -> (Vec<TicketId>, Vec<Hit<'_>>) {
    let least = hits.first().filter(|it| it.is_close).map(|it| it.score * NEARLY);
    let (known, articles): (Vec<_>, Vec<_>) =
        hits.into_iter().partition(|it| it.id.starts_with(PREFIX));
    let is_shown = |it: &Hit<'_>| it.is_close || least.is_some_and(|least| it.score >= least);
    let known = known.into_iter().filter(is_shown);
    (known.filter_map(|it| it.id.strip_prefix(PREFIX)?.parse().ok()).collect(), articles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::{build::build, document::Document, index::Index};

    #[test]
    fn known_incidents_that_are_close_are_parted_from_articles() {
        let document = |id, title, body| Document { id, title, body, ..Document::default() };
        let index = build(&[
            document("known/7", "The VPN is down", "You cannot connect from home."),
            document("known/8", "Mail is slow", "Attachments arrive late."),
            document("vpn", "Connect to the VPN", "Sign in to the VPN again."),
            document("known", "What is known of printers", "Paper jams."),
        ]);
        let index = Index::load(&index).unwrap();
        let found = |query: &str| {
            let (known, articles) = part(index.search(query, LOOKED_THROUGH));
            (known, articles.iter().map(|it| it.id).collect::<Vec<_>>())
        };
        assert_eq!(found("vpn down"), (vec![TicketId(7)], vec!["vpn"]));
        assert_eq!(found("what is known of paper"), (vec![], vec!["known"]));
        assert_eq!(found("zebra"), (vec![], vec![]));
        assert_eq!(index_id(TicketId(7)), "known/7");
    }
}
