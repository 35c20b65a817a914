//! Keys that the browser does not offer are made by Rust, and the page says which before anybody waits for them.

use crate::{Engine, Page, Site, Window, visit_with};

/// Has the workers run in a browser that has no Ed25519, as some have not.
const WITHOUT_ED25519: &str = "
const own = Blob;
const refuse = `
  const own = SubtleCrypto.prototype.generateKey;
  SubtleCrypto.prototype.generateKey = function (algorithm, ...more) {
    return algorithm.name === 'Ed25519'
      ? Promise.reject(new DOMException('no Ed25519', 'NotSupportedError'))
      : own.call(this, algorithm, ...more);
  };
`;
window.Blob = class extends own {
  constructor(parts, options) {
    super(options?.type === 'text/javascript' ? [`{${refuse}}`, ...parts] : parts, options);
  }
};
";

#[test]
fn over_plain_http_all_are_made_by_rust_which_is_said_in_every_engine() {
    for engine in Engine::ALL {
        let site = Site::of_variable("TWINLOCK_DIST");
        visit_with(engine, &site, Window::Desktop, async |page| {
            page.open(&site.plain_url()).await;
            page.wait_for_text("Worker ready").await;
            page.wait_for_text(
                "RSA 4096 is made in Rust: over plain HTTP browsers offer no cryptography. RSA keys take seconds.",
            )
            .await;
            for algorithm in ["Ed25519", "ECDSA P-256"] {
                choose(page, algorithm).await;
                let said = format!(
                    "{algorithm} is made in Rust: over plain HTTP browsers offer no cryptography."
                );
                page.wait_for_text(&said).await;
                assert!(!page.text().await.contains("RSA keys take"), "{engine}");
            }
            page.press("Generate").await;
            page.wait_for_text("\u{a0}s, ECDSA P-256 in Rust").await;
        });
    }
}

#[test]
fn where_the_browser_offers_all_nothing_is_said() {
    for engine in Engine::ALL {
        let site = Site::of_variable("TWINLOCK_DIST");
        visit_with(engine, &site, Window::Desktop, async |page| {
            page.wait_for_text("Worker ready").await;
            for algorithm in ["Ed25519", "ECDSA P-384", "ECDSA P-256"] {
                choose(page, algorithm).await;
                page.press("Generate").await;
                page.wait_for_text("3 certificates issued in").await;
                assert!(
                    !page.text().await.contains("in Rust"),
                    "{engine}, {algorithm}"
                );
            }
        });
    }
}

#[test]
fn a_single_algorithm_that_is_lacking_is_named() {
    let site = Site::of_variable("TWINLOCK_DIST");
    visit_with(Engine::Chromium, &site, Window::Desktop, async |page| {
        page.before_load(WITHOUT_ED25519).await;
        page.reload().await;
        page.wait_for_text("Worker ready").await;
        choose(page, "Ed25519").await;
        page.wait_for_text("Ed25519 is made in Rust: this browser’s cryptography lacks it.")
            .await;
        page.press("Generate").await;
        page.wait_for_text("\u{a0}s, Ed25519 in Rust").await;
        choose(page, "ECDSA P-256").await;
        page.wait("it is still said", async || {
            !page.text().await.contains("made in Rust")
        })
        .await;
        page.press("Generate").await;
        page.wait_for_text("3 certificates issued in").await;
        assert!(!page.text().await.contains("in Rust"));
    });
}

async fn choose(page: &Page, algorithm: &str) {
    page.open_section("Keys").await;
    page.choose("Key algorithm", algorithm).await;
}
