//! Tickets that are over.

use shared::ticket::{
    intake::Category,
    priority::{Impact, Urgency},
};

use super::{DemoStep::*, DemoTicket};

/// The requester said that all is well.
pub(super) const CLOSED: &[DemoTicket] = &[
    DemoTicket {
        subject: "Account locked after my holiday",
        description: "I came back from my holiday and cannot sign in. It says \"This account is locked. \
            Try again later.\" I waited a quarter of an hour and tried again, with the same \
            result. I am sure about the password. I cannot open the booking program without it.",
        requester: "wes",
        behalf: None,
        category: Category::ACCOUNT_ACCESS,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Blocked),
        minutes_ago: 8_100,
        steps: &[
            Reply {
                minutes_after: 12,
                agent: "ada",
                body: "I call you back in a minute on the number that we have for you, to make \
                    sure that it is you. Then we unlock it together.",
            },
            Note {
                minutes_after: 24,
                agent: "ada",
                body: "Called back on the number in the directory, line manager confirmed. All \
                    failed attempts come from his own tablet, which has the old password.",
            },
            Resolve {
                minutes_after: 41,
                agent: "ada",
                cause: "Your tablet kept trying the password from before the change.",
                fix: "I unlocked the account, and we typed the new password on the tablet.",
                advice: "After a change of password, type the new one on every device the same \
                    day.",
            },
            Confirm { minutes_after: 75 },
        ],
    },
    DemoTicket {
        subject: "Drive T: has a red cross",
        description: "Drive T: has a red cross since I moved to the other desk. If I open it, it \
            says \"The network path was not found. Error 0x80070035.\" Drive P: is fine. I need \
            T: only for the old offers, so it is not urgent, but soon would be nice.",
        requester: "sam",
        behalf: None,
        category: Category::NETWORK,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 9_700,
        steps: &[
            Ask {
                minutes_after: 33,
                agent: "ned",
                question: "Please look at the name of your Wi-Fi. Does it say \"visitors\"? \
                    If you use a cable, which number is on the wall socket?",
            },
            Answer { minutes_after: 47, body: "It is a cable, socket 2.14-B." },
            Resolve {
                minutes_after: 122,
                agent: "ned",
                cause: "The wall socket belonged to the network for meeting rooms, which cannot \
                    reach T:.",
                fix: "I moved the socket to the office network.",
                advice: "Sockets with a blue mark are always in the office network.",
            },
            Confirm { minutes_after: 180 },
        ],
    },
    DemoTicket {
        subject: "Browser says that the intranet is not safe",
        description: "When I open the intranet, I get a red page: \"Your connection is not \
            private. NET::ERR_CERT_DATE_INVALID\". Other pages work. My colleague at the next \
            desk has no problem. I did not click on \"Proceed\".",
        requester: "rae",
        behalf: None,
        category: Category::SOFTWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 11_600,
        steps: &[
            Ask {
                minutes_after: 18,
                agent: "dee",
                question: "Which date and time does your computer show at the bottom right?",
            },
            Answer { minutes_after: 26, body: "Oh. It says 1 January 2009." },
            Resolve {
                minutes_after: 39,
                agent: "dee",
                cause: "The clock of the computer was wrong, so every certificate looked invalid.",
                fix: "The time is set from the network again, and I ordered a new clock battery.",
                advice: "If a page warns you, the date of your computer is the first thing to \
                    look at. Not proceeding was right.",
            },
            Confirm { minutes_after: 52 },
        ],
    },
    DemoTicket {
        subject: "New starter in Sales: account and laptop",
        description: "A new colleague starts in Sales in two weeks. He needs an account, \
            mail, a laptop, and a phone. He will sit at desk 2.09. He needs the same drives as \
            the rest of the team. The head of sales agreed on the phone.",
        requester: "sam",
        behalf: None,
        category: Category::ACCOUNT_ACCESS,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::CanWait),
        minutes_ago: 14_800,
        steps: &[
            Reply {
                minutes_after: 96,
                agent: "ada",
                body: "Thank you for telling us early. Account and mail will be ready in two days, \
                    laptop and phone a day later. He gets them at the service desk on his first \
                    morning, with half an hour of introduction.",
            },
            Resolve {
                minutes_after: 4_400,
                agent: "ada",
                cause: "A new starter, announced in good time.",
                fix: "Account, mail and drives are set up; laptop and phone wait at the service \
                    desk under his name.",
                advice: "Ten working days ahead is ideal, because laptops have to be ordered.",
            },
            Confirm { minutes_after: 5_700 },
        ],
    },
    DemoTicket {
        subject: "Picture freezes in video calls on floor 1",
        description: "In video calls the picture freezes for ten seconds, then everything comes \
            at once. It is the same for the three of us on floor 1, mostly around eleven. With a \
            cable it is better. A message says \"Your network quality is poor\".",
        requester: "fay",
        behalf: None,
        category: Category::NETWORK,
        impact: Some(Impact::Several),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 17_300,
        steps: &[
            Reply {
                minutes_after: 22,
                agent: "ned",
                body: "The time of day helps a lot. I am watching the network on floor 1 at \
                    eleven today, and tell you afterwards what I see.",
            },
            Note {
                minutes_after: 150,
                agent: "ned",
                body: "The backup of the film archive starts at 10:55 and fills the uplink of \
                    floor 1. It should run at night; the schedule was lost with the last update.",
            },
            Resolve {
                minutes_after: 240,
                agent: "ned",
                cause: "A backup ran at eleven in the morning instead of at night, and left no \
                    room for calls.",
                fix: "The backup runs at 01:00 again, and can use half the line at most.",
                advice: "If it happens again, tell us the time: that is what led us to the cause.",
            },
            Confirm { minutes_after: 1_460 },
        ],
    },
    DemoTicket {
        subject: "Second screen stays black after the update",
        description: "After the update last night my second screen stays black. It says \"No \
            signal\" and goes to sleep. I swapped the cables, and both screens are good. I can \
            work on one, but comparing two lists is slow.",
        requester: "fay",
        behalf: None,
        category: Category::HARDWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 19_400,
        steps: &[
            Ask {
                minutes_after: 26,
                agent: "dee",
                question: "Thank you for swapping the cables first. Please hold the Windows key, the \
                    Ctrl key and the Shift key, and press B. The screens go dark for a moment. \
                    Does the second one come back?",
            },
            Answer { minutes_after: 40, body: "It blinked, and stayed black." },
            Resolve {
                minutes_after: 77,
                agent: "dee",
                cause: "The update had brought a screen driver that does not know your dock.",
                fix: "I put the earlier driver back, and stopped this update for your model.",
                advice: "The next update has the right driver. There is nothing that you must do.",
            },
            Confirm { minutes_after: 96 },
        ],
    },
];

/// The requester no longer needed them.
pub(super) const WITHDRAWN: &[DemoTicket] = &[
    DemoTicket {
        subject: "Mouse moves by itself",
        description: "The pointer slowly moves to the left by itself. I have cleaned the mouse. \
            It is the same on another table. I am a little worried that somebody else controls \
            my computer.",
        requester: "rae",
        behalf: None,
        category: Category::HARDWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 3_300,
        steps: &[
            Reply {
                minutes_after: 15,
                agent: "dee",
                body: "It is good that you ask. Please pull out the mouse, and watch the pointer \
                    for a minute. If it still moves, call us at once.",
            },
            Withdraw { minutes_after: 28 },
        ],
    },
    DemoTicket {
        subject: "Order list does not open on the tablet",
        description: "The order list does not open on the tablet at gate 2. It says \"This file \
            type is not supported\". On the computer it opens. I have already tried to download \
            it again.",
        requester: "wes",
        behalf: None,
        category: Category::SOFTWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::CanWait),
        minutes_ago: 12_900,
        steps: &[Withdraw { minutes_after: 17 }],
    },
];
