//! The parts that pages are built from. They know nothing of tickets, of permission or of the API:
//! they show what they are given, with and without JavaScript, and carry no `style` attribute (the
//! content security policy would drop it).

pub mod answers;
pub mod attached;
pub mod button;
pub mod choice;
pub mod copy;
pub mod error_summary;
pub mod field;
pub mod files;
pub mod hits;
pub mod icon;
pub mod markdown;
pub mod message;
pub mod page;
pub mod pager;
pub mod plot;
pub mod present;
pub mod rows;
pub mod saved;
pub mod secrets;
pub mod seen;
pub mod select;
pub mod tallies;
pub mod textarea;
pub mod time;
pub mod trap;
