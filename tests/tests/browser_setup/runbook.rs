//! The runbook is read in the page, its steps are checked there, and it prints well.

use serde_json::json;
use tests::browser::{Page, Window, visit};
use tests::tool::Tool;
use thirtyfour::Key;

use crate::{released, wait_until_ready};

const NONE: &str = "0 of 7 steps done";
const ONE: &str = "1 of 7 steps done";

/// The check box of the step of this number.
const BOX: &str = "[...document.querySelectorAll('.runbook__check')]
    .find(label => label.textContent.trim() === `Step ${arguments[0]} done`).control";

async fn open(page: &Page) {
    wait_until_ready(page).await;
    page.show_file("README.md").await;
    page.wait_for_text("steps done").await;
}

async fn check(page: &Page, step: u32) {
    page.script(&format!("{BOX}.focus()"), &[json!(step)]).await;
    page.key(Key::Space).await;
}

async fn is_checked(page: &Page, step: u32) -> bool {
    let checked = format!("return {BOX}.checked");
    page.script(&checked, &[json!(step)]).await == json!(true)
}

async fn kept(page: &Page) -> String {
    let kept = page
        .script("return localStorage.getItem('twinlock.runbook') ?? ''", &[])
        .await;
    kept.as_str().unwrap().to_owned()
}

#[test]
fn checked_steps_stay_for_this_host() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        open(page).await;
        page.wait_for_text(NONE).await;
        check(page, 3).await;
        page.wait_for_text(ONE).await;
        assert_eq!(
            kept(page).await,
            "api.contoso.example install-the-ingress-controller"
        );

        page.show_file("kubernetes/40-ingress.yaml").await;
        page.wait_for_text("kind: Ingress").await;
        page.show_file("README.md").await;
        page.wait_for_text(ONE).await;
        assert!(is_checked(page, 3).await && !is_checked(page, 2).await);

        page.reload().await;
        open(page).await;
        page.wait_for_text(ONE).await;
        assert!(is_checked(page, 3).await);

        page.open_section("Names").await;
        page.fill("Server host names", "other.contoso.example")
            .await;
        page.wait_for_text(NONE).await;
        assert!(!is_checked(page, 3).await);

        check(page, 1).await;
        page.wait_for_text(ONE).await;
        page.press("Clear the checks").await;
        page.wait_for_text(NONE).await;
        assert!(!is_checked(page, 1).await);
        assert_eq!(kept(page).await, "");
    });
}

#[test]
fn a_browser_that_stores_nothing_still_has_the_checks_of_this_visit() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        page.before_load(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })",
        )
        .await;
        page.reload().await;
        open(page).await;
        check(page, 2).await;
        page.wait_for_text(ONE).await;
        page.show_file("plan.json").await;
        page.wait_for_text("\"version\": 1").await;
        page.show_file("README.md").await;
        page.wait_for_text(ONE).await;
        assert!(is_checked(page, 2).await);
    });
}

#[test]
fn it_is_read_by_default_and_its_markdown_is_a_switch_away() {
    let site = released();
    visit(&site, Window::Laptop, async |page| {
        open(page).await;
        assert!(!page.text().await.contains("## In short"));
        // A link of the text leads to its step.
        page.press("Test the whole way").await;
        page.wait("the focus stays", async || {
            let focused = page
                .script("return document.activeElement.textContent", &[])
                .await;
            focused == json!("7. Test the whole way")
        })
        .await;
        page.press("Copy the command bash commands/6-test.sh").await;
        page.wait_for_text("Copied").await;
        page.press("Markdown").await;
        page.wait_for_text("## In short").await;
        page.press("Read").await;
        page.wait_for_text(NONE).await;
    });
}

/// It follows what is typed, and what is copied is what stands there.
#[test]
fn commands_are_those_of_the_form() {
    let site = released();
    visit(&site, Window::Laptop, async |page| {
        open(page).await;
        page.open_section("Kubernetes").await;
        page.fill("Namespace", "shop").await;
        page.wait_for_text("kubectl --namespace shop rollout status")
            .await;
        let same = "return [...document.querySelectorAll('.runbook__code')].every(code =>
            code.querySelector('pre').textContent === code.querySelector('button').dataset.copy)";
        assert_eq!(page.script(same, &[]).await, json!(true));
    });
}

#[test]
fn on_paper_stands_the_runbook_alone() {
    let site = released();
    visit(&site, Window::Laptop, async |page| {
        open(page).await;
        page.press("Dark colours").await;
        let text = on_paper(&page.printed().await);
        for words in [
            "Mutual TLS for api.contoso.example",
            "1. Put the CA key away",
            "7. Test the whole way",
            "Step 1 done",
            "Step 7 done",
            "CertificateVerify",
            "bash commands/6-test.sh",
            "Then delete this folder and the CA key.",
        ] {
            assert!(text.contains(words), "{words} is missing:\n{text}");
        }
        for words in [
            "Worker ready",
            "Inspect",
            "Download all",
            "Recommended",
            "Server host names",
            "steps done",
            "Clear the checks",
        ] {
            assert!(!text.contains(words), "{words} is printed:\n{text}");
        }
        let words = |line: &str| line.trim().to_owned();
        for word in ["Copy", "Print", "Markdown", "Read", "40-ingress.yaml"] {
            assert!(
                !text.lines().map(words).any(|line| line == word),
                "{word} is printed"
            );
        }
    });
}

/// The text of a PDF, by another program.
fn on_paper(pdf: &[u8]) -> String {
    assert!(pdf.starts_with(b"%PDF-"));
    Tool::new("pdftotext")
        .args(["-layout", "-", "-"])
        .input(pdf)
        .succeed()
}
