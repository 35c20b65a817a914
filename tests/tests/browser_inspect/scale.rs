//! Fifty thousand certificates scroll, and reading them can be ended.

use serde_json::json;
use tests::browser::Window;

use crate::material::Material;
use crate::{inspect, wait_until_told};

#[test]
fn fifty_thousand_certificates_are_listed_by_what_is_in_sight() {
    let material = Material::new("scale");
    inspect(Window::Desktop, async |page| {
        let many = material.text("tls.crt").repeat(50_000);
        page.drop_files(&[("many.pem", many.as_bytes())]).await;
        wait_until_told(page, "50000 certificates").await;
        let script = "
            const list = document.querySelector('.items');
            list.scrollTop = list.scrollHeight / 2;
            return null;";
        page.script(script, &[]).await;
        page.wait("the middle of the list is not drawn", async || {
            let shown = page
                .script(
                    "return [...document.querySelectorAll('.item')].map(i => +i.dataset.item)",
                    &[],
                )
                .await;
            let shown = shown.as_array().unwrap();
            shown.len() < 100 && shown.iter().any(|item| item.as_u64().unwrap() > 20_000)
        })
        .await;
    });
}

#[test]
fn reading_can_be_ended_and_what_was_read_before_comes_back() {
    let material = Material::new("ended");
    inspect(Window::Desktop, async |page| {
        page.drop_files(&[("tls.crt", &material.file("tls.crt"))])
            .await;
        wait_until_told(page, "1 certificate").await;
        // Four million rounds keep the worker busy.
        material.openssl("pkcs8 -topk8 -in tls.key -v2prf hmacWithSHA512 -iter 4000000 -passout pass:x -out slow.key");
        page.drop_files(&[("slow.key", &material.file("slow.key"))])
            .await;
        wait_until_told(page, "1 certificate, 1 locked item").await;
        page.fill("Password", "x").await;
        page.press("Open").await;
        page.press("Cancel").await;
        wait_until_told(page, "1 certificate, 1 locked item").await;
        let busy = page
            .script(
                "return document.querySelectorAll('[data-part=spinner]:not([hidden])').length",
                &[],
            )
            .await;
        assert_eq!(busy, json!(0));
    });
}
