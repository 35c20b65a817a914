use diagnostics::Finding;

use crate::read::PLACE;

/// Where and why the reading ended.
pub(in crate::read) struct Broken {
    pub(super) line: usize,
    pub(super) reason: String,
    /// Whether a limit ended it.
    pub(in crate::read) is_limit: bool,
    /// Documents before the broken one.
    pub(in crate::read) whole: usize,
    /// The line on which that begins.
    pub(super) document: usize,
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
        if self.is_limit {
            return Finding::error(
                "yaml-over-limit",
                PLACE,
                format!("The YAML was read up to line {line} only: {reason}."),
                "If you trust it, raise the limit; or split it where a line says --- and give the part that matters.",
            );
        }
        Finding::error(
            "yaml-broken",
            PLACE,
            format!("The YAML cannot be read beyond line {line}: {reason}."),
            "Mend the line; a tab as indentation, a PEM that is not indented below its key, or a template are the usual causes.",
        )
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
