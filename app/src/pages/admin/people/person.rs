//! One person: the link to hand to them, what they are here for, and whether they may come in.

use super::fields::{PersonFields, entered as teams_entered};
use crate::{
    api,
    components::{
        button::{Button, Kind},
        choice::{Choice, Choices},
        copy::CopyButton,
        error_summary::ErrorSummary,
        page::{BackLink, Section},
        time::Time,
    },
    form::{FormKey, FormTitle, UseForm, use_form},
    heading::PageHeading,
    pages::{
        loaded::Loading,
        refused::{Readers, loaded_for},
    },
    ticket::when,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use shared::{
    api::{
        Form,
        people::{
            ChangePerson, GetPerson, MakePersonLink, PEOPLE_PAGE, PersonRow, PersonView,
            ReinstatePerson, ResetFactors, ResetReason, Standing, SuspendPerson,
        },
    },
    id::PersonId,
    problem::{Code, Problem},
};

/// The page.
#[component]
pub fn PersonPage() -> impl IntoView {
    let params = use_params_map();
    let query = use_query_map();
    let asked = move || {
        let person = params.read().get("person").and_then(|it| it.parse::<PersonId>().ok());
        (person, query.read().get("link").unwrap_or_default())
    };
    let read = async |(person, link): (Option<PersonId>, String)| match person {
        Some(person) => Ok((link, api::call(GetPerson { person }).await?)),
        None => Err(Problem::new(Code::NotFound, "There is nobody at this address.")),
    };
    let person: Loading<(String, PersonView)> = Resource::new(asked, read);
    let again = Callback::new(move |()| person.refetch());
    loaded_for(Readers::Administrators, person, move |(link, person)| {
        view! { <Shown link person again/> }.into_any()
    })
}

#[component]
fn Shown(link: String, person: PersonView, again: Callback<()>) -> impl IntoView {
    let name = person.person.name.clone();
    let heading = name.clone();
    let (id, is_oneself) = (person.person.id, person.is_oneself);
    let is_suspended = person.person.standing == Standing::Suspended;
    let make = use_form(MakePersonLink { person: id, ..MakePersonLink::default() });
    let suspend = use_form(SuspendPerson { person: id, ..SuspendPerson::default() });
    let reinstate = use_form(ReinstatePerson { person: id, ..ReinstatePerson::default() });
    let reset = use_form(ResetFactors { person: id, ..ResetFactors::default() });
    let problems = [make.problem, suspend.problem, reinstate.problem, reset.problem];
    let has_factor = person.factor_since.is_some() || person.n_passkeys > 0;
    let problem = Signal::derive(move || problems.iter().find_map(|it| it.get()));
    view! {
        <FormTitle text=name.clone() problem/>
        <div class="stack roomy">
            <BackLink href=PEOPLE_PAGE label="People"/>
            <ErrorSummary problem/>
            <PageHeading>{heading}</PageHeading>
            <HandOver link base=person.link_base.clone()/>
            <Facts person=person.clone()/>
            <Describe person=person.person.clone() again/>
            {(!is_suspended).then(|| view! { <MakeLink form=make person=person.person.clone()/> })}
            {(has_factor && !is_oneself).then(|| view! { <Reset form=reset again/> })}
            {match (is_oneself, is_suspended) {
                (true, _) => ().into_any(),
                (false, true) => view! { <Reinstate form=reinstate again/> }.into_any(),
                (false, false) => view! { <Suspend form=suspend name again/> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// The link that was made just now. It cannot be shown again: only a hash of it is kept.
#[component]
fn HandOver(link: String, base: String) -> impl IntoView {
    (!link.is_empty()).then(|| {
        let address = format!("{base}{link}");
        view! {
            <div class="stack tight measure keep" role="status">
                <p>
                    <strong>"Hand over this link."</strong>
                    " Whoever opens it chooses the password, once. It is shown only now."
                </p>
                <p class="guest-link">{address.clone()}</p>
                <div class="row"><CopyButton text=address label="Copy link"/></div>
            </div>
        }
        .into_any()
    })
}

#[component]
fn Facts(person: PersonView) -> impl IntoView {
    let PersonView {
        clock,
        person,
        created,
        suspended_since,
        link_until,
        n_sign_ins,
        factor_since,
        n_passkeys,
        ..
    } = person;
    let keys = match n_passkeys {
        0 => "no passkey".to_owned(),
        1 => "one passkey".to_owned(),
        n => format!("{n} passkeys"),
    };
    let day = |at| view! { <Time at=when::day_of(at, &clock.zone)/> };
    let devices = match n_sign_ins {
        0 => "Not signed in anywhere".to_owned(),
        1 => "Signed in on one device".to_owned(),
        n => format!("Signed in on {n} devices"),
    };
    view! {
        <dl class="facts wide">
            <div>
                <dt>"Sign-in"</dt>
                <dd>
                    {person.standing.label()}
                    {suspended_since.map(|at| view! { " since " {day(at)} })}
                    ". " {devices} "."
                </dd>
            </div>
            <div>
                <dt>"Second step"</dt>
                <dd>
                    {match factor_since {
                        Some(at) => view! { "Codes of an app since " {day(at)} }.into_any(),
                        None => "No codes of an app".into_any(),
                    }}
                    ", " {keys} "."
                </dd>
            </div>
            <div><dt>"Added"</dt> <dd>{day(created)}</dd></div>
            {link_until.map(|at| {
                let at = when::spoken(at, clock.now, &clock.zone);
                view! { <div><dt>"Open link"</dt> <dd>"Works until " <Time at/></dd></div> }
            })}
        </dl>
    }
    .into_any()
}

#[component]
fn Describe(person: PersonRow, again: Callback<()>) -> impl IntoView {
    let PersonRow { id, name, email, roles, teams, .. } = person;
    let (works_for, teams) = teams_entered(&teams);
    let form = use_form(ChangePerson {
        person: id,
        name,
        email,
        roles: roles.iter().map(|it| it.value().to_owned()).collect(),
        works_for,
        teams,
        ..ChangePerson::default()
    });
    let change = form.on_submit_then(move |_, _| again.run(()));
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let ChangePerson { name, email, roles, works_for, teams, .. } = entered;
    view! {
        <Section heading="Who they are">
            <ErrorSummary problem/>
            <form class="stack measure" method="post" action=action novalidate on:submit=change>
                <FormKey key/>
                <PersonFields name email roles works_for teams problem/>
                <Button busy=sending>"Save"</Button>
            </form>
        </Section>
    }
    .into_any()
}

#[component]
fn MakeLink(form: UseForm<MakePersonLink>, person: PersonRow) -> impl IntoView {
    let make = form.on_submit();
    let (heading, words) = match person.standing {
        Standing::Invited => {
            ("Invitation", "The link works for 7 days. A new one takes the place of those before.")
        }
        _ => (
            "Forgotten password",
            "The link works for 24 hours. Until it is used, the password they have goes on working.",
        ),
    };
    view! {
        <Section heading>
            <form class="stack measure" method="post" action=form.entered.action() on:submit=make>
                <FormKey key=form.key/>
                <p class="soft">{words}</p>
                <Button kind=Kind::Second busy=form.sending>"Make a link to choose a password"</Button>
            </form>
        </Section>
    }
    .into_any()
}

#[component]
fn Suspend(form: UseForm<SuspendPerson>, name: String, again: Callback<()>) -> impl IntoView {
    let suspend = form.on_submit_then(move |_, _| again.run(()));
    view! {
        <Section heading="Keep them out">
            <form class="stack measure" method="post" action=form.entered.action() on:submit=suspend>
                <FormKey key=form.key/>
                <p class="soft">
                    {name} " is signed out everywhere and cannot sign in. What they wrote stays."
                </p>
                <Button kind=Kind::Second busy=form.sending>"Keep them out"</Button>
            </form>
        </Section>
    }
    .into_any()
}

/// What somebody shows besides a password, taken away. How the administrator knows that it is them is for the
/// administrator to make sure of.
#[component]
fn Reset(form: UseForm<ResetFactors>, again: Callback<()>) -> impl IntoView {
    let reset = form.on_submit_then(move |_, _| again.run(()));
    let UseForm { entered, key, problem, sending } = form;
    let action = entered.action();
    let choices = ResetReason::ALL.map(|it| Choice::new(it.value(), it.label()));
    view! {
        <Section heading="Take the second step away">
            <form class="stack measure" method="post" action=action novalidate on:submit=reset>
                <FormKey key/>
                <p class="soft">
                    "They are signed out everywhere, and their password is enough until they set it up again. Make
                    sure first that it is them: see them, or call them back on a number that you know."
                </p>
                <Choices
                    name="reason"
                    question="Why?"
                    choices=choices.to_vec()
                    chosen=vec![entered.reason]
                    problem
                />
                <Button kind=Kind::Second busy=sending>"Take the second step away"</Button>
            </form>
        </Section>
    }
    .into_any()
}

#[component]
fn Reinstate(form: UseForm<ReinstatePerson>, again: Callback<()>) -> impl IntoView {
    let reinstate = form.on_submit_then(move |_, _| again.run(()));
    view! {
        <Section heading="Let them in again">
            <form class="stack measure" method="post" action=form.entered.action() on:submit=reinstate>
                <FormKey key=form.key/>
                <p class="soft">"The password that they had works again."</p>
                <Button kind=Kind::Second busy=form.sending>"Let them in again"</Button>
            </form>
        </Section>
    }
    .into_any()
}
