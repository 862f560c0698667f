//! Which fields a request has, read once from its schema: what is not among them is refused (attack 13),
//! and texts become what the field expects.

use schemars::SchemaGenerator;
use serde_json::{Map, Value};
use shared::{
    api::Endpoint,
    problem::{Code, FieldError, Problem},
};
use std::collections::BTreeMap;

/// At most this many unknown fields are named: a refusal is shorter than what it refuses.
const UNKNOWN_NAMED: usize = 10;

/// What a field expects, as far as a text from a form or an address needs to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    List,
    Number,
    Flag,
}

/// The fields of one request type.
#[derive(Debug)]
pub(crate) struct Fields {
    kinds: BTreeMap<String, Kind>,
    /// A request without any fields, which reads and writes as `null`.
    is_unit: bool,
}

/// Pairs made into an object.
#[derive(Debug)]
pub(crate) struct Pairs {
    pub(crate) object: Map<String, Value>,
    pub(crate) refusal: Option<Problem>,
}

impl Fields {
    /// Reads the schema of `E`.
    pub(crate) fn of<E: Endpoint>() -> Self {
        let schema = SchemaGenerator::default().into_root_schema_for::<E>();
        let properties = schema.get("properties").and_then(Value::as_object);
        let kinds = properties
            .into_iter()
            .flatten()
            .map(|(name, property)| (name.clone(), Kind::of(property)))
            .collect();
        Self { kinds, is_unit: schema.get("type").is_some_and(|it| it == "null") }
    }

    /// Makes an object of texts. A text field given twice keeps the first, and says so.
    pub(crate) fn read(&self, pairs: Vec<(String, String)>) -> Pairs {
        let mut object = Map::new();
        let mut unknown = Vec::new();
        let mut twice = None;
        for (name, text) in pairs {
            match (self.kinds.get(&name), object.get_mut(&name)) {
                (None, _) => unknown.push(name),
                (Some(Kind::List), Some(Value::Array(list))) => list.push(text.into()),
                (Some(Kind::List), _) => {
                    object.insert(name, Value::Array(vec![text.into()]));
                }
                (Some(_), Some(_)) => twice = Some(name),
                (Some(_), None) => {
                    let value = self.one(&name, &text);
                    object.insert(name, value);
                }
            }
        }
        let twice = twice.map(|name| {
            Problem::new(Code::Malformed, format!("The field {name} was sent more than once."))
        });
        Pairs { object, refusal: self.refuse_unknown(&unknown).err().or(twice) }
    }

    /// One text as what the field expects; what does not fit stays a text, for the reader to refuse.
    pub(crate) fn one(&self, name: &str, text: &str) -> Value {
        let fitting = match self.kinds.get(name) {
            Some(Kind::Number) => serde_json::from_str(text).ok().filter(Value::is_number),
            Some(Kind::Flag) => match text {
                "true" | "on" => Some(Value::Bool(true)),
                "false" | "" => Some(Value::Bool(false)),
                _ => None,
            },
            _ => None,
        };
        fitting.unwrap_or_else(|| text.into())
    }

    /// The object as the request type reads it.
    pub(crate) fn whole(&self, object: Map<String, Value>) -> Value {
        if self.is_unit { Value::Null } else { Value::Object(object) }
    }

    /// Refuses every name that is not a field.
    pub(crate) fn refuse_unknown<'a>(
        &self,
        names: impl IntoIterator<Item = &'a String>,
    ) -> Result<(), Problem> {
        let errors: Vec<FieldError> = names
            .into_iter()
            .filter(|it| !self.kinds.contains_key(*it))
            .take(UNKNOWN_NAMED)
            .map(|it| FieldError { field: it.clone(), text: format!("unknown field {it}") })
            .collect();
        if errors.is_empty() {
            return Ok(());
        }
        let problem = Problem::new(Code::Invalid, "The request has fields that do not exist.");
        Err(Problem { errors, ..problem })
    }
}

impl Kind {
    fn of(property: &Value) -> Self {
        let is = |kind: &str| match property.get("type") {
            Some(Value::String(it)) => it == kind,
            // An optional field: its type or null.
            Some(Value::Array(kinds)) => kinds.iter().any(|it| it == kind),
            _ => false,
        };
        match () {
            () if is("array") => Self::List,
            () if is("integer") || is("number") => Self::Number,
            () if is("boolean") => Self::Flag,
            () => Self::Text,
        }
    }
}
