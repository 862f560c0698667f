//! The command line: what can be said, and what then is done.

use crate::{
    attachments::files::Files,
    bench, check,
    clock::Clock,
    ids::{IdSource, secret},
    import::{self, observer::Terminal, requests::TagRule},
    serve::{self, Demo, Serve},
    service::accounts,
    state::{AppState, Site},
    torture,
};
use chrono::TimeDelta;
use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use shared::{
    actor::Role,
    kb::audience::Audience,
    text::{EmailAddress, PersonName},
};
use std::{error::Error as StdError, net::SocketAddr, path::PathBuf, process::ExitCode};

/// A self-service IT support portal. Without a command it serves the demo, on this machine alone.
#[derive(Debug, Parser)]
#[command(name = "portico", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    demo: DemoArgs,
}

#[derive(Debug, Args)]
struct DemoArgs {
    /// Where the demo listens; a taken port moves to the next free one
    #[arg(long, default_value = "127.0.0.1:3000", env = "PORTICO_LISTEN")]
    listen: SocketAddr,
    /// Where the demo is kept; a temporary folder without it
    #[arg(long)]
    data: Option<PathBuf>,
    /// Keep what an earlier demo left, instead of starting afresh
    #[arg(long)]
    keep: bool,
    #[command(flatten)]
    undo: UndoArgs,
}

#[derive(Debug, Args)]
struct UndoArgs {
    /// For how many seconds staff can take back what they send to a requester, who is told after that; 0 tells at once
    #[arg(long, env = "PORTICO_UNDO", default_value_t = 15, value_parser = value_parser!(u8).range(..=60))]
    undo: u8,
}

impl UndoArgs {
    fn time(&self) -> TimeDelta {
        TimeDelta::seconds(i64::from(self.undo))
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve a real Portico
    Serve(ServeArgs),
    /// Import knowledge articles from JSON lines, Markdown or a folder of them
    ImportArticles(ImportArticles),
    /// Import requests from JSON lines
    ImportRequests(ImportRequests),
    /// Check that what is stored fits together; changes nothing
    Check(DataArgs),
    /// Add a person; prints a password for them
    User(User),
    #[command(hide = true, subcommand)]
    Bench(Bench),
    #[command(hide = true, subcommand)]
    Torture(Torture),
}

#[derive(Debug, Args)]
struct DataArgs {
    /// The data folder
    #[arg(long, env = "PORTICO_DATA")]
    data: PathBuf,
}

#[derive(Debug, Args)]
struct ServeArgs {
    #[command(flatten)]
    data: DataArgs,
    /// Where to listen
    #[arg(long, default_value = "127.0.0.1:3000", env = "PORTICO_LISTEN")]
    listen: SocketAddr,
    /// The address that people type: https://help.company.example
    #[arg(long, env = "PORTICO_BASE_URL")]
    base_url: Option<String>,
    /// A proxy that ends TLS stands in front
    #[arg(long, env = "PORTICO_TRUSTED_PROXY")]
    trusted_proxy: bool,
    /// The time zone in which the desk works, such as Europe/London; this machine's without it
    #[arg(long, env = "PORTICO_ZONE")]
    zone: Option<Tz>,
    /// Whether people may ask for help without signing in, with an e-mail address and a link
    #[arg(long, env = "PORTICO_GUESTS", default_value = "on")]
    guests: Switch,
    #[command(flatten)]
    undo: UndoArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Switch {
    On,
    Off,
}

#[derive(Debug, Args)]
struct ImportArticles {
    #[command(flatten)]
    data: DataArgs,
    /// JSON lines, a Markdown file, or a folder of them
    source: PathBuf,
    /// Who may read articles that do not say it themselves; without it they are refused
    #[arg(long, value_parser = audience)]
    audience: Option<Audience>,
}

#[derive(Debug, Args)]
struct ImportRequests {
    #[command(flatten)]
    data: DataArgs,
    /// JSON lines
    source: PathBuf,
    /// The category of requests with a tag: --map printer=hardware
    #[arg(long = "map", value_name = "TAG=CATEGORY")]
    map: Vec<TagRule>,
}

#[derive(Debug, Args)]
struct User {
    #[command(flatten)]
    data: DataArgs,
    /// What they are called
    #[arg(long)]
    name: String,
    /// Their e-mail address, with which they sign in
    #[arg(long)]
    email: String,
    /// What they are here for besides filing requests; may be given several times
    #[arg(long)]
    role: Vec<RoleName>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    Agent,
    Lead,
    Administrator,
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// Measure the order of search results on a judged collection
    Search {
        #[arg(long)]
        docs: PathBuf,
        #[arg(long)]
        queries: PathBuf,
        #[arg(long)]
        qrels: PathBuf,
        /// A BCP 47 tag
        #[arg(long)]
        language: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
enum Torture {
    /// Commit and say so until killed
    Writer {
        #[arg(long)]
        data: PathBuf,
    },
    /// Look for what was acknowledged and is gone, or half there
    Verify {
        #[arg(long)]
        data: PathBuf,
        #[arg(long)]
        acks: PathBuf,
    },
}

/// What a command comes to: whether all is well, or why it could not be done.
type Outcome = Result<bool, Box<dyn StdError>>;

/// Does what was said. One line on standard error says why something could not be done.
pub async fn run(cli: Cli) -> ExitCode {
    match dispatch(cli).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

async fn dispatch(Cli { command, demo }: Cli) -> Outcome {
    let Some(command) = command else {
        let DemoArgs { listen, data, keep, undo } = demo;
        serve::demo(Demo { listen, data, keep, undo: undo.time() }).await?;
        return Ok(true);
    };
    match command {
        Command::Serve(it) => {
            let ServeArgs { data, listen, base_url, trusted_proxy, zone, guests, undo } = it;
            let (data, guests, undo) = (data.data, guests == Switch::On, undo.time());
            serve::serve(Serve { data, listen, base_url, trusted_proxy, zone, guests, undo })
                .await?;
            Ok(true)
        }
        Command::ImportArticles(it) => import_articles(it).await,
        Command::ImportRequests(it) => import_requests(it).await,
        Command::Check(it) => check(it).await,
        Command::User(it) => add_user(it).await,
        Command::Bench(Bench::Search { docs, queries, qrels, language }) => {
            let language = language.as_deref().map(shared::search::language::Language::from_tag);
            say(&bench::search::run(&docs, &queries, &qrels, language)?);
            Ok(true)
        }
        Command::Torture(Torture::Writer { data }) => {
            Ok(torture::writer(&data).await.map(|()| true)?)
        }
        Command::Torture(Torture::Verify { data, acks }) => {
            let findings = torture::verify(&data, &acks).await?;
            eprintln!("{findings}");
            Ok(findings.is_sound())
        }
    }
}

/// Refused lines are named and counted; they are a failure only when nothing else was there.
async fn import_articles(ImportArticles { data, source, audience }: ImportArticles) -> Outcome {
    let store = serve::open(&data.data)?;
    let options = import::articles::Options { audience, ..Default::default() };
    let (now, ids) = (Clock::Machine.now(), IdSource::default());
    let report =
        import::articles::run(&store, &source, &options, now, &ids, &mut Terminal::new()).await?;
    say(&report);
    Ok(report.is_success())
}

/// As [`import_articles`].
async fn import_requests(ImportRequests { data, source, map }: ImportRequests) -> Outcome {
    let store = serve::open(&data.data)?;
    let (now, ids) = (Clock::Machine.now(), IdSource::default());
    let report =
        import::requests::run(&store, &source, &map, now, &ids, &mut Terminal::new()).await?;
    say(&report);
    Ok(report.is_success())
}

/// One line for each fault, and a closing one for records and for files. A folder that is not there is not
/// made.
async fn check(data: DataArgs) -> Outcome {
    let store = serve::open_existing(&data.data)?;
    let report = check::run(&store, &mut |fault| say(fault)).await?;
    say(&report);
    let files = Files::at(&serve::attachments(&data.data));
    let of_files = check::files::run(&store, &files, &mut |fault| say(fault)).await?;
    say(&of_files);
    Ok(report.is_sound() && of_files.n_faults == 0)
}

/// Adds a person with a password that is shown once.
async fn add_user(User { data, name, email, role }: User) -> Outcome {
    let name = PersonName::parse(&name).map_err(|it| format!("the name {it}"))?;
    let email = EmailAddress::parse(&email).map_err(|it| format!("the e-mail address {it}"))?;
    let roles = role.iter().map(|it| match it {
        RoleName::Agent => Role::Agent,
        RoleName::Lead => Role::Lead,
        RoleName::Administrator => Role::Administrator,
    });
    let roles: Vec<Role> = roles.chain([Role::Requester]).collect();
    let password: String = secret()?.chars().take(PASSWORD_LENGTH).collect();
    let app = offline(&data).await?;
    let person = accounts::add_person(&app, name, email, &roles, Some(password.clone())).await?;
    say(&format!("{} signs in with {} and the password {password}", person.name, person.email));
    Ok(true)
}

fn audience(name: &str) -> Result<Audience, String> {
    let names = Audience::ALL.map(Audience::value).join(", ");
    Audience::from_value(name).ok_or_else(|| format!("choose one of {names}"))
}

/// Hexadecimal characters of a new password: 80 bits.
const PASSWORD_LENGTH: usize = 20;

/// A Portico that serves nobody, for commands.
async fn offline(data: &DataArgs) -> Result<AppState, Box<dyn StdError>> {
    let store = serve::open(&data.data)?;
    let site = Site {
        attachments: serve::attachments(&data.data),
        public_origin: None,
        url: "".into(),
        trusted_proxy: false,
        guests: false,
        demo: false,
        undo: TimeDelta::zero(),
        zone: Tz::UTC,
        clock: Clock::Machine,
    };
    Ok(AppState::new(store, site).await?)
}

#[expect(clippy::print_stdout, reason = "what a command comes to is its output")]
fn say(text: &impl std::fmt::Display) {
    println!("{text}");
}
