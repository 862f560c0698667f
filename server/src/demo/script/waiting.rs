//! Tickets that wait for the requester: for an answer, or for the word that all is well.

use shared::ticket::{
    intake::Category,
    priority::{Impact, Urgency},
};

use super::{DemoStep::*, DemoTicket};

/// An agent has asked something, and the clock waits.
pub(super) const AWAITING_REQUESTER: &[DemoTicket] = &[
    DemoTicket {
        subject: "Wi-Fi drops in the goods-in hall",
        description: "My tablet loses the Wi-Fi between shelf 14 and the big door. It says \
            \"Connected, no internet\", and I have to walk back to the office. Before the new \
            shelves came, it worked everywhere. I can use the scanner instead, but it is slower.",
        requester: "wes",
        behalf: None,
        category: Category::NETWORK,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 420,
        steps: &[
            Reply {
                minutes_after: 40,
                agent: "ned",
                body: "Metal shelves do block Wi-Fi, so your guess about them is a good one. I am \
                    coming to measure the signal.",
            },
            Ask {
                minutes_after: 95,
                agent: "ned",
                question: "When is the hall quiet enough for me to walk about with a ladder for \
                    20 minutes, today or tomorrow?",
            },
        ],
    },
    DemoTicket {
        subject: "Spreadsheet macro stops halfway",
        description: "The macro that sorts the bank lines stops at row 512 with \"Run-time error \
            '13': Type mismatch\". Nothing was changed in the macro. The same file worked last \
            week. I can sort by hand, which takes an hour.",
        requester: "fay",
        behalf: None,
        category: Category::SOFTWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 1_700,
        steps: &[Ask {
            minutes_after: 55,
            agent: "dee",
            question: "Could you look at row 512 and tell me what stands in the column \
                    \"Amount\"? An odd character there would explain the error.",
        }],
    },
    DemoTicket {
        subject: "Access to the supplier portal for a new colleague",
        description: "A colleague started this week and needs the supplier portal. When she signs \
            in, she sees \"Your account has no role in this application\". She can use mine while \
            I am here, but I know that this is not allowed. Please give her the same rights as \
            mine.",
        requester: "wes",
        behalf: Some("Ines, who started in the warehouse this week"),
        category: Category::ACCOUNT_ACCESS,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 2_900,
        steps: &[
            Reply {
                minutes_after: 70,
                agent: "ada",
                body: "Thank you for saying so openly. Please do not share your sign-in from now \
                    on; I treat this as the next thing on my list.",
            },
            Ask {
                minutes_after: 88,
                agent: "ada",
                question: "Who is her line manager? I need that person's agreement before I may \
                    give her the role \"Buyer\".",
            },
        ],
    },
    DemoTicket {
        subject: "Phone at the front desk does not ring",
        description: "When somebody calls the front desk, the light blinks, but the phone does \
            not ring. We have turned up the volume. Calling out works. We now watch the light, \
            which is fine while it is quiet.",
        requester: "rae",
        behalf: None,
        category: Category::HARDWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::CanWait),
        minutes_ago: 7_300,
        steps: &[
            Ask {
                minutes_after: 150,
                agent: "dee",
                question: "Please press Menu, then Sounds. Which word stands beside \"Ringer\": \
                    On, Off, or Headset?",
            },
            Answer { minutes_after: 1_440, body: "It says Headset. We do not have a headset." },
            Ask {
                minutes_after: 1_495,
                agent: "dee",
                question: "That is it. Please choose On with the arrow keys, press OK, and have \
                    somebody call you. Does it ring now?",
            },
        ],
    },
];

/// An agent thinks that these are fixed; the requester has been asked.
pub(super) const RESOLVED: &[DemoTicket] = &[
    DemoTicket {
        subject: "Printer on floor 2 prints blank pages",
        description: "The printer PR-0312 on floor 2 takes my badge and prints, but all the pages \
            are blank. The screen says nothing special. The one on floor 3 works, so I walk up \
            the stairs.",
        requester: "fay",
        behalf: None,
        category: Category::HARDWARE,
        impact: Some(Impact::Several),
        urgency: Some(Urgency::CanWait),
        minutes_ago: 1_150,
        steps: &[
            Reply {
                minutes_after: 50,
                agent: "dee",
                body: "Thank you for the number on the label. I am on floor 2 in half an hour and \
                    look at it.",
            },
            Resolve {
                minutes_after: 105,
                agent: "dee",
                cause: "The protective strip had been left in the new toner cartridge.",
                fix: "I removed the strip and printed ten test pages.",
                advice: "When you change the toner, pull the orange strip out until it comes off.",
            },
        ],
    },
    DemoTicket {
        subject: "Message about a parcel: is it real?",
        description: "I got a message from \"Parcel Service\" that says \"Pay 1.99 to release \
            your delivery\". We do expect a parcel. The address ends in something I have never \
            seen. I have not clicked on anything.",
        requester: "rae",
        behalf: None,
        category: Category::SOMETHING_ELSE,
        impact: Some(Impact::OnlyMe),
        urgency: None,
        minutes_ago: 2_300,
        steps: &[
            Reply {
                minutes_after: 9,
                agent: "ada",
                body: "You did exactly the right thing. Please leave it alone while I look at it.",
            },
            Note {
                minutes_after: 21,
                agent: "ada",
                body: "Known campaign. 31 people received it, nobody opened the link. Sender \
                    blocked, message removed from all mailboxes.",
            },
            Resolve {
                minutes_after: 34,
                agent: "ada",
                cause: "The message was false. The real parcel service never asks for money by \
                    email.",
                fix: "I removed it from everybody's mailbox and blocked the sender.",
                advice: "Use the button Report, then Phishing. It reaches us within a minute.",
            },
        ],
    },
    DemoTicket {
        subject: "Calendar shows my meetings an hour late",
        description: "All my meetings are one hour later in the calendar on the laptop than on my \
            phone. The phone is right. I nearly missed a customer. In invitations that I send, \
            the time is wrong as well.",
        requester: "sam",
        behalf: None,
        category: Category::SOFTWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::Slowed),
        minutes_ago: 4_500,
        steps: &[
            Ask {
                minutes_after: 30,
                agent: "dee",
                question: "Did you travel to another country in the last two weeks?",
            },
            Answer { minutes_after: 64, body: "Yes! I was at a fair, and came back on Sunday." },
            Resolve {
                minutes_after: 90,
                agent: "dee",
                cause: "The calendar kept the time zone of the place that you visited.",
                fix: "In the calendar's settings, the time zone is now set to automatic.",
                advice: "Meetings that you made during the journey move with it: check those of \
                    this week once.",
            },
        ],
    },
    DemoTicket {
        subject: "Docking station does not charge my laptop",
        description: "When I put the laptop on the docking station, screen and keyboard work, but \
            the battery goes down. A message says \"Slow charger connected\". I now carry my own \
            charger between home and office. Another dock in the same room charges it.",
        requester: "fay",
        behalf: None,
        category: Category::HARDWARE,
        impact: Some(Impact::OnlyMe),
        urgency: Some(Urgency::CanWait),
        minutes_ago: 6_100,
        steps: &[
            Reply {
                minutes_after: 84,
                agent: "dee",
                body: "Your test with the other dock saves us a day: so it is the dock or its \
                    power supply. I come by with a spare one.",
            },
            Resolve {
                minutes_after: 1_520,
                agent: "dee",
                cause: "Somebody had swapped the power supply for a weaker one of the same shape.",
                fix: "The dock has its 130 watt supply back, and charges at full speed.",
                advice: "The label on the supply has to say 130 W. The 65 W one fits, but is for \
                    phones and tablets.",
            },
        ],
    },
];
