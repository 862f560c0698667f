//! Settings in versions, numbered from one. The last one is in force; none means that nothing was changed yet.

use crate::store::{Direction, Reader, StoreError, Tx, key, record::Record};
use serde::{Deserialize, Serialize};
use shared::{id::PersonId, settings::Settings, text::Remark, time::Instant};

/// A version of the settings: all of them, so that each is complete in itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettingsRecord {
    /// Counted from one.
    pub number: u64,
    /// When it was made.
    pub at: Instant,
    /// Who made it; `None` for whoever has the data folder in their hands.
    pub by: Option<PersonId>,
    /// Why.
    pub reason: Remark,
    /// What it was made from, where that is no version before it: what Portico started with.
    pub start: Option<Settings>,
    /// What holds from then on.
    pub settings: Settings,
}

impl Record for SettingsRecord {
    const NAME: &'static str = "settings";
    const VERSION: u8 = 1;
}

/// The version in force, if anything was ever changed.
///
/// # Errors
/// What the store says.
pub async fn latest(reader: &Reader) -> Result<Option<SettingsRecord>, StoreError> {
    let span = key::settings_versions();
    let rows = reader.record_range(&span, 1, Direction::Reverse).await?;
    Ok(rows.into_iter().next().map(|it| it.1))
}

/// One version.
///
/// # Errors
/// What the store says.
pub async fn version(reader: &Reader, number: u64) -> Result<Option<SettingsRecord>, StoreError> {
    reader.record(&key::settings_version(number)).await
}

/// At most `limit` versions, newest first; with `before` only those with smaller numbers.
///
/// # Errors
/// What the store says.
pub async fn page(
    reader: &Reader,
    before: Option<u64>,
    limit: usize,
) -> Result<Vec<SettingsRecord>, StoreError> {
    let span = match before {
        Some(number) => key::settings_versions().before(&key::settings_version(number)),
        None => key::settings_versions(),
    };
    let rows = reader.record_range(&span, limit, Direction::Reverse).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// The versions that came after one, oldest first.
///
/// # Errors
/// What the store says.
pub async fn after(reader: &Reader, number: u64) -> Result<Vec<SettingsRecord>, StoreError> {
    let span = key::settings_versions().after(&key::settings_version(number));
    let rows = reader.record_range(&span, usize::MAX, Direction::Forward).await?;
    Ok(rows.into_iter().map(|it| it.1).collect())
}

/// Adds a version: it is in force when the transaction commits.
///
/// # Errors
/// What the store says.
pub fn add(tx: &Tx, version: &SettingsRecord) -> Result<(), StoreError> {
    tx.put_record(key::settings_version(version.number), version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;
    use shared::text::ZoneName;

    #[test]
    fn settings_are_stored_as_ever() {
        let start = Settings::starting(ZoneName::parse("Europe/London").unwrap(), true);
        let text = start.to_text();
        let text = text
            .replace("organisation.name =", "organisation.name = Portico Works")
            .replace("critical.clock = working-hours", "critical.clock = around-the-clock")
            .replace("friday = 09:00-17:00", "friday = 09:00-12:00, 12:30-15:00")
            .replace("holidays =", "holidays = 2026-12-25, 2027-01-01")
            .replace("sign-in.issuer =", "sign-in.issuer = https://login.company.example")
            .replace("sign-in.client =", "sign-in.client = portico")
            .replace("sign-in.label =", "sign-in.label = your company account")
            .replace("sign-in.scopes =", "sign-in.scopes = groups offline")
            .replace("sign-in.strangers = refuse", "sign-in.strangers = requester")
            .replace("sign-in.claim =", "sign-in.claim = groups")
            .replace("sign-in.agents =", "sign-in.agents = desk; support");
        let whole = SettingsRecord {
            number: 1,
            at: "2026-11-23T10:00:00Z".parse().unwrap(),
            by: Some(PersonId(1 << 40)),
            reason: Remark::parse("Shorter Fridays").unwrap(),
            settings: Settings::from_text(&text).unwrap(),
            start: Some(start),
        };
        golden::check(&whole);
        // It has the catalogue that Portico starts with.
        golden::check_old("settings.v1-before-catalogue", &whole);
        let mut before = whole;
        before.settings.provider = None;
        golden::check_old("settings.v1-before-second-step", &before);
    }
}
