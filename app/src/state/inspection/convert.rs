use std::sync::Arc;

use engine::{Artifact, Conversion, Inspect, Inspected};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Converted, Inspection};
use crate::browser::download;
use crate::state::file_name;

impl Inspection {
    /// Makes files of the selected item, reads them back and shows what they are.
    pub(crate) fn convert(self, conversion: Conversion) {
        self.converted.set(None);
        self.failures.set(Vec::new());
        self.busy.set(Some("Converting"));
        spawn_local(async move {
            let answer = self.ask(Inspect::Convert(conversion)).await;
            self.busy.set(None);
            match answer {
                Ok(Inspected::Converted { artifacts, report }) => {
                    self.converted.set(Some(Converted {
                        artifacts: Arc::new(artifacts),
                        report: Arc::new(report),
                    }));
                }
                Ok(_) => {}
                Err(failure) => self.failed(failure),
            }
        });
    }

    /// Saves a file that was made.
    pub(crate) fn save(self, artifact: &Artifact) {
        let name = file_name(&artifact.path);
        if download::download(name, &artifact.media_type, &artifact.bytes).is_err() {
            self.failures.update(|failures| failures.push(refused()));
        }
    }
}

fn refused() -> diagnostics::Finding {
    diagnostics::Finding::warning(
        "download-refused",
        "inspect",
        "The browser did not save the file.",
        "Allow downloads for this page and try again.",
    )
}
