//! Attacks by what points at other people’s things: links, files, names and addresses.

use crate::{
    app::{TestApp, filing, key},
    attacks::Scene,
    leaks::{everything, holds},
};
use axum::http::{Method, StatusCode};
use serde_json::json;
use server::service::held;
use shared::{
    actor::Role,
    api::{
        Endpoint,
        calls::LogCall,
        colleagues::AddColleague,
        held::UndoSend,
        related::{LinkTicket, SplitTicket},
        requests::{FileRequest, GetRequest, RequestEvent},
        tickets::{GetTicket, NoteOnTicket, ReplyToTicket},
    },
    problem::Code,
    ticket::held::UNDO_WITHIN,
};

/// 12: nothing new is made that points at what belongs to others.
#[tokio::test]
async fn attack_12_nothing_is_made_that_points_at_what_others_have() {
    let scene = Scene::new("a note").await;
    let portico = &scene.portico;
    portico.join("ned", Role::Agent, "network").await;
    let own = portico.file("otto", "The VPN stops").await;
    let own = portico.ticket(&own).await;
    let before = portico.fingerprint().await;
    let (otto, ned) = (portico.client("otto"), portico.client("ned"));
    let pointing = [
        ("links", json!([scene.ticket])),
        ("parent", json!(scene.ticket)),
        ("merge_into", json!(scene.reference)),
        ("requester_id", json!("1")),
        ("requester", json!("rita@portico.example")),
        ("cc", json!(["rita@portico.example"])),
        ("ticket", json!(scene.ticket)),
        ("team", json!("network")),
        ("confidential", json!(false)),
        ("readers", json!(["1"])),
    ];
    // What makes a ticket takes no such field, from anybody.
    let filing = serde_json::to_value(filing("It broke")).unwrap();
    let call = LogCall {
        key: key(),
        who: "otto".into(),
        description: "It broke".into(),
        ..LogCall::default()
    };
    let call = serde_json::to_value(LogCall { category: "network".into(), ..call }).unwrap();
    let split = SplitTicket {
        key: key(),
        id: own,
        description: "It smells".into(),
        ..SplitTicket::default()
    };
    let address = split.address();
    let split = serde_json::to_value(SplitTicket { about: "network".into(), ..split }).unwrap();
    for (who, route, body) in [
        (&otto, FileRequest::ROUTE, &filing),
        (&ned, FileRequest::ROUTE, &filing),
        (&ned, LogCall::ROUTE, &call),
        (&ned, &*address, &split),
    ] {
        for (field, value) in &pointing {
            let mut body = body.clone();
            body[*field] = value.clone();
            let answer = who.json(Method::POST, route, body.to_string()).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{route} with {field}");
        }
    }
    // Files of others go with nothing.
    for file in [&scene.upload, &scene.note_file] {
        let files = vec![file.clone()];
        let filed =
            FileRequest { key: key(), files: files.clone(), ..crate::app::filing("It broke") };
        assert!(otto.call(&filed).await.unwrap_err().text_for("files").is_some());
        let note = NoteOnTicket { key: key(), id: own, note: "For us".into(), files };
        assert!(ned.call(&note).await.unwrap_err().text_for("files").is_some());
    }
    // Nor is what one has tied to them.
    for tie in ["related", "merge"] {
        let (reference, tie) = (scene.reference.clone(), tie.to_owned());
        let link = LinkTicket { key: key(), id: own, reference, tie };
        assert!(ned.call(&link).await.unwrap_err().text_for("reference").is_some());
    }
    assert_eq!(portico.fingerprint().await, before, "nothing was made or changed");
}

/// 17: below what is sent stands whoever wrote it, whatever a colleague does with it meanwhile.
#[tokio::test]
async fn attack_17_what_is_sent_is_its_writers() {
    let portico = TestApp::with(|site| site.undo = UNDO_WITHIN).await;
    let reference = portico.file("rita", "The VPN stops").await;
    let id = portico.ticket(&reference).await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let reply = |reply: &str| ReplyToTicket {
        key: key(),
        id,
        reply: reply.to_owned(),
        ..ReplyToTicket::default()
    };
    ana.call(&reply("By ana")).await.unwrap();
    let waiting = lea.call(&GetTicket { id }).await.unwrap().on_the_way.remove(0);
    assert!(waiting.by == "ana" && !waiting.is_mine, "{waiting:?}");
    // A colleague neither takes it back nor gets it into their own box.
    let undo = UndoSend { key: key(), id, held: waiting.held.to_string() };
    assert_eq!(lea.call(&undo).await.unwrap_err().code, Code::Conflict);
    assert!(lea.call(&GetTicket { id }).await.unwrap().taken_back.is_empty());
    lea.call(&reply("By lea")).await.unwrap();
    // Nobody says in a field that it is somebody else’s.
    let mut body = serde_json::to_value(reply("By max")).unwrap();
    for field in ["by", "author", "author_id", "from"] {
        body[field] = "1".into();
        let address = reply("").address();
        let answer = lea.json(Method::POST, &address, body.to_string()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        body.as_object_mut().unwrap().remove(field);
    }
    portico.app.clock.advance(UNDO_WITHIN);
    held::tell_due(&portico.app, id).await.unwrap();
    let told = portico.client("rita").call(&GetRequest { reference }).await.unwrap();
    let told = told.entries.into_iter().filter_map(|it| match it.what {
        RequestEvent::Message { body, .. } => Some((it.by, body)),
        _ => None,
    });
    let expected = [("ana", "By ana"), ("lea", "By lea")];
    assert_eq!(
        told.collect::<Vec<_>>(),
        expected.map(|(by, body)| (by.to_owned(), body.to_owned()))
    );
}

/// 22: no address of the desk, and none of others who read along, is in anything that requesters are sent.
#[tokio::test]
async fn attack_22_requesters_read_no_addresses_of_the_desk_or_of_each_other() {
    let scene = Scene::new("a note").await;
    let rita = scene.portico.client("rita");
    for email in ["otto@portico.example", "rolf@elsewhere.example"] {
        let (reference, email) = (scene.reference.clone(), email.to_owned());
        rita.call(&AddColleague { key: key(), reference, email }).await.unwrap();
    }
    let slugs = std::slice::from_ref(&scene.slug);
    let desk = ["ana@portico.example", "lea@portico.example", "max@portico.example"];
    for who in ["nobody", "rita", "otto"] {
        for (address, bytes) in everything(&scene, who, slugs).await {
            for email in desk {
                assert!(!holds(&bytes, email), "{address} tells {who} {email}");
            }
            let others = ["rolf@elsewhere.example", "rita@portico.example"];
            for email in others.iter().filter(|_| who != "rita") {
                assert!(!holds(&bytes, email), "{address} tells {who} {email}");
            }
        }
    }
    let own = everything(&scene, "rita", slugs).await;
    let is_told = own.iter().any(|it| holds(&it.1, "rolf@elsewhere.example"));
    assert!(is_told, "whoever shared it reads with whom");
}
