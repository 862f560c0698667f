//! What went wrong, in one shape on both sides: RFC 9457 with a machine-readable code and the fields at
//! fault. Knows the HTTP status of each code, and nothing else of HTTP.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $title:literal;)*) => {
        /// Every reason for which Portico refuses a request.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &[Code] = &[$(Code::$name),*];

            /// The HTTP status that goes with the code.
            #[must_use]
            pub fn status(self) -> u16 {
                match self { $(Self::$name => $status,)* }
            }

            /// A short heading for people.
            #[must_use]
            pub fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

codes! {
    /// The browser could not reach the server; nothing was sent or nothing came back.
    Offline = 0, "You are offline";
    /// The request could not be read at all.
    Malformed = 400, "The request could not be read";
    /// Nobody is signed in, and somebody has to be.
    SignInNeeded = 401, "Sign in to go on";
    /// The address or the password is wrong; which of the two is never said.
    SignInFailed = 401, "There is a problem";
    /// Signed in, but more has to be shown here than a password, and nothing else can be done before.
    SecondFactorNeeded = 403, "Set up a second step to go on";
    /// Sent from another site (attack 43).
    CrossSite = 403, "Sent from another site";
    /// Readable, but not to be changed by this person.
    Forbidden = 403, "You cannot do this";
    /// Not there, or not for this person: the two look the same (attack 9).
    NotFound = 404, "Page not found";
    /// The route exists, with another method.
    MethodNotAllowed = 405, "This address cannot be used like that";
    /// The idempotency key was used before with other contents (attack 70).
    AlreadySent = 409, "This was already sent";
    /// The thing has moved on since the page was loaded, or never allowed this step.
    Conflict = 409, "This has changed in the meantime";
    /// The body is larger than the limit.
    TooLarge = 413, "That is too long";
    /// Neither JSON nor a form.
    Unsupported = 415, "Send JSON or a form";
    /// Fields are missing or wrong; they are listed.
    Invalid = 422, "There is a problem";
    /// Too many tries in too short a time.
    TooMany = 429, "Too many tries";
    /// The store takes no writes at the moment; what was sent is not kept.
    ReadOnly = 503, "Portico is read-only at the moment";
    /// Our fault. What happened is in the log, under the request's id.
    #[default]
    #[serde(other)]
    Internal = 500, "Something went wrong on our side";
}

/// Why one field was refused, in words that name the fix (D1.11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldError {
    /// The `name` of the field.
    pub field: String,
    /// What to do.
    pub text: String,
}

/// A refusal as it travels: `application/problem+json`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// The same as the HTTP status; 0 when there was no answer.
    pub status: u16,
    /// What programs look at.
    pub code: Code,
    /// A short heading for people.
    pub title: String,
    /// What happened and what to do, in a sentence.
    pub detail: String,
    /// The fields at fault, in the order of the page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldError>,
    /// After how many seconds it may work, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u64>,
}

impl Problem {
    /// A problem without fields.
    #[must_use]
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            status: code.status(),
            code,
            title: code.title().to_owned(),
            detail: detail.into(),
            errors: Vec::new(),
            retry_after: None,
        }
    }

    /// What is wrong with `field`, if anything.
    #[must_use]
    pub fn text_for(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|it| it.field == field).map(|it| it.text.as_str())
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.title, self.detail)?;
        for FieldError { field, text } in &self.errors {
            write!(f, "; {field}: {text}")?;
        }
        Ok(())
    }
}

/// Collects everything wrong with a form, so that people are told once (D1.10).
#[derive(Debug, Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// Starts with nothing wrong.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes what is wrong with `field`.
    pub fn refuse(&mut self, field: &str, text: impl Into<String>) {
        self.errors.push(FieldError { field: field.to_owned(), text: text.into() });
    }

    /// The value, or `None` with its error noted.
    pub fn take<T>(&mut self, field: &str, result: Result<T, impl Into<String>>) -> Option<T> {
        result.map_err(|text| self.refuse(field, text)).ok()
    }

    /// The parts of a valid form; `None` stands for a part whose error is noted.
    ///
    /// # Errors
    /// Everything noted so far, as one [`Code::Invalid`].
    pub fn finish<T>(self, valid: Option<T>) -> Result<T, Problem> {
        match valid {
            Some(it) if self.errors.is_empty() => Ok(it),
            _ => Err(self.problem()),
        }
    }

    /// Everything noted so far, as one [`Code::Invalid`].
    #[must_use]
    pub fn problem(self) -> Problem {
        let detail = "Change the answers below and send again.";
        Problem { errors: self.errors, ..Problem::new(Code::Invalid, detail) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_this_client_does_not_know_reads_as_internal() {
        let read: Problem = serde_json::from_str(
            r#"{"status":418,"code":"teapot","title":"Short","detail":"and stout","errors":[]}"#,
        )
        .unwrap();
        assert_eq!((read.code, read.status), (Code::Internal, 418));
    }

    #[test]
    fn a_check_with_an_error_never_passes() {
        let mut check = Check::new();
        check.refuse("subject", "Enter a title");
        let problem = check.finish(Some(())).unwrap_err();
        assert_eq!(problem.text_for("subject"), Some("Enter a title"));
        assert_eq!(problem.status, 422);
    }
}
