//! Who on the desk reads a ticket, and the forms that make it confidential or open it to its team again.

use crate::{
    components::{
        button::{Button, Kind},
        error_summary::ErrorSummary,
        field::FieldError,
        page::Section,
    },
    form::{FormKey, UseForm},
    names::use_names,
    ticket::when,
};
use leptos::{html, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use shared::{
    api::{
        Form,
        confidential::{ConfideTicket, ConfidentialOnDesk, DiscloseTicket},
        queue::StaffMember,
        tickets::TicketDetail,
    },
    problem::Problem,
};

/// The forms of the section.
#[derive(Debug, Clone)]
pub struct ConfidentialForms {
    /// Makes it confidential, or changes who reads it.
    pub confide: UseForm<ConfideTicket>,
    /// Opens it to its team again.
    pub disclose: UseForm<DiscloseTicket>,
}

/// Says at the head of a confidential ticket that it is one, and who reads it.
#[component]
pub fn ConfidentialNote(ticket: RwSignal<TicketDetail>) -> impl IntoView {
    let told = Memo::new(move |_| {
        let ticket = ticket.read();
        let it = ticket.confidential.as_ref()?;
        let until = it.open_until.map(|it| {
            let at = when::clock_time(it, ticket.clock.now, &ticket.clock.zone).text;
            format!(" You opened it: it is open to you until {at}, and leads are told.")
        });
        Some((names(it), until.unwrap_or_default()))
    });
    move || {
        told.get().map(|(names, until)| {
            view! {
                <p class="keep measure">
                    <strong>"Confidential."</strong>
                    " On the desk only " {names} " and whoever has it read this." {until}
                </p>
            }
        })
    }
}

fn names(it: &ConfidentialOnDesk) -> String {
    let names: Vec<&str> = it.readers.iter().map(|it| it.name.as_str()).collect();
    names.join(", ")
}

/// Who reads it, why, and what changes that.
#[component]
pub fn ConfidentialSection(
    ticket: RwSignal<TicketDetail>,
    forms: ConfidentialForms,
    done: Callback<()>,
) -> impl IntoView {
    let confidential = Memo::new(move |_| ticket.read().confidential.clone());
    let team = Memo::new(move |_| ticket.read().team);
    let can = Memo::new(move |_| ticket.read().can.confide);
    let labels = use_names();
    let ConfidentialForms { confide, disclose } = forms;
    view! {
        <Section heading="Who on the desk reads this">
            {move || match confidential.get() {
                None => view! {
                    <p class="soft small">
                        "The team " {labels.team(team.get())} ", leads, and whoever has it."
                    </p>
                }
                .into_any(),
                Some(it) => view! {
                    <p class="small">{names(&it)} ", and whoever has it. " {it.reason.clone()}</p>
                }
                .into_any(),
            }}
            <Show when=move || can.get()>
                <Confide form=confide.clone() ticket done/>
            </Show>
            <Show when=move || can.get() && confidential.read().is_some()>
                <Disclose form=disclose.clone() done/>
            </Show>
        </Section>
    }
    .into_any()
}

const CONFIDE_IDS: &[(&str, &str)] = &[("reason", "confide-reason")];
const DISCLOSE_IDS: &[(&str, &str)] = &[("reason", "disclose-reason")];

#[component]
fn Confide(
    form: UseForm<ConfideTicket>,
    ticket: RwSignal<TicketDetail>,
    done: Callback<()>,
) -> impl IntoView {
    let fold = NodeRef::<html::Details>::new();
    let send = form.on_submit_then(move |_, _| {
        if let Some(it) = fold.get_untracked() {
            it.set_open(false);
        }
        done.run(());
    });
    let UseForm { entered, key, problem, sending } = form;
    let (action, was_refused) = (entered.action(), problem.read_untracked().is_some());
    let refused: Signal<Option<Problem>> = problem.into();
    let (reason, chosen) = ticket.with_untracked(|it| match (&it.confidential, was_refused) {
        (Some(it), false) => {
            let readers = it.readers.iter().map(|it| it.id.to_string()).collect();
            (it.reason.clone(), readers)
        }
        _ => (entered.reason.clone(), entered.readers.clone()),
    });
    let boxes = ticket.with_untracked(|it| it.staff.clone()).into_iter();
    let boxes = boxes.map(|StaffMember { id, name }| {
        let id = id.to_string();
        let checked = chosen.contains(&id);
        view! {
            <label class="choice">
                <input type="checkbox" name="readers" value=id checked=checked/>
                <span>{name}</span>
            </label>
        }
    });
    let boxes = boxes.collect_view();
    let words = move || match ticket.read().confidential.is_some() {
        true => "Change who reads it",
        false => "Make it confidential",
    };
    view! {
        <details class="fold" open=was_refused node_ref=fold>
            <summary>{words}</summary>
            <form class="stack tight" method="post" action=action novalidate on:submit=send>
                <FormKey key/>
                <ErrorSummary problem ids=CONFIDE_IDS/>
                <fieldset class="field" id="readers" tabindex="-1">
                    <legend class="label">"Who reads it, besides you and whoever has it?"</legend>
                    <FieldError name="readers" problem=refused/>
                    <div class="choices">{boxes}</div>
                </fieldset>
                <div class="field">
                    <label class="label" for="confide-reason">"Why, for those who read it"</label>
                    <FieldError name="reason" problem=refused/>
                    <input
                        class="control"
                        id="confide-reason"
                        name="reason"
                        type="text"
                        autocomplete="off"
                        value=reason
                    />
                </div>
                <Button kind=Kind::Second compact=true busy=sending>{words}</Button>
            </form>
        </details>
    }
    .into_any()
}

#[component]
fn Disclose(form: UseForm<DiscloseTicket>, done: Callback<()>) -> impl IntoView {
    let navigate = use_navigate();
    let send = form.on_submit_then(move |entered, response| {
        // A reader of another team does not read it any more.
        let leads = entered.after(response);
        if leads == entered.page() {
            done.run(());
        } else {
            navigate(&leads, NavigateOptions::default());
        }
    });
    let UseForm { entered, key, problem, sending } = form;
    let (action, was_refused) = (entered.action(), problem.read_untracked().is_some());
    let refused: Signal<Option<Problem>> = problem.into();
    view! {
        <details class="fold" open=was_refused>
            <summary>"Open it to the team again"</summary>
            <form class="stack tight" method="post" action=action novalidate on:submit=send>
                <FormKey key/>
                <ErrorSummary problem ids=DISCLOSE_IDS/>
                <div class="field">
                    <label class="label" for="disclose-reason">
                        "Why, for staff" <span class="soft plain">" (optional)"</span>
                    </label>
                    <FieldError name="reason" problem=refused/>
                    <input
                        class="control"
                        id="disclose-reason"
                        name="reason"
                        type="text"
                        autocomplete="off"
                        value=entered.reason
                    />
                </div>
                <Button kind=Kind::Second compact=true busy=sending>"Open it to the team"</Button>
            </form>
        </details>
    }
    .into_any()
}
