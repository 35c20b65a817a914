//! A worker crashes, in each of the ways it can, and the page goes on.

use serde_json::json;
use tests::browser::{Window, visit};
use tests::site::Site;

use crate::{choose_quick_keys, generate, wait_until_ready};

#[test]
fn a_panic_in_synchronous_code() {
    assert_survives("sync");
}

#[test]
fn a_panic_in_asynchronous_code() {
    assert_survives("async");
}

#[test]
fn exhausted_memory() {
    assert_survives("memory");
}

#[test]
fn the_worker_that_judges_the_form_crashes_in_each_way() {
    for drill in ["sync", "async", "memory"] {
        assert_judging_survives(drill);
    }
}

fn assert_judging_survives(drill: &str) {
    let site = Site::of_variable("TWINLOCK_CRASH_DIST");
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.show_file("kubernetes/40-ingress.yaml").await;
        page.open_section("Kubernetes").await;
        page.fill("Ingress name", "before").await;
        page.wait_for_text("name: before").await;
        let requests = site.requests();

        page.script("window.twinlockCrash(arguments[0], 1)", &[json!(drill)])
            .await;
        page.wait_for_text("was started again").await;
        assert_eq!(page.value("Ingress name").await, "before");
        page.fill("Ingress name", "after").await;
        page.wait_for_text("name: after").await;
        assert_eq!(site.requests(), requests, "the restart made requests");
    });
}

fn assert_survives(drill: &str) {
    let site = Site::of_variable("TWINLOCK_CRASH_DIST");
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        page.open_section("Names").await;
        page.fill("Client name", "kept.contoso.example").await;
        let requests = site.requests();

        page.script("window.twinlockCrash(arguments[0])", &[json!(drill)])
            .await;
        page.wait_for_text("was started again").await;
        // What the fault carried is nobody's business.
        assert!(!page.text().await.contains("the payload of a drill"));
        assert_eq!(page.value("Client name").await, "kept.contoso.example");

        generate(page).await;
        page.show_file("pki/client.crt").await;
        page.wait_for_text("-----BEGIN CERTIFICATE-----").await;
        assert_eq!(site.requests(), requests, "the restart made requests");
    });
}
