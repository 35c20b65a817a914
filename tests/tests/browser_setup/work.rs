//! Generate shows how far it has come and can be cancelled; keys are made ahead, but not for a page that is merely
//! open.

use std::time::Duration;

use tests::browser::{Page, Window, visit};

use crate::{choose_quick_keys, generate, released, wait_until_ready};

/// The states of the steps of Generate, in their order.
async fn steps(page: &Page) -> Vec<String> {
    let states =
        "return [...document.querySelectorAll('.progress__step')].map(step => step.dataset.state)";
    serde_json::from_value(page.script(states, &[]).await).unwrap()
}

#[test]
fn generate_tells_how_far_it_is_and_cancel_ends_it() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        // Without TLS there is no WebCrypto, and three RSA keys take long enough to look at.
        page.open(&site.plain_url()).await;
        wait_until_ready(page).await;
        page.press("Generate").await;
        page.wait("no step is done", async || {
            steps(page).await.contains(&"done".to_owned())
        })
        .await;
        let shown = steps(page).await;
        assert!(shown.len() > 3, "a step for each key: {shown:?}");
        assert!(shown.contains(&"running".to_owned()), "{shown:?}");
        let elapsed = "return parseFloat(document.querySelector('.progress__time').textContent)";
        let before = page.script(elapsed, &[]).await.as_f64().unwrap();
        page.wait("the time stands still", async || {
            page.script(elapsed, &[]).await.as_f64().unwrap() > before
        })
        .await;

        page.press("Cancel").await;
        page.wait_for_text("Cancelled. Nothing was changed.").await;
        assert_eq!(steps(page).await, Vec::<String>::new());
        page.press("Overview").await;
        page.wait_for_text("Nothing is issued yet").await;

        choose_quick_keys(page).await;
        generate(page).await;
    });
}

#[test]
fn the_first_input_has_keys_made_and_another_algorithm_throws_them_away() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        // Whoever only looks has nothing made.
        tokio::time::sleep(Duration::from_secs(3)).await;
        let idle = page.text().await;
        assert!(!idle.contains("keys ready") && !idle.contains("Making keys"));

        page.open_section("Names").await;
        page.fill("Organization", "Fabrikam").await;
        page.wait_for_text("3 keys ready").await;
        choose_quick_keys(page).await;
        page.wait_for_text("3 keys ready").await;
        generate(page).await;
        let texts = "document.querySelectorAll('details').forEach(part => part.open = true);
            return document.querySelectorAll('.workbench__view')[0].textContent";
        page.wait(
            "the certificates are not of the algorithm chosen last",
            async || {
                let text = page.script(texts, &[]).await;
                text.as_str().unwrap().contains("id-ecPublicKey")
            },
        )
        .await;
        let text = page.script(texts, &[]).await;
        assert!(!text.as_str().unwrap().contains("rsaEncryption"), "{text}");
    });
}
