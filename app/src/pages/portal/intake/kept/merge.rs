//! Two tabs, one set of answers: the newest word on each field counts. Pure, and knows no field by name.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// `theirs`, with every field that was changed in `ours` since both were `before`.
pub(super) fn merge<T: Serialize + DeserializeOwned + Clone>(
    before: &T,
    ours: &T,
    theirs: &T,
) -> T {
    let joined = (|| {
        let [before, ours, theirs] = [before, ours, theirs].map(|it| serde_json::to_value(it).ok());
        serde_json::from_value(joined(before?, ours?, theirs?)).ok()
    })();
    // Answers are made of texts, and texts can be written down: else what was typed here is safer.
    joined.unwrap_or_else(|| ours.clone())
}

fn joined(before: Value, ours: Value, theirs: Value) -> Value {
    match (before, ours, theirs) {
        (Value::Object(mut before), Value::Object(ours), Value::Object(mut theirs)) => {
            for (name, our) in ours {
                let their = theirs.remove(&name).unwrap_or_default();
                let was = before.remove(&name).unwrap_or_default();
                theirs.insert(name, joined(was, our, their));
            }
            Value::Object(theirs)
        }
        (before, ours, theirs) if ours == before => theirs,
        (_, ours, _) => ours,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::ticket::intake::Answers;

    fn answers(description: &str, tried: &str) -> Answers {
        Answers { description: description.into(), tried: tried.into(), ..Answers::default() }
    }

    #[test]
    fn the_newest_word_on_each_field_counts() {
        let before = answers("It broke", "");
        for (ours, theirs, expected) in [
            (answers("It broke", ""), answers("It broke again", ""), answers("It broke again", "")),
            (
                answers("It broke here", ""),
                answers("It broke", "Nothing"),
                answers("It broke here", "Nothing"),
            ),
            (answers("Here", ""), answers("There", ""), answers("Here", "")),
            (answers("", ""), answers("It broke", "Nothing"), answers("", "Nothing")),
        ] {
            assert_eq!(merge(&before, &ours, &theirs), expected);
        }
    }
}
