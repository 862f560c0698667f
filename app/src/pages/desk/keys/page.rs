//! The page on which somebody reads the keys, chooses others, or turns them off. What is chosen stays on the
//! device.

use super::{
    KEPT, Keys,
    bindings::{Bindings, COMMANDS},
};
use crate::{
    api,
    components::{
        button::{Button, Kind},
        page::PageHead,
    },
};
use leptos::{ev::SubmitEvent, html, prelude::*};

/// The page.
#[component]
pub fn KeysPage() -> impl IntoView {
    let keys = use_context::<Keys>();
    view! {
        <div class="stack loose">
            <PageHead
                title="Keys"
                lead="Single keys do what is done most. They are heard while you are not typing: Escape leaves a field, and Ctrl Enter sends what is in it. Ctrl K opens all commands on every page."
            />
            {move || match keys.filter(|it| it.is_alive.get()) {
                Some(keys) => view! { <Choosing keys/> }.into_any(),
                None => view! { <Reading/> }.into_any(),
            }}
        </div>
    }
    .into_any()
}

/// As they are until the page lives.
#[component]
fn Reading() -> impl IntoView {
    let rows = COMMANDS.iter().map(|it| {
        view! { <li><span>{it.label}</span> " " <kbd>{it.key}</kbd></li> }
    });
    view! {
        <p>"Keys need JavaScript. Everything that they do has its button or link too."</p>
        <ul class="keys">{rows.collect_view()}</ul>
    }
    .into_any()
}

#[component]
fn Choosing(keys: Keys) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    let said = RwSignal::new(String::new());
    let bindings = keys.bindings.get_untracked();
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let pairs = form.get_untracked().and_then(|it| api::pairs_in(&it)).unwrap_or_default();
        let mut chosen = Bindings::off();
        for (name, key) in &pairs {
            match &**name {
                "on" => chosen.is_off = false,
                name => chosen.choose(name, key),
            }
        }
        said.set(match chosen.clash() {
            Some((one, other)) => {
                format!("“{one}” and “{other}” have the same key. Nothing was saved.")
            }
            None => keep(keys, chosen).to_owned(),
        });
    };
    let reset = move |_| {
        said.set(keep(keys, Bindings::default()).to_owned());
        if let Some(form) = form.get_untracked() {
            let first: Vec<(&str, &str)> = COMMANDS.iter().map(|it| (it.name, it.key)).collect();
            api::fill(&form, &first);
            api::tick(&form, "on", true);
        }
    };
    let fields = COMMANDS.iter().map(|it| {
        let (id, key) = (format!("key-{}", it.name), bindings.key_of(it));
        view! {
            <li>
                <label for=id.clone()>{it.label}</label>
                <input class="control key" id=id name=it.name value=key autocomplete="off"/>
            </li>
        }
    });
    let fields = fields.collect_view();
    view! {
        <form class="stack" node_ref=form on:submit=save>
            <label class="box">
                <input type="checkbox" name="on" value="yes" checked=!bindings.is_off/>
                <span>"Single keys are on"</span>
            </label>
            <p class="soft small">
                "Two keys, one after the other, have a space between them. An empty field is no key."
            </p>
            <ul class="keys">{fields}</ul>
            <div class="row tight">
                <Button>"Save the keys"</Button>
                <Button kind=Kind::Quiet in_page=true on:click=reset>"Back to the first keys"</Button>
            </div>
            <p role="status">{move || said.get()}</p>
        </form>
    }
    .into_any()
}

/// Keeps what was chosen, and says how that went.
fn keep(keys: Keys, chosen: Bindings) -> &'static str {
    let is_kept = api::keep(KEPT, &chosen.print());
    keys.bindings.set(chosen);
    match is_kept {
        true => "Saved on this device.",
        false => "They hold until this tab is closed: this browser keeps nothing.",
    }
}
