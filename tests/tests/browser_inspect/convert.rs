//! What is made is what other programs read.

use tests::browser::Window;
use tests::tool::Tool;

use crate::material::Material;
use crate::{inspect, wait_until_told};

#[test]
fn a_pfx_is_made_for_api_management_and_openssl_opens_it() {
    let material = Material::new("converted");
    inspect(Window::Desktop, async |page| {
        page.drop_files(&[
            ("tls.crt", &material.file("tls.crt")),
            ("tls.key", &material.file("tls.key")),
        ])
        .await;
        wait_until_told(page, "1 certificate, 1 private key").await;
        page.press("Convert").await;
        page.press("PFX for API Management").await;
        page.fill("Passphrase", "correct horse").await;
        page.press("Copy").await;
        page.wait_for_text("The passphrase is in the clipboard.")
            .await;
        page.press("Clear the clipboard").await;
        page.wait_for_text("The clipboard is cleared.").await;
        page.press("Make it").await;
        page.wait_for_text("pbeWithSHAAnd3-KeyTripleDES-CBC").await;
        page.press("Save api.contoso.example.pfx").await;
        let saved = page.downloaded("api.contoso.example.pfx").await;
        material.put("made.pfx", &std::fs::read(saved).unwrap());
    });
    material.put("password", b"correct horse");
    let read = material.openssl("pkcs12 -in made.pfx -passin file:password -nokeys -clcerts");
    assert!(read.contains("BEGIN CERTIFICATE"), "{read}");
}

#[test]
fn a_pfx_is_packed_anew_for_another_platform_at_one_press() {
    let material = Material::new("repacked");
    inspect(Window::Desktop, async |page| {
        material.drop_on(page, &["client.pfx"]).await;
        page.fill("Password", "secret").await;
        page.press("Open").await;
        wait_until_told(page, "2 certificates, 1 private key").await;
        page.press("client.pfx").await;
        page.press("API Management, any Windows").await;
        page.wait_for_text("pbeWithSHAAnd3-KeyTripleDES-CBC").await;
        page.press("Save api.contoso.example.pfx").await;
        let saved = page.downloaded("api.contoso.example.pfx").await;
        material.put("again.pfx", &std::fs::read(saved).unwrap());
    });
    let read = material.openssl("pkcs12 -in again.pfx -passin pass:secret -nodes");
    assert_eq!(read.matches("BEGIN CERTIFICATE").count(), 2, "{read}");
    assert!(read.contains("friendlyName: client"), "{read}");
}

#[test]
fn several_items_are_converted_at_once_and_saved_as_a_zip() {
    let material = Material::new("several");
    inspect(Window::Desktop, async |page| {
        material
            .drop_on(page, &["root.crt", "int.crt", "tls.crt"])
            .await;
        wait_until_told(page, "3 certificates").await;
        // Until it is known what belongs together, lines may be drawn anew.
        page.wait_for_text("Issued").await;
        page.press_with_control("Contoso_Issuing_CA").await;
        page.wait_for_text("2 items").await;
        page.press("DER, .cer").await;
        page.press("Make it").await;
        page.press("Save converted.zip").await;
        let saved = page.downloaded("converted.zip").await;
        let names = names_in(&std::fs::read(saved).unwrap());
        assert_eq!(names.len(), 3, "{names:?}");
        page.press("Everything").await;
        page.press("Trust store, PFX").await;
        page.fill("Passphrase", "changeit").await;
        page.press("Make it").await;
        page.press("Save api.contoso.example-truststore.p12").await;
        let saved = page.downloaded("api.contoso.example-truststore.p12").await;
        material.put("store.p12", &std::fs::read(saved).unwrap());
    });
    let listed = Tool::new("keytool")
        .args(["-list", "-keystore", "store.p12", "-storepass", "changeit"])
        .within(&material.folder(""))
        .succeed();
    assert_eq!(listed.matches("trustedCertEntry").count(), 3, "{listed}");
}

fn names_in(zip: &[u8]) -> Vec<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zip)).unwrap();
    (0..archive.len())
        .map(|index| {
            archive
                .by_index(index)
                .unwrap()
                .name()
                .unwrap()
                .into_owned()
        })
        .collect()
}
