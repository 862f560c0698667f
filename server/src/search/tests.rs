//! Known incidents among the starter articles: found in people's own words, and not in those for other trouble.

use super::*;
use crate::{
    ids::IdSource,
    starter::{self, ARTICLES},
};
use shared::{
    id::{PersonId, Reference, TicketId},
    text::Remark,
    ticket::{
        intake::{Answers, tree::Tree},
        known::{Known, LOOKED_THROUGH, Notice, part},
        priority::Matrix,
    },
};

fn told(id: u64, title: &str, text: &str) -> OpenTicket {
    let now = "2026-11-22T09:00:00Z".parse().unwrap();
    let answers = Answers {
        description: "It broke".into(),
        category: "network".into(),
        topic: "vpn".into(),
        impact: "only-me".into(),
        urgency: "slowed".into(),
        ..Answers::default()
    };
    let reference = Reference::from_number(id);
    let intake = answers.check(&Tree::starting()).unwrap();
    let matrix = Matrix::default();
    let (mut ticket, _) =
        Ticket::file(TicketId(id), reference, PersonId(1), intake, &matrix, now, now);
    let (title, text) = (Title::parse(title).unwrap(), Remark::parse(text).unwrap());
    let notice = Notice { title, text, since: now, audience: Audience::Public };
    ticket.known = Some(Box::new(Known { notice, ended: None }));
    OpenTicket {
        head: Arc::new(ticket),
        requester: "Rita".into(),
        assignee: None,
        n_following: 0,
        changed: 0,
    }
}

#[test]
fn people_find_what_is_known_in_their_own_words() {
    let (ids, now) = (IdSource::default(), "2026-11-22T09:00:00Z".parse().unwrap());
    let articles = ARTICLES.iter().map(|it| starter::article(it, &ids, PersonId(1), now).unwrap());
    let known = [
        told(
            7,
            "The VPN is down",
            "You cannot connect to the VPN from home. Use webmail meanwhile.",
        ),
        told(
            8,
            "E-mail is slow",
            "Mail with attachments arrives late. Nothing is lost: do not send it again.",
        ),
    ];
    let shelves = build_all(articles.collect(), &known).unwrap();
    let index = &shelves[&Audience::Public].index;
    let mut wrong = Vec::new();
    for (typed, expected) in [
        ("vpn", &[7][..]),
        ("VPN down", &[7]),
        ("the vpn does not work", &[7]),
        ("I cannot connect to the VPN from home since this morning", &[7]),
        ("My mails arrive an hour late", &[8]),
        ("e-mail slow", &[8]),
        ("sending mail with an attachment takes for ever", &[8]),
        ("The printer on the second floor jams", &[]),
        ("I forgot my password", &[]),
        ("My laptop is very slow when I start it", &[]),
        ("I need a second monitor", &[]),
        ("no sound in calls", &[]),
        ("The screen stays black after an update", &[]),
    ] {
        let hits = index.search(typed, LOOKED_THROUGH);
        let scores: Vec<_> = hits.iter().map(|it| (it.id, it.score, it.is_close)).collect();
        let ids: Vec<u64> = part(hits.clone()).0.into_iter().map(|it| it.0).collect();
        if ids != expected {
            wrong.push(format!("“{typed}”: {ids:?} of {scores:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
