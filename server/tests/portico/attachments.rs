//! Files: on their way in, sent with something, read by those who may, and forgotten.

use crate::{
    app::{Answer, Client, TestApp, filing, key},
    attacks::Scene,
};
use axum::http::{HeaderMap, Method, StatusCode, header};
use chrono::TimeDelta;
use server::service::attachments;
use shared::{
    api::{
        attachments::{ListUploads, RemoveUpload},
        requests::{GetRequest, RequestEvent, SaveDraft, SendMessage},
        tickets::{GetTicket, NoteOnTicket, ReplyToTicket, TicketEvent},
    },
    attachment::{AttachmentRef, MAX_FILE_BYTES, MAX_FILES},
    problem::{Code, Problem},
};

/// The smallest PNG: one pixel.
const PIXEL: &[u8] = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1F\x15\xC4\x89\0\0\0\rIDATx\x9Cc\xF8\xCF\xC0\xF0\x1F\0\x05\0\x01\xFF\x89\x99\x3D\x1D\0\0\0\0IEND\xAE\x42\x60\x82";

fn ids(files: &[&AttachmentRef]) -> Vec<String> {
    files.iter().map(|it| it.id.to_string()).collect()
}

async fn read(client: &Client, file: &AttachmentRef) -> Answer {
    client.get(&file.address()).await
}

/// A message of rita's with files, on a request of hers.
async fn say(client: &Client, reference: &str, files: Vec<String>) -> Result<(), Problem> {
    let message = SendMessage {
        key: key(),
        reference: reference.to_owned(),
        body: "See the files".into(),
        files,
    };
    client.call(&message).await.map(drop)
}

/// The words that are said of the field of files.
fn about_files(problem: Result<impl std::fmt::Debug, Problem>) -> String {
    let problem = problem.unwrap_err();
    assert_eq!(problem.code, Code::Invalid, "{problem}");
    problem.text_for("files").unwrap().to_owned()
}

#[tokio::test]
async fn a_file_goes_with_what_it_was_sent_with() {
    let portico = TestApp::new().await;
    let (rita, ana) = (portico.client("rita"), portico.client("ana"));
    let screenshot = rita.upload("error.png", PIXEL).await.unwrap();
    let log = rita.upload("vpn.log", b"line one").await.unwrap();
    assert_eq!(rita.call(&ListUploads {}).await.unwrap().files, [screenshot.clone(), log.clone()]);

    let mut request = filing("VPN stops");
    request.files = ids(&[&screenshot]);
    let reference = rita.call(&request).await.unwrap().reference.to_string();
    say(&rita, &reference, ids(&[&log])).await.unwrap();
    assert!(rita.call(&ListUploads {}).await.unwrap().files.is_empty());

    let id = portico.ticket(&reference).await;
    let fix = ana.upload("profile.xml", b"<vpn/>").await.unwrap();
    let reply = ReplyToTicket {
        key: key(),
        id,
        reply: "Use this".into(),
        asks: String::new(),
        files: ids(&[&fix]),
        ..ReplyToTicket::default()
    };
    ana.call(&reply).await.unwrap();

    let shown = rita.call(&GetRequest { reference }).await.unwrap();
    let files: Vec<_> = shown.entries.iter().flat_map(|it| &it.files).collect();
    assert_eq!(files, [&screenshot, &log, &fix]);
    assert!(matches!(&shown.entries[0].what, RequestEvent::Filed { .. }));
    assert_eq!(shown.entries[0].files, std::slice::from_ref(&screenshot));
    let whole = ana.call(&GetTicket { id }).await.unwrap();
    let files: Vec<_> = whole.entries.iter().flat_map(|it| &it.files).collect();
    assert_eq!(files, [&screenshot, &log, &fix]);
    for file in [&screenshot, &log, &fix] {
        for client in [&rita, &ana] {
            assert_eq!(read(client, file).await.status, StatusCode::OK);
        }
    }
    assert_eq!(read(&ana, &log).await.bytes, b"line one");
}

/// 1: a file name is a text wherever it is shown.
#[tokio::test]
async fn attack_1_a_file_name_is_shown_as_text() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let hostile = "\"><img src=x onerror=alert(1)><script>.txt";
    let file = rita.upload(hostile, b"text").await.unwrap();
    let mut request = filing("See the file");
    request.files = ids(&[&file]);
    let reference = rita.call(&request).await.unwrap().reference.to_string();
    let id = portico.ticket(&reference).await;
    for (who, page) in
        [("rita", format!("/requests/{reference}")), ("ana", format!("/desk/tickets/{id}"))]
    {
        let html = portico.client(who).get(&page).await.text();
        assert!(html.contains("&lt;img src=x"), "{page} shows the name");
        assert!(!html.contains("<img src=x") && !html.contains("<script>.txt"), "{page}");
    }
    let disposition = read(&rita, &file).await.header(header::CONTENT_DISPOSITION).to_owned();
    assert!(
        disposition.starts_with("attachment; filename*=UTF-8''%2522%3E%3Cimg"),
        "{disposition}"
    );
}

/// 5: whatever is not a picture that was drawn anew can be downloaded, and nothing more.
#[tokio::test]
async fn attack_5_only_drawn_pictures_are_shown() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let files = [
        ("a.svg", &b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"[..]),
        ("a.png", b"<svg onload=alert(1)><unclosed>"),
        ("a.jpg", b"<!DOCTYPE html><script>alert(1)</script>"),
        ("a.html", b"<script>alert(1)</script>"),
        ("a.pdf", b"%PDF-1.7\n<html><script>alert(1)</script>"),
        ("a.xml", b"<?xml version='1.0'?><?xml-stylesheet href='a.xsl'?><a/>"),
    ];
    for (name, bytes) in files {
        let file = rita.upload(name, bytes).await.unwrap();
        let answer = read(&rita, &file).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header(header::CONTENT_TYPE), "application/octet-stream", "{name}");
        let expected = format!("attachment; filename*=UTF-8''{name}");
        assert_eq!(answer.header(header::CONTENT_DISPOSITION), expected);
        guarded(&answer.headers);
    }
    let picture = rita.upload("a.png", &[PIXEL, b"<script>alert(1)</script>"].concat()).await;
    let answer = read(&rita, &picture.unwrap()).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "image/png");
    assert_eq!(answer.header(header::CONTENT_DISPOSITION), "inline; filename*=UTF-8''a.png");
    assert!(!answer.text().contains("<script"));
    guarded(&answer.headers);
}

#[track_caller]
fn guarded(headers: &HeaderMap) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox; default-src 'none'; frame-ancestors 'none'"),
        ("cache-control", "private, no-store"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(headers[name], value);
    }
}

/// 10: a file is there for those who may read what it was sent with, and for nobody else.
#[tokio::test]
async fn attack_10_the_address_of_a_file_gives_nothing_away() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let sent = rita.upload("sent.log", b"secret").await.unwrap();
    let mut request = filing("See the log");
    request.files = ids(&[&sent]);
    rita.call(&request).await.unwrap();
    let waiting = rita.upload("waiting.log", b"secret").await.unwrap();
    let absent = rita.get("/attachments/18446744073709551615").await;
    assert_eq!(absent.status, StatusCode::NOT_FOUND);

    for (who, address) in [
        ("nobody", sent.address()),
        ("otto", sent.address()),
        ("max", sent.address()),
        ("nobody", waiting.address()),
        ("otto", waiting.address()),
        ("ana", waiting.address()),
        ("rita", format!("/attachments/{}", sent.id.0 + 1)),
        ("rita", format!("/attachments/{}", sent.id.0 - 1)),
        ("rita", format!("/attachments/0{}", u64::MAX)),
        ("rita", "/attachments/-1".to_owned()),
        ("rita", "/attachments/..%2f..%2fstore".to_owned()),
    ] {
        let answer = portico.client(who).get(&address).await;
        assert_eq!(
            (answer.status, &answer.bytes),
            (absent.status, &absent.bytes),
            "{who} {address}"
        );
    }
    for (who, file) in [("rita", &sent), ("ana", &sent), ("lea", &sent), ("rita", &waiting)] {
        assert_eq!(read(&portico.client(who), file).await.status, StatusCode::OK, "{who}");
    }
}

/// 12: nobody sends what is not theirs, and nothing is sent twice.
#[tokio::test]
async fn attack_12_only_ones_own_uploads_can_be_sent_and_only_once() {
    let portico = TestApp::new().await;
    let (rita, otto) = (portico.client("rita"), portico.client("otto"));
    let reference = portico.file("otto", "Mine").await;
    let foreign = rita.upload("rita.log", b"secret").await.unwrap();
    let gone = "Add the file again: it is no longer here";
    let before = portico.fingerprint().await;
    let refused = about_files(say(&otto, &reference, ids(&[&foreign])).await);
    let absent = about_files(say(&otto, &reference, vec!["7".to_owned()]).await);
    assert_eq!((refused.as_str(), absent.as_str()), (gone, gone));
    assert_eq!(portico.fingerprint().await, before, "a refused message changes nothing");

    let own = otto.upload("otto.log", b"mine").await.unwrap();
    say(&otto, &reference, ids(&[&own, &own])).await.unwrap();
    assert_eq!(about_files(say(&otto, &reference, ids(&[&own])).await), gone);
    let remove = RemoveUpload { key: key(), attachment: own.id };
    assert_eq!(otto.call(&remove).await.unwrap_err().code, Code::NotFound, "it was sent");
}

/// 13 and 43 for the one call whose body is no JSON.
#[tokio::test]
async fn attack_13_and_43_an_upload_is_one_file_from_our_own_page() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let before = portico.fingerprint().await;
    let address = "/api/v1/attachments";
    let file = ("file", Some("a.log"), &b"text"[..]);
    for (what, parts, status) in [
        ("another field", vec![("role", None, &b"admin"[..]), file], 422),
        ("another field behind", vec![file, ("owner", None, &b"1"[..])], 422),
        ("two files", vec![file, file], 422),
        ("no file", vec![], 400),
    ] {
        let answer = rita.multipart(address, &parts).await;
        assert_eq!(answer.status, status, "{what}: {}", answer.text());
    }
    assert_eq!(rita.json(Method::POST, address, "{}").await.status, 415);
    assert_eq!(portico.client("nobody").upload("a", b"b").await.unwrap_err().status, 401);
    let kind = ("content-type", "multipart/form-data; boundary=edge");
    let body = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nb\r\n--edge--\r\n";
    for crossing in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
    ] {
        let answer = rita.send(Method::POST, address, &[kind, crossing], body).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{crossing:?}");
    }
    assert_eq!(portico.fingerprint().await, before);
    assert_eq!(portico.app.attachments.all().await.unwrap(), [[0; 32]; 0]);
}

/// 19: a file of a note is for staff, as the note is. What else is told of it is looked for in `leaks`.
#[tokio::test]
async fn attack_19_a_file_of_a_note_never_leaves_the_desk() {
    let scene = Scene::new("qvantelope").await;
    let portico = &scene.portico;
    let address = format!("/attachments/{}", scene.note_file);
    let absent = portico.client("rita").get("/attachments/7").await;
    for who in ["nobody", "rita", "otto", "max"] {
        let answer = portico.client(who).get(&address).await;
        assert_eq!((answer.status, answer.bytes), (absent.status, absent.bytes.clone()), "{who}");
    }
    for who in ["ana", "lea"] {
        assert_eq!(portico.client(who).get(&address).await.bytes, b"qvantelope", "{who}");
    }
    // Nor is one that staff made of their own request.
    let reference = portico.file("ana", "My own").await;
    let id = portico.ticket(&reference).await;
    let lea = portico.client("lea");
    let file = lea.upload("a.log", b"about ana").await.unwrap();
    let note = NoteOnTicket { key: key(), id, note: "Hm".into(), files: ids(&[&file]) };
    lea.call(&note).await.unwrap();
    let shown = portico.client("ana").call(&GetRequest { reference }).await.unwrap();
    assert!(shown.entries.iter().all(|it| it.files.is_empty()));
    let whole = lea.call(&GetTicket { id }).await.unwrap();
    let noted = whole.entries.iter().find(|it| matches!(it.what, TicketEvent::Note { .. }));
    assert_eq!(noted.unwrap().files, [file]);
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_is_told_why() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let limit = usize::try_from(MAX_FILE_BYTES).unwrap();
    for (name, bytes, text) in [
        ("a.log", vec![], "Choose another file: “a.log” is empty"),
        ("a.log", vec![0; limit + 1], "Choose a file of at most 10 MB: “a.log” is larger"),
        ("a.exe", vec![1], "Add a screenshot or a log instead: “a.exe” is a program"),
        (
            "a.png",
            PIXEL[..40].to_vec(),
            "Save “a.png” again as a picture, then add it: it cannot be opened",
        ),
    ] {
        assert_eq!(about_files(rita.upload(name, &bytes).await), text);
    }
    let far_too_large = rita.upload("a.log", &vec![0; 3 * limit]).await.unwrap_err();
    assert_eq!(far_too_large.code, Code::TooLarge);
    assert!(rita.call(&ListUploads {}).await.unwrap().files.is_empty());
}

#[tokio::test]
async fn an_upload_can_be_taken_back_until_it_is_sent() {
    let portico = TestApp::new().await;
    let (rita, otto) = (portico.client("rita"), portico.client("otto"));
    let one = rita.upload("a.log", b"same bytes").await.unwrap();
    let other = otto.upload("b.log", b"same bytes").await.unwrap();
    let remove = RemoveUpload { key: key(), attachment: one.id };
    let foreign = otto.call(&RemoveUpload { key: key(), ..remove.clone() }).await.unwrap_err();
    assert_eq!(foreign.code, Code::NotFound);
    // Twice with one key is once.
    rita.call(&remove).await.unwrap();
    rita.call(&remove).await.unwrap();
    assert_eq!(read(&rita, &one).await.status, StatusCode::NOT_FOUND);
    assert_eq!(read(&otto, &other).await.bytes, b"same bytes", "another has the same");
    otto.call(&RemoveUpload { key: key(), attachment: other.id }).await.unwrap();
    assert!(portico.app.attachments.all().await.unwrap().is_empty());
}

#[tokio::test]
async fn what_is_not_sent_within_a_day_is_forgotten() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let old = rita.upload("old.log", b"old").await.unwrap();
    let sent = rita.upload("sent.log", b"sent").await.unwrap();
    let mut request = filing("See the log");
    request.files = ids(&[&sent]);
    rita.call(&request).await.unwrap();
    portico.app.clock.advance(TimeDelta::hours(23));
    let new = rita.upload("new.log", b"new").await.unwrap();
    assert_eq!(attachments::sweep(&portico.app).await.unwrap(), 0);
    portico.app.clock.advance(TimeDelta::hours(1) + TimeDelta::seconds(1));
    assert_eq!(attachments::sweep(&portico.app).await.unwrap(), 1);
    for (file, status) in [(&old, 404), (&sent, 200), (&new, 200)] {
        assert_eq!(read(&rita, file).await.status, status, "{}", file.name);
    }
    assert_eq!(portico.app.attachments.all().await.unwrap().len(), 2);
    let reference = portico.file("rita", "Later").await;
    let gone = about_files(say(&rita, &reference, ids(&[&old])).await);
    assert_eq!(gone, "Add the file again: it is no longer here");
}

#[tokio::test]
async fn bytes_to_which_nothing_refers_are_removed() {
    let portico = TestApp::new().await;
    let mut incoming = portico.app.attachments.receive().await.unwrap();
    incoming.write(b"stopped before the record was written").await.unwrap();
    let name = shared::attachment::name::FileName::of("a.log");
    drop(portico.app.attachments.keep(incoming, name).await.unwrap());
    let needed = portico.client("rita").upload("b.log", b"needed").await.unwrap();
    assert_eq!(attachments::sweep_strays(&portico.app).await.unwrap(), 1);
    assert_eq!(attachments::sweep_strays(&portico.app).await.unwrap(), 0);
    assert_eq!(read(&portico.client("rita"), &needed).await.bytes, b"needed");
}

#[tokio::test]
async fn one_person_does_not_fill_the_disk_with_what_is_never_sent() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    for n in 0..50 {
        rita.upload("a.log", format!("{n}").as_bytes()).await.unwrap();
    }
    let refused = rita.upload("a.log", b"one more").await.unwrap_err();
    assert_eq!(refused.code, Code::TooMany, "{refused}");
    portico.client("otto").upload("a.log", b"another's").await.unwrap();
}

#[tokio::test]
async fn a_plain_form_takes_files_from_the_first_page_to_the_request() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let first = key();
    let parts = [
        ("key", None, first.as_bytes()),
        ("page", None, b"describe"),
        ("description", None, b"VPN stops"),
        ("files", Some("error.png"), PIXEL),
        ("files", Some("vpn.log"), b"line one"),
        ("files", Some(""), b""),
    ];
    let answer = rita.multipart("/new/describe", &parts).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let address = answer.header(header::LOCATION).to_owned();
    let draft = address.split("draft=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    let uploads = rita.call(&ListUploads {}).await.unwrap().files;
    let names: Vec<&str> = uploads.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["error.png", "vpn.log"]);

    // Back on the first page they are offered to be kept: one is, and another comes.
    let page = rita.get(&format!("/new?draft={draft}")).await.text();
    for file in &uploads {
        assert!(page.contains(&*file.name), "{} is named", file.name);
    }
    let (second, kept) = (key(), uploads[0].id.to_string());
    let parts = [
        ("key", None, second.as_bytes()),
        ("page", None, b"describe"),
        ("draft", None, draft.as_bytes()),
        ("description", None, b"VPN stops"),
        ("files", None, kept.as_bytes()),
        ("files", Some("more.log"), b"line two"),
    ];
    assert_eq!(rita.multipart("/new/describe", &parts).await.status, StatusCode::SEE_OTHER);
    let check = rita.get(&format!("/new/check?draft={draft}")).await.text();
    let sent: Vec<&str> = check
        .split("name=\"files\" value=\"")
        .skip(1)
        .filter_map(|it| it.split('"').next())
        .collect();
    assert_eq!(sent.len(), 2, "both are sent with the request");
    let fields = [
        ("key", key()),
        ("draft", draft.clone()),
        ("description", "VPN stops".to_owned()),
        ("category", "network".to_owned()),
        ("topic", "vpn".to_owned()),
        ("impact", "several".to_owned()),
        ("urgency", "slowed".to_owned()),
        ("files", sent[0].to_owned()),
        ("files", sent[1].to_owned()),
    ];
    let body = serde_html_form::to_string(fields).unwrap();
    let filed = rita.form("/new/check", &body).await;
    assert_eq!(filed.status, StatusCode::SEE_OTHER, "{}", filed.text());
    let reference = filed.header(header::LOCATION).split('/').nth(2).unwrap().to_owned();
    let shown = rita.get(&format!("/requests/{reference}")).await.text();
    assert!(shown.contains("error.png") && shown.contains("more.log"));
    assert!(!shown.contains("vpn.log"), "what was unchecked is not sent");
}

#[tokio::test]
async fn a_plain_form_is_told_of_every_file_and_field_at_once_and_keeps_the_good_ones() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let form_key = key();
    let parts = [
        ("key", None, form_key.as_bytes()),
        ("page", None, b"describe"),
        ("description", None, b""),
        ("files", Some("error.png"), PIXEL),
        ("files", Some("setup.exe"), b"MZ"),
        ("files", Some("empty.log"), b""),
    ];
    let answer = rita.multipart("/new/describe", &parts).await;
    let page = answer.text();
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for text in [
        "Enter what happened",
        "Add a screenshot or a log instead: “setup.exe” is a program",
        "Choose another file: “empty.log” is empty",
        "error.png",
    ] {
        assert!(page.contains(text), "{text}");
    }
    let upload = rita.call(&ListUploads {}).await.unwrap().files;
    assert!(page.contains(&format!("value=\"{}\"", upload[0].id)), "it need not be added again");
}

#[tokio::test]
async fn a_plain_form_takes_ten_files_and_says_so_of_more() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let reference = portico.file("rita", "Many files").await;
    let form_key = key();
    let mut parts = vec![("key", None, form_key.as_bytes()), ("body", None, &b"Here"[..])];
    parts.extend((0..=MAX_FILES).map(|_| ("files", Some("a.log"), &b"text"[..])));
    let address = format!("/requests/{reference}/messages");
    let answer = rita.multipart(&address, &parts).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Remove some files: at most 10 can be sent together"));
    parts.pop();
    let sent = rita.multipart(&address, &parts).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
}

/// 70: a form with files that is posted twice is one message.
#[tokio::test]
async fn attack_70_a_form_with_files_posted_twice_is_sent_once() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let reference = portico.file("rita", "Twice").await;
    let form_key = key();
    let parts = |contents: &'static [u8]| {
        [
            ("key", None, form_key.as_bytes()),
            ("body", None, &b"Here"[..]),
            ("files", Some("a.log"), contents),
        ]
    };
    let address = format!("/requests/{reference}/messages");
    for _ in 0..2 {
        let answer = rita.multipart(&address, &parts(b"same")).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    }
    assert_eq!(rita.multipart(&address, &parts(b"other")).await.status, StatusCode::CONFLICT);
    let shown = rita.call(&GetRequest { reference }).await.unwrap();
    let files: Vec<usize> = shown.entries.iter().map(|it| it.files.len()).collect();
    assert_eq!(files, [0, 1]);
}

#[tokio::test]
async fn a_draft_keeps_its_files() {
    let portico = TestApp::new().await;
    let rita = portico.client("rita");
    let file = rita.upload("a.log", b"text").await.unwrap();
    let save = SaveDraft {
        key: key(),
        page: "describe".into(),
        description: "VPN stops".into(),
        files: ids(&[&file]),
        ..SaveDraft::default()
    };
    let draft = rita.call(&save).await.unwrap();
    assert_eq!(draft.answers.files, ids(&[&file]));
}
