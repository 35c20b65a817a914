//! The output shows one file after the other, and nothing goes blank in between.

use serde_json::json;
use tests::browser::{Page, Window, visit};

use crate::{released, wait_until_ready};

/// Counts the frames in which a blank stands in the place of a file.
const WATCH: &str = "
window.blanks = 0;
const look = () => {
  if (document.querySelector('.workbench__view .blank')) window.blanks += 1;
  requestAnimationFrame(look);
};
look();
";

#[test]
fn the_last_file_stays_until_the_next_is_rendered() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.wait_for_text("kind: Ingress").await;
        page.script(WATCH, &[]).await;
        for (path, text) in [
            ("kubernetes/30-service.yaml", "kind: Service"),
            ("commands/6-test.sh", "#!/usr/bin/env bash"),
            ("README.md", "SHA256SUMS"),
            ("kubernetes/40-ingress.yaml", "kind: Ingress"),
            ("plan.json", "\"version\": 1"),
            ("apim/policy.xml", "<policies>"),
        ] {
            page.show_file(path).await;
            page.wait_for_text(text).await;
        }
        assert_eq!(blanks(page).await, json!(0));
        // What Generate makes is a blank before it has; so the watch sees blanks.
        page.show_file("pki/client.key").await;
        page.wait("no blank is seen", async || {
            blanks(page).await.as_u64() > Some(0)
        })
        .await;
    });
}

async fn blanks(page: &Page) -> serde_json::Value {
    page.script("return window.blanks", &[]).await
}
