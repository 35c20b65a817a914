//! The application behind the ingress: it answers every request with the headers it got.

use axum::http::Request;
use axum::{Json, Router};
use serde_json::{Map, Value, json};

use crate::server::Server;

/// Starts it.
pub fn start() -> Server {
    Server::start(Router::new().fallback(answer))
}

async fn answer(request: Request<axum::body::Body>) -> Json<Value> {
    let headers: Map<String, Value> = request
        .headers()
        .iter()
        .map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.to_string(), Value::String(text))
        })
        .collect();
    Json(json!({
        "method": request.method().as_str(),
        "path": request.uri().path(),
        "headers": headers,
    }))
}
