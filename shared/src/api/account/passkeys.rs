//! Passkeys: with one of them somebody signs in by showing their own device who they are. What is asked of the
//! browser and what it answers travels as the texts that browsers read and write themselves (WebAuthn, level 3:
//! `parseCreationOptionsFromJSON`, `toJSON`).

use super::{
    super::{
        Endpoint, Form, address,
        session::{Session, SignIn, landing},
    },
    ACCOUNT_PAGE, AccountChanged, Done, done,
};
use crate::{
    problem::{Check, Problem},
    text::Label,
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The longest answer of a browser, in bytes.
pub const LONGEST_ANSWER: usize = 16 * 1024;

/// A passkey in the list of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PasskeyRow {
    /// What it is called in addresses. It lets nobody in.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub created: Instant,
    /// When it was used last, if ever.
    pub used: Option<Instant>,
}

/// What a browser is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PasskeyQuestion {
    /// The question as JSON, for the browser alone.
    pub options: String,
}

/// Asks what to ask the browser so that it makes a passkey.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskToMakePasskey {}

impl Endpoint for AskToMakePasskey {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/account/passkeys/question";
    const SUMMARY: &'static str = "What to ask a browser that makes a passkey";
    type Response = PasskeyQuestion;
}

/// Adds a passkey that the browser has made.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AddPasskey {
    /// Not kept; every form carries one.
    pub key: String,
    /// What its owner calls it.
    pub name: String,
    /// What the browser answered, as JSON.
    pub answer: String,
}

/// A passkey of sound form.
#[derive(Debug)]
pub struct NewPasskey {
    /// What its owner calls it.
    pub name: Label,
    /// What the browser answered, as JSON.
    pub answer: String,
}

impl Endpoint for AddPasskey {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/account/passkeys";
    const SUMMARY: &'static str = "Add a passkey";
    type Response = AccountChanged;
}

impl Form for AddPasskey {
    type Valid = NewPasskey;
    const ACTION: &'static str = "/account/passkeys";

    fn page(&self) -> String {
        ACCOUNT_PAGE.to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<NewPasskey, Problem> {
        let mut check = Check::new();
        let name = Label::parse(&self.name).map_err(|it| it.advice("a name for the passkey"));
        let name = check.take("name", name);
        let answer = check.take("name", read_answer(self.answer));
        check.finish(name.zip(answer).map(|(name, answer)| NewPasskey { name, answer }))
    }

    fn after(&self, _: &AccountChanged) -> String {
        done(Done::Passkey)
    }
}

fn read_answer(answer: String) -> Result<String, &'static str> {
    if answer.is_empty() || answer.len() > LONGEST_ANSWER {
        return Err("Try again: the browser made no passkey");
    }
    Ok(answer)
}

/// Removes one of one's own passkeys.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RemovePasskey {
    /// Not kept; every form carries one.
    pub key: String,
    /// [`PasskeyRow::id`].
    pub passkey: String,
}

impl Endpoint for RemovePasskey {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/account/passkeys/{passkey}/removal";
    const SUMMARY: &'static str = "Remove a passkey";
    type Response = AccountChanged;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("passkey", &self.passkey)])
    }
}

impl Form for RemovePasskey {
    type Valid = ();
    const ACTION: &'static str = "/account/passkeys/{passkey}/removal";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("passkey", &self.passkey)])
    }

    fn page(&self) -> String {
        ACCOUNT_PAGE.to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<(), Problem> {
        Ok(())
    }

    fn after(&self, _: &AccountChanged) -> String {
        done(Done::PasskeyRemoved)
    }
}

/// Asks what to ask the browser so that it uses a passkey.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AskForPasskey {}

impl Endpoint for AskForPasskey {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/session/passkey";
    const SUMMARY: &'static str = "What to ask a browser that uses a passkey";
    type Response = PasskeyQuestion;
}

/// Signs in with a passkey.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignInWithPasskey {
    /// Not kept; every form carries one.
    pub key: String,
    /// What the browser answered, as JSON.
    pub answer: String,
    /// The local address to go to afterwards.
    pub next: String,
}

impl Endpoint for SignInWithPasskey {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/session/passkey";
    const SUMMARY: &'static str = "Sign in with a passkey";
    type Response = Session;
}

impl Form for SignInWithPasskey {
    type Valid = String;
    const ACTION: &'static str = "/sign-in/passkey";

    fn page(&self) -> String {
        SignIn::ACTION.to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn without_secrets(self) -> Self {
        Self { answer: String::new(), ..self }
    }

    fn check(self) -> Result<String, Problem> {
        let mut check = Check::new();
        let answer = check.take("email", read_answer(self.answer));
        check.finish(answer)
    }

    fn after(&self, session: &Session) -> String {
        landing(&self.next, session)
    }
}
