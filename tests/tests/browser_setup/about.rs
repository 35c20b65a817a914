//! What the page says of its own traffic, and of what may be relied on.

use serde_json::json;
use tests::axe;
use tests::browser::{Page, Window, visit};
use thirtyfour::Key;

use crate::{released, wait_until_ready};

#[test]
fn what_the_page_asks_of_the_network_is_counted() {
    let site = released();
    visit(&site, Window::Laptop, async |page| {
        wait_until_ready(page).await;
        page.wait_for_text("0 requests").await;
        page.script("document.querySelector('.network summary').click()", &[])
            .await;
        page.wait_for_text("0 since the worker was ready").await;
        page.script("return fetch('./icon.svg').then(() => true)", &[])
            .await;
        page.wait_for_text("1 since the worker was ready").await;
        page.script("document.querySelector('.network summary').focus()", &[])
            .await;
        page.key(Key::Escape).await;
        let open = "return document.querySelector('.network').open";
        assert_eq!(page.script(open, &[]).await, json!(false));
    });
}

#[test]
fn what_may_be_relied_on_is_said_to_everybody() {
    for window in [Window::Laptop, Window::Phone] {
        let site = released();
        visit(&site, window, async |page| {
            wait_until_ready(page).await;
            axe::load(page).await;
            page.script("document.querySelector('.network summary').click()", &[])
                .await;
            assert_accessible(page).await;
            page.press("What else it protects").await;
            page.wait_for_text("What it cannot protect against").await;
            assert_accessible(page).await;
            page.press("The licences of all").await;
            page.wait_for_text("Apache License").await;
        });
    }
}

async fn assert_accessible(page: &Page) {
    for theme in ["light", "dark"] {
        let script = format!("document.documentElement.dataset.theme = '{theme}'");
        page.script(&script, &[]).await;
        let found = axe::violations(page).await;
        assert!(found.is_empty(), "{theme}: {found:#?}");
    }
}
