//! A control of many lines, with a count that appears when the room gets short. Over-typing is
//! allowed and told, never cut (D1.14).

use leptos::{html, prelude::*};

use super::{field::Control, secrets::SecretsNotice};
use crate::api::for_textarea;

/// A text of several lines. It belongs to the browser once it is printed: nothing re-renders it
/// while somebody types.
#[component]
pub fn TextArea(
    control: Control,
    /// What it says when the page is printed.
    #[prop(optional, into)]
    value: String,
    /// The limit of the field in bytes; beyond three quarters of it the room left is shown.
    #[prop(optional_no_strip, into)]
    limit: Option<usize>,
    /// A few lines, for a note or an answer.
    #[prop(optional)]
    low: bool,
    /// Hears the whole text after each change.
    #[prop(optional_no_strip, into)]
    on_text: Option<Callback<String>>,
    /// To put a restored draft into the field.
    #[prop(optional)]
    node: NodeRef<html::Textarea>,
    /// The name of the command that goes to the field; none when empty.
    #[prop(optional)]
    command: &'static str,
) -> impl IntoView {
    let Control { name, described_by, invalid } = control;
    let room = RwSignal::new(Room::of(&value, limit));
    // What is printed was looked at when it was written.
    let typed = RwSignal::new(String::new());
    view! {
        <textarea
            class="control"
            class:low=low
            id=name.clone()
            name=name
            aria-describedby=move || described_by.get()
            aria-invalid=move || invalid.get()
            data-command=Some(command).filter(|it| !it.is_empty())
            node_ref=node
            on:input=move |event| {
                let text = event_target_value(&event);
                room.set(Room::of(&text, limit));
                typed.set(text.clone());
                if let Some(it) = on_text {
                    it.run(text);
                }
            }
        >
            {for_textarea(value)}
        </textarea>
        {move || {
            let room = room.get()?;
            Some(view! { <p class="count" data-over=room.is_over.then_some("")>{room.words}</p> })
        }}
        <SecretsNotice text=typed node/>
    }
    .into_any()
}

/// How much may still be written, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Room {
    words: String,
    is_over: bool,
}

impl Room {
    /// Nothing while less than three quarters of `limit` bytes are used. Limits are in bytes and
    /// people think in characters, so the number is turned into characters of the kind that this
    /// text is written in.
    fn of(text: &str, limit: Option<usize>) -> Option<Self> {
        let limit = limit.filter(|limit| text.len() > limit / 4 * 3)?;
        let n_bytes = text.len().max(1);
        let in_characters =
            |bytes: usize| bytes.saturating_mul(text.chars().count()).div_ceil(n_bytes);
        Some(if n_bytes > limit {
            let n_over = in_characters(n_bytes - limit);
            Self { words: format!("You have about {n_over} characters too many"), is_over: true }
        } else {
            let n_left = in_characters(limit - n_bytes);
            Self { words: format!("You have about {n_left} characters left"), is_over: false }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str, limit: usize) -> Option<String> {
        Room::of(text, Some(limit)).map(|it| it.words)
    }

    #[test]
    fn the_count_appears_beyond_three_quarters() {
        assert_eq!(words(&"a".repeat(75), 100), None);
        assert_eq!(words(&"a".repeat(76), 100).unwrap(), "You have about 24 characters left");
        assert_eq!(Room::of(&"a".repeat(76), None), None);
    }

    #[test]
    fn too_much_is_told_in_characters_of_the_script() {
        assert_eq!(words(&"a".repeat(112), 100).unwrap(), "You have about 12 characters too many");
        // Three bytes each: 40 characters are 120 bytes, 20 too many, which are 7 characters.
        assert_eq!(words(&"語".repeat(40), 100).unwrap(), "You have about 7 characters too many");
        assert!(Room::of(&"語".repeat(40), Some(100)).unwrap().is_over);
    }
}
