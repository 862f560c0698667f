//! The requester's side: filing, following and answering one's own requests. Nothing here has a field for
//! an internal note, an agent's address or a cause (decision 3).

use super::{
    Endpoint, Form, address,
    links::GuestLink,
    step::{Answer, message, one_text, step_form},
};
use crate::{
    attachment::{self, AttachmentRef},
    id::{AttachmentId, Reference},
    problem::{Check, Problem},
    sla::{clock::Promise, policy::Policy},
    text::Body,
    ticket::{
        filter::{Show, Standing},
        intake::{
            Answered, Answers, Category, Intake,
            contact::{Contact, check_trap},
            page::Page,
            tree::Tree,
        },
        message::Message,
        priority::{Assessment, Matrix, Priority},
        status::Stage,
    },
    time::{Instant, WorkingTime, Zone},
};
use chrono::{DateTime, TimeDelta};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The time and the zone in which an answer is to be shown, so that a page says the same before and after
/// hydration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Clock {
    /// When the answer was made.
    pub now: Instant,
    /// The reader's zone.
    pub zone: Zone,
}

/// What a promise is computed from (C2).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetPromiseBasis {}

/// Everything that browser and server need to come to the same promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PromiseBasis {
    /// When this was said.
    pub now: Instant,
    /// What comes first.
    pub matrix: Matrix,
    /// What is promised.
    pub policy: Policy,
    /// When somebody works.
    pub working: WorkingTime,
}

impl Endpoint for GetPromiseBasis {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/promise";
    const SUMMARY: &'static str = "What a promise is computed from";
    type Response = PromiseBasis;
}

/// What people can ask about (A02, A14).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetIntake {}

impl Endpoint for GetIntake {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/intake";
    const SUMMARY: &'static str = "What people can ask about";
    type Response = Tree;
}

/// A form that carries [`Answers`] beside fields of its own. Every field is spelled out, because a form is
/// flat and refuses what it does not know.
macro_rules! form_with_answers {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident,)* }
     answers { $($answer:ident: $kind:ty,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: String,)*
            $(
                /// See [`Answers`].
                pub $answer: $kind,
            )*
        }

        impl $name {
            /// The answers alone.
            #[must_use]
            pub fn answers(&self) -> Answers {
                Answers { $($answer: self.$answer.clone(),)* }
            }

            /// The same form with these answers.
            #[must_use]
            pub fn with_answers(self, answers: Answers) -> Self {
                let Answers { $($answer,)* } = answers;
                Self { $($answer,)* ..self }
            }
        }
    };
    ($(#[$doc:meta])* $name:ident { $($own:tt)* }) => {
        form_with_answers! {
            $(#[$doc])* $name { $($own)* }
            answers {
                description: String,
                behalf: String,
                files: Vec<String>,
                articles: Vec<String>,
                title: String,
                category: String,
                topic: String,
                which: String,
                place: String,
                message: String,
                needed_by: String,
                impact: String,
                urgency: String,
                since: String,
                tried: String,
                email: String,
                name: String,
            }
        }
    };
}

form_with_answers! {
    /// Keeps one page of answers on the server, for browsers without scripts. The draft's address is its
    /// only key, is bound to the person unless a guest began it, and expires after 24 hours (D1.18).
    SaveDraft {
        /// Made when the form was rendered.
        key,
        /// Which page was answered, by its name; one of [`Page`].
        page,
        /// The draft's address; empty for a new one.
        draft,
        /// Anything to return to the check page right after.
        change,
        /// Anything when a guest is asked, who has one page more.
        guest,
        /// The [`contact::TRAP`](crate::ticket::intake::contact::TRAP).
        homepage,
    }
}

/// A draft as it is kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Draft {
    /// Its address.
    pub draft: String,
    /// What was answered so far.
    pub answers: Answers,
    /// The files among the answers, as far as they are still there.
    #[serde(default)]
    pub files: Vec<AttachmentRef>,
    /// The request that it became: then no answers are left.
    #[serde(default)]
    pub sent_as: Option<Reference>,
    /// Where to go on after a page of it was answered.
    #[serde(default)]
    pub next: Page,
}

impl SaveDraft {
    /// The page that was answered.
    #[must_use]
    pub fn page_answered(&self) -> Option<Page> {
        Page::ALL.into_iter().find(|it| it.name() == self.page)
    }

    /// Where to go on when the answers so far are `answers`.
    #[must_use]
    pub fn next(&self, tree: &Tree, answers: &Answers) -> Page {
        let page = self.page_answered().unwrap_or_default();
        let place = answers.place(tree).of_guest(!self.guest.is_empty());
        // A changed answer may open questions that were not asked before.
        let open = answers.first_open_page(tree, place);
        let is_return = !self.change.is_empty() && open == Page::Check;
        if is_return { Page::Check } else { place.next(page) }
    }
}

/// The address of a page of intake: where in the tree, with which draft, and whether it leads straight back
/// to the check.
#[must_use]
pub fn step_address(page: Page, about: &str, draft: &str, change: &str) -> String {
    let about = if matches!(page, Page::Describe | Page::Category) { "" } else { about };
    let query = [("about", about), ("draft", draft), ("change", change)];
    address::with_query(page.address(), &query)
}

impl Endpoint for SaveDraft {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/drafts";
    const SUMMARY: &'static str = "Keep one page of answers";
    type Response = Draft;
}

impl Form for SaveDraft {
    type Valid = (Page, Answers);
    const ACTION: &'static str = "/new/{page}";
    const FILES: Option<&'static str> = Some("files");

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("page", &self.page)])
    }

    fn page(&self) -> String {
        let page = self.page_answered().unwrap_or_default();
        step_address(page, self.answers().about(), &self.draft, &self.change)
    }

    fn key(&self) -> &str {
        &self.key
    }

    /// What is answered is judged by what the tree offers: see [`Answers::check_page`].
    fn check(self) -> Result<(Page, Answers), Problem> {
        let mut check = Check::new();
        let page = check.take("page", self.page_answered().ok_or("Go back to the first page"));
        let page = check.finish(page)?;
        check_trap(&self.homepage)?;
        let answers = self.answers();
        if page == Page::Describe {
            // No tree is asked about these, so they are told together with what is wrong with the files.
            answers.check_page(&Tree::default(), page)?;
        }
        Ok((page, answers))
    }

    fn after(&self, draft: &Draft) -> String {
        let change = if draft.next == Page::Check { "" } else { &self.change };
        step_address(draft.next, draft.answers.about(), &draft.draft, change)
    }
}

/// Reads a draft back.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetDraft {
    /// The draft's address.
    pub draft: String,
}

impl Endpoint for GetDraft {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/drafts/{draft}";
    const SUMMARY: &'static str = "Answers kept so far";
    type Response = Draft;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("draft", &self.draft)])
    }
}

form_with_answers! {
    /// Files a request.
    FileRequest {
        /// Made when the check page was rendered.
        key,
        /// The draft to forget, if there is one.
        draft,
        /// When it was written, as RFC 3339, if it waited for a connection since (A07).
        reported,
        /// Anything when a guest sends it, who has to say how they are reached.
        guest,
        /// The [`contact::TRAP`](crate::ticket::intake::contact::TRAP).
        homepage,
    }
}

/// For how long a request may have waited for a connection, to be believed (A07).
const WAITED_AT_MOST: TimeDelta = TimeDelta::days(7);

/// A request that is kept: this is the promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Filed {
    /// What to call it.
    pub reference: Reference,
    /// When it was received.
    pub received: Instant,
    /// Its priority and the reason.
    pub assessment: Assessment,
    /// What is promised.
    pub promise: Promise,
}

impl FileRequest {
    /// When it was reported: as the device says, if that can be, else when it was received.
    #[must_use]
    pub fn reported_at(&self, received: Instant) -> Instant {
        let written = DateTime::parse_from_rfc3339(&self.reported).map(|it| it.to_utc());
        let waited =
            |it: &Instant| (TimeDelta::zero()..=WAITED_AT_MOST).contains(&(received - *it));
        written.ok().filter(waited).unwrap_or(received)
    }
}

impl Endpoint for FileRequest {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/requests";
    const SUMMARY: &'static str = "File a request";
    type Response = Filed;
}

/// A request that can be filed, provided that its answers are what the tree offers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filing {
    /// The answers as they were typed.
    pub answers: Answers,
    /// Whom to answer, when nobody is signed in; passed over when somebody is.
    pub contact: Option<Contact>,
}

impl Filing {
    /// The answers, judged by what `tree` offers.
    ///
    /// # Errors
    /// Every field at fault.
    pub fn intake(&self, tree: &Tree) -> Result<Intake, Problem> {
        self.answers.clone().check(tree)
    }

    /// Uploads of the requester that belong to it.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn files(&self) -> Result<Vec<AttachmentId>, Problem> {
        let mut check = Check::new();
        let files = check.take("files", attachment::chosen(&self.answers.files));
        check.finish(files)
    }
}

impl Form for FileRequest {
    type Valid = Filing;
    const ACTION: &'static str = "/new/check";
    const FILES: Option<&'static str> = Some("files");

    fn page(&self) -> String {
        step_address(Page::Check, self.answers().about(), &self.draft, "")
    }

    fn key(&self) -> &str {
        &self.key
    }

    /// The same words are the same request, however long they waited.
    fn substance(self) -> Self {
        Self { reported: String::new(), ..self }
    }

    fn check(self) -> Result<Filing, Problem> {
        check_trap(&self.homepage)?;
        let answers = self.answers();
        let contact = match self.guest.as_str() {
            "" => Contact::given(&answers)?,
            _ => Some(Contact::check(&answers)?),
        };
        Ok(Filing { answers, contact })
    }

    fn after(&self, filed: &Filed) -> String {
        format!("/requests/{}/sent", filed.reference)
    }
}

/// One's own requests and those that were shared.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ListRequests {
    /// Words of the title or the reference; empty finds everything.
    pub q: String,
    /// Where they stand.
    pub show: Show,
    /// Which page of the list, from zero.
    pub page: u32,
}

/// Requests in the order of [`Standing`], in each the one changed last first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Requests {
    /// When and where to show the times.
    pub clock: Clock,
    /// One page of those that were asked for.
    pub requests: Vec<RequestHead>,
    /// How many were asked for, over all pages.
    pub n_found: usize,
    /// How many there are, asked for or not.
    pub n_all: usize,
    /// There are so many that only those changed last are looked through.
    pub is_cut: bool,
    /// The page that follows, if any.
    pub next_page: Option<u32>,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequestHead {
    /// What to call it.
    pub reference: Reference,
    /// The short title.
    pub title: String,
    /// Where it stands.
    pub stage: Stage,
    /// What is promised.
    pub promise: Promise,
    /// When something last happened that the requester may know of.
    pub updated: Instant,
    /// Who shared it; `None` for one's own.
    pub shared_by: Option<String>,
}

impl RequestHead {
    /// Where it stands for the reader.
    #[must_use]
    pub fn standing(&self) -> Standing {
        Standing::of(self.stage, self.shared_by.is_none())
    }
}

impl Endpoint for ListRequests {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/requests";
    const SUMMARY: &'static str = "One's own requests and those that were shared";
    type Response = Requests;

    fn address(&self) -> String {
        self.at(Self::ROUTE)
    }
}

impl ListRequests {
    /// The page that shows this list.
    #[must_use]
    pub fn page_address(&self) -> String {
        self.at("/requests")
    }

    fn at(&self, address: &str) -> String {
        let page = if self.page == 0 { String::new() } else { self.page.to_string() };
        let show = if self.show == Show::All { "" } else { self.show.value() };
        address::with_query(address, &[("q", self.q.trim()), ("show", show), ("page", &page)])
    }
}

/// One request.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetRequest {
    /// Its reference.
    pub reference: String,
}

/// A request as its requester sees it (D3), and whoever they share it with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Request {
    /// When and where to show the times.
    pub clock: Clock,
    /// What to call it.
    pub reference: Reference,
    /// The short title.
    pub title: String,
    /// Where it stands.
    pub stage: Stage,
    /// Its priority.
    pub priority: Priority,
    /// Why it has that priority.
    pub reason: String,
    /// Who has it, by the name that requesters see.
    pub with: Option<String>,
    /// When it was received.
    pub received: Instant,
    /// What is promised.
    pub promise: Promise,
    /// What happened, oldest first.
    pub entries: Vec<RequestEntry>,
    /// Who shared it with the reader; `None` for one's own.
    pub shared_by: Option<String>,
    /// The addresses with which it is shared; for the requester alone.
    pub colleagues: Vec<String>,
    /// Since when a complaint waits for a lead.
    pub unhappy_since: Option<Instant>,
    /// Until when it may be reopened, once it is closed.
    pub reopen_until: Option<Instant>,
    /// What the reader can do now.
    pub can: RequestActions,
    /// The link with which a guest reads this; for whoever holds it alone.
    pub link: Option<GuestLink>,
}

/// What the reader of a request can do now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequestActions {
    /// Add a message.
    pub answer: bool,
    /// Agree that it is fixed.
    pub confirm: bool,
    /// Say that it is not.
    pub reopen: bool,
    /// Take it back.
    pub withdraw: bool,
    /// Say that one is not happy.
    pub complain: bool,
    /// Choose who else sees it.
    pub share: bool,
    /// Leave it, when somebody else shared it.
    pub leave: bool,
    /// Add files to what one writes: not without signing in.
    pub attach: bool,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequestEntry {
    /// When.
    pub at: Instant,
    /// Who: "You", or the name that requesters see.
    pub by: String,
    /// Whether the service desk did it.
    pub ours: bool,
    /// What.
    pub what: RequestEvent,
    /// The files that came with it.
    #[serde(default)]
    pub files: Vec<AttachmentRef>,
}

/// What happened, as far as the requester may know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum RequestEvent {
    /// It was filed with this description.
    Filed {
        /// What happened.
        description: String,
        /// For whom, when not for the requester.
        behalf: Option<String>,
        /// What else was asked and answered.
        details: Vec<Answered>,
        /// When it began.
        since: Option<String>,
        /// What was tried.
        tried: Option<String>,
    },
    /// A message from either side.
    Message {
        /// What was written.
        body: String,
        /// Whether it asks the requester something.
        question: bool,
    },
    /// Somebody took it on.
    Taken,
    /// It is thought to be fixed.
    Resolved {
        /// What was done.
        fix: String,
        /// What to do next time.
        advice: Option<String>,
    },
    /// The requester agreed.
    Confirmed,
    /// The requester did not.
    Reopened {
        /// Why.
        body: String,
    },
    /// The requester took it back.
    Withdrawn,
    /// Staff wrote it down during a call.
    Called,
    /// It was sent twice, and goes on as the other.
    Merged {
        /// The other.
        into: Reference,
    },
    /// It goes on by itself again.
    Unmerged {
        /// The other.
        from: Reference,
    },
    /// Somebody said that it is about something else.
    Categorised {
        /// What it was about.
        from: Category,
        /// What it is about from then on.
        to: Category,
    },
    /// What staff said about the priority was taken back.
    PriorityPutBack {
        /// What it is again.
        to: Priority,
        /// Why, as the requester was told.
        reason: String,
    },
    /// What staff said about the category was taken back.
    CategoryPutBack {
        /// What it is about again.
        to: Category,
    },
    /// Somebody said that it comes earlier or later than it did.
    Prioritised {
        /// What it was.
        from: Priority,
        /// What it is from then on.
        to: Priority,
        /// Why.
        reason: String,
    },
    /// Somebody said by when there is more.
    UpdatePromised {
        /// By when.
        by: Instant,
    },
    /// The requester was not happy.
    Complained {
        /// Why.
        body: String,
    },
    /// A lead dealt with that.
    ComplaintSettled,
    /// It was shared. Told to the requester alone, like the two that follow.
    ColleagueAdded {
        /// With whom.
        email: String,
    },
    /// It is shared no more.
    ColleagueRemoved {
        /// With whom.
        email: String,
    },
    /// Somebody left.
    ColleagueLeft {
        /// Who.
        email: String,
    },
}

impl Endpoint for GetRequest {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/requests/{reference}";
    const SUMMARY: &'static str = "One's own request, or one that was shared";
    type Response = Request;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("reference", &self.reference)])
    }
}

/// What comes back after something was done to a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RequestChanged {
    /// The request.
    pub reference: Reference,
    /// Where it stands now.
    pub stage: Stage,
}

impl Answer for RequestChanged {}

macro_rules! request_form {
    ($($form:tt)*) => {
        step_form! {
            reference: String, "/api/v1/requests/{reference}", "/requests/{reference}",
            RequestChanged; $($form)*
        }
    };
}
pub(super) use request_form;

request_form!(
    SendMessage {
        /// What was written.
        body
    }[files],
    "messages",
    "Add a message to a request",
    Message,
    |it| message(("body", &it.body), "a message", &it.files)
);
request_form!(ConfirmFixed {}, "confirmation", "Agree that it is fixed", (), |_| Ok(()));
request_form!(
    ReopenRequest {
        /// What still goes wrong.
        body
    }[files],
    "reopening",
    "Say that it is not fixed",
    Message,
    |it| message(("body", &it.body), "what still goes wrong", &it.files)
);
request_form!(WithdrawRequest {}, "withdrawal", "Take one's request back", (), |_| Ok(()));
request_form!(
    Complain {
        /// What one is not happy with.
        complaint
    },
    "complaint",
    "Say that one is not happy with how it goes",
    Body,
    |it| one_text("complaint", Body::parse(&it.complaint), "what you are not happy with")
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_goes_where_it_says() {
        let form = SendMessage { reference: "K7M4-2QX".into(), ..SendMessage::default() };
        assert_eq!(Endpoint::address(&form), "/api/v1/requests/K7M4-2QX/messages");
        assert_eq!(form.action(), "/requests/K7M4-2QX/messages");
        assert_eq!(form.page(), "/requests/K7M4-2QX");
        assert_eq!(form.check().unwrap_err().text_for("body"), Some("Enter a message"));
    }

    #[test]
    fn a_draft_leads_to_the_next_page_or_back_to_the_check() {
        let answers = Answers {
            description: "It broke".into(),
            category: "network".into(),
            topic: "vpn".into(),
            impact: "only-me".into(),
            urgency: "slowed".into(),
            ..Answers::default()
        };
        let kept = Draft { draft: "abc".into(), answers: answers.clone(), ..Draft::default() };
        let tree = Tree::starting();
        let after = |form: &SaveDraft, kept: &Draft| {
            form.after(&Draft { next: form.next(&tree, &kept.answers), ..kept.clone() })
        };
        let form = SaveDraft { page: "topic".into(), ..SaveDraft::default() };
        assert_eq!(after(&form, &kept), "/new/effect?about=vpn&draft=abc");
        let change = SaveDraft { change: "1".into(), ..form };
        assert_eq!(after(&change, &kept), "/new/check?about=vpn&draft=abc");
        // Another category has other topics, so the check has to wait.
        let mut moved = kept;
        moved.answers.merge(Page::Category, Answers { category: "hardware".into(), ..answers });
        let change = SaveDraft { page: "category".into(), ..change };
        assert_eq!(after(&change, &moved), "/new/topic?about=hardware&draft=abc&change=1");
    }

    #[test]
    fn the_time_of_writing_is_believed_if_it_can_be() {
        let received: Instant = "2026-11-20T09:00:00Z".parse().unwrap();
        for (written, reported) in [
            ("2026-11-20T08:12:30Z", "2026-11-20T08:12:30Z"),
            ("2026-11-20T09:12:30+01:00", "2026-11-20T08:12:30Z"),
            ("2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z"),
            ("2026-11-13T09:00:00Z", "2026-11-13T09:00:00Z"),
            ("2026-11-20T09:00:01Z", "2026-11-20T09:00:00Z"),
            ("2026-11-13T08:59:59Z", "2026-11-20T09:00:00Z"),
            ("yesterday", "2026-11-20T09:00:00Z"),
            ("", "2026-11-20T09:00:00Z"),
        ] {
            let form = FileRequest { reported: written.into(), ..FileRequest::default() };
            let expected: Instant = reported.parse().unwrap();
            assert_eq!(form.reported_at(received), expected, "{written}");
        }
    }

    #[test]
    fn attack_13_fields_that_do_not_exist_are_refused() {
        for field in [
            "role",
            "priority",
            "assignee",
            "sla",
            "internal",
            "created_at",
            "author_id",
            "verified",
            "requester",
        ] {
            let body = format!(r#"{{"description":"x","{field}":"y"}}"#);
            assert!(serde_json::from_str::<FileRequest>(&body).is_err(), "{field}");
        }
    }
}
