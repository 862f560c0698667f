//! The tree behind intake: for each category what people's troubles are called in their own words, and
//! what follows from each (A02, A14, A17). Plain data; knows nothing of answers or pages.

use super::{Category, NOT_SURE};
use crate::ticket::{
    kind::TicketType,
    priority::{Impact, Urgency},
    team::Team,
};

/// A leaf of the tree: what somebody's trouble is closest to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic {
    /// What a form carries; unique in the whole tree.
    pub value: &'static str,
    /// What people read.
    pub label: &'static str,
    /// Words in a description that speak for it, in lower case.
    pub words: &'static [&'static str],
    /// What type of ticket it makes.
    pub ticket_type: TicketType,
    /// Who works on it.
    pub team: Team,
    /// What else is worth knowing; all optional, so that there is no dead end.
    pub asks: &'static [Ask],
    /// How it bears on work.
    pub effect: Effect,
}

/// Something else that is worth knowing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// Which answer holds it.
    pub detail: Detail,
    /// The question.
    pub label: &'static str,
    /// One short sentence that helps; may be empty.
    pub hint: &'static str,
}

/// The answers that hold details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Which thing it is.
    Which,
    /// Where.
    Place,
    /// The exact words on the screen, or what else was seen.
    Message,
    /// By when something is needed.
    NeededBy,
}

impl Detail {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Which, Self::Place, Self::Message, Self::NeededBy];

    /// The field of a form that carries it.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Which => "which",
            Self::Place => "place",
            Self::Message => "message",
            Self::NeededBy => "needed_by",
        }
    }
}

/// How a topic bears on work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The requester is asked.
    Asked,
    /// It is known, and asking would be a burden.
    Known {
        /// Who is affected.
        impact: Impact,
        /// How it stops work.
        urgency: Urgency,
        /// Why, as one sentence for the requester.
        because: &'static str,
    },
}

impl Topic {
    const fn incident(value: &'static str, team: Team, label: &'static str) -> Self {
        Self {
            value,
            label,
            words: &[],
            ticket_type: TicketType::Incident,
            team,
            asks: &[],
            effect: Effect::Asked,
        }
    }

    /// Something that somebody would like to have, and can work without until then.
    const fn service_request(value: &'static str, team: Team, label: &'static str) -> Self {
        let because = "It is something new, and you can work until you have it.";
        Self {
            ticket_type: TicketType::ServiceRequest,
            effect: Effect::Known { impact: Impact::OnlyMe, urgency: Urgency::CanWait, because },
            ..Self::incident(value, team, label)
        }
    }

    /// What cannot wait whoever reports it, because others may misuse it.
    const fn threat(value: &'static str, team: Team, label: &'static str) -> Self {
        let because = "Somebody else could misuse it, so it cannot wait.";
        Self {
            effect: Effect::Known { impact: Impact::Several, urgency: Urgency::Blocked, because },
            ..Self::incident(value, team, label)
        }
    }

    const fn asking(self, asks: &'static [Ask]) -> Self {
        Self { asks, ..self }
    }

    const fn spoken(self, words: &'static [&'static str]) -> Self {
        Self { words, ..self }
    }

    /// Whether there is anything left to ask about it.
    #[must_use]
    pub fn asks_anything(&self) -> bool {
        !self.asks.is_empty() || self.effect == Effect::Asked
    }

    /// Whether this is the way out: none of the others, or not sure.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        self.value == NOT_SURE
    }
}

const fn which(label: &'static str, hint: &'static str) -> Ask {
    Ask { detail: Detail::Which, label, hint }
}

const WHERE: Ask = Ask {
    detail: Detail::Place,
    label: "Where are you?",
    hint: "For example: at home, or in building B on the second floor",
};

const MESSAGE: Ask = Ask {
    detail: Detail::Message,
    label: "What does it say exactly?",
    hint: "The words or the number of the error, if there is one",
};

const NEEDED_BY: Ask = Ask {
    detail: Detail::NeededBy,
    label: "By when do you need it?",
    hint: "A day, and what it is for if that is fixed",
};

const DEVICE: Ask =
    which("Which computer is it?", "The name or number on its label, if you see one");
const PROGRAM: Ask = which("Which program is it?", "");

/// The topics of `category`, as they are offered. Those without any are never asked for a topic.
#[must_use]
pub fn topics(category: Category) -> &'static [Topic] {
    match category {
        Category::Hardware => HARDWARE,
        Category::Software => SOFTWARE,
        Category::Network => NETWORK,
        Category::AccountAccess => ACCOUNT_ACCESS,
        Category::SomethingElse => &[],
    }
}

/// The topic with this value, in `category`.
#[must_use]
pub fn topic(category: Category, value: &str) -> Option<&'static Topic> {
    topics(category).iter().find(|it| it.value == value)
}

/// The category and topic with this value; "not sure" belongs to every category, and is found by none.
#[must_use]
pub fn find(value: &str) -> Option<(Category, &'static Topic)> {
    let found = |it| Some((it, topic(it, value)?));
    Category::ALL.into_iter().find_map(found).filter(|(_, it)| !it.is_unsure())
}

const fn unsure(team: Team) -> Topic {
    Topic::incident(NOT_SURE, team, "None of these, or I’m not sure")
}

const HARDWARE: &[Topic] = &[
    Topic::incident(
        "computer-dead",
        Team::Workplace,
        "My computer does not start, freezes or crashes",
    )
    .spoken(&["boot", "blue screen", "freezes", "frozen", "crashes", "black screen", "turn on"])
    .asking(&[DEVICE, MESSAGE]),
    Topic::incident("computer-slow", Team::Workplace, "My computer is slow or full")
        .spoken(&["slow computer", "slow laptop", "disk full", "storage", "sluggish"])
        .asking(&[DEVICE]),
    Topic::incident("equipment", Team::Workplace, "A screen, keyboard, mouse, headset or dock")
        .spoken(&[
            "monitor", "screen", "keyboard", "mouse", "headset", "dock", "charger", "battery",
        ])
        .asking(&[which("Which one is it?", "For example: the left screen, a wireless headset")]),
    Topic::incident("printer", Team::Workplace, "Printing or scanning")
        .spoken(&["print", "printer", "printing", "scan", "scanner", "toner", "paper"])
        .asking(&[which("Which printer is it?", "The name on its label, if you see one"), WHERE]),
    Topic::incident("phone", Team::Workplace, "A phone or tablet")
        .spoken(&["phone", "mobile", "tablet", "iphone", "ipad", "android", "sim"])
        .asking(&[which("Which phone or tablet is it?", "")]),
    Topic::incident("room", Team::Workplace, "The equipment of a meeting room")
        .spoken(&["meeting room", "projector", "beamer", "conference room"])
        .asking(&[which("Which room is it?", "")]),
    Topic::incident("damaged", Team::Workplace, "Something is broken or got wet")
        .spoken(&["broken", "cracked", "dropped", "spilled", "water", "coffee"])
        .asking(&[which("What is it?", "")]),
    Topic::threat("lost", Team::AccountsAndSecurity, "A device is lost or was stolen")
        .spoken(&["lost", "stolen", "theft", "left it"])
        .asking(&[
            which("What is missing?", "For example: a work phone, a black laptop"),
            Ask { detail: Detail::Place, label: "Where did you last have it?", hint: "And when" },
        ]),
    Topic::service_request("new-device", Team::Workplace, "I need a new or another device")
        .spoken(&["new laptop", "new computer", "new phone", "second screen", "replacement"])
        .asking(&[which("What do you need?", ""), NEEDED_BY]),
    unsure(Team::Workplace),
];

const SOFTWARE: &[Topic] = &[
    Topic::incident(
        "program",
        Team::Applications,
        "A program does not open, crashes or shows an error",
    )
    .spoken(&["program", "app", "application", "excel", "word", "crash", "update"])
    .asking(&[PROGRAM, MESSAGE]),
    Topic::incident("mail", Team::Applications, "Mail or calendar")
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
        .asking(&[MESSAGE]),
    Topic::incident("files", Team::Applications, "Files are missing, locked or cannot be shared")
        .spoken(&["file", "files", "folder", "document", "drive", "share", "deleted", "restore"])
        .asking(&[which("Which file or folder is it?", "Its name and where it lies")]),
    Topic::incident("browser", Team::Applications, "A website or the browser")
        .spoken(&[
            "website", "browser", "chrome", "firefox", "edge", "safari", "web page", "intranet",
        ])
        .asking(&[which("Which website is it?", "Its address"), MESSAGE]),
    Topic::incident("calls", Team::Applications, "Calls and online meetings")
        .spoken(&[
            "video call",
            "teams",
            "zoom",
            "online meeting",
            "microphone",
            "camera",
            "webcam",
        ])
        .asking(&[PROGRAM]),
    Topic::service_request("new-program", Team::Applications, "I need a program or a licence")
        .spoken(&["install", "licence", "license", "subscription"])
        .asking(&[which("Which program do you need?", ""), NEEDED_BY]),
    Topic {
        ticket_type: TicketType::Question,
        effect: Effect::Known {
            impact: Impact::OnlyMe,
            urgency: Urgency::CanWait,
            because: "It is a question, and you can work until it is answered.",
        },
        ..Topic::incident("how-to", Team::ServiceDesk, "I want to know how to do something")
            .spoken(&["how do i", "how can i", "how to"])
            .asking(&[PROGRAM])
    },
    unsure(Team::Applications),
];

const NETWORK: &[Topic] = &[
    Topic::incident("wi-fi", Team::Network, "Wi-Fi")
        .spoken(&["wi-fi", "wifi", "wireless", "wlan", "hotspot"])
        .asking(&[WHERE]),
    Topic::incident("vpn", Team::Network, "VPN or working from elsewhere")
        .spoken(&["vpn", "remote access", "from home"])
        .asking(&[WHERE, MESSAGE]),
    Topic::incident("internet", Team::Network, "The internet is slow or gone")
        .spoken(&["internet", "offline", "connection", "no network"])
        .asking(&[WHERE]),
    Topic::incident("cable", Team::Network, "A network cable, socket or dock")
        .spoken(&["ethernet", "network cable", "socket", "wired"])
        .asking(&[WHERE]),
    Topic::incident("server", Team::Network, "A shared drive or server cannot be reached")
        .spoken(&["server", "network drive", "shared drive"])
        .asking(&[which("Which drive or server is it?", "Its letter, name or address"), MESSAGE]),
    Topic::service_request(
        "network-access",
        Team::Network,
        "I need access for a guest, a device or a place",
    )
    .spoken(&["guest", "visitor"])
    .asking(&[which("For whom or what?", ""), NEEDED_BY]),
    unsure(Team::Network),
];

const ACCOUNT_ACCESS: &[Topic] = &[
    Topic::incident(
        "password",
        Team::AccountsAndSecurity,
        "My password does not work or has run out",
    )
    .spoken(&["password", "passwort", "expired", "forgot"])
    .asking(&[which("Which account is it?", "Never write the password itself"), MESSAGE]),
    Topic::incident(
        "locked",
        Team::AccountsAndSecurity,
        "My account is locked or I cannot sign in",
    )
    .spoken(&["locked", "sign in", "log in", "login", "signin", "account"])
    .asking(&[which("Which account is it?", ""), MESSAGE]),
    Topic::incident("code", Team::AccountsAndSecurity, "The sign-in code or the app for it")
        .spoken(&["code", "authenticator", "mfa", "2fa", "two-factor", "token", "passkey"])
        .asking(&[which("Where should the code arrive?", "On which phone, or in which app")]),
    Topic::threat(
        "suspicious",
        Team::AccountsAndSecurity,
        "A suspicious message, or a sign-in that was not me",
    )
    .spoken(&["phishing", "suspicious", "scam", "hacked", "spam", "virus"])
    .asking(&[Ask {
        detail: Detail::Message,
        label: "What have you done with it?",
        hint: "For example: opened a link, typed a password, nothing yet",
    }]),
    Topic::service_request(
        "permission",
        Team::AccountsAndSecurity,
        "I may not open or do something that I need",
    )
    .spoken(&["permission", "access denied", "no access", "not allowed", "need access"])
    .asking(&[
        which("What do you need to open or do?", "The name of the folder, list or program"),
        Ask {
            detail: Detail::Message,
            label: "What is it for?",
            hint: "Who can approve it, if you know",
        },
    ]),
    Topic::service_request(
        "joiner-or-leaver",
        Team::AccountsAndSecurity,
        "Somebody starts, changes or leaves",
    )
    .spoken(&["new starter", "new colleague", "leaver", "leaves us", "onboarding"])
    .asking(&[which("Who is it?", "Their name and team"), NEEDED_BY]),
    unsure(Team::AccountsAndSecurity),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_category_but_something_else_has_topics_and_a_way_out() {
        for category in Category::ALL {
            let topics = topics(category);
            let has_way_out = topics.last().is_some_and(Topic::is_unsure);
            assert_eq!(has_way_out, category != Category::SomethingElse, "{category:?}");
            assert!(topics.len() <= 10, "{category:?} offers too much to read");
        }
    }

    #[test]
    fn values_are_unique_and_details_are_asked_once() {
        let mut seen = HashSet::new();
        for topic in Category::ALL.into_iter().flat_map(topics).filter(|it| !it.is_unsure()) {
            assert!(seen.insert(topic.value), "{} stands twice", topic.value);
            assert_eq!(find(topic.value).map(|it| it.1), Some(topic));
            let details: Vec<_> = topic.asks.iter().map(|it| it.detail.field()).collect();
            let once: HashSet<_> = details.iter().collect();
            assert_eq!(once.len(), details.len(), "{} asks twice", topic.value);
            assert!(topic.asks.len() <= 2, "{} asks too much", topic.value);
            assert!(!topic.words.is_empty(), "{} is never proposed", topic.value);
        }
        assert_eq!(find(NOT_SURE), None);
    }
}
