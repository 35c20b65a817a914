use crate::{Finding, Severity};

/// A value and everything there is to say about how it came to be.
///
/// Work that can be stopped by bad input returns `Outcome<Option<T>>`; work
/// that always yields something returns `Outcome<T>`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "an outcome carries findings that a user must see"]
pub struct Outcome<T> {
    /// What was made.
    pub value: T,
    /// What was found on the way, in the order it was found.
    pub findings: Vec<Finding>,
}

impl<T> Outcome<T> {
    /// A value with nothing to report.
    pub fn clean(value: T) -> Self {
        Self {
            value,
            findings: Vec::new(),
        }
    }

    /// A value with findings.
    pub fn new(value: T, findings: Vec<Finding>) -> Self {
        Self { value, findings }
    }

    /// Whether any finding stops the work.
    pub fn has_errors(&self) -> bool {
        self.findings
            .iter()
            .any(|finding| finding.severity == Severity::Error)
    }

    /// Moves the findings into `findings` and returns the value.
    pub fn collect_into(self, findings: &mut Vec<Finding>) -> T {
        findings.extend(self.findings);
        self.value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_alone_is_no_error() {
        let warned = Outcome::new(1, vec![Finding::warning("a", "b", "c", "d")]);
        assert!(!warned.has_errors());
        let failed = Outcome::new(1, vec![Finding::error("a", "b", "c", "d")]);
        assert!(failed.has_errors());
    }

    #[test]
    fn collecting_keeps_findings_and_order() {
        let mut all = vec![Finding::note("first", "", "", "")];
        let value =
            Outcome::new(7, vec![Finding::note("second", "", "", "")]).collect_into(&mut all);
        assert_eq!(value, 7);
        assert_eq!(
            all.iter().map(|f| &*f.code).collect::<Vec<_>>(),
            ["first", "second"]
        );
    }
}
