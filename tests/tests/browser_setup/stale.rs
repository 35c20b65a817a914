//! An edit that touches a certificate makes the set stale, and no mixed set leaves the page.

use tests::browser::{Window, visit};

use crate::{ZIP, choose_quick_keys, generate, released, wait_until_ready};

#[test]
fn a_mixed_set_is_refused_until_the_plan_is_put_back() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        assert!(!page.text().await.contains("Stale:"));

        page.open_section("Names").await;
        page.fill("Client name", "another.contoso.example").await;
        page.wait_for_text("Stale:").await;
        page.press("Download all").await;
        page.wait_for_text("Download all would mix old certificates with new files")
            .await;
        assert!(!page.has_downloaded(ZIP));

        page.press("Put the plan back").await;
        page.wait("the set is still stale", async || {
            !page.text().await.contains("Stale:")
        })
        .await;
        assert_eq!(page.value("Client name").await, "apim.contoso.example");
        page.press("Download all").await;
        page.downloaded(ZIP).await;
    });
}

#[test]
fn an_edit_that_touches_no_certificate_leaves_them_fresh() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        page.open_section("Kubernetes").await;
        page.fill("Namespace", "apps").await;
        page.show_file("kubernetes/40-ingress.yaml").await;
        page.wait_for_text("namespace: apps").await;
        assert!(!page.text().await.contains("Stale:"));
    });
}

#[test]
fn generating_again_makes_new_certificates() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        page.show_file("pki/client.crt").await;
        page.wait_for_text("-----BEGIN CERTIFICATE-----").await;
        let first = page.text().await;
        page.press("Generate").await;
        page.wait_for_text("What to do next").await;
        page.show_file("pki/client.crt").await;
        page.wait_for_text("-----BEGIN CERTIFICATE-----").await;
        assert_ne!(page.text().await, first);
    });
}

#[test]
fn an_error_elsewhere_hides_nothing_that_is_stale() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        page.open_section("Names").await;
        page.fill("Client name", "another.contoso.example").await;
        page.wait_for_text("Stale:").await;
        page.open_section("Kubernetes").await;
        page.fill("Namespace", "NO NAME").await;
        page.wait_for_text("1 error").await;
        assert!(page.text().await.contains("Stale:"));
    });
}
