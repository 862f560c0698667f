//! Knowledge articles: what they are, who may read them, and how their text becomes safe HTML.

pub mod article;
pub mod audience;
pub mod draft;
pub mod markdown;
