//! What walking every way through intake has shown: of what is in force, and of what is being typed.

use crate::api;
use leptos::{html, prelude::*};
use shared::{
    api::Form,
    catalogue::faults::{Fault, Proof},
    settings::{
        Settings,
        change::{Change, Proposal},
    },
};

/// What is being typed into a form, as the change that it would be.
#[derive(Debug, Clone, Copy)]
pub struct Looking {
    /// The form.
    pub node: NodeRef<html::Form>,
    /// What it would change; `None` before anything was typed, and while it is not sound.
    pub change: RwSignal<Option<Change>>,
    /// Looks at it again.
    pub on_input: Callback<()>,
}

/// Looks at the form `F` of this page.
#[must_use]
pub fn look_at<F: Form<Valid = Proposal> + Reasoned>() -> Looking {
    let node = NodeRef::<html::Form>::new();
    let change = RwSignal::new(None);
    let on_input = Callback::new(move |()| {
        let entered = node.get_untracked().and_then(|it| api::entered_in::<F>(&it));
        // Why is asked for when it is saved.
        let checked = entered.map(|it| it.with_reason("Being typed".to_owned()).check());
        change.set(checked.and_then(Result::ok).map(|it| it.change));
    });
    Looking { node, change, on_input }
}

/// A form that says why.
pub trait Reasoned {
    /// The same with this reason.
    #[must_use]
    fn with_reason(self, reason: String) -> Self;
}

macro_rules! reasoned {
    ($($form:ident),* $(,)?) => {$(
        impl Reasoned for shared::api::settings::catalogue::$form {
            fn with_reason(self, reason: String) -> Self {
                Self { reason, ..self }
            }
        }
    )*};
}

reasoned!(ChangeCategories, ChangeCategory, ChangeTopic);

/// How many ways there are and that each has an end, or what stands in the way.
#[component]
pub fn Proven(settings: Settings, change: RwSignal<Option<Change>>) -> impl IntoView {
    let shown = move || {
        let typed = change.get();
        let about = if typed.is_some() { "As you have it now" } else { "As it is in force" };
        let looked_at = match typed {
            Some(change) => settings.with(change),
            None => settings.clone(),
        };
        match looked_at.catalogue.proof() {
            Ok(proof) => view! { <p>{about} ": " {in_words(proof)}</p> }.into_any(),
            Err(faults) => {
                let faults = faults.into_iter().map(|Fault { key, text }| {
                    view! { <li>{looked_at.label_of(&key)} ": " {text}</li> }
                });
                view! {
                    <p><strong>{about} ", it could not be saved:"</strong></p>
                    <ul class="plain">{faults.collect_view()}</ul>
                }
                .into_any()
            }
        }
    };
    view! { <div class="stack tight measure" role="status">{shown}</div> }.into_any()
}

fn in_words(Proof { n_ways, longest }: Proof) -> String {
    format!(
        "there are {n_ways} ways through these questions. The longest has {longest} pages. Each ends in a \
         sound request with a team and a priority."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::catalogue::Catalogue;

    #[test]
    fn a_proof_is_said_in_words() {
        let proof = Catalogue::starting().proof().unwrap();
        let said = in_words(proof);
        assert!(said.contains(&format!("there are {} ways", proof.n_ways)), "{said}");
        assert!(said.contains("The longest has 5 pages"), "{said}");
    }
}
