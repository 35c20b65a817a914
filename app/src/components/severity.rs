use diagnostics::Severity;

use super::icon::Picture;

/// How a severity is named in attributes that styles refer to.
pub(crate) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// The word for a severity at the head of a finding.
pub(crate) fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Note => "Note",
    }
}

/// The picture beside that word.
pub(crate) fn severity_picture(severity: Severity) -> Picture {
    match severity {
        Severity::Error => Picture::Error,
        Severity::Warning => Picture::Warning,
        Severity::Note => Picture::Note,
    }
}

/// Says how many errors, warnings and notes there are: `1 error, 2 warnings`; nothing where there are none.
pub(crate) fn counted(severities: impl Iterator<Item = Severity>) -> String {
    let severities: Vec<Severity> = severities.collect();
    let of = |wanted: Severity, one: &str| {
        let count = severities
            .iter()
            .filter(|severity| **severity == wanted)
            .count();
        match count {
            0 => None,
            1 => Some(format!("1 {one}")),
            _ => Some(format!("{count} {one}s")),
        }
    };
    let parts: Vec<String> = [
        of(Severity::Error, "error"),
        of(Severity::Warning, "warning"),
        of(Severity::Note, "note"),
    ]
    .into_iter()
    .flatten()
    .collect();
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_name_each_severity_once_and_skip_what_is_absent() {
        let found = [Severity::Note, Severity::Error, Severity::Note];
        assert_eq!(counted(found.into_iter()), "1 error, 2 notes");
        assert_eq!(counted([].into_iter()), "");
    }
}
