//! The page Inspect by keyboard.

use serde_json::json;
use tests::browser::{Page, Window};
use thirtyfour::Key;

use crate::material::Material;
use crate::{inspect, wait_until_told};

/// The title of the line of the list, or the name of the row of the tree, that has the focus.
const FOCUSED: &str = "
    const [focused] = [document.activeElement].filter(e => e.matches('.item, .asn1__row'));
    return focused?.querySelector('.item__title, .asn1__name').textContent ?? null";

#[test]
fn the_list_and_the_tree_are_one_stop_each() {
    let material = Material::new("keyboard");
    inspect(Window::Desktop, async |page| {
        material.drop_on(page, &["tls.crt", "int.crt"]).await;
        wait_until_told(page, "2 certificates").await;
        focus(page, "[data-do=forget]").await;
        page.key(Key::Tab).await;
        let first = page.script(FOCUSED, &[]).await;
        assert_eq!(first, json!("api.contoso.example"));
        page.key(Key::Down).await;
        let second = page.script(FOCUSED, &[]).await;
        assert!(second.is_string() && second != first, "{second}");
        page.key(Key::Tab).await;
        assert_eq!(page.script(FOCUSED, &[]).await, json!(null));
        assert_eq!(stops(page, ".item").await, json!(1));

        page.press("ASN.1").await;
        page.wait_for_text("commonName").await;
        assert_eq!(stops(page, ".asn1__row").await, json!(1));
        focus(page, ".asn1__row[tabindex='0']").await;
        page.key(Key::Down).await;
        page.key(Key::Down).await;
        assert_eq!(stops(page, ".asn1__row").await, json!(1));
        assert_ne!(page.script(FOCUSED, &[]).await, json!(null));
    });
}

async fn focus(page: &Page, selector: &str) {
    let script = "document.querySelector(arguments[0]).focus()";
    page.script(script, &[json!(selector)]).await;
}

/// How many of these Tab leads to.
async fn stops(page: &Page, selector: &str) -> serde_json::Value {
    let script =
        "return document.querySelectorAll(arguments[0] + \":not([tabindex='-1'])\").length";
    page.script(script, &[json!(selector)]).await
}
