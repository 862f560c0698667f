//! The numbers by priority, category and team: one table each, with all tickets as its first line. On a phone
//! a line becomes a short list without what is not there; the roles are written out, because a table loses its own when its cells are
//! laid out anew.

use super::number::{self, Basis, Numbers};
use crate::{components::page::Section, names::use_names};
use leptos::prelude::*;
use shared::report::{
    counting::{Breakdown, SliceFigures},
    figures::{Figures, Kept, Lasted},
    measure::Measure,
    slice::Slice,
    spread::Times,
};

/// What a cell shows, under which heads, and which tickets it opens.
struct Column {
    /// The head above several columns; the same as before goes on.
    group: &'static str,
    /// Its own.
    head: &'static str,
    /// The two in one, for a phone and for those who hear a number without its heads.
    whole: &'static str,
    measure: Measure,
    text: fn(&Figures, Basis) -> Option<String>,
}

const COLUMNS: [Column; 11] = [
    count("Tickets", "Filed", Measure::Filed),
    count("Tickets", "Resolved", Measure::Resolved),
    count("Tickets", "Reopened", Measure::Reopened),
    promise("First answer", "First answers in time", Measure::Responses, |it, _| {
        kept(it.responses)
    }),
    time(
        "First answer",
        HALF,
        "Half of the first answers within",
        Measure::Answered,
        |it, basis| within(it.answering, basis, |it| it.median),
    ),
    time(
        "First answer",
        TENTHS,
        "Nine in ten first answers within",
        Measure::Answered,
        |it, basis| within(it.answering, basis, |it| it.p90),
    ),
    promise("Fix", "Fixes in time", Measure::Resolutions, |it, _| kept(it.resolutions)),
    time("Fix", HALF, "Half of the fixes within", Measure::Resolved, |it, basis| {
        within(it.fixing, basis, |it| it.median)
    }),
    time("Fix", TENTHS, "Nine in ten fixes within", Measure::Resolved, |it, basis| {
        within(it.fixing, basis, |it| it.p90)
    }),
    count("They said", "Confirmed as fixed", Measure::Confirmed),
    count("They said", "Not happy", Measure::Complained),
];

const HALF: &str = "Half within";
const TENTHS: &str = "9 in 10 within";

type Text = fn(&Figures, Basis) -> Option<String>;

const fn count(group: &'static str, head: &'static str, measure: Measure) -> Column {
    // The number itself is written where the measure is known.
    Column { group, head, whole: head, measure, text: |_, _| None }
}

const fn promise(group: &'static str, whole: &'static str, measure: Measure, text: Text) -> Column {
    Column { group, head: "In time", whole, measure, text }
}

const fn time(
    group: &'static str,
    head: &'static str,
    whole: &'static str,
    measure: Measure,
    text: Text,
) -> Column {
    Column { group, head, whole, measure, text }
}

fn kept(kept: Kept) -> Option<String> {
    Some(format!("{} of {}", number::per_cent(kept), kept.n))
}

fn within(lasted: Lasted, basis: Basis, which: fn(Times) -> u32) -> Option<String> {
    basis.of(lasted).map(|it| basis.words(which(it)))
}

/// One table for each way to divide.
#[component]
pub fn Breakdowns(all: Figures, breakdowns: Vec<Breakdown>, numbers: Numbers) -> impl IntoView {
    let tables = breakdowns.into_iter().map(|Breakdown { by, slices }| {
        let whole = SliceFigures { slice: Slice::default(), figures: all };
        let lines = [whole].into_iter().chain(slices);
        let lines = lines.map(|line| view! { <Line line numbers/> }.into_any()).collect_view();
        view! {
            <Section heading=format!("By {}", by.label().to_lowercase())>
                <table class="figures" role="table" aria-label=format!("By {}", by.label().to_lowercase())>
                    <Heads first=by.label()/>
                    <tbody role="rowgroup">{lines}</tbody>
                </table>
            </Section>
        }
        .into_any()
    });
    view! { <div class="stack loose">{tables.collect_view()}</div> }.into_any()
}

#[component]
fn Heads(first: &'static str) -> impl IntoView {
    let mut groups: Vec<(&'static str, usize)> = Vec::new();
    for column in &COLUMNS {
        match groups.last_mut().filter(|it| it.0 == column.group) {
            Some((_, n)) => *n += 1,
            None => groups.push((column.group, 1)),
        }
    }
    let groups = groups.into_iter().map(|(group, n)| {
        view! { <th role="columnheader" scope="colgroup" colspan=n.to_string()>{group}</th> }
    });
    let heads = COLUMNS.iter().map(|it| {
        view! { <th role="columnheader" scope="col">{it.head}</th> }
    });
    view! {
        <thead role="rowgroup">
            <tr role="row">
                <th role="columnheader" scope="col" rowspan="2">{first}</th>
                {groups.collect_view()}
            </tr>
            <tr role="row">{heads.collect_view()}</tr>
        </thead>
    }
}

#[component]
fn Line(line: SliceFigures, numbers: Numbers) -> impl IntoView {
    let SliceFigures { slice, figures } = line;
    let is_all = slice == Slice::default();
    let name = if is_all { "All".to_owned() } else { slice.label(&use_names().all()) };
    let cells = COLUMNS.iter().map(|column| {
        let n = figures.count(column.measure);
        let text = match (column.text)(&figures, numbers.basis) {
            _ if n == 0 => None,
            None => Some(n.to_string()),
            text => text,
        };
        let words = format!(" {}, {name}", column.whole);
        let is_empty = text.is_none();
        let cell = match (text, numbers.href(column.measure, slice)) {
            (None, _) => view! { <span class="soft">"–"</span> }.into_any(),
            (Some(text), None) => text.into_any(),
            (Some(text), Some(href)) => {
                view! { <a href=href>{text} <span class="vh">{words}</span></a> }.into_any()
            }
        };
        view! {
            <td role="cell" data-label=column.whole data-empty=is_empty.then_some("")>{cell}</td>
        }
    });
    let cells = cells.collect_view();
    let is_empty = Measure::ALL.iter().all(|it| figures.count(*it) == 0);
    view! {
        <tr role="row" data-whole=is_all.then_some("") data-empty=is_empty.then_some("")>
            <th role="rowheader" scope="row">{name}</th>
            {cells}
        </tr>
    }
}
