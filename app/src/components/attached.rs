//! Files that somebody sent: pictures are shown, everything else can be downloaded.

use leptos::prelude::*;
use shared::attachment::{AttachmentRef, size_in_words};

use super::icon::Icon;

/// The files of one entry; nothing where there are none.
#[component]
pub fn Attached(files: Vec<AttachmentRef>) -> impl IntoView {
    let shown = files.into_iter().map(one).collect_view();
    (!shown.is_empty()).then(|| view! { <ul class="attached">{shown}</ul> }).into_any()
}

fn one(file: AttachmentRef) -> AnyView {
    let (href, size) = (file.address(), size_in_words(file.size));
    let name = file.name.to_string();
    // Both lead out of the pages: the router has nothing there.
    match file.picture() {
        Some(picture) => view! {
            <li>
                <a href=href.clone() rel="external">
                    <img
                        src=href.clone()
                        alt=""
                        width=picture.width
                        height=picture.height
                        loading="lazy"
                    />
                    <span>{name}</span>
                </a>
                " "
                <span class="soft small">{size}</span>
            </li>
        }
        .into_any(),
        None => view! {
            <li>
                <a href=href rel="external" download="">{Icon::File} <span>{name}</span></a>
                " "
                <span class="soft small">{size}</span>
            </li>
        }
        .into_any(),
    }
}
