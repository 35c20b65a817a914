use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a finding matters. Ordered: the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nothing can be made while this stands.
    Error,
    /// It works, but a user should know what it costs.
    Warning,
    /// Worth knowing; nothing to mend.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A diagnostic about one place of the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// A stable, kebab-case name, such as `host-malformed`.
    pub code: Cow<'static, str>,
    /// The field or part it is about, such as `names.server_hosts`.
    pub place: Cow<'static, str>,
    /// What is wrong: one sentence that names the offending value where there is one.
    pub message: String,
    /// What to do about it: one sentence.
    pub hint: String,
}

impl Finding {
    /// A finding that stops the work.
    pub fn error(
        code: &'static str,
        place: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Error, code, place, message, hint)
    }

    /// A finding the user may decide to live with.
    pub fn warning(
        code: &'static str,
        place: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Warning, code, place, message, hint)
    }

    /// A finding that only informs.
    pub fn note(
        code: &'static str,
        place: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self::new(Severity::Note, code, place, message, hint)
    }

    fn new(
        severity: Severity,
        code: &'static str,
        place: &'static str,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code: Cow::Borrowed(code),
            place: Cow::Borrowed(place),
            message: message.into(),
            hint: hint.into(),
        }
    }
}

/// Puts errors before warnings before notes; what is equally grave stays in its order. The general sort would be
/// compiled anew for each type, at 5 KB.
pub fn gravest_first<T>(found: &mut Vec<T>, severity: impl Fn(&T) -> Severity) {
    let (mut sorted, rest): (Vec<T>, Vec<T>) = std::mem::take(found)
        .into_iter()
        .partition(|one| severity(one) == Severity::Error);
    let (warnings, notes): (Vec<T>, Vec<T>) = rest
        .into_iter()
        .partition(|one| severity(one) == Severity::Warning);
    sorted.extend(warnings);
    sorted.extend(notes);
    *found = sorted;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equally_grave_stays_in_its_order() {
        use Severity::{Error, Note, Warning};
        let mut found = vec![(Note, 1), (Error, 2), (Warning, 3), (Error, 4), (Note, 5)];
        let mut expected = found.clone();
        expected.sort_by_key(|one| one.0);
        gravest_first(&mut found, |one| one.0);
        assert_eq!(found, expected);
    }

    #[test]
    fn errors_sort_before_warnings_before_notes() {
        let mut found = [Severity::Note, Severity::Error, Severity::Warning];
        found.sort();
        assert_eq!(found, [Severity::Error, Severity::Warning, Severity::Note]);
    }
}
