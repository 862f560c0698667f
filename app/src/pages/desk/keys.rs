//! The desk without a mouse (D5.1 to D5.3): single keys for what is done most, and a palette of everything.
//! Pages know nothing of either: a control that can be pressed by key carries `data-command` with the name of
//! its command. Without scripts there are no keys, and everything has its button or link.

pub mod bindings;
pub mod page;
pub mod palette;

use crate::{alive::once_alive, api};
use bindings::{Bindings, Found};
use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};
use palette::Palette;
use shared::api::{batches::PreviewBatch, watching::FOLLOWED_PAGE};

/// How long the second key of two may take.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(2);
/// The name under which the device keeps which keys somebody chose.
const KEPT: &str = "keys";

/// What keys and palette have done. Made once, in the frame of the desk.
#[derive(Debug, Clone, Copy)]
pub struct Keys {
    bindings: RwSignal<Bindings>,
    is_alive: RwSignal<bool>,
    /// What the palette was opened with; `None` while it is closed.
    asked: RwSignal<Option<String>>,
    go: Callback<String>,
    path: Memo<String>,
}

impl Keys {
    /// Does what `command` says; whether there was anything to do.
    fn obey(self, command: &str) -> bool {
        match command {
            "help" => self.ask(""),
            "queue" => self.go("/desk"),
            "next" => api::step_in_queue(1),
            "previous" => api::step_in_queue(-1),
            "keys" => self.go("/desk/keys"),
            "followed" => self.go(FOLLOWED_PAGE),
            "call" => self.go("/desk/call"),
            "choose" => api::choose_in_queue(),
            _ if api::press(command) => {}
            "assign" => self.ask("give to"),
            "mine" => self.ask("give to me"),
            "priority" => self.ask("priority"),
            "team" => self.ask("to the team"),
            "status" => self.ask("status"),
            "resolve" => self.ask("status to resolved"),
            _ => return false,
        }
        true
    }

    fn ask(self, text: &str) {
        self.asked.set(Some(text.to_owned()));
    }

    fn go(self, address: &str) {
        self.go.run(address.to_owned());
    }

    /// The tickets that a change is about: those chosen in the queue, else the one where the focus is, else the
    /// one that is open.
    fn tickets(self) -> Vec<String> {
        let in_queue = api::chosen_in_queue();
        if !in_queue.is_empty() {
            return in_queue;
        }
        let path = self.path.get_untracked();
        let id = path.strip_prefix("/desk/tickets/").and_then(|it| it.split('/').next());
        id.map(str::to_owned).into_iter().collect()
    }

    /// On to the page that shows what `change` would do.
    fn change(self, change: String) {
        let preview = PreviewBatch { tickets: self.tickets(), change };
        self.go(&preview.page_address());
    }
}

/// Hears keys from now on, and lets the pages below know of them. Called once, in the frame of the desk.
#[must_use]
pub fn provide_keys() -> Keys {
    let navigate = use_navigate();
    let go = move |address: String| navigate(&address, NavigateOptions::default());
    let pathname = use_location().pathname;
    let keys = Keys {
        bindings: RwSignal::default(),
        is_alive: RwSignal::new(false),
        asked: RwSignal::new(None),
        go: Callback::new(go),
        path: Memo::new(move |_| pathname.get()),
    };
    provide_context(keys);
    once_alive(move || {
        keys.bindings.set(Bindings::read(&api::kept(KEPT).unwrap_or_default()));
        keys.is_alive.set(true);
        listen(keys);
    });
    keys
}

/// The palette and the button that opens it, once there are keys to press.
#[component]
pub fn Commands(keys: Keys) -> impl IntoView {
    view! {
        <Show when=move || keys.is_alive.get()>
            <button
                class="button quiet compact palette-opener"
                type="button"
                on:click=move |_| keys.ask("")
            >
                "Commands " <kbd>"Ctrl K"</kbd>
            </button>
            <Palette keys/>
        </Show>
    }
    .into_any()
}

/// Hears keys until the desk is left.
fn listen(keys: Keys) {
    // The first of two keys, and when it was pressed.
    let begun = StoredValue::new(None::<(String, i64)>);
    let listener = window_event_listener(ev::keydown, move |event| {
        let key = event.key();
        let with_control = event.ctrl_key() || event.meta_key();
        if with_control && !event.alt_key() && key.eq_ignore_ascii_case("k") {
            event.prevent_default();
            keys.ask("");
            return;
        }
        if with_control
            && key == "Enter"
            && api::is_typing(&event)
            && api::send_what_is_typed(&event)
        {
            event.prevent_default();
            return;
        }
        if with_control || event.alt_key() || event.default_prevented() {
            return;
        }
        if api::is_typing(&event) {
            // What was typed stays; the keys are heard again.
            if key == "Escape" {
                api::leave_field(&event);
            }
            return;
        }
        let now = api::millis();
        let patience = i64::try_from(PATIENCE.as_millis()).unwrap_or(i64::MAX);
        let first = begun.get_value().filter(|(_, at)| now - at <= patience);
        begun.set_value(None);
        let pressed = match first {
            Some((first, _)) => format!("{first} {key}"),
            None => key.clone(),
        };
        let found = keys.bindings.read_untracked().find(&pressed);
        match found {
            Found::Command(command) => {
                if keys.obey(command) {
                    event.prevent_default();
                }
            }
            Found::Beginning => begun.set_value(Some((key, now))),
            Found::Nothing => {}
        }
    });
    on_cleanup(move || listener.remove());
}
