//! Everything that will be sent, and what is promised for it, before anything is sent (D1.16).

use super::{
    kept::{Kept, use_kept},
    offer::use_offer,
    promise::{PromiseAhead, is_as_promised},
    start::{AlreadySent, Gone, Start, draft_in_address, use_start},
    step::{OnThisDevice, TEXTS},
};
use crate::{
    api,
    components::{
        answers::{Answer, Answers as AnswerList},
        button::Button,
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::BackLink,
        trap::Trap,
    },
    files::{UseFiles, use_files},
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::{Loading, loaded},
        problem::{SignInAgain, SignInPrompt},
    },
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::{
    api::{
        Form,
        requests::{FileRequest, Filed, GetPromiseBasis, PromiseBasis, step_address},
    },
    attachment::AttachmentRef,
    problem::Problem,
    ticket::intake::{
        Answers, IMPACTS, URGENCIES,
        contact::TRAP,
        page::Page,
        tree::{Effect as TopicEffect, NONE_OF_THESE, Tree},
    },
};
use std::sync::Arc;

/// The last page.
#[component]
pub fn CheckPage() -> impl IntoView {
    let form = use_form(FileRequest { draft: draft_in_address(), ..FileRequest::default() });
    let files = use_files(&form);
    let problem = form.problem;
    let start = use_start(Page::Check);
    let basis: Loading<PromiseBasis> = Resource::new(|| (), |()| api::call(GetPromiseBasis {}));
    let both: Loading<(Start, Option<PromiseBasis>)> = Resource::new(
        || (),
        move |()| async move {
            // Without the basis everything can still be sent; the confirmation tells the promise.
            Ok::<_, Problem>((start.await?, basis.await.ok()))
        },
    );
    let about = use_query_map().read_untracked().get("about").unwrap_or_default();
    view! {
        <FormTitle text="Check your answers" problem/>
        <div class="stack roomy">
            {loaded(both, move |(start, basis)| {
                let place = start.tree.place(&about).of_guest(start.is_guest);
                let before = place.back(Page::Check).unwrap_or_default();
                let back = step_address(before, place.about(), &form.entered.draft, "");
                view! { <BackLink href=back/> <Check start basis form=form.clone() files/> }.into_any()
            })}
        </div>
    }
    .into_any()
}

#[component]
fn Check(
    start: Start,
    basis: Option<PromiseBasis>,
    form: UseForm<FileRequest>,
    files: UseFiles,
) -> impl IntoView {
    let is_refused = form.problem.read_untracked().is_some();
    let kept = use_kept();
    // What was posted stands in the form, wherever the draft is.
    if start.is_gone && !is_refused {
        return view! { <Gone start/> }.into_any();
    }
    if start.writer().is_none() && !is_refused {
        let why = "Your answers stay on this device until then.";
        return view! { <SignInPrompt why/> }.into_any();
    }
    let printed = match (is_refused, start.draft.draft.is_empty()) {
        (true, _) => form.entered.answers(),
        (false, true) => kept.answers(),
        (false, false) => start.draft.answers.clone(),
    };
    if printed == Answers::default()
        && let Some(reference) = kept.sent.get_untracked()
    {
        return view! { <AlreadySent reference/> }.into_any();
    }
    if !is_refused {
        files.restore(start.draft.files.clone());
    }
    // Whoever was signed in when they sent it signs in again, and is no guest.
    let was_member = is_refused && form.entered.guest.is_empty();
    let is_guest = start.is_guest && !was_member;
    let (tree, offer) = (Arc::new(start.tree.clone()), use_offer());
    let title = printed.title_or_proposal();
    let draft = form.entered.draft.clone();
    let answers = RwSignal::new(printed);
    let node = NodeRef::<html::Form>::new();
    let UseForm { key, problem, .. } = form;
    Effect::new(move |_| {
        offer.hear(start.tree.clone());
        let (Some(form), Some(writer)) = (node.get(), start.writer()) else { return };
        kept.open(writer, &start);
        kept.track_other_tabs();
        if !is_refused {
            kept.send_with(key, problem);
            let now = kept.answers();
            files.restore(kept.files());
            api::fill(&form, &[("title", &now.title_or_proposal())]);
            answers.set(now);
        }
    });
    let is_sent = move || kept.sent_elsewhere.read().is_some();
    view! {
        {move || kept.sent_elsewhere.get().map(|reference| view! { <AlreadySent reference/> })}
        <ErrorSummary problem/>
        <SignInAgain problem/>
        <div class="stack tight measure" hidden=is_sent>
            <PageHeading>"Check your answers"</PageHeading>
            <p class="lead">"Nothing is sent yet."</p>
        </div>
        <div class="split" hidden=is_sent>
            <div class="stack">
                {
                    let (draft, tree) = (draft.clone(), tree.clone());
                    move || unanswered(&answers.read(), &tree, &draft, is_guest)
                }
                {
                    let tree = tree.clone();
                    move || {
                        let rows = rows(&answers.read(), &tree, &files.ready(), &draft, is_guest);
                        view! { <AnswerList answers=rows/> }
                    }
                }
                <OnThisDevice kept node/>
            </div>
            <aside aria-label="Our promise">
                {
                    let (basis, tree) = (basis.clone(), tree.clone());
                    move || {
                        let (tree, basis) = (tree.clone(), basis.clone());
                        view! { <PromiseAhead answers=answers.get() tree basis/> }
                    }
                }
            </aside>
            <Send form kept node answers title tree basis is_guest/>
        </div>
    }
    .into_any()
}

/// The form itself: the title to change, all answers hidden, one button.
#[component]
fn Send(
    form: UseForm<FileRequest>,
    kept: Kept,
    node: NodeRef<html::Form>,
    answers: RwSignal<Answers>,
    title: String,
    tree: Arc<Tree>,
    basis: Option<PromiseBasis>,
    is_guest: bool,
) -> impl IntoView {
    let offer = use_offer();
    let navigate = use_navigate();
    let to_waiting = navigate.clone();
    let judged = tree.clone();
    let done = move |entered: &FileRequest, filed: &Filed| {
        if let Some(basis) = &basis
            && !is_as_promised(entered, filed, &tree, basis)
        {
            leptos::logging::error!("the server promises something else than this page did");
        }
        kept.sent_as(filed.reference.to_string());
        navigate(&entered.after(filed), Default::default());
    };
    let send = form.on_submit_or_wait(done, move |entered| {
        let is_kept = kept.wait(entered);
        if is_kept {
            to_waiting("/waiting", Default::default());
        }
        is_kept
    });
    let refusal = form.problem;
    let submit = move |event: SubmitEvent| {
        let entered = api::entered::<FileRequest>(&event);
        match entered.map(|it| it.answers().check(&judged)) {
            Some(Err(refused)) => {
                event.prevent_default();
                refusal.set(Some(refused));
            }
            // What is not read here, is told by whoever sends it.
            Some(Ok(_)) | None => send(event),
        }
    };
    // Somebody may have changed what is offered meanwhile.
    Effect::new(move |_| {
        if refusal.with(|it| {
            it.as_ref().is_some_and(|it| it.text_for("topic").or(it.text_for("category")).is_some())
        }) {
            offer.renew();
        }
    });
    let hear = move |event| {
        let typed = event_target_value(&event);
        // The title that follows from the description goes on following it.
        let mut untitled = answers.get_untracked();
        untitled.title.clear();
        let title = if typed == untitled.title_or_proposal() { String::new() } else { typed };
        answers.update(|it| it.title.clone_from(&title));
        kept.hear(Page::Check, Answers { title, ..Answers::default() });
    };
    let UseForm { entered, key, problem, sending } = form;
    let draft = entered.draft;
    // The title has a field of its own, and only guests say how they are reached (D1.7).
    let is_hidden = move |name| name != "title" && (is_guest || !matches!(name, "email" | "name"));
    let texts = TEXTS.iter().filter(move |it| is_hidden(it.0)).map(move |(name, value)| {
        view! { <input type="hidden" name=*name value=move || value(&answers.read()).clone()/> }
    });
    let texts = texts.collect_view();
    let lists = move || {
        let Answers { files, articles, .. } = answers.get();
        let files = files.into_iter().map(|it| hidden("files", it));
        files.chain(articles.into_iter().map(|it| hidden("articles", it))).collect_view()
    };
    view! {
        <form
            class="stack measure"
            method="post"
            action=FileRequest::ACTION
            novalidate
            node_ref=node
            on:submit=submit
        >
            <FormKey key/>
            <input type="hidden" name="draft" value=move || draft_to_forget(kept, &draft)/>
            {texts}
            {lists}
            <Field
                name="title"
                label="Short title"
                hint="We made it from your description. Change it if it misses the point."
                problem
                let:control
            >
                <TextInput control value=title on:input=hear/>
            </Field>
            <input type="hidden" name="guest" value=is_guest.then_some("1")/>
            {is_guest.then(|| view! { <Trap name=TRAP value=entered.homepage problem/> })}
            <Button busy=sending>"Send request"</Button>
        </form>
    }
    .into_any()
}

fn hidden(name: &'static str, value: String) -> AnyView {
    view! { <input type="hidden" name=name value=value/> }.into_any()
}

fn draft_to_forget(kept: Kept, in_address: &str) -> String {
    let kept = kept.draft();
    if kept.is_empty() { in_address.to_owned() } else { kept }
}

/// The way to a question that was passed over; whoever sends without is told the same.
fn unanswered(answers: &Answers, tree: &Tree, draft: &str, is_guest: bool) -> Option<AnyView> {
    let place = answers.place(tree).of_guest(is_guest);
    let page = answers.first_open_page(tree, place);
    let href = step_address(page, place.about(), draft, "1");
    let is_open = page != Page::Check && *answers != Answers::default();
    is_open.then(|| {
        view! { <p><a href=href>"Answer the question that is still open"</a></p> }.into_any()
    })
}

fn rows(
    answers: &Answers,
    tree: &Tree,
    files: &[AttachmentRef],
    draft: &str,
    is_guest: bool,
) -> Vec<Answer> {
    let place = answers.place(tree);
    let chosen = tree.topic(place.category, place.topic);
    let row = |page: Page, field, label: &str, value: &str, what: &str| Answer {
        label: label.to_owned(),
        value: Some(value.trim().to_owned()).filter(|it| !it.is_empty()),
        change: step_address(page, place.about(), draft, "1"),
        field: Some(field),
        what: what.to_owned(),
    };
    // The title is changed right here, below.
    let title = Answer {
        change: "#title".to_owned(),
        field: None,
        ..row(Page::Check, "title", "Short title", &answers.title_or_proposal(), "the short title")
    };
    let category = place.category.and_then(|it| tree.offers(it)).map_or("", |it| &*it.label);
    let mut rows = vec![
        title,
        row(Page::Describe, "description", "What happened", &answers.description, "what happened"),
        row(Page::Category, "category", "What it is about", category, "what it is about"),
    ];
    if !answers.behalf.trim().is_empty() {
        rows.insert(
            2,
            row(Page::Describe, "behalf", "Who it is for", &answers.behalf, "who it is for"),
        );
    }
    if !files.is_empty() {
        let names: Vec<&str> = files.iter().map(|it| &*it.name).collect();
        rows.insert(2, row(Page::Describe, "files", "Files", &names.join(", "), "the files"));
    }
    if place.pages().any(|it| it == Page::Topic) {
        let unsure = if place.topic.is_some() { NONE_OF_THESE } else { "" };
        let topic = chosen.map_or(unsure, |it| &*it.label);
        rows.push(row(Page::Topic, "topic", "Closest to", topic, "what is closest"));
    }
    for ask in chosen.map_or(&[][..], |it| &it.asks) {
        let (field, answer) = (ask.detail.field(), answers.detail(ask.detail));
        rows.push(row(Page::Effect, field, &ask.label, answer, &lower(&ask.label)));
    }
    if chosen.is_none_or(|it| it.effect == TopicEffect::Asked) {
        let impact = IMPACTS.iter().find(|it| it.0 == answers.impact).map_or("", |it| it.1);
        let urgency = URGENCIES.iter().find(|it| it.0 == answers.urgency).map_or("", |it| it.1);
        let effect = |field, label, value: &str, what| row(Page::Effect, field, label, value, what);
        rows.extend([
            effect("impact", "Who is affected", impact, "who is affected"),
            effect("urgency", "Can you work?", urgency, "whether you can work"),
            effect("since", "When it started", &answers.since, "when it started"),
            effect("tried", "What you tried", &answers.tried, "what you tried"),
        ]);
    }
    if is_guest {
        let contact =
            |field, label, value: &str, what| row(Page::Contact, field, label, value, what);
        rows.extend([
            contact("email", "E-mail address", &answers.email, "your e-mail address"),
            contact("name", "Your name", &answers.name, "your name"),
        ]);
    }
    rows
}

fn lower(label: &str) -> String {
    let mut letters = label.trim_end_matches('?').chars();
    letters.next().map(|it| it.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
