//! Who never sees what: words are planted where few may read, and looked for in every byte that others get.

use crate::{
    app::key,
    attacks::{Scene, pages},
};
use server::http::table;
use shared::{
    api::{
        articles::{GetIndex, PublishArticle},
        colleagues::AddColleague,
        report::REPORTED_TABLE,
        requests::GetRequest,
    },
    search::index::Index,
};

/// Everything that `who` can be sent: every call that reads, every page, and the index.
pub(crate) async fn everything(
    scene: &Scene,
    who: &str,
    slugs: &[String],
) -> Vec<(String, Vec<u8>)> {
    let client = scene.portico.client(who);
    let mut addresses = pages(&scene.reference, &scene.ticket, &scene.slug);
    for route in table().iter().filter(|it| !it.mutates) {
        let filled = route
            .path
            .replace("{reference}", &scene.reference)
            .replace("{id}", &scene.ticket)
            .replace("{ticket}", &scene.ticket)
            .replace("{number}", "1")
            .replace("{version}", "0")
            .replace("{person}", "1")
            .replace("{token}", &"0".repeat(32))
            .replace("{draft}", &scene.draft)
            .replace("{opening}", "1")
            .replace("{batch}", &scene.batch)
            .replace("{attachment}", &scene.upload);
        if filled.contains("{slug}") {
            addresses.extend(slugs.iter().map(|it| filled.replace("{slug}", it)));
        } else {
            addresses.push(filled);
        }
    }
    let pages = ["/help/{slug}", "/desk/articles/{slug}/edit", "/desk/articles/{slug}/revisions/1"];
    addresses
        .extend(pages.iter().flat_map(|page| slugs.iter().map(|it| page.replace("{slug}", it))));
    addresses.extend([&scene.upload, &scene.note_file].map(|it| format!("/attachments/{it}")));
    for word in ["canary", "zebrakeeper", "cable"] {
        addresses.push(format!("/api/v1/articles/search?q={word}"));
        addresses.push(format!("/help?q={word}"));
    }
    addresses.extend(client.call(&GetIndex {}).await.unwrap().address);
    addresses
        .extend(["/healthz", "/readyz", "/metrics", "/api/v1/openapi.json"].map(str::to_owned));
    addresses.push(REPORTED_TABLE.to_owned());
    let mut all = Vec::new();
    for address in addresses {
        assert!(!address.contains('{'), "{address} is filled in");
        let answer = client.get(&address).await;
        assert!(!answer.status.is_server_error(), "{address} as {who}: {}", answer.text());
        let headers: Vec<u8> =
            answer.headers.values().flat_map(|it| it.as_bytes().to_vec()).collect();
        // What was typed into the address comes back in places; what was planted must not.
        all.push((address, [headers, answer.bytes].concat()));
    }
    all
}

pub(crate) fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|it| it.eq_ignore_ascii_case(word.as_bytes()))
}

#[tokio::test]
async fn attack_19_a_note_never_leaves_the_desk() {
    let word = "qvantelope";
    let scene = Scene::new(&format!("The {word} did it")).await;
    for who in ["nobody", "rita", "otto", "max"] {
        for (address, bytes) in everything(&scene, who, std::slice::from_ref(&scene.slug)).await {
            assert!(!holds(&bytes, word), "{address} tells {who} of a note");
        }
    }
    // Whoever it is shared with reads what the requester reads.
    let share = AddColleague {
        key: key(),
        reference: scene.reference.clone(),
        email: "otto@portico.example".into(),
    };
    scene.portico.client("rita").call(&share).await.unwrap();
    for (address, bytes) in everything(&scene, "otto", std::slice::from_ref(&scene.slug)).await {
        assert!(!holds(&bytes, word), "{address} tells a colleague of a note");
    }
    let staff = everything(&scene, "ana", std::slice::from_ref(&scene.slug)).await;
    assert!(staff.iter().any(|it| holds(&it.1, word)), "staff do see it");
    // Nor does the cause of a resolution, which is for staff.
    let request =
        scene.portico.client("rita").call(&GetRequest { reference: scene.reference.clone() }).await;
    assert!(!serde_json::to_string(&request.unwrap()).unwrap().contains("loose cable"));
}

#[tokio::test]
async fn attack_24_an_article_reaches_its_audience_and_nobody_else() {
    let scene = Scene::new("a note").await;
    let lea = scene.portico.client("lea");
    // Words that share no beginning, so that the dictionary of an index cannot cut them.
    let planted = [
        ("public", "abracadabrian"),
        ("signed-in", "jumblewockian"),
        ("agents", "kettledrumian"),
        ("leads", "wigglesworthian"),
    ];
    let mut slugs = Vec::new();
    for (audience, word) in planted {
        let article = PublishArticle {
            key: key(),
            ticket: scene.ticket.parse().unwrap(),
            title: format!("About {word}"),
            body: format!("Nothing but {word} here."),
            keywords: word.to_owned(),
            category: "software".into(),
            audience: audience.into(),
        };
        slugs.push(lea.call(&article).await.unwrap().slug.to_string());
    }
    for (who, n_readable) in [("nobody", 1), ("rita", 2), ("max", 2), ("ana", 3), ("lea", 4)] {
        let all = everything(&scene, who, &slugs).await;
        for (place, (audience, word)) in planted.iter().enumerate() {
            // The slug is in the address that was asked for, and a page may repeat its own address.
            let stem = &word[1..word.len() - 3];
            let told =
                all.iter().find(|(address, bytes)| !address.contains(word) && holds(bytes, stem));
            let is_told = told.is_some();
            assert_eq!(
                is_told,
                place < n_readable,
                "{who} and what is for {audience}: {:?}",
                told.map(|it| &it.0)
            );
        }
        let client = scene.portico.client(who);
        let address = client.call(&GetIndex {}).await.unwrap().address.unwrap();
        let index = Index::load(&client.get(&address).await.bytes).unwrap();
        for (place, (_, word)) in planted.iter().enumerate() {
            assert_eq!(
                !index.search(word, 3).is_empty(),
                place < n_readable,
                "the index of {who} and {word}"
            );
        }
        for slug in &slugs[n_readable..] {
            let absent = client.get("/api/v1/articles/no-such-article").await;
            let hidden = client.get(&format!("/api/v1/articles/{slug}")).await;
            assert_eq!(
                (hidden.status, hidden.text()),
                (absent.status, absent.text()),
                "{who} and {slug}"
            );
        }
    }
}

#[tokio::test]
async fn an_index_is_given_to_its_audience_only() {
    let scene = Scene::new("a note").await;
    let lea = scene.portico.client("lea");
    let address = lea.call(&GetIndex {}).await.unwrap().address.unwrap();
    assert!(lea.get(&address).await.status.is_success());
    for who in ["nobody", "rita", "ana", "max"] {
        assert_eq!(scene.portico.client(who).get(&address).await.status, 404, "{who}");
    }
}
