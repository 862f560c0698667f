//! Everything that can be allowed, listed once: the actions, all of them in a row, and what each is called on the
//! page that says who may do what.

/// Makes the enum, [`Action::ALL`] and [`Action::label`] of one list, so that none of them can leave an action out.
macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident: $label:literal,)+) => {
        /// What somebody wants to do. A rule about a field is an action of its own.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $action,)+
        }

        impl Action {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$action,)+];

            /// What people call it.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self {
                    $(Self::$action => $label,)+
                }
            }
        }
    };
}

actions! {
    /// File a request for oneself.
    FileTicket: "Ask for help",
    /// File a request for somebody who calls.
    LogCall: "Write down a call, and find who is calling",
    /// Read the requester's side of a ticket.
    ReadRequest: "Read what is written to and by the requester",
    /// Read the whole ticket, notes included.
    ReadTicket: "Read everything, internal notes included",
    /// See what is to be done.
    ReadQueue: "See the queue, as far as its requests may be read",
    /// Write on a request: one's own, or one that was shared.
    AnswerTicket: "Write to the team",
    /// Write to the requester.
    ReplyToTicket: "Write to the requester, and say when there is more",
    /// Write for staff only.
    NoteOnTicket: "Write an internal note, and keep which article helped",
    /// Take a ticket on.
    TakeTicket: "Take it on",
    /// Give a ticket to somebody, to a team, or back to nobody.
    AssignTicket: "Give it to somebody, to a team, or back to nobody",
    /// Say that a ticket comes earlier or later than its answers made it (ruling 6).
    ChangePriority: "Change its priority, with a reason",
    /// Say that a ticket is about something else (A14).
    ChangeCategory: "Change its category",
    /// Say which tickets belong together.
    LinkTickets: "Relate, merge and split it; the other request must be theirs too",
    /// Keep a view of the queue, for oneself or for everybody on the desk.
    SaveView: "Save a view of the queue",
    /// Take a view away again.
    RemoveView: "Change it or take it away",
    /// Do one thing to many tickets; each of them is asked about besides.
    SendBatch: "Change many requests at once, each as far as they may",
    /// Look at what became of that, and take it back.
    ReadBatch: "See what became of it, and take it back",
    /// Make a ticket confidential, say who reads it, and open it to its team again (A71).
    ConfideTicket: "Make it confidential, say who reads it, and open it to the team again",
    /// Open a confidential ticket of one's team for a while, in an emergency.
    OpenConfidential: "Open it for an hour in an emergency, with a reason; leads are told",
    /// Look at what was opened so.
    ReviewOpenings: "Look at which confidential requests were opened in an emergency",
    /// Say that it is fixed.
    ResolveTicket: "Resolve it",
    /// Agree that it is.
    ConfirmTicket: "Confirm that it is fixed",
    /// Say that it is not.
    ReopenTicket: "Reopen it",
    /// Take one's request back.
    WithdrawTicket: "Take it back",
    /// Say that one is not happy with how it goes (A42).
    Complain: "Say that they are not happy with it",
    /// Choose who else sees a request (B8).
    ShareTicket: "Share it with colleagues of the requester",
    /// Leave a request that somebody shared.
    LeaveTicket: "Leave it",
    /// Say that a complaint has been dealt with.
    SettleComplaint: "Settle a complaint",
    /// Tell everybody about a ticket that concerns many, or that it is over (A18).
    TellKnown: "Tell everybody about it as a known problem",
    /// Read what everybody is told.
    ReadKnown: "Read it",
    /// Say that it concerns oneself too.
    FollowKnown: "Follow it",
    /// Read an article.
    ReadArticle: "Read it",
    /// Write and publish articles (ruling 23).
    WriteArticle: "Write, publish and change articles",
    /// Take the starter articles (ruling 25).
    TakeStarterArticles: "Take the starter articles",
    /// Read the settings and what they were before.
    ReadSettings: "Read the settings and what they were before",
    /// Change what comes first (ruling 6).
    ChangeMatrix: "Change what comes first",
    /// Change every other setting, or all of them at once.
    ChangeSettings: "Change every other setting",
    /// See who there is, add people, change what they may do.
    ManagePeople: "See who there is, add people, and change what they may do",
    /// See what wants a lead's eye, and who has how much to do.
    ReadWall: "See what wants an eye, and who has how much to do",
    /// Read the numbers of the whole desk, without any text of a ticket.
    ReadReport: "Read the numbers of the report",
    /// Read which tickets are behind the numbers.
    ListReported: "See the requests behind the numbers, and take them out as a table",
}
