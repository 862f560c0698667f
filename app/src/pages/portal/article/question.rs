//! Did this solve it? Yes ends well; no leads to a person who knows what was read, and to those who write.
//! Where the reader is in it stands in the address, so that it is the same with and without scripts.

use crate::{
    components::{
        button::{Button, ButtonLink, Kind},
        error_summary::ErrorSummary,
        field::Field,
        textarea::TextArea,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    pages::problem::ProblemNote,
};
use leptos::{html, prelude::*};
use leptos_router::hooks::use_query_map;
use shared::{
    api::{
        Form, address,
        feedback::{QUESTION, RateArticle},
    },
    text::Remark,
};

/// What the reader has said so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    /// It did not solve it.
    No,
    /// And what was missing.
    What,
}

impl Said {
    fn of(said: Option<&str>) -> Self {
        match said {
            Some("no") => Self::No,
            Some("what") => Self::What,
            _ => Self::Nothing,
        }
    }

    fn heading(self) -> &'static str {
        match self {
            Self::Nothing => "Did this solve it?",
            Self::No => "Still stuck? Ask us",
            Self::What => "Thank you",
        }
    }
}

/// The question and where it leads; also gives the page its title.
#[component]
pub fn Question(slug: String, title: String) -> impl IntoView {
    let query = use_query_map();
    let said = Memo::new(move |_| Said::of(query.read().get_str("said")));
    let form = use_form(RateArticle {
        slug,
        vote: query.read_untracked().get("vote").unwrap_or_default(),
        ..RateArticle::default()
    });
    let heading = NodeRef::<html::H2>::new();
    // What was pressed is gone: whoever uses a keyboard or a screen reader goes on from here.
    Effect::new(move |before: Option<Said>| {
        let said = said.get();
        if let Some(it) = heading.get_untracked()
            && before.is_some_and(|before| before != said)
            && it.focus().is_err()
        {
            leptos::logging::warn!("the question takes no focus");
        }
        said
    });
    let problem = form.problem;
    view! {
        <FormTitle text=title problem/>
        <section class="lintel stack not-on-paper" aria-labelledby=QUESTION>
            <h2 id=QUESTION tabindex="-1" node_ref=heading>{move || said.get().heading()}</h2>
            {move || match said.get() {
                Said::Nothing => view! { <YesOrNo form=form.clone()/> }.into_any(),
                Said::No => view! { <No form=form.clone()/> }.into_any(),
                Said::What => view! {
                    <p>"Those who write this article read what you wrote, without your name."</p>
                    <AskUs slug=form.entered.slug.clone()/>
                }
                .into_any(),
            }}
        </section>
    }
    .into_any()
}

#[component]
fn YesOrNo(form: UseForm<RateArticle>) -> impl IntoView {
    let problem = form.problem;
    view! {
        {move || problem.get().map(|problem| view! { <ProblemNote problem/> })}
        <div class="row">
            <OneAnswer form=form.clone() solved="yes" words="Yes, it’s solved"/>
            <OneAnswer form solved="no" words="No, I still need help"/>
        </div>
        <p class="soft small">"Your answer is counted without your name. “No” takes you on."</p>
    }
    .into_any()
}

#[component]
fn OneAnswer(
    form: UseForm<RateArticle>,
    solved: &'static str,
    words: &'static str,
) -> impl IntoView {
    let submit = form.on_submit();
    let UseForm { entered, key, sending, .. } = form;
    let action = entered.action();
    view! {
        <form method="post" action=action on:submit=submit>
            <FormKey key/>
            <input type="hidden" name="solved" value=solved/>
            <Button kind=Kind::Second busy=sending>{words}</Button>
        </form>
    }
    .into_any()
}

#[component]
fn No(form: UseForm<RateArticle>) -> impl IntoView {
    let vote = use_query_map().read_untracked().get("vote").unwrap_or_default();
    let submit = form.on_submit();
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let RateArticle { slug, missing, .. } = entered;
    view! {
        <AskUs slug=slug.clone()/>
        <ErrorSummary problem/>
        <form class="stack" method="post" action=action novalidate on:submit=submit>
            <FormKey key/>
            <input type="hidden" name="vote" value=vote/>
            <input type="hidden" name="solved" value="no"/>
            <Field
                name="missing"
                label="What was missing?"
                hint="For those who write this article. Leave out names and passwords."
                is_optional=true
                problem
                let:control
            >
                <TextArea control low=true value=missing limit=Remark::LIMIT/>
            </Field>
            <Button kind=Kind::Second busy=sending>"Send to the writers"</Button>
        </form>
    }
    .into_any()
}

/// The way to a person, with the article (D2.7).
#[component]
fn AskUs(slug: String) -> impl IntoView {
    let href = address::with_query("/new", &[("article", &slug)]);
    view! {
        <p>"A person answers, tells you by when, and knows that you have read this."</p>
        <p class="actions"><ButtonLink href>"Ask us"</ButtonLink></p>
    }
    .into_any()
}
