//! Which of one's requests a list shows (A51): by where they stand, and by words of the title or the
//! reference as people type it.

use super::status::Stage;
use crate::{id::Reference, search::fold::fold};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Words looked for at most; more would only make the search slower.
const MOST_WORDS: usize = 16;

/// Which requests to show.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Show {
    /// Every one.
    #[default]
    All,
    /// Those whose next step is one's own.
    Waiting,
    /// Those that are not over.
    Open,
    /// Those that are.
    Closed,
}

impl Show {
    /// All choices, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::All, Self::Waiting, Self::Open, Self::Closed];

    /// What it is called.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::All => "All",
            Self::Waiting => "Waiting for you",
            Self::Open => "Open",
            Self::Closed => "Closed",
        }
    }

    /// How an address says it.
    #[must_use]
    pub fn value(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// What an address says; anything unknown is everything.
    #[must_use]
    pub fn from_value(value: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.value() == value).unwrap_or_default()
    }
}

/// Where a request stands for whoever looks at the list, in the order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The next step is theirs.
    Waiting,
    /// The next step is ours.
    WithUs,
    /// Somebody else's, shared with them.
    Shared,
    /// Over.
    Closed,
}

impl Standing {
    /// All of them, in order.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::WithUs, Self::Shared, Self::Closed];

    /// Where a request in `stage` stands.
    #[must_use]
    pub fn of(stage: Stage, is_own: bool) -> Self {
        match stage {
            _ if !is_own => Self::Shared,
            _ if !stage.is_open() => Self::Closed,
            _ if stage.is_requesters_turn() => Self::Waiting,
            _ => Self::WithUs,
        }
    }

    /// What the group is called.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting for you",
            Self::WithUs => "With us",
            Self::Shared => "Shared with you",
            Self::Closed => "Closed",
        }
    }

    /// Whether `show` shows a request that stands here, in `stage`.
    #[must_use]
    pub fn is_in(self, show: Show, stage: Stage) -> bool {
        match show {
            Show::All => true,
            Show::Waiting => self == Self::Waiting,
            Show::Open => stage.is_open(),
            Show::Closed => !stage.is_open(),
        }
    }
}

/// What somebody typed to find a request.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of `text`, without case, accents and dashes.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let words = text.split_whitespace().map(|it| plain(&it.replace('-', "")));
        Self(words.filter(|it| !it.is_empty()).take(MOST_WORDS).collect())
    }

    /// Whether each word is somewhere in the title or in the reference, which may be typed with or without
    /// its dash and in any case. No words fit everything.
    #[must_use]
    pub fn fit(&self, title: &str, reference: Reference) -> bool {
        self.fit_any(&[title], reference)
    }

    /// The same with more texts than the title: each word is in any of them.
    #[must_use]
    pub fn fit_any(&self, texts: &[&str], reference: Reference) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let reference = reference.to_string();
        let texts = texts.iter().copied().chain([reference.as_str()]);
        let texts: Vec<String> = texts.map(|it| plain(&it.replace('-', ""))).collect();
        self.0.iter().all(|word| texts.iter().any(|it| it.contains(word)))
    }
}

fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    text.chars().for_each(|it| fold(it, &mut plain));
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_found_by_what_people_type() {
        let reference: Reference = Reference::from_number(7);
        let spelt = reference.to_string();
        let bare = spelt.replace('-', "");
        let title = "Café Wi-Fi stops at “verifying”";
        for (typed, fits) in [
            ("", true),
            ("   ", true),
            ("verify", true),
            ("cafe STOPS", true),
            ("CAFÉ", true),
            ("wifi", true),
            ("wi-fi", true),
            ("-", true),
            ("stops printer", false),
            ("printer", false),
            (&spelt, true),
            (&bare, true),
            (&bare.to_lowercase(), true),
            (&format!(" {} {} ", &bare[..4], &bare[4..]), true),
            (&format!("{bare} verifying"), true),
            (&format!("{bare}2"), false),
        ] {
            assert_eq!(Words::of(typed).fit(title, reference), fits, "{typed:?}");
        }
        let many = "stops ".repeat(MOST_WORDS) + "printer";
        assert!(
            Words::of(&many).fit(title, reference),
            "what is beyond the limit is not looked for"
        );
    }

    /// One line a stage: where it stands when it is one's own, and what shows it.
    #[test]
    fn what_waits_comes_first_and_each_filter_shows_its_own() {
        use Stage::*;
        for (stage, own, shown) in [
            (New, Standing::WithUs, "A-O-"),
            (InProgress, Standing::WithUs, "A-O-"),
            (AwaitingRequester, Standing::Waiting, "AWO-"),
            (Resolved, Standing::Waiting, "AWO-"),
            (Closed, Standing::Closed, "A--C"),
        ] {
            let standing = Standing::of(stage, true);
            assert_eq!(standing, own, "{stage:?}");
            assert_eq!(Standing::of(stage, false), Standing::Shared, "{stage:?}");
            let marks = Show::ALL.iter().zip("AWOC".chars());
            let said: String = marks
                .map(|(it, mark)| if standing.is_in(*it, stage) { mark } else { '-' })
                .collect();
            assert_eq!(said, shown, "{stage:?}");
        }
        assert!(Standing::ALL.is_sorted());
    }

    #[test]
    fn an_address_says_what_to_show() {
        for show in Show::ALL {
            assert_eq!(Show::from_value(show.value()), show);
            assert_eq!(serde_json::to_value(show).unwrap(), show.value());
        }
        assert_eq!(Show::from_value("nothing of the kind"), Show::All);
    }
}
