//! The forms that do one thing to one request or ticket: alike but for what they are about, so that they
//! are made from one pattern.

use crate::{
    attachment,
    problem::{Check, Problem},
    text::{Body, Remark, TextError},
    ticket::message::Message,
};
use chrono::NaiveDateTime;

/// One form. First what its kind is about: the field of its id and where its call and its page are; then
/// its own: texts, in brackets its list of files, noun, summary, valid type and check, and where it leads, or the
/// function that says where it goes, when that is not its page.
macro_rules! step_form {
    (
        $of:ident: $id:ty, $route:literal, $page:literal, $response:ty;
        $name:ident { $($(#[$doc:meta])* $field:ident),* $(,)? } $([$files:ident])?,
        $noun:literal, $summary:literal, $valid:ty, $check:expr
        $(, leads $after:literal)? $(, goes $goes:expr)?
    ) => {
        #[doc = $summary]
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            /// Made when the form was rendered.
            pub key: String,
            /// What it is about.
            pub $of: $id,
            $($(#[$doc])* pub $field: String,)*
            $(
                /// Files that go with it, by their ids.
                pub $files: Vec<String>,
            )?
        }

        impl Endpoint for $name {
            const METHOD: Method = Method::POST;
            const ROUTE: &'static str = concat!($route, "/", $noun);
            const SUMMARY: &'static str = $summary;
            type Response = $response;

            fn address(&self) -> String {
                address::fill(Self::ROUTE, &[(stringify!($of), &self.$of.to_string())])
            }
        }

        impl Form for $name {
            type Valid = $valid;
            const ACTION: &'static str = concat!($page, "/", $noun);
            $(const FILES: Option<&'static str> = Some(stringify!($files));)?

            fn action(&self) -> String {
                address::fill(Self::ACTION, &[(stringify!($of), &self.$of.to_string())])
            }

            fn page(&self) -> String {
                address::fill($page, &[(stringify!($of), &self.$of.to_string())])
            }

            fn key(&self) -> &str {
                &self.key
            }

            fn check(self) -> Result<$valid, Problem> {
                let check: fn(Self) -> Result<$valid, Problem> = $check;
                check(self)
            }

            fn after(&self, response: &$response) -> String {
                step_form!(@after self, response $(, leads $after)? $(, goes $goes)?)
            }
        }
    };
    (@after $form:ident, $response:ident) => {
        crate::api::step::Answer::leads($response).unwrap_or_else(|| $form.page())
    };
    (@after $form:ident, $response:ident, leads $after:literal) => {{
        let _ = $response;
        $after.to_owned()
    }};
    (@after $form:ident, $response:ident, goes $goes:expr) => { $goes($form, $response) };
}
pub(super) use step_form;

/// What comes back after a step.
pub(super) trait Answer {
    /// Where it leads, if not to the page of the form.
    fn leads(&self) -> Option<String> {
        None
    }
}

/// A form with one text.
pub(super) fn one_text<T>(
    field: &str,
    text: Result<T, TextError>,
    what: &str,
) -> Result<T, Problem> {
    let mut check = Check::new();
    let text = check.take(field, text.map_err(|it| it.advice(what)));
    check.finish(text)
}

/// A remark, called `what`, that may be left out: then there is none. `None` when it is refused.
pub(super) fn optional(
    check: &mut Check,
    field: &str,
    text: &str,
    what: &str,
) -> Option<Option<Remark>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    check.take(field, Remark::parse(text).map_err(|it| it.advice(what))).map(Some)
}

/// A day and a time on a clock, as browsers send it.
pub(super) fn local_time(text: &str) -> Result<NaiveDateTime, &'static str> {
    let text = text.trim();
    // Browsers leave out the seconds when they are none.
    let read = text.parse().or_else(|_| format!("{text}:00").parse());
    read.map_err(|_| "Enter a day and a time")
}

/// A form with a text, called `what`, and files.
pub(super) fn message(
    (field, text): (&str, &str),
    what: &str,
    files: &[String],
) -> Result<Message, Problem> {
    let mut check = Check::new();
    let body = check.take(field, Body::parse(text).map_err(|it| it.advice(what)));
    let files = check.take("files", attachment::chosen(files));
    let valid = body.zip(files).map(|(body, files)| Message { body, files });
    check.finish(valid)
}
