//! What the pages of intake have in common: what was answered before, going on and going back.

use super::{
    contact::KnownAlready,
    kept::{Kept, use_kept},
    offer::use_offer,
    start::{Gone, Start, article_in_address, draft_in_address, use_start, words_in_address},
    topic::ChooseCategoryFirst,
};
use crate::{
    api,
    components::{button::Button, error_summary::ErrorSummary, page::BackLink, saved::Saved},
    device,
    files::{UseFiles, use_files},
    form::{FormKey, FormTitle, UseForm, use_form},
    pages::{
        loaded::loaded,
        problem::{SignInAgain, SignInPrompt, sign_in_address},
    },
};
use leptos::{ev::SubmitEvent, html, prelude::*, web_sys::HtmlFormElement};
use leptos_router::hooks::{use_navigate, use_query_map};
use shared::{
    api::{
        Form,
        requests::{Draft, SaveDraft, step_address},
    },
    problem::Problem,
    ticket::intake::{
        Answers,
        page::{Page, Place},
        proposal::{Proposal, propose},
        tree::Tree,
    },
};
use std::sync::Arc;

/// What a page makes its fields of.
#[derive(Clone)]
pub struct Asking {
    /// The answers so far.
    pub answers: Answers,
    /// What can be asked about.
    pub tree: Arc<Tree>,
    /// Where in the tree they are.
    pub place: Place,
    /// The draft in the address, if there is one.
    pub draft: String,
    /// What is in the trap.
    pub homepage: String,
    /// Why the page was refused last.
    pub problem: RwSignal<Option<Problem>>,
    /// What the description sounds like.
    pub proposal: Signal<Option<Proposal>>,
    /// The files that belong to it.
    pub files: UseFiles,
}

/// One page that asks something.
#[component]
pub fn Step(
    page: Page,
    /// For the title in the browser's bar.
    title: &'static str,
    fields: fn(Asking) -> AnyView,
    /// What stands below the button.
    #[prop(default = |_, _| ().into_any())]
    below: fn(Start, NodeRef<html::Form>) -> AnyView,
) -> impl IntoView {
    let query = use_query_map().read_untracked();
    let change = query.get("change").unwrap_or_default();
    let about = query.get("about").unwrap_or_default();
    let initial = SaveDraft {
        page: page.name().to_owned(),
        draft: draft_in_address(),
        change,
        ..SaveDraft::default()
    };
    let form = use_form(initial);
    let files = use_files(&form);
    let problem = form.problem;
    view! {
        <FormTitle text=title problem/>
        <div class="stack roomy">
            {loaded(use_start(page), move |start| {
                let place = start.tree.place(&about);
                let back = back_of(&form.entered, page, place);
                view! {
                    <BackLink href=back/>
                    <Question page place start form=form.clone() files fields below/>
                }
                .into_any()
            })}
        </div>
    }
    .into_any()
}

fn back_of(form: &SaveDraft, page: Page, place: Place) -> String {
    let is_return = !form.change.is_empty();
    // Only guests are asked how to reach them, and the address does not say who is one.
    let place = place.of_guest(page == Page::Contact);
    let before = if is_return { Some(Page::Check) } else { place.back(page) };
    before.map_or_else(|| "/".to_owned(), |it| step_address(it, place.about(), &form.draft, ""))
}

#[component]
fn Question(
    page: Page,
    place: Place,
    start: Start,
    form: UseForm<SaveDraft>,
    files: UseFiles,
    fields: fn(Asking) -> AnyView,
    below: fn(Start, NodeRef<html::Form>) -> AnyView,
) -> impl IntoView {
    let is_refused = form.problem.read_untracked().is_some();
    // What was posted stands in the form, wherever the draft is.
    if start.is_gone && !is_refused {
        return view! { <Gone start/> }.into_any();
    }
    // A page that was posted after the sign-in had run out keeps what was typed.
    if start.writer().is_none() && !is_refused {
        let why = "Then we know whom to answer, and you can follow what happens.";
        return view! { <SignInPrompt why/> }.into_any();
    }
    let (tree, offer) = (Arc::new(start.tree.clone()), use_offer());
    // Without scripts the draft knows where it is even when the address does not say.
    let is_said = place != Place::default();
    let place = if is_said { place } else { start.draft.answers.place(&tree) };
    let place = place.of_guest(start.is_guest);
    if page == Page::Contact && start.person.is_some() {
        return view! { <KnownAlready draft=form.entered.draft/> }.into_any();
    }
    if page == Page::Topic && !place.has_topics() {
        return view! { <ChooseCategoryFirst/> }.into_any();
    }
    let kept = use_kept();
    let node = NodeRef::<html::Form>::new();
    let mut answers = match start.draft.draft.is_empty() {
        true => kept.answers(),
        false => start.draft.answers.clone(),
    };
    if !is_refused {
        files.restore(start.draft.files.clone());
    }
    let words = words_in_address(page);
    if is_refused {
        answers.merge(page, form.entered.answers());
    } else if answers.description.is_empty() {
        answers.description.clone_from(&words);
    }
    if let Some(article) = article_in_address(page).filter(|it| !answers.articles.contains(it)) {
        answers.articles.push(article);
    }
    take_up(kept, node, page, &start, Printed { answers: answers.clone(), words, is_refused });
    let problem = form.problem;
    let described = answers.description.clone();
    let heard = tree.clone();
    Effect::new(move |_| offer.hear(Tree::clone(&heard)));
    let proposal = Signal::derive({
        let tree = tree.clone();
        move || {
            let now = kept.description();
            propose(&tree, if now.is_empty() { &described } else { &now })
        }
    });
    let SaveDraft { draft, homepage, .. } = form.entered.clone();
    let submit = go_on(&form, kept, page, tree.clone());
    let asking = Asking { answers, tree, place, draft, homepage, problem, proposal, files };
    let (number, most) = place.count(page);
    let (is_last, is_known) = (number + 1 == most, place.topic.is_some());
    let count = match is_last || is_known {
        true => format!("Question {number} of {}", most - 1),
        false => format!("Question {number} of at most {}", most - 1),
    };
    let SaveDraft { draft, change, .. } = form.entered.clone();
    // Whoever was signed in when they sent it signs in again, and is no guest.
    let was_member = is_refused && form.entered.guest.is_empty();
    let guest = (start.is_guest && !was_member).then_some("1");
    view! {
        <div class="stack roomy measure">
            <ErrorSummary problem/>
            <SignInAgain problem/>
            <form
                class="stack"
                method="post"
                enctype=(page == Page::Describe).then_some("multipart/form-data")
                action=form.entered.action()
                novalidate
                node_ref=node
                on:submit=submit
                on:input=move |_| hear(kept, node, page)
            >
                <p class="soft small">{count}</p>
                <FormKey key=form.key/>
                <input type="hidden" name="page" value=page.name()/>
                <input type="hidden" name="draft" value=draft/>
                <input type="hidden" name="change" value=change/>
                <input type="hidden" name="guest" value=guest/>
                {fields(asking)}
                <Button>"Continue"</Button>
            </form>
            <OnThisDevice kept node/>
            {start.is_guest.then(|| view! { <WrittenSignedIn/> })}
            {below(start, node)}
        </div>
    }
    .into_any()
}

/// What stands in the fields before the page lives.
struct Printed {
    answers: Answers,
    /// The part of it that came with the address: what the device keeps is worth more.
    words: String,
    is_refused: bool,
}

/// Once the page lives: what was typed before counts, else what the device keeps is put into the fields.
fn take_up(kept: Kept, node: NodeRef<html::Form>, page: Page, start: &Start, printed: Printed) {
    let Printed { answers: printed, words, is_refused } = printed;
    let start = start.clone();
    Effect::new(move |_| {
        let (Some(form), Some(writer)) = (node.get(), start.writer()) else { return };
        kept.open(writer, &start);
        let typed = api::entered_in::<SaveDraft>(&form).map(|it| it.answers()).unwrap_or_default();
        if is_refused || of_page(page, &typed) != of_page(page, &printed) {
            kept.hear(page, typed);
        } else {
            if !words.is_empty() && kept.answers().description.is_empty() {
                kept.hear(page, typed);
            }
            fill(&form, &of_page(page, &kept.answers()));
        }
    });
    Effect::new(move |was_there: Option<()>| {
        kept.track_other_tabs();
        if let (Some(form), Some(())) = (node.get_untracked(), was_there) {
            fill(&form, &of_page(page, &kept.answers()));
        }
    });
}

fn of_page(page: Page, answers: &Answers) -> Answers {
    let mut only = Answers::default();
    only.merge(page, answers.clone());
    only
}

/// A choice of an earlier page, so that this one is judged as it was asked.
#[component]
pub fn Context(name: &'static str, value: Option<String>) -> impl IntoView {
    value.map(|value| view! { <input type="hidden" name=name value=value data-context/> })
}

/// Puts answers into the fields that are there.
pub fn fill(form: &HtmlFormElement, answers: &Answers) {
    let texts =
        TEXTS.iter().filter(|it| it.0 != "title").map(|(name, value)| (*name, value(answers)));
    api::fill(form, &texts.map(|(name, text)| (name, text.as_str())).collect::<Vec<_>>());
}

/// The answer that a field carries.
pub type Text = fn(&Answers) -> &String;

/// The fields with one text each, by their names.
pub const TEXTS: [(&str, Text); 15] = [
    ("description", |it| &it.description),
    ("behalf", |it| &it.behalf),
    ("title", |it| &it.title),
    ("category", |it| &it.category),
    ("topic", |it| &it.topic),
    ("which", |it| &it.which),
    ("place", |it| &it.place),
    ("message", |it| &it.message),
    ("needed_by", |it| &it.needed_by),
    ("impact", |it| &it.impact),
    ("urgency", |it| &it.urgency),
    ("since", |it| &it.since),
    ("tried", |it| &it.tried),
    ("email", |it| &it.email),
    ("name", |it| &it.name),
];

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
    tree: Arc<Tree>,
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
        let checked = entered.clone().check();
        match checked.and_then(|(page, answers)| answers.check_page(&tree, page)) {
            Err(refused) => problem.set(Some(refused)),
            Ok(()) => {
                let answers = kept.answers();
                let next = entered.next(&tree, &answers);
                let draft = Draft { answers, next, ..Draft::default() };
                navigate(&entered.after(&draft), Default::default());
            }
        }
    }
}

/// For whoever was signed in when they wrote, and is no longer.
#[component]
fn WrittenSignedIn() -> impl IntoView {
    let is_there = RwSignal::new(false);
    Effect::new(move |_| is_there.set(device::waits_for_sign_in()));
    move || {
        is_there.get().then(|| {
            view! {
                <p>
                    "What you wrote while you were signed in is still on this device. "
                    <a href=sign_in_address(Page::Describe.address())>"Sign in to go on with it"</a>
                </p>
            }
        })
    }
}

/// Where the answers are, and the way to be rid of them.
#[component]
pub fn OnThisDevice(kept: Kept, node: NodeRef<html::Form>) -> impl IntoView {
    let discard = move |()| {
        kept.throw_away();
        if let Some(form) = node.get_untracked() {
            fill(&form, &Answers::default());
        }
    };
    view! {
        <Saved is_saved=Signal::derive(move || kept.is_saved()) on_discard=discard/>
    }
    .into_any()
}
