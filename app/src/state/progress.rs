use engine::CertificateOutline;
use pki::{Algorithm, Role};

use super::KeysAhead;

/// How far Generate has come.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Progress {
    /// When it began, in milliseconds of the page's clock.
    pub(crate) started: f64,
    /// Its steps, in order.
    pub(crate) steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    kind: Kind,
    /// What it is called.
    pub(crate) label: String,
    /// How far it is.
    pub(crate) state: StepState,
}

/// How far a step is, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum StepState {
    /// Not begun.
    Waiting,
    /// Under way.
    Running,
    /// Done.
    Done,
}

impl StepState {
    /// How styles refer to it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Done => "done",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Key(Role, Algorithm),
    Signing,
    Packing,
}

impl Progress {
    /// The steps of a plan; of its keys those are done, or under way, that were begun before.
    pub(crate) fn new(
        certificates: &[CertificateOutline],
        started: f64,
        ahead: &KeysAhead,
    ) -> Self {
        let keys = certificates
            .iter()
            .map(|certificate| Step::key(certificate.role, certificate.algorithm));
        let rest = [
            Step::new(Kind::Signing, "Certificates and requests".into()),
            Step::new(Kind::Packing, "PFX files and the CA key".into()),
        ];
        let mut progress = Self {
            started,
            steps: keys.chain(rest).collect(),
        };
        match ahead {
            KeysAhead::Ready { algorithms } => progress.one_each(algorithms, StepState::Done),
            KeysAhead::Making { begun, made, .. } => {
                progress.one_each(begun, StepState::Running);
                progress.one_each(made, StepState::Done);
            }
            KeysAhead::None | KeysAhead::Refused { .. } => {}
        }
        progress
    }

    fn one_each(&mut self, algorithms: &[Algorithm], state: StepState) {
        for algorithm in algorithms {
            self.one_more(*algorithm, state);
        }
    }

    /// A key made ahead belongs to the first step that needs one of its kind and is not as far.
    fn one_more(&mut self, algorithm: Algorithm, state: StepState) {
        let fits = |step: &&mut Step| {
            matches!(step.kind, Kind::Key(_, needed) if needed == algorithm) && step.state < state
        };
        if let Some(step) = self.steps.iter_mut().find(fits) {
            step.state = state;
        }
    }

    /// Takes in what the worker says.
    pub(crate) fn heard(&mut self, progress: &engine::Progress) {
        match progress {
            engine::Progress::KeyStarted {
                role: Some(role),
                algorithm,
            } => self.set(Kind::Key(*role, *algorithm), StepState::Running),
            engine::Progress::KeyReady {
                role: Some(role),
                algorithm,
            } => self.set(Kind::Key(*role, *algorithm), StepState::Done),
            engine::Progress::KeyReady {
                role: None,
                algorithm,
            } => self.one_more(*algorithm, StepState::Done),
            engine::Progress::KeyStarted {
                role: None,
                algorithm,
            } => self.one_more(*algorithm, StepState::Running),
            engine::Progress::Signing => self.reach(Kind::Signing),
            engine::Progress::Packing => self.reach(Kind::Packing),
        }
    }

    /// What is being done, in a few words.
    pub(crate) fn current(&self) -> String {
        let running: Vec<&str> = self
            .steps
            .iter()
            .filter(|step| step.state == StepState::Running)
            .map(|step| step.label.as_str())
            .collect();
        if running.is_empty() {
            "Starting".into()
        } else {
            running.join(", ")
        }
    }

    fn set(&mut self, kind: Kind, state: StepState) {
        for step in self.steps.iter_mut().filter(|step| step.kind == kind) {
            step.state = state;
        }
    }

    /// This step runs, so that all before it are done.
    fn reach(&mut self, kind: Kind) {
        for step in &mut self.steps {
            if step.kind == kind {
                step.state = StepState::Running;
                return;
            }
            step.state = StepState::Done;
        }
    }
}

impl Step {
    fn new(kind: Kind, label: String) -> Self {
        Self {
            kind,
            label,
            state: StepState::Waiting,
        }
    }

    fn key(role: Role, algorithm: Algorithm) -> Self {
        let owner = match role {
            Role::Ca => "CA",
            Role::ServerCa => "Server CA",
            Role::ClientCa => "Client CA",
            Role::Server => "Server",
            Role::Client => "Client",
        };
        Self::new(
            Kind::Key(role, algorithm),
            format!("{owner} key, {algorithm}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress() -> Progress {
        Progress {
            started: 0.0,
            steps: vec![
                Step::key(Role::Ca, Algorithm::Rsa4096),
                Step::key(Role::Client, Algorithm::EcdsaP256),
                Step::new(Kind::Signing, "Certificates".into()),
                Step::new(Kind::Packing, "Packing".into()),
            ],
        }
    }

    fn states(progress: &Progress) -> Vec<StepState> {
        progress.steps.iter().map(|step| step.state).collect()
    }

    #[test]
    fn keys_may_become_ready_in_any_order() {
        use StepState::{Done, Running, Waiting};
        let mut progress = progress();
        for role in [Role::Ca, Role::Client] {
            progress.heard(&engine::Progress::KeyStarted {
                role: Some(role),
                algorithm: match role {
                    Role::Ca => Algorithm::Rsa4096,
                    _ => Algorithm::EcdsaP256,
                },
            });
        }
        progress.heard(&engine::Progress::KeyReady {
            role: Some(Role::Client),
            algorithm: Algorithm::EcdsaP256,
        });
        assert_eq!(states(&progress), [Running, Done, Waiting, Waiting]);
        assert_eq!(progress.current(), "CA key, RSA 4096");
    }

    #[test]
    fn a_key_made_ahead_counts_where_its_kind_is_needed() {
        use StepState::{Done, Waiting};
        let mut progress = progress();
        progress.heard(&engine::Progress::KeyReady {
            role: None,
            algorithm: Algorithm::EcdsaP256,
        });
        progress.one_each(&[Algorithm::Ed25519], StepState::Running);
        assert_eq!(states(&progress), [Waiting, Done, Waiting, Waiting]);
    }

    #[test]
    fn signing_means_that_all_keys_are_there() {
        use StepState::{Done, Running, Waiting};
        let mut progress = progress();
        progress.heard(&engine::Progress::Signing);
        assert_eq!(states(&progress), [Done, Done, Running, Waiting]);
        progress.heard(&engine::Progress::Packing);
        assert_eq!(states(&progress), [Done, Done, Done, Running]);
    }
}
