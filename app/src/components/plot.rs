//! Columns beside each other, as a drawing. It is for the eye alone: whoever shows one shows the same numbers
//! as a table too. Drawn without any style of its own; the two series differ by shape, not by colour alone.

use leptos::prelude::*;

/// The second series is hollow.
const CLASSES: [&str; 2] = ["first", "second"];
/// The width of the columns of one step, with the gap behind them.
const STEP: f64 = 10.0;
/// The height of the drawing, in its own units.
const HEIGHT: f64 = 100.0;

/// What is drawn in one shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// "Filed".
    pub name: String,
    /// One for each step; `None` where there is nothing to say.
    pub values: Vec<Option<u32>>,
}

/// Two series over the same steps.
#[component]
pub fn Plot(
    /// What it shows.
    #[prop(into)]
    caption: String,
    /// At most as many as there are shapes.
    series: [Series; 2],
    /// What the highest line stands for; by default the largest value.
    #[prop(optional)]
    most: Option<u32>,
    /// Stands behind a number: " %".
    #[prop(optional)]
    unit: &'static str,
    /// What the first and the last step are.
    ends: (String, String),
) -> impl IntoView {
    let largest = series.iter().flat_map(|it| &it.values).copied().flatten().max();
    let most = most.or(largest).unwrap_or(0).max(1);
    let n_steps = series.iter().map(|it| it.values.len()).max().unwrap_or(0).max(1);
    let width = STEP * f64::from(u32::try_from(n_steps).unwrap_or(u32::MAX));
    let columns = series.iter().zip(CLASSES).zip([0.0, 1.0]).map(|((series, class), place)| {
        let columns = columns(&series.values, most, place);
        view! { <g class=class>{columns}</g> }
    });
    let columns: Vec<_> = columns.collect();
    let lines = [0.0, HEIGHT / 2.0].map(|y| {
        view! { <line x1="0" x2=width.to_string() y1=y.to_string() y2=y.to_string()></line> }
    });
    let keys = series.into_iter().zip(CLASSES).map(|(series, class)| {
        view! {
            <li>
                <svg class="plot-key" viewBox="0 0 10 10" aria-hidden="true">
                    <g class=class><rect x="1" y="1" width="8" height="8"></rect></g>
                </svg>
                {series.name}
            </li>
        }
    });
    let (first, last) = ends;
    view! {
        <figure class="plot">
            <figcaption>
                <strong>{caption}</strong>
                <ul class="plot-keys">{keys.collect_view()}</ul>
            </figcaption>
            <p class="plot-most" aria-hidden="true">{format!("{most}{unit}")}</p>
            <svg
                class="plot-drawing"
                viewBox=format!("0 -1 {width} {}", HEIGHT + 2.0)
                preserveAspectRatio="none"
                aria-hidden="true"
            >
                <g class="lines">{lines.collect_view()}</g>
                {columns}
                <g class="ground">
                    <line
                        x1="0"
                        x2=width.to_string()
                        y1=HEIGHT.to_string()
                        y2=HEIGHT.to_string()
                    ></line>
                </g>
            </svg>
            <p class="plot-ends" aria-hidden="true"><span>{first}</span> <span>{last}</span></p>
        </figure>
    }
    .into_any()
}

fn columns(values: &[Option<u32>], most: u32, place: f64) -> impl IntoView + use<> {
    let steps = values.iter().zip(0_u32..);
    let columns = steps.filter_map(|(value, step)| {
        // To a tenth, so that the page is not full of digits.
        let height =
            (10.0 * HEIGHT * f64::from((*value)?.min(most)) / f64::from(most)).round() / 10.0;
        let x = STEP * f64::from(step) + 1.0 + 4.0 * place;
        Some(view! {
            <rect
                x=x.to_string()
                y=(HEIGHT - height).to_string()
                width="3.6"
                height=height.to_string()
            ></rect>
        })
    });
    columns.collect_view()
}
