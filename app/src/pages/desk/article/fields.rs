//! What is written of an article, beside what readers will see of it.

use crate::{
    components::{
        choice::{Choice, Choices},
        field::{Field, TextInput},
        markdown::Markdown,
        textarea::TextArea,
    },
    names::use_names,
};
use leptos::prelude::*;
use shared::{
    kb::{audience::Audience, markdown},
    problem::Problem,
    text::{Body, Remark},
    ticket::intake::Category,
};

/// The texts as they stand in the form.
#[derive(Debug, Clone)]
pub struct Typed {
    /// The title.
    pub title: String,
    /// Markdown.
    pub body: String,
    /// Other words to be found by.
    pub keywords: String,
    /// A [`Category`].
    pub category: String,
    /// An [`Audience::value`]; empty until it is chosen.
    pub audience: String,
}

/// The fields of a form that publishes an article.
#[component]
pub fn ArticleFields(
    typed: Typed,
    audiences: Vec<Audience>,
    /// What it is about so far: that it may stay, even where it is no longer offered.
    #[prop(optional)]
    keeping: Option<Category>,
    #[prop(into)] problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let Typed { title, body, keywords, category, audience } = typed;
    let choices = use_names().categories_to_choose(keeping.as_slice()).into_iter();
    let choices = choices.map(|(value, label)| Choice::new(value, label)).collect::<Vec<_>>();
    let text = RwSignal::new(body.clone());
    let html = Memo::new(move |_| markdown::render_for_review(&text.read()).as_str().to_owned());
    view! {
        <div class="editor side-by-side">
            <div class="stack">
                <Field name="title" label="Title" problem let:control>
                    <TextInput control value=title/>
                </Field>
                <Field
                    name="body"
                    label="Text"
                    hint="## makes a heading, 1. a step, **two stars** bold"
                    problem
                    let:control
                >
                    <TextArea
                        control
                        value=body
                        limit=Body::LIMIT
                        on_text=Callback::new(move |it| text.set(it))
                    />
                </Field>
                <Field
                    name="keywords"
                    label="Other words to be found by"
                    hint="What people would type who do not know what it is called"
                    is_optional=true
                    problem
                    let:control
                >
                    <TextArea control value=keywords limit=Remark::LIMIT low=true/>
                </Field>
            </div>
            <section class="stack tight" aria-labelledby="preview">
                <h2 class="preview-head" id="preview">"Preview"</h2>
                <div class="preview"><Markdown html/></div>
            </section>
        </div>
        <div class="editor side-by-side">
            <Choices
                name="category"
                question="What is it about?"
                choices
                chosen=vec![category]
                problem
            />
            <Choices
                name="audience"
                question="Who may read it?"
                hint=if audience.is_empty() {
                    "Nothing is chosen for you"
                } else {
                    "From this revision on"
                }
                choices=audiences.into_iter().map(audience_choice).collect()
                chosen=vec![audience]
                problem
            />
        </div>
    }
    .into_any()
}

fn audience_choice(audience: Audience) -> Choice {
    Choice::new(audience.value(), audience.label())
}
