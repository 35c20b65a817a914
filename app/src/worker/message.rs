use engine::{Beside, Progress, Request, Response};
use serde::{Deserialize, Serialize};

/// What the page posts to the worker.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ToWorker {
    /// Answer this.
    Call {
        /// Comes back with every message about this call.
        id: u32,
        /// What is asked.
        request: Request,
    },
    /// Crash.
    #[cfg(feature = "crash-drill")]
    Drill {
        /// How.
        drill: super::Drill,
    },
}

/// What the worker posts to the page. `Stopped` and `ModuleRefused` also come from `bootstrap.js`, which outlives the
/// WASM; it says them in words: see [`Self::of_bootstrap`].
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum FromWorker {
    /// The worker takes calls from now on.
    Ready {
        /// Its [`super::BUILD`].
        build: String,
    },
    /// A call has come this far.
    Progress {
        /// Which call.
        id: u32,
        /// How far.
        progress: Progress,
    },
    /// A call is answered.
    Response {
        /// Which call.
        id: u32,
        /// The answer.
        response: Response,
    },
    /// The worker has crashed and is of no more use.
    Stopped {
        /// How: the place of a panic or the name of an error; no payload.
        what: String,
    },
    /// The browser did not hand the compiled module over; it wants the bytes.
    ModuleRefused,
}

impl FromWorker {
    /// What `bootstrap.js` has said: that the worker has stopped, and how, or nothing, where the module was refused.
    pub(crate) fn of_bootstrap(words: &str) -> Self {
        match words {
            "" => Self::ModuleRefused,
            what => Self::Stopped { what: what.into() },
        }
    }
}

impl Beside for ToWorker {
    fn beside(&mut self) -> Vec<&mut Vec<u8>> {
        match self {
            Self::Call { request, .. } => request.beside(),
            #[cfg(feature = "crash-drill")]
            Self::Drill { .. } => Vec::new(),
        }
    }
}

impl Beside for FromWorker {
    fn beside(&mut self) -> Vec<&mut Vec<u8>> {
        match self {
            Self::Response { response, .. } => response.beside(),
            _ => Vec::new(),
        }
    }
}
