//! The people of the demo: invented by role, with addresses that cannot exist.
//!
//! Plain data. It knows nothing of accounts, passwords or the store.

/// What a demo person may do; a person can have several roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemoRole {
    /// Asks for help.
    Requester,
    /// Answers requests and writes articles.
    Agent,
    /// Answers for the service and handles escalations.
    Lead,
    /// Sets the portal up.
    Administrator,
}

/// Somebody to sign in as with one click.
#[derive(Debug)]
pub struct DemoPerson {
    /// Names the person in [`super::script`]; unique.
    pub key: &'static str,
    /// The name that is shown: a first name and where the person works.
    pub display_name: &'static str,
    /// An address under `.example`, which never receives mail (RFC 2606).
    pub email: &'static str,
    /// At least one role, the one that describes the person best first.
    pub roles: &'static [DemoRole],
}

impl DemoPerson {
    /// Whether the person answers requests.
    pub fn is_agent(&self) -> bool {
        self.roles.contains(&DemoRole::Agent)
    }
}

/// Everybody in the demo, in the order of the sign-in page.
pub const PEOPLE: &[DemoPerson] = &[
    DemoPerson {
        key: "sam",
        display_name: "Sam from Sales",
        email: "sam@portico.example",
        roles: &[DemoRole::Requester],
    },
    DemoPerson {
        key: "fay",
        display_name: "Fay from Finance",
        email: "fay@portico.example",
        roles: &[DemoRole::Requester],
    },
    DemoPerson {
        key: "wes",
        display_name: "Wes from the warehouse",
        email: "wes@portico.example",
        roles: &[DemoRole::Requester],
    },
    DemoPerson {
        key: "rae",
        display_name: "Rae from reception",
        email: "rae@portico.example",
        roles: &[DemoRole::Requester],
    },
    DemoPerson {
        key: "ned",
        display_name: "Ned from network support",
        email: "ned@portico.example",
        roles: &[DemoRole::Agent],
    },
    DemoPerson {
        key: "dee",
        display_name: "Dee from device support",
        email: "dee@portico.example",
        roles: &[DemoRole::Agent],
    },
    DemoPerson {
        key: "ada",
        display_name: "Ada from account support",
        email: "ada@portico.example",
        roles: &[DemoRole::Agent],
    },
    DemoPerson {
        key: "lee",
        display_name: "Lee, who leads the service desk",
        email: "lee@portico.example",
        roles: &[DemoRole::Lead, DemoRole::Agent],
    },
    DemoPerson {
        key: "max",
        display_name: "Max, the administrator",
        email: "max@portico.example",
        roles: &[DemoRole::Administrator],
    },
];

/// Somebody who asks for help without signing in.
#[derive(Debug)]
pub struct DemoGuest {
    /// Names the guest in [`super::script`]; unique, among the people too.
    pub key: &'static str,
    /// What they say they are called.
    pub name: &'static str,
    /// An address under `.example`.
    pub email: &'static str,
}

/// The guests of the demo.
pub const GUESTS: &[DemoGuest] =
    &[DemoGuest { key: "vera", name: "Vera Lindqvist", email: "vera@auditors.example" }];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_as_many_people_as_a_small_desk_needs() {
        let n_first = |role| PEOPLE.iter().filter(|it| it.roles.first() == Some(&role)).count();
        assert_eq!(n_first(DemoRole::Requester), 4);
        assert_eq!(n_first(DemoRole::Agent), 3);
        assert_eq!(n_first(DemoRole::Lead), 1);
        assert_eq!(n_first(DemoRole::Administrator), 1);
    }

    #[test]
    fn keys_are_unique_and_no_address_can_receive_mail() {
        let people = PEOPLE.iter().map(|it| (it.key, it.email));
        let all: Vec<_> = people.chain(GUESTS.iter().map(|it| (it.key, it.email))).collect();
        for (position, (key, email)) in all.iter().enumerate() {
            assert!(all[..position].iter().all(|it| it.0 != *key), "{key}");
            assert!(email.ends_with(".example"), "{email}");
        }
    }
}
