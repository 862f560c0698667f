//! What people can ask about, as the server offers it. It is asked for once: whoever goes on without a connection
//! meets the same questions as before.

use crate::api;
use leptos::{prelude::*, task::spawn_local};
use shared::{
    api::requests::GetIntake,
    problem::Problem,
    ticket::intake::{page::Page, tree::Tree},
};

/// What this tab knows of it.
#[derive(Debug, Clone, Copy)]
pub struct Offer(StoredValue<Option<Tree>>);

/// Makes room for it. Called once, above the pages.
pub(crate) fn provide_offer() {
    provide_context(Offer(StoredValue::new(None)));
}

/// What this tab knows of it.
#[must_use]
pub fn use_offer() -> Offer {
    use_context().unwrap_or_else(|| Offer(StoredValue::new(None)))
}

impl Offer {
    /// The tree: the one that is known, else the server's. Whoever begins has a new one looked for, and does not
    /// wait for it.
    ///
    /// # Errors
    /// None is known, and the server cannot be asked.
    pub async fn tree(self, page: Page) -> Result<Tree, Problem> {
        match self.0.get_value() {
            Some(tree) => {
                if page == Page::Describe {
                    self.renew();
                }
                Ok(tree)
            }
            None => {
                let tree = api::call(GetIntake {}).await?;
                self.hear(tree.clone());
                Ok(tree)
            }
        }
    }

    /// Takes up what a page was made of.
    pub fn hear(self, tree: Tree) {
        self.0.try_set_value(Some(tree));
    }

    /// Has it asked for anew: somebody may have changed it.
    pub fn renew(self) {
        spawn_local(async move {
            // What is known does until there is an answer.
            if let Ok(tree) = api::call(GetIntake {}).await {
                self.hear(tree);
            }
        });
    }

    /// Asks for it beforehand, so that somebody can begin without a connection.
    pub(crate) fn prepare(self) {
        if self.0.with_value(Option::is_none) {
            self.renew();
        }
    }
}
