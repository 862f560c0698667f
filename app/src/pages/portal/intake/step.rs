//! What the pages of intake have in common: what was answered before, going on and going back.

use super::{
    kept::{Kept, use_kept},
    start::{Gone, Start, draft_in_address, use_start},
};
use crate::{
    api,
    components::{button::Button, error_summary::ErrorSummary, page::BackLink},
    form::{FormKey, FormTitle, UseForm, use_form},
    pages::{
        loaded::loaded,
        problem::{SignInPrompt, sign_in_address},
    },
};
use leptos::{ev::SubmitEvent, html, prelude::*, web_sys::HtmlFormElement};
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::{
    api::{
        Form, address,
        requests::{Draft, SaveDraft},
    },
    problem::Code,
    ticket::intake::{Answers, Page},
};

/// One page that asks something.
#[component]
pub fn Step(
    page: Page,
    /// For the title in the browser's bar.
    title: &'static str,
    /// The fields, made from the answers so far.
    fields: fn(Answers, &UseForm<SaveDraft>) -> AnyView,
    /// What stands below the button.
    #[prop(default = |_, _| ().into_any())]
    below: fn(Start, NodeRef<html::Form>) -> AnyView,
) -> impl IntoView {
    let query = use_query_map().read_untracked();
    let change = query.get("change").unwrap_or_default();
    let form = use_form(SaveDraft {
        page: page.name().to_owned(),
        draft: draft_in_address(),
        change,
        ..SaveDraft::default()
    });
    let problem = form.problem;
    let back = back_of(&form.entered, page);
    view! {
        <FormTitle text=title problem/>
        <div class="stack roomy">
            <BackLink href=back/>
            {loaded(use_start(page), move |start| {
                view! { <Question page start form=form.clone() fields below/> }.into_any()
            })}
        </div>
    }
    .into_any()
}

fn back_of(form: &SaveDraft, page: Page) -> String {
    let to = match page.back() {
        _ if !form.change.is_empty() => Page::Check.address(),
        Some(before) => before.address(),
        None => "/",
    };
    if to == "/" { to.to_owned() } else { address::with_query(to, &[("draft", &form.draft)]) }
}

#[component]
fn Question(
    page: Page,
    start: Start,
    form: UseForm<SaveDraft>,
    fields: fn(Answers, &UseForm<SaveDraft>) -> AnyView,
    below: fn(Start, NodeRef<html::Form>) -> AnyView,
) -> impl IntoView {
    let is_refused = form.problem.read_untracked().is_some();
    if start.is_gone {
        return view! { <Gone/> }.into_any();
    }
    // A page that was posted after the sign-in had run out keeps what was typed.
    if start.person.is_none() && !is_refused {
        let why = "Then we know whom to answer, and you can follow what happens.";
        return view! { <SignInPrompt why/> }.into_any();
    }
    let kept = use_kept();
    let node = NodeRef::<html::Form>::new();
    let mut answers = match start.draft.draft.is_empty() {
        true => kept.answers(),
        false => start.draft.answers.clone(),
    };
    if is_refused {
        answers.merge(page, form.entered.answers());
    }
    take_up(kept, node, page, &start, answers.clone(), is_refused);
    let problem = form.problem;
    let SaveDraft { draft, change, .. } = form.entered.clone();
    view! {
        <div class="stack roomy measure">
            <ErrorSummary problem/>
            <SignInAgain form=form.clone() page/>
            <form
                class="stack"
                method="post"
                action=form.entered.action()
                novalidate
                node_ref=node
                on:submit=go_on(&form, kept, page)
                on:input=move |_| hear(kept, node, page)
            >
                <p class="soft small">{format!("Question {} of {}", page.number(), Page::ALL.len())}</p>
                <FormKey key=form.key/>
                <input type="hidden" name="page" value=page.name()/>
                <input type="hidden" name="draft" value=draft/>
                <input type="hidden" name="change" value=change/>
                {fields(answers, &form)}
                <Button>"Continue"</Button>
            </form>
            <OnThisDevice kept node/>
            {below(start, node)}
        </div>
    }
    .into_any()
}

/// Once the page lives: what was typed before counts, else what the device keeps is put into the fields.
fn take_up(
    kept: Kept,
    node: NodeRef<html::Form>,
    page: Page,
    start: &Start,
    printed: Answers,
    is_refused: bool,
) {
    let (person, draft) = (start.person, start.draft.clone());
    Effect::new(move |_| {
        let (Some(form), Some(person)) = (node.get(), person) else { return };
        kept.open(person, &draft);
        let typed = api::entered_in::<SaveDraft>(&form).map(|it| it.answers()).unwrap_or_default();
        if is_refused || of_page(page, &typed) != of_page(page, &printed) {
            kept.hear(page, typed);
        } else {
            fill(&form, &kept.answers());
        }
    });
}

fn of_page(page: Page, answers: &Answers) -> Answers {
    let mut only = Answers::default();
    only.merge(page, answers.clone());
    only
}

/// Puts answers into the fields that are there.
pub fn fill(form: &HtmlFormElement, answers: &Answers) {
    let Answers { description, title: _, category, impact, urgency, since, tried } = answers;
    api::fill(
        form,
        &[
            ("description", description),
            ("category", category),
            ("impact", impact),
            ("urgency", urgency),
            ("since", since),
            ("tried", tried),
        ],
    );
}

fn hear(kept: Kept, node: NodeRef<html::Form>, page: Page) {
    let typed = node.get_untracked().and_then(|it| api::entered_in::<SaveDraft>(&it));
    if let Some(typed) = typed {
        kept.hear(page, typed.answers());
    }
}

/// Goes on to the next page without sending anything.
fn go_on(
    form: &UseForm<SaveDraft>,
    kept: Kept,
    page: Page,
) -> impl Fn(SubmitEvent) + Clone + 'static + use<> {
    let problem = form.problem;
    let navigate = use_navigate();
    move |event| {
        let Some(entered) = api::entered::<SaveDraft>(&event) else {
            // Then the browser sends it, as it would without scripts.
            return;
        };
        event.prevent_default();
        kept.hear(page, entered.answers());
        kept.save();
        match entered.answers().check_page(page) {
            Err(refused) => problem.set(Some(refused)),
            Ok(()) => navigate(&entered.after(&Draft::default()), Default::default()),
        }
    }
}

/// Where the answers are, and the way to be rid of them.
#[component]
pub fn OnThisDevice(kept: Kept, node: NodeRef<html::Form>) -> impl IntoView {
    let discard = move |_| {
        kept.discard();
        if let Some(form) = node.get_untracked() {
            fill(&form, &Answers::default());
        }
    };
    view! {
        <p class="saved row small soft" role="status">
            {move || kept.is_saved().then(|| view! {
                <span>"Saved on this device"</span>
                <button class="action" type="button" on:click=discard>"Discard"</button>
            })}
        </p>
    }
    .into_any()
}

/// The sign-in ran out: nothing typed is lost, and there is a way to sign in beside it.
#[component]
fn SignInAgain(form: UseForm<SaveDraft>, page: Page) -> impl IntoView {
    let problem = form.problem;
    let is_needed = move || problem.read().as_ref().is_some_and(|it| it.code == Code::SignInNeeded);
    move || {
        is_needed().then(|| {
            view! {
                <p>
                    <a href=sign_in_address(page.address()) target="_blank" rel="noopener">
                        "Sign in in a new tab"
                    </a>
                    ", then come back here and go on."
                </p>
            }
        })
    }
}
