//! The document around the pages. Without scripts (`PORTICO_CLIENT=skip`, or a browser that runs none) it
//! is all there is. No inline style anywhere: the policy blocks it.

use crate::routes::App;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, Stylesheet};
use serde::{Deserialize, Serialize};

/// Where the client's files are; given by the server.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assets {
    /// `/pkg/<hash of everything>`.
    pub root: String,
    /// Whether there are scripts.
    pub has_client: bool,
    /// Whether there is an icon.
    pub has_icon: bool,
    /// The files of the staff's chunk, fetched early on the staff's pages.
    pub desk_files: Vec<String>,
    /// The same of the requester's pages behind the home page.
    pub portal_files: Vec<String>,
}

const DESCRIPTION: &str = "Get help from IT: find the article that solves it, or tell us what happened and \
                           see when you hear from a person.";

/// The whole page.
pub fn shell() -> impl IntoView {
    let assets: Assets = use_context().unwrap_or_default();
    let root = assets.root.clone();
    let icon = assets.has_icon.then(|| format!("{root}/favicon.svg"));
    let scripts = assets.has_client.then(|| view! { <Scripts assets/> });
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="description" content=DESCRIPTION/>
                <link rel="stylesheet" href=format!("{root}/main.css")/>
                {icon.map(|it| view! { <link rel="icon" type="image/svg+xml" href=it/> })}
                {scripts}
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

#[component]
fn Scripts(assets: Assets) -> impl IntoView {
    let Assets { root, desk_files, portal_files, .. } = assets;
    let (how, chunk) = match path().as_deref() {
        // Not needed here, but by the next click.
        None | Some("/") => ("prefetch", portal_files),
        Some(path) if is_staff_area(path) => (NOW, desk_files),
        Some(_) => (NOW, portal_files),
    };
    let script = start(&root, how, &chunk);
    view! { <script type="module" nonce=use_nonce()>{script}</script> }
}

/// Fetched at once, beside each other.
const NOW: &str = "preload";

/// The script that starts the client once the page has been painted: nothing of it takes part in that.
fn start(root: &str, how: &str, chunk: &[String]) -> String {
    let chunk = chunk.iter().map(|it| format!("load('{how}','{it}');")).collect::<String>();
    format!(
        "const load=(rel,file)=>document.head.append(Object.assign(document.createElement('link'),\
         {{rel,href:'{root}/'+file,as:'fetch',type:'application/wasm',crossOrigin:'anonymous'}}));\
         requestAnimationFrame(()=>setTimeout(async()=>{{\
         load('{NOW}','portico_bg.wasm');{chunk}\
         const{{default:init,hydrate}}=await import('{root}/portico.js');\
         await init();await hydrate()}}))"
    )
}

/// The first segments of the staff's addresses.
const STAFF_AREAS: [&str; 3] = ["desk", "lead", "admin"];

/// Whether the page at `path` is one of the staff's.
pub(crate) fn is_staff_area(path: &str) -> bool {
    path.split('/').nth(1).is_some_and(|area| STAFF_AREAS.contains(&area))
}

fn path() -> Option<String> {
    use_context::<http::request::Parts>().map(|it| it.uri.path().to_owned())
}

/// The style sheet of the staff's pages, for their layout.
#[component]
pub fn StaffStyle() -> impl IntoView {
    let Assets { root, .. } = use_context().unwrap_or_default();
    view! { <Stylesheet href=format!("{root}/desk.css")/> }
}
