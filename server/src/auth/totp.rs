//! Codes that change every half minute (RFC 6238), as every app for them makes: six digits, by HMAC-SHA-1.
//! Knows nothing of who has used which code.

use super::base32::{RFC_4648, encode};
use ring::hmac;
use shared::{api::address, time::Instant};
use std::fmt;

/// Bytes of a secret: as many as HMAC-SHA-1 takes whole (RFC 4226).
pub const SECRET_BYTES: usize = 20;
/// Seconds for which a code holds.
const STEP: u64 = 30;
/// Clocks differ, and typing takes time: so many steps before and after the present one are taken.
const DRIFT: u64 = 1;

/// What an app makes codes of. It does not show itself to logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret([u8; SECRET_BYTES]);

impl Secret {
    /// A new one.
    ///
    /// # Errors
    /// The machine gives no randomness.
    pub fn fresh() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; SECRET_BYTES];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// The one that was stored.
    #[must_use]
    pub fn of(bytes: [u8; SECRET_BYTES]) -> Self {
        Self(bytes)
    }

    /// What is stored of it: all, because codes are made of it each time.
    #[must_use]
    pub fn bytes(&self) -> [u8; SECRET_BYTES] {
        self.0
    }

    /// As somebody types it into an app.
    #[must_use]
    pub fn letters(&self) -> String {
        encode(&self.0, RFC_4648)
    }

    /// As an app takes it up: whose codes these are, and where they are asked for.
    #[must_use]
    pub fn link(&self, issuer: &str, account: &str) -> String {
        let (issuer, account) = (address::encode(issuer), address::encode(account));
        let secret = self.letters();
        format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}")
    }

    /// The step whose code `code` is, if it is one that is taken at `now`.
    #[must_use]
    pub fn step_of(&self, code: u32, now: Instant) -> Option<u64> {
        let present = u64::try_from(now.timestamp()).unwrap_or(0) / STEP;
        (present.saturating_sub(DRIFT)..=present + DRIFT).find(|step| self.code(*step) == code)
    }

    /// The code of a step.
    #[must_use]
    pub fn code(&self, step: u64) -> u32 {
        let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &self.0);
        let mac = hmac::sign(&key, &step.to_be_bytes());
        let mac = mac.as_ref();
        // The last four bits say from where the number is taken (RFC 4226, section 5.3).
        let start = usize::from(mac[mac.len() - 1] & 0x0F);
        let number = mac[start..start + 4].iter().fold(0, |it, byte| it << 8 | u32::from(*byte));
        (number & 0x7FFF_FFFF) % 1_000_000
    }

    /// The step of a moment.
    #[must_use]
    pub fn step_at(at: Instant) -> u64 {
        u64::try_from(at.timestamp()).unwrap_or(0) / STEP
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Instant {
        Instant::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B, the last six digits.
        let secret = Secret::of(*b"12345678901234567890");
        for (seconds, code) in [
            (59, 287_082),
            (1_111_111_109, 81_804),
            (1_111_111_111, 50_471),
            (1_234_567_890, 5_924),
            (2_000_000_000, 279_037),
            (20_000_000_000, 353_130),
        ] {
            assert_eq!(secret.code(Secret::step_at(at(seconds))), code, "{seconds}");
            assert_eq!(secret.step_of(code, at(seconds)), Some(seconds.unsigned_abs() / 30));
        }
    }

    #[test]
    fn a_code_is_taken_half_a_minute_early_and_late_and_no_longer() {
        let secret = Secret::of([7; SECRET_BYTES]);
        let code = secret.code(100);
        for (seconds, step) in [
            (2_969, None),
            (2_970, Some(100)),
            (3_000, Some(100)),
            (3_059, Some(100)),
            (3_060, None),
        ] {
            assert_eq!(secret.step_of(code, at(seconds)), step, "{seconds}");
        }
    }

    #[test]
    fn a_secret_is_handed_over_and_not_logged() {
        let secret = Secret::of(*b"12345678901234567890");
        assert_eq!(
            secret.link("Acme & Sons", "ana@desk.example"),
            "otpauth://totp/Acme%20%26%20Sons:ana%40desk.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Acme%20%26%20Sons"
        );
        assert_eq!(format!("{secret:?}"), "Secret");
    }
}
