//! What tickets look like, to requesters and to staff.

use leptos::prelude::*;
use shared::ticket::{priority::Priority, status::Stage};

use crate::{
    components::{
        button::{Button, Kind as ButtonKind},
        time::Moment,
    },
    ticket::{
        colonnade::{Colonnade, Stand, Step, request_steps},
        composer::{Audience, Composer},
        due::{Due, Nearness, TimeLeft},
        priority::PriorityMark,
        promise::{Niche, Promise, Promised},
        queue::{Group, Line, Queue},
        status_badge::{RequestStatus, StatusBadge},
        timeline::{Entry, Event, Kind, SmallSteps, Timeline},
    },
};

/// Every stage for both readers, every priority, every nearness.
#[component]
pub fn Marks() -> impl IntoView {
    let times = ["2 h 30 min left", "23 min left", "Late by 12 min", "Paused since Tue"];
    let times = Nearness::ALL.iter().zip(times).map(|(&nearness, text)| {
        view! { <Due nearness text/> }
    });
    view! {
        <div class="stack">
            <div class="row loose">
                {Stage::ALL.map(|stage| view! { <StatusBadge stage/> }).collect_view()}
                <StatusBadge stage=Stage::InProgress escalated=true/>
            </div>
            <div class="row loose">
                {Stage::ALL.map(|stage| view! { <RequestStatus stage/> }).collect_view()}
            </div>
            <div class="row loose">
                {Priority::ALL.map(|priority| view! { <PriorityMark priority/> }).collect_view()}
            </div>
            <div class="row loose">{times.collect_view()}</div>
            <div class="row loose">
                <span class="tag">"2 people copied"</span>
                <span class="tag note">"Staff only"</span>
                <span class="reference">"K7M4-2QX"</span>
            </div>
        </div>
    }
    .into_any()
}

/// The way of a request in each stage, and the six steps of staff.
#[component]
pub fn Steps() -> impl IntoView {
    let ways = Stage::ALL.map(|stage| {
        view! { <Colonnade label=stage.label() steps=request_steps(stage)/> }
    });
    let method = vec![
        Step::new("Identify", Stand::Behind),
        Step { detail: Some("Firewall rule".to_owned()), ..Step::new("Theory", Stand::Behind) },
        Step { detail: Some("1 tried, 1 open".to_owned()), ..Step::new("Test it", Stand::Now) },
        Step::new("Plan and do", Stand::Ahead),
        Step::new("Verify", Stand::Ahead),
        Step::new("Write it down", Stand::Ahead),
    ];
    view! {
        <div class="stack loose">{ways.collect_view()} <Colonnade label="Six steps" steps=method/></div>
    }
    .into_any()
}

/// A promise that stands and one that was missed.
#[component]
pub fn Promises() -> impl IntoView {
    let kept = Promised {
        what: "A person replies by".to_owned(),
        clock: Moment::new("2026-11-20T14:25:00Z", "14:25"),
        day: "today, Friday".to_owned(),
        from_now: None,
        is_missed: false,
    };
    let missed = Promised {
        what: "Promised for".to_owned(),
        day: "missed, now 16:15".to_owned(),
        is_missed: true,
        ..kept.clone()
    };
    view! {
        <div class="specimens">
            <Promise promised=kept>
                <p><strong>"Priority: High."</strong> " Several people are slowed down."</p>
                <a class="action" href="#">"I’m not happy with this"</a>
            </Promise>
            <Promise promised=missed.clone()>
                <p>"We aimed to fix it by 14:25, and missed that. A lead has it now."</p>
            </Promise>
            <Niche promised=missed/>
        </div>
    }
    .into_any()
}

fn at(clock: &str) -> Moment {
    Moment::new(format!("2026-11-20T{clock}:00Z"), clock)
}

/// Every kind of entry.
#[component]
pub fn History() -> impl IntoView {
    let steps = ["received", "sorted as Network", "handed to the Network team"].map(str::to_owned);
    view! {
        <Timeline>
            <Entry kind=Kind::Theirs at=at("13:25") author="You">
                <p>"Since this morning the VPN stops at “verifying” and then says error 809."</p>
            </Entry>
            <SmallSteps
                at=at("13:25")
                summary="3 small steps: received, sorted as Network, handed to the Network team"
                steps=steps.to_vec()
            />
            <Entry kind=Kind::Ours at=at("13:41") author="Network team" note="Public reply">
                <p>"Thank you for the exact error. The VPN works over a phone hotspot."</p>
            </Entry>
            <Entry kind=Kind::Internal at=at("13:48") author="KM">
                <p>"Rule 14 on the edge firewall drops UDP 500."</p>
            </Entry>
            <Entry kind=Kind::Theirs at=at("13:50") author="You" note="not happy with this">
                <p>"Nobody told me that it takes this long."</p>
            </Entry>
            <Event at=at("13:52")>"Lee looked into it as a team lead"</Event>
            <Event at=at("13:55")>
                <strong>"Tried:"</strong> " port 443. " <strong>"Result:"</strong> " connects."
            </Event>
        </Timeline>
    }
    .into_any()
}

/// Both boxes.
#[component]
pub fn Writing() -> impl IntoView {
    view! {
        <div class="stack">
            <Composer
                audience=Audience::Requester
                name="reply"
                heading="Reply to LB"
                readers="LB and 2 colleagues will read this"
            >
                <a class="action" href="#">"Insert template"</a>
                <Button in_page=true>"Send to LB " <kbd>"Ctrl ↵"</kbd></Button>
            </Composer>
            <Composer
                audience=Audience::Staff
                name="note"
                heading="Internal note"
                readers="LB never sees this"
            >
                <Button kind=ButtonKind::Note in_page=true>"Save note"</Button>
            </Composer>
        </div>
    }
    .into_any()
}

/// A line in every group.
#[component]
pub fn NextDue() -> impl IntoView {
    let line = |title: &str, nearness, time_left: &str, stage, priority| Line {
        choice: None,
        href: "#".to_owned(),
        reference: "Q8TN-4KD".to_owned(),
        title: title.to_owned(),
        requester: "Finance".to_owned(),
        stage,
        is_escalated: false,
        waits_for: None,
        needs_triage: false,
        is_known: false,
        is_confidential: false,
        priority,
        time_left: TimeLeft { nearness, text: time_left.to_owned() }.into(),
        assignee: Some("RS".to_owned()),
        is_mine: false,
        is_unread: false,
    };
    let late = Line {
        is_escalated: true,
        waits_for: Some("vendor".to_owned()),
        ..line(
            "Payroll app closes while saving",
            Nearness::Late,
            "Late by 12 min",
            Stage::InProgress,
            Priority::Critical,
        )
    };
    let new = Line {
        is_unread: true,
        needs_triage: true,
        assignee: None,
        ..line(
            "Email is slow on the second floor",
            Nearness::Soon,
            "41 min left",
            Stage::New,
            Priority::High,
        )
    };
    let later = line(
        "Headset crackles in calls",
        Nearness::Far,
        "3 h 15 min left",
        Stage::InProgress,
        Priority::Low,
    );
    let paused = line(
        "Spreadsheet macro stops halfway",
        Nearness::Paused,
        "Paused since 11:20",
        Stage::AwaitingRequester,
        Priority::Medium,
    );
    let unhappy = Line {
        is_known: true,
        is_confidential: false,
        ..line(
            "Docking station loses both screens",
            Nearness::Far,
            "1 h 5 min left",
            Stage::InProgress,
            Priority::Medium,
        )
    };
    let group = |heading: &str, lines| Group { heading: heading.to_owned(), lines };
    let groups = vec![
        group("Unhappy, waiting for a lead", vec![unhappy]),
        group("Late", vec![late]),
        group("Due in the next 2 hours", vec![new]),
        group("Later today", vec![later]),
        group("Waiting for the requester", vec![paused]),
    ];
    view! { <Queue label="Tickets by next due time" groups/> }.into_any()
}
