//! Passwords are asked for in place, as often as needed.

use tests::browser::Window;

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
