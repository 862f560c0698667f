//! Tickets that somebody has to work on now.

use shared::ticket::{
    intake::Category,
    priority::{Impact, Urgency},
};

use super::{DemoStep::*, DemoTicket};
use crate::demo::files;

/// Nobody has looked at these yet.
pub(super) const NEW: &[DemoTicket] = &[
    DemoTicket {
        subject: "New phone, and no sign-in codes on it",
        description: "I got a new phone yesterday and the old one is already reset. When I open \
            my mail on the laptop, it says \"Approve the sign-in on your phone\", but nothing \
            comes. The authenticator app on the new phone is empty. I still have webmail open in \
            one tab, so I can read, but I do not dare to close it.",
        requester: "rae",
        behalf: None,
        category: Category::ACCOUNT_ACCESS,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 4,
        steps: &[],
    },
    DemoTicket {
        subject: "Adapter for the projector in meeting room 2",
        description: "The projector in room 2 has only the wide old plug, and our new laptops \
            have the small oval one. We borrowed an adapter from room 5 so far. Could we get one \
            that stays in room 2? Next week is fine.",
        requester: "sam",
        behalf: None,
        category: Category::HARDWARE,
        impact: Some(Impact::Several),
        urgency: Some(Urgency::CanWait),
        minutes_ago: 11,
        steps: &[],
    },
    DemoTicket {
        subject: "Label program closes as soon as it opens",
        description: "Since I switched on the computer at packing table 3, the label program \
            shows its window for a second and is gone. Once I could read \"Runtime error 429: \
            component can't create object\". I restarted twice. Without labels I cannot send \
            anything, and the lorry comes at the end of the shift.",
        requester: "wes",
        behalf: None,
        category: Category::SOFTWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Blocked),
        minutes_ago: 19,
        steps: &[],
    },
    DemoTicket {
        subject: "The shared inbox for invoices does not show up",
        description: "I was told that I now have access to invoices@portico.example. It is not in \
            my list of folders, although I restarted the mail program. If I open it by hand, it \
            says \"You do not have permission to open this mailbox\". A colleague forwards me the \
            urgent ones meanwhile.",
        requester: "fay",
        behalf: None,
        category: Category::SOFTWARE,
        impact: None,
        urgency: None,
        minutes_ago: 38,
        steps: &[],
    },
    DemoTicket {
        subject: "Which monitor can I order for the front desk?",
        description: "We would like a second monitor at reception so that the visitor list can \
            stay open. Is there a list of models that you support? The desk is 120 cm wide. There \
            is one free socket for a screen on the computer.",
        requester: "rae",
        behalf: None,
        category: Category::HARDWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::CanWait),
        minutes_ago: 95,
        steps: &[],
    },
    DemoTicket {
        subject: "Laptop takes ten minutes to start",
        description: "Every morning it takes about ten minutes until I can type anything. The fan \
            is loud all the time, and a message came up: \"You are running out of disk space on \
            Windows (C:)\". I deleted some pictures, but it is the same. Once it runs, it is slow \
            but works.",
        requester: "sam",
        behalf: None,
        category: Category::HARDWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 160,
        steps: &[],
    },
];

/// An agent has these; the first is critical, the last is late.
pub(super) const IN_PROGRESS: &[DemoTicket] = &[
    DemoTicket {
        subject: "No scanner in the warehouse can book stock",
        description: "All the hand scanners stopped at once. They show \"Server not reachable \
            (code 12)\" after each scan. I tried three different ones, and the screen at the gate \
            says the same. Twelve of us are standing here, and two lorries are waiting.",
        requester: "wes",
        behalf: None,
        category: Category::NETWORK,
        impact: Some(Impact::Shared),
        urgency: Some(Urgency::Blocked),
        minutes_ago: 26,
        steps: &[
            Reply {
                minutes_after: 6,
                agent: "ned",
                body: "I see it too: the warehouse lost its connection. I am on my way to the \
                    cabinet at gate 1. Please write the bookings on paper until I am there. You \
                    hear from me again within 30 minutes.",
            },
            Note {
                minutes_after: 17,
                agent: "ned",
                body: "Switch WH-2 does not answer, both uplinks are dark. A power supply smells \
                    burnt. The spare switch is in store room B; Dee brings it.",
            },
        ],
    },
    DemoTicket {
        subject: "VPN stops at \"verifying\", error 809",
        description: "Since this morning the VPN stops at \"verifying\" and then says error 809. \
            I can browse the web, but the shared drives are gone. Two colleagues who work from \
            home today have the same. I have a customer call in the afternoon and need the price \
            list.",
        requester: "sam",
        behalf: None,
        category: Category::NETWORK,
        impact: Some(Impact::Several),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 52,
        steps: &[
            Share { minutes_after: 3, colleague: "rae" },
            Reply {
                minutes_after: 14,
                agent: "ned",
                body: "Thank you for the exact error. It means that something between you and us \
                    blocks the VPN. Please try this: in the VPN app choose Settings, Connection, \
                    and change Port to 443. Meanwhile I look at the firewall, which changed last \
                    night.",
            },
            Note {
                minutes_after: 23,
                agent: "ned",
                body: "Rule 14 on the edge firewall drops UDP 500 since the change at 22:40. \
                    Rolling it back needs the owner of the change; asked Lee.",
            },
        ],
    },
    DemoTicket {
        subject: "Guest Wi-Fi shows no page to sign in on",
        description: "I am here as an auditor until Friday and was told to use the guest Wi-Fi. My \
            laptop connects, but the page where I should type the code never comes. It says \
            \"Connected, no internet\". My phone has no signal in the meeting room, so I write this \
            from the lobby.",
        requester: "vera",
        behalf: None,
        category: Category::NETWORK,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 71,
        steps: &[
            Reply {
                minutes_after: 16,
                agent: "ned",
                body: "Please type guests.portico.example into the address bar while you are \
                    connected: that often brings the page up. If it does not, I come to the meeting room with a \
                    cable at half past.",
            },
            Note {
                minutes_after: 22,
                agent: "ned",
                body: "Asked Rae: an auditor of this name is expected until Friday and has a visitor \
                    badge. Gave no code in writing; reception has it.",
            },
        ],
    },
    DemoTicket {
        subject: "Month-end report stops with \"out of memory\"",
        description: "The month-end report in the ledger program stops at 60 % with \"Out of \
            memory (1021)\". It worked last month. I closed everything else and tried three \
            times. The report for one department at a time works, but then I have to add forty of \
            them by hand.",
        requester: "fay",
        behalf: None,
        category: Category::SOFTWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 130,
        steps: &[
            Reply {
                minutes_after: 35,
                agent: "dee",
                body: "I can see the same stop on my test computer, so it is not your laptop. I \
                    am asking the maker of the ledger program whether the last update changed the \
                    limit. A picture of the message and the end of its log would help them. I tell \
                    you what they say before the end of today.",
            },
            Send {
                minutes_after: 49,
                body: "Here are both. The log is from the last of the three times.",
                files: &[files::MONTH_END_PICTURE, files::MONTH_END_LOG],
            },
        ],
    },
    DemoTicket {
        subject: "Visitor screen at reception shows yesterday's names",
        description: "The big screen that greets visitors still shows yesterday's names. The list \
            on my own computer is right. I switched the screen off and on. It says \"Last update \
            failed\" in the corner, in very small letters.",
        requester: "rae",
        behalf: None,
        category: Category::SOMETHING_ELSE,
        impact: Some(Impact::Several),
        urgency: Some(Urgency::CanWait),
        minutes_ago: 205,
        steps: &[Reply {
            minutes_after: 61,
            agent: "dee",
            body: "Thank you, the small letters were the right clue. The screen's certificate \
                    ran out at midnight. I have ordered a new one, which should arrive tomorrow. \
                    Until then, I update the list by hand each morning.",
        }],
    },
    DemoTicket {
        subject: "Cannot sign in to payroll after changing my password",
        description: "I changed my password yesterday, as the reminder said. Mail and drives take \
            the new one, but payroll says \"The user name or password is incorrect\" with the new \
            and with the old one. The pay run has to be approved tomorrow, and I am the only one \
            who can.",
        requester: "fay",
        behalf: None,
        category: Category::ACCOUNT_ACCESS,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Blocked),
        minutes_ago: 300,
        steps: &[
            Ask {
                minutes_after: 20,
                agent: "ada",
                question: "Does payroll show its own sign-in page with a blue bar, or the same \
                    page as your mail?",
            },
            Answer { minutes_after: 31, body: "Its own, with the blue bar." },
            Reply {
                minutes_after: 48,
                agent: "ada",
                body: "Then payroll still keeps a copy of the old password. I have started a new \
                    copy, which takes about four hours because the pay run is open. I call you \
                    when it is through, well before tomorrow.",
            },
        ],
    },
    DemoTicket {
        subject: "Headset crackles in every call",
        description: "My headset crackles in calls, and people say that I sound as if I were \
            under water. Without the headset it is fine, but then the whole office listens. I \
            tried another socket. It is about two years old.",
        requester: "sam",
        behalf: None,
        category: Category::HARDWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::CanWait),
        minutes_ago: 340,
        steps: &[Reply {
            minutes_after: 118,
            agent: "dee",
            body: "That sounds like the cable, which often breaks near the plug after two \
                    years. A new headset is waiting for you at the service desk. Bring the old \
                    one, and we recycle it.",
        }],
    },
    DemoTicket {
        subject: "Folder \"Contracts 2024\" has gone from drive P:",
        description: "The folder \"Contracts 2024\" is no longer in P:\\Sales. Last week it was \
            there. The search does not find it either. My colleague does not see it, so it is not \
            just my computer. I have copies of the most important ones in my mail.",
        requester: "sam",
        behalf: None,
        category: Category::NETWORK,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 1_490,
        steps: &[
            Reply {
                minutes_after: 42,
                agent: "ned",
                body: "Nothing is lost: the last backup has the whole folder. I am \
                    finding out first where it went, so that we do not end up with two of them. \
                    You hear from me by tomorrow noon.",
            },
            Note {
                minutes_after: 65,
                agent: "ned",
                body: "The log shows a move to P:\\Sales\\Archive\\Old at 16:52 two days ago, then a \
                    change of rights. Looks like a drag by mistake. Waiting for the owner of the \
                    archive to agree to the move back.",
            },
        ],
    },
    DemoTicket {
        subject: "Email with large drawings comes back to four of us",
        description: "When a supplier sends us drawings, the message goes back to them with \"552 \
            5.3.4 Message size exceeds fixed limit\". It happens to all four of us who do \
            purchasing. The drawings are about 30 MB each. We cannot order the replacement parts \
            without them, and the supplier has no other way to send them.",
        requester: "fay",
        behalf: None,
        category: Category::SOFTWARE,
        impact: Some(Impact::Several),
        urgency: Some(Urgency::Blocked),
        minutes_ago: 5_900,
        steps: &[
            Reply {
                minutes_after: 33,
                agent: "ada",
                body: "The limit for one message is 25 MB. I am setting up an upload page where \
                    suppliers can leave large files for you. I need an approval for it, and I \
                    will tell you as soon as I have it.",
            },
            Note {
                minutes_after: 410,
                agent: "ada",
                body: "Approval asked for, no answer yet. The person who approves is away until \
                    next week, and nobody is named as a deputy.",
            },
            Complain {
                minutes_after: 5_690,
                body: "The day that you promised has passed, and nobody has told me anything since. \
                    The machine stands still without these parts. I would rather hear that it takes \
                    longer than hear nothing.",
            },
        ],
    },
];
