//! What stands beside the rest: folds, what the device keeps, what is written down, small lists.

use crate::components::{copy::CopyButton, page::Section, saved::Saved, secrets::SecretsNotice};
use leptos::{html, prelude::*};

/// Closed, and open with a text in it.
#[component]
pub fn Folds() -> impl IntoView {
    view! {
        <div class="stack tight">
            <details class="fold">
                <summary>"It is for somebody else"</summary>
                <p>"Say who."</p>
            </details>
            <details class="fold" open>
                <summary>"I no longer need this"</summary>
                <p>"We stop working on it and close it. For 14 days you can still reopen it."</p>
            </details>
        </div>
    }
    .into_any()
}

/// What the connection, the device and a look at what was typed have to say.
#[component]
pub fn Notices() -> impl IntoView {
    let text = RwSignal::new("My password is hunter2x.".to_owned());
    let node = NodeRef::<html::Textarea>::new();
    view! {
        <div class="stack">
            <div class="notices">
                <p>"You are offline. What you write is kept on this device."</p>
                <p>"One thing waits on this device to be sent. " <a href="#">"Look at it"</a></p>
            </div>
            <SecretsNotice text node/>
            <Saved is_saved=true on_discard=|()| ()/>
        </div>
    }
    .into_any()
}

/// The reference to write down and the link to keep, each to copy.
#[component]
pub fn ToKeep() -> impl IntoView {
    let link = "https://help.company.example/g/8f02ac1492761c23741cddd77c6d3763";
    view! {
        <div class="stack tight measure">
            <p class="slip"><strong>"K7M4-2QX"</strong></p>
            <div class="row"><CopyButton text="K7M4-2QX".to_owned() label="Copy reference"/></div>
            <div class="stack tight keep">
                <p class="guest-link"><a href="#">{link}</a></p>
                <div class="row"><CopyButton text=link.to_owned() label="Copy link"/></div>
            </div>
        </div>
    }
    .into_any()
}

/// The parts of an article, the properties of a ticket, what comes next, and facts in a line.
#[component]
pub fn SmallLists() -> impl IntoView {
    view! {
        <div class="specimens">
            <nav class="contents" aria-labelledby="parts">
                <h2 id="parts">"On this page"</h2>
                <ul>
                    <li><a href="#">"Sign in again"</a></li>
                    <li><a href="#">"If you see error 809"</a></li>
                </ul>
            </nav>
            <Section heading="Properties">
                <dl class="facts">
                    <div><dt>"Requester"</dt><dd>"LB, Sales office"</dd></div>
                    <div><dt>"Category"</dt><dd>"Network"</dd></div>
                </dl>
            </Section>
            <ol class="next">
                <li>"A person replies by 14:25."</li>
                <li>"We ask you before we close it."</li>
            </ol>
            <p class="dots">
                <span class="reference">"K7M4-2QX"</span>
                <span>"Sent today, 13:25"</span>
                <span>"Shared by Sam from Sales"</span>
            </p>
        </div>
    }
    .into_any()
}
