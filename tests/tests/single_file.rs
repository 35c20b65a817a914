//! The page as one file, opened from a disk, where browsers refuse a page every file beside it.
//!
//! `TWINLOCK_SINGLE_FILE` names the file; `cargo xtask test` makes it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

use std::path::Path;

use serde_json::json;
use tests::browser::{Page, Window, visit_address};
use tests::folder;
use tests::single_file;
use tests::site::Site;
use tests::tool::Tool;

const ZIP: &str = "twinlock-api.contoso.example.zip";

/// Opens the file from a folder that holds nothing else, and says what it asked the network for.
fn open(name: &str, user: impl AsyncFnOnce(&Page)) -> Vec<String> {
    let folder = folder::fresh(name);
    let file = folder.join("twinlock.html");
    std::fs::copy(single_file::path(), &file).unwrap();
    let network = Site::start(&folder::fresh(&format!("{name} network")));
    let address = format!("file://{}", file.display());
    visit_address(&network, &address, Window::Desktop, async |page| {
        page.wait_for_text("Worker ready").await;
        user(page).await;
    });
    network.requests()
}

#[test]
fn one_file_makes_a_bundle_and_reads_a_certificate() {
    let folder = folder::fresh("bundle");
    let requests = open("main jobs", async |page| {
        let secure = page.script("return window.isSecureContext", &[]).await;
        assert_eq!(secure, json!(true));
        page.open_section("Keys").await;
        page.choose("Key algorithm", "ECDSA P-256").await;
        page.press("Generate").await;
        page.wait_for_text("What to do next").await;
        page.press("Download all").await;
        unpack(&page.downloaded(ZIP).await, &folder);

        page.press("Inspect").await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
        page.drop_from_outside(&[&folder.join("pki/client.crt")])
            .await;
        page.wait_for_text("1 certificate").await;
        page.wait_for_text(&thumbprint(&folder.join("pki/client.crt")))
            .await;
        assert_eq!(page.console().await, Vec::<String>::new());
        let loaded = "return performance.getEntriesByType('resource').map(entry => entry.name)
            .filter(name => !name.startsWith('blob:') && !name.startsWith('data:'))";
        assert_eq!(page.script(loaded, &[]).await, json!([]));
    });
    assert_eq!(requests, Vec::<String>::new());
}

/// Chromium refuses a page from a disk what is in a folder that is dropped, but not what is in one that is chosen.
#[test]
fn a_dropped_folder_is_not_passed_over_in_silence() {
    let folder = folder::fresh("dropped");
    std::fs::write(folder.join("tls.crt"), "").unwrap();
    open("folder", async |page| {
        page.press("Inspect").await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
        page.drop_from_outside(&[&folder]).await;
        page.wait_for_text("Choose the folder by its button").await;
    });
}

#[test]
fn it_can_reach_nothing() {
    let requests = open("reach", async |page| {
        let own = page.url().await;
        for address in [
            "https://forbidden.example/",
            "http://localhost/",
            own.as_str(),
        ] {
            let ask =
                "return fetch(arguments[0], { mode: 'no-cors' }).then(() => true, () => false)";
            let reached = page.script(ask, &[json!(address)]).await;
            assert_eq!(reached, json!(false), "{address}");
        }
        let said = page.console().await.join("\n");
        assert_eq!(said.matches("connect-src 'none'").count(), 3, "{said}");
    });
    assert_eq!(requests, Vec::<String>::new());
}

#[test]
fn the_licences_are_inside_as_they_are_beside_the_hosted_page() {
    let beside =
        std::fs::read_to_string(single_file::path().with_file_name("licences.txt")).unwrap();
    let expected = beside.clone();
    open("licences", async move |page| {
        let inside = page
            .script("return window['./licences.txt'].text()", &[])
            .await;
        assert_eq!(inside.as_str(), Some(expected.as_str()));
    });
    for part in ["leptos 0.", "rust-std 1.", "Permission is hereby granted"] {
        assert!(beside.contains(part), "{part}");
    }
}

fn unpack(zip: &Path, folder: &Path) {
    Tool::new("python3")
        .args(["-m", "zipfile", "-e"])
        .args([zip, folder])
        .succeed();
    Tool::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .within(folder)
        .succeed();
    Tool::new("openssl")
        .args([
            "verify",
            "-x509_strict",
            "-CAfile",
            "pki/ca.crt",
            "pki/client.crt",
        ])
        .within(folder)
        .succeed();
}

/// Of SHA-1, as the report writes it: digits alone.
fn thumbprint(certificate: &Path) -> String {
    let printed = Tool::new("openssl")
        .args(["x509", "-noout", "-fingerprint", "-sha1", "-in"])
        .args([certificate])
        .succeed();
    let (_, digits) = printed.trim().split_once('=').unwrap();
    digits.replace(':', "")
}
