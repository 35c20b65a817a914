use diagnostics::Finding;
use engine::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Content, Issued, Setup, Stale, file_name, settings};
use crate::browser::download;

const ZIP: &str = "application/zip";

impl Setup {
    /// Saves the whole bundle as one zip; or says why that would not be one consistent set.
    pub(crate) fn download_all(self) {
        if self.is_busy() {
            return;
        }
        self.refusal.set(None);
        self.zipping.set(true);
        spawn_local(async move {
            self.settled().await;
            let refusal = self.reason_against_download();
            match (self.issued.get_untracked(), refusal) {
                (Some(issued), None) => self.zip(&issued).await,
                (_, refusal) => self.refusal.set(refusal),
            }
            self.zipping.set(false);
        });
    }

    async fn zip(self, issued: &Issued) {
        let request = Request::Bundle {
            plan: self.plan.with_untracked(settings::to_json),
            artifacts: issued.bundled().cloned().collect(),
        };
        match self.worker.call(request, |_| ()).await {
            Ok(Response::Zipped { bytes }) => self.save_zip(issued, &bytes),
            other => self.say_failure(other),
        }
    }

    fn reason_against_download(self) -> Option<String> {
        if self.issued.with_untracked(Option::is_none) {
            return Some("There are no certificates yet. Press Generate first.".into());
        }
        if let Some(error) = self.errors().first() {
            return Some(format!(
                "The files do not match the form while an error stands: {} Mend it, then press Generate.",
                error.message
            ));
        }
        let finding = self.stale.with_untracked(Stale::finding)?;
        Some(format!(
            "Download all would mix old certificates with new files. {} {}",
            finding.message, finding.hint
        ))
    }

    fn save_zip(self, issued: &Issued, bytes: &[u8]) {
        let name = self.outline.with_untracked(|outline| match outline {
            Some(outline) => format!("twinlock-{}.zip", outline.call_host),
            None => "twinlock.zip".to_owned(),
        });
        if self.save(&name, ZIP, bytes) {
            self.saved.update(|saved| {
                saved.extend(issued.bundled().map(|artifact| artifact.path.clone()));
            });
        }
    }

    /// Saves one file as it is shown.
    pub(crate) fn download_file(self, path: &str) {
        let made = self
            .issued
            .with_untracked(|issued| issued.as_ref()?.artifact(path).cloned());
        let saved = match (made, untrack(|| self.content(path))) {
            (Some(artifact), _) => self.save(
                file_name(&artifact.path),
                &artifact.media_type,
                &artifact.bytes,
            ),
            (None, Content::Text(text)) => {
                self.save(file_name(path), &self.media_type(path), text.as_bytes())
            }
            (None, _) => false,
        };
        if saved {
            self.saved.update(|saved| {
                saved.push(path.to_owned());
            });
        }
    }

    fn media_type(self, path: &str) -> String {
        self.entries.with_untracked(|entries| {
            let entry = entries.iter().find(|entry| entry.path == path);
            entry.map_or_else(|| "text/plain".to_owned(), |entry| entry.media_type.clone())
        })
    }

    /// Hands a file to the browser; says so where that fails.
    pub(crate) fn save(self, name: &str, media_type: &str, bytes: &[u8]) -> bool {
        match download::download(name, media_type, bytes) {
            Ok(()) => true,
            Err(refused) => {
                self.notify(Finding::warning(
                    "download-refused",
                    "page",
                    format!("{name} was not saved."),
                    format!("Try again: {refused}."),
                ));
                false
            }
        }
    }

    /// Saves a calendar with the renewal dates.
    pub(crate) fn download_calendar(self) {
        let calendar = self
            .issued
            .with_untracked(|issued| Some(issued.as_ref()?.calendar.clone()));
        if let Some(calendar) = calendar {
            self.save("renewal.ics", "text/calendar", calendar.as_bytes());
        }
    }
}
