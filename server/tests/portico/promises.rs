//! What is promised: the same in the browser as on the server, and never moved in silence.

use crate::app::{TestApp, filing, key};
use axum::http::StatusCode;
use chrono::TimeDelta;
use chrono_tz::Tz;
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::TestRunner,
};
use shared::{
    api::{
        queue::ListQueue,
        requests::{GetPromiseBasis, GetRequest, PromiseBasis, RequestEvent},
        tickets::{GetTicket, PromiseUpdate, ReplyToTicket},
    },
    problem::Code,
    sla::clock::{Due, Facts, promise},
    ticket::priority::Priority,
    time::Instant,
};

const ZONES: [Tz; 5] = [
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::Asia__Kolkata,
    Tz::Pacific__Apia,
];

/// A browser may compute with what it was given for half a day: by then the page has long been left, or its
/// request was sent.
const MINUTES_OPEN: i64 = 12 * 60;

/// The browser gets what a promise is computed from as JSON and computes as the server does, at whatever
/// minute of the year the page was opened and at whatever minute after that the request arrives.
#[tokio::test]
async fn what_the_browser_computes_is_what_the_server_promises() {
    for zone in ZONES {
        let portico = TestApp::in_zone(zone).await;
        // Over a change of the clock in each zone that has one.
        for days in [0, 104, 19, 6, 185] {
            portico.app.clock.advance(TimeDelta::days(days) + TimeDelta::minutes(397));
            portico.sign_in("rita").await;
            let basis = portico.client("rita").call(&GetPromiseBasis {}).await.unwrap();
            assert_eq!(basis.now, portico.app.now());
            for receipt in receipts(&basis) {
                let rules = portico.app.rules();
                let working = rules.calendar.around(receipt);
                let facts = Facts::acknowledged(receipt);
                for priority in PRIORITIES {
                    let here = promise(&basis.policy, priority, receipt, &facts, &basis.working);
                    let there =
                        promise(&rules.settings.policy, priority, receipt, &facts, &working);
                    assert_eq!(here, there, "{priority:?} at {receipt} in {zone}");
                    assert!(!matches!(here.resolution, Due::Beyond), "{receipt}");
                }
            }
        }
    }
}

const PRIORITIES: [Priority; 4] =
    [Priority::Low, Priority::Medium, Priority::High, Priority::Critical];

/// Random seconds, and the edges of the hours.
fn receipts(basis: &PromiseBasis) -> Vec<Instant> {
    let last = basis.now + TimeDelta::minutes(MINUTES_OPEN);
    let edges = basis.working.spans.iter().flat_map(|it| [it.start, it.end]);
    let mut receipts: Vec<Instant> = edges
        .flat_map(|it| [-1, 0, 1].map(|second| it + TimeDelta::seconds(second)))
        .filter(|it| (basis.now..last).contains(it))
        .collect();
    let mut runner = TestRunner::deterministic();
    let second = 0..MINUTES_OPEN * 60;
    for _ in 0..50 {
        let after = second.new_tree(&mut runner).unwrap().current();
        receipts.push(basis.now + TimeDelta::seconds(after));
    }
    receipts
}

/// D3.9: a missed promise stays missed, and what an agent says instead is shown beside it and kept or missed
/// in turn.
#[tokio::test]
async fn a_missed_promise_is_shown_as_missed_with_the_new_time() {
    let portico = TestApp::new().await;
    let (rita, ana) = (portico.client("rita"), portico.client("ana"));
    let filed = rita.call(&filing("VPN stops")).await.unwrap();
    let reference = filed.reference.to_string();
    let id = portico.ticket(&reference).await;
    let page = format!("/requests/{reference}");
    assert_eq!(
        filed.promise.acknowledgement,
        Due::Met { at: filed.received, due: filed.received + TimeDelta::minutes(15) }
    );

    // Several people, slowed: high, so a reply within an hour, by 11:00.
    portico.app.clock.advance(TimeDelta::minutes(90));
    let late = rita.get(&page).await.text();
    assert!(late.contains("missed it. Nobody has given a new time yet."), "{late}");

    // As a browser without scripts sends it.
    let address = format!("/desk/tickets/{id}/next-update");
    let body = format!("key={}&id={id}&by=2026-11-23T12%3A15", key());
    assert_eq!(ana.form(&address, &body).await.status, StatusCode::SEE_OTHER);
    let new_time = rita.get(&page).await.text();
    assert!(new_time.contains("missed it. New time: today, 12:15."), "{new_time}");
    assert!(new_time.contains("missed, now 12:15"), "{new_time}");
    let seen = rita.call(&GetRequest { reference: reference.clone() }).await.unwrap();
    let by: Instant = "2026-11-23T12:15:00Z".parse().unwrap();
    assert_eq!(seen.promise.next_update, Some(Due::At(by)));
    assert_eq!(seen.promise.first_response, filed.promise.first_response, "nothing was moved");
    assert_eq!(seen.entries.last().unwrap().what, RequestEvent::UpdatePromised { by });

    // The new time passes as well: it is missed in turn, and heads the queue.
    portico.app.clock.advance(TimeDelta::minutes(60));
    let again = rita.get(&page).await.text();
    assert!(
        again.contains("You were to hear more by today, 12:15, and we missed that."),
        "{again}"
    );
    assert_eq!(
        ana.call(&ListQueue::default()).await.unwrap().tickets[0].due,
        Some(filed_due(&filed.promise.first_response))
    );
    let reply =
        ReplyToTicket { key: key(), id, reply: "It is the router".into(), ..Default::default() };
    ana.call(&reply).await.unwrap();
    let detail = ana.call(&GetTicket { id }).await.unwrap();
    let told = portico.app.now();
    assert_eq!(detail.promise.next_update, Some(Due::Missed { at: told, due: by }));
}

fn filed_due(due: &Due) -> Instant {
    match due {
        Due::At(at) => *at,
        other => panic!("{other:?} is no due time"),
    }
}

#[tokio::test]
async fn a_new_time_is_read_in_the_desks_zone_and_has_to_be_one() {
    let portico = TestApp::in_zone(Tz::Asia__Kolkata).await;
    let reference = portico.file("rita", "It broke").await;
    let id = portico.ticket(&reference).await;
    let ana = portico.client("ana");
    let before = portico.fingerprint().await;
    for by in ["", "soon", "2026-11-23T09:00", "2026-12-30T09:00", "2026-11-24"] {
        let refused = ana.call(&PromiseUpdate { key: key(), id, by: by.into() }).await.unwrap_err();
        assert_eq!(refused.code, Code::Invalid, "{by}");
        assert!(refused.text_for("by").is_some(), "{by}");
    }
    let by = "2026-11-24T09:00".to_owned();
    let theirs = PromiseUpdate { key: key(), id, by: by.clone() };
    assert!(portico.client("rita").call(&theirs).await.is_err());
    assert_eq!(portico.fingerprint().await, before);
    ana.call(&PromiseUpdate { key: key(), id, by }).await.unwrap();
    let detail = ana.call(&GetTicket { id }).await.unwrap();
    let at = "2026-11-24T03:30:00Z".parse().unwrap();
    assert_eq!(detail.promise.next_update, Some(Due::At(at)));
}
