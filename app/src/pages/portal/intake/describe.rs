//! What happened, and for whom. Articles that may help appear below the button, so that it never moves.

use super::{
    kept::{Kept, use_kept},
    start::{Start, article_in_address},
    step::{Asking, Step},
};
use crate::{
    components::{
        field::{Field, TextInput},
        textarea::TextArea,
    },
    files::{Files, UseFiles},
    pages::portal::suggestions::{SuggestionList, use_suggestions},
};
use leptos::{html, prelude::*};
use shared::{text::Body, ticket::intake::page::Page};

/// The first page.
#[component]
pub fn DescribePage() -> impl IntoView {
    view! { <Step page=Page::Describe title="What happened?" fields=question below=suggestions/> }
        .into_any()
}

fn question(Asking { answers, place, problem, files, .. }: Asking) -> AnyView {
    let is_for_somebody = !answers.behalf.is_empty();
    let kept = use_kept();
    keep(kept, files);
    // Once the page lives, what this tab keeps has them all.
    let read = move || Some(kept.articles()).filter(|it| !it.is_empty());
    let articles = move || {
        let read = read().unwrap_or_else(|| answers.articles.clone());
        read.into_iter()
            .map(|it| view! { <input type="hidden" name="articles" value=it/> })
            .collect_view()
    };
    view! {
        <Field
            name="description"
            label="What happened?"
            hint="Say what you were doing, and the exact words of any error."
            is_question=true
            problem
            let:control
        >
            <TextArea control value=answers.description limit=Body::LIMIT/>
        </Field>
        // Files are kept for people who are known.
        {(!place.is_guest).then(|| view! { <Files files whole_page=true problem/> })}
        {articles}
        <details class="fold" open=is_for_somebody>
            <summary>"It is for somebody else"</summary>
            <Field
                name="behalf"
                label="Who is it for?"
                hint="Their name, and how to reach them. We answer you."
                is_optional=true
                problem
                let:control
            >
                <TextInput control value=answers.behalf/>
            </Field>
        </details>
    }
    .into_any()
}

/// The files are kept with the other answers, and thrown away with them.
fn keep(kept: Kept, files: UseFiles) {
    Effect::new(move |was_open: Option<bool>| {
        // Before the control lives, only what stands in the page is there.
        let (is_open, ready) = (kept.is_open() && files.are_alive(), files.ready());
        match (was_open.unwrap_or_default(), is_open) {
            (false, true) => files.restore(kept.files()),
            (true, true) => kept.keep_files(ready),
            (_, false) => {}
        }
        is_open
    });
    Effect::new(move |was_there: Option<()>| {
        kept.track_other_tabs();
        if was_there.is_some() {
            files.show(kept.files());
        }
    });
    Effect::new(move |before: Option<u32>| {
        let n_thrown_away = kept.n_thrown_away();
        if before.is_some_and(|it| it != n_thrown_away) {
            files.discard();
        }
        n_thrown_away
    });
}

fn suggestions(start: Start, _: NodeRef<html::Form>) -> AnyView {
    let kept = use_kept();
    let suggestions = use_suggestions();
    // The form hears what is typed and hands it to the answers; restored ones count as well.
    Effect::new(move |_| suggestions.hear(kept.description()));
    // An article that led here was read, and did not solve it (D2.7).
    let article = article_in_address(Page::Describe);
    let is_signed_in = start.person.is_some();
    Effect::new(move |_| {
        if let (Some(_), Some(article)) = (start.person, &article) {
            kept.read(article);
        }
    });
    view! { <SuggestionList suggestions from=Page::Describe.address() is_signed_in/> }.into_any()
}
