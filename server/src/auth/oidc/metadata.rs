//! What a provider says of itself, and whether it can be used.

use super::error::OidcError;
use http::Uri;
use serde::Deserialize;
use shared::text::Issuer;

/// The discovery document, as far as it is needed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Metadata {
    issuer: String,
    /// Where people are sent.
    pub authorization_endpoint: String,
    /// Where a code is exchanged.
    pub token_endpoint: String,
    /// Where the keys are.
    pub jwks_uri: String,
    /// Where more is said of somebody.
    pub userinfo_endpoint: Option<String>,
    token_endpoint_auth_methods_supported: Option<Vec<String>>,
    code_challenge_methods_supported: Option<Vec<String>>,
    /// Whether people always come back with the name of the provider.
    #[serde(default)]
    pub authorization_response_iss_parameter_supported: bool,
}

impl Metadata {
    /// Where the document of `issuer` is.
    #[must_use]
    pub fn address(issuer: &Issuer) -> String {
        format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'))
    }

    /// Reads the document of `issuer`.
    ///
    /// # Errors
    /// It is none, another provider's, or names what cannot be used.
    pub fn read(document: &[u8], issuer: &Issuer) -> Result<Self, OidcError> {
        let read: Self = serde_json::from_slice(document)
            .map_err(|error| OidcError::Unreadable(super::DOCUMENT, error))?;
        if read.issuer != **issuer {
            return Err(OidcError::OtherIssuer(read.issuer));
        }
        let userinfo = read.userinfo_endpoint.as_ref().map(|it| ("userinfo_endpoint", it));
        let named = [
            ("authorization_endpoint", &read.authorization_endpoint),
            ("token_endpoint", &read.token_endpoint),
            ("jwks_uri", &read.jwks_uri),
        ];
        for (name, address) in named.into_iter().chain(userinfo) {
            if !is_as_private(address, issuer) {
                return Err(OidcError::Endpoint(name));
            }
        }
        if !lists(read.code_challenge_methods_supported.as_ref(), "S256") {
            return Err(OidcError::NoPkce);
        }
        Ok(read)
    }

    /// Whether the secret goes into a header; else into the body.
    #[must_use]
    pub fn takes_secret_in_header(&self) -> bool {
        lists(self.token_endpoint_auth_methods_supported.as_ref(), "client_secret_basic")
    }
}

/// What is not listed at all may be had.
fn lists(listed: Option<&Vec<String>>, name: &str) -> bool {
    listed.is_none_or(|it| it.iter().any(|it| it == name))
}

/// Whether an address is https, or like the provider itself on this very machine.
fn is_as_private(address: &str, issuer: &Issuer) -> bool {
    let Ok(address) = address.parse::<Uri>() else { return false };
    let has_host = address.host().is_some_and(|it| !it.is_empty());
    match address.scheme_str() {
        Some("https") => has_host,
        Some("http") => issuer.starts_with("http://") && Issuer::parse(&here(&address)).is_ok(),
        _ => false,
    }
}

fn here(address: &Uri) -> String {
    format!("http://{}", address.authority().map_or("", |it| it.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn document(issuer: &str, differ: Value) -> Vec<u8> {
        let mut document = json!({
            "issuer": issuer,
            "authorization_endpoint": format!("{issuer}/auth"),
            "token_endpoint": format!("{issuer}/token"),
            "jwks_uri": format!("{issuer}/keys"),
            "response_types_supported": ["code"],
        });
        for (name, value) in differ.as_object().unwrap() {
            document[name] = value.clone();
        }
        document.to_string().into_bytes()
    }

    #[test]
    fn a_document_has_to_be_of_the_provider_that_was_named() {
        let issuer = Issuer::parse("https://login.example").unwrap();
        let read = |differ| Metadata::read(&document(&issuer, differ), &issuer);
        let read_well = read(json!({})).unwrap();
        assert!(read_well.takes_secret_in_header());
        assert!(!read_well.authorization_response_iss_parameter_supported);
        let post = json!({ "token_endpoint_auth_methods_supported": ["client_secret_post"] });
        assert!(!read(post).unwrap().takes_secret_in_header());
        for (differ, said) in [
            (json!({ "issuer": "https://login.example/" }), "calls itself https://login.example/"),
            (json!({ "issuer": "https://evil.example" }), "calls itself https://evil.example"),
            (json!({ "token_endpoint": "http://login.example/token" }), "token_endpoint"),
            (json!({ "jwks_uri": "file:///etc/passwd" }), "jwks_uri"),
            (json!({ "userinfo_endpoint": "javascript:x" }), "userinfo_endpoint"),
            (json!({ "authorization_endpoint": "http://127.0.0.1/a" }), "authorization_endpoint"),
            (json!({ "code_challenge_methods_supported": ["plain"] }), "PKCE"),
            (json!({ "token_endpoint": 7 }), "cannot be read"),
        ] {
            let why = read(differ.clone()).unwrap_err().to_string();
            assert!(why.contains(said), "{differ}: {why}");
        }
    }

    #[test]
    fn on_this_machine_nothing_has_to_be_encrypted() {
        let issuer = Issuer::parse("http://127.0.0.1:4000").unwrap();
        assert!(Metadata::read(&document(&issuer, json!({})), &issuer).is_ok());
        let away = json!({ "token_endpoint": "http://login.example/token" });
        assert!(Metadata::read(&document(&issuer, away), &issuer).is_err());
    }

    #[test]
    fn the_document_is_where_the_standard_says() {
        for issuer in ["https://login.example/realms/all", "https://login.example/realms/all/"] {
            assert_eq!(
                Metadata::address(&Issuer::parse(issuer).unwrap()),
                "https://login.example/realms/all/.well-known/openid-configuration"
            );
        }
    }
}
