//! Files: as they are added, in each state, with and without scripts; and as they are read.

use leptos::prelude::*;
use shared::{
    attachment::{
        AttachmentRef, Kind,
        name::FileName,
        refusal::{FileRefusal, too_many},
    },
    id::AttachmentId,
    problem::{Code, FieldError, Problem},
};

use crate::components::{
    attached::Attached,
    files::{Doings, FileField, Line, State},
};

fn file(number: u32, name: &str) -> AttachmentRef {
    let id = AttachmentId(number.into());
    AttachmentRef { id, name: FileName::of(name), size: 240_000, kind: Kind::File }
}

fn line(number: u32, name: &str, state: State) -> Line {
    Line { number, name: FileName::of(name), state: ArcRwSignal::new(state) }
}

/// Nothing on this page does anything.
fn nothing() -> Doings {
    let by_number = Callback::new(|_| ());
    Doings { pick: Callback::new(|_| ()), remove: by_number, retry: by_number }
}

/// Every state of a file, what remains of it without scripts, and a refused form.
#[component]
pub fn Adding() -> impl IntoView {
    let (log, program) = (FileName::of("vpn.log"), FileName::of("setup.exe"));
    let lines = vec![
        line(1, "error-809.png", State::Ready(file(1, "error-809.png"))),
        line(2, "recording.mp4", State::Uploading(60)),
        line(3, "vpn.log", State::Failed(FileRefusal::NotUploaded.advice(&log))),
        line(4, "setup.exe", State::Refused(FileRefusal::Program.advice(&program))),
    ];
    let kept = vec![line(5, "vpn.log", State::Ready(file(5, "vpn.log")))];
    let errors = FileRefusal::ALL.iter().map(|it| it.advice(&log)).chain([too_many()]);
    let errors = errors.map(|text| FieldError { field: "files".to_owned(), text });
    let problem = Signal::stored(Some(Problem {
        errors: errors.collect(),
        ..Problem::new(Code::Invalid, "Change the answers below and send again.")
    }));
    view! {
        <div class="specimens">
            <FileField
                id="files-with-scripts"
                lines=Signal::stored(lines)
                is_alive=true
                said="vpn.log could not be uploaded"
                doings=nothing()
            />
            <FileField
                id="files-without-scripts"
                lines=Signal::stored(kept)
                is_alive=false
                said=""
                doings=nothing()
            />
            <FileField
                id="files-over-the-page"
                lines=Signal::stored(Vec::new())
                is_alive=true
                said=""
                is_over=true
                doings=nothing()
            />
            <FileField
                id="files-refused"
                lines=Signal::stored(Vec::new())
                is_alive=true
                said=""
                problem
                doings=nothing()
            />
        </div>
    }
    .into_any()
}

/// Files in a timeline. A picture would need one that is there.
#[component]
pub fn Sent() -> impl IntoView {
    let files = vec![
        file(6, "vpn.log"),
        file(7, "a log with a long name that says when it was written.log"),
    ];
    view! { <Attached files/> }.into_any()
}
