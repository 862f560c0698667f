//! HTTP: every route, and the one way in.
//!
//! # Adding a call
//!
//! 1. Describe it in `shared/src/api/<noun>.rs`: an [`Endpoint`](shared::api::Endpoint), and if it
//!    changes anything a [`Form`](shared::api::Form). Path parameters are fields of the request by the
//!    same name; ids are strings.
//! 2. Answer it in `http/<noun>.rs`, in at most 15 lines: [`Serve`] for a `GET`, [`Accept`] for a form.
//!    The request arrives read, bounded and (for forms) checked; the handler asks the service and replies.
//! 3. Mount it here with [`Routes::endpoint`] or [`Routes::form`]. The route table that the attack and
//!    permission tests iterate comes out of the same call, so a route cannot be forgotten there.
//!
//! ```ignore
//! impl Serve for GetTicket {
//!     async fn serve(self, app: &AppState, caller: &Caller) -> Result<Reply<TicketDetail>, Error> {
//!         let actor = caller.actor(app).await?;
//!         Ok(tickets::get(app, &actor, self.id).await?.into())
//!     }
//! }
//!
//! impl Accept for SignIn {
//!     async fn accept(sent: Submission<Self>, app: &AppState, caller: &Caller) -> Result<Reply<Session>, Error> {
//!         let signed_in = accounts::sign_in(app, sent.valid, caller.arrival(app)).await?;
//!         Ok(Reply::from(signed_in.session).with_cookie(cookie))
//!     }
//! }
//! ```
//!
//! # What the door does for every call
//!
//! | | API route | a form's page address |
//! |-|-|-|
//! | takes | JSON | urlencoded, multipart; the files of a form with [`FILES`](shared::api::Form::FILES) |
//! | answers | 200, 201, or `application/problem+json` | 303, or the page again with the problem |
//!
//! More than [`input::BODY_BYTES`], files aside, is 413, another type 415, an unreadable body or one that contradicts
//! its path 400, a field that the request does not have 422. A refused page keeps all that was entered and
//! has the refusal's status. `GET` of an address that only takes posts leads to the page of its form.
//!
//! Around it: posts from other sites are refused ([`middleware::origin`]), and every answer has the
//! security headers ([`middleware::headers`]). While a page is rendered its own calls come in through the
//! same routes, in memory, inside those layers ([`render`]).

pub mod account;
pub mod answer;
pub mod articles;
pub mod assets;
pub mod attachments;
pub mod batches;
pub mod caller;
pub mod calls;
pub mod confidential;
pub mod feedback;
pub mod held;
pub mod input;
pub mod known;
pub mod links;
pub mod matches;
pub mod metrics;
pub mod middleware;
pub mod operations;
pub mod people;
pub mod permissions;
pub mod presence;
pub mod provider;
pub mod queue;
pub mod related;
pub mod render;
pub mod report;
pub mod requests;
pub mod revisions;
pub mod routes;
pub mod serve;
pub mod session;
pub mod settings;
pub mod starter;
pub mod tickets;
pub mod views;
pub mod wall;
pub mod watching;
pub mod worker;

use crate::state::AppState;
use axum::{Router, routing::get};
use render::Shell;
use routes::{RouteInfo, Routes};
use shared::api::{
    account::{
        ChangePassword, EndOtherSignIns, EndSignIn, GetAccount,
        factor::{
            GetFactor, GetRecoveryCodes, KeepRecoveryCodes, MakeRecoveryCodes, ProveOneself,
            RemoveFactor, SetFactor,
        },
        passkeys::{AddPasskey, AskForPasskey, AskToMakePasskey, RemovePasskey, SignInWithPasskey},
    },
    articles::{
        GetArticle, GetArticleDraft, GetIndex, ListArticles, ListCategory, ListOftenAsked,
        PublishArticle, SearchArticles,
    },
    attachments::{ListUploads, RemoveUpload, UploadFile},
    batches::{GetBatch, PreviewBatch, SendBatch, UndoBatch},
    calls::{FindPeople, LogCall},
    colleagues::{AddColleague, LeaveRequest, RemoveColleague},
    confidential::{ConfideTicket, DiscloseTicket, ListOpenings, OpenConfidential, ReviewOpening},
    feedback::{GetFeedback, RateArticle, TakeBackRating},
    held::UndoSend,
    known::{EndKnown, FollowKnown, GetKnown, ListFollowed, ListKnown, TellKnown, UnfollowKnown},
    links::{LINK_PAGE, RenewLink, RevokeLink},
    matches::{GetMatches, UseArticle},
    people::{
        ChangePerson, GetPerson, InvitePerson, ListPeople, MakePersonLink, ReinstatePerson,
        ResetFactors, SuspendPerson,
        welcome::{ChoosePassword, GetWelcome},
    },
    permissions::GetPermissions,
    presence::ShowPresence,
    provider::{GetProviderLink, LinkProvider, PROVIDER_RETURN, PROVIDER_START, UnlinkProvider},
    queue::{GetChange, ListQueue},
    related::{LinkTicket, SplitTicket, UnlinkTicket},
    report::{GetReport, ListReported, REPORTED_TABLE},
    requests::{
        Complain, ConfirmFixed, FileRequest, GetDraft, GetIntake, GetPromiseBasis, GetRequest,
        ListRequests, ReopenRequest, SaveDraft, SendMessage, WithdrawRequest,
    },
    revisions::{GetArticleEditor, GetRevision, ListRevisions, RestoreRevision, ReviseArticle},
    session::{GetSession, ListDemoPeople, SendCode, SignIn, SignInAsDemo, SignOut, StaySignedIn},
    settings::{
        ChangeHours, ChangeMatrix, ChangeOrganisation, ChangeSignIn, ChangeTargets, GetSettings,
        catalogue::{ChangeCategories, ChangeCategory, ChangeTeams, ChangeTopic},
        trial::TrySignIn,
        versions::{ListSettingsVersions, PreviewRestoration, RestoreSettings},
    },
    starter::{GetStarterOffer, TakeStarterArticles},
    tickets::{
        AssignTicket, CategoriseTicket, GetTicket, HandTicket, NoteOnTicket, PrioritiseTicket,
        PromiseUpdate, PutBackChange, ReplyToTicket, ResolveTicket, SettleComplaint, ShareTicket,
        TakeTicket, UnshareTicket,
    },
    views::{RemoveView, SaveView},
    wall::GetWall,
    watching::{ListWatched, MarkSeen, UnwatchTicket, WatchTicket},
};

/// Every call of the API and every form.
#[must_use]
pub fn routes() -> Routes {
    Routes::new()
        .endpoint::<GetSession>()
        .endpoint::<ListDemoPeople>()
        .form::<SignIn>()
        .form::<SendCode>()
        .endpoint::<AskForPasskey>()
        .form::<SignInWithPasskey>()
        .form::<SignInAsDemo>()
        .form::<StaySignedIn>()
        .form::<SignOut>()
        .endpoint::<GetAccount>()
        .form::<ChangePassword>()
        .form::<EndSignIn>()
        .form::<EndOtherSignIns>()
        .form::<ProveOneself>()
        .endpoint::<AskToMakePasskey>()
        .form::<AddPasskey>()
        .form::<RemovePasskey>()
        .endpoint::<GetFactor>()
        .form::<SetFactor>()
        .form::<RemoveFactor>()
        .endpoint::<GetRecoveryCodes>()
        .form::<MakeRecoveryCodes>()
        .form::<KeepRecoveryCodes>()
        .page(PROVIDER_START, get(provider::start))
        .page(PROVIDER_RETURN, get(provider::back))
        .endpoint::<GetProviderLink>()
        .form::<LinkProvider>()
        .form::<UnlinkProvider>()
        .endpoint::<GetPromiseBasis>()
        .endpoint::<GetIntake>()
        .endpoint::<GetDraft>()
        .form::<SaveDraft>()
        .endpoint::<ListRequests>()
        .form::<FileRequest>()
        .endpoint::<GetRequest>()
        .form::<SendMessage>()
        .form::<ConfirmFixed>()
        .form::<ReopenRequest>()
        .form::<WithdrawRequest>()
        .form::<Complain>()
        .form::<AddColleague>()
        .form::<RemoveColleague>()
        .form::<LeaveRequest>()
        .form::<RenewLink>()
        .form::<RevokeLink>()
        .page(LINK_PAGE, get(links::open))
        .endpoint::<ListQueue>()
        .endpoint::<GetChange>()
        .form::<SaveView>()
        .form::<RemoveView>()
        .endpoint::<PreviewBatch>()
        .form::<SendBatch>()
        .endpoint::<GetBatch>()
        .form::<UndoBatch>()
        .form::<LogCall>()
        .endpoint::<FindPeople>()
        .endpoint::<GetTicket>()
        .endpoint::<GetWall>()
        .endpoint::<GetReport>()
        .endpoint::<ListReported>()
        .form::<ReplyToTicket>()
        .form::<UndoSend>()
        .endpoint::<GetMatches>()
        .form::<UseArticle>()
        .form::<LinkTicket>()
        .form::<UnlinkTicket>()
        .form::<SplitTicket>()
        .form::<NoteOnTicket>()
        .form::<TakeTicket>()
        .form::<AssignTicket>()
        .form::<HandTicket>()
        .form::<CategoriseTicket>()
        .form::<PrioritiseTicket>()
        .form::<PutBackChange>()
        .form::<ResolveTicket>()
        .form::<PromiseUpdate>()
        .form::<SettleComplaint>()
        .form::<WatchTicket>()
        .form::<UnwatchTicket>()
        .form::<MarkSeen>()
        .endpoint::<ListWatched>()
        .form::<ShowPresence>()
        .form::<ShareTicket>()
        .form::<UnshareTicket>()
        .form::<ConfideTicket>()
        .form::<DiscloseTicket>()
        .form::<OpenConfidential>()
        .endpoint::<ListOpenings>()
        .form::<ReviewOpening>()
        .form::<TellKnown>()
        .form::<EndKnown>()
        .endpoint::<ListKnown>()
        .endpoint::<ListFollowed>()
        .endpoint::<GetKnown>()
        .form::<FollowKnown>()
        .form::<UnfollowKnown>()
        .upload::<UploadFile, _, _>(attachments::upload)
        .endpoint::<ListUploads>()
        .form::<RemoveUpload>()
        .endpoint::<SearchArticles>()
        .endpoint::<ListArticles>()
        .endpoint::<ListCategory>()
        .endpoint::<ListOftenAsked>()
        .endpoint::<GetArticle>()
        .form::<RateArticle>()
        .form::<TakeBackRating>()
        .endpoint::<GetFeedback>()
        .endpoint::<GetIndex>()
        .endpoint::<GetArticleDraft>()
        .form::<PublishArticle>()
        .endpoint::<GetArticleEditor>()
        .form::<ReviseArticle>()
        .endpoint::<ListRevisions>()
        .endpoint::<GetRevision>()
        .form::<RestoreRevision>()
        .endpoint::<ListPeople>()
        .form::<InvitePerson>()
        .endpoint::<GetPerson>()
        .form::<ChangePerson>()
        .form::<MakePersonLink>()
        .form::<SuspendPerson>()
        .form::<ReinstatePerson>()
        .form::<ResetFactors>()
        .endpoint::<GetWelcome>()
        .form::<ChoosePassword>()
        .endpoint::<GetStarterOffer>()
        .form::<TakeStarterArticles>()
        .endpoint::<GetPermissions>()
        .endpoint::<GetSettings>()
        .endpoint::<ListSettingsVersions>()
        .endpoint::<PreviewRestoration>()
        .form::<ChangeOrganisation>()
        .form::<ChangeMatrix>()
        .form::<ChangeTargets>()
        .form::<ChangeHours>()
        .form::<ChangeSignIn>()
        .endpoint::<TrySignIn>()
        .form::<ChangeTeams>()
        .form::<ChangeCategories>()
        .form::<ChangeCategory>()
        .form::<ChangeTopic>()
        .form::<RestoreSettings>()
}

/// The table of [`routes`], for tests and the API document.
#[must_use]
pub fn table() -> Vec<RouteInfo> {
    routes().into_table()
}

/// The whole server: API, forms, pages, client.
pub fn router(app: AppState) -> Router {
    serve_with(app, routes(), render::portico)
}

/// [`router`] with other calls and another shell, for tests of the door itself.
pub fn serve_with(app: AppState, routes: Routes, shell: Shell) -> Router {
    let plain = operations::router()
        .route(articles::INDEX_ROUTE, get(articles::index))
        .route(attachments::FILE_ROUTE, get(attachments::download))
        .route(REPORTED_TABLE, get(report::table));
    let plain = if app.demo { plain.route("/metrics", get(metrics::show)) } else { plain };
    let plain = plain.with_state(app.clone());
    let inner = routes
        .into_router(app.clone(), shell)
        .merge(assets::router())
        .merge(worker::router(app.clone()))
        .merge(plain);
    middleware::around(app, inner)
}
