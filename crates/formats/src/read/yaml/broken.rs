use diagnostics::Finding;

use crate::read::PLACE;

/// Where and why the reading ended.
pub(in crate::read) struct Broken {
    pub(super) line: usize,
    pub(super) reason: String,
    pub(in crate::read) ended: Ended,
    /// Documents before the broken one.
    pub(in crate::read) whole: usize,
    /// The line on which that begins.
    pub(super) document: usize,
}

/// What ended the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Ended {
    /// The text is no YAML.
    Broken,
    /// A limit that a user can raise.
    Limit,
    /// The one of the parser, which nobody can.
    TooDeep,
}

impl Broken {
    /// The text of the broken document and of all after it.
    pub(in crate::read) fn rest<'a>(&self, text: &'a str) -> &'a str {
        let before = text
            .split_inclusive('\n')
            .take(self.document.saturating_sub(1));
        let length = before.map(str::len).sum();
        text.get(length..).unwrap_or_default()
    }

    pub(in crate::read) fn finding(&self) -> Finding {
        let Self { line, reason, .. } = self;
        match self.ended {
            Ended::Limit => Finding::error(
                "yaml-over-limit",
                PLACE,
                format!("The YAML was read up to line {line} only: {reason}."),
                "If you trust it, raise the limit; or split it where a line says --- and give the part that matters.",
            ),
            Ended::TooDeep => Finding::error(
                "yaml-too-deep",
                PLACE,
                format!(
                    "The YAML was read up to line {line} only: there it is nested more than 255 deep, as no Kubernetes object is."
                ),
                "Give the part that matters; this limit cannot be raised.",
            ),
            Ended::Broken => Finding::error(
                "yaml-broken",
                PLACE,
                format!("The YAML cannot be read beyond line {line}: {reason}."),
                "Mend the line; a tab as indentation, a PEM that is not indented below its key, or a template are the usual causes.",
            ),
        }
    }
}

/// What is said of an alias that is not followed.
pub(in crate::read) fn alias_ignored(line: usize) -> Finding {
    Finding::warning(
        "yaml-alias-ignored",
        PLACE,
        format!(
            "Line {line}: the alias (*) stands for a mapping, a list or too long a text and is not followed here; kubectl follows it."
        ),
        "Write out what it stands for, and give the file again.",
    )
}
