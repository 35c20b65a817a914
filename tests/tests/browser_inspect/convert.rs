//! What is made is what other programs read.

use tests::browser::Window;

use crate::material::Material;
use crate::{drop_files, inspect, wait_until_told};

#[test]
fn a_pfx_is_made_for_api_management_and_openssl_opens_it() {
    let material = Material::new("converted");
    inspect(Window::Desktop, async |page| {
        drop_files(
            page,
            &[
                ("tls.crt", &material.file("tls.crt")),
                ("tls.key", &material.file("tls.key")),
            ],
        )
        .await;
        wait_until_told(page, "1 certificate, 1 private key").await;
        page.press("Convert").await;
        page.press("PFX for API Management").await;
        page.fill("Passphrase", "correct horse").await;
        page.script(
            "document.querySelector('.convert__options [type=submit]').click()",
            &[],
        )
        .await;
        page.wait_for_text("Made, and read back").await;
        page.wait_for_text("pbeWithSHAAnd3-KeyTripleDES-CBC").await;
        page.press("Save api.contoso.example.pfx").await;
        let saved = page.downloaded("api.contoso.example.pfx").await;
        material.put("made.pfx", &std::fs::read(saved).unwrap());
    });
    material.put("password", b"correct horse");
    let read = material.openssl("pkcs12 -in made.pfx -passin file:password -nokeys -clcerts");
    assert!(read.contains("BEGIN CERTIFICATE"), "{read}");
}
