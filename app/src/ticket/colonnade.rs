//! Steps as arches standing on one line. On a phone the present step and the next keep their
//! words; the others are there for the ear.

use std::cmp::Ordering;

use leptos::prelude::*;
use shared::ticket::status::Stage;

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// Done.
    Behind,
    /// Being done.
    Now,
    /// Now, and the clock stands still.
    Paused,
    /// Now, and nothing comes after.
    Arrived,
    /// To be done.
    Ahead,
}

/// One arch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is done in it.
    pub label: String,
    /// What came of it, in two words: "1 tried, 1 open".
    pub detail: Option<String>,
    /// Where it stands.
    pub stand: Stand,
}

impl Step {
    /// A step without detail.
    pub fn new(label: impl Into<String>, stand: Stand) -> Self {
        Self { label: label.into(), detail: None, stand }
    }
}

/// All steps; `label` says of what.
#[component]
pub fn Colonnade(#[prop(into)] label: String, steps: Vec<Step>) -> impl IntoView {
    let steps = steps.into_iter().map(|Step { label, detail, stand }| {
        let is_now = matches!(stand, Stand::Now | Stand::Paused | Stand::Arrived);
        let is_done = matches!(stand, Stand::Behind | Stand::Arrived);
        view! {
            <li
                data-state=is_done.then_some("done")
                data-paused=(stand == Stand::Paused).then_some("")
                aria-current=is_now.then_some("step")
            >
                <span class="step">
                    <span>{label}</span>
                    {(stand == Stand::Behind).then(|| view! { <span class="vh">" (done)"</span> })}
                    {detail.map(|it| view! { <small>{it}</small> })}
                </span>
            </li>
        }
    });
    view! { <ol class="colonnade" aria-label=label>{steps.collect_view()}</ol> }.into_any()
}

/// The way of a request, as its requester sees it (D3.2): four arches, whatever happens.
pub fn request_steps(stage: Stage) -> Vec<Step> {
    let (now, second) = match stage {
        Stage::New => (0, Stage::InProgress.sentence()),
        Stage::InProgress => (1, Stage::InProgress.sentence()),
        Stage::AwaitingRequester => (1, "Waiting for you"),
        Stage::Resolved => (2, Stage::InProgress.sentence()),
        Stage::Closed => (3, Stage::InProgress.sentence()),
    };
    let labels =
        [Stage::New.sentence(), second, Stage::Resolved.sentence(), Stage::Closed.sentence()];
    let stand = |n: usize| match n.cmp(&now) {
        Ordering::Less => Stand::Behind,
        Ordering::Equal if stage == Stage::AwaitingRequester => Stand::Paused,
        Ordering::Equal if stage == Stage::Closed => Stand::Arrived,
        Ordering::Equal => Stand::Now,
        Ordering::Greater => Stand::Ahead,
    };
    labels.into_iter().enumerate().map(|(n, label)| Step::new(label, stand(n))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_step_is_now_and_all_before_it_are_behind() {
        for stage in Stage::ALL {
            let steps = request_steps(stage);
            let n_now =
                steps.iter().filter(|it| it.stand != Stand::Behind && it.stand != Stand::Ahead);
            assert_eq!(n_now.count(), 1, "{stage:?}");
            assert!(steps.is_sorted_by_key(|it| match it.stand {
                Stand::Behind => 0,
                Stand::Now | Stand::Paused | Stand::Arrived => 1,
                Stand::Ahead => 2,
            }));
        }
    }

    #[test]
    fn waiting_for_the_requester_is_said_and_paused() {
        let steps = request_steps(Stage::AwaitingRequester);
        assert_eq!((steps[1].label.as_str(), steps[1].stand), ("Waiting for you", Stand::Paused));
    }
}
