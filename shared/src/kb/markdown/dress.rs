//! The HTML of what plain Markdown has no good form for: callouts with their word and icon, and boxes in
//! which wide tables and code scroll, reached by the keyboard too. Comes after [`super::inert`]: what is
//! added here is made of constants alone.

use pulldown_cmark::{BlockQuoteKind, Event, Tag, TagEnd};

/// A sign before a word: an i in a circle.
const INFORMATION: &str = "M2.5 10a7.5 7.5 0 1 0 15 0a7.5 7.5 0 1 0-15 0M10 9.2v4.6M10 6.4v.1";
/// A sign before a word: an exclamation mark in a triangle.
const ATTENTION: &str = "M10 3L1.8 17h16.4ZM10 8.5v4M10 15v.1";

const TABLE: &str = "<div class=\"scrolls\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n";
const CODE: &str = "<pre tabindex=\"0\"><code>";

/// `events`, which can do nothing already, in their dress.
pub(super) fn dressed<'a>(
    events: impl Iterator<Item = Event<'a>>,
) -> impl Iterator<Item = Event<'a>> {
    events.flat_map(|event| dress(event).into_iter().flatten())
}

fn dress(event: Event<'_>) -> [Option<Event<'_>>; 2] {
    match event {
        Event::Start(Tag::BlockQuote(Some(kind))) => [Some(html(opening(kind))), None],
        Event::End(TagEnd::BlockQuote(Some(_))) => [Some(html("</div>\n")), None],
        Event::Start(Tag::Table(_)) => [Some(html(TABLE)), Some(event)],
        Event::End(TagEnd::Table) => [Some(event), Some(html("</div>\n"))],
        Event::Start(Tag::CodeBlock(_)) => [Some(html(CODE)), None],
        Event::End(TagEnd::CodeBlock) => [Some(html("</code></pre>\n")), None],
        other => [Some(other), None],
    }
}

fn html<'a>(text: impl Into<pulldown_cmark::CowStr<'a>>) -> Event<'a> {
    Event::Html(text.into())
}

/// `> [!WARNING]` and its kin, as GitHub has them.
fn opening(kind: BlockQuoteKind) -> String {
    let (tone, sign, word) = match kind {
        BlockQuoteKind::Note => ("", INFORMATION, "Note"),
        BlockQuoteKind::Tip => ("", INFORMATION, "Tip"),
        BlockQuoteKind::Important => (" soon", ATTENTION, "Important"),
        BlockQuoteKind::Warning => (" soon", ATTENTION, "Warning"),
        BlockQuoteKind::Caution => (" late", ATTENTION, "Caution"),
    };
    format!(
        "<div class=\"callout{tone}\" role=\"note\">\n<p class=\"word\"><svg class=\"icon\" \
         viewBox=\"0 0 20 20\" width=\"20\" height=\"20\" aria-hidden=\"true\"><path d=\"{sign}\"/></svg> \
         {word}</p>\n"
    )
}
