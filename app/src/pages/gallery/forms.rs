//! What people press, fill in and choose from.

use leptos::prelude::*;
use shared::problem::{Code, FieldError, Problem};

use crate::components::{
    button::{Button, ButtonLink, Kind},
    choice::{Choice, Choices},
    error_summary::ErrorSummary,
    field::{Field, TextInput},
    icon::Icon,
    select::Select,
    textarea::TextArea,
};

/// Every kind, and every state of one.
#[component]
pub fn Buttons() -> impl IntoView {
    let words = ["Continue", "Add a file", "Discard", "Delete article", "Save note"];
    let kinds = Kind::ALL.iter().zip(words).map(|(&kind, word)| {
        view! { <Button kind in_page=true>{word}</Button> }
    });
    view! {
        <div class="stack">
            <div class="row">{kinds.collect_view()}</div>
            <div class="row">
                <Button busy=true in_page=true>"Sending"</Button>
                <Button kind=Kind::Second in_page=true attr:aria-pressed="true">"Mine only"</Button>
                <Button kind=Kind::Second in_page=true attr:aria-disabled="true">"Not allowed"</Button>
                <Button kind=Kind::Second compact=true in_page=true>"Resolve " <kbd>"e"</kbd></Button>
                <ButtonLink href="#">"Tell us what happened"</ButtonLink>
                <a class="action" href="#">"Plain action"</a>
            </div>
        </div>
    }
    .into_any()
}

/// Fields that ask, with and without a hint, and a count.
#[component]
pub fn Fields() -> impl IntoView {
    let clocks = [("working", "In working hours"), ("always", "Around the clock")];
    let clocks = clocks.map(|(value, label)| (value.to_owned(), label.to_owned())).to_vec();
    view! {
        <div class="stack loose measure">
            <form class="search" role="search">
                <label class="vh" for="search">"Search the articles"</label>
                <input class="control" id="search" name="q" type="search" autocomplete="off"/>
                <Button kind=Kind::Second in_page=true>{Icon::Search} "Search"</Button>
            </form>
            <Field name="room" label="Room" hint="For example 2.14" is_optional=true let:control>
                <TextInput control short=true/>
            </Field>
            <Field name="story" label="Details" let:control>
                <TextArea control low=true value="A long story, nearly at its end." limit=40_usize/>
            </Field>
            <Field name="saga" label="More details" let:control>
                <TextArea control low=true value="A story that went on for too long." limit=20_usize/>
            </Field>
            <Field name="clock" label="The clock runs" let:control>
                <Select control chosen="always" options=clocks/>
            </Field>
            <Field name="language" label="Language" let:control>
                <select class="control" id=control.name.clone() name=control.name>
                    <option>"English"</option>
                    <option lang="de">"Deutsch"</option>
                    <option lang="ar">"العربية"</option>
                </select>
            </Field>
        </div>
    }
    .into_any()
}

/// Choosing one and choosing several.
#[component]
pub fn Questions() -> impl IntoView {
    let affected = vec![
        Choice::new("only-me", "Only me"),
        Choice::new("several", "Several people").with_hint("Two or more, not a whole team"),
        Choice::new("shared", "A whole team, site or shared service"),
        Choice::new("unsure", "I’m not sure").apart(),
    ];
    let channels = vec![
        Choice::new("email", "Email"),
        Choice::new("browser", "Notification in this browser"),
        Choice {
            is_unavailable: true,
            ..Choice::new("text", "Text message").with_hint("Your organisation has not set this up")
        },
    ];
    view! {
        <div class="specimens">
            <Choices
                name="affected"
                question="Who is affected?"
                choices=affected
                chosen=vec!["several".to_owned()]
            />
            <Choices
                name="channel"
                question="Tell me by"
                choices=channels
                chosen=vec!["email".to_owned()]
                many=true
            />
        </div>
    }
    .into_any()
}

/// A form after it was refused.
#[component]
pub fn Refused() -> impl IntoView {
    let refuse =
        |field: &str, text: &str| FieldError { field: field.to_owned(), text: text.to_owned() };
    let problem = Signal::stored(Some(Problem {
        errors: vec![
            refuse("happened", "Enter what happened"),
            refuse("blocked", "Choose whether you can work"),
        ],
        ..Problem::new(Code::Invalid, "Change the answers below and send again.")
    }));
    let choices = vec![Choice::new("yes", "Yes"), Choice::new("no", "No")];
    view! {
        <div class="stack loose measure">
            <ErrorSummary problem/>
            <Field
                name="happened"
                label="What happened?"
                hint="Say what you were doing, and the exact words of any error."
                problem
                let:control
            >
                <TextArea control low=true/>
            </Field>
            <Choices name="blocked" question="Can you work?" choices problem/>
        </div>
    }
    .into_any()
}
