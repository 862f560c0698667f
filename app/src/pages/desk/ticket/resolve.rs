//! Saying that it is fixed: what was wrong is for staff, what fixed it is for the requester, and both
//! make the article that saves the next person from asking. What everybody was told ends with it, in words for
//! them.

use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        field::Field,
        textarea::TextArea,
    },
    form::{
        FormKey, UseForm,
        text_draft::{OnThisDevice, TextDraft, use_text_draft},
    },
};
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    api::{
        Form,
        held::PublicWords,
        onward::OnTicket,
        queue::filter_of,
        tickets::{ResolveTicket, TicketDetail},
    },
    text::{Body, Remark},
};

use super::onward::Onward;

/// The texts of a resolution, into which the page may put what was taken back.
#[derive(Debug, Clone, Copy)]
pub struct ResolveBox {
    drafts: [TextDraft; 3],
    fold: NodeRef<html::Details>,
}

impl ResolveBox {
    /// The texts of `form`, which may be printed with what was taken back.
    pub(super) fn new(form: &mut UseForm<ResolveTicket>, words: Option<&PublicWords>) -> Self {
        let id = form.entered.id;
        let drafts = ["cause", "fix", "advice"]
            .map(|text| use_text_draft(form, format!("desk.{id}.resolution.{text}")));
        let words = words.filter(|_| form.entered.fix.is_empty());
        if let Some(PublicWords::Resolution { cause, fix, advice, told }) = words {
            for (draft, text) in drafts.iter().zip([cause, fix, advice]) {
                draft.is_printed_with(text);
            }
            let entered = &mut form.entered;
            (entered.cause, entered.fix) = (cause.clone(), fix.clone());
            (entered.advice, entered.told) = (advice.clone(), told.clone());
        }
        Self { drafts, fold: NodeRef::new() }
    }

    /// Puts texts into the form again that were to be sent: the cause, the fix, the advice.
    pub(super) fn put_back(self, texts: [&str; 3]) {
        if let Some(fold) = self.fold.get_untracked() {
            fold.set_open(true);
        }
        for (draft, text) in self.drafts.iter().zip(texts).rev() {
            draft.add(text);
        }
    }
}

/// The form, folded away until it is asked for or was refused.
#[component]
pub fn Resolve(
    form: UseForm<ResolveTicket>,
    texts: ResolveBox,
    ticket: RwSignal<TicketDetail>,
    /// How somebody came to this page.
    on: OnTicket,
    done: Callback<()>,
) -> impl IntoView {
    let navigate = use_navigate();
    let is_told =
        Memo::new(move |_| ticket.read().known.as_ref().is_some_and(|it| it.ended.is_none()));
    let ResolveBox { drafts, fold } = texts;
    let [cause, fix, advice] = drafts;
    Effect::new(move |_| {
        // What is half written is not hidden.
        if let Some(fold) = fold.get().filter(|_| drafts.iter().any(|it| it.is_saved().get())) {
            fold.set_open(true);
        }
    });
    let send = form.on_submit_then(move |entered, resolved| {
        drafts.iter().for_each(|it| it.sent());
        if entered.onward.is_empty() {
            done.run(());
        } else {
            navigate(&entered.after(resolved), NavigateOptions::default());
        }
    });
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let was_refused = problem.read_untracked().is_some();
    let is_open = was_refused || !entered.fix.is_empty();
    let goes_on = match was_refused {
        true => !entered.onward.is_empty(),
        false => ticket.read_untracked().goes_on,
    };
    // A refused page has the address that the form was posted to, which says nothing of a view.
    let view = if was_refused { filter_of(&entered.view) } else { on.view };
    let on = OnTicket { view, ..on };
    let told = StoredValue::new(entered.told);
    view! {
        <section class="lintel" aria-labelledby="resolve">
            <div class="lintel-head"><h2 id="resolve">"Resolve"</h2></div>
            <details class="fold" open=is_open node_ref=fold>
                <summary>"Say what was wrong and what fixed it"</summary>
                <form class="stack measure" method="post" action=action on:submit=send>
                    <FormKey key/>
                    <ErrorSummary problem/>
                    <Field name="cause" label="What was wrong (for staff)" problem let:control>
                        <TextArea
                            control
                            value=entered.cause
                            limit=Remark::LIMIT
                            low=true
                            on_text=cause.on_text()
                            node=cause.field
                            command="resolve"
                        />
                    </Field>
                    <Field
                        name="fix"
                        label="What fixed it (the requester reads this)"
                        problem
                        let:control
                    >
                        <TextArea
                            control
                            value=entered.fix
                            limit=Body::LIMIT
                            low=true
                            on_text=fix.on_text()
                            node=fix.field
                        />
                    </Field>
                    <Field
                        name="advice"
                        label="What they can do next time"
                        is_optional=true
                        problem
                        let:control
                    >
                        <TextArea
                            control
                            value=entered.advice
                            limit=Remark::LIMIT
                            low=true
                            on_text=advice.on_text()
                            node=advice.field
                        />
                    </Field>
                    {move || is_told.get().then(|| view! {
                        <Field
                            name="told"
                            label="What everybody reads who follows the known incident, which ends with this"
                            hint="Such as: it works again, and nobody has to do anything"
                            problem
                            let:control
                        >
                            <TextArea
                                control
                                value=told.get_value()
                                limit=Remark::LIMIT
                                low=true
                            />
                        </Field>
                    })}
                    <OnThisDevice drafts=drafts.to_vec()/>
                    <Onward on is_chosen=goes_on/>
                    <Button kind=Kind::Second busy=sending>"Send resolution"</Button>
                </form>
            </details>
        </section>
    }
}
