//! Pictures in the page: with the user's names, following the form, and with dates once there are any.

use serde_json::json;
use tests::browser::{Page, Window, visit};

use crate::{choose_quick_keys, generate, released, wait_until_ready};

/// All words of the pictures that are shown.
const WORDS: &str = "
return [...document.querySelectorAll('svg.picture')].filter(picture => picture.checkVisibility())
  .flatMap(picture => [...picture.querySelectorAll('text')]).map(text => text.textContent).join('\\n');
";

/// Words of pictures that are shown and cannot be read: cut off, or smaller than 8 points.
const UNREADABLE: &str = "
return [...document.querySelectorAll('svg.picture')].filter(picture => picture.checkVisibility())
  .flatMap(picture => {
    const frame = picture.getBoundingClientRect();
    return [...picture.querySelectorAll('text')].filter(text => {
      const box = text.getBoundingClientRect();
      return box.height < 10 || box.left < frame.left || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
    });
  }).map(text => text.textContent);
";

async fn words(page: &Page) -> String {
    let words = page.script(WORDS, &[]).await;
    words.as_str().unwrap().to_owned()
}

async fn wait_for(page: &Page, wanted: &str) {
    page.wait(&format!("no picture says {wanted:?}"), async || {
        words(page).await.contains(wanted)
    })
    .await;
}

#[test]
fn the_handshake_has_the_names_of_the_form() {
    let site = released();
    visit(&site, Window::Laptop, async |page| {
        wait_until_ready(page).await;
        page.show_file("pictures/handshake.svg").await;
        wait_for(page, "CertificateVerify").await;
        page.open_section("Names").await;
        page.fill("Server host names", "shop.example").await;
        wait_for(page, "SNI shop.example").await;
        page.press("Source").await;
        page.wait_for_text("<svg xmlns=\"http://www.w3.org/2000/svg\"")
            .await;
        page.press("Download handshake.svg").await;
        let file = page.downloaded("handshake.svg").await;
        let text = std::fs::read_to_string(file).unwrap();
        let read = roxmltree::Document::parse(&text).unwrap();
        assert_eq!(read.root_element().attribute("role"), Some("img"));
        assert!(text.contains("SNI shop.example"));
    });
}

#[test]
fn the_overview_shows_when_to_renew() {
    let site = released();
    visit(&site, Window::Laptop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        page.press("Overview").await;
        wait_for(page, "days from Generate").await;
        generate(page).await;
        wait_for(page, "renew from 20").await;
        assert!(!words(page).await.contains("days from Generate"));
    });
}

#[test]
fn pictures_can_be_read_on_a_laptop() {
    assert_readable(Window::Laptop);
}

#[test]
fn pictures_can_be_read_on_a_phone() {
    assert_readable(Window::Phone);
}

fn assert_readable(window: Window) {
    let site = released();
    visit(&site, window, async |page| {
        wait_until_ready(page).await;
        for (file, wanted) in [
            ("handshake", "CertificateVerify"),
            ("chain", "clientAuth"),
            ("validity", "renew from"),
        ] {
            // On a phone the list is folded.
            let show = "const button = document.querySelector(`button[title=\"${arguments[0]}\"]`);
                button?.click();
                return button !== null;";
            let path = json!(format!("pictures/{file}.svg"));
            page.wait("the file is not listed", async || {
                page.script(show, std::slice::from_ref(&path)).await == json!(true)
            })
            .await;
            wait_for(page, wanted).await;
            let none: [&str; 0] = [];
            assert_eq!(page.script(UNREADABLE, &[]).await, json!(none), "{file}");
        }
    });
}
