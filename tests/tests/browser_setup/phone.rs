//! On a phone the form stands above the artifacts, and nothing scrolls sideways.

use serde_json::{Value, json};
use tests::browser::{Page, Window, visit};

use crate::{choose_quick_keys, generate, released, wait_until_ready};

#[test]
fn nothing_is_wider_than_a_phone() {
    let site = released();
    visit(&site, Window::Phone, async |page| {
        wait_until_ready(page).await;
        assert_eq!(page.script("return screen.width", &[]).await, json!(390));
        assert_fits(page, "at first").await;
        choose_quick_keys(page).await;
        page.open_section("Names").await;
        page.fill("Client name", "*.contoso.example").await;
        page.wait_for_text("1 error").await;
        let bar = "const bar = document.querySelector('.actions').getBoundingClientRect();
            return [...document.querySelectorAll('.actions button')]
              .filter(button => button.checkVisibility())
              .map(button => button.getBoundingClientRect())
              .filter(button => button.left < bar.left || button.right > bar.right).length";
        assert_eq!(page.script(bar, &[]).await, json!(0), "a button is cut off");
        let push = "document.querySelector('.actions button').style.marginLeft = '-30px'";
        page.script(push, &[]).await;
        assert_eq!(
            page.script(bar, &[]).await,
            json!(1),
            "no button is ever cut off"
        );
        page.fill("Client name", "phone.contoso.example").await;
        let open_all = "document.querySelectorAll('details').forEach(part => part.open = true)";
        page.script(open_all, &[]).await;
        assert_fits(page, "with all sections open").await;
        generate(page).await;
        assert_fits(page, "after Generate").await;
        let wide = "document.querySelector('h1').style.width = '500px'";
        page.script(wide, &[]).await;
        assert_ne!(wider(page).await, json!([]), "nothing is ever too wide");
    });
}

async fn assert_fits(page: &Page, when: &str) {
    assert_eq!(wider(page).await, json!([]), "{when}");
}

/// What stands out to the right, where the page scrolls sideways.
async fn wider(page: &Page) -> Value {
    page.script(
        "const width = screen.width;
             if (document.documentElement.scrollWidth <= width) return [];
             return [...document.querySelectorAll('*')]
               .map(element => [element, Math.round(element.getBoundingClientRect().right)])
               .filter(([, right]) => right > width)
               .map(([element, right]) =>
                 `${right} ${element.tagName} ${element.getAttribute('class')}`)
               .slice(0, 12);",
        &[],
    )
    .await
}
