//! Who is signed in. Signing in and out change no record that could be doubled, so their keys are not kept.

use super::{
    Endpoint, Form,
    account::factor::{Code, FACTOR_PAGE},
    address,
};
use crate::{
    actor::Role,
    catalogue::names::Names,
    id::PersonId,
    password::LONGEST,
    problem::{Check, Problem},
    settings::Contact,
    text::EmailAddress,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The header with which the client says how many seconds ago the person last did something: a page that asks
/// by itself keeps nobody signed in (attack 40).
pub const LAST_INPUT: &str = "portico-last-input";

/// Where the second step of signing in is asked for.
pub const CODE_PAGE: &str = "/sign-in/code";

/// Asks who is signed in.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetSession {}

/// Who is signed in, and what kind of Portico this is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Session {
    /// The person; `None` when nobody is signed in.
    pub person: Option<SessionPerson>,
    /// Whether this is the demo, with people to sign in as.
    pub demo: bool,
    /// When the sign-in ends by itself, unless [`StaySignedIn`] comes first.
    #[serde(default)]
    pub expires: Option<Instant>,
    /// Whether people who are not signed in may ask for help (D1.19).
    #[serde(default)]
    pub guests: bool,
    /// Whose Portico it is; `None` where nobody said.
    #[serde(default)]
    pub organisation: Option<String>,
    /// How to reach a person without this site.
    #[serde(default)]
    pub contact: Contact,
    /// Whether the password was right and a code is asked for: [`SendCode`] comes next.
    #[serde(default)]
    pub awaits_code: bool,
    /// Whether a second factor has to be set up before anything else.
    #[serde(default)]
    pub needs_factor: bool,
    /// Whether somebody may sign in with a passkey here.
    #[serde(default)]
    pub passkeys: bool,
    /// What people call the identity provider with which they may sign in, if there is one.
    #[serde(default)]
    pub provider: Option<String>,
    /// What categories are called, and for whoever works with them, teams.
    #[serde(default)]
    pub names: Names,
}

/// Oneself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SessionPerson {
    /// One's id.
    pub id: PersonId,
    /// What one is called.
    pub name: String,
    /// What one is here for.
    pub roles: Vec<Role>,
}

impl SessionPerson {
    /// Whether the desk is open to this person.
    #[must_use]
    pub fn is_staff(&self) -> bool {
        self.roles.iter().any(|it| matches!(it, Role::Agent | Role::Lead))
    }

    /// Whether this person answers for the desk.
    #[must_use]
    pub fn leads(&self) -> bool {
        self.roles.contains(&Role::Lead)
    }

    /// Whether the report is open to this person.
    #[must_use]
    pub fn reads_report(&self) -> bool {
        self.roles.iter().any(|it| matches!(it, Role::Lead | Role::Administrator))
    }

    /// Whether the settings are open to this person.
    #[must_use]
    pub fn reads_settings(&self) -> bool {
        self.roles.iter().any(|it| matches!(it, Role::Lead | Role::Administrator))
    }
}

impl Endpoint for GetSession {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/session";
    const SUMMARY: &'static str = "Who is signed in";
    type Response = Session;
}

/// Signs somebody in with address and password.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignIn {
    /// Not kept; every form carries one.
    pub key: String,
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The local address to go to afterwards.
    pub next: String,
}

/// Address and password of sound form.
#[derive(Debug)]
pub struct Credentials {
    /// The e-mail address.
    pub email: EmailAddress,
    /// The password as typed.
    pub password: String,
}

impl Endpoint for SignIn {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/session";
    const SUMMARY: &'static str = "Sign in with address and password";
    type Response = Session;
}

impl Form for SignIn {
    type Valid = Credentials;
    const ACTION: &'static str = "/sign-in";

    fn key(&self) -> &str {
        &self.key
    }

    fn without_secrets(self) -> Self {
        Self { password: String::new(), ..self }
    }

    fn check(self) -> Result<Credentials, Problem> {
        let mut check = Check::new();
        let email = EmailAddress::parse(&self.email);
        let email = check.take(
            "email",
            email.map_err(|_| "Enter your e-mail address, like name@company.example"),
        );
        if self.password.is_empty() {
            check.refuse("password", "Enter your password");
        } else if self.password.len() > LONGEST {
            check.refuse("password", "Enter a password of at most 1,024 characters");
        }
        check.finish(email.map(|email| Credentials { email, password: self.password }))
    }

    fn after(&self, session: &Session) -> String {
        landing(&self.next, session)
    }
}

/// The second step of signing in: a code of the app, or a recovery code.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SendCode {
    /// Not kept; every form carries one.
    pub key: String,
    /// The code.
    pub code: String,
    /// The local address to go to afterwards.
    pub next: String,
}

impl Endpoint for SendCode {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/session/code";
    const SUMMARY: &'static str = "Finish signing in with a code";
    type Response = Session;
}

impl Form for SendCode {
    type Valid = Code;
    const ACTION: &'static str = CODE_PAGE;

    fn key(&self) -> &str {
        &self.key
    }

    fn without_secrets(self) -> Self {
        Self { code: String::new(), ..self }
    }

    fn check(self) -> Result<Code, Problem> {
        let mut check = Check::new();
        let code = check.take("code", Code::parse(&self.code));
        check.finish(code)
    }

    fn after(&self, session: &Session) -> String {
        landing(&self.next, session)
    }
}

/// Signs in as one of the people of the demo; refused anywhere else.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignInAsDemo {
    /// Not kept; every form carries one.
    pub key: String,
    /// The id of one of [`ListDemoPeople`].
    pub person: String,
    /// The local address to go to afterwards.
    pub next: String,
}

impl Endpoint for SignInAsDemo {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/session/demo";
    const SUMMARY: &'static str = "Sign in as a person of the demo";
    type Response = Session;
}

impl Form for SignInAsDemo {
    type Valid = PersonId;
    const ACTION: &'static str = "/sign-in/demo";

    fn page(&self) -> String {
        SignIn::ACTION.to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<PersonId, Problem> {
        let mut check = Check::new();
        let person =
            check.take("person", self.person.parse().map_err(|_| "Choose a person from the list"));
        check.finish(person)
    }

    fn after(&self, session: &Session) -> String {
        landing(&self.next, session)
    }
}

/// Signs out, at once and on the server too.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignOut {
    /// Not kept; every form carries one.
    pub key: String,
}

impl Endpoint for SignOut {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/session/end";
    const SUMMARY: &'static str = "Sign out";
    type Response = Session;
}

impl Form for SignOut {
    type Valid = ();
    const ACTION: &'static str = "/sign-out";

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<(), Problem> {
        Ok(())
    }

    fn after(&self, _: &Session) -> String {
        "/".to_owned()
    }
}

/// Keeps somebody signed in who says so in time (D4.9). It can be said more than ten times.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StaySignedIn {
    /// Not kept; every form carries one.
    pub key: String,
}

impl Endpoint for StaySignedIn {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/session/extension";
    const SUMMARY: &'static str = "Stay signed in";
    type Response = Session;
}

impl Form for StaySignedIn {
    type Valid = ();
    const ACTION: &'static str = "/sign-in/extension";

    fn page(&self) -> String {
        SignIn::ACTION.to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<(), Problem> {
        Ok(())
    }

    fn after(&self, session: &Session) -> String {
        landing("", session)
    }
}

/// The people whom the demo offers to sign in as.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ListDemoPeople {}

/// The people of the demo; none anywhere else.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DemoPeople {
    /// In the order in which they are offered.
    pub people: Vec<SessionPerson>,
}

impl Endpoint for ListDemoPeople {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/demo/people";
    const SUMMARY: &'static str = "People of the demo";
    type Response = DemoPeople;
}

/// Where the code is asked for, `next` if it is a local path (attack 54), else the place where this person starts.
#[must_use]
pub fn landing(next: &str, session: &Session) -> String {
    if session.awaits_code {
        let next = if address::is_local(next) { next } else { "" };
        return address::with_query(CODE_PAGE, &[("next", next)]);
    }
    if session.needs_factor {
        return FACTOR_PAGE.to_owned();
    }
    match &session.person {
        _ if address::is_local(next) => next.to_owned(),
        Some(it) if it.is_staff() => "/desk".to_owned(),
        _ => "/".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attack_54_only_local_paths_are_followed() {
        let session = Session::default();
        assert_eq!(landing("/requests?x=1", &session), "/requests?x=1");
        for evil in [
            "//evil.example",
            "https:evil",
            "\\evil",
            "/\\evil",
            "javascript:x",
            "/a\n/b",
            "",
            "evil",
        ] {
            assert_eq!(landing(evil, &session), "/", "{evil:?}");
        }
    }
}
