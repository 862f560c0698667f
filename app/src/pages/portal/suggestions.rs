//! Articles that may help, while somebody types (D2). The reader's search index is fetched once, when the
//! browser is idle; from then on nothing that is typed leaves the device. Where there is no index because
//! there are too many articles, the server is asked, and the page says so.

use super::draft_hits::DraftHits;
use crate::{
    api,
    components::hits::{Hit, Hits, Segment},
    ticket::when,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use shared::{
    api::articles::{FoundArticle, GetIndex, Piece, SearchArticles},
    problem::Problem,
    search::{
        highlight::{Highlighter, PASSAGE},
        index::{self, Index},
    },
};
use std::{sync::Arc, time::Duration};

/// One kind of tip at a time, and few (D2.1).
const MOST: usize = 3;
/// From so many characters of any script (D2.3).
const FEWEST_CHARACTERS: usize = 3;
/// Nothing moves while somebody is in the middle of a word.
const PAUSE: Duration = Duration::from_millis(150);

/// Who answers.
#[derive(Clone, Default)]
enum Source {
    #[default]
    NotAsked,
    OnTheWay,
    Here(Arc<Index>),
    Server,
}

/// The reader's index, one for all pages of this tab.
#[derive(Clone, Copy)]
struct SearchIndex(RwSignal<Source>);

/// Makes room for the index. Called once, above the pages.
pub(crate) fn provide_index() {
    provide_context(SearchIndex(RwSignal::new(Source::NotAsked)));
}

impl SearchIndex {
    fn load(self) {
        if !matches!(*self.0.read_untracked(), Source::NotAsked) {
            return;
        }
        self.0.set(Source::OnTheWay);
        spawn_local(async move {
            let source = fetch().await.unwrap_or_else(|problem| {
                leptos::logging::warn!("no suggestions: {problem}");
                Source::NotAsked
            });
            self.0.set(source);
        });
    }
}

async fn fetch() -> Result<Source, Problem> {
    let Some(address) = api::call(GetIndex {}).await?.address else { return Ok(Source::Server) };
    let bytes = api::bytes(address).await?;
    Ok(match Index::load(&bytes) {
        Ok(index) => Source::Here(Arc::new(index)),
        Err(error) => {
            leptos::logging::error!("the search index cannot be read: {error}");
            Source::NotAsked
        }
    })
}

/// Suggestions for one field.
#[derive(Clone, Copy)]
pub struct Suggestions {
    typed: RwSignal<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
    hits: RwSignal<Vec<Hit>>,
    source: RwSignal<Source>,
}

/// Suggestions for the field of this page.
#[must_use]
pub fn use_suggestions() -> Suggestions {
    let index = use_context().unwrap_or_else(|| SearchIndex(RwSignal::new(Source::NotAsked)));
    let suggestions = Suggestions {
        typed: RwSignal::new(String::new()),
        timer: StoredValue::new(None),
        hits: RwSignal::new(Vec::new()),
        source: index.0,
    };
    Effect::new(move |_| api::when_idle(move || index.load()));
    Effect::new(move |_| suggestions.find());
    suggestions
}

impl Suggestions {
    /// Hears the whole text after each change, and looks once typing pauses.
    pub fn hear(self, text: String) {
        self.timer.update_value(|timer| {
            if let Some(before) = timer.take() {
                before.clear();
            }
            let look = move || {
                self.typed.try_set(text.clone());
            };
            // Without a timer there are no suggestions, which are never needed to go on.
            *timer = set_timeout_with_handle(look, PAUSE).ok();
        });
    }

    fn find(self) {
        let typed = self.typed.get();
        if typed.trim().chars().count() < FEWEST_CHARACTERS {
            return self.show(Vec::new());
        }
        match self.source.get() {
            Source::Here(index) => self.show(found(&index, &typed)),
            Source::Server => spawn_local(async move {
                let found = api::call(SearchArticles { q: cut(&typed).to_owned() }).await;
                // An answer to what is no longer there is dropped; so is a refusal: nothing found.
                if self.typed.try_get_untracked().is_some_and(|now| now == typed) {
                    self.show(found.map(|it| suggested(it.articles)).unwrap_or_default());
                }
            }),
            Source::NotAsked | Source::OnTheWay => self.show(Vec::new()),
        }
    }

    fn show(self, hits: Vec<Hit>) {
        // The live message speaks only when something has changed.
        if *self.hits.read_untracked() != hits {
            self.hits.set(hits);
        }
    }
}

fn found(index: &Index, typed: &str) -> Vec<Hit> {
    let highlighter = index.highlighter(typed);
    let hits = index.search(typed, MOST).into_iter().filter(|it| it.is_close);
    hits.map(|it| Hit {
        href: format!("/help/{}", it.id),
        title: it.title.to_owned(),
        passage: passage(&highlighter, &it),
        minutes: u32::from(it.minutes.max(1)),
        reviewed: it.reviewed.map(when::date_words),
    })
    .collect()
}

fn passage(highlighter: &Highlighter<'_>, hit: &index::Hit<'_>) -> Vec<Segment> {
    let segments = highlighter.passage(hit.opening, hit.language, PASSAGE).into_iter();
    segments.map(|it| Segment { text: it.text.to_owned(), is_marked: it.marked }).collect()
}

/// What the server found.
#[must_use]
pub fn hits_of(articles: Vec<FoundArticle>) -> Vec<Hit> {
    let segment = |Piece { text, is_marked }| Segment { text, is_marked };
    let hit = |it: FoundArticle| Hit {
        href: format!("/help/{}", it.slug),
        title: it.title,
        passage: it.passage.into_iter().map(segment).collect(),
        minutes: u32::from(it.minutes.max(1)),
        reviewed: when::day(&it.reviewed),
    };
    articles.into_iter().map(hit).collect()
}

/// [`hits_of`] what is close to a text that somebody has written, as few as are suggested.
#[must_use]
pub fn suggested(mut articles: Vec<FoundArticle>) -> Vec<Hit> {
    articles.retain(|it| it.is_close);
    articles.truncate(MOST);
    hits_of(articles)
}

/// The beginning of a long text, for a query in an address.
#[must_use]
pub fn cut(text: &str) -> &str {
    const LONG: usize = 300;
    let end = (0..=LONG.min(text.len())).rev().find(|it| text.is_char_boundary(*it));
    text.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// What was found, below everything that must not move.
#[component]
pub fn SuggestionList(
    suggestions: Suggestions,
    /// The page of the text that is being written beside them, if there is one; see [`DraftHits`].
    #[prop(optional)]
    from: &'static str,
) -> impl IntoView {
    let is_asked = move || matches!(*suggestions.source.read(), Source::Server);
    view! {
        <div class="stack tight">
            {match from {
                "" => view! { <Hits hits=suggestions.hits/> }.into_any(),
                _ => view! { <DraftHits hits=suggestions.hits from/> }.into_any(),
            }}
            {move || is_asked().then(|| view! {
                <p class="soft small">
                    "There are too many articles to search on your device: what you type here is sent to \
                     our server to find them."
                </p>
            })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_letters() {
        assert_eq!(cut("VPN"), "VPN");
        assert_eq!(cut(&"語".repeat(200)).chars().count(), 100);
        assert_eq!(cut(&"é".repeat(200)).len(), 300);
    }
}
