//! Two boxes to write in, two drafts, two shapes (D5.8). One never turns into the other: the kind
//! is fixed by whoever puts the box on the page.

use leptos::{html, prelude::*};
use shared::problem::Problem;

use crate::components::{
    field::{Control, FieldError},
    icon::Icon,
    textarea::TextArea,
};

/// Who will read what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// The requester, and those copied.
    Requester,
    /// Staff, and nobody else.
    Staff,
}

impl Audience {
    const fn class(self) -> &'static str {
        match self {
            Self::Requester => "composer public",
            Self::Staff => "composer internal",
        }
    }

    const fn icon(self) -> Icon {
        match self {
            Self::Requester => Icon::Door,
            Self::Staff => Icon::Lock,
        }
    }
}

/// The box, to be put inside a form; the children are its foot, the button last.
#[component]
pub fn Composer(
    audience: Audience,
    name: &'static str,
    /// "Reply to LB", "Internal note": the label of the field.
    #[prop(into)]
    heading: String,
    /// Who reads it, said before it is sent: "LB and 2 people copied will read this".
    #[prop(into)]
    readers: Signal<String>,
    #[prop(optional, into)] value: String,
    /// The limit in bytes.
    #[prop(optional_no_strip, into)]
    limit: Option<usize>,
    #[prop(optional, into)] problem: Signal<Option<Problem>>,
    /// Hears the whole text after each change.
    #[prop(optional_no_strip, into)]
    on_text: Option<Callback<String>>,
    /// To empty the box once it is sent.
    #[prop(optional)]
    node: NodeRef<html::Textarea>,
    /// The name of the command that goes to the box; none when empty.
    #[prop(optional)]
    command: &'static str,
    children: Children,
) -> impl IntoView {
    let control = Control::new(name, true, problem);
    view! {
        <div class=audience.class()>
            <div class="composer-head">
                {audience.icon()} <label for=name><strong>{heading}</strong></label>
                <span id=format!("{name}-hint")>{move || readers.get()}</span>
            </div>
            <FieldError name problem/>
            <TextArea control value limit on_text=on_text low=true node command/>
            <div class="composer-foot">{children()}</div>
        </div>
    }
}
