//! The audit log: what somebody may later have to account for, one entry after the other, each with the
//! hash of the one before it. Nothing here changes or removes one.
//!
//! An entry is added in the transaction of what it tells of, so that neither is there without the other.
//! What an entry is hashed by are its number and its bytes as they are stored, so that a later release,
//! which writes entries otherwise, still reads the chain of this one.

use crate::store::{
    Reader, StoreError, Tx,
    key::{self, HASH_BYTES},
    record::{self, Record},
};
use serde::{Deserialize, Serialize};
use shared::{
    actor::{Roles, Teams},
    api::{people::ResetReason, provider::NotSignedIn},
    id::{AttachmentId, PersonId, TicketId},
    time::Instant,
};

/// The hash of an entry, or of none before the first.
pub type EntryHash = [u8; HASH_BYTES];

/// Whoever did something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Who {
    /// Somebody who was not signed in.
    Nobody,
    /// A person.
    Person(PersonId),
    /// Whoever may give commands on the machine.
    Operator,
    /// The identity provider of the settings.
    Provider,
}

/// Whoever did what a record tells of: without a person it was the operator.
impl From<Option<PersonId>> for Who {
    fn from(by: Option<PersonId>) -> Self {
        by.map_or(Self::Operator, Self::Person)
    }
}

/// What was done. What people write is never in it, nor an address or a token: it is kept for longer than
/// those may be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Deed {
    /// Somebody signed in.
    SignedIn,
    /// Somebody tried to.
    SignInFailed {
        /// Whom the address belongs to, if to anybody.
        person: Option<PersonId>,
        /// How often that was tried since the entry before without an entry of its own: a flood of tries
        /// must not be a flood of entries.
        unrecorded: u32,
    },
    /// Somebody ended their sign-in.
    SignedOut,
    /// A person was added.
    PersonAdded {
        /// Who.
        person: PersonId,
        /// What they may do from then on.
        roles: Roles,
    },
    /// What a person may do was changed.
    RolesChanged {
        /// Whose.
        person: PersonId,
        /// What they may do from then on.
        roles: Roles,
    },
    /// For which teams a person works was changed.
    TeamsChanged {
        /// Whose.
        person: PersonId,
        /// For which they work from then on.
        teams: Teams,
    },
    /// The settings were changed.
    Configured {
        /// The version that is in force from then on.
        version: u64,
    },
    /// Much was taken out at once.
    Exported {
        /// What.
        what: Export,
    },
    /// A file of a ticket was given to staff.
    Downloaded {
        /// The file.
        attachment: AttachmentId,
        /// The ticket.
        ticket: TicketId,
    },
    /// A ticket was made confidential, or others were named who read it.
    Confided {
        /// The ticket.
        ticket: TicketId,
    },
    /// It was opened to its team again.
    Disclosed {
        /// The ticket.
        ticket: TicketId,
    },
    /// Staff read a confidential ticket.
    ConfidentialRead {
        /// The ticket.
        ticket: TicketId,
    },
    /// Somebody who does not read a confidential ticket opened it in an emergency.
    ConfidentialOpened {
        /// The ticket.
        ticket: TicketId,
        /// Up to when it was open to them.
        until: Instant,
    },
    /// Somebody who is to has looked at that.
    OpeningReviewed {
        /// The ticket.
        ticket: TicketId,
        /// Who had opened it.
        by: PersonId,
    },
    /// A person may not sign in from then on.
    Suspended {
        /// Who.
        person: PersonId,
    },
    /// A person may sign in again.
    Reinstated {
        /// Who.
        person: PersonId,
    },
    /// A link was made with which a person chooses a password.
    LinkMade {
        /// Who.
        person: PersonId,
    },
    /// A person chose a password, by a link or in the place of the one before.
    PasswordChosen {
        /// Who.
        person: PersonId,
    },
    /// Sign-ins were ended from another one.
    SignInsEnded {
        /// Whose.
        person: PersonId,
        /// How many.
        n_ended: u32,
    },
    /// What a person shows besides a password was changed.
    Factor {
        /// Whose.
        person: PersonId,
        /// What became of it.
        change: FactorChange,
    },
    /// Somebody signed in with the identity provider.
    ProviderVouched {
        /// Who.
        person: PersonId,
    },
    /// Somebody came back from the identity provider, and was not signed in.
    ProviderRefused {
        /// Who they are here, if they are known.
        person: Option<PersonId>,
        /// Why.
        why: NotSignedIn,
        /// As for [`Self::SignInFailed`].
        unrecorded: u32,
    },
    /// A person was linked with somebody at the identity provider.
    Linked {
        /// Who.
        person: PersonId,
    },
    /// That ended.
    Unlinked {
        /// Who.
        person: PersonId,
    },
}

/// What became of what somebody shows besides a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorChange {
    /// Codes of an app are asked for from then on.
    CodesSet,
    /// They are not any more.
    CodesRemoved,
    /// There are new recovery codes, and the ones before end.
    RecoveryMade,
    /// A recovery code was used instead of a code.
    RecoveryUsed,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// An administrator took all of it away, for this reason.
    Reset(ResetReason),
}

/// What can be taken out at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Export {
    /// A report, or the tickets behind a number of one.
    Report,
    /// The settings as one text.
    Settings,
}

/// An entry as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRecord {
    /// The hash of the entry before.
    pub previous: EntryHash,
    /// When, by the machine's clock.
    pub at: Instant,
    /// Who did it.
    pub who: Who,
    /// What was done.
    pub deed: Deed,
}

impl Record for AuditRecord {
    const NAME: &'static str = "audit";
    const VERSION: u8 = 1;
}

/// Where the log ends: kept beside it, so that it cannot be shortened unseen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditHead {
    /// How many entries there are, and so the number of the last.
    pub n_entries: u64,
    /// The hash of the last.
    pub last: EntryHash,
}

impl Record for AuditHead {
    const NAME: &'static str = "audit-head";
    const VERSION: u8 = 1;
}

/// The hash of the entry with a number, of its bytes as they are stored.
#[must_use]
pub fn hash(number: u64, bytes: &[u8]) -> EntryHash {
    blake3::Hasher::new().update(&number.to_be_bytes()).update(bytes).finalize().into()
}

/// Adds an entry in the transaction of what it tells of: the last line of whatever has to be accounted for.
///
/// ```ignore
/// audit::append(&tx, app.now(), by.into(), Deed::Configured { version }).await?;
/// ```
///
/// # Errors
/// What the store says.
pub async fn append(tx: &Tx, at: Instant, who: Who, deed: Deed) -> Result<(), StoreError> {
    let AuditHead { n_entries, last } = head(tx).await?;
    let number = n_entries + 1;
    let bytes = record::encode(&AuditRecord { previous: last, at, who, deed })?;
    let head = AuditHead { n_entries: number, last: hash(number, &bytes) };
    tx.put(key::audit_entry(number), bytes)?;
    tx.put_record(key::audit_head(), &head)
}

/// Where the log ends.
///
/// # Errors
/// What the store says.
pub async fn head(reader: &Reader) -> Result<AuditHead, StoreError> {
    Ok(reader.record(&key::audit_head()).await?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::golden;
    use shared::{actor::Role, ticket::team::Team};

    fn entry(who: Who, deed: Deed) -> AuditRecord {
        let at = "2026-11-20T09:00:00Z".parse().unwrap();
        AuditRecord { previous: [7; HASH_BYTES], at, who, deed }
    }

    #[test]
    fn entries_are_stored_as_ever() {
        let (person, ana) = (PersonId(7), Who::Person(PersonId(8)));
        golden::check_as("audit.v1-signed-in", &entry(ana, Deed::SignedIn));
        golden::check_as("audit.v1-signed-out", &entry(ana, Deed::SignedOut));
        let failed = Deed::SignInFailed { person: Some(person), unrecorded: 3 };
        golden::check_as("audit.v1-sign-in-failed", &entry(Who::Nobody, failed));
        let roles = Roles::new(&[Role::Requester, Role::Agent]);
        let added = Deed::PersonAdded { person, roles };
        golden::check_as("audit.v1-person-added", &entry(Who::Operator, added));
        let changed = Deed::RolesChanged { person, roles: Roles::new(&[Role::Lead]) };
        golden::check_as("audit.v1-roles-changed", &entry(ana, changed));
        let changed = Deed::TeamsChanged { person, teams: Teams::Named(vec![Team::NETWORK]) };
        golden::check_as("audit.v1-teams-changed", &entry(ana, changed));
        for (file, deed) in [
            ("audit.v1-suspended", Deed::Suspended { person }),
            ("audit.v1-reinstated", Deed::Reinstated { person }),
            ("audit.v1-link-made", Deed::LinkMade { person }),
            ("audit.v1-password-chosen", Deed::PasswordChosen { person }),
            ("audit.v1-sign-ins-ended", Deed::SignInsEnded { person, n_ended: 3 }),
            ("audit.v1-provider-vouched", Deed::ProviderVouched { person }),
            ("audit.v1-linked", Deed::Linked { person }),
            ("audit.v1-unlinked", Deed::Unlinked { person }),
        ] {
            golden::check_as(file, &entry(ana, deed));
        }
        for (name, change) in [
            ("codes-set", FactorChange::CodesSet),
            ("codes-removed", FactorChange::CodesRemoved),
            ("recovery-made", FactorChange::RecoveryMade),
            ("recovery-used", FactorChange::RecoveryUsed),
            ("passkey-added", FactorChange::PasskeyAdded),
            ("passkey-removed", FactorChange::PasskeyRemoved),
            ("factors-reset", FactorChange::Reset(ResetReason::Lost)),
        ] {
            golden::check_as(
                &format!("audit.v1-{name}"),
                &entry(ana, Deed::Factor { person, change }),
            );
        }
        let refused =
            Deed::ProviderRefused { person: None, why: NotSignedIn::Taken, unrecorded: 3 };
        golden::check_as("audit.v1-provider-refused", &entry(Who::Provider, refused));
        golden::check_as("audit.v1-configured", &entry(ana, Deed::Configured { version: 3 }));
        for (name, what) in [("report", Export::Report), ("settings", Export::Settings)] {
            let exported = Deed::Exported { what };
            golden::check_as(&format!("audit.v1-exported-{name}"), &entry(ana, exported));
        }
        let (attachment, ticket) = (AttachmentId(5), TicketId(42));
        let until = "2026-11-20T10:00:00Z".parse().unwrap();
        for (file, deed) in [
            ("audit.v1-confided", Deed::Confided { ticket }),
            ("audit.v1-disclosed", Deed::Disclosed { ticket }),
            ("audit.v1-confidential-read", Deed::ConfidentialRead { ticket }),
            ("audit.v1-confidential-opened", Deed::ConfidentialOpened { ticket, until }),
            ("audit.v1-opening-reviewed", Deed::OpeningReviewed { ticket, by: person }),
        ] {
            golden::check_as(file, &entry(ana, deed));
        }
        let downloaded = Deed::Downloaded { attachment, ticket };
        golden::check_as("audit.v1-downloaded", &entry(ana, downloaded));
    }

    #[test]
    fn where_the_log_ends_is_stored_as_ever() {
        golden::check(&AuditHead { n_entries: 12, last: [7; HASH_BYTES] });
    }
}
