//! The files that people of the demo send along.
//!
//! Plain data: what is uploaded, before anything is made of it.

/// A file as somebody picks it.
#[derive(Debug)]
pub struct DemoFile {
    /// What they call it.
    pub name: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

/// A message of the ledger program.
pub const MONTH_END_PICTURE: DemoFile =
    DemoFile { name: "month-end-report.png", bytes: include_bytes!("files/month-end-report.png") };

/// The end of the ledger program's log.
pub const MONTH_END_LOG: DemoFile =
    DemoFile { name: "ledger.log", bytes: include_bytes!("files/ledger.log") };
