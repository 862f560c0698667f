//! What somebody may have to account for is in the audit log, and nothing of it can be changed unseen
//! (attack 62).

use crate::{
    app::{Client, PEOPLE, TestApp, filing, filing_as_guest, key},
    attacks::Scene,
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use server::{
    check::audit::{AuditReport, Mark, verify},
    service::accounts,
    store::{
        Direction, StoreError, Tx, key as store_key, record,
        tables::{
            audit::{self, AuditHead, AuditRecord, Deed, Export, Who},
            people,
        },
    },
};
use shared::{
    api::{
        report::REPORTED_TABLE,
        requests::FileRequest,
        session::{SignIn, SignOut},
    },
    id::PersonId,
    text::{EmailAddress, PersonName},
    time::Instant,
};

impl TestApp {
    /// Everything that is in the audit log.
    pub(crate) async fn audit(&self) -> Vec<AuditRecord> {
        let read = self.app.store.read(|reader| async move {
            let span = store_key::audit_entries();
            reader.range(&span, usize::MAX, Direction::Forward).await
        });
        read.await.unwrap().iter().map(|(_, value)| record::decode(value).unwrap()).collect()
    }

    /// Who did what since there were `n_before` entries.
    pub(crate) async fn audited_since(&self, n_before: usize) -> Vec<(Who, Deed)> {
        self.audit().await.split_off(n_before).into_iter().map(|it| (it.who, it.deed)).collect()
    }

    pub(crate) async fn id(&self, name: &str) -> PersonId {
        let email = EmailAddress::parse(&format!("{name}@portico.example")).unwrap();
        let read = self.app.store.read(|reader| {
            let email = email.clone();
            async move { people::by_email(&reader, &email).await }
        });
        read.await.unwrap().unwrap().id
    }

    async fn verify(&self, known: Option<Mark>) -> AuditReport {
        verify(&self.app.store, known).await.unwrap()
    }
}

/// Adds somebody with a password, which only a sign-in needs.
async fn add_pia(portico: &TestApp) -> PersonId {
    let name = PersonName::parse("Pia").unwrap();
    let email = EmailAddress::parse("pia@portico.example").unwrap();
    let password = Some("a long way to the sea".to_owned());
    accounts::add_person(&portico.app, name, email, &[], password).await.unwrap().id
}

async fn sign_in(client: &Client, email: &str, password: &str) -> (StatusCode, Client) {
    let form = SignIn {
        key: key(),
        email: email.to_owned(),
        password: password.to_owned(),
        ..SignIn::default()
    };
    let answer = client.post(&form).await;
    let mut client = client.clone();
    if answer.status.is_success() {
        client.cookie = Some(answer.cookie());
    }
    (answer.status, client)
}

#[tokio::test]
async fn people_and_their_sign_ins_are_in_the_log() {
    let portico = TestApp::new().await;
    let n_before = portico.audit().await.len();
    assert_eq!(n_before, PEOPLE.len(), "each of them was added by a command");

    let pia = add_pia(&portico).await;
    let nobody = portico.client("nobody");
    let (wrong, _) = sign_in(&nobody, "pia@portico.example", "a short way").await;
    assert_eq!(wrong, StatusCode::UNAUTHORIZED);
    assert_eq!(sign_in(&nobody, "pim@portico.example", "any").await.0, wrong);
    let (right, client) = sign_in(&nobody, "pia@portico.example", "a long way to the sea").await;
    assert_eq!(right, StatusCode::CREATED);
    client.call(&SignOut { key: key() }).await.unwrap();
    client.call(&SignOut { key: key() }).await.unwrap();

    let failed = |person| (Who::Nobody, Deed::SignInFailed { person, unrecorded: 0 });
    let added = Deed::PersonAdded { person: pia, roles: Default::default() };
    let expected = [
        (Who::Operator, added),
        failed(Some(pia)),
        failed(None),
        (Who::Person(pia), Deed::SignedIn),
        (Who::Person(pia), Deed::SignedOut),
    ];
    assert_eq!(portico.audited_since(n_before).await, expected);
    assert!(portico.verify(None).await.broken.is_none());
}

#[tokio::test]
async fn a_flood_of_failed_sign_ins_is_no_flood_of_entries() {
    let portico = TestApp::new().await;
    let n_before = portico.audit().await.len();
    let nobody = portico.client("nobody");
    for _ in 0..64 {
        sign_in(&nobody, "nobody@portico.example", "any").await;
    }
    assert_eq!(portico.audited_since(n_before).await.len(), 60);
    portico.app.clock.advance(TimeDelta::minutes(1));
    sign_in(&nobody, "nobody@portico.example", "any").await;
    let last = portico.audited_since(n_before).await.pop().unwrap();
    assert_eq!(last.1, Deed::SignInFailed { person: None, unrecorded: 4 });
}

/// 60: what staff download is written down, by its ids alone.
#[tokio::test]
async fn attack_60_what_staff_download_is_in_the_log() {
    let scene = Scene::new("a note").await;
    let portico = &scene.portico;
    let n_before = portico.audit().await.len();
    let address = format!("/attachments/{}", scene.note_file);
    let own = format!("/attachments/{}", scene.upload);
    assert_eq!(portico.client("otto").get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portico.client("max").get(&address).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portico.client("rita").get(&own).await.status, StatusCode::OK);
    assert_eq!(portico.client("ana").get(&own).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portico.audited_since(n_before).await, []);
    assert_eq!(portico.client("ana").get(&address).await.status, StatusCode::OK);
    let attachment = scene.note_file.parse().unwrap();
    let deed = Deed::Downloaded { attachment, ticket: scene.ticket.parse().unwrap() };
    let who = Who::Person(portico.id("ana").await);
    assert_eq!(portico.audited_since(n_before).await, [(who, deed)]);
}

/// That a table was taken out is told before any of it is given; and nothing is told of who got nothing.
#[tokio::test]
async fn a_table_of_tickets_is_in_the_log() {
    let portico = TestApp::new().await;
    for who in ["rita", "otto"] {
        portico.file(who, "The laptop is slow").await;
    }
    let n_before = portico.audit().await.len();
    assert_eq!(portico.client("ana").get(REPORTED_TABLE).await.status, StatusCode::FORBIDDEN);
    assert_eq!(portico.audited_since(n_before).await, []);
    // Its body is not read.
    portico.client("lea").open(REPORTED_TABLE).await;
    let exported = Deed::Exported { what: Export::Report };
    let lea = Who::Person(portico.id("lea").await);
    assert_eq!(portico.audited_since(n_before).await, [(lea, exported)]);
}

/// What is refused is in no log of what was done, and what is read neither.
#[tokio::test]
async fn what_is_no_deed_is_not_in_the_log() {
    let portico = TestApp::new().await;
    let n_before = portico.audit().await.len();
    let reference = portico.file("rita", "The printer is silent").await;
    let rita = portico.client("rita");
    assert_eq!(rita.post(&FileRequest { key: key(), ..FileRequest::default() }).await.status, 422);
    assert_eq!(rita.get(&format!("/requests/{reference}")).await.status, 200);
    assert_eq!(portico.client("nobody").post(&filing_as_guest("It broke")).await.status, 201);
    assert_eq!(rita.post(&filing("It broke")).await.status, 201);
    assert_eq!(portico.audited_since(n_before).await, []);
}

fn at(minute: i64) -> Instant {
    "2026-11-23T10:00:00Z".parse::<Instant>().unwrap() + TimeDelta::minutes(minute)
}

/// Seven entries, one a minute: as people sign in.
async fn seven() -> TestApp {
    let portico = TestApp::new().await;
    portico
        .app
        .store
        .transact(|tx| async move {
            for row in tx.range(&store_key::audit_entries(), 100, Direction::Forward).await? {
                tx.delete(row.0)?;
            }
            tx.delete(store_key::audit_head())?;
            for minute in 0..7 {
                audit::append(&tx, at(minute), Who::Person(PersonId(7)), Deed::SignedIn).await?;
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    portico
}

/// The first bad entry of a log of seven with this damage, as it is named.
async fn named<Damage>(known: Option<Mark>, damage: Damage) -> String
where
    Damage: AsyncFn(&Tx) -> Result<(), StoreError>,
{
    let portico = seven().await;
    let damage = &damage;
    let damaged = portico.app.store.transact(|tx| async move { damage(&tx).await });
    damaged.await.unwrap();
    portico.verify(known).await.broken.map_or_else(String::new, |it| it.to_string())
}

async fn bytes(tx: &Tx, number: u64) -> Result<Vec<u8>, StoreError> {
    Ok(tx.get(&store_key::audit_entry(number)).await?.unwrap())
}

/// Writes another entry in the place of one.
async fn change(tx: &Tx, number: u64, change: fn(&mut AuditRecord)) -> Result<(), StoreError> {
    let mut entry = record::decode(&bytes(tx, number).await?)?;
    change(&mut entry);
    tx.put_record(store_key::audit_entry(number), &entry)
}

/// 62: whatever is done to the log in the store, the first entry that is wrong is named.
#[tokio::test]
async fn attack_62_the_first_bad_entry_is_named() {
    let portico = seven().await;
    let whole = portico.verify(None).await;
    assert!(whole.broken.is_none() && whole.set_back.is_empty(), "{whole}");
    assert!(whole.to_string().starts_with("7 audit entries, whole; keep 7:"), "{whole}");

    let unchained =
        |number: u64| format!("audit entry {number} does not follow from the one before");
    let missing = |number: u64| format!("audit entry {number} is missing");

    let someone_else = |it: &mut AuditRecord| it.who = Who::Person(PersonId(8));
    assert_eq!(named(None, async |tx| change(tx, 3, someone_else).await).await, unchained(4));
    let last = named(None, async |tx| change(tx, 7, someone_else).await).await;
    assert_eq!(last, "audit entry 7 is not the last that was written");

    assert_eq!(named(None, async |tx| tx.delete(store_key::audit_entry(1))).await, missing(1));
    assert_eq!(named(None, async |tx| tx.delete(store_key::audit_entry(4))).await, missing(4));
    let cut =
        async |tx: &Tx| (5..=7).try_for_each(|number| tx.delete(store_key::audit_entry(number)));
    assert_eq!(named(None, cut).await, missing(5));
    let emptied =
        async |tx: &Tx| (1..=7).try_for_each(|number| tx.delete(store_key::audit_entry(number)));
    assert_eq!(named(None, emptied).await, missing(1));

    let swapped = async |tx: &Tx| {
        let (third, fourth) = (bytes(tx, 3).await?, bytes(tx, 4).await?);
        tx.put(store_key::audit_entry(3), fourth)?;
        tx.put(store_key::audit_entry(4), third)
    };
    assert_eq!(named(None, swapped).await, unchained(3));
    let put_between = async |tx: &Tx| {
        for number in (3..=7).rev() {
            tx.put(store_key::audit_entry(number + 1), bytes(tx, number).await?)?;
        }
        Ok(())
    };
    assert_eq!(named(None, put_between).await, unchained(4));
    let put_before = async |tx: &Tx| tx.put(store_key::audit_entry(0), bytes(tx, 1).await?);
    assert_eq!(named(None, put_before).await, missing(1));
    let added = async |tx: &Tx| tx.put(store_key::audit_entry(8), bytes(tx, 7).await?);
    assert_eq!(named(None, added).await, unchained(8));
    let scribbled = named(None, async |tx| tx.put(store_key::audit_entry(2), b"scribble")).await;
    assert!(scribbled.starts_with("audit entry 2: "), "{scribbled}");
}

/// 62: a log that was cut off or written anew, with its end, is unmasked by an end that was kept elsewhere.
#[tokio::test]
async fn attack_62_a_log_written_anew_is_not_the_one_that_was_known() {
    let portico = seven().await;
    let known = portico.verify(None).await.end;
    assert!(portico.verify(Some(known)).await.broken.is_none());

    let forge = async |tx: &Tx, n_entries: u64| {
        let who = Who::Person(PersonId(8));
        (1..=7).try_for_each(|number| tx.delete(store_key::audit_entry(number)))?;
        tx.put_record(store_key::audit_head(), &AuditHead::default())?;
        for _ in 0..n_entries {
            audit::append(tx, Instant::UNIX_EPOCH, who, Deed::SignedIn).await?;
        }
        Ok(())
    };
    let gone = "audit entry 7 is not the one that was known";
    for n_entries in [0, 6, 7, 9] {
        let forged = async |tx: &Tx| forge(tx, n_entries).await;
        assert_eq!(named(None, &forged).await, "", "from inside nothing is to be seen");
        assert_eq!(named(Some(known), &forged).await, gone, "{n_entries} entries");
    }
    let longer = async |tx: &Tx| audit::append(tx, at(7), Who::Operator, Deed::SignedIn).await;
    assert_eq!(named(Some(known), longer).await, "", "what was added since is no fault");
}

/// 62: a clock that was set back is named, and is for people to explain.
#[tokio::test]
async fn attack_62_a_clock_that_was_set_back_is_named() {
    let portico = seven().await;
    let added = portico.app.store.transact(|tx| async move {
        for at in ["2026-11-23T10:05:30Z", "2026-11-23T09:00:00Z", "2026-11-23T10:10:00Z"] {
            audit::append(&tx, at.parse().unwrap(), Who::Operator, Deed::SignedIn).await?;
        }
        Ok::<_, StoreError>(())
    });
    added.await.unwrap();
    let report = portico.verify(None).await;
    assert_eq!(report.set_back, [9], "half a minute is a clock that is set right");
    assert!(report.broken.is_none());
    assert!(
        report.to_string().starts_with("audit entry 9 is older than the one before"),
        "{report}"
    );
}
