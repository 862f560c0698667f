//! One thing done to many tickets: looked at first, with what each has now and where it cannot be done; then
//! what became of it, and the way to take it back (D5.11). Plain forms and links, so that it works without
//! scripts too.

pub mod preview;
pub mod sent;

use crate::components::rows::{Row, Rows};
use leptos::prelude::*;
use shared::api::batches::BatchLine;

/// Tickets with what each had before, and why it is as it was where it is.
#[component]
fn Lines(lines: Vec<BatchLine>) -> impl IntoView {
    let rows = lines.into_iter().map(|line| {
        let title = match line.title.is_empty() {
            true => format!("Ticket {}", line.id),
            false => line.title,
        };
        let reference = line.reference.map(|it| it.to_string());
        let refused = line.refused.map(|it| view! { <strong>{it}</strong> });
        view! {
            <Row href=format!("/desk/tickets/{}", line.id) title>
                <span class="dots">
                    {reference.map(|it| view! { <span class="reference">{it}</span> })}
                    {(!line.before.is_empty()).then(|| view! { <span>{line.before}</span> })}
                    {refused}
                </span>
            </Row>
        }
    });
    view! { <Rows>{rows.collect_view()}</Rows> }.into_any()
}

/// "1 ticket", "12 tickets".
fn tickets(n: usize) -> String {
    format!("{n} ticket{}", if n == 1 { "" } else { "s" })
}
