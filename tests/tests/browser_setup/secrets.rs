//! Keys and passphrases are masked until shown, and stay in the page.

use std::path::PathBuf;

use serde_json::json;
use tests::browser::{Window, visit};

use crate::{choose_quick_keys, generate, released, wait_until_ready};

/// Everything that outlives the page or leaves it: storage, cookies, the address, the caches.
const KEPT: &str = "
return JSON.stringify([
  {...localStorage}, {...sessionStorage}, document.cookie, location.href, document.title,
  history.state, window.name,
]);
";

/// The paths of all that the service worker keeps: the page's own files, and nothing else.
const CACHED: &str = "
return (async () => {
  const stores = await Promise.all((await caches.keys()).map(name => caches.open(name)));
  const kept = await Promise.all(stores.map(cache => cache.keys()));
  return kept.flat().map(request => new URL(request.url).pathname);
})();
";

fn dist() -> PathBuf {
    std::env::var_os("TWINLOCK_DIST").unwrap().into()
}

#[test]
fn keys_are_masked_until_they_are_shown() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        // What each file begins its secret with, in base64 for the secrets of the cluster.
        for (path, secret) in [
            ("pki/client.key", "-----BEGIN PRIVATE KEY-----"),
            ("pki/server.key", "-----BEGIN PRIVATE KEY-----"),
            (
                "kubernetes/10-secrets.yaml",
                "tls.key: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t",
            ),
        ] {
            page.show_file(path).await;
            page.button("Show").await;
            assert!(!page.text().await.contains(secret), "{path} is not masked");
            page.press("Show").await;
            page.wait_for_text(secret).await;
        }
    });
}

#[test]
fn passphrases_are_masked_until_they_are_shown() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Passphrases").await;
        for label in ["PFX passphrase", "CA key passphrase"] {
            let field = page.control(label).await;
            let mask = async || field.css_value("-webkit-text-security").await.unwrap();
            assert_eq!(mask().await, "disc");
            page.press(&format!("Show {label}")).await;
            assert_eq!(mask().await, "none");
            page.press(&format!("Hide {label}")).await;
            assert_eq!(mask().await, "disc");
            let old = page.value(label).await;
            page.press(&format!("New {label}")).await;
            assert_ne!(page.value(label).await, old);
        }
    });
}

#[test]
fn no_secret_outlives_the_page() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        page.open_section("Passphrases").await;
        let secrets = [
            page.value("PFX passphrase").await,
            page.value("CA key passphrase").await,
        ];
        page.open_section("Names").await;
        page.fill("Client name", "changed.contoso.example").await;
        page.wait("the plan is not kept", async || {
            page.script(KEPT, &[])
                .await
                .to_string()
                .contains("changed.contoso.example")
        })
        .await;
        let kept = page.script(KEPT, &[]).await.to_string();
        for secret in secrets
            .iter()
            .map(String::as_str)
            .chain(["PRIVATE KEY", "BEGIN"])
        {
            assert!(!kept.contains(secret), "a secret is kept");
        }
        let databases = page
            .script(
                "return indexedDB.databases().then(found => found.length)",
                &[],
            )
            .await;
        assert_eq!(databases, json!(0));
        let cached = page.script(CACHED, &[]).await;
        let cached: Vec<String> = serde_json::from_value(cached).unwrap();
        let own =
            |path: &String| path == "/" || dist().join(path.trim_start_matches('/')).is_file();
        assert!(cached.iter().all(own), "{cached:?}");

        page.reload().await;
        wait_until_ready(page).await;
        page.open_section("Passphrases").await;
        assert!(!secrets.contains(&page.value("PFX passphrase").await));
        assert!(!page.has_button("Download ca.key").await);
    });
}
