//! Versions of the settings.

use crate::store::{StoreError, key, tables::settings::SettingsRecord};

use super::{Wrong, examination::Examination};

pub(super) async fn version(row: &mut Examination<'_>, number: u64) -> Result<(), StoreError> {
    if let Some(before) = number.checked_sub(1).filter(|it| *it > 0) {
        row.refers_to(key::settings_version(before)).await?;
    }
    let Some(version) = row.record::<SettingsRecord>() else { return Ok(()) };
    row.check(version.number == number && number > 0, Wrong::Misplaced);
    match version.by {
        Some(by) => row.refers_to(key::person(by.0)).await,
        None => Ok(()),
    }
}
