//! What a browser answers, as `PublicKeyCredential.toJSON` writes it: bytes in base64url.

use super::Disbelief;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

/// More letters are not looked at; a real answer has some hundreds.
pub const LONGEST: usize = 16 * 1024;

/// An answer, read but not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What the browser calls the key.
    pub id: Vec<u8>,
    /// What the key was told of its owner, if it says so.
    pub handle: Option<Vec<u8>>,
    /// What the browser says of itself, as the key has signed it.
    pub(super) client_data_bytes: Vec<u8>,
    attestation: Option<Vec<u8>>,
    authenticator_data: Option<Vec<u8>>,
    signature: Option<Vec<u8>>,
}

/// What the browser says of itself.
#[derive(Debug, Deserialize)]
pub(super) struct ClientData {
    #[serde(rename = "type")]
    pub kind: String,
    pub challenge: String,
    pub origin: String,
    #[serde(rename = "crossOrigin", default)]
    pub cross_origin: bool,
}

/// As it comes: other fields are for others.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    id: String,
    response: WrittenResponse,
}

#[derive(Deserialize)]
struct WrittenResponse {
    #[serde(rename = "clientDataJSON")]
    client_data: String,
    #[serde(rename = "attestationObject")]
    attestation: Option<String>,
    #[serde(rename = "authenticatorData")]
    authenticator_data: Option<String>,
    signature: Option<String>,
    #[serde(rename = "userHandle")]
    handle: Option<String>,
}

impl Answer {
    /// Reads what a browser sent.
    ///
    /// # Errors
    /// It is no answer.
    pub fn read(text: &str) -> Result<Self, Disbelief> {
        let text = Some(text).filter(|it| it.len() <= LONGEST).ok_or(Disbelief::Unreadable)?;
        let Written { id, response } =
            serde_json::from_str(text).map_err(|_| Disbelief::Unreadable)?;
        let bytes = |it: Option<String>| it.map(|it| decode(&it)).transpose();
        Ok(Self {
            id: decode(&id)?,
            handle: bytes(response.handle)?,
            client_data_bytes: decode(&response.client_data)?,
            attestation: bytes(response.attestation)?,
            authenticator_data: bytes(response.authenticator_data)?,
            signature: bytes(response.signature)?,
        })
    }

    /// The challenge that it says to answer.
    ///
    /// # Errors
    /// It says none.
    pub fn challenge(&self) -> Result<Vec<u8>, Disbelief> {
        decode(&self.client_data()?.challenge)
    }

    pub(super) fn client_data(&self) -> Result<ClientData, Disbelief> {
        serde_json::from_slice(&self.client_data_bytes).map_err(|_| Disbelief::Unreadable)
    }

    pub(super) fn attestation(&self) -> Result<&[u8], Disbelief> {
        self.attestation.as_deref().ok_or(Disbelief::Unreadable)
    }

    pub(super) fn authenticator_data(&self) -> Result<&[u8], Disbelief> {
        self.authenticator_data.as_deref().ok_or(Disbelief::Unreadable)
    }

    pub(super) fn signature(&self) -> Result<&[u8], Disbelief> {
        self.signature.as_deref().ok_or(Disbelief::Unreadable)
    }
}

/// Bytes as they are written in questions and answers.
pub(super) fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Result<Vec<u8>, Disbelief> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| Disbelief::Unreadable)
}
