//! Whom to answer, when nobody is signed in (A04, D1.19). Nothing here is verified: an address that was
//! typed says where an answer may go, and not who somebody is.

use super::Answers;
use crate::{
    problem::{Check, Problem},
    text::{EmailAddress, PersonName},
};

/// The field that people neither see nor hear, and programs that fill in everything do.
pub const TRAP: &str = "homepage";

/// A guest as they say they are called and reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Where they are reached.
    pub email: EmailAddress,
    /// What they are called, if they say so.
    pub name: Option<PersonName>,
}

impl Contact {
    /// The contact in `answers`.
    ///
    /// # Errors
    /// The address is missing, or either field cannot be right.
    pub fn check(answers: &Answers) -> Result<Self, Problem> {
        let mut check = Check::new();
        let email = EmailAddress::parse(&answers.email);
        let email = check.take(
            "email",
            email.map_err(|_| "Enter your e-mail address, like name@company.example"),
        );
        let name = super::optional(&answers.name, PersonName::parse, "your name");
        let name = check.take("name", name);
        check.finish(email.zip(name).map(|(email, name)| Self { email, name }))
    }

    /// The contact in `answers`; `None` when there is nothing of one.
    ///
    /// # Errors
    /// As [`Contact::check`].
    pub fn given(answers: &Answers) -> Result<Option<Self>, Problem> {
        let is_given = !answers.email.trim().is_empty() || !answers.name.trim().is_empty();
        is_given.then(|| Self::check(answers)).transpose()
    }
}

/// Nobody fills in the trap who can see the page.
///
/// # Errors
/// Something is in it.
pub fn check_trap(trap: &str) -> Result<(), Problem> {
    let mut check = Check::new();
    if !trap.is_empty() {
        check.refuse(TRAP, "Leave this field empty");
    }
    check.finish(trap.is_empty().then_some(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(email: &str, name: &str) -> Answers {
        Answers { email: email.into(), name: name.into(), ..Answers::default() }
    }

    #[test]
    fn an_address_is_needed_and_a_name_is_not() {
        let contact = Contact::check(&answers(" Gia@Home.example ", " ")).unwrap();
        assert_eq!((&*contact.email, contact.name), ("gia@home.example", None));
        for (email, name, field) in [
            ("", "Gia", "email"),
            ("gia", "", "email"),
            ("gia@home.example", "\u{7}", "name"),
            ("gia@home.example\nBcc: all@home.example", "", "email"),
        ] {
            let problem = Contact::check(&answers(email, name)).unwrap_err();
            assert_eq!(problem.errors.len(), 1, "{email:?} {name:?}");
            assert!(problem.text_for(field).is_some(), "{email:?} {name:?}");
        }
    }

    #[test]
    fn no_contact_is_none_and_half_of_one_is_refused() {
        assert_eq!(Contact::given(&answers(" ", "")), Ok(None));
        assert!(Contact::given(&answers("", "Gia")).is_err());
        assert!(Contact::given(&answers("gia@home.example", "")).unwrap().is_some());
    }
}
