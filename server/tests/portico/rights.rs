//! Who gets through where: every route of the table and every page, asked for by everybody who can be told apart,
//! against `rights.txt`. A route or page without its line there fails; `PORTICO_GOLDEN=write` writes the file anew.

use crate::{
    app::{Client, key},
    attacks::{Scene, pages},
};
use axum::http::{Method, StatusCode};
use serde_json::json;
use server::http::{routes::RouteInfo, table};
use shared::{
    actor::Role,
    api::{
        colleagues::AddColleague,
        confidential::ConfideTicket,
        people::{ListPeople, SuspendPerson},
    },
};
use std::{collections::HashSet, fmt::Write, fs};

/// Everybody, as the columns are called. All of it is about one resolved request of rita's, for the team Workplace.
const EVERYBODY: [&str; 12] = [
    "nobody",
    "guest, own request",
    "requester, own",
    "stranger",
    "colleague",
    "agent of its team",
    "agent of another team",
    "lead",
    "administrator",
    "agent who is kept out",
    "agent of its team, confidential",
    "lead, confidential",
];

/// Somebody who comes to a scene of their own.
struct Visit {
    scene: Scene,
    client: Client,
    /// Somebody of whom the pages of people are.
    person: String,
}

impl Visit {
    async fn of(who: &str) -> Self {
        let mut scene = Scene::new("a note").await;
        let portico = &scene.portico;
        let name = match who {
            "nobody" | "guest, own request" => "nobody",
            "requester, own" => "rita",
            "stranger" => "otto",
            "colleague" => {
                let (reference, email) = (scene.reference.clone(), "otto@portico.example".into());
                let share = AddColleague { key: key(), reference, email };
                portico.client("rita").call(&share).await.unwrap();
                "otto"
            }
            "agent of its team" => {
                portico.join("wil", Role::Agent, "workplace").await;
                "wil"
            }
            "agent of another team" => {
                portico.join("ned", Role::Agent, "network").await;
                "ned"
            }
            "lead" => "lea",
            "agent of its team, confidential" => {
                portico.join("wil", Role::Agent, "workplace").await;
                confide(&scene).await;
                "wil"
            }
            "lead, confidential" => {
                confide(&scene).await;
                "lea"
            }
            "administrator" => "max",
            "agent who is kept out" => {
                let person = portico.join("kim", Role::Agent, "workplace").await;
                let suspend = SuspendPerson { key: key(), person };
                portico.client("max").call(&suspend).await.unwrap();
                // As if the sign-in had been left to them.
                portico.sign_in("kim").await;
                "kim"
            }
            other => panic!("say here who {other} is"),
        };
        let otto = ListPeople { q: "otto".into(), page: 1 };
        let otto = portico.client("max").call(&otto).await.unwrap().people[0].id;
        let mut client = portico.client(name);
        if who == "guest, own request" {
            let (reference, guest) = portico.file_as_guest("The second floor is dark").await;
            client = guest;
            let ticket = portico.ticket(&reference).await.to_string();
            (scene.reference, scene.ticket) = (reference, ticket);
        }
        Self { scene, client, person: otto.to_string() }
    }

    async fn ask(&self, route: &RouteInfo) -> StatusCode {
        let path = route.path.replace("{person}", &self.person);
        let (address, _) = self.scene.addresses(&path);
        if route.takes_file {
            let parts: [(&str, Option<&str>, &[u8]); 1] = [("file", Some("a.log"), b"some words")];
            return self.client.multipart(&address, &parts).await.status;
        }
        let body =
            if route.mutates { json!(self.scene.body(route)).to_string() } else { String::new() };
        self.client.json(route.method.clone(), &address, body).await.status
    }

    async fn look(&self, page: &str) -> StatusCode {
        let page = page.replace("{reference}", &self.scene.reference);
        let page = page.replace("{ticket}", &self.scene.ticket).replace("{slug}", &self.scene.slug);
        self.client.send(Method::GET, &page, &[], Vec::new()).await.status
    }
}

/// Makes the ticket one that ana alone reads on the desk.
async fn confide(scene: &Scene) {
    let reason = "It is about a colleague".to_owned();
    let (key, id, readers) = (key(), scene.ticket.parse().unwrap(), Vec::new());
    let confide = ConfideTicket { key, id, reason, readers };
    scene.portico.client("ana").call(&confide).await.unwrap();
}

/// What somebody is answered, in the order of [`asked`]. What changed something begins in a scene of its own.
async fn answers(who: &'static str) -> Vec<StatusCode> {
    let mut visit = Visit::of(who).await;
    let mut answers = Vec::new();
    for route in table() {
        let status = visit.ask(&route).await;
        answers.push(status);
        if route.mutates && status.is_success() {
            visit = Visit::of(who).await;
        }
    }
    for page in pages("{reference}", "{ticket}", "{slug}") {
        answers.push(visit.look(&page).await);
    }
    answers
}

/// Every route and every page, as the lines begin.
fn asked() -> Vec<String> {
    let routes = table().into_iter().map(|it| format!("{} {}", it.method, it.path));
    let pages = pages("{reference}", "{ticket}", "{slug}").into_iter();
    routes.chain(pages.map(|it| format!("page {it}"))).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everybody_gets_where_they_may_and_nowhere_else() {
    let visits = EVERYBODY.map(|who| tokio::spawn(answers(who)));
    let mut columns = Vec::new();
    for visit in visits {
        columns.push(visit.await.unwrap());
    }
    let mut written = String::from(
        "What everybody is answered, each in a column. 200 is given or done, 303 leads on, 401 has to sign in,\n\
         403 is for others, 404 is not there for them; 409 and 422 are allowed and cannot be done here.\n\n",
    );
    for (who, n) in EVERYBODY.iter().zip(1..) {
        writeln!(written, "{n:2} {who}").unwrap();
    }
    written.push('\n');
    for (n, asked) in asked().iter().enumerate() {
        let cells = columns.iter().map(|column| match column[n] {
            StatusCode::CREATED => "200".to_owned(),
            status => status.as_str().to_owned(),
        });
        writeln!(written, "{} {asked}", cells.collect::<Vec<_>>().join(" ")).unwrap();
    }
    agree(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/portico/rights.txt"), &written);
}

/// What is written is what was agreed; else the difference is said.
fn agree(file: &str, written: &str) {
    if std::env::var("PORTICO_GOLDEN").is_ok_and(|it| it == "write") {
        fs::write(file, written).unwrap();
    }
    let agreed = fs::read_to_string(file).unwrap_or_default();
    let (before, now): (HashSet<&str>, HashSet<&str>) =
        (agreed.lines().collect(), written.lines().collect());
    let gone: Vec<&str> = agreed.lines().filter(|it| !now.contains(it)).collect();
    let new: Vec<&str> = written.lines().filter(|it| !before.contains(it)).collect();
    assert!(
        agreed == written,
        "no longer:\n{}\nbut:\n{}\nPORTICO_GOLDEN=write writes {file} anew",
        gone.join("\n"),
        new.join("\n")
    );
}
