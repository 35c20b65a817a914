//! Forget everything: no octets of a private key are left in any memory of the page. They are looked for where they
//! are, too, so that finding none says something.

use std::fs::File;

use serde_json::json;
use tests::browser::{Page, Window, visit};
use tests::memory::{Memory, Secret};
use tests::tool::Tool;
use zip::ZipArchive;

use crate::{ZIP, generate, released, wait_until_ready};

/// Shows what the file of this path holds, once it stands in the output.
const UNMASK: &str = "
const title = document.querySelector('#panel-title');
const show = document.querySelector('.blank .button');
if (title?.textContent !== arguments[0] || show?.textContent.trim() !== 'Show') return false;
show.click();
return true;
";

/// What is forgotten from a host with TLS, where the browser makes the keys.
#[test]
fn nothing_of_keys_that_the_browser_made_is_left() {
    for algorithm in ["RSA 2048", "ECDSA P-256", "Ed25519"] {
        assert_forgotten(algorithm, false);
    }
}

/// Without TLS all of the keys' numbers have been in the worker's memory.
#[test]
fn nothing_of_keys_that_were_made_in_rust_is_left() {
    for algorithm in ["RSA 2048", "ECDSA P-256", "ECDSA P-384", "Ed25519"] {
        assert_forgotten(algorithm, true);
    }
}

fn assert_forgotten(algorithm: &str, plain: bool) {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        if plain {
            page.open(&site.plain_url()).await;
        }
        page.reload_watched().await;
        wait_until_ready(page).await;
        page.open_section("Keys").await;
        page.choose("Key algorithm", algorithm).await;
        generate(page).await;
        let passphrase = page.value("CA key passphrase").await;
        let (client, secrets) = saved(page, &passphrase).await;
        settle(page).await;
        for worker in &page.look_for(&secrets, 2).await[1..] {
            assert_eq!(worker.found, [""; 0], "{algorithm}: after the answer");
        }

        show(page, &client).await;
        let memories = page.look_for(&secrets, 3).await;
        let [in_page, others @ .., inspector] = &memories[..] else {
            panic!("not as many workers as asked");
        };
        for memory in [in_page, inspector] {
            assert!(finds(memory, "client key"), "{algorithm}: {memory:?}");
        }
        for worker in others {
            assert_eq!(worker.found, [""; 0], "{algorithm}: when keys are shown");
        }

        let requests = site.requests();
        page.press("Set up").await;
        page.press("Settings").await;
        page.press("Forget everything").await;
        page.press("Forget everything").await;
        page.wait_for_text("Everything is forgotten").await;
        settle(page).await;
        for memory in page.look_for(&secrets, 2).await {
            assert!(memory.octets > 1 << 20);
            assert_eq!(memory.found, [""; 0], "{algorithm}");
        }
        let faults = page.text().await.contains("because of a fault");
        assert!(!faults, "a worker has stopped");
        assert_eq!(site.requests(), requests, "forgetting made requests");
    });
}

/// Whether any run of a secret of this name was found.
fn finds(memory: &Memory, name: &str) -> bool {
    memory.found.iter().any(|found| found.starts_with(name))
}

/// Saves everything; the client's key as text, and what nobody else may know.
async fn saved(page: &Page, passphrase: &str) -> (String, Vec<Secret>) {
    page.press("Download ca.key").await;
    page.press("Download all").await;
    let mut archive = ZipArchive::new(File::open(page.downloaded(ZIP).await).unwrap()).unwrap();
    let mut text = |path: &str| {
        let file = archive.by_name(path).unwrap();
        std::io::read_to_string(file).unwrap()
    };
    let (client, server) = (text("pki/client.key"), text("pki/server.key"));
    let ca = Tool::new("openssl")
        .args(["pkcs8", "-passin", "env:PASSPHRASE", "-in"])
        .args([page.downloaded("ca.key").await])
        .env("PASSPHRASE", passphrase)
        .succeed();
    let ca = ca.trim_end().to_owned() + "\n";
    let mut secrets = vec![Secret::new("CA key passphrase", passphrase.as_bytes())];
    for (name, key) in [
        ("client key", &client),
        ("server key", &server),
        ("CA key", &ca),
    ] {
        secrets.extend(Secret::of_key(name, key));
    }
    (client, secrets)
}

/// Shows keys wherever the page shows any: as a file, in a Secret, in Inspect as octets, and in another form.
async fn show(page: &Page, client: &str) {
    for (path, secret) in [
        (
            "kubernetes/10-secrets.yaml",
            "tls.key: LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t",
        ),
        ("pki/client.key", "BEGIN PRIVATE KEY"),
    ] {
        page.show_file(path).await;
        page.wait("it has no button to be shown", async || {
            page.script(UNMASK, &[json!(path)]).await == json!(true)
        })
        .await;
        page.wait_for_text(secret).await;
    }
    page.press("Inspect").await;
    page.wait_for_text("Drop whatever has a certificate in it")
        .await;
    let paste = "document.querySelector('#pasted').value = arguments[0]";
    page.script(paste, &[json!(client)]).await;
    page.press("Read text").await;
    page.wait_for_text("private key in PKCS#8").await;
    page.press("ASN.1").await;
    page.press("Show the octets").await;
    page.press("Convert").await;
    page.press("Make it").await;
    page.button("Save").await;
}

/// Tasks that were put off until now have ended.
async fn settle(page: &Page) {
    page.script("return new Promise(done => setTimeout(done, 300))", &[])
        .await;
}
