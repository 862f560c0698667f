//! What must hold for every component, tried on the page that shows them all, as the server prints it.

use app::{
    components::{field::Field, textarea::TextArea},
    pages::gallery::Gallery,
};
use leptos::prelude::*;
use leptos_meta::{ServerMetaContext, provide_meta_context};
use leptos_router::{components::Router, location::RequestUrl};
use std::collections::HashSet;

fn gallery() -> String {
    Owner::new().with(|| {
        let (head, _head_output) = ServerMetaContext::new();
        provide_context(head);
        provide_meta_context();
        provide_context(RequestUrl::new("/gallery"));
        view! { <Router><Gallery/></Router> }.to_html()
    })
}

/// The values of `attribute` in the order of the page.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn nothing_is_styled_inline() {
    assert_eq!(values(&gallery(), "style"), [""; 0], "the content security policy drops it");
}

#[test]
fn there_is_one_main_heading() {
    assert_eq!(gallery().matches("<h1").count(), 1);
}

#[test]
fn ids_are_unique_and_every_reference_leads_to_one() {
    let html = gallery();
    let ids = values(&html, "id");
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id appears twice: {ids:?}");
    assert!(known.contains("happened-error"), "the refused form is not shown");

    let described = values(&html, "aria-describedby");
    let described = described.iter().flat_map(|it| it.split_whitespace());
    let labelled = values(&html, "for").into_iter();
    let linked = values(&html, "href").into_iter().filter_map(|it| it.strip_prefix('#'));
    for id in described.chain(labelled).chain(linked.filter(|it| !it.is_empty())) {
        assert!(known.contains(id), "nothing has the id {id:?}");
    }
}

#[test]
fn every_drawing_is_hidden_from_screen_readers() {
    let html = gallery();
    let drawings: Vec<&str> =
        html.split("<svg").skip(1).filter_map(|it| it.split('>').next()).collect();
    assert!(drawings.len() > 40, "only {} drawings", drawings.len());
    assert!(drawings.iter().all(|it| it.contains("aria-hidden=\"true\"")));
}

#[test]
fn what_people_wrote_cannot_leave_its_textarea() {
    let html = Owner::new().with(|| {
        let value = "</textarea><script>\"&amp;\"";
        view! { <Field name="it" label="It" let:control><TextArea control value=value/></Field> }
            .to_html()
    });
    assert!(html.contains(">\n&lt;/textarea&gt;&lt;script&gt;\"&amp;amp;\"</textarea>"), "{html}");
}
