//! Marks what was masked in a draft, for whoever has to judge it before it is published (A57). Comes after
//! [`super::inert`]: what is added here is made of constants alone.

use crate::redact::identifying::masks;
use pulldown_cmark::Event;

/// `events` with a mark around every mask in their words.
pub(super) fn marked<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    events.flat_map(|event| match event {
        Event::Text(text) if masks(&text).next().is_some() => in_text(&text),
        other => vec![other],
    })
}

fn in_text<'a>(text: &str) -> Vec<Event<'a>> {
    let mut out = Vec::new();
    let mut end = 0;
    for mask in masks(text) {
        out.push(Event::Text(text[end..mask.start].to_owned().into()));
        out.push(Event::InlineHtml("<mark>".into()));
        out.push(Event::Text(text[mask.clone()].to_owned().into()));
        out.push(Event::InlineHtml("</mark>".into()));
        end = mask.end;
    }
    out.push(Event::Text(text[end..].to_owned().into()));
    out
}
