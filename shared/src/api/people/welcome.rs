//! The page behind a link with which somebody chooses a password: the first administrator of a new Portico,
//! somebody who was invited, somebody who forgot theirs.

use super::super::{
    Endpoint, Form, address,
    session::{Session, SessionPerson, landing},
};
use crate::{
    password::NewPassword,
    problem::{Check, Problem},
    text::{EmailAddress, PersonName},
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page that a link leads to.
pub const WELCOME_PAGE: &str = "/welcome/{token}";

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Purpose {
    /// To set a new Portico up: whoever uses it becomes its first administrator, and its lead and agent.
    SetUp,
    /// To choose the first password.
    Invitation,
    /// To choose another one.
    Reset,
}

/// What a link is for, and for whom.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetWelcome {
    /// The secret end of the link's address.
    pub token: String,
}

/// What a link is for, and for whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Welcome {
    /// The secret end of the link's address.
    pub token: String,
    /// What it is for.
    pub purpose: Purpose,
    /// What they are called; empty for nobody yet.
    pub name: String,
    /// How they sign in; empty for nobody yet.
    pub email: String,
}

impl Endpoint for GetWelcome {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/welcome/{token}";
    const SUMMARY: &'static str = "What a link is for";
    type Response = Welcome;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("token", &self.token)])
    }
}

/// Chooses a password by a link, and signs in with it. The link ends.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChoosePassword {
    /// Not kept; every form carries one.
    pub key: String,
    /// The secret end of the link's address.
    pub token: String,
    /// What they are called; where the link says it, it is passed over.
    pub name: String,
    /// How they sign in; where the link says it, it is passed over.
    pub email: String,
    /// The password.
    pub password: String,
}

/// A choice of sound form.
#[derive(Debug)]
pub struct Chosen {
    /// The secret end of the link's address.
    pub token: String,
    /// Who they say they are; `None` where they said nothing.
    pub person: Option<(PersonName, EmailAddress)>,
    /// The password.
    pub password: NewPassword,
}

impl Endpoint for ChoosePassword {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/welcome/{token}";
    const SUMMARY: &'static str = "Choose a password by a link";
    type Response = Session;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("token", &self.token)])
    }
}

impl Form for ChoosePassword {
    type Valid = Chosen;
    const ACTION: &'static str = WELCOME_PAGE;

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("token", &self.token)])
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn without_secrets(self) -> Self {
        Self { password: String::new(), ..self }
    }

    fn check(self) -> Result<Chosen, Problem> {
        let mut check = Check::new();
        let person = if self.name.trim().is_empty() && self.email.trim().is_empty() {
            Some(None)
        } else {
            let name = PersonName::parse(&self.name).map_err(|it| it.advice("your name"));
            let name = check.take("name", name);
            let email = EmailAddress::parse(&self.email);
            let email = check.take(
                "email",
                email.map_err(|_| "Enter your e-mail address, like name@company.example"),
            );
            name.zip(email).map(Some)
        };
        let password = check.take("password", NewPassword::parse(&self.password));
        let valid = person.zip(password);
        check.finish(valid.map(|(person, password)| Chosen { token: self.token, person, password }))
    }

    fn after(&self, session: &Session) -> String {
        let is_administrator =
            |it: &SessionPerson| it.roles.contains(&crate::actor::Role::Administrator);
        let begins = session.person.as_ref().filter(|it| is_administrator(it)).map(|_| "/admin");
        landing(begins.unwrap_or_default(), session)
    }
}
