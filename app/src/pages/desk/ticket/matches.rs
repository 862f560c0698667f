//! What may help: articles, each of which can be put into the reply and marked as used, and open tickets that are
//! like this one. Read once with the page, and again when an article was used.

use super::write::ReplyBox;
use crate::{
    api,
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        page::Section,
    },
    form::{FormKey, UseForm},
};
use leptos::{prelude::*, task::spawn_local};
use shared::api::{
    Form,
    matches::{GetMatches, Matches, MatchingArticle, SimilarTicket, UseArticle},
    tickets::TicketDetail,
};

/// Both lists.
#[component]
pub fn MatchesSection(
    ticket: RwSignal<TicketDetail>,
    /// As the page was read; without them it could not be told.
    matches: RwSignal<Option<Matches>>,
    form: UseForm<UseArticle>,
    reply: ReplyBox,
    done: Callback<()>,
) -> impl IntoView {
    let id = ticket.read_untracked().id;
    let done = Callback::new(move |()| {
        spawn_local(async move {
            if let Ok(it) = api::call(GetMatches { id }).await {
                matches.try_set(Some(it));
            }
        });
        done.run(());
    });
    let problem = form.problem;
    let lists = move || match matches.get() {
        Some(matches) => view! { <Lists matches form=form.clone() reply done/> }.into_any(),
        None => view! { <Unread/> }.into_any(),
    };
    view! {
        <Section heading="What may help"><ErrorSummary problem/> {lists}</Section>
    }
    .into_any()
}

/// Without it the ticket can be worked on all the same.
#[component]
fn Unread() -> impl IntoView {
    view! { <p class="soft small">"This could not be read. Load the page again to see it."</p> }
}

#[component]
fn Lists(
    matches: Matches,
    form: UseForm<UseArticle>,
    reply: ReplyBox,
    done: Callback<()>,
) -> impl IntoView {
    let Matches { articles, similar, can_use } = matches;
    let send = Callback::new(form.on_submit_then(move |_, _| done.run(())));
    let is_nothing = articles.is_empty() && similar.is_empty();
    // Only a script can put anything into a box.
    let is_alive = RwSignal::new(false);
    Effect::new(move |_| is_alive.set(true));
    let article = |it: MatchingArticle| {
        let MatchingArticle { slug, title, is_used, passage } = it;
        let href = format!("/help/{slug}");
        let passage: String = passage.into_iter().map(|it| it.text).collect();
        let link = format!("{title}: {href}");
        let put = move || {
            let link = link.clone();
            is_alive.get().then(|| {
                view! {
                    <Button
                        kind=Kind::Quiet
                        compact=true
                        in_page=true
                        on:click=move |_| reply.put_back(&link, false)
                    >
                        "Put it into the reply"
                    </Button>
                }
            })
        };
        let mark = match (is_used, can_use) {
            (true, _) => view! { <span class="tag">"Used"</span> }.into_any(),
            (false, true) => {
                let (key, sending, action) = (form.key, form.sending, form.entered.action());
                view! {
                    <form method="post" action=action on:submit=move |it| send.run(it)>
                        <FormKey key/>
                        <input type="hidden" name="slug" value=slug/>
                        <Button kind=Kind::Quiet compact=true busy=sending>"I used this"</Button>
                    </form>
                }
                .into_any()
            }
            (false, false) => ().into_any(),
        };
        view! {
            <li class="stack tight">
                <a href=href target="_blank">{title}</a>
                <p class="soft small">{passage}</p>
                <div class="row tight">
                    {mark} {put}
                </div>
            </li>
        }
    };
    let similar = (!similar.is_empty()).then(|| {
        let rows = similar.into_iter().map(|it| {
            let SimilarTicket { id, reference, title, requester, stage } = it;
            let href = format!("/desk/tickets/{id}");
            view! {
                <li>
                    <a href=href>{title}</a> <br/>
                    <span class="soft small">
                        {reference.to_string()} ", " {requester} ", " {stage.label()}
                    </span>
                </li>
            }
        });
        view! {
            <h3>"Open tickets like this"</h3>
            <ul class="stack tight">{rows.collect_view()}</ul>
        }
    });
    view! {
        {is_nothing.then(|| view! { <p class="soft small">"No article and no open ticket is like this."</p> })}
        <ul class="stack">{articles.into_iter().map(article).collect_view()}</ul>
        {similar}
    }
    .into_any()
}
