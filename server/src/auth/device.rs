//! What somebody signs in with, in words that they recognise: "Firefox on Windows". Nothing of what a browser
//! says of itself is kept but which of these few words fit, so that nobody can write into the list (attack 1).

/// Where a browser is named in its user agent, the most particular first: most of them also name those they
/// are like.
const BROWSERS: [(&str, &str); 9] = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// The same for what it runs on.
const SYSTEMS: [(&str, &str); 7] = [
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("Linux", "Linux"),
];

/// As much of a user agent is looked at.
const LOOKED_AT: usize = 512;

/// What somebody signs in with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device(String);

impl Device {
    /// The device of whoever calls themselves `user_agent`.
    #[must_use]
    pub fn of(user_agent: Option<&[u8]>) -> Self {
        let Some(text) = user_agent else { return Self::default() };
        let text = String::from_utf8_lossy(&text[..text.len().min(LOOKED_AT)]);
        let named = |names: &[(&str, &'static str)]| {
            names.iter().find(|(mark, _)| text.contains(mark)).map(|it| it.1)
        };
        Self(match (named(&BROWSERS), named(&SYSTEMS)) {
            (Some(browser), Some(system)) => format!("{browser} on {system}"),
            (Some(browser), None) => browser.to_owned(),
            (None, Some(system)) => format!("A browser on {system}"),
            (None, None) => "A program".to_owned(),
        })
    }

    /// The words; empty where nothing was said.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_and_its_system_are_told() {
        for (user_agent, words) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                "Firefox on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 \
                 Safari/537.36 Edg/131.0",
                "Edge on Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0 \
                 Mobile Safari/537.36",
                "Chrome on Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) \
                 Version/18.0 Mobile/15E148 Safari/604.1",
                "Safari on an iPhone",
            ),
            ("curl/8.5.0", "A program"),
            ("", "A program"),
        ] {
            assert_eq!(Device::of(Some(user_agent.as_bytes())).words(), words);
        }
        assert_eq!(Device::of(None).words(), "");
    }

    #[test]
    fn attack_1_nobody_writes_into_the_list() {
        for hostile in
            ["\"><img src=x onerror=fetch('/x')> Windows", "\x1b[31m Windows\n", "\u{202e}Windows"]
        {
            assert_eq!(Device::of(Some(hostile.as_bytes())).words(), "A browser on Windows");
        }
        let long = [vec![0xFF; 100_000], b"Firefox/".to_vec()].concat();
        assert_eq!(Device::of(Some(&long)).words(), "A program");
    }
}
