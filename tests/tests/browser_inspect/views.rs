//! Each way to look at what was given.

use serde_json::json;
use tests::browser::Window;

use crate::material::Material;
use crate::{inspect, wait_until_told};

#[test]
fn text_tree_chains_and_comparison_are_drawn() {
    let material = Material::new("views");
    inspect(Window::Desktop, async |page| {
        material
            .drop_on(page, &["tls.crt", "int.crt", "renewed.crt"])
            .await;
        wait_until_told(page, "3 certificates").await;

        page.press("Text").await;
        let text = material.openssl("x509 -in tls.crt -noout -text");
        page.wait("openssl's text is not shown", async || {
            let shown = page
                .script("return document.querySelector('.dump')?.textContent", &[])
                .await;
            shown == json!(text)
        })
        .await;

        page.press("ASN.1").await;
        page.wait_for_text("commonName").await;
        let lit = page
            .script(
                "const row = [...document.querySelectorAll('.asn1__row')].find(r => r.textContent.includes('commonName'));
                 row.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
                 return [...document.querySelectorAll('.hex .lit')].length;",
                &[],
            )
            .await;
        assert!(lit.as_u64().unwrap() > 0);

        page.press("Chains").await;
        page.wait("no graph is drawn", async || {
            let nodes = page
                .script(
                    "return document.querySelectorAll('.graph__node').length",
                    &[],
                )
                .await;
            nodes.as_u64().unwrap() >= 4
        })
        .await;
        let missing = page
            .script(
                "return document.querySelectorAll('.graph__node[data-kind=missing]').length",
                &[],
            )
            .await;
        assert_eq!(missing, json!(1), "the root was not given");

        page.press("Compare").await;
        page.wait_for_text("Choose the second certificate").await;
        let script = "[...document.querySelectorAll('.item')].pop().click()";
        page.script(script, &[]).await;
        page.wait_for_text("thumbprint").await;
    });
}

#[test]
fn a_value_is_copied_by_a_click() {
    let material = Material::new("copied");
    inspect(Window::Desktop, async |page| {
        page.drop_files(&[("tls.crt", &material.file("tls.crt"))])
            .await;
        wait_until_told(page, "1 certificate").await;
        page.wait_for_text("Thumbprints").await;
        let copied = page
            .script(
                "const written = [];
                 window.written = written;
                 navigator.clipboard.writeText = async text => { written.push(text); };
                 document.querySelector('button.copy').click();
                 return document.querySelector('button.copy').textContent;",
                &[],
            )
            .await;
        page.wait("nothing is copied", async || {
            page.script("return window.written[0] ?? null", &[]).await == copied
        })
        .await;
    });
}
