//! What the connection, the outbox and the sign-in have to say, on every page: one line each in one polite
//! live region (D4.9, D4.10). Nothing while all is well, and nothing without scripts.

use crate::{
    api,
    components::button::{Button, Kind},
    device,
    form::{UseForm, use_form},
    outbox::{Outbox, What, use_outbox},
    session::{Person, use_person},
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use shared::{
    api::session::{GetSession, StaySignedIn},
    id::Reference,
    time::Instant,
};
use std::time::Duration;

/// The end of a sign-in is said this long before; at least twenty seconds are asked for (D4.9).
const WARNED_MILLIS: i64 = 5 * 60 * 1000;
/// No timer is set for longer, so that it fits into the browser's 31 bits.
const LONGEST_MILLIS: i64 = 24 * 60 * 60 * 1000;

/// The region.
#[component]
pub fn Notices() -> impl IntoView {
    let outbox = use_outbox();
    let person = use_person();
    let is_kept = move || person.and_then(Person::id).is_some_and(device::keeps_for);
    view! {
        <div class="notices" role="status">
            {move || outbox.filter(|it| it.is_offline()).map(|_| view! { <p>{offline(is_kept())}</p> })}
            {move || outbox.map(waiting)}
            {move || outbox.map(|it| it.arrived().into_iter().map(arrived).collect_view())}
            {person.map(|it| view! { <SignInEnds person=it/> })}
        </div>
    }
    .into_any()
}

/// What is kept is kept for somebody, if the browser allows it.
fn offline(is_kept: bool) -> &'static str {
    match (api::is_online(), is_kept) {
        (false, true) => "You are offline. What you write is kept on this device.",
        (true, true) => {
            "Portico does not answer at the moment. What you write is kept on this device."
        }
        (false, false) => "You are offline.",
        (true, false) => "Portico does not answer at the moment.",
    }
}

fn waiting(outbox: Outbox) -> Option<AnyView> {
    let entries = outbox.entries();
    let n_refused = entries.iter().filter(|it| it.1.problem.is_some()).count();
    let words = match (entries.len(), n_refused) {
        (0, _) => return None,
        (_, 1..) => "Something could not be sent. Nothing of it is lost.",
        (1, _) => "One thing waits on this device to be sent.",
        _ => "Some things wait on this device to be sent.",
    };
    Some(view! { <p>{words} " " <a href="/waiting">"Look at it"</a></p> }.into_any())
}

fn arrived((what, reference): (What, Reference)) -> AnyView {
    let reference = reference.to_string();
    let words = format!("{} was sent: ", what.words());
    view! { <p>{words} <a href=format!("/requests/{reference}")>{reference.clone()}</a></p> }
        .into_any()
}

/// Warns in time, and lets whoever wants go on.
#[component]
fn SignInEnds(person: Person) -> impl IntoView {
    let form = use_form(StaySignedIn::default());
    let is_near = RwSignal::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let Some(expires) = person.expires() else { return };
        let look = move || look(person, expires, is_near, timer);
        look();
        // A device that slept has lost count.
        let seen = window_event_listener_untyped("visibilitychange", move |_| look());
        on_cleanup(move || seen.remove());
    });
    let submit = form.on_submit_then(move |_, session| person.hear(session));
    let UseForm { key, problem, sending, .. } = form;
    move || {
        let submit = submit.clone();
        is_near.get().then(|| view! {
            <form method="post" on:submit=submit>
                <input type="hidden" name="key" value=move || key.get()/>
                <span>"You will be signed out in a few minutes. What you write is kept on this device."</span>
                " "
                <Button kind=Kind::Second compact=true busy=sending>"Stay signed in"</Button>
                " "
                {move || problem.get().map(|it| it.detail)}
            </form>
        })
    }
}

/// Says whether the end is near, and looks again when it is.
fn look(
    person: Person,
    expires: Instant,
    is_near: RwSignal<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
) {
    let left = expires.timestamp_millis() - api::millis();
    if left > 0 && left <= WARNED_MILLIS {
        ask(person, expires, is_near);
    } else {
        is_near.set(false);
    }
    let next = if left > WARNED_MILLIS { left - WARNED_MILLIS } else { left };
    timer.update_value(|waiting| {
        if let Some(before) = waiting.take() {
            before.clear();
        }
        if let Ok(next @ 1..) = u64::try_from(next.min(LONGEST_MILLIS)) {
            let again = move || look(person, expires, is_near, timer);
            *waiting = set_timeout_with_handle(again, Duration::from_millis(next)).ok();
        }
    });
}

/// The end may have moved since it was told: with each use of the sign-in it does.
fn ask(person: Person, told: Instant, is_near: RwSignal<bool>) {
    spawn_local(async move {
        match api::call(GetSession {}).await {
            Ok(session) if session.expires.is_some_and(|it| it > told) => person.hear(&session),
            _ => drop(is_near.try_set(true)),
        }
    });
}
