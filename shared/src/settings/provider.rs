//! The identity provider with which people sign in besides their password (OpenID Connect): which one it is,
//! whom it may bring in, and what its groups are here. Its secret is not here: settings are taken out as text.
//!
//! Knows nothing of the protocol.

use crate::{
    actor::{Role, Roles},
    problem::Check,
    text::{Issuer, Label, Scope, TextError},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An identity provider, and what is done with what it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Provider {
    /// What it calls itself. Whom it names is somebody else under another name.
    pub issuer: Issuer,
    /// What Portico is called there.
    pub client: Label,
    /// What people call it: the button says "Sign in with …".
    pub label: Label,
    /// What is asked for besides `openid profile email`.
    pub scopes: Vec<Scope>,
    /// What becomes of somebody who is not known here.
    pub strangers: Strangers,
    /// What its groups are here; without it roles are given by hand.
    pub groups: Option<Groups>,
}

/// What becomes of somebody who is not known here, when the provider vouches for an address that nobody has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Strangers {
    /// They are told to ask somebody to add them.
    #[default]
    Refuse,
    /// They are added as requesters.
    Requester,
}

/// Which groups hold which roles. Everybody is a requester; nobody becomes anything else unless their group is
/// named here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Groups {
    /// The claim with the names of somebody's groups.
    pub claim: Label,
    /// Whose members are agents.
    pub agents: Vec<Label>,
    /// Whose members are team leads.
    pub leads: Vec<Label>,
    /// Whose members are administrators.
    pub administrators: Vec<Label>,
}

impl Groups {
    /// What the members of all of `groups` may do.
    #[must_use]
    pub fn roles(&self, groups: &[String]) -> Roles {
        let holds = |named: &[Label]| named.iter().any(|it| groups.iter().any(|own| **own == **it));
        let mapped = [
            (Role::Agent, &self.agents),
            (Role::Lead, &self.leads),
            (Role::Administrator, &self.administrators),
        ];
        let held = mapped.into_iter().filter(|(_, named)| holds(named)).map(|it| it.0);
        Roles::new(&[Role::Requester].into_iter().chain(held).collect::<Vec<_>>())
    }
}

impl Strangers {
    /// The value in a form and in a line.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::Refuse => "refuse",
            Self::Requester => "requester",
        }
    }

    fn from_value(value: &str) -> Result<Self, &'static str> {
        let found = [Self::Refuse, Self::Requester].into_iter().find(|it| it.value() == value);
        found.ok_or("Choose refuse or requester")
    }
}

/// A provider as it is typed: in a form, and in the lines of a file. All of it is empty where there is none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// [`Provider::issuer`].
    pub issuer: String,
    /// [`Provider::client`].
    pub client: String,
    /// [`Provider::label`].
    pub label: String,
    /// [`Provider::scopes`], with spaces between.
    pub scopes: String,
    /// [`Provider::strangers`].
    pub strangers: String,
    /// [`Groups::claim`].
    pub claim: String,
    /// [`Groups::agents`], with semicolons between: names of groups have commas.
    pub agents: String,
    /// [`Groups::leads`].
    pub leads: String,
    /// [`Groups::administrators`].
    pub administrators: String,
}

impl Said {
    /// How `provider` is typed.
    #[must_use]
    pub fn of(provider: Option<&Provider>) -> Self {
        let Some(it) = provider else {
            return Self { strangers: Strangers::default().value().to_owned(), ..Self::default() };
        };
        let groups = it.groups.as_ref();
        let named = |named: fn(&Groups) -> &Vec<Label>| {
            groups.map(|it| joined(named(it), "; ")).unwrap_or_default()
        };
        Self {
            issuer: it.issuer.to_string(),
            client: it.client.to_string(),
            label: it.label.to_string(),
            scopes: joined(&it.scopes, " "),
            strangers: it.strangers.value().to_owned(),
            claim: groups.map(|it| it.claim.to_string()).unwrap_or_default(),
            agents: named(|it| &it.agents),
            leads: named(|it| &it.leads),
            administrators: named(|it| &it.administrators),
        }
    }

    /// Every part with its name, what people call it, and what it says.
    pub(crate) fn lines(self) -> [(&'static str, &'static str, String); 9] {
        [
            ("issuer", "Identity provider", self.issuer),
            ("client", "Client ID", self.client),
            ("label", "What people call it", self.label),
            ("scopes", "Asked for besides openid, profile and email", self.scopes),
            ("strangers", "Somebody who is not known here", self.strangers),
            ("claim", "Claim with the groups", self.claim),
            ("agents", "Groups of agents", self.agents),
            ("leads", "Groups of team leads", self.leads),
            ("administrators", "Groups of administrators", self.administrators),
        ]
    }

    /// Every part with its name, to be filled in.
    pub(crate) fn fields(&mut self) -> [(&'static str, &mut String); 9] {
        [
            ("issuer", &mut self.issuer),
            ("client", &mut self.client),
            ("label", &mut self.label),
            ("scopes", &mut self.scopes),
            ("strangers", &mut self.strangers),
            ("claim", &mut self.claim),
            ("agents", &mut self.agents),
            ("leads", &mut self.leads),
            ("administrators", &mut self.administrators),
        ]
    }

    /// What a form says: without an issuer there is no provider, whatever else stands there.
    pub(crate) fn read(&self, check: &mut Check) -> Option<Option<Provider>> {
        match Issuer::parse(&self.issuer) {
            Err(TextError::Empty) => Some(None),
            issuer => self.provider(check, issuer).map(Some),
        }
    }

    /// What a file says: nothing in it is passed over.
    pub(crate) fn read_file(&self, check: &mut Check) -> Option<Option<Provider>> {
        let read = self.read(check)?;
        if read.is_none() {
            let nothing = Self::of(None).lines();
            for ((name, _, said), (_, _, none)) in self.clone().lines().into_iter().zip(nothing) {
                if said != none {
                    check.refuse(name, format!("Write “{none}” here: there is no issuer"));
                }
            }
        }
        Some(read)
    }

    fn provider(&self, check: &mut Check, issuer: Result<Issuer, TextError>) -> Option<Provider> {
        let advice = "the address: it begins with https://, and has no ? in it";
        let issuer = check.take("issuer", issuer.map_err(|it| it.advice(advice)));
        let client = label(&self.client, "what Portico is called at the provider");
        let client = check.take("client", client);
        let label = check.take("label", label(&self.label, "what people call the provider"));
        let scopes = self.scopes.split_whitespace().map(Scope::parse).collect::<Result<_, _>>();
        let scopes = check.take("scopes", scopes.map_err(|it| it.advice("the scopes")));
        let strangers = check.take("strangers", Strangers::from_value(&self.strangers));
        let groups = self.groups(check);
        Some(Provider {
            issuer: issuer?,
            client: client?,
            label: label?,
            scopes: scopes?,
            strangers: strangers?,
            groups: groups?,
        })
    }

    /// `Some(None)` where roles are given by hand.
    fn groups(&self, check: &mut Check) -> Option<Option<Groups>> {
        let mut named = |name, text: &str| check.take(name, listed(text));
        let agents = named("agents", &self.agents);
        let leads = named("leads", &self.leads);
        let administrators = named("administrators", &self.administrators);
        let (agents, leads, administrators) = (agents?, leads?, administrators?);
        let is_mapped = [&agents, &leads, &administrators].into_iter().any(|it| !it.is_empty());
        match Label::parse(&self.claim) {
            Ok(claim) => Some(Some(Groups { claim, agents, leads, administrators })),
            Err(TextError::Empty) if !is_mapped => Some(None),
            Err(error) => {
                check.refuse("claim", error.advice("the claim that holds the groups"));
                None
            }
        }
    }
}

fn label(text: &str, what: &str) -> Result<Label, String> {
    Label::parse(text).map_err(|it| it.advice(what))
}

fn listed(text: &str) -> Result<Vec<Label>, String> {
    let names = text.split(';').map(str::trim).filter(|it| !it.is_empty());
    names.map(|it| label(it, "the names of the groups")).collect()
}

fn joined(texts: &[impl ToString], between: &str) -> String {
    texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    fn labels(names: &[&str]) -> Vec<Label> {
        names.iter().map(|it| Label::parse(it).unwrap()).collect()
    }

    /// A provider of which nothing is left out.
    pub(in super::super) fn company() -> Provider {
        Provider {
            issuer: Issuer::parse("https://login.company.example/realms/all").unwrap(),
            client: Label::parse("portico").unwrap(),
            label: Label::parse("your company account").unwrap(),
            scopes: vec![Scope::parse("groups").unwrap()],
            strangers: Strangers::Requester,
            groups: Some(Groups {
                claim: Label::parse("groups").unwrap(),
                agents: labels(&["cn=desk,ou=it", "support"]),
                leads: labels(&["desk-leads"]),
                administrators: labels(&["portico-admins"]),
            }),
        }
    }

    #[test]
    fn nobody_is_more_than_a_requester_unless_their_group_is_named() {
        let groups = company().groups.unwrap();
        let roles =
            |of: &[&str]| groups.roles(&of.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
        assert_eq!(roles(&[]), Roles::new(&[Role::Requester]));
        assert_eq!(roles(&["admins", "Support", "administrator"]), Roles::new(&[Role::Requester]));
        assert_eq!(roles(&["support", "x"]), Roles::new(&[Role::Requester, Role::Agent]));
        let both = Roles::new(&[Role::Requester, Role::Lead, Role::Administrator]);
        assert_eq!(roles(&["portico-admins", "desk-leads"]), both);
    }

    #[test]
    fn what_is_typed_is_read_as_it_was_written() {
        for provider in [None, Some(company())] {
            let mut check = Check::new();
            let said = Said::of(provider.as_ref());
            assert_eq!(said.read_file(&mut check), Some(provider), "{said:?}");
            assert_eq!(check.problem().errors, []);
        }
    }

    #[test]
    fn everything_wrong_is_named() {
        let faults = |said: Said, read: fn(&Said, &mut Check) -> Option<Option<Provider>>| {
            let mut check = Check::new();
            read(&said, &mut check);
            check.problem().errors.into_iter().map(|it| it.field).collect::<Vec<_>>()
        };
        let wrong = Said {
            issuer: "http://login.company.example".into(),
            scopes: "a\"b".into(),
            agents: "support".into(),
            ..Said::default()
        };
        let named = ["issuer", "client", "label", "scopes", "strangers", "claim"];
        assert_eq!(faults(wrong, Said::read), named);
        let none = Said { issuer: String::new(), ..Said::of(Some(&company())) };
        assert_eq!(faults(none.clone(), Said::read).len(), 0);
        assert_eq!(faults(none, Said::read_file).len(), 8);
    }
}
