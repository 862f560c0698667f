//! The files of one form: picked, pasted or dropped, each uploaded at once. What the form carries are
//! their ids; a file that is still on its way is said to be so by the form's own check.

use crate::{
    api::{self, LocalFile},
    components::files::{Doings, FileField, Line, State},
    form::{UseForm, attempt_at},
};
use leptos::{ev, html, prelude::*};
use shared::{
    api::{Form, attachments::RemoveUpload},
    attachment::{
        AttachmentRef, MAX_FILES,
        name::FileName,
        refusal::{FileRefusal, check_before_upload, too_many},
    },
    id::AttachmentId,
    problem::{Code, Problem},
};

/// The files of one form on one page.
#[derive(Debug, Clone, Copy)]
pub struct UseFiles {
    lines: RwSignal<Vec<Line>>,
    /// The files themselves, for those that may be tried again.
    local: StoredValue<Vec<(u32, LocalFile)>>,
    n_made: StoredValue<u32>,
    is_alive: RwSignal<bool>,
    is_over: RwSignal<bool>,
    said: RwSignal<String>,
}

/// The files of `form` on this page: those that came with it when it was refused.
#[must_use]
pub fn use_files<F: Form>(form: &UseForm<F>) -> UseFiles {
    let action = form.entered.action();
    // The browser starts from exactly what the server printed.
    let came = SharedValue::new(|| attempt_at::<F>(&action).map(|it| it.files).unwrap_or_default());
    let files = UseFiles {
        lines: RwSignal::new(Vec::new()),
        local: StoredValue::new(Vec::new()),
        n_made: StoredValue::new(0),
        is_alive: RwSignal::new(false),
        is_over: RwSignal::new(false),
        said: RwSignal::new(String::new()),
    };
    files.restore(came.into_inner());
    files
}

impl UseFiles {
    /// Those that will be sent with the form; changes are noticed.
    #[must_use]
    pub fn ready(self) -> Vec<AttachmentRef> {
        let lines = self.lines.read();
        lines.iter().filter_map(|it| ready(&it.state.get_untracked())).collect()
    }

    /// Whether scripts have taken over the control, with what was chosen before; changes are noticed.
    #[must_use]
    pub fn are_alive(self) -> bool {
        self.is_alive.get()
    }

    /// Adds uploads that are known from before, without those that are here already.
    pub fn restore(self, uploads: Vec<AttachmentRef>) {
        let here: Vec<AttachmentId> = self.ready_untracked().iter().map(|it| it.id).collect();
        for upload in uploads.into_iter().filter(|it| !here.contains(&it.id)) {
            self.add(upload.name.clone(), State::Ready(upload));
        }
    }

    /// Shows the same uploads as another tab: `uploads`, beside those that are still on their way.
    pub fn show(self, uploads: Vec<AttachmentRef>) {
        self.lines.update(|lines| {
            lines.retain(|it| {
                ready(&it.state.get_untracked()).is_none_or(|it| uploads.contains(&it))
            });
        });
        self.restore(uploads);
    }

    /// Forgets all of them: they were sent.
    pub fn clear(self) {
        self.local.update_value(Vec::clear);
        self.lines.set(Vec::new());
    }

    /// Takes all of them back.
    pub fn discard(self) {
        let ready = self.ready_untracked();
        self.clear();
        ready.into_iter().for_each(take_back);
    }

    fn ready_untracked(self) -> Vec<AttachmentRef> {
        untrack(|| self.ready())
    }

    fn add(self, name: FileName, state: State) -> Line {
        let number = self.n_made.try_update_value(|it| {
            *it += 1;
            *it
        });
        let line =
            Line { number: number.unwrap_or_default(), name, state: ArcRwSignal::new(state) };
        self.lines.update(|it| it.push(line.clone()));
        line
    }

    /// Takes files in and uploads those that can be sent.
    fn take(self, files: Vec<LocalFile>) {
        for file in files {
            let name = FileName::of(&file.name());
            let n_sendable = self.lines.with_untracked(|lines| {
                let is_refused =
                    |it: &&Line| matches!(*it.state.read_untracked(), State::Refused(_));
                lines.len() - lines.iter().filter(is_refused).count()
            });
            if n_sendable >= MAX_FILES {
                self.said.set(too_many());
                self.add(name, State::Refused(too_many()));
                return;
            }
            match check_before_upload(&name, file.size()) {
                Ok(()) => {
                    let line = self.add(name, State::Uploading(0));
                    self.local.update_value(|it| it.push((line.number, file.clone())));
                    self.upload(line, file);
                }
                Err(why) => {
                    self.said.set(why.advice(&name));
                    self.add(name.clone(), State::Refused(why.advice(&name)));
                }
            }
        }
    }

    fn upload(self, line: Line, file: LocalFile) {
        line.state.set(State::Uploading(0));
        self.say(format!("Uploading {}", line.name));
        let progress = line.state.clone();
        leptos::task::spawn_local(async move {
            let outcome =
                api::upload(&file, move |percent| progress.set(State::Uploading(percent))).await;
            // The page may have been left in the meantime: what was uploaded is forgotten after a day.
            let lines = self.lines.try_read_untracked();
            let Some(is_here) = lines.map(|it| it.iter().any(|it| it.number == line.number)) else {
                return;
            };
            match outcome {
                Ok(upload) if !is_here => take_back(upload),
                Ok(upload) => {
                    self.say(format!("{} was added", upload.name));
                    self.local.update_value(|it| it.retain(|(number, _)| *number != line.number));
                    line.state.set(State::Ready(upload));
                }
                Err(_) if !is_here => {}
                Err(problem) => {
                    let state = failed(&problem, &line.name);
                    if let State::Refused(text) | State::Failed(text) = &state {
                        self.say(text.clone());
                    }
                    line.state.set(state);
                }
            }
            // The lines are the same; what will be sent is not.
            self.lines.update(|_| ());
        });
    }

    fn remove(self, number: u32) {
        let found = self.lines.try_update(|lines| {
            let place = lines.iter().position(|it| it.number == number)?;
            Some(lines.remove(place))
        });
        let Some(line) = found.flatten() else { return };
        self.local.update_value(|it| it.retain(|(it, _)| *it != number));
        self.say(format!("{} was removed", line.name));
        if let Some(upload) = ready(&line.state.get_untracked()) {
            take_back(upload);
        }
    }

    fn retry(self, number: u32) {
        let lines = self.lines.get_untracked();
        let line = lines.into_iter().find(|it| it.number == number);
        let local = self.local.with_value(|all| all.iter().find(|it| it.0 == number).cloned());
        if let (Some(line), Some((_, file))) = (line, local) {
            self.upload(line, file);
        }
    }

    fn say(self, words: String) {
        self.said.set(words);
    }
}

fn ready(state: &State) -> Option<AttachmentRef> {
    match state {
        State::Ready(it) => Some(it.clone()),
        State::Uploading(_) | State::Refused(_) | State::Failed(_) => None,
    }
}

/// What is shown of an upload that did not work.
fn failed(problem: &Problem, name: &FileName) -> State {
    match problem.code {
        // The server knows better than the browser what a file is.
        Code::Invalid => match problem.text_for("files") {
            Some(text) => State::Refused(text.to_owned()),
            None => State::Failed(FileRefusal::NotUploaded.advice(name)),
        },
        Code::SignInNeeded => {
            State::Failed(format!("Sign in in another tab, then try “{name}” again"))
        }
        Code::TooMany => State::Failed(problem.detail.clone()),
        _ => State::Failed(FileRefusal::NotUploaded.advice(name)),
    }
}

/// Nobody waits for it, and what fails here is forgotten after a day anyway.
fn take_back(upload: AttachmentRef) {
    let remove = RemoveUpload { key: api::fresh_key(), attachment: upload.id };
    leptos::task::spawn_local(async move {
        let _ = api::call(remove).await;
    });
}

/// The control for the files of a form. It stands inside the form.
#[component]
pub fn Files(
    files: UseFiles,
    /// See [`FileField`].
    #[prop(default = "files")]
    id: &'static str,
    /// Files may be pasted and dropped anywhere on the page, and not only on the form.
    #[prop(optional)]
    whole_page: bool,
    #[prop(optional, into)] problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        let Some(input) = node.get() else { return };
        if files.is_alive.get_untracked() {
            return;
        }
        // What was chosen and unchosen before the scripts arrived counts.
        let kept = api::values_beside(&input);
        files.lines.update(|lines| {
            lines.retain(|it| {
                ready(&it.state.get_untracked()).is_none_or(|it| kept.contains(&it.id.to_string()))
            });
        });
        files.is_alive.set(true);
        files.take(api::picked(&input));
    });
    let pick = Callback::new(move |_: ev::Event| {
        if let Some(input) = node.get_untracked() {
            files.take(api::picked(&input));
        }
    });
    api::hear_files(node, whole_page, files.is_over, move |dropped| files.take(dropped));
    let remove = move |number| {
        files.remove(number);
        // The button that had the focus is gone.
        if let Some(input) = node.get_untracked() {
            let _ = input.focus();
        }
    };
    let doings = Doings {
        pick,
        remove: Callback::new(remove),
        retry: Callback::new(move |number| files.retry(number)),
    };
    let UseFiles { lines, is_alive, is_over, said, .. } = files;
    view! { <FileField id lines is_alive said is_over problem doings node/> }.into_any()
}
