//! With whom a request is shared (B8): the requester adds and removes, a colleague leaves; for staff see
//! [`super::tickets`]. Nothing here
//! answers whether an address belongs to anybody.

use super::{
    Endpoint, Form, address,
    requests::{RequestChanged, request_form},
    step::{one_text, step_form},
};
use crate::{
    problem::Problem,
    text::{EmailAddress, TextError},
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

request_form!(
    AddColleague {
        /// The address of a colleague.
        email
    },
    "colleagues",
    "Share one's request",
    EmailAddress,
    |it| address_of_colleague(&it.email)
);
request_form!(
    RemoveColleague {
        /// The address of a colleague.
        email
    },
    "colleagues/removal",
    "Stop sharing one's request",
    EmailAddress,
    |it| address_of_colleague(&it.email)
);
request_form!(
    LeaveRequest {},
    "departure",
    "Leave a request that somebody shared",
    (),
    |_| Ok(()),
    leads "/requests"
);

pub(super) fn address_of_colleague(text: &str) -> Result<EmailAddress, Problem> {
    match EmailAddress::parse(text) {
        // The general advice would not say what is missing.
        Err(TextError::Form) => {
            let example = "an e-mail address like kim@company.example";
            one_text("email", Err(TextError::Empty), example)
        }
        parsed => one_text("email", parsed, "the e-mail address of a colleague"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{id::Reference, ticket::status::Stage};

    #[test]
    fn an_address_is_brought_into_its_one_spelling_or_refused_with_the_way_to_mend_it() {
        let check = |email: &str| {
            let form = AddColleague { email: email.into(), ..AddColleague::default() };
            form.check().map_err(|it| it.text_for("email").map(str::to_owned))
        };
        assert_eq!(&*check(" Kim@Company.Example ").unwrap(), "kim@company.example");
        for (typed, advice) in [
            ("", "Enter the e-mail address of a colleague"),
            ("Kim", "Enter an e-mail address like kim@company.example"),
        ] {
            assert_eq!(check(typed).unwrap_err().as_deref(), Some(advice), "{typed:?}");
        }
    }

    #[test]
    fn whoever_leaves_goes_to_the_list() {
        let form = LeaveRequest { reference: "K7M4-2QX".into(), ..LeaveRequest::default() };
        let (reference, stage) = (Reference::from_number(7), Stage::New);
        let answer = RequestChanged { reference, stage };
        assert_eq!(form.after(&answer), "/requests");
        assert_eq!(form.page(), "/requests/K7M4-2QX");
        assert_eq!(form.action(), "/requests/K7M4-2QX/departure");
    }
}
