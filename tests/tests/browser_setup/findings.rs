//! Bad input is said at its field, in the list of all findings, and by Generate.

use tests::browser::{Page, Window, visit};

use crate::{choose_quick_keys, released, wait_until_generated, wait_until_ready};

#[test]
fn a_bad_host_is_found_and_leads_to_its_field() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        page.open_section("Names").await;
        for host in [
            "",
            "a_b.example",
            "*.contoso.example",
            "x..y",
            "10.0.0.1",
            "$(id).example",
        ] {
            page.fill("Server host names", host).await;
            page.wait(&format!("{host:?} is taken"), async || {
                is_invalid(page).await
            })
            .await;
        }

        page.press("Generate").await;
        let said = page
            .script(
                "return document.querySelector('[role=alert]').innerText",
                &[],
            )
            .await;
        assert!(!said.as_str().unwrap().is_empty(), "Generate says nothing");
        assert!(!page.has_button("Cancel").await, "Generate has begun");

        page.press("Findings").await;
        page.press("Go to Server host names").await;
        page.wait("the field has no focus", async || {
            let focused = "return document.activeElement === arguments[0]";
            let field = page.control("Server host names").await.to_json().unwrap();
            page.script(focused, &[field]).await == true
        })
        .await;

        page.fill("Server host names", "api.contoso.example").await;
        page.wait("the finding stays", async || !is_invalid(page).await)
            .await;
        page.press("Generate").await;
        wait_until_generated(page).await;
    });
}

async fn is_invalid(page: &Page) -> bool {
    let field = page.control("Server host names").await;
    field.attr("aria-invalid").await.unwrap().as_deref() == Some("true")
}

#[test]
fn an_international_name_is_shown_as_punycode() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Names").await;
        page.fill("Server host names", "bücher.contoso.example")
            .await;
        page.wait_for_text("xn--bcher-kva.contoso.example").await;
    });
}

/// In the page the browser turns international names into ASCII, elsewhere the crate `idna` does.
#[test]
fn international_host_names_are_what_they_are_elsewhere() {
    visit(&released(), Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Names").await;
        for host in [
            "bücher.example",
            "BÜCHER.example",
            "faß.example",
            "例え.example",
            "xn--bcher-kva.example",
            "١٢.example",
            "ｗｉｄｅ.example",
            "xn--zzzz--.example",
            "ü_.example",
            "ü%41.example",
            "ü@x.example",
            "ü:80.example",
            "\u{200d}ü.example",
            "☃.example",
            "-ü.example",
        ] {
            // What was judged before is said no more.
            page.fill("Server host names", "fine.example").await;
            page.wait("a host is none", async || !is_invalid(page).await)
                .await;
            page.fill("Server host names", host).await;
            match pki::DnsName::parse(host) {
                Ok(name) => page.wait_for_text(name.as_str()).await,
                Err(_) => {
                    page.wait(&format!("{host:?} is taken"), async || {
                        is_invalid(page).await
                    })
                    .await;
                }
            }
        }
    });
}
