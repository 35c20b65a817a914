//! What a worker is started from, kept in memory so that starting it again makes no request.

use diagnostics::Finding;
use js_sys::WebAssembly::{self, Module};
use js_sys::{Array, ArrayBuffer};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Url};

use crate::browser::own_file;

/// The names trunk gives the worker's files.
const SCRIPT: &str = "./worker.js";
const WASM: &str = "./worker_bg.wasm";

/// The script and the WASM of the worker.
pub(super) struct Pieces {
    /// The blob URL of the script. It lives as long as the page.
    pub(super) script_url: String,
    /// The compiled WASM.
    pub(super) module: Module,
    /// The WASM itself, for browsers that hand no compiled module to a worker.
    pub(super) bytes: ArrayBuffer,
}

impl Pieces {
    /// Gets both, and compiles the WASM when its `turn` has come.
    pub(super) async fn load(turn: impl Future<Output = ()>) -> Result<Self, Finding> {
        let script = own_file::get(SCRIPT).await;
        let script = script.ok_or_else(|| unreadable(SCRIPT))?;
        let text = script.text().map_err(|_| unreadable(SCRIPT))?;
        let text = JsFuture::from(text).await.map_err(|_| unreadable(SCRIPT))?;
        let wasm = own_file::get(WASM).await;
        let wasm = wasm.ok_or_else(|| unreadable(WASM))?;
        let bytes = wasm.array_buffer().map_err(|_| unreadable(WASM))?;
        let bytes = JsFuture::from(bytes).await.map_err(|_| unreadable(WASM))?;
        turn.await;
        Self::new(
            &text.as_string().unwrap_or_default(),
            bytes.unchecked_into(),
        )
        .await
    }

    async fn new(script: &str, bytes: ArrayBuffer) -> Result<Self, Finding> {
        let module = JsFuture::from(WebAssembly::compile(&bytes))
            .await
            .map_err(|_| unusable())?;
        Ok(Self {
            script_url: blob_url(script).map_err(|_| unusable())?,
            module: module.unchecked_into(),
            bytes,
        })
    }
}

fn blob_url(script: &str) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("text/javascript");
    let parts = Array::of2(
        &JsValue::from_str(script),
        &JsValue::from_str(include_str!("bootstrap.js")),
    );
    Url::create_object_url_with_blob(&Blob::new_with_str_sequence_and_options(&parts, &options)?)
}

fn unreadable(path: &str) -> Finding {
    Finding::error(
        "worker-unreadable",
        "worker",
        format!(
            "The file {} cannot be loaded, so nothing can be generated.",
            path.trim_start_matches("./")
        ),
        "Check that it stands beside the page on the server and that the connection works, then reload the page.",
    )
}

fn unusable() -> Finding {
    Finding::error(
        "worker-unusable",
        "worker",
        "This browser cannot run the worker, so nothing can be generated.",
        "Use a current version of Chrome, Edge, Firefox or Safari with WebAssembly turned on.",
    )
}
