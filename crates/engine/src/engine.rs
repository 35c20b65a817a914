use diagnostics::Finding;
use pki::KeyProvider;

use crate::generate::{Order, generate};
use crate::kept_keys::KeptKeys;
use crate::{Progress, Request, Response, archive};

/// Answers requests. Keys made ahead are kept in it between two requests and zeroized with it.
pub struct Engine<K> {
    keys: K,
    kept: KeptKeys,
}

impl<K: KeyProvider> Engine<K> {
    /// An engine that takes keys, signatures and randomness from `keys`.
    pub fn new(keys: K) -> Self {
        Self {
            keys,
            kept: KeptKeys::default(),
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
            Request::Generate {
                spec,
                pfx_profile,
                pfx_passphrase,
                ca_key_format,
                ca_key_passphrase,
            } => {
                let order = Order {
                    spec: &spec,
                    pfx_profile,
                    pfx_passphrase: &pfx_passphrase,
                    ca_key_format,
                    ca_key_passphrase: &ca_key_passphrase,
                };
                generate(&order, &self.kept, &self.keys, now_unix, progress).await
            }
            Request::Zip { files } => archive::zip(&files).map(|bytes| Response::Zipped { bytes }),
        };
        answer.unwrap_or_else(failed)
    }
}

fn failed(finding: Finding) -> Response {
    Response::Failed { finding }
}

#[cfg(test)]
mod tests;
