//! `check` finds what does not fit between attachments, what they were sent with, and their bytes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use server::{
    attachments::{Attachments, Kept, files::Files},
    check,
    service::requests::insert,
    store::{
        Options, Store, StoreError, Tx, key,
        tables::{
            attachments::{self, AttachmentRecord, SentWith},
            people::{self, PersonKind, PersonRecord},
            tickets,
        },
    },
};
use shared::{
    actor::{Role, Roles, Teams},
    attachment::name::FileName,
    id::{AttachmentId, PersonId, TicketId},
    text::{EmailAddress, PersonName},
    ticket::{
        event::Entry,
        intake::{Answers, NOT_SURE, tree::Tree},
    },
    time::Instant,
};
use std::path::PathBuf;
use tempfile::TempDir;

const RITA: PersonId = PersonId(7);
const TICKET: TicketId = TicketId(42);

/// A request with a file, and an upload that was not sent.
struct Portico {
    store: Store,
    files: Files,
    sent: AttachmentRecord,
    upload: AttachmentRecord,
    folder: TempDir,
}

impl Portico {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { durable: false, ..Options::default() };
        let store = Store::open(&folder.path().join("store"), options).unwrap();
        let place = folder.path().join("attachments");
        let kept = Attachments::open(&place).unwrap();
        let with = SentWith { ticket: TICKET, entry: 0, is_internal: false };
        let sent = record(5, &keep(&kept, "sent").await, Some(with));
        let upload = record(6, &keep(&kept, "not sent").await, None);
        let portico = Self { store, files: Files::at(&place), sent, upload, folder };
        let (sent, upload) = (&portico.sent, &portico.upload);
        let filled = portico.store.transact(|tx| async move {
            people::add(&tx, &rita())?;
            attachments::put(&tx, None, sent)?;
            attachments::put(&tx, None, upload)?;
            let files = vec![sent.reference()];
            insert(
                &tx,
                TICKET,
                RITA,
                answers().check(&Tree::starting()).unwrap(),
                files,
                at(),
                at(),
            )
            .await
        });
        filled.await.unwrap();
        portico
    }

    async fn damage(&self, spoil: impl Fn(&Tx) -> Result<(), StoreError>) {
        let spoil = &spoil;
        self.store.transact(|tx| async move { spoil(&tx) }).await.unwrap();
    }

    async fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        check::run(&self.store, &mut |it| faults.push(it.to_string())).await.unwrap();
        faults
    }

    async fn faults_of_files(&self) -> Vec<String> {
        let mut faults = Vec::new();
        let mut tell = |it: &check::files::FileFault| faults.push(it.to_string());
        let report = check::files::run(&self.store, &self.files, &mut tell).await.unwrap();
        assert_eq!(report.n_faults, faults.len() as u64);
        assert_eq!(report.to_string(), format!("checked 2 files, {} faults", faults.len()));
        faults
    }

    fn place(&self, attachment: &AttachmentRecord) -> PathBuf {
        self.files.path(&attachment.hash)
    }
}

async fn keep(attachments: &Attachments, contents: &str) -> Kept {
    let mut incoming = attachments.receive().await.unwrap();
    incoming.write(contents.as_bytes()).await.unwrap();
    attachments.keep(incoming, FileName::of("vpn.log")).await.unwrap()
}

fn record(id: u64, kept: &Kept, sent: Option<SentWith>) -> AttachmentRecord {
    AttachmentRecord {
        id: AttachmentId(id),
        owner: RITA,
        name: kept.name.clone(),
        size: kept.size,
        kind: kept.kind,
        hash: kept.hash,
        uploaded: at(),
        sent,
    }
}

fn rita() -> PersonRecord {
    PersonRecord {
        id: RITA,
        name: PersonName::parse("rita").unwrap(),
        email: EmailAddress::parse("rita@portico.example").unwrap(),
        roles: Roles::new(&[Role::Requester]),
        password: None,
        created: at(),
        kind: PersonKind::Member,
        suspended: None,
        teams: Teams::All,
    }
}

fn answers() -> Answers {
    Answers {
        description: "VPN stops".to_owned(),
        category: "something-else".to_owned(),
        impact: NOT_SURE.to_owned(),
        urgency: NOT_SURE.to_owned(),
        ..Answers::default()
    }
}

fn at() -> Instant {
    "2026-11-20T09:00:00Z".parse().unwrap()
}

#[tokio::test]
async fn what_is_whole_has_no_faults() {
    let portico = Portico::new().await;
    assert_eq!(portico.faults().await, [""; 0]);
    assert_eq!(portico.faults_of_files().await, [""; 0]);
}

#[tokio::test]
async fn damage_to_attachments_is_named() {
    let with = |sent: SentWith| {
        move |it: &AttachmentRecord| AttachmentRecord { sent: Some(sent), ..it.clone() }
    };
    let internal = with(SentWith { ticket: TICKET, entry: 0, is_internal: true });
    let portico = Portico::new().await;
    let (sent, upload) = (portico.sent.clone(), portico.upload.clone());

    portico.damage(|tx| tx.put_record(key::attachment(5), &internal(&sent))).await;
    assert_eq!(portico.faults().await, ["attachment 5: is for other readers than its entry"]);

    portico.damage(|tx| attachments::put(tx, None, &sent)).await;
    portico.damage(|tx| tx.delete(key::attachment_by_hash(&sent.hash, 5))).await;
    assert_eq!(
        portico.faults().await,
        ["attachment 5: the row of attachment 5 by its bytes is missing"]
    );

    portico.damage(|tx| attachments::put(tx, None, &sent)).await;
    portico.damage(|tx| attachments::remove(tx, &sent)).await;
    assert_eq!(portico.faults().await, ["entry 0 of ticket 42: attachment 5 is not there"]);

    portico.damage(|tx| attachments::put(tx, None, &sent)).await;
    portico.damage(|tx| tx.put(key::upload_of_person(RITA.0, 5), [])).await;
    assert_eq!(
        portico.faults().await,
        ["the row of upload 5 among those of person 7: attachment 5 does not have it"]
    );

    portico.damage(|tx| tx.delete(key::upload_of_person(RITA.0, 5))).await;
    portico.damage(|tx| tx.delete(key::upload_by_time(millis(), upload.id.0))).await;
    assert_eq!(
        portico.faults().await,
        ["attachment 6: the row of upload 6 by its time is missing"]
    );
}

#[tokio::test]
async fn an_entry_lists_what_was_sent_with_it() {
    let portico = Portico::new().await;
    let found = portico.store.read(|reader| async move { tickets::entries(&reader, TICKET).await });
    let entry = found.await.unwrap().remove(0);
    let without = Entry { files: Vec::new(), ..entry };
    portico.damage(|tx| tx.put_record(key::entry(42, 0), &without)).await;
    assert_eq!(portico.faults().await, ["attachment 5: entry 0 of ticket 42 does not have it"]);
}

fn millis() -> u64 {
    u64::try_from(at().timestamp_millis()).unwrap()
}

#[tokio::test]
async fn damage_to_files_is_named() {
    let portico = Portico::new().await;
    let place = portico.place(&portico.sent);
    std::fs::write(&place, "tens").unwrap();
    assert_eq!(portico.faults_of_files().await, ["attachment 5: its file was changed"]);
    std::fs::write(&place, "sen").unwrap();
    assert_eq!(portico.faults_of_files().await, ["attachment 5: its file has another size"]);
    std::fs::remove_file(&place).unwrap();
    assert_eq!(portico.faults_of_files().await, ["attachment 5: its file is missing"]);
}

#[tokio::test]
async fn a_file_without_an_attachment_is_named() {
    let portico = Portico::new().await;
    let stray = format!("{:02x}/{:062x}", 0xAB, 7);
    let attachments = portico.folder.path().join("attachments");
    std::fs::create_dir_all(attachments.join("ab")).unwrap();
    std::fs::write(attachments.join(&stray), "stray").unwrap();
    std::fs::write(attachments.join("ab/notes.txt"), "of somebody").unwrap();
    std::fs::write(attachments.join("incoming/0"), "on its way").unwrap();
    assert_eq!(
        portico.faults_of_files().await,
        [
            format!("file {stray}: no attachment has it"),
            "file ab/notes.txt: no attachment has it".to_owned()
        ]
    );
}
