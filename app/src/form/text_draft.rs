//! One text that is kept on this device until it is sent (D1.18), such as a message that belongs to a request.
//! Any text area of a form becomes one:
//!
//! ```text
//! let draft = use_text_draft(&form, format!("messages.{reference}"));
//! let submit = form.on_submit_then(move |_, _| draft.sent());
//! <TextArea control node=draft.field on_text=draft.on_text()/>
//! <OnThisDevice drafts=vec![draft]/>
//! ```

use super::UseForm;
use crate::{
    api,
    components::saved::Saved,
    device::{self, Kind, Soon, on_kept_elsewhere, on_leaving},
    session::{Person, use_person},
};
use leptos::{html, prelude::*};
use serde::{Deserialize, Serialize};
use shared::{api::Form, id::PersonId, problem::Problem, text::Title};

/// What is kept. Fields are only ever added, each with a default: what an older version kept is read too.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Stored {
    text: String,
    /// The idempotency key: whichever tab sends the text, it is sent once.
    key: String,
    /// It was sent under this key: for other tabs that show it too.
    is_sent: bool,
    /// Why it was refused when it was sent later.
    problem: Option<Problem>,
}

/// A text as the device has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeptText {
    /// The name under which it is kept.
    pub(crate) name: String,
    /// What is kept there.
    pub(crate) stored: String,
    text: String,
}

impl KeptText {
    /// Its first words, to know it by.
    pub(crate) fn title(&self) -> String {
        Title::propose(&self.text)
    }
}

/// A text and the place where it is kept.
#[derive(Debug, Clone, Copy)]
pub struct TextDraft {
    /// To be put on the text area.
    pub field: NodeRef<html::Textarea>,
    /// Whether the text was sent in another tab.
    pub is_sent_elsewhere: RwSignal<bool>,
    rest: StoredValue<String>,
    printed: StoredValue<String>,
    person: Option<Person>,
    is_saved: RwSignal<bool>,
    soon: Soon,
    key: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
}

/// The text of `form` that is kept under `name`, which tells it from every other text of the same person.
#[must_use]
pub fn use_text_draft<F: Form>(form: &UseForm<F>, name: String) -> TextDraft {
    let draft = TextDraft {
        field: NodeRef::new(),
        is_sent_elsewhere: RwSignal::new(false),
        rest: StoredValue::new(name),
        printed: StoredValue::default(),
        person: use_person(),
        is_saved: RwSignal::new(false),
        soon: Soon::new(),
        key: form.key,
        problem: form.problem,
    };
    Effect::new(move |_| draft.begin());
    draft
}

impl TextDraft {
    /// For [`crate::components::textarea::TextArea`].
    #[must_use]
    pub fn on_text(self) -> Callback<String> {
        Callback::new(move |_| {
            self.is_sent_elsewhere.set(false);
            self.soon.run(move || self.save());
        })
    }

    /// The field is printed with `proposal`, which nobody typed: what is kept stands before it, and not in its
    /// place.
    pub fn is_printed_with(self, proposal: &str) {
        self.printed.set_value(proposal.to_owned());
    }

    /// Puts `text` below what is written, unless it is there already, and the cursor behind it.
    pub fn add(self, text: &str) {
        let Some(field) = self.field.get_untracked() else { return };
        let written = field.value();
        if !written.contains(text) {
            let written = written.trim_end();
            let space = if written.is_empty() { "" } else { "\n\n" };
            field.set_value(&format!("{written}{space}{text}"));
            self.save();
        }
        // A field that cannot have the focus is still filled in.
        let _ = field.focus();
    }

    /// Whether the device has what was typed, up to a moment ago.
    #[must_use]
    pub fn is_saved(self) -> Signal<bool> {
        self.is_saved.into()
    }

    /// Forgets the text, here and on the device.
    pub fn discard(self) {
        self.clear();
        self.with_name(|_, name| api::forget(name));
    }

    /// The text was sent. Other tabs that show it are told.
    pub fn sent(self) {
        let key = self.key.get_untracked();
        let sent = Stored { is_sent: true, key, ..Stored::default() };
        self.with_name(|person, name| {
            write(person, name, &sent);
            api::forget(name);
        });
        self.clear();
    }

    /// What is kept, for whoever sends it later.
    #[must_use]
    pub(crate) fn kept(self) -> Option<KeptText> {
        self.save();
        let text = self.field.get_untracked()?.value();
        let kept = self.with_name(|_, name| Some((name.to_owned(), api::kept(name)?)));
        kept.flatten().map(|(name, stored)| KeptText { name, stored, text })
    }

    /// Once the field lives and it is known whose it is: what was typed before counts, else what is kept.
    fn begin(self) {
        let (Some(field), Some(_)) = (self.field.get(), self.person.and_then(Person::id)) else {
            return;
        };
        let printed = self.printed.get_value();
        if field.value() == printed {
            if let Some(kept) = self.with_name(|_, name| read(name)).flatten() {
                self.show(kept);
                if !printed.is_empty() {
                    self.add(&printed);
                }
            }
        } else {
            self.save();
        }
        on_leaving(move || {
            if self.soon.is_due() {
                self.save();
            }
        });
        on_kept_elsewhere(move |name, text| {
            if self.with_name(|_, own| own == name) == Some(true) {
                let kept = text.and_then(|it| serde_json::from_str(&it).ok());
                self.hear(kept.unwrap_or_default());
            }
        });
    }

    /// Another tab kept something else. Whoever is typing here goes on, with what is a text of its own if the
    /// other one was sent.
    fn hear(self, kept: Stored) {
        let is_typing = self.soon.is_due();
        if kept.is_sent {
            self.key.set(api::fresh_key());
        }
        if kept.is_sent && !is_typing {
            self.is_sent_elsewhere.set(true);
            self.clear();
        } else if !is_typing && !self.is_sent_elsewhere.get_untracked() {
            self.show(kept);
        }
    }

    fn show(self, kept: Stored) {
        if let Some(field) = self.field.get_untracked() {
            field.set_value(&kept.text);
        }
        if !kept.key.is_empty() {
            self.key.set(kept.key);
        }
        if kept.problem.is_some() {
            self.problem.set(kept.problem);
        }
        self.is_saved.set(!kept.text.is_empty());
    }

    fn save(self) {
        self.soon.cancel();
        let Some(text) = self.field.get_untracked().map(|it| it.value()) else { return };
        let is_empty = text.is_empty();
        let kept = Stored { text, key: self.key.get_untracked(), ..Stored::default() };
        let is_kept = self.with_name(|person, name| match is_empty {
            true => {
                api::forget(name);
                false
            }
            false => write(person, name, &kept),
        });
        self.is_saved.set(is_kept == Some(true));
    }

    fn clear(self) {
        self.soon.cancel();
        self.is_saved.set(false);
        if let Some(field) = self.field.get_untracked() {
            field.set_value("");
        }
    }

    fn with_name<T>(self, use_name: impl FnOnce(PersonId, &str) -> T) -> Option<T> {
        let person = self.person?.id_untracked()?;
        let name = self.rest.with_value(|rest| device::name_of(Kind::Text, person, rest));
        Some(use_name(person, &name))
    }
}

/// Where the texts of a form are, and the way to be rid of them.
#[component]
pub fn OnThisDevice(drafts: Vec<TextDraft>) -> impl IntoView {
    let any = |is_so: fn(&TextDraft) -> bool| {
        let drafts = drafts.clone();
        move || drafts.iter().any(is_so)
    };
    let is_saved = Signal::derive(any(|it| it.is_saved.get()));
    let is_sent_elsewhere = any(|it| it.is_sent_elsewhere.get());
    view! {
        <Saved is_saved on_discard=move |()| drafts.iter().for_each(|it| it.discard())/>
        {move || is_sent_elsewhere().then(|| view! {
            <p class="small" role="status">"This was already sent, from another tab."</p>
        })}
    }
    .into_any()
}

fn read(name: &str) -> Option<Stored> {
    // What cannot be read was written by no version of this page.
    serde_json::from_str(&api::kept(name)?).ok()
}

fn write(person: PersonId, name: &str, kept: &Stored) -> bool {
    serde_json::to_string(kept).is_ok_and(|it| device::keep(person, name, &it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_versions_kept_is_read() {
        let older: Stored = serde_json::from_str(r#"{"text":"Still silent"}"#).unwrap();
        assert_eq!(older, Stored { text: "Still silent".into(), ..Stored::default() });
        let newer = r#"{"text":"Still silent","key":"k","colour":"blue"}"#;
        assert_eq!(serde_json::from_str::<Stored>(newer).unwrap().key, "k");
    }
}
