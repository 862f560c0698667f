//! Short names by which programs know what an organisation sets up for itself, such as its teams. They are
//! written once and stay; what people read of them is a label beside it, which may change.
//!
//! Small enough to be copied, so that they take the place of an enum where the choices are data.

use crate::text::Slug;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::{borrow::Cow, fmt};

/// Lower-case letters, digits and dashes, at most [`Handle::LIMIT`] of them: `service-desk`. Ordered as text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Handle([u8; Handle::LIMIT]);

impl Handle {
    /// The most it may have, in bytes.
    pub const LIMIT: usize = 32;

    /// The handle that a text is.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        is_sound(text.as_bytes()).then(|| Self::filled(text.as_bytes()))
    }

    /// One of the program's own. For constants: a text of another form does not compile.
    pub(crate) const fn own(text: &'static str) -> Self {
        assert!(is_sound(text.as_bytes()), "not a handle");
        Self::filled(text.as_bytes())
    }

    /// A new one for what is called `label`, that is none of those `taken`; made of `stem` where the label has no
    /// letter that a handle may have.
    #[must_use]
    pub fn fresh(label: &str, stem: &str, taken: impl Fn(Self) -> bool) -> Self {
        let slug = Slug::from_title(label);
        let text = slug.as_deref().unwrap_or(stem);
        // Room for a number, and no half word at the end.
        let cut = text.get(..Self::LIMIT - 4).map_or(text, |it| {
            let is_whole = text.as_bytes().get(it.len()) == Some(&b'-');
            if is_whole { it } else { it.rsplit_once('-').map_or(it, |words| words.0) }
        });
        let numbered = (2..).map(|n: u32| format!("{cut}-{n}"));
        let candidates = std::iter::once(cut.to_owned()).chain(numbered);
        let mut free = candidates.filter_map(|it| Self::parse(&it)).filter(|it| !taken(*it));
        free.next().unwrap_or(Self::own("other"))
    }

    /// It as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let n = self.0.iter().take_while(|it| **it != 0).count();
        // What is not ASCII is no handle.
        std::str::from_utf8(&self.0[..n]).unwrap_or_default()
    }

    const fn filled(text: &[u8]) -> Self {
        let mut bytes = [0; Self::LIMIT];
        let mut at = 0;
        while at < text.len() {
            bytes[at] = text[at];
            at += 1;
        }
        Self(bytes)
    }
}

const fn is_sound(text: &[u8]) -> bool {
    if text.is_empty() || text.len() > Handle::LIMIT {
        return false;
    }
    let mut at = 0;
    while at < text.len() {
        let is_inside = at > 0 && at + 1 < text.len();
        match text[at] {
            b'a'..=b'z' | b'0'..=b'9' => {}
            b'-' if is_inside => {}
            _ => return false,
        }
        at += 1;
    }
    true
}

impl fmt::Display for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Handle {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Handle {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = Cow::<'de, str>::deserialize(from)?;
        let form = "lower-case letters, digits and dashes, at most 32";
        Self::parse(&text).ok_or_else(|| D::Error::custom(form))
    }
}

impl JsonSchema for Handle {
    fn schema_name() -> Cow<'static, str> {
        "Handle".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let pattern = "^[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?$";
        json_schema!({ "type": "string", "pattern": pattern })
    }
}

/// Types of handles: what is one kind of thing is not taken for another.
macro_rules! handles {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, schemars::JsonSchema,
        )]
        #[serde(transparent)]
        pub struct $name($crate::handle::Handle);

        impl $name {
            pub(crate) const fn own(text: &'static str) -> Self {
                Self($crate::handle::Handle::own(text))
            }

            /// How a form, an address and a record say it.
            #[must_use]
            pub fn value(&self) -> &str {
                self.0.as_str()
            }

            /// What a form or an address says. Whether there is such a thing, the catalogue knows.
            #[must_use]
            pub fn from_value(value: &str) -> Option<Self> {
                $crate::handle::Handle::parse(value).map(Self)
            }
        }

        impl From<$crate::handle::Handle> for $name {
            fn from(handle: $crate::handle::Handle) -> Self {
                Self(handle)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}
pub(crate) use handles;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_have_a_form() {
        let longest = "a".repeat(32);
        for good in ["a", "7", "service-desk", "a--b", longest.as_str()] {
            assert_eq!(Handle::parse(good).unwrap().as_str(), good);
        }
        let too_long = "a".repeat(33);
        for bad in ["", "-a", "a-", "A", "a b", "é", "a_b", "a\0", too_long.as_str()] {
            assert_eq!(Handle::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn they_are_written_as_text_and_ordered_like_it() {
        let texts = ["a", "a-b", "ab", "b", "network", "network-2"];
        let handles: Vec<Handle> = texts.iter().filter_map(|it| Handle::parse(it)).collect();
        assert!(handles.is_sorted());
        let json = serde_json::to_string(&handles).unwrap();
        assert_eq!(json, serde_json::to_string(&texts).unwrap());
        assert_eq!(serde_json::from_str::<Vec<Handle>>(&json).unwrap(), handles);
        assert!(serde_json::from_str::<Handle>(r#""No handle""#).is_err());
    }

    #[test]
    fn a_new_one_comes_from_the_label_and_is_nobody_elses() {
        let network = Handle::own("network");
        for (label, fresh) in [
            ("Field service", "field-service"),
            ("Network", "network-2"),
            ("Сеть", "team"),
            ("!", "team"),
            ("Everything that has to do with buildings", "everything-that-has-to-do"),
            ("Donaudampfschifffahrtsgesellschaft", "donaudampfschifffahrtsgesell"),
        ] {
            let it = Handle::fresh(label, "team", |it| it == network);
            assert_eq!(it.as_str(), fresh, "{label}");
        }
    }
}
