//! The page from a host without TLS, as on an intranet: browsers offer no WebCrypto there, so keys are made in pure
//! Rust.

use tests::browser::{Window, visit};

use crate::{choose_quick_keys, generate, released, wait_until_ready};

#[test]
fn the_form_is_answered_while_keys_are_made_in_pure_rust() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        page.open(&site.plain_url()).await;
        wait_until_ready(page).await;
        page.wait_for_text("This page came over plain HTTP").await;
        let secure = page.script("return window.isSecureContext", &[]).await;
        assert_eq!(secure, serde_json::Value::Bool(false));

        page.open_section("Kubernetes").await;
        page.fill("Ingress name", "first").await;
        page.wait_for_text("Making keys ahead").await;
        page.fill("Ingress name", "typed-meanwhile").await;
        page.wait_for_text("name: typed-meanwhile").await;
        // Three RSA keys of 4096 bits take seconds; the file did not wait for them.
        assert!(page.text().await.contains("Making keys ahead"));

        choose_quick_keys(page).await;
        generate(page).await;
        page.show_file("pki/server.crt").await;
        page.wait_for_text("-----BEGIN CERTIFICATE-----").await;
    });
}
