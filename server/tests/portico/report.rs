//! The lead's page, the report over a period, the tickets behind its numbers and their table: what they say, who
//! may read them, and that a table has no end but the last ticket.

use crate::{
    app::{Client, TestApp, filing, key},
    attacks::Scene,
};
use axum::{
    body::{BodyDataStream, Bytes},
    http::{StatusCode, header},
};
use chrono::TimeDelta;
use futures_util::StreamExt;
use server::{
    http::table,
    store::{StoreError, tables::tickets},
};
use shared::{
    api::{
        report::{GetReport, ListReported, REPORTED_TABLE},
        requests::{ConfirmFixed, FileRequest, ReopenRequest},
        tickets::{ReplyToTicket, ResolveTicket, TakeTicket},
        wall::GetWall,
    },
    id::{Reference, TicketId},
    problem::Code,
    report::measure::Measure,
    text::Title,
    ticket::{
        Ticket,
        concern::{Concern, Load},
        event::{Entry, Event},
        priority::Priority,
        status::Stage,
    },
};

/// Everything of a report that there is to ask for.
const READS: [&str; 4] =
    ["/api/v1/wall", "/api/v1/report", "/api/v1/report/tickets", "/desk/report/tickets.csv"];

async fn reply(ana: &Client, id: TicketId) {
    let reply = "We are on it".to_owned();
    ana.call(&ReplyToTicket { key: key(), id, reply, ..Default::default() }).await.unwrap();
}

async fn resolve(ana: &Client, id: TicketId) {
    let (cause, fix) = ("A cable".to_owned(), "Push it in".to_owned());
    let resolve = ResolveTicket { key: key(), id, cause, fix, ..Default::default() };
    ana.call(&resolve).await.unwrap();
}

fn minutes_later(portico: &TestApp, minutes: i64) {
    portico.app.clock.advance(TimeDelta::minutes(minutes));
}

/// Three requests on a Monday from ten o'clock on: one answered after 20 minutes, resolved after 50 and
/// confirmed; one answered too late; one that nobody looks at.
async fn a_monday() -> TestApp {
    let portico = TestApp::new().await;
    let (ana, rita) = (portico.client("ana"), portico.client("rita"));
    let first = portico.file("rita", "The first").await;
    let second = portico.file("rita", "The second").await;
    portico.file("otto", "The third").await;
    minutes_later(&portico, 20);
    reply(&ana, portico.ticket(&first).await).await;
    minutes_later(&portico, 30);
    resolve(&ana, portico.ticket(&first).await).await;
    rita.call(&ConfirmFixed { key: key(), reference: first }).await.unwrap();
    minutes_later(&portico, 20);
    reply(&ana, portico.ticket(&second).await).await;
    portico
}

#[tokio::test]
async fn a_report_says_what_was_done_and_every_number_opens_its_tickets() {
    let portico = a_monday().await;
    let lea = portico.client("lea");
    let report = lea.call(&GetReport::default()).await.unwrap();
    assert!(report.can_list);
    assert_eq!(report.period.to.to_string(), "2026-11-23");
    assert_eq!(report.period.n_days(), 30);
    let all = report.counted.all;
    // Several people, slowed down: high, so a first answer within one hour.
    let expected = [3, 1, 0, 2, 3, 2, 1, 0, 1, 0];
    assert_eq!(Measure::ALL.map(|it| all.count(it)), expected);
    assert_eq!(all.responses.per_cent(), Some(33));
    let answering = all.answering.working.unwrap();
    assert_eq!((answering.median, answering.p90), (20, 70));
    assert_eq!(all.fixing.clock.unwrap().median, 50);

    for breakdown in report.counted.breakdowns {
        for line in breakdown.slices {
            for measure in Measure::ALL {
                let asked = ListReported::of(report.period, Some(measure), line.slice);
                let listed = lea.call(&asked).await.unwrap();
                assert_eq!(listed.n, line.figures.count(measure) as usize, "{asked:?}");
                assert_eq!(listed.tickets.len(), listed.n, "{asked:?}");
            }
        }
    }
    for stretch in report.counted.trend {
        let asked = ListReported::of(stretch.period, Some(Measure::Filed), Default::default());
        assert_eq!(lea.call(&asked).await.unwrap().n, stretch.figures.n_filed as usize);
    }
    let late = ListReported::of(report.period, Some(Measure::Responses), Default::default());
    let late = lea.call(&late).await.unwrap().tickets;
    let shown: Vec<_> = late.iter().map(|it| (it.title.as_str(), it.is_missed)).collect();
    let said = [("The second", Some(true)), ("The third", Some(true)), ("The first", Some(false))];
    assert_eq!(shown, said, "broken promises first");
}

#[tokio::test]
async fn what_was_reopened_is_undecided_again() {
    let portico = a_monday().await;
    let (lea, rita) = (portico.client("lea"), portico.client("rita"));
    let listed = ListReported { of: Some(Measure::Resolved), ..ListReported::default() };
    let resolved = lea.call(&listed).await.unwrap().tickets;
    let reference = resolved[0].reference.to_string();
    minutes_later(&portico, 60);
    let body = "Still broken".to_owned();
    rita.call(&ReopenRequest { key: key(), reference, body, ..Default::default() }).await.unwrap();
    let all = lea.call(&GetReport::default()).await.unwrap().counted.all;
    assert_eq!((all.n_resolved, all.n_reopened, all.n_confirmed), (1, 1, 1));
    assert_eq!((all.resolutions.n, all.responses.n), (0, 3));
}

#[tokio::test]
async fn days_that_are_none_are_refused_by_name() {
    let portico = TestApp::new().await;
    let lea = portico.client("lea");
    for (from, to, field) in [
        ("soon", "", "from"),
        ("", "2026-13-01", "to"),
        ("2026-11-02", "2026-11-01", "to"),
        ("0001-01-01", "9999-12-31", "to"),
    ] {
        let (from, to) = (from.to_owned(), to.to_owned());
        let report = GetReport { from: from.clone(), to: to.clone() };
        let problem = lea.call(&report).await.unwrap_err();
        assert_eq!(problem.code, Code::Invalid);
        assert_eq!(problem.errors[0].field, field);
        let list = ListReported { from, to, ..ListReported::default() };
        assert_eq!(lea.call(&list).await.unwrap_err(), problem);
        assert_eq!(lea.get(&list.table_address()).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = lea.get(&format!("/desk/report?from={}&to={}", report.from, report.to)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.text().contains("There is a problem"), "the page says so, with the form");
        assert!(page.text().contains("First day"));
    }
    let beyond = ListReported { page: 2, ..ListReported::default() };
    assert_eq!(lea.call(&beyond).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn the_wall_says_what_wants_an_eye_and_who_has_how_much() {
    let portico = TestApp::new().await;
    let (ana, lea) = (portico.client("ana"), portico.client("lea"));
    let taken = portico.file("rita", "The taken one").await;
    portico.file("rita", "The forgotten one").await;
    let id = portico.ticket(&taken).await;
    ana.call(&TakeTicket { key: key(), id }).await.unwrap();
    let wall = async |minutes: i64| {
        minutes_later(&portico, minutes);
        let wall = lea.call(&GetWall {}).await.unwrap();
        (wall.concerns.iter().map(|it| it.n).collect::<Vec<_>>(), wall)
    };
    // A first answer is due after an hour.
    assert_eq!(wall(10).await.0, [0, 0, 2, 0]);
    assert_eq!(wall(10).await.0, [0, 0, 2, 1]);
    let (counts, wall) = wall(41).await;
    assert_eq!(counts, [0, 2, 0, 1]);
    let unassigned = wall.concerns.iter().find(|it| it.concern == Concern::Unassigned).unwrap();
    assert_eq!(unassigned.tickets[0].title, "The forgotten one");
    assert_eq!(unassigned.tickets[0].stage, Stage::New);
    let loads: Vec<_> = wall.loads.iter().map(|it| (it.name.as_str(), it.load)).collect();
    let one = Load { n_to_do: 1, n_waiting: 0, n_late: 1 };
    assert_eq!(loads, [("ana", one), ("lea", Load::default()), ("", one)]);
}

/// The whole desk is told of to leads alone, and in numbers to administrators (A71).
#[tokio::test]
async fn nobody_but_those_who_answer_for_it_reads_of_the_whole_desk() {
    let portico = a_monday().await;
    let known: Vec<_> = table().into_iter().map(|it| it.path).collect();
    assert!(READS[..3].iter().all(|it| known.contains(it)), "the calls are among the routes");
    assert_eq!(READS[3], REPORTED_TABLE);
    let pages = [
        ("/desk/lead", "aria-label=\"Concerns\""),
        ("/desk/report", "What these numbers count"),
        ("/desk/report/tickets", "Download as CSV"),
    ];
    for (who, status, granted) in [
        ("nobody", StatusCode::UNAUTHORIZED, [false; 4]),
        ("rita", StatusCode::FORBIDDEN, [false; 4]),
        ("ana", StatusCode::FORBIDDEN, [false; 4]),
        ("max", StatusCode::FORBIDDEN, [false, true, false, false]),
        ("lea", StatusCode::OK, [true; 4]),
    ] {
        let client = portico.client(who);
        for (address, granted) in READS.into_iter().zip(granted) {
            let answer = client.get(address).await;
            let expected = if granted { StatusCode::OK } else { status };
            assert_eq!(answer.status, expected, "{address} as {who}");
            let told =
                ["The first", "The second", "The third"].map(|it| answer.text().contains(it));
            assert!(granted && who == "lea" || told == [false; 3], "{address} tells {who} a title");
        }
        for ((page, mark), granted) in pages.into_iter().zip(granted) {
            assert_eq!(client.get(page).await.text().contains(mark), granted, "{page} as {who}");
        }
    }
    // An administrator reads numbers that open nothing.
    let max = portico.client("max");
    let report = max.call(&GetReport::default()).await.unwrap();
    assert!(!report.can_list);
    assert_eq!(report.counted.all.n_filed, 3);
    let page = max.get("/desk/report").await.text();
    assert!(!page.contains("/desk/report/tickets"), "no number is a link");
}

#[tokio::test]
async fn attack_52_what_people_type_starts_no_formula_in_a_table() {
    let portico = TestApp::new().await;
    let hostile = ["=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\u{ff1d}1+1", "a;=1+1;b"];
    for title in hostile {
        let filing = FileRequest { title: title.to_owned(), ..filing("It broke") };
        portico.client("rita").call(&filing).await.unwrap();
    }
    let answer = portico.client("lea").get(REPORTED_TABLE).await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "text/csv; charset=utf-8; header=present");
    assert_eq!(
        answer.header(header::CONTENT_DISPOSITION),
        "attachment; filename=\"portico-tickets-2026-10-25-to-2026-11-23.csv\""
    );
    assert_eq!(answer.header(header::CACHE_CONTROL), "private, no-store");
    assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    assert!(answer.header(header::CONTENT_SECURITY_POLICY).starts_with("sandbox"));
    let text = answer.text();
    assert!(text.starts_with("\u{feff}Reference,Title,Requester,"), "{text:.80}");
    assert_eq!(text.matches("\r\n").count(), hostile.len() + 1);
    for written in [
        ",\"'=cmd|' /C calc'!A0\",",
        ",\"'+1+1\",",
        ",\"'-1+1\",",
        ",\"'@SUM(A1)\",",
        ",\"'\u{ff1d}1+1\",",
        ",\"a;'=1+1;b\",",
    ] {
        assert!(text.contains(written), "{written} in {text}");
    }
    let missed = ListReported { of: Some(Measure::ResponsesMissed), ..Default::default() };
    let answer = portico.client("lea").get(&missed.table_address()).await;
    let name = "attachment; filename=\"portico-responses-missed-2026-10-25-to-2026-11-23.csv\"";
    assert_eq!(answer.header(header::CONTENT_DISPOSITION), name);
    assert_eq!(answer.text().matches("\r\n").count(), 1, "nothing is late yet: only its columns");
}

/// A table is read by programs that keep it: it has no text but the titles.
#[tokio::test]
async fn attack_19_no_note_and_no_message_stands_in_a_table() {
    let scene = Scene::new("The qvantelope did it").await;
    let text = scene.portico.client("lea").get(REPORTED_TABLE).await.text();
    assert!(text.contains(&scene.reference));
    for word in ["qvantelope", "cable", "Push", "portico.example"] {
        assert!(!text.contains(word), "{word} in {text}");
    }
}

/// A request of rita's as it is kept.
async fn pattern(portico: &TestApp) -> (Ticket, Entry) {
    let reference = portico.file("rita", "The pattern").await;
    let pattern = portico.ticket(&reference).await;
    let store = &portico.app.store;
    let (pattern, filing): (Ticket, Entry) = store
        .read(|reader| async move {
            let ticket = tickets::by_id(&reader, pattern).await?.unwrap();
            Ok::<_, StoreError>((ticket, tickets::entries(&reader, pattern).await?.remove(0)))
        })
        .await
        .unwrap();
    assert!(matches!(filing.event, Event::Filed(_)));
    (pattern, filing)
}

/// Adds `n` more like it, with numbers from `first` on.
async fn fill(portico: &TestApp, (pattern, filing): &(Ticket, Entry), first: u64, n: u64) {
    let store = &portico.app.store;
    for batch in (first..first + n).collect::<Vec<_>>().chunks(500) {
        let written = store.transact(|tx| async move {
            for number in batch {
                let ticket = Ticket {
                    id: TicketId(u64::MAX / 2 + number),
                    reference: Reference::from_number(1_000_000 + number),
                    title: Title::parse(&format!("Number {number}")).unwrap(),
                    priority: Priority::Low,
                    ..pattern.clone()
                };
                tickets::put(&tx, None, &ticket, std::slice::from_ref(filing))?;
            }
            Ok::<_, StoreError>(())
        });
        written.await.unwrap();
    }
}

/// The table is written while it is read: pieces of a bounded size, and what is filed after the first piece was
/// sent stands in a later one.
#[tokio::test]
async fn a_table_has_as_many_lines_as_there_are_tickets_and_is_never_held_whole() {
    const N: u64 = 10_500;
    let portico = TestApp::new().await;
    let pattern = pattern(&portico).await;
    fill(&portico, &pattern, 0, N).await;
    let lea = portico.client("lea");
    let response = lea.open(REPORTED_TABLE).await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(!response.headers().contains_key(header::CONTENT_LENGTH), "nobody knows its length");
    let mut pieces = response.into_body().into_data_stream();
    assert_eq!(n_lines(&next(&mut pieces).await.unwrap()), 1, "its columns come first");
    let (mut n_read, mut n_pieces, mut last) = (0, 0, Bytes::new());
    while let Some(piece) = next(&mut pieces).await {
        assert!(piece.len() < 64 * 1024, "{} bytes at once", piece.len());
        n_read += n_lines(&piece);
        n_pieces += 1;
        last = piece;
        if n_pieces == 1 {
            fill(&portico, &pattern, N, 1).await;
        }
    }
    // The pattern is one of them.
    assert_eq!(n_read, N + 2);
    assert!(n_pieces > 80, "{n_pieces} pieces");
    let last = String::from_utf8(last.to_vec()).unwrap();
    assert!(last.contains(&format!("Number {N},")) || last.contains(&format!("\"Number {N}\",")));

    let report = lea.call(&GetReport::default()).await.unwrap();
    assert_eq!(u64::from(report.counted.all.n_filed), N + 2);
    let asked = ListReported { priority: Some(Priority::Low), ..Default::default() };
    let list = lea.call(&asked).await.unwrap();
    assert_eq!((list.n as u64, list.tickets.len()), (N + 1, 50));
    let last_page = ListReported { page: list.n_pages, ..asked };
    assert_eq!(lea.call(&last_page).await.unwrap().tickets.len() as u64, (N + 1) % 50);
}

async fn next(pieces: &mut BodyDataStream) -> Option<Bytes> {
    pieces.next().await.map(Result::unwrap)
}

fn n_lines(piece: &Bytes) -> u64 {
    piece.iter().filter(|it| **it == b'\n').count() as u64
}
