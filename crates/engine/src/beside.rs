use crate::{Artifact, Inspect, Inspected, Request, Response};

/// A message with octets that cross to or from the worker beside it, and not in it: there they would be several
/// times as large. They are left out of the message itself, and filled in again in the same order.
pub trait Beside {
    /// The octets, in an order that the rest of the message alone determines.
    fn beside(&mut self) -> Vec<&mut Vec<u8>>;
}

impl Beside for Request {
    fn beside(&mut self) -> Vec<&mut Vec<u8>> {
        match self {
            Self::Judge {
                issued: Some(issued),
                ..
            } => of_all(&mut issued.artifacts),
            Self::Bundle { artifacts, .. } => of_all(artifacts),
            Self::Inspect(question) => match &mut **question {
                Inspect::Read { sources, .. } => { sources.iter_mut() }
                    .map(|source| &mut source.bytes)
                    .collect(),
                _ => Vec::new(),
            },
            Self::PrepareKeys { .. } | Self::Judge { issued: None, .. } | Self::Generate { .. } => {
                Vec::new()
            }
        }
    }
}

impl Beside for Response {
    fn beside(&mut self) -> Vec<&mut Vec<u8>> {
        match self {
            Self::Generated { artifacts, .. } => of_all(artifacts),
            Self::Zipped { bytes } => vec![bytes],
            Self::Inspected(answer) => match &mut **answer {
                Inspected::Converted { artifacts, .. } => of_all(artifacts),
                Inspected::Overview(_) | Inspected::Sheet(_) => Vec::new(),
            },
            Self::KeysReady | Self::Judged(_) | Self::Failed { .. } => Vec::new(),
        }
    }
}

fn of_all(artifacts: &mut [Artifact]) -> Vec<&mut Vec<u8>> {
    { artifacts.iter_mut() }
        .map(|artifact| &mut artifact.bytes)
        .collect()
}
