//! The page without a network, and newer versions of it.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use tests::folder;
use tests::tool::Tool;

use crate::{Engine, Page, Site, Window, visit_with};

/// Whether the service worker has kept all files, and answers for them from the next load on.
const KEPT: &str = "
return (async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  return registration?.active?.state === 'activated';
})();
";

/// Waits until the page would open without its host.
pub(crate) async fn wait_until_kept(page: &Page) {
    page.wait("the page is not kept", async || {
        page.script(KEPT, &[]).await == json!(true)
    })
    .await;
}

#[test]
fn a_newer_version_is_offered_and_taken_whole_in_chromium() {
    take_a_newer_version(Engine::Chromium);
}

#[test]
fn a_newer_version_is_offered_and_taken_whole_in_firefox() {
    take_a_newer_version(Engine::Firefox);
}

#[test]
fn a_newer_version_is_offered_and_taken_whole_in_webkit() {
    take_a_newer_version(Engine::WebKit);
}

fn take_a_newer_version(engine: Engine) {
    let folder = copy(engine);
    let site = Site::start(&folder);
    visit_with(engine, &site, Window::Desktop, async |page| {
        wait_until_kept(page).await;
        publish_another(&folder);
        // This visit is still of the version that was kept, and finds the newer one.
        page.open("about:blank").await;
        page.open(&site.url()).await;
        page.wait_for_text("A newer version of Twinlock is there")
            .await;
        assert_eq!(title(page).await, json!("Twinlock"));
        page.wait_for_text("Worker ready").await;
        page.press("Reload").await;
        page.wait("the newer version is not loaded", async || {
            title(page).await == json!("Twinlock, newer")
        })
        .await;
        page.wait_for_text("Worker ready").await;
        assert!(!page.text().await.contains("A newer version"));
    });
}

async fn title(page: &Page) -> serde_json::Value {
    page.script("return document.title", &[]).await
}

/// A copy of the released page.
fn copy(engine: Engine) -> PathBuf {
    let released = std::env::var_os("TWINLOCK_DIST").unwrap();
    let copy = folder::fresh(&format!("versions {engine}"));
    for entry in Path::new(&released).read_dir().unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
    }
    copy
}

/// Puts a page with another title in its place, and a service worker that knows it.
fn publish_another(folder: &Path) {
    let page = folder.join("index.html");
    let script = folder.join("service-worker.js");
    let before = integrity(&page);
    let html = std::fs::read_to_string(&page).unwrap();
    let html = html.replace("<title>Twinlock</title>", "<title>Twinlock, newer</title>");
    std::fs::write(&page, html).unwrap();
    let kept = std::fs::read_to_string(&script).unwrap();
    assert!(kept.contains(&before), "{before} is not in {kept}");
    let kept = kept.replace(&before, &integrity(&page));
    std::fs::write(
        &script,
        kept.replace("const BUILD = \"", "const BUILD = \"newer-"),
    )
    .unwrap();
}

fn integrity(file: &Path) -> String {
    let digest = Tool::new("openssl").args(["dgst", "-sha256", "-binary"]);
    let digest = digest.input(std::fs::read(file).unwrap()).run().stdout;
    format!("sha256-{}", BASE64_STANDARD.encode(digest))
}
