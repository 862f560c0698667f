//! Teams, categories and topics as settings: what is added is offered at once, what is in use is never taken away,
//! and nothing that leaves somebody stuck is taken.

use crate::app::{Client, TestApp, filing, key};
use axum::http::header::LOCATION;
use shared::{
    api::{
        articles::{ListArticles, PublishArticle},
        batches::PreviewBatch,
        requests::{FileRequest, GetDraft, GetIntake, SaveDraft},
        session::GetSession,
        settings::{
            GetSettings,
            catalogue::{ChangeCategories, ChangeCategory, ChangeTeams, ChangeTopic},
            versions::{ListSettingsVersions, RestoreSettings},
        },
        tickets::{CategoriseTicket, GetTicket, HandTicket, ResolveTicket},
    },
    problem::{Code, Problem},
    settings::Settings,
    ticket::{intake::Category, team::Team},
};

/// The settings in force, and the number of their version.
async fn now(client: &Client) -> (u64, Settings) {
    let view = client.call(&GetSettings {}).await.unwrap();
    (view.version, view.settings)
}

/// The form of the teams as they are.
async fn teams(client: &Client) -> ChangeTeams {
    let (version, settings) = now(client).await;
    let teams = settings.catalogue.teams;
    ChangeTeams {
        key: key(),
        version: version.to_string(),
        reason: "We grow".to_owned(),
        teams: teams.iter().map(|it| it.value.to_string()).collect(),
        names: teams.iter().map(|it| it.label.to_string()).collect(),
        offered: teams.iter().filter(|it| !it.retired).map(|it| it.value.to_string()).collect(),
        ..ChangeTeams::default()
    }
}

/// The form of the categories as they are.
async fn categories(client: &Client) -> ChangeCategories {
    let (version, settings) = now(client).await;
    let tree = settings.catalogue.intake;
    ChangeCategories {
        key: key(),
        version: version.to_string(),
        reason: "People ask about it".to_owned(),
        categories: tree.categories.iter().map(|it| it.value.to_string()).collect(),
        offered: tree.offered().map(|it| it.value.to_string()).collect(),
        ..ChangeCategories::default()
    }
}

/// The form of a category as it is.
async fn category(client: &Client, value: &str) -> ChangeCategory {
    let (version, settings) = now(client).await;
    let entry = settings.catalogue.intake.entry(Category::from_value(value).unwrap()).unwrap();
    let (key, version, reason) = (key(), version.to_string(), "It is clearer".to_owned());
    ChangeCategory { key, version, reason, ..ChangeCategory::saying(entry) }
}

async fn add_team(client: &Client, name: &str) {
    client.call(&ChangeTeams { new: name.to_owned(), ..teams(client).await }).await.unwrap();
}

async fn retire_team(client: &Client, value: &str) -> Result<u64, Problem> {
    let mut form = teams(client).await;
    form.offered.retain(|it| it != value);
    client.call(&form).await.map(|it| it.version)
}

/// Adds the team "In the field" and the category "Buildings" with one topic for it, and offers it.
async fn add_buildings(client: &Client) {
    add_team(client, "In the field").await;
    let new = "Buildings".to_owned();
    client.call(&ChangeCategories { new, ..categories(client).await }).await.unwrap();
    let form = category(client, "buildings").await;
    let (team, new) = ("in-the-field".to_owned(), "A door does not open".to_owned());
    client.call(&ChangeCategory { team, new, ..form }).await.unwrap();
    let mut form = categories(client).await;
    form.offered.push("buildings".to_owned());
    client.call(&form).await.unwrap();
}

fn about_a_door() -> FileRequest {
    let (category, topic) = ("buildings".to_owned(), "a-door-does-not-open".to_owned());
    FileRequest { category, topic, ..filing("The door is stuck") }
}

#[tokio::test]
async fn what_is_added_is_offered_and_leads_to_its_team() {
    let portico = TestApp::new().await;
    let (max, rita, ana) = (portico.client("max"), portico.client("rita"), portico.client("ana"));
    let refused = rita.call(&about_a_door()).await.unwrap_err();
    assert_eq!(refused.text_for("category"), Some("Choose what it is about"));
    add_buildings(&max).await;

    let offered = rita.call(&GetIntake {}).await.unwrap();
    let labels: Vec<String> = offered.categories.iter().map(|it| it.label.to_string()).collect();
    let expected =
        ["Hardware", "Software", "Network", "Account access", "Buildings", "Something else"];
    assert_eq!(labels, expected);
    let page = rita.get("/new/category").await.text();
    assert!(page.contains("Buildings"), "{page}");
    let page = rita.get("/new/topic?about=buildings").await.text();
    assert!(page.contains("A door does not open"), "{page}");

    let filed = rita.call(&about_a_door()).await.unwrap();
    let id = portico.ticket(&filed.reference.to_string()).await;
    let ticket = ana.call(&GetTicket { id }).await.unwrap();
    assert_eq!((ticket.team.value(), ticket.category.value()), ("in-the-field", "buildings"));
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("In the field") && page.contains("Buildings"), "{page}");
    let page = ana.get("/desk").await.text();
    assert!(page.contains("In the field") && page.contains("Buildings"), "{page}");
}

#[tokio::test]
async fn a_draft_goes_on_by_what_is_offered() {
    let portico = TestApp::new().await;
    let (max, rita) = (portico.client("max"), portico.client("rita"));
    add_buildings(&max).await;
    let sent = |body: &str| format!("key={}&{body}", key());
    let answer = rita.form("/new/describe", &sent("page=describe&description=Stuck")).await;
    let at = answer.header(LOCATION).to_owned();
    let draft = at.split("draft=").nth(1).unwrap().to_owned();
    let body = sent(&format!("page=category&draft={draft}&category=buildings"));
    let answer = rita.form("/new/category", &body).await;
    assert!(answer.header(LOCATION).starts_with("/new/topic?about=buildings"), "{}", answer.text());
    let kept = rita.call(&GetDraft { draft: draft.clone() }).await.unwrap();
    assert_eq!(kept.answers.category, "buildings");
    let body = sent(&format!("page=topic&draft={draft}&category=buildings&topic=vpn"));
    let answer = rita.form("/new/topic", &body).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Choose what is closest"));
    let unknown = SaveDraft {
        key: key(),
        page: "category".to_owned(),
        category: "plumbing".to_owned(),
        ..SaveDraft::default()
    };
    let refused = rita.call(&unknown).await.unwrap_err();
    assert_eq!(refused.text_for("category"), Some("Choose what it is about"));
}

#[tokio::test]
async fn what_would_leave_somebody_stuck_is_refused_beside_its_field() {
    let portico = TestApp::new().await;
    let max = portico.client("max");
    let before = portico.fingerprint().await;

    let refused = retire_team(&max, "network").await.unwrap_err();
    let said = refused.text_for("offered").unwrap();
    assert!(said.contains("Network is no longer offered"), "{said}");
    assert!(refused.errors.iter().any(|it| it.text.starts_with("Topic vpn: team: Choose another")));

    let mut form = categories(&max).await;
    form.offered.retain(|it| it != "something-else");
    let refused = max.call(&form).await.unwrap_err();
    assert!(refused.text_for("offered").unwrap().contains("Keep the category something-else"));

    let mut form = category(&max, "network").await;
    form.offered.clear();
    let refused = max.call(&form).await.unwrap_err();
    assert!(refused.text_for("offered").unwrap().contains("Add a topic"), "{refused:?}");

    let form = ChangeCategory { team: "nobody".to_owned(), ..category(&max, "network").await };
    let refused = max.call(&form).await.unwrap_err();
    assert!(refused.text_for("team").unwrap().contains("there is no nobody"), "{refused:?}");

    let form = ChangeCategory { name: "Hardware".to_owned(), ..category(&max, "network").await };
    let refused = max.call(&form).await.unwrap_err();
    assert!(refused.text_for("name").unwrap().contains("Enter another name"), "{refused:?}");

    let (_, settings) = now(&max).await;
    let (entry, topic) = settings.catalogue.intake.find("vpn").unwrap();
    let form = ChangeTopic {
        key: key(),
        version: "0".to_owned(),
        reason: "More is better".to_owned(),
        which: "Which one?".to_owned(),
        needed_by: "By when?".to_owned(),
        ..ChangeTopic::saying(entry.value, topic)
    };
    let refused = max.call(&form).await.unwrap_err();
    assert!(refused.text_for("which").unwrap().contains("Ask at most 2 things"), "{refused:?}");
    assert_eq!(portico.fingerprint().await, before, "a refusal changes nothing");

    let gone = ChangeTopic { topic: "gone".to_owned(), ..form };
    assert_eq!(max.call(&gone).await.unwrap_err().code, Code::NotFound);
}

#[tokio::test]
async fn what_is_retired_is_offered_no_longer_and_keeps_its_name() {
    let portico = TestApp::new().await;
    let (max, rita, ana) = (portico.client("max"), portico.client("rita"), portico.client("ana"));
    add_buildings(&max).await;
    let filed = rita.call(&about_a_door()).await.unwrap();
    let id = portico.ticket(&filed.reference.to_string()).await;
    let other = portico.file("rita", "VPN stops").await;
    let other = portico.ticket(&other).await;

    let mut form = categories(&max).await;
    form.offered.retain(|it| it != "buildings");
    max.call(&form).await.unwrap();
    retire_team(&max, "in-the-field").await.unwrap();

    assert!(rita.call(&about_a_door()).await.unwrap_err().text_for("category").is_some());
    let page = rita.get("/new/category").await.text();
    assert!(!page.contains("value=\"buildings\""), "{page}");
    let hand =
        |team: &str, id| HandTicket { key: key(), id, team: team.into(), ..Default::default() };
    let refused = ana.call(&hand("in-the-field", other)).await.unwrap_err();
    assert_eq!(refused.text_for("team"), Some("Choose a team"));
    let sort = |category: &str, id| CategoriseTicket {
        key: key(),
        id,
        category: category.into(),
        ..Default::default()
    };
    let refused = ana.call(&sort("buildings", other)).await.unwrap_err();
    assert_eq!(refused.text_for("category"), Some("Choose a category"));
    let change = "team:in-the-field".to_owned();
    let preview = PreviewBatch { tickets: vec![other.to_string()], change };
    assert!(ana.call(&preview).await.unwrap_err().text_for("change").is_some());

    // What has it keeps it, under its name, and can be given on.
    let session = ana.call(&GetSession {}).await.unwrap();
    let (team, category) =
        (Team::from_value("in-the-field").unwrap(), Category::from_value("buildings").unwrap());
    assert_eq!(session.names.team(team), "In the field");
    assert_eq!(session.names.category(category), "Buildings");
    assert!(session.names.offered_teams().all(|it| it.value != team));
    let page = ana.get(&format!("/desk/tickets/{id}")).await.text();
    assert!(page.contains("In the field") && page.contains("Buildings"), "{page}");
    ana.call(&hand("network", id)).await.unwrap();
    assert!(ana.call(&GetTicket { id }).await.unwrap().team == Team::NETWORK);
}

#[tokio::test]
async fn teams_are_told_to_those_who_work_with_them() {
    let portico = TestApp::new().await;
    for (name, sees) in [("nobody", false), ("rita", false), ("ana", true), ("max", true)] {
        let session = portico.client(name).call(&GetSession {}).await.unwrap();
        assert_eq!(!session.names.teams.is_empty(), sees, "{name}");
        assert_eq!(session.names.categories.len(), 5, "{name}");
    }
}

#[tokio::test]
async fn a_restored_version_keeps_what_records_may_name() {
    let portico = TestApp::new().await;
    let (max, rita) = (portico.client("max"), portico.client("rita"));
    add_buildings(&max).await;
    rita.call(&about_a_door()).await.unwrap();
    let restore = RestoreSettings { key: key(), version: 0, reason: "Too much".to_owned() };
    max.call(&restore).await.unwrap();
    let (_, settings) = now(&max).await;
    let field = Team::from_value("in-the-field").unwrap();
    assert_eq!(settings.catalogue.team_label(field), "In the field");
    assert!(!settings.catalogue.offers_team(field));
    assert!(rita.call(&about_a_door()).await.is_err());
    // What is taken out as text is put in again as it was.
    assert_eq!(Settings::from_text(&settings.to_text()).unwrap(), settings);
}

#[tokio::test]
async fn each_change_is_a_version_that_can_be_read() {
    let portico = TestApp::new().await;
    let max = portico.client("max");
    let mut form = teams(&max).await;
    form.names[3] = "Networks".to_owned();
    max.call(&form).await.unwrap();
    let moved =
        ChangeTeams { reason: String::new(), press: "up:network".to_owned(), ..teams(&max).await };
    max.call(&moved).await.unwrap();
    let versions = max.call(&ListSettingsVersions::default()).await.unwrap().versions;
    let [second, first] = &versions[..] else { panic!("two") };
    assert_eq!(&*second.reason, "Moved network up");
    let told = |it: &shared::settings::change::Difference| {
        format!("{}: {} -> {}", it.label, it.before, it.after)
    };
    assert_eq!(
        first.differences.iter().map(told).collect::<Vec<_>>(),
        ["Name of the team network: Network -> Networks"]
    );
    assert_eq!(
        second.differences.iter().map(told).collect::<Vec<_>>(),
        ["Teams, in their order: service-desk, workplace, applications, network, \
          accounts-and-security -> service-desk, workplace, network, applications, \
          accounts-and-security"]
    );
    // Somebody who has looked at an older one is told.
    let stale = ChangeTeams { version: "0".to_owned(), key: key(), ..form };
    let refused = max.call(&stale).await.unwrap_err();
    assert_eq!(refused.code, Code::Conflict);
    assert!(refused.errors.iter().any(|it| it.text.contains("Name of the team network")));
}

#[tokio::test]
async fn the_pages_work_as_plain_forms() {
    let portico = TestApp::new().await;
    let max = portico.client("max");
    let page = max.get("/admin/teams").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("value=\"up:network\""), "{}", page.text());
    let values = ["service-desk", "workplace", "applications", "network", "accounts-and-security"];
    let listed: String =
        values.iter().map(|it| format!("&teams={it}&names={it}&offered={it}")).collect();
    let body = format!("key={}&version=0&reason=&press=up:network{listed}", key());
    let answer = max.form("/admin/teams", &body).await;
    assert_eq!((answer.status.as_u16(), answer.header(LOCATION)), (303, "/admin/teams"));
    assert_eq!(now(&max).await.1.catalogue.teams[2].value, Team::NETWORK);

    let page = max.get("/admin/intake").await.text();
    assert!(page.contains("ways through these questions"), "{page}");
    let page = max.get("/admin/intake/network").await.text();
    assert!(page.contains("/admin/intake/network/vpn"), "{page}");
    let page = max.get("/admin/intake/network/vpn").await.text();
    assert!(page.contains("VPN or working from elsewhere"), "{page}");
    let body = format!(
        "key={}&version=1&reason=Why&label=&team=network&makes=incident&effect=asked",
        key()
    );
    let answer = max.form("/admin/intake/network/vpn", &body).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("Enter what people read"), "{}", answer.text());
    for missing in ["/admin/intake/nothing", "/admin/intake/network/nothing"] {
        assert_eq!(max.get(missing).await.status, 404, "{missing}");
    }
}

#[tokio::test]
async fn articles_stay_where_they_are_and_new_ones_go_where_something_is_offered() {
    let portico = TestApp::new().await;
    let (max, ana) = (portico.client("max"), portico.client("ana"));
    add_buildings(&max).await;
    let reference = portico.file("rita", "The door is stuck").await;
    let ticket = portico.ticket(&reference).await;
    let (cause, fix) = ("It was locked".to_owned(), "Turn the key".to_owned());
    let resolve = ResolveTicket { key: key(), id: ticket, cause, fix, ..Default::default() };
    ana.call(&resolve).await.unwrap();
    let article = |title: &str| PublishArticle {
        key: key(),
        ticket,
        title: title.into(),
        body: "Turn the key.".into(),
        category: "buildings".into(),
        audience: "public".into(),
        ..PublishArticle::default()
    };
    ana.call(&article("Doors that stick")).await.unwrap();
    let mut form = categories(&max).await;
    form.offered.retain(|it| it != "buildings");
    max.call(&form).await.unwrap();
    let refused = ana.call(&article("More doors")).await.unwrap_err();
    assert_eq!(refused.text_for("category"), Some("Choose a category"));
    let shelves = ana.call(&ListArticles {}).await.unwrap().shelves;
    assert!(shelves.iter().any(|it| it.category.value() == "buildings" && it.n_articles == 1));
    assert!(ana.get("/help").await.text().contains("Buildings"));
    assert_eq!(ana.get("/help/category/buildings").await.status, 200);
}
