//! The cookie that carries a sign-in. Under https its name makes browsers insist on `Secure`, on this host
//! and on all paths; on http loopback they would refuse such a cookie, so a plain host-only one is set
//! (decision 12).

use http::HeaderValue;

/// Which cookie a Portico uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SessionCookie {
    /// For https.
    Secure,
    /// For http on loopback.
    Loopback,
}

impl SessionCookie {
    /// The one for an origin such as `https://help.example`.
    #[must_use]
    pub fn for_origin(origin: Option<&str>) -> Self {
        if origin.is_some_and(|it| it.starts_with("https://")) {
            Self::Secure
        } else {
            Self::Loopback
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-portico",
            Self::Loopback => "portico",
        }
    }

    /// Sets it to `token`, for so many seconds.
    #[must_use]
    pub fn set(self, token: &str, seconds: i64) -> Option<HeaderValue> {
        let secure = if self == Self::Secure { "; Secure" } else { "" };
        let name = self.name();
        HeaderValue::try_from(format!(
            "{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
        ))
        .ok()
    }

    /// Takes it away.
    #[must_use]
    pub fn clear(self) -> Option<HeaderValue> {
        self.set("", 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_of_each_kind_of_origin() {
        for (origin, cookie) in [
            (
                Some("https://help.example"),
                "__Host-portico=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
            ),
            (
                Some("http://127.0.0.1:3000"),
                "portico=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax",
            ),
            (None, "portico=t; Path=/; Max-Age=60; HttpOnly; SameSite=Lax"),
        ] {
            assert_eq!(SessionCookie::for_origin(origin).set("t", 60).unwrap(), cookie);
        }
    }
}
