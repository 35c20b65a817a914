//! The pages can be used by everybody, as far as axe-core can tell.

use tests::axe;
use tests::browser::{Page, Window};

use crate::material::Material;
use crate::{inspect, wait_until_told};

#[test]
fn axe_finds_nothing_on_a_laptop() {
    assert_accessible(Window::Laptop);
}

#[test]
fn axe_finds_nothing_on_a_phone() {
    assert_accessible(Window::Phone);
}

fn assert_accessible(window: Window) {
    let material = Material::new(&format!("axe {window}"));
    inspect(window, async |page| {
        axe::load(page).await;
        assert_none(page, "nothing given").await;
        material
            .drop_on(page, &["client.pfx", "tls.crt", "int.crt"])
            .await;
        wait_until_told(page, "2 certificates, 1 locked item").await;
        assert_none(page, "locked").await;
        page.press("api.contoso.example").await;
        page.wait_for_text("Thumbprints").await;
        for view in ["Report", "Text", "ASN.1", "Chains", "Compare", "Convert"] {
            page.press(view).await;
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            assert_none(page, view).await;
        }
    });
}

async fn assert_none(page: &Page, state: &str) {
    for theme in ["light", "dark"] {
        let script = format!("document.documentElement.dataset.theme = '{theme}'");
        page.script(&script, &[]).await;
        let found = axe::violations(page).await;
        assert!(found.is_empty(), "{state}, {theme}: {found:#?}");
    }
}
