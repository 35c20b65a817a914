//! Whatever is given is read, however it is given.

use serde_json::json;
use tests::browser::{Page, Window};

use crate::material::Material;
use crate::{inspect, wait_until_told};

#[test]
fn dropped_files_are_listed_and_the_first_certificate_is_reported() {
    let material = Material::new("dropped");
    inspect(Window::Desktop, async |page| {
        material
            .drop_on(page, &["root.crt", "int.crt", "tls.crt", "tls.key"])
            .await;
        wait_until_told(page, "3 certificates, 1 private key").await;
        page.press("api.contoso.example").await;
        let thumbprint = material.openssl("x509 -in tls.crt -noout -fingerprint -sha1");
        let thumbprint = thumbprint
            .trim()
            .split('=')
            .nth(1)
            .unwrap()
            .replace(':', "");
        page.wait_for_text(&thumbprint).await;
        page.wait_for_text("Issued by").await;
    });
}

#[test]
fn pasted_text_is_read_at_once_and_leaves_the_field() {
    let material = Material::new("pasted");
    inspect(Window::Desktop, async |page| {
        paste(page, &material.text("tls.crt").replace('\n', "\n    ")).await;
        wait_until_told(page, "1 certificate").await;
        page.wait_for_text("the block is indented").await;
        let left = page
            .script("return document.querySelector('#pasted').value", &[])
            .await;
        assert_eq!(left, json!(""));
    });
}

#[test]
fn a_dropped_file_is_no_plan_here_and_what_is_forgotten_is_gone() {
    let material = Material::new("forgotten");
    inspect(Window::Desktop, async |page| {
        page.drop_files(&[("nonsense.bin", b"\x00\x01\x02\x03\x04\x05nothing")])
            .await;
        page.wait_for_text("Nothing in it is known").await;
        page.drop_files(&[("a.crt", &material.file("tls.crt"))])
            .await;
        wait_until_told(page, "1 certificate").await;
        page.press("Forget all").await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
    });
}

/// A real drop, by the browser's own hand: a folder has no files, but entries.
#[test]
fn a_dropped_folder_is_read_with_all_below_it() {
    let material = Material::new("folder");
    let certs = material.folder("given/certs");
    std::fs::write(certs.join("tls.crt"), material.file("tls.crt")).unwrap();
    let keys = material.folder("given/certs/private");
    std::fs::write(keys.join("tls.key"), material.file("tls.key")).unwrap();
    inspect(Window::Desktop, async |page| {
        page.drop_from_outside(&[certs.parent().unwrap()]).await;
        wait_until_told(page, "1 certificate, 1 private key").await;
        page.wait_for_text("given/certs/private/tls.key").await;
    });
}

#[test]
fn one_file_is_forgotten_and_the_others_stay() {
    let material = Material::new("forgotten-one");
    inspect(Window::Desktop, async |page| {
        material.drop_on(page, &["tls.crt", "tls.key"]).await;
        wait_until_told(page, "1 certificate, 1 private key").await;
        page.press("tls.key").await;
        page.wait_for_text("private key in PKCS#8").await;
        page.press("Forget this").await;
        page.wait("the key is still there", async || {
            !page.text().await.contains("private key")
        })
        .await;
        wait_until_told(page, "1 certificate").await;
    });
}

#[test]
fn what_a_limit_left_out_is_read_once_more_is_allowed() {
    let material = Material::new("limits");
    inspect(Window::Desktop, async |page| {
        // 64 MiB are the limit of one file.
        let mut large = vec![b' '; 65 << 20];
        large.extend(material.file("tls.crt"));
        std::fs::write(material.folder("large").join("large.pem"), large).unwrap();
        let file = material.folder("large").join("large.pem");
        page.drop_from_outside(&[&file]).await;
        page.wait_for_text("large.pem").await;
        page.press("Allow ten times as much").await;
        wait_until_told(page, "1 certificate").await;
    });
}

async fn paste(page: &Page, text: &str) {
    let script = "
        const area = document.querySelector('#pasted');
        area.focus();
        area.value = arguments[0];
        area.dispatchEvent(new ClipboardEvent('paste', { bubbles: true }));";
    page.script(script, &[json!(text)]).await;
}
