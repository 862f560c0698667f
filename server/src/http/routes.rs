//! The builder that mounts calls, and the table that comes out of the same calls.

use crate::{
    http::{
        answer,
        input::fields::Fields,
        render::{Pages, Shell},
        serve::{Accept, Serve},
    },
    state::AppState,
};
use axum::{
    Extension, Router,
    extract::{Request, State},
    handler::Handler,
    http::Method,
    routing::{MethodRouter, get, post},
};
use schemars::{Schema, SchemaGenerator};
use std::{any::type_name, sync::Arc};

/// One row of the route table.
#[derive(Debug, Clone)]
pub struct RouteInfo {
    /// `GET` or `POST`.
    pub method: Method,
    /// The route, with its parameters in braces.
    pub path: &'static str,
    /// The name of the request type: `GetTicket`.
    pub name: &'static str,
    /// One line on what it does.
    pub summary: &'static str,
    /// Where a browser without scripts posts it.
    pub form_page: Option<&'static str>,
    /// Whether it can change anything.
    pub mutates: bool,
    /// Whether its body is a file, and not JSON.
    pub takes_file: bool,
    /// The schema of what is sent.
    pub request: fn(&mut SchemaGenerator) -> Schema,
    /// The schema of what comes back.
    pub response: fn(&mut SchemaGenerator) -> Schema,
}

/// Calls, as they are mounted.
#[derive(Debug, Default)]
pub struct Routes {
    api: Router<AppState>,
    forms: Router<AppState>,
    table: Vec<RouteInfo>,
}

impl Routes {
    /// No calls yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Mounts a call that reads at its route.
    #[must_use]
    pub fn endpoint<E: Serve>(mut self) -> Self {
        let fields = Arc::new(Fields::of::<E>());
        let handler = move |State(app): State<AppState>, request: Request| {
            answer::read::<E>(fields.clone(), app, request)
        };
        self.api = self.api.route(E::ROUTE, get(handler));
        self.list::<E>(None)
    }

    /// Mounts a form: as JSON at its route, and as a page's form at its action.
    #[must_use]
    pub fn form<F: Accept>(mut self) -> Self {
        let fields = Arc::new(Fields::of::<F>());
        let for_page = fields.clone();
        let for_get = fields.clone();
        let api = move |State(app): State<AppState>, request: Request| {
            answer::json::<F>(fields.clone(), app, request)
        };
        let page = move |State(app): State<AppState>, pages: Extension<Pages>, request: Request| {
            answer::form::<F>(for_page.clone(), app, pages.0, request)
        };
        let show = move |pages: Extension<Pages>, request: Request| {
            answer::show::<F>(for_get.clone(), pages.0, request)
        };
        self.api = self.api.route(F::ROUTE, post(api));
        self.forms = self.forms.route(F::ACTION, post(page).get(show));
        self.list::<F>(Some(F::ACTION))
    }

    /// Mounts a call whose body is a file, which its handler reads itself.
    #[must_use]
    pub fn upload<E, H, T>(mut self, handler: H) -> Self
    where
        E: shared::api::Endpoint,
        H: Handler<T, AppState>,
        T: 'static,
    {
        self.api = self.api.route(E::ROUTE, post(handler));
        let mut routes = self.list::<E>(None);
        if let Some(last) = routes.table.last_mut() {
            last.takes_file = true;
        }
        routes
    }

    /// Mounts a page that the server answers before it renders anything.
    #[must_use]
    pub(crate) fn page(mut self, address: &str, handler: MethodRouter<AppState>) -> Self {
        self.forms = self.forms.route(address, handler);
        self
    }

    /// Adds the calls of `other`, such as those of one noun.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.api = self.api.merge(other.api);
        self.forms = self.forms.merge(other.forms);
        self.table.extend(other.table);
        self
    }

    /// The table alone.
    #[must_use]
    pub fn into_table(self) -> Vec<RouteInfo> {
        self.table
    }

    /// The calls, and pages at every other address.
    pub(crate) fn into_router(self, app: AppState, shell: Shell) -> Router {
        let api = self
            .api
            .method_not_allowed_fallback(answer::method_not_allowed)
            .with_state(app.clone());
        let pages = Pages::new(api.clone().fallback(answer::not_found), shell);
        let forms = self
            .forms
            .method_not_allowed_fallback(answer::method_not_allowed)
            .layer(Extension(pages.clone()))
            .with_state(app);
        Router::new().merge(api).merge(forms).fallback(move |request| answer::page(pages, request))
    }

    fn list<E: shared::api::Endpoint>(mut self, form_page: Option<&'static str>) -> Self {
        let name = type_name::<E>();
        self.table.push(RouteInfo {
            method: E::METHOD,
            path: E::ROUTE,
            name: name.rsplit("::").next().unwrap_or(name),
            summary: E::SUMMARY,
            form_page,
            mutates: E::METHOD != Method::GET,
            takes_file: false,
            request: |it| it.subschema_for::<E>(),
            response: |it| it.subschema_for::<E::Response>(),
        });
        self
    }
}
