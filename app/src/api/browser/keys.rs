//! What keys find in the document: controls by the names of their commands, and the lines of the queue.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent, NodeList};

/// The links of the queue, in their order.
const LINES: &str = ".queue .title a";
/// The boxes with which they are chosen.
const BOX: &str = "input[name=tickets]";

fn all(selector: &str) -> Vec<HtmlElement> {
    let elements = |list: NodeList| {
        let items = (0..list.length()).filter_map(move |n| list.item(n));
        items.filter_map(|it| it.dyn_into().ok()).collect()
    };
    document().query_selector_all(selector).map(elements).unwrap_or_default()
}

fn focus(element: &HtmlElement) {
    if element.focus().is_err() {
        leptos::logging::warn!("a control takes no focus");
    }
}

fn is_in_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|it| it.is_some())
}

pub(in crate::api) fn leave_field(event: &KeyboardEvent) {
    let field = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    if let Some(field) = field.filter(|_| !is_in_dialog())
        && field.blur().is_err()
    {
        leptos::logging::warn!("a field keeps the focus");
    }
}

pub(in crate::api) fn send_what_is_typed(event: &KeyboardEvent) -> bool {
    let field = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let form = field.and_then(|it| it.closest("form").ok()?).filter(|_| !is_in_dialog());
    let Some(form) = form.and_then(|it| it.dyn_into::<HtmlFormElement>().ok()) else {
        return false;
    };
    // A form that only asks has an Enter of its own.
    form.method() == "post" && form.request_submit().is_ok()
}

pub(in crate::api) fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|it| it.dyn_into::<HtmlElement>().ok());
    is_in_dialog()
        || target.is_some_and(|it| match it.tag_name().as_str() {
            "TEXTAREA" | "SELECT" => true,
            "INPUT" => !matches!(it.get_attribute("type").as_deref(), Some("checkbox" | "radio")),
            _ => it.is_content_editable(),
        })
}

pub(in crate::api) fn press(name: &str) -> bool {
    let selector = format!("[data-command=\"{name}\"]");
    let Some(control) = all(&selector).into_iter().next() else { return false };
    // What is folded away is unfolded.
    if let Ok(Some(fold)) = control.closest("details:not([open])")
        && fold.set_attribute("open", "").is_err()
    {
        leptos::logging::warn!("a part of the page stays folded");
    }
    match control.tag_name().as_str() {
        "INPUT" | "TEXTAREA" | "SELECT" => focus(&control),
        _ => control.click(),
    }
    true
}

pub(in crate::api) fn commands_here() -> Vec<String> {
    let controls = all("[data-command]");
    controls.iter().filter_map(|it| it.get_attribute("data-command")).collect()
}

pub(in crate::api) fn step_in_queue(by: i32) {
    let lines = all(LINES);
    let Some(last) = lines.len().checked_sub(1) else { return };
    let here = line_with_focus()
        .and_then(|line| lines.iter().position(|it| line.contains(Some(it.as_ref()))));
    let next = match (here, by > 0) {
        (None, true) => 0,
        (None, false) => last,
        (Some(at), true) => (at + 1).min(last),
        (Some(at), false) => at.saturating_sub(1),
    };
    focus(&lines[next]);
}

pub(in crate::api) fn choose_in_queue() {
    if let Some(it) = box_with_focus() {
        it.click();
    }
}

pub(in crate::api) fn chosen_in_queue() -> Vec<String> {
    let chosen = all(&format!("{BOX}:checked"));
    let chosen: Vec<String> = chosen
        .into_iter()
        .filter_map(|it| it.dyn_into().ok())
        .map(|it: HtmlInputElement| it.value())
        .collect();
    match chosen.is_empty() {
        true => box_with_focus().map(|it| it.value()).into_iter().collect(),
        false => chosen,
    }
}

fn line_with_focus() -> Option<Element> {
    document().active_element()?.closest(".queue tr").ok()?
}

fn box_with_focus() -> Option<HtmlInputElement> {
    line_with_focus()?.query_selector(BOX).ok()??.dyn_into().ok()
}
