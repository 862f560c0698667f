//! The link with which a guest comes back to a request: to keep, to replace and to revoke (D3.7).

use crate::{
    api,
    components::{
        button::{Button, Kind},
        copy::CopyButton,
        page::Section,
        time::Time,
    },
    form::{FormKey, UseForm, use_form},
    ticket::when,
};
use leptos::prelude::*;
use shared::{
    api::{
        Form,
        links::{GuestLink, RenewLink, RevokeLink},
        requests::Clock,
    },
    problem::Problem,
};

/// The link itself, with what it does. It stands on paper too.
#[component]
pub fn LinkToKeep(link: GuestLink, clock: Clock) -> impl IntoView {
    let GuestLink { address, expires } = link;
    let until = when::day_of(expires, &clock.zone);
    view! {
        <div class="stack tight measure keep">
            <p>
                <strong>"Keep this link."</strong>
                " Whoever has it can read and answer this request. It works until " <Time at=until/>
                ", and longer when something happens before."
            </p>
            <p class="guest-link"><a href=address.clone() rel="external">{address.clone()}</a></p>
            <div class="row not-on-paper"><CopyButton text=address label="Copy link"/></div>
        </div>
    }
    .into_any()
}

/// The forms of the link on a request's page.
#[derive(Clone)]
pub struct LinkForms {
    renew: UseForm<RenewLink>,
    revoke: UseForm<RevokeLink>,
    /// What was refused last, in either.
    pub problem: Signal<Option<Problem>>,
}

/// The forms for the link to the request `reference`.
#[must_use]
pub fn use_link_forms(reference: &str) -> LinkForms {
    let reference = || reference.to_owned();
    let renew = use_form(RenewLink { reference: reference(), ..RenewLink::default() });
    let revoke = use_form(RevokeLink { reference: reference(), ..RevokeLink::default() });
    let problem = Signal::derive(move || renew.problem.get().or_else(|| revoke.problem.get()));
    LinkForms { renew, revoke, problem }
}

/// The link on the page of its request.
#[component]
pub fn YourLink(link: GuestLink, clock: Clock, forms: LinkForms) -> impl IntoView {
    let LinkForms { renew, revoke, .. } = forms;
    let on_renewed = renew.on_submit_then(|form, changed| load(&form.after(changed)));
    let on_revoked = revoke.on_submit_then(|form, changed| load(&form.after(changed)));
    view! {
        <div id="link">
            <Section heading="Your link to this request">
                <div class="stack">
                    <LinkToKeep link clock/>
                    <details class="fold not-on-paper">
                        <summary>"Somebody has the link who should not"</summary>
                        <div class="stack">
                            <p>"A new link takes the place of this one, for everybody, as soon as it has reached you."</p>
                            <form method="post" action=renew.entered.action() on:submit=on_renewed>
                                <FormKey key=renew.key/>
                                <Button kind=Kind::Second busy=renew.sending>"Make a new link"</Button>
                            </form>
                            <p>"Without a new one, you cannot come back to this page either."</p>
                            <form method="post" action=revoke.entered.action() on:submit=on_revoked>
                                <FormKey key=revoke.key/>
                                <Button kind=Kind::Danger busy=revoke.sending>"Revoke this link"</Button>
                            </form>
                        </div>
                    </details>
                </div>
            </Section>
        </div>
    }
    .into_any()
}

/// What the browser remembers of the link has changed: the page is read anew.
fn load(address: &str) {
    api::load_page(address.split('#').next().unwrap_or(address));
}
