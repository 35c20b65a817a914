use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use thirtyfour::cdp::Cdp;
use thirtyfour::error::{WebDriverErrorInner, WebDriverResult};
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{Key, WebElement};

use super::Engine;

/// How long the page may take for anything. RSA keys take seconds on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// Finds what a label, a legend or an `aria-label` names, as assistive technology would.
const CONTROL: &str = "
const name = arguments[0];
const shown = element => element.textContent.replace(/\\s+/g, ' ').trim();
for (const label of document.querySelectorAll('label')) {
  if (shown(label) === name && label.control) return label.control;
}
for (const named of document.querySelectorAll('[aria-labelledby]')) {
  const ids = named.getAttribute('aria-labelledby').split(/\\s+/);
  const text = ids.map(id => document.getElementById(id)).filter(Boolean).map(shown).join(' ');
  if (text === name) return named;
}
return document.querySelector(`[aria-label=${CSS.escape(name) && JSON.stringify(name)}]`);
";

/// Finds a button or a link by its name.
const BUTTON: &str = "
const name = arguments[0];
const shown = element =>
  (element.getAttribute('aria-label') ?? element.textContent).replace(/\\s+/g, ' ').trim();
const visible = element => element.checkVisibility();
const all = [...document.querySelectorAll('button, [role=button], a[href], [role=tab], summary')];
const named = test => all.find(element => visible(element) && test(shown(element)));
// Some carry a note behind their name, such as a number of findings.
return named(text => text === name) ?? named(text => text.startsWith(name)) ?? null;
";

/// Opens the part of the form with this title, as a press on its head does.
const SECTION: &str = "
const head = [...document.querySelectorAll('summary')]
  .find(summary => summary.querySelector('h2')?.textContent.trim() === arguments[0]);
if (!head) return false;
if (!head.parentElement.open) head.click();
return true;
";

/// The page in the browser.
#[derive(Clone, Debug)]
pub struct Page {
    engine: Engine,
    session: Arc<SessionHandle>,
    downloads: PathBuf,
}

/// Drops files, given as names and base64, on the page; whether it takes them.
const DROP: &str = "
    const data = new DataTransfer();
    for (const [name, content] of arguments[0]) {
      const octets = Uint8Array.from(atob(content), c => c.charCodeAt(0));
      data.items.add(new File([octets], name));
    }
    return ['dragover', 'drop'].map(kind => {
      const event = new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true });
      document.querySelector('main').dispatchEvent(event);
      return event.defaultPrevented;
    });";

impl Page {
    pub(super) fn new(engine: Engine, session: Arc<SessionHandle>, downloads: PathBuf) -> Self {
        Self {
            engine,
            session,
            downloads,
        }
    }

    /// Opens an address.
    pub async fn open(&self, url: &str) {
        self.session.goto(url).await.unwrap();
    }

    /// Has a script run in every page that is opened or loaded from now on, before its own.
    pub async fn before_load(&self, script: &str) {
        let tools = Cdp::new(Arc::clone(&self.session));
        let command = "Page.addScriptToEvaluateOnNewDocument";
        let added = tools.send_raw(command, json!({ "source": script })).await;
        added.unwrap();
    }

    /// Has the system say this to the page's media queries.
    pub async fn media(&self, features: &[(&str, &str)]) {
        let tools = Cdp::new(Arc::clone(&self.session));
        let features: Vec<_> = features
            .iter()
            .map(|(name, value)| json!({ "name": name, "value": value }))
            .collect();
        let set = tools.send_raw(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        );
        set.await.unwrap();
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        self.session.refresh().await.unwrap();
    }

    /// The address, with what stands after `#`.
    pub async fn url(&self) -> String {
        self.session.current_url().await.unwrap().to_string()
    }

    /// Runs a script and returns what it returns.
    pub async fn script(&self, script: &str, arguments: &[Value]) -> Value {
        let returned = self.session.execute(script, arguments.to_vec()).await;
        returned.unwrap().json().clone()
    }

    async fn element(&self, script: &str, name: &str) -> Option<WebElement> {
        let found = self
            .session
            .execute(script, vec![json!(name)])
            .await
            .unwrap();
        match found.json() {
            Value::Null => None,
            _ => Some(found.element().unwrap()),
        }
    }

    /// The form control of this label.
    ///
    /// # Panics
    ///
    /// Where it does not appear in time.
    pub async fn control(&self, label: &str) -> WebElement {
        self.find(CONTROL, label, "no control is labelled").await
    }

    /// The button or link of this name.
    ///
    /// # Panics
    ///
    /// Where it does not appear in time.
    pub async fn button(&self, name: &str) -> WebElement {
        self.find(BUTTON, name, "no button is named").await
    }

    /// Whether there is a visible button or link of this name now.
    pub async fn has_button(&self, name: &str) -> bool {
        self.element(BUTTON, name).await.is_some()
    }

    async fn find(&self, script: &str, name: &str, missing: &str) -> WebElement {
        let limit = Instant::now() + Duration::from_secs(20);
        loop {
            if let Some(found) = self.element(script, name).await {
                return found;
            }
            assert!(Instant::now() < limit, "{missing} {name:?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Opens a part of the form, where it is closed.
    pub async fn open_section(&self, title: &str) {
        let opened = self.script(SECTION, &[json!(title)]).await;
        assert_eq!(opened, json!(true), "no section {title}");
    }

    /// Shows a file of the bundle.
    pub async fn show_file(&self, path: &str) {
        let script = "return document.querySelector(`button[title=\"${arguments[0]}\"]`)";
        let button = self.find(script, path, "no file is listed as").await;
        button.scroll_into_view().await.unwrap();
        button.click().await.unwrap();
    }

    /// Presses a button, with the pointer. One that is drawn anew meanwhile is pressed where it then stands.
    pub async fn press(&self, name: &str) {
        loop {
            let button = self.button(name).await;
            match pressed(&button).await {
                Err(error) if matches!(*error, WebDriverErrorInner::StaleElementReference(_)) => {}
                other => return other.unwrap(),
            }
        }
    }

    /// Presses a button, with the pointer, while Control is held.
    pub async fn press_with_control(&self, name: &str) {
        let button = self.button(name).await;
        let held = self.session.action_chain().key_down(Key::Control);
        let pressed = held.click_element(&button).key_up(Key::Control);
        pressed.perform().await.unwrap();
    }

    /// Drops files and folders of the machine on the middle of the page, as the user's desktop does.
    pub async fn drop_from_outside(&self, paths: &[&Path]) {
        let tools = Cdp::new(Arc::clone(&self.session));
        for kind in ["dragEnter", "dragOver", "drop"] {
            let data = json!({ "items": [], "files": paths, "dragOperationsMask": 1 });
            let event = json!({ "type": kind, "x": 600, "y": 400, "data": data });
            let sent = tools.send_raw("Input.dispatchDragEvent", event).await;
            sent.unwrap();
        }
    }

    /// Drops files on the page: their names and contents.
    ///
    /// # Panics
    ///
    /// Where the page does not take them.
    pub async fn drop_files(&self, files: &[(&str, &[u8])]) {
        let files: Vec<_> = files
            .iter()
            .map(|(name, content)| json!([name, BASE64_STANDARD.encode(content)]))
            .collect();
        let taken = self.script(DROP, &[json!(files)]).await;
        assert_eq!(taken, json!([true, true]));
    }

    /// Waits for what a selector finds, and presses the first of it, without a pointer.
    pub async fn click(&self, selector: &str) {
        let script =
            "const found = document.querySelector(arguments[0]); found?.click(); return !!found";
        let pressed = async || self.script(script, &[json!(selector)]).await == true;
        self.wait(&format!("{selector} finds nothing"), pressed)
            .await;
    }

    /// Waits until what was drawn last stands still for a while.
    pub async fn settle(&self) {
        let script = "return document.body.innerHTML.length";
        let mut before = self.script(script, &[]).await;
        loop {
            tokio::time::sleep(Duration::from_millis(250)).await;
            let now = self.script(script, &[]).await;
            if now == before {
                return;
            }
            before = now;
        }
    }

    /// Replaces the text of a field, by the keyboard.
    pub async fn fill(&self, label: &str, text: &str) {
        let field = self.control(label).await;
        field.scroll_into_view().await.unwrap();
        field.click().await.unwrap();
        field.send_keys(Key::Control + "a").await.unwrap();
        field.send_keys(Key::Delete).await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// The text in a field, or the value chosen.
    pub async fn value(&self, label: &str) -> String {
        let control = self.control(label).await;
        control.value().await.unwrap().unwrap_or_default()
    }

    /// Picks the choice shown as `choice` from a list.
    pub async fn choose(&self, label: &str, choice: &str) {
        let list = self.control(label).await;
        let chosen = self
            .script(
                "const [list, name] = arguments;
                 const option = [...list.options].find(o => o.textContent.trim() === name);
                 if (!option) return false;
                 list.value = option.value;
                 list.dispatchEvent(new Event('input', { bubbles: true }));
                 list.dispatchEvent(new Event('change', { bubbles: true }));
                 return true;",
                &[list.to_json().unwrap(), json!(choice)],
            )
            .await;
        assert_eq!(chosen, json!(true), "{label} offers no {choice}");
    }

    /// Everything that is shown.
    pub async fn text(&self) -> String {
        let text = self.script("return document.body.innerText", &[]).await;
        text.as_str().unwrap().to_owned()
    }

    /// Waits until this is shown.
    ///
    /// # Panics
    ///
    /// Where it is not in time.
    pub async fn wait_for_text(&self, text: &str) {
        self.wait(&format!("{text:?} is not shown"), async || {
            self.text().await.contains(text)
        })
        .await;
    }

    /// Waits until a condition holds.
    ///
    /// # Panics
    ///
    /// Where it does not in time, with `otherwise` as the message.
    pub async fn wait(&self, otherwise: &str, condition: impl AsyncFn() -> bool) {
        let limit = Instant::now() + PATIENCE;
        while !condition().await {
            assert!(Instant::now() < limit, "{otherwise}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Presses a key wherever the focus is.
    pub async fn key(&self, key: Key) {
        let chain = self.session.action_chain();
        chain.send_keys(key).perform().await.unwrap();
    }

    /// Types where the focus is.
    pub async fn type_text(&self, text: &str) {
        let chain = self.session.action_chain();
        chain.send_keys(text).perform().await.unwrap();
    }

    /// Presses a key while others are held.
    pub async fn chord(&self, held: &[Key], key: char) {
        let mut chain = self.session.action_chain();
        for held in held {
            chain = chain.key_down(held.clone());
        }
        chain = chain.send_keys(key.to_string());
        for held in held {
            chain = chain.key_up(held.clone());
        }
        chain.perform().await.unwrap();
    }

    /// Waits for a whole file of this name and returns its path.
    pub async fn downloaded(&self, name: &str) -> PathBuf {
        let path = self.downloads.join(name);
        self.wait(&format!("{name} is not downloaded"), async || {
            path.metadata().is_ok_and(|file| file.len() > 0)
        })
        .await;
        path
    }

    /// Whether a file of this name has been downloaded, or is being.
    pub fn has_downloaded(&self, name: &str) -> bool {
        self.downloads.join(name).exists()
    }

    /// What the page has written to the browser's console since the last time, errors among it. Chromium alone tells.
    pub async fn console(&self) -> Vec<String> {
        if self.engine != Engine::Chromium {
            return Vec::new();
        }
        let entries = self.session.get_log("browser").await.unwrap();
        entries
            .into_iter()
            .map(|entry| format!("{}: {}", entry.level, entry.message))
            .collect()
    }

    /// The page on paper (A4), as a PDF.
    pub async fn printed(&self) -> Vec<u8> {
        let tools = Cdp::new(Arc::clone(&self.session));
        let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69 });
        let printed = tools.send_raw("Page.printToPDF", paper).await.unwrap();
        base64::prelude::BASE64_STANDARD
            .decode(printed["data"].as_str().unwrap())
            .unwrap()
    }

    /// Writes a picture of the window.
    pub async fn picture(&self, path: &Path) {
        self.session.screenshot(path).await.unwrap();
    }

    /// Keeps what explains a failure.
    pub(super) async fn keep_evidence(&self) {
        let folder = crate::folder::fresh("failed");
        let _ = self.session.screenshot(&folder.join("page.png")).await;
        let console = self.console().await.join("\n");
        let text = self.text().await;
        std::fs::write(folder.join("page.txt"), format!("{text}\n\n{console}\n")).unwrap();
    }
}

async fn pressed(button: &WebElement) -> WebDriverResult<()> {
    button.scroll_into_view().await?;
    button.click().await
}
