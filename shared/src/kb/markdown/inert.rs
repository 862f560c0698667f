//! The events of a text with everything that could act taken out. Whatever comes after this filter may be
//! printed as it is. Knows nothing of how anything looks.

use super::anchor::Anchors;
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use std::collections::VecDeque;

/// Stands for a picture that nobody described.
const PICTURE: &str = "Picture";

/// The events that are left. Images are links to them, or their descriptions alone; headings stand below
/// the page's own and have an id.
pub(super) struct Inert<'a> {
    events: Parser<'a>,
    /// What comes next, if it is known already.
    ready: VecDeque<Event<'a>>,
    /// For each open link, whether it is kept.
    links: Vec<bool>,
    images: Vec<Image>,
    anchors: Anchors,
}

/// An open image.
struct Image {
    /// It becomes a link; else its description alone is shown.
    is_link: bool,
    /// Something of its description was there.
    is_described: bool,
}

impl<'a> Inert<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
        Self {
            events: Parser::new_ext(text, options),
            ready: VecDeque::new(),
            links: Vec::new(),
            images: Vec::new(),
            anchors: Anchors::default(),
        }
    }

    /// A link in a link would be none in HTML.
    fn is_in_link(&self) -> bool {
        self.links.contains(&true) || self.images.iter().any(|it| it.is_link)
    }

    /// Makes what is left of `event` ready.
    fn take(&mut self, event: Event<'a>) {
        match event {
            Event::Html(it) | Event::InlineHtml(it) => self.ready.push_back(Event::Text(it)),
            Event::Start(Tag::HtmlBlock) => self.ready.push_back(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => self.ready.push_back(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Image { dest_url, .. }) => {
                let is_link = !self.is_in_link() && leads_to_a_page(&dest_url);
                self.images.push(Image { is_link, is_described: false });
                if is_link {
                    let (link_type, title, id) = (LinkType::Inline, "".into(), "".into());
                    let link = Tag::Link { link_type, dest_url, title, id };
                    self.ready.push_back(Event::Start(link));
                }
            }
            Event::End(TagEnd::Image) => self.end_image(),
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                let is_kept = !self.is_in_link()
                    && (link_type == LinkType::Email || leads_to_a_page(&dest_url));
                self.links.push(is_kept);
                if is_kept {
                    let link = Tag::Link { link_type, dest_url, title, id };
                    self.ready.push_back(Event::Start(link));
                }
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop() == Some(true) {
                    self.ready.push_back(Event::End(TagEnd::Link));
                }
            }
            Event::Start(Tag::Heading { level, .. }) => self.take_heading(level),
            Event::End(TagEnd::Heading(level)) => {
                self.ready.push_back(Event::End(TagEnd::Heading(below_title(level))));
            }
            other => {
                if let (Event::Text(_) | Event::Code(_), Some(image)) =
                    (&other, self.images.last_mut())
                {
                    image.is_described = true;
                }
                self.ready.push_back(other);
            }
        }
    }

    fn end_image(&mut self) {
        let Some(Image { is_link: true, is_described }) = self.images.pop() else { return };
        if !is_described {
            self.ready.push_back(Event::Text(PICTURE.into()));
        }
        self.ready.push_back(Event::End(TagEnd::Link));
    }

    /// Takes all of a heading: its id comes first and is made of its words.
    fn take_heading(&mut self, level: HeadingLevel) {
        let start = self.ready.len();
        while let Some(event) = self.events.next() {
            let is_end = matches!(event, Event::End(TagEnd::Heading(_)));
            self.take(event);
            if is_end {
                break;
            }
        }
        let mut words = String::new();
        for event in self.ready.range(start..) {
            if let Event::Text(it) | Event::Code(it) = event {
                words.push_str(it);
            }
        }
        let heading = Tag::Heading {
            level: below_title(level),
            id: Some(self.anchors.of(&words).into()),
            classes: Vec::new(),
            attrs: Vec::new(),
        };
        self.ready.insert(start, Event::Start(heading));
    }
}

impl<'a> Iterator for Inert<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        while self.ready.is_empty() {
            let event = self.events.next()?;
            self.take(event);
        }
        self.ready.pop_front()
    }
}

/// The level of a heading as a number.
pub(super) fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
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
