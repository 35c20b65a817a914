//! Everything the page itself can say is said, when there is reason and not before. What `plan` and `engine` say
//! their own tests hold.

mod inspect;
mod patches;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use plan::{Plan, to_link};
use regex::Regex;
use serde_json::json;
use tests::browser::{Page, Window, visit};
use tests::folder;
use tests::site::Site;

use crate::{ZIP, choose_quick_keys, generate, released, wait_until_ready};
use patches::{
    HANDS_NO_MODULE_OVER, LOSES_ANSWERS, NO_CLIPBOARD, STOPS_OVER_EVERYTHING, TAKES_NO_MESSAGE,
    UNREADABLE,
};

/// Each code, and a part of its message.
const SAID: &[(&str, &str)] = &[
    ("answer-lost", "too large for this browser to hand over"),
    ("certificates-stale", "has changed since these were made"),
    ("clipboard-refused", "The link was not copied"),
    ("download-refused", "was not saved"),
    ("file-too-large", "at most 1048576 are read"),
    ("file-unreadable", "plan.json cannot be read"),
    (
        "folder-unread",
        "did not let the page read all of what was dropped",
    ),
    (
        "inspect-crashed",
        "What was given before is being read again",
    ),
    ("link-copied", "The link is copied"),
    ("message-unsent", "could not hand the work over"),
    ("plan-from-link", "was loaded from the link"),
    ("plan-imported", "was loaded from plan.json"),
    (
        "plan-put-back",
        "back to what the certificates were made from",
    ),
    ("page-without-tls", "This page came over plain HTTP"),
    ("plan-reset", "back to the recommended settings"),
    (
        "plan-unjudged",
        "stopped twice over what stands in the form",
    ),
    ("preset-set", "has taken the place of your own choices"),
    ("settings-set-aside", "The kept settings were not loaded"),
    ("version-newer", "A newer version of Twinlock is there"),
    ("worker-not-started", "The worker did not start"),
    ("too-many-files", "more files than are read at once"),
    ("worker-of-another-build", "come from different versions"),
    ("worker-restarted", "was started again"),
    (
        "worker-unreadable",
        "cannot be loaded, so nothing can be generated",
    ),
    ("worker-unusable", "This browser cannot run the worker"),
];

/// Judged in unit tests, which need no browser.
const OF_PASSPHRASES: [&str; 4] = [
    "passphrase-empty",
    "passphrase-not-ascii",
    "passphrase-not-bmp",
    "passphrase-short",
];

#[test]
fn no_code_of_the_page_is_forgotten() {
    let finding = Regex::new(r#"Finding::(?:error|warning|note)\(\s*"([a-z-]+)""#).unwrap();
    let mut codes = BTreeSet::new();
    for source in sources(Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../app/src"
    ))) {
        let text = std::fs::read_to_string(source).unwrap();
        // What stands in unit tests is said to nobody.
        let text = text.split("#[cfg(test)]").next().unwrap();
        let found = finding.captures_iter(text);
        codes.extend(found.map(|found| found[1].to_owned()));
    }
    let known = SAID.iter().map(|(code, _)| *code).chain(OF_PASSPHRASES);
    assert_eq!(codes, known.map(str::to_owned).collect());
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = folder
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

/// Nothing of this code is said; then something is done, and it is.
async fn says(page: &Page, code: &str, reason: impl AsyncFnOnce()) {
    let (_, said) = SAID.iter().find(|(known, _)| *known == code).unwrap();
    let text = page.text().await;
    assert!(!text.contains(said), "{code} is said before its time");
    reason().await;
    page.wait_for_text(said).await;
}

#[test]
fn what_settings_say() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        let folder = folder::fresh("settings");
        let file = folder.join("plan.json");
        std::fs::write(&file, plan::to_json(&Plan::default())).unwrap();
        says(page, "plan-imported", async || import(page, &file).await).await;
        std::fs::write(&file, " ".repeat((1 << 20) + 1)).unwrap();
        says(page, "file-too-large", async || import(page, &file).await).await;
        std::fs::write(&file, "{}").unwrap();
        page.script(UNREADABLE, &[]).await;
        says(page, "file-unreadable", async || import(page, &file).await).await;

        page.open_section("Validity").await;
        page.fill("Client certificate validity", "90").await;
        says(page, "preset-set", async || {
            page.press("As in the article").await;
        })
        .await;
        says(page, "plan-reset", async || from_menu(page, "Reset").await).await;
        says(page, "link-copied", async || {
            from_menu(page, "Copy link").await;
        })
        .await;
        page.script(NO_CLIPBOARD, &[]).await;
        says(page, "clipboard-refused", async || {
            from_menu(page, "Copy link").await;
        })
        .await;

        page.fill("Client certificate validity", "91").await;
        let kept = "return JSON.stringify({...localStorage}).includes('91')";
        page.wait("nothing is kept", async || {
            page.script(kept, &[]).await == true
        })
        .await;
        says(page, "settings-set-aside", async || {
            page.open(&format!("{}?without-settings", site.url())).await;
        })
        .await;
        says(page, "plan-from-link", async || {
            let link = to_link(&Plan::default());
            page.open("about:blank").await;
            page.open(&format!("{}#/setup?plan={link}", site.url()))
                .await;
        })
        .await;
    });
}

#[test]
fn what_is_said_of_files() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        choose_quick_keys(page).await;
        generate(page).await;
        page.open_section("Names").await;
        page.press("Findings").await;
        says(page, "certificates-stale", async || {
            page.fill("Client name", "other.contoso.example").await;
        })
        .await;
        says(page, "plan-put-back", async || {
            page.press("Put the plan back").await;
        })
        .await;
        page.script("URL.createObjectURL = () => { throw new Error('no') }", &[])
            .await;
        says(page, "download-refused", async || {
            page.press("Download all").await;
        })
        .await;
        assert!(!page.has_downloaded(ZIP));
    });
}

#[test]
fn what_is_said_of_a_worker_that_cannot_be_had() {
    for (code, file, content) in [
        ("worker-unreadable", "worker_bg.wasm", None),
        ("worker-unusable", "worker_bg.wasm", Some("no WebAssembly")),
        ("worker-not-started", "worker.js", Some("} no script {")),
        (
            "worker-of-another-build",
            "worker.js",
            // The first kind of message, and a text of seven octets.
            Some("self.postMessage([new TextEncoder().encode('\0\x07another')]);"),
        ),
    ] {
        let site = Site::start(&damaged(file, content));
        visit(&site, Window::Desktop, async |page| {
            says(page, code, async || page.press("Findings").await).await;
            page.press("Generate").await;
            page.wait_for_text("Generate waits for 1 error").await;
        });
    }
}

/// The page on a host that has lost a file, or put something else in its place.
fn damaged(file: &str, content: Option<&str>) -> PathBuf {
    let released = std::env::var_os("TWINLOCK_DIST").unwrap();
    let damaged = folder::fresh("damaged");
    for entry in Path::new(&released).read_dir().unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_file() {
            std::fs::copy(entry.path(), damaged.join(entry.file_name())).unwrap();
        }
    }
    match content {
        Some(content) => std::fs::write(damaged.join(file), content).unwrap(),
        None => std::fs::remove_file(damaged.join(file)).unwrap(),
    }
    damaged
}

#[test]
fn what_is_said_of_a_worker_that_fails() {
    let crashing = Site::of_variable("TWINLOCK_CRASH_DIST");
    visit(&crashing, Window::Desktop, async |page| {
        wait_until_ready(page).await;
        says(page, "worker-restarted", async || {
            page.script("window.twinlockCrash('sync')", &[]).await;
        })
        .await;
    });
    let site = released();
    for (code, patch) in [
        ("answer-lost", LOSES_ANSWERS),
        ("message-unsent", TAKES_NO_MESSAGE),
        ("plan-unjudged", STOPS_OVER_EVERYTHING),
    ] {
        visit(&site, Window::Desktop, async |page| {
            page.before_load(patch).await;
            page.reload().await;
            wait_until_ready(page).await;
            page.press("Findings").await;
            says(page, code, async || {
                page.script("window.armed = true", &[]).await;
                page.open_section("Names").await;
                page.fill("Client name", "other.contoso.example").await;
            })
            .await;
            assert_eq!(page.value("Client name").await, "other.contoso.example");
        });
    }
}

/// Where a browser hands no compiled module to a worker, the worker gets the WASM itself.
#[test]
fn a_browser_that_hands_no_module_over_is_served_with_bytes() {
    let site = released();
    visit(&site, Window::Desktop, async |page| {
        page.before_load(HANDS_NO_MODULE_OVER).await;
        page.reload().await;
        wait_until_ready(page).await;
        let refused = page.script("return window.refused", &[]).await;
        assert_eq!(refused, json!(2), "no module was refused");
        choose_quick_keys(page).await;
        generate(page).await;
    });
}

async fn from_menu(page: &Page, item: &str) {
    page.press("Settings").await;
    page.press(item).await;
}

/// Picks a file for "Import plan.json"; the dialog in which a user would do it is the browser's own.
async fn import(page: &Page, file: &Path) {
    let input = page.control("plan.json").await;
    input.send_keys(file.to_str().unwrap()).await.unwrap();
}
