//! A static host for the built page, which writes down every request that the browser makes.
//!
//! It is the browser's proxy as well, for all hosts, so that a request to anywhere is seen: by the page, by its
//! workers, by whatever else runs in the browser.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use tower_http::services::ServeDir;

use crate::host_headers::HostHeaders;
use crate::server::Server;

/// A running host; it ends when dropped.
#[derive(Debug)]
pub struct Site {
    server: Server,
    state: Shared,
}

/// Start page, clock, updates and accounts of Chromium; no switch turns all of them off. The page cannot hide a
/// request among these: its own policy lets it reach no host but its own, which a test checks.
const OF_THE_BROWSER: [&str; 4] = [
    "//clients2.google.com/time/",
    "update.googleapis.com",
    "accounts.google.com:443",
    "start.duckduckgo.com:443",
];

/// A host that only this proxy knows.
const INTRANET: &str = "twinlock.intranet.example";

type Shared = Arc<Recorder>;

#[derive(Debug, Default)]
struct Recorder {
    seen: Mutex<Vec<String>>,
    /// Whether nothing is answered any more.
    offline: AtomicBool,
}

impl Site {
    /// Serves the folder that this environment variable names, which a build has filled.
    ///
    /// # Panics
    ///
    /// Where it names none: the page must be built first.
    pub fn of_variable(name: &str) -> Self {
        let folder = std::env::var_os(name).unwrap_or_else(|| {
            panic!("{name} does not name the folder of a built page: `cargo xtask test` sets it")
        });
        let folder = Path::new(&folder);
        assert!(
            folder.join("index.html").is_file(),
            "{name} names {}, which holds no page",
            folder.display()
        );
        Self::start(folder)
    }

    /// Serves this folder on a free port of 127.0.0.1.
    pub fn start(folder: &Path) -> Self {
        let state = Shared::default();
        let headers = Arc::new(HostHeaders::of_folder(folder));
        let router = Router::new()
            .fallback_service(ServeDir::new(folder))
            .layer(from_fn_with_state(headers, add_headers))
            .layer(from_fn_with_state(Arc::clone(&state), record));
        Self {
            server: Server::start(router),
            state,
        }
    }

    /// Answers nothing any more: for the browser, all hosts are gone. What it still asks for is written down.
    pub fn go_offline(&self) {
        self.state.offline.store(true, Ordering::SeqCst);
    }

    /// The address of the page. On localhost the browser offers all it has, as it does over https.
    pub fn url(&self) -> String {
        format!("http://localhost:{}/", self.server.port())
    }

    /// The same page on a host of an intranet without TLS, where the browser offers no `WebCrypto`.
    pub fn plain_url(&self) -> String {
        format!("http://{INTRANET}/")
    }

    /// The address to set as the browser's proxy.
    pub fn proxy(&self) -> String {
        format!("http://127.0.0.1:{}", self.server.port())
    }

    /// Every request so far, as method and address, but for what Chromium asks the net on its own.
    pub fn requests(&self) -> Vec<String> {
        let seen = self.state.seen.lock().unwrap();
        let own = |request: &&String| !OF_THE_BROWSER.iter().any(|host| request.contains(host));
        seen.iter().filter(own).cloned().collect()
    }
}

/// A host sends with each file what the page's own `_headers` tells it to.
async fn add_headers(
    State(headers): State<Arc<HostHeaders>>,
    request: Request,
    next: Next,
) -> Response {
    let of_path = headers.of_path(request.uri().path());
    let mut response = next.run(request).await;
    for (name, value) in of_path {
        let name = HeaderName::try_from(name).unwrap();
        let value = HeaderValue::try_from(value).unwrap();
        response.headers_mut().insert(name, value);
    }
    response
}

async fn record(State(state): State<Shared>, request: Request, next: Next) -> Response {
    let asked = format!("{} {}", request.method(), request.uri());
    state.seen.lock().unwrap().push(asked);
    let offline = state.offline.load(Ordering::SeqCst);
    let own = request
        .uri()
        .host()
        .is_none_or(|host| ["localhost", "127.0.0.1", INTRANET].contains(&host));
    if request.method() == Method::CONNECT || !own || offline {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    next.run(request).await
}
