//! A known incident as everybody reads it (A18): what does not work, since when, how many have it, what to do
//! meanwhile, and one press to follow it. Whoever has other trouble reports it, at the same place on the page.

use crate::{
    api,
    components::{
        button::{Button, ButtonLink, Kind},
        message::{Message, Tone},
        page::{BackLink, PageHead, Section},
        time::Time,
    },
    form::{FormKey, UseForm, use_form},
    pages::{
        loaded::{Loading, loaded},
        problem::{ProblemNote, sign_in_address},
    },
    ticket::{known::KnownFacts, when},
};
use leptos::{html, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    api::{
        Form, address,
        known::{FollowKnown, GetKnown, KnownHead, KnownView, Told, UnfollowKnown, page_address},
        requests::Clock,
    },
    id::{Reference, TicketId},
    problem::{Code, Problem},
};

/// The page.
#[component]
pub fn KnownPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.read().get_str("id").and_then(|it| it.parse().ok());
    let known: Loading<_> = Resource::new(id, async |id| match id {
        Some(id) => api::call(GetKnown { id }).await,
        None => Err(Problem::new(Code::NotFound, "There is nothing at this address.")),
    });
    loaded(known, |known| view! { <Shown known/> }.into_any())
}

/// The page on which somebody was writing, if they came from there.
fn came_from() -> String {
    let from = use_query_map().read_untracked().get("from").unwrap_or_default();
    if address::is_local(&from) && from.starts_with("/new") { from } else { String::new() }
}

#[component]
fn Shown(known: KnownView) -> impl IntoView {
    let KnownView { clock, head, news, ended, is_followed, can_follow, own } = known;
    let from = came_from();
    let (back, label) = match from.is_empty() {
        true => ("/".to_owned(), "Home"),
        false => (from.clone(), "Back to what you wrote"),
    };
    let standing = match (&ended, own) {
        (Some(_), _) => Standing::Over,
        (None, Some(reference)) => Standing::Own(reference),
        (None, None) if is_followed => Standing::Followed,
        (None, None) if can_follow => Standing::Open,
        (None, None) => Standing::SignIn,
    };
    let facts = RwSignal::new(head.clone());
    let for_facts = clock.clone();
    let text = head.text.clone();
    view! {
        <div class="stack roomy measure">
            <BackLink href=back label/>
            {ended.map(|it| view! { <Ended told=it clock=clock.clone()/> })}
            <div class="stack tight">
                <PageHead title=head.title.clone()/>
                {move || view! { <KnownFacts head=facts.get() clock=for_facts.clone()/> }}
            </div>
            <p class="as-written">{text}</p>
            <News news clock/>
            <Follow id=head.id standing from facts/>
        </div>
    }
    .into_any()
}

#[component]
fn Ended(told: Told, clock: Clock) -> impl IntoView {
    let at = when::stamp(told.at, clock.now, &clock.zone);
    view! {
        <Message heading="It works again" tone=Tone::Done>
            <p class="as-written">{told.words}</p>
            <p class="small">"Since " <Time at/></p>
        </Message>
    }
    .into_any()
}

#[component]
fn News(news: Vec<Told>, clock: Clock) -> impl IntoView {
    let rows = news.into_iter().map(|it| {
        let at = when::stamp(it.at, clock.now, &clock.zone);
        view! { <li><p class="soft small"><Time at/></p> <p class="as-written">{it.words}</p></li> }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty())
        .then(|| view! { <Section heading="What is new"><ul class="rows">{rows}</ul></Section> })
}

/// What the reader has to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    /// Nothing yet.
    Open,
    /// They follow it.
    Followed,
    /// It came of their own request.
    Own(Reference),
    /// They could follow it if they signed in.
    SignIn,
    /// It has ended.
    Over,
}

impl Standing {
    fn heading(self) -> &'static str {
        match self {
            Self::Open | Self::SignIn => "Do you have this too?",
            Self::Followed => "You follow this",
            Self::Own(_) => "You told us about this",
            Self::Over => "Is it still not right?",
        }
    }
}

#[component]
fn Follow(
    id: TicketId,
    standing: Standing,
    from: String,
    facts: RwSignal<KnownHead>,
) -> impl IntoView {
    let standing = RwSignal::new(standing);
    let report = if from.is_empty() { "/new".to_owned() } else { from.clone() };
    let sign_in = sign_in_address(&page_address(id, &from));
    let follow = use_form(FollowKnown { id, from, ..FollowKnown::default() });
    let unfollow = use_form(UnfollowKnown { id, ..UnfollowKnown::default() });
    let problems = [follow.problem, unfollow.problem];
    let problem = Signal::derive(move || problems.iter().find_map(|it| it.get()));
    let heading = NodeRef::<html::H2>::new();
    // What was pressed is gone: whoever uses a keyboard or a screen reader goes on from here.
    Effect::new(move |before: Option<Standing>| {
        let standing = standing.get();
        if let Some(it) = heading.get_untracked()
            && before.is_some_and(|before| before != standing)
            && it.focus().is_err()
        {
            leptos::logging::warn!("the heading takes no focus");
        }
        standing
    });
    let hear = move |is_followed: bool, n_affected: usize| {
        facts.update(|it| it.n_affected = n_affected);
        standing.set(if is_followed { Standing::Followed } else { Standing::Open });
    };
    let submit = follow.on_submit_then(move |_, it| hear(it.is_followed, it.n_affected));
    let take_back = unfollow.on_submit_then(move |_, it| hear(it.is_followed, it.n_affected));
    let other = move |words: &'static str| {
        let href = report.clone();
        view! { <ButtonLink kind=Kind::Second href>{words}</ButtonLink> }.into_any()
    };
    let different = "My problem is different: report it";
    let body = move || {
        match standing.get() {
        Standing::Open => view! {
            <p>
                "One press will do: we count you, and you find it under “Your requests” until it works again."
            </p>
            <div class="row">
                <form method="post" action=follow.entered.action() on:submit=submit.clone()>
                    <FollowFields form=follow.clone()/>
                    <Button busy=follow.sending>"This affects me too"</Button>
                </form>
                {other(different)}
            </div>
        }
        .into_any(),
        Standing::SignIn => view! {
            <p>"Sign in to follow it: then you find it under “Your requests” until it works again."</p>
            <div class="row">
                <ButtonLink href=sign_in.clone()>"Sign in to follow it"</ButtonLink>
                {other(different)}
            </div>
        }
        .into_any(),
        Standing::Followed => view! {
            <p>
                "You need not report it. It stands under " <a href="/requests">"Your requests"</a>
                ", where we say when it works again."
            </p>
            <div class="row">
                {other(different)}
                <form method="post" action=unfollow.entered.action() on:submit=take_back.clone()>
                    <FormKey key=unfollow.key/>
                    <Button kind=Kind::Quiet busy=unfollow.sending>"Do not follow it any more"</Button>
                </form>
            </div>
        }
        .into_any(),
        Standing::Own(reference) => view! {
            <p>
                "What happens with it stands on "
                <a href=format!("/requests/{reference}")>"your request"</a> "."
            </p>
            <div class="row">{other(different)}</div>
        }
        .into_any(),
        Standing::Over => view! {
            <div class="row">{other("Tell us what happens")}</div>
        }
        .into_any(),
    }
    };
    view! {
        <section class="lintel stack" aria-labelledby="follow">
            <h2 id="follow" tabindex="-1" node_ref=heading>{move || standing.get().heading()}</h2>
            {move || problem.get().map(|problem| view! { <ProblemNote problem/> })}
            {body}
        </section>
    }
    .into_any()
}

/// The button beside a text that is being written; it leads to the page, and from there back.
#[component]
pub fn FollowIt(form: UseForm<FollowKnown>, title: String) -> impl IntoView {
    let submit = form.on_submit();
    view! {
        <form method="post" action=form.entered.action() on:submit=submit>
            <FollowFields form=form.clone()/>
            <Button kind=Kind::Second compact=true busy=form.sending>
                "This affects me too" <span class="vh">": " {title}</span>
            </Button>
        </form>
    }
    .into_any()
}

#[component]
fn FollowFields(form: UseForm<FollowKnown>) -> impl IntoView {
    view! {
        <FormKey key=form.key/>
        <input type="hidden" name="from" value=form.entered.from/>
    }
    .into_any()
}
