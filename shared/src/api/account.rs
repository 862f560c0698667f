//! One's own account: who one is here, one's password, and where one is signed in.

pub mod factor;
pub mod passkeys;

use super::{Endpoint, Form, address, requests::Clock};
use crate::{
    actor::Role,
    password::{LONGEST, NewPassword},
    problem::{Check, Problem},
    time::Instant,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The page of one's own account.
pub const ACCOUNT_PAGE: &str = "/account";

/// One's own account.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GetAccount {}

/// One's own account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Account {
    /// When and where to show the times.
    pub clock: Clock,
    /// What one is called.
    pub name: String,
    /// How one signs in.
    pub email: String,
    /// What one is here for.
    pub roles: Vec<Role>,
    /// Whether one has a password; who comes in another way may have none.
    pub has_password: bool,
    /// Since when codes of an app are asked for besides; `None` where they are not.
    pub factor_since: Option<Instant>,
    /// One's passkeys, the one added last first.
    pub passkeys: Vec<passkeys::PasskeyRow>,
    /// Whether others can be added: who shows anew who they are may, where there are any.
    pub may_add_passkeys: bool,
    /// Whether whoever asks has shown within some minutes who they are.
    pub is_fresh: bool,
    /// Where one is signed in, the sign-in used last first.
    pub sign_ins: Vec<SignInRow>,
}

/// A sign-in in the list of one's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SignInRow {
    /// What it is called in addresses. It lets nobody in.
    pub id: String,
    /// What it was begun with, in words; empty where that was not said.
    pub device: String,
    /// When it began.
    pub begun: Instant,
    /// When it was used last, to within some minutes.
    pub used: Option<Instant>,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

impl Endpoint for GetAccount {
    const METHOD: Method = Method::GET;
    const ROUTE: &'static str = "/api/v1/account";
    const SUMMARY: &'static str = "One's own account";
    type Response = Account;
}

/// Something about one's own account was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountChanged {
    /// How many other sign-ins ended with it.
    pub n_ended: usize,
}

/// Chooses another password. Every other sign-in ends (attack 38).
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangePassword {
    /// Not kept; every form carries one.
    pub key: String,
    /// The password until now.
    pub present: String,
    /// The password from now on.
    pub password: String,
}

/// A change of sound form.
#[derive(Debug)]
pub struct PasswordChange {
    /// The password until now, as typed.
    pub present: String,
    /// The password from now on.
    pub new: NewPassword,
}

impl Endpoint for ChangePassword {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/account/password";
    const SUMMARY: &'static str = "Choose another password";
    type Response = AccountChanged;
}

impl Form for ChangePassword {
    type Valid = PasswordChange;
    const ACTION: &'static str = "/account/password";

    fn page(&self) -> String {
        ACCOUNT_PAGE.to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn without_secrets(self) -> Self {
        Self { present: String::new(), password: String::new(), ..self }
    }

    fn check(self) -> Result<PasswordChange, Problem> {
        let mut check = Check::new();
        let present = check.take("present", read_password(self.present));
        let new = check.take("password", NewPassword::parse(&self.password));
        check.finish(present.zip(new).map(|(present, new)| PasswordChange { present, new }))
    }

    fn after(&self, _: &AccountChanged) -> String {
        done(Done::Password)
    }
}

/// A password as somebody types it who has it already.
pub(super) fn read_password(password: String) -> Result<String, &'static str> {
    match password.len() {
        0 => Err("Enter your password"),
        1..=LONGEST => Ok(password),
        _ => Err("Enter a password of at most 1,024 characters"),
    }
}

/// Ends one of one's own sign-ins at once.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EndSignIn {
    /// Not kept; every form carries one.
    pub key: String,
    /// [`SignInRow::id`].
    pub sign_in: String,
}

impl Endpoint for EndSignIn {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/account/sign-ins/{sign_in}/end";
    const SUMMARY: &'static str = "End one of one's own sign-ins";
    type Response = AccountChanged;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("sign_in", &self.sign_in)])
    }
}

impl Form for EndSignIn {
    type Valid = ();
    const ACTION: &'static str = "/account/sign-ins/{sign_in}/end";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("sign_in", &self.sign_in)])
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
        done(Done::SignIn)
    }
}

/// Ends all of one's own sign-ins but the one that asks.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EndOtherSignIns {
    /// Not kept; every form carries one.
    pub key: String,
}

impl Endpoint for EndOtherSignIns {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/account/sign-ins/end";
    const SUMMARY: &'static str = "End all of one's own sign-ins but this one";
    type Response = AccountChanged;
}

impl Form for EndOtherSignIns {
    type Valid = ();
    const ACTION: &'static str = "/account/sign-ins/end";

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
        done(Done::SignIns)
    }
}

/// What was just done, as the page says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// Another password holds.
    Password,
    /// A sign-in has ended.
    SignIn,
    /// All others have.
    SignIns,
    /// A second step is asked for from now on.
    Factor,
    /// It is not any more.
    FactorRemoved,
    /// A passkey was added.
    Passkey,
    /// A passkey was removed.
    PasskeyRemoved,
}

impl Done {
    const ALL: [Self; 7] = [
        Self::Password,
        Self::SignIn,
        Self::SignIns,
        Self::Factor,
        Self::FactorRemoved,
        Self::Passkey,
        Self::PasskeyRemoved,
    ];

    /// What an address says of it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::SignIn => "sign-in",
            Self::SignIns => "sign-ins",
            Self::Factor => "second-step",
            Self::FactorRemoved => "second-step-removed",
            Self::Passkey => "passkey",
            Self::PasskeyRemoved => "passkey-removed",
        }
    }

    /// What an address says was done.
    #[must_use]
    pub fn from_value(value: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.value() == value)
    }

    /// What people read.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Password => "Your new password holds. You are signed out everywhere else.",
            Self::SignIn => "That device is signed out.",
            Self::SignIns => "You are signed out everywhere else.",
            Self::Factor => "From now on a code is asked for when you sign in.",
            Self::FactorRemoved => "From now on your password alone signs you in.",
            Self::Passkey => "From now on this device signs you in.",
            Self::PasskeyRemoved => "That passkey signs nobody in any more.",
        }
    }
}

fn done(what: Done) -> String {
    address::with_query(ACCOUNT_PAGE, &[("done", what.value())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_of_password_names_every_field_at_fault() {
        let problem = ChangePassword::default().check().unwrap_err();
        assert_eq!(problem.text_for("present"), Some("Enter your password"));
        assert!(problem.text_for("password").is_some());
        let long = "x".repeat(LONGEST + 1);
        let form = ChangePassword {
            present: long,
            password: "four small words".into(),
            ..ChangePassword::default()
        };
        let problem = form.clone().check().unwrap_err();
        assert!(problem.text_for("present").is_some() && problem.text_for("password").is_none());
        let printed = form.without_secrets();
        assert_eq!((&*printed.present, &*printed.password), ("", ""));
    }

    #[test]
    fn what_was_done_is_said_and_nothing_else() {
        for done in Done::ALL {
            assert_eq!(Done::from_value(done.value()), Some(done));
        }
        assert_eq!(Done::from_value("<b>"), None);
    }
}
