//! Passwords are asked for in place, as often as needed.

use tests::browser::{Window, visit};
use tests::site::Site;

use crate::material::Material;
use crate::{inspect, wait_until_told};

#[test]
fn a_wrong_password_is_said_and_the_right_one_opens() {
    let material = Material::new("password");
    inspect(Window::Desktop, async |page| {
        page.drop_files(&[("client.pfx", &material.file("client.pfx"))])
            .await;
        wait_until_told(page, "1 locked item").await;
        page.fill("Password", "wrong").await;
        page.press("Open").await;
        page.wait_for_text("Try again; a shell may have changed")
            .await;
        // Nothing that was typed is lost.
        assert_eq!(page.value("Password").await, "wrong");
        page.fill("Password", "secret").await;
        page.press("Open").await;
        wait_until_told(page, "2 certificates, 1 private key").await;
        page.press("client.pfx").await;
        page.wait_for_text("AES-256-CBC").await;
    });
}

/// Chromium asks a server whether passwords have leaked that it takes for those of a login; so it must take none for one.
#[test]
fn no_password_is_taken_for_a_login() {
    let material = Material::new("login");
    let site = Site::of_variable("TWINLOCK_DIST");
    visit(&site, Window::Desktop, async |page| {
        page.press("Inspect").await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
        page.drop_files(&[("client.pfx", &material.file("client.pfx"))])
            .await;
        wait_until_told(page, "1 locked item").await;
        let requests = site.requests();
        page.fill("Password", "secret").await;
        page.press("Open").await;
        wait_until_told(page, "2 certificates, 1 private key").await;
        page.press("Forget all").await;
        page.press("Set up").await;
        page.fill("PFX passphrase", "another passphrase").await;
        page.press("New PFX passphrase").await;
        page.press("Inspect").await;
        page.script("return new Promise(done => setTimeout(done, 2000))", &[])
            .await;
        assert_eq!(site.requests(), requests);
        let fields = "return document.querySelectorAll('[type=password]').length";
        assert_eq!(page.script(fields, &[]).await, 0);
    });
}
