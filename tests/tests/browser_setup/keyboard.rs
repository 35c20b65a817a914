//! Everything works without a pointer.

use tests::browser::{Page, Window, visit};
use thirtyfour::Key;

use crate::{ZIP, choose_quick_keys, released, wait_until_generated, wait_until_ready};

#[test]
fn the_keyboard_alone_generates_and_downloads() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        page.script("document.activeElement.blur(); window.scrollTo(0, 0);", &[])
            .await;
        tab_to(page, "Generate").await;
        assert!(shows_focus(page).await, "the focus is not to be seen");
        let hide = "document.activeElement.style.cssText = 'outline: none; box-shadow: none'";
        page.script(hide, &[]).await;
        assert!(!shows_focus(page).await, "a hidden focus is taken for one");
        page.key(Key::Enter).await;
        wait_until_generated(page).await;
        tab_to(page, "Download all").await;
        page.key(Key::Space).await;
        page.downloaded(ZIP).await;
    });
}

/// Presses the tabulator until the focus is on the button of this name.
async fn tab_to(page: &Page, name: &str) {
    for _ in 0..400 {
        page.key(Key::Tab).await;
        let focused = page
            .script("return document.activeElement.textContent.trim()", &[])
            .await;
        if focused == name {
            return;
        }
    }
    panic!("the tabulator does not come to {name}");
}

async fn shows_focus(page: &Page) -> bool {
    let style = "
        const style = getComputedStyle(document.activeElement);
        return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0)
            || style.boxShadow !== 'none';";
    page.script(style, &[]).await == true
}
