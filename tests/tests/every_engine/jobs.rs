//! What users come for.

use std::cell::RefCell;
use std::fs::File;

use serde_json::json;
use tests::tool::{Ended, Tool};
use zip::ZipArchive;

use crate::{Page, Site};

/// The jobs, in the order in which they are done.
pub(crate) const JOBS: [&str; 6] = [
    "start",
    "generate",
    "download",
    "inspect",
    "convert",
    "no request",
];

const ZIP: &str = "twinlock-api.contoso.example.zip";

/// Does them all, and counts how many are done.
pub(crate) async fn all(page: &Page, site: &Site, done: &RefCell<usize>) {
    let next = || *done.borrow_mut() += 1;
    page.wait_for_text("Worker ready").await;
    let loaded = site.requests().len();
    next();
    session(page, done).await;
    let requests = site.requests();
    let made: Vec<_> = requests[loaded..]
        .iter()
        .filter(|it| !is_of_offline(it))
        .collect();
    assert_eq!(made, [] as [&String; 0]);
    next();
}

/// Does those that come after the start.
pub(crate) async fn session(page: &Page, done: &RefCell<usize>) {
    let next = || *done.borrow_mut() += 1;
    generate(page).await;
    next();
    let certificate = download(page).await;
    next();
    inspect(page, &certificate).await;
    next();
    convert(page, &certificate).await;
    next();
}

/// Whether the browser asks whether there is a newer service worker, or the service worker keeps what the page itself
/// does not load.
fn is_of_offline(request: &str) -> bool {
    request.starts_with("GET ")
        && [
            "/service-worker.js",
            "/",
            "/manifest.webmanifest",
            "/licences.txt",
            "/icon.svg",
        ]
        .iter()
        .any(|path| request.ends_with(path))
}

async fn generate(page: &Page) {
    page.open_section("Keys").await;
    page.choose("Key algorithm", "ECDSA P-256").await;
    page.press("Generate").await;
    page.wait_for_text("What to do next").await;
}

/// Downloads all, and returns the client's certificate.
async fn download(page: &Page) -> String {
    page.press("Download all").await;
    let path = page.downloaded(ZIP).await;
    let mut archive = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let file = archive.by_name("pki/client.crt").unwrap();
    std::io::read_to_string(file).unwrap()
}

async fn inspect(page: &Page, certificate: &str) {
    page.press("Inspect").await;
    page.wait_for_text("Drop whatever has a certificate in it")
        .await;
    page.script(
        "document.querySelector('#pasted').value = arguments[0]",
        &[json!(certificate)],
    )
    .await;
    page.press("Read text").await;
    page.wait_for_text("Thumbprints").await;
    let printed = openssl(certificate, &["-noout", "-fingerprint", "-sha256"]).text();
    let thumbprint = printed.trim().rsplit('=').next().unwrap();
    page.wait_for_text(thumbprint).await;
}

/// Makes DER of it, which openssl reads as the same.
async fn convert(page: &Page, certificate: &str) {
    page.press("Convert").await;
    page.press("DER, .cer").await;
    page.press("Make it").await;
    let save = page.button("Save").await.text().await.unwrap();
    page.press(&save).await;
    let path = page.downloaded(save.trim_start_matches("Save ")).await;
    let octets = std::fs::read(path).unwrap();
    let der = openssl(certificate, &["-outform", "DER"]).stdout;
    assert!(octets == der, "{save} is another certificate");
}

fn openssl(certificate: &str, arguments: &[&str]) -> Ended {
    let tool = Tool::new("openssl").args(["x509"]).args(arguments);
    tool.input(certificate).run()
}
