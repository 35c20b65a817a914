//! From one press to a real nginx that lets the right caller in.

use std::path::Path;

use serde_json::json;
use tests::browser::{Page, Window, visit};
use tests::deployed::Deployed;
use tests::folder;
use tests::tool::Tool;

use crate::{ZIP, generate, released, wait_until_ready};

#[test]
fn one_press_gives_all_that_mutual_tls_needs() {
    let site = released();
    let folder = folder::fresh("one press");
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        assert_scenario(page).await;
        let requests = site.requests();
        let own = format!("GET {}", site.url());
        assert!(
            requests.iter().all(|request| request.starts_with(&own)),
            "{requests:?}"
        );
        assert!(!requests.is_empty());

        generate(page).await;
        let passphrases = passphrases(page).await;
        page.press("Download ca.key").await;
        page.press("Download all").await;
        let zip = page.downloaded(ZIP).await;
        let ca_key = page.downloaded("ca.key").await;
        unpack(&zip, &folder);
        std::fs::copy(ca_key, folder.join("ca.key")).unwrap();
        assert_opens(&folder, &passphrases);

        assert_eq!(site.requests(), requests, "the page made requests");
        let own = page.script(RESOURCES, &[]).await;
        assert!(own.as_u64().unwrap() <= requests.len() as u64, "{own}");
        assert_eq!(errors(page).await, Vec::<String>::new());
        take_picture(page).await;
    });
    assert_works(&folder);
}

#[test]
fn the_page_may_reach_no_host_but_its_own() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        let policy =
            "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content";
        let policy = page.script(policy, &[]).await;
        let policy = policy.as_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        assert!(
            !policy.contains("http") && !policy.contains('*'),
            "{policy}"
        );
        // What the policy forbids does not even leave the browser; what it allows is seen.
        let own = format!("{}?allowed", site.url());
        for (address, name, allowed) in [
            ("https://forbidden.example/", "forbidden.example", false),
            (own.as_str(), "?allowed", true),
        ] {
            let ask = "return fetch(arguments[0]).then(() => true, () => false)";
            assert_eq!(
                page.script(ask, &[json!(address)]).await,
                json!(allowed),
                "{address}"
            );
            let seen = site.requests().iter().any(|request| request.contains(name));
            assert_eq!(seen, allowed, "{address}");
        }
    });
}

/// How many loads the browser itself has counted.
const RESOURCES: &str = "return performance.getEntriesByType('resource').length";

/// The article's scenario stands in the form.
async fn assert_scenario(page: &Page) {
    for section in ["Names", "Keys", "Kubernetes"] {
        page.open_section(section).await;
    }
    for (label, value) in [
        ("Server host names", "api.contoso.example"),
        ("Client name", "apim.contoso.example"),
        ("Namespace", "default"),
        ("Service name", "tinyrest-svc"),
        ("Service port", "8080"),
        ("Container port", "3000"),
    ] {
        assert_eq!(page.value(label).await, value, "{label}");
    }
    let chosen = "return arguments[0].selectedOptions[0].textContent.trim()";
    let algorithm = page.control("Key algorithm").await.to_json().unwrap();
    assert_eq!(page.script(chosen, &[algorithm]).await, "RSA 4096");
}

/// The passphrases of the PFX and of the CA key.
async fn passphrases(page: &Page) -> [String; 2] {
    page.open_section("Passphrases").await;
    let pfx = page.value("PFX passphrase").await;
    let ca_key = page.value("CA key passphrase").await;
    assert_ne!(pfx, ca_key);
    // 120 bits in an alphabet of at most 64 characters.
    for passphrase in [&pfx, &ca_key] {
        assert!(passphrase.len() >= 20 && passphrase.is_ascii(), "too short");
    }
    [pfx, ca_key]
}

async fn errors(page: &Page) -> Vec<String> {
    let console = page.console().await.into_iter();
    console.filter(|line| line.starts_with("SEVERE")).collect()
}

fn unpack(zip: &Path, folder: &Path) {
    Tool::new("python3")
        .args(["-m", "zipfile", "-e"])
        .args([zip, folder])
        .succeed();
    let checked = Tool::new("sha256sum")
        .args(["--check", "--strict", "--quiet", "SHA256SUMS"])
        .within(folder)
        .run();
    assert!(checked.success, "{}", checked.describe());
}

fn assert_opens(folder: &Path, [pfx, ca_key]: &[String; 2]) {
    Tool::new("openssl")
        .args([
            "pkcs12",
            "-noout",
            "-passin",
            "env:PASSPHRASE",
            "-in",
            "pki/client.pfx",
        ])
        .env("PASSPHRASE", pfx)
        .within(folder)
        .succeed();
    let public = Tool::new("openssl")
        .args([
            "pkey",
            "-pubout",
            "-passin",
            "env:PASSPHRASE",
            "-in",
            "ca.key",
        ])
        .env("PASSPHRASE", ca_key)
        .within(folder)
        .succeed();
    let certified = Tool::new("openssl")
        .args(["x509", "-pubkey", "-noout", "-in", "pki/ca.crt"])
        .within(folder)
        .succeed();
    assert_eq!(public, certified);
}

/// The very files of the page, before a real nginx.
fn assert_works(folder: &Path) {
    for (purpose, leaf) in [("sslserver", "server"), ("sslclient", "client")] {
        Tool::new("openssl")
            .args([
                "verify",
                "-x509_strict",
                "-CAfile",
                "pki/ca.crt",
                "-purpose",
                purpose,
            ])
            .args([format!("pki/{leaf}.crt")])
            .within(folder)
            .succeed();
    }
    let deployed = Deployed::new(folder, "api.contoso.example", "/resource").unwrap();
    let without = deployed.without_certificate();
    assert_eq!(without.status, 400);
    assert!(
        without
            .body
            .contains("No required SSL certificate was sent")
    );
    let with = deployed.with("client");
    assert!(with.is_from_application(), "{with:?}");
    assert_eq!(with.seen("ssl-client-verify").unwrap(), "SUCCESS");
    let own = deployed.run_own_test();
    assert!(own.success, "{}", own.describe());
}

/// The picture in the README; without a folder for it, one to look at after the test.
async fn take_picture(page: &Page) {
    page.script("window.scrollTo(0, 0)", &[]).await;
    let folder = match std::env::var_os("TWINLOCK_SCREENSHOTS") {
        Some(folder) => folder.into(),
        None => folder::fresh("pictures"),
    };
    page.picture(&folder.join("setup.png")).await;
}
