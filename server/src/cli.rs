//! The command line: what can be said, and what then is done.

use crate::{
    attachments::files::Files,
    auth::oidc::{ClientSecret, OidcBoot},
    bench,
    calendar::machine_zone,
    check::{self, audit::Mark},
    clock::Clock,
    ids::{IdSource, secret},
    import::{self, observer::Terminal, requests::TagRule},
    outward::reach::Reach,
    serve::{self, Demo, Serve},
    service::{accounts, settings},
    state::{AppState, Site},
    store::Store,
    torture,
};
use chrono::TimeDelta;
use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};
use shared::{
    actor::Role,
    api::settings::SettingsChanged,
    kb::audience::Audience,
    problem::Problem,
    settings::Settings,
    text::{EmailAddress, PersonName, Remark},
};
use std::{
    error::Error as StdError,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

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
    #[command(flatten)]
    oidc: OidcArgs,
}

#[derive(Debug, Args)]
struct OidcArgs {
    /// The file with Portico's secret at the identity provider; or say it in PORTICO_OIDC_CLIENT_SECRET
    #[arg(long, value_name = "FILE", env = "PORTICO_OIDC_CLIENT_SECRET_FILE")]
    oidc_client_secret_file: Option<PathBuf>,
    /// Where the identity provider may be: on the internet, in a private network too, or on this machine too
    #[arg(long, value_name = "REACH", env = "PORTICO_OIDC_REACH", default_value = "public")]
    oidc_reach: Reach,
}

impl OidcArgs {
    /// A secret is in a file or in the environment, and never in a command line, which others can read.
    fn boot(self) -> Result<OidcBoot, String> {
        let text = match self.oidc_client_secret_file {
            Some(file) => {
                let read = std::fs::read_to_string(&file);
                Some(read.map_err(|it| format!("{}: {it}", file.display()))?)
            }
            // What is no UTF-8 is no secret that a provider gave.
            None => std::env::var("PORTICO_OIDC_CLIENT_SECRET").ok(),
        };
        Ok(OidcBoot {
            secret: text.as_deref().and_then(ClientSecret::parse),
            reach: self.oidc_reach,
        })
    }
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
    /// Check that the audit log is what was written; names the first entry that is not
    VerifyAudit(VerifyAudit),
    /// Add a person; prints a password for them
    User(User),
    /// Take all settings out as one text, or put such a text in force
    #[command(subcommand)]
    Config(Config),
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
    /// Speak TLS: the certificate, and those between it and its root, as PEM; read again when it changes
    #[arg(long, env = "PORTICO_TLS_CERT", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The key of the certificate, as PEM
    #[arg(long, env = "PORTICO_TLS_KEY", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// The address that people type: https://help.company.example
    #[arg(long, env = "PORTICO_BASE_URL")]
    base_url: Option<String>,
    /// A proxy that ends TLS stands in front
    #[arg(long, env = "PORTICO_TRUSTED_PROXY")]
    trusted_proxy: bool,
    /// Take connections from this address alone, where the proxy is; may be given several times
    #[arg(
        long,
        value_name = "ADDRESS",
        env = "PORTICO_PROXY_ADDRESS",
        value_delimiter = ',',
        requires = "trusted_proxy"
    )]
    proxy_address: Vec<IpAddr>,
    /// The time zone in which the desk works, such as Europe/London, until the settings say it; this machine's
    /// without it
    #[arg(long, env = "PORTICO_ZONE")]
    zone: Option<Tz>,
    /// Whether people may ask for help without signing in, with an e-mail address and a link, until the settings
    /// say it; on without it
    #[arg(long, env = "PORTICO_GUESTS")]
    guests: Option<Switch>,
    #[command(flatten)]
    undo: UndoArgs,
    #[command(flatten)]
    oidc: OidcArgs,
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
struct VerifyAudit {
    #[command(flatten)]
    data: DataArgs,
    /// An end that the log had, as it was printed then: 12:0123…
    #[arg(long, value_name = "NUMBER:HASH")]
    known: Option<Mark>,
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

#[derive(Debug, Subcommand)]
enum Config {
    /// Print all settings as one text
    Export {
        #[command(flatten)]
        data: DataArgs,
    },
    /// Put the settings of such a text in force, as a new version
    Import {
        #[command(flatten)]
        data: DataArgs,
        /// What `export` printed
        source: PathBuf,
        /// Why, for the list of versions
        #[arg(long)]
        reason: String,
    },
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum RoleName {
    Agent,
    Lead,
    Administrator,
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// Fill an empty folder with made-up tickets and articles
    Fill {
        #[command(flatten)]
        data: DataArgs,
        #[arg(long, default_value_t = 1_000)]
        tickets: usize,
        #[arg(long, default_value_t = 100)]
        articles: usize,
    },
    /// Measure what people wait for, in a folder that was filled
    Pages {
        #[command(flatten)]
        data: DataArgs,
    },
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
    /// Feed every parser of foreign bytes with what nobody would send
    Fuzz {
        /// Seconds for each parser
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// Only this parser
        #[arg(long)]
        only: Option<String>,
        /// A folder to be made, for inputs that were answered wrongly
        #[arg(long)]
        findings: PathBuf,
        #[arg(long, env = "PORTICO_SEED", default_value_t = 1)]
        seed: u64,
    },
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
        let DemoArgs { listen, data, keep, undo, oidc } = demo;
        let oidc = oidc.boot()?;
        serve::demo(Demo { listen, data, keep, undo: undo.time(), oidc }).await?;
        return Ok(true);
    };
    match command {
        Command::Serve(it) => {
            let ServeArgs {
                data,
                listen,
                tls_cert,
                tls_key,
                base_url,
                trusted_proxy,
                proxy_address: proxy_addresses,
                zone,
                guests,
                undo,
                oidc,
            } = it;
            let oidc = oidc.boot()?;
            let (data, guests) = (data.data, guests.map(|it| it == Switch::On));
            let tls = tls_cert.zip(tls_key);
            serve::serve(Serve {
                data,
                listen,
                tls,
                base_url,
                trusted_proxy,
                proxy_addresses,
                zone,
                guests,
                undo: undo.time(),
                oidc,
            })
            .await?;
            Ok(true)
        }
        Command::ImportArticles(it) => import_articles(it).await,
        Command::ImportRequests(it) => import_requests(it).await,
        Command::Check(it) => check(it).await,
        Command::VerifyAudit(it) => verify_audit(it).await,
        Command::User(it) => add_user(it).await,
        Command::Config(Config::Export { data }) => export_settings(data).await,
        Command::Config(Config::Import { data, source, reason }) => {
            import_settings(data, &source, &reason).await
        }
        Command::Bench(Bench::Fill { data, tickets, articles }) => {
            let app = offline(&data, serve::open(&data.data)?).await?;
            say(&bench::fill::run(&app, tickets, articles).await?);
            Ok(true)
        }
        Command::Bench(Bench::Pages { data }) => {
            let app = offline(&data, serve::open_existing(&data.data)?).await?;
            say(&bench::pages::run(&app).await?);
            Ok(true)
        }
        Command::Bench(Bench::Search { docs, queries, qrels, language }) => {
            let language = language.as_deref().map(shared::search::language::Language::from_tag);
            say(&bench::search::run(&docs, &queries, &qrels, language)?);
            Ok(true)
        }
        Command::Torture(Torture::Fuzz { seconds, only, findings, seed }) => {
            let each = Duration::from_secs(seconds);
            let options = torture::fuzz::Options { each, only, findings, seed };
            Ok(torture::fuzz::run(&options, &mut |it| say(it)).await? == 0)
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

/// One line: the first entry that is not as it was written, or where the log ends.
async fn verify_audit(VerifyAudit { data, known }: VerifyAudit) -> Outcome {
    let store = serve::open_existing(&data.data)?;
    let report = check::audit::verify(&store, known).await?;
    say(&report);
    Ok(report.broken.is_none())
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
    let app = offline(&data, serve::open(&data.data)?).await?;
    let person = accounts::add_person(&app, name, email, &roles, Some(password.clone())).await?;
    say(&format!("{} signs in with {} and the password {password}", person.name, person.email));
    Ok(true)
}

/// A folder that is not there is not made.
async fn export_settings(data: DataArgs) -> Outcome {
    let app = offline(&data, serve::open_existing(&data.data)?).await?;
    settings::note_export(&app).await?;
    say(&app.rules().settings.to_text().trim_end());
    Ok(true)
}

/// Everything that is wrong with the file is named, and nothing of it is taken.
async fn import_settings(data: DataArgs, source: &Path, reason: &str) -> Outcome {
    let text =
        std::fs::read_to_string(source).map_err(|it| format!("{}: {it}", source.display()))?;
    let reason = Remark::parse(reason).map_err(|it| format!("the reason {it}"))?;
    let settings = Settings::from_text(&text).map_err(|it| faults(&it))?;
    let app = offline(&data, serve::open_existing(&data.data)?).await?;
    let before = app.rules().version;
    let SettingsChanged { version } = settings::import(&app, &settings, &reason).await?;
    say(&match version == before {
        true => "nothing is different".to_owned(),
        false => format!("version {version} of the settings is in force"),
    });
    Ok(true)
}

/// What is wrong with a file, a line each.
fn faults(problem: &Problem) -> String {
    let lines = problem.errors.iter().map(|it| format!("\n  {}: {}", it.field, it.text));
    format!("the settings were not taken:{}", lines.collect::<String>())
}

fn audience(name: &str) -> Result<Audience, String> {
    let names = Audience::ALL.map(Audience::value).join(", ");
    Audience::from_value(name).ok_or_else(|| format!("choose one of {names}"))
}

/// Hexadecimal characters of a new password: 80 bits.
const PASSWORD_LENGTH: usize = 20;

/// A Portico that serves nobody, for commands.
async fn offline(data: &DataArgs, store: Store) -> Result<AppState, Box<dyn StdError>> {
    let site = Site {
        attachments: serve::attachments(&data.data),
        public_origin: None,
        url: "".into(),
        trusted_proxy: false,
        guests: true,
        demo: false,
        oidc: OidcBoot::default(),
        undo: TimeDelta::zero(),
        zone: machine_zone(),
        clock: Clock::Machine,
    };
    Ok(AppState::new(store, site).await?)
}

#[expect(clippy::print_stdout, reason = "what a command comes to is its output")]
fn say(text: &impl std::fmt::Display) {
    println!("{text}");
}
