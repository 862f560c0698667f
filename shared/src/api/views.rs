//! Saved views of the queue: a filter with a name, for oneself or for everybody on the desk.

use super::{
    Endpoint, Form, address,
    queue::{filter_of, page_address, query_of},
};
use crate::{
    id::ViewId,
    problem::{Check, Problem},
    text::ViewName,
    ticket::queue::filter::QueueFilter,
};
use http::Method;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Keep what the queue shows under a name. The same name again says what it shows from now on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SaveView {
    /// Made when the form was rendered.
    pub key: String,
    /// What to call it.
    pub name: String,
    /// Anything for everybody on the desk.
    pub shared: String,
    /// What it shows: the query of the queue’s address, such as `with=me&due=late`.
    pub shows: String,
}

/// A view to save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewView {
    /// What to call it.
    pub name: ViewName,
    /// What it shows.
    pub filter: QueueFilter,
    /// Whether everybody on the desk has it.
    pub is_shared: bool,
}

/// What comes back after a view was saved or taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ViewChanged {
    /// The view.
    pub view: ViewId,
}

impl SaveView {
    /// The form for what `filter` shows.
    #[must_use]
    pub fn of(filter: &QueueFilter) -> Self {
        Self { shows: query_of(filter), ..Self::default() }
    }

    /// What it is to show.
    #[must_use]
    pub fn filter(&self) -> QueueFilter {
        filter_of(&self.shows)
    }
}

impl Endpoint for SaveView {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/views";
    const SUMMARY: &'static str = "Keep a view of the queue under a name";
    type Response = ViewChanged;
}

impl Form for SaveView {
    type Valid = NewView;
    const ACTION: &'static str = "/desk/views";

    fn page(&self) -> String {
        page_address(&self.filter())
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<NewView, Problem> {
        let mut check = Check::new();
        let name =
            check.take("name", ViewName::parse(&self.name).map_err(|it| it.advice("a name")));
        let (filter, is_shared) = (self.filter(), !self.shared.is_empty());
        check.finish(name.map(|name| NewView { name, filter, is_shared }))
    }

    fn after(&self, _: &ViewChanged) -> String {
        self.page()
    }
}

/// Take a saved view away.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct RemoveView {
    /// Made when the form was rendered.
    pub key: String,
    /// The view.
    pub view: ViewId,
}

impl Endpoint for RemoveView {
    const METHOD: Method = Method::POST;
    const ROUTE: &'static str = "/api/v1/views/{view}/removal";
    const SUMMARY: &'static str = "Take a saved view away";
    type Response = ViewChanged;

    fn address(&self) -> String {
        address::fill(Self::ROUTE, &[("view", &self.view.to_string())])
    }
}

impl Form for RemoveView {
    type Valid = ();
    const ACTION: &'static str = "/desk/views/{view}/removal";

    fn action(&self) -> String {
        address::fill(Self::ACTION, &[("view", &self.view.to_string())])
    }

    fn page(&self) -> String {
        "/desk".to_owned()
    }

    fn key(&self) -> &str {
        &self.key
    }

    fn check(self) -> Result<(), Problem> {
        Ok(())
    }

    fn after(&self, _: &ViewChanged) -> String {
        self.page()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_says_what_its_view_shows() {
        for query in [
            "",
            "q=wi-fi%20%26%20%C3%A9&status=new&status=resolved&priority=high&category=network\
             &team=network&with=me&due=late&older=3d&unhappy=true",
        ] {
            let form = SaveView { shows: query.to_owned(), ..SaveView::default() };
            let filter = form.filter();
            assert_eq!(SaveView::of(&filter).shows, query);
            let form = SaveView { name: " Mine, late ".into(), ..SaveView::of(&filter) };
            assert_eq!(form.page(), page_address(&filter));
            let valid = form.check().unwrap();
            assert_eq!(
                (&*valid.name, valid.filter, valid.is_shared),
                ("Mine, late", filter, false)
            );
        }
        let nameless = SaveView::default().check().unwrap_err();
        assert_eq!(nameless.errors[0].text, "Enter a name");
    }
}
