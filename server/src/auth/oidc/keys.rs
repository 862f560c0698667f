//! The keys with which a provider signs, and whether a signature is one of theirs. Only what is asymmetric is
//! known: with anything else whoever can check could also sign (attack 42).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P384_SHA384_FIXED, ED25519, RSA_PKCS1_2048_8192_SHA256,
    RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaParameters, RsaPublicKeyComponents,
    UnparsedPublicKey, VerificationAlgorithm,
};
use serde::Deserialize;
use serde_json::Value;

/// How something is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    EdDsa,
}

impl Algorithm {
    /// The one of a name, if it is one of these: `none` and `HS256` are not.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "RS256" => Self::Rs256,
            "RS384" => Self::Rs384,
            "RS512" => Self::Rs512,
            "PS256" => Self::Ps256,
            "PS384" => Self::Ps384,
            "PS512" => Self::Ps512,
            "ES256" => Self::Es256,
            "ES384" => Self::Es384,
            "EdDSA" | "Ed25519" => Self::EdDsa,
            _ => return None,
        })
    }
}

/// The keys of a provider.
#[derive(Debug, Clone, Default)]
pub struct Keys(Vec<Key>);

#[derive(Debug, Clone)]
struct Key {
    id: Option<String>,
    /// The only one that it is for, if it says so.
    algorithm: Option<Algorithm>,
    material: Material,
}

#[derive(Debug, Clone)]
enum Material {
    Rsa { modulus: Vec<u8>, exponent: Vec<u8> },
    P256(Vec<u8>),
    P384(Vec<u8>),
    Ed25519(Vec<u8>),
}

/// What a signature is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// One of the keys made it.
    Signed,
    /// None of the keys made it.
    Forged,
    /// The key that it names is not known: it may be a new one.
    UnknownKey,
}

/// The file with the keys.
#[derive(Deserialize)]
struct KeyFile {
    keys: Vec<Value>,
}

/// A key as the file has it.
#[derive(Deserialize)]
struct WrittenKey {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
}

impl Keys {
    /// Reads the file of a provider. Keys that cannot be used here are passed over.
    ///
    /// # Errors
    /// It is no such file.
    pub fn read(file: &[u8]) -> Result<Self, serde_json::Error> {
        let KeyFile { keys } = serde_json::from_slice(file)?;
        // One key of a kind that is not known does not make the others useless.
        let read = keys.into_iter().filter_map(|it| serde_json::from_value::<WrittenKey>(it).ok());
        Ok(Self(read.filter_map(WrittenKey::key).collect()))
    }

    /// How many there are.
    #[must_use]
    pub fn n_keys(&self) -> usize {
        self.0.len()
    }

    /// Whether `signature` of `message` is by the key called `id`; without a name, by any of them.
    #[must_use]
    pub fn judge(
        &self,
        id: Option<&str>,
        algorithm: Algorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Verdict {
        let is_named = |key: &&Key| id.is_none_or(|id| key.id.as_deref() == Some(id));
        let mut meant = self.0.iter().filter(is_named).peekable();
        if meant.peek().is_none() {
            return Verdict::UnknownKey;
        }
        match meant.any(|it| it.has_signed(algorithm, message, signature)) {
            true => Verdict::Signed,
            false => Verdict::Forged,
        }
    }
}

impl WrittenKey {
    fn key(self) -> Option<Key> {
        if self.purpose.is_some_and(|it| it != "sig") {
            return None;
        }
        let bytes = |text: Option<String>| URL_SAFE_NO_PAD.decode(text?).ok();
        let (x, y) = (bytes(self.x), bytes(self.y));
        // An uncompressed point begins with a four.
        let point = |length| {
            let (x, y) = (x.clone()?, y.clone()?);
            (x.len() == length && y.len() == length).then(|| [[4].as_slice(), &x, &y].concat())
        };
        let material = match (self.kty.as_str(), self.crv.as_deref()) {
            ("RSA", _) => Material::Rsa { modulus: bytes(self.n)?, exponent: bytes(self.e)? },
            ("EC", Some("P-256")) => Material::P256(point(32)?),
            ("EC", Some("P-384")) => Material::P384(point(48)?),
            ("OKP", Some("Ed25519")) => Material::Ed25519(x?),
            _ => return None,
        };
        let algorithm = match self.alg {
            Some(name) => Some(Algorithm::from_name(&name)?),
            None => None,
        };
        Some(Key { id: self.kid, algorithm, material })
    }
}

impl Key {
    fn has_signed(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        if self.algorithm.is_some_and(|it| it != algorithm) {
            return false;
        }
        let curve = |how: &'static dyn VerificationAlgorithm, key: &[u8]| {
            UnparsedPublicKey::new(how, key).verify(message, signature).is_ok()
        };
        match (&self.material, algorithm) {
            (Material::P256(key), Algorithm::Es256) => curve(&ECDSA_P256_SHA256_FIXED, key),
            (Material::P384(key), Algorithm::Es384) => curve(&ECDSA_P384_SHA384_FIXED, key),
            (Material::Ed25519(key), Algorithm::EdDsa) => curve(&ED25519, key),
            (Material::Rsa { modulus, exponent }, _) => rsa(algorithm).is_some_and(|how| {
                let key = RsaPublicKeyComponents { n: modulus, e: exponent };
                key.verify(how, message, signature).is_ok()
            }),
            _ => false,
        }
    }
}

fn rsa(algorithm: Algorithm) -> Option<&'static RsaParameters> {
    Some(match algorithm {
        Algorithm::Rs256 => &RSA_PKCS1_2048_8192_SHA256,
        Algorithm::Rs384 => &RSA_PKCS1_2048_8192_SHA384,
        Algorithm::Rs512 => &RSA_PKCS1_2048_8192_SHA512,
        Algorithm::Ps256 => &RSA_PSS_2048_8192_SHA256,
        Algorithm::Ps384 => &RSA_PSS_2048_8192_SHA384,
        Algorithm::Ps512 => &RSA_PSS_2048_8192_SHA512,
        Algorithm::Es256 | Algorithm::Es384 | Algorithm::EdDsa => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 7515, appendices A.2 and A.3: key, what was signed, signature.
    const RSA: [&str; 3] = [
        r#"{"kty":"RSA","kid":"r","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}"#,
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
    ];
    const CURVE: [&str; 3] = [
        r#"{"kty":"EC","kid":"c","crv":"P-256","use":"sig","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#,
        "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    ];

    fn keys(of: &[&str]) -> Keys {
        Keys::read(format!("{{\"keys\":[{}]}}", of.join(",")).as_bytes()).unwrap()
    }

    #[test]
    fn the_examples_of_the_standard_are_judged_right() {
        let keys = keys(&[RSA[0], CURVE[0]]);
        for ([_, message, signature], own, other, algorithm) in
            [(RSA, "r", "c", Algorithm::Rs256), (CURVE, "c", "r", Algorithm::Es256)]
        {
            let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
            let judge = |id, algorithm, message: &str| {
                keys.judge(id, algorithm, message.as_bytes(), &signature)
            };
            assert_eq!(judge(Some(own), algorithm, message), Verdict::Signed);
            assert_eq!(judge(None, algorithm, message), Verdict::Signed, "whichever it is");
            assert_eq!(judge(Some(other), algorithm, message), Verdict::Forged);
            assert_eq!(judge(Some("x"), algorithm, message), Verdict::UnknownKey);
            assert_eq!(judge(Some(own), algorithm, &message[1..]), Verdict::Forged);
            assert_eq!(judge(Some(own), Algorithm::Rs512, message), Verdict::Forged);
        }
    }

    #[test]
    fn keys_that_cannot_be_used_are_passed_over() {
        let enciphering = RSA[0].replace("\"kid\"", "\"use\":\"enc\",\"kid\"");
        let symmetric = r#"{"kty":"oct","kid":"s","k":"AyM1"}"#;
        let short = r#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}"#;
        let hmac = RSA[0].replace("\"kid\"", "\"alg\":\"HS256\",\"kid\"");
        assert_eq!(keys(&[&enciphering, symmetric, short, &hmac, "7", CURVE[0]]).n_keys(), 1);
        assert!(Keys::read(b"[]").is_err());
    }

    #[test]
    fn attack_42_nothing_symmetric_is_an_algorithm() {
        for name in ["none", "None", "", "HS256", "HS384", "HS512", "rs256", "ES256K"] {
            assert_eq!(Algorithm::from_name(name), None, "{name}");
        }
    }
}
