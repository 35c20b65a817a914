use std::rc::Rc;

use engine::{Progress, Response};
use futures_channel::oneshot::{self, Receiver, Sender};

use super::BridgeError;

/// What a call ends with.
pub(super) type Answer = Result<Response, BridgeError>;
/// Who hears how far a call has come.
pub(super) type OnProgress = Rc<dyn Fn(Progress)>;

/// The calls that have not been answered.
#[derive(Default)]
pub(super) struct Pending {
    last_id: u32,
    /// By their ids; never many.
    calls: Vec<(u32, Call)>,
}

struct Call {
    answer: Sender<Answer>,
    on_progress: OnProgress,
}

impl Pending {
    /// A new call: its id, and where its answer arrives.
    pub(super) fn add(&mut self, on_progress: OnProgress) -> (u32, Receiver<Answer>) {
        let (answer, receiver) = oneshot::channel();
        self.last_id = self.last_id.wrapping_add(1);
        let call = Call {
            answer,
            on_progress,
        };
        self.calls.push((self.last_id, call));
        (self.last_id, receiver)
    }

    /// Who hears of this call's progress; none when it has ended.
    pub(super) fn on_progress(&self, id: u32) -> Option<OnProgress> {
        let call = self.calls.iter().find(|(call, _)| *call == id);
        call.map(|(_, call)| Rc::clone(&call.on_progress))
    }

    /// Whether every call has ended.
    pub(super) fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    /// Ends one call.
    pub(super) fn answer(&mut self, id: u32, answer: Answer) {
        if let Some(place) = self.calls.iter().position(|(call, _)| *call == id) {
            let (_, call) = self.calls.swap_remove(place);
            // A caller that no longer waits needs no answer.
            let _ = call.answer.send(answer);
        }
    }

    /// Ends every call.
    pub(super) fn fail_all(&mut self, error: &BridgeError) {
        for (_, call) in std::mem::take(&mut self.calls) {
            let _ = call.answer.send(Err(error.clone()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn silent() -> OnProgress {
        Rc::new(|_| ())
    }

    #[test]
    fn answers_reach_the_call_they_belong_to() {
        let mut pending = Pending::default();
        let (first, mut first_answer) = pending.add(silent());
        let (second, mut second_answer) = pending.add(silent());
        pending.answer(second, Ok(Response::KeysReady));
        assert!(matches!(
            second_answer.try_recv(),
            Ok(Some(Ok(Response::KeysReady)))
        ));
        assert!(matches!(first_answer.try_recv(), Ok(None)));
        assert!(pending.on_progress(first).is_some());
        assert!(pending.on_progress(second).is_none());
    }

    #[test]
    fn a_crash_ends_every_call() {
        let mut pending = Pending::default();
        let (_, mut first) = pending.add(silent());
        let (_, mut second) = pending.add(silent());
        pending.fail_all(&BridgeError::Cancelled);
        for answer in [&mut first, &mut second] {
            assert!(matches!(
                answer.try_recv(),
                Ok(Some(Err(BridgeError::Cancelled)))
            ));
        }
    }
}
