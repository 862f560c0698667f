//! Linking oneself with somebody at the identity provider, and ending that. However one is signed in, it takes the
//! password: nobody else who finds the browser open shall do it.

use crate::{
    api,
    components::{
        button::{Button, ButtonLink, Kind},
        error_summary::ErrorSummary,
        field::{Field, TextInput},
        page::{BackLink, Section},
        time::Time,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::loaded::{Loading, loaded},
    session::{arrived, use_session},
    ticket::when,
};
use leptos::prelude::*;
use shared::api::{
    Form,
    account::ACCOUNT_PAGE,
    provider::{
        GetProviderLink, LINK_PAGE, LinkProvider, ProviderLink, UnlinkProvider, start_address,
    },
};

/// The way here from one's account, where there is a provider.
#[component]
pub fn LinkSection() -> impl IntoView {
    let session = use_session();
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                // Where it cannot be said, it is said on the page itself.
                let label = arrived(session).await.ok()?.provider?;
                Some(view! {
                    <Section heading="Your account in the organisation">
                        <p class="measure">"People can also sign in with " {label} " here."</p>
                        <p class="actions">
                            <ButtonLink kind=Kind::Second href=LINK_PAGE>"Link it, or end that"</ButtonLink>
                        </p>
                    </Section>
                })
            })}
        </Suspense>
    }
    .into_any()
}

/// The page.
#[component]
pub fn LinkPage() -> impl IntoView {
    let link: Loading<_> = Resource::new(|| (), |()| api::call(GetProviderLink {}));
    loaded(link, move |it| {
        let again = Callback::new(move |()| link.refetch());
        view! { <Shown link=it again/> }.into_any()
    })
}

#[component]
fn Shown(link: ProviderLink, again: Callback<()>) -> impl IntoView {
    let ProviderLink { clock, label, since, waiting, has_password } = link;
    let (begin, end) = (use_form(LinkProvider::default()), use_form(UnlinkProvider::default()));
    let problems = [begin.problem, end.problem];
    let problem = Signal::derive(move || problems.iter().find_map(|it| it.get()));
    let since = since.map(|it| when::day_of(it, &clock.zone));
    let body = match (label, has_password, since, waiting) {
        (None, ..) => {
            view! { <p class="lead">"Everybody signs in with a password here."</p> }.into_any()
        }
        (Some(label), false, since, _) => view! { <NoPassword label is_linked=since.is_some()/> }.into_any(),
        (Some(label), true, Some(since), _) => view! {
            <p class="lead">
                "You can sign in with " {label} ", since " <Time at=since/> "."
            </p>
            <WithPassword form=end again words="End it"/>
        }
        .into_any(),
        (Some(label), true, None, Some(who)) => view! {
            <p class="lead">
                "There you are " <strong>{who}</strong> ". Enter your password here, and from then on you can \
                 sign in with " {label} "."
            </p>
            <WithPassword form=begin again words="Link both"/>
        }
        .into_any(),
        (Some(label), true, None, None) => view! {
            <p class="lead">
                "Then you need no password here any more. First you go to " {label.clone()}
                ", and come back here."
            </p>
            <p>
                <ButtonLink href=start_address(LINK_PAGE) attr:rel="external">
                    {format!("Go to {label}")}
                </ButtonLink>
            </p>
        }
        .into_any(),
    };
    view! {
        <FormTitle text="Link your sign-in" problem/>
        <div class="stack roomy measure">
            <BackLink href=ACCOUNT_PAGE label="Your account"/>
            <ErrorSummary problem/>
            <PageHeading>"Link your sign-in"</PageHeading>
            {body}
        </div>
    }
    .into_any()
}

/// A link that could not be ended without losing the way in, or could not be shown to be wanted.
#[component]
fn NoPassword(label: String, is_linked: bool) -> impl IntoView {
    let words = if is_linked {
        format!("You sign in with {label}, and have no password here.")
    } else {
        "You have no password here yet. Ask your administrator for a link to choose one.".to_owned()
    };
    view! { <p class="lead">{words}</p> }
}

/// The one field of both forms.
#[component]
fn WithPassword<F>(form: UseForm<F>, again: Callback<()>, words: &'static str) -> impl IntoView
where
    F: Form,
{
    let send = form.on_submit_then(move |_, _| again.run(()));
    let UseForm { entered, key, problem, sending } = form;
    view! {
        <form class="stack roomy" method="post" action=entered.action() novalidate on:submit=send>
            <FormKey key/>
            <Field name="present" label="Your password" problem let:control>
                <TextInput control kind="password" autocomplete="current-password"/>
            </Field>
            <Button kind=Kind::Primary busy=sending>{words}</Button>
        </form>
    }
    .into_any()
}
