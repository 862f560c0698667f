//! Everything that can be done here, by typing a part of its name. Each command shows its key, so that the
//! palette teaches them (D5.2).

mod items;

use super::Keys;
use crate::{api, names::use_names};
use items::{Act, Item, TICKETS, items, matching};
use leptos::{ev::KeyboardEvent, html, prelude::*, task::spawn_local};
use shared::api::queue::{ListQueue, Queue};

/// The palette; closed until it is asked for.
#[component]
pub fn Palette(keys: Keys) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let input = NodeRef::<html::Input>::new();
    let text = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let names = use_names();
    let queue = RwSignal::new(None::<Queue>);
    let here = RwSignal::new(Vec::<String>::new());
    let found = Memo::new(move |_| {
        let all = items(
            &keys.bindings.read(),
            &here.read(),
            queue.read().as_ref(),
            names.offered_teams(),
        );
        matching(all, &text.read())
    });
    Effect::new(move |_| {
        let (Some(asked), Some(dialog)) = (keys.asked.get(), dialog.get()) else { return };
        let mut names = api::commands_here();
        if !keys.tickets().is_empty() {
            names.push(TICKETS.to_owned());
        }
        here.set(names);
        text.set(asked.clone());
        at.set(0);
        if let Some(input) = input.get_untracked() {
            input.set_value(&asked);
        }
        if !dialog.open() && dialog.show_modal().is_err() {
            leptos::logging::warn!("the palette cannot be opened");
        }
        spawn_local(async move {
            // What needs no server is there at once, and all there is when it does not answer.
            if let Ok(read) = api::call(ListQueue::default()).await {
                queue.try_set(Some(read));
            }
        });
    });
    let close = move || {
        if let Some(it) = dialog.get_untracked() {
            it.close();
        }
    };
    let run = move |item: Item| {
        // The tickets are read and the control is pressed where the focus was.
        close();
        match item.act {
            Act::Command(name) => {
                keys.obey(&name);
            }
            Act::Go(address) => keys.go(&address),
            Act::Change(change) => keys.change(change.value()),
        }
    };
    let heard = move |event: KeyboardEvent| {
        let n = found.read_untracked().len();
        match event.key().as_str() {
            "ArrowDown" if n > 0 => at.update(|at| *at = (*at + 1) % n),
            "ArrowUp" if n > 0 => at.update(|at| *at = (*at + n - 1) % n),
            "Enter" => {
                let item = found.read_untracked().get(at.get_untracked()).cloned();
                if let Some(item) = item {
                    run(item);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let rows = move || {
        let items = found.get().into_iter().enumerate();
        let rows = items.map(|(index, item)| view! { <Row item index at run/> });
        rows.collect_view()
    };
    view! {
        <dialog
            class="palette"
            aria-label="Commands"
            node_ref=dialog
            on:close=move |_| keys.asked.set(None)
        >
            <input
                class="control"
                type="text"
                role="combobox"
                aria-label="What do you want to do?"
                aria-expanded="true"
                aria-controls="palette-list"
                aria-autocomplete="list"
                aria-activedescendant=move || {
                    (!found.read().is_empty()).then(|| format!("palette-{}", at.get()))
                }
                autocomplete="off"
                placeholder="What do you want to do?"
                node_ref=input
                on:input=move |event| {
                    text.set(event_target_value(&event));
                    at.set(0);
                }
                on:keydown=heard
            />
            <ul id="palette-list" role="listbox" aria-label="Commands">{rows}</ul>
            <p class="soft small" role="status">
                {move || match found.read().len() {
                    0 => "Nothing by that name.".to_owned(),
                    n => format!("{n} found"),
                }}
            </p>
        </dialog>
    }
    .into_any()
}

#[component]
fn Row<R>(item: Item, index: usize, at: RwSignal<usize>, run: R) -> impl IntoView
where
    R: Fn(Item) + Copy + Send + 'static,
{
    let (label, key) = (item.label.clone(), item.key.clone());
    let is_active = move || if at.get() == index { "true" } else { "false" };
    view! {
        <li
            id=format!("palette-{index}")
            role="option"
            aria-selected=is_active
            on:click=move |_| run(item.clone())
        >
            <span>{label}</span>
            {(!key.is_empty()).then(|| view! { <kbd>{key}</kbd> })}
        </li>
    }
    .into_any()
}
