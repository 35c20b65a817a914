//! The page's own files: beside it on a host, inside it where the page is one file.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

/// The file of this name, such as `./worker.js`. From a host it is asked for anew where that says it has changed: a
/// cache must not mix two builds.
pub(crate) async fn get(path: &str) -> Option<Response> {
    if let Some(inside) = inside(path) {
        return Some(inside);
    }
    let window = web_sys::window()?;
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let response = JsFuture::from(window.fetch_with_str_and_init(path, &options)).await;
    let response: Response = response.ok()?.unchecked_into();
    response.ok().then_some(response)
}

/// The file where it is inside of the page. The script of a page that is one file offers it by the same name.
pub(crate) fn inside(path: &str) -> Option<Response> {
    let window = web_sys::window()?;
    let inside = Reflect::get(&window, &JsValue::from_str(path)).ok()?;
    inside.is_object().then(|| inside.unchecked_into())
}

/// The text of a file; none where it cannot be read.
pub(crate) async fn text(file: &Response) -> Option<String> {
    let text = JsFuture::from(file.text().ok()?).await.ok()?;
    text.as_string()
}
