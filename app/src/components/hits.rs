//! What may help: known problems first, then articles. They stand below the button that goes on, show nothing at all when
//! there are none (D2.12), and tell screen readers their number in one polite message (D2.11).

use leptos::prelude::*;

use super::{
    icon::Icon,
    time::{Moment, Time},
};

/// A piece of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The words, with the spaces around them.
    pub text: String,
    /// It matches what was asked.
    pub is_marked: bool,
}

/// Something that may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Its address.
    pub href: String,
    /// Its title.
    pub title: String,
    /// What it is.
    pub what: What,
}

/// What may help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// An article.
    Article {
        /// Where it matches.
        passage: Vec<Segment>,
        /// Reading time, never 0.
        minutes: u32,
        /// When somebody last made sure that it is right, if ever.
        reviewed: Option<Moment>,
    },
    /// Trouble that many have, and that is worked on (D2.8).
    Known {
        /// What to do meanwhile.
        text: String,
        /// Since when.
        since: Moment,
        /// How many are affected, in words.
        affected: String,
    },
}

impl Hit {
    fn is_article(&self) -> bool {
        matches!(self.what, What::Article { .. })
    }
}

/// A list of hits. Whoever sets the signal waits until typing has stopped.
#[component]
pub fn Hits(
    /// Known problems, then articles: the best first, three at most (D2.1).
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
            <p role="status">
                {move || {
                    let hits = hits.read();
                    let n_articles = hits.iter().filter(|it| it.is_article()).count();
                    how_many(hits.len() - n_articles, n_articles)
                }}
            </p>
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
    let is_known = !hit.is_article();
    let Hit { href, title, what } = hit;
    view! {
        <li class="hit" class:known=is_known>
            {is_known.then(|| view! { <p class="hit-kind">{Icon::Attention} "This looks like a known problem"</p> })}
            <a
                href=href
                target=in_new_tab.then_some("_blank")
                rel=in_new_tab.then_some("noopener")
                on:click=open
            >
                {title} {in_new_tab.then(|| view! { <span class="vh">" (opens in a new tab)"</span> })}
            </a>
            {about(what)}
            {below}
        </li>
    }
    .into_any()
}

fn about(what: What) -> AnyView {
    match what {
        What::Article { passage, minutes, reviewed } => {
            let passage = passage.into_iter().map(|Segment { text, is_marked }| {
                if is_marked { view! { <mark>{text}</mark> }.into_any() } else { text.into_any() }
            });
            view! {
                <p class="passage">{passage.collect_view()}</p>
                <p class="dots">
                    <span>{minutes} " min read"</span>
                    {reviewed.map(|at| view! { <span>"Reviewed " <Time at/></span> })}
                </p>
            }
            .into_any()
        }
        What::Known { text, since, affected } => view! {
            <p class="dots"><span>"Since " <Time at=since/></span> <span>{affected}</span></p>
            <p class="passage">{text}</p>
        }
        .into_any(),
    }
}

fn how_many(n_known: usize, n_articles: usize) -> Option<String> {
    let known = match n_known {
        0 => None,
        1 => Some("1 known problem may be yours".to_owned()),
        n => Some(format!("{n} known problems may be yours")),
    };
    let articles = match n_articles {
        0 => None,
        1 => Some("1 article may help".to_owned()),
        n => Some(format!("{n} articles may help")),
    };
    match (known, articles) {
        (Some(known), Some(articles)) => Some(format!("{known}, {articles}")),
        (known, articles) => known.or(articles),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_there_is_is_said_in_one_sentence_and_nothing_of_nothing() {
        for (n_known, n_articles, words) in [
            (0, 0, None),
            (0, 1, Some("1 article may help")),
            (0, 3, Some("3 articles may help")),
            (1, 0, Some("1 known problem may be yours")),
            (2, 1, Some("2 known problems may be yours, 1 article may help")),
        ] {
            assert_eq!(how_many(n_known, n_articles).as_deref(), words);
        }
    }
}
