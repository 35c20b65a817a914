use manifests::Intent;
use pki::{Algorithm, Role};

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

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    Key(Role),
    Signing,
    Packing,
}

impl Progress {
    /// The steps of an intent, none of them begun.
    pub(crate) fn new(intent: &Intent, started: f64) -> Self {
        let keys = intent
            .spec
            .certificates
            .iter()
            .map(|certificate| Step::key(certificate.role, certificate.algorithm));
        let rest = [
            Step::new(Kind::Signing, "Certificates and requests".into()),
            Step::new(Kind::Packing, "PFX files and the CA key".into()),
        ];
        Self {
            started,
            steps: keys.chain(rest).collect(),
        }
    }

    /// Takes in what the worker says.
    pub(crate) fn heard(&mut self, progress: &engine::Progress) {
        match progress {
            engine::Progress::KeyStarted {
                role: Some(role), ..
            } => self.set(Kind::Key(*role), StepState::Running),
            engine::Progress::KeyReady {
                role: Some(role), ..
            } => self.set(Kind::Key(*role), StepState::Done),
            engine::Progress::KeyStarted { role: None, .. }
            | engine::Progress::KeyReady { role: None, .. } => {}
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
        Self::new(Kind::Key(role), format!("{owner} key, {algorithm}"))
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
                algorithm: Algorithm::Rsa4096,
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
    fn signing_means_that_all_keys_are_there() {
        use StepState::{Done, Running, Waiting};
        let mut progress = progress();
        progress.heard(&engine::Progress::Signing);
        assert_eq!(states(&progress), [Done, Done, Running, Waiting]);
        progress.heard(&engine::Progress::Packing);
        assert_eq!(states(&progress), [Done, Done, Done, Running]);
    }
}
