//! The pages whose code is not in the first download: which chunk each is in, and what is shown when that
//! code cannot be had.

use crate::shell::is_staff_area;
use leptos::{prelude::*, wasm_split::SplitLoaderError};

/// The chunk did not arrive: offline, or the server was updated after this tab was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChunkMissing;

impl From<SplitLoaderError> for ChunkMissing {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// `Queue = pages::desk::queue::QueuePage as desk_queue`: a route that shows the component. The last name is
/// that of the function that is split off; it is unique in the crate.
macro_rules! lazy_pages {
    (in $chunk:ident: $($page:ident = $($path:ident)::+ as $name:ident;)+) => {
        $(
            #[doc = concat!("The page `", stringify!($page), "`.")]
            #[derive(Debug, Clone, Copy, PartialEq, Eq)]
            pub struct $page;

            const _: () = {
                use super::{ChunkMissing, shown};
                use crate::$($path)::+ as Component;
                use leptos::{prelude::*, wasm_split};

                #[wasm_split::wasm_split($chunk, wasm_split_path = wasm_split, preload(fetch), fallible)]
                fn $name() -> Result<AnyView, ChunkMissing> {
                    Ok(view! { <Component/> }.into_any())
                }

                impl $page {
                    /// Loads the code of this page, and of all in its chunk.
                    ///
                    /// # Errors
                    /// It did not arrive.
                    pub async fn arrived() -> Result<(), ChunkMissing> {
                        Ok(fetch().await?)
                    }
                }

                impl leptos_router::LazyRoute for $page {
                    fn data() -> Self {
                        Self
                    }

                    async fn view(_: Self) -> AnyView {
                        shown($name().await)
                    }

                    async fn preload() {
                        // A failure is shown by `view`, which tries again.
                        let _ = Self::arrived().await;
                    }
                }
            };
        )+
    };
}

/// The requester's pages behind the home page.
pub mod portal {
    lazy_pages! { in portal:
        Articles = pages::portal::articles::Articles as portal_articles;
        ArticlesOfCategory = pages::portal::articles::category::CategoryPage as portal_articles_of;
        Article = pages::portal::article::Article as portal_article;
        Solved = pages::portal::solved::Solved as portal_solved;
        Known = pages::portal::known::KnownPage as portal_known;
        Describe = pages::portal::intake::describe::DescribePage as portal_describe;
        Category = pages::portal::intake::category::CategoryPage as portal_category;
        Topic = pages::portal::intake::topic::TopicPage as portal_topic;
        Impact = pages::portal::intake::effect::EffectPage as portal_effect;
        Contact = pages::portal::intake::contact::ContactPage as portal_contact;
        Check = pages::portal::intake::check::CheckPage as portal_check;
        Waiting = pages::portal::waiting::WaitingPage as portal_waiting;
        Requests = pages::portal::requests::MyRequests as portal_requests;
        Request = pages::portal::request::RequestPage as portal_request;
        Sent = pages::portal::sent::Sent as portal_sent;
        DeadLink = pages::portal::link::DeadLink as portal_dead_link;
        LinkRevoked = pages::portal::link::LinkRevoked as portal_link_revoked;
        SignIn = pages::account::sign_in::SignInPage as portal_sign_in;
        LinkProvider = pages::account::link::LinkPage as portal_link_provider;
        Welcome = pages::account::welcome::WelcomePage as portal_welcome;
        SignOut = pages::account::sign_out::SignOutPage as portal_sign_out;
        Account = pages::account::overview::AccountPage as portal_account;
        Code = pages::account::code::CodePage as portal_code;
        Proof = pages::account::proof::ProofPage as portal_proof;
        SecondStep = pages::account::second_step::SecondStepPage as portal_second_step;
        Recovery = pages::account::recovery::RecoveryPage as portal_recovery;
    }
}

/// The staff's pages, which no requester downloads.
pub mod desk {
    lazy_pages! { in desk:
        Frame = pages::desk::frame::Frame as desk_frame;
        Queue = pages::desk::queue::QueuePage as desk_queue;
        Preview = pages::desk::batch::preview::PreviewPage as desk_preview;
        Batch = pages::desk::batch::sent::SentPage as desk_batch;
        Keys = pages::desk::keys::page::KeysPage as desk_keys;
        Ticket = pages::desk::ticket::TicketPage as desk_ticket;
        Call = pages::desk::call::CallPage as desk_call;
        Followed = pages::desk::followed::FollowedPage as desk_followed;
        OpenConfidential = pages::desk::confidential::OpenPage as desk_open_confidential;
        NewArticle = pages::desk::article::ArticlePage as desk_article;
        EditArticle = pages::desk::article::edit::EditPage as desk_edit_article;
        Revisions = pages::desk::article::revisions::RevisionsPage as desk_revisions;
        Revision = pages::desk::article::revision::RevisionPage as desk_revision;
        Feedback = pages::desk::feedback::FeedbackPage as desk_feedback;
        AdminFrame = pages::admin::frame::Frame as admin_frame;
        Settings = pages::admin::overview::OverviewPage as admin_overview;
        Organisation = pages::admin::organisation::OrganisationPage as admin_organisation;
        Matrix = pages::admin::matrix::MatrixPage as admin_matrix;
        Targets = pages::admin::targets::TargetsPage as admin_targets;
        Hours = pages::admin::hours::HoursPage as admin_hours;
        AdminSignIn = pages::admin::sign_in::SignInPage as admin_sign_in;
        SignInTrial = pages::admin::sign_in::trial::TrialPage as admin_sign_in_trial;
        Teams = pages::admin::teams::TeamsPage as admin_teams;
        Intake = pages::admin::intake::IntakePage as admin_intake;
        IntakeCategory = pages::admin::intake::category::CategoryPage as admin_category;
        IntakeTopic = pages::admin::intake::topic::TopicPage as admin_topic;
        People = pages::admin::people::PeoplePage as admin_people;
        NewPerson = pages::admin::people::invite::InvitePage as admin_new_person;
        Person = pages::admin::people::person::PersonPage as admin_person;
        Permissions = pages::admin::permissions::PermissionsPage as admin_permissions;
        Versions = pages::admin::versions::VersionsPage as admin_versions;
        Wall = pages::lead::wall::WallPage as lead_wall;
        Report = pages::lead::report::ReportPage as lead_report;
        Reported = pages::lead::reported::ReportedPage as lead_reported;
        Gallery = pages::gallery::Gallery as gallery;
    }
}

/// Loads what the page at `path` needs beside the first download.
///
/// # Errors
/// It did not arrive.
pub async fn arrived(path: &str) -> Result<(), ChunkMissing> {
    match path {
        "/" => Ok(()),
        "/gallery" => desk::Gallery::arrived().await,
        path if is_staff_area(path) => desk::Queue::arrived().await,
        _ => portal::Describe::arrived().await,
    }
}

/// The view that arrived, or a way to try again.
fn shown(view: Result<AnyView, ChunkMissing>) -> AnyView {
    view.unwrap_or_else(|ChunkMissing| view! { <ChunkProblem/> }.into_any())
}

#[component]
fn ChunkProblem() -> impl IntoView {
    view! {
        <div role="alert" class="problem">
            <h1>"This page could not be loaded"</h1>
            <p>"You may be offline, or Portico was updated while this tab was open."</p>
            <p><a href="" rel="external">"Load it again"</a></p>
        </div>
    }
}
