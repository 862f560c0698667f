//! What is promised, computed from the answers before they are sent: by the same rules, from the same
//! facts and to the same bit as the server does when they arrive.

use crate::ticket::{promise::Promise, promised};
use leptos::prelude::*;
use shared::{
    api::requests::{FileRequest, Filed, PromiseBasis},
    sla::{
        clock::{self, Facts},
        policy::Runs,
    },
    ticket::{
        intake::{Answers, tree::Tree},
        priority::Assessment,
    },
    time::Instant,
};
use std::sync::Arc;

/// The promise for these answers, if they say enough.
#[component]
pub fn PromiseAhead(
    answers: Answers,
    tree: Arc<Tree>,
    basis: Option<PromiseBasis>,
) -> impl IntoView {
    let assessed = basis.and_then(|it| Some((answers.assessment(&tree, &it.matrix)?, it)));
    let Some((assessment, basis)) = assessed else {
        return view! {
            <p class="soft small">
                "Once you have said who is affected and whether you can work, you see here by when a \
                 person replies."
            </p>
        }
        .into_any();
    };
    let promise = promise(&basis, &assessment, basis.now);
    let (now, zone) = (basis.now, &basis.working.zone);
    let hours = match basis.policy.targets(assessment.priority).runs {
        Runs::WorkingHours => format!("The desk works {}.", basis.working.words),
        Runs::AroundTheClock => "For this, somebody is there day and night.".to_owned(),
    };
    let why = view! {
        <p><strong>"Priority: " {assessment.priority.label()} "."</strong> " " {assessment.reason}</p>
        <p>{promised::about_the_fix(&promise, now, zone)}</p>
        <p>"This holds if you send it now. " {hours}</p>
    };
    match promised::in_the_arch(&promise, now, zone) {
        Some(promised) => view! { <Promise promised>{why}</Promise> }.into_any(),
        None => view! { <div class="promise-why stack tight">{why}</div> }.into_any(),
    }
}

/// Whether the server promises what this side computes for the moment at which it received the request.
#[must_use]
pub fn is_as_promised(
    entered: &FileRequest,
    filed: &Filed,
    tree: &Tree,
    basis: &PromiseBasis,
) -> bool {
    let Some(assessment) = entered.answers().assessment(tree, &basis.matrix) else { return false };
    promise(basis, &assessment, filed.received) == filed.promise && assessment == filed.assessment
}

fn promise(basis: &PromiseBasis, assessment: &Assessment, received: Instant) -> clock::Promise {
    let Assessment { priority, .. } = *assessment;
    let facts = Facts::acknowledged(received);
    clock::promise(&basis.policy, priority, received, &facts, &basis.working)
}
