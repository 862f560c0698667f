//! Settings: read, changed in versions, and put back (decision 13).

use crate::{
    calendar,
    error::Error,
    service::{clock, once::once, requests::Sent},
    state::AppState,
    store::{
        MAX_VALUE_BYTES, Reader, Tx, record,
        tables::{
            audit::{self, Deed, Export, Who},
            people,
            settings::{self, SettingsRecord},
        },
    },
};
use shared::{
    actor::Actor,
    api::settings::{
        SettingsActions, SettingsChanged, SettingsView,
        versions::{RestorationPreview, SettingsVersion, SettingsVersions},
    },
    id::PersonId,
    permission::{Action, Scope, may},
    problem::{Check, Code, FieldError, Problem},
    settings::{
        Settings,
        change::{Change, Difference, Proposal},
    },
    text::Remark,
};
use std::collections::{BTreeMap, HashMap};

/// Versions shown at once.
const ON_A_PAGE: usize = 20;

/// What is in force.
///
/// # Errors
/// The actor sets nothing here.
pub fn view(app: &AppState, actor: &Actor) -> Result<SettingsView, Error> {
    may(actor, Action::ReadSettings, &Scope::Portico)?;
    let rules = app.rules();
    let can = |action| may(actor, action, &Scope::Portico).is_ok();
    Ok(SettingsView {
        version: rules.version,
        settings: rules.settings.clone(),
        can: SettingsActions {
            change_matrix: can(Action::ChangeMatrix),
            change_all: can(Action::ChangeSettings),
        },
    })
}

/// Some of the versions that there were, with what each changed.
///
/// # Errors
/// The actor sets nothing here.
pub async fn versions(
    app: &AppState,
    actor: &Actor,
    before: u64,
) -> Result<SettingsVersions, Error> {
    may(actor, Action::ReadSettings, &Scope::Portico)?;
    let before = Some(before).filter(|it| *it > 0);
    let (records, names) = app
        .store
        .read(|reader| async move {
            // One more than is shown, to tell what the last of them changed.
            let records = settings::page(&reader, before, ON_A_PAGE + 1).await?;
            let names = people::names(&reader, records.iter().filter_map(|it| it.by)).await?;
            Ok::<_, Error>((records, names))
        })
        .await?;
    let shown = records.iter().take(ON_A_PAGE).enumerate().map(|(place, it)| {
        let before = records.get(place + 1).map(|it| &it.settings).or(it.start.as_ref());
        SettingsVersion {
            number: it.number,
            at: it.at,
            by: author(it.by, &names),
            reason: it.reason.to_string(),
            differences: before.map(|before| before.differences(&it.settings)).unwrap_or_default(),
        }
    });
    let versions: Vec<SettingsVersion> = shown.collect();
    let has_more = records.len() > versions.len();
    Ok(SettingsVersions {
        clock: clock(app),
        version: app.rules().version,
        before: versions.last().filter(|_| has_more).map(|it| it.number),
        versions,
        can_restore: may(actor, Action::ChangeSettings, &Scope::Portico).is_ok(),
    })
}

/// What it would change to put a version in force again.
///
/// # Errors
/// The actor does not restore, or there is no such version.
pub async fn preview(
    app: &AppState,
    actor: &Actor,
    version: u64,
) -> Result<RestorationPreview, Error> {
    may(actor, Action::ChangeSettings, &Scope::Portico)?;
    let read = app.store.read(|reader| async move {
        let (now, then) =
            (current(&reader, app).await?.settings, at_version(&reader, app, version).await?);
        Ok::<_, Error>(now.differences(&then))
    });
    Ok(RestorationPreview { version, differences: read.await? })
}

/// Notes that whoever may give commands on the machine takes all settings out.
///
/// # Errors
/// What the store says.
pub async fn note_export(app: &AppState) -> Result<(), Error> {
    let at = app.now();
    let noted = app.store.transact(|tx| async move {
        let deed = Deed::Exported { what: Export::Settings };
        audit::append(&tx, at, Who::Operator, deed).await
    });
    Ok(noted.await?)
}

/// Changes one group, once.
///
/// # Errors
/// The actor may not; somebody else changed the same in the meantime; a zone that there is not.
pub async fn change(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    proposal: &Proposal,
) -> Result<SettingsChanged, Error> {
    allowed(actor, &proposal.change)?;
    let command = sent.by(actor)?;
    let by = Some(command.person);
    let changed = once(app, &command, |tx| async move {
        let current = current(&tx, app).await?;
        let meanwhile = meanwhile(&tx, app, proposal, &current.settings).await?;
        if !meanwhile.is_empty() {
            return Err(stale(meanwhile).into());
        }
        if !proposal.change.fits(&current.settings) {
            return Err(Error::not_found());
        }
        let Proposal { reason, change, .. } = proposal.clone();
        write(app, &tx, current, by, reason, change).await
    })
    .await?;
    app.rules.refresh(&app.store).await?;
    Ok(changed)
}

/// Puts an earlier version in force again, once.
///
/// # Errors
/// The actor may not, or there is no such version.
pub async fn restore(
    app: &AppState,
    actor: &Actor,
    sent: Sent,
    number: u64,
    reason: &Remark,
) -> Result<SettingsChanged, Error> {
    may(actor, Action::ChangeSettings, &Scope::Portico)?;
    let command = sent.by(actor)?;
    let by = Some(command.person);
    let changed = once(app, &command, |tx| async move {
        let earlier = at_version(&tx, app, number).await?;
        let current = current(&tx, app).await?;
        write(app, &tx, current, by, reason.clone(), Change::Whole(Box::new(earlier))).await
    })
    .await?;
    app.rules.refresh(&app.store).await?;
    Ok(changed)
}

/// Puts the settings of a file in force, for whoever has the data folder in their hands.
///
/// # Errors
/// A zone that there is not, or what the store says.
pub async fn import(
    app: &AppState,
    imported: &Settings,
    reason: &Remark,
) -> Result<SettingsChanged, Error> {
    let changed = app.store.transact(|tx| async move {
        let current = current(&tx, app).await?;
        let change = Change::Whole(Box::new(imported.clone()));
        write(app, &tx, current, None, reason.clone(), change).await
    });
    let changed = changed.await?;
    app.rules.refresh(&app.store).await?;
    Ok(changed)
}

/// What somebody else set since the author of `proposal` looked, where both set the same, and who it was last.
async fn meanwhile(
    reader: &Reader,
    app: &AppState,
    proposal: &Proposal,
    current: &Settings,
) -> Result<Vec<(Difference, String)>, Error> {
    let seen = at_version(reader, app, proposal.version).await?;
    let groups = proposal.change.groups();
    let mut told = seen.differences(current);
    told.retain(|it| groups.contains(&it.group));
    if told.is_empty() {
        return Ok(Vec::new());
    }
    let versions = settings::after(reader, proposal.version).await?;
    let names = people::names(reader, versions.iter().filter_map(|it| it.by)).await?;
    let (mut before, mut authors) = (&seen, BTreeMap::new());
    for version in &versions {
        let changed = before.differences(&version.settings);
        authors.extend(changed.into_iter().map(|it| (it.key, version.by)));
        before = &version.settings;
    }
    let with_author = told.into_iter().map(|it| {
        let by = authors.get(&it.key).copied().flatten();
        let name = author(by, &names);
        (it, name)
    });
    Ok(with_author.collect())
}

/// Says what was set meanwhile beside the field in which it is set.
fn stale(meanwhile: Vec<(Difference, String)>) -> Problem {
    let detail = "Somebody changed this after you opened the page. Nothing was saved.";
    let errors = meanwhile.into_iter().map(|(it, by)| {
        let (before, after) = (quoted(&it.before), quoted(&it.after));
        let text = format!("{by} changed “{}” meanwhile, from {before} to {after}", it.label);
        FieldError { field: it.field(), text }
    });
    Problem { errors: errors.collect(), ..Problem::new(Code::Conflict, detail) }
}

fn quoted(value: &str) -> String {
    if value.is_empty() { "nothing".to_owned() } else { format!("“{value}”") }
}

fn author(by: Option<PersonId>, names: &HashMap<PersonId, String>) -> String {
    by.and_then(|it| names.get(&it)).cloned().unwrap_or_else(|| "The operator".to_owned())
}

fn allowed(actor: &Actor, change: &Change) -> Result<(), Error> {
    for group in change.groups() {
        may(actor, group.action(), &Scope::Portico)?;
    }
    Ok(())
}

/// What is in force, and the number of its version.
struct Current {
    version: u64,
    settings: Settings,
}

async fn current(reader: &Reader, app: &AppState) -> Result<Current, Error> {
    Ok(match settings::latest(reader).await? {
        Some(it) => Current { version: it.number, settings: it.settings },
        None => Current { version: 0, settings: app.rules.start().clone() },
    })
}

/// The settings of a version; of zero what Portico started with.
async fn at_version(reader: &Reader, app: &AppState, number: u64) -> Result<Settings, Error> {
    let record = settings::version(reader, number.max(1)).await?;
    match (number, record) {
        (0, None) => Ok(app.rules.start().clone()),
        (0, Some(first)) => first.start.ok_or_else(Error::not_found),
        (_, Some(it)) => Ok(it.settings),
        (_, None) => Err(Error::not_found()),
    }
}

/// Every way through intake has to end in a request with a team.
fn sound(change: &Change, settings: &Settings) -> Result<(), Problem> {
    let faults = settings.catalogue.faults();
    if faults.is_empty() {
        return Ok(());
    }
    let mut check = Check::new();
    for it in faults {
        let text = format!("{}: {}", settings.label_of(&it.key), it.text);
        check.refuse(&change.field_of(&it.key), text);
    }
    Err(check.problem())
}

/// Writes the next version, unless nothing is different.
async fn write(
    app: &AppState,
    tx: &Tx,
    current: Current,
    by: Option<PersonId>,
    reason: Remark,
    change: Change,
) -> Result<SettingsChanged, Error> {
    let asked = change.clone();
    let settings = current.settings.with(change);
    if settings == current.settings {
        return Ok(SettingsChanged { version: current.version });
    }
    sound(&asked, &settings)?;
    if !calendar::is_zone(&settings.calendar.zone) {
        let mut check = Check::new();
        check.refuse("zone", "Enter a time zone that there is, such as Europe/London");
        return Err(check.problem().into());
    }
    let number = current.version + 1;
    let start = (current.version == 0).then_some(current.settings);
    let record = SettingsRecord { number, at: app.now(), by, reason, start, settings };
    let bytes = record::encode(&record).map_err(Error::internal)?.len();
    if bytes > MAX_VALUE_BYTES {
        return Err(Error::refused(Code::TooLarge, "These are more settings than can be kept."));
    }
    settings::add(tx, &record)?;
    let deed = Deed::Configured { version: number };
    audit::append(tx, record.at, by.into(), deed).await?;
    Ok(SettingsChanged { version: number })
}
