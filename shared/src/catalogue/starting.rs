//! What a Portico starts with: five teams, five categories and their topics. What an organisation made of it is
//! in its settings; nothing but the demo, the starter articles and imports may know these by name.

use super::{Catalogue, TeamEntry};
use crate::{
    text::{Label, Word},
    ticket::{
        intake::{
            Category,
            tree::{Ask, AskFirst, CategoryEntry, Detail, Effect, Topic, TopicName, Tree},
        },
        kind::TicketType,
        priority::{Impact, Urgency},
        team::Team,
    },
};

impl Team {
    /// Computers, printers, phones, rooms.
    pub const WORKPLACE: Self = Self::own("workplace");
    /// Programs, mail, files.
    pub const APPLICATIONS: Self = Self::own("applications");
    /// Wi-Fi, VPN, the internet.
    pub const NETWORK: Self = Self::own("network");
    /// Accounts, permissions, and whatever threatens them.
    pub const ACCOUNTS_AND_SECURITY: Self = Self::own("accounts-and-security");

    /// Those that a Portico starts with.
    pub const STARTING: [Self; 5] = [
        Self::SERVICE_DESK,
        Self::WORKPLACE,
        Self::APPLICATIONS,
        Self::NETWORK,
        Self::ACCOUNTS_AND_SECURITY,
    ];
}

impl Category {
    /// Computers, screens, printers, phones.
    pub const HARDWARE: Self = Self::own("hardware");
    /// Programs, mail, files.
    pub const SOFTWARE: Self = Self::own("software");
    /// Wi-Fi, VPN, the internet.
    pub const NETWORK: Self = Self::own("network");
    /// Signing in, passwords, rights.
    pub const ACCOUNT_ACCESS: Self = Self::own("account-access");

    /// Those that a Portico starts with.
    pub const STARTING: [Self; 5] =
        [Self::HARDWARE, Self::SOFTWARE, Self::NETWORK, Self::ACCOUNT_ACCESS, Self::SOMETHING_ELSE];
}

impl Catalogue {
    /// What a Portico starts with.
    #[must_use]
    pub fn starting() -> Self {
        let teams = [
            (Team::SERVICE_DESK, "Service desk"),
            (Team::WORKPLACE, "Workplace"),
            (Team::APPLICATIONS, "Applications"),
            (Team::NETWORK, "Network"),
            (Team::ACCOUNTS_AND_SECURITY, "Accounts and security"),
        ];
        let teams = teams.map(|(value, label)| TeamEntry {
            value,
            label: Label::own(label),
            retired: false,
        });
        Self { teams: teams.into(), intake: Tree::starting() }
    }
}

impl Tree {
    /// What people can ask about where nobody has said anything else.
    #[must_use]
    pub fn starting() -> Self {
        let hardware = CategoryEntry {
            topics: hardware(),
            ..category(
                Category::HARDWARE,
                Team::WORKPLACE,
                "Hardware",
                "A computer, screen, printer or phone",
            )
        };
        let software = CategoryEntry {
            topics: software(),
            ..category(
                Category::SOFTWARE,
                Team::APPLICATIONS,
                "Software",
                "A program, mail, calendar or files",
            )
        };
        let network = CategoryEntry {
            topics: network(),
            ask_first: AskFirst::Affected,
            ..category(Category::NETWORK, Team::NETWORK, "Network", "Wi-Fi, VPN or the internet")
        };
        let account_access = CategoryEntry {
            topics: account_access(),
            ask_first: AskFirst::Person,
            ..category(
                Category::ACCOUNT_ACCESS,
                Team::ACCOUNTS_AND_SECURITY,
                "Account access",
                "Signing in, a password or permission to use something",
            )
        };
        let something_else = category(
            Category::SOMETHING_ELSE,
            Team::SERVICE_DESK,
            "Something else",
            "You are not sure, or none of these",
        );
        Self { categories: vec![hardware, software, network, account_access, something_else] }
    }
}

fn category(value: Category, team: Team, label: &'static str, hint: &'static str) -> CategoryEntry {
    CategoryEntry {
        value,
        label: Label::own(label),
        hint: Some(Label::own(hint)),
        team,
        ask_first: AskFirst::default(),
        topics: Vec::new(),
        retired: false,
    }
}

fn incident(value: &'static str, team: Team, label: &'static str) -> Topic {
    Topic {
        value: TopicName::own(value),
        label: Label::own(label),
        words: Vec::new(),
        ticket_type: TicketType::Incident,
        team,
        asks: Vec::new(),
        effect: Effect::Asked,
        retired: false,
    }
}

/// Something that somebody would like to have, and can work without until then.
fn service_request(value: &'static str, team: Team, label: &'static str) -> Topic {
    let because = Label::own("It is something new, and you can work until you have it.");
    Topic {
        ticket_type: TicketType::ServiceRequest,
        effect: Effect::Known { impact: Impact::OnlyMe, urgency: Urgency::CanWait, because },
        ..incident(value, team, label)
    }
}

/// Something that somebody would like to know.
fn question(value: &'static str, team: Team, label: &'static str) -> Topic {
    let because = Label::own("It is a question, and you can work until it is answered.");
    Topic {
        ticket_type: TicketType::Question,
        effect: Effect::Known { impact: Impact::OnlyMe, urgency: Urgency::CanWait, because },
        ..incident(value, team, label)
    }
}

/// What cannot wait whoever reports it, because others may misuse it.
fn threat(value: &'static str, team: Team, label: &'static str) -> Topic {
    let because = Label::own("Somebody else could misuse it, so it cannot wait.");
    Topic {
        effect: Effect::Known { impact: Impact::Several, urgency: Urgency::Blocked, because },
        ..incident(value, team, label)
    }
}

impl Topic {
    fn asking<const N: usize>(self, asks: [Ask; N]) -> Self {
        Self { asks: asks.into(), ..self }
    }

    fn spoken(self, words: &[&'static str]) -> Self {
        Self { words: words.iter().map(|it| Word::own(it)).collect(), ..self }
    }
}

fn ask(detail: Detail, label: &'static str, hint: &'static str) -> Ask {
    let hint = (!hint.is_empty()).then(|| Label::own(hint));
    Ask { detail, label: Label::own(label), hint }
}

fn which(label: &'static str, hint: &'static str) -> Ask {
    ask(Detail::Which, label, hint)
}

fn place() -> Ask {
    let hint = "For example: at home, or in building B on the second floor";
    ask(Detail::Place, "Where are you?", hint)
}

fn message() -> Ask {
    let hint = "The words or the number of the error, if there is one";
    ask(Detail::Message, "What does it say exactly?", hint)
}

fn needed_by() -> Ask {
    let hint = "A day, and what it is for if that is fixed";
    ask(Detail::NeededBy, "By when do you need it?", hint)
}

fn device() -> Ask {
    which("Which computer is it?", "The name or number on its label, if you see one")
}

fn program() -> Ask {
    which("Which program is it?", "")
}

fn hardware() -> Vec<Topic> {
    vec![
        incident(
            "computer-dead",
            Team::WORKPLACE,
            "My computer does not start, freezes or crashes",
        )
        .spoken(&["boot", "blue screen", "freezes", "frozen", "crashes", "black screen", "turn on"])
        .asking([device(), message()]),
        incident("computer-slow", Team::WORKPLACE, "My computer is slow or full")
            .spoken(&["slow computer", "slow laptop", "disk full", "storage", "sluggish"])
            .asking([device()]),
        incident("equipment", Team::WORKPLACE, "A screen, keyboard, mouse, headset or dock")
            .spoken(&[
                "monitor", "screen", "keyboard", "mouse", "headset", "dock", "charger", "battery",
            ])
            .asking([which(
                "Which one is it?",
                "For example: the left screen, a wireless headset",
            )]),
        incident("printer", Team::WORKPLACE, "Printing or scanning")
            .spoken(&["print", "printer", "printing", "scan", "scanner", "toner", "paper"])
            .asking([
                which("Which printer is it?", "The name on its label, if you see one"),
                place(),
            ]),
        incident("phone", Team::WORKPLACE, "A phone or tablet")
            .spoken(&["phone", "mobile", "tablet", "iphone", "ipad", "android", "sim"])
            .asking([which("Which phone or tablet is it?", "")]),
        incident("room", Team::WORKPLACE, "The equipment of a meeting room")
            .spoken(&["meeting room", "projector", "beamer", "conference room"])
            .asking([which("Which room is it?", "")]),
        incident("damaged", Team::WORKPLACE, "Something is broken or got wet")
            .spoken(&["broken", "cracked", "dropped", "spilled", "water", "coffee"])
            .asking([which("What is it?", "")]),
        threat("lost", Team::ACCOUNTS_AND_SECURITY, "A device is lost or was stolen")
            .spoken(&["lost", "stolen", "theft", "left it"])
            .asking([
                which("What is missing?", "For example: a work phone, a black laptop"),
                ask(Detail::Place, "Where did you last have it?", "And when"),
            ]),
        service_request("new-device", Team::WORKPLACE, "I need a new or another device")
            .spoken(&["new laptop", "new computer", "new phone", "second screen", "replacement"])
            .asking([which("What do you need?", ""), needed_by()]),
    ]
}

fn software() -> Vec<Topic> {
    vec![
        incident(
            "program",
            Team::APPLICATIONS,
            "A program does not open, crashes or shows an error",
        )
        .spoken(&["program", "app", "application", "excel", "word", "crash", "update"])
        .asking([program(), message()]),
        incident("mail", Team::APPLICATIONS, "Mail or calendar")
            .spoken(&[
                "mail",
                "email",
                "e-mail",
                "inbox",
                "outlook",
                "calendar",
                "invitation",
                "mailbox",
            ])
            .asking([message()]),
        incident("files", Team::APPLICATIONS, "Files are missing, locked or cannot be shared")
            .spoken(&[
                "file", "files", "folder", "document", "drive", "share", "deleted", "restore",
            ])
            .asking([which("Which file or folder is it?", "Its name and where it lies")]),
        incident("browser", Team::APPLICATIONS, "A website or the browser")
            .spoken(&[
                "website", "browser", "chrome", "firefox", "edge", "safari", "web page", "intranet",
            ])
            .asking([which("Which website is it?", "Its address"), message()]),
        incident("calls", Team::APPLICATIONS, "Calls and online meetings")
            .spoken(&[
                "video call",
                "teams",
                "zoom",
                "online meeting",
                "microphone",
                "camera",
                "webcam",
            ])
            .asking([program()]),
        service_request("new-program", Team::APPLICATIONS, "I need a program or a licence")
            .spoken(&["install", "licence", "license", "subscription"])
            .asking([which("Which program do you need?", ""), needed_by()]),
        question("how-to", Team::SERVICE_DESK, "I want to know how to do something")
            .spoken(&["how do i", "how can i", "how to"])
            .asking([program()]),
    ]
}

fn network() -> Vec<Topic> {
    vec![
        incident("wi-fi", Team::NETWORK, "Wi-Fi")
            .spoken(&["wi-fi", "wifi", "wireless", "wlan", "hotspot"])
            .asking([place()]),
        incident("vpn", Team::NETWORK, "VPN or working from elsewhere")
            .spoken(&["vpn", "remote access", "from home"])
            .asking([place(), message()]),
        incident("internet", Team::NETWORK, "The internet is slow or gone")
            .spoken(&["internet", "offline", "connection", "no network"])
            .asking([place()]),
        incident("cable", Team::NETWORK, "A network cable, socket or dock")
            .spoken(&["ethernet", "network cable", "socket", "wired"])
            .asking([place()]),
        incident("server", Team::NETWORK, "A shared drive or server cannot be reached")
            .spoken(&["server", "network drive", "shared drive"])
            .asking([
                which("Which drive or server is it?", "Its letter, name or address"),
                message(),
            ]),
        service_request(
            "network-access",
            Team::NETWORK,
            "I need access for a guest, a device or a place",
        )
        .spoken(&["guest", "visitor"])
        .asking([which("For whom or what?", ""), needed_by()]),
    ]
}

fn account_access() -> Vec<Topic> {
    vec![
        incident(
            "password",
            Team::ACCOUNTS_AND_SECURITY,
            "My password does not work or has run out",
        )
        .spoken(&["password", "passwort", "expired", "forgot"])
        .asking([which("Which account is it?", "Never write the password itself"), message()]),
        incident("locked", Team::ACCOUNTS_AND_SECURITY, "My account is locked or I cannot sign in")
            .spoken(&["locked", "sign in", "log in", "login", "signin", "account"])
            .asking([which("Which account is it?", ""), message()]),
        incident("code", Team::ACCOUNTS_AND_SECURITY, "The sign-in code or the app for it")
            .spoken(&["code", "authenticator", "mfa", "2fa", "two-factor", "token", "passkey"])
            .asking([which("Where should the code arrive?", "On which phone, or in which app")]),
        threat(
            "suspicious",
            Team::ACCOUNTS_AND_SECURITY,
            "A suspicious message, or a sign-in that was not me",
        )
        .spoken(&["phishing", "suspicious", "scam", "hacked", "spam", "virus"])
        .asking([ask(
            Detail::Message,
            "What have you done with it?",
            "For example: opened a link, typed a password, nothing yet",
        )]),
        service_request(
            "permission",
            Team::ACCOUNTS_AND_SECURITY,
            "I may not open or do something that I need",
        )
        .spoken(&["permission", "access denied", "no access", "not allowed", "need access"])
        .asking([
            which("What do you need to open or do?", "The name of the folder, list or program"),
            ask(Detail::Message, "What is it for?", "Who can approve it, if you know"),
        ]),
        service_request(
            "joiner-or-leaver",
            Team::ACCOUNTS_AND_SECURITY,
            "Somebody starts, changes or leaves",
        )
        .spoken(&["new starter", "new colleague", "leaver", "leaves us", "onboarding"])
        .asking([which("Who is it?", "Their name and team"), needed_by()]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_texts_of_the_program_would_be_read() {
        let label = |it: &Label| Label::parse(it).as_ref() == Ok(it);
        let Catalogue { teams, intake } = Catalogue::starting();
        assert!(teams.iter().all(|it| label(&it.label)));
        for category in &intake.categories {
            assert!(label(&category.label) && category.hint.iter().all(label), "{category:?}");
            for it in &category.topics {
                let asked = it.asks.iter().all(|it| label(&it.label) && it.hint.iter().all(label));
                let spoken = it.words.iter().all(|it| Word::parse(it).as_ref() == Ok(it));
                assert!(label(&it.label) && asked && spoken, "{it:?}");
                if let Effect::Known { because, .. } = &it.effect {
                    assert!(label(because), "{it:?}");
                }
            }
        }
    }

    #[test]
    fn every_topic_is_proposed_by_some_word_and_asks_little() {
        let tree = Tree::starting();
        for it in tree.categories.iter().flat_map(|it| &it.topics) {
            assert!(it.asks.len() <= 2, "{} asks too much", it.value);
            assert!(!it.words.is_empty(), "{} is never proposed", it.value);
        }
    }
}
