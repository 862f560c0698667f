//! What the palette offers, and which of it fits what is typed. Pure.

use crate::pages::desk::keys::bindings::{Bindings, COMMANDS};
use shared::{
    api::{
        batches::Change,
        queue::{Queue, page_address},
        watching::FOLLOWED_PAGE,
    },
    ticket::{
        priority::Priority,
        queue::{filter::QueueFilter, view::built_in},
        team::Team,
    },
};

/// Shown at most: what is further down is found by typing more.
const SHOWN: usize = 12;

/// What a row of the palette does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Act {
    /// What its key does.
    Command(String),
    /// Goes to a page.
    Go(String),
    /// Shows what a change to the chosen tickets would do.
    Change(Change),
}

/// A row of the palette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// What it does, in words.
    pub(super) label: String,
    /// Its key; empty when it has none.
    pub(super) key: String,
    /// What it does.
    pub(super) act: Act,
}

/// Everything: what the page itself has first, as its controls are called in `here`.
pub(super) fn items(
    bindings: &Bindings,
    here: &[String],
    queue: Option<&Queue>,
    teams: Vec<(Team, String)>,
) -> Vec<Item> {
    let plain = |label: String, act| Item { label, key: String::new(), act };
    let mut items = Vec::new();
    for it in &COMMANDS {
        let is_here = here.iter().any(|name| name == it.name);
        let key = if bindings.is_off { String::new() } else { bindings.key_of(it) };
        let item = |act| Item { label: it.label.to_owned(), key, act };
        match it.name {
            "followed" => items.push(item(Act::Go(FOLLOWED_PAGE.to_owned()))),
            "call" => items.push(item(Act::Go("/desk/call".to_owned()))),
            "queue" => items.push(item(Act::Go("/desk".to_owned()))),
            "keys" => items.push(item(Act::Go("/desk/keys".to_owned()))),
            _ if is_here => items.insert(n_here(&items), item(Act::Command(it.name.to_owned()))),
            _ => {}
        }
    }
    items.push(plain("Articles".to_owned(), Act::Go("/help".to_owned())));
    let changes = |label: &str, changes: Vec<(Change, String)>| {
        let items = changes.into_iter();
        items
            .map(|(it, name)| plain(format!("{label} {name}"), Act::Change(it)))
            .collect::<Vec<_>>()
    };
    let Some(queue) = queue else {
        let views = built_in().into_iter();
        items.extend(views.map(|it| view(it.name, &it.filter)));
        return items;
    };
    if here.iter().any(|it| it == TICKETS) {
        let people = queue.staff.iter().map(|it| {
            let name = if it.id == queue.reader { "me" } else { it.name.as_str() };
            (Change::To(Some(it.id)), name.to_owned())
        });
        let nobody = (Change::To(None), "nobody".to_owned());
        items.extend(changes("Give to", people.chain([nobody]).collect()));
        let levels = Priority::ALL.map(|it| {
            // Whoever is in a hurry types another word for it.
            let also = if it == Priority::Critical { " (urgent)" } else { "" };
            (Change::Priority(it), format!("{}{also}", it.label()))
        });
        items.extend(changes("Change the priority to", levels.to_vec()));
        let stages = [
            (Change::Begin, "In progress, with me".to_owned()),
            (Change::Resolve, "Resolved".to_owned()),
        ];
        items.extend(changes("Change the status to", stages.to_vec()));
        let teams = teams.into_iter().map(|(it, label)| (Change::Team(it), label));
        items.extend(changes("Give to the team", teams.collect()));
    }
    items.extend(queue.views.iter().map(|it| view(&it.name, &it.filter)));
    items.extend(queue.tickets.iter().map(|it| {
        let label = format!("{} {}, {}", it.reference, it.title, it.requester);
        plain(label, Act::Go(format!("/desk/tickets/{}", it.id)))
    }));
    items
}

/// What a page says in place of a command where there are tickets to change.
pub(super) const TICKETS: &str = "tickets";

fn n_here(items: &[Item]) -> usize {
    items.iter().take_while(|it| matches!(it.act, Act::Command(_))).count()
}

fn view(name: &str, filter: &QueueFilter) -> Item {
    let act = Act::Go(page_address(filter));
    Item { label: format!("View: {name}"), key: String::new(), act }
}

/// Those whose label has every word that is typed, first those that have them whole, and below them the search for
/// it in all tickets.
pub(super) fn matching(items: Vec<Item>, typed: &str) -> Vec<Item> {
    let typed = typed.trim();
    let lower = typed.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    // Of how many words only a part is there; none where one is missing.
    let n_parts = |item: &Item| {
        let label = item.label.to_lowercase();
        let is_whole =
            |word: &&&str| label.split(|it: char| !it.is_alphanumeric()).any(|it| it == **word);
        let is_there = words.iter().all(|word| label.contains(word));
        is_there.then(|| words.len() - words.iter().filter(is_whole).count())
    };
    let fitting = items.into_iter().filter_map(|it| Some((n_parts(&it)?, it)));
    let mut fitting: Vec<(usize, Item)> = fitting.collect();
    fitting.sort_by_key(|it| it.0);
    let mut found: Vec<Item> = fitting.into_iter().map(|it| it.1).take(SHOWN).collect();
    if !typed.is_empty() {
        let filter = QueueFilter { q: typed.to_owned(), ..QueueFilter::default() };
        let (label, key) = (format!("Search the queue for “{typed}”"), String::new());
        found.push(Item { label, key, act: Act::Go(page_address(&filter)) });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{
        api::{queue::StaffMember, requests::Clock},
        id::PersonId,
        time::Zone,
    };

    fn queue() -> Queue {
        let staff = |id, name: &str| StaffMember { id: PersonId(id), name: name.to_owned() };
        Queue {
            clock: Clock { now: "2026-11-20T12:00:00Z".parse().unwrap(), zone: Zone::default() },
            change: 1,
            n_open: 0,
            n_found: 0,
            tickets: Vec::new(),
            views: Vec::new(),
            n_unread: 0,
            reader: PersonId(2),
            staff: vec![staff(2, "Ana"), staff(3, "Dee")],
        }
    }

    fn labels(here: &[&str], typed: &str) -> Vec<String> {
        let here: Vec<String> = here.iter().map(|it| (*it).to_owned()).collect();
        let all = items(&Bindings::default(), &here, Some(&queue()), Vec::new());
        matching(all, typed).into_iter().map(|it| it.label).collect()
    }

    #[test]
    fn what_the_page_has_stands_first() {
        let shown = labels(&["reply", "note"], "");
        assert_eq!(shown[..3], ["Reply", "Internal note", "Go to the queue"]);
    }

    #[test]
    fn a_priority_is_one_word_away() {
        let shown = labels(&[TICKETS], "urgent");
        assert_eq!(
            shown,
            ["Change the priority to Critical (urgent)", "Search the queue for “urgent”"]
        );
        assert_eq!(labels(&[TICKETS], "status resolved")[0], "Change the status to Resolved");
        assert_eq!(labels(&[TICKETS], "give dee")[0], "Give to Dee");
        assert_eq!(labels(&[TICKETS], "to me")[0], "Give to me");
        assert_eq!(labels(&[], "urgent").len(), 1, "nothing to change here");
    }

    #[test]
    fn keys_are_shown_beside_what_they_do_unless_they_are_off() {
        let mut bindings = Bindings::default();
        bindings.choose("reply", "q");
        let here = ["reply".to_owned()];
        assert_eq!(items(&bindings, &here, None, Vec::new())[0].key, "q");
        bindings.is_off = true;
        assert!(items(&bindings, &here, None, Vec::new()).iter().all(|it| it.key.is_empty()));
    }
}
