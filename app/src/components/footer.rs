//! The base of the house: whom to call and where to go, in the same place on every page (D2.9).

use leptos::prelude::*;

/// How to reach a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// As people say it: "Extension 4400".
    pub phone: String,
    /// As telephones want it: "+4400".
    pub dial: String,
    /// "Monday to Friday, 08:00 to 18:00".
    pub hours: String,
    /// "Building 2, ground floor".
    pub place: String,
}

/// The base; the children are links to everything else.
#[component]
pub fn Footer(contact: Contact, #[prop(optional)] children: Option<Children>) -> impl IntoView {
    let Contact { phone, dial, hours, place } = contact;
    view! {
        <footer class="base">
            <div class="wrap">
                <div>
                    <h2>"Call the service desk"</h2>
                    <strong><a href=format!("tel:{dial}")>{phone}</a></strong>
                    <p>{hours}</p>
                </div>
                <div><h2>"Come by"</h2> <strong>{place}</strong></div>
                {children.map(|it| view! { <div><h2>"Everything else"</h2> <p>{it()}</p></div> })}
            </div>
        </footer>
    }
}
