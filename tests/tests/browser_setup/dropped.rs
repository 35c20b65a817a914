//! A file that is dropped on the page is read, as a plan or as what it is, and never takes the place of the page.

use serde_json::json;
use tests::browser::{Page, Window, visit};

use crate::{released, wait_until_ready};

/// Drops a file of this name and content, or a text where there is no name. Whether the browser was kept from what
/// it does with it.
const DROP: &str = "
const [name, content] = arguments;
const data = new DataTransfer();
if (name) data.items.add(new File([content], name)); else data.items.add(content, 'text/plain');
return ['dragover', 'drop'].map(kind => {
  const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
  document.querySelector('h1').dispatchEvent(event);
  return event.defaultPrevented;
});
";

#[test]
fn a_dropped_file_is_a_plan_or_is_read_on_the_page_inspect() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Names").await;
        page.fill("Client name", "mine.contoso.example").await;
        let wrong = drop_it(page, Some("server.crt"), "-----BEGIN CERTIFICATE-----\n").await;
        assert_eq!(wrong, json!([true, true]));
        page.wait("the file is not read", async || {
            page.text().await.contains("server.crt") && !page.has_button("Generate").await
        })
        .await;
        page.press("Set up").await;
        page.open_section("Names").await;
        assert_eq!(page.value("Client name").await, "mine.contoso.example");

        let plan = r#"{"names":{"client":"dropped.contoso.example"}}"#;
        drop_it(page, Some("plan.json"), plan).await;
        page.wait("the plan is not taken", async || {
            page.value("Client name").await == "dropped.contoso.example"
        })
        .await;
        assert_eq!(drop_it(page, None, "text").await, json!([false, false]));

        drop_it(page, Some("other.json"), "no plan").await;
        page.wait_for_text("the page Inspect reads anything else")
            .await;
    });
}

async fn drop_it(page: &Page, name: Option<&str>, content: &str) -> serde_json::Value {
    page.script(DROP, &[json!(name), json!(content)]).await
}
