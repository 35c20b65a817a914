use engine::{Request, Response};
use leptos::prelude::*;
use leptos::task::spawn_local;
use pki::Algorithm;

use super::Setup;
use crate::browser::worker_bridge::{BridgeError, WorkerState};

/// Keys made while the user fills the form in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum KeysAhead {
    /// There are none.
    None,
    /// They are being made.
    Making {
        /// Which.
        algorithms: Vec<Algorithm>,
        /// Those that were begun.
        begun: Vec<Algorithm>,
        /// Those that are ready.
        made: Vec<Algorithm>,
    },
    /// They are ready in the worker.
    Ready {
        /// Which.
        algorithms: Vec<Algorithm>,
    },
    /// They could not be made; Generate will say why.
    Refused {
        /// Which.
        algorithms: Vec<Algorithm>,
    },
}

impl KeysAhead {
    fn algorithms(&self) -> Option<&[Algorithm]> {
        match self {
            Self::None => None,
            Self::Making { algorithms, .. }
            | Self::Ready { algorithms }
            | Self::Refused { algorithms } => Some(algorithms),
        }
    }
}

impl Setup {
    /// From the first input on keeps the keys ready that the plan needs. Opening the page makes none.
    pub(super) fn make_keys_ahead(self) {
        let wanted = Memo::new(move |_| {
            self.judged.with(|judged| {
                let outline = judged.outline.as_ref().filter(|_| judged.is_sound)?;
                Some(
                    outline
                        .certificates
                        .iter()
                        .map(|one| one.algorithm)
                        .collect::<Vec<_>>(),
                )
            })
        });
        Effect::new(move |_| {
            let idle = self.progress.with(Option::is_none) && !self.zipping.get();
            let takes_calls = matches!(
                self.worker.state().get(),
                WorkerState::Ready | WorkerState::Restarted(_)
            );
            if let Some(wanted) = wanted.get()
                && self.touched.get()
                && idle
                && takes_calls
            {
                self.want_keys(wanted);
            }
        });
    }

    fn want_keys(self, wanted: Vec<Algorithm>) {
        let (same, making) = self.keys_ahead.with_untracked(|keys| {
            let same = keys.algorithms() == Some(wanted.as_slice());
            (same, matches!(keys, KeysAhead::Making { .. }))
        });
        if same {
            return;
        }
        if making {
            // Keys nobody wants any more are not worth waiting for.
            self.worker.cancel();
        }
        self.keys_ahead.set(KeysAhead::Making {
            algorithms: wanted.clone(),
            begun: Vec::new(),
            made: Vec::new(),
        });
        spawn_local(async move {
            let request = Request::PrepareKeys {
                algorithms: wanted.clone(),
            };
            let answer = self
                .worker
                .call(request, move |progress| self.heard_ahead(&progress))
                .await;
            self.keys_answered(wanted, &answer);
        });
    }

    fn heard_ahead(self, progress: &engine::Progress) {
        self.keys_ahead.update(|keys| {
            if let KeysAhead::Making { begun, made, .. } = keys {
                match progress {
                    engine::Progress::KeyStarted { algorithm, .. } => begun.push(*algorithm),
                    engine::Progress::KeyReady { algorithm, .. } => made.push(*algorithm),
                    engine::Progress::Signing | engine::Progress::Packing => {}
                }
            }
        });
        self.heard(progress);
    }

    fn keys_answered(self, wanted: Vec<Algorithm>, answer: &Result<Response, BridgeError>) {
        let still_wanted = self
            .keys_ahead
            .with_untracked(|keys| keys.algorithms() == Some(wanted.as_slice()));
        if !still_wanted {
            return;
        }
        match answer {
            Ok(Response::KeysReady) => self.keys_ahead.set(KeysAhead::Ready { algorithms: wanted }),
            Ok(_) => self
                .keys_ahead
                .set(KeysAhead::Refused { algorithms: wanted }),
            Err(_) => self.forget_keys(),
        }
    }

    /// The worker has no keys any more; the next input has new ones made.
    pub(super) fn forget_keys(self) {
        self.keys_ahead.set(KeysAhead::None);
        self.touched.set(false);
    }
}
