//! Articles that may help. They stand below the button that goes on, show nothing at all when
//! there are none (D2.12), and tell screen readers their number in one polite message (D2.11).

use leptos::prelude::*;

use super::time::{Moment, Time};

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The words, with the spaces around them.
    pub text: String,
    /// It matches what was asked.
    pub is_marked: bool,
}

/// An article that may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: String,
    /// Where it matches.
    pub passage: Vec<Segment>,
    /// Reading time, never 0.
    pub minutes: u32,
    /// When somebody last made sure that it is right, if ever.
    pub reviewed: Option<Moment>,
}

/// A list of hits. Whoever sets the signal waits until typing has stopped.
#[component]
pub fn Hits(
    /// The best first, three at most (D2.1).
    #[prop(into)]
    hits: Signal<Vec<Hit>>,
    /// Beside a text that is being written, articles open in a new tab and the text stays (D2.5).
    #[prop(optional)]
    in_new_tab: bool,
    /// What stands below each hit, such as a button.
    #[prop(optional_no_strip, into)]
    below: Option<Callback<Hit, AnyView>>,
    /// Hears of each hit that is opened.
    #[prop(optional_no_strip, into)]
    on_open: Option<Callback<Hit>>,
) -> impl IntoView {
    let list = move || {
        let hits = hits.get();
        (!hits.is_empty()).then(|| {
            let rows = hits.into_iter().map(|hit| {
                let below = below.map(|it| it.run(hit.clone()));
                view! { <Row hit in_new_tab on_open below/> }.into_any()
            });
            view! { <ol>{rows.collect_view()}</ol> }
        })
    };
    view! {
        <div class="hits">
            <p role="status">{move || how_many(hits.read().len())}</p>
            {list}
        </div>
    }
    .into_any()
}

#[component]
fn Row(
    hit: Hit,
    in_new_tab: bool,
    on_open: Option<Callback<Hit>>,
    below: Option<AnyView>,
) -> impl IntoView {
    let opened = hit.clone();
    let open = move |_| {
        if let Some(it) = on_open {
            it.run(opened.clone());
        }
    };
    let Hit { href, title, passage, minutes, reviewed } = hit;
    let passage = passage.into_iter().map(|Segment { text, is_marked }| {
        if is_marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
    });
    view! {
        <li class="hit">
            <a
                href=href
                target=in_new_tab.then_some("_blank")
                rel=in_new_tab.then_some("noopener")
                on:click=open
            >
                {title} {in_new_tab.then(|| view! { <span class="vh">" (opens in a new tab)"</span> })}
            </a>
            <p class="passage">{passage.collect_view()}</p>
            <p class="dots">
                <span>{minutes} " min read"</span>
                {reviewed.map(|at| view! { <span>"Reviewed " <Time at/></span> })}
            </p>
            {below}
        </li>
    }
    .into_any()
}

fn how_many(n_hits: usize) -> Option<String> {
    match n_hits {
        0 => None,
        1 => Some("1 article may help".to_owned()),
        n => Some(format!("{n} articles may help")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_hits_say_nothing() {
        assert_eq!(how_many(0), None);
        assert_eq!(how_many(1).unwrap(), "1 article may help");
        assert_eq!(how_many(3).unwrap(), "3 articles may help");
    }
}
