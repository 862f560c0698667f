//! Known incidents (A18) in words and in lists: calm, and gone when there are none.

use super::when;
use crate::components::{
    hits::{Hit, What},
    icon::Icon,
    message::{Message, Tone},
    page::Section,
    rows::{Row, Rows},
    time::Time,
};
use leptos::prelude::*;
use shared::api::{
    known::{Followed, FollowedList, KnownHead, KnownList},
    requests::Clock,
};

/// "1 person affected", "14 people affected".
#[must_use]
pub fn affected(n_affected: usize) -> String {
    match n_affected {
        1 => "1 person affected".to_owned(),
        n => format!("{n} people affected"),
    }
}

/// Since when, and how many are affected.
#[component]
pub fn KnownFacts(head: KnownHead, clock: Clock) -> impl IntoView {
    let since = when::stamp(head.since, clock.now, &clock.zone);
    view! {
        <p class="dots"><span>"Since " <Time at=since/></span> <span>{affected(head.n_affected)}</span></p>
    }
    .into_any()
}

/// What goes on and everybody should know of before they ask; nothing when there is nothing.
#[component]
pub fn KnownProblems(list: KnownList) -> impl IntoView {
    let KnownList { clock, known } = list;
    let heading = match known.len() {
        0 => return ().into_any(),
        1 => "A known problem",
        _ => "Known problems",
    };
    let items = known.into_iter().map(|head| {
        let (title, text, href) = (head.title.clone(), head.text.clone(), head.page_address());
        view! {
            <li>
                <a href=href>{title}</a> <KnownFacts head clock=clock.clone()/>
                <p class="as-written">{text}</p>
            </li>
        }
        .into_any()
    });
    let items = items.collect_view();
    view! {
        <Message heading tone=Tone::Soon>
            <ul class="known-list">{items}</ul>
        </Message>
    }
    .into_any()
}

/// The same beside a text that is being written.
#[must_use]
pub fn hit(head: KnownHead, clock: &Clock) -> Hit {
    Hit {
        href: head.page_address(),
        what: What::Known {
            since: when::stamp(head.since, clock.now, &clock.zone),
            affected: affected(head.n_affected),
            text: head.text,
        },
        title: head.title,
    }
}

/// What somebody follows, below their own requests; nothing when that is nothing.
#[component]
pub fn FollowedProblems(list: FollowedList) -> impl IntoView {
    let FollowedList { clock, followed } = list;
    let rows = followed.into_iter().map(|Followed { head, ended }| {
        let is_over = ended.is_some();
        let said = ended.map(|it| {
            let at = when::stamp(it.at, clock.now, &clock.zone);
            view! { <span class="as-written">{it.words} " (" <Time at/> ")"</span> }.into_any()
        });
        let since = when::stamp(head.since, clock.now, &clock.zone);
        let facts = said.unwrap_or_else(|| {
            view! {
                <span class="dots">
                    <span>"Since " <Time at=since/></span> <span>{affected(head.n_affected)}</span>
                </span>
            }
            .into_any()
        });
        view! {
            <Row href=head.page_address() title=head.title state=move || state(is_over)>{facts}</Row>
        }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! { <Section heading="Known problems you follow"><Rows>{rows}</Rows></Section> }
    })
}

fn state(is_over: bool) -> AnyView {
    let words = if is_over { "It works again" } else { "We’re working on it" };
    let icon = if is_over { Icon::DoorOpen } else { Icon::DoorHalfOpen };
    view! { <span class="status">{icon} {words}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_counted_in_words() {
        assert_eq!(affected(1), "1 person affected");
        assert_eq!(affected(14), "14 people affected");
    }
}
