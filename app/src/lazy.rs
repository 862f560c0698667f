//! Pages whose code is not in the first download, and what is shown when that code cannot be had.
//!
//! All of them share the one chunk `desk`: with two chunks, quick clicks between them end on the wrong
//! page (the router shows whichever arrives last).

use leptos::{prelude::*, wasm_split::SplitLoaderError};

/// A page of the staff: data first, then the view of it.
pub trait StaffPage: Send + 'static {
    /// Starts the page's resources. Runs before the chunk is there, and is part of the first download.
    fn load() -> Self;

    /// Shows it. Signals are made here: those made in [`StaffPage::load`] are gone when somebody clicks on
    /// before the chunk is there.
    fn view(self) -> AnyView;
}

/// The chunk did not arrive: offline, or the server was updated after this tab was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChunkMissing;

impl From<SplitLoaderError> for ChunkMissing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// The view that arrived, or a way to try again.
pub fn shown(view: Result<AnyView, ChunkMissing>) -> AnyView {
    view.unwrap_or_else(|ChunkMissing| view! { <ChunkProblem/> }.into_any())
}

/// `lazy_page!(Queue as queue)`: makes a [`StaffPage`] a route whose view is in the chunk. The second name
/// is that of the function that is split off; it is unique in the crate.
#[macro_export]
macro_rules! lazy_page {
    ($page:ty as $name:ident) => {
        const _: () = {
            use leptos::{prelude::AnyView, wasm_split};
            use $crate::lazy::{ChunkMissing, StaffPage, shown};

            #[wasm_split::wasm_split(desk, wasm_split_path = wasm_split, preload(fetch), fallible)]
            fn $name(page: $page) -> Result<AnyView, ChunkMissing> {
                Ok(StaffPage::view(page))
            }

            impl leptos_router::LazyRoute for $page {
                fn data() -> Self {
                    StaffPage::load()
                }

                async fn view(this: Self) -> AnyView {
                    shown($name(this).await)
                }

                async fn preload() {
                    // A failure is shown by `view`, which tries again.
                    let _ = fetch().await;
                }
            }
        };
    };
}

#[component]
fn ChunkProblem() -> impl IntoView {
    view! {
        <div role="alert" class="problem">
            <h1>"This page could not be loaded"</h1>
            <p>"You may be offline, or Portico was updated while this tab was open."</p>
            <p><a href="" rel="external">"Load it again"</a></p>
        </div>
    }
}
