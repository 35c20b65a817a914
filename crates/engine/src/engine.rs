use std::cell::RefCell;

use diagnostics::Finding;
use pki::KeyProvider;

use crate::bundle::{bundle_files, material, quoting};
use crate::calendar::renewal_calendar;
use crate::generate::{Order, Passphrases, generate};
use crate::inspection::{Inspect, Inspected, Inspection};
use crate::judged::{Judged, judge};
use crate::kept_keys::KeptKeys;
use crate::meaning::meaning;
use crate::{Artifact, InRust, Progress, Request, Response, Sheet, archive};

/// Answers requests. Keys made ahead are kept in it between two requests and zeroized with it.
pub struct Engine<K> {
    keys: K,
    kept: KeptKeys,
    inspection: RefCell<Inspection>,
}

impl<K: KeyProvider> Engine<K> {
    /// An engine that takes keys, signatures and randomness from `keys`.
    pub fn new(keys: K) -> Self {
        Self {
            keys,
            kept: KeptKeys::default(),
            inspection: RefCell::default(),
        }
    }

    /// Answers one request. `now_unix` is the time of issuance in seconds since the Unix epoch.
    ///
    /// Requests may run at the same time; one that uses keys waits for those before it.
    pub async fn handle(
        &self,
        request: Request,
        now_unix: i64,
        progress: &dyn Fn(Progress),
    ) -> Response {
        let answer = match request {
            Request::PrepareKeys { algorithms } => self
                .kept
                .prepare(&algorithms, &self.keys, progress)
                .await
                .map(|()| Response::KeysReady),
            Request::Judge {
                plan,
                sound,
                shown,
                issued,
            } => {
                let judged = judge(&plan, sound.as_deref(), shown.as_deref(), issued.as_ref());
                self.with_in_rust(judged).await
            }
            Request::Generate {
                plan,
                pfx_passphrase,
                ca_key_passphrase,
            } => {
                let passphrases = Passphrases {
                    pfx: &pfx_passphrase,
                    ca_key: &ca_key_passphrase,
                };
                self.generate(&plan, passphrases, now_unix, progress).await
            }
            Request::Bundle { plan, artifacts } => {
                zipped(&plan, &artifacts).map(|bytes| Response::Zipped { bytes })
            }
            Request::Inspect(question) => self
                .inspect(*question, now_unix)
                .await
                .map(|answer| Response::Inspected(Box::new(answer))),
        };
        answer.unwrap_or_else(failed)
    }

    /// Adds what the plan alone does not say: which keys the browser does not offer.
    async fn with_in_rust(&self, judged: Result<Judged, Finding>) -> Result<Response, Finding> {
        let mut judged = judged?;
        if let Some(outline) = &mut judged.outline {
            outline.in_rust = InRust::among(outline.algorithms(), &self.keys).await;
        }
        Ok(Response::Judged(Box::new(judged)))
    }

    async fn generate(
        &self,
        plan: &str,
        passphrases: Passphrases<'_>,
        now_unix: i64,
        progress: &dyn Fn(Progress),
    ) -> Result<Response, Finding> {
        let meaning = meaning(plan)?;
        let order = Order::new(&meaning, passphrases);
        let (facts, artifacts) =
            generate(&order, &self.kept, &self.keys, now_unix, progress).await?;
        Ok(Response::Generated {
            quoting: quoting(&meaning.intent, &material(&artifacts)?),
            calendar: renewal_calendar(&facts, now_unix),
            facts,
            artifacts,
        })
    }
}

impl<K: KeyProvider> Engine<K> {
    async fn inspect(&self, question: Inspect, now: i64) -> Result<Inspected, Finding> {
        match question {
            Inspect::Convert(conversion) => {
                // Nothing is borrowed while anything is waited for: requests may run at the same time.
                let order = self.inspection.borrow_mut().order(conversion)?;
                let artifacts = order.make(&self.keys).await?;
                let report = Sheet::of(&order.read_back(&artifacts, now));
                Ok(Inspected::Converted { artifacts, report })
            }
            question => self.inspection.borrow_mut().answer(question, now),
        }
    }
}

fn zipped(plan: &str, artifacts: &[Artifact]) -> Result<Vec<u8>, Finding> {
    let meaning = meaning(plan)?;
    let material = material(artifacts)?;
    archive::zip(&bundle_files(&meaning.intent, &material, plan, artifacts))
}

fn failed(finding: Finding) -> Response {
    Response::Failed { finding }
}

#[cfg(test)]
mod tests;
