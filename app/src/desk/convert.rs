use engine::{Conversion, Inspect, Inspected, Passphrase, Sheet};
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::draw::press;
use super::{Desk, Pane};
use crate::browser::{copied_secret, download};
use crate::state::{file_name, fresh_passphrase};

impl Desk {
    /// Chooses the form that was chosen before, or else the first, of those that are offered.
    pub(super) fn choose_first_form(&self) {
        if self.0.state.borrow().pane != Pane::Convert {
            return;
        }
        let before = self.0.state.borrow().form.clone();
        let mut form = None;
        self.each("[data-form]", |offered| {
            let offered = offered.get_attribute("data-form");
            if form.is_none() || offered.as_deref() == Some(&*before) {
                form = offered;
            }
        });
        self.set_hidden("options", form.is_none());
        if let Some(form) = form {
            self.choose_form(&form);
        }
    }

    /// Chooses a form, and asks for what it needs.
    pub(super) fn choose_form(&self, chosen: &str) {
        chosen.clone_into(&mut self.0.state.borrow_mut().form);
        let mut asks = String::new();
        self.each("[data-form]", |form| {
            let is_chosen = form.get_attribute("data-form").as_deref() == Some(chosen);
            press(form, is_chosen);
            if is_chosen {
                asks = form.get_attribute("data-asks").unwrap_or_default();
            }
        });
        for part in ["friendly-name", "namespace-name", "passphrase"] {
            self.set_hidden(
                &format!("ask-{part}"),
                !asks.split(' ').any(|asked| asked == part),
            );
        }
        self.set_hidden("made", true);
        self.draw("result", &Sheet::default());
    }

    fn field(&self, part: &str) -> Option<HtmlInputElement> {
        self.part(part)?.dyn_into().ok()
    }

    fn is_asked(&self, part: &str) -> bool {
        self.part(&format!("ask-{part}"))
            .is_some_and(|part| !part.hidden())
    }

    /// What stands in a field, where the form asks for it.
    fn answer(&self, part: &str) -> String {
        let field = self.field(part).filter(|_| self.is_asked(part));
        field.map_or_else(String::new, |field| field.value())
    }

    pub(super) fn make_passphrase(&self) {
        if let Some(field) = self.field("passphrase") {
            field.set_value(fresh_passphrase().expose());
        }
    }

    /// Copies the passphrase in the field.
    pub(super) fn copy_passphrase(&self) {
        let passphrase = Passphrase::new(self.answer("passphrase"));
        let desk = self.clone();
        spawn_local(async move {
            let copied = copied_secret::copy(passphrase.expose(), "The passphrase").await;
            desk.say_copied(copied);
        });
    }

    /// Makes files of what is chosen, and shows what they are, read back.
    pub(super) fn convert(&self) {
        let Some(items) = self.0.state.borrow().to_convert() else {
            return;
        };
        self.make(Conversion {
            items,
            form: self.0.state.borrow().form.clone(),
            name: self.answer("friendly-name") + &self.answer("namespace-name"),
            passphrase: Passphrase::new(self.answer("passphrase")),
            same_password: false,
        });
    }

    /// Packs the selected item anew, under the password that opened it.
    pub(super) fn repack(&self, form: String) {
        let items = {
            let mut state = self.0.state.borrow_mut();
            state.pane = Pane::Convert;
            state.form.clone_from(&form);
            state.selected.into_iter().collect()
        };
        // What can be made of it is asked for first, and so drawn before what is made.
        self.refresh();
        self.make(Conversion {
            items,
            form,
            name: String::new(),
            passphrase: Passphrase::new(String::new()),
            same_password: true,
        });
    }

    fn make(&self, conversion: Conversion) {
        self.begin("Converting");
        let desk = self.clone();
        spawn_local(async move {
            let answer = desk.ask(Inspect::Convert(conversion)).await;
            desk.end();
            match answer {
                Ok(Inspected::Converted { artifacts, report }) => {
                    desk.0.state.borrow_mut().made = artifacts;
                    desk.draw_made();
                    desk.draw("result", &report);
                    if let Some(made) = desk.part("made") {
                        // What was made stands below all that could be made.
                        made.scroll_into_view();
                    }
                }
                Ok(_) => {}
                Err(failure) => desk.failed(failure),
            }
        });
    }

    /// A button for each file that was made.
    fn draw_made(&self) {
        let Some(part) = self.part("made") else {
            return;
        };
        part.set_hidden(false);
        part.set_text_content(None);
        let Some(document) = part.owner_document() else {
            return;
        };
        for (index, artifact) in self.0.state.borrow().made.iter().enumerate() {
            if let Ok(button) = document.create_element("button") {
                button.set_class_name("button button--primary");
                button.set_text_content(Some(&format!("Save {}", artifact.path)));
                // An element of the page takes any attribute and child.
                let _ = button.set_attribute("type", "button");
                let _ = button.set_attribute("data-save", &index.to_string());
                let _ = part.append_child(&button);
            }
        }
    }

    /// Saves a file that was made.
    pub(super) fn save(&self, index: usize) {
        let state = self.0.state.borrow();
        let Some(artifact) = state.made.get(index) else {
            return;
        };
        let name = file_name(&artifact.path);
        if download::download(name, &artifact.media_type, &artifact.bytes).is_err() {
            self.tell_failure(&diagnostics::Finding::warning(
                "download-refused",
                "inspect",
                "The browser did not save the file.",
                "Allow downloads for this page and try again.",
            ));
        }
    }
}
