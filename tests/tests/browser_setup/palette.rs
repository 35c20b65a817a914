//! Commands by their name, keys, undo and redo, and what a first visit is told.

use serde_json::json;
use tests::browser::{Page, Window, visit};
use thirtyfour::Key;

use crate::{ZIP, choose_quick_keys, released, wait_until_generated, wait_until_ready};

/// What the palette lists, name by name.
const LISTED: &str = "return [...document.querySelectorAll('#palette [role=option]')]
    .map(line => line.firstElementChild.textContent)";
/// The line that Enter takes, as assistive technology hears of it.
const ACTIVE: &str = "const query = document.querySelector('#palette [role=combobox]');
    const line = document.getElementById(query.getAttribute('aria-activedescendant'));
    return line.getAttribute('aria-selected') + ' ' + line.firstElementChild.textContent";
/// The id of what has the focus.
const FOCUSED: &str = "return document.activeElement.id";

#[test]
fn everything_is_found_by_its_name_and_the_keyboard_alone() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        page.chord(&[Key::Control], 'k').await;
        // A field of a closed section.
        page.type_text("probe").await;
        page.wait("the field is not found", async || {
            page.script(ACTIVE, &[]).await == "true Probe path"
        })
        .await;
        page.key(Key::Enter).await;
        wait_for_focus(page, "field-kubernetes-probe-path").await;

        // A file, by its folder, from the second line of the list.
        page.chord(&[Key::Control], 'k').await;
        page.type_text("kubernetes yaml").await;
        let listed = page.script(LISTED, &[]).await;
        assert!(listed.as_array().unwrap().len() > 1, "{listed}");
        page.key(Key::Down).await;
        assert_eq!(
            page.script(ACTIVE, &[]).await,
            format!("true {}", listed[1].as_str().unwrap())
        );
        page.key(Key::Up).await;
        page.key(Key::Enter).await;
        let opened = listed[0].as_str().unwrap();
        page.wait("the file is not shown", async || {
            let title = "return document.getElementById('panel-title')?.textContent";
            let shown = page.script(title, &[]).await;
            shown.as_str().is_some_and(|title| title.ends_with(opened))
        })
        .await;

        // A command, and another from another page.
        page.chord(&[Key::Control], 'k').await;
        page.type_text("generate").await;
        page.key(Key::Enter).await;
        wait_until_generated(page).await;
        page.chord(&[Key::Control], 'k').await;
        page.type_text("inspect").await;
        page.key(Key::Enter).await;
        page.wait_for_text("Drop whatever has a certificate in it")
            .await;
        page.chord(&[Key::Control], 'k').await;
        page.type_text("download all").await;
        page.key(Key::Enter).await;
        page.downloaded(ZIP).await;
    });
}

#[test]
fn the_palette_says_where_nothing_is_found_and_gives_the_focus_back() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.script("document.getElementById('field-caller').focus()", &[])
            .await;
        page.chord(&[Key::Control], 'k').await;
        page.type_text("zzz").await;
        page.wait_for_text("Nothing here is called that.").await;
        assert_eq!(page.script(LISTED, &[]).await, json!([]));
        page.key(Key::Enter).await;
        page.key(Key::Escape).await;
        wait_for_focus(page, "field-caller").await;

        page.chord(&[Key::Control], '/').await;
        page.wait_for_text("Keyboard shortcuts").await;
        page.wait_for_text("Ctrl+Shift+Z").await;
        page.press("Close").await;
        wait_for_focus(page, "field-caller").await;
    });
}

#[test]
fn what_was_typed_and_chosen_is_undone_and_redone_step_by_step() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.open_section("Names").await;
        page.open_section("Keys").await;
        assert_eq!(can_undo_and_redo(page).await, json!([false, false]));
        let client = page.value("Client name").await;
        let before = page.value("Key algorithm").await;
        page.fill("Client name", "one.contoso.example").await;
        page.choose("Key algorithm", "ECDSA P-256").await;
        page.fill("Server host names", "two.contoso.example").await;
        undo_until(page, "Undone: Server host names").await;
        // Typing is one step, unless it rests in between.
        undo_until(page, "Undone: Key algorithm").await;
        wait_for_focus(page, "field-keys-all").await;
        assert_eq!(can_undo_and_redo(page).await, json!([true, true]));
        while can_undo_and_redo(page).await == json!([true, true]) {
            page.press("Undo").await;
        }
        assert_eq!(page.value("Client name").await, client);
        assert_eq!(can_undo_and_redo(page).await, json!([false, true]));
        while page.value("Key algorithm").await == before {
            page.chord(&[Key::Control, Key::Shift], 'z').await;
        }
        page.wait("the client's name is not redone", async || {
            page.value("Client name").await == "one.contoso.example"
        })
        .await;
        // What is typed now ends what could be redone.
        page.fill("Client name", "three.contoso.example").await;
        assert_eq!(can_undo_and_redo(page).await, json!([true, false]));
    });
}

#[test]
fn a_first_visit_is_told_what_to_do_first_and_the_next_one_is_not() {
    const HINT: &str = "New here?";
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        page.wait_for_text(HINT).await;
        page.press("Got it").await;
        wait_for_focus(page, "form-title").await;
        assert!(!page.text().await.contains(HINT));
        page.reload().await;
        wait_until_ready(page).await;
        assert!(!page.text().await.contains(HINT));
    });
}

#[test]
fn terms_are_explained_where_they_stand_with_their_source() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        crate::generate(page).await;
        let source = "RFC 5280, 4.1.2.2";
        assert!(!page.text().await.contains(source));
        page.press("Explain terms").await;
        page.wait_for_text(source).await;
        page.press("Explain terms").await;
        assert!(!page.text().await.contains(source));
    });
}

/// Presses Ctrl+Z until the page says this.
async fn undo_until(page: &Page, said: &str) {
    for _ in 0..40 {
        page.chord(&[Key::Control], 'z').await;
        if page.text().await.contains(said) {
            return;
        }
    }
    panic!("{said:?} is not said");
}

async fn wait_for_focus(page: &Page, id: &str) {
    page.wait("the focus is elsewhere", async || {
        page.script(FOCUSED, &[]).await == id
    })
    .await;
}

async fn can_undo_and_redo(page: &Page) -> serde_json::Value {
    let buttons =
        "return [...document.querySelectorAll('.undo button')].map(button => !button.disabled)";
    page.script(buttons, &[]).await
}
