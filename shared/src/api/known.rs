//! Known incidents (A18): what everybody is told, who follows it, and what staff tell. How many are affected is
//! said to all who may read it; who they are to nobody.

use super::{
    Endpoint, Form, address,
    requests::Clock,
    step::{Answer, local_time, one_text, optional, step_form},
    tickets::TicketChanged,
};
use crate::{
    id::{Reference, TicketId},
    kb::audience::Audience,
    problem::{Check, Problem},
    text::{Remark, Title},
    ticket::known::AUDIENCES,
    time::Instant,
};
use chrono::NaiveDateTime;
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page of a known incident.
const PAGE: &str = "/known/{id}";

/// What goes on and everybody is told, as far as the reader may know.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListKnown {}

/// Known incidents that go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KnownList {
    /// When and where to show the times.
    pub clock: Clock,
    /// The one that began last first.
    pub known: Vec<KnownHead>,
}

/// A known incident in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KnownHead {
    /// The end of its address.
    pub id: TicketId,
    /// What does not work.
    pub title: String,
    /// More about it, and what to do meanwhile.
    pub text: String,
    /// Since when.
    pub since: Instant,
    /// How many have said that it concerns them.
    pub n_affected: usize,
}

impl KnownHead {
    /// The address of its page.
    #[must_use]
    pub fn page_address(&self) -> String {
        page_address(self.id, "")
    }
}

/// The page of a known incident, for somebody who comes from the page `from` and may go back to it.
#[must_use]
pub fn page_address(id: TicketId, from: &str) -> String {
    address::with_query(&address::fill(PAGE, &[("id", &id.to_string())]), &[("from", from)])
}

impl Endpoint for ListKnown {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/known";
    const SUMMARY: &'static str = "Known incidents that go on";
    type Response = KnownList;
}

/// One known incident.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetKnown {
    /// The end of its address.
    pub id: TicketId,
}

/// A known incident to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KnownView {
    /// When and where to show the times.
    pub clock: Clock,
    /// What is told now.
    pub head: KnownHead,
    /// What was new, the oldest first.
    pub news: Vec<Told>,
    /// When it ended, and what was said then.
    pub ended: Option<Told>,
    /// Whether the reader follows it.
    pub is_followed: bool,
    /// Whether the reader could follow it, or has to sign in first.
    pub can_follow: bool,
    /// The reader's own request that it came of.
    pub own: Option<Reference>,
}

/// Something that was said to everybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Told {
    /// When.
    pub at: Instant,
    /// What.
    pub words: String,
}

impl Endpoint for GetKnown {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/known/{id}";
    const SUMMARY: &'static str = "One known incident";
    type Response = KnownView;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("id", &self.id.to_string())])
    }
}

/// The known incidents that the reader follows.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListFollowed {}

/// What somebody follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FollowedList {
    /// When and where to show the times.
    pub clock: Clock,
    /// The one that began last first; those that ended some time ago are left out.
    pub followed: Vec<Followed>,
}

/// A known incident that somebody follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Followed {
    /// What is told.
    pub head: KnownHead,
    /// When it ended, and what was said then.
    pub ended: Option<Told>,
}

impl Endpoint for ListFollowed {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/known/followed";
    const SUMMARY: &'static str = "Known incidents that one follows";
    type Response = FollowedList;
}

/// Says that a known incident concerns oneself too. Saying it again changes nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FollowKnown {
    /// Made when the form was rendered.
    pub key: String,
    /// The end of its address.
    pub id: TicketId,
    /// The page on which somebody writes a request, to go back to: a local address, or empty.
    pub from: String,
}

/// Whether somebody follows a known incident now, and how many are affected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Following {
    /// Whether they do.
    pub is_followed: bool,
    /// How many have said that it concerns them.
    pub n_affected: usize,
}

impl Answer for Following {}

impl Endpoint for FollowKnown {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/known/{id}/followers";
    const SUMMARY: &'static str = "Follow a known incident";
    type Response = Following;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("id", &self.id.to_string())])
    }
}

impl Form for FollowKnown {
    type Valid = ();
    const ACTION: &'static str = "/known/{id}/followers";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("id", &self.id.to_string())])
    }

    fn page(&self) -> String {
        page_address(self.id, &self.from)
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<(), Problem> {
        Ok(())
    }

    fn after(&self, _: &Following) -> String {
        self.page()
    }
}

step_form! {
    id: TicketId, "/api/v1/known/{id}", "/known/{id}", Following;
    UnfollowKnown {}, "followers/withdrawal", "Follow a known incident no more", (), |_| Ok(())
}

/// A ticket's known incident as staff see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KnownOnDesk {
    /// What does not work.
    pub title: String,
    /// More about it, and what to do meanwhile.
    pub text: String,
    /// Since when.
    pub since: Instant,
    /// Who may read it.
    pub audience: Audience,
    /// How many follow it, besides who asked.
    pub n_following: usize,
    /// When it ended, and what was said then.
    pub ended: Option<Told>,
}

/// What is to be told, of sound form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTelling {
    /// What does not work.
    pub title: Title,
    /// More about it, and what to do meanwhile.
    pub text: Remark,
    /// Since when, on the desk's clock.
    pub since: Option<NaiveDateTime>,
    /// Who may read it.
    pub audience: Audience,
    /// What is new.
    pub news: Option<Remark>,
}

step_form! {
    id: TicketId, "/api/v1/tickets/{id}", "/desk/tickets/{id}", TicketChanged;
    TellKnown {
        /// What does not work, in a few words.
        title,
        /// More about it, and what to do meanwhile.
        text,
        /// Since when, on the desk's clock: `2026-11-23T15:00`. Empty is what it was, and at first when the ticket
        /// was received.
        since,
        /// An [`Audience::value`], public or signed-in; nothing is chosen beforehand.
        audience,
        /// What is new; optional.
        news
    },
    "known",
    "Tell everybody of a known incident, or tell it otherwise",
    NewTelling,
    |it| {
        let mut check = Check::new();
        let title = Title::parse(&it.title).map_err(|it| it.advice("what does not work"));
        let title = check.take("title", title);
        let text = Remark::parse(&it.text).map_err(|it| it.advice("what people can do meanwhile"));
        let text = check.take("text", text);
        let since = match it.since.trim() {
            "" => Some(None),
            since => check.take("since", local_time(since)).map(Some),
        };
        let audience = Audience::from_value(&it.audience).filter(|it| AUDIENCES.contains(it));
        let audience = check.take("audience", audience.ok_or("Choose who may read it"));
        let news = optional(&mut check, "news", &it.news, "what is new");
        let valid = (|| {
            let (title, text, since) = (title?, text?, since?);
            Some(NewTelling { title, text, since, audience: audience?, news: news? })
        })();
        check.finish(valid)
    }
}

step_form! {
    id: TicketId, "/api/v1/tickets/{id}", "/desk/tickets/{id}", TicketChanged;
    EndKnown {
        /// The closing sentence.
        ending
    },
    "known/ending",
    "Tell everybody that a known incident is over",
    Remark,
    |it| one_text("ending", Remark::parse(&it.ending), "what everybody reads")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn telling() -> TellKnown {
        TellKnown {
            title: "The VPN is down".into(),
            text: "Use webmail meanwhile.".into(),
            audience: "public".into(),
            ..TellKnown::default()
        }
    }

    #[test]
    fn what_is_told_is_complete_and_for_those_who_ask() {
        for (field, advice, form) in [
            ("title", "Enter what does not work", TellKnown { title: " ".into(), ..telling() }),
            (
                "text",
                "Enter what people can do meanwhile",
                TellKnown { text: "".into(), ..telling() },
            ),
            ("since", "Enter a day and a time", TellKnown { since: "soon".into(), ..telling() }),
            ("audience", "Choose who may read it", TellKnown { audience: "".into(), ..telling() }),
            (
                "audience",
                "Choose who may read it",
                TellKnown { audience: "agents".into(), ..telling() },
            ),
        ] {
            let problem = form.check().unwrap_err();
            assert_eq!(problem.text_for(field), Some(advice));
            assert_eq!(problem.errors.len(), 1, "{advice}");
        }
        let told = telling().check().unwrap();
        assert_eq!((told.since, told.news), (None, None));
        let told = TellKnown { since: "2026-11-23T09:10".into(), news: "Soon".into(), ..telling() };
        let told = told.check().unwrap();
        assert_eq!(told.since.unwrap().to_string(), "2026-11-23 09:10:00");
        assert_eq!(told.news.as_deref(), Some("Soon"));
    }

    #[test]
    fn following_leads_to_its_page_and_remembers_where_one_was() {
        let following = Following { is_followed: true, n_affected: 2 };
        for (from, address) in [
            ("", "/known/7"),
            ("/new/category?draft=1", "/known/7?from=%2Fnew%2Fcategory%3Fdraft%3D1"),
        ] {
            let form = FollowKnown { id: TicketId(7), from: from.into(), ..FollowKnown::default() };
            assert_eq!(form.after(&following), address);
        }
    }
}
