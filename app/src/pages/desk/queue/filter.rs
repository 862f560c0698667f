//! The form that asks for some of the tickets. Without scripts it is sent with its button; with them the list
//! follows each choice, and typing after a short pause.

pub mod words;

use crate::{api, components::icon::Icon, names::use_names};
use leptos::{html, leptos_dom::helpers::debounce, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    api::queue::{StaffMember, page_address},
    ticket::{
        priority::Priority,
        queue::{
            DueIn,
            age::Age,
            filter::{QueueFilter, With},
        },
        status::Stage,
    },
};
use std::time::Duration;
use words::Words;

/// How long typing pauses before the list follows.
const PAUSE: Duration = Duration::from_millis(150);

/// The form, and what it asks for in words.
#[component]
pub fn Filters(wanted: Memo<QueueFilter>, staff: Memo<Vec<StaffMember>>) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    let navigate = use_navigate();
    // What the form asked for itself: then it stays as it is, with whatever is being typed.
    let own = StoredValue::new(wanted.get_untracked());
    let go = move || {
        let Some(pairs) = form.get_untracked().and_then(|it| api::pairs_in(&it)) else { return };
        let pairs = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let asked = QueueFilter::read(pairs);
        if asked == wanted.get_untracked() {
            return;
        }
        own.set_value(asked.clone());
        let quietly = NavigateOptions { replace: true, scroll: false, ..Default::default() };
        navigate(&page_address(&asked), quietly);
    };
    let mut soon = {
        let go = go.clone();
        debounce(PAUSE, move |()| go())
    };
    let chosen = go.clone();
    let drawn = Memo::new(move |before: Option<&QueueFilter>| {
        let now = wanted.get();
        match before {
            Some(before) if own.get_value() == now => before.clone(),
            _ => now,
        }
    });
    view! {
        <form
            class="filters stack tight"
            role="search"
            method="get"
            action="/desk"
            node_ref=form
            on:submit=move |event| {
                event.prevent_default();
                go();
            }
            on:change=move |_| chosen()
            on:input=move |_| soon(())
        >
            {move || view! { <Fields filter=drawn.get() staff=staff.get_untracked()/> }}
        </form>
        <Words wanted staff/>
    }
    .into_any()
}

#[component]
fn Fields(filter: QueueFilter, staff: Vec<StaffMember>) -> impl IntoView {
    let with = filter.with;
    let others = staff.into_iter().map(|it| (With::Person(it.id).to_string(), it.name));
    let people = [(With::Me, "Me"), (With::Nobody, "Nobody")]
        .map(|(it, label)| (it.to_string(), label.to_owned()))
        .into_iter()
        .chain(others);
    let dues = DueIn::ALL.map(|it| (it.value().to_owned(), it.label().to_owned()));
    let ages = Age::OFFERED.into_iter().chain(filter.older.filter(|it| !Age::OFFERED.contains(it)));
    let ages = ages.map(|it| (it.to_string(), format!("At least {} ago", it.words())));
    // What is no longer offered can be taken out of a filter that asks for it.
    let names = use_names();
    let categories = names.categories_to_choose(&filter.category).into_iter();
    let categories: Vec<_> = categories
        .map(|(value, label)| {
            let is_chosen = filter.category.iter().any(|it| it.value() == value);
            (value, label, is_chosen)
        })
        .collect();
    let teams = names.teams_to_choose(&filter.team).into_iter();
    let teams: Vec<_> = teams
        .map(|(value, label)| {
            let is_chosen = filter.team.iter().any(|it| it.value() == value);
            (value, label, is_chosen)
        })
        .collect();
    // Where something is asked for, it can be seen.
    let is_open = !(QueueFilter { q: String::new(), ..filter.clone() }).is_everything();
    view! {
        <div class="search modest">
            <label class="vh" for="q">"Search by title, reference or requester"</label>
            <input
                class="control"
                id="q"
                name="q"
                type="search"
                data-command="search"
                autocomplete="off"
                value=filter.q
            />
            <button class="button second" type="submit">{Icon::Search} "Search"</button>
        </div>
        <details class="fold" open=is_open>
            <summary>"Filter"</summary>
            <div class="facets">
                <Boxes
                    name="status"
                    label="Status"
                    all=Stage::ALL
                        .map(|it| tick(it.value(), it.label(), filter.status.contains(&it)))
                        .to_vec()
                />
                <Boxes
                    name="priority"
                    label="Priority"
                    all=Priority::ALL
                        .map(|it| tick(it.value(), it.label(), filter.priority.contains(&it)))
                        .to_vec()
                />
                <Boxes
                    name="category"
                    label="Category"
                    all=categories
                />
                <Boxes
                    name="team"
                    label="Team"
                    all=teams
                />
                <div class="stack tight">
                    <Choice
                        name="with"
                        label="With"
                        any="Anybody"
                        chosen=with.to_string()
                        choices=people.collect()
                    />
                    <Choice
                        name="due"
                        label="Due"
                        any="At any time"
                        chosen=filter.due.map(DueIn::value).unwrap_or_default()
                        choices=dues.to_vec()
                    />
                    <Choice
                        name="older"
                        label="Received"
                        any="At any time"
                        chosen=filter.older.map(|it| it.to_string()).unwrap_or_default()
                        choices=ages.collect()
                    />
                    <Tick name="unhappy" value="true" label="Requester is not happy" checked=filter.unhappy/>
                </div>
            </div>
        </details>
    }
    .into_any()
}

fn tick(value: &str, label: &str, checked: bool) -> (String, String, bool) {
    (value.to_owned(), label.to_owned(), checked)
}

/// Several of which any will do: value, label, whether it is chosen.
#[component]
fn Boxes(
    name: &'static str,
    label: &'static str,
    all: Vec<(String, String, bool)>,
) -> impl IntoView {
    let boxes = all.into_iter();
    let boxes = boxes.map(|(value, label, checked)| view! { <Tick name value label checked/> });
    view! {
        <fieldset class="facet">
            <legend>{label}</legend>
            {boxes.collect_view()}
        </fieldset>
    }
    .into_any()
}

#[component]
fn Tick(
    name: &'static str,
    #[prop(into)] value: String,
    #[prop(into)] label: String,
    checked: bool,
) -> impl IntoView {
    view! {
        <label class="box">
            <input type="checkbox" name=name value=value checked=checked/>
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// One of several, by value and label, or none.
#[component]
fn Choice(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    #[prop(into)] chosen: String,
    choices: Vec<(String, String)>,
) -> impl IntoView {
    let options = choices.into_iter().map(|(value, label)| {
        let is_chosen = value == chosen;
        view! { <option value=value selected=is_chosen>{label}</option> }
    });
    view! {
        <label class="facet">
            <span>{label}</span>
            <select class="control" name=name>
                <option value="">{any}</option>
                {options.collect_view()}
            </select>
        </label>
    }
    .into_any()
}
