use diagnostics::Finding;
use engine::{Inspect, Passphrase, Source};
use js_sys::Reflect;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, File, FileList, HtmlInputElement, HtmlTextAreaElement};
use zeroize::Zeroizing;

use super::act::target;
use super::{Desk, State};
use crate::browser::dropped_files::LeftOut;
use crate::browser::file_reader;

const READING: &str = "Reading";
/// What pasted text is called.
const PASTED: &str = "pasted text";
/// How much more a user allows at once.
const RAISE: u64 = 10;

/// Something that was given: kept so that it can be given again.
#[derive(Clone)]
pub(crate) enum Given {
    /// A file and its path. The browser holds it, not the page.
    File(String, File),
    /// Pasted text.
    Text(Zeroizing<String>),
}

impl Given {
    /// The files of a list.
    pub(crate) fn all(files: &FileList) -> Vec<Self> {
        (0..files.length())
            .filter_map(|index| files.get(index))
            .map(|file| Self::File(path(&file), file))
            .collect()
    }

    /// Its name and content; a finding where it is larger than `limit` octets or cannot be read.
    async fn source(&self, limit: u64) -> Result<Source, Finding> {
        let (name, bytes) = match self {
            Self::Text(text) => (PASTED.to_owned(), text.as_bytes().to_vec()),
            Self::File(name, file) => {
                let limit = u32::try_from(limit).unwrap_or(u32::MAX);
                (
                    name.clone(),
                    file_reader::read(file, limit, "inspect").await?,
                )
            }
        };
        Ok(Source { name, bytes })
    }
}

/// The path of a file below the folder that was chosen, else its name.
fn path(file: &File) -> String {
    let path = Reflect::get(file, &JsValue::from_str("webkitRelativePath"));
    let path = path.ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}

impl Desk {
    /// Reads what was given, beside what there is. It is said where there was more.
    pub(crate) fn take(&self, given: Vec<Given>, left_out: Option<LeftOut>) {
        let desk = self.clone();
        spawn_local(async move {
            if !given.is_empty() {
                let read = desk.read(given).await;
                desk.0.state.borrow_mut().given.extend(read);
            }
            if let Some(left_out) = left_out {
                desk.tell_failure(&finding(left_out));
            }
        });
    }

    /// Reads the files that were chosen.
    pub(super) fn chosen(&self, event: &Event) {
        let input = target(event).and_then(|input| input.dyn_into::<HtmlInputElement>().ok());
        let Some(input) = input.filter(|input| input.type_() == "file") else {
            return;
        };
        if let Some(files) = input.files() {
            self.take(Given::all(&files), None);
        }
        // The same file can be chosen again.
        input.set_value("");
    }

    /// Reads the text of the field, and empties it.
    pub(super) fn read_pasted(&self) {
        let area = self
            .part("pasted")
            .and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok());
        let Some(area) = area else {
            return;
        };
        let text = Zeroizing::new(area.value());
        if !text.trim().is_empty() {
            area.set_value("");
            self.take(vec![Given::Text(text)], None);
        }
    }

    /// Empties what the page holds, all fields included.
    fn empty(&self) {
        {
            let mut state = self.0.state.borrow_mut();
            *state = State {
                pane: state.pane,
                drawn: state.drawn.wrapping_add(1),
                listed: state.listed.wrapping_add(1),
                forgotten: state.forgotten.wrapping_add(1),
                ..State::default()
            };
        }
        self.each("input, textarea", |field| {
            if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
                field.set_value("");
            } else if let Some(field) = field.dyn_ref::<HtmlTextAreaElement>() {
                field.set_value("");
            }
        });
        for part in ["sheet", "result", "lines", "made", "failures", "said"] {
            self.set_text(part, "");
        }
    }

    /// Throws everything away, whether the worker lives or not.
    pub(crate) fn forget_everything(&self) {
        self.empty();
        self.end();
        self.draw_frame();
    }

    /// Throws everything away.
    pub(super) fn forget(&self) {
        self.empty();
        let desk = self.clone();
        spawn_local(async move {
            desk.change("Forgetting", Inspect::Forget { item: None })
                .await;
        });
    }

    /// Throws away the file that the selected item is in.
    pub(super) fn forget_one(&self) {
        let Some(item) = self.0.state.borrow().selected else {
            return;
        };
        let desk = self.clone();
        spawn_local(async move {
            let question = Inspect::Forget { item: Some(item) };
            desk.change("Forgetting", question).await;
        });
    }

    /// Tries the password on the selected item. It stays in the field until it is right.
    pub(super) fn unlock(&self) {
        let field = self
            .part("password")
            .and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
        let (Some(field), Some(item)) = (field, self.0.state.borrow().selected) else {
            return;
        };
        let question = Inspect::Unlock {
            item,
            password: Passphrase::new(field.value()),
            limits: self.0.state.borrow().limits,
        };
        let desk = self.clone();
        spawn_local(async move {
            if desk.change("Opening", question).await {
                field.set_value("");
            }
        });
    }

    /// Allows ten times the work, and reads everything again.
    pub(super) fn raise_limits(&self) {
        {
            let limits = &mut self.0.state.borrow_mut().limits;
            limits.octets = limits.octets.saturating_mul(RAISE);
            limits.rounds = limits.rounds.saturating_mul(RAISE);
            limits.memory = limits.memory.saturating_mul(2);
            limits.items = limits.items.saturating_mul(10);
            limits.depth = limits.depth.saturating_mul(2);
        }
        self.read_again(None);
    }

    /// Reads everything again that was read before, and then says what went wrong.
    pub(super) fn read_again(&self, told: Option<Finding>) {
        let given = {
            let mut state = self.0.state.borrow_mut();
            let unread = std::mem::take(&mut state.unread);
            { std::mem::take(&mut state.given).into_iter() }
                .chain(unread)
                .collect::<Vec<_>>()
        };
        let desk = self.clone();
        spawn_local(async move {
            desk.change(READING, Inspect::Forget { item: None }).await;
            let read = desk.read(given).await;
            desk.0.state.borrow_mut().given.extend(read);
            if let Some(finding) = told {
                desk.tell_failure(&finding);
            }
        });
    }

    /// Reads what was given; what has been read comes back.
    async fn read(&self, given: Vec<Given>) -> Vec<Given> {
        if given.is_empty() {
            return given;
        }
        self.begin(READING);
        let (limits, forgotten) = {
            let state = self.0.state.borrow();
            (state.limits, state.forgotten)
        };
        let (mut sources, mut read) = (Vec::new(), Vec::new());
        let (mut unread, mut findings) = (Vec::new(), Vec::new());
        for one in given {
            match one.source(limits.octets).await {
                Ok(source) => {
                    sources.push(source);
                    read.push(one);
                }
                Err(finding) => {
                    findings.push(finding);
                    unread.push(one);
                }
            }
        }
        if self.0.state.borrow().forgotten != forgotten {
            return Vec::new();
        }
        // What is too large is read once more is allowed.
        self.0.state.borrow_mut().unread.extend(unread);
        let done = !sources.is_empty()
            && self
                .change(READING, Inspect::Read { sources, limits })
                .await;
        if self.0.state.borrow().forgotten != forgotten {
            return Vec::new();
        }
        self.end();
        self.draw_frame();
        { findings.iter() }.for_each(|finding| self.tell_failure(finding));
        if done { read } else { Vec::new() }
    }
}

fn finding(left_out: LeftOut) -> Finding {
    match left_out {
        LeftOut::TooMany => Finding::warning(
            "too-many-files",
            "inspect",
            "The folder has more files than are read at once; the rest was left out.",
            "Drop its subfolders one by one.",
        ),
        LeftOut::Unread => Finding::warning(
            "folder-unread",
            "inspect",
            "The browser did not let the page read all of what was dropped.",
            "Choose the folder by its button.",
        ),
    }
}
