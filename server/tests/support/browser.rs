//! A client of a router in memory.

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, HeaderName, Request, StatusCode},
};
use tempfile::TempDir;
use tower::ServiceExt;

/// Sends requests with the same headers each time.
#[derive(Debug)]
pub(crate) struct Browser {
    router: Router,
    /// Taken away with the browser.
    _folder: TempDir,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// The header `name`, empty where there is none.
    pub(crate) fn header(&self, name: HeaderName) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }
}

impl Browser {
    pub(crate) fn of((router, folder): (Router, TempDir)) -> Self {
        Self { router, _folder: folder, headers: Vec::new() }
    }

    #[must_use]
    pub(crate) fn with(mut self, headers: &[(&str, &str)]) -> Self {
        self.headers.extend(headers.iter().map(|(name, value)| ((*name).into(), (*value).into())));
        self
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        self.send("GET", address, "", "").await
    }

    pub(crate) async fn post(&self, address: &str, kind: &str, body: &str) -> Answer {
        self.send("POST", address, kind, body).await
    }

    /// Posts parts: name, file name if it is a file, contents.
    pub(crate) async fn post_multipart(
        &self,
        address: &str,
        parts: &[(&str, Option<&str>, &str)],
    ) -> Answer {
        let mut body = String::new();
        for (name, file, contents) in parts {
            let file = file.map(|it| format!("; filename=\"{it}\"")).unwrap_or_default();
            body += &format!(
                "--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{contents}\r\n"
            );
        }
        body += "--edge--\r\n";
        self.post(address, "multipart/form-data; boundary=edge", &body).await
    }

    pub(crate) async fn send(&self, method: &str, address: &str, kind: &str, body: &str) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(address)
            .header("host", "library.example")
            .header("content-type", kind);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let request = request.body(Body::from(body.to_owned())).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8(bytes.to_vec()).unwrap();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}
