//! What a commit tells the rest of the process, and later the other nodes.

/// Something changed; whoever shows it should read it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Hint {
    /// The ticket with this id, or its timeline.
    Ticket(u64),
    /// The article with this id, or its revisions.
    Article(u64),
    /// The person with this id: name, roles, sessions.
    Person(u64),
    /// Any setting.
    Settings,
}
