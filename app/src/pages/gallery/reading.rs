//! What people read: messages, suggestions, lists, articles.

use leptos::prelude::*;
use shared::{
    api::{
        known::{Followed, FollowedList, KnownHead, KnownList, Told},
        requests::Clock,
    },
    id::TicketId,
    kb::markdown,
    ticket::{filter::Show, status::Stage},
    time::{Instant, Zone},
};

use crate::{
    components::{
        answers::{Answer, Answers},
        button::{Button, ButtonLink, Kind},
        hits::{Hit, Hits, Segment, What},
        icon::Icon,
        markdown::Markdown,
        message::{Message, Tone},
        page::{BackLink, Empty},
        pager::Pager,
        rows::{Link, Links, Row, Rows},
        time::Moment,
    },
    ticket::{
        known::{self, FollowedProblems, KnownProblems},
        status_badge::RequestStatus,
    },
};

/// Every tone.
#[component]
pub fn Messages() -> impl IntoView {
    let words = [
        ("Password changed", "You stay signed in here."),
        ("The desk is closed until Monday 08:00", "Send your request: it is read first thing."),
        ("Email is slow for everyone since 09:10", "Next update by 14:30."),
        ("We missed our promise", "A lead has it now. The new time is 16:15."),
    ];
    let messages = Tone::ALL.iter().zip(words).map(|(&tone, (heading, text))| {
        view! { <Message tone heading><p>{text}</p></Message> }
    });
    view! {
        <div class="stack">
            {messages.collect_view()}
            <Message heading="What we need to know" tone=Tone::Soon>
                <p>"Which network name does your laptop show?"</p>
                <ButtonLink href="#" kind=Kind::Second>"Answer the question"</ButtonLink>
            </Message>
        </div>
    }
    .into_any()
}

fn clock() -> Clock {
    Clock { now: at(12), zone: Zone::default() }
}

/// A full hour of the day on which the gallery stands.
fn at(hour: i64) -> Instant {
    Instant::UNIX_EPOCH + chrono::TimeDelta::days(20_780) + chrono::TimeDelta::hours(hour)
}

fn head(id: u64, title: &str, n_affected: usize) -> KnownHead {
    KnownHead {
        id: TicketId(id),
        title: title.to_owned(),
        text: "Webmail works. Use it until we say here that the rest is back.".to_owned(),
        since: at(9),
        n_affected,
    }
}

/// What everybody should know of: one, several, and those that somebody follows.
#[component]
pub fn KnownOnes() -> impl IntoView {
    let list = |known| KnownList { clock: clock(), known };
    let one = list(vec![head(1, "Shared drives are missing", 14)]);
    let two = list(vec![head(1, "Shared drives are missing", 14), head(2, "Email is slow", 1)]);
    let words = "The drives are back. Sign in once more, and you see them.".to_owned();
    let followed = vec![
        Followed { head: head(1, "Email is slow", 3), ended: None },
        Followed {
            head: head(2, "Shared drives are missing", 14),
            ended: Some(Told { at: at(11), words }),
        },
    ];
    view! {
        <div class="stack loose">
            <KnownProblems list=one/> <KnownProblems list=two/>
            <FollowedProblems list=FollowedList { clock: clock(), followed }/>
        </div>
    }
    .into_any()
}

/// A known problem and two articles; and none, which show nothing.
#[component]
pub fn Suggestions() -> impl IntoView {
    let hit = |title: &str, passage: &[(&str, bool)], minutes, reviewed: &str| Hit {
        href: "#".to_owned(),
        title: title.to_owned(),
        what: What::Article {
            passage: passage
                .iter()
                .map(|&(text, is_marked)| Segment { text: text.to_owned(), is_marked })
                .collect(),
            minutes,
            reviewed: Some(Moment::new("2026-11-03", reviewed)),
        },
    };
    let hits = vec![
        known::hit(head(1, "Shared drives are missing", 14), &clock()),
        hit(
            "Connect to the VPN when it stops at “verifying”",
            &[
                ("…if it stays on ", false),
                ("verifying", true),
                (", sign out of the app, then…", false),
            ],
            2,
            "3 November",
        ),
        hit(
            "Shared drives are missing when you work from home",
            &[
                ("Drives", true),
                (" appear only after the ", false),
                ("VPN", true),
                (" is up…", false),
            ],
            1,
            "28 August",
        ),
    ];
    let below = Callback::new(|_| {
        view! {
            <form on:submit=|event| event.prevent_default()>
                <Button kind=Kind::Second compact=true>"This solved it"</Button>
            </form>
        }
        .into_any()
    });
    view! {
        <div class="stack measure">
            <Hits hits=hits.clone()/> <Hits hits in_new_tab=true below/> <Hits hits=vec![]/>
        </div>
    }
    .into_any()
}

/// Rows, links, answers, and nothing to list.
#[component]
pub fn Lists() -> impl IntoView {
    let rows = Stage::ALL.map(|stage| {
        view! {
            <Row href="#" title="VPN stops at “verifying”" state=move || view! { <RequestStatus stage/> }>
                "Next word from us by 14:30 · " <span class="reference">"K7M4-2QX"</span>
            </Row>
        }
    });
    let shared = view! {
        <Row
            href="#"
            title="The projector flickers"
            state=|| view! { <RequestStatus stage=Stage::InProgress/> }
        >
            "Shared by Sam from Sales · " <span class="reference">"Q8TN-4KD"</span>
        </Row>
    };
    let filters = Show::ALL.map(|show| {
        let is_shown = (show == Show::Waiting).then_some("true");
        view! { <a href="#" aria-current=is_shown>{show.label()}</a> }
    });
    let link = |title: &str, fact: &str| Link {
        href: "#".to_owned(),
        title: title.to_owned(),
        fact: fact.to_owned(),
    };
    let links = vec![
        link("Change or reset your password", "1 min"),
        link("Print from your own device", "2 min"),
        link("Get access to a shared mailbox", "2 min"),
    ];
    let answer = |label: &str, value: Option<&str>, what: &str| Answer {
        label: label.to_owned(),
        value: value.map(str::to_owned),
        change: "#".to_owned(),
        field: None,
        what: what.to_owned(),
    };
    let answers = vec![
        answer(
            "What happened",
            Some("The VPN stops at “verifying”.\nTwo colleagues have the same."),
            "what happened",
        ),
        answer("Who is affected", Some("Several people"), "who is affected"),
        answer("What you tried", None, "what you tried"),
    ];
    view! {
        <div class="stack open">
            <div class="stack">
                <form class="search modest measure">
                    <label class="vh" for="find">"Search by words of the title, or by reference"</label>
                    <input class="control" id="find" name="q" type="search" autocomplete="off"/>
                    <Button kind=Kind::Second in_page=true>{Icon::Search} "Search"</Button>
                </form>
                <nav class="tabs" aria-label="Which requests">{filters.collect_view()}</nav>
                <p class="soft small">"51 to 100 of 120 requests"</p>
            </div>
            <Rows>{rows.collect_view()} {shared}</Rows>
            <Links links/>
            <Pager href="/gallery" page=2 n_pages=3/>
            <Answers answers/>
            <Empty heading="Nothing waits for you" text="When a request changes, it stands here first.">
                <ButtonLink href="#">"Tell us what happened"</ButtonLink>
            </Empty>
        </div>
    }
    .into_any()
}

const ARTICLE: &str = "\
Your sign-in has expired, or the network you are on blocks the VPN.

## Sign in again

1. Open the VPN app and choose **Sign out**.
2. Change **Port** from `500` to `443`.
3. Connect. The lock closes within ten seconds.

> Drives appear only after the lock is closed.

> [!NOTE]
> The lock is the small sign at the edge of the screen.

> [!TIP]
> Leave the app open while you work.

> [!IMPORTANT]
> Approve the sign-in within 60 seconds.

> [!WARNING]
> Connecting closes files that you have open on shared drives.

> [!CAUTION]
> Never type your password into a message.

```
vpn connect --port 443
```

| Error | Means |
|-------|-------|
| 809 | The network blocks the usual way in |

- [Print from your own device](/help/print)
- ![The closed lock](/help/lock)
- Ask the *Network team*
";

/// Everything that Markdown makes.
#[component]
pub fn Article() -> impl IntoView {
    view! {
        <div class="stack"><BackLink href="#" label="Articles"/> <Markdown html=markdown::render(ARTICLE).as_str().to_owned()/></div>
    }
    .into_any()
}

/// Every icon with its name.
#[component]
pub fn Icons() -> impl IntoView {
    let icons = Icon::ALL.iter().map(|&icon| {
        view! { <span class="row tight">{icon} {format!("{icon:?}")}</span> }
    });
    view! { <div class="row loose">{icons.collect_view()}</div> }.into_any()
}
