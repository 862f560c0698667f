//! The queue as a table in groups by time: the order is the triage. On a phone a line becomes four
//! short ones; the roles are written out, because a table loses its own when its cells are laid
//! out anew.

use leptos::prelude::*;
use shared::ticket::{priority::Priority, status::Stage};

use super::{
    due::{Due, TimeLeft},
    priority::PriorityMark,
    status_badge::StatusBadge,
};

/// The box with which a line is chosen, for something done to many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What the form sends as one of `tickets`.
    pub id: String,
    /// Whether it is ticked when it is drawn.
    pub is_chosen: bool,
}

/// One line of the queue, everything in words (D5.9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where lines can be chosen.
    pub choice: Option<Choice>,
    /// The ticket's page.
    pub href: String,
    /// The short reference.
    pub reference: String,
    /// The short title.
    pub title: String,
    /// Who asked.
    pub requester: String,
    /// Where it stands.
    pub stage: Stage,
    /// Shown in place of the stage.
    pub is_escalated: bool,
    /// Whom it waits for, when that is neither us nor the requester: "vendor", "approval".
    pub waits_for: Option<String>,
    /// Somebody has to look at impact and urgency.
    pub needs_triage: bool,
    /// Everybody is told that it goes on.
    pub is_known: bool,
    /// Only few may read it.
    pub is_confidential: bool,
    /// What comes first.
    pub priority: Priority,
    /// Goes on while the line stays where it is.
    pub time_left: Signal<TimeLeft>,
    /// `None` is nobody.
    pub assignee: Option<String>,
    /// Whether that is the reader.
    pub is_mine: bool,
    /// Something is new in it for the reader.
    pub is_unread: bool,
}

/// Lines that are due about the same time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// "Late", "Due in the next 2 hours".
    pub heading: String,
    /// The next due first.
    pub lines: Vec<Line>,
}

const COLUMNS: [&str; 7] =
    ["Time left", "Title", "Reference", "Requester", "Status, waits for", "Priority", "With"];

/// The whole queue; groups without lines are left out.
#[component]
pub fn Queue(#[prop(into)] label: String, groups: Vec<Group>) -> impl IntoView {
    let columns = COLUMNS.map(|it| view! { <th role="columnheader" scope="col">{it}</th> });
    let groups = groups.into_iter().filter(|it| !it.lines.is_empty());
    let groups = groups.map(|group| view! { <GroupBody group/> }.into_any()).collect_view();
    view! {
        <table class="queue" role="table" aria-label=label>
            <thead role="rowgroup"><tr role="row">{columns.collect_view()}</tr></thead>
            {groups}
        </table>
    }
}

#[component]
fn GroupBody(group: Group) -> impl IntoView {
    let Group { heading, lines } = group;
    let n_lines = lines.len();
    let lines = lines.into_iter().map(|line| view! { <LineRow line/> }.into_any());
    view! {
        <tbody role="rowgroup">
            <tr class="group" role="row">
                <th role="rowheader" scope="rowgroup" colspan=COLUMNS.len().to_string()>
                    {heading} " " <span>{n_lines}</span>
                </th>
            </tr>
            {lines.collect_view()}
        </tbody>
    }
}

#[component]
fn LineRow(line: Line) -> impl IntoView {
    let with = match line.assignee {
        Some(name) if line.is_mine => view! { <strong>{name}</strong> }.into_any(),
        Some(name) => name.into_any(),
        None => view! { <span class="nobody">"Nobody yet"</span> }.into_any(),
    };
    let choice = line.choice.map(|Choice { id, is_chosen }| {
        let label = format!("Choose {}", line.title);
        view! {
            <input type="checkbox" name="tickets" value=id aria-label=label checked=is_chosen/>
        }
    });
    view! {
        <tr role="row" data-unread=line.is_unread.then_some("")>
            <td role="cell" class="when">
                {move || {
                    let TimeLeft { nearness, text } = line.time_left.get();
                    view! { <Due nearness text/> }
                }}
            </td>
            <td role="cell" class="title">
                <span>{choice} <a href=line.href>{line.title}</a></span>
            </td>
            <td role="cell" class="reference-cell">
                <span class="reference">{line.reference}</span>
            </td>
            <td role="cell" class="asker">{line.requester}</td>
            <td role="cell" class="state">
                <StatusBadge stage=line.stage escalated=line.is_escalated/>
                {line.waits_for.map(|it| view! { <span class="waits">", " {it}</span> })}
                {line.is_confidential.then(|| view! { <span class="waits">", confidential"</span> })}
                {line.is_known.then(|| view! { <span class="waits">", known incident"</span> })}
                {line.needs_triage.then(|| view! { <span class="triage">", needs triage"</span> })}
            </td>
            <td role="cell" class="priority-cell"><PriorityMark priority=line.priority/></td>
            <td role="cell" class="with">{with}</td>
        </tr>
    }
}
