//! Markdown to HTML that can do nothing (attack 4): raw HTML becomes text, links lead only to pages and
//! mail addresses, images are not fetched from elsewhere. Also the plain text and the headings of an
//! article, for search.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};
use std::fmt;

/// HTML that is safe to insert.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The most HTML that is made of one text, in bytes: a table can grow a hundredfold.
const LIMIT: usize = 1024 * 1024;

/// Renders `text`. What would grow beyond a megabyte is shown as it was written.
#[must_use]
pub fn render(text: &str) -> SafeHtml {
    let mut out = Bounded(String::new());
    if html::write_html_fmt(&mut out, Inert::new(text)).is_ok() {
        return SafeHtml(out.0);
    }
    let mut plain = String::new();
    html::push_html(&mut plain, std::iter::once(Event::Text(text.into())));
    SafeHtml(format!("<pre>{plain}</pre>"))
}

/// The text without its marks, for search and for the first lines shown in a list.
#[must_use]
pub fn plain_text(text: &str) -> String {
    let mut out = String::new();
    for event in Inert::new(text) {
        match event {
            Event::Text(it) | Event::Code(it) => out.push_str(&it),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(
                TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell,
            ) => {
                out.push('\n');
            }
            _ => {}
        }
    }
    out
}

/// The first paragraph that is not a heading or a list, as plain text.
#[must_use]
pub fn lead(text: &str) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for event in Inert::new(text) {
        match event {
            Event::Start(Tag::Paragraph) if depth == 0 => out.clear(),
            Event::Start(_) => depth += 1,
            Event::End(TagEnd::Paragraph) if depth == 0 => return out,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Text(it) | Event::Code(it) => out.push_str(&it),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            _ => {}
        }
    }
    out
}

/// The [`plain_text`] from its first paragraph on, for passages.
#[must_use]
pub fn below_heading(text: &str) -> String {
    let (plain, lead) = (plain_text(text), lead(text));
    let start = plain.find(&lead).unwrap_or_default();
    plain.get(start..).unwrap_or_default().to_owned()
}

/// The headings in order.
#[must_use]
pub fn headings(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = None::<String>;
    for event in Inert::new(text) {
        match (event, &mut open) {
            (Event::Start(Tag::Heading { .. }), _) => open = Some(String::new()),
            (Event::Text(it) | Event::Code(it), Some(heading)) => heading.push_str(&it),
            (Event::End(TagEnd::Heading(_)), _) => out.extend(open.take()),
            _ => {}
        }
    }
    out
}

/// The events of a text with everything that could act taken out.
struct Inert<'a> {
    events: Parser<'a>,
    /// For each open link, whether it is kept.
    links: Vec<bool>,
}

impl<'a> Inert<'a> {
    fn new(text: &'a str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        Self { events: Parser::new_ext(text, options), links: Vec::new() }
    }
}

impl<'a> Iterator for Inert<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            return Some(match self.events.next()? {
                Event::Html(it) | Event::InlineHtml(it) => Event::Text(it),
                Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
                Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
                // The words that describe an image stay.
                Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => continue,
                Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                    let kept = link_type == LinkType::Email || leads_to_a_page(&dest_url);
                    self.links.push(kept);
                    if !kept {
                        continue;
                    }
                    Event::Start(Tag::Link { link_type, dest_url, title, id })
                }
                Event::End(TagEnd::Link) if self.links.pop() != Some(true) => continue,
                Event::Start(Tag::Heading { level, classes, attrs, .. }) => {
                    Event::Start(Tag::Heading {
                        level: below_title(level),
                        id: None,
                        classes,
                        attrs,
                    })
                }
                Event::End(TagEnd::Heading(level)) => {
                    Event::End(TagEnd::Heading(below_title(level)))
                }
                other => other,
            });
        }
    }
}

/// The page's own heading is the only one of the first level.
fn below_title(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H2,
        other => other,
    }
}

/// Allowed are pages of this site, other sites over HTTP, mail and telephone. The parser has decoded
/// entities already; browsers ignore white space and control characters inside a scheme, so such an
/// address is refused as a whole.
fn leads_to_a_page(address: &str) -> bool {
    if address.chars().any(|it| it.is_control() || it.is_whitespace() || it == '\\') {
        return false;
    }
    let lower = address.to_ascii_lowercase();
    if ["https://", "http://", "mailto:", "tel:"].iter().any(|it| lower.starts_with(it)) {
        return true;
    }
    !address.starts_with("//") && (address.starts_with('/') || address.starts_with('#'))
}

/// A text that refuses to grow beyond [`LIMIT`].
struct Bounded(String);

impl fmt::Write for Bounded {
    fn write_str(&mut self, more: &str) -> fmt::Result {
        if self.0.len() + more.len() > LIMIT {
            return Err(fmt::Error);
        }
        self.0.push_str(more);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_marks_become_ordinary_html() {
        let html = render(
            "# Steps\n\n1. Open **Settings**\n2. See [help](/help/vpn)\n\n<https://a.example>",
        );
        assert_eq!(
            html.as_str(),
            "<h2>Steps</h2>\n<ol>\n<li>Open <strong>Settings</strong></li>\n<li>See <a href=\"/help/vpn\">help</a></li>\n\
             </ol>\n<p><a href=\"https://a.example\">https://a.example</a></p>\n"
        );
    }

    #[test]
    fn attack_4_nothing_in_an_article_can_act() {
        for text in [
            "[x](javascript:alert(1))",
            "[x](&#x6a;avascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](<java script:alert(1)>)",
            "[x](data:text/html,<script>alert(1)</script>)",
            "[x](vbscript:x)",
            "[x](//evil.example)",
            "[x](\\\\evil.example)",
            "<javascript:alert(1)>",
            "![x](https://evil.example/p.gif)",
            "![x](x\" onerror=\"alert(1))",
            "<script>alert(1)</script>",
            "<svg onload=alert(1)>",
            "<math><mi xlink:href=\"javascript:x\">",
            "a <img src=x onerror=alert(1)> b",
            "<a href=\"javascript:x\">y</a>",
            "<style>*{display:none}</style>",
            "[x]: javascript:alert(1)\n\n[x]",
            "[x](/ok \"t\\\" onmouseover=\\\"alert(1)\")",
            "```\"><script>\nx\n```",
        ] {
            let html = render(text);
            let lower = html.as_str().to_lowercase();
            for tag in [
                "<script",
                "<svg",
                "<math",
                "<img",
                "<style",
                "<iframe",
                "<a href=\"j",
                "<a href=\"d",
                "<a href=\"v",
                "<a href=\"//",
            ] {
                assert!(!lower.contains(tag), "{text:?} gave {lower}");
            }
            // Quotes in texts and attributes are escaped: an attribute cannot be left.
            let attributes = lower
                .split('<')
                .filter(|it| it.starts_with("a "))
                .map(|it| it.matches('"').count());
            assert!(attributes.into_iter().all(|it| it == 2 || it == 4), "{text:?} gave {lower}");
        }
    }

    #[test]
    fn a_text_that_would_explode_is_shown_as_written() {
        let columns = "|a".repeat(2_000);
        let bomb = format!("{columns}\n{}\n{}", "|-".repeat(2_000), "|\n".repeat(2_000));
        let html = render(&bomb);
        assert!(html.as_str().len() <= LIMIT + 64, "{}", html.as_str().len());
        assert!(render(&format!("{}x", "> ".repeat(20_000))).as_str().len() <= LIMIT + 64);
    }

    #[test]
    fn plain_text_and_headings_are_found() {
        let text = "# One\n\nSome *words*\nmore.\n\n## `Two`\n\n- item";
        assert_eq!(plain_text(text), "One\nSome words more.\nTwo\nitem\n");
        assert_eq!(headings(text), ["One", "Two"]);
        assert_eq!(lead(text), "Some words more.");
        assert_eq!(lead("> quoted\n\n- item\n\nThen *this*."), "Then this.");
    }
}
