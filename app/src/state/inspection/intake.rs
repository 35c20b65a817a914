use engine::{Inspect, Source};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;
use zeroize::Zeroizing;

use super::Inspection;
use crate::browser::file_reader;

/// What the page is doing while it reads.
const READ: &str = "Reading";
/// What pasted text is called.
const PASTED: &str = "pasted text";

/// Something that was given: kept so that it can be given again.
#[derive(Clone)]
pub(crate) enum Given {
    /// A file. The browser holds it, not the page.
    File(File),
    /// Pasted text.
    Text(Zeroizing<String>),
}

impl Inspection {
    /// Reads what was given, beside what there is.
    pub(crate) fn take(self, given: Vec<Given>) {
        if given.is_empty() {
            return;
        }
        spawn_local(async move {
            if self.read(&given).await {
                self.given.update_value(|all| all.extend(given));
            }
        });
    }

    /// Reads everything again that was read before.
    pub(super) fn read_again(self) {
        let given = self.given.get_value();
        self.selected.set(None);
        self.other.set(None);
        spawn_local(async move {
            let told = self.failures.get_untracked();
            if given.is_empty() {
                self.change(READ, Inspect::Forget { source: None }).await;
            } else {
                self.read(&given).await;
            }
            self.failures.update(|failures| failures.extend(told));
        });
    }

    async fn read(self, given: &[Given]) -> bool {
        self.failures.set(Vec::new());
        self.busy.set(Some(READ));
        let limits = self.limits.get_untracked();
        let mut sources = Vec::new();
        let mut unread = Vec::new();
        for one in given {
            match one {
                Given::Text(text) => sources.push(Source {
                    name: PASTED.to_owned(),
                    bytes: text.as_bytes().to_vec(),
                }),
                Given::File(file) => {
                    let limit = u32::try_from(limits.octets).unwrap_or(u32::MAX);
                    match file_reader::read(file, limit, "inspect").await {
                        Ok(bytes) => sources.push(Source {
                            name: file.name(),
                            bytes,
                        }),
                        Err(finding) => unread.push(finding),
                    }
                }
            }
        }
        let done = sources.is_empty() || self.change(READ, Inspect::Read { sources, limits }).await;
        self.busy.set(None);
        self.failures.update(|failures| failures.extend(unread));
        done
    }
}
