//! Which key does what, and how somebody chose it otherwise. Pure: knows nothing of events or pages.

use std::collections::BTreeMap;

/// Something that can be done by key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Command {
    /// What a control carries in `data-command`. Kept on devices: never changed.
    pub name: &'static str,
    /// What it does.
    pub label: &'static str,
    /// Its key unless somebody chose another; two keys, one after the other, have a space between.
    pub key: &'static str,
}

const fn command(name: &'static str, key: &'static str, label: &'static str) -> Command {
    Command { name, label, key }
}

/// All of them (D5.3).
pub const COMMANDS: [Command; 25] = [
    command("next", "j", "Next ticket"),
    command("previous", "k", "Previous ticket"),
    command("choose", "x", "Choose this ticket for a change of many"),
    command("select-all", "X", "Choose all tickets"),
    command("show-new", ".", "Show what is new"),
    command("search", "/", "Search"),
    command("queue", "g i", "Go to the queue"),
    command("reply", "r", "Reply"),
    command("note", "n", "Internal note"),
    command("assign", "a", "Give to somebody"),
    command("mine", "m", "Give to me"),
    command("status", "s", "Change the status"),
    command("priority", "p", "Change the priority"),
    command("category", "c", "Change the category"),
    command("team", "t", "Give to another team"),
    command("resolve", "e", "Resolve"),
    command("article", "d", "Draft an article from this"),
    command("undo-send", "u", "Take back what was just sent"),
    command("apply", "y", "Do it"),
    command("undo", "z", "Undo"),
    command("follow", "f", "Follow it, or no more"),
    command("followed", "g m", "Go to mentions and followed tickets"),
    command("call", "g c", "Log a call"),
    command("keys", "g k", "Choose other keys, or none"),
    command("help", "?", "All commands"),
];

/// What somebody chose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bindings {
    /// No single key does anything; the palette stays.
    pub is_off: bool,
    /// The key of a command, by its name; none when empty.
    changed: BTreeMap<String, String>,
}

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// This is to be done.
    Command(&'static str),
    /// Another key has to follow.
    Beginning,
    /// Nothing.
    Nothing,
}

/// How the device keeps that there are none.
const OFF: &str = "off";

impl Bindings {
    /// As they came, and turned off.
    #[must_use]
    pub fn off() -> Self {
        Self { is_off: true, ..Self::default() }
    }

    /// What [`Bindings::print`] printed; what is none of it is passed over.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut it = Self::default();
        for line in text.lines() {
            match line.split_once(' ') {
                None if line == OFF => it.is_off = true,
                Some((name, key)) => it.choose(name, key),
                None => {}
            }
        }
        it
    }

    /// What the device keeps.
    #[must_use]
    pub fn print(&self) -> String {
        let off = self.is_off.then(|| OFF.to_owned());
        let changed = self.changed.iter().map(|(name, key)| format!("{name} {key}"));
        off.into_iter().chain(changed).collect::<Vec<_>>().join("\n")
    }

    /// Has the command `name` done by `key` from now on.
    pub fn choose(&mut self, name: &str, key: &str) {
        let Some(command) = COMMANDS.iter().find(|it| it.name == name) else { return };
        // Nobody types more than two keys; one space parts them.
        let key = key.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
        if key == command.key {
            self.changed.remove(name);
        } else {
            self.changed.insert(name.to_owned(), key);
        }
    }

    /// The key of a command; empty when it has none.
    #[must_use]
    pub fn key_of(&self, command: &Command) -> String {
        self.changed.get(command.name).cloned().unwrap_or_else(|| command.key.to_owned())
    }

    /// What is done when somebody has pressed `keys`.
    #[must_use]
    pub fn find(&self, keys: &str) -> Found {
        if self.is_off || keys.is_empty() {
            return Found::Nothing;
        }
        let starts = format!("{keys} ");
        let mut found = Found::Nothing;
        for command in &COMMANDS {
            let key = self.key_of(command);
            if key == keys {
                return Found::Command(command.name);
            }
            if key.starts_with(&starts) {
                found = Found::Beginning;
            }
        }
        found
    }

    /// Two commands with the same key, by their labels.
    #[must_use]
    pub fn clash(&self) -> Option<(&'static str, &'static str)> {
        let mut seen: BTreeMap<String, &'static str> = BTreeMap::new();
        for command in &COMMANDS {
            let key = self.key_of(command);
            if key.is_empty() {
                continue;
            }
            if let Some(other) = seen.insert(key, command.label) {
                return Some((other, command.label));
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_do_what_they_do_unless_somebody_chose_otherwise() {
        let mut bindings = Bindings::default();
        assert_eq!(bindings.find("j"), Found::Command("next"));
        assert_eq!(bindings.find("g"), Found::Beginning);
        assert_eq!(bindings.find("g i"), Found::Command("queue"));
        assert_eq!(bindings.find("J"), Found::Nothing);
        bindings.choose("next", " n  t x");
        bindings.choose("note", "");
        bindings.choose("nothing", "q");
        assert_eq!((bindings.find("j"), bindings.find("n")), (Found::Nothing, Found::Beginning));
        assert_eq!(bindings.find("n t"), Found::Command("next"));
        assert_eq!(bindings.find("q"), Found::Nothing);
        bindings.is_off = true;
        assert_eq!(bindings.find("k"), Found::Nothing);
        assert_eq!(Bindings::read(&bindings.print()), bindings);
        bindings.choose("next", "j");
        assert_eq!(bindings.print(), "off\nnote ");
        assert_eq!(Bindings::read(&bindings.print()), bindings);
        assert_eq!(Bindings::read("nonsense\n\nnext"), Bindings::default());
    }

    #[test]
    fn no_two_commands_have_the_same_key() {
        let mut bindings = Bindings::default();
        assert_eq!(bindings.clash(), None);
        for it in &COMMANDS {
            assert!(it.name.bytes().all(|it| it.is_ascii_lowercase() || it == b'-'), "{it:?}");
        }
        bindings.choose("note", "r");
        assert_eq!(bindings.clash(), Some(("Reply", "Internal note")));
        bindings.choose("reply", "");
        bindings.choose("queue", "");
        assert_eq!(bindings.clash(), None);
    }
}
