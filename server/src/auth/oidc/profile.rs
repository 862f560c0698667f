//! Who somebody is at a provider, of all that it says of them.

use super::token::Claims;
use serde_json::{Map, Value};
use shared::text::{EmailAddress, Issuer, Label, PersonName};

/// Somebody as a provider names them: for good, and not by an address, which may become another's.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Who says so.
    pub issuer: Issuer,
    /// What they are called there: by programs, and always the same.
    pub subject: String,
}

/// Somebody at a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Who they are.
    pub identity: Identity,
    /// What they are called.
    pub name: Option<PersonName>,
    /// Their address, if the provider vouches for it: with another nothing is done (attack 42).
    pub email: Option<EmailAddress>,
    /// The names of the groups that they are in.
    pub groups: Vec<String>,
}

impl Profile {
    /// What `claims` and then `more` say, where groups are in the claim `groups`.
    #[must_use]
    pub fn of(
        issuer: &Issuer,
        claims: Claims,
        more: Map<String, Value>,
        groups: Option<&Label>,
    ) -> Self {
        let Claims { subject, mut rest } = claims;
        // An address and who vouches for it are said in one place, and never put together of two.
        if more.contains_key("email") {
            rest.remove("email_verified");
        }
        rest.extend(more);
        let text = |name: &str| rest.get(name).and_then(Value::as_str);
        let name = ["name", "preferred_username"].into_iter().find_map(text);
        let is_verified = rest.get("email_verified") == Some(&Value::Bool(true));
        let email = text("email").filter(|_| is_verified);
        Self {
            identity: Identity { issuer: issuer.clone(), subject },
            name: name.and_then(|it| PersonName::parse(it).ok()),
            email: email.and_then(|it| EmailAddress::parse(it).ok()),
            groups: groups.and_then(|it| rest.get(&**it)).map(names).unwrap_or_default(),
        }
    }

    /// As whom they recognise themselves.
    #[must_use]
    pub fn shown(&self) -> String {
        let known = self.email.as_ref().map(ToString::to_string);
        let known = known.or_else(|| self.name.as_ref().map(ToString::to_string));
        known.unwrap_or_else(|| self.identity.subject.clone())
    }
}

/// One name, or several.
fn names(claim: &Value) -> Vec<String> {
    match claim {
        Value::String(it) => vec![it.clone()],
        Value::Array(all) => all.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn profile(claims: Value, more: Value) -> Profile {
        let map = |it: Value| it.as_object().unwrap().clone();
        let claims = Claims { subject: "7".to_owned(), rest: map(claims) };
        let issuer = Issuer::parse("https://login.example").unwrap();
        Profile::of(&issuer, claims, map(more), Some(&Label::parse("groups").unwrap()))
    }

    #[test]
    fn both_answers_together_say_who_somebody_is() {
        let ida = profile(
            json!({ "name": "Ida", "groups": "old" }),
            json!({
                "name": "Ida Berg", "email": "Ida@Portico.example", "email_verified": true,
                "groups": ["desk", 7, "cn=a,ou=b"],
            }),
        );
        assert_eq!(ida.name.as_deref(), Some("Ida Berg"));
        assert_eq!(ida.email.as_deref(), Some("ida@portico.example"));
        assert_eq!(ida.groups, ["desk", "cn=a,ou=b"]);
        assert_eq!(ida.shown(), "ida@portico.example");
    }

    #[test]
    fn attack_42_an_address_that_nobody_vouches_for_is_none() {
        let email = "max@portico.example";
        for (claims, more) in [
            (json!({ "email": email }), json!({})),
            (json!({ "email": email, "email_verified": false }), json!({})),
            (json!({ "email": email, "email_verified": "true" }), json!({})),
            (json!({ "email": email, "email_verified": 1 }), json!({})),
            (json!({ "email_verified": true }), json!({ "email": email })),
            (json!({ "email": "x@y.example", "email_verified": true }), json!({ "email": email })),
        ] {
            let profile = profile(claims.clone(), more);
            assert_eq!((profile.email.as_ref(), &*profile.shown()), (None, "7"), "{claims}");
        }
    }
}
