use std::fmt;

use crate::{Intent, Material, apim, commands, kubernetes, openssl, pictures, runbook};

/// A text file of the bundle that can be rendered at any time: with placeholders before there are
/// certificates, complete after.
#[derive(Clone)]
pub struct Document {
    /// Its path in the bundle, such as `kubernetes/40-ingress.yaml`.
    pub path: &'static str,
    /// Its media type, such as `application/yaml`.
    pub media_type: &'static str,
    /// Whether it holds a private key once there is one.
    pub secret: bool,
    pub(crate) render: fn(&Intent, Option<&Material>) -> String,
}

impl fmt::Debug for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Document")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl Document {
    /// The text. `material` is none before Generate; placeholders then say what will stand there.
    pub fn render(&self, intent: &Intent, material: Option<&Material>) -> String {
        (self.render)(intent, material)
    }
}

/// Every text file of this intent, in the order of the bundle. A plan without API Management, say,
/// has no `apim/policy.xml`.
pub fn documents(intent: &Intent) -> Vec<Document> {
    let areas: [fn(&Intent) -> Vec<Document>; 6] = [
        runbook::documents,
        pictures::documents,
        openssl::documents,
        kubernetes::documents,
        apim::documents,
        commands::documents,
    ];
    areas.iter().flat_map(|area| area(intent)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_intent;

    #[test]
    fn every_path_stands_once() {
        let intent = test_intent::intent();
        let mut paths: Vec<_> = documents(&intent)
            .into_iter()
            .map(|document| document.path)
            .collect();
        let count = paths.len();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), count);
    }
}
