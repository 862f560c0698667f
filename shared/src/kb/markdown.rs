//! Markdown to HTML that can do nothing (attack 4): raw HTML becomes text, links lead only to pages and
//! mail addresses, images are not fetched from elsewhere. Also the plain text and the headings of an
//! article, for search and for its contents.

mod anchor;
mod dress;
mod inert;
mod review;

use inert::Inert;
use pulldown_cmark::{Event, Tag, TagEnd, TextMergeStream, html};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
    written(text, Inert::new(text))
}

/// [`render`] for whoever reviews a draft: what was masked in it is marked.
#[must_use]
pub fn render_for_review(text: &str) -> SafeHtml {
    // The parser takes a word in brackets for a link at first, and hands it over in pieces.
    written(text, review::marked(TextMergeStream::new(Inert::new(text))))
}

fn written<'a>(text: &'a str, events: impl Iterator<Item = Event<'a>>) -> SafeHtml {
    let mut out = Bounded(String::new());
    if html::write_html_fmt(&mut out, dress::dressed(events)).is_ok() {
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

/// A heading within a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Heading {
    /// 2 for a part of the article, 3 for a part of that, and so on to 6.
    pub level: u8,
    /// The id that it has in [`render`]'s HTML: made of its words alone, so that links to it last.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// The [`plain_text`] from its first paragraph on, for passages.
#[must_use]
pub fn below_heading(text: &str) -> String {
    let (plain, lead) = (plain_text(text), lead(text));
    let start = plain.find(&lead).unwrap_or_default();
    plain.get(start..).unwrap_or_default().to_owned()
}

/// The words of the headings, in order.
#[must_use]
pub fn headings(text: &str) -> Vec<String> {
    contents(text).into_iter().map(|it| it.text).collect()
}

/// The headings in order with their places, but for those without words.
#[must_use]
pub fn contents(text: &str) -> Vec<Heading> {
    let mut out = Vec::new();
    let mut open = None::<Heading>;
    for event in Inert::new(text) {
        match (event, &mut open) {
            (Event::Start(Tag::Heading { level, id, .. }), _) => {
                let id = id.map(String::from).unwrap_or_default();
                open = Some(Heading { level: inert::number(level), id, text: String::new() });
            }
            (Event::Text(it) | Event::Code(it), Some(heading)) => heading.text.push_str(&it),
            (Event::End(TagEnd::Heading(_)), _) => out.extend(open.take()),
            _ => {}
        }
    }
    out.retain(|it| !it.text.trim().is_empty());
    out
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
            "<h2 id=\"at-steps\">Steps</h2>\n<ol>\n<li>Open <strong>Settings</strong></li>\n<li>See <a href=\"/help/vpn\">help</a></li>\n\
             </ol>\n<p><a href=\"https://a.example\">https://a.example</a></p>\n"
        );
    }

    #[test]
    fn what_was_masked_is_marked_for_review_and_nothing_else_is() {
        let text = "Ask **[name]** or [help](/help/vpn), `[host]`, [nobody] & <b>[host]</b>";
        assert_eq!(
            render_for_review(text).as_str(),
            "<p>Ask <strong><mark>[name]</mark></strong> or <a href=\"/help/vpn\">help</a>, \
             <code>[host]</code>, [nobody] &amp; &lt;b&gt;<mark>[host]</mark>&lt;/b&gt;</p>\n"
        );
        assert!(!render(text).as_str().contains("<mark>"));
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
            assert_eq!(render_for_review(text), html, "there is nothing to mark");
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

    #[test]
    fn callouts_have_their_word_and_others_are_quotations() {
        for (mark, class, word) in [
            ("NOTE", "callout", "Note"),
            ("TIP", "callout", "Tip"),
            ("IMPORTANT", "callout soon", "Important"),
            ("WARNING", "callout soon", "Warning"),
            ("CAUTION", "callout late", "Caution"),
        ] {
            let text = format!("> [!{mark}]\n> Save *first*.\n\nAfter.");
            let html = render(&text);
            let start = format!("<div class=\"{class}\" role=\"note\">\n<p class=\"word\"><svg ");
            assert!(html.as_str().starts_with(&start), "{html:?}");
            let end =
                format!("</svg> {word}</p>\n<p>Save <em>first</em>.</p>\n</div>\n<p>After.</p>\n");
            assert!(html.as_str().ends_with(&end), "{html:?}");
            assert_eq!(plain_text(&text), "Save first.\nAfter.\n");
            assert_eq!(lead(&text), "After.");
        }
        assert_eq!(
            render("> [!OTHER]\n> x").as_str(),
            "<blockquote>\n<p>[!OTHER]\nx</p>\n</blockquote>\n"
        );
    }

    #[test]
    fn wide_tables_and_code_scroll_in_boxes_of_their_own() {
        let html = render("|a|\n|-|\n|b|\n\n```sh\nls <x>\n```\n");
        assert_eq!(
            html.as_str(),
            "<div class=\"scrolls\" role=\"group\" aria-label=\"Table\" tabindex=\"0\">\n<table><thead><tr>\
             <th>a</th></tr></thead><tbody>\n<tr><td>b</td></tr>\n</tbody></table>\n</div>\n\
             <pre tabindex=\"0\"><code>ls &lt;x&gt;\n</code></pre>\n"
        );
    }

    #[test]
    fn an_image_is_never_fetched_and_what_leads_to_a_page_becomes_a_link() {
        for (text, html) in [
            (
                "![The lock](https://x.example/a.png \"t\")",
                "<p><a href=\"https://x.example/a.png\">The lock</a></p>\n",
            ),
            ("![](/files/a.png)", "<p><a href=\"/files/a.png\">Picture</a></p>\n"),
            ("![The lock](data:image/png;base64,AA)", "<p>The lock</p>\n"),
            ("![a](//x.example/a.png)", "<p>a</p>\n"),
            ("[![a](https://x.example/a.png)](/help/b)", "<p><a href=\"/help/b\">a</a></p>\n"),
            ("![a [b](/c)](/d)", "<p><a href=\"/d\">a b</a></p>\n"),
            ("![a ![b](/c)](/d)", "<p><a href=\"/d\">a b</a></p>\n"),
        ] {
            assert_eq!(render(text).as_str(), html, "{text}");
        }
    }

    #[test]
    fn headings_lead_to_their_places() {
        let text = "# Top\n\n## In *parts*\n\n### `a`\n\n## In parts\n\n##\n";
        let html = render(text);
        let found = contents(text);
        let ids: Vec<&str> = found.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["at-top", "at-in-parts", "at-a", "at-in-parts-2"]);
        assert_eq!(found.iter().map(|it| it.level).collect::<Vec<_>>(), [2, 2, 3, 2]);
        for heading in found {
            let start = format!("<h{} id=\"{}\">", heading.level, heading.id);
            assert!(html.as_str().contains(&start), "{start} in {html:?}");
        }
        assert!(!render("# main\n\n# q").as_str().contains("id=\"main\""));
    }
}
