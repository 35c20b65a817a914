use std::borrow::Cow;

use diagnostics::Finding;
use formats::Item;
use inspect::Report;
use inspect::relate::Relations;

use super::lines::Lines;

/// All that there is, and when it is looked at.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) items: &'a [Item],
    pub(super) lines: &'a Lines,
    /// How all belong together, where that is known already.
    pub(super) relations: Option<&'a Relations>,
    /// In seconds of Unix time.
    pub(super) now: i64,
}

impl<'a> Seen<'a> {
    /// All that was found about an item: in itself, in the source that it is alone in, and among the others.
    pub(super) fn findings(&self, index: usize) -> Vec<Cow<'a, Finding>> {
        let report = inspect::report_among(self.items, index, self.relations, self.now);
        self.findings_beside(index, report)
    }

    /// The same, with a report on the item that is there already.
    pub(super) fn findings_beside(&self, index: usize, report: Report) -> Vec<Cow<'a, Finding>> {
        let mut all: Vec<_> = report.findings.into_iter().map(Cow::Owned).collect();
        let source =
            { self.items.get(index) }.and_then(|item| self.lines.hidden_source(self.items, item));
        all.extend({ source.into_iter() }.flat_map(|it| it.findings.iter().map(Cow::Borrowed)));
        let related = self
            .relations
            .map(|relations| relations.findings.as_slice());
        for related in related.unwrap_or_default() {
            if related.items.contains(&index) {
                all.push(Cow::Borrowed(&related.finding));
            }
        }
        all
    }
}
