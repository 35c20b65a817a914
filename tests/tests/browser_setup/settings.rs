//! The plan is kept, exported and imported; a broken one loads what it can.

use plan::{Plan, load, to_link};
use serde_json::json;
use tests::browser::{Window, visit};

use crate::{released, wait_until_ready};

#[test]
fn the_plan_survives_a_reload_and_a_reset_takes_it_back() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Names").await;
        page.fill("Client name", "mine.contoso.example").await;
        page.wait("nothing is kept", async || {
            let stored = "return JSON.stringify({...localStorage})";
            page.script(stored, &[])
                .await
                .to_string()
                .contains("mine.contoso.example")
        })
        .await;
        page.reload().await;
        wait_until_ready(page).await;
        page.open_section("Names").await;
        assert_eq!(page.value("Client name").await, "mine.contoso.example");

        page.press("Settings").await;
        page.press("Reset").await;
        page.wait("the plan is not reset", async || {
            page.value("Client name").await == "apim.contoso.example"
        })
        .await;
    });
}

#[test]
fn an_exported_plan_is_the_plan() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Names").await;
        page.fill("Organization", "Zoë & \"Söhne\"").await;
        page.press("Settings").await;
        page.press("Export plan.json").await;
        let text = std::fs::read_to_string(page.downloaded("plan.json").await).unwrap();
        let mut expected = Plan::default();
        expected.names.organization = "Zoë & \"Söhne\"".into();
        assert_eq!(load(&text).value, expected);
    });
}

#[test]
fn a_broken_stored_plan_loads_what_it_can() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        let store = "localStorage.setItem('twinlock.plan', JSON.stringify({
            version: 1, names: { client: 'kept.example', ca: null }, keys: { all: 'rot13' } }));";
        // The page writes its own plan when it is left; the old one must come after.
        page.script(
            &format!("addEventListener('pagehide', () => {{ {store} }});"),
            &[],
        )
        .await;
        page.reload().await;
        wait_until_ready(page).await;
        page.open_section("Names").await;
        assert_eq!(page.value("Client name").await, "kept.example");
        assert_eq!(page.value("CA name").await, Plan::default().names.ca);
        let notices = page
            .script("return document.querySelector('.notices').innerText", &[])
            .await;
        assert!(
            !notices.as_str().unwrap().trim().is_empty(),
            "nothing is said"
        );
    });
}

#[test]
fn another_caller_is_not_called_after_api_management() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Names").await;
        page.open_section("Kubernetes").await;
        let other = plan::Choice::label(plan::Caller::Other);
        page.choose("Caller", other).await;
        page.wait("the client keeps its name", async || {
            page.value("Client name").await == "client.contoso.example"
        })
        .await;
        assert_eq!(page.value("Client CA secret").await, "client-ca");
        // Nothing that is shown or made speaks of API Management any more.
        page.show_file("kubernetes/40-ingress.yaml").await;
        page.wait_for_text("default/client-ca").await;
        assert!(!page.text().await.to_lowercase().contains("apim"));
    });
}

#[test]
fn presets_fill_in_and_say_what_differs() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Validity").await;
        assert_eq!(page.value("Client certificate validity").await, "397");
        page.press("What differs").await;
        let rows = "return [...document.querySelectorAll('.presets__table tbody tr')]
            .map(row => [...row.children].map(cell => cell.textContent.trim()))";
        page.wait("no differences are listed", async || {
            page.script(rows, &[]).await != json!([])
        })
        .await;
        let shown = page.script(rows, &[]).await;
        let differences: Vec<[String; 3]> = plan::differences()
            .into_iter()
            .map(|row| [row.label.to_owned(), row.recommended, row.article])
            .collect();
        assert!(differences.len() > 5);
        assert_eq!(shown, json!(differences));
        page.press("As in the article").await;
        page.wait("nothing is filled in", async || {
            page.value("Client certificate validity").await == "3650"
        })
        .await;
        page.press("Recommended").await;
        page.wait("nothing is put back", async || {
            page.value("Client certificate validity").await == "397"
        })
        .await;
    });
}

#[test]
fn a_link_with_an_error_opens_with_a_default_in_its_place_and_says_so() {
    let site = released();
    let mut plan = Plan::default();
    plan.names.client.clear();
    visit(&site, Window::Desktop, async |page| {
        // A page of its own: a link that is followed in an open page would find files there.
        page.open("about:blank").await;
        page.open(&format!("{}#/setup?plan={}", site.url(), to_link(&plan)))
            .await;
        wait_until_ready(page).await;
        page.wait_for_text("An error stands in the form").await;
        page.wait_for_text("kind: Ingress").await;
        page.wait_for_text("CN=apim\\.contoso\\.example").await;
        page.open_section("Names").await;
        page.fill("Client name", "mended.contoso.example").await;
        page.wait_for_text("CN=mended\\.contoso\\.example").await;
        assert!(!page.text().await.contains("An error stands in the form"));
    });
}
