//! The views that everybody on the desk has. A view is a filter with a name.

use super::{
    DueIn,
    filter::{QueueFilter, With},
};
use crate::ticket::status::Stage;

/// A view that is there without anybody having saved it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BuiltIn {
    /// What it is called.
    pub name: &'static str,
    /// What it shows.
    pub filter: QueueFilter,
}

/// The views that everybody has, in the order of the side bar: everything, one's own, what nobody has, what
/// is late, and what waits for nobody but the desk.
#[must_use]
pub fn built_in() -> [BuiltIn; 5] {
    let all = QueueFilter::default;
    let of = |name, filter| BuiltIn { name, filter };
    [
        of("Next due", all()),
        of("Mine", QueueFilter { with: With::Me, ..all() }),
        of("Unassigned", QueueFilter { with: With::Nobody, ..all() }),
        of("Late", QueueFilter { due: Some(DueIn::Late), ..all() }),
        of("Waiting for us", QueueFilter { status: vec![Stage::New, Stage::InProgress], ..all() }),
    ]
}
