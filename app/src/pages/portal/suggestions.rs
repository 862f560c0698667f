//! Known problems and articles that may help, while somebody types (D2). The reader's search index is fetched
//! when the browser is idle, and again on a later page if there is a newer one; nothing that is typed leaves the
//! device. Where there is no index because there are too many articles, the server is asked, and the page says
//! so.

use super::draft_hits::DraftHits;
use crate::{
    api,
    components::hits::{Hit, Hits, Segment, What},
    ticket::{known, when},
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use shared::{
    api::{
        articles::{Found, FoundArticle, GetIndex, IndexAddress, Piece, SearchArticles},
        known::KnownList,
    },
    search::{
        highlight::{Highlighter, PASSAGE},
        index::{self, Index},
    },
    ticket::known::{LOOKED_THROUGH, part},
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
    Here {
        address: String,
        index: Arc<Index>,
    },
    Server,
}

/// The reader's index, one for all pages of this tab, and the known incidents that it finds.
#[derive(Clone, Copy)]
struct SearchIndex {
    source: RwSignal<Source>,
    known: RwSignal<Option<KnownList>>,
}

/// Makes room for the index. Called once, above the pages.
pub(crate) fn provide_index() {
    provide_context(SearchIndex::new());
}

impl SearchIndex {
    fn new() -> Self {
        Self { source: RwSignal::new(Source::NotAsked), known: RwSignal::new(None) }
    }

    fn load(self) {
        let before = self.source.get_untracked();
        match before {
            Source::OnTheWay => return,
            Source::NotAsked => self.source.set(Source::OnTheWay),
            // What is here serves until there is something newer.
            Source::Here { .. } | Source::Server => {}
        }
        spawn_local(async move {
            match api::call(GetIndex {}).await {
                Ok(IndexAddress { address, known, .. }) => {
                    let source = fetch(address, before).await;
                    self.known.set(known);
                    self.source.set(source);
                }
                Err(problem) => {
                    leptos::logging::warn!("no suggestions: {problem}");
                    self.source.set(before);
                }
            }
        });
    }
}

/// What is at `address` now; `before` where that is the same, or cannot be had.
async fn fetch(address: Option<String>, before: Source) -> Source {
    let Some(address) = address else { return Source::Server };
    if matches!(&before, Source::Here { address: it, .. } if *it == address) {
        return before;
    }
    let bytes = match api::bytes(address.clone()).await {
        Ok(it) => it,
        Err(problem) => {
            leptos::logging::warn!("no newer suggestions: {problem}");
            return before;
        }
    };
    match Index::load(&bytes) {
        Ok(index) => Source::Here { address, index: Arc::new(index) },
        Err(error) => {
            leptos::logging::error!("the search index cannot be read: {error}");
            before
        }
    }
}

/// Suggestions for one field.
#[derive(Clone, Copy)]
pub struct Suggestions {
    typed: RwSignal<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
    hits: RwSignal<Vec<Hit>>,
    index: SearchIndex,
}

/// Suggestions for the field of this page.
#[must_use]
pub fn use_suggestions() -> Suggestions {
    let index: SearchIndex = use_context().unwrap_or_else(SearchIndex::new);
    let suggestions = Suggestions {
        typed: RwSignal::new(String::new()),
        timer: StoredValue::new(None),
        hits: RwSignal::new(Vec::new()),
        index,
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
        match self.index.source.get() {
            Source::Here { index, .. } => {
                self.show(found(&index, self.index.known.read().as_ref(), &typed));
            }
            Source::Server => spawn_local(async move {
                let found = api::call(SearchArticles { q: cut(&typed).to_owned() }).await;
                // An answer to what is no longer there is dropped; so is a refusal: nothing found.
                if self.typed.try_get_untracked().is_some_and(|now| now == typed) {
                    self.show(found.map(suggested).unwrap_or_default());
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

fn found(index: &Index, known: Option<&KnownList>, typed: &str) -> Vec<Hit> {
    let highlighter = index.highlighter(typed);
    let (told, articles) = part(index.search(typed, LOOKED_THROUGH));
    // What has ended since the index was made is in it and not in the list.
    let told = known.into_iter().flat_map(|KnownList { clock, known }| {
        let of = |id| known.iter().find(|it| it.id == id).map(|it| known::hit(it.clone(), clock));
        told.iter().copied().filter_map(of).collect::<Vec<_>>()
    });
    let articles = articles.into_iter().filter(|it| it.is_close).take(MOST).map(|it| Hit {
        href: format!("/help/{}", it.id),
        title: it.title.to_owned(),
        what: What::Article {
            passage: passage(&highlighter, &it),
            minutes: u32::from(it.minutes.max(1)),
            reviewed: it.reviewed.map(when::date_words),
        },
    });
    told.chain(articles).collect()
}

fn passage(highlighter: &Highlighter<'_>, hit: &index::Hit<'_>) -> Vec<Segment> {
    let segments = highlighter.passage(hit.opening, hit.language, PASSAGE).into_iter();
    segments.map(|it| Segment { text: it.text.to_owned(), is_marked: it.marked }).collect()
}

/// What the server found.
#[must_use]
pub fn hits_of(Found { known, articles }: Found) -> Vec<Hit> {
    let segment = |Piece { text, is_marked }| Segment { text, is_marked };
    let article = |it: FoundArticle| Hit {
        href: format!("/help/{}", it.slug),
        title: it.title,
        what: What::Article {
            passage: it.passage.into_iter().map(segment).collect(),
            minutes: u32::from(it.minutes.max(1)),
            reviewed: when::day(&it.reviewed),
        },
    };
    let told = known.into_iter().flat_map(|KnownList { clock, known }| {
        known.into_iter().map(move |it| known::hit(it, &clock))
    });
    told.chain(articles.into_iter().map(article)).collect()
}

/// [`hits_of`] what is close to a text that somebody has written, as few as are suggested.
#[must_use]
pub fn suggested(mut found: Found) -> Vec<Hit> {
    found.articles.retain(|it| it.is_close);
    found.articles.truncate(MOST);
    hits_of(found)
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
    /// Whether its writer is signed in.
    #[prop(optional)]
    is_signed_in: bool,
) -> impl IntoView {
    let is_asked = move || matches!(*suggestions.index.source.read(), Source::Server);
    view! {
        <div class="stack tight">
            {match from {
                "" => view! { <Hits hits=suggestions.hits/> }.into_any(),
                _ => view! { <DraftHits hits=suggestions.hits from is_signed_in/> }.into_any(),
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
