//! New recovery codes, shown once.

use crate::{
    api,
    components::{
        button::Button,
        copy::CopyButton,
        page::{BackLink, Empty, PageHead},
    },
    form::{FormKey, use_form},
    pages::loaded::{Loading, loaded},
};
use leptos::prelude::*;
use shared::api::{
    Form,
    account::factor::{FACTOR_PAGE, GetRecoveryCodes, KeepRecoveryCodes, RecoveryCodes},
};

/// The page.
#[component]
pub fn RecoveryPage() -> impl IntoView {
    let codes: Loading<_> = Resource::new(|| (), |()| api::call(GetRecoveryCodes {}));
    loaded(codes, |RecoveryCodes { codes }| match codes.is_empty() {
        true => view! { <Gone/> }.into_any(),
        false => view! { <Codes codes/> }.into_any(),
    })
}

#[component]
fn Gone() -> impl IntoView {
    view! {
        <div class="stack roomy">
            <BackLink href=FACTOR_PAGE label="Second step"/>
            <PageHead title="Recovery codes"/>
            <Empty
                heading="They are not shown any more"
                text="Recovery codes are shown once, when they are made. You can make new ones; those before end."
            />
        </div>
    }
    .into_any()
}

#[component]
fn Codes(codes: Vec<String>) -> impl IntoView {
    let form = use_form(KeepRecoveryCodes::default());
    let keep = form.on_submit();
    let text = codes.join("\n");
    let codes = codes.into_iter().map(|it| view! { <li class="reference">{it}</li> });
    view! {
        <div class="stack roomy measure">
            <PageHead
                title="Write these codes down"
                lead="The second step is on. Each of these signs you in once when you do not have the app. They are \
                      shown only now."
            />
            <ul class="stack tight">{codes.collect_view()}</ul>
            <div class="row"><CopyButton text label="Copy them"/></div>
            <form class="stack" method="post" action=KeepRecoveryCodes::ACTION on:submit=keep>
                <FormKey key=form.key/>
                <p class="soft">"Keep them where you keep other keys: printed, or in a password manager."</p>
                <Button busy=form.sending>"I have written them down"</Button>
            </form>
        </div>
    }
    .into_any()
}
