//! "I'm not happy with this" (A42): always there, and it always reaches a team lead.

use super::request_forms::{StepForm, Steps, clear};
use crate::{
    components::{
        button::{Button, Kind},
        field::Field,
        textarea::TextArea,
        time::Time,
    },
    form::UseForm,
    ticket::when,
};
use leptos::{html, prelude::*};
use shared::{
    api::{Form, requests::Request},
    text::Body,
};

/// Since when a lead is asked to look, and the form behind its fold.
#[component]
pub fn Complaining(steps: Steps, request: Signal<Request>) -> impl IntoView {
    let tell = steps.tell("A team lead sees now that you are not happy.");
    let form = steps.complain;
    let (fold, field) = (NodeRef::<html::Details>::new(), NodeRef::<html::Textarea>::new());
    let submit = form.on_submit_then(move |_, _| {
        clear(field);
        if let Some(fold) = fold.get_untracked() {
            fold.set_open(false);
        }
        tell();
    });
    let UseForm { entered, key, problem, sending } = form;
    let was_refused = problem.read_untracked().is_some();
    let action = entered.action();
    let waiting = move || {
        let request = request.read();
        let since = when::spoken(request.unhappy_since?, request.clock.now, &request.clock.zone);
        Some(view! {
            <p>
                <strong>"You are not happy with this."</strong>
                " A team lead sees that since " <Time at=since/> "."
            </p>
        })
    };
    view! {
        {waiting}
        <details class="fold" open=was_refused node_ref=fold>
            <summary>"I’m not happy with this"</summary>
            <StepForm action key submit>
                <Field
                    name="complaint"
                    label="What should go differently?"
                    hint="A team lead sees this, and so does everybody on this request."
                    problem
                    let:control
                >
                    <TextArea
                        control
                        value=entered.complaint
                        limit=Body::LIMIT
                        low=true
                        node=field
                    />
                </Field>
                <Button kind=Kind::Second busy=sending>"Tell a team lead"</Button>
            </StepForm>
        </details>
    }
    .into_any()
}
